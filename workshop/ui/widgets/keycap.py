"""Key caps: the name of a key in a thin frame, alone or inside a button."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from workshop.ui.theme import Look, font
from workshop.ui.widgets.paint import CENTRE, Painted, box, width_of, write
from workshop.words import Words

HEIGHT, PADDING = 20, 6


def key_word(words: Words, portable: str) -> str:
    """A key as its cap reads: "Ctrl+Return" is Ctrl+Enter, "Space" is 空格; other names stand as they are."""
    _ = words
    known = {
        "Return": "Enter", "Space": _("空格"), "Plus": "+", "Escape": "Esc", "Backspace": "Backspace",
        "PgDown": "PageDown", "PgUp": "PageUp", "Left": "←", "Right": "→", "Up": "↑", "Down": "↓",
    }  # fmt: skip
    if portable.endswith("++"):
        return portable
    return "+".join(known.get(part, part) for part in portable.split("+")) if portable != "+" else "+"


def cap_width(text: str) -> float:
    """How wide the cap of this key is."""
    return max(float(HEIGHT), round(width_of(text, font("caption"))) + 2 * PADDING)


def draw_cap(painter: QPainter, x: float, middle: float, text: str, colour: QColor, edge: QColor) -> None:
    """A cap with its left edge at x, centred on `middle`."""
    rect = QRectF(x, middle - HEIGHT / 2, cap_width(text), HEIGHT)
    box(painter, rect, 4, edge=edge)
    write(painter, rect, text, font("caption"), colour, CENTRE)


class KeyCap(Painted):
    """The cap of one key, for hints beside a control."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    def sizeHint(self) -> QSize:
        return QSize(round(cap_width(self._text)), HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def draw(self, painter: QPainter, look: Look) -> None:
        draw_cap(painter, 0, self.height() / 2, self._text, look.colour("ink2"), look.colour("line2"))
