"""Every page of the demo, in both languages: each control has a name, no sentence shows a raw placeholder, no words leave their place."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPlainTextEdit, QScrollArea, QWidget

from tests.demo_file import demo_file
from workshop.model.store import Store
from workshop.session import Session
from workshop.ui.main_window import MainWindow
from workshop.ui.pages import pages_of
from workshop.ui.theme import dress, font, load_looks
from workshop.ui.widgets.choice import Option
from workshop.ui.widgets.drawer import Tabs
from workshop.ui.widgets.paint import width_of
from workshop.ui.widgets.text import Label, Prose
from workshop.words import load_words

ROOT = Path(__file__).resolve().parents[2]
PLACEHOLDER = re.compile(r"\{[a-z_]*\}")
STEPS = 40  # of one page at most


@contextmanager
def console_of(file: Path, language: str, size: tuple[int, int]) -> Iterator[MainWindow]:
    """A console on the demo day in one language; gone at the end, so that the next style sheet finds no widget to dress."""
    session = Session(Store.open(file), load_words(language))
    window = MainWindow(session)
    window.resize(*size)
    window.show()
    QTest.qWaitForWindowExposed(window)
    try:
        yield window
    finally:
        window.close()
        session.close()
        window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def views(console: MainWindow) -> Iterator[str]:
    """Every stage, its indicators and its steps, shown one after the other."""
    pack = console.session.pack
    for entry in pages_of(pack):
        console.go(entry.key)
        yield entry.key
        for indicator in pack.dimensions[entry.dimension].indicators if entry.dimension else ():
            console.go(f"{entry.key}/{indicator}")
            yield f"{entry.key}/{indicator}"
        for step in range(STEPS):
            if not console.page().forward():
                break
            yield f"{entry.key} +{step + 1}"


def shown(console: MainWindow) -> list[QWidget]:
    """What is on screen inside a window; what stands in something hidden is not looked at."""
    QApplication.processEvents()
    found: list[QWidget] = []
    waiting = [console]
    while waiting:
        inside = [one for one in waiting.pop().children() if isinstance(one, QWidget) and one.isVisible()]
        found += inside
        waiting += inside
    return found


def spoken(widget: QWidget) -> str:
    """What a screen reader says for a control."""
    text = widget.text() if isinstance(widget, QAbstractButton | QLabel) else ""
    return (widget.accessibleName() or text).strip()


def words_of(widget: QWidget) -> list[str]:
    """All a widget says: text, hint, name, description, tooltip."""
    said = [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip(), widget.windowTitle()]
    if isinstance(widget, QAbstractButton | QLabel | Label | Prose):
        said.append(widget.text())
    if isinstance(widget, QLineEdit | QPlainTextEdit):
        said.append(widget.placeholderText())
    return [text for text in said if text]


def nameless(widget: QWidget) -> bool:
    """A control the keyboard reaches, and nothing to say for it."""
    reached = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isEnabled()
    return reached and not isinstance(widget, QScrollArea) and not spoken(widget)


def outside(widget: QWidget) -> bool:
    """Words wider than what holds them."""
    parent = widget.parentWidget()
    if not isinstance(widget, QLabel | Label | Prose) or parent is None:
        return False
    left = widget.mapTo(parent, QPoint(0, 0)).x()
    return left < -1 or left + widget.width() > parent.width() + 1


def sideways(widget: QWidget) -> bool:
    """An area that must be scrolled to the right, also when the drawer beside it has come to rest."""
    if not isinstance(widget, QScrollArea) or widget.horizontalScrollBar().maximum() == 0:
        return False
    QTest.qWait(300)
    return widget.isVisible() and widget.horizontalScrollBar().maximum() > 0


def cut(widget: QWidget) -> bool:
    """Words that do not fit their own place."""
    if isinstance(widget, Option) and isinstance(widget.parentWidget(), Tabs):
        return widget.width() < width_of(widget.accessibleName(), font("body", True))
    if isinstance(widget, Label) and not widget._elide:
        return widget.width() < widget.sizeHint().width() - 1
    return isinstance(widget, Prose) and bool(widget.text()) and widget.height() < widget.heightForWidth(widget.width()) - 2


def troubles_of(console: MainWindow) -> tuple[set[tuple[str, str, str]], int]:
    """Everything that is wrong on any page, and how many widgets were looked at."""
    troubles: set[tuple[str, str, str]] = set()
    seen = 0
    for view in views(console):
        for _round in range(3):  # wrapped text settles after its neighbours
            QApplication.processEvents()
        for widget in shown(console):
            seen += 1
            what = f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}: {spoken(widget)}"
            checks = (("nameless", nameless), ("outside", outside), ("sideways", sideways), ("cut", cut))
            troubles |= {(view, name, what) for name, holds in checks if holds(widget)}
            troubles |= {(view, "placeholder", text) for text in words_of(widget) if PLACEHOLDER.search(text)}
    return troubles, seen


@pytest.mark.parametrize("language", ["zh_CN", pytest.param("en", marks=pytest.mark.no_cover)])  # the same lines again
def test_every_page_names_its_controls_fills_its_sentences_and_keeps_its_words_in_place(
    language: str, tmp_path: Path, dressed: QApplication
) -> None:
    with console_of(demo_file(tmp_path, language), language, (1280, 720)) as console:
        troubles, seen = troubles_of(console)
    assert seen > 5000
    assert not troubles


@pytest.mark.no_cover  # the walks above run the same lines
@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_every_page_keeps_its_words_in_place_in_large_type(language: str, tmp_path: Path, dressed: QApplication) -> None:
    dress(dressed, load_looks().light, 125)
    try:
        with console_of(demo_file(tmp_path, language), language, (1366, 768)) as console:
            troubles, seen = troubles_of(console)
        assert seen > 5000
        assert font("body").pixelSize() == 18
        assert not troubles
    finally:
        dress(dressed, load_looks().light)


@pytest.mark.parametrize(("factor", "language"), [("1.5", "zh_CN"), ("2", "en")])
def test_every_page_keeps_its_words_in_place_on_a_sharp_screen(factor: str, language: str) -> None:
    """A process of its own: the factor of a screen is fixed when the program starts."""
    # not measured again: the walks above run the same lines
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    environment |= {"QT_SCALE_FACTOR": factor, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-m", "tests.ui.sharp", language],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.stdout.splitlines()[-1:] == [f"{float(factor):g} no troubles"], done.stdout + done.stderr
