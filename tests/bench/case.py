"""What a benchmark is: a name, a function that measures, and the limits its figure is held to."""

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from statistics import median

MEASURES = ("median", "p99", "max", "ratio")


@dataclass(frozen=True)
class Figure:
    """Samples in the case's unit and, where there is one, samples of the least it could cost; a note for the reader."""

    samples: Sequence[float]
    floor: Sequence[float] = ()
    note: str = ""

    def value(self, measure: str) -> float:
        """One of MEASURES; the ratio of pairs is the median of their ratios, so that a busy moment hits both."""
        if measure == "median":
            return median(self.samples)
        if measure == "max":
            return max(self.samples)
        if measure == "p99":
            return sorted(self.samples)[math.ceil(len(self.samples) * 0.99) - 1]
        if len(self.samples) == len(self.floor):
            return median(one / other for one, other in zip(self.samples, self.floor, strict=True))
        return median(self.samples) / median(self.floor)


@dataclass(frozen=True)
class Limit:
    """What one measure of the figure may reach."""

    measure: str
    most: float

    def __post_init__(self) -> None:
        if self.measure not in MEASURES:
            raise ValueError(self.measure)


@dataclass(frozen=True)
class Case:
    """`run` gets an empty folder of its own; `unit` is ms unless it says otherwise."""

    name: str
    run: Callable[[Path], Figure]
    limits: tuple[Limit, ...] = ()
    unit: str = "ms"


def timed(run: Callable[[], object], times: int, warm: int = 1) -> list[float]:
    """Milliseconds of each of `times` calls, after `warm` that do not count."""
    for _ in range(warm):
        run()
    return [_once(run) for _ in range(times)]


def paired(run: Callable[[], object], floor: Callable[[], object], times: int, warm: int = 1) -> Figure:
    """Both in turn, `times` times: what slows the machine slows the pair."""
    for _ in range(warm):
        run(), floor()
    pairs = [(_once(run), _once(floor)) for _ in range(times)]
    return Figure([one for one, _ in pairs], [other for _, other in pairs])


def _once(run: Callable[[], object]) -> float:
    start = time.perf_counter_ns()
    run()
    return (time.perf_counter_ns() - start) / 1e6


def all_cases() -> list[Case]:
    """Of every `case_*.py` here, by module name, in their own order."""
    modules = sorted(path.stem for path in Path(__file__).parent.glob("case_*.py"))
    return [case for name in modules for case in import_module(f"{__package__}.{name}").CASES]
