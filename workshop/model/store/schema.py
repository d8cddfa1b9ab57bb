"""The schema of an engagement: its steps applied one transaction at a time, and the marks that say how far a file has come."""

import json
from functools import cache
from hashlib import sha256
from typing import Any

from workshop.paths import asset_path

from . import steps
from .driver import Migrations, memory
from .steps.step import Step

APPLICATION_ID = 0x57534850  # "WSHP"
_SET = "workshop"
_LISTING = "SELECT type, name, sql FROM sqlite_master ORDER BY type, name"

Listing = tuple[tuple[str, str, str | None], ...]


def newest() -> int:
    """The version that this program writes: the number of its steps."""
    return len(steps.STEPS)


def migrate(db: Any, to: int | None = None) -> None:
    """Apply the steps that are missing, up to version `to`; a step, its mark and its entry in the list of steps commit together.

    Foreign keys rest meanwhile, so that a step may rebuild a table, and are looked through before each COMMIT.
    """
    db.execute("PRAGMA foreign_keys = OFF")
    try:
        _steps(steps.STEPS).apply(db, stop_before=() if to is None else f"schema_{to + 1}")
    finally:
        db.execute("PRAGMA foreign_keys = ON")


def applied(db: Any) -> list[str]:
    """Names of the steps that the file says it went through."""
    return [one.name for one in Migrations(_SET).applied(db)]


def names_of(version: int) -> list[str]:
    """Names of the steps that lead to a version."""
    return [f"schema_{number}" for number in range(1, version + 1)]


def listing(db: Any) -> Listing:
    """Everything the schema holds: type, name and text, in one order."""
    return tuple(db.execute(_LISTING).fetchall())


def listing_of(version: int) -> Listing:
    """What a file of this version has to hold, and nothing else."""
    return _listing_after(steps.STEPS[:version])


def kept_name(done: tuple[Step, ...]) -> str:
    """The name in assets/parsed of what these steps lead to: a digest of their statements, so that other steps never find it."""
    return "schema-" + sha256("\n;\n".join("\n".join(one) for one in done).encode()).hexdigest() + ".json"


@cache
def _listing_after(done: tuple[Step, ...]) -> Listing:
    """Kept for the schemas of this program, found out for any other: every opening asks for it."""
    try:
        text = asset_path("parsed", kept_name(done)).read_text(encoding="utf-8")
    except OSError:
        return made_listing(done)
    return tuple((kind, name, sql) for kind, name, sql in json.loads(text))


def made_listing(done: tuple[Step, ...]) -> Listing:
    """What a fresh database holds after these steps."""
    fresh = memory()
    try:
        _steps(done).apply(fresh)
        return listing(fresh)
    finally:
        fresh.conn.close()


def _steps(of: tuple[Step, ...]) -> Any:
    found = Migrations(_SET)
    for version, statements in enumerate(of, start=1):
        found(name=f"schema_{version}")(_applier(version, statements))
    return found


def _applier(version: int, statements: Step) -> Any:
    def apply(db: Any) -> None:
        for statement in statements:
            db.execute(statement)
        if db.execute("PRAGMA foreign_key_check").fetchone() is not None:
            raise RuntimeError(f"step {version} leaves a row without the row it belongs to")
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {version}")

    return apply


def pragma(db: Any, name: str) -> int:
    """An integer pragma's value, such as `user_version`."""
    return int(db.execute(f"PRAGMA {name}").fetchone()[0])
