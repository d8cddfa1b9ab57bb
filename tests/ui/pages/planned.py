"""A whole engagement on disk, built once for a file of tests and copied for each of them."""

import shutil
from pathlib import Path

from tests.report.engagement import new_store, plan, rate, seat_room, talk
from workshop.model.store import Store


def build(path: Path) -> Path:
    """Twelve seats, everything rated, voted, estimated and solved."""
    store = new_store(path)
    seat_room(store)
    rate(store)
    talk(store)
    plan(store)
    store.close()
    return path


def copy(template: Path, folder: Path) -> Store:
    """The same engagement in another folder, open."""
    return Store.open(Path(shutil.copy(template, folder / "day.workshop")))
