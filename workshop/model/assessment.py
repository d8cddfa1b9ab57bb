"""From the engagement's State to results: scores, gaps, ranking, schedule and projection, by the methods' pure functions."""

from collections.abc import Mapping
from fractions import Fraction

from msgspec import Struct

from . import consensus, ranking, roadmap, scoring
from .content import Pack
from .errors import Refused
from .roadmap import BUDGET as BUDGET
from .roadmap import BUSINESS as BUSINESS
from .roadmap import PEOPLE as PEOPLE
from .roadmap import TECH as TECH
from .roadmap import Load as Load
from .roadmap import Unplanned as Unplanned
from .roadmap import effort as effort
from .roadmap import effort_of as effort_of
from .roadmap import fingerprint as fingerprint
from .roadmap import finishes as finishes
from .roadmap import heads as heads
from .roadmap import load as load
from .roadmap import plan_rows as plan_rows
from .roadmap import quarter_of as quarter_of
from .roadmap import release as release
from .roadmap import spend as spend
from .schedule import Problem, check
from .schedule.greedy import completed
from .state import Round, State

HIDDEN = "hidden"  # a role group that is too small to be shown


def reading(turn: Round) -> consensus.Reading:
    """The statistics of one revealed round."""
    return consensus.read(turn.levels, turn.rule)


def entry(state: State, indicator: str) -> scoring.Entry:
    """What the score sees of an indicator: its level, not rated (parked too), or not applicable."""
    record = state.record_of("indicator", indicator)
    if record is None:
        return None
    return scoring.NOT_APPLICABLE if record.basis == "not_applicable" else record.level


def whole_level(state: State, dimension: str) -> int | None:
    """Quick mode: the level recorded for a dimension as a whole, which then takes the place of its indicators."""
    record = state.record_of("dimension", dimension)
    return record.level if record else None


def wholes(state: State, pack: Pack) -> int:
    """How many dimensions were rated as a whole."""
    return sum(whole_level(state, name) is not None for name in pack.dimensions)


def score(state: State, pack: Pack) -> scoring.Score:
    """Scores of all dimensions and overall, with the engagement's weights."""
    return scoring.score(
        [
            scoring.Rated(
                dimension.id,
                state.weights[dimension.id],
                tuple(entry(state, indicator) for indicator in dimension.indicators),
                whole_level(state, dimension.id),
            )
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


def rank(
    state: State, pack: Pack, mix: ranking.Mix | None = None, efforts: Mapping[str, ranking.Effort] | None = None
) -> tuple[ranking.Row, ...]:
    """The why-table of the chosen measures; need is relative to the neediest of all, so dropping one moves no other's.

    `mix` tries other weights of need, impact and urgency than the engagement's, `efforts` other efforts of some measures.
    """
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
            (efforts or {}).get(need.measure) or roadmap.effort_of(state, need.measure),
            ranking.Lane(state.measures[need.measure].lane),
        )
        for need in needs
        if state.measures[need.measure].chosen
    ]
    profile = state.engagement
    return ranking.rank(candidates, mix or ranking.Mix(profile.need_weight, profile.impact_weight, profile.urgency_weight))


def moved_since(state: State, pack: Pack, status: str) -> dict[str, tuple[int, int]]:
    """Measures whose place is another than with the efforts as they were last confirmed so ("room", "department"): place then, and now."""
    kept = {row.measure: ranking.Effort(row.low, row.likely, row.high) for row in state.road.estimates if row.status == status}
    if not kept:
        return {}
    then = {row.measure: row.position for row in rank(state, pack, efforts=kept)}
    found = {}
    for row in rank(state, pack):
        before = then.get(row.measure)
        if row.position is not None and before is not None and before != row.position:
            found[row.measure] = (before, row.position)
    return found


# -- schedule --------------------------------------------------------------------------------------------------------------


def problem(state: State, pack: Pack) -> tuple[Problem, tuple[Unplanned, ...]]:
    """The schedule to solve: chosen measures with an estimate, the pinned ones held where they stand."""
    return roadmap.problem(state, pack, rank(state, pack))


# -- projection ------------------------------------------------------------------------------------------------------------


def ends(state: State, pack: Pack) -> dict[str, int]:
    """When each chosen measure is finished: as planned or, chosen since, where it fits first beside the plan (never: beyond the horizon).

    So choosing or dropping a measure moves the projection at once, before anything is solved again.
    """
    planned = {measure: item.finish for measure, item in state.plan.items() if measure in state.measures and state.measures[measure].chosen}
    if not state.plan or all(plan.chosen == 0 or measure in planned for measure, plan in state.measures.items()):
        return planned
    if _LATEST and _LATEST[0][0] is state:
        return _LATEST[0][1]
    wanted, _ = problem(state, pack)
    fixed = {bar.id: bar for bar in roadmap.placed(state, wanted)}
    try:
        check(wanted)
        bars = completed(wanted, fixed)
    except Refused:
        bars = ()
    for bar in bars:
        measure = bar.id if bar.id in state.measures else bar.id.rpartition(".")[0]
        planned[measure] = max(bar.finish, planned.get(measure, 0))
    _LATEST[:] = [(state, planned)]
    return planned


_LATEST: list[tuple[State, dict[str, int]]] = []  # the newest answer: a page asks for one state again and again


def target_reached(state: State, pack: Pack) -> int | None:
    """After how many quarters of the plan the projected score reaches that of the targets; None if not within the horizon."""
    wanted, finished = target_score(state, pack), ends(state, pack)
    if wanted is None:
        return None
    for quarters in range(state.engagement.horizon + 1):
        reached = projection(state, pack, quarters, finished).overall
        if reached is not None and reached >= wanted:
            return quarters
    return None


def projection(state: State, pack: Pack, quarters: int, finishes: Mapping[str, int] | None = None) -> scoring.Projection:
    """Levels and score the room expects after so many quarters of the stored plan (or of other `finishes`); its own estimate."""
    finished = ends(state, pack) if finishes is None else finishes
    wanted = targets(state, pack)
    prospects = [
        scoring.Prospect(
            row.id,
            row.weight,
            row.level,
            max(row.level, Fraction(wanted.get(row.id, 0))),
            {measure: effect(state, pack, measure, row.id) for measure in finished if measure in pack.measures},
        )
        for row in score(state, pack).dimensions
        if row.level is not None
    ]
    return scoring.project(prospects, finished, quarters)


# -- role groups -----------------------------------------------------------------------------------------------------------


class GroupMedian(Struct, frozen=True):
    """One role group on one subject: lower and upper median of its votes, or hidden (too few to stay anonymous)."""

    group: str
    lower: int | None
    upper: int | None
    votes: int
    hidden: bool


def votes_by_group(state: State, turn: Round) -> dict[str, tuple[int, ...] | None]:
    """Levels per role group of one revealed round, ascending; None is hidden: too few to stay anonymous, or a mixed pile."""
    votes = {group: tuple(sorted(v.level for v in turn.votes if v.grp == group and v.level is not None)) for group in state.groups()}
    blank, named = any(vote.grp == "" for vote in turn.votes), state.engagement.vote_mode == "named"
    if turn.ballot.entry == "mixed" or (blank and named):
        return dict.fromkeys(votes)
    sizes = {group: len(levels) for group, levels in votes.items()}
    if named:
        hidden = frozenset[str]()
    elif blank:  # the reveal has taken the names of small groups away
        hidden = frozenset(group for group, cast in sizes.items() if cast < consensus.SMALLEST)
    else:
        hidden = consensus.suppressed(sizes)
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
