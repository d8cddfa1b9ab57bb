"""A tooltip with markup in it is shown as it was typed."""

import pytest
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication, QTableWidgetItem, QWidget
from pytestqt.qtbot import QtBot

from workshop.ui.widgets.tips import Tipped, plain_tip, set_tip

NAUGHTY = '<img src="file:///etc/passwd"> <b>行长</b> & 副行长'


@pytest.mark.parametrize("kind", [QWidget, QTableWidgetItem])
@pytest.mark.parametrize("typed", [NAUGHTY, "a < b，c & d\n第二行", "&lt;b&gt;"])
def test_markup_is_shown_and_not_obeyed(dressed: QApplication, qtbot: QtBot, kind: type[Tipped], typed: str) -> None:
    made = kind()
    if isinstance(made, QWidget):
        qtbot.addWidget(made)
    set_tip(made, typed)
    read = QTextDocument()
    read.setHtml(made.toolTip())  # type: ignore[attr-defined]
    assert read.toPlainText() == typed


def test_words_without_markup_stay_as_they_are() -> None:
    assert plain_tip("行长 & 副行长") == "行长 & 副行长"
