"""What the tests of figures on the screen stand on: Qt's own font files."""

from pathlib import Path

import pytest
from PySide6.QtGui import QFontDatabase
from pytestqt.qtbot import QtBot

FONTS = Path(__file__).resolve().parents[2] / "assets" / "fonts"


@pytest.fixture
def fonts(qtbot: QtBot) -> None:
    """The regular pair, loaded into Qt."""
    for weight in ("Regular", "Bold"):
        assert QFontDatabase.addApplicationFont(str(FONTS / f"WorkshopSansSC-{weight}.ttf")) >= 0
