"""Numbers and days as the room reads them."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.formats import decimal, iso_date, percent, prose_date, quarter, quarters, short_date, whole

DAY = date(2026, 3, 14)


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (Fraction(601, 10), "60.1"),
        (Fraction("39.967"), "40.0"),
        (Fraction("59.949"), "59.9"),
        (60, "60.0"),
        (3.25, "3.3"),
        (60.05, "60.1"),  # the digits it prints, though the stored binary value lies below
        (Fraction(-1, 4), "−0.3"),
        (Fraction(-1, 100), "0.0"),
        (2065.04, "2,065.0"),
        (0, "0.0"),
    ],
)
def test_one_decimal_half_up(value: int | float | Fraction, printed: str) -> None:
    assert decimal(value) == printed


def test_as_many_decimals_as_asked() -> None:
    assert decimal(Fraction(1, 8), 2) == "0.13"
    assert decimal(Fraction(201, 100), 2) == "2.01"


@given(st.fractions(min_value=-10_000, max_value=10_000))
def test_what_is_printed_is_never_further_than_half_a_step(value: Fraction) -> None:
    read = Fraction(decimal(value).replace(",", "").replace("−", "-"))
    assert abs(read - value) <= Fraction(1, 20)


def test_nothing_prints_an_infinite_score() -> None:
    with pytest.raises(ValueError):
        decimal(float("inf"))


def test_thousands_are_set_apart() -> None:
    assert [whole(n) for n in (7, 2065, 1_234_567, Fraction(5, 2))] == ["7", "2,065", "1,234,567", "3"]


def test_shares_have_no_decimals() -> None:
    assert [percent(share) for share in (Fraction(1, 3), 0.545, 1, 0, 0.285)] == ["33%", "55%", "100%", "0%", "29%"]


def test_days() -> None:
    assert prose_date(DAY, "zh_CN") == "2026年3月14日"
    assert prose_date(DAY, "en") == "14 March 2026"
    assert iso_date(DAY) == "2026-03-14"
    assert short_date(DAY) == "03-14"


def test_quarters() -> None:
    assert [quarter(date(2026, month, 1)) for month in range(1, 13)] == [f"26Q{q}" for q in (1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4)]
    assert quarters(date(2026, 7, 1), date(2027, 6, 30)) == "26Q3–27Q2"
    assert quarters(date(2026, 7, 1), date(2026, 9, 30)) == "26Q3"
