"""The light and its neighbours, over every possible round of three to fourteen votes."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations_with_replacement

import pytest

from workshop.model.consensus import (
    Kind,
    Light,
    Reading,
    Rule,
    leik,
    next_step,
    proposal,
    queue,
    read,
    stability,
    suppressed,
    tally,
    tastle_wierman,
)
from workshop.model.errors import Refused

ROOMS = range(3, 15)
SEVERITY = {Light.CONSENSUS: 0, Light.DISCUSS: 1, Light.SPLIT: 2}


@pytest.fixture(scope="module")
def readings() -> dict[tuple[int, ...], Reading]:
    """Every composition of 3 … 14 votes, by its votes in ascending order."""
    return {levels: read(levels) for n in ROOMS for levels in combinations_with_replacement(range(1, 6), n)}


def steps_inward(levels: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """Each round that differs by one vote, one level nearer to the lower median."""
    median = levels[(len(levels) - 1) // 2]
    for i, level in enumerate(levels):
        if level != median:
            nearer = level + (1 if level < median else -1)
            yield tuple(sorted((*levels[:i], nearer, *levels[i + 1 :])))


def test_green_means_agreement_and_red_means_disagreement(readings: dict[tuple[int, ...], Reading]) -> None:
    greens = [r.agreement for r in readings.values() if r.light is Light.CONSENSUS and r.agreement is not None]
    reds = [r.agreement for r in readings.values() if r.light is Light.SPLIT and r.agreement is not None]
    assert min(greens) >= Fraction(175, 2)
    assert max(reds) <= Fraction(143, 2)


def test_agreement_is_the_distance_to_the_median(readings: dict[tuple[int, ...], Reading]) -> None:
    for levels, reading in readings.items():
        assert reading.lower is not None
        distance = sum(abs(level - reading.lower) for level in levels)
        assert reading.agreement == 100 * (1 - Fraction(distance, 2 * len(levels)))


def test_the_scale_has_no_favourite_end(readings: dict[tuple[int, ...], Reading]) -> None:
    for levels, reading in readings.items():
        mirror = readings[tuple(6 - level for level in reversed(levels))]
        assert (mirror.light, mirror.kind, mirror.agreement) == (reading.light, reading.kind, reading.agreement)
        assert mirror.counts == reading.counts[::-1]


def test_a_step_towards_the_median_never_worsens_light_or_agreement(readings: dict[tuple[int, ...], Reading]) -> None:
    for levels, reading in readings.items():
        for closer in steps_inward(levels):
            after = readings[closer]
            assert SEVERITY[after.light] <= SEVERITY[reading.light], (levels, closer)
            assert after.agreement is not None and reading.agreement is not None
            assert after.agreement >= reading.agreement


@pytest.mark.parametrize(
    ("levels", "agreement"),
    [([4, 4, 4], 100), ([1, 1, 5, 5], 0), ([1, 2, 3, 4, 5], 40), ([3] * 6 + [4] * 2, Fraction(175, 2))],
)
def test_agreement_of_known_rooms(levels: list[int], agreement: Fraction) -> None:
    assert read(levels).agreement == agreement


@pytest.mark.parametrize(
    ("levels", "kind"),
    [
        ([3, 3, 4, 4], Kind.NEIGHBOURS),
        ([3] * 7 + [5], Kind.OUTLIER),
        ([2, 3, 3, 3, 3, 4, 4, 4], Kind.SPREAD),
        ([3, 3, 3, 3], None),
        ([1, 1, 5, 5], None),
    ],
)
def test_amber_has_a_name(levels: list[int], kind: Kind | None) -> None:
    assert read(levels).kind is kind


def test_both_medians_and_modes_are_shown() -> None:
    reading = read([4, 2, 4, 2])
    assert (reading.lower, reading.upper, reading.modes, reading.counts) == (2, 4, (2, 4), (0, 2, 0, 2, 0))


@pytest.mark.parametrize("levels", [[], [3], [1, 5]])
def test_too_few_votes_give_no_light(levels: list[int]) -> None:
    assert read(levels).light is Light.TOO_FEW


def test_an_empty_round_says_nothing() -> None:
    assert read([]) == Reading(0, (0, 0, 0, 0, 0), None, None, None, Light.TOO_FEW, None, ())


@pytest.mark.parametrize("level", [0, 6, -1])
def test_a_level_off_the_scale_is_refused(level: int) -> None:
    with pytest.raises(Refused) as refusal:
        tally([3, level])
    assert (refusal.value.code, refusal.value.facts) == ("vote.level", {"value": level})


@pytest.mark.parametrize("share", [Fraction(1, 2), Fraction(11, 10)])
def test_a_consensus_share_below_a_majority_is_refused(share: Fraction) -> None:
    with pytest.raises(Refused, match=r"vote\.share"):
        Rule(consensus_share=share)


def test_the_rule_is_a_setting() -> None:
    votes = [3, 3, 3, 4]
    assert read(votes).light is Light.CONSENSUS
    assert read(votes, Rule(consensus_share=Fraction(1))).kind is Kind.NEIGHBOURS
    assert read(votes, Rule(reach=0)).kind is Kind.NEIGHBOURS
    assert read([3] * 5 + [4] * 3, Rule(split_distance=Fraction(3, 8))).light is Light.SPLIT


def test_stability_is_the_net_share_that_moved() -> None:
    assert stability([2, 3, 3, 4], [3, 3, 4, 2]) == 0
    assert stability([1, 1], [5, 5]) == 1
    assert stability([3, 3, 4, 4], [3, 4]) == 0
    assert stability([], [3]) == stability([3], []) == 1


@pytest.mark.parametrize(
    ("rounds", "step"),
    [
        ([], "again"),
        ([[1, 1, 5, 5]], "again"),
        ([[3, 3, 3, 4]], "stop_green"),
        ([[1, 1, 5, 5], [1, 1, 5, 5]], "stop_stable"),
        ([[1, 1, 5, 5], [2, 2, 4, 4]], "again"),
        ([[1, 1, 5, 5], [2, 2, 4, 4], [2, 2, 3, 4]], "stop_rounds"),
        ([[1, 1, 5, 5], []], "again"),
    ],
)
def test_rounds_end_for_a_reason(rounds: list[list[int]], step: str) -> None:
    assert next_step(rounds) == step


@pytest.mark.parametrize(
    ("levels", "level"),
    [([], None), ([3, 3, 4], 3), ([3, 3, 4, 4], 3), ([2, 2, 4, 4], None), ([2, 3, 4], None)],
)
def test_the_mode_is_proposed_of_neighbours_the_lower(levels: list[int], level: int | None) -> None:
    assert proposal(levels) == level


def test_the_queue_starts_where_the_room_is_furthest_apart() -> None:
    rounds = {
        "calm": [3, 3, 3, 3],
        "thin": [2, 4],
        "unasked": [],
        "neighbours": [3, 3, 4, 4],
        "split": [2, 2, 4, 4],
        "torn": [1, 1, 5, 5],
        "also torn": [5, 5, 1, 1],
    }
    assert queue((subject, read(levels)) for subject, levels in rounds.items()) == (
        "torn",
        "also torn",
        "split",
        "neighbours",
        "thin",
    )


@pytest.mark.parametrize(
    ("votes", "hidden"),
    [
        ({}, ""),
        ({"a": 3, "b": 3, "c": 3}, ""),
        ({"a": 4, "b": 2, "c": 3, "d": 3}, "bc"),
        ({"a": 4, "b": 2, "c": 1, "d": 3}, "bc"),
        ({"a": 4, "b": 2, "c": 3}, "abc"),
        ({"a": 4, "b": 2}, "ab"),
        ({"a": 9, "b": 2, "c": 1}, "abc"),
        ({"a": 2}, "a"),
        ({"a": 9}, "a"),
    ],
)
def test_no_group_can_be_worked_out(votes: dict[str, int], hidden: str) -> None:
    assert suppressed(votes) == frozenset(hidden)


def test_other_measures_of_agreement_know_the_ends_of_the_scale() -> None:
    assert leik([2, 0, 0, 2]) == 1
    assert leik([0, 7]) == 0
    assert tastle_wierman([4, 4]) == 1
    assert tastle_wierman([1, 5]) == 0
