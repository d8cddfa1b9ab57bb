"""Parked items: what was put off, who follows it up and until when; one last vote is a click away."""

from datetime import date
from functools import partial

from msgspec import Struct
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from workshop.model.change import Change
from workshop.model.content import Pack
from workshop.model.rows import Parked
from workshop.model.state import State
from workshop.model.store import Store
from workshop.session import Session
from workshop.ui.page import Action, Bar, Page
from workshop.ui.prepare.section import Complaint, attempt
from workshop.ui.theme import MARGIN
from workshop.ui.wall.slides import ListSlide, Slide
from workshop.ui.widgets.buttons import Button
from workshop.ui.widgets.choices import Check
from workshop.ui.widgets.fields import TextLine
from workshop.ui.widgets.notice import EmptyState
from workshop.ui.widgets.text import HairLine, Label
from workshop.ui.widgets.tips import set_tip
from workshop.wording import level_word
from workshop.words import Words

MOST = 8  # rows on the wall
WIDTHS = (44, 0, 170, 120, 132)


class Waiting(Struct, frozen=True):
    """One row: a parked row of the store, or an indicator recorded as parked that nobody has taken up yet (`row` None)."""

    id: str
    indicator: str
    text: str
    row: Parked | None
    level: int | None  # settled since

    @property
    def open(self) -> bool:
        return self.level is None and not (self.row and self.row.done)


def waiting(state: State, pack: Pack) -> tuple[Waiting, ...]:
    """What is parked, in the order it was put there; indicators without a row of their own come last."""
    found = []
    for row in sorted(state.parked, key=lambda one: one.created_at):
        indicator = row.subject if row.kind == "indicator" and row.subject in pack.indicators else ""
        found.append(Waiting(row.id, indicator, row.text, row, state.level_of(indicator) if indicator else None))
    taken = {one.indicator for one in found}
    for name, own in pack.indicators.items():
        record = state.record_of("indicator", name)
        if record is not None and record.basis == "parked" and name not in taken:
            found.append(Waiting(f"record.{name}", name, record.reason or record.rationale or own.name, None, None))
    return tuple(found)


