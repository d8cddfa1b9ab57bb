"""The demonstration engagement, played once per run of the tests; tests copy it."""

import shutil
from pathlib import Path

from tests.made_once import made_once
from workshop import demo
from workshop.model.store import Store


def demo_file(folder: Path, language: str = "zh_CN") -> Path:
    """A copy of its own for one test; `language` is that of the pack's words."""
    played = made_once(f"demo-{language}.workshop", lambda path: demo.build(path, language=language).close())
    return Path(shutil.copy(played, folder / "demo.workshop"))


def demo_store(folder: Path) -> Store:
    return Store.open(demo_file(folder))
