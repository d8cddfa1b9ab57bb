"""From State to the schedule's problem and back: effort, pools of people, money, releases, links, actions as bars, loads.

An item is a measure (its id), or one action of a measure that is scheduled action by action (its code, "M3.2").
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction

from msgspec import Struct

from . import ranking
from .content import Pack
from .road_rows import ActionItem, ActionPlan
from .rows import Action, Decision, MeasurePlan, PlanItem, PlanResult
from .schedule import Item, Limit, Mode, Placed, Plan, Predecessor, Problem
from .scoring import exact
from .state import State

PEOPLE, BUDGET, TECH, BUSINESS = "people", "budget", "tech", "business"  # heads at full time; 万元 per quarter; heads of each pool
Estimated = MeasurePlan | ActionPlan


class Unplanned(Struct, frozen=True):
    """A chosen measure, or an action of one, that cannot be scheduled yet, and what it waits for."""

    measure: str  # or the action's code
    missing: str  # effort


# -- effort ----------------------------------------------------------------------------------------------------------------


def effort(plan: MeasurePlan) -> ranking.Effort | None:
    """Person-months at three points; None while people, quarters or share are missing."""
    if plan.people is None or plan.quarters is None or plan.share is None:
        return None
    likely = ranking.person_months(plan.people, plan.quarters, plan.share)
    return ranking.Effort(plan.low if plan.low is not None else likely, likely, plan.high if plan.high is not None else likely)


def months(plan: Estimated) -> Fraction | None:
    """Likely person-months; None while something is missing."""
    if plan.people is None or plan.quarters is None or plan.share is None:
        return None
    return ranking.person_months(plan.people, plan.quarters, plan.share)


def effort_of(state: State, measure: str) -> ranking.Effort | None:
    """Effort of a measure: of its actions together where it is scheduled by them, with the spread of its own three points."""
    own, parts = effort(state.measures[measure]), unfolded(state, measure)
    if not parts:
        return own
    likely = sum((months(plan) or Fraction(0) for _, plan in parts), Fraction(0))
    if own is None or not own.likely:
        return ranking.Effort(likely, likely, likely)
    low, high = exact(own.low) / exact(own.likely), exact(own.high) / exact(own.likely)
    return ranking.Effort(likely * low, likely, likely * high)


def heads(plan: Estimated) -> float:
    """Full-time heads per quarter: people × share of time."""
    return (plan.people or 0) * (plan.share or 0) / 100


def spend(plan: Estimated) -> float:
    """万元 per quarter: the budget spread evenly."""
    return (plan.budget or 0) / plan.quarters if plan.quarters else 0


def money(state: State, subject: str, plan: Estimated) -> float:
    """万元 in all: the lines by year where there are any, else the estimate."""
    lines = state.road.money_of(subject)
    return sum(line.amount for line in lines) if lines else plan.budget or 0.0


# -- actions ---------------------------------------------------------------------------------------------------------------


def actions_of(state: State, measure: str) -> tuple[Action, ...]:
    """Actions of a measure in order, those that were dropped left out."""
    own = [action for action in state.actions if action.measure == measure and action.status != "dropped"]
    return tuple(sorted(own, key=lambda action: action.position))


def codes(state: State) -> dict[str, str]:
    """Action id → its code, such as M3.2."""
    return {
        action.id: f"{measure}.{place}" for measure in state.measures for place, action in enumerate(actions_of(state, measure), start=1)
    }


def unfolded(state: State, measure: str) -> tuple[tuple[Action, ActionPlan], ...]:
    """The estimated actions by which a measure is scheduled; () when it is scheduled as one bar."""
    if not state.road.staffed(measure).unfolded:
        return ()
    plans = ((action, state.road.actions.get(action.id)) for action in actions_of(state, measure))
    return tuple((action, plan) for action, plan in plans if plan is not None and months(plan) is not None)


# -- time ------------------------------------------------------------------------------------------------------------------


def quarter_of(state: State, day: str) -> int | None:
    """Index of the plan's quarter that an ISO date lies in (negative: before the start); None for no date."""
    try:
        when = date.fromisoformat(day)
    except ValueError:
        return None
    return (when.year - state.engagement.start_year) * 4 + (when.month - 1) // 3 + 1 - state.engagement.start_quarter


def year_span(state: State, year: int) -> tuple[int, int]:
    """Quarters of the horizon that lie in a calendar year: first and last (exclusive)."""
    first = (year - state.engagement.start_year) * 4 + 1 - state.engagement.start_quarter
    return max(0, first), max(0, min(first + 4, state.engagement.horizon))


