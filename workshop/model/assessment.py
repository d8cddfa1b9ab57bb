"""From the engagement's State to results: scores, gaps, ranking, schedule and projection, by the methods' pure functions."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from . import consensus, ranking, scoring
from .content import Pack
from .rows import Decision, MeasurePlan, PlanItem, PlanResult
from .schedule import Item, Mode, Plan, Predecessor, Problem
from .state import Round, State

PEOPLE, BUDGET = "people", "budget"  # the schedule's two resources: heads at full time, 万元 per quarter


def reading(turn: Round) -> consensus.Reading:
    """The statistics of one revealed round."""
    return consensus.read(turn.levels)


def entry(state: State, indicator: str) -> scoring.Entry:
    """What the score sees of an indicator: its level, not rated (parked too), or not applicable."""
    record = state.record_of("indicator", indicator)
    if record is None:
        return None
    return scoring.NOT_APPLICABLE if record.basis == "not_applicable" else record.level


def score(state: State, pack: Pack) -> scoring.Score:
    """Scores of all dimensions and overall, with the engagement's weights."""
    return scoring.score(
        [
            scoring.Rated(dimension.id, state.weights[dimension.id], tuple(entry(state, indicator) for indicator in dimension.indicators))
            for dimension in pack.dimensions.values()
        ]
    )


def targets(state: State, pack: Pack) -> dict[str, int]:
    """Target levels of the dimensions that have one."""
    return {name: state.targets["dimension", name] for name in pack.dimensions if ("dimension", name) in state.targets}


def target_score(state: State, pack: Pack) -> Fraction | None:
    """The overall score if every target is reached; a dimension without a target stays where it is."""
    result, wanted = score(state, pack), targets(state, pack)
    levels = {row.id: max(row.level, Fraction(wanted.get(row.id, 0))) for row in result.dimensions if row.level is not None}
    total = sum(row.weight for row in result.dimensions if row.id in levels)
    return Fraction(sum(row.weight * levels[row.id] for row in result.dimensions if row.id in levels) * 20, total) if total else None


def gaps(state: State, pack: Pack) -> dict[str, Fraction]:
    """Levels to the target for each dimension that has both a score and a target."""
    wanted = targets(state, pack)
    return {
        row.id: scoring.gap(Fraction(wanted[row.id]), row.level)
        for row in score(state, pack).dimensions
        if row.level is not None and row.id in wanted
    }


def indicator_target(state: State, pack: Pack, indicator: str) -> int | None:
    """An indicator's own target, else its dimension's."""
    own = state.targets.get(("indicator", indicator))
    return own if own is not None else state.targets.get(("dimension", pack.indicators[indicator].dimension))


def relevance(state: State, pack: Pack, measure: str, dimension: str) -> int:
    """0–3: the consultant's for this engagement, else the pack's."""
    if (measure, dimension) in state.relevance:
        return state.relevance[measure, dimension]
    found = pack.measures[measure].relevance.get(dimension)
    return found.value if found else 0


def effect(state: State, pack: Pack, measure: str, dimension: str) -> Fraction:
    """Share of the gap that a finished measure closes: the room's estimate, else relevance / 6."""
    if (measure, dimension) in state.effects:
        return scoring.exact(state.effects[measure, dimension])
    return scoring.default_effect(relevance(state, pack, measure, dimension))


# -- ranking ---------------------------------------------------------------------------------------------------------------


def settled_level(state: State, kind: str, measure: str) -> int | None:
    """Impact or urgency of a measure: as settled, else the lower median of the last revealed round."""
    record = state.record_of(kind, measure)
    if record is not None and record.level is not None:
        return record.level
    turn = state.last_reveal(kind, measure)
    return reading(turn).lower if turn else None


def effort(plan: MeasurePlan) -> ranking.Effort | None:
    """Person-months at three points; None while people, quarters or share are missing."""
    if plan.people is None or plan.quarters is None or plan.share is None:
        return None
    likely = ranking.person_months(plan.people, plan.quarters, plan.share)
    return ranking.Effort(plan.low if plan.low is not None else likely, likely, plan.high if plan.high is not None else likely)


