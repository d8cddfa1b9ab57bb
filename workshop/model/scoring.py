"""From recorded levels to scores and grades: exact, with what is missing shown and never imputed.

Scores run from 20 to 100 (20 × level) and are exact fractions; only the range of opinion and the standard deviations are
floats. Weights are integers in basis points that sum to 10,000.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Literal

from msgspec import Struct

from .errors import Refused

FULL = 10_000  # basis points
POINTS = 20  # per level
LOWEST, HIGHEST = 1, 5


class Absent(Enum):
    """Why an indicator counts neither as rated nor as missing."""

    NOT_APPLICABLE = "not_applicable"


NOT_APPLICABLE: Literal[Absent.NOT_APPLICABLE] = Absent.NOT_APPLICABLE
Entry = int | None | Literal[Absent.NOT_APPLICABLE]  # recorded level, not rated yet (parked too), or not applicable


class Rated(Struct, frozen=True):
    """One dimension as recorded: an entry per indicator, or the level given to the whole dimension in quick mode."""

    id: str
    weight: int  # basis points
    entries: tuple[Entry, ...]
    whole: int | None = None  # takes the place of the entries

    @property
    def applicable(self) -> tuple[int | None, ...]:
        """The entries that count: levels and None for those still missing."""
        entries = self.entries if self.whole is None else (self.whole,)
        return tuple(entry for entry in entries if not isinstance(entry, Absent))


class DimensionScore(Struct, frozen=True):
    """One dimension's result; score and level are None while nothing is rated or if nothing applies."""

    id: str
    weight: int  # basis points, as set
    score: Fraction | None
    low: Fraction | None  # missing filled with level 1; None if nothing applies
    high: Fraction | None  # missing filled with level 5
    rated: int
    applicable: int

    @property
    def level(self) -> Fraction | None:
        return None if self.score is None else self.score / POINTS

    @property
    def complete(self) -> bool:
        """At least two thirds of what applies is rated; an incomplete dimension still counts."""
        return self.applicable > 0 and 3 * self.rated >= 2 * self.applicable


class Score(Struct, frozen=True):
    """The overall result; overall, grade and level are None while nothing is rated, low and high if nothing applies."""

    overall: Fraction | None
    low: Fraction | None  # hard bounds: everything missing at level 1 …
    high: Fraction | None  # … and at level 5
    covered: Fraction  # share of the weight that is rated, 0 … 1
    dimensions: tuple[DimensionScore, ...]

    @property
    def grade(self) -> int | None:
        return None if self.overall is None else grade(self.overall)

    @property
    def level(self) -> Fraction | None:
        return None if self.overall is None else self.overall / POINTS

    @property
    def provisional(self) -> bool:
        return self.covered < 1


def half_up(value: Fraction | Decimal | float, digits: int = 1) -> Decimal:
    """The value as printed: rounded half up (away from zero), so 0.25 prints 0.3 and never 0.2. Floats count as they read."""
    number = exact(value)
    steps = math.floor(abs(number) * 10**digits + Fraction(1, 2))
    return Decimal(-steps if number < 0 else steps).scaleb(-digits)


def exact(value: Fraction | Decimal | float) -> Fraction:
    """A float as it reads (0.6 is 3/5), everything else unchanged in value."""
    return Fraction(str(value)) if isinstance(value, float) else Fraction(value)


