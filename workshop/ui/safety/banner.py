"""The line over every page while nothing can be saved: why, and two ways out."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from workshop.ui.theme import Look
from workshop.ui.widgets.buttons import Button
from workshop.ui.widgets.paint import Painted, rule
from workshop.ui.widgets.text import Prose
from workshop.words import Words


class FrozenBanner(Painted):
    """Stays until saving works again; it cannot be closed."""

    retry_asked = Signal()
    elsewhere_asked = Signal()

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _ = words
        self.text = Prose("", "body", "split-text")
        self.retry = Button(_("再试一次"))
        self.elsewhere = Button(_("另存到别处"), "primary")
        self.retry.clicked.connect(self.retry_asked)
        self.elsewhere.clicked.connect(self.elsewhere_asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 8, 16, 8)
        row.setSpacing(12)
        row.addWidget(self.text, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.retry)
        row.addWidget(self.elsewhere)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.hide()

    def say(self, text: str) -> None:
        """Why nothing can be saved; "" when it works again."""
        self.text.set_text(text)
        self.setVisible(bool(text))

    def draw(self, painter: QPainter, look: Look) -> None:
        painter.fillRect(self.rect(), look.colour("split-ground"))
        rule(painter, 0, self.height() - 1, self.width(), look.colour("line"))
