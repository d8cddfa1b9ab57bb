"""The ranked list: place, measure, its bar of three parts, value, effort, their ratio and how firm the place is; brackets join ties."""

from collections.abc import Callable, Sequence

from msgspec import Struct
from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QToolTip, QVBoxLayout, QWidget

from workshop.ui.measures.explain import CELLS
from workshop.ui.theme import Look, font
from workshop.ui.widgets.paint import RIGHT, Painted, PaintedButton, box, ground, rule, width_of, write
from workshop.words import Words

HEIGHT, HEAD, GUTTER = 44, 32, 12
PLACE, FIGURES, WORD = 24, (52, 58, 66), 96  # value, person-months, ratio
BAR, THIN = 14, 1.5
PARTS = ("a1", "a2", "a3")
Teller = Callable[[str, str], str]  # measure, cell → what to say of it


class Ranked(Struct, frozen=True):
    """One line; `parts` are points of value that add up to the value shown."""

    id: str
    place: str
    name: str
    parts: tuple[float, float, float]
    figures: tuple[str, str, str]
    word: str
    strong: bool = False
    muted: bool = False
    interval: str = ""  # the places it holds in eight draws of ten


def _columns(width: float) -> tuple[QRectF, QRectF, tuple[QRectF, ...], QRectF]:
    """Name, bar, figures and word: name and bar share what is left."""
    rest = width - PLACE - sum(FIGURES) - WORD - 10
    name, bar = rest * 0.57, rest * 0.43
    x = float(PLACE) + 6
    places = [QRectF(x, 0, name - 12, HEIGHT), QRectF(x + name, 0, bar - 12, HEIGHT)]
    x += name + bar
    figures = []
    for wide in FIGURES:
        figures.append(QRectF(x, 0, wide, HEIGHT))
        x += wide
    return places[0], places[1], tuple(figures), QRectF(x + 8, 0, WORD - 12, HEIGHT)


def cell_rects(width: float, parts: Sequence[float]) -> dict[str, QRectF]:
    """Where each cell of a row lies; the bar's parts are cells of their own."""
    _name, bar, figures, word = _columns(width)
    found, x = {}, bar.x()
    for key, part in zip(("need", "impact", "urgency"), parts, strict=True):
        wide = bar.width() * part / 100
        found[key] = QRectF(x, 0, wide, HEIGHT)
        x += wide
    return found | dict(zip(("value", "effort", "ratio"), figures, strict=True)) | {"top": word}


