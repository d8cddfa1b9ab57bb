"""The self-test says what works, fails when something does not, and never hangs."""

import subprocess
import sys
from pathlib import Path

import pytest

from workshop import selftest
from workshop.selftest import Check
from workshop.words import load_words

ROOT = Path(__file__).resolve().parent.parent
HANGS = """
import time
from workshop import selftest
from workshop.words import load_words
selftest.main(load_words("en"), [selftest.Check("窗口", lambda folder: time.sleep(60) or "never")], 0.5)
"""


def _fail(folder: Path) -> str:
    raise LookupError("牌匾不见了")


def test_one_line_a_check_and_a_verdict(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("WORKSHOP_HOME", "unused")
    homes: list[Path] = []
    good = Check("字体", lambda folder: homes.append(folder) or "2")
    assert selftest.main(load_words("zh_CN"), [good]) == 0
    assert capsys.readouterr().out.splitlines() == ["✓ 字体: 2", "自检通过。"]
    assert selftest.main(load_words("en"), [good, Check("窗口", _fail), good]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[1] == "✗ Windows: LookupError: 牌匾不见了"
    assert len(lines) == 4
    assert not any(home.exists() for home in homes), "nothing is left behind"


def test_a_program_without_a_console_still_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKSHOP_HOME", "unused")
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    assert selftest.main(load_words("zh_CN"), [Check("字体", _fail)]) == 1


def test_a_check_that_hangs_is_ended(tmp_path: Path) -> None:
    run = subprocess.run([sys.executable, "-c", HANGS], cwd=ROOT, capture_output=True, text=True, timeout=30, check=False)
    assert run.returncode == 1
    assert "Timeout" in run.stderr and "in sleep" not in run.stdout


def test_this_checkout_passes(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "workshop", "--selftest"], cwd=ROOT, capture_output=True, text=True, timeout=180, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert run.stdout.count("✓") == len(selftest.CHECKS)
    assert run.stderr == ""
