"""Damaged and hostile files: no crash, no hang, three seconds of work at most, and a sentence in both languages for what is refused."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from workshop.model import quarantine
from workshop.model.store import opening

from . import figures, hostile
from .nursery import ROOT

MOST_MS = 3_000
SILENCE = 60.0  # seconds without a line: the process hangs


def through(first: int, step: int, last: int, out: Path) -> list[tuple[int, str, str, int]]:
    """Outcomes of the mutants; one that ended its process is told as `died`, and the rest is gone on with."""
    while True:
        with subprocess.Popen(
            [sys.executable, "-m", "tests.faults.hostile", *map(str, (first, step, last, out))], cwd=ROOT, stderr=subprocess.PIPE
        ) as process:
            status = _watched(process, out)
        lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
        begun = lines[-1][0]
        if status == 0:
            return [tuple(line) for line in lines if len(line) == 4]
        with out.open("a", encoding="utf-8") as file:
            file.write(json.dumps([begun, "?", f"died: {status}", 0]) + "\n")
        first = begun + step


def _watched(process: "subprocess.Popen[bytes]", out: Path) -> int:
    size, since = -1, time.monotonic()
    while process.poll() is None:
        time.sleep(0.05)
        now = out.stat().st_size if out.exists() else 0
        if now != size:
            size, since = now, time.monotonic()
        elif time.monotonic() - since > SILENCE:
            process.kill()
            process.wait()
            return -1
    return process.returncode


@pytest.mark.parametrize("part", figures.parts("hostile"))
def test_a_hostile_file_is_told_in_a_sentence(tmp_path: Path, part: int) -> None:
    done = through(part, len(figures.parts("hostile")), figures.wanted("hostile"), tmp_path / "out")
    bugs = [one for one in done if one[2].startswith(("bug", "died"))]
    slow = [one for one in done if one[3] > MOST_MS]
    refused = sum(one[2] not in ("opened",) for one in done)
    figures.found(
        "hostile", files=len(done), refused=refused - len(bugs), crashes=len(bugs), slow=len(slow), most_ms=max(one[3] for one in done)
    )
    assert bugs == [] and slow == []
    assert len(done) == len(figures.share("hostile", part))
    assert len(done) / 10 < refused < len(done)


def test_the_mutants_show_a_file_that_is_not_looked_through(monkeypatch: pytest.MonkeyPatch) -> None:
    """A stranger's file taken in as it is."""
    monkeypatch.setattr(quarantine, "look_through", lambda store: {})
    assert any(hostile.outcome(number)[1].startswith("bug") for number in range(400))


def test_the_mutants_show_a_schema_that_is_not_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "check_schema", lambda db, path: opening.newest())
    assert any(hostile.outcome(number)[1].startswith("bug") for number in range(400))


def test_a_process_that_dies_is_told(tmp_path: Path) -> None:
    """The first of a list that ends its process does not end the run."""
    out = tmp_path / "out"
    out.write_text("[7]\n")
    assert through(8, 1, 9, out)[-1][0] == 8
    with subprocess.Popen([sys.executable, "-c", "import os; os.abort()"], stderr=subprocess.DEVNULL) as process:
        assert _watched(process, out) < 0
