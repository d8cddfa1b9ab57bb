"""The ballot box for one measure: cells in seat order, a pile per group or one of the room; nothing shows a level before the reveal."""

import secrets
from collections.abc import Callable, Sequence

from msgspec import Struct

from workshop.model.state import Round, State
from workshop.wording import group_mark
from workshop.words import Words

MIXED = "mixed"


class Cell(Struct, frozen=True):
    """One place for one vote: a seat, or a card of a pile."""

    label: str
    seat: str
    group: str  # "" for the room's mixed pile
    place: int  # within the pile


def cells(state: State, words: Words, entry: str) -> tuple[Cell, ...]:
    """Places in seat order; for piles in group order, as many as the group has voting seats; for a mixed pile as many as the room has."""
    due = sorted((seat for seat in state.seats if seat.presence == "voting"), key=lambda seat: seat.number)
    if entry == "seat":
        return tuple(Cell(str(seat.number), seat.id, seat.grp, 0) for seat in due)
    if entry == MIXED:
        return tuple(Cell(str(place + 1), "", "", place) for place in range(len(due)))
    found: list[Cell] = []
    for group in dict.fromkeys(seat.grp for seat in due):
        mark = group_mark(words, len({cell.group for cell in found}))
        found += [Cell(f"{mark}{place + 1}", "", group, place) for place in range(sum(seat.grp == group for seat in due))]
    return tuple(found)


def pile_key(state: State, words: Words) -> str:
    """Which mark stands for which group."""
    groups = list(dict.fromkeys(cell.group for cell in cells(state, words, "pile")))
    return words("，").join(f"{group_mark(words, at)} {group}" for at, group in enumerate(groups))


def filled(turn: Round, places: Sequence[Cell]) -> frozenset[int]:
    """Which places hold a card; never which card."""
    if turn.ballot.entry == "seat":
        return frozenset(at for at, cell in enumerate(places) if cell.seat in turn.voted)
    return frozenset(at for at, cell in enumerate(places) if cell.place < turn.piles.get(cell.group, 0))


class Piles:
    """Keys of the cards this window has put on the piles of open rounds. The cards themselves lie in the box alone.

    Cards of another hand, or from before a restart, come first in their pile and have no key here: they count, and stay as they are.
    """

    def __init__(self) -> None:
        self._keys: dict[tuple[str, str], list[str]] = {}

    def place(self, turn: Round, cell: Cell) -> int | None:
        """The place of this cell's card among our own, past them for a new one; None for a card that is not ours."""
        found = cell.place - self.strangers(turn, cell.group)
        return None if found < 0 else min(found, len(self._own(turn, cell)))

    def strangers(self, turn: Round, group: str) -> int:
        """How many cards of the pile are not ours."""
        return turn.piles.get(group, 0) - len(self._keys.get((turn.ballot.id, group), ()))

    def put(self, turn: Round, cell: Cell, store: Callable[[str], bool]) -> bool:
        """Store this cell's card under its key, a fresh one on top of the pile; False for a card that is not ours."""
        own, place = self._own(turn, cell), self.place(turn, cell)
        if place is None:
            return False
        key = own[place] if place < len(own) else secrets.token_hex(16)
        if place == len(own):
            own.append(key)  # before it is stored: who hears of the change counts it as ours
            if not store(key):
                own.remove(key)
        else:
            store(key)
        return True

    def take(self, turn: Round, cell: Cell, remove: Callable[[str], bool]) -> bool:
        """Take this cell's card off the pile; False for a card that is not ours."""
        own, place = self._own(turn, cell), self.place(turn, cell)
        if place is None:
            return False
        if place < len(own):
            key = own.pop(place)
            if not remove(key):
                own.insert(place, key)
        return True

    def forget(self, ballot: str) -> None:
        """Nothing on the piles of this round is ours any more."""
        self._keys = {at: keys for at, keys in self._keys.items() if at[0] != ballot}

    def _own(self, turn: Round, cell: Cell) -> list[str]:
        return self._keys.setdefault((turn.ballot.id, cell.group), [])
