"""What would make a measure first: each way told is enough, and a little less is not."""

from fractions import Fraction as F

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from workshop.model.leading import Way, first_of, scaled_effort, ways_to_lead
from workshop.model.ranking import Candidate, Effort, Mix, Need, Row, rank


def candidate(name: str, need: int, impact: int, urgency: int, effort: float) -> Candidate:
    return Candidate(Need(name, (), {}, F(0), F(need)), impact, urgency, Effort(effort * 0.8, effort, effort * 1.2))


def applied(row: Row, way: Way, less: F = F(0)) -> tuple[Candidate, Mix]:
    """The measure with this change made, or made by a little less."""
    own, needed = row.candidate, way.needed
    if way.thing == "effort" and own.effort:
        return replace(own, effort=scaled_effort(own.effort, needed + less)), row.mix
    if way.thing == "need":
        return replace(own, need=replace(own.need, points=needed - less)), row.mix
    if way.thing == "mix":
        return own, Mix(*way.mix)
    return replace(own, **{way.thing: int(needed) - bool(less)}), row.mix


def leader(rows: tuple[Row, ...], changed: Candidate, mix: Mix) -> str:
    candidates = [changed if row.measure == changed.need.measure else row.candidate for row in rows]
    found = first_of(rank(candidates, mix))
    assert found is not None
    return found.measure


rooms = st.lists(
    st.tuples(st.integers(0, 100), st.integers(1, 5), st.integers(1, 5), st.sampled_from([3.0, 6.0, 9.5, 20.0])), min_size=2, max_size=5
)


@settings(max_examples=20)
@given(rooms)
def test_each_way_is_enough_and_a_little_less_is_not(room: list[tuple[int, int, int, float]]) -> None:
    rows = rank([candidate(f"M{at}", *one) for at, one in enumerate(room)])
    for row in rows:
        for way in ways_to_lead(rows, row.measure):
            changed, mix = applied(row, way)
            assert leader(rows, changed, mix) == row.measure
            if way.thing in ("effort", "need"):
                changed, mix = applied(row, way, F(11, 100))
                rivals = [other for other in rows if other.measure != row.measure]
                assert (Row(changed, mix).ratio or 0) <= max(other.ratio or 0 for other in rivals)
            if way.thing in ("impact", "urgency") and way.needed - 1 > way.now:
                changed, mix = applied(row, way, F(1))
                assert (Row(changed, mix).ratio or 0) <= max(other.ratio or 0 for other in rows if other.measure != row.measure)


def test_the_first_needs_nothing_and_the_hopeless_has_no_way() -> None:
    rows = rank([candidate("M1", 100, 5, 5, 3), candidate("M2", 1, 1, 1, 300)])
    assert ways_to_lead(rows, "M1") == ()
    assert ways_to_lead(rows, "M2") == ()
    assert ways_to_lead(rows, "M9") == ()


def test_the_ways_in_numbers() -> None:
    """M2 has value 50 at 10 person-months, M1 60 at 10: value needs to pass 60, or effort to fall below 50/6."""
    rows = rank([candidate("M1", 60, 3, 5, 10), candidate("M2", 60, 3, 3, 10)])
    assert [row.value for row in rows] == [64, 54]
    ways = {way.thing: way for way in ways_to_lead(rows, "M2")}
    assert ways["effort"].needed == F(84, 10)
    assert ways["impact"].needed == 5
    assert ways["need"].needed == pytest.approx(F(851, 10))
    assert "urgency" not in ways
    assert "mix" not in ways
