"""Schedules: sound, never worse than the instant plan, and refused in plain words when there can be none."""

import subprocess
import sys
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from workshop.model.errors import Refused
from workshop.model.schedule import (
    Item,
    Mode,
    Placed,
    Plan,
    Predecessor,
    Price,
    Problem,
    check,
    cost,
    greedy_plan,
    late,
    makespan,
    price_of_pins,
    solve,
    troubles,
    violations,
)
from workshop.model.schedule.greedy import merit
from workshop.model.schedule.values import Objective

HORIZON = 10


def item(name: str, value: float = 1, duration: int = 2, people: float = 1, after: str = "", **rest: int | None) -> Item:
    """One item of one mode that takes people; `after` names its predecessors, a letter each."""
    modes = (Mode(duration, {"people": people}),)
    return Item(name, value, modes, rest.get("release") or 0, rest.get("deadline"), tuple(Predecessor(b) for b in after))


def problem(*items: Item, people: float = 2, horizon: int = HORIZON, objective: Objective = "value", **pins: int) -> Problem:
    return Problem(items, horizon, {"people": (people,) * horizon}, pins, objective)


def starts(plan: Plan) -> dict[str, int]:
    return {bar.id: bar.start for bar in plan.items}


def facts(problem: Problem) -> list[tuple[str, dict[str, object]]]:
    return [(trouble.code, trouble.facts) for trouble in troubles(problem)]


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    """Up to five items with modes, lags, releases, deadlines and perhaps a pin, in enough room for one after another."""
    items = []
    for index, name in enumerate("abcde"[: draw(st.integers(0, 5))]):
        long = draw(st.integers(0, 2))
        modes = [Mode(long, {"people": draw(st.integers(0, 2))})] + [Mode(long - 1, {"people": 2})] * draw(st.booleans()) * (long > 1)
        before = draw(st.sets(st.sampled_from("abcde"[:index]), max_size=2)) if index else set()
        links = tuple(Predecessor(other, draw(st.integers(0, 1))) for other in sorted(before))
        deadline = draw(st.none() | st.integers(14, 16))
        items.append(Item(name, draw(st.integers(0, 9)), tuple(modes), draw(st.integers(0, 2)), deadline, links))
    objective: Objective = draw(st.sampled_from(["value", "makespan"]))
    return Problem(tuple(items), 18, {"people": (2, 3) * 9}, {}, objective)


@settings(max_examples=40, deadline=None)
@given(problems())
def test_plans_are_sound_and_never_worse_than_the_instant_one(case: Problem) -> None:
    first, best = greedy_plan(case), solve(case)
    assert first is not None
    assert best.status == "optimal"
    for plan in (first, best):
        assert [broken for broken in violations(case, plan.items) if broken.kind != "deadline"] == []
        assert plan.late == late(case.items, plan.items)
    assert merit(case, best.items) <= merit(case, first.items)
    assert best.cost == (cost(case.items, best.items) if case.objective == "value" else makespan(best.items))


@settings(max_examples=15, deadline=None)
@given(problems())
def test_more_capacity_never_worsens(case: Problem) -> None:
    more = replace(case, capacities={"people": tuple(amount + 1 for amount in case.capacities["people"])})
    assert merit(more, solve(more).items) <= merit(case, solve(case).items)


def test_the_best_of_all_plans_is_found() -> None:
    """Three items, every combination of starts tried."""
    case = problem(item("a", 5, 2, 2), item("b", 9, 3, 1, deadline=4), item("c", 4, 1, 1, after="a"), horizon=7)
    every = (
        tuple(Placed(i.id, s, s + i.modes[0].duration) for i, s in zip(case.items, combination, strict=True))
        for combination in product(range(7), repeat=3)
    )
    sound = [bars for bars in every if not violations(case, bars)]
    assert merit(case, solve(case).items) == min(merit(case, bars) for bars in sound)


def test_what_is_worth_more_starts_first() -> None:
    plan = solve(problem(item("a", 1), item("b", 9), people=1))
    assert starts(plan) == {"b": 0, "a": 2}
    assert (plan.status, plan.gap, plan.cost, plan.late) == ("optimal", 0, Fraction(9 * 2 + 1 * 4), 0)


def test_a_deadline_goes_before_value() -> None:
    plan = solve(problem(item("a", 1, deadline=2), item("b", 9), people=1))
    assert starts(plan) == {"a": 0, "b": 2}


