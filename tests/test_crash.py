"""A bug is logged and told once; a vote it quotes stays out of the log."""

import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from workshop.crash import FILE, KEPT, SIZE, Crash, CrashHook, start_log, stop_log
from workshop.model.errors import Refused

SECRET = "行长投了 2 级"


@pytest.fixture
def log(home: Path) -> Iterator[Path]:
    handler = start_log(home)
    assert handler is not None
    yield home / FILE
    stop_log(handler)


@pytest.fixture
def told(home: Path) -> Iterator[list[Crash]]:
    crashes: list[Crash] = []
    hook = CrashHook(home, crashes.append)
    hook.install()
    yield crashes
    hook.remove()


def fail(error: Exception) -> None:
    try:
        try:
            raise KeyError(SECRET)
        except KeyError as cause:
            raise error from cause
    except type(error) as raised:
        sys.excepthook(type(raised), raised, raised.__traceback__)


def test_a_bug_is_told_whole_and_logged_without_what_was_said(log: Path, told: list[Crash], capsys: pytest.CaptureFixture[str]) -> None:
    fail(ValueError(SECRET))
    (crash,) = told
    assert SECRET in crash.text
    assert crash.log == log
    assert SECRET in capsys.readouterr().err
    written = log.read_text(encoding="utf-8")
    for place in ("ERROR", "KeyError", "which led to", "ValueError", "test_crash.py", "in fail"):
        assert place in written
    assert SECRET not in written


def test_what_happened_is_one_line_without_what_was_said(told: list[Crash]) -> None:
    fail(ValueError(SECRET))
    assert told[0].what.startswith("ValueError · test_crash.py ")
    assert SECRET not in told[0].what
    assert Crash("KeyError\n", "", Path()).what == "KeyError"
    assert Crash('  File "C:\\\\bank\\\\plan.py", line 7, in go\n    x()\nKeyError\n', "", Path()).what == "KeyError · plan.py 7"


def test_a_refusal_nobody_caught_is_logged_with_its_code(log: Path, told: list[Crash]) -> None:
    fail(Refused("vote.level", value=SECRET))
    assert "Refused vote.level" in told[0].where
    assert SECRET not in log.read_text(encoding="utf-8")


def test_the_same_place_is_told_once_and_another_again(told: list[Crash]) -> None:
    for _ in range(3):
        fail(ValueError(SECRET))
    fail(TypeError(SECRET))
    assert [crash.where.splitlines()[-1] for crash in told] == ["ValueError", "TypeError"]


def test_an_error_during_an_error_names_both(told: list[Crash]) -> None:
    try:
        try:
            raise KeyError(SECRET)
        except KeyError:
            int("x")
    except ValueError as error:
        sys.excepthook(ValueError, error, error.__traceback__)
    assert "KeyError" in told[0].where
    assert "ValueError" in told[0].where


def test_a_thread_that_fails_is_heard(told: list[Crash]) -> None:
    thread = threading.Thread(target=int, args=("x",))
    thread.start()
    thread.join()
    assert "ValueError" in told[0].where


def test_a_windowed_program_without_a_console_still_tells(told: list[Crash], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    fail(ValueError(SECRET))
    assert len(told) == 1


def test_a_thread_that_only_leaves_is_no_bug(told: list[Crash]) -> None:
    threading.excepthook(threading.ExceptHookArgs((SystemExit, None, None, None)))
    assert not told


def test_interruption_is_no_bug(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    passed: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: passed.append(kind))
    crashes: list[Crash] = []
    hook = CrashHook(home, crashes.append)
    hook.install()
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    hook.remove()
    assert passed == [KeyboardInterrupt]
    assert not crashes


def test_the_hooks_found_are_put_back(home: Path) -> None:
    before = sys.excepthook, threading.excepthook
    hook = CrashHook(home, lambda crash: None)
    hook.install()
    assert sys.excepthook is not before[0]
    hook.remove()
    assert (sys.excepthook, threading.excepthook) == before


def test_the_log_never_outgrows_its_files(log: Path) -> None:
    logger = logging.getLogger("workshop.test")
    for _ in range(5 * SIZE // 10_000 + 1):
        logger.info("x" * 10_000)
    files = list(log.parent.iterdir())
    assert len(files) == KEPT + 1
    assert all(path.stat().st_size <= SIZE for path in files)


def test_older_lines_stand_in_older_files(log: Path) -> None:
    logger = logging.getLogger("workshop.test")
    for number in range(3 * SIZE // 10_000):
        logger.info("%05d %s", number, "x" * 10_000)
    names = [FILE, *(f"{FILE}.{number}" for number in range(1, KEPT + 1))]
    lines = [(log.parent / name).read_text(encoding="utf-8").splitlines() for name in reversed(names) if (log.parent / name).exists()]
    found = [line.split()[4] for file in lines for line in file]
    assert len(lines) > 2
    assert found == sorted(found)
    assert len(found) == 3 * SIZE // 10_000


def test_a_folder_that_cannot_be_written_does_not_stop_the_start(home: Path) -> None:
    home.write_text("a file stands here")
    assert start_log(home) is None
