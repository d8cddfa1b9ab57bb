"""Time in the console, by keys and clicks in the real window: the choice over time, the agenda by one key, the speaker's timer."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.pages.desk import cast_all, settle_events
from workshop.model.agenda import preset
from workshop.model.content import Pack
from workshop.model.store import Store, default_engagement
from workshop.session import Session
from workshop.ui.dimension.derive import Step
from workshop.ui.main_window import MainWindow
from workshop.ui.pace import MORE
from workshop.ui.pages.dimension import DimensionPage
from workshop.words import load_words


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 3, 12, 9)

    def __call__(self) -> datetime:
        return self.now

    def on(self, minutes: float) -> None:
        self.now += timedelta(minutes=minutes)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def console(tmp_path: Path, files: dict[str, str], pack: Pack, dressed: QApplication, clock: Clock, qtbot: QtBot) -> Iterator[MainWindow]:
    store = Store.create(tmp_path / "day.workshop", files, default_engagement(pack, "澜川城市商业银行", clock.now), clock=clock)
    for number in range(6):
        store.add_seat(f"岗位{number + 1}", "甲" if number < 3 else "乙")
    store.set_agenda([(slot.kind, slot.subject, "", slot.minutes) for slot in preset("full", pack)])
    session = Session(store, load_words("zh_CN"))
    made = MainWindow(session)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    made.go("open")
    yield made
    made.close()
    session.close()


def press(console: MainWindow, qtbot: QtBot, key: Qt.Key) -> None:
    focus = QApplication.focusWidget()
    if focus is not None:
        focus.clearFocus()
    qtbot.keyClick(console, key)


def minutes(console: MainWindow, kind: str, subject: str = "") -> int:
    return next(item.minutes for item in console.session.state.agenda if (item.kind, item.subject) == (kind, subject))


def test_over_time_a_choice_is_raised_once_and_nothing_is_cut(console: MainWindow, clock: Clock, qtbot: QtBot) -> None:
    over = console.pace.over
    clock.on(14)
    console._tell_time()
    assert over.isHidden()
    clock.on(2)
    console._tell_time()
    assert over.isVisible() and "15 分钟" in over.text.text() and console.session.state.engagement.position == "open"
    qtbot.mouseClick(over.close_button, Qt.MouseButton.LeftButton)
    console._tell_time()
    assert over.isHidden(), "closed is closed"
    console.pace._asked = ("", 0)
    console._tell_time()
    qtbot.mouseClick(over.buttons["extend"], Qt.MouseButton.LeftButton)
    item = console.session.state.agenda[0]
    assert over.isHidden() and (item.minutes, item.planned, item.choice) == (15 + MORE, 15, "extend")
    clock.on(5)
    console._tell_time()
    assert over.isVisible(), "the new length is watched too"


def test_park_and_majority_over_time_are_recorded_and_done_by_the_page(console: MainWindow, clock: Clock, qtbot: QtBot) -> None:
    session = console.session
    console.go("dimension.data/4.1")
    page = console.page()
    assert isinstance(page, DimensionPage)
    page.desk.choose_entry("seat")
    page.desk.open()
    cast_all(session, page.desk.turn().ballot.id, [2, 2, 2, 2, 4, 4])  # type: ignore[union-attr]
    press(console, qtbot, Qt.Key.Key_R)
    clock.on(39)
    console._tell_time()
    qtbot.mouseClick(console.pace.over.buttons["majority"], Qt.MouseButton.LeftButton)
    settle_events()
    item = next(one for one in session.state.agenda if one.subject == "data")
    assert item.choice == "majority"
    assert page.step is Step.SETTLE and page.settle.basis.value() == "majority" and session.state.record_of("indicator", "4.1") is None
    console.pace._asked = ("", 0)
    console._tell_time()
    qtbot.mouseClick(console.pace.over.buttons["park"], Qt.MouseButton.LeftButton)
    settle_events()
    record = session.state.record_of("indicator", "4.1")
    assert record is not None and record.basis == "parked" and [row.subject for row in session.state.parked] == ["4.1"]


def test_one_key_spreads_the_rest_of_the_day_and_one_takes_it_back(console: MainWindow, clock: Clock, qtbot: QtBot) -> None:
    clock.on(5)
    console.go("dimension.strategy")
    clock.on(95)
    press(console, qtbot, Qt.Key.Key_A)
    said = console.pace.news.text.text()
    assert console.pace.news.isVisible() and "准点结束" in said and "讨论时间先给" in said
    assert console.session.state.undo == "spread_agenda" and minutes(console, "dimension", "application") < 38
    assert "预计 17:44" in console.frame.top._day.sentence
    qtbot.keyClick(console, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert minutes(console, "dimension", "application") == 38


def test_the_speaker_s_timer_runs_on_both_screens(console: MainWindow, clock: Clock, qtbot: QtBot) -> None:
    speech = console.pace.speech
    press(console, qtbot, Qt.Key.Key_T)
    assert speech.isVisible() and speech.text.text() == "发言计时 2:00"
    console.stage.present()
    clock.on(0.5)
    console._tell_time()
    assert speech.text.text() == "发言计时 1:30"
    assert "1:30" in [line.text for line in written(console)]
    planned = minutes(console, "open")
    press(console, qtbot, Qt.Key.Key_Plus)
    assert speech.text.text() == "发言计时 2:30" and minutes(console, "open") == planned
    clock.on(3)
    console._tell_time()
    assert speech.text.text() == "发言时间到"
    press(console, qtbot, Qt.Key.Key_T)
    assert speech.isHidden() and "0:00" not in [line.text for line in written(console)]
    press(console, qtbot, Qt.Key.Key_Plus)
    assert minutes(console, "open") == planned + 1


def written(console: MainWindow) -> list:  # type: ignore[type-arg]
    from PySide6.QtGui import QImage, QPainter

    image = QImage(1920, 1080, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    try:
        return console.stage.wall.draw(painter, 1920, 1080)
    finally:
        painter.end()
