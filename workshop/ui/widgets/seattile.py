"""Seat tile: who sits there and whether the vote is in, never what it says."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from workshop.ui.theme import Look, font
from workshop.ui.widgets import marks
from workshop.ui.widgets.paint import RIGHT, PaintedButton, box, ground, width_of, write
from workshop.ui.widgets.text import lay_out
from workshop.ui.widgets.tips import set_tip
from workshop.words import Words

WIDTH, HEIGHT, COMPACT = 266, 92, 72
PADDING, NUMBER, MARK = 16, 30, 20


class SeatTile(PaintedButton):
    """A seat with the state of its vote in shape and word."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.words = words
        self._number = self._role = self._group = ""
        self._state = "waiting"
        self._compact = False
        self._told: tuple[str, str, str, str, bool] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_seat(self, number: int | str, role: str, group: str, state: str, *, revealed: bool = False) -> None:
        """Number, role, group and state; before the reveal an abstention looks and reads like any vote."""
        if state not in marks.SEAT_STATES:
            raise ValueError(state)
        if (told := (str(number), role, group, state, revealed)) == self._told:
            return  # with forty seats most tiles stay as they are
        self._told = told
        self._number, self._role, self._group = str(number), role, group
        self._state = "cast" if state == "abstained" and not revealed else state
        self.setAccessibleName("，".join(part for part in (self._number, role, group, self.state_word()) if part))
        set_tip(self, f"{role}\n{group}" if group else role)
        self.update()

    def state(self) -> str:
        """The state as it is shown."""
        return self._state

    def state_word(self) -> str:
        """The state in words."""
        _ = self.words
        return {
            "cast": _("已投"), "entering": _("正在录入"), "waiting": _("待投"), "abstained": _("弃权"), "away": _("离席"),
            "observer": _("观察"),
        }[self._state]  # fmt: skip

    def set_compact(self, compact: bool) -> None:
        """A lower tile, where there are many seats."""
        self._compact = compact
        self.updateGeometry()

    def _padding(self) -> int:
        return PADDING - 4 if self._compact else PADDING

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, COMPACT if self._compact else HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(140, self.sizeHint().height())

    def draw(self, painter: QPainter, look: Look) -> None:
        rect = QRectF(self.rect())
        here, away = self._state == "entering", self._state == "away"
        box(painter, rect, 8, fill=ground(self, look, None if away else look.colour("surface")))
        edge = look.colour("accent" if here or self.ringed else "ctl" if away else "line")
        box(painter, rect, 8, edge=edge, width=2 if here or self.ringed else 1, dash=away and not self.ringed)
        middle = rect.height() / 2
        number = font("title", False)
        write(painter, QRectF(self._padding(), 0, NUMBER, rect.height()), self._number, number, look.colour("ink3"))
        right = self._draw_state(painter, look, middle)
        room = right - self._padding() - NUMBER - 6
        ink = look.colour("ink3" if away or self._state == "observer" else "ink")
        lines = self._role_lines(room)
        top = middle - (21 if len(lines) == 1 else 29)
        large = len(lines) == 1 and width_of(self._role, font("lead")) <= room + 0.5
        face, step = (font("lead"), 22) if large else (font("body", True), 19)
        for row, words in enumerate(lines):
            write(painter, QRectF(self._padding() + NUMBER, top + row * step, room, step), words, face, ink)
        group = QRectF(self._padding() + NUMBER, top + len(lines) * step + 1, room, 18)
        write(painter, group, self._group, font("caption"), look.colour("ink3" if away else "ink2"))

    def _role_lines(self, room: float) -> list[str]:
        """The post in one line, else smaller and in two of about the same length; only then is it cut."""
        if width_of(self._role, font("lead")) <= room + 0.5 or width_of(self._role, font("body", True)) <= room + 0.5:
            return [self._role]
        for share in (0.6, 0.7, 0.8, 0.9, 1.0):
            layout, _height = lay_out(self._role, font("body", True), room * share, 19)
            if layout.lineCount() == 2:
                break
        first = layout.lineAt(0).textLength()
        return [self._role[:first].strip(), self._role[first:].strip()]

    def _draw_state(self, painter: QPainter, look: Look, middle: float) -> float:
        """The mark over its word at the right; returns the left edge of both."""
        face = font("caption", self._state == "entering")
        word = self.state_word()
        edge, wide = self.width() - self._padding(), max(width_of(word, face), MARK)
        marks.seat_mark(painter, QRectF(edge - MARK, middle - 22, MARK, MARK), self._state, look)
        tone = "accent" if self._state in ("cast", "entering", "abstained") else "ink3"
        write(painter, QRectF(edge - wide, middle + 2, wide + 1, 18), word, face, look.colour(tone), RIGHT)
        return edge - wide
