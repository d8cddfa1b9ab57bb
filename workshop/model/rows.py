"""One frozen class per table of an engagement: field names are column names, so storage, exchange and undo read the same list.

Dates are ISO strings in local time, quarters count from 0 at the plan's start, ids are random hex made by the client.
"""

from typing import Any, Literal

from msgspec import Struct

from .day_rows import VoteRule
from .delivery_rows import (
    Acceptance,
    Adjustment,
    Baseline,
    BaselineTask,
    FollowUp,
    Handover,
    KpiValue,
    LatenessRule,
    Past,
    PastEffect,
    PastMeasure,
    PastRating,
    SheetImport,
)
from .plan_rows import (
    Action,
    AgendaItem,
    Capacity,
    Decision,
    EffectEdit,
    Kpi,
    MeasurePlan,
    Milestone,
    PlanItem,
    PlanResult,
    RelevanceEdit,
    Text,
)
from .road_rows import (
    ActionItem,
    ActionPlan,
    Allotment,
    Estimate,
    Link,
    Money,
    OrderNote,
    Pool,
    Scenario,
    Staffing,
    YearBudget,
)

__all__ = [
    "KEYS", "TABLES", "Acceptance", "Action", "Adjustment", "AgendaItem", "Attachment", "Attendance", "Ballot", "BallotState",
    "Baseline", "BaselineTask", "Basis", "Capacity", "CasePick", "Confidence", "Decision", "Dissent", "EffectEdit", "Engagement",
    "Entry", "EvidenceItem", "FactAnswer", "FollowUp", "Handover", "Kpi", "KpiValue", "Lane", "LatenessRule", "LogEntry", "MeasurePlan",
    "Milestone", "Note", "PainTick", "Parked", "Past", "PastEffect", "PastMeasure", "PastRating", "PlanItem", "PlanResult", "Presence",
    "Present", "Record", "RelevanceEdit", "Seat", "SheetImport", "SubjectKind", "Target", "Text", "Vote", "VoteRule", "Weight", "key_of",
]  # fmt: skip

SubjectKind = Literal["indicator", "impact", "urgency", "practice", "order", "dimension"]
BallotState = Literal["open", "revealed", "cancelled"]
Entry = Literal["seat", "pile", "mixed"]
Basis = Literal["consensus", "majority", "leadership", "parked", "not_applicable"]
Confidence = Literal["low", "medium", "high"]
Presence = Literal["voting", "abstain", "away", "observer"]
Attendance = Literal["voted", "missing", "present", "abstain", "away", "observer"]
Lane = Literal["mandate", "enabler", "ranked"]


class Engagement(Struct, frozen=True):
    """The one row of profile and settings."""

    id: str
    bank: str
    bank_type: str  # a pack's bank type id
    bank_size: str  # small | medium | large: which column of effort presets applies
    region: str
    tech_home: str  # own | union | sponsor: who develops the core systems
    held_on: str  # ISO date
    place: str
    chair: str  # a post
    facilitator: str
    recorder: str
    author: str
    vote_mode: str  # anonymous | named, fixed once a vote was cast
    marking: str  # internal | restricted | commercial
    wording: str  # draft | comments | review | issued
    language: str
    start_year: int
    start_quarter: int  # 1–4
    horizon: int  # quarters
    target_year: int
    max_rounds: int
    pain_weight: float
    need_weight: int  # percent; need + impact + urgency = 100
    impact_weight: int
    urgency_weight: int
    seed: int
    day_start: str  # HH:MM
    rehearsal: int  # 1: simulated participants, watermarked
    position: str  # where the day stands: a page's key
    closed_at: str  # "" until the day is closed; later entries are marked
    peer_consent: str = ""  # who agreed, and when, that de-identified levels enter the peer library; "": nobody did
    preset: str = "full"  # full | half | two | single | cabinet


class Weight(Struct, frozen=True):
    dimension: str
    basis: int  # basis points


class Target(Struct, frozen=True):
    kind: str  # dimension | indicator
    subject: str
    level: int


class Seat(Struct, frozen=True):
    id: str
    number: int
    role: str  # a post, never a person
    grp: str  # role group
    name: str
    deputy: int  # 1: somebody attends for the post (代会)
    present_from: str  # HH:MM or ""
    present_to: str
    senior: int  # 1: speaks last
    presence: str  # voting | abstain (here, gives no card) | away | observer


class Ballot(Struct, frozen=True):
    """One round on one subject; a re-vote is a new ballot."""

    id: str
    kind: str
    subject: str
    round: int
    entry: str  # seat | pile (one per role group) | mixed (one for the whole room)
    state: str  # open | revealed | cancelled
    opened_at: str
    revealed_at: str
    early: int  # 1: closed before all due votes were in
    source: str  # how cards came in: tally, pass, paper, csv, joined by "+"; "" while none did


class Vote(Struct, frozen=True):
    """A revealed vote. Anonymous mode keeps no seat, and no group that is too small to hide in; `level` None is an abstention."""

    id: str
    ballot: str
    grp: str
    seat: str | None
    level: int | None


