"""Rail: the stages of the day down the left side, where each stands, and the one that is open."""

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from workshop.ui.theme import Look, font
from workshop.ui.widgets import marks
from workshop.ui.widgets.paint import RIGHT, Painted, PaintedButton, box, ground, rule, width_of, write
from workshop.ui.widgets.tips import set_tip
from workshop.words import Words

WIDTH, ITEM, SUB, HEADING = 200, 32, 28, 38
EDGE = 12
CLOSER = 3  # pixels a line gives up where the window is low
STATES = ("todo", "now", "done", "heading")


class RailItem(Struct, frozen=True):
    """A line of the rail; `light` only after the reveal, `note` is the planned time or "2 / 4"."""

    id: str
    text: str
    state: str = "todo"
    note: str = ""
    sub: bool = False
    light: str = ""
    light_word: str = ""


class _Line(PaintedButton):
    def __init__(self, item: RailItem, state_word: str, parent: QWidget) -> None:
        super().__init__(item.text.replace("&", "&&"), parent)
        self.item, self.closer = item, False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("，".join(part for part in (item.text, item.light_word or state_word, item.note) if part))
        set_tip(self, item.text)
        self.setCheckable(True)

    def nextCheckState(self) -> None:
        """The rail decides what is open."""

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, (SUB if self.item.sub else ITEM) - (CLOSER if self.closer else 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        rail = self._rail()
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and rail is not None:
            rail.move_focus(self, 1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def _rail(self) -> "Rail | None":
        ancestor: QWidget | None = self
        while ancestor is not None and not isinstance(ancestor, Rail):
            ancestor = ancestor.parentWidget()
        return ancestor

    def draw(self, painter: QPainter, look: Look) -> None:
        item, here = self.item, self.isChecked()
        rect = QRectF(8, 0, self.width() - 17, self.height())
        fill = ground(self, look, look.colour("tint") if here else None)
        box(painter, rect, 6, fill=fill, edge=look.colour("accent") if self.ringed else None, width=2)
        if here:
            box(painter, QRectF(-3, (self.height() - 16) / 2, 6, 16), 1.5, fill=look.colour("accent"))
        middle = self.height() / 2
        heavy = here or (item.state == "now" and not item.sub)
        if not item.sub:
            marks.state_mark(painter, QPointF(25, middle), item.state, look)
        right = self._draw_right(painter, look, heavy)
        ink = look.colour("accent" if here else "ink" if heavy else "ink2")
        write(painter, QRectF(42, 0, right - 48, self.height()), item.text, font("body", heavy), ink)

    def _draw_right(self, painter: QPainter, look: Look, heavy: bool) -> float:
        """The light, the state of a sub-item, or the note; returns its left edge."""
        item, edge, middle = self.item, self.width() - 17.0, self.height() / 2
        if item.light:
            marks.light(painter, QRectF(edge - 14, middle - 7, 14, 14), item.light, look, look.colour("bg"))
            return edge - 14
        if item.sub and not item.note:
            marks.state_mark(painter, QPointF(edge - 7, middle), item.state, look)
            return edge - 14
        face = font("caption", heavy)
        write(painter, QRectF(0, 0, edge + 1, self.height()), item.note, face, look.colour("ink2" if heavy else "ink3"), RIGHT)
        return edge - width_of(item.note, face)


class _Heading(Painted):
    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = text
        self.setFixedHeight(HEADING)
        self.setAccessibleName(text)

    def draw(self, painter: QPainter, look: Look) -> None:
        write(painter, QRectF(18, 10, self.width() - 34, HEADING - 10), self._text, font("caption"), look.colour("ink3"))


class _Inner(Painted):
    def draw(self, painter: QPainter, look: Look) -> None:
        painter.fillRect(self.rect(), look.colour("bg"))
        rule(painter, self.width() - 1, 0, self.height(), look.colour("line"), upright=True)


class Rail(QScrollArea):
    """The stages; `chosen` tells the id of the one the user opened. One tab stop, Up and Down move within it."""

    chosen = Signal(str)

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = words
        self._items: tuple[RailItem, ...] = ()
        self._lines: list[_Line] = []
        self._selected = ""
        self.setFixedWidth(WIDTH)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # the wheel and the keys still scroll
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setAccessibleName(words("议程"))

    def set_items(self, items: Sequence[RailItem]) -> None:
        """The lines from top to bottom; nothing is rebuilt when they are the same."""
        if tuple(items) == self._items:
            return
        focused = next((line.item.id for line in self._lines if line.hasFocus()), "")
        place = self.verticalScrollBar().value()
        self._items = tuple(items)
        self._build()
        self.set_selected(self._selected)
        self.verticalScrollBar().setValue(place)
        for line in self._lines:
            if focused and line.item.id == focused:
                line.setFocus()

    def _build(self) -> None:
        inner = _Inner()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, EDGE, 0, EDGE)
        column.setSpacing(0)
        self._lines = []
        for item in self._items:
            if item.state == "heading":
                column.addWidget(_Heading(item.text, inner))
                continue
            line = _Line(item, self._state_word(item.state), inner)
            line.clicked.connect(lambda _checked=False, id=item.id: self.chosen.emit(id))
            column.addWidget(line)
            self._lines.append(line)
        column.addStretch(1)
        self.setWidget(inner)
        self._settle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()

    def _settle(self) -> None:
        """Lines stand closer where they would not fit."""
        headings = len(self._items) - len(self._lines)
        needed = 2 * EDGE + headings * HEADING + sum(SUB if line.item.sub else ITEM for line in self._lines)
        for line in self._lines:
            line.closer = needed > self.height()
            line.updateGeometry()

    def _state_word(self, state: str) -> str:
        _ = self.words
        return {"done": _("已完成"), "now": _("进行中"), "todo": _("未开始")}[state]

    def set_selected(self, id: str) -> None:
        """Show this line as the open one and bring it into view."""
        self._selected = id
        for line in self._lines:
            line.setChecked(line.item.id == id)
            line.setFocusPolicy(Qt.FocusPolicy.StrongFocus if line.item.id == id else Qt.FocusPolicy.ClickFocus)
            if line.isChecked():
                self.ensureWidgetVisible(line, 0, ITEM)

    def selected(self) -> str:
        """The id of the open line."""
        return self._selected

    def lines(self) -> dict[str, PaintedButton]:
        """The buttons by id."""
        return {line.item.id: line for line in self._lines}

    def move_focus(self, line: PaintedButton, step: int) -> None:
        """The focus to the next line up or down; Enter opens it."""
        place = next((place for place, one in enumerate(self._lines) if one is line), 0)
        target = self._lines[max(0, min(len(self._lines) - 1, place + step))]
        target.setFocus(Qt.FocusReason.TabFocusReason)
        self.ensureWidgetVisible(target, 0, ITEM)
