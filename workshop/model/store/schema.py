"""The schema of an engagement: its migration steps, applied in order, and the marks that say which version a file is."""

from typing import Any

from .driver import Migrations
from .steps import STEPS
from .steps.step import Step

APPLICATION_ID = 0x57534850  # "WSHP"
SCHEMA_VERSION = len(STEPS)

migrations = Migrations("workshop")


def _register(name: str, statements: Step) -> None:
    def apply(db: Any) -> None:
        for statement in statements:
            db.execute(statement)

    migrations(name=name)(apply)


for version, step in enumerate(STEPS, start=1):
    _register(f"schema_{version}", step)


def stamp(db: Any) -> None:
    """Mark the file as ours and with the version of its schema."""
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def pragma(db: Any, name: str) -> int:
    """An integer pragma's value, such as `user_version`."""
    return int(db.execute(f"PRAGMA {name}").fetchone()[0])