class ParkedRow(QWidget):
    """One item with its follow-up; what is refused stays as typed."""

    edited = Signal(str, object)
    asked = Signal()

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _ = self.words = words
        self.done = Check("")
        self.done.setAccessibleName(_("已办结"))
        set_tip(self.done, _("已办结"))
        self.place, self.text = Label("", "caption", "ink3", elide=True), TextLine(words, limit=200, name=_("待议事项"))
        self.owner = TextLine(words, placeholder=_("责任人（职务）"), limit=40, name=_("责任人"))
        self.due = TextLine(words, placeholder="2026-03-31", limit=10, name=_("期限"))
        self.button, self.complaint = Button("", "plain"), Complaint()
        policy = self.button.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # the columns stay where they are
        self.button.setSizePolicy(policy)
        column, grid, names = QVBoxLayout(self), QGridLayout(), QVBoxLayout()
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        names.setSpacing(2)
        names.addWidget(self.place)
        names.addWidget(self.text)
        columns(grid)
        for held, width in ((self.owner, WIDTHS[2]), (self.due, WIDTHS[3]), (self.button, WIDTHS[4])):
            held.setFixedWidth(width)
        grid.addWidget(self.done, 0, 0)
        grid.addLayout(names, 0, 1)
        for at, widget in enumerate((self.owner, self.due, self.button), start=2):
            grid.addWidget(widget, 0, at, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(grid)
        column.addWidget(self.complaint)
        column.addSpacing(4)
        column.addWidget(HairLine())
        self.done.clicked.connect(lambda: self.edited.emit("done", int(self.done.isChecked())))
        for field, line in (("text", self.text), ("owner", self.owner), ("due", self.due)):
            line.committed.connect(partial(self.edited.emit, field))
        self.button.clicked.connect(self.asked)
        self.refused: set[str] = set()

    def complain(self, field: str, why: str) -> None:
        """Why a field was refused; "" when it was saved."""
        (self.refused.add if why else self.refused.discard)(field)
        if why or not self.refused:
            self.complaint.say(why)

    def show_item(self, item: Waiting, place: str) -> None:
        """`place` says what it is about."""
        _ = self.words
        row = item.row
        self.place.set_text(place)
        shows = (("text", self.text, item.text), ("owner", self.owner, row.owner if row else ""), ("due", self.due, row.due if row else ""))
        for field, line, value in shows:
            if field not in self.refused:
                line.set_text(value)
        self.done.setChecked(bool(row and row.done) or item.level is not None)
        self.done.setEnabled(row is not None and item.level is None)
        self.button.setVisible(bool(item.indicator))
        self.button.set_text(_("去看记录") if item.level is not None else _("再投一次"))


def columns(grid: QGridLayout) -> None:
    """The same columns for the head and every row."""
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    for column, width in enumerate(WIDTHS):
        grid.setColumnMinimumWidth(column, width)
        grid.setColumnStretch(column, 0 if width else 1)


class ParkedPage(Page):
    """The list with a line to add to it."""

    watches = Change.NOTES | Change.RECORDS | Change.PROFILE

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        _ = self.words
        self.rows: dict[str, ParkedRow] = {}
        self._count = Label("", "body", "ink2", elide=True)
        self.empty = EmptyState(_("没有待议事项"), _("讨论时超时或跑题的事，随时按 P 记到这里，会后有人跟。"), _("去诊断总览"))
        self.empty.asked.connect(lambda: self.go.emit("picture"))
        self.topic = TextLine(self.words, placeholder=_("要议什么，会后谁来跟"), limit=200, name=_("新的待议事项"))
        self._add = Button(_("添加"), icon="plus")
        self._add.clicked.connect(self.add)
        self.topic.returnPressed.connect(self.add)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._lay_out()

    def _lay_out(self) -> None:
        _ = self.words
        head, foot, column = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        head.setSpacing(12)
        head.addWidget(Label(_("待议事项"), "title"))
        head.addWidget(self._count, 1)
        foot.setSpacing(8)
        foot.addWidget(self.topic, 1)
        foot.addWidget(self._add)
        column.setContentsMargins(MARGIN, 20, MARGIN, 20)
        column.setSpacing(16)
        column.addLayout(head)
        column.addWidget(self.empty)
        column.addWidget(self._head())
        column.addLayout(self._list)
        column.addLayout(foot)
        column.addStretch(1)

    def _head(self) -> QWidget:
        _ = self.words
        self._heads = QWidget()
        column, grid = QVBoxLayout(self._heads), QGridLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        columns(grid)
        for place, text in ((0, _("办结")), (1, _("事项")), (2, _("责任人")), (3, _("期限"))):
            grid.addWidget(Label(text, "caption", "ink3", elide=True), 0, place)
        column.addLayout(grid)
        column.addWidget(HairLine(token="line2"))
        return self._heads

    # -- changes -----------------------------------------------------------------------------------------------------------

    def add(self) -> None:
        """Put the typed topic on the list."""
        text = self.topic.text().strip()
        if text and self.session.do(Store.park, "topic", "", text):
            self.topic.clear()
            self.topic.setFocus(Qt.FocusReason.OtherFocusReason)

    def _edit(self, item_id: str, field: str, value: object) -> None:
        item = next((one for one in waiting(self.session.state, self.pack) if one.id == item_id), None)
        if item is None:
            return
        value = value.strip() if isinstance(value, str) else value
        why = self._objection(field, value) or self._save(item, field, value)
        if item_id in self.rows:
            self.rows[item_id].complain(field, why)

    def _save(self, item: Waiting, field: str, value: object) -> str:
        if item.row is not None:
            same = getattr(item.row, field) == value
            return "" if same else attempt(self.session, Store.set_parked, item.row.id, **{field: value})
        fields = {"text": item.text, "owner": "", "due": "", field: str(value)}
        if fields == {"text": item.text, "owner": "", "due": ""}:
            return ""
        return attempt(self.session, Store.park, "indicator", item.indicator, fields["text"], fields["owner"], fields["due"])

    def _objection(self, field: str, value: object) -> str:
        if field != "due" or not value:
            return ""
        try:
            date.fromisoformat(str(value))
        except ValueError:
            return self.words("日期“{value}”无效，请写成 2026-03-14 这样，或留空。", value=value)
        return ""

    def _open(self, item_id: str) -> None:
        item = next(one for one in waiting(self.session.state, self.pack) if one.id == item_id)
        self.go.emit(f"dimension.{self.pack.indicators[item.indicator].dimension}/{item.indicator}")

    # -- drawing -----------------------------------------------------------------------------------------------------------

    def show_state(self, state: State) -> None:
        items = waiting(state, self.pack)
        if [item.id for item in items] != list(self.rows):
            self._arrange(items)
        for item in items:
            self.rows[item.id].show_item(item, self._place(item))
        self._heads.setVisible(bool(items))
        self.empty.setVisible(not items)
        self._count.set_text(self._summary(items) if items else "")
        self._count.setVisible(bool(items))

    def _summary(self, items: tuple[Waiting, ...]) -> str:
        _ = self.words
        left = [item for item in items if item.open]
        unowned = sum(not (item.row and item.row.owner) for item in left)
        if not left:
            return _("{count} 项都已办结", count=len(items))
        if unowned:
            return _("{left} 项未办结，其中 {unowned} 项还没有责任人", left=len(left), unowned=unowned)
        return _("{left} 项未办结，都有责任人", left=len(left))

    def _place(self, item: Waiting) -> str:
        _ = self.words
        if not item.indicator:
            return _("话题")
        own = self.pack.indicators[item.indicator]
        name = f"{own.id} {own.name}"
        return _("{indicator} · 已记为{level}", indicator=name, level=level_word(self.words, item.level)) if item.level else name

    def _arrange(self, items: tuple[Waiting, ...]) -> None:
        for gone_id in set(self.rows) - {item.id for item in items}:
            gone = self.rows.pop(gone_id)
            self._list.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self.rows = {item.id: self.rows.get(item.id) or self._new_row(item.id) for item in items}
        for place, row in enumerate(self.rows.values()):
            if self._list.indexOf(row) != place:
                self._list.insertWidget(place, row)

    def _new_row(self, item_id: str) -> ParkedRow:
        row = ParkedRow(self.words)
        row.edited.connect(partial(self._edit, item_id))
        row.asked.connect(partial(self._open, item_id))
        return row

    # -- the window's questions ------------------------------------------------------------------------------------------

    def bar(self) -> Bar:
        _ = self.words
        primary = Action(_("去诊断总览"), lambda: self.go.emit("picture"), "Space")
        return Bar(plain=Action(_("记一项"), self._begin, "Plus"), primary=primary)

    def _begin(self) -> None:
        self.topic.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def slide(self) -> Slide:
        _ = self.words
        items = [item for item in waiting(self.session.state, self.pack) if item.open]
        rows = tuple((item.indicator or _("话题"), self._wall_text(item), self._follow_up(item)) for item in items[:MOST])
        title = _("{count} 项待议，逐项定人定时", count=len(items)) if items else _("没有待议事项")
        rest = len(items) - len(rows)
        footer = _("另有 {count} 项见会议纪要", count=rest) if rest > 0 else ""
        return ListSlide(_("待议事项"), self.session.state.engagement.bank, title, rows, footer=footer)

    def _wall_text(self, item: Waiting) -> str:
        return self.pack.indicators[item.indicator].name if item.indicator else item.text

    def _follow_up(self, item: Waiting) -> str:
        return " · ".join(part for part in ((item.row.owner, item.row.due) if item.row else ()) if part)
