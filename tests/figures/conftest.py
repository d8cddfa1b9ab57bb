"""What the tests of figures on the screen stand on: Qt's own font files, and a None that survives them."""

import ctypes
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QFontDatabase
from pytestqt.qtbot import QtBot

FONTS = Path(__file__).resolve().parents[2] / "assets" / "fonts"

# PySide6 6.12 gives back one reference to None too many on each call of a void method; from Python 3.12 on None cannot be freed
if sys.version_info < (3, 12):
    ctypes.c_ssize_t.from_address(id(None)).value += 1 << 40


@pytest.fixture
def fonts(qtbot: QtBot) -> None:
    """The regular pair, loaded into Qt."""
    for weight in ("Regular", "Bold"):
        assert QFontDatabase.addApplicationFont(str(FONTS / f"WorkshopSansSC-{weight}.ttf")) >= 0
