"""The picture: no score before a rating, the caveats under every score, and the numbers the methods give."""

from fractions import Fraction
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.report.test_beside_the_order import told
from workshop.model import assessment, scoring
from workshop.model.store import Store
from workshop.report.chapters import heat
from workshop.report.chapters.book import open_book
from workshop.session import Session
from workshop.ui.pages.picture import HEADLINE, PicturePage
from workshop.ui.picture.change import ChangeTab
from workshop.ui.picture.check_list import CheckTab
from workshop.ui.picture.gaps import GapsTab
from workshop.ui.picture.insight import levers, opinion, opinion_votes, remarks, shifts
from workshop.ui.picture.overview import OverviewTab
from workshop.ui.picture.values import heat_values, track_values
from workshop.ui.wall.slides import FigureSlide, TitleSlide

from .setting import GROUPS, open_session, seat_twelve, settle, show, type_into, vote

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def session(tmp_path: Path, dressed: QApplication) -> Session:
    made = open_session(tmp_path)
    seat_twelve(made)
    return made


@pytest.fixture
def rated(session: Session) -> Session:
    """Every indicator at level 3 but the first, where the groups lie apart."""
    for number, name in enumerate(session.pack.indicators):
        if number == 0:
            vote(session, name, dict(zip(GROUPS, (4, 2, 2, 2), strict=True)))
            settle(session, name, 2)
        else:
            vote(session, name, 3)
            settle(session, name, 3)
    for name in session.pack.dimensions:
        assert session.do(Store.set_target, "dimension", name, 4)
    return session


def page_of(session: Session, qtbot: QtBot) -> PicturePage:
    page = PicturePage(session)
    show(qtbot, page)
    return page


def words_of(widget: QWidget) -> str:
    return " ".join(child.accessibleName() + child.toolTip() for child in widget.findChildren(QWidget) if child.isVisible())


def test_no_score_before_a_rating(session: Session, qtbot: QtBot) -> None:
    name = next(iter(session.pack.indicators))
    vote(session, name, 3)  # revealed, not settled
    page = page_of(session, qtbot)
    assert page.empty.isVisible()
    assert not page.tabs
    assert not page.headline.isVisible()
    assert not page.forward()
    slide = page.slide()
    assert isinstance(slide, TitleSlide)
    with qtbot.waitSignal(page.go) as asked:
        page.empty.asked.emit()
    assert asked.args == [f"dimension.{next(iter(session.pack.dimensions))}"]
    settle(session, name, 3)
    assert not page.empty.isVisible()
    assert page.tabs["overview"].isVisible()


def test_the_score_stands_with_its_caveats(rated: Session, qtbot: QtBot) -> None:
    page = page_of(rated, qtbot)
    tab = page.tabs["overview"]
    assert isinstance(tab, OverviewTab)
    overall = assessment.score(rated.state, rated.pack).overall
    assert overall == Fraction(60) - Fraction(18 * 10, 100)
    assert tab.score.text() == "58.2"
    assert tab.word.text() == "二级"
    assert tab.grade.text() == "成熟度 2 级（数字越大越成熟）"
    assert tab.caveat.text() == "工作坊自评，不同于监管评级、等保定级"
    assert "口径不同，仅供参照" in tab.survey.text()
    assert not tab.badge.isVisible()
    assert not tab.bounds.isVisible()


def test_a_provisional_score_says_how_far_it_can_move(session: Session, qtbot: QtBot) -> None:
    own = next(iter(session.pack.dimensions.values()))
    settle(session, own.indicators[0], 3)
    page = page_of(session, qtbot)
    tab = page.tabs["overview"]
    assert isinstance(tab, OverviewTab)
    result = assessment.score(session.state, session.pack)
    assert tab.badge.isVisible()
    assert "已评权重 9%" in tab.bounds.text()
    assert result.low is not None
    assert f"{float(result.low):.1f} 分" in tab.bounds.text()
    slide = page.slide()
    assert isinstance(slide, FigureSlide)
    assert "暂计" in slide.label


def test_five_is_a_tick_and_the_survey_stands_apart(rated: Session) -> None:
    values = track_values(rated.state, rated.pack, rated.words)
    assert values.top == "五级"
    assert [mark.kind for mark in values.marks] == ["now", "target", "surveyed"]
    assert values.own == 2


def test_the_wall_shows_score_word_rows_and_caveat(rated: Session, qtbot: QtBot) -> None:
    page = page_of(rated, qtbot)
    slide = page.slide()
    assert isinstance(slide, FigureSlide)
    assert (slide.figure, slide.word) == ("58.2", "二级")
    assert slide.rows == (("now", "现状", "58.2"), ("target", "目标", "80.0"))
    assert "不同于监管评级" in slide.second
    assert slide.draw is not None
    picture = slide.draw(900, 800, 1080, False)
    assert picture.width == 900
    page.show_tab("groups")
    groups = page.slide()
    assert isinstance(groups, FigureSlide)
    assert groups.wide
    assert groups.draw is not None
    assert groups.draw(1700, 800, 1080, True).height <= 800


