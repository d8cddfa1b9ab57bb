"""Every way into the ballot box by keys and clicks: asked once, mixed piles, paper row by row, a table, somebody who comes later."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.ui.pages.desk import action, press, readable, settle_events, show, type_votes
from workshop.model.assessment import score
from workshop.model.store import Store
from workshop.session import Session
from workshop.ui.dimension.derive import Step
from workshop.ui.pages.dimension import DimensionPage
from workshop.ui.pages.prepare import PreparePage
from workshop.ui.prepare.ballots import BallotsSection


@pytest.fixture
def page(qtbot: QtBot, session: Session) -> DimensionPage:
    built = DimensionPage(session, "data")
    qtbot.addWidget(built)
    show(built)
    return built


def click_option(page: DimensionPage, key: str) -> None:
    keys = ["pile", "seat", "mixed", "pass"]
    QTest.mouseClick(page.ballot.way.choice.options[keys.index(key)], Qt.MouseButton.LeftButton)
    settle_events()


def test_how_cards_are_collected_is_asked_once_and_kept(page: DimensionPage, session: Session) -> None:
    press(page, "Space")
    assert page.ballot.way.isVisible() and session.state.rounds[0].ballot.entry == "pile"
    click_option(page, "mixed")
    turn = session.state.open_round("indicator", "4.1")
    assert turn is not None and turn.ballot.entry == "mixed" and list(page.ballot.piles.rows) == [""]
    type_votes(page.ballot.piles.rows[""].entry, [3] * 11)
    assert page.ballot.way.isHidden(), "with a card in the box it is settled"
    assert page.ballot.count.text() == "应投 12，已投 11" and action(page, "R").why == "揭示，还差 1 张"
    assert not page.script_tab.choices["seat"].isEnabled() or not page.script_tab.isVisible()
    type_votes(page.ballot.piles.rows[""].entry, [4])
    press(page, "R")
    shown = session.state.last_reveal("indicator", "4.1")
    assert shown is not None and {vote.grp for vote in shown.votes} == {""} and shown.ballot.source == "tally"
    page.arrive("4.2")
    press(page, "Space")
    assert page.ballot.way.isHidden() and page.desk.entry == "mixed", "the answer holds for the day"


def test_named_rooms_are_offered_no_mixed_pile(page: DimensionPage, session: Session) -> None:
    session.do(Store.set_profile, vote_mode="named")
    press(page, "Space")
    assert page.ballot.way.isVisible() and not page.ballot.way.choice.options[2].isEnabled()
    page.script_tab.show()
    settle_events()
    assert not page.script_tab.choices["mixed"].isVisible()
    page.script_tab.hide()


def test_the_keypad_says_that_the_laptop_went_round(page: DimensionPage, session: Session) -> None:
    press(page, "Space")
    click_option(page, "pass")
    assert page.ballot.keypad.isVisible()
    QTest.mouseClick(page.ballot.keypad.start, Qt.MouseButton.LeftButton)
    QTest.keyClick(page.ballot.keypad.picker.options[0], Qt.Key.Key_4)
    settle_events()
    assert session.state.rounds[0].ballot.source == "pass"


def test_ten_seats_are_typed_with_one_key_each(page: DimensionPage, session: Session) -> None:
    for seat in session.state.seats[10:]:
        session.do(Store.set_seat, seat.id, presence="observer")
    page.desk.choose_entry("seat")
    page.desk.open()
    settle_events()
    keys = [3, 3, 4, 2, 5, 3, 3, 4, 2, 5]
    type_votes(page.ballot.entry, keys)
    turn = session.state.open_round("indicator", "4.1")
    assert turn is not None and turn.cast == 10 and len(keys) <= 2 * 10


def test_somebody_comes_after_the_first_round(page: DimensionPage, session: Session) -> None:
    page.desk.choose_entry("seat")
    page.desk.open()
    settle_events()
    type_votes(page.ballot.entry, [2, 2, 2, 2, 2, 2, 3, 3, 3, 4, 4, 4])
    press(page, "R")
    press(page, "N")
    QTest.mouseClick(page.ballot.newcomer.button, Qt.MouseButton.LeftButton)
    QTest.keyClicks(page.ballot.newcomer.role, "auditor")
    QTest.mouseClick(page.ballot.newcomer.add, Qt.MouseButton.LeftButton)
    settle_events()
    assert page.ballot.newcomer.isHidden() and session.state.seats[-1].role == "auditor"
    assert page.ballot.count.text() == "应投 13，已投 0"
    type_votes(page.ballot.entry, [3] * 13)
    press(page, "R")
    assert [len(turn.due) for turn in session.state.rounds_of("indicator", "4.1")] == [12, 13]


def test_a_seat_abstains_by_its_menu_and_says_so(page: DimensionPage, session: Session) -> None:
    page.desk.choose_entry("seat")
    page.desk.open()
    settle_events()
    menu = page.ballot.grid.menu(session.state.seats[0].id)
    next(one for one in menu.actions() if one.text() == "弃权").trigger()
    menu.close()
    settle_events()
    assert page.ballot.count.text() == "应投 11，已投 0"
    assert page.ballot.grid.tile(session.state.seats[0].id).state_word() == "弃权"


# -- paper -----------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def paper(qtbot: QtBot, session: Session) -> Iterator[BallotsSection]:
    prepared = PreparePage(session)
    qtbot.addWidget(prepared)
    show(prepared)
    prepared.show_section("ballots")
    settle_events()
    section = prepared.sections["ballots"]
    assert isinstance(section, BallotsSection)
    section.scope.setCurrentIndex(section.scope.findData("data"))
    section.scope.activated.emit(section.scope.currentIndex())
    settle_events()
    yield section
    prepared.close()


def type_line(section: BallotsSection, text: str) -> None:
    QTest.keyClicks(section.grid, text)
    settle_events()


def test_paper_is_typed_row_by_row_and_nobody_can_read_it(paper: BallotsSection, session: Session) -> None:
    grid = paper.grid
    assert len(paper.indicators()) == 4 and grid.current() == (0, 0)
    before = sorted(readable(paper))
    type_line(paper, "3344")
    first = sorted(readable(paper))
    assert before != first and {turn.ballot.subject: dict(turn.piles) for turn in session.state.rounds} == {
        name: {"决策层": 1} for name in paper.indicators()
    }
    type_line(paper, "1-")
    QTest.keyClick(grid, Qt.Key.Key_Return)  # the third and the last are not answered
    settle_events()
    assert session.state.open_round("indicator", "4.1").piles == {"决策层": 2}  # type: ignore[union-attr]
    assert session.state.open_round("indicator", "4.2").piles == {"决策层": 1}  # type: ignore[union-attr]
    assert grid.current() == (2, 0) and "已录 2 张" in paper.note.text()
    for _line in range(10):
        type_line(paper, "2035")
    assert "已录 12 张" in paper.note.text()
    assert all(not turn.votes for turn in session.state.rounds)


def test_a_line_left_half_done_never_goes_in(paper: BallotsSection, session: Session) -> None:
    type_line(paper, "33")
    QTest.keyClick(paper.grid, Qt.Key.Key_Down)
    assert paper.grid.current() == (1, 0) and session.state.rounds == ()


def test_paper_before_the_day_is_revealed_dimension_by_dimension(paper: BallotsSection, session: Session, qtbot: QtBot) -> None:
    for _line in range(12):
        type_line(paper, "3324")
    page = DimensionPage(session, "data")
    qtbot.addWidget(page)
    show(page)
    assert page.step is Step.BALLOT
    next(one for one in page.bar().ghosts if one.text == "揭示本维度 4 项").run()
    settle_events()
    assert [session.state.last_reveal("indicator", name).levels for name in page.dimension.indicators] == [  # type: ignore[union-attr]
        (3,) * 12, (3,) * 12, (2,) * 12, (4,) * 12,
    ]  # fmt: skip
    press(page, "G")
    assert {row.basis for row in session.state.records} == {"consensus"} and len(session.state.records) == 4
    assert session.state.rounds[0].ballot.source == "paper"


def test_a_table_goes_in_whole_or_not_at_all(
    paper: BallotsSection, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "票.csv"
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *args, **kwargs: (str(path), ""))
    path.write_text("角色组,4.1,4.2\n甲,3,4\n乙,2,9\n", encoding="utf-8")
    QTest.mouseClick(paper.load, Qt.MouseButton.LeftButton)
    settle_events()
    assert "第 3 行" in paper.complaint.text() and session.state.rounds == ()
    path.write_text("角色组,4.1,4.2\n甲,3,4\n乙,2,弃权\n", encoding="gb18030")
    QTest.mouseClick(paper.load, Qt.MouseButton.LeftButton)
    settle_events()
    assert paper.complaint.text() == "" and session.state.open_round("indicator", "4.2").piles == {"决策层": 1, "业务条线": 1}  # type: ignore[union-attr]
    assert session.state.rounds[0].ballot.source == "csv"
    saved = tmp_path / "空白.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args, **kwargs: (str(saved), ""))
    QTest.mouseClick(paper.blank, Qt.MouseButton.LeftButton)
    assert saved.read_text(encoding="utf-8-sig").splitlines()[0] == "角色组,4.1,4.2,4.3,4.4"


def test_the_rule_is_set_before_the_first_ballot_and_then_fixed(paper: BallotsSection, session: Session) -> None:
    share = paper.rule.fields["share"]
    share.setFocus()
    share.selectAll()
    QTest.keyClicks(share, "80")
    QTest.keyClick(share, Qt.Key.Key_Return)
    assert session.state.vote_rule.share == 80
    share.selectAll()
    QTest.keyClicks(share, "40")
    QTest.keyClick(share, Qt.Key.Key_Return)
    assert "51" in paper.rule.complaint.text() and session.state.vote_rule.share == 80
    type_line(paper, "3344")
    assert not share.isEnabled()


# -- quick mode, and the chair ------------------------------------------------------------------------------------------------------


def test_one_level_for_the_whole_dimension_and_the_way_back(page: DimensionPage, session: Session) -> None:
    session.do(Store.settle, "indicator", "4.1", 2, "majority")
    page.show_step("4.1", Step.RECAP)
    settle_events()
    whole = page.recap.whole
    QTest.mouseClick(whole.open, Qt.MouseButton.LeftButton)
    QTest.mouseClick(whole.record, Qt.MouseButton.LeftButton)
    assert "请先选" in whole.complaint.text()
    whole.picker.options[3].click()
    whole.basis.options[2].click()
    QTest.mouseClick(whole.record, Qt.MouseButton.LeftButton)
    settle_events()
    row = next(row for row in score(session.state, session.pack).dimensions if row.id == "data")
    assert row.score == 80 and whole.said.text() == "4 级 · 领导决定"
    whole.picker.options[2].click()
    QTest.mouseClick(whole.record, Qt.MouseButton.LeftButton)
    assert "理由" in whole.complaint.text() and session.state.record_of("dimension", "data").level == 4  # type: ignore[union-attr]
    QTest.keyClicks(whole.why, "seen the papers")
    QTest.mouseClick(whole.record, Qt.MouseButton.LeftButton)
    settle_events()
    kept = [record.level for record in session.state.records if record.kind == "dimension"]
    assert kept == [4, 3], "the first stays in the record"
    QTest.keyClicks(whole.why, "one by one after all")
    QTest.mouseClick(whole.back, Qt.MouseButton.LeftButton)
    settle_events()
    row = next(row for row in score(session.state, session.pack).dimensions if row.id == "data")
    assert row.score == 40 and row.rated == 1


def test_the_chair_changes_a_settled_rating_with_a_reason_and_both_stay(page: DimensionPage, session: Session) -> None:
    page.desk.choose_entry("seat")
    page.desk.open()
    settle_events()
    type_votes(page.ballot.entry, [2] * 12)
    press(page, "R")
    press(page, "G")
    page.arrive("4.1")
    page.settle.basis.options[2].click()
    page.settle.picker.options[2].click()
    page.record()
    assert page.settle.error() and session.state.level_of("4.1") == 2
    QTest.keyClicks(page.settle.reason, "the chair has seen more")
    page.record()
    records = [record for record in session.state.records if record.subject == "4.1"]
    assert [(record.level, record.basis) for record in records] == [(2, "consensus"), (3, "leadership")]
    assert records[-1].reason == "the chair has seen more"


def test_a_wrong_vote_found_after_the_reveal_is_a_new_round(page: DimensionPage, session: Session) -> None:
    page.desk.choose_entry("seat")
    for levels in ([2] * 11 + [5], [2] * 12):
        page.desk.open()
        settle_events()
        type_votes(page.ballot.entry, levels)
        press(page, "R")
    first, second = session.state.rounds_of("indicator", "4.1")
    assert 5 in first.levels and 5 not in second.levels and len(page.reveal.strips) == 2
    said = " ".join(readable(page.reveal))
    assert "两轮净变化 8%，低于 15%" in said


def test_everybody_abstains_and_the_room_is_asked_why(page: DimensionPage, session: Session) -> None:
    page.desk.choose_entry("seat")
    page.desk.open()
    settle_events()
    type_votes(page.ballot.entry, [0] * 12)
    press(page, "R")
    assert "全场弃权" in " ".join(readable(page.reveal))
    assert action(page, "N").enabled and not [one for one in page.bar().more if one.key == "G"]


def test_a_whole_dimension_is_voted_on_blind_in_one_ballot(page: DimensionPage, session: Session) -> None:
    page.show_step("4.1", Step.FRAME)
    settle_events()
    QTest.mouseClick(page.frame.whole, Qt.MouseButton.LeftButton)
    settle_events()
    assert "数据仓库已建成，引入外部数据；数据治理" in page.subject().levels[2][1]
    assert page.subject().kind == "dimension" and page.heading.title.text() == session.pack.dimensions["data"].name
    page.desk.choose_entry("seat")
    press(page, "Space")
    assert page.step is Step.BALLOT and "数据仓库" in str(page.slide()) and page.slide().due == 12  # type: ignore[union-attr]
    assert page.drawer()[0][1] is not page.pains_tab
    type_votes(page.ballot.entry, [3] * 9 + [4] * 3)
    assert "级" not in " ".join(readable(page.ballot.entry))
    press(page, "R")
    shown = session.state.last_reveal("dimension", "data")
    assert shown is not None and shown.levels.count(3) == 9 and page.step is Step.REVEAL
    press(page, "Return")
    row = next(row for row in score(session.state, session.pack).dimensions if row.id == "data")
    assert row.score == 60 and page.step is Step.PAINS, "its indicators are asked no more"
    assert page.recap.whole.said.text() == "" or "3 级" in page.recap.whole.said.text()
    page.arrive("4.2")
    press(page, "Q")
    assert page.subject().id == "data" and page.step is Step.SETTLE


def test_all_indicators_are_voted_on_blind_before_the_first_is_revealed(page: DimensionPage, session: Session) -> None:
    page.desk.choose_entry("seat")
    press(page, "Space")
    names = page.dimension.indicators
    for name in names:
        assert page.indicator() == name
        type_votes(page.ballot.entry, [3] * 12)
        if name != names[-1]:
            press(page, "N")
    assert not any(session.state.last_reveal("indicator", name) for name in names)
    press(page, "Shift+R")
    assert all(session.state.last_reveal("indicator", name) for name in names)
