"""The opening: five steps with their slides, a roll call that sets who votes, and no rating in anybody's mouth."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from workshop.model.agenda import preset
from workshop.model.store import Store
from workshop.session import Session
from workshop.ui.opening.steps import CHAIR, ChairStep, RollStep, RulesStep
from workshop.ui.pages.opening import OpeningPage
from workshop.ui.wall.slides import ListSlide, TitleSlide

from .setting import GROUPS, compose, open_session, seat_twelve, show

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def session(tmp_path: Path, dressed: QApplication) -> Session:
    made = open_session(tmp_path, chair="董事长")
    seat_twelve(made)
    return made


@pytest.fixture
def page(session: Session, qtbot: QtBot) -> OpeningPage:
    made = OpeningPage(session)
    show(qtbot, made)
    return made


def use(session: Session, name: str) -> None:
    slots = preset(name, session.pack)  # type: ignore[arg-type]
    assert session.do(Store.set_agenda, [(slot.kind, slot.subject, "", slot.minutes) for slot in slots])


def test_a_clicker_walks_through_all_steps_and_stops(page: OpeningPage) -> None:
    assert not page.back()
    headers = [page.slide().header]
    while page.forward():
        headers.append(page.slide().header)
    assert headers == ["", "议程", "点名", "规则", ""]
    assert not page.forward()
    assert page.back()
    assert page.current == 3


@pytest.mark.parametrize("name", ["full", "half", "two", "single"])
def test_the_walls_agenda_fits_eight_rows_and_leaves_nothing_out(page: OpeningPage, session: Session, name: str) -> None:
    use(session, name)
    page.arrive("agenda")
    slide = page.slide()
    assert isinstance(slide, ListSlide)
    assert 0 < len(slide.rows) <= 8
    assert slide.rows[0][0] == "09:00"
    assert slide.current == 0
    shown = "".join(text for _time, text, _minutes in slide.rows)
    days = next((at for at, item in enumerate(session.state.agenda) if item.subject.startswith("night")), len(session.state.agenda))
    for item in session.state.agenda[:days]:
        if item.kind == "dimension":
            assert session.pack.dimensions[item.subject].short in shown
    assert bool(slide.footer) == (name == "two")


def test_the_roll_call_sets_who_votes(page: OpeningPage, session: Session) -> None:
    page.arrive("roll")
    step = page.steps[2]
    assert isinstance(step, RollStep)
    first, second = session.state.seats[:2]
    QTest.mouseClick(step.tiles[first.id].choice.options[2], LEFT)
    QTest.mouseClick(step.tiles[second.id].choice.options[3], LEFT)
    assert session.state.seat(first.id).presence == "away"
    assert session.state.seat(second.id).presence == "observer"
    assert step.count.text() == "应到 11 席，到会 10，离席 1，观察 1"


def test_the_wall_names_groups_and_no_seat(page: OpeningPage, session: Session) -> None:
    page.arrive("roll")
    slide = page.slide()
    assert isinstance(slide, ListSlide)
    assert [text for _count, text, _here in slide.rows] == list(GROUPS)
    words = " ".join(" ".join(row) for row in slide.rows) + slide.title
    assert not [seat.role for seat in session.state.seats if seat.role in words]


def test_the_rules_say_how_levels_count_and_what_they_are_not_for(page: OpeningPage, session: Session) -> None:
    page.arrive("rules")
    slide = page.slide()
    assert isinstance(slide, ListSlide)
    texts = [text for _name, text, _right in slide.rows]
    assert session.pack.rule in texts
    assert any("不用于评价部门" in text for text in texts)
    assert any("最后发言" in text for text in texts)
    step = page.steps[3]
    assert isinstance(step, RulesStep)
    assert any("不记名" in line.text() for line in step._lines)
    session.do(Store.set_profile, vote_mode="named")
    assert not any("不记名" in line.text() for line in step._lines)


def test_the_chairmans_words_can_be_changed_and_taken_back(page: OpeningPage, session: Session) -> None:
    page.arrive("chair")
    step = page.steps[4]
    assert isinstance(step, ChairStep)
    proposal = step.area.text()
    assert "级别" not in proposal
    step.area.setFocus()
    step.area.selectAll()
    compose(step.area, "大家好")
    step.area.flush()
    assert session.state.texts[CHAIR].text == "大家好"
    QTest.mouseClick(step.back, LEFT)
    assert CHAIR not in session.state.texts
    assert step.area.text() == proposal
    slide = page.slide()
    assert isinstance(slide, TitleSlide)
    assert slide.lines == ("董事长",)


@pytest.mark.parametrize(("items", "key"), [
    ((), "practice"),
    ((("practice", ""), ("dimension", 1)), "practice"),
    ((("dimension", 1), ("dimension", 0)), 1),
])  # fmt: skip
def test_the_last_step_leads_to_the_trial_or_the_first_dimension(
    page: OpeningPage, session: Session, qtbot: QtBot, items: tuple[tuple[str, str | int], ...], key: str | int
) -> None:
    names = list(session.pack.dimensions)
    lines = [(kind, names[subject] if isinstance(subject, int) else subject, "", 10) for kind, subject in items]
    session.do(Store.set_agenda, lines)
    page.arrive("chair")
    primary = page.bar().primary
    assert primary is not None
    with qtbot.waitSignal(page.go) as asked:
        primary.run()
    assert asked.args == [f"dimension.{names[key]}" if isinstance(key, int) else key]


def test_what_is_missing_leads_to_where_it_is_made(tmp_path: Path, qtbot: QtBot) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    page = OpeningPage(open_session(folder))
    show(qtbot, page)
    page.arrive("roll")
    with qtbot.waitSignal(page.go) as asked:
        page.steps[2].empty.asked.emit()  # type: ignore[attr-defined]
    assert asked.args == ["prepare/seats"]
