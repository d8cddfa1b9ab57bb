"""Words on the console: one-line labels, wrapped prose with the line height of its role, hairlines. Plain text only."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QResizeEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from workshop.ui.theme import Look, font, line_height
from workshop.ui.widgets.paint import LEFT, Painted, elided, rule, width_of, write
from workshop.ui.widgets.tips import set_tip


class Label(Painted):
    """One line of text; with `elide` it may be cut and then tells the whole as a tooltip."""

    def __init__(
        self, text: str = "", role: str = "body", tone: str = "ink", *, bold: bool | None = None, elide: bool = False,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._text, self._role, self._tone, self._bold, self._elide = "", role, tone, bold, elide
        horizontal = QSizePolicy.Policy.Preferred if elide else QSizePolicy.Policy.Minimum
        self.setSizePolicy(horizontal, QSizePolicy.Policy.Fixed)
        self.set_text(text)

    def text(self) -> str:
        """The whole text, cut or not."""
        return self._text

    def set_text(self, text: str) -> None:
        """Another text."""
        if text != self._text:
            self._text = text
            self.setAccessibleName(text)
            self.updateGeometry()
            self._tell_the_whole()
            self.update()

    def set_tone(self, tone: str) -> None:
        """Another colour, by token."""
        self._tone = tone
        self.update()

    def set_bold(self, bold: bool) -> None:
        """Heavier or lighter than its role."""
        self._bold = bold
        self.updateGeometry()
        self.update()

    def face(self) -> QFont:
        """The font it is written in."""
        return font(self._role, self._bold)

    def sizeHint(self) -> QSize:
        return QSize(round(width_of(self._text, self.face()) + 0.49) + 1, line_height(self._role))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), 40), self.sizeHint().height()) if self._elide else self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._tell_the_whole()
        super().resizeEvent(event)

    def _tell_the_whole(self) -> None:
        set_tip(self, self._text if self._elide and elided(self._text, self.face(), self.width()) != self._text else "")

    def draw(self, painter: QPainter, look: Look) -> None:
        tone = self._tone if self.isEnabled() else "ink3"
        write(painter, QRectF(self.rect()), self._text, self.face(), look.colour(tone), LEFT)


def lay_out(
    text: str, face: QFont, width: float, line: float, formats: Sequence[QTextLayout.FormatRange] = ()
) -> tuple[QTextLayout, float]:
    """The text broken for this width, one line every `line` pixels; the layout and its height."""
    layout = QTextLayout(text, face)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setFormats(list(formats))
    metrics = QFontMetricsF(face)
    layout.beginLayout()
    y = 0.0
    while (made := layout.createLine()).isValid():
        made.setLineWidth(max(width, 1.0))
        made.setPosition(QPointF(0, y + (line - metrics.height()) / 2))
        y += line
    layout.endLayout()
    return layout, max(y, line if text else 0.0)


def _opening(face: QFont, length: int, colour: QColor) -> QTextLayout.FormatRange:
    heavy = QFont(face)
    heavy.setBold(True)
    form = QTextCharFormat()
    form.setFont(heavy)
    form.setForeground(colour)
    span = QTextLayout.FormatRange()
    span.start, span.length, span.format = 0, length, form
    return span


class Prose(Painted):
    """Wrapped text; `lead` is a bold opening in the same paragraph."""

    def __init__(
        self, text: str = "", role: str = "body", tone: str = "ink", *, lead: str = "", bold: bool | None = None,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._text, self._lead, self._role, self._tone, self._bold = text, lead, role, tone, bold
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self._heights: dict[int, int] = {}  # by width; a layout asks for the same ones a dozen times
        self.setSizePolicy(policy)
        self.setAccessibleName(lead + text)

    def text(self) -> str:
        """Opening and text."""
        return self._lead + self._text

    def set_text(self, text: str, lead: str = "") -> None:
        """Another text, with its bold opening."""
        if (text, lead) != (self._text, self._lead):
            self._text, self._lead = text, lead
            self._heights.clear()
            self.setAccessibleName(self.text())
            self.updateGeometry()
            self.update()

    def set_tone(self, tone: str) -> None:
        """Another colour, by token."""
        self._tone = tone
        self.update()

    def set_bold(self, bold: bool) -> None:
        """Heavier or lighter than its role."""
        self._bold = bold
        self._heights.clear()
        self.updateGeometry()
        self.update()

    def _laid_out(self, width: float) -> tuple[QTextLayout, float]:
        face = font(self._role, self._bold)
        lead = [_opening(face, len(self._lead), self.look.colour("ink"))] if self._lead else []
        return lay_out(self.text(), face, width, line_height(self._role), lead)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = round(self._laid_out(width)[1])
        return self._heights[width]

    def changeEvent(self, event: QEvent) -> None:
        self._heights.clear()  # another face, another style
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        wide = min(round(width_of(self.text(), font(self._role, self._bold))) + 2, 320)
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        return QSize(60, line_height(self._role) if self.text() else 0)

    def draw(self, painter: QPainter, look: Look) -> None:
        painter.setPen(look.colour(self._tone if self.isEnabled() else "ink3"))
        self._laid_out(self.width())[0].draw(painter, QPointF(0, 0))


class HairLine(Painted):
    """A line of one pixel, lying or upright."""

    def __init__(self, vertical: bool = False, token: str = "line", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._vertical, self._token = vertical, token
        if vertical:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)
        stretch, still = QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed
        self.setSizePolicy(still if vertical else stretch, stretch if vertical else still)

    def draw(self, painter: QPainter, look: Look) -> None:
        rule(painter, 0, 0, self.height() if self._vertical else self.width(), look.colour(self._token), upright=self._vertical)
