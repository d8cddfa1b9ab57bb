"""Solves a schedule off the GUI thread: values in, values out, and it can be cancelled."""

from dataclasses import dataclass, replace
from threading import Event

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from workshop.model.errors import Refused
from workshop.model.schedule import Plan, Problem, solve


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


class _Teller(QObject):
    """Carries the answer from the worker to the thread that asked."""

    told = Signal(int, object)


class _Task(QRunnable):
    """One search in the pool."""

    def __init__(self, number: int, problem: Problem, stop: Event, teller: _Teller) -> None:
        super().__init__()
        self.number, self.problem, self.stop, self.teller = number, problem, stop, teller

    def run(self) -> None:
        self.teller.told.emit(self.number, answer(self.problem, self.stop))


class Solving(QObject):
    """One search at a time: a newer one takes the place of the older, whose answer is never told."""

    solved = Signal(object)  # Solved
    busy_changed = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._teller = _Teller(self)
        self._teller.told.connect(self._on_told)
        self._number, self._stop, self._busy = 0, Event(), False

    @property
    def busy(self) -> bool:
        """Whether an answer is still awaited."""
        return self._busy

    def start(self, problem: Problem) -> None:
        """Search for the best plan; `solved` tells it."""
        self._stop.set()
        self._number, self._stop = self._number + 1, Event()
        self._set_busy(True)
        self._pool.start(_Task(self._number, problem, self._stop, self._teller))

    def cancel(self) -> None:
        """Stop the search; its answer is not told."""
        self._stop.set()
        self._number += 1
        self._set_busy(False)

    def close(self) -> None:
        """Stop the search and wait until the worker has left."""
        self.cancel()
        self._pool.waitForDone()

    def _on_told(self, number: int, solved: Solved) -> None:
        if number == self._number:
            self._set_busy(False)
            self.solved.emit(solved)

    def _set_busy(self, busy: bool) -> None:
        if busy != self._busy:
            self._busy = busy
            self.busy_changed.emit(busy)
