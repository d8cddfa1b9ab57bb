"""One vote after another on the measures' impact or urgency: the list on the left, the box and what the room records on the right."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workshop.model import assessment
from workshop.model.change import Change
from workshop.model.state import Round, State
from workshop.model.store import Store
from workshop.session import Session
from workshop.ui.measures.ballot import MIXED, Cell, Piles, cells, filled, pile_key
from workshop.ui.measures.rows import Line, MeasureList
from workshop.ui.measures.settle import SettlePanel
from workshop.ui.page import Action, Bar
from workshop.ui.view import View
from workshop.ui.wall.slides import QuestionSlide, RevealSlide, Slide
from workshop.ui.widgets.buttons import Button
from workshop.ui.widgets.fastentry import FastEntry
from workshop.ui.widgets.segment import Segment
from workshop.ui.widgets.text import HairLine, Label, Prose
from workshop.wording import agreement_word, basis_word, counted, light_key, light_word, verdict, votes_sentence
from workshop.words import Words

LIST = (320, 420)  # narrowest and widest, px


def question(words: Words, kind: str) -> str:
    """What the room is asked about each measure."""
    _ = words
    return _("做成这件事，对补上短板有多大作用？") if kind == "impact" else _("这件事要多快动手？")


def levels(words: Words, kind: str) -> tuple[tuple[str, str], ...]:
    """The five answers: headline and what it means."""
    _ = words
    if kind == "impact":
        return (
            (_("几乎没有"), _("看不出对短板有什么作用")), (_("有限"), _("只在个别环节见效")), (_("明显"), _("能说出一项会改善的指标")),
            (_("很大"), _("几个维度同时受益")), (_("决定成败"), _("不做，其余举措难以见效")),
        )  # fmt: skip
    return (
        (_("可以再等"), _("两年以后再看")), (_("两年内"), _("排进两年计划")), (_("一年内"), _("列入明年重点工作")),
        (_("半年内"), _("半年内启动")), (_("马上"), _("有期限或风险，本季动手")),
    )  # fmt: skip


class VotePanel(View):
    """Votes on one kind ("impact" or "urgency") for the chosen measures; the box is the same as for indicators."""

    watches = Change.VOTES | Change.RECORDS | Change.MEASURES | Change.SEATS
    moved = Signal()  # another measure, or something typed that the step bar names
    finished = Signal()  # past the last measure

    def __init__(self, session: Session, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.kind, self.current = kind, ""
        self._piles, self._places = Piles(), tuple[Cell, ...]()
        self._turn = ""  # the round whose cells are on screen
        self._build()

    def _build(self) -> None:
        _ = self.words
        self.list = MeasureList(_("举措"))
        self.list.setMinimumWidth(LIST[0])
        self.list.setMaximumWidth(LIST[1])
        self.list.chosen.connect(self.select)
        self.title, self.goal = Label("", "lead", elide=True), Prose("", "body", "ink2")
        self.scale = Prose("", "caption", "ink3")
        self.count = Label("", "count")
        self.entry_kind = Segment([("seat", _("逐席录入")), ("pile", _("按组收卡")), (MIXED, _("全场混装"))], _("录入方式"))
        self.entry_kind.set_value("seat")
        self.entry = FastEntry(self.words)
        self.entry.entered.connect(self._on_entered)
        self.entry.cleared.connect(self._on_cleared)
        self.again = Button(_("重录本轮的票"), "link")
        self.again.clicked.connect(self._empty_piles)
        self.hint = Prose("", "caption", "ink3")
        self.settle = SettlePanel(self.words)
        self.settle.changed.connect(self.moved)
        right = QVBoxLayout()
        right.setSpacing(12)
        for widget in (self.title, self.goal, HairLine(), Label(question(self.words, self.kind), "script"), self.scale, self.count,
                       self.entry_kind, self.entry, self.hint):  # fmt: skip
            right.addWidget(widget)
        right.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)
        right.addWidget(self.settle)
        right.addStretch(1)
        left = QVBoxLayout()
        left.addWidget(self.list)
        left.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(28)
        row.addLayout(left, 2)
        row.addLayout(right, 3)
        asked = enumerate(levels(self.words, self.kind), 1)
        answers = [_("{level} {head}：{text}", level=level, head=head, text=text) for level, (head, text) in asked]
        self.scale.set_text(_("；").join(answers))

    # -- state -----------------------------------------------------------------------------------------------------------

    def measures(self) -> tuple[str, ...]:
        """The chosen measures in the pack's order."""
        return tuple(m for m in self.session.pack.measures if self.session.state.measures[m].chosen)

    def select(self, measure: str) -> None:
        """Turn to one measure."""
        if measure in self.measures():
            self.current = measure
            self.settle.forget()
            self.refresh()
            self.moved.emit()

    def pending(self) -> tuple[str, tuple[tuple[int | None, str], str]]:
        """The measure on screen and what was picked for it."""
        return self.current, self.settle.pending()

    def take_up(self, measure: str, picked: tuple[tuple[int | None, str], str]) -> None:
        """Stand as another window's panel did."""
        self.select(measure)
        if self.current == measure:
            self.settle.take_up(picked)
            self.refresh()
            self.moved.emit()

    def turn(self) -> Round | None:
        """The round that is shown: the open one, else the last revealed."""
        state = self.session.state
        return state.open_round(self.kind, self.current) or state.last_reveal(self.kind, self.current)

    def show_state(self, state: State) -> None:
        names = self.measures()
        if self.current not in names:
            waiting = [m for m in names if state.record_of(self.kind, m) is None]
            self.current = (waiting or list(names) or [""])[0]
        self.list.set_lines([self._line(state, measure) for measure in names])
        self.list.set_selected(self.current)
        if not self.current:
            self.title.set_text(self.words("没有选定举措，请在“排序”里纳入。"))
            return
        measure = self.session.pack.measures[self.current]
        self.title.set_text(f"{measure.id} {measure.name}")
        self.goal.set_text(measure.goal)
        self._show_box(state)

    def _line(self, state: State, measure: str) -> Line:
        _ = self.words
        short, record = self.session.pack.measures[measure].short, state.record_of(self.kind, measure)
        turn = state.open_round(self.kind, measure)
        if turn is not None:
            return Line(measure, short, counted(_, len(turn.due), turn.cast))
        shown = state.last_reveal(self.kind, measure)
        note = _("记为 {level} 级", level=record.level) if record and record.level else _("待投") if shown is None else _("待记录")
        if shown is None:
            return Line(measure, short, note)
        reading = assessment.reading(shown)
        return Line(measure, short, note, light_key(reading), light_word(_, reading))

    def _show_box(self, state: State) -> None:
        _, turn = self.words, state.open_round(self.kind, self.current)
        shown = state.last_reveal(self.kind, self.current) if turn is None else None
        self.entry_kind.setVisible(turn is None and shown is None)
        self.entry_kind.set_option_enabled(MIXED, state.engagement.vote_mode == "anonymous", _("记名投票要看得出是谁投的，不能混装"))
        self.entry.setVisible(turn is not None)
        self.count.setVisible(turn is not None)
        self.settle.setVisible(shown is not None)
        self.again.setVisible(False)
        self.hint.setVisible(shown is None)
        if turn is not None:
            self._places = cells(state, _, turn.ballot.entry)
            self.entry.set_cells([cell.label for cell in self._places])
            self.entry.set_filled(filled(turn, self._places))
            if turn.ballot.id != self._turn:  # another round: the first cell without a card
                self._turn = turn.ballot.id
                self.entry.set_current(_first_empty(self.entry, len(self._places)))
            strangers = sum(self._piles.strangers(turn, group) for group in turn.piles)
            self.again.setVisible(strangers > 0)
            self.count.set_text(counted(_, len(turn.due), turn.cast))
            how = _("键入 1–5 录入，0 为弃权，退格改上一张。揭示前任何人都看不到内容。")
            self.hint.set_text(how + pile_key(state, _) if turn.ballot.entry == "pile" else how)
        elif shown is None:
            self.hint.set_text(_("先各自写下，再同时收票；不讨论、不举手。"))
        else:
            self.settle.show_round(shown, state.record_of(self.kind, self.current))

    # -- votes -----------------------------------------------------------------------------------------------------------

    def _on_entered(self, index: int, level: int | None) -> None:
        turn, cell = self.session.state.open_round(self.kind, self.current), self._places[index]
        if turn is None:
            return
        if turn.ballot.entry == "seat":
            self.session.do(Store.cast_vote, turn.ballot.id, cell.seat, level)
        else:
            self._if_ours(self._piles.put(turn, cell, lambda key: self.session.do(Store.put_card, turn.ballot.id, key, cell.group, level)))

    def _on_cleared(self, index: int) -> None:
        turn, cell = self.session.state.open_round(self.kind, self.current), self._places[index]
        if turn is None:
            return
        if turn.ballot.entry == "seat":
            self.session.do(Store.clear_vote, turn.ballot.id, cell.seat)
        else:
            self._if_ours(self._piles.take(turn, cell, lambda key: self.session.do(Store.take_card, turn.ballot.id, key, cell.group)))

    def _if_ours(self, ours: bool) -> None:
        """A card of another hand stays as it is, and its cell says why."""
        if not ours:
            self.refresh()
            self.hint.set_text(self.words("这张票是先前录入的，谁也看不到，不能单独改。要改，请重录本轮的票。"))

    def _empty_piles(self) -> None:
        """Every card of the round is typed again."""
        turn = self.session.state.open_round(self.kind, self.current)
        if turn is None:
            return
        self._piles.forget(turn.ballot.id)
        for group in turn.piles:
            self.session.do(Store.cast_pile, turn.ballot.id, group, [])
        self.entry.set_current(0)
        self.entry.setFocus()

    def open(self) -> None:
        """Begin the next round on this measure."""
        if self.session.do(Store.open_ballot, self.kind, self.current, self.entry_kind.value() or "seat"):
            self.refresh()
            self.entry.setFocus()

    def _with_turn(self, run: Callable[[Round], None]) -> Callable[[], None]:
        def go() -> None:
            turn = self.session.state.open_round(self.kind, self.current)
            if turn is not None:
                run(turn)

        return go

    def record(self) -> None:
        """Settle the measure as picked and turn to the next one; a change without a reason is told and stays."""
        level, basis, reason = self.settle.picked()
        if level is not None and self.session.do(Store.settle, self.kind, self.current, level, basis, reason=reason):
            self.next()

    def next(self) -> bool:
        """The next measure; past the last one the panel says it has finished."""
        names = self.measures()
        at = names.index(self.current) + 1 if self.current in names else len(names)
        if at < len(names):
            self.select(names[at])
            return True
        self.finished.emit()
        return False

    def _go_on(self) -> None:
        self.next()

    def previous(self) -> bool:
        """The measure before; False at the first."""
        names = self.measures()
        at = names.index(self.current) - 1 if self.current in names else -1
        if at >= 0:
            self.select(names[at])
        return at >= 0

    # -- bar and wall ----------------------------------------------------------------------------------------------------

    def bar(self) -> Bar:
        """Actions as they stand; the page adds its steps."""
        _, state = self.words, self.session.state
        if not self.current:
            return Bar()
        turn = state.open_round(self.kind, self.current)
        if turn is not None:
            return self._open_bar(turn)
        shown, record = state.last_reveal(self.kind, self.current), state.record_of(self.kind, self.current)
        if shown is None:
            return Bar(primary=Action(_("开始投票：{measure}", measure=self.current), self.open, "Space"))
        again = Action(_("再投一轮"), self.open, "N", enabled=shown.ballot.round < state.engagement.max_rounds, why=_("已投满轮次"))
        if record is not None and (record.level, record.basis) == self.settle.picked()[:2]:
            return Bar(plain=again, primary=Action(self._onward(), self._go_on, "Space"))
        level = self.settle.picked()[0]
        text = _("记为 {level} 级，{onward}", level=level, onward=self._onward())
        return Bar(plain=again, primary=Action(text, self.record, "Return", enabled=level is not None, why=_("先选一个级别")))

    def _onward(self) -> str:
        _, names = self.words, self.measures()
        if self.current in names[:-1]:
            return _("转到 {measure}", measure=names[names.index(self.current) + 1])
        return _("转到紧迫") if self.kind == "impact" else _("转到工作量")

    def _open_bar(self, turn: Round) -> Bar:
        _, missing = self.words, len(turn.due) - turn.cast
        cancel = Action(_("作废本轮"), self._with_turn(lambda turn: self._do_cancel(turn)))
        early = Action(_("提前截止"), self._with_turn(lambda turn: self._do_reveal(turn, True)), enabled=turn.cast > 0, why=_("还没有票"))
        reveal = Action(
            _("揭示"), self._with_turn(lambda turn: self._do_reveal(turn, False)), "R", enabled=missing <= 0,
            why=_("揭示，还差 {missing} 席", missing=missing),
        )  # fmt: skip
        return Bar(ghosts=(cancel, early) if missing > 0 else (cancel,), primary=reveal)

    def _do_cancel(self, turn: Round) -> None:
        self.session.do(Store.cancel_ballot, turn.ballot.id)

    def _do_reveal(self, turn: Round, early: bool) -> None:
        self.settle.forget()
        self.session.do(Store.reveal, turn.ballot.id, early=early)

    def slide(self) -> Slide:
        """The question with the count, or the revealed round."""
        _, state = self.words, self.session.state
        if not self.current:
            return QuestionSlide(question=question(_, self.kind), levels=levels(_, self.kind))
        name = self.session.pack.measures[self.current].name
        header = _("影响") if self.kind == "impact" else _("紧迫")
        turn = state.open_round(self.kind, self.current)
        shown = state.last_reveal(self.kind, self.current)
        if turn is not None or shown is None:
            due, cast = (len(turn.due), turn.cast) if turn else (0, None)
            told = counted(_, due, cast) if cast is not None else ""
            return QuestionSlide(
                header, name, question=question(_, self.kind), levels=levels(_, self.kind), instruction=_("各自写下，同时收票"),
                cast=cast, due=due, counted=told,
            )  # fmt: skip
        reading, record = assessment.reading(shown), state.record_of(self.kind, self.current)
        recorded = _("记为 {level} 级 · {basis}", level=record.level, basis=basis_word(_, record.basis)) if record and record.level else ""
        few = light_key(reading) == "few"
        return RevealSlide(
            header, name, light=light_key(reading), verdict=verdict(_, reading), sentence=votes_sentence(_, reading), counts=reading.counts,
            median=None if reading.lower is None or reading.upper is None else (reading.lower, reading.upper),
            agreement="" if few else agreement_word(reading), agreement_before="" if few else _("一致度"), record=recorded,
        )  # fmt: skip


def _first_empty(entry: FastEntry, cells: int) -> int:
    return next((place for place in range(cells) if place not in entry.filled()), cells)
