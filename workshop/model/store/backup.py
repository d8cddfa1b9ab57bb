"""Copies one can trust: made while the room goes on writing, without the levels of open ballots, and read back before they count."""

import os
import secrets
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from ..durable import sync_folder
from ..errors import EnvironmentTrouble
from .driver import connect, memory, quoted, told
from .schema import pragma

PAGES, PAUSE = 64, 0.003  # so many pages a step, then the writer has its turn for so many seconds
SUFFIX = ".workshop"
REASONS = ("change", "close", "migration", "import", "restore", "asked")
KEPT_ALWAYS = ("migration", "import", "restore")
DAY = 96  # backups in eight hours of steady work; age counts backups, since a clock may be set


class Kept(Struct, frozen=True):
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
        source = connect(path, passphrase, mode="ro")
        try:
            image = image_of(source, path, passphrase, PAUSE)
        finally:
            source.conn.close()
        write_image(image, passphrase, target)
    except OSError as error:
        raise EnvironmentTrouble("backup.failed", folder=str(folder), detail=error.strerror or "") from error
    return Kept(target, counter, reason)


def image_of(source: Any, path: Path, passphrase: str | None, pause: float = 0.0) -> Any:
    """The file in memory without the levels of open ballots: what alone may leave it."""
    image = memory(passphrase)
    try:
        with told(path):
            source.conn.backup(image.conn, pages=PAGES if pause else -1, progress=lambda *_: time.sleep(pause))
            image.execute("DELETE FROM open_ballot")
    except BaseException:
        image.conn.close()
        raise
    return image


def write_image(image: Any, passphrase: str | None, target: Path) -> None:
    """Temporary name → reopened, looked through and counted → on the disk → its own name. Closes the image."""
    temporary = target.with_name(f".{secrets.token_hex(8)}.part")
    try:
        os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        with told(target):
            counts = counted(image)
            image.execute(f"VACUUM INTO {quoted(str(temporary))}")
        read_back(temporary, passphrase, counts)
        settle(temporary, target)
    finally:
        image.conn.close()
        temporary.unlink(missing_ok=True)


def read_back(path: Path, passphrase: str | None, counts: dict[str, int]) -> None:
    """Open a copy again; it counts only when it is sound and as full as what it was made from."""
    db = connect(path, passphrase, mode="ro")
    try:
        with told(path):
            sound = [row[0] for row in db.execute("PRAGMA quick_check").fetchall()] == ["ok"]
            if not sound or counted(db) != counts:
                raise EnvironmentTrouble("backup.differs", path=str(path.parent))
    finally:
        db.conn.close()


def counted(db: Any) -> dict[str, int]:
    """Rows per table, and the marks of the file."""
    found = {name: int(db.execute(f"SELECT count(*) FROM [{name}]").fetchone()[0]) for name in db.table_names()}
    return {**found, **{f"PRAGMA {name}": pragma(db, name) for name in ("application_id", "user_version")}}


def settle(temporary: Path, target: Path) -> None:
    """Bytes on the disk, then the name, then the folder's entry."""
    _sync(temporary, os.O_RDWR)
    os.replace(temporary, target)
    sync_folder(target.parent)


def _sync(path: Path, how: int) -> None:
    handle = os.open(path, how)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


# -- a second place -------------------------------------------------------------------------------------------------------------


def copy_to(one: Kept, folder: Path) -> Kept:
    """The same backup in a second place; it counts only after its bytes were read back from there."""
    target = folder / one.path.name
    temporary = folder / f".{secrets.token_hex(8)}.part"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)  # a stick that is not there is not made
        content = one.path.read_bytes()
        try:
            with os.fdopen(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            if _from_disk(temporary) != content:
                raise EnvironmentTrouble("backup.differs", path=str(folder))
            settle(temporary, target)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise EnvironmentTrouble("backup.second", folder=str(folder.parent), detail=error.strerror or "") from error
    return Kept(target, one.counter, one.reason)


def _from_disk(path: Path) -> bytes:
    """The file's bytes, from the disk and not from memory where the system lets us say so."""
    with path.open("rb") as file:
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        return file.read()


# -- thinning -------------------------------------------------------------------------------------------------------------------


def too_many(found: Sequence[Kept]) -> tuple[Kept, ...]:
    """The backups that may go: all of two days stay, then the last of each day, week and month of work; those before a change stay."""
    if not found:
        return ()
    newest = max(one.counter for one in found)
    last: dict[tuple[int, int], Kept] = {}
    for one in sorted(found, key=lambda one: one.counter):
        last[_span(newest - one.counter, one.counter)] = one
    staying = set(last.values())
    return tuple(one for one in found if one not in staying and one.reason not in KEPT_ALWAYS)


def _span(age: int, counter: int) -> tuple[int, int]:
    """Length of the stretch that one backup stands for, and which stretch it is."""
    for length, until in ((1, 2 * DAY), (DAY, 9 * DAY), (7 * DAY, 44 * DAY)):
        if age < until:
            return length, counter // length
    return 30 * DAY, counter // (30 * DAY)


def thin(folder: Path) -> None:
    """Take away what `too_many` names; only ever called after a new backup was read back."""
    for one in too_many(kept(folder)):
        one.path.unlink(missing_ok=True)
