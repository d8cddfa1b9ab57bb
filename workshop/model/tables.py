"""An engagement as frames, one per table that leaves the program: State and Pack in, pandas out, nothing a vote's secrecy forbids.

Columns are keys and cells are values (ids, numbers, flags); `workshop.exports` gives both their words.
"""

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import Any

import pandas as pd
from msgspec import Struct
from msgspec.structs import asdict

from . import assessment, road_tables
from .content import Dimension, Indicator, Measure, Pack
from .ranking import Row
from .robustness import robustness
from .rows import Dissent
from .state import Round, State

_STATUS = ("voted", "missing", "present", "abstain", "away", "observer")
_COUNTS = ("n1", "n2", "n3", "n4", "n5", "abstained")
Cells = dict[str, Any]


def tables(state: State, pack: Pack) -> dict[str, pd.DataFrame]:
    """Every table by its key, in the order of a workbook; `votes` only where votes are named."""
    return {key: _frame(columns(pack), rows(state, pack)) for key, (columns, rows) in _TABLES.items() if _wanted(key, state)}


def _wanted(key: str, state: State) -> bool:
    if key in road_tables.COLUMNS:
        return road_tables.wanted(key, state)
    return key != "votes" or state.engagement.vote_mode == "named"


def _frame(columns: Iterable[str], rows: Iterable[Cells]) -> pd.DataFrame:
    # objects: a missing number stays missing and never turns its column into floats
    return pd.DataFrame([{key: _plain(value) for key, value in row.items()} for row in rows], columns=list(columns), dtype=object)


def _plain(value: Any) -> Any:
    return float(value) if isinstance(value, Fraction) else value


# -- results -----------------------------------------------------------------------------------------------------------------


def _summary(state: State, pack: Pack) -> Iterable[Cells]:
    score, gaps, targets = assessment.score(state, pack), assessment.gaps(state, pack), assessment.targets(state, pack)
    for row in score.dimensions:
        yield {
            "id": row.id, "name": pack.dimensions[row.id].name, "weight": row.weight / 10_000, "score": row.score, "level": row.level,
            "target": targets.get(row.id), "gap": gaps.get(row.id), "rated": row.rated, "applicable": row.applicable,
            "complete": row.complete,
        }  # fmt: skip
    yield {
        "id": "overall", "name": "", "weight": 1.0, "score": score.overall, "level": score.level, "grade": score.grade, "low": score.low,
        "high": score.high, "covered": score.covered, "rated": sum(row.rated for row in score.dimensions),
        "applicable": sum(row.applicable for row in score.dimensions), "complete": not score.provisional,
    }  # fmt: skip


def _ratings(state: State, pack: Pack) -> Iterable[Cells]:
    for indicator in pack.indicators.values():
        record, turn = state.record_of("indicator", indicator.id), state.last_reveal("indicator", indicator.id)
        cells: Cells = {"id": indicator.id, "name": indicator.name, "dimension": pack.dimension_of(indicator.id).name}
        cells["target"] = assessment.indicator_target(state, pack, indicator.id)
        if record:
            wanted = ("level", "basis", "confidence", "rationale", "evidence", "reservation", "sensitive", "recorded_at")
            cells |= {key: getattr(record, key) for key in wanted}
        if turn:
            cells |= {"rounds": turn.ballot.round, **_reading(turn)}
        yield cells


def _records(state: State, pack: Pack) -> Iterable[Cells]:
    """Every level that was ever recorded, of measures and dimensions too, oldest first, with what was said and why it was changed."""
    for record in state.records:
        wanted = ("level", "basis", "confidence", "rationale", "evidence", "reservation", "reason", "sensitive", "recorded_at")
        yield {**_subject(pack, record.kind, record.subject), **{key: getattr(record, key) for key in wanted}}


def _reading(turn: Round) -> Cells:
    found = assessment.reading(turn)
    kind = found.kind.value if found.kind else ""
    return {
        "votes": found.n,
        "lower": found.lower,
        "upper": found.upper,
        "agreement": found.agreement,
        "light": found.light.value,
        "light_kind": kind,
    }


