"""The wall's screen: chosen by size and name, exchanged, hidden when unplugged, offered back; a window where there is one screen only."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from workshop.ui.wall.screens import Seen, choose, must_hide

ROOT = Path(__file__).resolve().parents[2]
LAPTOP = Seen("laptop", 1366, 768, True)
BEAMER, SMALL = Seen("beamer", 1920, 1080), Seen("small", 1024, 768)


@pytest.mark.parametrize(
    ("screens", "wanted", "name"),
    [
        ((LAPTOP,), "", None),
        ((LAPTOP,), "beamer", None),
        ((LAPTOP, SMALL, BEAMER), "", "beamer"),
        ((LAPTOP, SMALL, BEAMER), "small", "small"),
        ((LAPTOP, SMALL), "beamer", "small"),
        ((LAPTOP, SMALL), "laptop", "small"),
    ],
)
def test_the_wall_takes_the_screen_asked_for_else_the_largest_other(screens: tuple[Seen, ...], wanted: str, name: str | None) -> None:
    chosen = choose(screens, wanted)
    assert (chosen.name if chosen else None) == name


def test_the_wall_goes_when_its_screen_goes_or_when_it_would_cover_the_console() -> None:
    assert must_hide((LAPTOP, BEAMER), "beamer", "beamer")
    assert must_hide((LAPTOP, BEAMER), "laptop", "beamer")  # the lid is shut: one screen is left
    assert not must_hide((LAPTOP, BEAMER, SMALL), "small", "beamer")


def screen(name: str, x: int, width: int, height: int, dpr: float = 1) -> dict[str, object]:
    return {"name": name, "x": x, "y": 0, "width": width, "height": height, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": dpr}


def play(folder: Path, *screens: dict[str, object]) -> dict[str, object]:
    """The story of two_screens.py before these screens."""
    config = folder / "screens.json"
    config.write_text(json.dumps({"screens": screens}))
    environment = {
        **os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={config}", "PYTHONPATH": str(ROOT), "WAKEPY_FAKE_SUCCESS": "1",
    }  # fmt: skip
    run = subprocess.run(
        [sys.executable, "-m", "tests.ui.two_screens"], env=environment, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )
    assert run.returncode == 0, run.stderr
    return dict(json.loads(run.stdout.splitlines()[-1]))


def test_three_screens_choose_exchange_unplug_and_come_back(tmp_path: Path) -> None:
    told = play(tmp_path, screen("laptop", 0, 1366, 768), screen("small", 1366, 1024, 768), screen("beamer", 2390, 1920, 1080))
    assert told["largest"] == ["beamer", True, 1920, 1080]
    assert told["chosen"] == ["small", 1024]
    assert told["exchanged"] == ["small", "laptop"]
    assert told["awake"]
    assert told["unplugged"] == [False, True, False]
    assert told["offered"] and told["back"] and not told["covers"]


def test_with_one_screen_the_wall_is_a_window(tmp_path: Path) -> None:
    told = play(tmp_path, screen("laptop", 0, 1366, 768))
    assert told["largest"] == ["laptop", False, 960, 540]
    assert told["exchanged"] == ["laptop", "laptop"]  # there is nothing to exchange with, and it says so
    assert told["back"] and not told["covers"]
