"""What more would buy: the plan with one more head, or a tenth more money, in each period; and with other capacities altogether."""

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from ..errors import Refused
from ..scoring import exact
from .program import Stop
from .solve import solve
from .values import Limit, Number, Plan, Problem

EVERY = -1  # in place of a period: in every one of them
Progress = Callable[[int, int], bool]  # done, of so many; False asks to stop


class Margin(Struct, frozen=True):
    """What more of a resource in one period (or in EVERY one) is worth: how much earlier value arrives, as a share of the plan's cost."""

    resource: str
    period: int
    gain: float
    late: int  # periods of lateness that it saves


def scaled(problem: Problem, shares: Mapping[str, int]) -> Problem:
    """Capacities and limits at so many percent, resource by resource."""
    capacities = {
        name: tuple(exact(amount) * shares.get(name, 100) / 100 for amount in amounts) for name, amounts in problem.capacities.items()
    }
    limits = tuple(
        Limit(limit.resource, limit.first, limit.last, exact(limit.amount) * shares.get(limit.resource, 100) / 100, limit.name)
        for limit in problem.limits
    )
    return replace(problem, capacities=capacities, limits=limits)


def margins(
    problem: Problem,
    plan: Plan,
    more: Mapping[str, Callable[[Number], Number]],
    stop: Stop | None = None,
    progress: Progress | None = None,
) -> tuple[Margin, ...]:
    """For each resource of `more`, for all periods together and for every one alone: the gain of the capacity its function makes.

    A limit over several periods grows with them.
    """
    periods = (EVERY, *range(problem.horizon))
    wanted = [(name, period) for name in more if name in problem.capacities for period in periods]
    found = []
    for done, (name, period) in enumerate(wanted):
        if (stop is not None and stop()) or (progress is not None and not progress(done, len(wanted))):
            break
        better = _solved(_raised(problem, name, period, more[name]), plan, stop) if _busy(problem, plan, name) else plan
        if better is None:
            continue
        gain = float((plan.cost - better.cost) / plan.cost) if plan.cost else 0.0
        found.append(Margin(name, period, max(0.0, gain), max(0, plan.late - better.late)))
    return tuple(found)


def _solved(problem: Problem, plan: Plan, stop: Stop | None) -> Plan | None:
    """Only its cost is asked; the plan of less is a plan of more."""
    try:
        return solve(problem, stop, known=plan.items or None, shortest=False)
    except Refused:
        return None


def _busy(problem: Problem, plan: Plan, resource: str) -> bool:
    """Whether anything takes of the resource at all."""
    return any(mode.demands.get(resource, 0) for item in problem.items for mode in item.modes) and bool(plan.items)


def _raised(problem: Problem, name: str, period: int, more: Callable[[Number], Number]) -> Problem:
    amounts: Sequence[Number] = problem.capacities[name]
    raised = {at: exact(more(amount)) if period in (at, EVERY) else exact(amount) for at, amount in enumerate(amounts)}
    capacity = tuple(raised.values())
    limits = tuple(
        replace(limit, amount=exact(limit.amount) + sum(raised[at] - exact(amounts[at]) for at in range(limit.first, limit.last)))
        if limit.resource == name
        else limit
        for limit in problem.limits
    )
    return replace(problem, capacities={**problem.capacities, name: capacity}, limits=limits)
