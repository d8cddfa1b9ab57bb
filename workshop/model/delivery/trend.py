"""Re-assessment: the same framework at several points in time, what changed and why, and what the delivered measures had promised."""

from collections.abc import Mapping
from fractions import Fraction

from msgspec import Struct

from .. import assessment, scoring
from ..content import Pack
from ..rows import Past, PastRating
from ..state import State


class Point(Struct, frozen=True):
    """One assessment, weighed as this engagement weighs: level per dimension (None: nothing rated) and overall score."""

    engagement: str
    held_on: str
    levels: Mapping[str, Fraction | None]
    score: scoring.Score


class Change(Struct, frozen=True):
    """An indicator whose level differs from the assessment before; `before` or `after` None was not rated."""

    indicator: str
    before: int | None
    after: int | None
    reason: str  # the rationale recorded now


class Promise(Struct, frozen=True):
    """What one measure of the plan before was to do for a dimension, and what is known of it now."""

    measure: str
    dimension: str
    effect: float  # share of the gap, the room's estimate then
    promised: str  # ISO date
    tasks: int
    accepted: int
    moved: Fraction | None  # levels the dimension has moved since; never the measure's alone


def points(state: State, pack: Pack) -> tuple[Point, ...]:
    """Every assessment from the oldest to this one."""
    then = tuple(_past(state, pack, past) for past in state.pasts)
    own = assessment.score(state, pack)
    return (*then, Point(state.engagement.id, state.engagement.held_on, {row.id: row.level for row in own.dimensions}, own))


def _past(state: State, pack: Pack, past: Past) -> Point:
    ratings = {row.indicator: row for row in state.past_ratings if row.engagement == past.engagement}
    rated = [
        scoring.Rated(one.id, state.weights[one.id], tuple(_entry(ratings.get(indicator)) for indicator in one.indicators))
        for one in pack.dimensions.values()
    ]
    found = scoring.score(rated)
    return Point(past.engagement, past.held_on, {row.id: row.level for row in found.dimensions}, found)


def _entry(rating: PastRating | None) -> scoring.Entry:
    if rating is None:
        return None
    return scoring.NOT_APPLICABLE if rating.basis == "not_applicable" else rating.level


def last_rating(state: State, indicator: str) -> PastRating | None:
    """What the assessment before recorded of an indicator."""
    if not state.pasts:
        return None
    newest = state.pasts[-1].engagement
    return next((row for row in state.past_ratings if (row.engagement, row.indicator) == (newest, indicator)), None)


def to_be_rated(state: State, pack: Pack) -> tuple[str, ...]:
    """Indicators of a re-assessment that have not been rated again yet."""
    return tuple(name for name in pack.indicators if state.pasts and state.record_of("indicator", name) is None)


def changes(state: State, pack: Pack) -> tuple[Change, ...]:
    """What was rated otherwise than at the assessment before, in the order of the framework."""
    found = []
    for name in pack.indicators:
        before, record = last_rating(state, name), state.record_of("indicator", name)
        if record is not None and before is not None and before.level != record.level:
            found.append(Change(name, before.level, record.level, record.rationale))
    return tuple(found)


def promises(state: State, pack: Pack) -> tuple[Promise, ...]:
    """Delivered measures beside promised effects, of the plan before."""
    if not state.pasts:
        return ()
    newest = state.pasts[-1].engagement
    then, now = points(state, pack)[-2:]
    delivered = {row.measure: row for row in state.past_measures if row.engagement == newest}
    return tuple(
        Promise(
            row.measure,
            row.dimension,
            row.effect,
            delivered[row.measure].promised,
            delivered[row.measure].tasks,
            delivered[row.measure].accepted,
            _moved(then.levels.get(row.dimension), now.levels.get(row.dimension)),
        )
        for row in state.past_effects
        if row.engagement == newest and row.effect > 0 and row.measure in delivered
    )


def _moved(before: Fraction | None, after: Fraction | None) -> Fraction | None:
    return None if before is None or after is None else after - before
