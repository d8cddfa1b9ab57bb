"""Nothing moves, nothing wakes: with every page built and the wall shown, no timer beats faster than the seconds of the step clock."""

from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QAbstractAnimation, QObject, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.demo_file import demo_store
from workshop.session import Session
from workshop.ui.main_window import MainWindow
from workshop.ui.pages import pages_of
from workshop.words import load_words

SECOND = 1000  # ms; the step clock shows seconds, nothing on screen shows less
Kind = TypeVar("Kind", bound=QObject)


def found(kind: type[Kind]) -> list[Kind]:
    """Everything of a kind that a window or the application owns now."""
    app = QApplication.instance()
    assert app is not None
    return [one for root in (app, *QApplication.topLevelWidgets()) for one in root.findChildren(kind)]


def running() -> dict[str, int]:
    """Owner and ms of every timer that runs."""
    return {type(timer.parent()).__name__: timer.interval() for timer in found(QTimer) if timer.isActive()}


def still() -> bool:
    """Whether all that was set off by turning the page has come to rest."""
    moving = any(one.state() is QAbstractAnimation.State.Running for one in found(QAbstractAnimation))
    return not moving and min(running().values()) >= SECOND


def test_no_timer_wakes_faster_than_the_clock_on_screen(dressed: QApplication, tmp_path: Path, qtbot: QtBot) -> None:
    session = Session(demo_store(tmp_path), load_words("zh_CN"))
    console = MainWindow(session)
    qtbot.addWidget(console)
    console.show()
    console.stage.present()
    for key in {entry.key.partition(".")[0]: entry.key for entry in pages_of(session.pack)}.values():  # one dimension's for the six
        console.go(key)
        qtbot.waitUntil(still)
        assert running()["MainWindow"] == SECOND, "the clock itself is among what was found"
    console.close()
    assert all(timer.isSingleShot() for timer in found(QTimer) if timer.isActive()), "a closed engagement leaves no clock behind"
    session.close()
