"""Why a measure stands where it stands: need, value, effort and Smith's rule, each as terms that add up.

Values are exact: points 0 … 100, effort in person-months. Dependencies never enter a score; they belong to the schedule.
"""

from collections.abc import Mapping, Sequence
from enum import Enum
from fractions import Fraction
from functools import cached_property

from msgspec import Struct

from .errors import Refused
from .scoring import FULL, exact

Number = Fraction | float


class Lane(Enum):
    """Where a measure stands on the wall; only the last lane is ranked."""

    MANDATE = "mandate"  # the regulator says so
    ENABLER = "enabler"  # the room named it as coming before others
    RANKED = "ranked"


class Unranked(Enum):
    """Why a measure of the ranked lane has no position."""

    NO_EFFORT = "no_effort"
    NO_IMPACT = "no_impact"
    NO_URGENCY = "no_urgency"


class NeedTerm(Struct, frozen=True):
    """What one dimension adds to the raw need of one measure."""

    dimension: str
    relevance: int  # 0 … 3
    weight: Fraction  # share of the whole
    gap: Fraction  # levels to the target

    @property
    def points(self) -> Fraction:
        return self.relevance * self.weight * self.gap


class Need(Struct, frozen=True, dict=True):
    """Raw need term by term, and the same relative to the neediest measure of the engagement."""

    measure: str
    terms: tuple[NeedTerm, ...]
    pains: Mapping[str, int]  # ticked pain points linked to the measure → severity 1 or 2
    pain_weight: Fraction
    points: Fraction  # 0 … 100

    @cached_property
    def pain_points(self) -> Fraction:
        return self.pain_weight * sum(self.pains.values())

    @cached_property
    def raw(self) -> Fraction:
        return raw_need(self.terms, self.pains, self.pain_weight)


class Demand(Struct, frozen=True):
    """What a measure answers to: relevance per dimension (0 … 3) and the severity of its ticked pain points."""

    measure: str
    relevance: Mapping[str, int]
    pains: Mapping[str, int]


def needs(
    demands: Sequence[Demand], weights: Mapping[str, int], gaps: Mapping[str, Number], pain_weight: Number = Fraction(1, 20)
) -> tuple[Need, ...]:
    """Need of every measure of the engagement, must-do included; weights in basis points, gaps in levels.

    raw = Σ relevance·weight·gap + pain_weight·Σ severity; need = 100·raw / largest raw, all 0 if that is 0.
    A dimension without a gap value (nothing rated yet) adds nothing.
    """
    terms = [_terms(demand, weights, gaps) for demand in demands]
    pain = exact(pain_weight)
    raws = [raw_need(own, demand.pains, pain) for own, demand in zip(terms, demands, strict=True)]
    return tuple(
        Need(demand.measure, own, demand.pains, pain, points) for demand, own, points in zip(demands, terms, normalised(raws), strict=True)
    )


def raw_need(terms: Sequence[NeedTerm], pains: Mapping[str, int], pain_weight: Fraction) -> Fraction:
    """Relevance × weight × gap over the dimensions, plus what the pain points add."""
    return sum((term.points for term in terms), pain_weight * sum(pains.values()))


def normalised(raws: Sequence[Fraction]) -> list[Fraction]:
    """Each as a percentage of the largest; all 0 if that is 0."""
    largest = max(raws, default=Fraction(0))
    return [100 * raw / largest if largest else Fraction(0) for raw in raws]


def _terms(demand: Demand, weights: Mapping[str, int], gaps: Mapping[str, Number]) -> tuple[NeedTerm, ...]:
    return tuple(
        NeedTerm(dimension, demand.relevance.get(dimension, 0), Fraction(weight, FULL), max(Fraction(0), exact(gaps[dimension])))
        for dimension, weight in weights.items()
        if dimension in gaps
    )


class Effort(Struct, frozen=True, dict=True):
    """Person-months at three points; the mean is that of the triangle."""

    low: Number
    likely: Number
    high: Number

    @cached_property
    def mean(self) -> Fraction:
        return (exact(self.low) + exact(self.likely) + exact(self.high)) / 3


def person_months(people: Number, quarters: int, share: int) -> Fraction:
    """Effort of so many people over so many quarters at a share of their time in percent."""
    return exact(people) * 3 * quarters * Fraction(share, 100)


class Mix(Struct, frozen=True):
    """How need, impact and urgency make up the value, in percent; ours, stored with the session."""

    need: int = 40
    impact: int = 40
    urgency: int = 20

    def __post_init__(self) -> None:
        if min(self.shares) < 0 or sum(self.shares) != 100:
            raise Refused("rank.mix", total=sum(self.shares), lowest=min(self.shares))

    @property
    def shares(self) -> tuple[int, int, int]:
        return self.need, self.impact, self.urgency


class Candidate(Struct, frozen=True):
    """One measure before the ranking; impact and urgency are levels 1 … 5, None while not voted."""

    need: Need
    impact: int | None
    urgency: int | None
    effort: Effort | None
    lane: Lane = Lane.RANKED


