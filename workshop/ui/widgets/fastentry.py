"""Fast entry: cards are typed one after another and nobody, the one who types included, sees what was typed."""

import unicodedata
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from workshop.ui.theme import Look, font
from workshop.ui.widgets.paint import CENTRE, Painted, box, rule, write
from workshop.words import Words

CELL, GAP, LABEL, IN_ROW = 44, 8, 26, 12
DOT = 5.0
HIGHEST = 5


class FastEntry(Painted):
    """Masked cells. Digits 1 to 5 enter a vote and 0 an abstention, and move on; the value leaves at once by `entered`, it is not kept."""

    entered = Signal(int, object)  # place, level or None for an abstention
    cleared = Signal(int)
    current_changed = Signal(int)
    completed = Signal()

    def __init__(self, words: Words, parent: QWidget | None = None, *, in_row: int = IN_ROW) -> None:
        super().__init__(parent)
        self.words = words
        self._in_row = in_row
        self._labels: tuple[str, ...] = ()
        self._filled: set[int] = set()
        self._current = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # an input method would show what is typed while it composes
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(words("快速录入"))

    def set_cells(self, labels: Sequence[str]) -> None:
        """One cell per seat or card; the marks of other cells are forgotten."""
        if tuple(labels) == self._labels:
            return
        self._labels = tuple(labels)
        self._filled = set()
        self._current = 0
        self.updateGeometry()
        self._tell()

    def set_filled(self, places: Iterable[int]) -> None:
        """Which cells hold an entry, whatever it is; the caret stays."""
        self._filled = {place for place in places if 0 <= place < len(self._labels)}
        self._tell()

    def filled(self) -> frozenset[int]:
        """The places that hold an entry."""
        return frozenset(self._filled)

    def set_current(self, place: int) -> None:
        """Put the caret into a cell; a place past the last one hides it."""
        place = max(0, min(place, len(self._labels)))
        if place != self._current:
            self._current = place
            self.current_changed.emit(place)
        self._tell()

    def current(self) -> int:
        """The place of the caret; the number of cells when all are filled."""
        return self._current

    def _tell(self) -> None:
        _ = self.words
        facts = {"filled": len(self._filled), "cells": len(self._labels)}
        where = _("第 {label} 格，", label=self._labels[self._current]) if self._current < len(self._labels) else ""
        self.setAccessibleDescription(where + _("共 {cells} 格，已录 {filled} 格", **facts))
        self.update()

    # -- keys -------------------------------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Keys of the entry row are no shortcuts while it has the focus."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._knows(event):
            event.accept()
            return True
        return super().event(event)

    def _knows(self, event: QKeyEvent) -> bool:
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        known = (
            Qt.Key.Key_Tab,
            Qt.Key.Key_Backtab,
            Qt.Key.Key_Backspace,
            Qt.Key.Key_Delete,
            Qt.Key.Key_Left,
            Qt.Key.Key_Right,
            Qt.Key.Key_Space,
        )
        return plain and (event.key() in known or _digit(event.text()) is not None)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab is the next seat here."""
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().focusNextPrevChild(key == Qt.Key.Key_Tab and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        elif not self._knows(event):
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Right):
            self.set_current(min(self._current + 1, max(len(self._labels) - 1, 0)))
        elif key in (Qt.Key.Key_Backtab, Qt.Key.Key_Left):
            self.set_current(self._current - 1)
        elif key == Qt.Key.Key_Backspace:
            self._step_back()
        elif key == Qt.Key.Key_Delete:
            self._clear(self._current)
        elif (digit := _digit(event.text())) is not None:
            self._enter(digit)

    def _enter(self, digit: int) -> None:
        place = self._current
        if digit > HIGHEST or place >= len(self._labels):
            return
        self._filled.add(place)
        self.set_current(self._next_empty(place))
        self.entered.emit(place, digit or None)
        if len(self._filled) == len(self._labels):
            self.completed.emit()

    def _next_empty(self, place: int) -> int:
        cells = len(self._labels)
        order = [*range(place + 1, cells), *range(place)]
        return next((one for one in order if one not in self._filled), cells)

    def _step_back(self) -> None:
        if self._current not in self._filled and self._current > 0:
            self.set_current(self._current - 1)
        self._clear(self._current)

    def _clear(self, place: int) -> None:
        if place in self._filled:
            self._filled.discard(place)
            self._tell()
            self.cleared.emit(place)

    # -- place and paint --------------------------------------------------------------------------------------------------------

    def cell_rect(self, place: int) -> QRectF:
        """Where a cell stands."""
        row, column = divmod(place, self._in_row)
        return QRectF(column * (CELL + GAP), row * (CELL + LABEL), CELL, CELL)

    def sizeHint(self) -> QSize:
        columns = min(max(len(self._labels), 1), self._in_row)
        rows = -(-max(len(self._labels), 1) // self._in_row)
        return QSize(columns * (CELL + GAP) - GAP, rows * (CELL + LABEL))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for place in range(len(self._labels)):
            if self.cell_rect(place).contains(event.position()):
                self.set_current(place)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()
        super().focusOutEvent(event)

    def draw(self, painter: QPainter, look: Look) -> None:
        for place, label in enumerate(self._labels):
            rect = self.cell_rect(place)
            here = place == self._current and self.hasFocus()
            edge = look.colour("accent" if here else "ctl")
            box(painter, rect, 6, fill=look.colour("surface"), edge=edge, width=2 if here else 1)
            if place in self._filled:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(look.colour("ink2"))
                painter.drawEllipse(QPointF(rect.center()), DOT, DOT)
            elif here:
                rule(painter, rect.center().x() - 1, rect.center().y() - 11, 22, look.colour("ink"), 2, upright=True)
            below = QRectF(rect.left() - GAP / 2, rect.bottom() + 2, CELL + GAP, LABEL - 6)
            write(painter, below, label, font("caption", here), look.colour("accent" if here else "ink2"), CENTRE)


def _digit(text: str) -> int | None:
    """The digit a key typed, full-width ones too."""
    return unicodedata.digit(text, None) if len(text) == 1 else None
