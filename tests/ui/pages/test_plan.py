"""The page on the plan: headlines, preview, exports that overwrite nothing unasked, the close of the day."""

import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.report.engagement import DISSENT
from tests.ui.pages.planned import build, copy
from workshop.findings import findings
from workshop.model.store import Store
from workshop.session import Session
from workshop.ui.pages.plan import PlanPage
from workshop.ui.plan import exporting, paper
from workshop.ui.plan.pages import Pages
from workshop.ui.wall.slides import ListSlide
from workshop.words import load_words


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("whole") / "whole.workshop")


@pytest.fixture
def page(qtbot: QtBot, template: Path, tmp_path: Path) -> Iterator[PlanPage]:
    store = copy(template, tmp_path)
    made = PlanPage(Session(store, load_words("zh_CN")))
    qtbot.addWidget(made)
    made.resize(1166, 656)
    made.show()
    yield made
    made.finish()
    store.close()


def save_to(monkeypatch: pytest.MonkeyPatch, path: Path | None) -> None:
    """Answer the system's dialog."""
    monkeypatch.setattr(exporting, "ask_path", lambda *_: path)


def wait(qtbot: QtBot, page: PlanPage) -> None:
    qtbot.waitUntil(lambda: not page.printing.busy and not page.preview.busy, timeout=60_000)


def text_of(path: Path) -> str:
    return "".join(page.extract_text() for page in PdfReader(path).pages)


def test_a_headline_is_kept_until_its_numbers_move(qtbot: QtBot, page: PlanPage) -> None:
    row = page.headlines.rows["board"]
    row.text.setFocus()
    row.text.insertPlainText("先治数据，再谈平台")
    row.text.flush()
    found = findings(page.session.state, page.pack, page.words)["board"]
    assert (found.text, found.stale) == ("先治数据，再谈平台", False)
    for dimension in page.pack.dimensions:
        page.session.do(Store.set_target, "dimension", dimension, None)
    for indicator in page.pack.indicators:
        page.session.do(Store.settle, "indicator", indicator, 5, "consensus", reason="复核")
    assert findings(page.session.state, page.pack, page.words)["board"].stale
    assert row.stale.isVisibleTo(row)
    QTest.mouseClick(row.renew, Qt.MouseButton.LeftButton)
    assert "board" not in page.session.state.texts
    assert row.text.text() == ""


def test_the_proposal_itself_is_not_stored(qtbot: QtBot, page: PlanPage) -> None:
    row = page.headlines.rows["priority"]
    row.text.committed.emit(findings(page.session.state, page.pack, page.words)["priority"].proposal)
    assert "priority" not in page.session.state.texts


def test_the_preview_shows_the_pages_and_turns_them(qtbot: QtBot, page: PlanPage) -> None:
    page.build()
    assert page.printing.busy
    wait(qtbot, page)
    assert page.preview.count() > 10
    assert not page.preview.sheet.pixmap().isNull()
    QTest.keyClick(page.preview, Qt.Key.Key_PageDown)
    assert page.preview.page() == 1
    QTest.keyClick(page.preview, Qt.Key.Key_End)
    assert page.preview.page() == page.preview.count() - 1
    page.preview.set_zoom("150")
    QTest.keyClick(page.preview, Qt.Key.Key_PageUp)
    wait(qtbot, page)
    assert page.preview.sheet.pixmap().width() > 800
    page.session.do(Store.add_decision, "听取半年进展")
    assert "改动" in page.told.text()


