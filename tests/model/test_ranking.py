"""The why-table: terms that add up, an order that can be explained, and how firm it is."""

import time
from fractions import Fraction as F

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.model.errors import Refused
from workshop.model.ranking import (
    Candidate,
    Demand,
    Effort,
    Lane,
    Mix,
    Need,
    Row,
    Unranked,
    needs,
    normalised,
    person_months,
    rank,
    shared_value,
    smith_order,
    weighted_completion,
)
from workshop.model.robustness import Certainty, Robustness, certainty, draw_weights, robustness

DEMANDS = (Demand("big", {"a": 3, "b": 1}, {"p1": 2, "p2": 1}), Demand("small", {"a": 1}, {}), Demand("idle", {"c": 3}, {}))
TEN = Effort(6, 9, 15)


def candidate(
    name: str, need: float, impact: int | None = 3, urgency: int | None = 3, effort: Effort | None = TEN, lane: Lane = Lane.RANKED
) -> Candidate:
    return Candidate(Need(name, (), {}, F(0), F(need)), impact, urgency, effort, lane)


def names(rows: tuple[Row, ...]) -> list[str]:
    return [row.measure for row in rows]


def test_need_is_the_sum_of_its_terms() -> None:
    big, small, idle = needs(DEMANDS, {"a": 6000, "b": 3000, "c": 1000}, {"a": F(3, 2), "b": 2}, 0.05)
    assert [(t.dimension, t.points) for t in big.terms] == [("a", F(27, 10)), ("b", F(6, 10))]
    assert (big.pain_points, big.raw, big.points) == (F(15, 100), F(345, 100), F(100))
    assert (small.raw, small.points) == (F(9, 10), 100 * F(90, 345))
    assert (idle.raw, idle.points) == (F(0), F(0))


def test_a_reached_target_creates_no_need() -> None:
    assert [need.points for need in needs(DEMANDS[1:], {"a": 10000}, {"a": -1})] == [0, 0]
    assert normalised([]) == []


def test_the_row_adds_up() -> None:
    (row,) = rank([candidate("m", 50, impact=4, urgency=2)])
    assert (row.need_part, row.impact_part, row.urgency_part) == (F(20), F(30), F(5))
    assert (row.value, row.effort, row.ratio, row.position, row.missing) == (F(55), F(10), F(11, 2), 1, None)


def test_lanes_stand_above_and_the_unknown_below() -> None:
    rows = rank(
        [
            candidate("no effort", 90, effort=None),
            candidate("free of charge", 90, effort=Effort(0, 0, 0)),
            candidate("no impact", 90, impact=None),
            candidate("no urgency", 90, urgency=None),
            candidate("low", 10),
            candidate("high", 90),
            candidate("first", 0, impact=None, effort=None, lane=Lane.ENABLER),
            candidate("must", 0, lane=Lane.MANDATE),
        ]
    )
    assert names(rows) == ["must", "first", "high", "low", "no effort", "free of charge", "no impact", "no urgency"]
    assert [row.position for row in rows] == [None, None, 1, 2, None, None, None, None]
    assert [row.missing for row in rows[4:]] == [Unranked.NO_EFFORT, Unranked.NO_EFFORT, Unranked.NO_IMPACT, Unranked.NO_URGENCY]
    assert rows[6].value is None
    assert rows[6].ratio is None
    assert rows[0].lane is Lane.MANDATE


def test_equal_ratios_go_by_value_then_as_given() -> None:
    rows = rank(
        [
            candidate("half", 0, impact=2, urgency=3, effort=Effort(5, 5, 5)),
            candidate("whole", 0, impact=3, urgency=5, effort=Effort(10, 10, 10)),
            candidate("half again", 0, impact=2, urgency=3, effort=Effort(5, 5, 5)),
        ],
    )
    assert names(rows) == ["whole", "half", "half again"]


def test_the_mix_is_a_setting() -> None:
    rows = rank([candidate("needy", 100, impact=1), candidate("liked", 0, impact=5)], Mix(10, 80, 10))
    assert names(rows) == ["liked", "needy"]


@pytest.mark.parametrize("shares", [(50, 40, 20), (110, -10, 0)])
def test_a_mix_is_a_whole(shares: tuple[int, int, int]) -> None:
    with pytest.raises(Refused, match=r"rank\.mix"):
        Mix(*shares)


