"""Another passphrase, or none, for a file and its backups: written anew, read back, then put in the old one's place."""

import os
import secrets
from pathlib import Path
from typing import Any

from ..errors import EnvironmentTrouble, Trouble
from .backup import counted, read_back, settle
from .driver import connect, quoted, told
from .schema import pragma

_PLAIN = b"SQLite format 3\x00"


def reseal(path: Path, old: str | None, new: str | None) -> None:
    """The closed file under another passphrase; whole in the old state or whole in the new one."""
    temporary = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        db = connect(path, old)
        try:
            with told(path):
                counts = counted(db)
                _export(db, temporary, new)
        finally:
            db.conn.close()
        read_back(temporary, new, counts)
        settle(temporary, path)
    except OSError as error:
        raise EnvironmentTrouble("file.trouble", path=str(path), detail=error.strerror or "") from error
    finally:
        temporary.unlink(missing_ok=True)
        temporary.with_name(f"{temporary.name}-journal").unlink(missing_ok=True)


def _export(db: Any, target: Path, passphrase: str | None) -> None:
    marks = {name: pragma(db, name) for name in ("application_id", "user_version")}
    db.execute(f"ATTACH {quoted(str(target))} AS fresh KEY {quoted(passphrase or '')}")
    db.execute("PRAGMA fresh.journal_mode = DELETE").fetchone()
    db.execute("SELECT sqlcipher_export('fresh')").fetchone()
    for name, value in marks.items():
        db.execute(f"PRAGMA fresh.{name} = {value}")
    db.execute("DETACH fresh")


def reseal_all(folder: Path, old: str | None, new: str | None) -> tuple[int, int]:
    """Every backup of a folder under the new passphrase; returns how many were done and how many the old one did not open."""
    done = left = 0
    for path in sorted(folder.glob("*.workshop")):
        try:
            reseal(path, old, new)
            done += 1
        except Trouble:
            left += 1
    return done, left


def plain_ones(folder: Path) -> tuple[Path, ...]:
    """Backups that anybody can read."""
    found = []
    for path in sorted(folder.glob("*.workshop")):
        with path.open("rb") as file:
            if file.read(len(_PLAIN)) == _PLAIN:
                found.append(path)
    return tuple(found)
