"""From State to the schedule: pools, money by year, actions as bars, links with lags, what the projection and the scenarios say."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ui.pages.planned import build, copy
from workshop.model import assessment, outlook, roadmap
from workshop.model.road import SCENARIOS
from workshop.model.schedule import Predecessor, solve, violations
from workshop.model.store import Store


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("planned") / "day.workshop")


@pytest.fixture
def store(template: Path, tmp_path: Path) -> Iterator[Store]:
    made = copy(template, tmp_path)
    yield made
    made.close()


def solved(store: Store) -> None:
    """Solve and store the plan as the page does."""
    state = store.state()
    problem, _ = assessment.problem(state, store.pack)
    store.set_plan(*assessment.plan_rows(problem, solve(problem), roadmap.codes(state)))


def unfold(store: Store, measure: str = "M1") -> list[str]:
    """Three actions of a measure, each estimated; returns their ids."""
    for text, people, quarters in (("立章程", 2.0, 1), ("配人", 3.0, 2), ("试运行", 1.0, 1)):
        store.add_action(measure, text)
        action = store.state().actions[-1].id if store.state().actions[-1].text == text else ""
        action = action or next(row.id for row in store.state().actions if row.text == text)
        store.set_action_plan(action, people=people, quarters=quarters, share=50)
    store.set_staffing(measure, unfolded=1)
    return [row.id for row, _ in roadmap.unfolded(store.state(), measure)]


def test_pools_bind_only_where_they_are_given(store: Store) -> None:
    problem, _ = assessment.problem(store.state(), store.pack)
    assert set(problem.capacities) == {"people", "budget"}
    store.set_staffing("M1", tech=75)
    store.set_pools({0: (2.0, None)})
    problem, _ = assessment.problem(store.state(), store.pack)
    assert set(problem.capacities) == {"people", "budget", "tech"}
    people, tech = problem.capacities["people"], problem.capacities["tech"]
    assert (tech[0], tech[1]) == (2.0, people[1])
    item = next(item for item in problem.items if item.id == "M1")
    assert item.modes[0].demands["tech"] == pytest.approx(0.75 * float(item.modes[0].demands["people"]))


def test_a_shorter_way_is_a_second_mode_and_its_bar_is_charged_for_it(store: Store) -> None:
    plan = store.state().measures["M1"]
    assert plan.quarters is not None and plan.quarters > 1 and plan.share is not None
    store.set_staffing("M1", fast_quarters=1, fast_people=20.0)
    problem, _ = assessment.problem(store.state(), store.pack)
    item = next(item for item in problem.items if item.id == "M1")
    assert [mode.duration for mode in item.modes] == [plan.quarters, 1]
    assert float(item.modes[1].demands["people"]) == pytest.approx(20 * plan.share / 100)
    bar = store.state().plan["M1"]
    others = [row for name, row in store.state().plan.items() if name != "M1"]
    result = store.state().plan_result
    assert result is not None
    before = assessment.load(store.state())[bar.start].people
    store.set_plan([*others, type(bar)("M1", bar.start, bar.start + 1, 0)], result)
    assert assessment.load(store.state())[bar.start].people - before == pytest.approx(20 * plan.share / 100 - assessment.heads(plan))
    placed = {one.id: one for one in roadmap.placed(store.state(), problem)}
    assert placed["M1"].mode == 1


def test_money_by_year_is_the_budget_and_a_year_is_a_limit(store: Store) -> None:
    state = store.state()
    year = state.engagement.start_year
    store.add_money("M1", year, 30.0, "capital", "budgeted")
    store.add_money("M1", year + 1, 10.0)
    state = store.state()
    assert roadmap.money(state, "M1", state.measures["M1"]) == 40.0
    store.set_year_budget(year, 1000.0)
    problem, _ = assessment.problem(store.state(), store.pack)
    (limit,) = problem.limits
    assert (limit.first, limit.name, limit.amount) == (0, str(year), 1000.0)
    assert limit.last == 5 - state.engagement.start_quarter
    assert next(iter(roadmap.years(state))) == year
    assert roadmap.year_span(state, year - 1) == (0, 0) or roadmap.year_span(state, year - 1)[1] <= 0


def test_actions_are_bars_whose_value_and_span_add_up(store: Store) -> None:
    whole = next(row for row in assessment.rank(store.state(), store.pack) if row.measure == "M1")
    actions = unfold(store)
    state = store.state()
    problem, waiting = assessment.problem(state, store.pack)
    own = [item for item in problem.items if item.id.startswith("M1.")]
    assert [item.id for item in own] == ["M1.1", "M1.2", "M1.3"]
    now = next(row for row in assessment.rank(state, store.pack) if row.measure == "M1")
    assert sum(float(item.value) for item in own) == pytest.approx(float(now.value or 0))
    assert now.value == whole.value
    effort = assessment.effort_of(state, "M1")
    assert effort is not None and effort.likely == 3 + 9 + 1.5
    assert [one for one in waiting if one.measure.startswith("M1")] == []
    followers = [item for item in problem.items if any(before.id == "M1.1" for before in item.predecessors)]
    assert all({before.id for before in item.predecessors} >= {"M1.1", "M1.2", "M1.3"} for item in followers)
    solved(store)
    state = store.state()
    bars = [state.road.bars[action] for action in actions]
    assert (state.plan["M1"].start, state.plan["M1"].finish) == (min(b.start for b in bars), max(b.finish for b in bars))
    problem, _ = assessment.problem(state, store.pack)
    assert violations(problem, roadmap.placed(state, problem)) == ()
    loads = assessment.load(state)
    assert all(one.people <= one.people_limit + 1e-6 and one.budget <= one.budget_limit + 1e-6 for one in loads)


def test_an_action_without_an_estimate_is_named(store: Store) -> None:
    unfold(store)
    store.add_action("M1", "还没估")
    _, waiting = assessment.problem(store.state(), store.pack)
    assert roadmap.Unplanned("M1.4", "effort") in waiting


def test_links_of_the_room_with_lags(store: Store) -> None:
    first, second, _third = unfold(store)
    store.set_link(second, first, 1)
    store.set_link("M10", "M1", 2)
    problem, _ = assessment.problem(store.state(), store.pack)
    items = {item.id: item for item in problem.items}
    assert items["M1.2"].predecessors == (Predecessor("M1.1", 1),)
    assert {before.lag for before in items["M10"].predecessors if before.id.startswith("M1.")} == {2}
    pack = store.pack.measures["M10"].predecessors
    for earlier in (*pack, "M1"):
        store.set_link("M10", earlier, active=False)
    problem, _ = assessment.problem(store.state(), store.pack)
    assert next(item for item in problem.items if item.id == "M10").predecessors == ()


def test_dropping_and_choosing_moves_the_projection_before_anything_is_solved(store: Store) -> None:
    horizon = store.state().engagement.horizon

    def then() -> float:
        overall = assessment.projection(store.state(), store.pack, horizon).overall
        assert overall is not None
        return float(overall)

    whole = then()
    store.set_measure("M1", chosen=0)
    less = then()
    assert less < whole
    problem, _ = assessment.problem(store.state(), store.pack)
    store.set_plan(*assessment.plan_rows(problem, solve(problem)))
    assert then() == pytest.approx(less)
    store.set_measure("M1", chosen=1)  # in no plan yet: where it fits first
    assert then() == pytest.approx(whole)
    assert "M1" not in store.state().plan


def test_when_the_target_is_reached(store: Store) -> None:
    for dimension in store.pack.dimensions:
        store.set_target("dimension", dimension, 1)
    assert assessment.target_reached(store.state(), store.pack) == 0
    for dimension in store.pack.dimensions:
        store.set_target("dimension", dimension, 5)
    assert assessment.target_reached(store.state(), store.pack) is None
    for measure in store.pack.measures:
        for dimension in store.pack.dimensions:
            store.set_effect(measure, dimension, 1.0)
    reached = assessment.target_reached(store.state(), store.pack)
    assert reached == min(item.finish for item in store.state().plan.values())


def test_scenarios_side_by_side(store: Store) -> None:
    found = outlook.scenarios(store.state(), store.pack)
    assert [one.name for one in found] == list(SCENARIOS)
    base = found[1]
    assert base.plan is not None and base.scores[0][0] == 0
    assert [at for at, _ in base.scores] == list(outlook.stops(store.state().engagement.horizon))
    costs = [float(one.plan.cost) for one in found if one.plan is not None]
    assert costs == sorted(costs, reverse=True)
    store.set_scenario("cautious", 1, 1)
    (poor,) = outlook.scenarios(store.state(), store.pack, names=("cautious",))
    assert poor.plan is None and poor.trouble is not None and poor.scores == ()
    assert outlook.scenarios(store.state(), store.pack, stop=lambda: True) == ()


def test_every_clash_has_a_reason(store: Store) -> None:
    rows = assessment.rank(store.state(), store.pack)
    leader = next(row.measure for row in rows if row.position == 1)
    before = {one.measure for one in outlook.clashes(store.state(), store.pack, rows)}
    store.add_decision("同意立项", "董事会", f"{store.state().engagement.start_year}-12-01", leader)
    solved(store)
    found = {one.measure: one for one in outlook.clashes(store.state(), store.pack, rows)}
    assert found[leader].reason == "decision" and found[leader].detail == "同意立项"
    assert leader not in before or found[leader].reason != "capacity"