def _rounds(state: State, pack: Pack) -> Iterable[Cells]:
    """One line for the room and one per role group; a hidden group says so and nothing else."""
    for turn in state.rounds:
        if not turn.revealed:
            continue
        ballot, status = turn.ballot, [row.status for row in turn.present]
        head: Cells = {**_subject(pack, ballot.kind, ballot.subject), "round": ballot.round}
        yield {
            **head, "group": "", **_counts(turn.levels, len(turn.votes)), **_reading(turn), "entry": ballot.entry, "early": ballot.early,
            "revealed_at": ballot.revealed_at, **{key: status.count(key) for key in _STATUS},
            "source": ballot.source,
        }  # fmt: skip
        for group, levels in assessment.votes_by_group(state, turn).items():
            cast = sum(vote.grp == group for vote in turn.votes)
            yield {**head, "group": group, "hidden": levels is None, **({} if levels is None else _counts(levels, cast))}


def _subject(pack: Pack, kind: str, subject: str) -> Cells:
    named: Mapping[str, Dimension | Indicator | Measure] = {**pack.dimensions, **pack.indicators, **pack.measures}
    return {"subject_kind": kind, "subject": subject, "name": pack.practice.name if kind == "practice" else named[subject].name}


def _counts(levels: tuple[int, ...], cast: int) -> Cells:
    return {**{f"n{level}": levels.count(level) for level in range(1, 6)}, "abstained": cast - len(levels)}


def _votes(state: State, pack: Pack) -> Iterable[Cells]:
    seats = {seat.id: seat for seat in state.seats}
    for turn in state.rounds:
        for vote in sorted(turn.votes, key=lambda vote: seats[vote.seat].number if vote.seat in seats else 0):
            seat = seats.get(vote.seat or "")
            yield {
                **_subject(pack, turn.ballot.kind, turn.ballot.subject), "round": turn.ballot.round, "group": vote.grp,
                "seat": seat.number if seat else None, "role": seat.role if seat else "", "level": vote.level,
            }  # fmt: skip


def _dissent(state: State, pack: Pack) -> Iterable[Cells]:
    records = {record.id: record for record in state.records}
    for row in state.dissents:
        record = records[row.record]
        yield {
            **_subject(pack, record.kind, record.subject), "recorded": record.level, "basis": record.basis,
            "group": _dissent_group(state, row), "level": row.level, "text": row.text, "change_if": row.change_if, "in_plan": row.in_plan,
            "sensitive": row.sensitive,
        }  # fmt: skip


def _dissent_group(state: State, row: Dissent) -> str:
    """The group's name, or that it is hidden because its votes are."""
    ballot = next(record.ballot for record in state.records if record.id == row.record)
    turn = next((turn for turn in state.rounds if turn.ballot.id == ballot and turn.revealed), None)
    return assessment.HIDDEN if turn and assessment.votes_by_group(state, turn).get(row.grp, ()) is None else row.grp


# -- what the room noted -------------------------------------------------------------------------------------------------------


def _pains(state: State, pack: Pack) -> Iterable[Cells]:
    for pain, severity in state.pains.items():
        item = pack.pains[pain]
        yield {"id": pain, "dimension": pack.dimensions[item.dimension].name, "name": item.title, "severity": severity}


def _parked(state: State, pack: Pack) -> Iterable[Cells]:
    return (asdict(row) for row in state.parked)


# -- measures and plan ---------------------------------------------------------------------------------------------------------


def _measures(state: State, pack: Pack) -> Iterable[Cells]:
    rows = assessment.rank(state, pack)
    top = {row.measure: row.top for row in robustness(rows, state.engagement.seed).standings}
    return [{**_measure(state, pack, row), "p_top3": top.get(row.measure)} for row in rows]


