"""Pain row: one pain point with its two toggles, there (有) and heavy (重)."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QWidget

from workshop.ui.theme import Look, font
from workshop.ui.widgets.paint import CENTRE, Painted, PaintedButton, box, ground, rule, write
from workshop.ui.widgets.text import Prose
from workshop.words import Words

TOGGLE = QSize(36, 28)


class Toggle(PaintedButton):
    """A small button that is on or off; the owner decides which."""

    def __init__(self, text: str, name: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.setAccessibleName(name)
        self.setCheckable(True)

    def nextCheckState(self) -> None:
        """The owner decides."""

    def sizeHint(self) -> QSize:
        return TOGGLE

    def draw(self, painter: QPainter, look: Look) -> None:
        rect, on = QRectF(self.rect()), self.isChecked()
        if self.ringed:
            box(painter, rect, 6, edge=look.colour("accent"), width=2)
            rect = rect.adjusted(4, 4, -4, -4)
        if on:
            fill = look.colour("accent-pressed" if self.isDown() else "accent-hover" if self.hovered else "accent")
            box(painter, rect, 6, fill=fill)
        else:
            edge = look.colour("line2" if not self.isEnabled() else "ink2" if self.hovered else "ctl")
            box(painter, rect, 6, fill=ground(self, look, look.colour("surface")), edge=edge)
        ink = look.colour("ink3" if not self.isEnabled() else "on-accent" if on else "ink2")
        write(painter, QRectF(self.rect()), self.text(), font("caption", on), ink, CENTRE)


class PainRow(Painted):
    """A pain point weighed 0 (not here), 1 (there) or 2 (heavy); pressing the toggle that is on takes it back."""

    weighed = Signal(str, int)

    def __init__(self, words: Words, id: str, text: str, weight: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _ = words
        self.id = id
        self._weight = 0
        self._text = Prose(text, parent=self)
        self._toggles = (Toggle(_("有"), _("{pain}：有", pain=text), self), Toggle(_("重"), _("{pain}：重", pain=text), self))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 6, 0, 7)
        row.setSpacing(6)
        row.addWidget(self._text, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addSpacing(10)
        for weight_of, toggle in enumerate(self._toggles, 1):
            row.addWidget(toggle)
            toggle.clicked.connect(lambda _checked=False, weight=weight_of: self._press(weight))
        self.set_weight(weight)

    def set_weight(self, weight: int) -> None:
        """Show a weight, 0 to 2."""
        self._weight = weight
        self._text.set_bold(weight == 2)
        for place, toggle in enumerate(self._toggles, 1):
            toggle.setChecked(place == weight)

    def weight(self) -> int:
        """The weight shown."""
        return self._weight

    def toggles(self) -> tuple[Toggle, ...]:
        """The two toggles, lighter first."""
        return self._toggles

    def _press(self, weight: int) -> None:
        self.set_weight(0 if weight == self._weight else weight)
        self.weighed.emit(self.id, self._weight)

    def draw(self, painter: QPainter, look: Look) -> None:
        rule(painter, 0, self.height() - 1, self.width(), look.colour("line"))
