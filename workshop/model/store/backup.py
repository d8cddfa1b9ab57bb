"""Copies one can trust: made while the room goes on writing, without the levels of open ballots, and read back before they count."""

import os
import secrets
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import EnvironmentTrouble
from .driver import connect, memory, quoted, told
from .schema import pragma

PAGES, PAUSE = 64, 0.004  # so many pages a step, then the writer has its turn for so many seconds
SUFFIX = ".workshop"
REASONS = ("change", "close", "migration", "import", "restore", "asked")


@dataclass(frozen=True)
class Kept:
    """One backup in its folder; the counter, not a clock, says which is newer."""

    path: Path
    counter: int
    reason: str  # one of REASONS


def folder_of(path: Path) -> Path:
    """Where an engagement's backups are: beside its file."""
    return path.with_name(f"{path.name}.backups")


def kept(folder: Path) -> tuple[Kept, ...]:
    """The backups in a folder, newest first; anything else in it is nobody's business."""
    found = []
    for path in folder.glob(f"*{SUFFIX}"):
        number, _, reason = path.stem.partition("-")
        if number.isascii() and number.isdigit() and reason in REASONS:
            found.append(Kept(path, int(number), reason))
    return tuple(sorted(found, key=lambda one: one.counter, reverse=True))


def take(path: Path, passphrase: str | None, folder: Path, reason: str) -> Kept:
    """A verified backup of the file in `folder`; may run in a worker, with a connection of its own."""
    counter = max((one.counter for one in kept(folder)), default=0) + 1
    target = folder / f"{counter:06d}-{reason}{SUFFIX}"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_copy(path, passphrase, target)
    except OSError as error:
        raise EnvironmentTrouble("backup.failed", folder=str(folder), detail=error.strerror or "") from error
    return Kept(target, counter, reason)


def write_copy(path: Path, passphrase: str | None, target: Path) -> None:
    """Copy the file without the levels of open ballots: temporary name → reopened and counted → on the disk → its own name."""
    temporary = target.with_name(f".{secrets.token_hex(8)}.part")
    try:
        os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        counts = _pour(path, passphrase, temporary)
        _read_back(temporary, passphrase, counts)
        _settle(temporary, target)
    finally:
        temporary.unlink(missing_ok=True)


def _pour(path: Path, passphrase: str | None, temporary: Path) -> dict[str, int]:
    """File → memory, a few pages at a time → without open ballots → packed into the temporary file. Returns rows per table."""
    copy = memory(passphrase)
    try:
        with told(path):
            source = connect(path, passphrase, mode="ro")
            try:
                source.conn.backup(copy.conn, pages=PAGES, progress=lambda *_: time.sleep(PAUSE))
            finally:
                source.conn.close()
            copy.execute("DELETE FROM open_ballot")
            counts = _counts(copy)
        with told(temporary):
            copy.execute(f"VACUUM INTO {quoted(str(temporary))}")
        return counts
    finally:
        copy.conn.close()


def _read_back(temporary: Path, passphrase: str | None, counts: dict[str, int]) -> None:
    db = connect(temporary, passphrase, mode="ro")
    try:
        with told(temporary):
            sound = [row[0] for row in db.execute("PRAGMA quick_check").fetchall()] == ["ok"]
            if not sound or _counts(db) != counts:
                raise EnvironmentTrouble("backup.differs", path=str(temporary.parent))
    finally:
        db.conn.close()


def _counts(db: Any) -> dict[str, int]:
    """Rows per table, and the marks of the file."""
    found = {name: int(db.execute(f"SELECT count(*) FROM [{name}]").fetchone()[0]) for name in db.table_names()}
    return {**found, **{f"PRAGMA {name}": pragma(db, name) for name in ("application_id", "user_version")}}


def _settle(temporary: Path, target: Path) -> None:
    """Bytes on the disk, then the name, then the folder's entry."""
    handle = os.open(temporary, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
    os.replace(temporary, target)
    if os.name == "posix":
        entry = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(entry)
        finally:
            os.close(entry)
