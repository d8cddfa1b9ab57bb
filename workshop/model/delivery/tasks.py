"""Tasks: what the ledger lists. Before approval they are read off the plan, afterwards off the baseline and what was decided since."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Literal

from msgspec import Struct

from ..content import Pack
from ..rows import Acceptance, Action, Adjustment, BaselineTask, FollowUp, LatenessRule
from ..state import State

Standing = Literal["normal", "watch", "late", "done", "paused", "adjusted"]
STANDINGS: tuple[Standing, ...] = ("normal", "watch", "late", "done", "paused", "adjusted")
RULE = LatenessRule("rule", watch_days=30, grace_days=0, stale_days=45)  # ours; a setting of the engagement


class Task(Struct, frozen=True):
    """One line of the ledger. `baseline_due` is "" before approval; `due` and `owner` are those that count now."""

    action: str
    number: str  # M7-2
    measure: str
    text: str
    lead: str
    support: str
    sponsor: str
    owner: str
    due: str  # ISO date, "" when nothing fixes one
    baseline_due: str
    sign: str
    key_work: str
    appraisal: str
    reports: tuple[FollowUp, ...]  # oldest first
    adjustments: tuple[Adjustment, ...]  # oldest first
    acceptance: Acceptance | None
    waits_for: tuple[str, ...]  # texts of the decisions that have not passed

    @property
    def last(self) -> FollowUp | None:
        return self.reports[-1] if self.reports else None

    @property
    def slip(self) -> int:
        """Days that the due date was moved against the baseline; 0 before approval."""
        if not (self.due and self.baseline_due):
            return 0
        return (date.fromisoformat(self.due) - date.fromisoformat(self.baseline_due)).days


def tasks(state: State, pack: Pack) -> tuple[Task, ...]:
    """Every task in the order of measures and steps."""
    planned = state.baseline_tasks if state.baseline else proposed(state, pack)
    waiting = _waiting(state)
    numbers: dict[str, int] = {}
    made = []
    for row in sorted(planned, key=lambda one: one.position):
        numbers[row.measure] = numbers.get(row.measure, 0) + 1
        made.append(_task(state, row, f"{row.measure}-{numbers[row.measure]}", waiting.get(row.measure, ())))
    return tuple(made)


def _task(state: State, row: BaselineTask, number: str, waiting: tuple[str, ...]) -> Task:
    adjustments = tuple(one for one in state.adjustments if one.action == row.action)
    newest = {one.kind: one.after for one in adjustments}
    return Task(
        action=row.action,
        number=number,
        measure=row.measure,
        text=row.text,
        lead=row.lead,
        support=row.support,
        sponsor=row.sponsor,
        owner=newest.get("owner", row.owner),
        due=newest.get("due", row.due),
        baseline_due=row.due if state.baseline else "",
        sign=row.sign,
        key_work=row.key_work,
        appraisal=row.appraisal,
        reports=tuple(one for one in state.follow_ups if one.action == row.action),
        adjustments=adjustments,
        acceptance=next((one for one in state.acceptances if one.action == row.action), None),
        waits_for=waiting,
    )


def _waiting(state: State) -> dict[str, tuple[str, ...]]:
    """Measure → decisions asked that have not passed."""
    found: dict[str, tuple[str, ...]] = {}
    for one in state.decisions:
        if one.measure and one.result not in ("passed", "amended"):
            found[one.measure] = (*found.get(one.measure, ()), one.text)
    return found


# -- from the plan -----------------------------------------------------------------------------------------------------------------


def proposed(state: State, pack: Pack) -> tuple[BaselineTask, ...]:
    """The tasks the plan holds now, as a baseline would freeze them; a due date may still be missing ("")."""
    order = {measure: index for index, measure in enumerate(pack.measures)}
    live = [one for one in state.actions if one.status != "dropped" and state.measures[one.measure].chosen]
    live.sort(key=lambda one: (order[one.measure], one.position))
    return tuple(_proposal(state, action, position) for position, action in enumerate(live))


def _proposal(state: State, action: Action, position: int) -> BaselineTask:
    plan = state.measures[action.measure]
    names = [mark.name for mark in state.milestones if mark.measure == action.measure]
    return BaselineTask(
        action=action.id,
        position=position,
        measure=action.measure,
        text=action.text,
        lead=plan.lead,
        support=plan.support,
        sponsor=plan.sponsor,
        owner=action.owner or plan.owner,
        due=due_date(action.due) or measure_due(state, action.measure),
        sign=names[-1] if names else "",
        key_work=plan.key_work,
        appraisal=plan.appraisal,
    )


def due_date(text: str) -> str:
    """An ISO date as typed, the last day of a typed month "2027-12", else ""."""
    try:
        return date.fromisoformat(text.strip()).isoformat()
    except ValueError:
        pass
    try:
        return _month_end(date.fromisoformat(f"{text.strip()}-01")).isoformat()
    except ValueError:
        return ""


def measure_due(state: State, measure: str) -> str:
    """The last day of the quarter in which the plan finishes a measure; "" when it is not scheduled."""
    item = state.plan.get(measure)
    return "" if item is None else quarter_end(state, item.finish - 1).isoformat()


def quarter_end(state: State, index: int) -> date:
    """Last day of a quarter counted from the plan's start."""
    months = state.engagement.start_year * 12 + (state.engagement.start_quarter + index) * 3 - 1
    return _month_end(date(months // 12, months % 12 + 1, 1))


def _month_end(first: date) -> date:
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


# -- where a task stands -----------------------------------------------------------------------------------------------------------


class Judgement(Struct, frozen=True):
    """Where a task stands on one day and why; `why` are codes with words in `workshop.wording_delivery`."""

    standing: Standing
    why: tuple[str, ...]
    days: int | None  # days until the due date, negative when overdue; None without one


def judge(task: Task, today: date, rule: LatenessRule, frozen_on: str = "") -> Judgement:
    """The standing that the dates and the reports support, worst first; an acceptance alone makes a task done."""
    days = (date.fromisoformat(task.due) - today).days if task.due else None
    if task.acceptance and task.acceptance.accepted_on <= today.isoformat():
        return Judgement("done", (), days)
    reported = task.last.status if task.last else ""
    if reported == "paused":
        return Judgement("paused", (), days)
    overdue = _overdue(task, days, today) > rule.grace_days
    late = [code for code, holds in (("overdue", overdue), ("reported_late", reported == "late")) if holds]
    watch = [code for code, holds in _warnings(task, today, rule, days, frozen_on).items() if holds]
    if late:
        return Judgement("late", (*late, *watch), days)
    if watch:
        return Judgement("watch", tuple(watch), days)
    moved = any(one.kind == "due" for one in task.adjustments)
    return Judgement("adjusted" if moved else "normal", (), days)


def _overdue(task: Task, days: int | None, today: date) -> int:
    """Days behind the due date; for a task reported done, those on the day of the report: what follows is the acceptor's time."""
    if days is None:
        return 0
    waited = (today - date.fromisoformat(task.last.noted_at[:10])).days if task.last and task.last.status == "done" else 0
    return -days - waited


def _warnings(task: Task, today: date, rule: LatenessRule, days: int | None, frozen_on: str) -> Mapping[str, bool]:
    last = task.last
    heard = (last.noted_at if last else frozen_on)[:10]
    silent = bool(heard) and (today - date.fromisoformat(heard)).days > rule.stale_days
    return {
        "awaiting_acceptance": last is not None and last.status == "done",
        "waits_for_decision": bool(task.waits_for),
        "reported_watch": last is not None and last.status == "watch",
        "due_soon": days is not None and 0 <= days <= rule.watch_days,
        "in_grace": 0 < _overdue(task, days, today) <= rule.grace_days,
        "no_report": silent,
        "no_date": days is None,
    }
