"""Level token and level picker: the five levels of the scale, as a sign and as a choice."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from workshop.ui.theme import Look
from workshop.ui.widgets import marks
from workshop.ui.widgets.choice import Choice, Option
from workshop.ui.widgets.paint import Painted, box, ground
from workshop.words import Words

LEVELS = (1, 2, 3, 4, 5)
CELL = QSize(40, 32)


class LevelToken(Painted):
    """A level's rounded square with its number."""

    def __init__(self, level: int, side: int = 22, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._level, self._side = level, side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(str(level))

    def set_level(self, level: int) -> None:
        """Another level."""
        self._level = level
        self.setAccessibleName(str(level))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._side, self._side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def draw(self, painter: QPainter, look: Look) -> None:
        marks.level_token(painter, QRectF(0, 0, self._side, self._side), self._level, look)


class _Cell(Option):
    """One level of the picker."""

    def __init__(self, level: int, name: str, side: int, parent: QWidget) -> None:
        super().__init__(name, parent)
        self.level, self._side = level, side

    def sizeHint(self) -> QSize:
        return QSize(max(CELL.width(), self._side + 18), max(CELL.height(), self._side + 10))

    def draw(self, painter: QPainter, look: Look) -> None:
        rect = QRectF(self.rect())
        fill = ground(self, look, look.colour("tint") if self.isChecked() else None)
        edge = look.colour("accent") if self.isChecked() or self.ringed else None
        box(painter, rect, 6, fill=fill, edge=edge, width=2)
        if self.isChecked() and self.ringed:  # the choice has an edge of its own already
            box(painter, rect.adjusted(3, 3, -3, -3), 3, edge=look.colour("ink"), width=1)
        place = QRectF(0, 0, self._side, self._side)
        place.moveCenter(rect.center())
        painter.setOpacity(1.0 if self.isEnabled() else 0.4)
        marks.level_token(painter, place, self.level, look)


class LevelPicker(Choice):
    """Five tokens of which one is chosen; `sticky=False` never shows what was pressed, as a secret keypad must not."""

    chosen = Signal(int)

    def __init__(self, words: Words, *, name: str = "", sticky: bool = True, side: int = 22, parent: QWidget | None = None) -> None:
        _ = words
        super().__init__(name or _("定级"), 2, parent)
        self._sticky = sticky
        cells = [_Cell(level, _("{level} 级", level=level), side, self) for level in LEVELS]
        self.rebuild(cells, lambda place: self._pick(LEVELS[place]))

    def value(self) -> int | None:
        """The level shown as chosen."""
        place = self.chosen_place()
        return LEVELS[place] if place >= 0 else None

    def set_value(self, level: int | None) -> None:
        """Show a level as chosen, None for none."""
        self.mark(LEVELS.index(level) if level is not None else -1)

    def take_key(self, event: QKeyEvent) -> bool:
        """The digits 1 to 5 choose their level; a secret keypad's arrows only move."""
        if event.text() in ("1", "2", "3", "4", "5") and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            place = int(event.text()) - 1
            if self.options[place].isEnabled():
                self.options[place].setFocus(Qt.FocusReason.TabFocusReason)
                self._pick(LEVELS[place])
            return True
        return super().take_key(event) if self._sticky else False

    def _pick(self, level: int) -> None:
        if self._sticky:
            self.set_value(level)
        self.chosen.emit(level)
