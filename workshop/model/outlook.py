"""What the plan leads to under other capacities, and where the schedule contradicts the order: facts for sentences."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any, Literal

from msgspec import Struct

from . import assessment, roadmap
from .content import Pack
from .errors import Refused
from .ranking import Lane, Row
from .road import SCENARIOS
from .roadmap import BUDGET, BUSINESS, PEOPLE, TECH
from .schedule import Margin, Plan, Problem, critical, margins, scaled, solve
from .schedule.program import Stop
from .scoring import exact
from .state import State

HALF = 2  # quarters
FEW = 20  # items up to which a print can wait for the gains; a larger plan shows them on the page, beside the window
MORE = {PEOPLE: lambda amount: exact(amount) + 1, BUDGET: lambda amount: exact(amount) * 11 / 10}  # one head, a tenth of the money


class Outcome(Struct, frozen=True):
    """One scenario: its plan or why there is none, the score at each half-year's end, and when the targets are reached."""

    name: str
    people: int  # percent
    budget: int
    plan: Plan | None
    trouble: Refused | None
    scores: tuple[tuple[int, Fraction], ...]  # quarters, score
    reached: int | None  # quarters; None: not within the horizon

    @property
    def ends(self) -> int:
        """After how many quarters everything is done."""
        return max((bar.finish for bar in self.plan.items), default=0) if self.plan else 0


def stops(horizon: int) -> tuple[int, ...]:
    """Now, each half-year's end, the horizon."""
    return tuple(sorted({*range(0, horizon + 1, HALF), horizon}))


def scenario_problem(problem: Problem, people: int, budget: int) -> Problem:
    """The same schedule with capacities at so many percent, and nothing pinned: a pin belongs to the plan, not to what could be."""
    shares = {PEOPLE: people, TECH: people, BUSINESS: people, BUDGET: budget}
    found = scaled(problem, shares)
    return Problem(found.items, found.horizon, found.capacities, {}, found.objective, found.limits)


def scenarios(state: State, pack: Pack, stop: Stop | None = None, names: Sequence[str] = SCENARIOS) -> tuple[Outcome, ...]:
    """Each scenario solved; a search that is stopped leaves out those behind it."""
    problem, _ = assessment.problem(state, pack)
    found = []
    for name in names:
        if stop is not None and stop():
            break
        row = state.road.scenario(name)
        try:
            plan, trouble = best(scenario_problem(problem, row.people, row.budget), stop), None
        except Refused as refused:
            plan, trouble = None, refused
        found.append(_outcome(state, pack, name, plan, trouble))
    return tuple(found)


def _outcome(state: State, pack: Pack, name: str, plan: Plan | None, trouble: Refused | None) -> Outcome:
    row, horizon = state.road.scenario(name), state.engagement.horizon
    ends = roadmap.finishes(plan, roadmap.codes(state)) if plan else {}
    scores = [(at, assessment.projection(state, pack, at, ends).overall) for at in range(horizon + 1)]
    wanted = assessment.target_score(state, pack)
    reached = next((at for at, score in scores if wanted is not None and score is not None and score >= wanted), None)
    shown = tuple((at, score) for at, score in scores if score is not None and at in stops(horizon) and plan is not None)
    return Outcome(name, row.people, row.budget, plan, trouble, shown, reached if plan else None)


def best(problem: Problem, stop: Stop | None = None) -> Plan:
    """`solve`, whose newest answers are kept: a plan is printed again and again before it changes."""
    found: Plan = _kept(_BEST, repr(problem), lambda: solve(problem, stop), lambda: stop is None or not stop())
    return found


def worth(problem: Problem) -> tuple[Margin, ...]:
    """What one more head, and a tenth more money, buy: in all quarters together and in each; () without a plan, or for a large one.

    The newest answers are kept, as those of `best` are.
    """
    found: tuple[Margin, ...] = _kept(_WORTH, repr(problem), lambda: _worth(problem))
    return found


def _worth(problem: Problem) -> tuple[Margin, ...]:
    if len(problem.items) > FEW:
        return ()
    try:
        return margins(problem, best(problem), MORE)
    except Refused:
        return ()


def _kept(answers: dict[str, Any], key: str, ask: Callable[[], Any], whole: Callable[[], bool] = lambda: True) -> Any:
    """An answer asked for once while it is among the newest; one that is not whole, because its search was stopped, is not kept."""
    if key in answers:
        return answers[key]
    found = ask()
    if whole():
        while len(answers) >= KEPT:
            answers.pop(next(iter(answers)), None)
        answers[key] = found
    return found


_BEST: dict[str, Any] = {}  # everything of the problem, written out → the answer
_WORTH: dict[str, Any] = {}
KEPT = 16


# -- what the chart shows beside the bars --------------------------------------------------------------------------------------


def hanging(state: State, pack: Pack) -> frozenset[str]:
    """Measures and actions on which the end of the stored plan hangs; a measure hangs with any of its actions."""
    if not state.plan:
        return frozenset()
    problem, _ = assessment.problem(state, pack)
    found = critical(problem, roadmap.placed(state, problem))
    return found | {name.rpartition(".")[0] for name in found if name not in state.measures}


def drawn_links(state: State, pack: Pack) -> tuple[tuple[str, str], ...]:
    """Arrows (from, to) between rows that are shown."""
    names = roadmap.codes(state)
    shown = {measure for measure, plan in state.measures.items() if plan.chosen}
    shown |= {names[action.id] for measure in shown.copy() for action, _ in roadmap.unfolded(state, measure)}
    links = ((names.get(earlier, earlier), names.get(subject, subject)) for subject, earlier in roadmap.waits_of(state, pack))
    return tuple((earlier, subject) for earlier, subject in links if {earlier, subject} <= shown)


# -- where order and schedule part ---------------------------------------------------------------------------------------------

Reason = Literal["decision", "lead", "release", "order", "pin", "capacity"]


class Clash(Struct, frozen=True):
    """A measure ranked before another one starts after it, and why: what it waits for, or that there is no room for it sooner."""

    measure: str
    position: int
    other: str  # ranked behind it, starts before it
    start: int
    reason: Reason
    detail: str = ""  # the decision's text, or the measure it waits for


def clashes(state: State, pack: Pack, rows: Sequence[Row]) -> tuple[Clash, ...]:
    """One for each ranked measure that starts after one ranked behind it, in the order of the ranking."""
    ranked = [row for row in rows if row.lane is Lane.RANKED and row.position is not None and row.measure in state.plan]
    ranked.sort(key=lambda row: row.position or 0)
    found = []
    for at, row in enumerate(ranked):
        start = state.plan[row.measure].start
        ahead = [other.measure for other in ranked[at + 1 :] if state.plan[other.measure].start < start]
        if ahead:
            first = min(ahead, key=lambda measure: state.plan[measure].start)
            reason, detail = _reason(state, pack, row.measure, start)
            found.append(Clash(row.measure, row.position or 0, first, start, reason, detail))
    return tuple(found)


def _reason(state: State, pack: Pack, measure: str, start: int) -> tuple[Reason, str]:
    plan = state.measures[measure]
    for decision in state.decisions:
        if decision.measure == measure and roadmap.after(state, decision) == start:
            return "decision", decision.text
    if plan.competence != "own" and plan.lead_quarters == start:
        return "lead", plan.competence
    if plan.release == start:
        return "release", ""
    for (subject, earlier), lag in roadmap.waits_of(state, pack).items():
        if subject == measure and earlier in state.plan and state.plan[earlier].finish + lag == start:
            return "order", earlier
    return ("pin", "") if state.plan[measure].pinned else ("capacity", "")
