"""Card: a quiet ground with round corners for what belongs together."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workshop.ui.theme import Look
from workshop.ui.widgets.paint import Painted, box

KINDS = ("surface", "sunken", "plain")


class Card(Painted):
    """A column on its own ground: surface with an edge, sunken without, plain with nothing but the edge."""

    def __init__(self, *, kind: str = "surface", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        if kind not in KINDS:
            raise ValueError(kind)
        self._kind = kind
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(16, 12, 16, 12)
        self.body.setSpacing(8)

    def draw(self, painter: QPainter, look: Look) -> None:
        fill = None if self._kind == "plain" else look.colour(self._kind)
        edge = None if self._kind == "sunken" else look.colour("line")
        box(painter, QRectF(self.rect()), 8, fill=fill, edge=edge)
