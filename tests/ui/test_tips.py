"""A tooltip with markup in it is shown as it was typed."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QHelpEvent, QTextDocument
from PySide6.QtWidgets import QApplication, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from workshop.ui.widgets.tips import PlainTips, plain_tip

NAUGHTY = '<img src="file:///etc/passwd"> <b>行长</b> & 副行长'


@pytest.fixture
def widget(dressed: QApplication, qtbot: QtBot) -> Iterator[QWidget]:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    yield made
    QToolTip.hideText()


def test_markup_is_shown_and_not_obeyed(widget: QWidget, monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(QApplication.instance().findChildren(PlainTips)) == 1  # type: ignore[union-attr]
    shown: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda place, text, *rest: shown.append(text))
    widget.setToolTip(NAUGHTY)
    QApplication.sendEvent(widget, QHelpEvent(QHelpEvent.Type.ToolTip, QPoint(1, 1), widget.mapToGlobal(QPoint(1, 1))))
    read = QTextDocument()
    read.setHtml(shown[0])
    assert read.toPlainText() == NAUGHTY
    for typed in ("a < b，c & d\n第二行", "&lt;b&gt;"):
        read.setHtml(plain_tip(typed))
        assert read.toPlainText() == typed
    assert plain_tip("行长 & 副行长") == "行长 & 副行长"
