"""Naughty strings in every text field: they come back as they are from file, JSON, CSV and workbook, and nowhere become more than text."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from workshop.exports import EXPORTS, tabular, workbook
from workshop.model import interchange
from workshop.model.store import Store
from workshop.paths import safe_name
from workshop.report.plan import write_plan
from workshop.session import Session
from workshop.ui.main_window import MainWindow
from workshop.ui.pages import pages_of
from workshop.ui.theme import dress, load_fonts, load_looks
from workshop.words import load_words

from . import figures
from .filled import astray, filled, printed, reads, wrong_csv, wrong_pdf, wrong_xlsx
from .naughty import GROUPS, NAUGHTY

ZH = load_words("zh_CN")
BATCH = 20
MAGENTA = QColor(255, 0, 255)
RESERVED = {"CON", "PRN", "AUX", "NUL", *(f"{name}{number}" for name in ("COM", "LPT") for number in range(10))}


def taken_in(strings: Sequence[str], path: Path) -> tuple[Store, list[str]]:
    """The engagement with the strings, and whether it comes out of the file as it went in."""
    text = filled(strings)
    interchange.load(text, path).close()
    store = Store.open(path)
    return store, [] if interchange.dumps(store) == text else ["json differs"]


def wrong_name(text: str, folder: Path) -> list[str]:
    """A bank's name as a file's name."""
    name = safe_name(text)
    path = folder / f"{name}.workshop"
    path.write_bytes(b"x")
    fine = [one.name for one in folder.glob("*.workshop")] == [path.name] and path.parent == folder and len(name) <= 41
    reserved = name.split(".")[0].upper().strip() in RESERVED
    path.unlink()
    shown = any(ord(char) < 32 or char in '\\/:*?"<>|' for char in name) or name != name.strip(" .")
    return [] if fine and not reserved and not shown else [f"file name {name!r}"]


def wrong_files(text: str, folder: Path) -> list[str]:
    """One string in all fields: file, JSON, CSV, workbook and the file's name."""
    with reads() as found:
        store, told = taken_in([text], folder / "a.workshop")
        try:
            EXPORTS["csv"].write(store, ZH, folder / "csv")
            EXPORTS["xlsx"].write(store, ZH, folder / "a.xlsx")
        finally:
            store.close()
    told += wrong_csv(folder / "csv", [text]) + wrong_xlsx((folder / "a.xlsx").read_bytes(), [text])
    (folder / "names").mkdir()
    return told + wrong_name(text, folder / "names") + astray(found)


@pytest.mark.parametrize("part", figures.parts("naughty"))
def test_a_naughty_string_comes_back_as_it_is(part: int) -> None:
    told = []
    mine = NAUGHTY[part :: len(figures.parts("naughty"))]
    for text in mine:
        with figures.scratch() as folder:
            told += [f"{text[:40]!r}: {one}" for one in wrong_files(text, folder)]
    figures.found("naughty", strings=len(mine), wrong=len(told))
    assert told == []


# -- paper -------------------------------------------------------------------------------------------------------------------------


def batches() -> list[list[str]]:
    return [list(NAUGHTY[at : at + BATCH]) for at in range(0, len(NAUGHTY), BATCH)]


def wrong_paper(strings: Sequence[str], folder: Path) -> list[str]:
    with reads() as found:
        store, _ = taken_in(strings, folder / "a.workshop")
        try:
            write_plan(store.state(), store.pack, ZH, folder / "a.pdf", log=store.log())
        finally:
            store.close()
    return wrong_pdf((folder / "a.pdf").read_bytes()) + astray(found)


@pytest.mark.parametrize("batch", range(len(batches())))
def test_on_paper_a_text_is_only_text(batch: int) -> None:
    with figures.scratch() as folder:
        told = wrong_paper(batches()[batch], folder)
    figures.found("naughty paper", documents=1, wrong=len(told))
    assert told == []


def test_markup_is_printed_as_it_was_typed() -> None:
    with figures.scratch() as folder:
        wrong_paper(GROUPS["markup"], folder)
        text = printed((folder / "a.pdf").read_bytes())
    short = [one for one in GROUPS["markup"] if len(one) < 12]
    assert sum("".join(one.split()) in text for one in short) >= len(short) - 2, [one for one in short if "".join(one.split()) not in text]


