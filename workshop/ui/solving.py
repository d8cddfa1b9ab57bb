"""Solves a schedule off the GUI thread: values in, values out, and it can be cancelled."""

from dataclasses import dataclass, replace
from threading import Event

from PySide6.QtCore import QObject, Signal

from workshop.model.errors import Refused
from workshop.model.schedule import Plan, Problem, solve
from workshop.ui.worker import Worker


@dataclass(frozen=True)
class Solved:
    """What came back: the best plan, the best one without pins (the plan itself where nothing is pinned), or why there is none."""

    problem: Problem
    plan: Plan | None = None
    free: Plan | None = None
    trouble: Refused | None = None

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
        return Solved(problem, trouble=trouble)
    if not problem.pins:
        return Solved(problem, plan, plan)
    try:
        return Solved(problem, plan, solve(replace(problem, pins={}), stop.is_set))
    except Refused:  # nobody can tell the price then; the plan itself stands
        return Solved(problem, plan)


class Solving(Worker):
    """One search at a time; `solved` tells its answer."""

    solved = Signal(object)  # Solved

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.answered.connect(self.solved)

    def start(self, problem: Problem) -> None:
        """Search for the best plan."""
        self.begin(lambda ticket: answer(problem, ticket.stop))
