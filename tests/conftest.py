"""What every test stands on: no real screen, no real settings, the same random cases everywhere."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings

from tests.made_once import SHARED

# before Qt is imported; a test of two screens or of the real plugin sets its own in a child process
os.environ["QT_QPA_PLATFORM"] = os.environ.get("WORKSHOP_TEST_PLATFORM", "offscreen")
# a user's language must not change what a test reads
os.environ["LC_ALL"] = "C.UTF-8"

# A thousand engagements are committed with every caution; where the memory is a disk, each fsync costs nothing (70 s become 28).
# What a commit owes to a real disk is asked in tests/faults, which records the calls themselves.
MEMORY = Path("/dev/shm")
if "TMPDIR" not in os.environ and MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > 2 << 30:
    os.environ["TMPDIR"] = tempfile.tempdir = tempfile.mkdtemp(prefix="workshop-tests-", dir=MEMORY)
    atexit.register(shutil.rmtree, tempfile.tempdir, ignore_errors=True)  # of several processes the first one set it up and tidies up

# what is costly to make is made once for all processes of this run: workers and programs they start inherit the folder
if SHARED not in os.environ:
    os.environ[SHARED] = tempfile.mkdtemp(prefix="workshop-shared-")
    atexit.register(shutil.rmtree, os.environ[SHARED], ignore_errors=True)

# two busy cores: a slow case is no failure, and a red run must be red again
settings.register_profile("workshop", deadline=None, derandomize=True, database=None)
settings.load_profile("workshop")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings, log and documents of this test alone."""
    folder = tmp_path / "home"
    monkeypatch.setenv("WORKSHOP_HOME", str(folder))
    return folder
