"""A file that came from elsewhere: read only, looked through row by row as an exchange file is, and copied into a fresh one."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from msgspec import Struct
from msgspec.structs import asdict

from .errors import ContentError, Refused
from .interchange import check_contents, check_whole
from .rows import TABLES
from .store import Store
from .store.base import TEXT_LIMIT, check_values


def look_through(store: Store) -> dict[str, bytes]:
    """Raise ContentError at the first row that our own operations could not have written; returns the attachments' bytes by id."""
    tables = {name: store.rows(kind) for name, kind in TABLES.items()}
    for name, rows in tables.items():
        for index, row in enumerate(rows):
            _check_row(f"tables/{name}/{index}", row)
    if len(tables["engagement"]) != 1:
        raise ContentError("json.engagement")
    check_whole(tables, store.pack)
    contents = {row.id: store.attachment_bytes(row.id) for row in tables["attachment"]}
    check_contents(contents, tables["attachment"])
    return contents


def _check_row(where: str, row: Struct) -> None:
    try:
        check_values(asdict(row))
    except Refused as refused:
        raise ContentError("json.text", where=f"{where}/{refused.facts['field']}", limit=TEXT_LIMIT) from refused


def admit(
    source: Path, target: Path, read_with: str | None = None, passphrase: str | None = None, clock: Callable[[], datetime] = datetime.now
) -> Store:
    """A fresh engagement from a file that stays closed to writing; open ballots re-open empty, the undo history stays behind."""
    store = Store.open(source, read_with, reading=True)
    try:
        contents = look_through(store)
        tables = {name: store.rows(kind) for name, kind in TABLES.items()}
        return Store.restore(target, store.pack_files(), tables, contents, passphrase, clock)
    finally:
        store.close()
