"""What would have to change for a measure to be first: the smallest change of each single thing that would do, or that none does."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from .ranking import Effort, Mix, Row
from .scoring import exact

Thing = Literal["effort", "impact", "urgency", "need", "mix"]
STEP = 5  # percent of weight: the mixes that are tried


class Way(Struct, frozen=True):
    """One change that alone puts the measure first: from what it is now to what it would have to be.

    Effort in person-months (mean), levels 1 … 5, need in points 0 … 100; for "mix" the three weights in percent, nearest to today's.
    """

    thing: Thing
    now: Fraction
    needed: Fraction
    mix: tuple[int, int, int] = (0, 0, 0)


def first_of(rows: Sequence[Row]) -> Row | None:
    """The row that leads the ranked lane."""
    return next((row for row in rows if row.position == 1), None)


def ways_to_lead(rows: Sequence[Row], measure: str) -> tuple[Way, ...]:
    """Every single change that would make it first; () when it leads already, is not ranked, or no single change is enough."""
    own = next((row for row in rows if row.measure == measure and row.position is not None), None)
    rivals = [row for row in rows if row.position is not None and row.measure != measure]
    if own is None or own.position == 1 or not rivals:
        return ()
    best = max(row.ratio or Fraction(0) for row in rivals)
    return tuple(way for ways in (_effort(own, best), _levels(own, best), _need(own, best), _mix(own, rivals)) for way in ways)


def _effort(own: Row, best: Fraction) -> Iterator[Way]:
    """Less effort at the same value: value / effort has to exceed the best ratio, so a whole tenth below the limit is told."""
    value, effort = own.value or Fraction(0), own.effort or Fraction(0)
    limit = value / best if best else Fraction(0)
    needed = Fraction(-((-limit * 10) // 1) - 1, 10)  # the largest tenth below the limit
    if 0 < needed < effort:
        yield Way("effort", effort, needed)


def _levels(own: Row, best: Fraction) -> Iterator[Way]:
    """A higher vote on impact, or on urgency."""
    one = own.candidate
    for higher in range((one.impact or 5) + 1, 6):
        if (Row(replace(one, impact=higher), own.mix).ratio or 0) > best:
            yield Way("impact", Fraction(one.impact or 0), Fraction(higher))
            break
    for higher in range((one.urgency or 5) + 1, 6):
        if (Row(replace(one, urgency=higher), own.mix).ratio or 0) > best:
            yield Way("urgency", Fraction(one.urgency or 0), Fraction(higher))
            break


def _need(own: Row, best: Fraction) -> Iterator[Way]:
    """More need, up to 100 points."""
    share = Fraction(own.mix.need, 100)
    short = best * (own.effort or Fraction(0)) - (own.value or Fraction(0))
    if share:
        needed = Fraction(int((own.candidate.need.points + short / share) * 10) + 1, 10)
        if needed <= 100:
            yield Way("need", own.candidate.need.points, needed)


def _mix(own: Row, rivals: Sequence[Row]) -> Iterator[Way]:
    """Other weights, in steps of five percent: the nearest mix under which it leads."""
    tried = [Mix(need, impact, 100 - need - impact) for need in range(0, 101, STEP) for impact in range(0, 101 - need, STEP)]
    leading = [mix for mix in tried if _leads(own, rivals, mix)]
    if leading:
        now = own.mix.shares
        nearest = min(leading, key=lambda mix: (sum(abs(a - b) for a, b in zip(mix.shares, now, strict=True)), mix.shares))
        yield Way("mix", Fraction(now[0]), Fraction(nearest.need), nearest.shares)


def _leads(own: Row, rivals: Sequence[Row], mix: Mix) -> bool:
    mine = Row(own.candidate, mix).ratio or Fraction(0)
    return all(mine > (Row(rival.candidate, mix).ratio or Fraction(0)) for rival in rivals)


def scaled_effort(effort: Effort, mean: Fraction) -> Effort:
    """The same three points, stretched to another mean."""
    factor = mean / effort.mean if effort.mean else Fraction(1)
    return Effort(exact(effort.low) * factor, exact(effort.likely) * factor, exact(effort.high) * factor)
