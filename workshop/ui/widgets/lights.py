"""Lights: how far the room agrees, always shape and word with the colour."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from workshop.ui.theme import Look, font
from workshop.ui.widgets import marks
from workshop.ui.widgets.paint import Painted, box, width_of, write
from workshop.ui.widgets.tips import set_tip

HEIGHT, GLYPH, PADDING, BETWEEN = 24, 14, 8, 6


def badge_width(text: str) -> float:
    """How wide a badge with this word is."""
    return PADDING + GLYPH + BETWEEN + round(width_of(text, font("caption", True))) + PADDING


def draw_badge(painter: QPainter, x: float, y: float, kind: str, text: str, look: Look) -> float:
    """A badge from its top left corner; returns its width."""
    rect = QRectF(x, y, badge_width(text), HEIGHT)
    ground = look.colour(f"{kind}-ground")
    box(painter, rect, 6, fill=ground)
    marks.light(painter, QRectF(x + PADDING, y + (HEIGHT - GLYPH) / 2, GLYPH, GLYPH), kind, look, ground)
    place = rect.adjusted(PADDING + GLYPH + BETWEEN, 0, 0, 0)
    write(painter, place, text, font("caption", True), look.colour(f"{kind}-text"))
    return rect.width()


class LightBadge(Painted):
    """A light with its word on its own ground; hidden while there is none."""

    def __init__(self, kind: str = "", text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind, self._text = "", ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_light(kind, text)

    def set_light(self, kind: str, text: str) -> None:
        """consensus, discuss, split or few, "" for none, and its word."""
        self._kind, self._text = kind, text
        self.setAccessibleName(text)
        if not kind:
            self.hide()
        elif self.parentWidget() is not None:  # without a parent it would open as a window
            self.show()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(badge_width(self._text)), HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def draw(self, painter: QPainter, look: Look) -> None:
        draw_badge(painter, 0, 0, self._kind, self._text, look)


class LightMark(Painted):
    """A light's sign alone, where its word stands elsewhere; the word is its name and tooltip."""

    def __init__(self, kind: str, word: str, side: int = GLYPH, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind, self._side = kind, side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_light(kind, word)

    def set_light(self, kind: str, word: str) -> None:
        """Another light and its word."""
        self._kind = kind
        self.setAccessibleName(word)
        set_tip(self, word)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._side, self._side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def draw(self, painter: QPainter, look: Look) -> None:
        if self._kind:
            marks.light(painter, QRectF(0, 0, self._side, self._side), self._kind, look)
