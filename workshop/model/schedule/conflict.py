"""Which limits together leave no plan: a smallest set, so that lifting any one of them helps.

Deletion filter on the whole model: each limit is lifted in turn; if there is still no plan it stays lifted, otherwise it belongs to
the set. Source: Chinneck and Dravnieks 1991, ORSA Journal on Computing 3:157–168.
"""

from collections.abc import Callable, Iterator
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from ..errors import Refused
from .checks import check
from .greedy import first_plan
from .program import Stop
from .solve import feasible
from .values import Problem

Lift = Callable[[Problem], Problem]


class Cause(Struct, frozen=True):
    """One limit: of a resource in all periods, of several periods together, a release, a pin, an order, a deadline, or the horizon."""

    kind: str  # capacity | limit | release | pin | order | deadline | horizon
    item: str = ""  # the item, or the resource or the name of the limit
    other: str = ""  # the predecessor


def conflict(problem: Problem, deadlines: bool = False, stop: Stop | None = None) -> tuple[Cause, ...]:
    """A smallest set of limits without a plan; () when there is one, or when it stands after `stop`.

    With `deadlines` they are limits too (the solver itself only counts how late things are).
    """
    whole = problem if deadlines else replace(problem, items=tuple(replace(item, deadline=None) for item in problem.items))
    if _possible(whole, stop):
        return ()
    kept: list[Cause] = []
    left = whole
    for cause, lifted in _limits(whole):
        looser = lifted(left)
        if stop is not None and stop():
            return ()
        if _possible(looser, stop):
            kept.append(cause)
        else:
            left = looser
    return tuple(kept)


def _limits(problem: Problem) -> Iterator[tuple[Cause, Lift]]:
    """Every limit with what lifts it; those a room can hardly change come first, so that the others stay in the set."""
    for item in problem.items:
        for before in item.predecessors:
            yield Cause("order", item.id, before.id), _without_order(item.id, before.id)
    for item in problem.items:
        if item.release:
            yield Cause("release", item.id), _changed(item.id, release=0)
    yield Cause("horizon"), _longer
    for pinned in problem.pins:
        yield Cause("pin", pinned), _unpinned(pinned)
    for item in problem.items:
        if item.deadline is not None:
            yield Cause("deadline", item.id), _changed(item.id, deadline=None)
    for limit in problem.limits:
        yield Cause("limit", limit.name), _without_limit(limit.name)
    for resource in problem.capacities:
        yield Cause("capacity", resource), _without_capacity(resource)


def _possible(problem: Problem, stop: Stop | None) -> bool:
    """Whether there is a plan: said by the checks, an instant plan, or the solver. A search that was stopped counts as one."""
    try:
        check(problem)
    except Refused:
        return False
    greedy = first_plan(problem)
    if greedy is not None and all(bar.finish <= _end(problem, bar.id) for bar in greedy):
        return True
    return feasible(problem, stop)


def _end(problem: Problem, item: str) -> int:
    deadline = next(one.deadline for one in problem.items if one.id == item)
    return problem.horizon if deadline is None else deadline


def _changed(item: str, **fields: Any) -> Lift:
    return lambda problem: replace(problem, items=tuple(replace(one, **fields) if one.id == item else one for one in problem.items))


def _without_order(item: str, before: str) -> Lift:
    def lift(problem: Problem) -> Problem:
        return replace(problem, items=tuple(
            replace(one, predecessors=tuple(b for b in one.predecessors if b.id != before)) if one.id == item else one
            for one in problem.items
        ))  # fmt: skip

    return lift


def _unpinned(item: str) -> Lift:
    return lambda problem: replace(problem, pins={name: at for name, at in problem.pins.items() if name != item})


def _without_limit(name: str) -> Lift:
    return lambda problem: replace(problem, limits=tuple(limit for limit in problem.limits if limit.name != name))


def _without_capacity(resource: str) -> Lift:
    def lift(problem: Problem) -> Problem:
        most = 1.0 + sum(max([float(mode.demands.get(resource, 0)) for mode in item.modes], default=0.0) for item in problem.items)
        return replace(problem, capacities={**problem.capacities, resource: (most,) * problem.horizon})

    return lift


def _longer(problem: Problem) -> Problem:
    """Room for one item after another, with the last period's capacities."""
    more = sum(max(mode.duration for mode in item.modes) for item in problem.items) + sum(
        before.lag for item in problem.items for before in item.predecessors
    )
    capacities = {name: (*amounts, *([amounts[-1]] * more)) if amounts else amounts for name, amounts in problem.capacities.items()}
    return replace(problem, horizon=problem.horizon + more, capacities=capacities)
