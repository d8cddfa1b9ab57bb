"""Why-bar: the three parts of a value on one common scale, and the legend that names them."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from workshop.ui.theme import Look, font
from workshop.ui.widgets.paint import Painted, box, width_of, write
from workshop.ui.widgets.tips import set_tip

HEIGHT, GAP = 14, 1.5
PARTS = ("a1", "a2", "a3")
SWATCH = 10


class WhyBar(Painted):
    """Three parts side by side; as wide as their sum is of the scale."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: tuple[float, float, float] = (0, 0, 0)
        self._scale = 100.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_parts(self, parts: tuple[float, float, float], scale: float = 100, words_for_reader: str = "") -> None:
        """The parts in the unit of `scale`, the value that fills the width, and the sum in words for screen readers."""
        self._parts, self._scale = parts, scale
        self.setAccessibleName(words_for_reader)
        set_tip(self, words_for_reader)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(206, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, HEIGHT)

    def draw(self, painter: QPainter, look: Look) -> None:
        x, top = 0.0, (self.height() - HEIGHT) / 2
        for token, part in zip(PARTS, self._parts, strict=True):
            width = self.width() * part / self._scale
            if width > GAP:
                edge = look.colour("a2") if token == "a3" else None
                box(painter, QRectF(x, top, width - GAP, HEIGHT), 2, fill=look.colour(token), edge=edge)
            x += width


class WhyLegend(Painted):
    """The names of the three parts with their colours."""

    def __init__(self, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = tuple(names)
        self.setAccessibleName("，".join(names))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(round(sum(SWATCH + 16 + width_of(name, font("caption")) for name in self._names)), 18)

    def draw(self, painter: QPainter, look: Look) -> None:
        x, top = 0.0, (self.height() - SWATCH) / 2
        for token, name in zip(PARTS, self._names, strict=True):
            edge = look.colour("a2") if token == "a3" else None
            box(painter, QRectF(x, top, SWATCH, SWATCH), 2, fill=look.colour(token), edge=edge)
            wide = width_of(name, font("caption"))
            write(painter, QRectF(x + SWATCH + 4, 0, wide + 1, self.height()), name, font("caption"), look.colour("ink2"))
            x += SWATCH + 16 + wide
