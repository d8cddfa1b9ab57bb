"""Handouts, poster and the list to read before printing, in the real window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.report.test_plan import pages_of, text_of
from tests.ui.pages.test_plan import page, save_to, template  # noqa: F401 - fixtures
from workshop.model.store import Store
from workshop.ui.pages.plan import PlanPage


@pytest.fixture
def printing(qtbot: QtBot, page: PlanPage) -> PlanPage:  # noqa: F811
    """The page at the step of printing."""
    page.show_step(2)
    page.show()
    return page


def _wait(qtbot: QtBot, page: PlanPage) -> None:  # noqa: F811
    qtbot.waitUntil(lambda: not page.handouts.worker.busy, timeout=30_000)


def test_chosen_sections_are_printed(qtbot: QtBot, printing: PlanPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    panel = printing.handouts
    for name, check in panel.sections.items():
        if name not in ("agenda", "numbers") and check.isChecked():
            check.click()
    save_to(monkeypatch, tmp_path / "hand")  # the suffix is added
    qtbot.mouseClick(panel.print, Qt.MouseButton.LeftButton)
    _wait(qtbot, printing)
    pages = pages_of(tmp_path / "hand.pdf")
    assert len(pages) == 6 and "议程" in pages[0] and "数字越大越成熟" in pages[5]
    assert "hand.pdf" in printing.exports.said.text()


def test_without_a_section_there_is_nothing_to_print(printing: PlanPage) -> None:
    for check in printing.handouts.sections.values():
        check.click()
    assert not printing.handouts.print.isEnabled()


def test_the_poster_is_printed_on_a3_and_on_two_sheets(
    qtbot: QtBot, printing: PlanPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, button, count in (("a3", printing.handouts.poster, 1), ("a4", printing.handouts.halves, 2)):
        save_to(monkeypatch, tmp_path / f"{name}.pdf")
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        _wait(qtbot, printing)
        assert len(pages_of(tmp_path / f"{name}.pdf")) == count


def test_a_place_that_is_not_there_is_a_sentence(qtbot: QtBot, printing: PlanPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save_to(monkeypatch, tmp_path / "nowhere" / "a.pdf")
    qtbot.mouseClick(printing.handouts.poster, Qt.MouseButton.LeftButton)
    _wait(qtbot, printing)
    assert "nowhere" in printing.exports.said.text() and printing.handouts.poster.isEnabled()


def test_the_engagement_itself_is_never_the_target(
    qtbot: QtBot, printing: PlanPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = printing.session.store.path
    link = tmp_path / "alias.pdf"
    link.symlink_to(path)
    save_to(monkeypatch, link)
    before = path.read_bytes()[:64]
    qtbot.mouseClick(printing.handouts.poster, Qt.MouseButton.LeftButton)
    _wait(qtbot, printing)
    assert path.read_bytes()[:64] == before and link.is_symlink()


def test_what_to_read_before_printing_follows_the_record(printing: PlanPage) -> None:
    printing.session.do(Store.set_text, "board", "先补\U0001f680短板", "")
    assert "\U0001f680" in printing.before.lines.text()
    printing.session.do(Store.set_text, "board", "先补短板", "old numbers")
    assert "先补短板" in printing.before.lines.text() and "\U0001f680" not in printing.before.lines.text()


def test_english_handouts_follow_the_chosen_language(
    qtbot: QtBot, printing: PlanPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printing.exports.language.set_value("en")
    for name, check in printing.handouts.sections.items():
        if name != "numbers":
            check.click()
    save_to(monkeypatch, tmp_path / "en.pdf")
    qtbot.mouseClick(printing.handouts.print, Qt.MouseButton.LeftButton)
    _wait(qtbot, printing)
    assert "level3" in text_of(tmp_path / "en.pdf")
