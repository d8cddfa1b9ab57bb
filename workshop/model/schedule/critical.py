"""Which bars a plan hangs on: moving one of them by a period moves the end of everything."""

from collections.abc import Sequence

from .evaluate import makespan
from .values import Placed, Problem


def critical(problem: Problem, placed: Sequence[Placed]) -> frozenset[str]:
    """Items without slack in this plan: those that end last, and whatever each of them waits for without a gap.

    A bar waits for a predecessor, or for a bar that ends where it starts and holds a resource it needs (the room it took over).
    """
    bars = {bar.id: bar for bar in placed}
    items = {item.id: item for item in problem.items}
    end = makespan(placed)
    found: set[str] = set()
    waiting = [bar.id for bar in placed if bar.finish == end and bar.finish > bar.start]
    while waiting:
        name = waiting.pop()
        if name in found or name not in items:
            continue
        found.add(name)
        bar = bars[name]
        for before in items[name].predecessors:
            if before.id in bars and bars[before.id].finish + before.lag == bar.start:
                waiting.append(before.id)
        if bar.start > items[name].release and name not in problem.pins:
            waiting += [other.id for other in placed if other.finish == bar.start and _in_the_way(problem, placed, bar, other)]
    return frozenset(found)


def _in_the_way(problem: Problem, placed: Sequence[Placed], bar: Placed, other: Placed) -> bool:
    """Whether the bar could not start a period earlier for what the other one holds until then."""
    items = {item.id: item for item in problem.items}
    needs = items[bar.id].modes[bar.mode].demands
    held = items[other.id].modes[other.mode].demands if other.id in items else {}
    period = bar.start - 1
    for resource, need in needs.items():
        if not need or not held.get(resource, 0):
            continue
        load = sum(
            float(items[one.id].modes[one.mode].demands.get(resource, 0))
            for one in placed
            if one.id in items and one.id != bar.id and one.start <= period < one.finish
        )
        if load + float(need) > float(problem.capacities[resource][period]) + 1e-6:
            return True
    return False
