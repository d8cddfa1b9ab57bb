"""A second start hands over its file and leaves; Qt's own words are those of the users."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from workshop.desktop import Desktop
from workshop.model.store import Store
from workshop.ui.qtwords import QtWords
from workshop.ui.single import REQUESTS, SingleInstance

ASK = (
    "import sys; from pathlib import Path; from PySide6.QtCore import QCoreApplication; app = QCoreApplication([]);"
    "from workshop.ui.single import SingleInstance; one = SingleInstance(Path(sys.argv[1]));"
    "print(one.first, one.hand_over(Path(sys.argv[2])) if not one.first else '')"
)


def second(folder: Path, file: str) -> str:
    """Another process that starts meanwhile."""
    done = subprocess.run([sys.executable, "-c", ASK, str(folder), file], capture_output=True, text=True, check=True, timeout=60)
    return done.stdout.strip()


def test_a_second_start_hands_its_file_to_the_first(qapp: QApplication, tmp_path: Path, qtbot: QtBot) -> None:
    first = SingleInstance(tmp_path)
    assert first.first
    first.listen()
    with qtbot.waitSignal(first.asked, timeout=10_000) as heard:
        assert second(tmp_path, "/银行 a/b.workshop") == "False True"
    assert heard.args == [Path("/银行 a/b.workshop")]
    assert list((tmp_path / REQUESTS).iterdir()) == []
    first.close()
    assert second(tmp_path, "x").startswith("True")


def test_a_lock_left_by_a_killed_program_is_no_lock(qapp: QApplication, tmp_path: Path) -> None:
    dying = "import os, sys; from pathlib import Path; from PySide6.QtCore import QCoreApplication; app = QCoreApplication([]);"
    dying += "from workshop.ui.single import SingleInstance; one = SingleInstance(Path(sys.argv[1])); os._exit(9)"
    subprocess.run([sys.executable, "-c", dying, str(tmp_path)], check=False, timeout=60)
    assert SingleInstance(tmp_path).first


@pytest.mark.parametrize("text", ["", "{", "[]", '{"file": 7}', "x" * 5000])
def test_a_request_that_makes_no_sense_is_dropped(qapp: QApplication, tmp_path: Path, qtbot: QtBot, text: str) -> None:
    first = SingleInstance(tmp_path)
    heard: list[object] = []
    first.asked.connect(heard.append)
    (tmp_path / REQUESTS / "a.json").write_text(text, encoding="utf-8")
    first.listen()
    qtbot.waitUntil(lambda: not list((tmp_path / REQUESTS).glob("*.json")))
    assert heard in ([], [None])
    first.close()


def test_without_a_home_every_start_is_a_first(qapp: QApplication, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert SingleInstance(tmp_path / "file" / "config").first


def test_a_file_from_outside_opens_or_waits(dressed: QApplication, home: Path, tmp_path: Path) -> None:
    from tests.demo_file import demo_file
    from tests.made_here import made_here

    desk = Desktop(dressed)
    dressed.setProperty("dressed", False)
    desk.show_welcome()
    path = made_here(demo_file(tmp_path))
    desk.asked_from_outside(path)
    assert desk.console is not None
    (tmp_path / "other").mkdir()
    desk.asked_from_outside(demo_file(tmp_path / "other"))
    assert desk.console.session.store.path == path
    assert "demo.workshop" in desk.console.frame.notice.text()
    desk.asked_from_outside(None)
    desk.console.close()
    desk.finish()
    Store.open(path).close()


def test_undo_is_the_word_bank_users_read(qapp: QApplication, qtbot: QtBot) -> None:
    words = QtWords("zh_CN")
    assert words.found
    QCoreApplication.installTranslator(words)
    try:
        line = QLineEdit()
        qtbot.addWidget(line)
        menu = line.createStandardContextMenu()
        said = "".join(action.text() for action in menu.actions())
        assert "撤销" in said and "撤消" not in said
    finally:
        QCoreApplication.removeTranslator(words)
