"""The demonstration engagement, made once per process; tests copy it before they change anything."""

import shutil
import tempfile
from functools import cache
from pathlib import Path

from workshop import demo
from workshop.model.store import Store


@cache
def _made() -> tempfile.TemporaryDirectory[str]:
    folder = tempfile.TemporaryDirectory(prefix="workshop-demo-")
    demo.build(Path(folder.name) / "demo.workshop").close()
    return folder


def demo_file(folder: Path) -> Path:
    """A copy of its own for one test."""
    return Path(shutil.copy(Path(_made().name) / "demo.workshop", folder / "demo.workshop"))


def demo_store(folder: Path) -> Store:
    return Store.open(demo_file(folder))
