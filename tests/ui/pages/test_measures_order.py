"""The why-table explains itself, weights are tried live, a mark is dragged and taken back, and the room's own order is voted blind."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.pages.desk import readable
from tests.ui.pages.planned import build, copy
from tests.ui.pages.setting import type_into
from workshop.model import assessment
from workshop.model.ranking import Mix
from workshop.model.store import Store
from workshop.session import Session
from workshop.ui.measures.explain import CELLS, explained
from workshop.ui.measures.ranking import effort_fields
from workshop.ui.measures.table import cell_rects
from workshop.ui.pages.measures import MeasuresPage
from workshop.ui.wall.slides import ListSlide
from workshop.wording_roadmap import ways
from workshop.words import load_words


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("whole") / "whole.workshop")


@pytest.fixture
def page(qtbot: QtBot, template: Path, tmp_path: Path) -> Iterator[MeasuresPage]:
    store = copy(template, tmp_path)
    made = MeasuresPage(Session(store, load_words("zh_CN")))
    qtbot.addWidget(made)
    made.resize(1166, 656)
    made.show()
    made.arrive("rank")
    yield made
    store.close()


def order_shown(page: MeasuresPage) -> list[str]:
    return [line.id for line in page.rank.table.lines()]


def test_a_weight_is_tried_while_the_slider_moves_and_stored_when_it_is_let_go(page: MeasuresPage) -> None:
    state, before = page.session.state, order_shown(page)
    page.rank.show_reasons("mix")
    slider = page.rank.mix.sliders[0]
    slider.setSliderDown(True)
    slider.setValue(100)
    tried = [row.measure for row in assessment.rank(state, page.pack, Mix(100, 0, 0)) if row.position is not None]
    assert order_shown(page) == tried != before
    assert page.session.state.engagement.need_weight == state.engagement.need_weight
    assert page.rank.order().sturdy.draws == 10_000
    slider.setSliderDown(False)
    assert page.session.state.engagement.need_weight == 100
    assert order_shown(page) == tried
    page.session.do(Store.undo)
    assert order_shown(page) == before


def test_every_cell_explains_itself_by_click_key_and_tooltip(page: MeasuresPage) -> None:
    line = page.rank.table.lines()[1]
    row = page.rank.table.row(line.id)
    for cell, rect in cell_rects(row.width(), line.parts).items():
        if rect.width() < 4:
            continue
        QTest.mouseClick(row, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, rect.center().toPoint())
        assert (page.rank.current, page.rank.cell) == (line.id, cell)
        assert row.teller(line.id, cell)
        if cell != "need":
            assert page.rank.why.told.isVisible() and page.rank.why.told.text()
    page.rank.explain(line.id, "value")
    QTest.keyClick(page.rank.table, Qt.Key.Key_Right)
    assert page.rank.cell == "effort"
    assert "人月" in page.rank.why.told.text()
    assert row.teller(line.id, "") == f"{line.id} {page.pack.measures[line.id].name}"


def test_the_sentences_hold_the_numbers_of_the_row(page: MeasuresPage) -> None:
    order = page.rank.order()
    row = next(row for row in order.rows if row.position == 1)
    told = {cell: " ".join(explained(page.session.state, page.words, page.pack, order, row.measure, cell)) for cell in CELLS}
    assert all(told.values())
    standing = order.standing(row.measure)
    assert standing is not None
    assert f"第 {standing.low} 到第 {standing.high} 位" in told["top"]
    assert str(row.candidate.impact) in told["impact"]
    assert line_of(page, row.measure).interval


def line_of(page: MeasuresPage, measure: str) -> object:
    return next(line for line in page.rank.table.lines() if line.id == measure)


def test_what_would_have_to_change_to_be_first(page: MeasuresPage) -> None:
    rows = page.rank.order().rows
    ranked = [row.measure for row in rows if row.position is not None]
    page.rank.select(ranked[2])
    page.rank.show_reasons("first")
    assert page.rank.first.isVisible()
    assert page.rank.first.text().splitlines()[0].startswith("要排到 ") or "排不到第一" in page.rank.first.text()
    assert ways(page.words, page.pack, rows, ranked[0]) == (f"{ranked[0]} 已排第一。",)
    lane = next(row.measure for row in rows if row.position is None)
    assert "不在比较之列" in ways(page.words, page.pack, rows, lane)[0]


def test_a_mark_dragged_sideways_changes_the_effort_and_undo_takes_it_back(page: MeasuresPage) -> None:
    measure = order_shown(page)[0]
    plan = page.session.state.measures[measure]
    before = assessment.effort(plan)
    assert before is not None
    page.rank.matrix.picture()
    start = page.rank.matrix.item_rect(f"measure:{measure}").center().toPoint()
    QTest.mousePress(page.rank.matrix, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    for step in (10, 25, 40):
        QTest.mouseMove(page.rank.matrix, start + QPoint(step, 0))
    moved = page.rank._moved
    assert moved is not None and moved[0] == measure
    QTest.mouseRelease(page.rank.matrix, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start + QPoint(40, 0))
    after = assessment.effort(page.session.state.measures[measure])
    assert after is not None
    assert after.mean > before.mean
    assert float(after.mean) == pytest.approx(float(moved[1]), rel=0.05)
    assert page.session.state.measures[measure].effort_status == "room"
    page.session.do(Store.undo)
    assert page.session.state.measures[measure] == plan


def test_effort_fields_keep_the_three_points_in_order(page: MeasuresPage) -> None:
    plan = page.session.state.measures["M1"]
    for mean in (Fraction(1, 10), Fraction(7), Fraction(333)):
        fields = effort_fields(plan, mean)
        low, likely, high = fields["low"], fields["people"] * 3 * (plan.quarters or 0) * (plan.share or 0) / 100, fields["high"]
        assert (low is None or low <= likely) and (high is None or high >= likely)


def test_confirmed_estimates_tell_how_the_order_moved(page: MeasuresPage) -> None:
    page.arrive("effort")
    first, second = order_ids(page)[:2]
    for measure in (first, second):
        page.effort.rows[measure].confirmed.emit(measure, "room")
    plan = page.session.state.measures[first]
    page.session.do(Store.set_measure, first, people=(plan.people or 1) * 4, low=None, high=None)
    page.effort.rows[first].confirmed.emit(first, "department")
    assert page.session.state.measures[first].effort_status == "department"
    assert f"{first} 由第 1 到第" in page.effort.since.text()


def order_ids(page: MeasuresPage) -> list[str]:
    return [row.measure for row in assessment.rank(page.session.state, page.pack) if row.position is not None]


# -- the room's own order --------------------------------------------------------------------------------------------------------


def fill(page: MeasuresPage, amounts: dict[str, int]) -> None:
    for measure, field in page.order.card.fields.items():
        field.setText(str(amounts.get(measure, 0)))


def test_the_order_is_voted_blind_seat_by_seat_and_read_beside_the_computed_one(page: MeasuresPage) -> None:
    page.arrive("order")
    page.order.open()
    measures = page.session.store.ranked_measures()
    last = measures[-1]
    seats = len(page.session.state.seats)
    for at in range(seats):
        if at == 1:
            page.order.abstain_button.click()
            continue
        fill(page, {last: 61, measures[0]: 39})
        assert page.order.total.text() == "还剩 0 分"
        page.order.put_button.click()
        assert all(not field.text() and not field.isUndoAvailable() for field in page.order.card.fields.values())
        assert not any("61" in text for text in readable(page.order))
    slide = page.slide()
    assert isinstance(slide, ListSlide) and slide.rows == ()
    page.bar().primary.run()  # type: ignore[union-attr]
    found = page.order.found()
    assert found is not None
    assert found.found.order[:2] == (last, measures[0])
    assert found.cards == seats - 1
    rows = page.order.table.rows()
    assert rows[1][0] == "1" and rows[1][1].startswith(last)
    computed = [row.measure for row in assessment.rank(page.session.state, page.pack) if row.position is not None]
    assert int(rows[1][2]) == computed.index(last) + 1
    slide = page.slide()
    assert isinstance(slide, ListSlide) and len(slide.rows) == len(measures)
    type_into(page.order.note, "M2 更急")
    assert [note.text for note in page.session.state.road.order_notes] == ["M2 更急"]


def test_a_card_that_is_not_whole_stays_on_the_table(page: MeasuresPage) -> None:
    failed: list[str] = []
    page.session.failed.connect(lambda trouble: failed.append(trouble.code))
    page.arrive("order")
    page.order.method.set_value("rank")
    page.order.entry_kind.set_value("mixed")
    page.order.open()
    measures = page.session.store.ranked_measures()
    fill(page, dict.fromkeys(measures, 1))
    page.order.put_button.click()
    assert failed == ["order.places"]
    assert page.order.card.amounts()[measures[0]] == 1
    next(iter(page.order.card.fields.values())).setText("1.5")
    page.order.put_button.click()
    assert "整数" in page.order.error.text()
    places = {measure: place for place, measure in enumerate(reversed(measures), start=1)}
    for _card in range(2):
        fill(page, places)
        page.order.put_button.click()
    turn = page.session.state.road.open_order
    assert turn is not None and turn.cast == 2
    page.order._reveal(True)
    found = page.order.found()
    assert found is not None and found.found.order == tuple(reversed(measures)) and found.share == 1.0
