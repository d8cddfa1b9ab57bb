"""Fact row: does this hold in our bank, beside the share of surveyed banks where it did."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from workshop.ui.theme import Look, font
from workshop.ui.widgets.paint import RIGHT, Painted, box, rule, write
from workshop.ui.widgets.segment import Segment
from workshop.ui.widgets.text import Label, Prose
from workshop.words import Words

BAR, FIGURE = 8, 44


class ShareBar(Painted):
    """A share of 100 as a bar with its figure."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share = 0
        self.setFixedHeight(18)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_share(self, share: int, name: str) -> None:
        """Percent, 0 to 100, and the same in words."""
        self._share = share
        self.setAccessibleName(name)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(140, 18)

    def draw(self, painter: QPainter, look: Look) -> None:
        track = QRectF(0, (self.height() - BAR) / 2, self.width() - FIGURE, BAR)
        box(painter, track, 2, fill=look.colour("sunken"))
        box(painter, QRectF(track.x(), track.y(), track.width() * self._share / 100, BAR), 2, fill=look.colour("a2"))
        place = QRectF(self.width() - FIGURE, 0, FIGURE, self.height())
        write(painter, place, f"{self._share}%", font("caption", True), look.colour("ink"), RIGHT)


class FactRow(Painted):
    """A statement to answer yes or no; pressing the chosen answer again takes it back. The share stays away until it is set."""

    answered = Signal(str, object)  # id, True, False or None

    def __init__(
        self, words: Words, id: str, text: str, answer: bool | None = None, share: int | None = None, note: str = "",
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        _ = self.words = words
        self.id = id
        self._answer: bool | None = None
        self.segment = Segment((("yes", _("有")), ("no", _("没有"))), text)
        self.segment.chosen.connect(self._press)
        self._bar, self._note = ShareBar(), Label(role="caption", tone="ink3", elide=True)
        self._build(text)
        self.set_answer(answer)
        self.set_share(share, note)

    def _build(self, text: str) -> None:
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(Prose(text), 1, Qt.AlignmentFlag.AlignVCenter)
        top.addWidget(self.segment)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 9)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(self._bar)
        column.addWidget(self._note)

    def set_answer(self, answer: bool | None) -> None:
        """Show an answer, None for none."""
        self._answer = answer
        self.segment.set_value("" if answer is None else "yes" if answer else "no")

    def set_share(self, share: int | None, note: str = "") -> None:
        """Percent of surveyed banks that answered yes, and where the figure is from; None hides both."""
        _ = self.words
        self._bar.setHidden(share is None)
        self._note.setHidden(share is None or not note)
        self._note.set_text(note)
        if share is not None:
            self._bar.set_share(share, _("受访银行中 {share}% 有", share=share))

    def _press(self, key: str) -> None:
        answer = None if key == ("yes" if self._answer else "no") and self._answer is not None else key == "yes"
        self.set_answer(answer)
        self.answered.emit(self.id, answer)

    def draw(self, painter: QPainter, look: Look) -> None:
        rule(painter, 0, self.height() - 1, self.width(), look.colour("line"))
