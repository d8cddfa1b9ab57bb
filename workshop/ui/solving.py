"""Solves a schedule off the GUI thread: values in, values out, and it can be cancelled; so are scenarios and what more would buy."""

from threading import Event

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from workshop.model.content import Pack
from workshop.model.errors import Refused
from workshop.model.outlook import MORE, Outcome, scenarios
from workshop.model.schedule import Cause, Margin, Plan, Problem, conflict, margins, solve
from workshop.model.state import State
from workshop.ui.worker import Ticket, Worker


class Solved(Struct, frozen=True):
    """What came back: the best plan, the best one without pins (the plan itself where nothing is pinned), or why there is none."""

    problem: Problem
    plan: Plan | None = None
    free: Plan | None = None
    trouble: Refused | None = None
    causes: tuple[Cause, ...] = ()  # the smallest set of limits that leaves no plan

    @property
    def price(self) -> float | None:
        """How much later value arrives because of the pins, as a share of the best possible; None while it is not known."""
        if self.plan is None or self.free is None or not self.free.cost:
            return None
        return float(self.plan.cost / self.free.cost) - 1


def answer(problem: Problem, stop: Event) -> Solved:
    """Solve with pins, and without them for their price; a refusal is an answer too."""
    try:
        plan = solve(problem, stop.is_set)
    except Refused as trouble:
        return Solved(problem, trouble=trouble, causes=_causes(problem, trouble, stop))
    if not problem.pins:
        return Solved(problem, plan, plan)
    try:
        return Solved(problem, plan, solve(replace(problem, pins={}), stop.is_set))
    except Refused:  # nobody can tell the price then; the plan itself stands
        return Solved(problem, plan)


# what the checks say in general, and a set of limits says better
_GENERAL = ("plan.impossible", "plan.total", "plan.horizon", "plan.deadline", "plan.no_room", "plan.pin_order", "plan.pin_horizon")


def _causes(problem: Problem, trouble: Refused, stop: Event) -> tuple[Cause, ...]:
    return conflict(problem, trouble.code == "plan.deadline", stop.is_set) if trouble.code in _GENERAL else ()


class Compared(Struct, frozen=True):
    """Scenarios side by side, and what more would buy in each quarter."""

    outcomes: tuple[Outcome, ...] = ()
    margins: tuple[Margin, ...] = ()
    trouble: Refused | None = None


class Comparing(Worker):
    """Solves scenarios, or the plan with one more head or a tenth more money in each quarter; `answered` tells a Compared."""

    def compare(self, state: State, pack: Pack) -> None:
        """The scenarios of this state."""
        self.begin(lambda ticket: Compared(outcomes=scenarios(state, pack, ticket.stop.is_set)))

    def weigh(self, problem: Problem) -> None:
        """What one more head, and a tenth more money, are worth in each quarter."""
        self.begin(lambda ticket: _weighed(problem, ticket))


def _weighed(problem: Problem, ticket: Ticket) -> Compared:
    try:
        plan = solve(problem, ticket.stop.is_set)
    except Refused as trouble:
        return Compared(trouble=trouble)
    return Compared(margins=margins(problem, plan, MORE, ticket.stop.is_set, ticket.progress))


class Solving(Worker):
    """One search at a time; `solved` tells its answer."""

    solved = Signal(object)  # Solved

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.answered.connect(self.solved)

    def start(self, problem: Problem) -> None:
        """Search for the best plan."""
        self.begin(lambda ticket: answer(problem, ticket.stop))