def test_the_headline_is_edited_and_given_back(rated: Session, qtbot: QtBot) -> None:
    page = page_of(rated, qtbot)
    proposal = page.headline.text()
    type_into(page.headline, "先补战略这块短板")
    assert rated.state.texts[HEADLINE].text == "先补战略这块短板"
    assert not page.stale.isVisible()
    settle(rated, next(iter(rated.pack.indicators)), 5, reason="补充材料")
    assert page.stale.isVisible()
    QTest.mouseClick(page.restore, LEFT)
    assert HEADLINE not in rated.state.texts
    assert page.headline.text() != "先补战略这块短板"
    assert proposal


def test_a_dimension_rated_as_a_whole_has_a_row_on_screen_and_in_print(rated: Session, qtbot: QtBot) -> None:
    second = list(rated.pack.dimensions)[1]
    assert rated.do(Store.open_ballot, "dimension", second)
    turn = rated.state.open_round("dimension", second)
    assert turn is not None
    for seat in rated.state.seats:
        rated.do(Store.cast_vote, turn.ballot.id, seat.id, 4 if seat.grp == GROUPS[0] else 2)
    assert rated.do(Store.reveal, turn.ballot.id)
    assert rated.do(Store.settle, "dimension", second, 2, "majority")
    book = open_book(rated.state, rated.pack, rated.words, "working", ())
    for sections in (heat_values(rated.state, rated.pack, rated.words).sections, heat._values(book).sections):
        row = sections[1].rows[0]
        assert (row.id, row.code, row.name, row.record.median) == (second, "", "整个维度", 2)
        assert [cell.median for cell in row.groups] == [4.0, 2.0, 2.0, 2.0] and (row.gap, row.bold) == ("2.0", True)
        assert [one.id for one in sections[1].rows[1:]] == list(rated.pack.dimensions[second].indicators)
        assert "整个维度" not in [one.name for at, section in enumerate(sections) if at != 1 for one in section.rows]
    leaders = heat._records(open_book(rated.state, rated.pack, rated.words, "leaders", ()))
    assert "整个维度" in [text for row in leaders._cellvalues for cell in row for text in told([cell])]


def test_small_groups_stay_hidden_in_the_heat_map(rated: Session, qtbot: QtBot) -> None:
    first = heat_values(rated.state, rated.pack, rated.words).sections[0].rows[0]
    assert [cell.median for cell in first.groups] == [4.0, 2.0, 2.0, 2.0]
    assert (first.gap, first.bold) == ("2.0", True)
    name = list(rated.pack.indicators)[1]
    for seat in rated.state.seats[:2]:
        rated.do(Store.set_seat, seat.id, presence="away")
    vote(rated, name, 3)
    second = heat_values(rated.state, rated.pack, rated.words).sections[0].rows[1]
    assert second.groups[0].median is None
    assert second.groups[0].word == "隐"
    assert sum(cell.median is None for cell in second.groups) >= 2  # never exactly one
    page = page_of(rated, qtbot)
    page.show_tab("groups")
    assert "隐" in page.tabs["groups"].note.text()  # type: ignore[attr-defined]


def test_gaps_are_ranked_and_targets_edited(rated: Session, qtbot: QtBot) -> None:
    page = page_of(rated, qtbot)
    page.show_tab("gaps")
    tab = page.tabs["gaps"]
    assert isinstance(tab, GapsTab)
    name = next(iter(rated.pack.indicators))
    row = tab.rows["indicator", name]
    assert tab._lists["indicator"].indexOf(row) == 0
    assert row.missing.text() == "2.0"
    assert row.points.text() == "3.6 分"
    assert not row.clear.isEnabled()
    QTest.mouseClick(row.picker.options[4], LEFT)
    assert rated.state.targets["indicator", name] == 5
    assert row.missing.text() == "3.0"
    QTest.mouseClick(row.clear, LEFT)
    assert ("indicator", name) not in rated.state.targets


def test_levers_are_exact_and_those_that_decide_come_first(rated: Session) -> None:
    found = {one.indicator: one for one in levers(rated.state, rated.pack)}
    name = next(iter(rated.pack.indicators))
    assert found[name].points == Fraction(18 * 20, 100 * 2)
    assert found[name].up == 3
    assert next(iter(found.values())).decides
    settle(rated, name, 3, reason="更正")
    moved = assessment.score(rated.state, rated.pack).overall
    assert found[name].after == moved


def test_unrated_indicators_stand_first_by_what_they_can_move(session: Session) -> None:
    names = list(session.pack.indicators)
    settle(session, names[0], 3)
    found = levers(session.state, session.pack)
    assert [one.level for one in found].count(None) == len(names) - 1
    assert found[-1].indicator == names[0]
    open_ones = [one.points for one in found if one.level is None]
    assert open_ones == sorted(open_ones, reverse=True)


