"""A schedule as an integer program: one column per item, mode and start.

Precedence is written per period (disaggregated), which bounds far better than one row per pair.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Literal

from msgspec import Struct, field

from .values import Item, Placed, Problem
from .windows import windows

Weigh = Callable[[Item, int], float]  # what it costs that an item finishes then, never negative
Stop = Callable[[], bool]  # polled while solving; True ends the search


class Answer(Struct, frozen=True):
    """What a search found: `placed` is None without a plan; `bound` is what no plan can cost less than."""

    state: Literal["optimal", "found", "nothing", "impossible"]
    placed: tuple[Placed, ...] | None
    bound: float


class Program(Struct):
    """Columns (item, mode, start) and rows lower ≤ Σ coefficient·column ≤ upper."""

    problem: Problem
    columns: list[tuple[Item, int, int]] = field(default_factory=list)
    rows: list[tuple[float, float, dict[int, float]]] = field(default_factory=list)

    def finish(self, column: int) -> int:
        item, mode, start = self.columns[column]
        return start + item.modes[mode].duration

    def limit(self, weigh: Weigh, most: float) -> None:
        """Keep a former goal: the plan may not weigh more than that."""
        weights = {c: weigh(self.columns[c][0], self.finish(c)) for c in range(len(self.columns))}
        self.rows.append((float("-inf"), most, {c: weight for c, weight in weights.items() if weight}))


def write(problem: Problem, forbidden: Sequence[Weigh] = ()) -> Program:
    """The program of a checked problem; a finish to which a `forbidden` weight gives anything gets no column."""
    span = windows(problem, problem.horizon)
    program = Program(problem)
    for item in problem.items:
        for index, mode in enumerate(item.modes):
            for start in span.starts(item, mode):
                if not any(weigh(item, start + mode.duration) for weigh in forbidden):
                    program.columns.append((item, index, start))
    own: dict[str, list[int]] = {item.id: [] for item in problem.items}
    for column, (item, _, _) in enumerate(program.columns):
        own[item.id].append(column)
    program.rows += [(1.0, 1.0, dict.fromkeys(own[item.id], 1.0)) for item in problem.items]
    _write_precedence(program, own)
    _write_capacities(program)
    return program


def _write_precedence(program: Program, own: Mapping[str, list[int]]) -> None:
    """Whatever has started by a period has its predecessors finished by then."""
    for item in program.problem.items:
        for before in item.predecessors:
            for period in sorted({program.columns[c][2] for c in own[item.id]}):
                row = {c: -1.0 for c in own[before.id] if program.finish(c) + before.lag <= period}
                if len(row) < len(own[before.id]):
                    row |= {c: 1.0 for c in own[item.id] if program.columns[c][2] <= period}
                    program.rows.append((float("-inf"), 0.0, row))


def _write_capacities(program: Program) -> None:
    for resource, capacity in program.problem.capacities.items():
        loads: list[dict[int, float]] = [{} for _ in capacity]
        for column, (item, mode, start) in enumerate(program.columns):
            need = float(item.modes[mode].demands.get(resource, 0))
            for period in range(start, program.finish(column) if need else start):
                loads[period][column] = need
        program.rows += [
            (float("-inf"), float(amount), load) for amount, load in zip(capacity, loads, strict=True) if sum(load.values()) > amount
        ]
    for limit in program.problem.limits:
        taken = {c: limit.taken(item.modes[mode], start) for c, (item, mode, start) in enumerate(program.columns)}
        taken = {c: amount for c, amount in taken.items() if amount}
        if sum(taken.values()) > limit.amount:
            program.rows.append((float("-inf"), float(limit.amount), taken))
