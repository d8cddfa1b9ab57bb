"""The group's own order in the ballot box: cards that rank the measures or spend 100 points, blind until the reveal like every vote."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ..change import Change
from ..errors import Refused
from ..road_rows import Allotment, OrderNote
from ..rows import Ballot, MeasurePlan, Vote
from .base import Noted, new_id, operation
from .planning import Planning

POINTS = 100
KIND = "order"
Amounts = Mapping[str, int]


class Ordering(Planning):
    """A ballot of kind "order" holds cards instead of levels; opening, cancelling and revealing it are the ballot box's own."""

    @operation(Change.VOTES, undoable=False)
    def cast_order(self, ballot_id: str, seat_id: str, amounts: Amounts | None) -> Noted:
        """Put or change one seat's card: every ranked measure's place, or its points (100 in all); None abstains."""
        ballot, seat = self._open(ballot_id, "seat"), self.known_seat(seat_id)
        if seat.presence != "voting":
            raise Refused("vote.not_voting", number=seat.number)
        card = self._card(ballot, amounts)
        found = self._db.execute("SELECT key FROM open_ballot WHERE ballot = ? AND seat = ?", [ballot_id, seat_id]).fetchone()
        key = found[0] if found else secrets.token_hex(16)
        self._slip(key, ballot.id, seat_id, seat.grp, None)
        self._allot(key, card)
        return Noted(ballot.subject, {"kind": KIND, "round": ballot.round, "seat": seat.number, "changed": bool(found)})

    @operation(Change.VOTES, undoable=False)
    def cast_order_pile(self, ballot_id: str, grp: str, cards: Sequence[Amounts | None]) -> Noted:
        """Replace one role group's shuffled pile of cards, or with "" the room's mixed one."""
        ballot = self._open(ballot_id, "pile" if grp else "mixed")
        self._check_cards(grp, len(cards))
        checked = [self._card(ballot, card) for card in cards]
        self._db.execute("DELETE FROM open_ballot WHERE ballot = ? AND grp = ?", [ballot_id, grp])
        for card in checked:
            key = secrets.token_hex(16)
            self._slip(key, ballot.id, None, grp, None)
            self._allot(key, card)
        return Noted(ballot.subject, {"kind": KIND, "round": ballot.round, "group": grp, "cards": len(cards)})

    def ranked_measures(self) -> tuple[str, ...]:
        """What a card is about: the chosen measures of the lane that is ranked."""
        return tuple(row.measure for row in self.rows(MeasurePlan) if row.chosen and row.lane == "ranked")

    def _card(self, ballot: Ballot, amounts: Amounts | None) -> dict[str, int]:
        """A whole card, or nothing for an abstention; a card that is wrong says how."""
        if ballot.kind != KIND:
            raise Refused("ballot.entry")
        if amounts is None:
            return {}
        measures = self.ranked_measures()
        for measure, amount in amounts.items():
            if measure not in measures:
                raise Refused("order.measure", measure=measure)
            if isinstance(amount, bool) or not isinstance(amount, int) or not 0 <= amount <= POINTS:
                raise Refused("order.amount", measure=measure, value=amount)
        if ballot.subject == "points" and sum(amounts.values()) != POINTS:
            raise Refused("order.points", total=sum(amounts.values()), wanted=POINTS)
        if ballot.subject == "rank" and sorted(amounts.values()) != list(range(1, len(measures) + 1)):
            raise Refused("order.places", count=len(measures))
        return {measure: amount for measure, amount in amounts.items() if amount}

    def _allot(self, key: str, card: Amounts) -> None:
        self._db.execute("DELETE FROM open_allotment WHERE key = ?", [key])
        for measure in sorted(card):
            self._db.execute("INSERT INTO open_allotment (key, measure, amount) VALUES (?, ?, ?)", [key, measure, card[measure]])

    def _tell_votes(self, ballot_id: str, cards: Iterable[tuple[Any, ...]]) -> None:
        """Cards of an order go under fresh keys and, in anonymous mode, without their role group: a whole order tells more than a level."""
        ballot = self.one(Ballot, id=ballot_id)
        if ballot is None or ballot.kind != KIND:
            super()._tell_votes(ballot_id, cards)
            return
        named = self.engagement().vote_mode == "named"
        found = self._db.execute("SELECT key, seat, grp FROM open_ballot WHERE ballot = ?", [ballot_id]).fetchall()
        told = [(secrets.token_hex(16), key, seat, grp) for key, seat, grp in found]
        for vote, key, seat, grp in sorted(told):
            self.put(Vote(vote, ballot_id, grp if named else "", seat if named else None, None))
            slips = self._db.execute("SELECT measure, amount FROM open_allotment WHERE key = ? ORDER BY measure", [key]).fetchall()
            for measure, amount in slips:
                self.put(Allotment(vote, measure, amount))
        self._db.execute("DELETE FROM open_ballot WHERE ballot = ?", [ballot_id])

    @operation(Change.RECORDS | Change.MEASURES)
    def add_order_note(self, text: str, measure: str = "", grp: str = "", in_plan: int = 1, sensitive: int = 0) -> Noted:
        """Somebody sees the order otherwise: why, and about which measure."""
        if measure:
            self.known_measure(measure)
        if not text.strip():
            raise Refused("order.note")
        row = OrderNote(new_id(), measure, grp, text.strip(), in_plan, sensitive)
        self.put(row)
        return Noted(row.id, {"measure": measure})

    @operation(Change.RECORDS | Change.MEASURES)
    def remove_order_note(self, note: str) -> Noted:
        found = self.one(OrderNote, id=note)
        if found is None:
            raise Refused("id.unknown", kind="dissent", id=note)
        self.drop(found)
        return Noted(note)