def grade(score: Fraction | Decimal | float) -> int:
    """Grade 1 … 5 of a score as printed with one decimal: 59.9 is two, 60.0 is three, five means 100."""
    return max(LOWEST, min(HIGHEST, int(half_up(score) // POINTS)))


def score(dimensions: Sequence[Rated]) -> Score:
    """Score what is recorded.

    Dimensions without a rating leave the overall score and the others re-weigh; those with nothing applicable leave the
    bounds too. Refuses levels outside 1 … 5 (`score.level`) and weights that are negative or miss 10,000 (`score.weights`).
    """
    check_weights({dimension.id: dimension.weight for dimension in dimensions})
    results = tuple(_score_one(dimension) for dimension in dimensions)
    model = [result for result in results if result.applicable]
    return Score(
        overall=_mean((result.weight, result.score) for result in model),
        low=_mean((result.weight, result.low) for result in model),
        high=_mean((result.weight, result.high) for result in model),
        covered=_mean((result.weight, Fraction(result.rated, result.applicable)) for result in model) or Fraction(0),
        dimensions=results,
    )


def check_weights(weights: Mapping[str, int]) -> None:
    """Refuse weights (basis points) that are negative or do not sum to 10,000 (`score.weights`)."""
    if sum(weights.values()) != FULL or min(weights.values()) < 0:
        raise Refused("score.weights", total=sum(weights.values()), lowest=min(weights.values(), default=0))


def _score_one(dimension: Rated) -> DimensionScore:
    entries = dimension.applicable
    levels = [entry for entry in entries if entry is not None]
    for level in levels:
        if not LOWEST <= level <= HIGHEST:
            raise Refused("score.level", dimension=dimension.id, value=level)
    missing = len(entries) - len(levels)
    return DimensionScore(
        id=dimension.id,
        weight=dimension.weight,
        score=Fraction(POINTS * sum(levels), len(levels)) if levels else None,
        low=Fraction(POINTS * (sum(levels) + missing * LOWEST), len(entries)) if entries else None,
        high=Fraction(POINTS * (sum(levels) + missing * HIGHEST), len(entries)) if entries else None,
        rated=len(levels),
        applicable=len(entries),
    )


def _mean(parts: Iterable[tuple[int, Fraction | None]]) -> Fraction | None:
    """Weighted mean of what is there; None when nothing with a weight is."""
    known = [(weight, value) for weight, value in parts if value is not None]
    total = sum(weight for weight, _ in known)
    return sum((weight * value for weight, value in known), Fraction(0)) / total if total else None


# What other weights would do


def reweigh(weights: Mapping[str, int], moved: str, weight: int) -> dict[str, int]:
    """Weights (basis points) after moving one; the others keep their proportions and the sum stays 10,000.

    Fractions of a basis point go to the largest remainders, ties in order; others that are all 0 share equally.
    Refuses a weight outside 0 … 10,000, and moving the only one (`score.weights`).
    """
    others = {key: old for key, old in weights.items() if key != moved}
    if not 0 <= weight <= FULL or (not others and weight != FULL):
        raise Refused("score.weights", total=weight, lowest=min(weight, 0))
    fair = {key: part * (FULL - weight) for key, part in _proportions(others).items()}
    whole = {key: math.floor(part) for key, part in fair.items()}
    left = FULL - weight - sum(whole.values())
    for key in sorted(fair, key=lambda name: whole[name] - fair[name])[:left]:
        whole[key] += 1
    return {key: weight if key == moved else whole[key] for key in weights}


def slope(dimensions: Sequence[DimensionScore], moved: str) -> Fraction:
    """Points the overall score gains per unit of one weight (1 = all the weight), the others rescaled: (S_k − S)/(1 − w_k).

    Exact and constant over the weight's whole range, so `what_if` needs no re-computation. 0 for the only rated dimension.
    """
    scores = {d.id: d.score for d in dimensions if d.score is not None}
    others = _proportions({d.id: d.weight for d in dimensions if d.id in scores and d.id != moved})
    if moved not in scores or not others:
        return Fraction(0)
    return scores[moved] - sum((part * scores[key] for key, part in others.items()), Fraction(0))


def what_if(dimensions: Sequence[DimensionScore], moved: str, share: Fraction) -> Fraction | None:
    """Overall score if one dimension had this share (0 … 1) of the weight of all rated dimensions; None without ratings."""
    rated = {d.id: d.weight for d in dimensions if d.score is not None}
    overall = _mean((d.weight, d.score) for d in dimensions)
    if overall is None or moved not in rated:
        return overall
    return overall + (share - Fraction(rated[moved], sum(rated.values()))) * slope(dimensions, moved)


def dirichlet_sd(shares: Sequence[Fraction], scores: Sequence[Fraction], concentration: int) -> float:
    """Standard deviation of Σ w·S if the weights were drawn from Dirichlet(concentration · shares); shares sum to 1."""
    mean = sum((w * s for w, s in zip(shares, scores, strict=True)), Fraction(0))
    square = sum((w * s * s for w, s in zip(shares, scores, strict=True)), Fraction(0))
    return math.sqrt((square - mean * mean) / (concentration + 1))


def _proportions(weights: Mapping[str, int]) -> dict[str, Fraction]:
    total = sum(weights.values())
    return {key: Fraction(old, total) if total else Fraction(1, len(weights)) for key, old in weights.items()}


# Where minutes matter


class OpenItem(Struct, frozen=True):
    """An indicator that is not settled: its dimension's weight, siblings and the levels it may still take."""

    id: str
    weight: int  # basis points of its dimension
    applicable: int  # indicators of its dimension that apply, this one counted
    low: int = LOWEST
    high: int = HIGHEST

    @property
    def points(self) -> Fraction:
        """How far the overall score can still move on it."""
        return Fraction(self.weight * POINTS * (self.high - self.low), FULL * self.applicable)


def by_leverage(items: Iterable[OpenItem]) -> tuple[OpenItem, ...]:
    """Open items, those that can move the overall score most first; equals keep their order."""
    return tuple(sorted(items, key=lambda item: -item.points))


# Gap and projection


def gap(target: Fraction | float, level: Fraction | float) -> Fraction:
    """Levels still missing to the target, never below 0."""
    return max(Fraction(0), exact(target) - exact(level))


def default_effect(relevance: int) -> Fraction:
    """Share of a gap that a measure closes if the room says nothing else: relevance (0 … 3) / 6."""
    return Fraction(relevance, 6)


def projected_level(now: Fraction | float, target: Fraction | float, effects: Iterable[Fraction | float]) -> Fraction:
    """Level once measures with these effects (0 … 1, else `plan.effect`) are finished; never above the target.

    now + gap·(1 − Π(1 − e)): each measure closes its share of what the others leave. The room's estimate.
    """
    remaining = gap(target, now)
    for effect in effects:
        if not 0 <= effect <= 1:
            raise Refused("plan.effect", value=float(effect))
        remaining *= 1 - exact(effect)
    return exact(now) + gap(target, now) - remaining


class Prospect(Struct, frozen=True):
    """One dimension to project: level now (1 … 5), target and each measure's effect on it (0 … 1)."""

    id: str
    weight: int  # basis points
    now: Fraction
    target: Fraction
    effects: Mapping[str, Fraction | float]


class Projection(Struct, frozen=True):
    """Levels per dimension and the overall score at the end of a quarter."""

    levels: Mapping[str, Fraction]
    overall: Fraction | None  # None without dimensions


def project(prospects: Sequence[Prospect], finishes: Mapping[str, int], quarters: int) -> Projection:
    """What the room expects after so many quarters, from measures whose finish (exclusive, quarters from 0) is reached."""
    done = {measure for measure, finish in finishes.items() if finish <= quarters}
    levels = {
        p.id: projected_level(p.now, p.target, [effect for measure, effect in p.effects.items() if measure in done]) for p in prospects
    }
    return Projection(levels, _mean((p.weight, POINTS * levels[p.id]) for p in prospects))
