"""What is costly to make is made once per run of the tests, whatever number of processes the run has."""

import os
import shutil
import tempfile
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

SHARED = "WORKSHOP_TESTS_SHARED"  # the environment's: the folder all processes of one run of the tests share
PATIENCE = 120  # s until another process has made it


@cache
def _own() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="workshop-shared-")


def made_once(name: str, make: Callable[[Path], object]) -> Path:
    """The file of this name, made at the path `make` is given when nobody has yet; for reading only, tests copy it.

    TimeoutError when the process that makes it does not finish.
    """
    folder = Path(os.environ.get(SHARED) or _own().name)
    file, claim = folder / name, folder / f"{name}.claim"
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
                make(claim / name)
                (claim / name).rename(file)  # into place only when it is whole
        finally:
            shutil.rmtree(claim)
    return file