class RankRow(PaintedButton):
    """One measure of the list; each of its cells can be asked."""

    asked = Signal(str)  # a cell's key

    def __init__(self, line: Ranked, names: tuple[str, str, str], teller: Teller, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self.cell, self.teller = "", teller
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_line(line, names)

    def show_line(self, line: Ranked, names: tuple[str, str, str]) -> None:
        """Another set of values for the same measure; the figures' heads are told to screen readers."""
        self.line = line
        figures = [f"{name} {figure}" for name, figure in zip(names, line.figures, strict=True)]
        self.setAccessibleName(" ".join((line.place, line.name, *figures, line.word)))
        self.update()

    def cell_at(self, x: float) -> str:
        """The cell under a place; "" between them."""
        rects = cell_rects(self.width(), self.line.parts)
        return next((key for key, rect in rects.items() if rect.left() <= x < rect.right()), "")

    def set_cell(self, cell: str) -> None:
        """Mark one cell as the one that is explained."""
        self.cell = cell
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        cell = self.cell_at(event.position().x())
        super().mouseReleaseEvent(event)
        if cell and self.rect().contains(event.position().toPoint()):
            self.asked.emit(cell)

    def event(self, event: QEvent) -> bool:
        """A tooltip tells of the cell under the mouse."""
        if isinstance(event, QHelpEvent):
            told = self.teller(self.line.id, self.cell_at(event.pos().x()))
            QToolTip.showText(event.globalPos(), told, self)
            return True
        return super().event(event)

    def nextCheckState(self) -> None:
        """The list decides which row is selected."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(560, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(440, HEIGHT)

    def draw(self, painter: QPainter, look: Look) -> None:
        line, rect = self.line, QRectF(self.rect())
        fill = ground(self, look, look.colour("tint") if self.isChecked() else None)
        box(painter, rect.adjusted(0, 0, 0, -1), 6, fill=fill, edge=look.colour("accent") if self.ringed else None, width=2)
        rule(painter, 0, HEIGHT - 1, self.width(), look.colour("line"))
        name, bar, figures, word = _columns(self.width())
        ink = look.colour("ink3" if line.muted else "ink")
        write(painter, QRectF(6, 0, PLACE, HEIGHT), line.place, font("body", True), ink)
        write(painter, name, line.name, font("body", line.strong), look.colour("ink"))
        _draw_bar(painter, bar, line.parts, look)
        for at, (place, text) in enumerate(zip(figures, line.figures, strict=True)):
            write(painter, place, text, font("body", at == 0), look.colour("ink" if at == 0 else "ink2"), RIGHT)
        tone = "accent" if line.strong else "ink3" if line.muted else "ink"
        if line.interval:
            write(painter, QRectF(word.x(), 3, word.width(), 22), line.word, font("body", line.strong), look.colour(tone), RIGHT)
            write(painter, QRectF(word.x(), 23, word.width(), 18), line.interval, font("caption"), look.colour("ink3"), RIGHT)
        else:
            write(painter, word, line.word, font("body", line.strong), look.colour(tone), RIGHT)
        asked = cell_rects(self.width(), line.parts).get(self.cell)
        if self.isChecked() and asked is not None:
            box(painter, asked.adjusted(-2, 4, 2, -5), 4, edge=look.colour("accent"), width=1.5)


def _draw_bar(painter: QPainter, room: QRectF, parts: Sequence[float], look: Look) -> None:
    """Three parts on the common scale 0–100."""
    x, y = room.x(), room.center().y() - BAR / 2
    for token, part in zip(PARTS, parts, strict=True):
        wide = room.width() * part / 100
        if wide > THIN:
            edge = look.colour("a2") if token == "a3" else None
            box(painter, QRectF(x, y, wide - THIN, BAR), 2, fill=look.colour(token), edge=edge)
        x += wide


class _Head(Painted):
    """Captions of the columns; the bar's parts are named with their colours."""

    def __init__(self, words: Words, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedHeight(HEAD)
        _ = words
        self.parts = (_("需要"), _("影响"), _("紧迫"))
        self.figures = (_("价值"), _("人月"), _("每人月"))
        self.name, self.word = _("举措"), _("能否前三")

    def draw(self, painter: QPainter, look: Look) -> None:
        name, bar, figures, word = _columns(self.width())
        face, ink = font("caption"), look.colour("ink3")
        write(painter, QRectF(name.x(), 0, name.width(), HEAD - 4), self.name, face, ink)
        needed = sum(width_of(text, face) + 20 for text in self.parts)
        x = min(bar.x(), figures[0].right() - width_of(self.figures[0], face) - 8 - needed)
        for token, text in zip(PARTS, self.parts, strict=True):
            box(painter, QRectF(x, HEAD / 2 - 7, 10, 10), 2, fill=look.colour(token), edge=look.colour("a2") if token == "a3" else None)
            wide = width_of(text, face)
            write(painter, QRectF(x + 13, 0, wide + 2, HEAD - 4), text, face, ink)
            x += wide + 20
        for place, text in zip(figures, self.figures, strict=True):
            write(painter, QRectF(place.x(), 0, place.width(), HEAD - 4), text, face, ink, RIGHT)
        write(painter, QRectF(word.x(), 0, word.width(), HEAD - 4), self.word, face, ink, RIGHT)
        rule(painter, 0, HEAD - 1, self.width(), look.colour("line2"))


class RankTable(Painted):
    """Rows in order with brackets in the gutter; up and down move the selection."""

    chosen = Signal(str)
    asked = Signal(str, str)  # measure, cell

    def __init__(self, words: Words, teller: Teller, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cell, self._teller = "", teller
        self.setAccessibleName(words("举措次序"))
        self._rows: list[RankRow] = []
        self._ties: tuple[tuple[str, str], ...] = ()
        self._selected = ""
        self._head = _Head(words, self)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(GUTTER, 0, 0, 0)
        self._box.setSpacing(0)
        self._box.addWidget(self._head)
        self._box.addStretch(1)

    def set_lines(self, lines: Sequence[Ranked], ties: Sequence[tuple[str, str]]) -> None:
        """Show this order; `ties` join neighbours that cannot be told apart."""
        self._ties = tuple(ties)
        while len(self._rows) > len(lines):
            row = self._rows.pop()
            row.hide()
            row.deleteLater()
        for at, line in enumerate(lines):
            if at < len(self._rows):
                self._rows[at].show_line(line, self._head.figures)
            else:
                self._add(line)
        self.set_selected(self._selected)
        self.update()

    def _add(self, line: Ranked) -> None:
        row = RankRow(line, self._head.figures, self._teller, self)
        row.clicked.connect(lambda: self._choose(row.line.id))
        row.asked.connect(lambda cell: self._ask(row.line.id, cell))
        self._rows.append(row)
        self._box.insertWidget(len(self._rows), row)

    def lines(self) -> tuple[Ranked, ...]:
        """What is shown, from top to bottom."""
        return tuple(row.line for row in self._rows)

    def row(self, id: str) -> RankRow:
        """The row of a measure; StopIteration when it is not listed."""
        return next(row for row in self._rows if row.line.id == id)

    def set_selected(self, id: str) -> None:
        """Mark one measure without telling."""
        self._selected = id
        for row in self._rows:
            row.setChecked(row.line.id == id)
            row.set_cell(self.cell if row.line.id == id else "")

    def set_cell(self, cell: str) -> None:
        """Mark the cell that is explained, without telling."""
        self.cell = cell
        self.set_selected(self._selected)

    def _ask(self, id: str, cell: str) -> None:
        self.cell = cell
        self._choose(id)
        self.asked.emit(id, cell)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        aside = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if aside and self._selected:
            at = CELLS.index(self.cell) + aside if self.cell in CELLS else 0
            self._ask(self._selected, CELLS[min(max(at, 0), len(CELLS) - 1)])
            return
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        names = [row.line.id for row in self._rows]
        if not step or self._selected not in names:
            super().keyPressEvent(event)
            return
        at = min(max(names.index(self._selected) + step, 0), len(names) - 1)
        self._choose(names[at])
        self._rows[at].setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, id: str) -> None:
        self.set_selected(id)
        self.chosen.emit(id)

    def draw(self, painter: QPainter, look: Look) -> None:
        places = {row.line.id: row.y() + row.height() / 2 for row in self._rows}
        for upper, lower in self._ties:
            if upper in places and lower in places:
                top, low = places[upper], places[lower]
                rule(painter, 2, top, low - top, look.colour("ink3"), 1.5, upright=True)
                for y in (top, low - 1.5):
                    rule(painter, 2, y, 6, look.colour("ink3"), 1.5)
