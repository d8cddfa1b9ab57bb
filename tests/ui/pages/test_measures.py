"""The page on measures: blind votes settled, effort checked while it is typed, the order as the method computes it."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.report.engagement import new_store, seat_room
from tests.ui.pages.planned import build, copy
from workshop.model import assessment
from workshop.model.robustness import robustness
from workshop.model.store import Store
from workshop.session import Session
from workshop.ui.measures.reasons import shared_out
from workshop.ui.measures.values import clashes, tiers, whole_parts
from workshop.ui.pages.measures import MeasuresPage
from workshop.ui.wall.slides import FigureSlide, ListSlide, QuestionSlide, RevealSlide
from workshop.words import load_words


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = new_store(tmp_path / "x.workshop")
    seat_room(made, ("行长", "科技部总经理", "零售部总经理"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("whole") / "whole.workshop")


@pytest.fixture
def whole(template: Path, tmp_path: Path) -> Iterator[Store]:
    made = copy(template, tmp_path)
    yield made
    made.close()


def shown(qtbot: QtBot, store: Store, place: str = "") -> MeasuresPage:
    page = MeasuresPage(Session(store, load_words("zh_CN")))
    qtbot.addWidget(page)
    page.resize(1166, 656)
    page.arrive(place)
    page.show()
    return page


def type_votes(page: MeasuresPage, digits: str) -> None:
    panel = page.impact if page.step == 0 else page.urgency
    panel.entry.setFocus()
    for digit in digits:
        QTest.keyClick(panel.entry, Qt.Key(ord(digit)))


def press(page: MeasuresPage) -> None:
    primary = page.bar().primary
    assert primary is not None
    assert primary.enabled
    primary.run()


@pytest.mark.parametrize("kind", ["impact", "urgency"])
def test_a_measure_is_voted_on_revealed_and_settled(qtbot: QtBot, store: Store, kind: str) -> None:
    page = shown(qtbot, store, kind)
    panel = page.impact if kind == "impact" else page.urgency
    assert panel.current == "M1"
    press(page)
    type_votes(page, "44")
    primary = page.bar().primary
    assert primary is not None
    assert not primary.enabled
    assert "还差 1 席" in primary.why
    slide = page.slide()
    assert isinstance(slide, QuestionSlide)
    assert (slide.cast, slide.due) == (2, 3)
    type_votes(page, "5")
    press(page)
    slide = page.slide()
    assert isinstance(slide, RevealSlide)
    assert slide.counts == (0, 0, 0, 2, 1)
    assert panel.settle.picked()[0] == 4
    press(page)
    record = page.session.state.record_of(kind, "M1")
    assert record is not None
    assert record.level == 4
    assert panel.current == "M2"


@pytest.mark.parametrize("way", ["pile", "mixed"])
def test_a_pile_of_cards_per_group_or_of_the_room_counts_and_shows_nothing(qtbot: QtBot, store: Store, way: str) -> None:
    page = shown(qtbot, store)
    assert page.impact.entry_kind.options[2].isEnabled(), "votes without names may be mixed"
    page.impact.entry_kind.set_value(way)
    press(page)
    type_votes(page, "35")
    turn = page.session.state.open_round("impact", "M1")
    assert turn is not None
    assert turn.ballot.entry == way
    assert turn.cast == 2
    QTest.keyClick(page.impact.entry, Qt.Key.Key_Backspace)
    turn = page.session.state.open_round("impact", "M1")
    assert turn is not None
    assert turn.cast == 1
    type_votes(page, "22")
    press(page)
    shown_round = page.session.state.last_reveal("impact", "M1")
    assert shown_round is not None
    assert shown_round.levels == (2, 2, 3)


@pytest.mark.parametrize("way", ["pile", "mixed"])
def test_cards_on_a_pile_outlive_the_window_and_another_measure(qtbot: QtBot, store: Store, way: str) -> None:
    first = shown(qtbot, store)
    first.impact.entry_kind.set_value(way)
    press(first)
    type_votes(first, "3")
    first.arrive("impact/M2")
    first.arrive("impact/M1")
    type_votes(first, "1")
    QTest.keyClick(first.impact.entry, Qt.Key.Key_Left)
    type_votes(first, "4")  # the second card after all
    first.close()
    page = shown(qtbot, store)  # as after a crash: a window that knows no card
    turn = page.session.state.open_round("impact", "M1")
    assert turn is not None and turn.cast == 2
    assert page.impact.entry.filled() == {0, 1} and page.impact.entry.current() == 2
    assert page.impact.again.isVisible()
    page.impact.entry.set_current(0)
    type_votes(page, "5")
    assert "不能单独改" in page.impact.hint.text()
    QTest.keyClick(page.impact.entry, Qt.Key.Key_Backspace)
    assert page.impact.entry.filled() == {0, 1}, "what nobody can see nobody takes away"
    page.impact.entry.set_current(2)
    type_votes(page, "2")
    press(page)
    found = page.session.state.last_reveal("impact", "M1")
    assert found is not None and found.levels == (2, 3, 4)


def test_cards_of_another_hand_can_all_be_typed_again(qtbot: QtBot, store: Store) -> None:
    first = shown(qtbot, store)
    first.impact.entry_kind.set_value("pile")
    press(first)
    type_votes(first, "11")
    first.close()
    page = shown(qtbot, store)
    page.impact.again.click()
    assert page.impact.entry.filled() == frozenset() and not page.impact.again.isVisible()
    type_votes(page, "245")
    press(page)
    found = page.session.state.last_reveal("impact", "M1")
    assert found is not None and found.levels == (2, 4, 5)


def test_named_votes_are_never_mixed(qtbot: QtBot, store: Store) -> None:
    store.set_profile(vote_mode="named")
    assert not shown(qtbot, store).impact.entry_kind.options[2].isEnabled()


def test_another_level_needs_a_reason(qtbot: QtBot, store: Store) -> None:
    page = shown(qtbot, store)
    press(page)
    type_votes(page, "444")
    press(page)
    press(page)
    page.impact.select("M1")
    page.impact.settle.picker.chosen.emit(3)
    page.impact.settle.picker.set_value(3)
    troubles: list[str] = []
    page.session.failed.connect(lambda trouble: troubles.append(trouble.code))
    page.impact.record()
    assert troubles == ["record.reason"]
    page.impact.settle.reason.set_text("现场更正")
    page.impact.record()
    record = page.session.state.record_of("impact", "M1")
    assert record is not None
    assert (record.level, record.reason) == (3, "现场更正")


def test_a_size_fills_in_the_effort(qtbot: QtBot, store: Store) -> None:
    page = shown(qtbot, store, "effort")
    row = page.effort.rows["M1"]
    row.size_choice.chosen.emit("L")
    preset = page.pack.measures["M1"].effort["medium"]["L"]
    stored = page.session.state.measures["M1"]
    assert (stored.people, stored.quarters, stored.low, stored.high) == (preset.people, preset.quarters, preset.low, preset.high)
    assert row.fields["people"].value() == preset.people


@pytest.mark.parametrize(
    ("field", "typed", "word"), [("people", "-3", "负数"), ("low", "999", "依次不减"), ("quarters", "1.5", "数字"), ("high", "x", "数字")]
)
def test_what_cannot_be_is_said_beside_the_row_and_not_saved(qtbot: QtBot, store: Store, field: str, typed: str, word: str) -> None:
    store.set_size("M1", "M")
    page = shown(qtbot, store, "effort")
    row, before = page.effort.rows["M1"], page.session.state.measures["M1"]
    row.fields[field].setFocus()
    row.fields[field].selectAll()
    QTest.keyClicks(row.fields[field], typed)
    QTest.keyClick(row.fields[field], Qt.Key.Key_Return)
    assert page.session.state.measures["M1"] == before
    assert word in row.error.text()
    assert row.error.isVisibleTo(row)


def test_numbers_that_belong_together_are_saved_together(qtbot: QtBot, store: Store) -> None:
    store.set_size("M1", "S")
    page = shown(qtbot, store, "effort")
    row = page.effort.rows["M1"]
    for field, typed in (("people", "40"), ("high", "400")):
        row.fields[field].selectAll()
        QTest.keyClicks(row.fields[field], typed)
        QTest.keyClick(row.fields[field], Qt.Key.Key_Return)
    stored = page.session.state.measures["M1"]
    assert (stored.people, stored.high) == (40.0, 400.0)
    assert not row.error.isVisibleTo(row)


def test_the_table_is_the_order_of_the_method(qtbot: QtBot, whole: Store) -> None:
    page = shown(qtbot, whole, "rank")
    rows = [row for row in assessment.rank(page.session.state, page.pack) if row.position is not None]
    lines = page.rank.table.lines()
    assert [line.id for line in lines] == [row.measure for row in rows]
    for line, row in zip(lines, rows, strict=True):
        assert row.value is not None
        assert line.figures[0] == str(int(row.value + Fraction(1, 2))) == str(int(sum(line.parts)))
    sturdy = robustness(rows, page.session.state.engagement.seed)
    assert page.rank.order().sturdy == sturdy
    assert str(sturdy.seed) in page.rank.note.text()
    assert [facts[0] for facts in page.rank.lanes.shown()] == ["M9", "M1"]


def test_a_click_explains_a_measure_term_by_term(qtbot: QtBot, whole: Store) -> None:
    page = shown(qtbot, whole, "rank")
    line = page.rank.table.lines()[2]
    QTest.mouseClick(page.rank.table.row(line.id), Qt.MouseButton.LeftButton)
    row = page.rank.order().row(line.id)
    assert row is not None
    assert page.rank.current == line.id
    assert sum(term.points for term in page.rank.terms.terms()) == int(row.candidate.need.points + Fraction(1, 2))
    assert page.rank.heading.text().startswith(line.id)


def test_weights_and_relevance_change_the_order_at_once(qtbot: QtBot, whole: Store) -> None:
    page = shown(qtbot, whole, "rank")
    page.rank.show_reasons("mix")
    page.rank.mix.sliders[0].setValue(100)
    profile = page.session.state.engagement
    assert (profile.need_weight, profile.impact_weight, profile.urgency_weight) == (100, 0, 0)
    assert all(line.parts[1:] == (0, 0) for line in page.rank.table.lines())
    dimension = next(iter(page.pack.dimensions))
    page.rank.relevance.changed.emit(dimension, 3)
    assert page.session.state.relevance[page.rank.current, dimension] == 3


def test_a_measure_that_waits_is_listed_with_what_it_waits_for(qtbot: QtBot, store: Store) -> None:
    page = shown(qtbot, store, "rank")
    store_words = {facts[0]: facts[1] for facts in page.rank.waiting.shown()}
    assert store_words["M1"] == "待估工作量"
    page.rank.select("M2")
    page.rank.lane.changed.emit({"chosen": 0})
    assert {facts[0]: facts[1] for facts in page.rank.waiting.shown()}["M2"] == "未纳入"
    page.rank.select("M3")
    page.rank.lane.changed.emit({"lane": "mandate"})
    assert [facts[:2] for facts in page.rank.lanes.shown()] == [("M3", "监管必办")]


def test_the_wall_says_first_next_later_without_a_ratio(qtbot: QtBot, whole: Store) -> None:
    page = shown(qtbot, whole, "rank")
    slide = page.slide()
    assert isinstance(slide, FigureSlide)
    assert slide.wide
    assert slide.draw is not None
    assert slide.draw(900, 500, 720, True).items
    page.arrive("read")
    order = page.slide()
    assert isinstance(order, ListSlide)
    assert [row[0] for row in order.rows if row[0]] == ["先做", "接着做", "后做"]
    assert "." not in "".join(text for row in order.rows for text in row)
    asked: list[str] = []
    page.go.connect(asked.append)
    press(page)
    assert asked == ["roadmap"]


def test_every_step_draws_in_english_too(qtbot: QtBot, whole: Store) -> None:
    page = MeasuresPage(Session(whole, load_words("en")))
    qtbot.addWidget(page)
    page.resize(1032, 608)
    page.show()
    for step in range(5):
        page.show_step(step)
        assert not page.grab().isNull()
        assert page.bar().primary is not None
    assert page.back()
    assert page.place == "rank/" + page.rank.current


def test_parts_add_up_and_shares_stay_a_hundred() -> None:
    assert whole_parts((Fraction(1, 3), Fraction(1, 3), Fraction(1, 3))) == (1, 0, 0)
    assert sum(whole_parts((Fraction(277, 10), Fraction(154, 10), Fraction(95, 10)))) == 53
    assert shared_out((40, 40, 20), 0, 70) == (70, 20, 10)
    assert shared_out((100, 0, 0), 0, 50) == (50, 25, 25)


def test_a_measure_ahead_of_what_it_needs_gets_a_sentence(whole: Store) -> None:
    rows = assessment.rank(whole.state(), whole.pack)
    places = {row.measure: row.position for row in rows if row.position}
    expected = sum(places.get(before, 0) > place for name, place in places.items() for before in whole.pack.measures[name].predecessors)
    assert len(clashes(whole.state(), load_words("zh_CN"), whole.pack, rows)) == expected
    found = tiers(rows)
    assert len({*found.first, *found.next, *found.later, *found.waiting}) == len(rows)
