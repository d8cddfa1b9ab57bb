"""Simulated participants for a rehearsal: what they would vote, from a seed, so that the same rehearsal goes the same way again."""

from collections.abc import Mapping, Sequence
from random import Random

from msgspec import Struct

from .rows import Seat

STYLES = ("even", "chair", "camps")
SPREADS = {"narrow": 0.35, "middle": 0.8, "wide": 1.4}  # standard deviation in levels
CALM = 0.6  # share of the spread that a round of discussion leaves
FOLLOW = 0.7  # who moves to the chair's level in a later round
ABSTAIN = 0.03
CENTRES = (2, 2, 3, 3, 4)


class Crowd(Struct, frozen=True):
    """How the room behaves: everybody alone, a chair whom the others follow after the first reveal, or two camps of role groups."""

    seed: int
    spread: str = "middle"
    style: str = "even"


def simulate(crowd: Crowd, seats: Sequence[Seat], subject: str, number: int) -> Mapping[str, int | None]:
    """A level or an abstention for each of these seats in round `number` (from 1) on a subject. An unknown spread raises KeyError.

    Votes are blind, so a dominant chair moves nobody in the first round; later rounds lie closer together.
    """
    centre = Random(f"{crowd.seed}/{subject}").choice(CENTRES)
    groups = tuple(dict.fromkeys(seat.grp for seat in seats))
    sigma = SPREADS[crowd.spread] * CALM ** (number - 1)
    chair = next((seat for seat in seats if seat.senior), seats[0] if seats else None)
    lead = level_of(centre + 1)
    votes: dict[str, int | None] = {}
    for seat in seats:
        draw = Random(f"{crowd.seed}/{subject}/{number}/{seat.id if not seat.number else seat.number}")
        middle = centre + _camp(crowd, groups.index(seat.grp))
        follows = crowd.style == "chair" and (seat is chair or (number > 1 and draw.random() < FOLLOW))
        votes[seat.id] = lead if follows else None if draw.random() < ABSTAIN else level_of(draw.gauss(middle, sigma))
    return votes


def _camp(crowd: Crowd, place: int) -> float:
    """Which way a role group leans: every other one up, the rest down."""
    if crowd.style != "camps":
        return 0.0
    return 1.0 if place % 2 else -1.0


def level_of(value: float) -> int:
    """The nearest level of the scale."""
    return min(5, max(1, round(value)))


def piled(votes: Mapping[str, int | None], seats: Sequence[Seat], seed: str) -> Mapping[str, tuple[int | None, ...]]:
    """The same votes as one shuffled pile per role group."""
    piles: dict[str, list[int | None]] = {}
    for seat in seats:
        piles.setdefault(seat.grp, []).append(votes[seat.id])
    for grp, cards in piles.items():
        Random(f"{seed}/{grp}").shuffle(cards)
    return {grp: tuple(cards) for grp, cards in piles.items()}
