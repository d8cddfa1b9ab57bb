"""The door of a file: looked at before it is touched, an older one brought up to date behind a verified backup."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from ..errors import EnvironmentTrouble, NewerFile
from .backup import folder_of, take
from .driver import DatabaseError, connect, memory, told
from .schema import APPLICATION_ID, applied, listing, listing_of, migrate, names_of, newest, pragma

SIZE_LIMIT = 1024 * 1024 * 1024  # bytes; a full engagement with attachments has some twenty million
ORIGINS = ("create", "admit", "salvage")  # operations that begin a file's life on a computer
MOST_ORIGINS = 100
STEPS_A_LOOK, PATIENCE = 100_000, 500  # steps of SQLite's machine


Ours = Callable[[tuple[str, ...]], bool]  # asked with `origins_of`


def ready(path: Path, passphrase: str | None, *, thorough: bool = False, ours: Ours | None = None) -> Any:
    """A connection on a file of ours in today's schema; an older one is backed up, then migrated one step at a time.

    `thorough` looks at indexes too, after a program that did not close the file; `ours` as in `examine`.
    """
    version = examine(path, passphrase, thorough=thorough, ours=ours)
    if version < newest():
        take(path, passphrase, folder_of(path), "migration")
    db = connect(path, passphrase)
    try:
        with told(path):
            migrate(db)
    except BaseException:
        db.conn.close()
        raise
    return db


def looked_at(path: Path, passphrase: str | None) -> Any:
    """A connection that only reads; of an older file a migrated copy in memory."""
    version = examine(path, passphrase)
    db = connect(path, passphrase, mode=_gentle(path))
    try:
        with told(path):
            if version < newest():
                db = _copied(db, passphrase)
                migrate(db)
            db.execute("PRAGMA query_only = ON")
    except BaseException:
        db.conn.close()
        raise
    return db


def _copied(db: Any, passphrase: str | None) -> Any:
    copy = memory(passphrase)
    db.conn.backup(copy.conn)
    db.conn.close()
    return copy


def examine(path: Path, passphrase: str | None, *, thorough: bool = False, ours: Ours | None = None) -> int:
    """Look before touching: too large, encrypted or damaged, foreign, newer, another schema, broken pages. Returns the version.

    A sound file that `ours` does not know is a stranger's: EnvironmentTrouble("file.stranger").
    """
    check_size(path)
    try:
        db = connect(path, passphrase, mode=_gentle(path))
    except EnvironmentTrouble as trouble:
        if trouble.code == "store.notadb":
            raise EnvironmentTrouble("file.locked_or_damaged", path=str(path)) from trouble
        raise
    try:
        with told(path):
            patience(db)
            version = check_schema(db, path)
            if db.execute(f"PRAGMA {'integrity' if thorough else 'quick'}_check(1)").fetchone()[0] != "ok":
                raise EnvironmentTrouble("store.corrupt", path=str(path))
            if ours is not None and not ours(origins_of(db)):
                raise EnvironmentTrouble("file.stranger", path=str(path))
            return version
    except DatabaseError as error:  # our questions are always the same: what is wrong is the file
        raise EnvironmentTrouble("store.corrupt", path=str(path)) from error
    finally:
        db.conn.close()


def check_size(path: Path) -> None:
    """Refuse a file that is larger than any of ours."""
    if (size := path.stat().st_size) > SIZE_LIMIT:
        raise EnvironmentTrouble("file.large", path=str(path), size=size // 1024 // 1024, limit=SIZE_LIMIT // 1024 // 1024)


def origins_of(db: Any) -> tuple[str, ...]:
    """What tells one file's descent, newest first: hashes of the log's entries that made it, took it in or salvaged it; else its id."""
    marks = ", ".join("?" * len(ORIGINS))
    found = db.execute(f"SELECT hash FROM log WHERE operation IN ({marks}) ORDER BY seq DESC LIMIT {MOST_ORIGINS}", ORIGINS).fetchall()
    return tuple(str(row[0]) for row in found or db.execute("SELECT id FROM engagement").fetchall())


def patience(db: Any) -> None:
    """Stop a statement that a crafted file makes endless; counted in the machine's steps, so that a slow computer is no reason."""
    left = [PATIENCE]

    def look() -> int:
        left[0] -= 1
        return int(left[0] < 0)

    db.conn.set_progress_handler(look, STEPS_A_LOOK)


def check_schema(db: Any, path: Path) -> int:
    """The version of a schema that is exactly ours: a trigger, a view or an altered table is no file of ours."""
    if pragma(db, "application_id") != APPLICATION_ID:
        raise EnvironmentTrouble("file.foreign", path=str(path))
    if (version := pragma(db, "user_version")) > newest():
        raise NewerFile("file.newer", path=str(path), version=version)
    if version < 1 or listing(db) != listing_of(version) or applied(db) != names_of(version):
        raise EnvironmentTrouble("file.foreign", path=str(path))
    return version


def is_interrupted(path: Path) -> bool:
    """Whether a crash left something half written beside the file."""
    journal = path.with_name(path.name + "-journal")
    return journal.is_file() and journal.stat().st_size > 0


def _gentle(path: Path) -> str:
    """Only a writer may roll back what a crash left half written."""
    return "rw" if path.with_name(path.name + "-journal").exists() else "ro"
