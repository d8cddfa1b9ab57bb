"""Paper ballots row by row: a line per ballot, a masked cell per indicator; a finished line leaves at once and is not kept."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from workshop.ui.theme import Look, font
from workshop.ui.widgets.paint import CENTRE, Painted, box, rule, write
from workshop.words import Words

CELL, HIGH, GAP, NAME, HEAD = 34, 30, 4, 132, 24
DOT = 4.0
HIGHEST = 5
MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class PaperGrid(Painted):
    """Digits 1 to 5 enter a level, 0 an abstention, "-" no answer; the last cell or Enter ends the line."""

    line_done = Signal(int, object)  # line, {column: level or None}; unanswered columns are left out
    current_changed = Signal()

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = words
        self._names: tuple[str, ...] = ()
        self._columns: tuple[str, ...] = ()
        self._stored: set[int] = set()  # lines that are in the box
        self._typed: dict[int, int | None] = {}  # column → level, of the line being typed
        self._line = self._column = 0
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # until there is a cell to type into
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)  # it would show what is typed while it composes
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(words("纸质票录入"))

    def set_lines(self, names: Sequence[str], columns: Sequence[str]) -> None:
        """One line per ballot that may come, one column per indicator; another shape forgets what was being typed."""
        if (tuple(names), tuple(columns)) != (self._names, self._columns):
            self._names, self._columns = tuple(names), tuple(columns)
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if names and columns else Qt.FocusPolicy.NoFocus)
            self.forget()
            self.updateGeometry()

    def set_stored(self, lines: Iterable[int]) -> None:
        """Which lines are in the box, whatever they say."""
        self._stored = {line for line in lines if 0 <= line < len(self._names)}
        if not self._typed and self._line in self._stored:
            self._line = self._next_line()
        self._tell()

    def forget(self) -> None:
        """Nothing typed is kept; the caret goes to the first line that waits."""
        self._typed, self._stored, self._line, self._column = {}, set(), 0, 0
        self._tell()

    def current(self) -> tuple[int, int]:
        """Line and column of the caret; the number of lines when all are in."""
        return self._line, self._column

    def _next_line(self) -> int:
        order = [*range(self._line + 1, len(self._names)), *range(self._line)]
        return next((line for line in order if line not in self._stored), len(self._names))

    def _tell(self) -> None:
        _ = self.words
        facts = {"lines": len(self._names), "stored": len(self._stored)}
        self.setAccessibleDescription(_("共 {lines} 张，已录 {stored} 张", **facts))
        self.update()

    # -- keys --------------------------------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Keys of the grid are no shortcuts while it has the focus."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._knows(event):
            event.accept()
            return True
        return super().event(event)

    def _knows(self, event: QKeyEvent) -> bool:
        known = (
            Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Backspace, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down,
            Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Minus, Qt.Key.Key_Space,
        )  # fmt: skip
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        return plain and (event.key() in known or _digit(event.text()) is not None)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab is the next cell here."""
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().focusNextPrevChild(key == Qt.Key.Key_Tab)
        elif not self._knows(event):
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Right, Qt.Key.Key_Minus):
            self._answer(None, given=False, keep=key != Qt.Key.Key_Minus)
        elif key in (Qt.Key.Key_Backtab, Qt.Key.Key_Left, Qt.Key.Key_Backspace):
            self._back(erase=key == Qt.Key.Key_Backspace)
        elif key in MOVES:
            self._to_line(self._line + MOVES[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._finish()
        elif (digit := _digit(event.text())) is not None and digit <= HIGHEST:
            self._answer(digit or None, given=True)

    def _answer(self, level: int | None, *, given: bool, keep: bool = False) -> None:
        """Take an answer, or pass the cell by; the last cell ends the line."""
        if self._line >= len(self._names):
            return
        if given:
            self._typed[self._column] = level
        elif not keep:
            self._typed.pop(self._column, None)
        if self._column + 1 < len(self._columns):
            self._column += 1
        elif given:
            self._finish()
            return
        self._tell()

    def _back(self, *, erase: bool) -> None:
        if erase and self._column in self._typed:
            del self._typed[self._column]
        elif self._column:
            self._column -= 1
            if erase:
                self._typed.pop(self._column, None)
        self._tell()

    def _to_line(self, line: int) -> None:
        """Another line; what was typed on an unfinished one is dropped, so that half a ballot never goes in."""
        if 0 <= line < len(self._names) and line != self._line:
            self._line, self._column, self._typed = line, 0, {}
            self.current_changed.emit()
            self._tell()

    def _finish(self) -> None:
        if not self._typed or self._line >= len(self._names):
            return
        line, typed = self._line, {self._columns[column]: level for column, level in sorted(self._typed.items())}
        self._typed, self._column = {}, 0
        self._stored.add(line)
        self._line = self._next_line()
        self._tell()
        self.line_done.emit(line, typed)

    # -- place and paint -----------------------------------------------------------------------------------------------------------

    def cell_rect(self, line: int, column: int) -> QRectF:
        """Where a cell stands."""
        return QRectF(NAME + column * (CELL + GAP), HEAD + line * (HIGH + GAP), CELL, HIGH)

    def sizeHint(self) -> QSize:
        return QSize(NAME + len(self._columns) * (CELL + GAP), HEAD + max(1, len(self._names)) * (HIGH + GAP))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        line = int((event.position().y() - HEAD) // (HIGH + GAP))
        if 0 <= line < len(self._names):
            self._to_line(line)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()
        super().focusOutEvent(event)

    def draw(self, painter: QPainter, look: Look) -> None:
        for column, name in enumerate(self._columns):
            rect = self.cell_rect(0, column)
            write(painter, QRectF(rect.left() - GAP, 0, CELL + 2 * GAP, HEAD - 4), name, font("caption"), look.colour("ink2"), CENTRE)
        for line, name in enumerate(self._names):
            here = line == self._line
            place = QRectF(0, self.cell_rect(line, 0).top(), NAME - 8, HIGH)
            write(painter, place, name, font("caption", here), look.colour("ink" if here else "ink2"))
            for column in range(len(self._columns)):
                self._draw_cell(painter, look, line, column)

    def _draw_cell(self, painter: QPainter, look: Look, line: int, column: int) -> None:
        rect, here = self.cell_rect(line, column), (line, column) == (self._line, self._column) and self.hasFocus()
        edge = look.colour("accent" if here else "ctl")
        box(painter, rect, 4, fill=look.colour("surface"), edge=edge, width=2 if here else 1)
        if line in self._stored or (line == self._line and column in self._typed):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("ink3" if line in self._stored else "ink"))
            painter.drawEllipse(QPointF(rect.center()), DOT, DOT)
        elif here:
            rule(painter, rect.center().x() - 1, rect.center().y() - 8, 16, look.colour("ink"), 2, upright=True)


Answers = Mapping[str, int | None]


def _digit(text: str) -> int | None:
    """The digit a key typed, full-width ones too."""
    return unicodedata.digit(text, None) if len(text) == 1 else None