def test_pages_are_drawn_beside_the_window(qtbot: QtBot, page: PlanPage, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: set[int] = set()
    image = Pages.image
    monkeypatch.setattr(Pages, "image", lambda self, *size: drawn.add(threading.get_ident()) or image(self, *size))
    page.build()
    wait(qtbot, page)
    assert all(not page.preview.thumbs.item(at).icon().isNull() for at in range(page.preview.count()))
    page.preview.search.setText("签字")
    page.preview.find_next()
    wait(qtbot, page)
    assert drawn
    assert threading.get_ident() not in drawn
    page.build()
    page.finish()
    assert page.preview.count() == 0


def test_pages_are_searched_zoomed_and_sent_to_a_printer(
    qtbot: QtBot, page: PlanPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.build()
    wait(qtbot, page)
    shown = page.preview
    word = "签字"
    shown.search.setText(word)
    QTest.keyClick(shown.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not shown.busy, timeout=20_000)
    first = shown.page()
    assert first > 0
    assert f"第 {first + 1} 页" in shown.found.text()
    shown.search.setText("绝无此词")
    QTest.keyClick(shown.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not shown.busy, timeout=20_000)
    assert "没有找到" in shown.found.text()
    assert shown.page() == first
    for _step in range(12):
        QTest.mouseClick(shown.larger, Qt.MouseButton.LeftButton)
    assert round(shown.shown_percent()) == 400
    for _step in range(12):
        QTest.mouseClick(shown.smaller, Qt.MouseButton.LeftButton)
    assert round(shown.shown_percent()) == 50
    shown.zoom.set_value("page")
    shown.set_zoom("page")
    wait(qtbot, page)
    assert shown.sheet.pixmap().height() <= shown.area.viewport().height()
    out = tmp_path / "printed.pdf"

    def printer(_parent: object) -> QPrinter:
        made = QPrinter(QPrinter.PrinterMode.ScreenResolution)
        made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        made.setOutputFileName(str(out))
        made.setFromTo(1, 2)
        return made

    monkeypatch.setattr(paper, "ask_printer", printer)
    QTest.mouseClick(shown.printer, Qt.MouseButton.LeftButton)
    assert "2 页" in shown.found.text()
    assert len(PdfReader(out).pages) == 2


def test_data_under_an_alias_carry_no_name(qtbot: QtBot, page: PlanPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bank = page.session.state.engagement.bank
    page.exports.alias.setText("甲行")
    save_to(monkeypatch, tmp_path / "a.json")
    page.exports.export("json")
    wait(qtbot, page)
    told = (tmp_path / "a.json").read_text(encoding="utf-8")
    assert "甲行" in told
    assert bank not in told


def test_the_panel_knows_the_formats_there_are() -> None:
    from workshop.exports import EXPORTS

    assert {name: one.suffix for name, one in EXPORTS.items()} == exporting.SUFFIXES
    assert set(exporting.TITLES) == set(EXPORTS)


def test_a_cancelled_printing_leaves_no_file(qtbot: QtBot, page: PlanPage, tmp_path: Path) -> None:
    page.print_to(tmp_path / "out.pdf")
    page.cancel()
    page.printing.close()
    assert not (tmp_path / "out.pdf").exists()
    assert "没有写入" in page.told.text()


@pytest.mark.parametrize("name", ["pdf", "docx"])
def test_the_chapter_at_hand_is_named(qtbot: QtBot, page: PlanPage, tmp_path: Path, name: str) -> None:
    page.exports.language.set_value("en")  # of the document; the page speaks on as it did
    told: list[str] = []
    page.printing.progressed.connect(lambda _done, _total, _chapter: told.append(page.told.text()))
    page.make(name, tmp_path / f"out.{name}")
    wait(qtbot, page)
    pack = page.session.pack
    names = ["一页摘要", "路线图", "监管对照", *(own.name for own in pack.dimensions.values())]
    assert [name for name in names if f"正在排版：{name}" not in told] == []
    assert page.told.text() == f"已导出 out.{name}"


@pytest.mark.no_cover  # the same print over again
def test_both_editions_are_exported(qtbot: QtBot, page: PlanPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = {}
    for edition in ("working", "leaders"):
        save_to(monkeypatch, tmp_path / edition)
        page.exports.edition.set_value(edition)
        QTest.mouseClick(page.exports.buttons["pdf"], Qt.MouseButton.LeftButton)
        wait(qtbot, page)
        texts[edition] = text_of(tmp_path / f"{edition}.pdf")
    assert DISSENT[:6] in texts["working"].replace("\n", "")
    assert DISSENT[:6] not in texts["leaders"].replace("\n", "")
    assert page.exports.folder.isVisibleTo(page.exports)


@pytest.mark.no_cover  # the same print over again
def test_the_plan_is_exported_in_english(qtbot: QtBot, page: PlanPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save_to(monkeypatch, tmp_path / "en.pdf")
    page.exports.language.set_value("en")
    page.exports.export("pdf")
    wait(qtbot, page)
    name = next(iter(page.pack.dimensions))
    assert page.pack.dimensions[name].name not in text_of(tmp_path / "en.pdf")


def test_data_are_exported(qtbot: QtBot, page: PlanPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, path in (("json", tmp_path / "a.json"), ("xlsx", tmp_path / "a.xlsx"), ("csv", tmp_path / "tables")):
        save_to(monkeypatch, path)
        QTest.mouseClick(page.exports.buttons[name], Qt.MouseButton.LeftButton)
        wait(qtbot, page)
        assert path.exists()
        assert path.name in page.exports.said.text()
    assert json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert list((tmp_path / "tables").glob("*.csv"))


def test_nothing_is_overwritten_unasked(qtbot: QtBot, page: PlanPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.json").write_text("mine", encoding="utf-8")
    save_to(monkeypatch, tmp_path / "a")
    page.exports.export("json")
    assert (tmp_path / "a.json").read_text(encoding="utf-8") == "mine"
    assert "已经存在" in page.exports.said.text()
    save_to(monkeypatch, None)
    page.exports.export("json")
    save_to(monkeypatch, tmp_path / "day.workshop")
    before = (tmp_path / "day.workshop").stat().st_size
    page.exports.export("csv")
    assert (tmp_path / "day.workshop").stat().st_size == before
    save_to(monkeypatch, tmp_path / "nowhere" / "a.json")
    page.exports.export("json")
    wait(qtbot, page)
    assert "nowhere" in page.exports.said.text()


def test_characters_without_a_face_are_told_before_printing(qtbot: QtBot, page: PlanPage) -> None:
    page.session.do(Store.set_text, "board", "先补\U0001f680短板", "")
    page.build()
    wait(qtbot, page)
    assert "\U0001f680" in page.exports.missing.text()


def test_the_day_is_closed_once_after_it_was_read_back(qtbot: QtBot, page: PlanPage) -> None:
    page.show_step(3)
    slide = page.slide()
    assert isinstance(slide, ListSlide)
    assert any("批准首年科技投入" in row[1] for row in slide.rows)
    assert len(slide.rows) <= 8
    QTest.mouseClick(page.closing.close_button, Qt.MouseButton.LeftButton)
    closed = page.session.state.engagement.closed_at
    assert closed
    page.closing.close_day()
    assert page.session.state.engagement.closed_at == closed
    assert not page.closing.close_button.isVisibleTo(page.closing)


def test_steps_go_on_and_back(qtbot: QtBot, page: PlanPage) -> None:
    for place in ("headlines", "asks", "print"):
        assert page.place == place
        assert page.bar().primary is not None
        assert page.forward()
    assert not page.forward()
    assert page.back()
    page.arrive("headlines")
    assert not page.back()
