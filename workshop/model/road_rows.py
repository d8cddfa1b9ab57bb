"""Rows of the roadmap beyond the measures' own: the group's order, pools of people, money by year, actions on the time axis.

A `subject` is the id of a measure or of an action; quarters count from 0 at the plan's start.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Allotment:
    """What one revealed card says of one measure: points spent, or the place given (1 is first)."""

    vote: str
    measure: str
    amount: int


@dataclass(frozen=True)
class OrderNote:
    """Somebody sees the order otherwise: about which measure ("" = the whole), and why."""

    id: str
    measure: str
    grp: str
    text: str
    in_plan: int
    sensitive: int


@dataclass(frozen=True)
class Staffing:
    """Who does it: which share of the people is of the technology and data pool, who comes from outside, and a shorter way."""

    subject: str
    unfolded: int  # 1: a measure is scheduled action by action
    tech: int  # percent of the people; the rest is of the business functions
    outside: float  # heads from outside, beside the people
    fast_quarters: int | None  # shorter, with more people
    fast_people: float | None


@dataclass(frozen=True)
class ActionPlan:
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


@dataclass(frozen=True)
class ActionItem:
    """The bar of an action."""

    action: str
    start: int
    finish: int  # exclusive
    pinned: int


@dataclass(frozen=True)
class Money:
    """万元 of one calendar year."""

    id: str
    subject: str
    year: int
    amount: float
    kind: str  # capital | expense
    source: str  # budgeted | to_add | next_year


@dataclass(frozen=True)
class Link:
    """`subject` starts `lag` quarters after `earlier` has finished; `active` 0 takes a link of the pack away."""

    subject: str
    earlier: str
    lag: int
    active: int


@dataclass(frozen=True)
class Pool:
    """Heads of each pool in one quarter; None is no limit of its own."""

    quarter: int
    tech: float | None
    business: float | None


@dataclass(frozen=True)
class YearBudget:
    """万元 of a calendar year for everything together."""

    year: int
    amount: float


@dataclass(frozen=True)
class Scenario:
    """Capacities at so many percent."""

    id: str  # cautious | base | ambitious
    people: int
    budget: int


@dataclass(frozen=True)
class Estimate:
    """An effort as it stood when the room, the department or finance had estimated it."""

    id: str
    measure: str
    status: str  # room | department | finance
    low: float  # person-months
    likely: float
    high: float
    budget: float | None
    noted_at: str
