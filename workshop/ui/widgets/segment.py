"""Segment: a few exclusive options in one frame; PillBar: places within a page, each with its light or count."""

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from workshop.ui.theme import Look, font
from workshop.ui.widgets import marks
from workshop.ui.widgets.choice import Choice, Option
from workshop.ui.widgets.paint import CENTRE, box, ground, rule, width_of, write
from workshop.ui.widgets.tips import set_tip

HEIGHT, PADDING = 32, 12
MARK, BETWEEN, PILL = 14, 9, 11


class _Part(Option):
    """One option of a segment; outer corners are round."""

    first = last = False

    def sizeHint(self) -> QSize:
        return QSize(round(width_of(self.accessibleName(), font("body", True))) + 2 * PADDING, HEIGHT)

    def draw(self, painter: QPainter, look: Look) -> None:
        rect = QRectF(self.rect())
        fill = ground(self, look, look.colour("tint" if self.isChecked() else "surface"))
        painter.save()
        # the frame is drawn a corner too wide on inner sides, and clipped
        frame = rect.adjusted(0 if self.first else -8, 0, 0 if self.last else 8, 0)
        painter.setClipRect(rect)
        box(painter, frame, 6, fill=fill, edge=look.colour("line2"))
        painter.restore()
        if not self.first and not self.isChecked():
            rule(painter, 0, 1, rect.height() - 2, look.colour("line"), upright=True)
        if self.isChecked() or self.ringed:
            box(painter, rect, 6 if self.first or self.last else 2, edge=look.colour("accent"), width=2 if self.ringed else 1)
        ink = look.colour("ink3" if not self.isEnabled() else "accent" if self.isChecked() else "ink2")
        write(painter, rect, self.accessibleName(), font("body", self.isChecked()), ink, CENTRE)


class Segment(Choice):
    """Exclusive options by key; `chosen` speaks only when the user chose."""

    chosen = Signal(str)

    def __init__(self, options: Sequence[tuple[str, str]], name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, 0, parent)
        self._keys: list[str] = []
        self.set_options(options)

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """Other options as (key, words); the choice is kept where its key still exists."""
        kept = self.value()
        parts = [_Part(text, self) for _, text in options]
        self._keys = [key for key, _ in options]
        if parts:
            parts[0].first = parts[-1].last = True
        self.rebuild(parts, self._pick)
        self.set_value(kept)

    def value(self) -> str:
        """The chosen key, "" for none."""
        place = self.chosen_place()
        return self._keys[place] if place >= 0 else ""

    def set_value(self, key: str) -> None:
        """Show this option as chosen, none for a key that is not there."""
        self.mark(self._keys.index(key) if key in self._keys else -1)

    def set_option_enabled(self, key: str, enabled: bool, why: str = "") -> None:
        """Offer an option or not; `why` is its tooltip."""
        option = self.options[self._keys.index(key)]
        option.setEnabled(enabled)
        set_tip(option, why)
        self.mark(self.chosen_place())

    def _pick(self, place: int) -> None:
        self.mark(place)
        self.chosen.emit(self._keys[place])


class Pill(Struct, frozen=True):
    """A place within a page: its words, and beside them a light's mark or a small note."""

    key: str
    text: str
    note: str = ""
    light: str = ""
    light_word: str = ""


class _PillButton(Option):
    def __init__(self, pill: Pill, parent: QWidget) -> None:
        super().__init__(pill.text, parent)
        self.pill = pill
        self.setAccessibleName(" ".join(part for part in (pill.text, pill.note, pill.light_word) if part))
        set_tip(self, pill.light_word)

    def _widths(self) -> tuple[float, float]:
        return width_of(self.pill.text, font("body", True)), MARK if self.pill.light else width_of(self.pill.note, font("caption"))

    def sizeHint(self) -> QSize:
        text, extra = self._widths()
        return QSize(round(text + (extra + BETWEEN if extra else 0)) + 2 * PILL, 30)

    def draw(self, painter: QPainter, look: Look) -> None:
        rect, (text, extra) = QRectF(self.rect()), self._widths()
        fill = ground(self, look, look.colour("surface") if self.isChecked() else None)
        edge = "accent" if self.ringed else "line2" if self.isChecked() else ""
        box(painter, rect, 6, fill=fill, edge=look.colour(edge) if edge else None, width=2 if self.ringed else 1)
        ink = look.colour("ink" if self.isChecked() else "ink2")
        write(painter, rect.adjusted(PILL, 0, 0, 0), self.pill.text, font("body", self.isChecked()), ink)
        place = QRectF(PILL + text + BETWEEN, 0, extra, rect.height())
        if self.pill.light:
            marks.light(painter, QRectF(place.x(), rect.center().y() - MARK / 2, MARK, MARK), self.pill.light, look, look.colour("surface"))
        elif self.pill.note:
            write(painter, place.adjusted(0, 0, 2, 0), self.pill.note, font("caption"), look.colour("ink3"))


class PillBar(Choice):
    """The places of a page side by side."""

    chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, 2, parent)
        self._pills: tuple[Pill, ...] = ()

    def set_pills(self, pills: Sequence[Pill]) -> None:
        """Other places; nothing is rebuilt when they are the same."""
        if tuple(pills) == self._pills:
            return
        kept, focused = self.value(), any(option.hasFocus() for option in self.options)
        self._pills = tuple(pills)
        self.rebuild([_PillButton(pill, self) for pill in pills], self._pick)
        self.set_value(kept)
        if focused and self.chosen_place() >= 0:
            self.options[self.chosen_place()].setFocus()

    def value(self) -> str:
        """The chosen key, "" for none."""
        place = self.chosen_place()
        return self._pills[place].key if place >= 0 else ""

    def set_value(self, key: str) -> None:
        """Show this place as the current one."""
        self.mark(next((place for place, pill in enumerate(self._pills) if pill.key == key), -1))

    def _pick(self, place: int) -> None:
        self.mark(place)
        self.chosen.emit(self._pills[place].key)
