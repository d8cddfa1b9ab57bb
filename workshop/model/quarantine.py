"""A file that came from elsewhere: read only, looked through row by row as an exchange file is, and copied into a fresh one."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct
from msgspec.structs import asdict

from .errors import ContentError, Refused, Trouble
from .interchange import check_contents, check_whole
from .rows import TABLES
from .store import Store
from .store.base import TEXT_LIMIT, Noted, check_values
from .store.opening import check_size


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


@contextmanager
def looked_through(source: Path, passphrase: str | None) -> Iterator[tuple[Store, dict[str, bytes]]]:
    """The file open for reading and sound row by row, with its attachments' bytes; raises what is wrong with it."""
    with _apart(source) as path:
        store = Store.open(path, passphrase, reading=True)
        try:
            yield store, look_through(store)
        finally:
            store.close()


@contextmanager
def _apart(source: Path) -> Iterator[Path]:
    """The file where it lies; where a crash left a journal beside it, both in a folder of our own: there it is rolled back, not here."""
    journal = source.with_name(f"{source.name}-journal")
    if not os.path.isfile(source) or not os.path.exists(journal):  # asked so, what one may not look at is no error yet
        yield source
        return
    check_size(source)
    with TemporaryDirectory(prefix="workshop-") as folder:
        copy = Path(folder) / "copy.workshop"
        shutil.copyfile(source, copy)
        shutil.copyfile(journal, copy.with_name(f"{copy.name}-journal"))
        try:
            yield copy
        except Trouble as trouble:
            if "path" in trouble.facts:  # told of the file, not of our copy
                trouble.facts["path"] = str(source)
            raise


def _check_row(where: str, row: Struct) -> None:
    try:
        check_values(asdict(row))
    except Refused as refused:
        raise ContentError("json.text", where=f"{where}/{refused.facts['field']}", limit=TEXT_LIMIT) from refused


def admit(
    source: Path, target: Path, read_with: str | None = None, passphrase: str | None = None, clock: Callable[[], datetime] = datetime.now
) -> Store:
    """A fresh engagement from a file that stays as it is; open ballots re-open empty, the undo history stays behind.

    Its log says that it was taken in, which the file it came from does not: of the two, this one is ours.
    """
    with looked_through(source, read_with) as (store, contents):
        tables = {name: store.rows(kind) for name, kind in TABLES.items()}
        fresh = Store.restore(target, store.pack_files(), tables, contents, passphrase, clock)
    try:
        with fresh.transaction():
            fresh.note("admit", Noted(fresh.engagement().id))
    except BaseException:
        fresh.close()
        target.unlink(missing_ok=True)
        raise
    return fresh
