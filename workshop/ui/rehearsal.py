"""A rehearsal's own line over the page: how the simulated participants behave, and the key that lets them vote."""

from collections.abc import Callable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QWidget

from workshop.model.change import Change
from workshop.model.simulation import Crowd, piled, simulate
from workshop.model.state import Round
from workshop.model.store import Store
from workshop.session import Session
from workshop.ui.theme import Look
from workshop.ui.widgets.buttons import Button
from workshop.ui.widgets.choices import Dropdown
from workshop.ui.widgets.paint import Painted, box
from workshop.ui.widgets.text import Label

LEVELLED = ("indicator", "dimension", "practice", "impact", "urgency")


class RehearsalStrip(Painted):
    """Shown in a rehearsal only; the reveal stays with the facilitator."""

    def __init__(self, session: Session, tell: Callable[[str], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _ = self.words = session.words
        self._session, self._tell = session, tell
        self.spread = Dropdown((("narrow", _("看法接近")), ("middle", _("看法有差别")), ("wide", _("看法悬殊"))), _("分散程度"))
        self.style_ = Dropdown((("even", _("各自判断")), ("chair", _("一把手主导")), ("camps", _("两派意见"))), _("会场风格"))
        self.spread.set_value("middle")
        self.style_.set_value("even")
        for choice in (self.spread, self.style_):
            choice.activated.connect(lambda _at, choice=choice: choice.clearFocus())  # the keys are the ballot's again
        self.vote_button = Button(_("模拟投票"), "plain", key="M")
        self.vote_button.clicked.connect(self.vote)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 8, 4)
        row.setSpacing(8)
        row.addWidget(Label(_("排练 · 模拟参会人"), "lead", "discuss-text", elide=True), 1)
        row.addWidget(self.spread)
        row.addWidget(self.style_)
        row.addWidget(self.vote_button)
        session.told.connect(self._hear)  # no lambda: a session outlives its window, and would keep it
        self.follow()

    def crowd(self) -> Crowd:
        """How they vote now; the seed is the engagement's."""
        return Crowd(self._session.state.engagement.seed, self.spread.value(), self.style_.value())

    def _hear(self, _change: Change) -> None:
        self.follow()

    def follow(self) -> None:
        """Only in a rehearsal, and only while a ballot waits for cards."""
        self.setVisible(bool(self._session.state.engagement.rehearsal))
        if self._waiting() is None:
            self.vote_button.set_off(self.words("先开始投票"))
        else:
            self.vote_button.set_on()

    def _waiting(self) -> Round | None:
        """The round opened last that still lacks cards."""
        open_ = [turn for turn in self._session.state.rounds if turn.ballot.state == "open" and turn.ballot.kind in LEVELLED]
        return next((turn for turn in reversed(open_) if turn.cast < len(turn.due)), None)

    def vote(self) -> None:
        """Every missing card of every waiting round; nothing is revealed."""
        if not self._session.state.engagement.rehearsal:
            return
        rounds = 0
        while (turn := self._waiting()) is not None and rounds < len(self._session.state.rounds):
            self._fill(turn)
            rounds += 1
        self._tell(self.words("模拟参会人已投票，请揭示。") if rounds else self.words("没有等着投票的题目。"))

    def _fill(self, turn: Round) -> None:
        state, ballot = self._session.state, turn.ballot
        seats = [seat for seat in state.seats if seat.id in turn.due]
        votes = simulate(self.crowd(), seats, ballot.subject, ballot.round)
        if ballot.entry == "seat":
            for seat in seats:
                if seat.id not in turn.voted:
                    self._session.do(Store.cast_vote, ballot.id, seat.id, votes[seat.id])
            return
        piles = piled(votes, seats, f"{self.crowd().seed}/{ballot.subject}/{ballot.round}")
        if ballot.entry == "mixed":
            piles = {"": tuple(card for pile in piles.values() for card in pile)}
        for grp, cards in piles.items():
            self._session.do(Store.cast_pile, ballot.id, grp, cards)

    def draw(self, painter: QPainter, look: Look) -> None:
        box(painter, QRectF(self.rect()), 6, fill=look.colour("discuss-ground"))
