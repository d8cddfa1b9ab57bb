"""Where quarters lie across a picture: one axis for bars, people, budget and score."""

from __future__ import annotations

from msgspec import Struct


class Quarter(Struct, frozen=True):
    """A column: its year as printed (shown where it changes) and its own name such as "Q2" or "二季"."""

    year: str
    name: str


class TimeScale(Struct, frozen=True):
    """Quarters run from `left` to `width`; 0 is the start of the first, `count` the end of the last."""

    left: float
    width: float
    count: int

    @property
    def quarter(self) -> float:
        """The width of one quarter."""
        return (self.width - self.left) / self.count

    def x(self, at: float) -> float:
        """The place of a time in quarters, kept on the axis."""
        return self.left + self.quarter * min(max(at, 0.0), float(self.count))

    def at(self, x: float) -> float:
        """The time in quarters at a place, kept on the axis."""
        return min(max((x - self.left) / self.quarter, 0.0), float(self.count))
