"""Parked items: every one with an owner, a date and a way back to its vote."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from workshop.model.store import Store
from workshop.session import Session
from workshop.ui.pages.parked import ParkedPage
from workshop.ui.wall.slides import ListSlide

from .setting import open_session, seat_twelve, show, type_into

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def session(tmp_path: Path, dressed: QApplication) -> Session:
    made = open_session(tmp_path)
    seat_twelve(made)
    return made


@pytest.fixture
def page(session: Session, qtbot: QtBot) -> ParkedPage:
    made = ParkedPage(session)
    show(qtbot, made)
    return made


def test_nothing_parked_leads_on(page: ParkedPage, qtbot: QtBot) -> None:
    assert page.empty.isVisible()
    with qtbot.waitSignal(page.go) as asked:
        page.empty.asked.emit()
    assert asked.args == ["picture"]
    slide = page.slide()
    assert isinstance(slide, ListSlide)
    assert slide.title == "没有待议事项"


def test_a_topic_is_added_by_enter_and_gets_an_owner(page: ParkedPage, session: Session) -> None:
    type_into(page.topic, "预算口径")
    assert [(row.kind, row.text) for row in session.state.parked] == [("topic", "预算口径")]
    assert page.topic.text() == ""
    row = page.rows[session.state.parked[0].id]
    assert not row.button.isVisible()
    type_into(row.owner, "计划财务部总经理")
    type_into(row.due, "2026-04-30")
    assert (session.state.parked[0].owner, session.state.parked[0].due) == ("计划财务部总经理", "2026-04-30")
    assert "都有责任人" in page._count.text()


def test_a_blank_topic_is_not_added(page: ParkedPage, session: Session) -> None:
    type_into(page.topic, "   ")
    assert session.state.parked == ()


def test_what_is_refused_stays_typed(page: ParkedPage, session: Session) -> None:
    session.do(Store.park, "topic", "", "预算口径")
    row = page.rows[session.state.parked[0].id]
    type_into(row.due, "下周")
    assert "下周" in row.complaint.text()
    assert row.due.text() == "下周"
    type_into(row.text, "")
    assert row.complaint.text() == "待议事项不能为空，请写明要议什么。"
    assert session.state.parked[0].text == "预算口径"
    assert session.state.parked[0].due == ""


def test_done_is_ticked(page: ParkedPage, session: Session) -> None:
    session.do(Store.park, "topic", "", "预算口径")
    row = page.rows[session.state.parked[0].id]
    QTest.mouseClick(row.done, LEFT)
    assert session.state.parked[0].done == 1
    assert page._count.text() == "1 项都已办结"
    slide = page.slide()
    assert isinstance(slide, ListSlide)
    assert slide.rows == ()


def test_a_parked_indicator_leads_back_to_its_vote(page: ParkedPage, session: Session, qtbot: QtBot) -> None:
    name = list(session.pack.indicators)[4]
    session.do(Store.park, "indicator", name, "等材料")
    row = page.rows[session.state.parked[0].id]
    with qtbot.waitSignal(page.go) as asked:
        QTest.mouseClick(row.button, LEFT)
    assert asked.args == [f"dimension.{session.pack.indicators[name].dimension}/{name}"]
    session.do(Store.settle, "indicator", name, 3, "majority")
    assert "已记为三级" in row.place.text()
    assert row.done.isChecked()


def test_an_indicator_recorded_as_parked_is_listed_and_taken_up(page: ParkedPage, session: Session) -> None:
    name = next(iter(session.pack.indicators))
    session.do(Store.settle, "indicator", name, None, "parked", reason="没有材料")
    row = page.rows[f"record.{name}"]
    assert row.text.text() == "没有材料"
    type_into(row.owner, "信息科技部总经理")
    (parked,) = session.state.parked
    assert (parked.kind, parked.subject, parked.text, parked.owner) == ("indicator", name, "没有材料", "信息科技部总经理")
    assert list(page.rows) == [parked.id]


def test_the_wall_shows_eight_and_counts_the_rest(page: ParkedPage, session: Session) -> None:
    for number in range(11):
        session.do(Store.park, "topic", "", f"话题 {number}", "办公室主任", "2026-05-01")
    slide = page.slide()
    assert isinstance(slide, ListSlide)
    assert len(slide.rows) == 8
    assert slide.rows[0] == ("话题", "话题 0", "办公室主任 · 2026-05-01")
    assert slide.footer == "另有 3 项见会议纪要"
    assert slide.title == "11 项待议，逐项定人定时"
