"""Rows of the roadmap beyond the measures' own: the group's order, pools of people, money by year, actions on the time axis.

A `subject` is the id of a measure or of an action; quarters count from 0 at the plan's start.
"""

from msgspec import Struct


class Allotment(Struct, frozen=True):
    """What one revealed card says of one measure: points spent, or the place given (1 is first)."""

    vote: str
    measure: str
    amount: int


class OrderNote(Struct, frozen=True):
    """Somebody sees the order otherwise: about which measure ("" = the whole), and why."""

    id: str
    measure: str
    grp: str
    text: str
    in_plan: int
    sensitive: int


class Staffing(Struct, frozen=True):
    """Who does it: which share of the people is of the technology and data pool, who comes from outside, and a shorter way."""

    subject: str
    unfolded: int  # 1: a measure is scheduled action by action
    tech: int  # percent of the people; the rest is of the business functions
    outside: float  # heads from outside, beside the people
    fast_quarters: int | None  # shorter, with more people
    fast_people: float | None


class ActionPlan(Struct, frozen=True):
    """What the room decided about one action; None means not estimated."""

    action: str
    people: float | None
    quarters: int | None
    share: int | None  # percent of time
    budget: float | None  # 万元 in all
    support: str  # department
    sponsor: str  # leader in charge
    competence: str  # own | union | sponsor
    lead_quarters: int
    release: int | None
    deadline: int | None


class ActionItem(Struct, frozen=True):
    """The bar of an action."""

    action: str
    start: int
    finish: int  # exclusive
    pinned: int


class Money(Struct, frozen=True):
    """万元 of one calendar year."""

    id: str
    subject: str
    year: int
    amount: float
    kind: str  # capital | expense
    source: str  # budgeted | to_add | next_year


class Link(Struct, frozen=True):
    """`subject` starts `lag` quarters after `earlier` has finished; `active` 0 takes a link of the pack away."""

    subject: str
    earlier: str
    lag: int
    active: int


class Pool(Struct, frozen=True):
    """Heads of each pool in one quarter; None is no limit of its own."""

    quarter: int
    tech: float | None
    business: float | None


class YearBudget(Struct, frozen=True):
    """万元 of a calendar year for everything together."""

    year: int
    amount: float


class Scenario(Struct, frozen=True):
    """Capacities at so many percent."""

    id: str  # cautious | base | ambitious
    people: int
    budget: int


class Estimate(Struct, frozen=True):
    """An effort as it stood when the room, the department or finance had estimated it."""

    id: str
    measure: str
    status: str  # room | department | finance
    low: float  # person-months
    likely: float
    high: float
    budget: float | None
    noted_at: str
