"""The page on the roadmap: dragged bars are held and re-solved, refusals keep the plan, owners and goals are saved."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.pages.planned import build, copy
from workshop.figures.walk import TextItem
from workshop.model import assessment
from workshop.model.schedule import solve
from workshop.model.store import Store
from workshop.session import Session
from workshop.ui.pages.roadmap import RoadmapPage
from workshop.ui.roadmap.values import is_chief, warnings
from workshop.ui.solving import Solved, Solving
from workshop.ui.wall.slides import FigureSlide
from workshop.words import load_words


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("whole") / "whole.workshop")


@pytest.fixture
def store(template: Path, tmp_path: Path) -> Iterator[Store]:
    made = copy(template, tmp_path)
    yield made
    made.close()


@pytest.fixture
def page(qtbot: QtBot, store: Store) -> Iterator[RoadmapPage]:
    made = RoadmapPage(Session(store, load_words("zh_CN")))
    qtbot.addWidget(made)
    made.resize(1166, 656)
    made.show()
    yield made
    made.solving.close()


def movable(page: RoadmapPage) -> str:
    """A measure whose bar can go a quarter later."""
    state = page.session.state
    return next(m for m, item in state.plan.items() if item.finish + 1 < state.engagement.horizon and not state.measures[m].deadline)


def drag(page: RoadmapPage, measure: str, quarters: int) -> None:
    chart = page.chart
    chart.picture()
    start = chart.bar_centre(measure).toPoint()
    end = start + QPoint(round(chart.quarter_width() * quarters), 0)
    QTest.mousePress(chart, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    QTest.mouseMove(chart, start + QPoint((end.x() - start.x()) // 2, 0))
    QTest.mouseMove(chart, end)
    QTest.mouseRelease(chart, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, end)


def wait(qtbot: QtBot, page: RoadmapPage) -> None:
    qtbot.waitUntil(lambda: not page.solving.busy, timeout=20_000)


def test_a_dragged_bar_is_held_and_the_rest_is_solved_again(qtbot: QtBot, page: RoadmapPage) -> None:
    measure = movable(page)
    before = page.session.state.plan[measure].start
    drag(page, measure, 1)
    assert page.solving.busy
    wait(qtbot, page)
    state = page.session.state
    assert (state.plan[measure].start, state.plan[measure].pinned) == (before + 1, 1)
    problem, _waiting = assessment.problem(state, page.pack)
    assert problem.pins == {measure: before + 1}
    assert {one.id: one.start for one in solve(problem).items} == {name: item.start for name, item in state.plan.items()}
    assert state.plan_result is not None
    assert state.plan_result.basis == assessment.fingerprint(problem)
    told = [remark.text for remark in page.outlook.remarks.shown()]
    assert any(text.startswith(f"{measure} 固定在") for text in told)
    notes = [remark.note for remark in page.outlook.remarks.shown()]
    assert any("价值到位" in note for note in notes)


def test_a_released_bar_goes_back_to_the_best_place(qtbot: QtBot, page: RoadmapPage) -> None:
    measure, best = movable(page), {m: item.start for m, item in page.session.state.plan.items()}
    page.hold(measure, best[measure] + 1)
    wait(qtbot, page)
    page.select(measure)
    assert page.release_button.isVisibleTo(page)
    QTest.mouseClick(page.release_button, Qt.MouseButton.LeftButton)
    wait(qtbot, page)
    problem, _waiting = assessment.problem(page.session.state, page.pack)
    assert problem.pins == {}
    assert page.session.state.plan_result is not None
    assert page.session.state.plan_result.cost == float(solve(problem).cost)


def test_arrow_keys_move_the_selected_bar_by_a_quarter(qtbot: QtBot, page: RoadmapPage) -> None:
    measure = movable(page)
    before = page.session.state.plan[measure].start
    page.select(measure)
    page.chart.setFocus()
    QTest.keyClick(page.chart, Qt.Key.Key_Right)
    wait(qtbot, page)
    assert page.session.state.plan[measure].start == before + 1
    QTest.keyClick(page.chart, Qt.Key.Key_Down)
    assert page.current != measure


def test_what_cannot_be_planned_is_said_and_the_last_plan_stays(qtbot: QtBot, page: RoadmapPage) -> None:
    before = dict(page.session.state.plan)
    page.show_place("capacity")
    heads, money = page.capacity.all
    heads.setText("1")
    money.setText("1")
    QTest.mouseClick(page.capacity.apply, Qt.MouseButton.LeftButton)
    assert set(page.session.state.capacities.values()) == {(1.0, 1.0)}
    assert page.outlook.remarks is not None
    page.solve()
    wait(qtbot, page)
    assert page.session.state.plan == before
    assert page.trouble.isVisibleTo(page)
    assert page.trouble.text().endswith("。")
    page.outlook.show_state(page.session.state)
    assert "排程已过时" in [remark.text for remark in page.outlook.remarks.shown()]
    assert any(remark.tone == "split" for remark in warnings(page.session.state, page.pack, page.words))


def test_a_wrong_limit_is_said_and_not_saved(qtbot: QtBot, page: RoadmapPage) -> None:
    page.show_place("capacity")
    page.capacity.show_state(page.session.state)
    before = page.session.state.capacities
    heads, _money = page.capacity.rows[0]
    heads.setText("-2")
    heads.committed.emit()
    assert page.session.state.capacities == before
    assert page.capacity.error.text()
    heads.setText("9.5")
    heads.committed.emit()
    assert page.session.state.capacities[0][0] == 9.5
    assert not page.capacity.error.text()


def test_an_owner_is_saved_and_a_president_is_questioned(qtbot: QtBot, page: RoadmapPage) -> None:
    page.show_place("owner")
    page.select("M3")
    fields = page.owner.form.inputs
    for key, text in (("lead", "公司金融部"), ("owner", "行长")):
        field = fields[key]
        field.setFocus()
        field.selectAll()  # type: ignore[union-attr]
        field.insert(text)
        field.flush()  # type: ignore[union-attr]
    stored = page.session.state.measures["M3"]
    assert (stored.lead, stored.owner) == ("公司金融部", "行长")
    assert "分管" in page.owner.form.fields["owner"].error()
    fields["deadline"].chosen.emit("12")  # type: ignore[union-attr]
    assert page.session.state.measures["M3"].deadline == 12
    assert is_chief(load_words("zh_CN"), "董事长")
    assert not is_chief(load_words("zh_CN"), "分管科技副行长")


def test_what_was_typed_for_one_measure_never_lands_on_another(qtbot: QtBot, page: RoadmapPage) -> None:
    page.show_place("owner")
    page.select("M3")
    field = page.owner.form.inputs["sponsor"]
    field.selectAll()  # type: ignore[union-attr]
    field.insert("分管公司副行长")
    page.select("M4")
    assert page.session.state.measures["M3"].sponsor == "分管公司副行长"
    assert page.session.state.measures["M4"].sponsor == "分管科技副行长"


def test_indicators_milestones_and_actions_are_saved(qtbot: QtBot, page: RoadmapPage) -> None:
    page.select("M2")
    page.show_place("goals")
    offered = len(page.goals.kpis.suggestions)
    QTest.mouseClick(page.goals.kpis.suggestions[0], Qt.MouseButton.LeftButton)
    assert len(page.goals.kpis.suggestions) == offered - 1
    kpi = [kpi for kpi in page.session.state.kpis if kpi.measure == "M2"][-1]
    target = page.goals.kpis.rows[kpi.id].inputs["target"]
    target.insert("95")
    QTest.keyClick(target, Qt.Key.Key_Return)
    assert next(one.target for one in page.session.state.kpis if one.id == kpi.id) == "95"
    page.goals.milestones.new.insert("首批上线")
    QTest.keyClick(page.goals.milestones.new, Qt.Key.Key_Return)
    assert any(mark.name == "首批上线" and mark.measure == "M2" for mark in page.session.state.milestones)
    assert page.goals.milestones.new.text() == ""
    page.show_place("first")
    QTest.mouseClick(page.first.acts.suggestions[0], Qt.MouseButton.LeftButton)
    action = page.session.state.actions[-1]
    assert (action.measure, action.origin) == ("M2", "pack")
    QTest.mouseClick(page.first.acts.rows[action.id].removal, Qt.MouseButton.LeftButton)
    assert page.session.state.actions == ()


def test_a_decision_holds_its_measure_back(qtbot: QtBot, page: RoadmapPage) -> None:
    page.show_place("check")
    asks = page.check.asks
    asks.list.new.insert("批准接口合作管理办法")
    QTest.keyClick(asks.list.new, Qt.Key.Key_Return)
    row = page.session.state.decisions[-1]
    for key, value in (("body", "行长办公会"), ("measure", "M5"), ("due", "2026-12-31")):
        asks.list.edited.emit(row.id, key, value)
    assert assessment.release(page.session.state, "M5") == 3
    asks.list.edited.emit(row.id, "result", "passed")
    assert assessment.release(page.session.state, "M5") == 0


def test_the_slider_moves_score_and_chart_together(qtbot: QtBot, page: RoadmapPage) -> None:
    page.outlook.slider.setValue(2)
    state = page.session.state
    then = assessment.projection(state, page.pack, 4).overall
    assert then is not None
    assert page.outlook.time == 4 == page.chart.time
    assert page.outlook.score.text() == f"{float(then):.1f}"


def test_wall_and_bar_follow_the_plan(qtbot: QtBot, page: RoadmapPage) -> None:
    slide = page.slide()
    assert isinstance(slide, FigureSlide)
    assert slide.draw is not None
    for width, height, wall in ((1728, 800, 1080), (921, 590, 768)):
        picture = slide.draw(width, height, wall, True)
        assert picture.height <= height  # nothing is cut at the foot
        words = [item for item in picture.items if isinstance(item, TextItem)]
        assert not any("…" in item.text for item in words)
        assert min(item.size for item in words) >= wall * 0.033
    for place in ("outlook", "owner", "goals", "first", "check"):
        page.arrive(place)
        assert page.place == place
        assert page.bar().primary is not None
        assert not page.grab().isNull()
    assert not page.forward()
    assert page.back()


def test_the_latest_question_is_the_one_answered(qtbot: QtBot, store: Store) -> None:
    problem, _waiting = assessment.problem(store.state(), store.pack)
    solving, told = Solving(), list[Solved]()
    solving.solved.connect(told.append)
    solving.start(problem)
    solving.start(problem)
    qtbot.waitUntil(lambda: not solving.busy, timeout=20_000)
    assert len(told) == 1
    assert told[0].price == 0.0
    solving.start(problem)
    solving.cancel()
    assert not solving.busy
    solving.close()
    assert len(told) == 1
