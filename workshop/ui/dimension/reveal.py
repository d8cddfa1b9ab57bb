"""After the reveal: who speaks, the ladder with the votes of every round under it, what divides the room."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workshop.model.assessment import indicator_target, reading
from workshop.model.change import Change
from workshop.model.consensus import Light
from workshop.model.state import Round, State
from workshop.session import Session
from workshop.ui.dimension.derive import camps, outliers
from workshop.ui.dimension.layout import column, empty, row
from workshop.ui.dimension.speech import (
    boundary_title,
    evidence_question,
    proposal_sentence,
    round_word,
    stability_sentence,
    unanimous_groups,
    who_speaks,
)
from workshop.ui.dimension.subject import Subject
from workshop.ui.view import View
from workshop.ui.widgets.ladder import Ladder
from workshop.ui.widgets.levels import LevelToken
from workshop.ui.widgets.text import HairLine, Label, Prose
from workshop.ui.widgets.votestrip import VoteRound, VoteStrip
from workshop.wording import light_key, light_word, median_word, reading_sentence
from workshop.words import Words

OPEN_ROUNDS = 2  # older ones fold to their header


def vote_round(words: Words, state: State, turn: Round, latest: bool) -> VoteRound:
    """One revealed round as its strip shows it."""
    read = reading(turn)
    return VoteRound(
        label=round_word(words, turn.ballot.round),
        time=turn.ballot.revealed_at[11:16],
        light=light_key(read),
        light_word=light_word(words, read),
        sentence=reading_sentence(words, read),
        median_word=median_word(words, read),
        counts=read.counts,
        medians=tuple(sorted({level for level in (read.lower, read.upper) if level is not None})),
        outliers=outliers(state, read),
        latest=latest,
    )


class RevealPanel(View):
    """Draws the revealed rounds of its subject, newest first; empty before the first reveal."""

    watches = Change.VOTES | Change.RECORDS | Change.PROFILE
    level_clicked = Signal(int)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._subject: Subject | None = None
        self._compact = False
        self._speaks = Prose("", "body")
        self.ladder = Ladder(self.words)
        self.ladder.set_compact(True)  # its cards hold one sentence each, and the votes matter more
        self.strips: list[VoteStrip] = []
        self._strips = column(10)
        self._moved = Prose("", "caption", "ink2")
        column(12, self._speaks, self.ladder, self._strips, self._moved, parent=self)
        self.ladder.rung_clicked.connect(self.level_clicked)

    def show_subject(self, subject: Subject) -> None:
        """Another subject."""
        if subject != self._subject:
            self._subject = subject
            self.refresh()

    def show_level(self, level: int | None, saved: bool) -> None:
        """The level in the settle panel, recorded or about to be."""
        self.ladder.set_now(level, saved)

    def set_compact(self, compact: bool) -> None:
        """Only the last round unfolded, for a low screen."""
        self._compact = compact
        self._fold()

    def _fold(self) -> None:
        for place, strip in enumerate(self.strips):
            strip.set_folded(place >= (1 if self._compact else OPEN_ROUNDS))

    def show_state(self, state: State) -> None:
        subject = self._subject
        if subject is None:
            return
        turns = [turn for turn in state.rounds_of(subject.kind, subject.id) if turn.revealed]
        self._tell(state, subject, turns[-1] if turns else None)
        if len(self.strips) != len(turns):
            self._rebuild(len(turns))
        for place, (strip, turn) in enumerate(zip(self.strips, reversed(turns), strict=True)):
            strip.set_round(vote_round(self.words, state, turn, place == 0))
        self._fold()

    def _tell(self, state: State, subject: Subject, turn: Round | None) -> None:
        _ = self.words
        probe = _("追问：{question}", question=subject.probes[0]) if subject.probes else ""
        self._speaks.set_text(probe, lead=who_speaks(self.words, state, turn) if turn else _("没有投票，直接定级，须写明理由。"))
        moved = stability_sentence(self.words, state, subject.kind, subject.id)
        self._moved.set_text(moved)
        self._moved.setVisible(bool(moved))
        self.ladder.set_rungs(subject.rungs(full=False))
        if subject.kind == "indicator":
            self.ladder.set_target(indicator_target(state, self.session.pack, subject.id), str(state.engagement.target_year))

    def _rebuild(self, count: int) -> None:
        empty(self._strips)
        self.strips = [VoteStrip(self.words) for _place in range(count)]
        for strip in self.strips:
            self._strips.addWidget(strip)


class DiscussPanel(View):
    """What the method proposes, the levels between the camps side by side, and questions that help."""

    watches = Change.VOTES | Change.PROFILE

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._subject: Subject | None = None
        self._proposal = Prose("", "lead")
        self._rows: QVBoxLayout = column(8)
        column(12, HairLine(), self._proposal, self._rows, parent=self)

    def show_subject(self, subject: Subject) -> None:
        """Another subject."""
        if subject != self._subject:
            self._subject = subject
            self.refresh()

    def show_state(self, state: State) -> None:
        empty(self._rows)
        subject = self._subject
        turn = state.last_reveal(subject.kind, subject.id) if subject else None
        if subject is None or turn is None:
            return
        self._proposal.set_text(proposal_sentence(self.words, state, subject.kind, subject.id))
        if told := unanimous_groups(self.words, state, turn):
            self._rows.addWidget(Prose(told, "body", "discuss-text"))
        ends = camps(reading(turn))
        if ends is not None:
            self._rows.addWidget(Label(boundary_title(self.words, ends), "lead"))
            for level in range(ends[0], ends[1] + 1):
                self._rows.addLayout(self._boundary_row(subject, level))
        question = evidence_question(self.words, turn)
        if question and reading(turn).light is not Light.CONSENSUS:
            self._rows.addWidget(Prose(question, "script", "accent", bold=True))
        for probe in subject.probes[1:]:
            self._rows.addWidget(Prose(self.words("追问：{question}", question=probe), "body", "ink2"))

    def _boundary_row(self, subject: Subject, level: int) -> QVBoxLayout:
        headline, text = subject.levels[level - 1]
        name = Label(headline, "body", bold=True)
        line = row(12, LevelToken(level), name, Prose(text, "body", "ink2"))
        line.setStretch(2, 1)
        return column(8, line)
