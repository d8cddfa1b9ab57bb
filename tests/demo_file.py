"""The demonstration engagement, played once per run of the tests, whatever number of processes it has; tests copy it."""

import os
import shutil
import tempfile
import time
from functools import cache
from pathlib import Path

from workshop import demo
from workshop.model.store import Store

SHARED = "WORKSHOP_TESTS_SHARED"  # the environment's: the folder all processes of one run of the tests share
PATIENCE = 120  # s until another process has played the day


@cache
def _own() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="workshop-demo-")


def played(language: str = "zh_CN") -> Path:
    """The file itself, with the pack in this language, for reading only; TimeoutError when the process that plays it does not finish."""
    folder = Path(os.environ.get(SHARED) or _own().name)
    file, claim = folder / f"demo-{language}.workshop", folder / f"demo-{language}.claim"
    until = time.monotonic() + PATIENCE
    while not file.exists():
        try:
            claim.mkdir()  # one process gets it
        except FileExistsError:
            if time.monotonic() > until:
                raise TimeoutError(claim) from None
            time.sleep(0.02)
            continue
        try:
            if not file.exists():
                _play(claim / "demo.workshop", file, language)
        finally:
            shutil.rmtree(claim)
    return file


def _play(making: Path, file: Path, language: str) -> None:
    """Into place only when it is whole."""
    demo.build(making, language=language).close()
    making.rename(file)


def demo_file(folder: Path, language: str = "zh_CN") -> Path:
    """A copy of its own for one test."""
    return Path(shutil.copy(played(language), folder / "demo.workshop"))


def demo_store(folder: Path) -> Store:
    return Store.open(demo_file(folder))
