"""The ballot box: a round is opened, cast and revealed; only `open_ballot` ever links a seat with a level, until the reveal."""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from ..change import Change
from ..errors import Refused
from ..rows import Ballot, Present, Seat, Vote
from .base import Noted, new_id, operation
from .setup import SetUp, whole_level


class Voting(SetUp):
    """Operations of a ballot; none can be undone: a wrong vote after the reveal is a new round."""

    def open_votes(self) -> dict[str, tuple[frozenset[str], dict[str, int]]]:
        """Per open ballot: the seats that have voted and the cards per role group entered as piles; never a level."""
        found: dict[str, tuple[set[str], dict[str, int]]] = {}
        for ballot, seat, grp, count in self._db.execute(
            "SELECT ballot, seat, grp, count(*) FROM open_ballot GROUP BY ballot, seat, grp"
        ).fetchall():
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
        """Open the next round on an indicator, a measure's impact or urgency, or the practice question."""
        self._check_subject(kind, subject)
        turns = self.ballots_of(kind, subject)
        if self.is_open(kind, subject):
            raise Refused("ballot.already_open", subject=subject)
        limit = self.engagement().max_rounds
        if sum(ballot.state == "revealed" for ballot in turns) >= limit:
            raise Refused("ballot.rounds", limit=limit)
        if not self.due_seats():
            raise Refused("ballot.no_seats")
        turn = max((ballot.round for ballot in turns), default=0) + 1
        ballot = Ballot(new_id(), kind, subject, turn, entry, "open", self.now(), "", 0)
        self.put(ballot)
        return Noted(subject, {"kind": kind, "round": turn, "entry": entry})

    def _check_subject(self, kind: str, subject: str) -> None:
        known = {"indicator": self.pack.indicators, "impact": self.pack.measures, "urgency": self.pack.measures}.get(kind)
        if known is not None and subject not in known:
            raise Refused("id.unknown", kind=kind, id=subject)

    @operation(Change.VOTES, undoable=False)
    def cast_vote(self, ballot_id: str, seat_id: str, level: int | None) -> Noted:
        """Put or change one seat's vote: a level 1–5, or None to abstain."""
        ballot, seat = self._open(ballot_id, "seat"), self.known_seat(seat_id)
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
    def cast_pile(self, ballot_id: str, grp: str, levels: Sequence[int | None]) -> Noted:
        """Replace one role group's shuffled pile of cards; the count may not exceed the seats present in the group."""
        ballot = self._open(ballot_id, "pile")
        seats = sum(seat.grp == grp for seat in self.due_seats())
        if len(levels) > seats:
            raise Refused("pile.count", group=grp, cards=len(levels), seats=seats)
        values = [None if level is None else whole_level(level) for level in levels]
        self._db.execute("DELETE FROM open_ballot WHERE ballot = ? AND grp = ?", [ballot_id, grp])
        for value in values:
            self._slip(secrets.token_hex(16), ballot.id, None, grp, value)
        return Noted(ballot.subject, {"kind": ballot.kind, "round": ballot.round, "group": grp, "cards": len(values)})

    def _slip(self, key: str, ballot: str, seat: str | None, grp: str, level: int | None) -> None:
        self.table("open_ballot").upsert({"key": key, "ballot": ballot, "seat": seat, "grp": grp, "level": level}, pk="key")

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
        if missing and not early:
            raise Refused("ballot.incomplete", missing=len(missing))
        self._tell_votes(ballot_id, cards)
        self._tell_presence(ballot, voted)
        self.put(replace(ballot, state="revealed", revealed_at=self.now(), early=int(bool(missing))))
        return Noted(ballot.subject, {"kind": ballot.kind, "round": ballot.round, "votes": len(cards), "early": bool(missing)})

    def _tell_votes(self, ballot_id: str, cards: Iterable[tuple[Any, ...]]) -> None:
        """Move the cards under fresh random keys, written in the keys' order: neither key nor place in the file leads back to a seat."""
        named = self.engagement().vote_mode == "named"
        votes = [Vote(secrets.token_hex(16), ballot_id, grp, seat if named else None, level) for seat, grp, level in cards]
        for vote in sorted(votes, key=lambda one: one.id):
            self.put(vote)
        self._db.execute("DELETE FROM open_ballot WHERE ballot = ?", [ballot_id])

    def _tell_presence(self, ballot: Ballot, voted: set[str]) -> None:
        for seat in self.rows(Seat):
            status: str = seat.presence
            if status == "voting":
                status = "voted" if ballot.entry == "pile" or seat.id in voted else "missing"
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
