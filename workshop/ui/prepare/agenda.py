"""The agenda: a preset to start from, minutes, titles and order to change, clock times that follow, and a word when the day ends late."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from workshop.model import agenda as clock
from workshop.model.agenda import BREAK, LUNCH, PRESETS, TEA, Preset, Timed, break_sort, clock_word, preset, read_clock
from workshop.model.change import Change
from workshop.model.rows import AgendaItem
from workshop.model.state import State
from workshop.model.store import Store
from workshop.session import Session
from workshop.ui.prepare.agenda_words import kind_name, span_word
from workshop.ui.prepare.section import Complaint, Section, attempt
from workshop.ui.widgets.buttons import Button, IconButton
from workshop.ui.widgets.choices import Dropdown
from workshop.ui.widgets.fields import Field, Number, TextLine
from workshop.ui.widgets.segment import Segment
from workshop.ui.widgets.text import Label, Prose
from workshop.words import Words

Line = tuple[str, str, str, int]  # kind, subject, title, minutes


class AgendaRow(QWidget):
    """One item: its time, title, minutes and what can be done with its place."""

    titled = Signal(str)
    timed = Signal(object)
    moved = Signal(int)
    removed = Signal()

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _ = self.words = words
        self.time, self.spare = Label("", "body", "ink2"), Label("", "caption", "ink3")
        self.title = TextLine(words, limit=40, name=_("环节名称"))
        self.minutes = Number(minimum=-999, maximum=9999, suffix=_(" 分钟"), name=_("分钟数"))
        self.up, self.down = IconButton("up", _("提前")), IconButton("down", _("延后"))
        self.remove = IconButton("trash", _("删除这个环节"))
        self.complaint, self.refused = Complaint(), False
        self.setMaximumWidth(860)
        column, grid = QVBoxLayout(self), QGridLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        grid.setHorizontalSpacing(8)
        grid.setColumnMinimumWidth(0, 104)
        grid.setColumnStretch(1, 1)
        self.minutes.setFixedWidth(112)
        for place, widget in enumerate((self.time, self.title, self.spare, self.minutes, self.up, self.down, self.remove)):
            grid.addWidget(widget, 0, place, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(grid)
        column.addWidget(self.complaint)
        self.title.committed.connect(self.titled)
        self.minutes.committed.connect(self.timed)
        self.up.clicked.connect(lambda: self.moved.emit(-1))
        self.down.clicked.connect(lambda: self.moved.emit(1))
        self.remove.clicked.connect(self.removed)

    def complain(self, why: str) -> None:
        """Why the minutes were refused; they stay as typed."""
        self.refused = bool(why)
        self.complaint.say(why)

    def show_item(self, item: AgendaItem, name: str, time: Timed, ends: tuple[bool, bool]) -> None:
        """`ends`: whether it is the first, the last."""
        self.time.set_text(span_word(time))
        self.spare.set_text(self.words("前有机动 {minutes} 分钟", minutes=time.spare) if time.spare else "")
        self.title.set_text(item.title or name)
        if not self.refused:
            self.minutes.set_value(item.minutes)
        self.up.setEnabled(not ends[0])
        self.down.setEnabled(not ends[1])


class AgendaSection(Section):
    """The day as a list; rows belong to places, so that a new order moves values and never the focus."""

    watches = Change.AGENDA | Change.PROFILE

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        _ = self.words
        self.rows: list[AgendaRow] = []
        names: dict[Preset, str] = {
            "full": _("一天"),
            "half": _("半天"),
            "two": _("两天"),
            "single": _("单个维度"),
            "cabinet": _("部门研讨＋领导审定"),
        }
        self.presets = Segment([(name, names[name]) for name in PRESETS], _("议程模板"))
        self.presets.chosen.connect(self._use)
        self.dimension = Dropdown([(one.id, one.name) for one in self.pack.dimensions.values()], _("评哪个维度"))
        self.dimension.chosen.connect(lambda _key: self._use("single"))
        self.start = TextLine(self.words, placeholder="09:00", name=_("开始时间"))
        self.start.committed.connect(self._begin)
        self._start = Field(_("开始时间"), self.start, beside=True)
        self.sum, self.late = Label("", "body", "ink2", elide=True), Prose("", "body", "discuss-text")
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        self.column.addLayout(self._head())
        self.column.addWidget(self.late)
        self.column.addLayout(self._list)
        self.column.addLayout(self._foot())
        self.column.addStretch(1)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.presets)
        row.addWidget(self.dimension)
        row.addWidget(self._start)
        row.addWidget(self.sum, 1)
        return row

    def _foot(self) -> QHBoxLayout:
        _ = self.words
        row = QHBoxLayout()
        for sort, text in ((TEA, _("加一次茶歇")), (LUNCH, _("加午餐与午休"))):
            button = Button(text, icon="plus")
            button.clicked.connect(partial(self._add_break, sort))
            row.addWidget(button)
        row.addStretch(1)
        return row

    # -- changes -----------------------------------------------------------------------------------------------------------

    def _use(self, name: str) -> None:
        """Replace the agenda by a preset; Ctrl+Z brings the old one back."""
        chosen = next(one for one in PRESETS if one == name)
        slots = preset(chosen, self.pack, self.session.state.engagement.day_start, self.dimension.value())
        lines = [(slot.kind, slot.subject, "", slot.minutes) for slot in slots]
        for row in self.rows:
            row.complain("")
        if self.session.do(Store.set_agenda, lines) and self.session.state.engagement.preset != name:
            self.session.do(Store.set_profile, preset=name)

    def _begin(self, text: str) -> None:
        minutes = read_clock(text)
        if minutes is None:
            self._start.set_error(self.words("时间“{value}”无效，请写成 09:30 这样。", value=text))
            return
        self._start.set_error("")
        if clock_word(minutes) != self.session.state.engagement.day_start:
            self.session.do(Store.set_profile, day_start=clock_word(minutes))

    def _lines(self) -> list[Line]:
        return [(item.kind, item.subject, item.title, item.minutes) for item in self.session.state.agenda]

    def _put(self, lines: Sequence[Line]) -> str:
        return "" if list(lines) == self._lines() else attempt(self.session, Store.set_agenda, lines)

    def _title(self, place: int, text: str) -> None:
        lines = self._lines()
        kind, subject, _old, minutes = lines[place]
        usual = kind_name(self.words, self.pack, kind, subject)
        lines[place] = (kind, subject, "" if text.strip() == usual else text.strip(), minutes)
        self.rows[place].complain(self._put(lines))
        if not text.strip():  # an emptied title is the usual one again
            self.rows[place].title.setText(usual)

    def _minutes(self, place: int, minutes: int | None) -> None:
        if minutes is None:
            self.rows[place].complain(self.words("请填一个整数。"))
            return
        lines = self._lines()
        kind, subject, title, _old = lines[place]
        lines[place] = (kind, subject, title, minutes)
        self.rows[place].complain(self._put(lines))

    def _move(self, place: int, by: int) -> None:
        lines = self._lines()
        lines.insert(place + by, lines.pop(place))
        if not self._put(lines):
            button = self.rows[place + by].up if by < 0 else self.rows[place + by].down
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self, place: int) -> None:
        lines = self._lines()
        del lines[place]
        self._put(lines)

    def _add_break(self, sort: str, _checked: bool = False) -> None:
        """A break in the middle of the day, to be moved where it belongs."""
        lines = self._lines()
        used = [int(one[1].partition(".")[2] or 0) for one in lines if one[0] == BREAK and break_sort(one[1]) == sort]
        minutes = {TEA: 15, LUNCH: 90}[sort]
        lines.insert((len(lines) + 1) // 2, (BREAK, f"{sort}.{max(used, default=0) + 1}", "", minutes))
        self._put(lines)

    # -- drawing -----------------------------------------------------------------------------------------------------------

    def show_state(self, state: State) -> None:
        self.presets.set_value(state.engagement.preset if state.agenda else "")
        self.dimension.setVisible(state.engagement.preset == "single" and bool(state.agenda))
        self._show_single(state)
        self.start.set_text(state.engagement.day_start)
        self._match(len(state.agenda))
        times = clock.timed(state.agenda, state.engagement.day_start)
        last = len(state.agenda) - 1
        for place, (item, time) in enumerate(zip(state.agenda, times, strict=True)):
            name = kind_name(self.words, self.pack, item.kind, item.subject)
            self.rows[place].show_item(item, name, time, (place == 0, place == last))
        self._tell(state, times)

    def _show_single(self, state: State) -> None:
        own = [item.subject for item in state.agenda if item.kind == "dimension"]
        if own and own[0] in self.pack.dimensions:
            self.dimension.set_value(own[0])

    def _tell(self, state: State, times: Sequence[Timed]) -> None:
        _ = self.words
        if not times:
            self.sum.set_text(_("请选一个模板，再逐项调整。"))
            self.late.setVisible(False)
            return
        hours, minutes = divmod(clock.working(state.agenda), 60)
        end = clock_word(times[-1].finish)
        self.sum.set_text(_("不含休息共 {hours} 小时 {minutes} 分钟，{end} 结束", hours=hours, minutes=minutes, end=end))
        ends = clock.late_days(state.agenda, state.engagement.day_start)
        late = [_("第 {day} 天到 {end} 才结束。", day=day + 1, end=clock_word(end)) for day, end in ends]
        self.late.set_text("".join(late) + _("请缩短几个环节、提前开始，或改用两天的议程。") if late else "")
        self.late.setVisible(bool(late))

    def _match(self, count: int) -> None:
        """As many rows as items."""
        while len(self.rows) > count:
            gone = self.rows.pop()
            self._list.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        while len(self.rows) < count:
            place, row = len(self.rows), AgendaRow(self.words)
            row.titled.connect(partial(self._title, place))
            row.timed.connect(partial(self._minutes, place))
            row.moved.connect(partial(self._move, place))
            row.removed.connect(partial(self._remove, place))
            self.rows.append(row)
            self._list.addWidget(row)
