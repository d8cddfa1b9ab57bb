"""A line above the step bar while text is typed in front of the room: which clicker keys work, and which are letters now."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from workshop.ui.theme import Look, font
from workshop.ui.widgets.paint import CENTRE, Painted, box, width_of, write
from workshop.words import Words

HEIGHT, LEFT = 26, 212


class TypingHint(Painted):
    """It takes no mouse."""

    def __init__(self, words: Words, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = words("正在打字：翻页键和 F5 可用，B 和 . 不黑屏")
        self.setAccessibleName(self._text)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_above(self, bottom: int) -> None:
        """Show with its lower edge a little above `bottom`."""
        self.setGeometry(LEFT, bottom - HEIGHT - 6, round(width_of(self._text, font("caption"))) + 24, HEIGHT)
        self.raise_()
        self.show()

    def draw(self, painter: QPainter, look: Look) -> None:
        box(painter, QRectF(self.rect()), 6, fill=look.colour("discuss-ground"))
        write(painter, QRectF(self.rect()), self._text, font("caption"), look.colour("discuss-text"), CENTRE)
