"""Remarks beside the chart: a sign, a sentence, what it means; those about a measure lead to it."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from workshop.ui.roadmap.values import Remark
from workshop.ui.theme import Look, font, line_height, paint_icon
from workshop.ui.widgets.paint import PaintedButton, box, ground, rule
from workshop.ui.widgets.text import lay_out

ICONS = {
    "done": ("tick", "consensus-text"),
    "info": ("info", "ink2"),
    "discuss": ("warning", "discuss-text"),
    "split": ("warning", "split-text"),
}
LEFT, PAD = 24, 8


class _Line(PaintedButton):
    """One remark."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self.remark = Remark("info", "")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_remark(self, remark: Remark) -> None:
        self.remark = remark
        self.setAccessibleName("，".join(part for part in (remark.text, remark.note) if part))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if remark.measure else Qt.FocusPolicy.NoFocus)
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room = width - LEFT
        head = lay_out(self.remark.text, font("body", True), room, line_height("body"))[1]
        note = lay_out(self.remark.note, font("caption"), room, line_height("caption"))[1] if self.remark.note else 0
        return round(head + note) + 2 * PAD

    def sizeHint(self) -> QSize:
        return QSize(240, self.heightForWidth(240))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.heightForWidth(max(self.width(), 120)))

    def draw(self, painter: QPainter, look: Look) -> None:
        icon, tone = ICONS[self.remark.tone]
        if self.remark.measure:
            edge = look.colour("accent") if self.ringed else None
            box(painter, QRectF(self.rect()), 6, fill=ground(self, look), edge=edge, width=2)
        paint_icon(painter, icon, QRectF(0, PAD + 2, 16, 16), look.colour(tone))
        head, high = lay_out(self.remark.text, font("body", True), self.width() - LEFT, line_height("body"))
        painter.setPen(look.colour("ink"))
        head.draw(painter, QRectF(LEFT, PAD, 0, 0).topLeft())
        if self.remark.note:
            painter.setPen(look.colour("ink2"))
            note, _height = lay_out(self.remark.note, font("caption"), self.width() - LEFT, line_height("caption"))
            note.draw(painter, QRectF(LEFT, PAD + high, 0, 0).topLeft())
        rule(painter, 0, self.height() - 1, self.width(), look.colour("line"))


class Remarks(QWidget):
    """Remarks under one another."""

    chosen = Signal(str)  # a measure

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: list[_Line] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_remarks(self, remarks: Sequence[Remark]) -> None:
        """Exactly these."""
        while len(self._lines) > len(remarks):
            line = self._lines.pop()
            line.hide()
            line.deleteLater()
        while len(self._lines) < len(remarks):
            self._add()
        for line, remark in zip(self._lines, remarks, strict=True):
            line.show_remark(remark)

    def _add(self) -> None:
        line = _Line(self)
        line.clicked.connect(lambda: self.chosen.emit(line.remark.measure) if line.remark.measure else None)
        self._lines.append(line)
        self._column.addWidget(line)

    def shown(self) -> tuple[Remark, ...]:
        """What is said."""
        return tuple(line.remark for line in self._lines)
