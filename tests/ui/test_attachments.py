"""Evidence in real windows: a picture pasted, files dropped, 10 MB and not more, saved out by the user's own hand, taken off again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from workshop.session import Session
from workshop.ui.main_window import MainWindow
from workshop.ui.widgets.buttons import IconButton

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def console(session: Session, qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow(session)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    made.activateWindow()
    QApplication.processEvents()
    made.go("dimension.data/4.2")
    made.frame.drawer.set_current(3)
    QApplication.processEvents()
    focus = QApplication.focusWidget()
    if focus is not None:
        focus.clearFocus()
    yield made
    made.close()


def drop(console: MainWindow, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    held, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    console.dropEvent(QDropEvent(QPointF(400, 300), Qt.DropAction.CopyAction, data, held, none))
    QApplication.processEvents()


def test_a_picture_is_pasted_and_saved_out_again(
    console: MainWindow, qtbot: QtBot, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("#0F5C63"))
    QGuiApplication.clipboard().setImage(image)
    qtbot.keyClick(console, Qt.Key.Key_V, CTRL)
    QApplication.processEvents()
    kept = session.state.attachments
    assert [(one.subject_kind, one.subject, one.mime) for one in kept] == [("indicator", "4.2", "image/png")]
    assert kept[0].name.endswith(".png") and console.frame.notice.isVisible()
    out = tmp_path / "out.png"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(out), ""))
    buttons = console.kit.attachments.findChildren(IconButton)
    qtbot.mouseClick(buttons[0], Qt.MouseButton.LeftButton)
    saved = QImage(str(out))
    assert (saved.width(), saved.height(), saved.pixelColor(3, 3).name()) == (40, 30, "#0f5c63")
    qtbot.mouseClick(buttons[1], Qt.MouseButton.LeftButton)
    assert session.state.attachments == ()


def test_files_are_dropped_in_up_to_ten_megabytes(console: MainWindow, session: Session, tmp_path: Path) -> None:
    small, large = tmp_path / "清单.xlsx", tmp_path / "录像.mp4"
    small.write_bytes(b"x" * 2000)
    large.write_bytes(b"0" * (10 * 1024 * 1024 + 1))
    drop(console, small, large, tmp_path)
    assert [one.name for one in session.state.attachments] == ["清单.xlsx"]
    assert session.store.attachment_bytes(session.state.attachments[0].id) == b"x" * 2000
    assert "录像.mp4" in console.frame.notice._text.text()  # the refusal is what is read
    console.go("dimension.data/4.3")
    assert console.kit.attachments.rows(session.state) == ()
    console.go("picture")  # the day itself
    drop(console, small)
    assert {(one.subject_kind, one.subject) for one in session.state.attachments} == {("indicator", "4.2"), ("topic", "")}


def test_a_file_that_is_gone_is_told_and_nothing_is_kept(console: MainWindow, session: Session, tmp_path: Path) -> None:
    from workshop.ui.tools.attachments import attach_files

    assert attach_files(session, ("indicator", "4.2"), [tmp_path / "nowhere.pdf"]) == 0
    assert session.state.attachments == () and console.frame.notice.isVisible()


def test_documents_to_bring_stand_beside_the_discussion(console: MainWindow, session: Session) -> None:
    from workshop.model.store import Store
    from workshop.ui.widgets.text import Label

    session.do(Store.set_evidence, "4.2", 0, "handed")
    QApplication.processEvents()
    told = [part.text() for part in console.kit.tab_prompts.findChildren(Label)]
    assert "已交" in told and "未问" in told


def test_the_list_of_documents_is_exported_where_the_user_says(
    console: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from workshop.ui.prepare.documents import DocumentsSection

    console.go("prepare")
    section = DocumentsSection(console.session)
    qtbot.addWidget(section)
    section.show()
    for suffix in (".docx", ".xlsx"):
        out = tmp_path / f"list{suffix}"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, out=out: (str(out), ""))
        qtbot.mouseClick(section.exports[suffix], Qt.MouseButton.LeftButton)
        assert out.read_bytes()[:2] == b"PK"