def rank(state: State, pack: Pack) -> tuple[ranking.Row, ...]:
    """The why-table of the chosen measures; need is relative to the neediest of all, so dropping one moves no other's."""
    demands = [
        ranking.Demand(
            measure.id,
            {dimension: relevance(state, pack, measure.id, dimension) for dimension in pack.dimensions},
            {pain: state.pains[pain] for pain in measure.pains if pain in state.pains},
        )
        for measure in pack.measures.values()
    ]
    needs = ranking.needs(demands, state.weights, gaps(state, pack), state.engagement.pain_weight)
    candidates = [
        ranking.Candidate(
            need,
            settled_level(state, "impact", need.measure),
            settled_level(state, "urgency", need.measure),
            effort(state.measures[need.measure]),
            ranking.Lane(state.measures[need.measure].lane),
        )
        for need in needs
        if state.measures[need.measure].chosen
    ]
    profile = state.engagement
    return ranking.rank(candidates, ranking.Mix(profile.need_weight, profile.impact_weight, profile.urgency_weight))


# -- schedule --------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Unplanned:
    """A chosen measure that cannot be scheduled yet, and what it waits for."""

    measure: str
    missing: str  # effort


def heads(plan: MeasurePlan) -> float:
    """Full-time heads per quarter: people × share of time."""
    return (plan.people or 0) * (plan.share or 0) / 100


def spend(plan: MeasurePlan) -> float:
    """万元 per quarter: the budget spread evenly."""
    return (plan.budget or 0) / plan.quarters if plan.quarters else 0


def quarter_of(state: State, day: str) -> int | None:
    """Index of the plan's quarter that an ISO date lies in (negative: before the start); None for no date."""
    try:
        when = date.fromisoformat(day)
    except ValueError:
        return None
    return (when.year - state.engagement.start_year) * 4 + (when.month - 1) // 3 + 1 - state.engagement.start_quarter


def release(state: State, measure: str) -> int:
    """Earliest start: the room's, the lead time of others' competence, and the decisions the measure waits for."""
    plan = state.measures[measure]
    waits = [plan.release or 0, plan.lead_quarters if plan.competence != "own" else 0]
    waits += [_after(state, decision) for decision in state.decisions if decision.measure == measure]
    return max(waits)


def _after(state: State, decision: Decision) -> int:
    """Nothing starts before its decision passed: the quarter after the one it is planned for."""
    if decision.result in ("passed", "amended"):
        return 0
    quarter = quarter_of(state, decision.due)
    return max(0, quarter + 1) if quarter is not None else 0


def problem(state: State, pack: Pack) -> tuple[Problem, tuple[Unplanned, ...]]:
    """The schedule to solve: chosen measures with an estimate, the pinned ones held where they stand."""
    rows = {row.measure: row for row in rank(state, pack)}
    ready = [measure for measure in rows if state.measures[measure].quarters and effort(state.measures[measure])]
    horizon = state.engagement.horizon
    capacity = {
        PEOPLE: tuple(state.capacities.get(quarter, (0.0, 0.0))[0] for quarter in range(horizon)),
        BUDGET: tuple(state.capacities.get(quarter, (0.0, 0.0))[1] for quarter in range(horizon)),
    }
    items = tuple(_item(state, pack, rows[measure], frozenset(ready)) for measure in pack.measures if measure in ready)
    pins = {measure: item.start for measure, item in state.plan.items() if item.pinned and measure in ready}
    waiting = tuple(Unplanned(measure, "effort") for measure in rows if measure not in ready)
    return Problem(items, horizon, capacity, pins), waiting


def _item(state: State, pack: Pack, row: ranking.Row, ready: frozenset[str]) -> Item:
    plan = state.measures[row.measure]
    value = row.value if row.value is not None else row.need_part
    return Item(
        id=row.measure,
        value=float(value),
        modes=(Mode(plan.quarters or 1, {PEOPLE: heads(plan), BUDGET: spend(plan)}),),
        release=release(state, row.measure),
        deadline=plan.deadline,
        predecessors=tuple(Predecessor(before) for before in pack.measures[row.measure].predecessors if before in ready),
    )


