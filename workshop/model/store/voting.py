"""The ballot box: a round is opened, cast and revealed; only `open_ballot` ever links a seat with a level, until the reveal."""

import secrets
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from ..change import Change
from ..consensus import suppressed
from ..errors import Refused
from ..rows import Ballot, Present, Seat, Vote
from .base import Noted, digest, new_id, operation
from .daybook import Daybook
from .driver import told
from .setup import whole_level

SOURCES = ("tally", "pass", "paper", "csv")


class Voting(Daybook):
    """Operations of a ballot; none can be undone: a wrong vote after the reveal is a new round."""

    def open_votes(self) -> dict[str, tuple[frozenset[str], dict[str, int]]]:
        """Per open ballot: the seats that have voted and the cards per role group entered as piles; never a level."""
        found: dict[str, tuple[set[str], dict[str, int]]] = {}
        with told(self.path):
            rows = self._db.execute("SELECT ballot, seat, grp, count(*) FROM open_ballot GROUP BY ballot, seat, grp").fetchall()
        for ballot, seat, grp, count in rows:
            seats, piles = found.setdefault(ballot, (set(), {}))
            if seat is None:
                piles[grp] = piles.get(grp, 0) + count
            else:
                seats.add(seat)
        return {ballot: (frozenset(seats), piles) for ballot, (seats, piles) in found.items()}

    def due_seats(self) -> tuple[Seat, ...]:
        """Seats expected to vote now."""
        return tuple(seat for seat in self.rows(Seat) if seat.presence == "voting")

    def ballots_of(self, kind: str, subject: str) -> list[Ballot]:
        """All ballots on one subject, oldest first."""
        return [ballot for ballot in self.rows(Ballot) if (ballot.kind, ballot.subject) == (kind, subject)]

    def is_open(self, kind: str, subject: str) -> bool:
        """Whether the subject is being voted on."""
        return any(ballot.state == "open" for ballot in self.ballots_of(kind, subject))

    @operation(Change.VOTES, undoable=False)
    def open_ballot(self, kind: str, subject: str, entry: str = "seat") -> Noted:
        """Open the next round on an indicator, a whole dimension, a measure's impact or urgency, or the practice question."""
        return self._open_next(kind, subject, entry)

    def _open_next(self, kind: str, subject: str, entry: str) -> Noted:
        self._check_subject(kind, subject)
        if entry == "mixed" and self.engagement().vote_mode == "named":
            raise Refused("ballot.mixed_named")
        turns = self.ballots_of(kind, subject)
        if self.is_open(kind, subject):
            raise Refused("ballot.already_open", subject=subject)
        limit = self.engagement().max_rounds
        if sum(ballot.state == "revealed" for ballot in turns) >= limit:
            raise Refused("ballot.rounds", limit=limit)
        if not self.due_seats():
            raise Refused("ballot.no_seats")
        turn = max((ballot.round for ballot in turns), default=0) + 1
        ballot = Ballot(new_id(), kind, subject, turn, entry, "open", self.now(), "", 0, "")
        self.put(ballot)
        return Noted(subject, {"kind": kind, "round": turn, "entry": entry})

    def _check_subject(self, kind: str, subject: str) -> None:
        pack = self.pack
        known = {
            "indicator": pack.indicators, "dimension": pack.dimensions, "impact": pack.measures, "urgency": pack.measures,
        }.get(kind)  # fmt: skip
        if known is not None and subject not in known:
            raise Refused("id.unknown", kind=kind, id=subject)

    @operation(Change.VOTES, undoable=False)
    def cast_vote(self, ballot_id: str, seat_id: str, level: int | None, source: str = "tally") -> Noted:
        """Put or change one seat's vote: a level 1–5, or None to abstain; `source` is how the card came in."""
        ballot, seat = self._sourced(self._open(ballot_id, "seat"), source), self.known_seat(seat_id)
        if seat.presence != "voting":
            raise Refused("vote.not_voting", number=seat.number)
        value = None if level is None else whole_level(level)
        found = self._db.execute("SELECT key FROM open_ballot WHERE ballot = ? AND seat = ?", [ballot_id, seat_id]).fetchone()
        self._slip(found[0] if found else secrets.token_hex(16), ballot.id, seat_id, seat.grp, value)
        return Noted(ballot.subject, {"kind": ballot.kind, "round": ballot.round, "seat": seat.number, "changed": bool(found)})

    @operation(Change.VOTES, undoable=False)
    def clear_vote(self, ballot_id: str, seat_id: str) -> Noted:
        """Take one seat's card out of the box again."""
        ballot, seat = self._open(ballot_id, "seat"), self.known_seat(seat_id)
        self._db.execute("DELETE FROM open_ballot WHERE ballot = ? AND seat = ?", [ballot_id, seat_id])
        return Noted(ballot.subject, {"kind": ballot.kind, "round": ballot.round, "seat": seat.number, "cleared": True})

    @operation(Change.VOTES, undoable=False)
    def cast_pile(self, ballot_id: str, grp: str, levels: Sequence[int | None], source: str = "tally") -> Noted:
        """Replace one role group's shuffled pile of cards, or with "" the room's mixed one; never more cards than seats present."""
        ballot = self._sourced(self._open(ballot_id, "pile" if grp else "mixed"), source)
        self._check_cards(grp, len(levels))
        values = [None if level is None else whole_level(level) for level in levels]
        self._db.execute("DELETE FROM open_ballot WHERE ballot = ? AND grp = ?", [ballot_id, grp])
        for value in values:
            self._slip(secrets.token_hex(16), ballot.id, None, grp, value)
        return Noted(ballot.subject, {"kind": ballot.kind, "round": ballot.round, "group": grp, "cards": len(values)})

    @operation(Change.VOTES, undoable=False)
    def put_card(self, ballot_id: str, card: str, grp: str, level: int | None, source: str = "tally") -> Noted:
        """One card onto a role group's pile, or with "" the room's mixed one; the cards that lie there already stay.

        `card` is a random key that only whoever types keeps: with it the same card can be changed or taken back, without it no card
        can be told from another. Refuses more cards than seats present.
        """
        ballot = self._sourced(self._open(ballot_id, "pile" if grp else "mixed"), source)
        self._put_sheet(ballot, card, grp, None if level is None else whole_level(level))
        return self._piled(ballot, grp)

    @operation(Change.VOTES, undoable=False)
    def take_card(self, ballot_id: str, card: str, grp: str) -> Noted:
        """The card put under this key comes out of the pile again."""
        ballot = self._open(ballot_id, "pile" if grp else "mixed")
        self._db.execute("DELETE FROM open_ballot WHERE key = ? AND ballot = ?", [_hidden(card, ballot_id), ballot_id])
        return self._piled(ballot, grp)

    def _piled(self, ballot: Ballot, grp: str) -> Noted:
        found = self._db.execute("SELECT count(*) FROM open_ballot WHERE ballot = ? AND grp = ?", [ballot.id, grp]).fetchone()
        return Noted(ballot.subject, {"kind": ballot.kind, "round": ballot.round, "group": grp, "cards": found[0]})

    def _check_cards(self, grp: str, cards: int) -> None:
        """No more cards than seats of the role group are here to give one; "" is the whole room."""
        seats = sum(grp in ("", seat.grp) for seat in self.due_seats())
        if cards > seats and not grp:
            raise Refused("pile.room", cards=cards, seats=seats)
        if cards > seats:
            raise Refused("pile.count", group=grp, cards=cards, seats=seats)

    def _sourced(self, ballot: Ballot, source: str) -> Ballot:
        """The ballot, which from now on says that cards came in this way too."""
        if source not in SOURCES:
            raise Refused("ballot.source", value=source)
        known = ballot.source.split("+") if ballot.source else []
        if source in known:
            return ballot
        after = replace(ballot, source="+".join([*known, source]))
        self.put(after)
        return after

    @operation(Change.VOTES, undoable=False)
    def change_entry(self, ballot_id: str, entry: str) -> Noted:
        """Another way to collect the cards of an open round whose box is still empty."""
        ballot = self._open(ballot_id)
        if self._db.execute("SELECT 1 FROM open_ballot WHERE ballot = ?", [ballot_id]).fetchone():
            raise Refused("ballot.entry")
        if entry == "mixed" and self.engagement().vote_mode == "named":
            raise Refused("ballot.mixed_named")
        self.put(replace(ballot, entry=entry))
        return Noted(ballot.subject, {"kind": ballot.kind, "round": ballot.round, "entry": entry})

    @operation(Change.VOTES, undoable=False)
    def enter_papers(
        self, kind: str, papers: Sequence[tuple[str, str, Mapping[str, int | None]]], source: str = "csv", by: str = "pile"
    ) -> Noted:
        """Many paper ballots at once, each as (key, voter, answers) of `enter_paper`: all of them go in or none."""
        for paper, voter, levels in papers:
            self._enter(kind, paper, voter, levels, source, by)
        return Noted(kind, {"papers": len(papers), "source": source, "by": by})

    @operation(Change.VOTES, undoable=False)
    def enter_paper(
        self, kind: str, paper: str, voter: str, levels: Mapping[str, int | None], source: str = "paper", by: str = "pile"
    ) -> Noted:
        """One paper ballot: a level or None (an abstention) for each subject it answers, opening rounds that are not open yet.

        `paper` is a random key of the sheet, so that the same sheet put in again replaces itself; `voter` is a seat's id where cards are
        entered by seat (`by` "seat"), a role group ("pile") or "" ("mixed"). Whatever is wrong with one answer, none goes in.
        """
        self._enter(kind, paper, voter, levels, source, by)
        detail = {"kind": kind, "answers": len(levels), "source": source}
        if by == "seat":
            return Noted(self.known_seat(voter).id, {**detail, "seat": self.known_seat(voter).number})
        return Noted(voter, {**detail, "group": voter})

    def _enter(self, kind: str, paper: str, voter: str, levels: Mapping[str, int | None], source: str, by: str) -> None:
        for subject, level in levels.items():
            value = None if level is None else whole_level(level)
            if not self.is_open(kind, subject):
                self._open_next(kind, subject, by)
            ballot = next(one for one in self.ballots_of(kind, subject) if one.state == "open")
            self._put_sheet(self._sourced(self._open(ballot.id, by), source), paper, voter, value)

    def _put_sheet(self, ballot: Ballot, paper: str, voter: str, value: int | None) -> None:
        if ballot.entry == "seat":
            seat = self.known_seat(voter)
            if seat.presence != "voting":
                raise Refused("vote.not_voting", number=seat.number)
            found = self._db.execute("SELECT key FROM open_ballot WHERE ballot = ? AND seat = ?", [ballot.id, voter]).fetchone()
            self._slip(found[0] if found else secrets.token_hex(16), ballot.id, voter, seat.grp, value)
            return
        key = _hidden(paper, ballot.id)
        others = "SELECT count(*) FROM open_ballot WHERE ballot = ? AND grp = ? AND key <> ?"
        self._check_cards(voter, self._db.execute(others, [ballot.id, voter, key]).fetchone()[0] + 1)
        self._slip(key, ballot.id, None, voter, value)

    def _slip(self, key: str, ballot: str, seat: str | None, grp: str, level: int | None) -> None:
        self._upsert("open_ballot", {"key": key, "ballot": ballot, "seat": seat, "grp": grp, "level": level})

    @operation(Change.VOTES, undoable=False)
    def cancel_ballot(self, ballot_id: str) -> Noted:
        """Take an open round away unrevealed; its cards are destroyed, that it was opened stays in the record."""
        ballot = self._open(ballot_id)
        self._db.execute("DELETE FROM open_ballot WHERE ballot = ?", [ballot_id])
        self.put(replace(ballot, state="cancelled"))
        return Noted(ballot.subject, {"kind": ballot.kind, "round": ballot.round})

    @operation(Change.VOTES, undoable=False)
    def reveal(self, ballot_id: str, early: bool = False) -> Noted:
        """Show the round's votes. Refuses while votes are missing, unless `early`; in anonymous mode the link to seats ends here."""
        ballot = self._open(ballot_id)
        due = self.due_seats()
        cards = self._db.execute("SELECT seat, grp, level FROM open_ballot WHERE ballot = ?", [ballot_id]).fetchall()
        if not cards:
            raise Refused("ballot.empty")
        voted = {seat for seat, _, _ in cards}
        missing = [seat for seat in due if seat.id not in voted] if ballot.entry == "seat" else due[len(cards) :]
        piles = Counter(grp for _, grp, _ in cards)
        if missing and not early:
            raise Refused("ballot.incomplete", missing=len(missing))
        self._tell_votes(ballot_id, cards)
        self._tell_presence(ballot, voted, piles)
        self.put(replace(ballot, state="revealed", revealed_at=self.now(), early=int(bool(missing))))
        return Noted(ballot.subject, {"kind": ballot.kind, "round": ballot.round, "votes": len(cards), "early": bool(missing)})

    def _tell_votes(self, ballot_id: str, cards: Iterable[tuple[Any, ...]]) -> None:
        """Move the cards under fresh random keys, written in the keys' order: neither key nor place in the file leads back to a seat.

        A role group too small to hide in loses its name here and now, so that no view, export or copy can tell it.
        """
        named = self.engagement().vote_mode == "named"
        sizes = {seat.grp: 0 for seat in self.rows(Seat)} | Counter(grp for _, grp, level in cards if level is not None)
        hidden = frozenset[str]() if named else suppressed(sizes)
        votes = [
            Vote(secrets.token_hex(16), ballot_id, "" if grp in hidden else grp, seat if named else None, level)
            for seat, grp, level in cards
        ]
        for vote in sorted(votes, key=lambda one: one.id):
            self.put(vote)
        self._db.execute("DELETE FROM open_ballot WHERE ballot = ?", [ballot_id])

    def _tell_presence(self, ballot: Ballot, voted: set[str], piles: Mapping[str, int]) -> None:
        """Who was here; where a pile is short it cannot be told whose card is missing."""
        due = Counter("" if ballot.entry == "mixed" else seat.grp for seat in self.due_seats())
        for seat in self.rows(Seat):
            status: str = seat.presence
            if status == "voting" and ballot.entry == "seat":
                status = "voted" if seat.id in voted else "missing"
            elif status == "voting":
                pile = "" if ballot.entry == "mixed" else seat.grp
                status = "voted" if piles.get(pile, 0) >= due[pile] else "present"
            elif seat.id in voted:
                status = "voted"  # voted, then left the room
            self.put(Present(ballot.id, seat.id, status))

    def _open(self, ballot_id: str, entry: str | None = None) -> Ballot:
        ballot = self.one(Ballot, id=ballot_id)
        if ballot is None:
            raise Refused("id.unknown", kind="ballot", id=ballot_id)
        if ballot.state != "open":
            raise Refused("ballot.closed", subject=ballot.subject, round=ballot.round)
        if entry and ballot.entry != entry:
            raise Refused("ballot.entry")
        return ballot


def _hidden(card: str, ballot: str) -> str:
    """Where a card lies in the box: the answers of one sheet hang together only by a key that the file does not hold."""
    return digest(f"{card}/{ballot}")[:32]
