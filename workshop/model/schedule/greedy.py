"""An instant plan: items placed one by one as early as they fit, under several orders of preference; the best is kept."""

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction

from msgspec.structs import replace

from .checks import check
from .evaluate import cost, late, makespan
from .values import TOLERANCE, Item, Limit, Mode, Placed, Plan, Problem
from .windows import Windows, windows

SAMPLES = 60
SEED = 20  # of the shuffled orders; any number, but always the same one


def greedy_plan(problem: Problem) -> Plan | None:
    """A sound plan at once, or None if none of the tried orders fits the horizon. Refuses what `check` refuses."""
    check(problem)
    placed = first_plan(problem)
    return None if placed is None else as_plan(problem, placed)


def as_plan(problem: Problem, placed: Sequence[Placed]) -> Plan:
    """These bars as a plan that nobody has proven."""
    return Plan("greedy", float("inf"), objective(problem, placed), late(problem.items, placed), tuple(placed))


def objective(problem: Problem, placed: Sequence[Placed]) -> Fraction:
    """What the problem minimises once no deadline can be kept better."""
    return cost(problem.items, placed) if problem.objective == "value" else Fraction(makespan(placed))


def merit(problem: Problem, placed: Sequence[Placed]) -> tuple[int, Fraction, int]:
    """Smaller is better: lateness, objective, length."""
    return late(problem.items, placed), objective(problem, placed), makespan(placed)


def first_plan(problem: Problem) -> tuple[Placed, ...] | None:
    """The best of the tried orders; None if none fits."""
    span = windows(problem, problem.horizon)
    plans = (serial(span, priority) for priority in _priorities(span))
    return min((plan for plan in plans if plan is not None), key=lambda plan: merit(problem, plan), default=None)


def serial(span: Windows, priority: dict[str, float]) -> tuple[Placed, ...] | None:
    """Serial schedule generation: pins first, then the most urgent item (smallest priority) whose predecessors are placed."""
    problem = span.problem
    left = {resource: [float(amount) for amount in capacity] for resource, capacity in problem.capacities.items()}
    purse = {limit: float(limit.amount) for limit in problem.limits}
    bars: dict[str, Placed] = {}
    waiting = sorted(span.order, key=lambda item: priority[item.id])
    pinned = [item for item in waiting if item.id in problem.pins]
    free = [item for item in waiting if item.id not in problem.pins]
    while pinned or free:
        item = pinned.pop(0) if pinned else next(i for i in free if all(before.id in bars for before in i.predecessors))
        bar = _earliest_fit(span, item, bars, left, purse)
        if bar is None:
            return None
        bars[item.id] = bar
        _take(left, purse, item.modes[bar.mode], bar)
        free = [other for other in free if other is not item]
    return tuple(bars[item.id] for item in problem.items)


def completed(problem: Problem, fixed: Mapping[str, Placed]) -> tuple[Placed, ...]:
    """The bars that are not among the fixed ones, placed one by one where they fit beside these; what fits nowhere is left out."""
    span = windows(replace(problem, pins={}), problem.horizon)
    left = {resource: [float(amount) for amount in capacity] for resource, capacity in problem.capacities.items()}
    purse = {limit: float(limit.amount) for limit in problem.limits}
    bars = dict(fixed)
    items = {item.id: item for item in problem.items}
    for name, bar in fixed.items():
        _take(left, purse, items[name].modes[bar.mode], bar)
    for item in span.order:
        fit = None if item.id in bars else _earliest_fit(span, item, bars, left, purse)
        if fit is not None:
            bars[item.id] = fit
            _take(left, purse, item.modes[fit.mode], fit)
    return tuple(bar for name, bar in bars.items() if name not in fixed)


def _earliest_fit(
    span: Windows, item: Item, bars: dict[str, Placed], left: dict[str, list[float]], purse: dict[Limit, float]
) -> Placed | None:
    """The mode and start with the earliest finish; of equals the earlier mode."""
    ready = max((bars[b.id].finish + b.lag for b in item.predecessors if b.id in bars), default=0)
    pinned = item.id in span.problem.pins
    fits = (
        Placed(item.id, start, start + mode.duration, index, pinned)
        for index, mode in enumerate(item.modes)
        for start in _first(s for s in span.starts(item, mode) if s >= ready and _free(left, purse, mode, s))
    )
    return min(fits, key=lambda bar: bar.finish, default=None)


def _first(starts: Iterable[int]) -> Iterable[int]:
    for start in starts:
        yield start
        return


def _free(left: dict[str, list[float]], purse: dict[Limit, float], mode: Mode, start: int) -> bool:
    periods = range(start, start + mode.duration)
    if any(left[resource][p] + TOLERANCE < need for resource, need in mode.demands.items() for p in periods):
        return False
    return all(amount + TOLERANCE >= limit.taken(mode, start) for limit, amount in purse.items())


def _take(left: dict[str, list[float]], purse: dict[Limit, float], mode: Mode, bar: Placed) -> None:
    for limit in purse:
        purse[limit] -= limit.taken(mode, bar.start)
    for resource, need in mode.demands.items():
        for period in range(bar.start, bar.finish):
            left[resource][period] -= float(need)


def _priorities(span: Windows) -> Iterable[dict[str, float]]:
    """Orders to try: as given, latest start, deadline, value per work; then shuffles of the last three."""
    rules: tuple[Callable[[Item], float], ...] = (
        lambda item: span.latest[item.id] - item.shortest,
        lambda item: item.deadline if item.deadline is not None else span.end,
        lambda item: -float(item.value) / (_work(span.problem, item) or 1e-9),
    )
    yield {item.id: float(index) for index, item in enumerate(span.problem.items)}
    bases = [{item.id: rule(item) for item in span.order} for rule in rules]
    yield from bases
    rng = random.Random(SEED)
    for sample in range(SAMPLES):
        base = bases[sample % len(bases)]
        spread = (max(base.values(), default=0.0) - min(base.values(), default=0.0)) / 3
        yield {name: urgency + rng.uniform(-spread, spread) for name, urgency in base.items()}


def _work(problem: Problem, item: Item) -> float:
    """Duration × the largest share of a capacity that the quickest mode takes, a duration alone without demands."""
    mode = min(item.modes, key=lambda m: m.duration)
    shares = [float(need) / (float(max(problem.capacities[r])) or 1.0) for r, need in mode.demands.items() if mode.duration]
    return mode.duration * max(shares, default=1.0)
