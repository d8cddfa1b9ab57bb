"""The group's own order: each seat ranks or spends 100 points in secret; after the reveal the room's order beside the computed one."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from workshop.model import assessment
from workshop.model.change import Change
from workshop.model.road import OrderRound
from workshop.model.roomorder import RoomOrder, room_order
from workshop.model.state import State
from workshop.model.store import Store
from workshop.model.store.ordering import KIND, POINTS
from workshop.session import Session
from workshop.ui.measures.amount import Amount
from workshop.ui.measures.ballot import MIXED
from workshop.ui.page import Action, Bar
from workshop.ui.roadmap.scenarios import Table
from workshop.ui.view import View
from workshop.ui.wall.slides import ListSlide, Slide
from workshop.ui.widgets.buttons import Button, IconButton
from workshop.ui.widgets.choices import Dropdown
from workshop.ui.widgets.fields import TextLine
from workshop.ui.widgets.segment import Segment
from workshop.ui.widgets.text import HairLine, Label, Prose
from workshop.wording import counted
from workshop.wording_roadmap import label, order_rows, order_told

LEFT = (360, 460)


class Card(QWidget):
    """One person's card: a number for each measure; nothing of it stays on screen once it is in the box."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields: dict[str, Amount] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)

    def show_measures(self, names: Mapping[str, str]) -> None:
        """Measures by id with their names; a card for other measures is a new card."""
        if list(names) == list(self.fields):
            return
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.fields = {}
        for line, (measure, name) in enumerate(names.items()):
            field = Amount(name, 64)
            field.textChanged.connect(lambda _text: self.changed.emit())
            self.fields[measure] = field
            self._grid.addWidget(Label(name, "body", elide=True), line, 0)
            self._grid.addWidget(field, line, 1)

    def amounts(self) -> dict[str, int]:
        """What is written; ValueError for what is no whole number."""
        found = {}
        for measure, field in self.fields.items():
            value = field.value() or 0
            if value != int(value):
                raise ValueError(field.text())
            found[measure] = int(value)
        return found

    def clear(self) -> None:
        for field in self.fields.values():
            field.setText("")  # unlike `clear`, it leaves nothing to be undone into view
            field.setModified(False)


