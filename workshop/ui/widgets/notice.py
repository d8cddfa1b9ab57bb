"""Notice: one line of news that asks for no click; EmptyState: what to do where there is nothing yet."""

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from workshop.ui.theme import Look, paint_icon
from workshop.ui.widgets import marks
from workshop.ui.widgets.buttons import Button, IconButton
from workshop.ui.widgets.paint import Painted, box
from workshop.ui.widgets.text import Label, Prose
from workshop.words import Words

TONES = {"info": "", "done": "consensus", "discuss": "discuss", "split": "split"}
GLYPH = 14


class _Sign(Painted):
    """The shape that goes with a notice's colour."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.tone = "info"
        self.setFixedSize(GLYPH, 20)

    def draw(self, painter: QPainter, look: Look) -> None:
        place, light = QRectF(0, 3, GLYPH, GLYPH), TONES[self.tone]
        if light:
            marks.light(painter, place, light, look, look.colour(f"{light}-ground"))
        else:
            paint_icon(painter, "info", place, look.colour("accent"))


class Notice(Painted):
    """A line over the page, hidden until something is said; never modal."""

    acted = Signal()
    dismissed = Signal()

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _ = words
        self._sign, self._text = _Sign(self), Prose()
        self._action = Button("", "link")
        self._close = IconButton("cross", _("关闭提示"), size=28)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.clear)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 6, 4)
        row.setSpacing(8)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._text, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._action)
        row.addWidget(self._close)
        self._action.clicked.connect(self.acted)
        self._close.clicked.connect(self._dismiss)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.hide()

    def say(self, text: str, tone: str = "info", action: str = "", seconds: int = 0) -> None:
        """Show a sentence (info, done, discuss, split), perhaps with an action; it leaves after so many seconds, 0 = when closed."""
        if tone not in TONES:
            raise ValueError(tone)
        self._sign.tone = tone
        self._text.set_text(text)
        self._text.set_tone(f"{TONES[tone]}-text" if TONES[tone] else "ink")
        self._action.set_text(action)
        self._action.setHidden(not action)
        self.setAccessibleName(text)
        self._timer.stop()
        if seconds:
            self._timer.start(seconds * 1000)
        self.show()
        self.update()

    def text(self) -> str:
        """What is said now, "" when hidden."""
        return "" if self.isHidden() else self._text.text()

    def action(self) -> Button:
        """The link that `acted` reports."""
        return self._action

    def clear(self) -> None:
        """Take the line away."""
        self._timer.stop()
        self.hide()

    def _dismiss(self) -> None:
        self.clear()
        self.dismissed.emit()

    def draw(self, painter: QPainter, look: Look) -> None:
        light = TONES[self._sign.tone]
        box(painter, QRectF(self.rect()), 6, fill=look.colour(f"{light}-ground" if light else "tint"))


class EmptyState(QWidget):
    """One line, one caption, one button, where the content will be; `asked` when the button is pressed."""

    asked = Signal()

    def __init__(self, line: str, caption: str, button: str = "", *, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(Label(line, "lead"))
        column.addWidget(Prose(caption, "caption", "ink2"))
        self.button = Button(button, "primary", key=key)
        self.button.clicked.connect(self.asked)
        column.addSpacing(8)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.button.setHidden(not button)
        column.addStretch(1)
        self.setAccessibleName(line)
