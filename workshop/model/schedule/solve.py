"""The proven plan: one solve per goal, each holding on to what the former reached."""

from collections.abc import Sequence
from fractions import Fraction

from msgspec import Struct, field
from msgspec.structs import replace

from ..errors import Refused
from .checks import check
from .evaluate import lateness, makespan
from .greedy import as_plan, first_plan
from .program import Answer, Program, Stop, Weigh, write
from .values import Item, Mode, Placed, Plan, Predecessor, Price, Problem

MANY = 32  # items; beyond them the proof takes longer than a room waits, and the gap says how good the plan is
NODES, FEW_NODES = 3_000, 100
END = "\0end"  # an item of no duration after everything else: its start is the plan's length


def solve(
    problem: Problem, stop: Stop | None = None, nodes: int | None = None, *, known: tuple[Placed, ...] | None = None, shortest: bool = True
) -> Plan:
    """The best plan: least lateness, then the objective, then the shortest. `nodes` bounds each search; by default as the size allows.

    `known` is a feasible plan to begin from. Without `shortest` the length is left open where the objective is value: what is asked
    for its cost alone needs none. `stop` is polled; once it says True the best plan so far comes back. Refuses what `check` refuses, and
    `plan.impossible` when no plan exists, `plan.not_found` when none was found before the end of the search.
    """
    check(problem)
    most = nodes if nodes is not None else NODES if len(problem.items) <= MANY else FEW_NODES
    run = _Run(problem, stop, most, known or first_plan(problem))
    late = run.minimise(_late) if any(item.deadline is not None for item in problem.items) else _KEPT
    if problem.objective == "value":
        main = run.minimise(_weighted) if late.proven else late
        if main.proven and shortest:
            run.shorten()
    else:
        main = run.shorten() if late.proven else late
    if run.best is None:
        raise Refused("plan.not_found")
    plan = as_plan(problem, run.best)
    return plan if main.untouched else replace(plan, status="optimal" if main.proven else "gap", gap=main.gap)


def warm() -> None:
    """Load the engine now: the library takes a moment that nobody should wait for while something is solved."""
    from . import highs

    assert highs


def price_of_pins(problem: Problem, plan: Plan, stop: Stop | None = None, nodes: int | None = None) -> Price:
    """What this plan costs more than the best one without any pin."""
    free = solve(replace(problem, pins={}), stop, nodes)
    return Price(plan.cost - free.cost, plan.late - free.late)


def feasible(problem: Problem, stop: Stop | None = None) -> bool:
    """Whether a checked problem has any plan that keeps its deadlines too; what a stopped search leaves open counts as yes."""
    from .highs import search

    return search(write(problem, [_late]), lambda item, finish: 0.0, NODES, None, stop).state != "impossible"


class _Outcome(Struct, frozen=True):
    """How far one goal came."""

    proven: bool
    gap: float = 0.0
    untouched: bool = False  # stopped before the solver began


_KEPT = _Outcome(proven=True)
_STOPPED = _Outcome(proven=False, untouched=True)


class _Run(Struct):
    """The goals so far and the best plan that keeps them."""

    problem: Problem
    stop: Stop | None
    nodes: int
    best: tuple[Placed, ...] | None
    goals: list[tuple[Weigh, float]] = field(default_factory=list)

    def minimise(self, weigh: Weigh) -> _Outcome:
        """Reach for one goal over the whole horizon, then hold on to it."""
        if self.best is not None and self._weight(weigh, self.best) == 0:
            self.goals.append((weigh, 0.0))
            return _KEPT
        outcome = self._search(self.problem, weigh, self.best)
        if outcome.proven and self.best is not None:
            self.goals.append((weigh, self._weight(weigh, self.best)))
        return outcome

    def shorten(self) -> _Outcome:
        """Reach for the shortest plan: nothing may end later than the best one does."""
        problem = _with_end(self.problem if self.best is None else _bound_by(self.problem, self.best))
        known = self.best and (*self.best, Placed(END, makespan(self.best), makespan(self.best)))
        return self._search(problem, _length, known)

    def _search(self, problem: Problem, weigh: Weigh, known: Sequence[Placed] | None) -> _Outcome:
        if self.stop is not None and self.stop():
            return _STOPPED
        from .highs import search  # the engine takes a moment to load: only when it is asked

        answer = search(self._program(problem), weigh, self.nodes, known, self.stop)
        if answer.state == "impossible":
            raise Refused("plan.impossible")
        if answer.placed is not None:
            bars = {bar.id: bar for bar in answer.placed}
            self.best = tuple(bars[item.id] for item in self.problem.items)
        return _Outcome(answer.state == "optimal", _gap(problem, weigh, answer))

    def _program(self, problem: Problem) -> Program:
        """A goal of nothing removes columns; any other becomes a row, with room for what floating point loses."""
        program = write(problem, [weigh for weigh, most in self.goals if not most])
        for weigh, most in self.goals:
            if most:
                program.limit(weigh, most * (1 + 1e-9) + 1e-6)
        return program

    def _weight(self, weigh: Weigh, placed: Sequence[Placed]) -> float:
        return _total(self.problem, weigh, placed)


def _total(problem: Problem, weigh: Weigh, placed: Sequence[Placed]) -> float:
    items = {item.id: item for item in problem.items}
    return sum(weigh(items[bar.id], bar.finish) for bar in placed)


def _gap(problem: Problem, weigh: Weigh, answer: Answer) -> float:
    """How far the plan may be above the best there is, as a share of it; infinite if nothing was found."""
    if answer.placed is None:
        return float("inf")
    reached = _total(problem, weigh, answer.placed)
    return 0.0 if answer.state == "optimal" or not reached else min(1.0, (reached - answer.bound) / reached)


def _late(item: Item, finish: int) -> float:
    return lateness(item, finish)


def _weighted(item: Item, finish: int) -> float:
    return float(item.value) * finish


def _length(item: Item, finish: int) -> float:
    return finish if item.id == END else 0


def _with_end(problem: Problem) -> Problem:
    """The problem with one more item after all that nothing follows."""
    followed = {before.id for item in problem.items for before in item.predecessors}
    last = tuple(Predecessor(item.id) for item in problem.items if item.id not in followed)
    return replace(problem, items=(*problem.items, Item(END, Fraction(0), (Mode(0),), predecessors=last)))


def _bound_by(problem: Problem, placed: Sequence[Placed]) -> Problem:
    """The same problem, to be finished by the time this plan is."""
    end = makespan(placed)
    capacities = {name: amounts[:end] for name, amounts in problem.capacities.items()}
    limits = tuple(limit for limit in problem.limits if limit.first < end)
    return replace(problem, horizon=end, capacities=capacities, limits=limits)
