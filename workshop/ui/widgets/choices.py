"""Check, radio and drop-down: Qt's own behaviour, painted in our lines."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QRadioButton, QSizePolicy, QWidget

from workshop.ui.theme import Look, font, look_of, paint_icon
from workshop.ui.widgets import marks
from workshop.ui.widgets.paint import HINTS, KEYBOARD, box, width_of, write

BOX, BETWEEN, HEIGHT, INSET = 16, 8, 28, 4


def _sized(text: str) -> QSize:
    wide = round(width_of(text, font("body"))) + BETWEEN + 2 if text else 0
    return QSize(2 * INSET + BOX + wide, HEIGHT)


def _edge(look: Look, enabled: bool, hovered: bool) -> str:
    return "line2" if not enabled else "ink2" if hovered else "ctl"


class Check(QCheckBox):
    """A box with words; keyboard focus is a ring with a gap."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text.replace("&", "&&"), parent)
        self._words = text
        self._ringed = False
        self.setAccessibleName(text)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return _sized(self._words)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        """Words and box alike."""
        return True

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ringed = event.reason() in KEYBOARD
        super().focusInEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = look_of(self), QPainter(self)
        painter.setRenderHints(HINTS)
        rect = QRectF(INSET, (self.height() - BOX) / 2, BOX, BOX)
        on = self.isChecked()
        if self.hasFocus() and self._ringed:
            box(painter, rect.adjusted(-4, -4, 4, 4), 7, edge=look.colour("accent"), width=2)
        if on:
            fill = "line2" if not self.isEnabled() else "accent-pressed" if self.isDown() else "accent"
            box(painter, rect, 3, fill=look.colour(fill))
            marks.tick(painter, rect.adjusted(3.6, 4, -3.6, -4), look.colour("on-accent"), 2)
        else:
            box(
                painter, rect, 3, fill=look.colour("surface"), edge=look.colour(_edge(look, self.isEnabled(), self.underMouse())), width=1.5
            )
        words = QRectF(INSET + BOX + BETWEEN, 0, self.width(), self.height())
        write(painter, words, self._words, font("body"), look.colour("ink" if self.isEnabled() else "ink3"))
        painter.end()


class Radio(QRadioButton):
    """One of several, a ring with words."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text.replace("&", "&&"), parent)
        self._words = text
        self._ringed = False
        self.setAccessibleName(text)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return _sized(self._words)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        """Words and ring alike."""
        return True

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ringed = event.reason() in KEYBOARD
        super().focusInEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = look_of(self), QPainter(self)
        painter.setRenderHints(HINTS)
        centre = QPointF(INSET + BOX / 2, self.height() / 2)
        on = self.isChecked()
        if self.hasFocus() and self._ringed:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(marks.pen(look.colour("accent"), 2))
            painter.drawEllipse(centre, 11, 11)
        painter.setBrush(look.colour("surface"))
        edge = "accent" if on and self.isEnabled() else _edge(look, self.isEnabled(), self.underMouse())
        painter.setPen(marks.pen(look.colour(edge)))
        painter.drawEllipse(centre, 7.25, 7.25)
        if on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("accent" if self.isEnabled() else "line2"))
            painter.drawEllipse(centre, 4, 4)
        words = QRectF(INSET + BOX + BETWEEN, 0, self.width(), self.height())
        write(painter, words, self._words, font("body"), look.colour("ink" if self.isEnabled() else "ink3"))
        painter.end()


class Dropdown(QComboBox):
    """One of many by key; `chosen` speaks only when the user chose. The wheel scrolls the page, not the choice."""

    chosen = Signal(str)

    def __init__(self, options: Sequence[tuple[str, str]], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setMinimumHeight(32)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.set_options(options)
        self.activated.connect(lambda place: self.chosen.emit(str(self.itemData(place))))

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """Other options as (key, words); the choice is kept where its key still exists."""
        known = [(str(self.itemData(place)), self.itemText(place)) for place in range(self.count())]
        if known == list(options):
            return
        kept = self.value()
        self.clear()
        for key, text in options:
            self.addItem(text, key)
        self.set_value(kept)

    def value(self) -> str:
        """The chosen key, "" for none."""
        data = self.currentData()
        return "" if data is None else str(data)

    def set_value(self, key: str) -> None:
        """Show this option, none for a key that is not there."""
        self.setCurrentIndex(self.findData(key))

    def sizeHint(self) -> QSize:
        texts = [self.itemText(place) for place in range(self.count())]
        widest = max((width_of(text, font("body")) for text in texts), default=60)
        return QSize(round(widest) + 12 + 34, 32)

    def minimumSizeHint(self) -> QSize:
        return QSize(72, 32)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = look_of(self), QPainter(self)
        painter.setRenderHints(HINTS)
        rect, focused = QRectF(self.rect()), self.hasFocus()
        edge = "accent" if focused else "line" if not self.isEnabled() else "ink3" if self.underMouse() else "ctl"
        fill = look.colour("surface" if self.isEnabled() else "sunken")
        box(painter, rect, 6, fill=fill, edge=look.colour(edge), width=2 if focused else 1)
        ink = look.colour("ink" if self.isEnabled() else "ink3")
        write(painter, rect.adjusted(12, 0, -32, 0), self.currentText(), font("body"), ink)
        paint_icon(painter, "down", QRectF(rect.right() - 26, rect.center().y() - 7, 14, 14), look.colour("ink2"))
        painter.end()
