"""The chained log as a file: JSON with every field, or a table."""

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import asdict

from workshop.model.errors import EnvironmentTrouble
from workshop.model.rows import LogEntry
from workshop.model.store import Store


def write_log(store: Store, path: Path) -> tuple[LogEntry, ...]:
    """Verify the chain, then write it: JSON where the name ends in .json, else CSV. Returns the entries."""
    from workshop.report.typeset import write

    entries, broken = store.log(), store.verify_log()
    if broken is not None:
        raise EnvironmentTrouble("check.log", path=str(store.path), entry=broken)
    write(path, as_json(entries) if path.suffix.lower() == ".json" else as_csv(entries))
    return entries


def as_json(entries: Sequence[LogEntry]) -> bytes:
    """One JSON list, oldest first."""
    return (json.dumps([asdict(entry) for entry in entries], ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def as_csv(entries: Sequence[LogEntry]) -> bytes:
    """A table, oldest first; no text is taken for a formula."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\r\n")
    rows.writerow(LogEntry.__struct_fields__)
    for entry in entries:
        rows.writerow([f"'{value}" if str(value)[:1] in ("=", "+", "-", "@", "\t", "\r") else value for value in asdict(entry).values()])
    return text.getvalue().encode("utf-8-sig")