class OrderPanel(View):
    """The ballot box for orders, and what came out of it; what is typed is shown to the one who types and to nobody after."""

    watches = Change.VOTES | Change.RECORDS | Change.MEASURES | Change.SEATS
    moved = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._pile: list[dict[str, int] | None] = []  # a mixed pile while it is typed; the box holds it as a whole
        self._ballot = ""
        _ = self.words
        self.method = Segment([("points", _("分 100 分")), ("rank", _("排名次"))], _("排法"))
        self.method.set_value("points")
        self.entry_kind = Segment([("seat", _("逐席录入")), (MIXED, _("混收卡片"))], _("录入方式"))
        self.entry_kind.set_value("seat")
        self.seats = Dropdown((), _("席位"))
        self.card: Card = Card()
        self.total = Label("", "body", "ink2")
        self.seats.chosen.connect(lambda _seat: self.card.clear())
        self.card.changed.connect(self._show_total)
        self.put_button, self.abstain_button = Button(_("投入票箱")), Button(_("弃权"))
        self.put_button.clicked.connect(self.put)
        self.abstain_button.clicked.connect(lambda: self._cast(None))
        self.count, self.hint = Label("", "count"), Prose("", "body", "ink2")
        self.error = Prose("", "caption", "split-text")
        self.told, self.table = Prose("", "lead"), Table(2, 1, "body")
        self.note = TextLine(_, placeholder=_("对次序的不同意见，按 Enter 记下"), limit=400, name=_("对次序的不同意见"))
        self.about = Dropdown((), _("关于哪项"))
        self.note.returnPressed.connect(self._add_note)
        self.notes = QVBoxLayout()
        self._shown_notes: tuple[str, ...] = ()
        self._lay_out()

    def _lay_out(self) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(12)
        for widget in (self.hint, self.method, self.entry_kind, self.count, self.seats, self.card, self.total, self.error):
            left.addWidget(widget)
        buttons = QHBoxLayout()
        buttons.addWidget(self.put_button)
        buttons.addWidget(self.abstain_button)
        buttons.addStretch(1)
        left.addLayout(buttons)
        left.addStretch(1)
        for item in (self.told, self.table, HairLine(), self.about, self.note):
            right.addWidget(item)
        right.addLayout(self.notes)
        right.addStretch(1)
        frame = QWidget()
        frame.setMinimumWidth(LEFT[0])
        frame.setMaximumWidth(LEFT[1])
        left.setContentsMargins(0, 0, 0, 0)
        frame.setLayout(left)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(28)
        row.addWidget(frame, 2)
        row.addLayout(right, 3)

    # -- what is shown -------------------------------------------------------------------------------------------------------

    def found(self) -> RoomOrder | None:
        """The room's order, once there is one."""
        state = self.session.state
        return room_order(state, assessment.rank(state, self.session.pack))

    def show_state(self, state: State) -> None:
        turn = state.road.open_order
        if turn is None or turn.ballot.id != self._ballot:
            self._pile, self._ballot = [], turn.ballot.id if turn else ""
            self.card.clear()
        measures = self.session.store.ranked_measures()
        self.card.show_measures({measure: label(self.session.pack, measure) for measure in measures})
        for widget in (self.card, self.total, self.put_button, self.abstain_button, self.count):
            widget.setVisible(turn is not None)
        self.seats.setVisible(turn is not None and turn.ballot.entry == "seat")
        for choice in (self.method, self.entry_kind):
            choice.setVisible(turn is None)
        self._show_hint(turn, len(measures))
        if turn is not None:
            self.count.set_text(counted(self.words, len(turn.due), turn.cast))
            self._show_seats(state, turn)
        self._show_total()
        self._show_result(state)

    def _show_hint(self, turn: OrderRound | None, count: int) -> None:
        _ = self.words
        if turn is None:
            self.hint.set_text(_("每人给其余举措排一次，和评级票一样先写下再同时揭示；传笔记本录入，或把卡片混在一起收。"))
        elif turn.ballot.subject == "points":
            self.hint.set_text(_("把 {points} 分分给各项，越该先做分越多；可以给 0 分。", points=POINTS))
        else:
            self.hint.set_text(_("从 1 排到 {count}，1 是最先做。", count=count))

    def _show_seats(self, state: State, turn: OrderRound) -> None:
        _ = self.words
        due = [seat for seat in state.seats if seat.id in turn.due]
        options = [
            (seat.id, _("第 {number} 席 · 已投", number=seat.number) if seat.id in turn.voted else _("第 {number} 席", number=seat.number))
            for seat in due
        ]
        now = self.seats.value()
        self.seats.set_options(options)
        waiting = [seat.id for seat in due if seat.id not in turn.voted]
        self.seats.set_value(now if now in waiting else (waiting or [seat.id for seat in due] or [""])[0])

    def _show_total(self) -> None:
        _, turn = self.words, self.session.state.road.open_order
        try:
            amounts = self.card.amounts()
        except ValueError:
            self.total.set_text(_("要填整数"))
            return
        if turn is not None and turn.ballot.subject == "points":
            self.total.set_text(_("还剩 {left} 分", left=POINTS - sum(amounts.values())))
        else:
            self.total.set_text(_("已排 {done} / {count} 项", done=sum(amount > 0 for amount in amounts.values()), count=len(amounts)))

    def _show_result(self, state: State) -> None:
        _, pack, found = self.words, self.session.pack, self.found()
        self.table.show_rows(order_rows(self.words, {m: label(pack, m) for m in pack.measures}, found), 1)
        shown = found is not None
        for widget in (self.note, self.about):
            widget.setVisible(shown)
        if found is None:
            self.told.set_text(_("揭示之前谁也看不到别人的排法。"))
        else:
            self.told.set_text(order_told(self.words, found))
        now = self.about.value()
        self.about.set_options([("", _("关于整个次序")), *((m, label(pack, m)) for m in self.session.store.ranked_measures())])
        self.about.set_value(now or "")
        self._show_notes(state)

    def _show_notes(self, state: State) -> None:
        ids = tuple(note.id for note in state.road.order_notes)
        if ids == self._shown_notes:
            return
        self._shown_notes = ids
        while (item := self.notes.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for note in state.road.order_notes:
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.addWidget(Prose(f"{note.measure} {note.text}".strip(), "body"), 1)
            removal = IconButton("trash", self.words("删除"), size=28)
            removal.clicked.connect(lambda _on=False, id=note.id: self.session.do(Store.remove_order_note, id))
            row.addWidget(removal, 0, Qt.AlignmentFlag.AlignTop)
            self.notes.addWidget(line)

    # -- the box -------------------------------------------------------------------------------------------------------------

    def open(self) -> None:
        """Begin a round on the order."""
        if self.session.do(Store.open_ballot, KIND, self.method.value() or "points", self.entry_kind.value() or "seat"):
            self.refresh()
            self.moved.emit()

    def put(self) -> None:
        """Put the card that is written into the box."""
        try:
            self._cast(self.card.amounts())
        except ValueError:
            self._tell(self.words("要填整数，卡片没有投入。请改正。"))

    def _cast(self, card: dict[str, int] | None) -> None:
        turn = self.session.state.road.open_order
        if turn is None:
            return
        if turn.ballot.entry == "seat":
            done = self.session.do(Store.cast_order, turn.ballot.id, self.seats.value() or "", card)
        else:
            done = self.session.do(Store.cast_order_pile, turn.ballot.id, "", [*self._pile, card])
            self._pile = [*self._pile, card] if done else self._pile
        if done:
            self._tell("")
            self.card.clear()
            self.refresh()
            self.moved.emit()
            next(iter(self.card.fields.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def _reveal(self, early: bool) -> None:
        turn = self.session.state.road.open_order
        if turn is not None and self.session.do(Store.reveal, turn.ballot.id, early=early):
            self.refresh()
            self.moved.emit()

    def _cancel(self) -> None:
        turn = self.session.state.road.open_order
        if turn is not None and self.session.do(Store.cancel_ballot, turn.ballot.id):
            self.refresh()
            self.moved.emit()

    def _add_note(self) -> None:
        if self.session.do(Store.add_order_note, self.note.text(), self.about.value() or ""):
            self.note.clear()
            self.note.flush()

    def _tell(self, text: str) -> None:
        self.error.set_text(text)

    # -- bar and wall --------------------------------------------------------------------------------------------------------

    def bar(self, onward: Action) -> Bar:
        """Actions as they stand; the page adds its steps."""
        _, turn = self.words, self.session.state.road.open_order
        if turn is None:
            again = Action(_("再排一次") if self.session.state.road.last_order else _("全场排一次"), self.open, "N")
            return Bar(plain=again, primary=onward)
        missing = len(turn.due) - turn.cast
        cancel = Action(_("作废本轮"), self._cancel)
        early = Action(_("提前截止"), lambda: self._reveal(True), enabled=turn.cast > 0, why=_("还没有票"))
        reveal = Action(
            _("揭示"), lambda: self._reveal(False), "R", enabled=missing <= 0, why=_("揭示，还差 {missing} 席", missing=missing)
        )
        return Bar(ghosts=(cancel, early) if missing > 0 else (cancel,), primary=reveal)

    def slide(self) -> Slide:
        """How many cards are in; after the reveal the room's order with its differences."""
        _, turn, pack = self.words, self.session.state.road.open_order, self.session.pack
        head, name = _("十大举措"), _("全场次序")
        if turn is not None:
            return ListSlide(head, name, title=self.hint.text(), footer=counted(_, len(turn.due), turn.cast))
        found = self.found()
        if found is None:
            return ListSlide(head, name, title=_("各自写下，同时收票"))
        rows = order_rows(_, {m: label(pack, m) for m in pack.measures}, found)[1:]
        shown = tuple((cells[0], cells[1], cells[3]) for cells in rows[:10])
        return ListSlide(head, name, title=_("全场次序"), rows=shown, footer=order_told(_, found))
