"""HiGHS (MIT licence) solves the program: the only module that knows the engine, imported when a search begins.

One thread, a fixed seed and a limit in nodes, never in seconds: the same problem gives the same plan on every machine.
"""

from collections.abc import Sequence

import highspy
import numpy as np

from .program import Answer, Program, Stop, Weigh
from .values import Placed


class _Solver(highspy.Highs):
    """HiGHS without its banner, which it prints as soon as callbacks are enabled."""

    def enableCallbacks(self) -> None:
        self.silent()
        super().enableCallbacks()  # type: ignore[no-untyped-call]


def search(program: Program, weigh: Weigh, nodes: int, start: Sequence[Placed] | None, stop: Stop | None) -> Answer:
    """Minimise Σ weigh(item, finish) from a known plan, if there is one, within so many branch-and-bound nodes."""
    solver = _Solver()  # type: ignore[no-untyped-call]  # highspy leaves its constructor without types
    _set_options(solver, nodes)
    solver.passModel(_model(program, weigh))
    if start is not None:
        solver.setSolution(_solution(program, start))
    if stop is not None:
        solver.cbMipInterrupt += lambda event: event.interrupt(stop())
    solver.run()
    return _answer(program, solver)


def _set_options(solver: highspy.Highs, nodes: int) -> None:
    options: dict[str, bool | int | float | str] = {
        "threads": 1,
        "parallel": "off",
        "random_seed": 1,
        "mip_rel_gap": 0.0,
        "mip_abs_gap": 1e-6,
        "mip_max_nodes": nodes,
    }
    for name, value in options.items():
        solver.setOptionValue(name, value)


def _model(program: Program, weigh: Weigh) -> highspy.HighsLp:
    width, infinite = len(program.columns), highspy.kHighsInf
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = width, len(program.rows)
    lp.col_cost_ = np.array([weigh(program.columns[c][0], program.finish(c)) for c in range(width)], dtype=float)
    lp.col_lower_, lp.col_upper_ = np.zeros(width), np.ones(width)
    lp.integrality_ = [highspy.HighsVarType.kInteger] * width
    lp.row_lower_ = np.maximum(np.array([lower for lower, _, _ in program.rows], dtype=float), -infinite)
    lp.row_upper_ = np.array([upper for _, upper, _ in program.rows], dtype=float)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.num_col_, lp.a_matrix_.num_row_ = width, len(program.rows)
    lp.a_matrix_.start_ = np.cumsum([0, *(len(row) for _, _, row in program.rows)])
    lp.a_matrix_.index_ = np.array([column for _, _, row in program.rows for column in row], dtype=np.int32)
    lp.a_matrix_.value_ = np.array([value for _, _, row in program.rows for value in row.values()], dtype=float)
    return lp


def _solution(program: Program, placed: Sequence[Placed]) -> highspy.HighsSolution:
    chosen = {(bar.id, bar.mode, bar.start) for bar in placed}
    solution = highspy.HighsSolution()
    solution.col_value = [float((item.id, mode, start) in chosen) for item, mode, start in program.columns]
    return solution


def _answer(program: Program, solver: highspy.Highs) -> Answer:
    status, info = solver.getModelStatus(), solver.getInfo()
    if status in (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible):  # columns are bounded
        return Answer("impossible", None, float("inf"))
    if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return Answer("nothing", None, info.mip_dual_bound)
    values = solver.getSolution().col_value
    placed = tuple(
        Placed(item.id, start, start + item.modes[mode].duration, mode, item.id in program.problem.pins)
        for (item, mode, start), value in zip(program.columns, values, strict=True)
        if value > 0.5
    )
    proven = status == highspy.HighsModelStatus.kOptimal
    return Answer("optimal" if proven else "found", placed, info.mip_dual_bound)
