"""From rows to the frozen State that views, paper and exports read."""

from ..day_rows import USUAL, VoteRule
from ..delivery.tasks import RULE
from ..rows import (
    Acceptance,
    Action,
    Adjustment,
    AgendaItem,
    Attachment,
    Ballot,
    Baseline,
    BaselineTask,
    Capacity,
    CasePick,
    Decision,
    Dissent,
    EffectEdit,
    EvidenceItem,
    FactAnswer,
    FollowUp,
    Handover,
    Kpi,
    KpiValue,
    LatenessRule,
    MeasurePlan,
    Milestone,
    Note,
    PainTick,
    Parked,
    Past,
    PastEffect,
    PastMeasure,
    PastRating,
    PlanItem,
    PlanResult,
    Present,
    Record,
    RelevanceEdit,
    Seat,
    SheetImport,
    Target,
    Text,
    Vote,
    Weight,
)
from ..state import Round, State
from .history import History
from .roadview import road


def rounds(store: History) -> tuple[Round, ...]:
    """Every ballot as the room may see it: levels only after the reveal."""
    open_votes, rule = store.open_votes(), vote_rule(store).rule()
    votes, present = _grouped(store)
    found = []
    for ballot in store.rows(Ballot):
        if ballot.kind == "order":  # told by `road`
            continue
        seats, piles = open_votes.get(ballot.id, (frozenset[str](), {}))
        there = present.get(ballot.id, ())
        if ballot.state == "open":  # who has left since keeps the card that is in the box
            expected = tuple(seat.id for seat in store.rows(Seat) if seat.presence == "voting" or seat.id in seats)
        else:
            expected = tuple(row.seat for row in there if row.status in ("voted", "missing", "present"))
        found.append(Round(ballot, seats, piles, expected, votes.get(ballot.id, ()), there, rule))
    return tuple(found)


def vote_rule(store: History) -> VoteRule:
    """The room's rule of the light, else the usual one."""
    return next(iter(store.rows(VoteRule)), USUAL)


Grouped = tuple[dict[str, tuple[Vote, ...]], dict[str, tuple[Present, ...]]]


def _grouped(store: History) -> Grouped:
    """Votes and attendance by ballot; kept as long as their tables are, since most operations touch neither."""
    tables = store.rows(Vote), store.rows(Present)
    if store.grouped is None or store.grouped[0][0] is not tables[0] or store.grouped[0][1] is not tables[1]:
        votes: dict[str, list[Vote]] = {}
        for vote in tables[0]:
            votes.setdefault(vote.ballot, []).append(vote)
        present: dict[str, list[Present]] = {}
        for row in tables[1]:
            present.setdefault(row.ballot, []).append(row)
        store.grouped = tables, ({key: tuple(rows) for key, rows in votes.items()}, {key: tuple(rows) for key, rows in present.items()})
    found: Grouped = store.grouped[1]
    return found


def state(store: History) -> State:
    """The engagement as it stands after the last operation."""
    (log_length, log_hash), steps = store.log_end(), store.steps()
    result = store.rows(PlanResult)
    return State(
        engagement=store.engagement(),
        weights={row.dimension: row.basis for row in store.rows(Weight)},
        targets={(row.kind, row.subject): row.level for row in store.rows(Target)},
        seats=store.rows(Seat),
        rounds=rounds(store),
        records=store.rows(Record),
        dissents=store.rows(Dissent),
        pains={row.pain: row.severity for row in store.rows(PainTick)},
        facts={row.fact: row.answer for row in store.rows(FactAnswer)},
        cases={row.case_id: row.note for row in store.rows(CasePick)},
        notes=store.rows(Note),
        attachments=store.rows(Attachment),
        parked=store.rows(Parked),
        evidence=store.rows(EvidenceItem),
        measures={row.measure: row for row in store.rows(MeasurePlan)},
        kpis=store.rows(Kpi),
        milestones=store.rows(Milestone),
        actions=store.rows(Action),
        follow_ups=store.rows(FollowUp),
        relevance={(row.measure, row.dimension): row.value for row in store.rows(RelevanceEdit)},
        effects={(row.measure, row.dimension): row.effect for row in store.rows(EffectEdit)},
        capacities={row.quarter: (row.people, row.budget) for row in store.rows(Capacity)},
        plan={row.measure: row for row in store.rows(PlanItem)},
        plan_result=result[0] if result else None,
        texts={row.key: row for row in store.rows(Text)},
        decisions=store.rows(Decision),
        agenda=store.rows(AgendaItem),
        baseline=next(iter(store.rows(Baseline)), None),
        baseline_tasks=store.rows(BaselineTask),
        adjustments=store.rows(Adjustment),
        acceptances=store.rows(Acceptance),
        kpi_values=store.rows(KpiValue),
        lateness=next(iter(store.rows(LatenessRule)), RULE),
        sheet_imports=store.rows(SheetImport),
        pasts=store.rows(Past),
        past_ratings=store.rows(PastRating),
        past_measures=store.rows(PastMeasure),
        past_effects=store.rows(PastEffect),
        handovers=store.rows(Handover),
        log_length=log_length,
        log_hash=log_hash,
        road=road(store),
        vote_rule=vote_rule(store),
        undo=next((name for _, name, kind in reversed(steps) if kind == "done"), ""),
        redo=next((name for _, name, kind in steps if kind == "undone"), ""),
    )
