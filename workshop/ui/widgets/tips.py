"""Tooltips show what was typed as it was typed: Qt alone would take it for markup, and draw a picture that it names."""

from html import escape

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip, QWidget


def plain_tip(text: str) -> str:
    """A text as a tooltip that reads exactly so."""
    return f"<span>{escape(text)}</span>".replace("\n", "<br>") if _looks_like_markup(text) else text


def _looks_like_markup(text: str) -> bool:
    """Whether Qt may take it for markup: it looks for a tag, or for somebody's attempt to write one."""
    return "<" in text or "&lt;" in text


class PlainTips(QObject):
    """Shows every widget's tooltip as plain text; the parts of tables and lists make theirs plain by `plain_tip`."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(watched, QWidget) and isinstance(event, QHelpEvent):
            text = watched.toolTip()
            if text and _looks_like_markup(text):
                QToolTip.showText(event.globalPos(), plain_tip(text), watched)
                return True
        return False


def install(app: QApplication) -> None:
    """Once per application."""
    if app.findChild(PlainTips) is None:
        app.installEventFilter(PlainTips(app))
