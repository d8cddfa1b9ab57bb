"""The group's own order."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.model.errors import Refused
from workshop.model.grouporder import group_order, rank_differences, tiers_from_points

FOUR = ("a", "b", "c", "d")


def contradictions(order: tuple[str, ...], rankings: list[tuple[str, ...]]) -> int:
    place = {name: i for i, name in enumerate(order)}
    return sum(place[x] > place[y] for ranking in rankings for i, x in enumerate(ranking) for y in ranking[i + 1 :])


@given(st.lists(st.permutations(FOUR).map(tuple), max_size=7))
def test_no_order_contradicts_fewer(rankings: list[tuple[str, ...]]) -> None:
    result = group_order(FOUR, [(1, [[name] for name in ranking]) for ranking in rankings])
    assert result.opposing == contradictions(result.order, rankings)
    assert result.opposing == min(contradictions(order, rankings) for order in permutations(FOUR))
    assert result.agreeing + result.opposing == 6 * len(rankings)


def test_points_make_tiers() -> None:
    assert tiers_from_points({"a": 20, "b": 50, "c": 20, "d": 10}) == (("b",), ("a", "c"), ("d",))


def test_ties_count_half_and_the_unnamed_come_last() -> None:
    result = group_order(FOUR, [(2, [["b"], ["a", "c"]])])
    assert dict(result.borda) == {"a": 3, "b": 6, "c": 3, "d": 0}
    assert dict(result.copeland) == {"a": 0, "b": 3, "c": 0, "d": -3}
    assert result.order == ("b", "a", "c", "d")
    assert (result.agreeing, result.opposing) == (10, 0)


def test_borda_breaks_ties_and_silence_keeps_the_given_order() -> None:
    circle = [(1, [["a"], ["b"], ["c"], ["d"]]), (1, [["b"], ["c"], ["a"], ["d"]]), (1, [["c"], ["a"], ["b"], ["d"]])]
    assert group_order(("d", "c", "b", "a"), circle).order == ("c", "a", "b", "d")
    assert group_order(FOUR, []).order == FOUR
    assert group_order((), []).order == ()


@pytest.mark.parametrize("tiers", [[["a"], ["x"]], [["a"], ["a"]]])
def test_a_preference_names_each_measure_once(tiers: list[list[str]]) -> None:
    with pytest.raises(Refused, match=r"order\.measure"):
        group_order(FOUR, [(1, tiers)])


def test_too_many_measures_are_refused() -> None:
    with pytest.raises(Refused, match=r"order\.many"):
        group_order([str(i) for i in range(15)], [])


def test_differences_count_places() -> None:
    assert rank_differences(("b", "a", "x", "c"), ("a", "b", "c")) == {"b": 1, "a": -1, "c": -1}
