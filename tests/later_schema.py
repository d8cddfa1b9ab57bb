"""A step that no release has taken yet, for tests of how older files are opened."""

import pytest

from workshop.model.store import steps
from workshop.model.store.steps.step import Step

# what later steps do: a new table, a new column, and a table rebuilt to change a CHECK while others refer to it
EXTRA: Step = (
    "CREATE TABLE wish (id TEXT NOT NULL PRIMARY KEY, text TEXT NOT NULL) STRICT",
    "ALTER TABLE parked ADD COLUMN weight INTEGER NOT NULL DEFAULT 1 CHECK (weight >= 0)",
    "CREATE TABLE new_seat AS SELECT * FROM seat",
    "DROP TABLE seat",
    """CREATE TABLE seat (id TEXT NOT NULL PRIMARY KEY, number INTEGER NOT NULL UNIQUE CHECK (number BETWEEN 1 AND 999),
        role TEXT NOT NULL, grp TEXT NOT NULL, name TEXT NOT NULL, deputy INTEGER NOT NULL, present_from TEXT NOT NULL,
        present_to TEXT NOT NULL, senior INTEGER NOT NULL, presence TEXT NOT NULL) STRICT""",
    "INSERT INTO seat SELECT * FROM new_seat",
    "DROP TABLE new_seat",
)


def take_steps(monkeypatch: pytest.MonkeyPatch, *extra: Step) -> int:
    """Let the program know `extra` steps (EXTRA if none is given) after the released ones; returns the newest version."""
    monkeypatch.setattr(steps, "STEPS", (*steps.STEPS, *(extra or (EXTRA,))))
    return len(steps.STEPS)