def test_what_cannot_be_kept_is_as_little_late_as_possible() -> None:
    plan = solve(problem(item("a", 1, deadline=2), item("b", 9, deadline=3), people=1))
    assert plan.late == 1
    assert starts(plan) == {"a": 0, "b": 2}


def test_of_equal_plans_the_shortest() -> None:
    plan = solve(problem(item("a", 0), item("b", 3), people=2, horizon=9))
    assert makespan(plan.items) == 2


def test_a_shorter_mode_takes_more_people() -> None:
    hurry = Item("a", 5, (Mode(4, {"people": 1}), Mode(2, {"people": 2})))
    assert [bar.mode for bar in solve(problem(hurry)).items] == [1]
    assert [bar.mode for bar in solve(problem(hurry, people=1)).items] == [0]


def test_lags_are_waited_for() -> None:
    later = replace(item("b"), predecessors=(Predecessor("a", lag=3),))
    assert starts(solve(problem(item("a"), later))) == {"a": 0, "b": 5}


def test_a_moment_without_duration_has_its_place() -> None:
    case = problem(item("a", 1, 3), item("done", 5, 0, 9, after="a"), horizon=3)
    assert solve(case).items == (Placed("a", 0, 3), Placed("done", 3, 3))


def test_no_resources_and_no_items_are_fine() -> None:
    assert starts(solve(Problem((Item("a", 1, (Mode(2),)),), 2))) == {"a": 0}
    assert solve(Problem((), 4)) == Plan("optimal", 0, cost((), ()), 0, ())


def test_a_pin_holds_and_has_a_price() -> None:
    case = problem(item("a", 1), item("b", 9), people=1, a=0)
    plan = solve(case)
    assert plan.items == (Placed("a", 0, 2, pinned=True), Placed("b", 2, 4))
    assert price_of_pins(case, plan) == Price(cost=plan.cost - 22, late=0)
    assert plan.cost == 38


@pytest.mark.parametrize("objective", ["value", "makespan"])
def test_a_search_that_is_stopped_returns_the_instant_plan(objective: Objective) -> None:
    case = problem(item("a", 1), item("b", 9, deadline=1, duration=1), item("c", 5, 3), people=1, objective=objective)
    assert solve(case, stop=lambda: True) == greedy_plan(case)


def crowded() -> Problem:
    """Twelve items that the solver needs more than its root to prove."""
    items = [
        item(name, 7 + 5 * i % 11, 1 + i % 3, 1 + i * 7 % 4, after="abcdefghijkl"[i - 3] * (i % 3 == 0 and i > 2))
        for i, name in enumerate("abcdefghijkl")
    ]
    return problem(*items, people=5, horizon=16)


def test_a_search_stopped_midway_tells_its_gap() -> None:
    asked = iter([False])
    plan = solve(crowded(), stop=lambda: next(asked, True))
    assert (plan.status, 0 < plan.gap <= 1) == ("gap", True)
    assert violations(crowded(), plan.items) == ()


@pytest.mark.parametrize(
    ("case", "code", "told"),
    [
        (problem(item("a", after="a")), "plan.self", {"item": "a"}),
        (problem(item("a", after="x")), "plan.unknown", {"item": "a", "predecessor": "x"}),
        (problem(item("a", after="b"), item("b", after="a")), "plan.cycle", {"items": ("a", "b")}),
        (problem(item("a", people=3)), "plan.too_large", {"item": "a", "resource": "people", "need": 3.0, "most": 2.0}),
        (
            problem(item("a", duration=3), people=0.5, horizon=3),
            "plan.too_large",
            {"item": "a", "resource": "people", "need": 1.0, "most": 0.5},
        ),
        (problem(item("a", people=2), item("b", people=2), horizon=3), "plan.total", {"resource": "people", "need": 8.0, "capacity": 6.0}),
        (
            problem(item("a"), item("b", after="a"), item("c", duration=1), horizon=3),
            "plan.horizon",
            {"items": ("a", "b"), "need": 4, "horizon": 3},
        ),
        (problem(item("a", release=9)), "plan.horizon", {"items": ("a",), "need": 11, "horizon": 10}),
        (problem(item("a"), item("b", after="a", deadline=3)), "plan.deadline", {"item": "b", "deadline": 3, "earliest": 4}),
        (problem(item("a", release=2), a=1), "plan.pin_release", {"item": "a", "start": 1, "release": 2}),
        (problem(item("a"), a=9), "plan.pin_horizon", {"item": "a", "start": 9, "horizon": 10}),
        (problem(item("a"), item("b", after="a"), b=1), "plan.pin_order", {"item": "b", "start": 1, "earliest": 2}),
        (problem(item("a"), x=1), "plan.pin_unknown", {"item": "x"}),
        (problem(item("a", value=-1)), "plan.negative", {"item": "a"}),
        (problem(item("a", people=-1)), "plan.negative", {"item": "a"}),
        (problem(item("a", value=float("nan"))), "plan.negative", {"item": "a"}),
        (problem(Item("a", 1, ())), "plan.modes", {"item": "a"}),
        (problem(Item("a", 1, (Mode(1, {"money": 1}),))), "plan.resource", {"item": "a", "resource": "money"}),
        (Problem((), 3, {"people": (1, 1)}), "plan.capacity", {"resource": "people", "periods": 3}),
        (Problem((), 1, {"people": (-1,)}), "plan.capacity", {"resource": "people", "periods": 1}),
        (Problem((item("a"),), 4, {"people": (1, 0, 1, 0)}), "plan.no_room", {"item": "a"}),
    ],
)
def test_hopeless_problems_are_refused_in_plain_words(case: Problem, code: str, told: dict[str, object]) -> None:
    assert (code, told) in facts(case)
    with pytest.raises(Refused):
        check(case)


