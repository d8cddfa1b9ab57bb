"""Vote strip: one round of votes under the ladder's own columns, with its light, its sentence and its median."""

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from workshop.ui.theme import Look, font
from workshop.ui.widgets import marks
from workshop.ui.widgets.ladder import five_columns
from workshop.ui.widgets.lights import badge_width, draw_badge
from workshop.ui.widgets.paint import RIGHT, Painted, box, rule, width_of, write
from workshop.ui.widgets.text import lay_out
from workshop.ui.widgets.tips import set_tip
from workshop.words import Words

HEAD, BODY, DOT, PITCH, RINGED = 28, 38, 18, 20, 30
LINE = 18  # of a sentence below the header
IN_ROW, MOST = 7, 14


class VoteRound(Struct, frozen=True):
    """A revealed round: votes per level (None when too few to be shown), levels of the median and of votes far from the others."""

    label: str
    time: str
    light: str
    light_word: str
    sentence: str
    median_word: str
    counts: tuple[int, int, int, int, int] | None
    medians: tuple[int, ...] = ()
    outliers: tuple[int, ...] = ()
    latest: bool = True


class VoteStrip(Painted):
    """Header, dots, and a rule per column that is thick under the median."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = words
        self._round: VoteRound | None = None
        self._folded = False
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_round(self, votes: VoteRound) -> None:
        """A round after its reveal; before it there is nothing to show."""
        self._round = votes
        self.setAccessibleName("，".join(part for part in (votes.label, votes.light_word, votes.sentence, votes.median_word) if part))
        set_tip(self, votes.sentence)
        self.updateGeometry()
        self.update()

    def set_folded(self, folded: bool) -> None:
        """The header alone."""
        if folded != self._folded:
            self._folded = folded
            self.updateGeometry()
            self.update()

    def _rows(self) -> int:
        counts = self._round.counts if self._round else None
        return 2 if counts and any(IN_ROW < count <= MOST for count in counts) else 1

    def _head(self, width: float) -> float:
        """Height of the header: higher where the sentence needs lines of its own."""
        if self._round is None or self._sentence_room(self._round, width) >= width_of(self._round.sentence, font("caption")) - 0.5:
            return HEAD
        return HEAD + lay_out(self._round.sentence, font("caption"), width, LINE)[1]

    def _sentence_room(self, votes: VoteRound, width: float) -> float:
        return width - width_of(votes.median_word, font("caption")) - 12 - self._sentence_left(votes)

    def _sentence_left(self, votes: VoteRound) -> float:
        """Right of label, time and badge."""
        x = width_of(votes.label, font("body", votes.latest)) + 10 + width_of(votes.time, font("caption")) + 10
        return x + badge_width(votes.light_word) + 10 if votes.light else x

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(self._head(width) + (0 if self._folded else BODY + (self._rows() - 1) * PITCH))

    def sizeHint(self) -> QSize:
        return QSize(814, self.heightForWidth(max(self.width(), 360)))

    def minimumSizeHint(self) -> QSize:
        return QSize(360, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def draw(self, painter: QPainter, look: Look) -> None:
        if self._round is None:
            return
        self._draw_head(painter, look, self._round)
        if not self._folded:
            self._draw_columns(painter, look, self._round)

    def _draw_head(self, painter: QPainter, look: Look, votes: VoteRound) -> None:
        right = width_of(votes.median_word, font("caption"))
        edge = self.width() - right
        write(painter, QRectF(edge - 2, 0, right + 2, HEAD), votes.median_word, font("caption"), look.colour("ink2"), RIGHT)
        face = font("body", votes.latest)
        write(painter, QRectF(0, 0, 200, HEAD), votes.label, face, look.colour("ink" if votes.latest else "ink2"))
        x = width_of(votes.label, face) + 10
        write(painter, QRectF(x, 1, 60, HEAD), votes.time, font("caption"), look.colour("ink3"))
        x += width_of(votes.time, font("caption")) + 10
        if votes.light:
            draw_badge(painter, x, 2, votes.light, votes.light_word, look)
            x += badge_width(votes.light_word) + 10
        if self._head(self.width()) == HEAD:
            write(painter, QRectF(x, 1, edge - 12 - x, HEAD), votes.sentence, font("caption"), look.colour("ink2"))
        else:
            painter.setPen(look.colour("ink2"))
            lay_out(votes.sentence, font("caption"), self.width(), LINE)[0].draw(painter, QPointF(0, HEAD))

    def _draw_columns(self, painter: QPainter, look: Look, votes: VoteRound) -> None:
        base = self.height() - 5
        for level, (x, width) in enumerate(five_columns(self.width()), 1):
            if level in votes.medians:
                tone = look.colour("accent" if votes.latest else "ink2")
                box(painter, QRectF(x, base - 1.5, width, 3), 1.5, fill=tone)
            else:
                rule(painter, x, base, width, look.colour("line2"))
            count = votes.counts[level - 1] if votes.counts else 0
            if count > MOST:
                self._draw_many(painter, look, level, count, x + width / 2, base)
            else:
                self._draw_dots(painter, look, level, count, x + width / 2, base, level in votes.outliers)

    def _draw_dots(self, painter: QPainter, look: Look, level: int, count: int, centre: float, base: float, far: bool) -> None:
        for row, start in enumerate(range(0, count, IN_ROW)):
            here = min(IN_ROW, count - start)
            pitch = RINGED if far and here <= 5 else PITCH
            left = centre - ((here - 1) * pitch + DOT) / 2
            top = base - 8 - DOT - row * PITCH
            for place in range(here):
                marks.vote(painter, QRectF(left + place * pitch, top, DOT, DOT), level, look, ringed=far)

    def _draw_many(self, painter: QPainter, look: Look, level: int, count: int, centre: float, base: float) -> None:
        text = f"×{count}"
        wide = DOT + 6 + width_of(text, font("body", True))
        left, top = centre - wide / 2, base - 8 - DOT
        marks.vote(painter, QRectF(left, top, DOT, DOT), level, look)
        write(painter, QRectF(left + DOT + 6, top, wide, DOT), text, font("body", True), look.colour("ink"))
