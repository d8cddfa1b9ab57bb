"""The roadmap beyond its bars: board, choices, effects, scenarios, pools, money, links, actions, and why there is no plan."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.pages.planned import build, copy
from tests.ui.pages.setting import type_into
from workshop.model import assessment, roadmap
from workshop.model.errors import Refused
from workshop.model.schedule import Cause
from workshop.model.store import Store
from workshop.session import Session
from workshop.ui.measures.amount import Amount
from workshop.ui.pages.roadmap import PLACES, RoadmapPage
from workshop.ui.roadmap.axis import iso_weeks, time_of
from workshop.ui.roadmap.board import MIME
from workshop.ui.roadmap.reasons import conflict_sentence
from workshop.words import load_words


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("whole") / "whole.workshop")


@pytest.fixture
def page(qtbot: QtBot, template: Path, tmp_path: Path) -> Iterator[RoadmapPage]:
    store = copy(template, tmp_path)
    made = RoadmapPage(Session(store, load_words("zh_CN")))
    qtbot.addWidget(made)
    made.resize(1166, 656)
    made.show()
    yield made
    made.finish()
    store.close()


def wait(qtbot: QtBot, page: RoadmapPage) -> None:
    qtbot.waitUntil(lambda: not page.solving.busy, timeout=20_000)


def show(page: RoadmapPage, key: str) -> None:
    page.shape.set_value(key)
    page.refresh()


def enter(field: Amount, text: str) -> None:
    type_into(field, text)


def test_the_board_has_a_column_per_quarter_and_per_horizon(page: RoadmapPage) -> None:
    state = page.session.state
    show(page, "quarter")
    assert len(page.board.columns) == state.engagement.horizon
    for at, column in enumerate(page.board.columns):
        assert [card.facts.id for card in column.cards] == [m for m in _order(page) if state.plan[m].start == at]
    show(page, "horizon")
    assert [column.facts.head for column in page.board.columns] == ["眼下", "接着", "以后"]
    assert [column.facts.start for column in page.board.columns] == [0, 2, 4]
    assert len(page.board.cards()) == len(state.plan)


def _order(page: RoadmapPage) -> list[str]:
    from workshop.ui.roadmap.values import order

    return list(order(page.session.state, page.pack))


def test_a_card_dropped_or_moved_by_key_is_held_there_and_solved(qtbot: QtBot, page: RoadmapPage) -> None:
    show(page, "quarter")
    measure = next(m for m, item in page.session.state.plan.items() if item.finish + 2 < page.session.state.engagement.horizon)
    start = page.session.state.plan[measure].start
    data = QMimeData()
    data.setData(MIME, measure.encode())
    target = page.board.columns[start + 1]
    here, buttons, keys = QPoint(20, 200), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(here, Qt.DropAction.MoveAction, data, buttons, keys)
    target.dragEnterEvent(entering)
    assert entering.isAccepted()
    target.dropEvent(QDropEvent(QPointF(here), Qt.DropAction.MoveAction, data, buttons, keys))
    wait(qtbot, page)
    item = page.session.state.plan[measure]
    assert (item.start, item.pinned) == (start + 1, 1)
    assert page.board._place(measure) == start + 1
    page.board.card(measure).setFocus()
    QTest.keyClick(page.board.card(measure), Qt.Key.Key_Left)
    wait(qtbot, page)
    assert page.session.state.plan[measure].start == start
    assert page.board.card(measure).hasFocus()
    page.session.do(Store.undo)
    assert page.session.state.plan[measure].start == start + 1


def test_dropping_a_measure_moves_radar_and_score_in_the_same_frame(page: RoadmapPage) -> None:
    score, picture = page.outlook.score.text(), page.outlook.radar.picture()
    page.outlook.chosen_boxes["M1"].click()
    assert page.session.state.measures["M1"].chosen == 0
    assert page.outlook.score.text() != score
    assert page.outlook.radar.picture() != picture
    page.outlook.chosen_boxes["M1"].click()
    assert page.outlook.score.text() == score


def test_an_effect_is_edited_marked_and_taken_back(page: RoadmapPage) -> None:
    page.show_place("effects")
    page.select("M1")
    dimension = next(iter(page.pack.dimensions))
    enter(page.effects.fields[dimension], "100")
    assert page.session.state.effects["M1", dimension] == 1.0
    assert page.effects.origins[dimension].text() == "全场估计"
    enter(page.effects.fields[dimension], "120")
    assert page.effects.error.isVisible()
    assert page.session.state.effects["M1", dimension] == 1.0
    page.effects.backs[dimension].click()
    assert ("M1", dimension) not in page.session.state.effects
    assert page.effects.origins[dimension].text() == "默认"


def test_scenarios_stand_side_by_side_and_go_when_the_plan_changes(qtbot: QtBot, page: RoadmapPage) -> None:
    page.show_place("scenarios")
    page.scenarios.solve_button.click()
    assert page.scenarios.solve_button.text() == "停止"
    qtbot.waitUntil(lambda: not page.scenarios.comparing.busy, timeout=30_000)
    rows = page.scenarios.table.rows()
    assert rows[0] == ("", "谨慎", "基准", "进取")
    assert [row[0] for row in rows[1:4]] == ["全部完成", "达到目标", "现在"]
    assert len({len(row) for row in rows}) == 1
    enter(page.scenarios.fields["cautious"][0], "60")
    assert page.session.state.road.scenario("cautious").people == 60
    assert page.scenarios.table.rows() == []
    enter(page.scenarios.fields["cautious"][0], "6.5")
    assert "1 到 500" in page.scenarios.note.text()
    page.scenarios.solve_button.click()
    page.scenarios.solve_button.click()
    assert not page.scenarios.comparing.busy


def test_pools_and_years_are_limits_of_their_own(page: RoadmapPage) -> None:
    page.show_place("pools")
    enter(page.pools.all[0], "3")
    page.pools.apply.click()
    assert {pool.tech for pool in page.session.state.road.pools.values()} == {3.0}
    enter(page.pools.rows[1][1], "2")
    assert page.session.state.road.pools[1].business == 2.0
    enter(page.pools.rows[1][1], "-2")
    assert page.pools.error.isVisible()
    assert page.session.state.road.pools[1].business == 2.0
    year = page.session.state.engagement.start_year
    enter(page.pools.years[year], "300")
    assert page.session.state.road.years[year] == 300.0
    enter(page.pools.years[year], "")
    assert year not in page.session.state.road.years


def test_staffing_money_and_links_of_a_measure(page: RoadmapPage, qtbot: QtBot) -> None:
    page.show_place("work")
    page.select("M10")
    type_into(page.work.staff.inputs["tech"], "70")  # type: ignore[arg-type]
    assert page.session.state.road.staffed("M10").tech == 70
    type_into(page.work.staff.inputs["tech"], "多")  # type: ignore[arg-type]
    assert page.work.error.isVisible()
    type_into(page.work.money.new, "12.5")
    (row,) = page.session.state.road.money_of("M10")
    assert (row.year, row.amount) == (page.session.state.engagement.start_year, 12.5)
    page.work.money.edited.emit(row.id, "kind", "capital")
    assert page.session.state.road.money_of("M10")[0].kind == "capital"
    failed: list[Refused] = []
    page.session.failed.connect(failed.append)
    type_into(page.work.links.new, "m10")
    type_into(page.work.links.new, "M99")
    assert [trouble.code for trouble in failed] == ["plan.self", "id.unknown"]
    free = next(m for m in page.pack.measures if m != "M10" and "M10" not in page.pack.measures[m].predecessors)
    if free not in page.pack.measures["M10"].predecessors:
        type_into(page.work.links.new, free)
    page.work.links.edited.emit(free, "lag", "2")
    assert roadmap.waits_of(page.session.state, page.pack)["M10", free] == 2
    page.work.links.removed.emit(free)
    assert ("M10", free) not in roadmap.waits_of(page.session.state, page.pack)


def test_actions_become_bars_that_can_be_dragged(page: RoadmapPage, qtbot: QtBot) -> None:
    page.select("M1")
    page.show_place("first")
    page.first.acts.added.emit("立章程")
    page.first.acts.added.emit("配人")
    actions = roadmap.actions_of(page.session.state, "M1")
    page.show_place("work")
    for action in actions:
        page.work.show_subject(action.id)
        for key, text in (("people", "2"), ("quarters", "1"), ("share", "50")):
            type_into(page.work.estimate.inputs[key], text)  # type: ignore[arg-type]
    page.show_place("first")
    page.first.unfold.click()
    assert page.session.state.road.staffed("M1").unfolded == 1
    assert "2 条行动，2 条已估算" in page.first.told.text()
    page.solve()
    wait(qtbot, page)
    codes = roadmap.codes(page.session.state)
    assert set(page.session.state.road.bars) == {action.id for action in actions}
    assert not page.chart.item_rect(f"bar:{codes[actions[1].id]}").isEmpty()
    page.chart.setFocus()
    QTest.keyClick(page.chart, Qt.Key.Key_Down)
    assert page.chart.row == "M1.1" and page.current == "M1"
    start = page.session.state.road.bars[actions[0].id].start
    QTest.keyClick(page.chart, Qt.Key.Key_Right)
    wait(qtbot, page)
    bar = page.session.state.road.bars[actions[0].id]
    assert (bar.start, bar.pinned) == (start + 1, 1)
    assert page.release_button.isVisibleTo(page)
    page.release()
    wait(qtbot, page)
    assert page.session.state.road.bars[actions[0].id].pinned == 0


def test_no_plan_names_the_limits_and_keeps_the_last_one(page: RoadmapPage, qtbot: QtBot) -> None:
    before = dict(page.session.state.plan)
    horizon = page.session.state.engagement.horizon
    page.session.do(Store.set_capacities, dict.fromkeys(range(horizon), (7.0, 1000.0)))
    page.solve()
    wait(qtbot, page)
    told = page.trouble.text()
    assert "人手" in told and "规划期" in told and "上一份计划没有变" in told
    assert dict(page.session.state.plan) == before


def test_limits_are_named_as_the_room_set_them(page: RoadmapPage) -> None:
    state = page.session.state
    page.session.do(Store.set_measure, "M1", deadline=2, release=1)
    problem, _ = assessment.problem(page.session.state, page.pack)
    causes = (Cause("order", "M3", "M1"), Cause("release", "M1"), Cause("deadline", "M1"), Cause("limit", "2027"), Cause("horizon"))
    told = conflict_sentence(state, page.words, problem, causes)
    for part in ("M3 要等 M1 完成", "M1 最早", "M1 限", "2027 年预算上限", f"规划期 {state.engagement.horizon} 个季度", "任何一条"):
        assert part in told
    assert "单凭这一条" in conflict_sentence(state, page.words, problem, causes[-1:])


def test_today_and_weeks_on_the_axis(page: RoadmapPage) -> None:
    state = page.session.state
    first = date(state.engagement.start_year, 3 * state.engagement.start_quarter - 2, 1)
    assert time_of(state, first) == 0
    assert time_of(state, date(first.year - 1, 1, 1)) is None
    assert iso_weeks(2026, 1) == (1, 13)
    assert iso_weeks(2026, 4) == (40, 53)
    page.weeks.click()
    words = [item.text for item in page.chart.picture().items if item.id == "axis" and hasattr(item, "text")]  # type: ignore[union-attr]
    assert any("周" in word for word in words)


def test_every_panel_can_be_shown(page: RoadmapPage) -> None:
    for place in PLACES:
        page.show_place(place)
        assert page.place == place
