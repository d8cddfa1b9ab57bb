"""When each item can start at all: critical-path passes forward and backward, pins included."""

from collections.abc import Iterator
from graphlib import TopologicalSorter

from msgspec import Struct

from .values import TOLERANCE, Item, Mode, Problem


class Windows(Struct, frozen=True):
    """Earliest start and latest finish per item, for plans that end by `end`; `order` puts predecessors first."""

    problem: Problem
    end: int
    order: tuple[Item, ...]
    earliest: dict[str, int]
    latest: dict[str, int]

    def starts(self, item: Item, mode: Mode) -> Iterator[int]:
        """Starts at which the item fits its window and, alone, the capacities."""
        pin = self.problem.pins.get(item.id)
        last = self.latest[item.id] - mode.duration
        candidates = range(self.earliest[item.id], last + 1) if pin is None else range(pin, min(pin, last) + 1)
        return (start for start in candidates if self._fits(mode, start))

    def _fits(self, mode: Mode, start: int) -> bool:
        return all(
            need <= capacity + TOLERANCE
            for resource, need in mode.demands.items()
            for capacity in self.problem.capacities[resource][start : start + mode.duration]
        ) and all(limit.taken(mode, start) <= limit.amount + TOLERANCE for limit in self.problem.limits)


def in_order(problem: Problem) -> tuple[Item, ...]:
    """Items with predecessors first, otherwise as given. Raises graphlib.CycleError on a cycle."""
    by_id = {item.id: item for item in problem.items}
    sorter = TopologicalSorter({item.id: [before.id for before in item.predecessors] for item in problem.items})
    return tuple(by_id[name] for name in sorter.static_order())


def windows(problem: Problem, end: int) -> Windows:
    """Windows of plans that end by this period; an item whose window is empty cannot be placed."""
    order = in_order(problem)
    earliest = _earliest(problem, order)
    return Windows(problem, end, order, earliest, _latest(problem, order, end))


def _earliest(problem: Problem, order: tuple[Item, ...]) -> dict[str, int]:
    earliest: dict[str, int] = {}
    shortest = {item.id: item.shortest for item in order}
    for item in order:
        ready = (earliest[before.id] + shortest[before.id] + before.lag for before in item.predecessors)
        earliest[item.id] = max(0, item.release, problem.pins.get(item.id, 0), *ready)
    return earliest


def _latest(problem: Problem, order: tuple[Item, ...], end: int) -> dict[str, int]:
    latest = {item.id: end for item in order}
    for item in reversed(order):
        start = problem.pins.get(item.id, latest[item.id] - item.shortest)
        for before in item.predecessors:
            latest[before.id] = min(latest[before.id], start - before.lag)
    return latest
