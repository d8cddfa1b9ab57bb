"""Pools, money by year, actions, links, scenarios and estimates: what is stored, what is refused by name, what undo brings back."""

from typing import Any

import pytest

from workshop.model.errors import Refused
from workshop.model.road_rows import ActionItem
from workshop.model.rows import PlanItem, PlanResult
from workshop.model.store import Store
from workshop.sentences import sentence
from workshop.words import load_words

from .test_setup import refusal


def action_of(store: Store, measure: str = "M1", text: str = "做") -> str:
    store.add_action(measure, text)
    return store.state().actions[-1].id


def test_who_does_it_and_the_shorter_way(store: Store) -> None:
    store.set_size("M1", "L")
    store.set_staffing("M1", tech=80, outside=2.0, fast_quarters=1, fast_people=9.0)
    found = store.state().road.staffed("M1")
    assert (found.tech, found.outside, found.fast_quarters, found.fast_people) == (80, 2.0, 1, 9.0)
    assert refusal(lambda: store.set_staffing("M1", fast_quarters=2)).code == "staffing.fast"
    assert refusal(lambda: store.set_staffing("M1", tech=101)).code == "staffing.tech"
    assert refusal(lambda: store.set_staffing("M1", outside=-1.0)).code == "effort.negative"
    assert refusal(lambda: store.set_staffing("M9", tech=1)).code == "id.unknown"
    store.undo()
    assert store.state().road.staffed("M1").tech == 50


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"people": -1.0}, "effort.negative"),
        ({"budget": -1.0}, "effort.negative"),
        ({"release": 3, "deadline": 3}, "action.deadline"),
        ({"people": float("inf")}, "effort.finite"),
        ({"quarters": 17}, "effort.range"),
        ({"share": 0}, "effort.range"),
    ],
)
def test_an_action_that_cannot_be_is_refused(store: Store, fields: dict[str, Any], code: str) -> None:
    action = action_of(store)
    store.set_action_plan(action, people=2.0, quarters=1, share=100)
    assert refusal(lambda: store.set_action_plan(action, **fields)).code == code
    assert store.state().road.actions[action].people == 2.0


def test_the_forty_first_bar_is_refused_and_named(store: Store) -> None:
    store.set_staffing("M1", unfolded=1)
    others = len(store.state().measures) - 1
    for number in range(40 - others):
        store.set_action_plan(action_of(store, text=f"第{number}件"), people=1.0, quarters=1, share=100)
    one_more = action_of(store, text="再一件")
    trouble = refusal(lambda: store.set_action_plan(one_more, people=1.0, quarters=1, share=100))
    assert (trouble.code, trouble.facts) == ("plan.many", {"count": 41, "most": 40})
    assert one_more not in store.state().road.actions
    store.set_measure("M2", chosen=0)
    store.set_action_plan(one_more, people=1.0, quarters=1, share=100)
    assert refusal(lambda: store.set_measure("M2", chosen=1)).code == "plan.many"
    store.set_action(one_more, status="dropped")
    store.set_measure("M2", chosen=1)
    assert refusal(lambda: store.set_action(one_more, status="open")).code == "plan.many"


def test_a_ring_of_three_actions_is_refused_by_their_codes(store: Store) -> None:
    first, second, third = (action_of(store, text=text) for text in ("甲", "乙", "丙"))
    codes = [store._code(one) for one in (first, second, third)]
    store.set_link(first, second)
    store.set_link(second, third)
    trouble = refusal(lambda: store.set_link(third, first))
    assert trouble.code == "plan.cycle" and sorted(trouble.facts["items"]) == codes
    assert all(code.startswith("M1.") for code in codes) and (third, first) not in store.state().road.links


