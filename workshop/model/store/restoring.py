"""From a backup to the room again: what a backup holds, and the file put back while the one before is set aside."""

import os
import secrets
import shutil
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from ..errors import EnvironmentTrouble, Trouble
from .backup import Kept, folder_of, kept, settle, take
from .claim import Claim
from .driver import connect, told
from .opening import examine


class Contents(Struct, frozen=True):
    """What a backup holds, in numbers; it was looked through to say so."""

    at: str  # of the last entry of its log
    entries: int
    seats: int
    records: int
    size: int  # bytes


def contents(path: Path, passphrase: str | None) -> Contents:
    """Look through a backup; raises when it is damaged or under another passphrase."""
    examine(path, passphrase)
    db = connect(path, passphrase, mode="ro")
    try:
        with told(path):
            last = db.execute("SELECT noted_at, seq FROM log ORDER BY seq DESC LIMIT 1").fetchone() or ("", 0)
            seats, records = (int(db.execute(f"SELECT count(*) FROM {name}").fetchone()[0]) for name in ("seat", "record"))
    finally:
        db.conn.close()
    return Contents(last[0], last[1], seats, records, path.stat().st_size)


def last_good(path: Path, passphrase: str | None) -> Kept | None:
    """The newest backup of a file that opens and is sound."""
    for one in kept(folder_of(path)):
        try:
            examine(one.path, passphrase)
        except Trouble:
            continue
        return one
    return None


def put_back(source: Path, passphrase: str | None, path: Path) -> Path | None:
    """A backup in the place of a closed file; the file that was there is backed up if it can be read, and set aside in any case.

    Returns where it was set aside. Until the last step the old file stands; after it the new one does.
    """
    claim = Claim.take(path)
    temporary = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        examine(source, passphrase)
        _copy(source, temporary)
        examine(temporary, passphrase)
        aside = _set_aside(path, passphrase) if path.exists() else None
        settle(temporary, path)
        return aside
    except OSError as error:
        raise EnvironmentTrouble("file.trouble", path=str(path), detail=error.strerror or "") from error
    finally:
        temporary.unlink(missing_ok=True)
        if claim is not None:
            claim.release()


def _copy(source: Path, target: Path) -> None:
    with source.open("rb") as given, os.fdopen(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as taken:
        shutil.copyfileobj(given, taken)
        taken.flush()
        os.fsync(taken.fileno())


def _set_aside(path: Path, passphrase: str | None) -> Path:
    """A second name for the file, with the journal that belongs to it; its own name is free to be replaced."""
    with suppress(Trouble):  # a damaged file is set aside as it is
        take(path, passphrase, folder_of(path), "restore")
    aside = path.with_name(f"{path.stem}-{secrets.token_hex(4)}-aside{path.suffix}")
    try:
        os.link(path, aside)
    except OSError:  # a stick's file system has no second names
        os.replace(path, aside)
    journal = path.with_name(f"{path.name}-journal")
    if journal.exists():
        os.replace(journal, aside.with_name(f"{aside.name}-journal"))
    return aside
