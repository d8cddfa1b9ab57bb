"""Limits that leave no plan, what more would buy, what the plan hangs on, and money of a calendar year."""

import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from tests.model.test_schedule import item, problem, problems, starts
from workshop.model.errors import Refused
from workshop.model.outlook import best
from workshop.model.schedule import (
    Cause,
    Limit,
    Mode,
    Placed,
    Problem,
    check,
    conflict,
    critical,
    feasible,
    greedy_plan,
    margins,
    scaled,
    solve,
    violations,
)
from workshop.model.schedule.margin import EVERY


def test_the_smallest_set_names_who_stands_against_whom() -> None:
    """Two items that cannot run side by side, both pinned to the start: people and the two pins, nothing else."""
    case = replace(problem(item("a"), item("b"), item("c", after="a"), people=1, a=0, b=0), limits=())
    with pytest.raises(Refused):
        solve(case)
    assert set(conflict(case)) == {Cause("pin", "a"), Cause("pin", "b"), Cause("capacity", "people")}


def test_too_much_work_for_the_horizon_names_horizon_and_people() -> None:
    case = problem(*(item(name, duration=4) for name in "abc"), people=1)
    assert conflict(case) == (Cause("horizon"), Cause("capacity", "people"))


def test_a_cycle_names_its_links() -> None:
    assert set(conflict(problem(item("a", after="b"), item("b", after="a"), item("c")))) == {
        Cause("order", "a", "b"), Cause("order", "b", "a"),
    }  # fmt: skip


def test_deadlines_are_limits_when_asked() -> None:
    case = problem(item("a", deadline=2), item("b", deadline=2), people=1)
    assert conflict(case) == ()
    assert set(conflict(case, deadlines=True)) == {Cause("deadline", "a"), Cause("deadline", "b"), Cause("capacity", "people")}


def test_a_stopped_question_is_not_answered() -> None:
    case = problem(*(item(name, duration=4) for name in "abc"), people=1)
    assert conflict(case, stop=lambda: True) == ()


@settings(max_examples=15)
@given(problems())
def test_every_member_of_the_set_is_needed(case: Problem) -> None:
    """With one head fewer than an item needs there is no plan; lifting any one of the named causes gives one."""
    tight = replace(case, capacities={"people": (1,) * case.horizon}, pins={one.id: 0 for one in case.items[:2]})
    causes = conflict(tight)
    assert len(set(causes)) == len(causes)
    if not causes:
        return
    assert not _possible(tight)
    for cause in causes:
        if cause.kind == "capacity":
            assert _possible(replace(tight, capacities={"people": (99,) * case.horizon}), but=cause)
        if cause.kind == "pin":
            assert _possible(replace(tight, pins={name: at for name, at in tight.pins.items() if name != cause.item}), but=cause)


def _possible(case: Problem, but: Cause | None = None) -> bool:
    """Whether there is a plan; beside the named cause other sets may still stand against one, so then only this set counts."""
    if but is not None and conflict(case):
        return but not in conflict(case)
    loose = replace(case, items=tuple(replace(one, deadline=None) for one in case.items))
    try:
        check(loose)
    except Refused:
        return False
    return feasible(loose)


def money(amount: float, *limits: Limit) -> Problem:
    items = tuple(replace(item(name, value=1), modes=(Mode(2, {"people": 1, "budget": 10}),)) for name in "abc")
    return Problem(items, 8, {"people": (3,) * 8, "budget": (amount,) * 8}, limits=limits)


def test_the_money_of_a_year_holds_several_quarters_together() -> None:
    """Ten a quarter for three items over two quarters is sixty; forty in the first year leave one item for the next."""
    free, bound = solve(money(30)), solve(money(30, Limit("budget", 0, 4, 40, "2027")))
    assert starts(free) == {"a": 0, "b": 0, "c": 0}
    assert sorted(starts(bound).values()) == [0, 0, 4]
    assert violations(money(30, Limit("budget", 0, 4, 40, "2027")), free.items)[0].other == "2027"
    greedy = greedy_plan(money(30, Limit("budget", 0, 4, 40, "2027")))
    assert greedy is not None
    assert violations(money(30, Limit("budget", 0, 4, 40, "2027")), greedy.items) == ()


def test_an_item_dearer_than_every_year_is_named() -> None:
    with pytest.raises(Refused) as refused:
        check(money(30, Limit("budget", 0, 4, 5, "2027"), Limit("budget", 4, 8, 5, "2028")))
    assert refused.value.code in ("plan.too_dear", "plan.no_room")
    assert refused.value.facts["item"] == "a"
    with pytest.raises(Refused) as wrong:
        check(money(30, Limit("budget", 0, 4, -1, "2027")))
    assert wrong.value.code == "plan.limit"


@settings(max_examples=25)
@given(problems())
def test_more_capacity_never_worsens(case: Problem) -> None:
    before, after = solve(case), solve(scaled(case, {"people": 150}))
    assert (after.late, after.cost) <= (before.late, before.cost)


def test_margins_tell_where_one_more_head_helps() -> None:
    case = problem(item("a", value=3), item("b", value=1), people=1, horizon=6)
    plan = solve(case)
    found = {margin.period: margin.gain for margin in margins(case, plan, {"people": lambda amount: amount + 1})}
    assert set(found) == {EVERY, *range(6)}
    assert found[0] == found[5] == 0  # one quarter alone does not carry a bar of two
    assert found[EVERY] == pytest.approx((3 * 2 + 4 - 3 * 2 - 2) / (3 * 2 + 4))
    wide = problem(item("a", value=3, duration=1), item("b", value=1, duration=1), people=1, horizon=4)
    gains = margins(wide, solve(wide), {"people": lambda amount: amount + 1})
    assert [(one.period, round(one.gain, 3)) for one in gains] == [(EVERY, 0.2), (0, 0.2), (1, 0.0), (2, 0.0), (3, 0.0)]
    assert margins(wide, solve(wide), {"people": lambda amount: amount + 1}, progress=lambda done, total: done < 2) == gains[:2]


@settings(max_examples=15)
@given(problems())
def test_a_plan_asked_for_its_cost_alone_costs_the_same(case: Problem) -> None:
    whole = solve(case)
    lean = solve(case, known=whole.items or None, shortest=False)
    assert (lean.cost, lean.late) == (whole.cost, whole.late)


def test_the_answer_to_the_same_problem_is_kept_and_a_stopped_one_is_not() -> None:
    case, other = problem(item("A"), item("B")), problem(item("A"), item("B", duration=1))
    assert best(case) is best(replace(case)) and best(other) is not best(case)
    halted = problem(item("A"), item("B", duration=3))
    assert best(halted, lambda: True) is not best(halted, lambda: True)


def test_the_plan_hangs_on_what_waits_without_a_gap() -> None:
    chain = problem(item("a"), item("b", after="a"), item("c", duration=1))
    assert critical(chain, solve(chain).items) == {"a", "b"}
    crowd = problem(item("a", value=9), item("b", value=1), people=1)
    assert critical(crowd, solve(crowd).items) == {"a", "b"}
    pinned = problem(item("a"), item("b"), b=5)
    assert critical(pinned, (Placed("a", 0, 2), Placed("b", 5, 7))) == {"b"}
