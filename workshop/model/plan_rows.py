"""The rows of the plan: what the room decided about each measure, the schedule, printed sentences, decisions and the agenda."""

from dataclasses import dataclass


@dataclass(frozen=True)
class MeasurePlan:
    """What the room decided about one measure; None and "" mean not yet."""

    measure: str
    chosen: int
    lane: str
    lane_reason: str
    size: str  # S | M | L | XL | ""
    people: float | None
    quarters: int | None
    share: int | None  # percent of time
    low: float | None  # person-months
    high: float | None
    budget: float | None  # 万元 in all
    effort_status: str  # room | department | finance
    lead: str  # department
    support: str
    owner: str  # a post
    sponsor: str  # leader in charge
    goal: str  # "" = the pack's
    first30: str
    first90: str
    risks: str
    key_work: str  # link to the bank's yearly key work
    appraisal: str  # link to department appraisal
    competence: str  # own | union | sponsor
    lead_quarters: int  # lead time when others decide
    release: int | None  # earliest start
    deadline: int | None  # finish by, exclusive


@dataclass(frozen=True)
class Kpi:
    id: str
    measure: str
    position: int
    name: str
    unit: str
    baseline: str
    target: str
    due: str
    how: str


@dataclass(frozen=True)
class Milestone:
    id: str
    measure: str
    quarter: int
    name: str


@dataclass(frozen=True)
class Action:
    """A concrete step under a measure, from the pack or the room's own."""

    id: str
    measure: str
    position: int
    text: str
    origin: str  # pack | room
    owner: str
    due: str
    status: str  # open | doing | done | paused | dropped


@dataclass(frozen=True)
class RelevanceEdit:
    measure: str
    dimension: str
    value: int  # 0–3


@dataclass(frozen=True)
class EffectEdit:
    measure: str
    dimension: str
    effect: float  # 0–1: share of the gap closed


@dataclass(frozen=True)
class Capacity:
    quarter: int
    people: float  # heads
    budget: float  # 万元


@dataclass(frozen=True)
class PlanItem:
    measure: str
    start: int
    finish: int  # exclusive
    pinned: int


@dataclass(frozen=True)
class PlanResult:
    """How the stored plan came about; `basis` is a hash of what it was solved from."""

    id: str  # always "plan"
    status: str  # optimal | gap | greedy | manual
    gap: float
    cost: float
    basis: str
    solved_at: str


@dataclass(frozen=True)
class Text:
    """A sentence the facilitator edited for print; `basis` is a hash of the numbers it was written on."""

    key: str
    text: str
    basis: str


@dataclass(frozen=True)
class Decision:
    """Something asked of a body of the bank; a measure may wait for it."""

    id: str
    position: int
    text: str
    body: str
    due: str
    result: str  # "" | passed | amended | deferred
    measure: str  # "" or the measure that waits
    decided_on: str = ""  # ISO date of the result


@dataclass(frozen=True)
class AgendaItem:
    id: str
    position: int
    kind: str  # open | practice | dimension | parked | picture | measures | roadmap | close | break
    subject: str
    title: str
    minutes: int
    started_at: str
    used: int  # seconds so far
    planned: int  # minutes as planned before the day began; `minutes` is what it has now
    choice: str  # over time: extend | park | majority; "" while none was made
