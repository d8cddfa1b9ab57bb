"""A rehearsal from the welcome window: simulated participants vote by one key, the facilitator reveals, wall and console say what it is."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from workshop.desktop import Desktop
from workshop.ui.main_window import MainWindow
from workshop.ui.wall.slides import RevealSlide

KEY = Qt.Key


@pytest.fixture
def console(dressed: QApplication, home: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    desk = Desktop(dressed)
    dressed.setProperty("dressed", False)  # a desktop puts on its own theme
    desk.show_welcome()
    assert desk.welcome is not None
    qtbot.mouseClick(desk.welcome.rehearsal_row, Qt.MouseButton.LeftButton)
    assert desk.console is not None
    yield desk.console
    desk.console.close()
    if desk.welcome is not None:
        desk.welcome.close()
    desk.finish()


def press(qtbot: QtBot, console: MainWindow, *keys: Qt.Key) -> None:
    for key in keys:
        focus = QApplication.focusWidget()
        if focus is not None:
            focus.clearFocus()
        qtbot.keyClick(console, key)
        QApplication.processEvents()


def test_two_rounds_by_keys_and_the_reveal_is_the_facilitators(console: MainWindow, qtbot: QtBot) -> None:
    state = console.session.state
    assert state.engagement.rehearsal and state.rounds == () and len(state.seats) == 12 and state.agenda
    assert console.rehearsal.isVisible() and not console.rehearsal.vote_button.isEnabled()
    console.go("dimension.data/4.1")
    press(qtbot, console, KEY.Key_M)  # nothing is open: nothing happens
    assert console.session.state.rounds == ()
    console.rehearsal.style_.set_value("camps")
    for number in (1, 2):
        press(qtbot, console, KEY.Key_Space if number == 1 else KEY.Key_N, KEY.Key_M)
        turn = console.session.state.open_round("indicator", "4.1")
        assert turn is not None and turn.cast == len(turn.due) == 12 and turn.votes == ()
        press(qtbot, console, KEY.Key_R)
        assert len([one for one in console.session.state.rounds if one.revealed]) == number
    assert isinstance(console.stage.wall.slide, RevealSlide)


def test_wall_console_and_title_say_that_it_is_a_rehearsal(console: MainWindow) -> None:
    image = QImage(1024, 768, QImage.Format.Format_RGB32)
    for entry in ("open", "dimension.data", "plan"):
        console.go(entry)
        painter = QPainter(image)
        written = console.stage.wall.draw(painter, 1024, 768)
        painter.end()
        assert "排练 · 模拟参会人" in [line.text for line in written], entry
    assert "排练" in console.frame.top._brand.accessibleName()


def test_a_real_day_has_no_such_line_and_m_does_nothing(qtbot: QtBot, session: object) -> None:
    from workshop.model.store import Store
    from workshop.session import Session

    assert isinstance(session, Session)
    made = MainWindow(session)
    qtbot.addWidget(made)
    made.show()
    session.do(Store.open_ballot, "indicator", "4.1")
    press(qtbot, made, KEY.Key_M)
    made.rehearsal.vote()
    assert not made.rehearsal.isVisible() and session.state.rounds[0].cast == 0
    made.close()
