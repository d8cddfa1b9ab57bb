"""Every page of the demo, in both languages: each control has a name, no sentence shows a raw placeholder, no words leave their place."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPlainTextEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from workshop import demo
from workshop.model.store import Store
from workshop.session import Session
from workshop.ui.main_window import MainWindow
from workshop.ui.pages import pages_of
from workshop.ui.widgets.text import Label, Prose
from workshop.words import load_words

PLACEHOLDER = re.compile(r"\{[a-z_]*\}")
STEPS = 40  # of one page at most


@pytest.fixture(scope="module", params=["zh_CN", "en"])
def played(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The demo day as a file, in one language."""
    path = tmp_path_factory.mktemp("day") / "demo.workshop"
    demo.build(path, language=request.param).close()
    return path, request.param


@pytest.fixture
def console(played: tuple[Path, str], dressed: QApplication, qtbot: QtBot) -> Iterator[MainWindow]:
    path, language = played
    session = Session(Store.open(path), load_words(language))
    window = MainWindow(session)
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.show()
    qtbot.waitExposed(window)
    yield window
    window.close()
    session.close()


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
    QApplication.processEvents()
    return [widget for widget in console.findChildren(QWidget) if widget.isVisible()]


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
    """An area that must be scrolled to the right."""
    return isinstance(widget, QScrollArea) and widget.horizontalScrollBar().maximum() > 0


def test_every_page_names_its_controls_fills_its_sentences_and_keeps_its_words_in_place(console: MainWindow) -> None:
    troubles: set[tuple[str, str, str]] = set()
    seen = 0
    for view in views(console):
        for widget in shown(console):
            seen += 1
            what = f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}: {spoken(widget)}"
            troubles |= {(view, "nameless", what)} if nameless(widget) else set()
            troubles |= {(view, "outside", what)} if outside(widget) else set()
            troubles |= {(view, "sideways", what)} if sideways(widget) else set()
            troubles |= {(view, "placeholder", text) for text in words_of(widget) if PLACEHOLDER.search(text)}
    assert seen > 5000
    assert not troubles
