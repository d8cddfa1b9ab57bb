"""The guide has a page for every stage in every language, stands beside the console, and is the same in print; hints come once."""

import re
import tomllib
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from workshop import settings
from workshop.desktop import Desktop
from workshop.guide import load_guide
from workshop.paths import asset_path
from workshop.session import Session
from workshop.ui.guide import GuideWindow
from workshop.ui.hints import HINTS, Hints
from workshop.ui.main_window import MainWindow
from workshop.ui.pages import pages_of
from workshop.words import LANGUAGES, load_words

ROOT = Path(__file__).resolve().parents[2]
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_stage_has_its_page_in_every_language(session: Session, language: str) -> None:
    guide = load_guide(language)
    keys = list(dict.fromkeys(entry.key.partition(".")[0] for entry in pages_of(session.pack)))
    assert [page.key for page in guide.pages] == keys
    assert all(page.goal and len(page.steps) >= 2 and page.say and page.trouble for page in guide.pages)
    shapes = [(len(page.steps), len(page.say), len(page.trouble)) for page in guide.pages]
    assert shapes == [(len(page.steps), len(page.say), len(page.trouble)) for page in load_guide("zh_CN").pages]


def test_the_guide_opens_at_the_stage_and_escape_closes_it(session: Session, qtbot: QtBot) -> None:
    console = MainWindow(session)
    qtbot.addWidget(console)
    console.show()
    qtbot.waitExposed(console)
    console.go("dimension.data")
    QTest.keyClick(console, Qt.Key.Key_F1, SHIFT)
    guide = console.findChild(GuideWindow)
    assert guide is not None and guide.isVisible()
    page = load_guide("zh_CN").page("dimension")
    assert all(text in guide.text() for text in (page.goal, *page.steps, *page.say, *page.trouble))
    guide.choice.set_value("plan")
    guide.show_page("plan")
    assert load_guide("zh_CN").page("plan").goal in guide.text()
    QTest.keyClick(guide, Qt.Key.Key_Escape)
    assert not guide.isVisible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_document_is_the_same_text(language: str) -> None:
    spec = spec_from_file_location("guide_documents", ROOT / "packaging" / "guide.py")
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    assert (ROOT / "docs" / f"guide.{language}.md").read_text(encoding="utf-8") == module.document(language)
    tomllib.loads(asset_path("guide", f"{language}.toml").read_text(encoding="utf-8"))


def test_hints_come_one_by_one_and_never_again(dressed: QApplication, home: Path, tmp_path: Path) -> None:
    from tests.demo_file import demo_file

    desk = Desktop(dressed)
    dressed.setProperty("dressed", False)
    desk.open_file(demo_file(tmp_path))
    assert desk.console is not None
    hints = desk.console.findChild(Hints)
    assert hints is not None
    for count in range(1, len(HINTS) + 1):
        assert hints.notice.text() == desk.words(HINTS[count - 1])
        QTest.mouseClick(hints.notice.action(), Qt.MouseButton.LeftButton)
        assert settings.load(desk._folder).hints == count
    assert not hints.isVisible()
    desk.console.close()
    desk.open_file(demo_file(tmp_path))
    assert desk.console is not None and desk.console.findChild(Hints) is None
    desk.console.close()
    desk.finish()


def test_hints_can_be_put_away_at_once(dressed: QApplication, qtbot: QtBot) -> None:
    hints = Hints(load_words("zh_CN"), 0)
    qtbot.addWidget(hints)
    hints.show()
    with qtbot.waitSignal(hints.read) as told:
        hints.notice.dismissed.emit()
    assert told.args == [len(HINTS)]
    assert not hints.isVisible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_picture_of_the_document_is_there_and_small(language: str) -> None:
    text = (ROOT / "docs" / f"guide.{language}.md").read_text(encoding="utf-8")
    named = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", text)
    there = sorted(str(path.relative_to(ROOT / "docs").as_posix()) for path in (ROOT / "docs" / "guide").glob(f"*.{language}.png"))
    assert sorted(named) == there and 0 < len(named) <= 12
    assert all((ROOT / "docs" / name).stat().st_size <= 60_000 for name in named)
