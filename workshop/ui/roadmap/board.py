"""The plan as a board: a column per quarter or per horizon (now, next, later); cards are dragged or moved with the arrow keys."""

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QMimeData, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QDrag, QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from workshop.ui.theme import Look, font
from workshop.ui.widgets.paint import Painted, PaintedButton, box, ground, write
from workshop.ui.widgets.text import Label
from workshop.ui.widgets.tips import set_tip
from workshop.words import Words

MIME = "application/x-workshop-measure"
WIDE, HIGH, NARROW = 140, 74, 124


class CardFacts(Struct, frozen=True):
    """One card: id of the measure, what stands on it, and how it looks."""

    id: str
    code: str
    name: str
    note: str
    pinned: bool = False
    muted: bool = False


class ColumnFacts(Struct, frozen=True):
    """A column: its head, the quarter a card dropped here starts in (None: it cannot be dropped here), and its cards."""

    head: str
    note: str
    start: int | None
    cards: tuple[CardFacts, ...]


class BoardCard(PaintedButton):
    """A measure; dragging it carries its id."""

    moved = Signal(str, int)  # id, columns to the right
    stepped = Signal(str, int)  # id, cards down

    def __init__(self, facts: CardFacts, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.facts, self._from = facts, QPoint()
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{facts.code} {facts.name} {facts.note}")
        set_tip(self, f"{facts.code} {facts.name}\n{facts.note}")

    def nextCheckState(self) -> None:
        """The page decides which measure is selected."""

    def sizeHint(self) -> QSize:
        return QSize(WIDE, HIGH)

    def minimumSizeHint(self) -> QSize:
        return QSize(NARROW - 12, HIGH)

    def draw(self, painter: QPainter, look: Look) -> None:
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        edge = look.colour("accent") if self.ringed or self.isChecked() else look.colour("line2")
        box(painter, rect, 6, fill=ground(self, look, look.colour("tint" if self.isChecked() else "surface")), edge=edge)
        if self.facts.pinned:
            box(painter, QRectF(0, 6, 4, HIGH - 12), 2, fill=look.colour("accent"))
        ink = look.colour("ink3" if self.facts.muted else "ink")
        lines = ((self.facts.code, font("body", True), ink), (self.facts.name, font("caption"), ink),
                 (self.facts.note, font("caption"), look.colour("ink2")))  # fmt: skip
        for at, (text, face, colour) in enumerate(lines):
            write(painter, QRectF(10, 4 + at * 22, self.width() - 16, 22), text, face, colour)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right move the card a column, up and down go to the next card."""
        sideways = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        along = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if sideways:
            self.moved.emit(self.facts.id, sideways)
        elif along:
            self.stepped.emit(self.facts.id, along)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._from = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        far = (event.position().toPoint() - self._from).manhattanLength() >= QApplication.startDragDistance()
        if event.buttons() & Qt.MouseButton.LeftButton and far:
            self.setDown(False)
            drag, data = QDrag(self), QMimeData()
            data.setData(MIME, self.facts.id.encode())
            drag.setMimeData(data)
            drag.setPixmap(self.grab())
            drag.exec(Qt.DropAction.MoveAction)


class BoardColumn(Painted):
    """A column that takes cards."""

    dropped = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.facts = ColumnFacts("", "", None, ())
        self.cards: list[BoardCard] = []
        self.setAcceptDrops(True)
        self.setMinimumWidth(NARROW)
        self.head, self.note = Label("", "body", bold=True, elide=True), Label("", "caption", "ink3", elide=True)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(6, 8, 6, 8)
        self._box.setSpacing(6)
        self._box.addWidget(self.head)
        self._box.addWidget(self.note)
        self._box.addStretch(1)

    def draw(self, painter: QPainter, look: Look) -> None:
        box(painter, QRectF(self.rect()), 8, fill=look.colour("sunken"))

    def show_facts(self, facts: ColumnFacts) -> list[BoardCard]:
        """The column anew; its cards, made where they changed."""
        self.facts = facts
        self.head.set_text(facts.head)
        self.note.set_text(facts.note)
        self.setAccessibleName(f"{facts.head} {facts.note}")
        if [card.facts for card in self.cards] == list(facts.cards):
            return []
        for card in self.cards:
            card.hide()
            card.deleteLater()
        self.cards = [BoardCard(one, self) for one in facts.cards]
        for at, card in enumerate(self.cards):
            self._box.insertWidget(at + 2, card)
        return self.cards

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(MIME) and self.facts.start is not None:
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if event.mimeData().hasFormat(MIME) and self.facts.start is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.dropped.emit(bytes(event.mimeData().data(MIME).data()).decode())
        event.acceptProposedAction()


class Board(QScrollArea):
    """Columns side by side; asks for a measure's new start and never moves a card by itself."""

    selected = Signal(str)
    moved = Signal(str, int)  # measure, wanted start

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(words("看板"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.columns: list[BoardColumn] = []
        self._current = ""
        inside = QWidget()
        self._row = QHBoxLayout(inside)
        self._row.setContentsMargins(0, 0, 0, 8)
        self._row.setSpacing(6)
        self.setWidget(inside)
        inside.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)

    def show_columns(self, columns: Sequence[ColumnFacts], current: str) -> None:
        """The plan anew; a card that had the focus keeps it in its new column."""
        focused = next((card.facts.id for card in self.cards() if card.hasFocus()), "")
        while len(self.columns) > len(columns):
            column = self.columns.pop()
            column.hide()
            column.deleteLater()
        while len(self.columns) < len(columns):
            self._add()
        for column, facts in zip(self.columns, columns, strict=True):
            for card in column.show_facts(facts):
                card.clicked.connect(lambda _on=False, id=card.facts.id: self.selected.emit(id))
                card.moved.connect(self._on_moved)
                card.stepped.connect(self._on_stepped)
        self._current = current
        for card in self.cards():
            card.setChecked(card.facts.id == current)
            if card.facts.id == focused:
                card.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self) -> None:
        column = BoardColumn()
        column.dropped.connect(lambda id: self._on_dropped(column, id))
        self.columns.append(column)
        self._row.addWidget(column, 1)

    def cards(self) -> list[BoardCard]:
        """All cards, column by column."""
        return [card for column in self.columns for card in column.cards]

    def card(self, id: str) -> BoardCard:
        """The card of a measure; StopIteration when there is none."""
        return next(card for card in self.cards() if card.facts.id == id)

    def _place(self, id: str) -> int:
        return next(at for at, column in enumerate(self.columns) if any(card.facts.id == id for card in column.cards))

    def _on_dropped(self, column: BoardColumn, id: str) -> None:
        if column.facts.start is not None and column is not self.columns[self._place(id)]:
            self.moved.emit(id, column.facts.start)

    def _on_moved(self, id: str, step: int) -> None:
        at = self._place(id) + step
        if 0 <= at < len(self.columns) and self.columns[at].facts.start is not None:
            self.moved.emit(id, self.columns[at].facts.start or 0)

    def _on_stepped(self, id: str, step: int) -> None:
        ids = [card.facts.id for card in self.cards()]
        at = min(max(ids.index(id) + step, 0), len(ids) - 1)
        self.cards()[at].setFocus(Qt.FocusReason.OtherFocusReason)
        self.selected.emit(ids[at])