# -- screen ------------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[QApplication]:
    load_fonts()
    dress(qapp, load_looks().light)
    yield qapp
    for window in QApplication.topLevelWidgets():
        window.close()
        window.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def picture(folder: Path) -> str:
    """A text that draws a magenta square wherever it is taken for rich."""
    image = QImage(60, 60, QImage.Format.Format_RGB32)
    image.fill(MAGENTA)
    image.save(str(folder / "naughty.png"))
    return f'<img src="{folder / "naughty.png"}">'


def wrong_look(window: QWidget) -> list[str]:
    """Labels that may read a text as rich, and the magenta of a picture that was drawn."""
    told = [
        f"rich label {label.text()[:40]!r}"
        for label in window.findChildren(QLabel)
        if label.textFormat() != Qt.TextFormat.PlainText and "<" in label.text()
    ]
    shot = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    row = b"\xff\x00\xff\xff" * 20  # blue, green, red and what is left over
    return told + (["a picture on the screen"] if row in bytes(shot.constBits()) else [])


def wrong_screen(strings: Sequence[str], folder: Path, pages: Sequence[str] = ()) -> list[str]:
    """Every page with the strings in it."""
    store, _ = taken_in([picture(folder), *strings], folder / "a.workshop")
    session = Session(store, ZH)
    window = MainWindow(session)
    told = []
    try:
        window.resize(1366, 768)
        with reads() as found:
            window.show()
            for page in pages or [entry.key for entry in pages_of(session.pack)]:
                window.go(page)
                QApplication.processEvents()
                told += [f"{page}: {one}" for one in wrong_look(window)]
        told += [one for one in astray(found) if not one.endswith(".workshop")]
    finally:
        window.close()
        session.close()
    return told


@pytest.mark.parametrize("batch", range(len(batches())))
def test_on_the_screen_a_text_is_only_text(dressed: QApplication, batch: int) -> None:
    with figures.scratch() as folder:
        told = wrong_screen(batches()[batch], folder)
    figures.found("naughty screen", windows=1, wrong=len(told))
    assert told == []


# -- each can fail -----------------------------------------------------------------------------------------------------------------


def test_a_dropped_apostrophe_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tabular, "_quoted", lambda value: value)
    with figures.scratch() as folder:
        assert any("formula" in one for one in wrong_files("=1+1", folder))


def test_a_soft_workbook_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    from xlsxwriter.worksheet import Worksheet

    monkeypatch.setattr(workbook, "HARDENED", {"in_memory": True})
    monkeypatch.setattr(Worksheet, "write_string", lambda sheet, row, column, text, *rest: sheet._write(row, column, text, *rest))
    with figures.scratch() as folder:
        assert any("xlsx" in one for one in wrong_files("=1+1", folder)), "a formula"
    with figures.scratch() as folder:
        assert any("link" in one for one in wrong_files("http://example.com", folder))


def test_a_raw_file_name_is_shown(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tests.faults.test_naughty.safe_name", lambda text: text)
    assert wrong_name("CON", tmp_path) and wrong_name("a:b", tmp_path)


def test_a_rich_label_is_shown(dressed: QApplication, tmp_path: Path) -> None:
    window = QWidget()
    column = QVBoxLayout(window)
    column.addWidget(QLabel(picture(tmp_path)))
    window.show()
    assert wrong_look(window) and "a picture on the screen" in wrong_look(window)


def test_a_text_that_a_file_changes_is_shown(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    real = interchange.dumps
    monkeypatch.setattr(interchange, "dumps", lambda store: real(store).replace("\u200b", ""))
    store, told = taken_in(["a\u200bb"], tmp_path / "a.workshop")
    store.close()
    assert told


def test_a_link_on_paper_is_shown() -> None:
    import io

    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.drawString(0, 0, "x")
    canvas.linkURL("http://example.com", (0, 0, 50, 50))
    canvas.save()
    assert wrong_pdf(out.getvalue())
