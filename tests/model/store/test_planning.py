"""From measures to a plan: effort, lists under a measure, capacities, the schedule, printed sentences, decisions."""

from typing import Any

import pytest
from msgspec.structs import replace

from workshop.model.rows import PlanItem, PlanResult
from workshop.model.store import Store
from workshop.model.store.delivering import Report
from workshop.model.store.planning import likely

from .test_setup import refusal


def test_a_size_fills_the_effort_and_takes_it_away(store: Store) -> None:
    store.set_size("M1", "L")
    plan = store.state().measures["M1"]
    assert (plan.people, plan.quarters, plan.share, plan.low, plan.high, plan.budget) == (4.0, 2, 50, 8.0, 16.0, 20.5)
    assert likely(plan) == 12
    store.set_size("M1", "")
    assert store.state().measures["M1"].people is None
    assert refusal(lambda: store.set_size("M1", "XXL")).code == "measure.size"
    assert refusal(lambda: store.set_size("M9", "S")).code == "id.unknown"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"people": -1.0}, "effort.negative"),
        ({"budget": -0.5}, "effort.negative"),
        ({"low": 99.0}, "effort.order"),
        ({"high": 1.0}, "effort.order"),
        ({"release": 4, "deadline": 4}, "measure.deadline"),
        ({"budget": float("inf")}, "effort.finite"),
        ({"people": float("nan")}, "effort.finite"),
        ({"quarters": 17, "high": 999.0}, "effort.range"),
        ({"lane": "vip"}, "store.constraint"),
    ],
)
def test_a_measure_that_cannot_be_is_refused(store: Store, fields: dict[str, Any], code: str) -> None:
    store.set_size("M1", "M")
    before = store.state().measures
    assert refusal(lambda: store.set_measure("M1", **fields)).code == code
    assert store.state().measures == before


def test_a_measure_is_changed_field_by_field(store: Store) -> None:
    store.set_measure("M2", lane="mandate", lane_reason="监管要求", lead="科技部", low=1.0, release=1, deadline=5, chosen=0)
    plan = store.state().measures["M2"]
    assert (plan.lane, plan.lead, plan.low, plan.chosen) == ("mandate", "科技部", 1.0, 0)


def test_the_consultants_cells_are_set_and_returned(store: Store) -> None:
    store.set_relevance("M1", "tools", 0)
    store.set_effect("M1", "people", 1)
    assert (store.state().relevance, store.state().effects) == ({("M1", "tools"): 0}, {("M1", "people"): 1.0})
    for _ in range(2):
        store.set_relevance("M1", "tools", None)
        store.set_effect("M1", "people", None)
    assert (store.state().relevance, store.state().effects) == ({}, {})
    assert refusal(lambda: store.set_relevance("M1", "tools", 4)).code == "relevance.value"
    assert refusal(lambda: store.set_relevance("M1", "tools", True)).code == "relevance.value"
    assert refusal(lambda: store.set_relevance("M1", "money", 1)).code == "id.unknown"
    assert refusal(lambda: store.set_effect("M1", "people", 1.01)).code == "effect.value"
    assert refusal(lambda: store.set_effect("M1", "people", float("nan"))).code == "effect.value"


def test_kpis_milestones_and_actions_keep_their_order(store: Store) -> None:
    for name in ("户数", "天数"):
        store.add_kpi("M1", name, "户", "1", "2", "2027-12", "数一数")
        store.add_action("M1", f"做{name}")
    store.add_milestone("M1", 3, "上线")
    state = store.state()
    assert [(row.position, row.name) for row in state.kpis] == [(0, "户数"), (1, "天数")]
    assert [row.text for row in state.actions] == ["做户数", "做天数"]
    store.set_kpi(state.kpis[0].id, target="9")
    store.set_action(state.actions[0].id, status="doing")
    store.set_milestone(state.milestones[0].id, quarter=11)
    store.remove_kpi(state.kpis[1].id)
    store.remove_action(state.actions[1].id)
    state = store.state()
    assert (state.kpis[0].target, state.actions[0].status, state.milestones[0].quarter) == ("9", "doing", 11)
    store.remove_milestone(state.milestones[0].id)
    assert store.state().milestones == ()