def test_an_item_named_twice_is_refused() -> None:
    assert facts(problem(item("a"), item("a"))) == [("plan.twice", {"item": "a"})]


def test_a_problem_without_a_plan_is_refused_after_the_search() -> None:
    clash = problem(item("a", people=2), item("b", people=2), a=1, b=2)
    assert greedy_plan(clash) is None
    with pytest.raises(Refused, match=r"plan\.impossible"):
        solve(clash)
    with pytest.raises(Refused, match=r"plan\.not_found"):
        solve(clash, stop=lambda: True)


def test_a_dragged_bar_is_told_what_it_breaks() -> None:
    case = problem(item("a", people=2, release=1), item("b", after="a", deadline=3), item("c"), people=2, horizon=4, c=0)
    bars = [Placed("a", 0, 2), Placed("b", 1, 5, 0), Placed("x", 0, 1)]
    assert [(v.kind, v.item, v.other, v.period) for v in violations(case, bars)] == [
        ("release", "a", "", 1),
        ("horizon", "b", "", 5),
        ("duration", "b", "", 1),
        ("deadline", "b", "", 3),
        ("predecessor", "b", "a", 2),
        ("missing", "c", "", None),
        ("capacity", "", "people", 1),
    ]
    assert violations(case, [Placed("c", 1, 3)])[2].kind == "pin"
    assert violations(case, bars)[-1].excess == 1


def stubborn(*others: Item, objective: Objective = "value") -> Problem:
    """One that places items as early as they can be never finds: "a" must be slow, to leave "b" the money."""
    a = Item("a", 1, (Mode(1, {"money": 1}), Mode(16)))
    b = Item("b", 1, (Mode(16, {"money": 1}),), predecessors=(Predecessor("a", lag=-16),))
    return Problem((a, b, *others), 16, {"money": (1,) * 16, "people": (5,) * 16}, {}, objective)


@pytest.mark.parametrize("objective", ["value", "makespan"])
def test_the_search_finds_what_the_instant_plan_misses(objective: Objective) -> None:
    case = stubborn(objective=objective)
    assert greedy_plan(case) is None
    plan = solve(case)
    assert starts(plan) == {"a": 0, "b": 0}
    assert (plan.status, plan.items[0].mode) == ("optimal", 1)


def test_a_search_stopped_before_any_plan_says_so() -> None:
    asked = iter([False])
    with pytest.raises(Refused, match=r"plan\.not_found"):
        solve(stubborn(*(replace(other, predecessors=()) for other in crowded().items[2:])), stop=lambda: next(asked, True))


def test_the_engine_is_loaded_only_for_a_search() -> None:
    names = "consensus, grouporder, opinion, ranking, robustness, schedule, scoring"
    told = f"from workshop.model import {names}; import sys; print({{'numpy', 'highspy'}} & sys.modules.keys())"
    assert subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True).stdout.strip() == "set()"


def test_the_same_problem_gives_the_same_plan() -> None:
    assert solve(crowded(), nodes=5) == solve(crowded(), nodes=5)


def test_the_engine_keeps_quiet(capfd: pytest.CaptureFixture[str]) -> None:
    solve(crowded())
    assert capfd.readouterr() == ("", "")