def fingerprint(problem: Problem) -> str:
    """A hash of everything a plan is solved from except the pins: a stored plan with another one is out of date."""
    body = [
        [[item.id, item.value, [[mode.duration, sorted(mode.demands.items())] for mode in item.modes], item.release, item.deadline,
          [[before.id, before.lag] for before in item.predecessors]] for item in problem.items],
        sorted(problem.capacities.items()), problem.horizon,
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()[:16]


def plan_rows(problem: Problem, plan: Plan) -> tuple[tuple[PlanItem, ...], PlanResult]:
    """A solver's answer as the rows that `Store.set_plan` keeps; a gap of which nothing is known is the whole."""
    items = tuple(PlanItem(bar.id, bar.start, bar.finish, int(bar.pinned)) for bar in plan.items)
    return items, PlanResult("plan", plan.status, min(1.0, plan.gap), float(plan.cost), fingerprint(problem), "")


@dataclass(frozen=True)
class Load:
    """What one quarter carries: heads and 万元, with their limits."""

    people: float
    people_limit: float
    budget: float
    budget_limit: float


def load(state: State) -> tuple[Load, ...]:
    """People and budget of the stored plan per quarter of the horizon."""
    found = []
    for quarter in range(state.engagement.horizon):
        running = [state.measures[m] for m, item in state.plan.items() if item.start <= quarter < item.finish and m in state.measures]
        people_limit, budget_limit = state.capacities.get(quarter, (0.0, 0.0))
        found.append(Load(sum(map(heads, running)), people_limit, sum(map(spend, running)), budget_limit))
    return tuple(found)


# -- projection ------------------------------------------------------------------------------------------------------------


def projection(state: State, pack: Pack, quarters: int, finishes: Mapping[str, int] | None = None) -> scoring.Projection:
    """Levels and score the room expects after so many quarters of the stored plan (or of other `finishes`); its own estimate."""
    ends = {measure: item.finish for measure, item in state.plan.items()} if finishes is None else finishes
    wanted = targets(state, pack)
    prospects = [
        scoring.Prospect(
            row.id,
            row.weight,
            row.level,
            max(row.level, Fraction(wanted.get(row.id, 0))),
            {measure: effect(state, pack, measure, row.id) for measure in ends if measure in pack.measures},
        )
        for row in score(state, pack).dimensions
        if row.level is not None
    ]
    return scoring.project(prospects, ends, quarters)


def finishes(plan: Plan) -> dict[str, int]:
    """Finish (exclusive, quarters from 0) of each scheduled item."""
    return {placed.id: placed.finish for placed in plan.items}


# -- role groups -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class GroupMedian:
    """One role group on one subject: lower and upper median of its votes, or hidden (too few to stay anonymous)."""

    group: str
    lower: int | None
    upper: int | None
    votes: int
    hidden: bool


def votes_by_group(state: State, turn: Round) -> dict[str, tuple[int, ...] | None]:
    """Levels per role group of one revealed round, ascending; None is hidden: too few to stay anonymous, or a mixed pile."""
    votes = {group: tuple(sorted(v.level for v in turn.votes if v.grp == group and v.level is not None)) for group in state.groups()}
    if any(vote.grp == "" for vote in turn.votes):
        return dict.fromkeys(votes)
    anonymous = state.engagement.vote_mode == "anonymous"
    hidden = consensus.suppressed({group: len(levels) for group, levels in votes.items()}) if anonymous else frozenset[str]()
    return {group: None if group in hidden else levels for group, levels in votes.items()}


def group_medians(state: State, kind: str, subject: str) -> tuple[GroupMedian, ...]:
    """Medians per role group of the last revealed round; small groups hidden in anonymous mode, all of them for a mixed pile."""
    turn = state.last_reveal(kind, subject)
    if turn is None:
        return ()
    return tuple(_median(group, levels) for group, levels in votes_by_group(state, turn).items())


def _median(group: str, levels: tuple[int, ...] | None) -> GroupMedian:
    if levels is None:
        return GroupMedian(group, None, None, 0, True)
    lower, upper = (levels[(len(levels) - 1) // 2], levels[len(levels) // 2]) if levels else (None, None)
    return GroupMedian(group, lower, upper, len(levels), False)
