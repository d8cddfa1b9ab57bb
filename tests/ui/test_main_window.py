"""The console around its pages: rail, bars, clocks, keys, undo, troubles, and the wall that follows."""

import gc
import weakref
from collections.abc import Iterator
from datetime import datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.pages.desk import settle_events
from workshop.model.errors import EnvironmentTrouble
from workshop.model.store import Store
from workshop.session import Session
from workshop.ui.journey import day_clock, rail_items, starts
from workshop.ui.main_window import MainWindow
from workshop.ui.pages import pages_of
from workshop.ui.wall.slides import QuestionSlide, RevealSlide
from workshop.ui.wall.window import Cover


@pytest.fixture
def console(session: Session, qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow(session)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()


def press(qtbot: QtBot, console: MainWindow, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key as the system delivers it: to what has the focus."""
    focus = QApplication.focusWidget()
    qtbot.keyClick(focus if focus is not None and focus.window() is console else console, key, held)


def leave_fields(console: MainWindow) -> None:
    """The focus away from every control, as after a click on the ground."""
    focus = QApplication.focusWidget()
    if focus is not None:
        focus.clearFocus()


def test_it_opens_where_the_day_stands(session: Session, qtbot: QtBot) -> None:
    session.do(Store.set_position, "picture")
    window = MainWindow(session)
    qtbot.addWidget(window)
    window.show()
    assert window.frame.rail.selected() == "picture"
    window.close()


def test_every_page_can_be_reached_by_the_clicker_alone(console: MainWindow, qtbot: QtBot) -> None:
    seen = {console.frame.rail.selected()}
    console.go("prepare")
    for _step in range(200):
        press(qtbot, console, Qt.Key.Key_PageDown)
        seen.add(console.session.state.engagement.position)
        if console.session.state.engagement.position == pages_of(console.session.pack)[-1].key:
            break
    assert seen >= {entry.key for entry in pages_of(console.session.pack)}
    # and it recorded, revealed and closed nothing
    assert console.session.state.rounds == () and console.session.state.records == ()


def test_the_rail_shows_progress_and_goes_where_it_is_clicked(console: MainWindow, session: Session) -> None:
    console.frame.rail.chosen.emit("dimension.data/4.2")
    assert console.page().place == "4.2"
    assert session.state.engagement.position == "dimension.data"
    session.do(Store.settle, "indicator", "4.1", 3, "majority")
    items = {
        item.id: item for item in rail_items(session.state, session.pack, session.words, pages_of(session.pack), "dimension.data", "4.2")
    }
    assert items["dimension.data"].note == "1 / 4"
    assert items["dimension.data/4.1"].state == "done" and items["dimension.data/4.2"].state == "now"


def test_single_keys_run_the_ballot_and_the_wall_follows(console: MainWindow, session: Session, qtbot: QtBot) -> None:
    console.go("dimension.data/4.2")
    session.do(Store.open_ballot, "indicator", "4.2")
    turn = session.state.open_round("indicator", "4.2")
    assert turn is not None
    for seat in session.state.seats:
        session.do(Store.cast_vote, turn.ballot.id, seat.id, 3)
    slide = console.stage.wall.slide
    assert isinstance(slide, QuestionSlide) and slide.cast == 12
    leave_fields(console)
    qtbot.keyClick(console, Qt.Key.Key_R)
    slide = console.stage.wall.slide
    assert isinstance(slide, RevealSlide) and slide.counts == (0, 0, 12, 0, 0)


def test_undo_names_the_step_and_redo_brings_it_back(console: MainWindow, session: Session, qtbot: QtBot) -> None:
    session.do(Store.tick_pain, "P01", 2)
    leave_fields(console)
    qtbot.keyClick(console, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert session.state.pains == {}
    assert console.frame.notice.isVisible()
    qtbot.keyClick(console, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert session.state.pains == {"P01": 2}


def test_black_white_and_the_wall_on_its_screen(console: MainWindow, qtbot: QtBot) -> None:
    leave_fields(console)
    qtbot.keyClick(console, Qt.Key.Key_F5)
    assert console.stage.wall.isVisible() and console.stage.state_word() == "放映中"
    qtbot.keyClick(console, Qt.Key.Key_B)
    assert console.stage.wall.cover is Cover.BLACK
    qtbot.keyClick(console.stage.wall, Qt.Key.Key_W)
    assert console.stage.wall.cover is Cover.WHITE
    console.stage.freeze()
    console.stage.cover(Cover.WHITE)
    assert console.stage.state_word() == "已冻结"
    console.stage.set_dark(True)
    console.stage.exchange()
    assert console.frame.notice.isVisible()
    console.stage.menu(QPoint(10, 10))
    qtbot.keyClick(console, Qt.Key.Key_Escape)
    assert not console.stage.wall.isVisible()


def test_a_refusal_is_a_line_and_trouble_with_the_file_stays_in_the_top_bar(console: MainWindow, session: Session) -> None:
    assert not session.do(Store.set_weights, {"data": 1})
    assert console.frame.notice.isVisible()
    session.failed.emit(EnvironmentTrouble("store.full", path="x"))
    assert console.frame.notice.isVisible()
    session.do(Store.tick_pain, "P01", 1)


def test_the_key_sheet_shows_and_hides(console: MainWindow, qtbot: QtBot) -> None:
    leave_fields(console)
    qtbot.keyClick(console, Qt.Key.Key_F1)
    assert console._sheet.isVisible()
    qtbot.keyClick(console._sheet, Qt.Key.Key_Escape)
    assert not console._sheet.isVisible()


def test_clocks_follow_the_agenda(session: Session) -> None:
    session.do(Store.set_agenda, [("open", "", "开场", 15), ("dimension", "data", "数据", 38), ("break", "", "午休", 90)])
    assert starts(session.state) == {("open", ""): "09:00", ("dimension", "data"): "09:15", ("break", ""): "09:53"}
    item = session.state.agenda[0]
    session.do(Store.clock_agenda, item.id, 60)
    noon = datetime(2026, 3, 12, 9, 1)
    item = session.state.agenda[0]
    on_time = day_clock(session.state, session.pack, session.words, noon, item, 0)
    assert on_time.clock == "09:01" and not on_time.late and "11:23" in on_time.sentence
    late = day_clock(session.state, session.pack, session.words, datetime(2026, 3, 12, 9, 31), item, 0)
    assert late.late and "30" in late.sentence
    early = day_clock(session.state, session.pack, session.words, datetime(2026, 3, 12, 8, 40), item, 0)
    assert not early.late and "21" in early.sentence
    assert day_clock(session.state, session.pack, session.words, noon, None, 0).sentence == ""


def test_minutes_spent_on_a_page_go_into_the_record(console: MainWindow, session: Session) -> None:
    session.do(Store.set_agenda, [("open", "", "开场", 15), ("picture", "", "总览", 15)])
    console.go("open")
    console._arrived = datetime(2020, 1, 1)
    console.go("picture")
    assert session.state.agenda[0].used > 0


def test_a_closed_window_leaves_nothing_in_memory_while_its_session_lives(session: Session) -> None:
    window = MainWindow(session)
    window.show()
    window.go("dimension.data/4.1")
    settle_events()
    known = weakref.ref(window), weakref.ref(window.page())
    window.close()
    window.deleteLater()
    settle_events()
    del window
    gc.collect()
    assert [one() for one in known] == [None, None]
