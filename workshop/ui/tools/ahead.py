"""What comes next: the step's name, and the wall as it would look then, small; only what the room may see already."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from workshop.ui.theme import Look, font, load_looks
from workshop.ui.wall.canvas import Canvas
from workshop.ui.wall.painters import paint
from workshop.ui.wall.slides import Slide
from workshop.ui.widgets.paint import Painted, box, write
from workshop.words import Words

LINE, WIDE, HIGH = 24, 256, 144


class Ahead(Painted):
    """A line of words over a picture; the picture is drawn when it is seen."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = words
        self.name = ""
        self.slide: Slide | None = None
        self.setFixedHeight(LINE)

    def show_next(self, name: str, slide: Slide | None) -> None:
        """The next step in words; a page beyond this one has no picture yet."""
        if (name, slide) == (self.name, self.slide):
            return
        self.name, self.slide = name, slide
        self.setAccessibleName(self.words("下一步：{name}", name=name) if name else "")
        self.setFixedHeight(0 if not name else LINE + (HIGH if slide is not None else 0))
        self.update()

    def draw(self, painter: QPainter, look: Look) -> None:
        write(painter, QRectF(0, 0, self.width(), LINE - 4), self.accessibleName(), font("caption"), look.colour("ink2"))
        if self.slide is None:
            return
        painter.save()
        painter.translate(0, LINE)
        painter.setClipRect(QRectF(0, 0, WIDE, HIGH))
        paint(Canvas(painter, WIDE, HIGH, load_looks().wall_bright), self.slide)
        painter.restore()
        box(painter, QRectF(0, LINE, WIDE, HIGH), 2, edge=look.colour("line2"))
