"""The numbers of an estimate, whether a measure's or an action's: finite, not negative, and within what the roadmap can show."""

import math
from typing import Protocol

from ..errors import Refused

RANGES = {"quarters": (1, 16), "share": (1, 100)}  # whole numbers: how long, and percent of the time


class Estimate(Protocol):
    """What a measure's and an action's row have in common."""

    @property
    def people(self) -> float | None: ...
    @property
    def quarters(self) -> int | None: ...
    @property
    def share(self) -> int | None: ...
    @property
    def budget(self) -> float | None: ...


def check_numbers(name: str, row: Estimate) -> None:
    """Refuse, by the name of the measure or the code of the action: effort.finite, effort.negative, effort.range."""
    for field in ("people", "quarters", "share", "low", "high", "budget"):
        value = getattr(row, field, None)
        if value is None:
            continue
        if not math.isfinite(value):
            raise Refused("effort.finite", measure=name, field=f"effort_{field}")
        if field in RANGES:
            low, high = RANGES[field]
            if not low <= value <= high or value != int(value):
                raise Refused("effort.range", measure=name, field=f"effort_{field}", low=low, high=high)
        elif value < 0:
            raise Refused("effort.negative", measure=name, field=f"effort_{field}")
