"""Ladder: the five levels of one indicator side by side, with the marks of now and target above their cards."""

from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QResizeEvent, QTextLayout
from PySide6.QtWidgets import QSizePolicy, QWidget

from workshop.ui.theme import Look, font, line_height, paint_icon
from workshop.ui.widgets import marks
from workshop.ui.widgets.paint import Painted, PaintedButton, box, ground, rule, width_of, write
from workshop.ui.widgets.text import lay_out
from workshop.words import Words

GAP, HEAD = 8, 24
HEIGHT, COMPACT = 158, 134
TOKEN, PADDING, INDENT, DASH = 22, 12, 10, 4
TOP = 44  # of the first criterion
HEADLINE = PADDING + TOKEN + 8  # left edge of the headline


def five_columns(width: float) -> list[tuple[float, float]]:
    """Left edge and width of five equal columns, whole pixels, shared by ladder and votes."""
    edges = [(width + GAP) * place / 5 for place in range(6)]
    return [(float(round(left)), float(round(right - GAP) - round(left))) for left, right in pairwise(edges)]


class Rung(Struct, frozen=True):
    """One level: its headline and two to four criteria."""

    level: int
    headline: str
    criteria: tuple[str, ...]


class _Card(PaintedButton):
    def __init__(self, rung: Rung, level_word: str, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self.rung, self.now, self.target = rung, False, False
        self._level_word = level_word
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.name()

    def name(self, *marked: str) -> None:
        """What a screen reader says: level, headline, marks; the criteria as description."""
        self.setAccessibleName("，".join((self._level_word, self.rung.headline, *marked)))
        self.setAccessibleDescription("；".join(self.rung.criteria))

    def sizeHint(self) -> QSize:
        return QSize(120, HEIGHT)

    def needed(self, width: float) -> float:
        """The height this card needs when it is so wide."""
        line = line_height("caption")
        inner = width - 2 * PADDING - INDENT
        return self._top(width) + sum(lay_out(text, font("caption"), inner, line)[1] + 4 for text in self.rung.criteria) + 8

    def headline(self, width: float) -> tuple[QTextLayout, float]:
        """The headline broken beside the token, and its height."""
        room = width - HEADLINE - PADDING / 2
        face = font("lead")
        if any(width_of(word, face) > room for word in self.rung.headline.split()):
            face = font("body", True)  # a word is never broken for a size
        return lay_out(self.rung.headline, face, room, TOKEN - 2)

    def _top(self, width: float) -> float:
        """Where the first criterion stands: lower under a headline of several lines."""
        return max(float(TOP), 13 + self.headline(width)[1] + 6)

    def draw(self, painter: QPainter, look: Look) -> None:
        rect = QRectF(self.rect())
        box(painter, rect, 8, fill=ground(self, look, look.colour("surface")))
        if self.now or self.ringed:
            box(painter, rect, 8, edge=look.colour("accent"), width=2)
        elif self.target:
            box(painter, rect, 8, edge=look.colour("ink3"), dash=True)
        else:
            box(painter, rect, 8, edge=look.colour("line"))
        if self.now and self.ringed:  # where the bank stands has an edge of its own already
            box(painter, rect.adjusted(4, 4, -4, -4), 4, edge=look.colour("ink"))
        marks.level_token(painter, QRectF(PADDING, 13, TOKEN, TOKEN), self.rung.level, look)
        painter.setPen(look.colour("ink"))
        self.headline(self.width())[0].draw(painter, QPointF(HEADLINE, 14))
        self._draw_criteria(painter, look)

    def _draw_criteria(self, painter: QPainter, look: Look) -> None:
        y, line = self._top(self.width()), line_height("caption")
        for text in self.rung.criteria:
            rule(painter, PADDING, y + line / 2, DASH, look.colour("ink3"))
            layout, height = lay_out(text, font("caption"), self.width() - 2 * PADDING - INDENT, line)
            painter.setPen(look.colour("ink2"))
            layout.draw(painter, QPointF(PADDING + INDENT, y))
            y += height + 4


class _Heads(Painted):
    """The line above the cards: which one is now, which one the target."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.now: int | None = None
        self.target: int | None = None
        self.now_word = self.target_word = self.target_short = ""
        self.setFixedHeight(HEAD)

    def draw(self, painter: QPainter, look: Look) -> None:
        columns = five_columns(self.width())
        if self.now is not None:
            x, width = columns[self.now - 1]
            marks.caret_down(painter, x + 2, HEAD / 2 - 4, look.colour("accent"))
            if self.now == self.target:
                width = width / 2
            write(painter, QRectF(x + 17, 0, width - 17, HEAD), self.now_word, font("caption", True), look.colour("accent"))
        if self.target is not None:
            x, width = columns[self.target - 1]
            if self.now == self.target:
                x, width = x + width / 2, width / 2
            paint_icon(painter, "flag", QRectF(x + 1, HEAD / 2 - 7, 14, 14), look.colour("ink3"))
            word = self.target_word if width_of(self.target_word, font("caption")) <= width - 19 else self.target_short
            write(painter, QRectF(x + 19, 0, width - 19, HEAD), word, font("caption"), look.colour("ink2"))


class Ladder(QWidget):
    """Five cards in equal fifths that grow with their words; `rung_clicked` tells the level."""

    rung_clicked = Signal(int)

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = words
        self._heads = _Heads(self)
        self._cards: list[_Card] = []
        self._compact = self._saved = False
        self._year = ""
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(words("成熟度五级"))

    def set_rungs(self, rungs: Sequence[Rung]) -> None:
        """The five levels in order; nothing is rebuilt when they are the same."""
        if [card.rung for card in self._cards] == list(rungs):
            return
        _ = self.words
        for card in self._cards:
            card.hide()
            card.deleteLater()
        self._cards = [_Card(rung, _("{level} 级", level=rung.level), self) for rung in rungs]
        for card in self._cards:
            card.clicked.connect(lambda _checked=False, level=card.rung.level: self.rung_clicked.emit(level))
            card.setVisible(True)
        self._mark()
        self._place()
        self.updateGeometry()

    def set_now(self, level: int | None, saved: bool) -> None:
        """The level recorded (saved), or the one about to be."""
        self._heads.now, self._saved = level, saved
        self._mark()

    def set_target(self, level: int | None, year: str = "") -> None:
        """The level aimed at and by which year."""
        self._heads.target, self._year = level, year
        self._mark()

    def set_compact(self, compact: bool) -> None:
        """Lower cards, for a low screen."""
        if compact != self._compact:
            self._compact = compact
            self.updateGeometry()

    def _mark(self) -> None:
        _ = self.words
        heads = self._heads
        heads.now_word = _("现状") if self._saved else _("拟记现状")
        heads.target_short = _("目标")
        heads.target_word = _("目标 {year}", year=self._year) if self._year else _("目标")
        for card in self._cards:
            card.now, card.target = card.rung.level == heads.now, card.rung.level == heads.target
            card.name(*([heads.now_word] if card.now else []), *([heads.target_word] if card.target else []))
            card.update()
        heads.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        low = COMPACT if self._compact else HEIGHT
        needed = [card.needed(wide) for card, (_, wide) in zip(self._cards, five_columns(width), strict=False)]
        return HEAD + round(max([float(low), *needed]))

    def sizeHint(self) -> QSize:
        return QSize(814, self.heightForWidth(max(self.width(), 400)))

    def minimumSizeHint(self) -> QSize:
        return QSize(400, HEAD + COMPACT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()

    def _place(self) -> None:
        self._heads.setGeometry(0, 0, self.width(), HEAD)
        for card, (x, width) in zip(self._cards, five_columns(self.width()), strict=False):
            card.setGeometry(round(x), HEAD, round(width), max(0, self.height() - HEAD))
