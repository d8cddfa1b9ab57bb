"""Numbers as a PDF writes them. reportlab reckons a logarithm for each; a page of figures repeats the same few thousand."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from reportlab.lib import rl_accel


@lru_cache(maxsize=1 << 13)
def number(value: float) -> str:
    """Six significant digits at most, no trailing zeros, no zero before the point: 0.25 is .25."""
    size = abs(value)
    if size <= 1e-7:
        return "0"
    whole = len(str(int(size))) if size > 1 else 1
    text = f"{value:.{min(max(0, 7 - whole), 6)}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text[1:] if text[0] == "0" and len(text) > 1 else text


def numbers(*values: float | Iterable[float]) -> str:
    """Several numbers, or one sequence of them, parted by blanks: reportlab's `fp_str`."""
    if len(values) == 1 and isinstance(values[0], (list, tuple)):
        return " ".join(map(number, values[0]))
    return " ".join(map(number, values))  # type: ignore[arg-type]


rl_accel.fp_str = numbers  # before any other part of reportlab takes its own copy
