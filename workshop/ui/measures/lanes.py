"""The bar above the ranked list: must-do and enablers, each with its reason; also what waits for a vote or an estimate."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from workshop.ui.theme import Look, font
from workshop.ui.widgets.paint import RIGHT, PaintedButton, box, ground, width_of, write
from workshop.ui.widgets.tips import set_tip
from workshop.words import Words

HEIGHT, GAP = 36, 20
Facts = tuple[str, str, str, str, str]  # id, lane, measure, reason, figures


class _LaneRow(PaintedButton):
    """One measure outside the ranking."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self.facts: Facts = ("", "", "", "", "")
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_facts(self, facts: Facts, selected: bool) -> None:
        self.facts = facts
        self.setChecked(selected)
        self.setAccessibleName(" ".join(part for part in facts[1:] if part))
        set_tip(self, self.accessibleName())
        self.update()

    def nextCheckState(self) -> None:
        """The page decides which measure is selected."""

    def sizeHint(self) -> QSize:
        return QSize(300, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, HEIGHT)

    def draw(self, painter: QPainter, look: Look) -> None:
        rest = look.colour("tint" if self.isChecked() else "sunken")
        edge = look.colour("accent") if self.ringed else None
        box(painter, QRectF(self.rect()), 6, fill=ground(self, look, rest), edge=edge, width=2)
        _id, lane, measure, reason, figures = self.facts
        x, right = 12.0, self.width() - 12.0
        if figures:
            wide = width_of(figures, font("body"))
            right -= wide
            write(painter, QRectF(right - 2, 0, wide + 2, HEIGHT), figures, font("body"), look.colour("ink2"), RIGHT)
            right -= GAP
        for text, bold, tone in ((lane, True, "ink"), (measure, False, "ink"), (reason, False, "ink2")):
            if text and right > x:
                face = font("body", bold)
                wide = min(width_of(text, face) + 1, right - x)
                write(painter, QRectF(x, 0, wide, HEIGHT), text, face, look.colour(tone))
                x += wide + GAP


class LaneBar(QWidget):
    """Rows under one another; hidden while there are none."""

    chosen = Signal(str)

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(words("单列的举措"))
        self._rows: list[_LaneRow] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(4)

    def set_rows(self, rows: Sequence[Facts], selected: str = "") -> None:
        """(id, lane, measure, reason, figures) each."""
        while len(self._rows) > len(rows):
            row = self._rows.pop()
            row.hide()
            row.deleteLater()
        while len(self._rows) < len(rows):
            self._add()
        for row, facts in zip(self._rows, rows, strict=True):
            row.show_facts(facts, facts[0] == selected)
        self.setVisible(bool(rows))

    def _add(self) -> None:
        row = _LaneRow(self)
        row.clicked.connect(lambda: self.chosen.emit(row.facts[0]))
        self._rows.append(row)
        self._box.addWidget(row)

    def shown(self) -> tuple[Facts, ...]:
        """What is listed."""
        return tuple(row.facts for row in self._rows)
