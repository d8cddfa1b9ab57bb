"""Without a mouse: Tab comes round on every page of the demo, out of every control, and shows where it is."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.demo_file import demo_store
from workshop.session import Session
from workshop.ui.main_window import MainWindow
from workshop.ui.pages import pages_of
from workshop.words import load_words

MOST = 400  # controls of one page
AROUND = 6  # pixels in which a field's edge may lie outside it
TAB, CONTROL = Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def console(tmp_path: Path, dressed: QApplication, qtbot: QtBot) -> Iterator[MainWindow]:
    session = Session(demo_store(tmp_path), load_words("zh_CN"))
    window = MainWindow(session)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield window
    window.close()
    session.close()


def step(console: MainWindow) -> QWidget | None:
    """Tab once; where Tab means the next seat or cell, Ctrl+Tab leaves."""
    before = QApplication.focusWidget()
    QTest.keyClick(before or console, TAB)
    if QApplication.focusWidget() is before:
        QTest.keyClick(before or console, TAB, CONTROL)
    return QApplication.focusWidget()


def looks(console: MainWindow, widget: QWidget) -> QImage:
    place = QRect(widget.mapTo(console, QPoint(0, 0)), widget.size()).adjusted(-AROUND, -AROUND, AROUND, AROUND)
    return console.grab(place).toImage()


def told(widget: QWidget) -> str:
    return f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}: {widget.accessibleName()}"


def shows(console: MainWindow, widget: QWidget) -> bool:
    """Whether a control that Tab has brought into view looks another way than without the focus."""
    with_it = looks(console, widget)
    widget.clearFocus()
    without = looks(console, widget)
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    return with_it != without


def walk(console: MainWindow, seen: set[QWidget]) -> tuple[list[QWidget], list[str]]:
    """The controls Tab reaches from the first until one comes again, which closes the list; and the new ones that do not show the focus."""
    if focus := QApplication.focusWidget():
        focus.clearFocus()
    reached: list[QWidget] = []
    unseen: list[str] = []
    for _step in range(MOST):
        now = step(console)
        assert now is not None, reached
        if now in reached:
            return [*reached, now], unseen
        reached.append(now)
        if now not in seen:
            if shows(console, now):
                seen.add(now)
            else:
                unseen.append(told(now))
    raise AssertionError("Tab never comes round")


def places(console: MainWindow) -> Iterator[str]:
    """Every page once, and every kind of place of it; the six dimensions are one page."""
    for entry in pages_of(console.session.pack):
        if entry.dimension not in ("", "strategy"):
            continue
        console.go(entry.key)
        kinds: set[str] = set()
        for number in range(MOST):
            # the preparation names no place: each of its steps is another
            kind = console.page().place.partition("/")[0] or (str(number) if entry.key == "prepare" else "")
            if kind not in kinds:
                kinds.add(kind)
                yield f"{entry.key}/{kind}"
            if not console.page().forward():
                break


@pytest.mark.no_cover  # the walk of test_accessible once more
def test_tab_comes_round_on_every_page_and_shows_where_it_is(console: MainWindow) -> None:
    seen: set[QWidget] = set()
    troubles: list[tuple[str, str]] = []
    walked = 0
    for place in places(console):
        QApplication.processEvents()
        reached, unseen = walk(console, seen)
        if unseen:  # a long page is still settling: once more at rest
            QTest.qWait(200)
            reached, unseen = walk(console, seen)
        if reached[-1] is not reached[0]:
            troubles.append((place, f"Tab is caught: {told(reached[-1])}"))
        troubles += [(place, f"no visible focus: {one}") for one in unseen]
        walked += 1
    assert walked > 30 and len(seen) > 400
    assert not troubles
