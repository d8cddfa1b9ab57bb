"""A list of measures: code, name, a light once votes are shown, and a note on the right; one is selected."""

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from workshop.ui.theme import Look, font
from workshop.ui.widgets import marks
from workshop.ui.widgets.lights import badge_width, draw_badge
from workshop.ui.widgets.paint import RIGHT, PaintedButton, box, ground, rule, width_of, write
from workshop.ui.widgets.tips import set_tip

HEIGHT = 44
CODE = 44
MARK = 16


class Line(Struct, frozen=True):
    """One measure as listed; `light` is "" before the reveal."""

    id: str
    name: str
    note: str = ""
    light: str = ""
    light_word: str = ""


class _Row(PaintedButton):
    """One line of the list."""

    def __init__(self, line: Line, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.line = line
        self.show_line(line)

    def show_line(self, line: Line) -> None:
        self.line = line
        self.setAccessibleName(" ".join(part for part in (line.id, line.name, line.light_word, line.note) if part))
        set_tip(self, " · ".join(part for part in (line.name, line.light_word) if part))
        self.update()

    def nextCheckState(self) -> None:
        """The list decides which row is selected."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(280, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, HEIGHT)

    def draw(self, painter: QPainter, look: Look) -> None:
        rect, line = QRectF(self.rect()), self.line
        fill = ground(self, look, look.colour("tint") if self.isChecked() else None)
        box(painter, rect.adjusted(0, 2, 0, -2), 6, fill=fill, edge=look.colour("accent") if self.ringed else None, width=2)
        rule(painter, 0, HEIGHT - 1, self.width(), look.colour("line"))
        note = width_of(line.note, font("body", self.isChecked()))
        write(painter, QRectF(self.width() - note - 10, 0, note + 2, HEIGHT), line.note, font("body"), look.colour("ink2"), RIGHT)
        right = self._draw_light(painter, look, self.width() - note - 22)
        write(painter, QRectF(10, 0, CODE - 8, HEIGHT), line.id, font("body"), look.colour("ink3"))
        ink = look.colour("accent" if self.isChecked() else "ink")
        write(painter, QRectF(CODE + 8, 0, right - CODE - 8, HEIGHT), line.name, font("body", self.isChecked()), ink)

    def _draw_light(self, painter: QPainter, look: Look, right: float) -> float:
        """The badge; where it would cut the name, its mark alone (the word is in the accessible name). Returns its left edge."""
        line = self.line
        if not line.light:
            return right
        room = right - badge_width(line.light_word) - 12 - CODE - 8
        if room >= width_of(line.name, font("body", self.isChecked())):
            left = right - badge_width(line.light_word)
            draw_badge(painter, left, (HEIGHT - 24) / 2, line.light, line.light_word, look)
        else:
            left = right - MARK
            marks.light(painter, QRectF(left, (HEIGHT - MARK) / 2, MARK, MARK), line.light, look, look.colour("bg"))
        return left - 12


class MeasureList(QWidget):
    """Rows under one another; up and down move the selection."""

    chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._rows: dict[str, _Row] = {}
        self._selected = ""
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Show these measures; rows stay as long as the ids do, so that the focus does."""
        if [line.id for line in lines] != list(self._rows):
            for row in self._rows.values():
                row.hide()
                row.deleteLater()
            self._rows = {line.id: _Row(line, self) for line in lines}
            for at, row in enumerate(self._rows.values()):
                self._box.insertWidget(at, row)
                row.clicked.connect(lambda _checked=False, row=row: self._choose(row.line.id))
        for line in lines:
            self._rows[line.id].show_line(line)
        self.set_selected(self._selected)

    def set_selected(self, id: str) -> None:
        """Mark one measure without telling."""
        self._selected = id
        for name, row in self._rows.items():
            row.setChecked(name == id)

    def selected(self) -> str:
        return self._selected

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        names = list(self._rows)
        if not step or self._selected not in names:
            super().keyPressEvent(event)
            return
        at = min(max(names.index(self._selected) + step, 0), len(names) - 1)
        self._choose(names[at])
        self._rows[names[at]].setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, id: str) -> None:
        self.set_selected(id)
        self.chosen.emit(id)
