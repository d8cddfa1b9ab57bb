"""Progress: a part per seat for the ballot, a thin line for time."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from workshop.ui.theme import Look
from workshop.ui.widgets.paint import Painted, box

PARTS, LINE, GAP = 8, 3, 4
FEWEST = 6  # pixels of a part; narrower ones become one bar


class SegmentProgress(Painted):
    """So many of so many, a part for each."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._done = self._total = 0
        self.setFixedHeight(PARTS)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_counts(self, done: int, total: int, name: str) -> None:
        """Parts done, parts in all, and the same in words for screen readers."""
        self._done, self._total = done, total
        self.setAccessibleName(name)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, PARTS)

    def draw(self, painter: QPainter, look: Look) -> None:
        if not self._total:
            return
        pitch = (self.width() + GAP) / self._total
        for place in range(self._total):
            left, right = round(place * pitch), round((place + 1) * pitch - (GAP if pitch > FEWEST + GAP else 1))
            rect = QRectF(left, 0, right - left, PARTS)
            if place < self._done:
                box(painter, rect, 2, fill=look.colour("accent"))
            else:
                box(painter, rect, 2, fill=look.colour("surface"), edge=look.colour("line2"))


class Progress(Painted):
    """A share of a whole as a thin line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share, self._over = 0.0, False
        self.setFixedHeight(LINE)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_share(self, share: float, over: bool = False, name: str = "") -> None:
        """A share between 0 and 1; `over` takes the colour of what needs attention."""
        self._share, self._over = min(max(share, 0.0), 1.0), over
        self.setAccessibleName(name)
        self.update()

    def draw(self, painter: QPainter, look: Look) -> None:
        rect = QRectF(self.rect())
        box(painter, rect, 1.5, fill=look.colour("line"))
        rect.setWidth(rect.width() * self._share)
        box(painter, rect, 1.5, fill=look.colour("discuss-fill" if self._over else "accent"))
