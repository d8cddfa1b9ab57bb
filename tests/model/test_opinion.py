"""The range of opinion by resampling."""

from fractions import Fraction as F

import pytest

from workshop.model.opinion import Group, Opinion, anonymous_range, mean_distribution, named_range

MODEL = (Group(6000, ("x", "y")), Group(4000, ("z",)))
CAMPS = [{"x": 1, "y": 1, "z": 1}] * 4 + [{"x": 5, "y": 5, "z": 5}] * 4


def near(found: Opinion | None, low: float, high: float, basis: str) -> bool:
    return found is not None and [found.low, found.high] == pytest.approx([low, high]) and found.basis == basis


def by_indicator(people: list[dict[str, int]]) -> dict[str, list[int]]:
    return {key: [own[key] for own in people if key in own] for key in ("x", "y", "z")}


def test_a_unanimous_room_has_no_range() -> None:
    people = [{"x": 3, "y": 4, "z": 3}] * 6
    assert near(named_range(MODEL, people, seed=1), 66, 66, "percentiles")
    assert near(anonymous_range(MODEL, by_indicator(people), seed=1), 66, 66, "percentiles")


def test_the_seed_decides_the_range() -> None:
    votes = by_indicator(CAMPS)
    assert anonymous_range(MODEL, votes, seed=7) == anonymous_range(MODEL, votes, seed=7)
    assert named_range(MODEL, CAMPS, seed=7) == named_range(MODEL, CAMPS, seed=7)


def test_votes_of_one_person_hang_together() -> None:
    named, anonymous = named_range(MODEL, CAMPS, seed=1), anonymous_range(MODEL, by_indicator(CAMPS), seed=1)
    assert named is not None
    assert anonymous is not None
    assert named.low < anonymous.low < 60 < anonymous.high < named.high


def test_the_percentiles_match_the_exact_distribution() -> None:
    votes = [2, 3, 3, 3, 4, 5]
    found = anonymous_range([Group(1, ("x",))], {"x": votes}, seed=3, draws=5000)
    reached, ends = F(0), []
    for mean, chance in mean_distribution(votes).items():
        ends += [mean] if reached < F(1, 10) <= reached + chance or reached < F(9, 10) <= reached + chance else []
        reached += chance
    assert reached == 1
    assert near(found, 20 * float(ends[0]), 20 * float(ends[1]), "percentiles")


def test_a_small_room_shows_its_extremes() -> None:
    people = [{"x": 2, "y": 2, "z": 4}, {"x": 4, "y": 4, "z": 2}]
    assert near(named_range(MODEL, people, seed=1), 56, 64, "extremes")
    assert near(anonymous_range(MODEL, by_indicator(people), seed=1), 40, 80, "extremes")


def test_missing_votes_leave_the_mean() -> None:
    people = [{"z": 3}, {}, {"other": 1}, {"x": 5}]
    assert named_range(MODEL, people, seed=1) == Opinion(60, 100, "extremes")


def test_nobody_voted() -> None:
    assert named_range(MODEL, [{}, {}], seed=1) is None
    assert anonymous_range(MODEL, {"x": []}, seed=1) is None
