"""The ballot box for one measure: cells in seat order, a pile per group or one of the room; nothing shows a level before the reveal."""

from collections.abc import Sequence

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
    """The cards typed for one open round of piles, kept until the reveal so that a group's pile can be put as a whole."""

    def __init__(self) -> None:
        self._ballot = ""
        self._cards: dict[str, list[int | None]] = {}

    def put(self, ballot: str, cell: Cell, level: int | None) -> list[int | None]:
        """The group's pile with this card in its place, or on top."""
        if ballot != self._ballot:
            self._ballot, self._cards = ballot, {}
        pile = self._cards.setdefault(cell.group, [])
        if cell.place < len(pile):
            pile[cell.place] = level
        else:
            pile.append(level)
        return list(pile)

    def take(self, ballot: str, cell: Cell) -> list[int | None]:
        """The group's pile without the card in this place."""
        pile = self._cards.get(cell.group, []) if ballot == self._ballot else []
        if cell.place < len(pile):
            del pile[cell.place]
        return list(pile)