def _measure(state: State, pack: Pack, row: Row) -> Cells:
    plan, need, effort = state.measures[row.measure], row.candidate.need, row.candidate.effort
    return {
        **asdict(plan), "id": row.measure, "name": pack.measures[row.measure].name, "rank": row.position,
        **{f"need.{term.dimension}": term.points for term in need.terms}, "pain_points": need.pain_points, "raw": need.raw,
        "need": need.points,
        "impact": row.candidate.impact, "urgency": row.candidate.urgency, "need_part": row.need_part, "impact_part": row.impact_part,
        "urgency_part": row.urgency_part, "value": row.value, "low": effort and effort.low, "likely": effort and effort.likely,
        "high": effort and effort.high, "effort": row.effort, "ratio": row.ratio,
    }  # fmt: skip


def _schedule(state: State, pack: Pack) -> Iterable[Cells]:
    for item in sorted(state.plan.values(), key=lambda item: (item.start, item.finish)):
        plan = state.measures[item.measure]
        yield {
            "id": item.measure, "name": pack.measures[item.measure].name, "start": item.start, "finish": item.finish, "pinned": item.pinned,
            "people": assessment.heads(plan), "budget": assessment.spend(plan), "lead": plan.lead, "support": plan.support,
            "owner": plan.owner,
            "sponsor": plan.sponsor,
        }  # fmt: skip


def _load(state: State, pack: Pack) -> Iterable[Cells]:
    return ({"quarter": quarter, **asdict(load)} for quarter, load in enumerate(assessment.load(state)))


def _kpis(state: State, pack: Pack) -> Iterable[Cells]:
    return (asdict(row) for row in state.kpis)


def _milestones(state: State, pack: Pack) -> Iterable[Cells]:
    return (asdict(row) for row in state.milestones)


def _actions(state: State, pack: Pack) -> Iterable[Cells]:
    return (asdict(row) for row in state.actions)


def _decisions(state: State, pack: Pack) -> Iterable[Cells]:
    return (asdict(row) for row in state.decisions)


