"""What every painted widget is made of: boxes, lines, words in a place, and the two bases that hand a prepared painter to `draw`."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QEnterEvent, QFocusEvent, QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from workshop.ui.theme import Look, look_of

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter
HINTS = QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing
KEYBOARD = {
    Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason, Qt.FocusReason.OtherFocusReason,
}  # fmt: skip


def box(
    painter: QPainter, rect: QRectF, radius: float, *, fill: QColor | None = None, edge: QColor | None = None, width: float = 1,
    dash: bool = False,
) -> None:  # fmt: skip
    """A rounded box whose edge lies inside `rect`, so that one-pixel lines stay sharp."""
    pen = QPen(Qt.PenStyle.NoPen)
    if edge is not None:
        pen = QPen(edge, width)
        if dash:
            pen.setDashPattern([3, 2.5])
    painter.setPen(pen)
    painter.setBrush(QBrush(fill) if fill is not None else QBrush(Qt.BrushStyle.NoBrush))
    inset = width / 2 if edge is not None else 0
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), max(0.0, radius - inset), max(0.0, radius - inset))


def rule(painter: QPainter, x: float, y: float, length: float, colour: QColor, thick: float = 1, *, upright: bool = False) -> None:
    """A straight line as a filled box from its top left corner: never blurred."""
    painter.fillRect(QRectF(x, y, thick, length) if upright else QRectF(x, y, length, thick), colour)


def write(painter: QPainter, rect: QRectF, text: str, face: QFont, colour: QColor, align: Qt.AlignmentFlag = LEFT) -> None:
    """One line of plain text, cut with … where the place is too small for it."""
    painter.setFont(face)
    painter.setPen(colour)
    painter.drawText(rect, align, elided(text, face, rect.width()))


def width_of(text: str, face: QFont) -> float:
    """How wide a line of text is, logical pixels."""
    return QFontMetricsF(face).horizontalAdvance(text)


def elided(text: str, face: QFont, width: float) -> str:
    """The text, cut with … when it is wider than this; half a pixel of rounding is forgiven."""
    metrics = QFontMetricsF(face)
    if metrics.horizontalAdvance(text) <= width + 0.5:
        return text
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)


class Painted(QWidget):
    """A widget that only draws values."""

    @property
    def look(self) -> Look:
        """The theme this widget wears now."""
        return look_of(self)

    def draw(self, painter: QPainter, look: Look) -> None:
        """Paint the values; the painter is antialiased."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(HINTS)
        self.draw(painter, self.look)
        painter.end()


class PaintedButton(QAbstractButton):
    """A button that draws itself; `ringed` tells whether the keyboard brought the focus here and must be shown."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._ringed = False

    @property
    def look(self) -> Look:
        """The theme this widget wears now."""
        return look_of(self)

    @property
    def ringed(self) -> bool:
        return self._ringed and self.hasFocus()

    @property
    def hovered(self) -> bool:
        return self.isEnabled() and self.underMouse()

    def draw(self, painter: QPainter, look: Look) -> None:
        """Paint the button; the painter is antialiased."""

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(HINTS)
        self.draw(painter, self.look)
        painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ringed = event.reason() in KEYBOARD
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._ringed = False
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses a focused button as the space bar does; any key shows where the focus is."""
        self._ringed = True
        self.update()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.click()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.update()
        super().leaveEvent(event)


def ground(button: PaintedButton, look: Look, rest: QColor | None = None) -> QColor | None:
    """The fill of a row, a segment or a plain button for its state: pressed, hovered, or `rest`."""
    if button.isDown() and button.isEnabled():
        return look.colour("line")
    return look.colour("sunken") if button.hovered else rest
