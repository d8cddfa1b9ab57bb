"""The history page in a real console: filter by kind and words, a line opens its question's way, the wall shows no note."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.demo_file import demo_store
from tests.ui.pages.setting import compose
from workshop.model.store import Store
from workshop.session import Session
from workshop.ui.main_window import MainWindow
from workshop.ui.pages.history import HistoryPage
from workshop.ui.wall.slides import ListSlide
from workshop.ui.widgets.text import Label, Prose
from workshop.words import load_words


@pytest.fixture
def console(tmp_path: Path, dressed: QApplication, qtbot: QtBot) -> MainWindow:
    made = MainWindow(Session(demo_store(tmp_path), load_words("zh_CN")))
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    made.activateWindow()
    made.go("history")
    QApplication.processEvents()
    return made


def test_who_did_what_when_and_what_was_taken_back(console: MainWindow, qtbot: QtBot) -> None:
    page = console.page()
    assert isinstance(page, HistoryPage)
    focus = QApplication.focusWidget()
    if focus is not None:
        focus.clearFocus()
    console.session.do(Store.add_note, "note", "indicator", "4.2", "等审计部的清单")
    qtbot.keyClick(console, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(console, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    newest = [cell(page, row) for row in range(3)]
    assert [row[2] for row in newest] == ["重做：记备注", "撤销：记备注", "记备注"]
    assert newest[2][3] == "4.2 数据管控" and newest[2][1]
    page.kind.setCurrentIndex(1)
    page.kind.activated.emit(1)
    assert {cell(page, row)[2].split("，")[0] for row in range(page.grid.rowCount())} == {"开始投票", "录入评级票", "录入排序票", "揭示"}
    assert {cell(page, row)[1] for row in range(page.grid.rowCount()) if cell(page, row)[2].startswith("录入")} == {"各席（不记名）"}
    page.kind.setCurrentIndex(0)
    compose(page.search, "数据管控")
    assert page.grid.rowCount() and all("数据管控" in cell(page, row)[3] for row in range(page.grid.rowCount()))
    console.close()


def cell(page: HistoryPage, row: int) -> list[str]:
    found = []
    for column in range(4):
        item = page.grid.item(row, column)
        assert item is not None
        found.append(item.text())
    return found


def test_a_line_opens_its_questions_way_and_the_wall_tells_rounds_and_records_only(console: MainWindow, qtbot: QtBot) -> None:
    page = console.page()
    assert isinstance(page, HistoryPage)
    page.show_way("4.1")
    QApplication.processEvents()
    texts = [part.text() for kind in (Label, Prose) for part in page.findChildren(kind)]
    assert any("第 1 轮" in text for text in texts) and any("第 2 轮" in text for text in texts)
    assert any(text.startswith("4.1 ") and "级" in text for text in texts)
    note = next(note.text for note in console.session.state.notes if note.subject == "4.1")
    assert note in texts
    slide = page.slide()
    assert isinstance(slide, ListSlide) and len(slide.rows) >= 3
    assert note not in str(slide)
    compose(page.search, "1.1")
    page.grid.chosen.emit(str(next(event.seq for event in page._events if event.subject == "1.1")))
    assert page.title.text().startswith("1.1")
    qtbot.keyClick(QApplication.focusWidget() or console, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert console.page_key() == "dimension.strategy" and console.page().place == "1.1"
    console.close()