def years(state: State) -> range:
    """Calendar years that the horizon touches."""
    last = state.engagement.start_quarter - 1 + state.engagement.horizon - 1
    return range(state.engagement.start_year, state.engagement.start_year + last // 4 + 1)


def release(state: State, measure: str) -> int:
    """Earliest start: the room's, the lead time of others' competence, and the decisions the measure waits for."""
    waits = [_own_release(state.measures[measure])]
    waits += [after(state, decision) for decision in state.decisions if decision.measure == measure]
    return max(waits)


def _own_release(plan: Estimated) -> int:
    return max(plan.release or 0, plan.lead_quarters if plan.competence != "own" else 0)


def after(state: State, decision: Decision) -> int:
    """Nothing starts before its decision passed: the quarter after the one it is planned for."""
    if decision.result in ("passed", "amended"):
        return 0
    quarter = quarter_of(state, decision.due)
    return max(0, quarter + 1) if quarter is not None else 0


# -- the problem -------------------------------------------------------------------------------------------------------------


def problem(state: State, pack: Pack, rows: Sequence[ranking.Row]) -> tuple[Problem, tuple[Unplanned, ...]]:
    """The schedule to solve: chosen measures with an estimate (`rows`, ranked), the pinned ones held where they stand."""
    named = {row.measure: row for row in rows}
    ready = [measure for measure in pack.measures if measure in named and effort_of(state, measure) and _quarters(state, measure)]
    horizon = state.engagement.horizon
    parts = {measure: unfolded(state, measure) for measure in ready}
    items = tuple(item for measure in ready for item in _items(state, named[measure], parts))
    waits = _links(state, pack, parts)
    items = tuple(Item(i.id, i.value, i.modes, i.release, i.deadline, waits.get(i.id, ())) for i in items)
    limits = tuple(Limit(BUDGET, *year_span(state, year), amount, str(year)) for year, amount in sorted(state.road.years.items()))
    limits = tuple(limit for limit in limits if limit.first < limit.last)
    return Problem(items, horizon, _capacities(state), _pins(state, items), limits=limits), _unplanned(state, rows, ready)


def _quarters(state: State, measure: str) -> bool:
    return bool(state.measures[measure].quarters) or bool(unfolded(state, measure))


def _unplanned(state: State, rows: Sequence[ranking.Row], ready: Sequence[str]) -> tuple[Unplanned, ...]:
    waiting = [Unplanned(row.measure, "effort") for row in rows if row.measure not in ready]
    names = codes(state)
    for measure in ready:
        estimated = {action.id for action, _ in unfolded(state, measure)}
        if estimated:
            waiting += [Unplanned(names[one.id], "effort") for one in actions_of(state, measure) if one.id not in estimated]
    return tuple(waiting)


def _capacities(state: State) -> dict[str, tuple[float, ...]]:
    quarters = range(state.engagement.horizon)
    heads_, purse = ([state.capacities.get(at, (0.0, 0.0))[k] for at in quarters] for k in (0, 1))
    found = {PEOPLE: tuple(heads_), BUDGET: tuple(purse)}
    for name in (TECH, BUSINESS):
        own = [getattr(state.road.pools[at], name) if at in state.road.pools else None for at in quarters]
        if any(limit is not None for limit in own):
            found[name] = tuple(limit if limit is not None else most for limit, most in zip(own, heads_, strict=True))
    return found


def _items(state: State, row: ranking.Row, parts: Mapping[str, Sequence[tuple[Action, ActionPlan]]]) -> list[Item]:
    measure, own = row.measure, state.measures[row.measure]
    value = row.value if row.value is not None else row.need_part
    begin = release(state, measure)
    if not parts[measure]:
        return [Item(measure, float(value), _modes(state, measure, own, money(state, measure, own)), begin, own.deadline)]
    names, efforts = codes(state), [months(plan) or Fraction(0) for _, plan in parts[measure]]
    purses = _purses(state, measure, parts[measure], efforts)
    shares = ranking.shared_value(value, efforts)
    return [
        Item(
            names[action.id], float(share), _modes(state, action.id, plan, purse), max(begin, _own_release(plan)),
            min((one for one in (own.deadline, plan.deadline) if one is not None), default=None),
        )
        for (action, plan), share, purse in zip(parts[measure], shares, purses, strict=True)
    ]  # fmt: skip


def _purses(state: State, measure: str, parts: Sequence[tuple[Action, ActionPlan]], efforts: Sequence[Fraction]) -> list[float]:
    """Each action's money: its own, or its share of what the measure has beyond theirs."""
    own = [money(state, action.id, plan) for action, plan in parts]
    rest = max(0.0, money(state, measure, state.measures[measure]) - sum(own))
    open_ = [effort if not purse else Fraction(0) for effort, purse in zip(efforts, own, strict=True)]
    total = sum(open_, Fraction(0))
    return [purse + (rest * float(part / total) if total else 0.0) for purse, part in zip(own, open_, strict=True)]


def _modes(state: State, subject: str, plan: Estimated, purse: float) -> tuple[Mode, ...]:
    """The way it was estimated and, if there is one, a shorter way with more people; people from outside take no head."""
    staffing = state.road.staffed(subject)
    ways = [(plan.quarters or 1, heads(plan))]
    if staffing.fast_quarters and staffing.fast_people and staffing.fast_quarters < ways[0][0]:
        ways.append((staffing.fast_quarters, staffing.fast_people * (plan.share or 0) / 100))
    capped = _capacities(state).keys()
    found = []
    for length, people in ways:
        demands = {
            PEOPLE: people,
            BUDGET: purse / length,
            TECH: people * staffing.tech / 100,
            BUSINESS: people * (100 - staffing.tech) / 100,
        }
        found.append(Mode(length, {name: need for name, need in demands.items() if name in capped}))
    return tuple(found)


def waits_of(state: State, pack: Pack) -> dict[tuple[str, str], int]:
    """(what waits, what for) → quarters between: the pack's links with the room's own on top."""
    found = {(measure.id, earlier): 0 for measure in pack.measures.values() for earlier in measure.predecessors}
    for key, link in state.road.links.items():
        if link.active:
            found[key] = link.lag
        else:
            found.pop(key, None)
    return found


def _links(state: State, pack: Pack, parts: Mapping[str, Sequence[tuple[Action, ActionPlan]]]) -> dict[str, tuple[Predecessor, ...]]:
    """What each item waits for; a measure that is scheduled by its actions waits, and is waited for, with all of them."""
    names = codes(state)
    scheduled = {measure: [names[action.id] for action, _ in own] or [measure] for measure, own in parts.items()}
    known = {code for own in scheduled.values() for code in own}
    found: dict[str, dict[str, int]] = {}
    for (subject, earlier), lag in waits_of(state, pack).items():
        for one in scheduled.get(subject, [names.get(subject, subject)]):
            for before in scheduled.get(earlier, [names.get(earlier, earlier)]):
                if {one, before} <= known and one != before:
                    found.setdefault(one, {})[before] = max(lag, found.get(one, {}).get(before, 0))
    return {one: tuple(Predecessor(before, lag) for before, lag in sorted(own.items())) for one, own in found.items()}


def _pins(state: State, items: Iterable[Item]) -> dict[str, int]:
    held = {measure: item.start for measure, item in state.plan.items() if item.pinned}
    names = codes(state)
    held |= {names[bar.action]: bar.start for bar in state.road.bars.values() if bar.pinned and bar.action in names}
    return {item.id: held[item.id] for item in items if item.id in held}


def fingerprint(problem: Problem) -> str:
    """A hash of everything a plan is solved from except the pins: a stored plan with another one is out of date."""
    body = [
        [[item.id, item.value, [[mode.duration, sorted(mode.demands.items())] for mode in item.modes], item.release, item.deadline,
          [[before.id, before.lag] for before in item.predecessors]] for item in problem.items],
        sorted(problem.capacities.items()), problem.horizon,
    ]  # fmt: skip
    if problem.limits:
        body.append([[limit.resource, limit.first, limit.last, float(limit.amount)] for limit in problem.limits])
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()[:16]


# -- the plan ----------------------------------------------------------------------------------------------------------------


def plan_rows(
    problem: Problem, plan: Plan, codes: Mapping[str, str] | None = None
) -> tuple[tuple[PlanItem, ...], PlanResult, tuple[ActionItem, ...]]:
    """A solver's answer as the rows that `Store.set_plan` keeps; `codes` (action → code) where measures are scheduled by actions.

    A measure spans its actions; it is pinned only by itself. A gap of which nothing is known is the whole.
    """
    actions = {code: action for action, code in (codes or {}).items()}
    bars = [ActionItem(actions[bar.id], bar.start, bar.finish, int(bar.pinned)) for bar in plan.items if bar.id in actions]
    spans: dict[str, PlanItem] = {}
    for bar in plan.items:
        measure = bar.id.rpartition(".")[0] if bar.id in actions else bar.id
        held = int(bar.pinned) if bar.id not in actions else 0
        known = spans.get(measure, PlanItem(measure, bar.start, bar.finish, held))
        spans[measure] = PlanItem(measure, min(known.start, bar.start), max(known.finish, bar.finish), known.pinned)
    result = PlanResult("plan", plan.status, min(1.0, plan.gap), float(plan.cost), fingerprint(problem), "")
    return tuple(spans.values()), result, tuple(bars)


def placed(state: State, problem: Problem) -> tuple[Placed, ...]:
    """The stored bars of a problem's items, each in the mode that is as long as it."""
    names = codes(state)
    stored = {measure: (item.start, item.finish, bool(item.pinned)) for measure, item in state.plan.items()}
    stored |= {names[bar.action]: (bar.start, bar.finish, bool(bar.pinned)) for bar in state.road.bars.values() if bar.action in names}
    found = []
    for item in problem.items:
        if item.id in stored:
            start, finish, pinned = stored[item.id]
            lengths = [mode.duration for mode in item.modes]
            mode = lengths.index(finish - start) if finish - start in lengths else 0
            found.append(Placed(item.id, start, finish, mode, pinned))
    return tuple(found)


class Load(Struct, frozen=True):
    """What one quarter carries: heads, 万元 and the heads of each pool, with their limits (None: no limit of its own)."""

    people: float
    people_limit: float
    budget: float
    budget_limit: float
    tech: float = 0.0
    tech_limit: float | None = None
    business: float = 0.0
    business_limit: float | None = None


def load(state: State) -> tuple[Load, ...]:
    """People and budget of the stored plan per quarter of the horizon."""
    horizon, bars = state.engagement.horizon, _bars(state)
    found = []
    for quarter in range(horizon):
        running = [demands for start, finish, demands in bars if start <= quarter < finish]
        people, budget, tech = (sum(demands[k] for demands in running) for k in range(3))
        people_limit, budget_limit = state.capacities.get(quarter, (0.0, 0.0))
        pool = state.road.pools.get(quarter)
        found.append(Load(
            people, people_limit, budget, budget_limit, tech, pool.tech if pool else None, people - tech, pool.business if pool else None,
        ))  # fmt: skip
    return tuple(found)


def _bars(state: State) -> list[tuple[int, int, tuple[float, float, float]]]:
    """(start, finish, (heads, 万元, heads of technology) per quarter) of every stored bar."""
    found = []
    for measure, item in state.plan.items():
        if measure not in state.measures or not state.measures[measure].chosen:
            continue
        parts = [(action, plan) for action, plan in unfolded(state, measure) if action.id in state.road.bars]
        if not parts:
            own = state.measures[measure]
            found.append((item.start, item.finish, _taken(state, measure, own, money(state, measure, own), item.finish - item.start)))
            continue
        purses = _purses(state, measure, parts, [months(plan) or Fraction(0) for _, plan in parts])
        for (action, plan), purse in zip(parts, purses, strict=True):
            bar = state.road.bars[action.id]
            found.append((bar.start, bar.finish, _taken(state, action.id, plan, purse, bar.finish - bar.start)))
    return found


def _taken(state: State, subject: str, plan: Estimated, purse: float, length: int) -> tuple[float, float, float]:
    """What a bar of this length takes in a quarter: of the shorter way if it is as short."""
    staffing = state.road.staffed(subject)
    quick = staffing.fast_quarters == length and staffing.fast_people and length < (plan.quarters or 1)
    people = (staffing.fast_people or 0) * (plan.share or 0) / 100 if quick else heads(plan)
    return people, purse / (length if quick else plan.quarters or length), people * staffing.tech / 100


def finishes(plan: Plan, codes: Mapping[str, str] | None = None) -> dict[str, int]:
    """Finish (exclusive, quarters from 0) of each scheduled measure: that of its last action."""
    actions = set((codes or {}).values())
    found: dict[str, int] = {}
    for bar in plan.items:
        measure = bar.id.rpartition(".")[0] if bar.id in actions else bar.id
        found[measure] = max(found.get(measure, 0), bar.finish)
    return found