class Present(Struct, frozen=True):
    """Who took part in one ballot; written at the reveal."""

    ballot: str
    seat: str
    status: str  # voted | missing | present (a pile is short: whose card is not known) | abstain | away | observer


class Record(Struct, frozen=True):
    """The recorded decision on one subject; the newest `seq` of a subject counts, older ones stay."""

    id: str
    seq: int
    kind: str
    subject: str
    level: int | None
    basis: str
    confidence: str
    rationale: str
    evidence: str
    reservation: str
    ballot: str  # "" when recorded without a vote
    reason: str  # why an earlier record was changed
    sensitive: int
    recorded_at: str


class Dissent(Struct, frozen=True):
    id: str
    record: str
    grp: str
    level: int | None
    text: str
    change_if: str
    in_plan: int
    sensitive: int


class PainTick(Struct, frozen=True):
    pain: str
    severity: int  # 1 present, 2 severe


class FactAnswer(Struct, frozen=True):
    fact: str
    answer: str  # yes | no | unsure


class CasePick(Struct, frozen=True):
    case_id: str
    note: str


class Note(Struct, frozen=True):
    id: str
    kind: str  # note | evidence | recap
    subject_kind: str
    subject: str
    text: str
    sensitive: int
    later: int  # 1: added after the session
    created_at: str


class Attachment(Struct, frozen=True):
    """Its bytes stay in the file; `Store.attachment_bytes` reads them."""

    id: str
    subject_kind: str
    subject: str
    name: str
    mime: str
    size: int
    sha256: str
    created_at: str


class Parked(Struct, frozen=True):
    id: str
    kind: str  # indicator | topic
    subject: str
    text: str
    owner: str
    due: str
    done: int
    created_at: str


class EvidenceItem(Struct, frozen=True):
    indicator: str
    item: int
    status: str  # handed | missing


class LogEntry(Struct, frozen=True):
    """One entry of the chained log; `hash` covers all other fields and the entry before."""

    seq: int
    noted_at: str
    operation: str
    subject: str
    detail: str  # JSON, never a level of a vote
    previous: str
    hash: str


TABLES: dict[str, type[Any]] = {
    "engagement": Engagement,
    "weight": Weight,
    "target": Target,
    "seat": Seat,
    "ballot": Ballot,
    "present": Present,
    "vote": Vote,
    "record": Record,
    "dissent": Dissent,
    "pain_tick": PainTick,
    "fact_answer": FactAnswer,
    "case_pick": CasePick,
    "note": Note,
    "attachment": Attachment,
    "parked": Parked,
    "evidence_item": EvidenceItem,
    "measure_plan": MeasurePlan,
    "kpi": Kpi,
    "milestone": Milestone,
    "action": Action,
    "baseline": Baseline,
    "baseline_task": BaselineTask,
    "follow_up": FollowUp,
    "adjustment": Adjustment,
    "acceptance": Acceptance,
    "kpi_value": KpiValue,
    "lateness_rule": LatenessRule,
    "vote_rule": VoteRule,
    "sheet_import": SheetImport,
    "past": Past,
    "past_rating": PastRating,
    "past_measure": PastMeasure,
    "past_effect": PastEffect,
    "handover": Handover,
    "relevance_edit": RelevanceEdit,
    "effect_edit": EffectEdit,
    "capacity": Capacity,
    "plan_item": PlanItem,
    "plan_result": PlanResult,
    "text": Text,
    "decision": Decision,
    "agenda_item": AgendaItem,
    "log": LogEntry,
    "allotment": Allotment,
    "order_note": OrderNote,
    "staffing": Staffing,
    "action_plan": ActionPlan,
    "action_item": ActionItem,
    "money": Money,
    "link": Link,
    "pool": Pool,
    "year_budget": YearBudget,
    "scenario": Scenario,
    "estimate": Estimate,
}
KEYS: dict[str, tuple[str, ...]] = {
    "weight": ("dimension",),
    "target": ("kind", "subject"),
    "present": ("ballot", "seat"),
    "pain_tick": ("pain",),
    "fact_answer": ("fact",),
    "case_pick": ("case_id",),
    "evidence_item": ("indicator", "item"),
    "measure_plan": ("measure",),
    "relevance_edit": ("measure", "dimension"),
    "effect_edit": ("measure", "dimension"),
    "capacity": ("quarter",),
    "plan_item": ("measure",),
    "text": ("key",),
    "baseline_task": ("action",),
    "acceptance": ("action",),
    "kpi_value": ("kpi", "month"),
    "sheet_import": ("sha256",),
    "past": ("engagement",),
    "past_rating": ("engagement", "indicator"),
    "past_measure": ("engagement", "measure"),
    "past_effect": ("engagement", "measure", "dimension"),
    "log": ("seq",),
    "allotment": ("vote", "measure"),
    "staffing": ("subject",),
    "action_plan": ("action",),
    "action_item": ("action",),
    "link": ("subject", "earlier"),
    "pool": ("quarter",),
    "year_budget": ("year",),
}


def key_of(table: str) -> tuple[str, ...]:
    """Primary key columns of a table; `id` unless listed."""
    return KEYS.get(table, ("id",))