def test_empty_names_and_unknown_rows_are_refused(store: Store) -> None:
    store.add_kpi("M1", "户数")
    store.add_action("M1", "做")
    store.add_milestone("M1", 0, "上线")
    store.add_decision("同意")
    state = store.state()
    assert refusal(lambda: store.add_kpi("M1", " ")).code == "kpi.name"
    assert refusal(lambda: store.set_kpi(state.kpis[0].id, name="")).code == "kpi.name"
    assert refusal(lambda: store.add_action("M1", "")).code == "action.text"
    assert refusal(lambda: store.set_action(state.actions[0].id, text=" ")).code == "action.text"
    assert refusal(lambda: store.add_milestone("M1", 0, "")).code == "milestone.name"
    assert refusal(lambda: store.set_milestone(state.milestones[0].id, name="")).code == "milestone.name"
    assert refusal(lambda: store.add_decision(" ")).code == "decision.text"
    assert refusal(lambda: store.set_decision(state.decisions[0].id, text="")).code == "decision.text"
    for remove in (store.remove_kpi, store.remove_action, store.remove_milestone, store.remove_decision):
        assert refusal(lambda remove=remove: remove("x")).code == "id.unknown"  # type: ignore[misc]
    assert refusal(lambda: store.add_kpi("M9", "户数")).code == "id.unknown"


@pytest.mark.parametrize("quarter", [-1, 12, True, 1.5])
def test_a_milestone_lies_within_the_horizon(store: Store, quarter: Any) -> None:
    assert refusal(lambda: store.add_milestone("M1", quarter, "上线")).code == "quarter.outside"


def test_reports_pile_up_and_set_the_status(store: Store) -> None:
    store.add_action("M1", "做")
    action = store.state().actions[0]
    store.follow_up(Report(action.id, "watch", "开始了"))
    store.follow_up(Report(action.id, "paused", "等预算", evidence="批复"))
    state = store.state()
    assert {row.status for row in state.follow_ups} == {"watch", "paused"}
    assert state.actions[0].status == "paused"
    assert refusal(lambda: store.remove_action(action.id)).code == "store.constraint"
    assert refusal(lambda: store.follow_up(Report("x", "done"))).code == "id.unknown"
    assert refusal(lambda: store.follow_up(Report(action.id, "doing"))).code == "task.status"


def test_capacities_are_set_by_quarter(store: Store) -> None:
    store.set_capacities({0: (3, 40), 1: (4.5, 0)})
    capacities = store.state().capacities
    assert (capacities[0], capacities[1], capacities[2]) == ((3.0, 40.0), (4.5, 0.0), (12.0, 250.0))
    assert refusal(lambda: store.set_capacities({0: (-1, 0)})).facts == {"quarter": 1}
    assert refusal(lambda: store.set_capacities({16: (1, 1)})).code == "store.constraint"
    assert refusal(lambda: store.set_capacities({0: (float("nan"), 1)})).code == "number.finite"


def test_a_plan_replaces_the_one_before_and_pins_hold(store: Store) -> None:
    result = PlanResult("", "optimal", 0.0, 12.5, "abc", "")
    store.set_plan([PlanItem("M1", 0, 2, 0), PlanItem("M2", 2, 3, 0)], result)
    store.set_pinned("M2", True)
    store.set_plan([PlanItem("M2", 2, 3, 1), PlanItem("M3", 4, 5, 0)], replace(result, status="gap", gap=float("inf")))
    state = store.state()
    assert {name: (item.start, item.pinned) for name, item in state.plan.items()} == {"M2": (2, 1), "M3": (4, 0)}
    assert state.plan_result is not None
    assert (state.plan_result.id, state.plan_result.gap) == ("plan", 1.0)
    assert refusal(lambda: store.set_pinned("M1", True)).code == "id.unknown"
    assert refusal(lambda: store.set_plan([PlanItem("M9", 0, 1, 0)], result)).code == "id.unknown"
    assert refusal(lambda: store.set_plan([PlanItem("M1", 1, 1, 0)], result)).code == "store.constraint"
    assert set(store.state().plan) == {"M2", "M3"}


def test_printed_sentences_are_edited_and_returned(store: Store) -> None:
    store.set_text("board", "先补数据", "b1")
    assert store.state().text("board", "提议") == "先补数据"
    for _ in range(2):
        store.set_text("board", "  ")
    assert store.state().text("board", "提议") == "提议"


def test_decisions_are_asked_answered_and_withdrawn(store: Store) -> None:
    store.add_decision("同意设专班", "行长办公会", "2026-03-27", "M1")
    store.add_decision("审定投入")
    first, second = store.state().decisions
    assert (first.position, second.position, first.measure) == (0, 1, "M1")
    store.set_decision(first.id, result="passed")
    store.remove_decision(second.id)
    assert [row.result for row in store.state().decisions] == ["passed"]
    assert refusal(lambda: store.add_decision("x", measure="M9")).code == "id.unknown"
    assert refusal(lambda: store.set_decision(first.id, result="perhaps")).code == "store.constraint"
