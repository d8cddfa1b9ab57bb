"""The range of opinion: how far a score moves if other people of the same mind had sat in the room.

Resampling with a fixed seed. In named mode participants are drawn, so that one person's votes hang together; in anonymous
mode the votes of each indicator are drawn independently. With fewer than five voters only the extremes are given. The room's
score is 20 × the mean of the votes, not of the recorded levels: the range is about opinions, the record is a decision.
"""

import random
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import accumulate
from typing import Literal

from msgspec import Struct

POINTS = 20
FEW = 5
Votes = Mapping[str, int]  # indicator → level


class Group(Struct, frozen=True):
    """One dimension: its weight in any unit and its indicators."""

    weight: int
    indicators: tuple[str, ...]


class Opinion(Struct, frozen=True):
    """The range, in points 20 … 100: percentiles 10 and 90 of the resamples, or the extremes of a small room."""

    low: float
    high: float
    basis: Literal["percentiles", "extremes"]


def named_range(model: Sequence[Group], votes: Sequence[Votes], seed: int, draws: int = 1000) -> Opinion | None:
    """Range from whole participants (one mapping of indicator → level each); None if nobody voted."""
    people = [own for own in votes if _room_score(model, _means([own])) is not None]
    if not people:
        return None
    if len(people) < FEW:
        return _extremes(_room_score(model, _means([own])) for own in people)
    rng = random.Random(seed)
    return _percentiles(_room_score(model, _means(rng.choices(people, k=len(people)))) for _ in range(draws))


def anonymous_range(model: Sequence[Group], votes: Mapping[str, Sequence[int]], seed: int, draws: int = 1000) -> Opinion | None:
    """Range from the votes of each indicator, drawn independently; None if nobody voted.

    The smallest vote on any indicator decides whether the room is small; its extremes are all-lowest and all-highest.
    """
    cast = {key: votes[key] for group in model for key in group.indicators if votes.get(key)}
    if not cast:
        return None
    if min(map(len, cast.values())) < FEW:
        return _extremes(_room_score(model, {key: float(end(levels)) for key, levels in cast.items()}) for end in (min, max))
    rng = random.Random(seed)
    drawn = {key: _draw_means(levels, rng, draws) for key, levels in cast.items()}
    return _percentiles(_room_score(model, {key: means[i] for key, means in drawn.items()}) for i in range(draws))


def mean_distribution(votes: Sequence[int]) -> dict[Fraction, Fraction]:
    """Exact distribution of the mean of a resample of these votes: mean → probability, ascending. At least one vote.

    A resample's standard deviation is √((n−1)/n) of the usual standard error, so ranges of small rooms come out narrow.
    """
    n = len(votes)
    return {Fraction(total, n): Fraction(ways, n**n) for total, ways in _sums(votes).items()}


def _sums(votes: Sequence[int]) -> dict[int, int]:
    """In how many of the n^n resamples each sum comes up, by convolution."""
    ways = {0: 1}
    for _ in votes:
        longer: dict[int, int] = {}
        for total, count in ways.items():
            for level in votes:
                longer[total + level] = longer.get(total + level, 0) + count
        ways = longer
    return dict(sorted(ways.items()))


def _draw_means(votes: Sequence[int], rng: random.Random, draws: int) -> list[float]:
    sums = _sums(votes)
    bounds = [float(Fraction(reached, len(votes) ** len(votes))) for reached in accumulate(sums.values())]
    return [total / len(votes) for total in rng.choices(list(sums), cum_weights=bounds, k=draws)]


def _means(sample: Iterable[Votes]) -> dict[str, float]:
    """Mean level of each indicator that somebody in the sample voted on."""
    totals: dict[str, list[int]] = {}
    for own in sample:
        for indicator, level in own.items():
            totals.setdefault(indicator, []).append(level)
    return {indicator: sum(levels) / len(levels) for indicator, levels in totals.items()}


def _room_score(model: Sequence[Group], means: Mapping[str, float]) -> float | None:
    """Weighted score over the dimensions with votes; None without any."""
    points = weight = 0.0
    for group in model:
        levels = [means[key] for key in group.indicators if key in means]
        if levels:
            points += group.weight * POINTS * sum(levels) / len(levels)
            weight += group.weight
    return points / weight if weight else None


def _extremes(scores: Iterable[float | None]) -> Opinion:
    known = [score for score in scores if score is not None]
    return Opinion(min(known), max(known), "extremes")


def _percentiles(scores: Iterable[float | None]) -> Opinion:
    """The 10th and 90th percentile: the values that one tenth of the draws do not exceed, and do not fall below."""
    ordered = sorted(score for score in scores if score is not None)
    edge = (len(ordered) - 1) // 10
    return Opinion(ordered[edge], ordered[-1 - edge], "percentiles")
