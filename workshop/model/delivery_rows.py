"""The rows of what follows the day: baseline, progress, adjustments, acceptance, measured KPIs, earlier assessments, hand-over."""

from msgspec import Struct


class Baseline(Struct, frozen=True):
    """That and when the plan was approved; from then on tasks change only by an adjustment."""

    id: str  # always "baseline"
    approved_on: str  # ISO date
    body: str  # the body that approved
    note: str
    frozen_at: str


class BaselineTask(Struct, frozen=True):
    """One task as it was approved: a copy, so that later edits of the plan do not move it."""

    action: str
    position: int
    measure: str
    text: str
    lead: str  # department
    support: str
    sponsor: str  # leader in charge
    owner: str  # a post
    due: str  # ISO date
    sign: str  # how one sees that it is done
    key_work: str
    appraisal: str


class FollowUp(Struct, frozen=True):
    """One report on a task, never changed afterwards."""

    id: str
    action: str
    noted_at: str
    status: str  # normal | watch | late | done | paused | adjusted: what the department reports
    text: str  # progress
    problems: str
    next_step: str
    evidence: str
    who: str  # a department or post
    origin: str  # room | sheet


class Adjustment(Struct, frozen=True):
    """An approved change of a task against the baseline (调整申请); the newest of a kind counts."""

    id: str
    seq: int
    action: str
    kind: str  # due | owner | admit
    before: str
    after: str
    reason: str
    approver: str
    approved_on: str
    noted_at: str


class Acceptance(Struct, frozen=True):
    """A task written off (销号): the evidence seen and who accepted it."""

    action: str
    evidence: str
    acceptor: str
    accepted_on: str
    noted_at: str


class KpiValue(Struct, frozen=True):
    """One measured value of a KPI."""

    kpi: str
    month: str  # YYYY-MM
    value: float
    note: str


class LatenessRule(Struct, frozen=True):
    """When a task is to be watched and when it is late, in days; a setting of the engagement."""

    id: str  # always "rule"
    watch_days: int  # due within so many days
    grace_days: int  # overdue by more than so many days is late
    stale_days: int  # no report for so many days


class SheetImport(Struct, frozen=True):
    """A filled sheet that was taken in, by its hash: the same file is known again."""

    sha256: str
    name: str
    noted_at: str
    taken: int  # lines accepted
    left: int  # lines not accepted


class Past(Struct, frozen=True):
    """An earlier assessment of the same bank, brought along by a re-assessment."""

    engagement: str
    held_on: str
    bank: str
    pack: str
    version: str


class PastRating(Struct, frozen=True):
    """A level recorded at an earlier assessment; None was parked or not applicable (see basis)."""

    engagement: str
    indicator: str
    level: int | None
    basis: str
    rationale: str


class PastMeasure(Struct, frozen=True):
    """What an earlier plan promised of a measure and how much of it was delivered by the re-assessment."""

    engagement: str
    measure: str
    promised: str  # ISO date of the planned finish, "" when it was not scheduled
    tasks: int
    accepted: int


class PastEffect(Struct, frozen=True):
    """The share of a dimension's gap that an earlier plan expected a measure to close, 0–1."""

    engagement: str
    measure: str
    dimension: str
    effect: float


class Handover(Struct, frozen=True):
    """Who received the engagement's files, and that ours were erased (two entries of one hand-over, in time)."""

    id: str
    noted_at: str
    kind: str  # handed | erased
    recipient: str
    contents: str
