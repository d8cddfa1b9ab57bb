"""The page of one dimension: each indicator is taken up, voted on, revealed, discussed and settled; then pain points, cases and a recap."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from workshop.model.assessment import reading
from workshop.model.change import Change
from workshop.model.consensus import Light
from workshop.model.state import State
from workshop.model.store import Store
from workshop.session import Session
from workshop.ui.dimension.after import CasesTab, CompareTab, PainsTab
from workshop.ui.dimension.ballot import BallotPanel
from workshop.ui.dimension.bars import DimensionBar
from workshop.ui.dimension.before import EvidenceTab, NotesTab, ScriptTab
from workshop.ui.dimension.derive import INDICATOR, OF_DIMENSION, Step, has_whole, kind_of, natural_step, open_steps, settled, unvoted
from workshop.ui.dimension.desk import Desk
from workshop.ui.dimension.draft import Draft, Drafts, recorded
from workshop.ui.dimension.frame import FramePanel
from workshop.ui.dimension.heading import Heading
from workshop.ui.dimension.layout import column, release_focus
from workshop.ui.dimension.recap import ChainPanel, RecapPanel
from workshop.ui.dimension.reveal import DiscussPanel, RevealPanel
from workshop.ui.dimension.settle import SettlePanel
from workshop.ui.dimension.settling import Settling
from workshop.ui.dimension.speech import step_words
from workshop.ui.dimension.subject import Subject, place_subject
from workshop.ui.dimension.wall import case_slide, question_slide, recap_slide, reveal_slide
from workshop.ui.page import Bar, Page
from workshop.ui.pages import Entry, pages_of
from workshop.ui.wall.slides import Slide

LOW = 620  # height of the page below which ladder and older rounds fold
MARGINS = (24, 20, 24, 16)


class DimensionPage(Page):
    """Shows one indicator at one step; both are choices of the facilitator within what the State allows."""

    def __init__(self, session: Session, dimension_id: str, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.dimension = self.pack.dimensions[dimension_id]
        self._indicator = self._first_open(session.state)
        self._step = natural_step(session.state, INDICATOR, self._indicator)
        self._case = ""
        self._seen = session.state
        self._newest = self._newest_of(session.state, self._indicator)
        self._drafts = Drafts()
        self._make_panels()
        self._make_tabs()
        self.desk = Desk(session, self.ballot, self.subject, self._redraw)
        self.settling = Settling(session, self.dimension, self._drafts, self.settle)
        self._bars = DimensionBar(self)
        self._build()
        self._connect()
        self._lead()

    def _make_panels(self) -> None:
        name = self.dimension.id
        self.heading = Heading(self.session, self.dimension)
        self.frame = FramePanel(self.session, name)
        self.ballot = BallotPanel(self.session)
        self.reveal = RevealPanel(self.session)
        self.discuss = DiscussPanel(self.session)
        self.settle = SettlePanel(self.session, self._drafts)
        self.chain = ChainPanel(self.session, name)
        self.recap = RecapPanel(self.session, name)

    def _make_tabs(self) -> None:
        name = self.dimension.id
        self.script_tab = ScriptTab(self.session)
        self.evidence_tab = EvidenceTab(self.session)
        self.notes_tab = NotesTab(self.session, name)
        self.pains_tab = PainsTab(self.session, name)
        self.cases_tab = CasesTab(self.session, name)
        self.compare_tab = CompareTab(self.session, name)
        for tab in (self.script_tab, self.evidence_tab, self.notes_tab, self.pains_tab, self.cases_tab, self.compare_tab):
            self.destroyed.connect(tab.deleteLater)  # a tab has no parent until the drawer shows it

    def _build(self) -> None:
        parts = (self.heading, self.frame, self.ballot, self.reveal, self.discuss, self.settle, self.chain, self.recap)
        whole = column(12, *parts, parent=self)
        whole.setContentsMargins(*MARGINS)
        whole.addStretch(1)

    def _connect(self) -> None:
        self.heading.chosen.connect(self.arrive)
        self.frame.whole_asked.connect(self.show_whole)
        self.recap.indicator_clicked.connect(self.arrive)
        self.ballot.seat_changed.connect(self.bar_changed)
        self.script_tab.entry_chosen.connect(self.desk.choose_entry)
        self.ballot.entry_chosen.connect(self.desk.choose_entry)
        self.reveal.level_clicked.connect(self._click_level)
        self.settle.drafted.connect(self._show_level)
        self.settle.asked.connect(self.record)
        self.cases_tab.wall_asked.connect(self.push_case)
        self.session.changed.connect(self._follow)

    # -- where we are ------------------------------------------------------------------------------------------------------

    @property
    def place(self) -> str:
        return self._indicator if self.step not in OF_DIMENSION else ""

    @property
    def step(self) -> Step:
        """The step on screen, as far as the State allows it."""
        self._catch_up()
        return self._step

    @property
    def pushed_case(self) -> str:
        """The case on the wall, "" for none."""
        self._catch_up()
        return self._case

    def indicator(self) -> str:
        """Id of the indicator on screen (the dimension's own where it is voted on as a whole), or of the last one at its own steps."""
        return self._indicator

    @property
    def kind(self) -> str:
        """What is voted on here: an indicator, or the dimension as a whole."""
        return kind_of(self.dimension, self._indicator)

    def subject(self) -> Subject:
        """The indicator on screen, or the dimension as a whole, with its words."""
        return place_subject(self.pack, self.dimension.id, self._indicator)

    def arrive(self, place: str) -> None:
        """Show an indicator where it stands; "" is the first one that is not settled."""
        wanted = place or self._first_open(self.session.state)
        if wanted in (*self.dimension.indicators, self.dimension.id):
            self.show_step(wanted, natural_step(self.session.state, kind_of(self.dimension, wanted), wanted))

    def show_whole(self) -> None:
        """Quick mode: the dimension as a whole, to be voted on blind in one ballot."""
        self.arrive(self.dimension.id)

    def vote_on(self) -> None:
        """Leave this round's cards in the box unrevealed and open the next indicator's ballot."""
        following = unvoted(self.session.state, self.dimension, self._indicator)
        if following is not None:
            self.arrive(following)
            self.desk.open()

    def show_step(self, indicator: str, step: Step) -> None:
        """Show an indicator at a step; for the dimension's own steps the indicator stays."""
        self._indicator, self._step, self._case = indicator, step, ""
        self._seen = self.session.state
        self._newest = self._newest_of(self._seen, indicator)
        self._redraw()

    def forward(self) -> bool:
        """One step on within the page; nothing is opened, revealed or recorded."""
        return self._move(1)

    def back(self) -> bool:
        return self._move(-1)

    def _move(self, by: int) -> bool:
        path = self._path()
        here = self._stand(path)
        if not 0 <= here + by < len(path):
            return False
        indicator, step = path[here + by]
        self.show_step(indicator, step)
        return True

    def _stand(self, path: list[tuple[str, Step]]) -> int:
        if self.step in OF_DIMENSION:
            return len(path) - 1 - (Step.RECAP - self.step)
        # an indicator settled without a vote stands at its question
        return path.index((self._indicator, self.step if (self._indicator, self.step) in path else Step.FRAME))

    def _path(self) -> list[tuple[str, Step]]:
        """Every place a clicker can reach, in order: what is open of each indicator, then the dimension's own steps."""
        state, own = self.session.state, self.dimension
        whole = (own.id,) if self._indicator == own.id or has_whole(state, own) else ()
        places = [(name, step) for name in (*whole, *own.indicators) for step in open_steps(state, kind_of(own, name), name)]
        return [*places, *((self._indicator, step) for step in OF_DIMENSION)]

    def _first_open(self, state: State) -> str:
        names = self.dimension.indicators
        return next((name for name in names if not settled(state, INDICATOR, name)), names[0])

    # -- drawing -----------------------------------------------------------------------------------------------------------

    def _follow(self, _change: Change) -> None:
        self._lead()  # the bar follows from there, once

    def _catch_up(self) -> None:
        """An operation may open or close steps, and the window may ask before we were told of it."""
        state = self.session.state
        if state is self._seen:
            return
        self._seen = state
        before = self._step
        newest = self._newest_of(state, self._indicator)
        turned, self._newest = newest != self._newest, newest
        if self._step not in OF_DIMENSION:
            natural = natural_step(state, self.kind, self._indicator)
            opened = turned and natural in (Step.BALLOT, Step.REVEAL)
            if opened or self._step not in (*open_steps(state, self.kind, self._indicator), Step.SETTLE):
                self._step = natural
        if before is not self._step:
            self._case = ""

    def _redraw(self) -> None:
        self._lead()
        self.slide_changed.emit()

    def _lead(self) -> None:
        """Tell every part which subject and which step is on."""
        subject = self.subject()
        self.heading.show_place(self._indicator, self.step)
        self.frame.show_subject(subject)
        self.ballot.show_subject(subject, self.desk.passing)
        self.reveal.show_subject(subject)
        self.discuss.show_subject(subject)
        self.settle.show_subject(subject)
        self.script_tab.show_subject(subject, self.desk.entry)
        if self.kind == INDICATOR:
            self.evidence_tab.show_indicator(self._indicator)
        self.notes_tab.show_indicator(self._indicator if self.kind == INDICATOR else "")
        self._show_panels()
        self._show_level()

    def _show_panels(self) -> None:
        revealed, settles = self.step in (Step.REVEAL, Step.DISCUSS, Step.SETTLE), self.settles()
        wanted: dict[QWidget, bool] = {
            self.frame: self.step is Step.FRAME,
            self.ballot: self.step is Step.BALLOT,
            self.reveal: revealed,
            self.discuss: revealed and not settles,
            self.settle: revealed and settles,
            self.chain: self.step is Step.PAINS,
            self.recap: self.step is Step.RECAP,
        }
        release_focus(*(panel for panel, on in wanted.items() if not on))
        for panel, on in wanted.items():
            panel.setVisible(on)

    def _newest_of(self, state: State, subject: str) -> tuple[str, str]:
        """The newest round on an indicator or the whole dimension, and how it stands."""
        rounds = state.rounds_of(kind_of(self.dimension, subject), subject)
        return (rounds[-1].ballot.id, rounds[-1].ballot.state) if rounds else ("", "")

    def settles(self) -> bool:
        """Whether the settle panel is on: from the discussion on, and at once where the room agrees."""
        if self.step in (Step.DISCUSS, Step.SETTLE):
            return True
        turn = self.session.state.last_reveal(self.kind, self._indicator)
        return self.step is Step.REVEAL and turn is not None and reading(turn).light is Light.CONSENSUS

    def _show_level(self) -> None:
        state = self.session.state
        draft = self._drafts.of(state, self.kind, self._indicator)
        record = state.record_of(self.kind, self._indicator)
        saved = settled(state, self.kind, self._indicator) and record is not None and record.level == draft.level
        self.reveal.show_level(draft.level if draft.rated or not draft.basis else None, saved)
        self.bar_changed.emit()

    def _click_level(self, level: int) -> None:
        if self.settles():
            self.settle.set_level(level)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.reveal.set_compact(self._room() < LOW)

    def _room(self) -> int:
        """Height of what is seen of the page; the page itself may be higher and scroll."""
        holder = self.parentWidget()
        seen = holder.parentWidget() if holder is not None else None
        return seen.height() if seen is not None else self.height()

    # -- what the window asks ----------------------------------------------------------------------------------------------

    def bar(self) -> Bar:
        return self._bars.bar()

    def drawer(self) -> Sequence[tuple[str, QWidget]]:
        """Before the reveal nothing that could anchor a vote; after it pain points, cases and the survey."""
        _ = self.words
        notes = (_("备注"), self.notes_tab)
        if self._open_secrets():
            return (_("痛点"), self.pains_tab), (_("案例"), self.cases_tab), (_("对标"), self.compare_tab), notes
        evidence = ((_("依据"), self.evidence_tab),) if self.kind == INDICATOR else ()
        return (_("主持词"), self.script_tab), *evidence, notes

    def _open_secrets(self) -> bool:
        if self.step in (Step.FRAME, Step.BALLOT):
            return False
        return self.step in OF_DIMENSION or self.session.state.last_reveal(self.kind, self._indicator) is not None

    def ahead(self) -> tuple[str, Slide] | None:
        path = self._path()
        following = path[self._stand(path) + 1 :]
        if not following:
            return None
        indicator, step = following[0]
        name = step_words(self.words)[step]
        spot = self.words("整个维度") if indicator == self.dimension.id else indicator
        return (name if step in OF_DIMENSION else f"{spot} · {name}"), self._slide_of(indicator, step)

    def slide(self) -> Slide:
        if self.pushed_case:
            return case_slide(self.words, self.dimension, self.pack.cases[self.pushed_case])
        return self._slide_of(self._indicator, self.step)

    def _slide_of(self, indicator: str, step: Step) -> Slide:
        state, subject = self.session.state, place_subject(self.pack, self.dimension.id, indicator)
        if step in OF_DIMENSION:
            return recap_slide(self.words, state, self.pack, self.dimension)
        shown = step in (Step.REVEAL, Step.DISCUSS, Step.SETTLE) and state.last_reveal(subject.kind, subject.id) is not None
        return reveal_slide(self.words, state, subject) if shown else question_slide(self.words, state, subject, self.desk.passing)

    def pending(self) -> object:
        self.settle.flush()
        return self._drafts, self.recap.whole.pending()

    def take_up(self, held: object) -> None:
        assert isinstance(held, tuple)
        self._drafts.adopt(held[0])
        self.recap.whole.take_up(held[1])
        self.settle.refresh()
        self._show_level()

    # -- actions -----------------------------------------------------------------------------------------------------------

    def record(self) -> None:
        """Record the draft; the next indicator that waits, or the dimension's own steps, come up when it is on disk."""
        here = self._indicator
        if self.settling.record(here):
            self.go_on(here)

    def draft(self) -> Draft:
        """What would be recorded now."""
        return self._drafts.of(self.session.state, self.kind, self._indicator)

    def is_recorded(self) -> bool:
        """Whether the record says what the draft says."""
        state = self.session.state
        return settled(state, self.kind, self._indicator) and self.draft() == recorded(state, self.kind, self._indicator)

    def confirm_greens(self) -> None:
        """Record all indicators in consensus; when this one was among them, go on."""
        here = self._indicator
        was = settled(self.session.state, self.kind, here)
        if self.settling.confirm_greens() and not was and settled(self.session.state, self.kind, here):
            self.go_on(here)

    def park(self) -> None:
        """Leave the indicator for later, into the parking lot."""
        here = self._indicator
        if self.settling.park(here):
            self.go_on(here)

    def overtime(self, choice: str) -> None:
        """Over time: into the parking lot, or to the settle panel with the majority's level; recording stays a press of its own."""
        if self.step in OF_DIMENSION or self.session.state.open_round(self.kind, self._indicator) is not None:
            return
        if choice == "park":
            self.park()
        elif self.session.state.last_reveal(self.kind, self._indicator) is not None:
            self._drafts.change(self.session.state, self.kind, self._indicator, basis="majority")
            self.show_step(self._indicator, Step.SETTLE)
            self.settle.refresh()

    def go_on(self, indicator: str) -> None:
        """To the next indicator without a record, else to pain points and cases."""
        following = self.settling.following(indicator)
        if following is None:
            self.show_step(indicator, Step.PAINS)
        else:
            self.arrive(following)

    def push_case(self, case: str) -> None:
        """Put a case on the wall, or take it away again; it counts as discussed."""
        self._case = "" if self._case == case else case
        if self._case and case not in self.session.state.cases:
            self.session.do(Store.pick_case, case)
        self._redraw()

    def _next_page(self) -> Entry:
        entries = pages_of(self.pack)
        here = next(place for place, entry in enumerate(entries) if entry.dimension == self.dimension.id)
        return entries[here + 1]

    def next_title(self) -> str:
        """Name of the page after this dimension."""
        return self._next_page().name(self.words)

    def leave(self) -> None:
        """To the page after this dimension."""
        self.go.emit(self._next_page().key)
