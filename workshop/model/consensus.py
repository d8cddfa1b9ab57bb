"""Read one round of blind votes: medians, agreement, the light, and what the method proposes to do next.

Levels run from 1 to 5; abstentions and absentees are not votes and never reach this module. Every decision is taken in
integers or exact fractions, so no rounding can flip a light. Statistics propose; the facilitator records.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from .errors import Refused

LEVELS = (1, 2, 3, 4, 5)
SMALLEST = 3  # votes of a role group below which an anonymous room does not show it

NextStep = Literal["again", "stop_green", "stop_stable", "stop_rounds"]


class Light(Enum):
    """How far the room agrees: green, amber, red, grey."""

    CONSENSUS = "green"
    DISCUSS = "amber"
    SPLIT = "red"
    TOO_FEW = "grey"


class Kind(Enum):
    """Why a light is amber."""

    NEIGHBOURS = "neighbours"  # all votes on two neighbouring levels
    OUTLIER = "outlier"  # enough votes on one level, somebody two or more away: a slip of the finger, or the one who knows
    SPREAD = "spread"  # everything else


class Rule(Struct, frozen=True):
    """Settings of the light, printed in the report.

    0.75 as consensus share is the median threshold of published Delphi studies (Diamond et al. 2014); camps from eight
    votes on are the RAND/UCLA panel limits; reach, distance and the camps of smaller rooms are ours.
    """

    consensus_share: Fraction = Fraction(3, 4)  # of the votes on one level
    reach: int = 1  # levels a single vote may lie off the mode while the light is green
    split_distance: Fraction = Fraction(3, 4)  # mean distance to the median, in levels
    few: int = 3  # below so many votes there is no light
    camp_of_few: int = 1  # votes that make a camp in the smallest room that gets a light
    camp_floor: int = 2  # votes that make a camp in any larger room, at least
    stable: Fraction = Fraction(15, 100)  # net change between rounds below which another round is idle

    def __post_init__(self) -> None:
        if not Fraction(1, 2) < self.consensus_share <= 1:
            raise Refused("vote.share", value=float(self.consensus_share))

    def camp(self, votes: int) -> int:
        """Votes that make a camp among so many."""
        return self.camp_of_few if votes <= self.few else max(self.camp_floor, (votes + 1) // 3)


STANDARD = Rule()


class Reading(Struct, frozen=True):
    """One round, read. Without votes the medians and the agreement are None and there is no mode."""

    n: int
    counts: tuple[int, int, int, int, int]  # votes on level 1 … 5
    lower: int | None  # lower median
    upper: int | None  # upper median, differs from the lower for even n only
    agreement: Fraction | None  # 0 … 100
    light: Light
    kind: Kind | None  # for amber only
    modes: tuple[int, ...]  # the level or levels with most votes, ascending
    camp: int = 1  # votes that make a camp here


def read(levels: Sequence[int], rule: Rule = STANDARD) -> Reading:
    """Read the votes of one round, in any order. Refuses a level outside 1 … 5 (`vote.level`)."""
    return _read(tuple(levels), rule)


@lru_cache(maxsize=4096)  # the same rounds are read again after every operation of a day
def _read(levels: tuple[int, ...], rule: Rule) -> Reading:
    counts = tally(levels)
    n, ordered = len(levels), sorted(levels)
    light = _light(counts, n, rule)
    return Reading(
        n=n,
        counts=counts,
        lower=ordered[(n - 1) // 2] if n else None,
        upper=ordered[n // 2] if n else None,
        agreement=100 * (1 - leik(counts)) if n else None,
        light=light,
        kind=_kind(counts, n, rule) if light is Light.DISCUSS else None,
        modes=_modes(counts),
        camp=rule.camp(n),
    )


def tally(levels: Iterable[int]) -> tuple[int, int, int, int, int]:
    """Votes on each level. Refuses a level outside 1 … 5 (`vote.level`)."""
    counts = [0, 0, 0, 0, 0]
    for level in levels:
        if level not in LEVELS:
            raise Refused("vote.level", value=level)
        counts[level - 1] += 1
    return counts[0], counts[1], counts[2], counts[3], counts[4]


def leik(counts: Sequence[int]) -> Fraction:
    """Leik's ordinal dispersion D of votes per category (any number of categories ≥ 2): 0 unanimous, 1 half at each end.

    On five levels D is half the mean distance to the median. Source: Leik 1966, Pacific Sociological Review 9:85–90.
    """
    n = sum(counts)
    below = [sum(counts[: i + 1]) for i in range(len(counts) - 1)]
    return Fraction(2 * sum(min(reached, n - reached) for reached in below), n * len(below))


def tastle_wierman(levels: Sequence[int]) -> float:
    """Consensus Cns of at least one vote, 0 … 1, for readers who know it. Source: Tastle and Wierman 2007, IJAR 45:531–545."""
    counts, n = tally(levels), len(levels)
    mean = sum(levels) / n
    return 1 + sum(count / n * math.log2(1 - abs(level - mean) / 4) for level, count in zip(LEVELS, counts, strict=True) if count)


def stability(before: Sequence[int], after: Sequence[int]) -> Fraction:
    """Net change between two rounds, 0 … 1: the share of the room that would have to move. Without votes in either round: 1.

    Rounds of different size are compared by their shares. Source: Scheibe, Skutsch and Schofer 1975 (under 15 % is stable).
    """
    if not before or not after:
        return Fraction(1)
    pairs = zip(tally(before), tally(after), strict=True)
    return sum((abs(Fraction(b, len(before)) - Fraction(a, len(after))) for b, a in pairs), Fraction(0)) / 2


def next_step(rounds: Sequence[Sequence[int]], max_rounds: int = 3, rule: Rule = STANDARD) -> NextStep:
    """What the method proposes after the last of these revealed rounds (oldest first)."""
    if rounds and read(rounds[-1], rule).light is Light.CONSENSUS:
        return "stop_green"
    if len(rounds) >= 2 and stability(rounds[-2], rounds[-1]) < rule.stable:
        return "stop_stable"
    return "stop_rounds" if len(rounds) >= max_rounds else "again"


def proposal(levels: Sequence[int]) -> int | None:
    """The level to propose: the mode, of two neighbours the lower; None without votes or when the modes lie further apart."""
    modes = _modes(tally(levels))
    return modes[0] if modes and modes[-1] - modes[0] <= 1 else None


def queue(items: Iterable[tuple[str, Reading]]) -> tuple[str, ...]:
    """Subjects to discuss: red first, then amber, then too few votes, each by agreement ascending; ties keep their order.

    Subjects in consensus or without a single vote are left out.
    """
    rank = {Light.SPLIT: 0, Light.DISCUSS: 1, Light.TOO_FEW: 2}
    waiting = [(rank[r.light], r.agreement, subject) for subject, r in items if r.light in rank and r.agreement is not None]
    return tuple(subject for *_, subject in sorted(waiting, key=lambda entry: entry[:2]))


def suppressed(votes: Mapping[str, int], few: int = SMALLEST) -> frozenset[str]:
    """Role groups to hide in anonymous mode, from the votes of each group.

    Groups with fewer than `few` votes are hidden. What the room's total minus the shown groups leaves must tell nothing either: the
    smallest shown group (the first of equals) is hidden too until the rest is two groups or more, and among it, if anybody voted, two
    groups that did, with `few` votes or more. Never is exactly one group shown.
    """
    hidden = {group for group, cast in votes.items() if cast < few}
    shown = sorted((group for group in votes if group not in hidden), key=lambda group: votes[group])
    while shown and hidden and not _is_covered([votes[group] for group in hidden], few):
        hidden.add(shown.pop(0))
    return frozenset(votes) if len(shown) == 1 else frozenset(hidden)


def _is_covered(rest: Sequence[int], few: int) -> bool:
    """Whether the hidden votes, taken together, give nobody away; a group without a vote hides no other."""
    voted = [cast for cast in rest if cast]
    return len(rest) > 1 and (not voted or (len(voted) > 1 and sum(voted) >= few))


def _modes(counts: Sequence[int]) -> tuple[int, ...]:
    most = max(counts)
    return tuple(level for level in LEVELS if most and counts[level - 1] == most)


def _light(counts: Sequence[int], n: int, rule: Rule) -> Light:
    if n < rule.few:
        return Light.TOO_FEW
    mode = _modes(counts)[0]
    near = sum(counts[level - 1] for level in LEVELS if abs(level - mode) <= rule.reach)
    if max(counts) >= rule.consensus_share * n and near == n:
        return Light.CONSENSUS
    far_apart = 2 * leik(counts) >= rule.split_distance
    return Light.SPLIT if far_apart or _camps(counts, rule.camp(n)) else Light.DISCUSS


def _camps(counts: Sequence[int], votes: int) -> bool:
    """Whether so many votes lie at or below some level and as many two or more levels above it."""
    return any(sum(counts[:low]) >= votes and sum(counts[low + 1 :]) >= votes for low in (1, 2, 3))


def _kind(counts: Sequence[int], n: int, rule: Rule) -> Kind:
    used = [level for level in LEVELS if counts[level - 1]]
    if used[-1] - used[0] <= 1:
        return Kind.NEIGHBOURS
    return Kind.OUTLIER if max(counts) >= rule.consensus_share * n else Kind.SPREAD