def test_money_by_year(store: Store) -> None:
    store.add_money("M1", 2027, 40, "capital", "budgeted")
    store.add_money("M1", 2026, 10)
    rows = store.state().road.money_of("M1")
    assert [(row.year, row.amount, row.kind, row.source) for row in rows] == [
        (2026, 10.0, "expense", "to_add"), (2027, 40.0, "capital", "budgeted"),
    ]  # fmt: skip
    assert refusal(lambda: store.add_money("M1", 2027, -1)).code == "effort.negative"
    assert refusal(lambda: store.add_money("M1", 27, 1)).code == "profile.range"
    assert refusal(lambda: store.set_money("none", amount=1.0)).code == "id.unknown"
    store.set_money(rows[0].id, amount=12.0)
    store.remove_money(rows[1].id)
    assert [row.amount for row in store.state().road.money] == [12.0]
    store.set_year_budget(2027, 100.0)
    assert refusal(lambda: store.set_year_budget(2027, -1.0)).code == "year.negative"
    assert dict(store.state().road.years) == {2027: 100.0}
    store.set_year_budget(2027, None)
    assert dict(store.state().road.years) == {}


def test_pools_and_scenarios(store: Store) -> None:
    store.set_pools({0: (3.0, None), 1: (None, 2.5)})
    assert store.state().road.pools[0].tech == 3.0
    assert store.state().road.pools[1].business == 2.5
    assert refusal(lambda: store.set_pools({0: (-1.0, None)})).code == "capacity.negative"
    assert refusal(lambda: store.set_pools({99: (1.0, None)})).code == "quarter.outside"
    assert store.state().road.scenario("cautious").people == 80
    store.set_scenario("cautious", 70, 60)
    assert store.state().road.scenario("cautious").budget == 60
    assert refusal(lambda: store.set_scenario("cautious", 0, 60)).code == "scenario.share"
    assert refusal(lambda: store.set_scenario("hopeful", 100, 60)).code == "id.unknown"


def test_links_with_lags_and_no_circle(store: Store) -> None:
    store.set_link("M2", "M1", 2)
    assert store.before()["M2"] >= {"M1"}
    trouble = refusal(lambda: store.set_link("M1", "M2"))
    assert (trouble.code, set(trouble.facts["items"])) == ("plan.cycle", {"M1", "M2"})
    assert ("M1", "M2") not in store.state().road.links
    assert refusal(lambda: store.set_link("M1", "M1")).code == "plan.self"
    assert refusal(lambda: store.set_link("M2", "M1", -1)).code == "link.lag"
    store.set_link("M2", "M1", active=False)
    store.set_link("M1", "M2")
    assert "M1" not in store.before()["M2"]


def test_estimates_are_kept_from_room_to_finance(store: Store) -> None:
    assert refusal(lambda: store.confirm_effort("M1", "department")).code == "effort.missing"
    store.set_size("M1", "L")
    store.confirm_effort("M1", "room")
    store.set_measure("M1", people=5.0, low=10.0, high=20.0)
    store.confirm_effort("M1", "department")
    assert [(row.status, row.likely) for row in store.state().road.estimates] == [("room", 12.0), ("department", 15.0)]
    assert store.state().measures["M1"].effort_status == "department"
    assert refusal(lambda: store.confirm_effort("M1", "chair")).code == "effort.status"


def test_an_action_goes_with_all_that_hangs_on_it_and_comes_back_with_it(store: Store) -> None:
    action = action_of(store)
    store.set_action_plan(action, people=1.0, quarters=1, share=100)
    store.set_staffing(action, tech=100)
    store.add_money(action, 2027, 5)
    store.set_link(action, "M2")
    store.set_plan([PlanItem("M1", 0, 1, 0)], PlanResult("plan", "optimal", 0.0, 1.0, "x", ""), [ActionItem(action, 0, 1, 0)])
    before = store.state().road
    store.remove_action(action)
    after = store.state().road
    assert (dict(after.actions), dict(after.bars), dict(after.staffing), after.money, dict(after.links)) == ({}, {}, {}, (), {})
    store.undo()
    assert store.state().road == before


def test_a_number_that_is_none_is_refused_by_a_word_of_the_language(store: Store) -> None:
    for field, change in (
        ("金额", lambda: store.add_money("M1", 2026, float("inf"))),
        ("加快方案人数", lambda: store.set_staffing("M1", fast_people=float("inf"))),
    ):
        with pytest.raises(Refused) as caught:
            change()
        assert field in sentence(load_words("zh_CN"), caught.value)
