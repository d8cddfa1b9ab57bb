"""Say in plain words, before any solving, why no plan can exist: each trouble is a Refused with the facts of its sentence."""

from collections.abc import Callable, Iterator
from graphlib import CycleError

from msgspec.structs import replace

from ..errors import Refused
from .values import TOLERANCE, Item, Limit, Mode, Problem
from .windows import in_order, windows


def check(problem: Problem) -> None:
    """Refuse a problem that cannot have a plan; silent when nothing speaks against one (that alone proves no plan)."""
    for trouble in troubles(problem):
        raise trouble


def troubles(problem: Problem) -> tuple[Refused, ...]:
    """Everything that speaks against a plan. Later checks need sound numbers and links, so the first group found is all."""
    groups: tuple[Callable[[Problem], Iterator[Refused]], ...] = (_numbers, _links, _cycles, _sizes, _times, _room)
    return next((found for group in groups if (found := tuple(group(problem)))), ())


def _numbers(problem: Problem) -> Iterator[Refused]:
    for resource, capacity in problem.capacities.items():
        if len(capacity) != problem.horizon or any(not amount >= 0 for amount in capacity):
            yield Refused("plan.capacity", resource=resource, periods=problem.horizon)
    for limit in problem.limits:
        if limit.resource not in problem.capacities or not limit.amount >= 0:
            yield Refused("plan.limit", name=limit.name, amount=float(limit.amount))
    seen: set[str] = set()
    for item in problem.items:
        if item.id in seen:
            yield Refused("plan.twice", item=item.id)
        seen.add(item.id)
        if not item.modes:
            yield Refused("plan.modes", item=item.id)
        figures = [item.value, item.release, *(mode.duration for mode in item.modes)]
        if any(not figure >= 0 for figure in figures + [need for mode in item.modes for need in mode.demands.values()]):
            yield Refused("plan.negative", item=item.id)
        for resource in sorted({name for mode in item.modes for name in mode.demands} - problem.capacities.keys()):
            yield Refused("plan.resource", item=item.id, resource=resource)


def _links(problem: Problem) -> Iterator[Refused]:
    known = {item.id for item in problem.items}
    for item in problem.items:
        for before in item.predecessors:
            if before.id == item.id:
                yield Refused("plan.self", item=item.id)
            elif before.id not in known:
                yield Refused("plan.unknown", item=item.id, predecessor=before.id)
    for pinned in problem.pins:
        if pinned not in known:
            yield Refused("plan.pin_unknown", item=pinned)


def _cycles(problem: Problem) -> Iterator[Refused]:
    try:
        in_order(problem)
    except CycleError as error:
        yield Refused("plan.cycle", items=tuple(error.args[1][:-1]))


def _sizes(problem: Problem) -> Iterator[Refused]:
    """Items that no period can carry, and more work than there is capacity."""
    for item in problem.items:
        excesses = [_excess(problem, item, mode) for mode in range(len(item.modes))]
        if all(excesses):
            resource, need, most = next(excess for excess in excesses if excess)
            yield Refused("plan.too_large", item=item.id, resource=resource, need=need, most=most)
    for resource, capacity in problem.capacities.items():
        work = sum(min(mode.duration * float(mode.demands.get(resource, 0)) for mode in item.modes) for item in problem.items)
        if work > float(sum(capacity)) + TOLERANCE:
            yield Refused("plan.total", resource=resource, need=work, capacity=float(sum(capacity)))
    for limit in problem.limits:
        for item in problem.items:
            forced = [_forced(problem, limit, mode) for mode in item.modes]
            if forced and min(forced) > limit.amount + TOLERANCE:
                yield Refused("plan.too_dear", item=item.id, name=limit.name, need=min(forced), most=float(limit.amount))


def _forced(problem: Problem, limit: Limit, mode: Mode) -> float:
    """The least of a limit that a mode takes wherever it is put within the horizon."""
    return min((limit.taken(mode, start) for start in range(problem.horizon - mode.duration + 1)), default=0.0)


def _excess(problem: Problem, item: Item, mode: int) -> tuple[str, float, float] | None:
    """The first resource of which this mode takes more than any period has."""
    if not item.modes[mode].duration:
        return None
    for resource, need in item.modes[mode].demands.items():
        most = max(problem.capacities[resource], default=0)
        if need > most + TOLERANCE:
            return resource, float(need), float(most)
    return None


def _times(problem: Problem) -> Iterator[Refused]:
    """Chains longer than the horizon, deadlines nobody can keep, pins against releases, horizon and predecessors."""
    free = windows(replace(problem, pins={}), problem.horizon)
    finishes = {item.id: free.earliest[item.id] + item.shortest for item in problem.items}
    longest = max(problem.items, key=lambda item: finishes[item.id], default=None)
    if longest and finishes[longest.id] > problem.horizon:
        yield Refused("plan.horizon", items=_chain(problem, finishes, longest), need=finishes[longest.id], horizon=problem.horizon)
    for item in problem.items:
        if item.deadline is not None and finishes[item.id] > item.deadline:
            yield Refused("plan.deadline", item=item.id, deadline=item.deadline, earliest=finishes[item.id])
        yield from _pin(problem, item)


def _pin(problem: Problem, item: Item) -> Iterator[Refused]:
    pin = problem.pins.get(item.id)
    if pin is None:
        return
    if pin < item.release:
        yield Refused("plan.pin_release", item=item.id, start=pin, release=item.release)
    elif pin + item.shortest > problem.horizon:
        yield Refused("plan.pin_horizon", item=item.id, start=pin, horizon=problem.horizon)
    elif pin < windows(problem, problem.horizon).earliest[item.id]:
        yield Refused("plan.pin_order", item=item.id, start=pin, earliest=windows(problem, problem.horizon).earliest[item.id])


def _chain(problem: Problem, finishes: dict[str, int], last: Item) -> tuple[str, ...]:
    """The critical path that ends with this item."""
    by_id = {item.id: item for item in problem.items}
    chain, item = [last.id], last
    while True:
        start = finishes[item.id] - item.shortest
        tight = [before.id for before in item.predecessors if finishes[before.id] + before.lag == start]
        if not tight or start == max(0, item.release):
            return tuple(reversed(chain))
        item = by_id[tight[0]]
        chain.append(item.id)


def _room(problem: Problem) -> Iterator[Refused]:
    """Items that, alone, find no start between predecessors, successors and pins."""
    span = windows(problem, problem.horizon)
    for item in problem.items:
        if not any(True for mode in item.modes for _ in span.starts(item, mode)):
            yield Refused("plan.no_room", item=item.id)
