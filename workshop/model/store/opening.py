"""The door of a file: looked at before it is touched, an older one brought up to date behind a verified backup."""

from pathlib import Path
from typing import Any

from ..errors import EnvironmentTrouble, NewerFile
from .backup import folder_of, take
from .driver import connect, memory, told
from .schema import APPLICATION_ID, applied, listing, listing_of, migrate, names_of, newest, pragma


def ready(path: Path, passphrase: str | None) -> Any:
    """A connection on a file of ours in today's schema; an older one is backed up, then migrated one step at a time."""
    version = examine(path, passphrase)
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


def examine(path: Path, passphrase: str | None) -> int:
    """Look before touching: encrypted or damaged, foreign, newer, or with a schema that is not ours. Returns the schema's version."""
    try:
        db = connect(path, passphrase, mode=_gentle(path))
    except EnvironmentTrouble as trouble:
        if trouble.code == "store.notadb":
            raise EnvironmentTrouble("file.locked_or_damaged", path=str(path)) from trouble
        raise
    try:
        with told(path):
            return check_schema(db, path)
    finally:
        db.conn.close()


def check_schema(db: Any, path: Path) -> int:
    """The version of a schema that is exactly ours: a trigger, a view or an altered table is no file of ours."""
    if pragma(db, "application_id") != APPLICATION_ID:
        raise EnvironmentTrouble("file.foreign", path=str(path))
    if (version := pragma(db, "user_version")) > newest():
        raise NewerFile("file.newer", path=str(path), version=version)
    if version < 1 or listing(db) != listing_of(version) or applied(db) != names_of(version):
        raise EnvironmentTrouble("file.foreign", path=str(path))
    return version


def _gentle(path: Path) -> str:
    """Only a writer may roll back what a crash left half written."""
    return "rw" if path.with_name(path.name + "-journal").exists() else "ro"
