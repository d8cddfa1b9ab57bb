"""Scores: exact, honest about what is missing, and explained by their weights."""

from decimal import Decimal
from fractions import Fraction as F

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.model.errors import Refused
from workshop.model.scoring import (
    NOT_APPLICABLE,
    OpenItem,
    Projection,
    Prospect,
    Rated,
    by_leverage,
    check_weights,
    default_effect,
    dirichlet_sd,
    gap,
    grade,
    half_up,
    project,
    projected_level,
    reweigh,
    score,
    slope,
    what_if,
)

ROOM = (Rated("a", 5000, (3, 4)), Rated("b", 3000, (2, None, 2)), Rated("c", 2000, (NOT_APPLICABLE, 5)))

entries = st.lists(st.one_of(st.none(), st.just(NOT_APPLICABLE), st.integers(1, 5)), max_size=5).map(tuple)
rooms = st.builds(lambda a, b, c: (Rated("a", 5000, a), Rated("b", 3000, b), Rated("c", 2000, c)), entries, entries, entries)


@pytest.mark.parametrize(("value", "printed"), [(F(1, 4), "0.3"), (F(-1, 4), "-0.3"), (0.25, "0.3"), (60, "60.0"), (39.967, "40.0")])
def test_numbers_print_half_up(value: F | float, printed: str) -> None:
    assert str(half_up(value)) == printed
    assert half_up(F(2, 3), digits=2) == Decimal("0.67")


def test_grade_five_means_a_hundred() -> None:
    assert [grade(s) for s in (0, 99.94, 99.95, 100)] == [1, 4, 5, 5]


def test_a_room_is_scored() -> None:
    result = score(ROOM)
    assert result.overall == F(5000 * 70 + 3000 * 40 + 2000 * 100, 10000)
    assert (result.grade, result.level) == (3, F(67, 20))
    assert (result.covered, result.provisional) == (F(9, 10), True)
    assert (result.low, result.high) == (F(65), F(73))
    assert [(d.rated, d.applicable, d.level, d.complete) for d in result.dimensions] == [
        (2, 2, F(7, 2), True),
        (2, 3, 2, True),
        (1, 1, 5, True),
    ]


def test_a_whole_dimension_takes_one_level() -> None:
    result = score([Rated("a", 10000, (1, None, NOT_APPLICABLE), whole=4)])
    assert (result.overall, result.provisional, result.covered) == (F(80), False, F(1))


def test_what_does_not_apply_leaves_and_what_is_missing_stays() -> None:
    result = score([Rated("a", 4000, (3,)), Rated("b", 3000, (NOT_APPLICABLE,)), Rated("c", 3000, (None, None))])
    assert (result.overall, result.covered) == (F(60), F(4, 7))
    assert (result.low, result.high) == (F(4 * 60 + 3 * 20, 7), F(4 * 60 + 3 * 100, 7))
    assert [(d.score, d.low, d.level, d.complete) for d in result.dimensions[1:]] == [(None, None, None, False), (None, 20, None, False)]


def test_under_two_thirds_is_incomplete() -> None:
    result = score([Rated("a", 5000, (3, 3, None, None)), Rated("b", 5000, (3, 3, None))])
    assert [d.complete for d in result.dimensions] == [False, True]


def test_an_empty_record_scores_nothing() -> None:
    result = score([Rated("a", 10000, (NOT_APPLICABLE,))])
    assert (result.overall, result.grade, result.level, result.low, result.high, result.covered) == (None, None, None, None, None, F(0))


def test_a_level_off_the_scale_is_refused() -> None:
    with pytest.raises(Refused) as refusal:
        score([Rated("a", 10000, (6,))])
    assert (refusal.value.code, refusal.value.facts) == ("score.level", {"dimension": "a", "value": 6})


@pytest.mark.parametrize("weights", [{"a": 9999}, {"a": 10001, "b": -1}, {}])
def test_weights_must_add_up(weights: dict[str, int]) -> None:
    with pytest.raises(Refused, match=r"score\.weights"):
        check_weights(weights)


