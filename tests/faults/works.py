"""What a process does until it is killed: a whole session with backups and exports, or the opening of an older file."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.later_schema import EXTRA
from workshop.exports import EXPORTS
from workshop.model.store import Store, steps
from workshop.words import load_words

from .nursery import ACKNOWLEDGED
from .session import Fixed, Stepping, begun, fixed_ids, play

FILE = "day.workshop"
WORDS = load_words("zh_CN")
PASSPHRASE = "柳暗花明 又一村 六个词"


def session(folder: Path, passphrase: str | None = None, swallowing: bool = False) -> None:
    """The day: every operation, every sixteenth step an export in turn, every twentieth a backup."""
    told = os.open(folder / ACKNOWLEDGED, os.O_CREAT | os.O_WRONLY | os.O_APPEND)
    turns = [EXPORTS[name] for name in ("pdf", "json", "xlsx", "csv", "docx")]
    fixed = Fixed()

    def hook(store: Stepping, name: str, call: Callable[[], Any]) -> Any:
        if swallowing:
            os.write(told, f"{store.nth + 1}\n".encode())
        result = call()
        if not swallowing:
            os.write(told, f"{store.nth + 1}\n".encode())
        if store.nth % 16 == 7 and passphrase is None:  # an export is meant to be read
            export = turns[store.nth // 16 % len(turns)]
            export.write(store, WORDS, folder / f"out{store.nth}{export.suffix}")
            os.write(told, f"out{store.nth}{export.suffix}\n".encode())
        if store.nth % 20 == 10:
            kept = store.backing_up("change")()
            os.write(told, f"{kept.path.relative_to(folder)}\n".encode())
        return result

    with fixed_ids(fixed):
        store = begun(folder / FILE, fixed, passphrase)
        os.write(told, b"0\n")
        store.hook = hook
        play(store)
        store.close()


def early(folder: Path) -> None:
    """A session that says "saved" before it is."""
    session(folder, swallowing=True)


def protected(folder: Path) -> None:
    session(folder, PASSPHRASE)


def migrate(folder: Path) -> None:
    """Open an older file; the program knows one step more than any release."""
    steps.STEPS = (*steps.STEPS, EXTRA)
    Store.open(folder / FILE).close()


def broken(folder: Path) -> None:
    """The same with the steps of a migration committed one statement at a time."""
    from workshop.model.store import schema

    def apply(db: Any, version: int, statements: tuple[str, ...]) -> None:
        for statement in statements:
            db.execute(statement)
        db.execute(f"PRAGMA user_version = {version}")
        db.execute("INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('workshop', ?, '')", [f"schema_{version}"])

    def plain(db: Any, to: int | None = None) -> None:
        for version, statements in enumerate(steps.STEPS, start=1):
            if version > schema.pragma(db, "user_version"):
                apply(db, version, statements)

    from workshop.model.store import opening

    opening.migrate = plain
    migrate(folder)


WORKS: dict[str, Callable[[Path], None]] = {
    "session": session, "early": early, "protected": protected, "migrate": migrate, "broken": broken,
}  # fmt: skip