def _agenda(state: State, pack: Pack) -> Iterable[Cells]:
    """What was planned, what it became, what was used; minutes, the used ones rounded up."""
    for item in state.agenda:
        name = pack.dimensions[item.subject].name if item.kind == "dimension" and item.subject in pack.dimensions else item.subject
        yield {
            "position": item.position + 1, "kind": item.kind, "subject": name, "title": item.title, "planned": item.planned,
            "minutes": item.minutes, "used": -(-item.used // 60), "started_at": item.started_at, "choice": item.choice,
        }  # fmt: skip


# what has no table of its own, by the name of its field; the ballot box, its rounds and cards stay out
OTHERS = (
    "seats", "targets", "facts", "cases", "notes", "attachments", "evidence", "texts", "agenda", "relevance", "effects", "baseline",
    "baseline_tasks", "adjustments", "acceptances", "kpi_values", "sheet_imports", "pasts", "past_ratings", "past_measures", "past_effects",
    "handovers", "follow_ups", "lateness", "vote_rule",
)  # fmt: skip
ROAD_OTHERS = ("order_notes", "staffing", "actions", "money", "links", "pools", "years", "scenarios", "estimates")


def _others(state: State, pack: Pack) -> Iterable[Cells]:
    """Every other thing that was typed: table, place and field, and what stands there; a role group of a note is not told."""
    for name in OTHERS:
        yield from _lines(name, getattr(state, name))
    for name in ROAD_OTHERS:
        yield from _lines(f"road.{name}", getattr(state.road, name))


def _lines(name: str, rows: Any) -> Iterable[Cells]:
    listed = rows.items() if isinstance(rows, Mapping) else enumerate(rows if isinstance(rows, tuple) else [rows], start=1)
    for key, row in listed:
        place = "/".join(map(str, key)) if isinstance(key, tuple) else str(key)
        values = asdict(row) if isinstance(row, Struct) else {"value": row}
        for field, value in values.items():
            if value not in (None, "") and (field != "grp" or name == "seats"):
                yield {"subject": name, "id": f"{place}.{field}", "value": value}


def _settings(state: State, pack: Pack) -> Iterable[Cells]:
    for key, value in {"pack": pack.id, "pack_version": pack.version, **asdict(state.engagement), "seats": len(state.seats)}.items():
        yield {"key": key, "value": value}
    yield {"key": "log", "value": state.log_hash}


# -- columns -------------------------------------------------------------------------------------------------------------------


def _fixed(*names: str) -> Callable[[Pack], tuple[str, ...]]:
    return lambda pack: names


def _measure_columns(pack: Pack) -> tuple[str, ...]:
    return (
        "id", "name", "chosen", "lane", "lane_reason", "rank", "p_top3", *(f"need.{dimension}" for dimension in pack.dimensions),
        "pain_points",
        "raw", "need", "impact", "urgency", "need_part", "impact_part", "urgency_part", "value", "low", "likely", "high", "effort", "ratio",
        "size", "people", "quarters", "share", "budget", "effort_status", "lead", "support", "owner", "sponsor", "first30", "first90",
        "risks",
        "key_work", "appraisal", "competence", "release", "deadline",
    )  # fmt: skip


Columns = Callable[[Pack], tuple[str, ...]]
Source = Callable[[State, Pack], Iterable[Cells]]
_READING = ("votes", "lower", "upper", "agreement", "light", "light_kind")
_TABLES: Mapping[str, tuple[Columns, Source]] = {
    "summary": (_fixed(
        "id", "name", "weight", "score", "level", "grade", "target", "gap", "low", "high", "covered", "rated", "applicable", "complete",
    ), _summary),
    "ratings": (_fixed(
        "id", "name", "dimension", "level", "basis", "confidence", "target", "rounds", *_READING, "rationale", "evidence", "reservation",
        "sensitive", "recorded_at",
    ), _ratings),
    "records": (_fixed(
        "subject_kind", "subject", "name", "level", "basis", "confidence", "rationale", "evidence", "reservation", "reason", "sensitive",
        "recorded_at",
    ), _records),
    "rounds": (_fixed(
        "subject_kind", "subject", "name", "round", "group", "hidden", *_COUNTS, *_READING, *_STATUS, "entry", "source",
        "early",
        "revealed_at",
    ), _rounds),
    "votes": (_fixed("subject_kind", "subject", "name", "round", "group", "seat", "role", "level"), _votes),
    "dissent": (_fixed(
        "subject_kind", "subject", "name", "recorded", "basis", "group", "level", "text", "change_if", "in_plan", "sensitive",
    ), _dissent),
    "agenda": (_fixed("position", "kind", "subject", "title", "planned", "minutes", "used", "started_at", "choice"), _agenda),
    "pains": (_fixed("id", "dimension", "name", "severity"), _pains),
    "parked": (_fixed("kind", "subject", "text", "owner", "due", "done", "created_at"), _parked),
    "measures": (_measure_columns, _measures),
    "schedule": (_fixed("id", "name", "start", "finish", "pinned", "people", "budget", "lead", "support", "owner", "sponsor"), _schedule),
    "load": (_fixed(
        "quarter", "people", "people_limit", "budget", "budget_limit", "tech", "tech_limit", "business", "business_limit",
    ), _load),
    "staffing": (_fixed(*road_tables.COLUMNS["staffing"]), road_tables.staffing),
    "money": (_fixed(*road_tables.COLUMNS["money"]), road_tables.money),
    "links": (_fixed(*road_tables.COLUMNS["links"]), road_tables.links),
    "order": (_fixed(*road_tables.COLUMNS["order"]), road_tables.order),
    "order_notes": (_fixed(*road_tables.COLUMNS["order_notes"]), road_tables.order_notes),
    "kpis": (_fixed("measure", "name", "unit", "baseline", "target", "due", "how"), _kpis),
    "milestones": (_fixed("measure", "quarter", "name"), _milestones),
    "actions": (_fixed("measure", "text", "origin", "owner", "due", "status"), _actions),
    "decisions": (_fixed("text", "body", "due", "result", "measure"), _decisions),
    "others": (_fixed("subject", "id", "value"), _others),
    "settings": (_fixed("key", "value"), _settings),
}  # fmt: skip
