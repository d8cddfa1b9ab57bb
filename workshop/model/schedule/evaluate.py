"""What a plan costs and which rules it breaks, whoever made it: the solver, or a hand that dragged a bar."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Literal

from msgspec import Struct

from ..scoring import exact
from .values import TOLERANCE, Item, Placed, Problem


class Violation(Struct, frozen=True):
    """One broken rule: of an item (with the predecessor as `other`), of a resource (`other`) in a period, or of a limit (its name)."""

    kind: Literal["missing", "release", "horizon", "duration", "predecessor", "pin", "deadline", "capacity", "limit"]
    item: str = ""
    other: str = ""
    period: int | None = None
    excess: float = 0.0  # capacity asked beyond what there is


def cost(items: Sequence[Item], placed: Iterable[Placed]) -> Fraction:
    """Σ value·finish of the items that are placed."""
    finish = {bar.id: bar.finish for bar in placed}
    return sum((exact(item.value) * finish[item.id] for item in items if item.id in finish), Fraction(0))


def makespan(placed: Iterable[Placed]) -> int:
    """The period at which everything is finished; 0 without items."""
    return max((bar.finish for bar in placed), default=0)


def late(items: Sequence[Item], placed: Iterable[Placed]) -> int:
    """Periods beyond the deadlines, summed over the items that are placed."""
    finish = {bar.id: bar.finish for bar in placed}
    return sum(lateness(item, finish[item.id]) for item in items if item.id in finish)


def lateness(item: Item, finish: int) -> int:
    return 0 if item.deadline is None else max(0, finish - item.deadline)


def violations(problem: Problem, placed: Sequence[Placed]) -> tuple[Violation, ...]:
    """Every rule that this plan breaks, item by item, then per resource and period; empty for a sound plan."""
    bars = {bar.id: bar for bar in placed}
    found = [broken for item in problem.items for broken in _of_item(problem, item, bars)]
    modes = {item.id: item.modes for item in problem.items}
    for resource, capacity in problem.capacities.items():
        for period in range(problem.horizon):
            load = sum(
                float(modes[bar.id][bar.mode].demands.get(resource, 0))
                for bar in placed
                if bar.start <= period < bar.finish and bar.id in modes
            )
            if load > capacity[period] + TOLERANCE:
                found.append(Violation("capacity", other=resource, period=period, excess=load - float(capacity[period])))
    for limit in problem.limits:
        taken = sum(limit.taken(modes[bar.id][bar.mode], bar.start) for bar in placed if bar.id in modes)
        if taken > limit.amount + TOLERANCE:
            found.append(Violation("limit", other=limit.name, period=limit.first, excess=taken - float(limit.amount)))
    return tuple(found)


def _of_item(problem: Problem, item: Item, bars: dict[str, Placed]) -> Iterable[Violation]:
    bar = bars.get(item.id)
    if bar is None:
        yield Violation("missing", item.id)
        return
    if bar.start < item.release:
        yield Violation("release", item.id, period=item.release)
    if bar.finish > problem.horizon:
        yield Violation("horizon", item.id, period=bar.finish)
    if bar.finish - bar.start != item.modes[bar.mode].duration:
        yield Violation("duration", item.id, period=bar.start)
    if problem.pins.get(item.id, bar.start) != bar.start:
        yield Violation("pin", item.id, period=problem.pins[item.id])
    if lateness(item, bar.finish):
        yield Violation("deadline", item.id, period=item.deadline)
    for before in item.predecessors:
        if before.id in bars and bars[before.id].finish + before.lag > bar.start:
            yield Violation("predecessor", item.id, before.id, bars[before.id].finish + before.lag)
