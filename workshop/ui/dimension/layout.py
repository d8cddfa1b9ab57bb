"""Columns and rows without margins, and clearing them: what the panels' layouts have in common."""

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

Box = TypeVar("Box", QVBoxLayout, QHBoxLayout)


def column(spacing: int, *parts: QWidget | QLayout, parent: QWidget | None = None) -> QVBoxLayout:
    """Parts one under another; put on `parent` when given."""
    made = QVBoxLayout(parent) if parent is not None else QVBoxLayout()
    return _filled(made, spacing, parts)


def row(spacing: int, *parts: QWidget | QLayout, parent: QWidget | None = None) -> QHBoxLayout:
    """Parts side by side; put on `parent` when given."""
    made = QHBoxLayout(parent) if parent is not None else QHBoxLayout()
    return _filled(made, spacing, parts)


def _filled(box: Box, spacing: int, parts: Sequence[QWidget | QLayout]) -> Box:
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(spacing)
    for part in parts:
        if isinstance(part, QWidget):
            box.addWidget(part)
        else:
            box.addLayout(part)
    return box


def release_focus(*leaving: QWidget) -> None:
    """Before widgets are hidden: a key must not reach whatever Qt would give the focus to next."""
    focus = leaving[0].window().focusWidget() if leaving else None
    if focus is not None and any(part is focus or part.isAncestorOf(focus) for part in leaving):
        focus.clearFocus()


def empty(box: QLayout) -> None:
    """Take every widget out of a layout and delete it."""
    while (item := box.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            empty(inner)
