"""The words of a schedule: items with modes, capacities per period, pins, and the plan that comes out.

Periods (quarters on the page) count from 0; a finish is exclusive: an item of duration 2 that starts in 3 finishes at 5.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal

from msgspec import Struct, field

Number = Fraction | float
Objective = Literal["value", "makespan"]
Status = Literal["optimal", "gap", "greedy"]

TOLERANCE = 1e-6  # of a unit of capacity: what a solver in floating point may exceed


class Mode(Struct, frozen=True):
    """One way to do an item: how many periods, and what it takes of each resource in every one of them."""

    duration: int
    demands: Mapping[str, Number] = field(default_factory=dict)


class Predecessor(Struct, frozen=True):
    """What has to be finished before, and how many periods must lie between."""

    id: str
    lag: int = 0


class Item(Struct, frozen=True):
    """Something to schedule; `value` weighs its finish."""

    id: str
    value: Number
    modes: tuple[Mode, ...]
    release: int = 0  # earliest start
    deadline: int | None = None  # latest finish
    predecessors: tuple[Predecessor, ...] = ()

    @property
    def shortest(self) -> int:
        return min(mode.duration for mode in self.modes)


class Limit(Struct, frozen=True):
    """What may be taken of a resource over several periods together, such as the money of a calendar year."""

    resource: str
    first: int
    last: int  # exclusive
    amount: Number
    name: str = ""  # how to speak of it, such as the year

    def taken(self, mode: Mode, start: int) -> float:
        """What a bar of this mode takes of it."""
        periods = min(self.last, start + mode.duration) - max(self.first, start)
        return max(0, periods) * float(mode.demands.get(self.resource, 0))


class Problem(Struct, frozen=True):
    """What to schedule: every resource has one capacity per period of the horizon; pins fix the start of an item.

    `limits` bound what several periods take together.

    Objective "value": least total lateness, then least Σ value·finish, then the shortest plan; "makespan": least total
    lateness, then the shortest plan.
    """

    items: tuple[Item, ...]
    horizon: int
    capacities: Mapping[str, tuple[Number, ...]] = field(default_factory=dict)
    pins: Mapping[str, int] = field(default_factory=dict)
    objective: Objective = "value"
    limits: tuple[Limit, ...] = ()


class Placed(Struct, frozen=True):
    """One bar of the plan."""

    id: str
    start: int
    finish: int  # exclusive
    mode: int = 0  # index into the item's modes
    pinned: bool = False


class Plan(Struct, frozen=True):
    """A feasible plan, items in the problem's order.

    "optimal" is proven for lateness and the objective (the shortest plan among equals is a courtesy); "gap" is the best
    found, `gap` as a share 0 … 1 of it or infinite if nothing is known; "greedy" was not given to the solver.
    """

    status: Status
    gap: float
    cost: Fraction  # Σ value·finish, or the makespan
    late: int  # periods beyond deadlines, summed
    items: tuple[Placed, ...]


class Price(Struct, frozen=True):
    """What pins cost against the plan without them."""

    cost: Fraction
    late: int
