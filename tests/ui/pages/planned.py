"""A whole engagement on disk, built once per run of the tests and copied for each of them."""

import shutil
from pathlib import Path

from tests.report.engagement import whole_file
from workshop.model.store import Store


def build(path: Path) -> Path:
    """Twelve seats, everything rated, voted, estimated and solved."""
    return Path(shutil.copy(whole_file(), path))


def copy(template: Path, folder: Path) -> Store:
    """The same engagement in another folder, open."""
    return Store.open(Path(shutil.copy(template, folder / "day.workshop")))
