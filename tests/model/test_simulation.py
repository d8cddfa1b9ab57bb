"""Simulated participants: a seed votes the same again, a wider spread lies wider, a chair leads after the reveal, camps stand apart."""

from collections import Counter
from statistics import mean, pstdev

import pytest

from workshop.model.rows import Seat
from workshop.model.simulation import Crowd, level_of, piled, simulate

GROUPS = ("决策层", "业务条线", "风险与财务", "科技与运营")
SEATS = tuple(
    Seat(f"s{number}", number, f"职务{number}", GROUPS[(number - 1) // 3], "", 0, "", "", int(number == 1), "voting")
    for number in range(1, 13)
)
SUBJECTS = tuple(f"{area}.{number}" for area in range(1, 7) for number in range(1, 5))


def levels(crowd: Crowd, subject: str, number: int = 1) -> list[int]:
    return [level for level in simulate(crowd, SEATS, subject, number).values() if level is not None]


def test_a_seed_votes_the_same_again_and_another_one_otherwise() -> None:
    one, same, other = (tuple(tuple(levels(Crowd(seed), subject)) for subject in SUBJECTS) for seed in (7, 7, 8))
    assert one == same != other
    assert all(1 <= level <= 5 for votes in one for level in votes)


def test_a_wider_spread_lies_wider_and_a_second_round_closer() -> None:
    def width(spread: str, number: int = 1) -> float:
        return mean(pstdev(levels(Crowd(11, spread), subject, number)) for subject in SUBJECTS)

    assert width("narrow") < width("middle") < width("wide")
    assert width("wide", 3) < width("wide", 2) < width("wide")


def test_a_dominant_chair_moves_nobody_before_the_first_reveal_and_many_after() -> None:
    crowd, alone = Crowd(5, style="chair"), Crowd(5)

    def with_chair(which: Crowd, number: int) -> float:
        shares = []
        for subject in SUBJECTS:
            votes = simulate(which, SEATS, subject, number)
            lead = simulate(crowd, SEATS, subject, 1)["s1"]
            shares.append(mean(votes[seat.id] == lead for seat in SEATS[1:]))
        return mean(shares)

    assert with_chair(crowd, 1) == pytest.approx(with_chair(alone, 1), abs=0.05)
    assert with_chair(crowd, 2) > 0.55 > with_chair(alone, 2)


def test_two_camps_are_role_groups_two_levels_apart() -> None:
    gaps = []
    for subject in SUBJECTS:
        votes = simulate(Crowd(3, "narrow", "camps"), SEATS, subject, 1)
        by_group = {group: [votes[seat.id] for seat in SEATS if seat.grp == group and votes[seat.id] is not None] for group in GROUPS}
        gaps.append(mean(by_group[GROUPS[1]]) - mean(by_group[GROUPS[0]]))  # type: ignore[type-var, operator]
    assert mean(gaps) > 1.4


def test_piles_hold_the_same_cards_in_another_order() -> None:
    votes = simulate(Crowd(9, "wide"), SEATS, "4.1", 1)
    piles = piled(votes, SEATS, "9/4.1")
    for group in GROUPS:
        assert Counter(piles[group]) == Counter(votes[seat.id] for seat in SEATS if seat.grp == group)
    assert level_of(-2) == 1 and level_of(9) == 5
