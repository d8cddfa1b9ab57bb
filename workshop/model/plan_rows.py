"""The rows of the plan: what the room decided about each measure, the schedule, printed sentences, decisions and the agenda."""

from msgspec import Struct


class MeasurePlan(Struct, frozen=True):
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


class Kpi(Struct, frozen=True):
    id: str
    measure: str
    position: int
    name: str
    unit: str
    baseline: str
    target: str
    due: str
    how: str


class Milestone(Struct, frozen=True):
    id: str
    measure: str
    quarter: int
    name: str


class Action(Struct, frozen=True):
    """A concrete step under a measure, from the pack or the room's own."""

    id: str
    measure: str
    position: int
    text: str
    origin: str  # pack | room
    owner: str
    due: str
    status: str  # open | doing | done | paused | dropped


class RelevanceEdit(Struct, frozen=True):
    measure: str
    dimension: str
    value: int  # 0–3


class EffectEdit(Struct, frozen=True):
    measure: str
    dimension: str
    effect: float  # 0–1: share of the gap closed


class Capacity(Struct, frozen=True):
    quarter: int
    people: float  # heads
    budget: float  # 万元


class PlanItem(Struct, frozen=True):
    measure: str
    start: int
    finish: int  # exclusive
    pinned: int


class PlanResult(Struct, frozen=True):
    """How the stored plan came about; `basis` is a hash of what it was solved from."""

    id: str  # always "plan"
    status: str  # optimal | gap | greedy | manual
    gap: float
    cost: float
    basis: str
    solved_at: str


class Text(Struct, frozen=True):
    """A sentence the facilitator edited for print; `basis` is a hash of the numbers it was written on."""

    key: str
    text: str
    basis: str


class Decision(Struct, frozen=True):
    """Something asked of a body of the bank; a measure may wait for it."""

    id: str
    position: int
    text: str
    body: str
    due: str
    result: str  # "" | passed | amended | deferred
    measure: str  # "" or the measure that waits
    decided_on: str = ""  # ISO date of the result


class AgendaItem(Struct, frozen=True):
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
