"""试评: one trial question on a neutral subject, with the same ballot, reveal and rounds as the day's questions; nothing is recorded."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from workshop.model.change import Change
from workshop.session import Session
from workshop.ui.dimension.ballot import BallotPanel
from workshop.ui.dimension.before import ScriptTab
from workshop.ui.dimension.derive import Step, natural_step, open_steps
from workshop.ui.dimension.desk import Desk
from workshop.ui.dimension.frame import FramePanel
from workshop.ui.dimension.layout import column, release_focus, row
from workshop.ui.dimension.reveal import DiscussPanel, RevealPanel
from workshop.ui.dimension.speech import mode_and_seats, round_word, step_words
from workshop.ui.dimension.subject import Subject, practice_subject
from workshop.ui.dimension.wall import question_slide, reveal_slide
from workshop.ui.page import Action, Bar, Page
from workshop.ui.pages import pages_of
from workshop.ui.wall.slides import Slide
from workshop.ui.widgets.text import Label

MARGINS = (24, 20, 24, 16)


class PracticePage(Page):
    """Question, ballot, reveal: enough to learn the cards and to trust the ballot box."""

    watches = Change.VOTES | Change.SEATS | Change.PROFILE

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._subject = practice_subject(self.words, self.pack)
        self._title = Label(self._subject.title, "title", elide=True)
        self._voice = Label("", "caption", "ink2", elide=True)
        self.frame = FramePanel(session, "")
        self.ballot = BallotPanel(session)
        self.reveal = RevealPanel(session)
        self.discuss = DiscussPanel(session)
        self.script_tab = ScriptTab(session)
        self.destroyed.connect(self.script_tab.deleteLater)  # a tab has no parent until the drawer shows it
        self.desk = Desk(session, self.ballot, self.subject, self._redraw)
        self._step = natural_step(session.state, self._subject.kind, self._subject.id)
        self._seen = session.state
        self._newest = [(turn.ballot.id, turn.ballot.state) for turn in session.state.rounds_of(self._subject.kind, self._subject.id)][-1:]
        self._build()
        self.ballot.seat_changed.connect(self.bar_changed)
        self.script_tab.entry_chosen.connect(self.desk.choose_entry)
        self.ballot.entry_chosen.connect(self.desk.choose_entry)
        session.changed.connect(self._follow)
        self._lead()

    def _build(self) -> None:
        head = row(10, self._title, self._voice)
        head.addStretch(1)
        whole = column(12, head, self.frame, self.ballot, self.reveal, self.discuss, parent=self)
        whole.setContentsMargins(*MARGINS)
        whole.addStretch(1)

    def subject(self) -> Subject:
        """The practice question."""
        return self._subject

    @property
    def step(self) -> Step:
        """The step on screen, as far as the State allows it."""
        self._catch_up()
        return self._step

    # -- drawing -----------------------------------------------------------------------------------------------------------

    def _steps(self) -> tuple[Step, ...]:
        known = open_steps(self.session.state, self._subject.kind, self._subject.id)
        return tuple(step for step in known if step <= Step.REVEAL)

    def _follow(self, _change: Change) -> None:
        self._lead()
        self.bar_changed.emit()

    def _catch_up(self) -> None:
        """A round was opened or closed, and the window may ask before we were told of it."""
        state = self.session.state
        if state is self._seen:
            return
        self._seen = state
        newest = [(turn.ballot.id, turn.ballot.state) for turn in state.rounds_of(self._subject.kind, self._subject.id)][-1:]
        turned, self._newest = newest != self._newest, newest
        if turned or self._step not in self._steps():
            self._step = min(natural_step(state, self._subject.kind, self._subject.id), Step.REVEAL)

    def _redraw(self) -> None:
        self._lead()
        self.bar_changed.emit()
        self.slide_changed.emit()

    def _lead(self) -> None:
        _, state = self.words, self.session.state
        turn = state.open_round(self._subject.kind, self._subject.id)
        said = mode_and_seats(self.words, state)
        self._voice.set_text(_("{round} · {mode}", round=round_word(self.words, turn.ballot.round), mode=said) if turn else said)
        self.frame.show_subject(self._subject)
        self.ballot.show_subject(self._subject, self.desk.passing)
        self.reveal.show_subject(self._subject)
        self.discuss.show_subject(self._subject)
        self.script_tab.show_subject(self._subject, self.desk.entry)
        shown = {Step.FRAME: self.frame, Step.BALLOT: self.ballot, Step.REVEAL: self.reveal}
        release_focus(*(panel for step, panel in shown.items() if step is not self.step))
        self.frame.setVisible(self.step is Step.FRAME)
        self.ballot.setVisible(self.step is Step.BALLOT)
        self.reveal.setVisible(self.step is Step.REVEAL)
        self.discuss.setVisible(self.step is Step.REVEAL)

    # -- what the window asks ----------------------------------------------------------------------------------------------

    def bar(self) -> Bar:
        _ = self.words
        ghosts: tuple[Action, ...] = ()
        plain: Action | None = None
        if self.step is Step.BALLOT:
            ghosts, plain, primary = self.desk.ballot_actions()
        elif self.step is Step.REVEAL:
            plain, primary = self.desk.again_action(), self._onward()
        elif Step.BALLOT in self._steps():
            primary = Action(_("回到投票"), lambda: self._show(Step.BALLOT), key="Space")
        elif Step.REVEAL in self._steps():
            plain, primary = self.desk.again_action(), Action(_("回到投票结果"), lambda: self._show(Step.REVEAL), key="Space")
        else:
            ghosts, primary = (self._onward(""),), Action(_("开始投票"), self.desk.open, key="Space")
        return Bar(step_words(self.words)[: Step.REVEAL + 1], int(self.step), ghosts, plain, primary)

    def _onward(self, key: str = "Space") -> Action:
        """To the page after this one; the trial may be left out."""
        _ = self.words
        entries = pages_of(self.pack)
        after = entries[next(place for place, entry in enumerate(entries) if entry.key == "practice") + 1]
        return Action(_("转到 {place}", place=after.name(self.words)), lambda: self.go.emit(after.key), key=key)

    def drawer(self) -> Sequence[tuple[str, QWidget]]:
        return ((self.words("主持词"), self.script_tab),)

    def slide(self) -> Slide:
        state = self.session.state
        if self.step is Step.REVEAL:
            return reveal_slide(self.words, state, self._subject)
        return question_slide(self.words, state, self._subject, self.desk.passing)

    def forward(self) -> bool:
        """One step on; nothing is opened or revealed."""
        return self._move(1)

    def back(self) -> bool:
        return self._move(-1)

    def _move(self, by: int) -> bool:
        steps = self._steps()
        at = steps.index(self.step) + by
        if not 0 <= at < len(steps):
            return False
        self._show(steps[at])
        return True

    def _show(self, step: Step) -> None:
        self._step = step
        self._redraw()
