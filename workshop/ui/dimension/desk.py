"""The ballot's actions, shared by a dimension and the practice question: open, reveal, close early, cancel, vote again."""

from collections.abc import Callable

from workshop.model.rows import Seat
from workshop.model.state import Round
from workshop.model.store import Store
from workshop.session import Session
from workshop.ui.dimension.ballot import BallotPanel
from workshop.ui.dimension.before import PASS, SEAT
from workshop.ui.dimension.derive import default_entry, missing, rounds_left
from workshop.ui.dimension.speech import missing_sentence, reveal_refusal
from workshop.ui.dimension.subject import Subject
from workshop.ui.page import Action


def _stored(entry: str) -> str:
    """How the box keeps it: handing the laptop round is a way to enter by seat."""
    return SEAT if entry == PASS else entry


class Desk:
    """Asks the Store for a subject's rounds; what it refuses is told by the session."""

    def __init__(self, session: Session, panel: BallotPanel, subject: Callable[[], Subject], changed: Callable[[], None]) -> None:
        self.session, self.words = session, session.words
        self._panel, self._subject, self._changed = panel, subject, changed
        self._entry = ""  # chosen here; "" follows the last ballot

    # -- how votes come in -------------------------------------------------------------------------------------------------

    @property
    def entry(self) -> str:
        """seat, pass, pile or mixed: as chosen here, else as in the last ballot; an open round keeps to its own."""
        wanted = self._entry or default_entry(self.session.state)
        turn = self.turn()
        return wanted if turn is None or _stored(wanted) == turn.ballot.entry else turn.ballot.entry

    @property
    def passing(self) -> bool:
        return self.entry == PASS

    def choose_entry(self, entry: str) -> None:
        """Another way to enter votes; an open round takes it as long as its box is empty."""
        self._entry = entry
        turn = self.turn()
        if turn is not None and not turn.cast and turn.ballot.entry != _stored(entry):
            self.session.do(Store.change_entry, turn.ballot.id, _stored(entry))
        self._changed()

    # -- rounds ------------------------------------------------------------------------------------------------------------

    def turn(self) -> Round | None:
        """The open round of the subject."""
        subject = self._subject()
        return self.session.state.open_round(subject.kind, subject.id)

    def open(self) -> None:
        """Open the next round."""
        subject = self._subject()
        self.session.do(Store.open_ballot, subject.kind, subject.id, _stored(self.entry))

    def reveal(self) -> None:
        """Show the votes once all are in."""
        if (turn := self.turn()) is not None:
            self.session.do(Store.reveal, turn.ballot.id)

    def reveal_all(self, ballots: tuple[str, ...]) -> None:
        """Show several rounds whose cards are all in."""
        for ballot in ballots:
            if not self.session.do(Store.reveal, ballot):
                return

    def ask_early(self) -> None:
        """Close before all votes are in, after a question within the page."""
        turn, _ = self.turn(), self.words
        if turn is not None:
            state = missing_sentence(self.words, self.session.state, turn)
            self._panel.confirm.ask(
                _("{missing}。现在揭示会记为“提前截止”，没投的不再补。", missing=state), _("现在揭示"),
                lambda: self.session.do(Store.reveal, turn.ballot.id, early=True),
            )  # fmt: skip

    def ask_cancel(self) -> None:
        """Destroy the round's cards unseen, after a question within the page."""
        turn, _ = self.turn(), self.words
        if turn is not None:
            self._panel.confirm.ask(
                _("作废本轮：已录的评级票全部销毁，不揭示；作废一事留在记录里。"), _("作废本轮"),
                lambda: self.session.do(Store.cancel_ballot, turn.ballot.id),
            )  # fmt: skip

    def set_away(self, seat: Seat) -> None:
        """The seat whose card is missing has left the room."""
        self.session.do(Store.set_seat, seat.id, presence="away")

    # -- actions -----------------------------------------------------------------------------------------------------------

    def ballot_actions(self) -> tuple[tuple[Action, ...], Action | None, Action]:
        """Ghosts, plain and primary while a round is open."""
        _, turn = self.words, self.turn()
        assert turn is not None
        ghosts = [Action(_("作废本轮"), self.ask_cancel)]
        seat = self._panel.current_seat()
        if seat is not None and seat.id not in turn.voted:
            ghosts.append(Action(_("第 {number} 席离席", number=seat.number), lambda: self.set_away(seat)))
        early = Action(_("提前截止"), self.ask_early) if missing(turn) and turn.cast else None
        why = reveal_refusal(self.words, turn)
        return tuple(ghosts), early, Action(_("揭示"), self.reveal, key="R", enabled=not why, why=why)

    def again_action(self) -> Action:
        """Another round, as long as the rule allows one."""
        _, subject = self.words, self._subject()
        left = rounds_left(self.session.state, subject.kind, subject.id)
        limit = self.session.state.engagement.max_rounds
        return Action(_("再投一轮"), self.open, key="N", enabled=left > 0, why=_("已投满 {limit} 轮", limit=limit))
