"""How numbers and days are written, the same on screen and on paper."""

from datetime import date
from fractions import Fraction

Number = int | float | Fraction

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def decimal(value: Number, places: int = 1) -> str:
    """`value` rounded half up (away from zero), thousands apart: 3.25 → "3.3", 2065 → "2,065.0"; a float counts as the digits it prints.

    Raises ValueError for an infinite or undefined number.
    """
    exact = Fraction(str(value)) if isinstance(value, float) else Fraction(value)
    units = (2 * abs(exact) * 10**places + 1) // 2
    whole, rest = divmod(units, 10**places)
    sign = "−" if exact < 0 and units else ""
    return f"{sign}{whole:,}" + (f".{rest:0{places}d}" if places else "")


def whole(value: Number) -> str:
    """A count or an amount without decimals, thousands apart: 2065 → "2,065"."""
    return decimal(value, 0)


def percent(share: Number) -> str:
    """A share of one as whole percent: 0.545 → "55%"."""
    exact = Fraction(str(share)) if isinstance(share, float) else Fraction(share)
    return f"{decimal(exact * 100, 0)}%"


def prose_date(day: date, language: str) -> str:
    """A day within a sentence: "2026年3月14日", in English "14 March 2026"."""
    if language == "en":
        return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    return f"{day.year}年{day.month}月{day.day}日"


def iso_date(day: date) -> str:
    """A day in heads and tables: "2026-03-14"."""
    return f"{day:%Y-%m-%d}"


def short_date(day: date) -> str:
    """A day where the year is given: "03-14"."""
    return f"{day:%m-%d}"


def quarter(day: date) -> str:
    """The quarter a day lies in: "26Q1"."""
    return f"{day:%y}Q{(day.month + 2) // 3}"


def quarters(first: date, last: date) -> str:
    """A span of quarters, "26Q3–27Q2"; one quarter stands alone."""
    start, end = quarter(first), quarter(last)
    return start if start == end else f"{start}–{end}"
