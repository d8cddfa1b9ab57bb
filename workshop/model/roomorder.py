"""The room's own order from its revealed cards, beside the computed one."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from .grouporder import GroupOrder, Preference, group_order, rank_differences, tiers_from_points
from .ranking import Row
from .road import OrderRound
from .state import State


class RoomOrder(Struct, frozen=True):
    """Kemeny's order of the cards; `moved` places each measure gains (+) or loses (−) against the computed order."""

    found: GroupOrder
    cards: int  # that say something; abstentions left out
    moved: Mapping[str, int]
    method: str  # points | rank

    @property
    def share(self) -> float:
        """Share of the pairwise opinions that the order respects, 0 … 1."""
        whole = self.found.agreeing + self.found.opposing
        return self.found.agreeing / whole if whole else 1.0


def preferences(turn: OrderRound, measures: Sequence[str]) -> list[Preference]:
    """One per card: places as they are, points as tiers; what is no longer ranked is left out."""
    found: list[Preference] = []
    for card in turn.allotments.values():
        own = {measure: float(amount) for measure, amount in card.items() if measure in measures}
        if turn.ballot.subject == "rank":
            own = {measure: -amount for measure, amount in own.items()}
        if own:
            found.append((1, tiers_from_points(own)))
    return found


def room_order(state: State, rows: Sequence[Row]) -> RoomOrder | None:
    """From the newest revealed round on the order; None before it, or when no card says anything."""
    turn = state.road.last_order
    computed = [row.measure for row in rows if row.position is not None]
    measures = [row.measure for row in rows if row.lane.value == "ranked"]
    cards = preferences(turn, measures) if turn is not None else []
    if turn is None or not cards:
        return None
    found = group_order(measures, cards)
    return RoomOrder(found, len(cards), rank_differences(found.order, computed), turn.ballot.subject)