def test_a_weight_that_turns_the_grade_is_named(rated: Session) -> None:
    rows = assessment.score(rated.state, rated.pack).dimensions
    grade = assessment.score(rated.state, rated.pack).grade
    for shift in shifts(rated.state, rated.pack):
        for share, other in shift.turns:
            there = scoring.what_if(rows, shift.dimension, share)
            assert there is not None
            assert scoring.grade(there) == other != grade
    first = shifts(rated.state, rated.pack)[0]
    assert first.turns
    assert first.per_ten < 0


def test_the_slider_tries_and_saves_nothing(rated: Session, qtbot: QtBot) -> None:
    page = page_of(rated, qtbot)
    page.show_tab("change")
    tab = page.tabs["change"]
    assert isinstance(tab, ChangeTab)
    before = dict(rated.state.weights)
    assert "仍为二级" in tab.verdict.text()
    tab.slider.setValue(0)
    assert tab.verdict.text() == "总分 58.2 → 60.0，变为三级"
    assert tab.share.text() == "18% → 0%"
    assert dict(rated.state.weights) == before
    name = next(iter(rated.pack.indicators))
    with qtbot.waitSignal(page.go) as asked:
        tab.grid.opened.emit(name)
    assert asked.args == [f"dimension.{rated.pack.indicators[name].dimension}/{name}"]


def test_the_range_of_opinion_follows_the_vote_mode(rated: Session) -> None:
    votes = opinion_votes(rated.state, rated.pack)
    assert {seat for cast in votes.values() for seat, _level in cast} == {""}
    found = opinion(rated.state, rated.pack, votes)
    assert found is not None
    assert found.basis == "percentiles"
    assert found.low < found.high
    assert opinion(rated.state, rated.pack, votes) == found


def test_the_check_list_names_what_to_look_at(rated: Session, qtbot: QtBot) -> None:
    names = list(rated.pack.indicators)
    settle(rated, names[1], 4, reason="更正")
    page = page_of(rated, qtbot)
    page.show_tab("check")
    tab = page.tabs["check"]
    assert isinstance(tab, CheckTab)
    sentences = [remark.sentence for remark in remarks(rated.state, rated.pack, rated.words)]
    assert "记为 4 级，但没有记下依据或材料。" in sentences
    assert any("末轮中位 3 级" in sentence for sentence in sentences)
    assert len(tab.rows) == len(sentences)
    rated.do(Store.add_note, "evidence", "indicator", names[1], "年度计划")
    assert "记为 4 级，但没有记下依据或材料。" not in [remark.sentence for remark in remarks(rated.state, rated.pack, rated.words)]
    assert len(tab.rows) == len(sentences) - 1


def test_a_split_without_a_record_and_a_missing_target_are_told(session: Session, qtbot: QtBot) -> None:
    names = list(session.pack.indicators)
    vote(session, names[0], dict(zip(GROUPS, (1, 1, 5, 5), strict=True)))
    settle(session, names[1], 3)
    found = remarks(session.state, session.pack, session.words)
    assert ("末轮仍有分歧，还没有定级。", f"dimension.{session.pack.indicators[names[0]].dimension}/{names[0]}") in [
        (one.sentence, one.go) for one in found
    ]
    assert sum("还没有目标级别" in one.sentence for one in found) == len(session.pack.dimensions)
    page = page_of(session, qtbot)
    page._follow("picture/gaps")
    assert page.current == "gaps"


def test_an_open_ballot_leaks_no_level(session: Session, qtbot: QtBot) -> None:
    names = list(session.pack.indicators)
    settle(session, names[0], 3)
    page = page_of(session, qtbot)
    for key in page.names:  # all tabs are built, so that only the votes can make a difference
        page.show_tab(key)
    shown = {}
    for level in (1, 5):
        session.do(Store.open_ballot, "indicator", names[1])
        ballot = session.state.rounds[-1].ballot.id
        for seat in session.state.seats:
            session.do(Store.cast_vote, ballot, seat.id, level)
        pages = []
        for key in page.names:
            page.show_tab(key)
            pages.append(words_of(page) + str(page.slide()).split("draw=")[0])
        shown[level] = pages
        session.do(Store.cancel_ballot, ballot)
    assert shown[1] == shown[5]


def test_a_clicker_walks_through_the_tabs(rated: Session, qtbot: QtBot) -> None:
    page = page_of(rated, qtbot)
    assert not page.back()
    while page.forward():
        assert page.tabs[page.current].isVisible()
    assert page.current == "check"
    primary = page.bar().primary
    assert primary is not None
    with qtbot.waitSignal(page.go) as asked:
        primary.run()
    assert asked.args == ["measures"]
