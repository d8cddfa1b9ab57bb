"""Seats: posts, role groups, who attends for whom and when; twelve typical seats at one click, and what to watch out for."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from workshop.model.agenda import clock_word, read_clock
from workshop.model.change import Change
from workshop.model.rows import Seat
from workshop.model.state import State
from workshop.model.store import Store
from workshop.session import Session
from workshop.ui.prepare.seat_rules import seat_warnings, typical_seats
from workshop.ui.prepare.section import Complaint, Section, attempt
from workshop.ui.widgets.buttons import Button, IconButton
from workshop.ui.widgets.choices import Check, Dropdown
from workshop.ui.widgets.fields import Number, TextLine
from workshop.ui.widgets.notice import EmptyState
from workshop.ui.widgets.text import HairLine, Label, Prose
from workshop.words import Words

WIDTHS = (56, 0, 0, 104, 76, 76, 116, 104, 32)  # 0 shares what is left
GAP = 8


def presence_word(words: Words, presence: str) -> str:
    """到会, 弃权, 离席, 观察."""
    _ = words
    return {"voting": _("到会"), "abstain": _("弃权"), "away": _("离席"), "observer": _("观察")}[presence]


def columns(grid: QGridLayout) -> None:
    """The same columns for the head and every row."""
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(GAP)
    for column, width in enumerate(WIDTHS):
        grid.setColumnMinimumWidth(column, width)
        grid.setColumnStretch(column, 0 if width else (3 if column == 1 else 2))


class SeatRow(QWidget):
    """One seat's fields; `edited` tells a field's new value, `complain` shows why it was refused."""

    edited = Signal(str, object)
    removed = Signal()

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _ = self.words = words
        self._refused: set[str] = set()
        self.number = Number(minimum=-99, maximum=999, name=_("席位号"))
        self.role = TextLine(words, placeholder=_("职务，不写姓名"), limit=40, name=_("职务"))
        self.group = TextLine(words, placeholder=_("角色组"), limit=20, name=_("角色组"))
        self.deputy = Dropdown([("0", _("本人")), ("1", _("代会"))], _("本人或代会"))
        self.start = TextLine(words, placeholder="09:00", name=_("到会时间"))
        self.finish = TextLine(words, placeholder="17:30", name=_("离会时间"))
        self.senior = Check(_("最后发言"))
        self.presence = Dropdown([(key, presence_word(words, key)) for key in ("voting", "abstain", "away", "observer")], _("状态"))
        self.remove = IconButton("trash", _("删除席位"))
        self.complaint = Complaint()
        self._place()
        self._connect()

    def _place(self) -> None:
        column, grid = QVBoxLayout(self), QGridLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        columns(grid)
        inputs = (self.number, self.role, self.group, self.deputy, self.start, self.finish, self.senior, self.presence, self.remove)
        for place, widget in enumerate(inputs):
            if WIDTHS[place]:  # so that heads and rows keep one set of columns
                widget.setFixedWidth(WIDTHS[place])
            grid.addWidget(widget, 0, place, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(grid)
        column.addWidget(self.complaint)

    def _connect(self) -> None:
        self.number.committed.connect(partial(self.edited.emit, "number"))
        self.role.committed.connect(partial(self.edited.emit, "role"))
        self.group.committed.connect(partial(self.edited.emit, "grp"))
        self.deputy.chosen.connect(lambda key: self.edited.emit("deputy", int(key)))
        self.start.committed.connect(partial(self._time, "present_from"))
        self.finish.committed.connect(partial(self._time, "present_to"))
        self.senior.clicked.connect(lambda: self.edited.emit("senior", int(self.senior.isChecked())))
        self.presence.chosen.connect(partial(self.edited.emit, "presence"))
        self.remove.clicked.connect(self.removed)

    def _time(self, field: str, text: str) -> None:
        minutes = read_clock(text)
        if text.strip() and minutes is None:
            self.complain(field, self.words("时间“{value}”无效，请写成 09:30 这样，或留空。", value=text))
        else:
            self.edited.emit(field, "" if minutes is None else clock_word(minutes))

    def complain(self, field: str, why: str) -> None:
        """Say why a field was refused and keep what was typed; "" when it was saved."""
        (self._refused.add if why else self._refused.discard)(field)
        if why or not self._refused:
            self.complaint.say(why)

    def show_seat(self, seat: Seat) -> None:
        """Put the stored values into the fields that hold nothing refused."""
        shows: tuple[tuple[str, Callable[[Any], None], Any], ...] = (
            ("number", self.number.set_value, seat.number),
            ("role", self.role.set_text, seat.role),
            ("grp", self.group.set_text, seat.grp),
            ("deputy", self.deputy.set_value, str(seat.deputy)),
            ("present_from", self.start.set_text, seat.present_from),
            ("present_to", self.finish.set_text, seat.present_to),
            ("senior", self.senior.setChecked, bool(seat.senior)),
            ("presence", self.presence.set_value, seat.presence),
        )
        for field, show, value in shows:
            if field not in self._refused:
                show(value)


class SeatsSection(Section):
    """The table of seats with its warnings; rows stay the same widgets as long as their seat exists."""

    watches = Change.SEATS | Change.PROFILE | Change.AGENDA

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        _ = self.words
        self.rows: dict[str, SeatRow] = {}
        hint = _("一席一票，写职务不写姓名。可以先放入十二个典型席位，再按本行情况改。")
        self._empty = EmptyState(_("还没有席位"), hint, _("放入十二个典型席位"))
        self._empty.asked.connect(self.suggest)
        self._warnings = Prose("", "body", "discuss-text")
        self.column.addWidget(self._empty)
        self.column.addWidget(self._head())
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        self.column.addLayout(self._list)
        self.column.addLayout(self._foot())
        self.column.addWidget(self._warnings)
        self.column.addStretch(1)

    def _head(self) -> QWidget:
        _ = self.words
        self._heads = QWidget()
        column, grid = QVBoxLayout(self._heads), QGridLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        columns(grid)
        for place, text in enumerate((_("席位"), _("职务"), _("角色组"), _("出席"), _("到会"), _("离会"), _("发言"), _("状态"))):
            grid.addWidget(Label(text, "caption", "ink3", elide=True), 0, place)
        column.addLayout(grid)
        column.addWidget(HairLine(token="line2"))
        return self._heads

    def _foot(self) -> QHBoxLayout:
        _ = self.words
        row = QHBoxLayout()
        self._add = Button(_("添加一席"), icon="plus")
        self._add.clicked.connect(self.add)
        self._count = Label("", "body", "ink2", elide=True)
        row.addWidget(self._add)
        row.addSpacing(GAP)
        row.addWidget(self._count, 1)
        return row

    # -- changes -----------------------------------------------------------------------------------------------------------

    def suggest(self) -> None:
        """Put in the typical seats; each can be changed or taken out."""
        for seat in typical_seats(self.words):
            if not self.session.do(Store.add_seat, seat.role, seat.group, senior=int(seat.senior)):
                return

    def add(self) -> None:
        """One more seat, in the group of the last one, its post to be written over."""
        _, seats = self.words, self.session.state.seats
        group = seats[-1].grp if seats else typical_seats(self.words)[0].group
        if self.session.do(Store.add_seat, _("待定职务"), group):
            newest = max(self.session.state.seats, key=lambda seat: seat.number)
            if newest.id in self.rows:
                self.rows[newest.id].role.setFocus(Qt.FocusReason.OtherFocusReason)
                self.rows[newest.id].role.selectAll()

    def _edit(self, seat_id: str, field: str, value: Any) -> None:
        seat = self.session.state.seat(seat_id)
        value = value.strip() if isinstance(value, str) else value
        why = attempt(self.session, Store.set_seat, seat_id, **{field: value}) if value != getattr(seat, field) else ""
        if seat_id in self.rows:
            self.rows[seat_id].complain(field, why)

    def _remove(self, seat_id: str) -> None:
        why = attempt(self.session, Store.remove_seat, seat_id)
        if why:
            self.rows[seat_id].complaint.say(why)

    # -- drawing -----------------------------------------------------------------------------------------------------------

    def show_state(self, state: State) -> None:
        seats = sorted(state.seats, key=lambda seat: seat.number)
        if [seat.id for seat in seats] != list(self.rows):
            self._arrange(seats)
        for seat in seats:
            self.rows[seat.id].show_seat(seat)
        self._empty.setVisible(not seats)
        for widget in (self._heads, self._add, self._count):
            widget.setVisible(bool(seats))
        voting = sum(seat.presence == "voting" for seat in seats)
        _ = self.words
        groups = len(state.groups())
        self._count.set_text(_("共 {count} 席，{voting} 席投票，{groups} 个角色组", count=len(seats), voting=voting, groups=groups))
        warnings = seat_warnings(state, self.pack, self.words)
        self._warnings.set_text("\n".join(warnings))
        self._warnings.setVisible(bool(warnings))

    def _arrange(self, seats: list[Seat]) -> None:
        """Keep the rows of seats that stay, in the new order."""
        for seat_id in set(self.rows) - {seat.id for seat in seats}:
            gone = self.rows.pop(seat_id)
            self._list.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self.rows = {seat.id: self.rows.get(seat.id) or self._new_row(seat.id) for seat in seats}
        for place, row in enumerate(self.rows.values()):
            if self._list.indexOf(row) != place:
                self._list.insertWidget(place, row)

    def _new_row(self, seat_id: str) -> SeatRow:
        row = SeatRow(self.words)
        row.edited.connect(partial(self._edit, seat_id))
        row.removed.connect(partial(self._remove, seat_id))
        return row