class Row(Struct, frozen=True, dict=True):
    """One line of the why-table: need_part + impact_part + urgency_part = value, value / effort = ratio.

    `position` counts from 1 in the ranked lane. What cannot be computed is None, and `missing` says what it waits for.
    """

    candidate: Candidate
    mix: Mix
    position: int | None = None

    @property
    def measure(self) -> str:
        return self.candidate.need.measure

    @property
    def lane(self) -> Lane:
        return self.candidate.lane

    @cached_property
    def need_part(self) -> Fraction:
        return self.mix.need * self.candidate.need.points / 100

    @cached_property
    def impact_part(self) -> Fraction | None:
        return _part(self.mix.impact, self.candidate.impact)

    @cached_property
    def urgency_part(self) -> Fraction | None:
        return _part(self.mix.urgency, self.candidate.urgency)

    @cached_property
    def value(self) -> Fraction | None:
        """0 … 100."""
        if self.impact_part is None or self.urgency_part is None:
            return None
        return self.need_part + self.impact_part + self.urgency_part

    @cached_property
    def effort(self) -> Fraction | None:
        """Mean person-months; None if not estimated or estimated as nothing."""
        return (self.candidate.effort.mean or None) if self.candidate.effort else None

    @cached_property
    def ratio(self) -> Fraction | None:
        """Value points per person-month."""
        return None if self.value is None or self.effort is None else self.value / self.effort

    @property
    def missing(self) -> Unranked | None:
        if self.effort is None:
            return Unranked.NO_EFFORT
        if self.impact_part is None:
            return Unranked.NO_IMPACT
        return Unranked.NO_URGENCY if self.urgency_part is None else None


def rank(candidates: Sequence[Candidate], mix: Mix | None = None) -> tuple[Row, ...]:
    """The why-table from top to bottom: must-do, enablers, the ranked by value per effort, then what cannot be ranked yet.

    Equal ratios: the larger value first, then the given order, which the other lanes keep too. Refuses an effort that is
    negative or not in order (`rank.effort`) and a level outside 1 … 5 (`rank.level`), each naming the measure.
    """
    for candidate in candidates:
        _check(candidate)
    rows = [Row(candidate, mix or Mix()) for candidate in candidates]
    lanes = [row for lane in (Lane.MANDATE, Lane.ENABLER) for row in rows if row.lane is lane]
    waiting = [row for row in rows if row.lane is Lane.RANKED and row.missing]
    ready = [(row, row.value, row.effort) for row in rows if row.lane is Lane.RANKED and not row.missing]
    order = smith_order([(value or Fraction(0), effort or Fraction(0)) for _, value, effort in ready])
    ranked = [Row(ready[i][0].candidate, ready[i][0].mix, position) for position, i in enumerate(order, start=1)]
    return (*lanes, *ranked, *waiting)


def smith_order(jobs: Sequence[tuple[Number, Number]]) -> tuple[int, ...]:
    """Indices of (value, duration) by value/duration, largest first; no duration comes first; ties by value, then as given.

    Minimises Σ value × completion on one shared capacity. Source: Smith 1956, Naval Research Logistics Quarterly 3:59–66.
    """

    def key(index: int) -> tuple[bool, Fraction, Fraction]:
        value, duration = map(exact, jobs[index])
        return duration > 0, -value / duration if duration else Fraction(0), -value

    return tuple(sorted(range(len(jobs)), key=key))


def weighted_completion(jobs: Sequence[tuple[Number, Number]], order: Sequence[int]) -> Fraction:
    """Σ value × completion time of (value, duration) done one after the other in this order."""
    clock, cost = Fraction(0), Fraction(0)
    for index in order:
        value, duration = jobs[index]
        clock += exact(duration)
        cost += exact(value) * clock
    return cost


def shared_value(value: Number, efforts: Sequence[Number]) -> tuple[Fraction, ...]:
    """A measure's value shared among its actions in proportion to their effort, equally if there is none; the sum is kept."""
    total = sum((exact(effort) for effort in efforts), Fraction(0))
    return tuple(exact(value) * (exact(effort) / total if total else Fraction(1, len(efforts))) for effort in efforts)


def _part(percent: int, level: int | None) -> Fraction | None:
    """Points a voted level adds to the value: 0 at level 1, all of its share at level 5."""
    return None if level is None else Fraction(percent * 25 * (level - 1), 100)


def _check(candidate: Candidate) -> None:
    measure, effort = candidate.need.measure, candidate.effort
    if effort and not 0 <= effort.low <= effort.likely <= effort.high:
        raise Refused("rank.effort", measure=measure, low=effort.low, likely=effort.likely, high=effort.high)
    for level in (candidate.impact, candidate.urgency):
        if level is not None and not 1 <= level <= 5:
            raise Refused("rank.level", measure=measure, value=level)
