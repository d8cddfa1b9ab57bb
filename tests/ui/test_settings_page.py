"""The page of settings: what is chosen is kept and holds at once; a folder that is not there is said."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from workshop import settings as settings_file
from workshop.desktop import Desktop
from workshop.settings import Settings
from workshop.ui.settings_page import SettingsDialog
from workshop.ui.theme import font, look_of
from workshop.words import load_words


@pytest.fixture
def desk(dressed: QApplication, home: Path) -> Iterator[Desktop]:
    made = Desktop(dressed)
    dressed.setProperty("dressed", False)
    made.show_welcome()
    yield made
    made.finish()


@pytest.fixture
def page(dressed: QApplication, tmp_path: Path) -> SettingsDialog:
    return SettingsDialog(load_words("zh_CN"), Settings(lock_minutes=7), tmp_path / "config", tmp_path / "log", tmp_path / "documents")


def click(dialog: SettingsDialog, segment: str, key: str) -> None:
    part = getattr(dialog, segment)
    QTest.mouseClick(part.options[part._keys.index(key)], Qt.MouseButton.LeftButton)


def test_everything_is_chosen_kept_and_holds_at_once(desk: Desktop, tmp_path: Path) -> None:
    place = tmp_path / "诊断 资料"
    place.mkdir()

    def choose() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, SettingsDialog)
        for segment, key in (("language", "en"), ("theme", "dark"), ("wall", "dark"), ("type_size", "125")):
            click(dialog, segment, key)
        dialog.folder.line.set_text(str(place))
        dialog.second.line.set_text(str(tmp_path))
        dialog.lock.set_value("15")
        QTest.mouseClick(dialog.save, Qt.MouseButton.LeftButton)

    QTimer.singleShot(0, choose)
    assert desk.welcome is not None
    QTest.mouseClick(desk.welcome.settings_button, Qt.MouseButton.LeftButton)
    kept = settings_file.load(desk._folder)
    assert (kept.language, kept.theme, kept.wall, kept.folder) == ("en", "dark", "dark", place)
    assert (kept.second_place, kept.lock_minutes) == (tmp_path, 15)
    assert desk.welcome.settings_button.text() == "Settings"
    assert look_of(desk.welcome).dark
    assert kept.text_size == 125 and font("body").pixelSize() == 18
    desk.set_text_size(100)
    assert font("body").pixelSize() == 14
    desk.open_demo()
    assert desk.console is not None
    assert desk.console.session.store.path.parent == place
    assert desk.console.stage._dark
    desk.console.close()


def test_escape_changes_nothing(desk: Desktop) -> None:
    before = desk.settings
    QTimer.singleShot(0, lambda: QTest.keyClick(QApplication.activeModalWidget(), Qt.Key.Key_Escape))
    desk.change_settings()
    assert desk.settings == before


@pytest.mark.parametrize("wrong", ["/no/such/folder", "relative", "/" + "长" * 2000, "/a\0b"])
def test_a_folder_that_is_not_there_is_said_and_kept_in_the_field(page: SettingsDialog, wrong: str) -> None:
    page.second.line.setMaxLength(5000)
    page.second.line.setText(wrong)
    page.confirm()
    assert page.result() == 0
    assert "没有这个文件夹" in page.second_field.error()
    assert page.folder_field.error() == ""
    page.second.line.setText("")
    page.confirm()
    assert page.result() == 1
    assert page.chosen().second_place is None


def test_a_folder_is_chosen_in_the_systems_dialog(page: SettingsDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    QTest.mouseClick(page.folder.button, Qt.MouseButton.LeftButton)
    assert page.chosen().folder == tmp_path
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    QTest.mouseClick(page.folder.button, Qt.MouseButton.LeftButton)
    assert page.chosen().folder == tmp_path


def test_what_stands_in_the_file_is_shown_as_it_is(page: SettingsDialog, tmp_path: Path) -> None:
    assert page.lock.value() == "7", "another number of minutes than those offered"
    assert str(tmp_path / "config") in page.where.text()
    odd = SettingsDialog(load_words("zh_CN"), Settings(language="fr"), tmp_path, tmp_path, tmp_path)
    assert odd.chosen().language == "zh_CN", "a language that is gone"


def test_a_chosen_folder_that_is_gone_is_no_reason_to_fail(desk: Desktop, home: Path) -> None:
    desk._keep(Settings(folder=home / "stick"))
    assert desk._documents() == home / "documents"