@given(rooms)
def test_the_score_lies_within_its_bounds(room: tuple[Rated, ...]) -> None:
    result = score(room)
    assert 0 <= result.covered <= 1
    for low, high in [(result.low, result.high), *((d.low, d.high) for d in result.dimensions)]:
        assert (low is None) == (high is None)
        if low is not None and high is not None:
            assert 20 <= low <= high <= 100
    if not result.provisional:
        assert result.low == result.overall == result.high


@given(st.lists(st.integers(0, 50), min_size=2, max_size=6), st.integers(0, 10000))
def test_moving_a_weight_keeps_the_sum(parts: list[int], weight: int) -> None:
    weights = {str(i): part for i, part in enumerate(parts)}
    moved = reweigh(weights, "0", weight)
    check_weights(moved)
    assert list(moved) == list(weights)
    assert moved["0"] == weight


def test_other_weights_keep_their_proportions() -> None:
    assert reweigh({"a": 5000, "b": 3000, "c": 2000}, "a", 2500) == {"a": 2500, "b": 4500, "c": 3000}
    assert reweigh({"a": 10000, "b": 0, "c": 0}, "a", 4999) == {"a": 4999, "b": 2501, "c": 2500}
    assert reweigh({"a": 10000}, "a", 10000) == {"a": 10000}


@pytest.mark.parametrize(("weights", "weight"), [({"a": 9000, "b": 1000}, -1), ({"a": 9000, "b": 1000}, 10001), ({"a": 10000}, 5)])
def test_a_weight_stays_within_the_whole(weights: dict[str, int], weight: int) -> None:
    with pytest.raises(Refused, match=r"score\.weights"):
        reweigh(weights, "a", weight)


def test_the_slope_is_what_a_new_weight_does() -> None:
    scored = score(ROOM)
    moved = score([Rated(d.id, w, d.entries) for d, w in zip(ROOM, (2500, 4500, 3000), strict=True)])
    assert what_if(scored.dimensions, "a", F(1, 4)) == moved.overall
    assert scored.overall is not None
    assert slope(scored.dimensions, "a") == (70 - scored.overall) / (1 - F(1, 2))


def test_weights_of_unrated_dimensions_move_nothing() -> None:
    only = score([Rated("a", 4000, (3,)), Rated("b", 6000, (None,))]).dimensions
    assert slope(only, "a") == slope(only, "b") == 0
    assert what_if(only, "a", F(1)) == what_if(only, "b", F(1)) == 60
    assert what_if(score([Rated("a", 10000, (None,))]).dimensions, "a", F(1)) is None


def test_equal_scores_cannot_be_moved_by_weights() -> None:
    assert dirichlet_sd([F(1, 3), F(2, 3)], [F(60), F(60)], 20) == 0


def test_minutes_go_where_the_score_can_move() -> None:
    items = [OpenItem("heavy", 5000, 5), OpenItem("light", 1000, 5), OpenItem("narrow", 5000, 5, 3, 4), OpenItem("few", 2000, 2)]
    assert [(item.id, item.points) for item in by_leverage(items)] == [("heavy", 8), ("few", 8), ("narrow", 2), ("light", F(8, 5))]


def test_the_gap_is_never_negative() -> None:
    assert gap(4, F(5, 2)) == F(3, 2)
    assert gap(3, 3.5) == 0


@given(st.integers(1, 5), st.integers(1, 5), st.lists(st.fractions(0, 1)))
def test_a_projection_stays_between_now_and_target(now: int, target: int, effects: list[F]) -> None:
    assert now <= projected_level(now, target, effects) <= max(now, target)


@pytest.mark.parametrize("effect", [-0.1, 1.1])
def test_an_effect_is_a_share(effect: float) -> None:
    with pytest.raises(Refused, match=r"plan\.effect"):
        projected_level(2, 4, [effect])


def test_only_finished_measures_count() -> None:
    prospects = [
        Prospect("a", 6000, F(2), F(4), {"m": default_effect(3), "n": F(1)}),
        Prospect("b", 4000, F(3), F(3), {"m": F(1)}),
    ]
    finishes = {"m": 2, "n": 5}
    assert project(prospects, finishes, 1) == Projection({"a": F(2), "b": F(3)}, F(48))
    assert project(prospects, finishes, 2) == Projection({"a": F(3), "b": F(3)}, F(60))
    assert project(prospects, finishes, 5).levels == {"a": 4, "b": 3}
    assert project([], finishes, 5).overall is None
