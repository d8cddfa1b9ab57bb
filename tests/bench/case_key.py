"""From a key in the entry row to console and wall painted, the disk's caution left out; its floor is one frame of the wall alone."""

from itertools import count
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from workshop.ui.pages.dimension import DimensionPage

from .case import Case, Figure, Limit, paired
from .case_vote import SEATS, long_day
from .room import close_room, go_to, open_room

KEYS = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_5)


def _key(folder: Path) -> Figure:
    """40 seats, 20 indicators, three rounds of each revealed: votes typed into the row, changed again when all are in."""
    store = long_day(folder / "day.workshop")
    store._db.execute("PRAGMA synchronous = OFF")
    console = open_room(store)
    go_to(console, next(iter(console.session.pack.indicators)))
    page, number = console.page(), count()
    assert isinstance(page, DimensionPage)
    page.desk.choose_entry("seat")
    page.desk.open()
    QApplication.processEvents()
    entry, wall = page.ballot.entry, console.stage.wall

    def press() -> None:
        turn = next(number)
        entry.set_current(turn % SEATS)
        QTest.keyClick(entry, KEYS[turn % 5])
        QApplication.processEvents()

    def frame() -> None:
        wall.repaint()

    figure = paired(press, frame, 300, warm=SEATS)
    close_room(console)
    return figure


CASES = (Case("vote/key-to-wall", _key, (Limit("p99", 16),)),)