@pytest.mark.parametrize("effort", [Effort(-1, 2, 3), Effort(3, 2, 4), Effort(1, 4, 3), Effort(float("nan"), 1, 2)])
def test_an_effort_out_of_order_is_refused_by_name(effort: Effort) -> None:
    with pytest.raises(Refused) as refusal:
        rank([candidate("m", 50, effort=effort)])
    assert refusal.value.code == "rank.effort"
    assert refusal.value.facts["measure"] == "m"


def test_a_level_off_the_scale_is_refused_by_name() -> None:
    with pytest.raises(Refused) as refusal:
        rank([candidate("m", 50, urgency=6)])
    assert (refusal.value.code, refusal.value.facts) == ("rank.level", {"measure": "m", "value": 6})


def test_effort_has_one_source() -> None:
    assert person_months(2.5, 4, 50) == 15


def test_actions_share_the_value() -> None:
    assert shared_value(60, [1, 2, 3]) == (F(10), F(20), F(30))
    assert shared_value(60, [0, 0]) == (F(30), F(30))
    assert shared_value(60, []) == ()


def test_what_takes_no_time_comes_first() -> None:
    assert smith_order([(9, 1), (0, 0), (1, 0)]) == (2, 1, 0)


@given(st.permutations([(8, 4), (6, 1), (9, 6), (3, 2)]), st.permutations(range(4)))
def test_no_order_beats_smith(jobs: list[tuple[int, int]], other: list[int]) -> None:
    assert weighted_completion(jobs, smith_order(jobs)) <= weighted_completion(jobs, other)


@pytest.mark.parametrize(
    ("top", "word"),
    [(0.8, Certainty.FIRM), (0.79, Certainty.LIKELY), (0.5, Certainty.LIKELY), (0.2, Certainty.OPEN), (0.19, Certainty.LATER)],
)
def test_chances_have_words(top: float, word: Certainty) -> None:
    assert certainty(top) is word


def test_a_clear_order_is_firm() -> None:
    rows = rank([candidate(str(i), 100 - 10 * i, impact=max(1, 5 - i), effort=Effort(4 * 2**i, 5 * 2**i, 6 * 2**i)) for i in range(6)])
    result = robustness(rows, seed=1)
    assert [s.word for s in result.standings] == [Certainty.FIRM] * 3 + [Certainty.LATER] * 3
    assert result.brackets == ()
    assert (result.standings[0].low, result.standings[0].high) == (1, 1)


def test_twins_share_a_bracket() -> None:
    rows = rank([candidate("twin", 50), candidate("other twin", 50), candidate("last", 0, impact=1, urgency=1)])
    result = robustness(rows, seed=1)
    assert result.brackets == (("twin", "other twin"),)
    assert [(s.measure, s.low, s.high) for s in result.standings][2] == ("last", 3, 3)


def test_the_seed_decides() -> None:
    rows = rank([candidate(str(i), 40 + i) for i in range(5)])
    assert robustness(rows, seed=3) == robustness(rows, seed=3) != robustness(rows, seed=4)


def test_certain_opinions_keep_the_computed_order() -> None:
    rows = rank([candidate(str(i), 50 + i, effort=Effort(5, 5, 5)) for i in range(4)])
    result = robustness(rows, seed=1, concentration=1e9, slip=0)
    assert [(s.low, s.high) for s in result.standings] == [(i, i) for i in (1, 2, 3, 4)]


def test_nothing_ranked_nothing_drawn() -> None:
    assert robustness(rank([candidate("m", 1, effort=None)]), seed=1) == Robustness((), (), 1, 10_000)


def test_ten_measures_are_drawn_while_nobody_waits() -> None:
    rows = rank([candidate(str(i), 10 * i, impact=1 + i % 5, urgency=1 + i % 3, effort=Effort(i, i + 1, 3 * i + 2)) for i in range(10)])
    robustness(rows, seed=1, draws=10)
    began = time.perf_counter()
    robustness(rows, seed=1)
    assert time.perf_counter() - began < 0.5


def test_drawn_weights_have_the_moments_of_dirichlet() -> None:
    shares = [0.4, 0.4, 0.2]
    weights = draw_weights(shares, np.random.default_rng(1), 100_000, 20)
    assert weights.sum(axis=1) == pytest.approx(1)
    assert weights.mean(axis=0) == pytest.approx(shares, abs=0.005)
    assert weights.std(axis=0) == pytest.approx([np.sqrt(w * (1 - w) / 21) for w in shares], abs=0.005)
    assert (draw_weights([1.0, 0.0], np.random.default_rng(1), 10, 20) == [1.0, 0.0]).all()
