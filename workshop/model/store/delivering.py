"""After the day: the plan approved and frozen, reports on tasks, adjustments, acceptance, measured KPIs, hand-over."""

import math
from collections.abc import Sequence
from datetime import date
from typing import get_args

from msgspec import Struct
from msgspec.structs import replace

from ..change import Change
from ..delivery.tasks import Standing
from ..errors import Refused
from ..rows import (
    Acceptance,
    Action,
    Adjustment,
    Baseline,
    BaselineTask,
    Decision,
    FollowUp,
    Handover,
    Kpi,
    KpiValue,
    LatenessRule,
    SheetImport,
)
from .base import Noted, new_id, operation
from .planning import Planning

_DELIVERED = Change.DELIVERY | Change.MEASURES
# what a report means for the step under its measure
_STEP = {"normal": "doing", "watch": "doing", "late": "doing", "adjusted": "doing", "done": "doing", "paused": "paused"}


class Report(Struct, frozen=True):
    """What a department says of one task."""

    action: str
    status: str
    text: str = ""
    problems: str = ""
    next_step: str = ""
    evidence: str = ""
    who: str = ""


class Delivering(Planning):
    """Operations of the follow-up page."""

    # -- baseline --------------------------------------------------------------------------------------------------------

    @operation(_DELIVERED | Change.PLAN)
    def approve_plan(self, tasks: Sequence[BaselineTask], approved_on: str, body: str, note: str = "") -> Noted:
        """Freeze these tasks as the baseline; each needs a lead department and a due date. Only once."""
        if self.rows(Baseline):
            raise Refused("baseline.frozen")
        if not tasks:
            raise Refused("baseline.empty")
        for row in tasks:
            self._known(Action, row.action)
            if not row.lead.strip():
                raise Refused("baseline.lead", task=row.text)
            if not row.due:
                raise Refused("baseline.due", task=row.text)
            self.put(replace(row, due=_day(row.due)))
        self.put(Baseline("baseline", _day(approved_on), _filled(body, "baseline.body"), note, self.now()))
        return Noted(body, {"tasks": len(tasks), "approved_on": approved_on})

    @operation(_DELIVERED)
    def admit_task(self, task: BaselineTask, reason: str, approver: str, approved_on: str) -> Noted:
        """Take a step that was added after the approval into the baseline, by an adjustment."""
        self._frozen()
        if self.one(BaselineTask, action=task.action):
            raise Refused("baseline.known", task=task.text)
        self._known(Action, task.action)
        if not task.lead.strip():
            raise Refused("baseline.lead", task=task.text)
        if not task.due:
            raise Refused("baseline.due", task=task.text)
        position = max(row.position for row in self.rows(BaselineTask)) + 1
        self.put(replace(task, position=position, due=_day(task.due)))
        self._adjust(task.action, "admit", "", task.due, reason, approver, approved_on)
        return Noted(task.action, {"due": task.due})

    @operation(_DELIVERED)
    def move_due(self, action: str, due: str, reason: str, approver: str, approved_on: str) -> Noted:
        """A later or earlier due date by an approved adjustment (调整申请); the baseline keeps the first one."""
        row = self.baselined(action)
        self._not_accepted(row)
        before = self._newest(action, "due") or row.due
        if _day(due) == before:
            raise Refused("adjustment.same", task=row.text, due=due)
        self._adjust(action, "due", before, _day(due), reason, approver, approved_on)
        return Noted(action, {"before": before, "due": due})

    @operation(_DELIVERED)
    def hand_over_task(self, action: str, owner: str, reason: str, approver: str, approved_on: str) -> Noted:
        """Another post becomes responsible; the log of hand-overs stays."""
        row = self.baselined(action)
        self._not_accepted(row)
        before = self._newest(action, "owner") or row.owner
        if _filled(owner, "adjustment.owner") == before:
            raise Refused("adjustment.same_owner", task=row.text, owner=owner)
        self._adjust(action, "owner", before, owner.strip(), reason, approver, approved_on)
        return Noted(action, {"before": before, "owner": owner})

    def _adjust(self, action: str, kind: str, before: str, after: str, reason: str, approver: str, approved_on: str) -> None:
        seq = max((row.seq for row in self.rows(Adjustment)), default=0) + 1
        reason, approver = _filled(reason, "adjustment.reason"), _filled(approver, "adjustment.approver")
        self.put(Adjustment(new_id(), seq, action, kind, before, after, reason, approver, _day(approved_on), self.now()))

    def _newest(self, action: str, kind: str) -> str:
        return next((row.after for row in reversed(self.rows(Adjustment)) if (row.action, row.kind) == (action, kind)), "")

    def _frozen(self) -> Baseline:
        found = self.rows(Baseline)
        if not found:
            raise Refused("baseline.none")
        return found[0]

    def baselined(self, action: str) -> BaselineTask:
        """The task as approved; Refused when there is no baseline or the task is not in it."""
        self._frozen()
        found = self.one(BaselineTask, action=action)
        if found is None:
            raise Refused("id.unknown", kind="task", id=action)
        return found

    # -- progress --------------------------------------------------------------------------------------------------------

    @operation(_DELIVERED)
    def follow_up(self, report: Report) -> Noted:
        """What a department reports on a task: appended, earlier reports stay."""
        self._report(report, "room")
        return Noted(report.action, {"status": report.status})

    def _report(self, report: Report, origin: str) -> None:
        action = self._known(Action, report.action)
        if report.status not in get_args(Standing):
            raise Refused("task.status", value=report.status)
        if self.one(Acceptance, action=report.action):
            raise Refused("task.accepted", task=action.text)
        self.put(FollowUp(new_id(), report.action, self.now(), report.status, report.text, report.problems, report.next_step,
                          report.evidence, report.who, origin))  # fmt: skip
        self.put(replace(action, status=_STEP[report.status]))

    @operation(_DELIVERED)
    def accept_task(self, action: str, evidence: str, acceptor: str, accepted_on: str) -> Noted:
        """Write a task off (销号): only with the evidence seen and the acceptor named."""
        row = self.baselined(action)
        if self.one(Acceptance, action=action):
            raise Refused("task.accepted", task=row.text)
        evidence, acceptor = _filled(evidence, "acceptance.evidence"), _filled(acceptor, "acceptance.acceptor")
        self.put(Acceptance(action, evidence, acceptor, _day(accepted_on), self.now()))
        self.put(replace(self._known(Action, action), status="done"))
        return Noted(action, {"acceptor": acceptor})

    @operation(_DELIVERED)
    def reopen_task(self, action: str, reason: str) -> Noted:
        """Take an acceptance back, with a reason that stays in the log and in the task's reports."""
        found = self.one(Acceptance, action=action)
        if found is None:
            raise Refused("task.not_accepted")
        self.drop(found)
        self._report(Report(action, "watch", problems=_filled(reason, "adjustment.reason")), "room")
        return Noted(action, {"reason": reason})

    def _not_accepted(self, row: BaselineTask) -> None:
        if self.one(Acceptance, action=row.action):
            raise Refused("task.accepted", task=row.text)

    @operation(_DELIVERED)
    def take_sheet(self, sha256: str, name: str, reports: Sequence[Report], left: int) -> Noted:
        """The accepted lines of a filled sheet, all in one step; the file's hash is kept."""
        for report in reports:
            self.baselined(report.action)
            self._report(report, "sheet")
        if self.one(SheetImport, sha256=sha256) is None:
            self.put(SheetImport(sha256, name, self.now(), len(reports), left))
        return Noted(name, {"taken": len(reports), "left": left, "sha256": sha256})

    @operation(Change.PLAN | Change.DELIVERY)
    def decide(self, decision: str, result: str, decided_on: str) -> Noted:
        """What a body decided and when; "" takes the result back."""
        if result not in ("", "passed", "amended", "deferred"):
            raise Refused("decision.result", value=result)
        known = self._known(Decision, decision)
        self.put(replace(known, result=result, decided_on=_day(decided_on) if result else ""))
        return Noted(decision, {"result": result, "decided_on": decided_on})

    # -- figures, rule, hand-over ----------------------------------------------------------------------------------------

    @operation(_DELIVERED)
    def measure_kpi(self, kpi: str, month: str, value: float | None, note: str = "") -> Noted:
        """The value of a KPI in a month (YYYY-MM); None takes it away."""
        self._known(Kpi, kpi)
        _day(f"{month}-01")
        if value is None:
            if found := self.one(KpiValue, kpi=kpi, month=month):
                self.drop(found)
        elif not math.isfinite(value):
            raise Refused("number.finite", field="kpi")
        else:
            self.put(KpiValue(kpi, month, float(value), note))
        return Noted(kpi, {"month": month, "value": value})

    @operation(_DELIVERED)
    def set_lateness(self, watch_days: int, grace_days: int, stale_days: int) -> Noted:
        """When a task is watched, late or silent for too long, in days."""
        for value, low in ((watch_days, 0), (grace_days, 0), (stale_days, 1)):
            if isinstance(value, bool) or not low <= value <= 366:
                raise Refused("lateness.range", value=value, low=low)
        self.put(LatenessRule("rule", watch_days, grace_days, stale_days))
        return Noted(detail={"watch": watch_days, "grace": grace_days, "stale": stale_days})

    @operation(Change.DELIVERY)
    def note_handover(self, kind: str, recipient: str, contents: str) -> Noted:
        """That files were handed over, or that ours were erased."""
        if kind not in ("handed", "erased"):
            raise Refused("handover.kind", value=kind)
        self.put(Handover(new_id(), self.now(), kind, _filled(recipient, "handover.recipient"), contents))
        return Noted(recipient, {"kind": kind})

    def keep_bytes(self, attachment: str, content: bytes) -> None:
        """Inside an operation: the bytes of an attachment that another file of this engagement brings."""
        self._upsert("attachment_bytes", {"id": attachment, "content": content})


def _day(text: str) -> str:
    """An ISO date in full; Refused("date.wrong") otherwise."""
    try:
        found = date.fromisoformat(text.strip())
    except ValueError as error:
        raise Refused("date.wrong", value=text) from error
    return found.isoformat()


def _filled(text: str, code: str) -> str:
    if not text.strip():
        raise Refused(code)
    return text.strip()
