"""A figure leaves the screen: the menu by mouse and keys, PNG and SVG files that hold what is seen, and nothing written over silently."""

from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from tests.ui.pages.setting import open_session, seat_twelve, settle, show
from workshop.exports.figure_files import MARGIN, keep_figure, svg_of
from workshop.figures import fontbook
from workshop.figures.walk import STILL, PathItem, Pen, Picture, TextItem
from workshop.model.errors import Refused, Trouble
from workshop.session import Session
from workshop.ui.figure_menu import SCALE
from workshop.ui.pages.picture import PicturePage
from workshop.ui.picture.overview import OverviewTab
from workshop.ui.theme import look_of
from workshop.ui.widgets.figure import FigureView

SVG = "{http://www.w3.org/2000/svg}"
NAUGHTY = ("R&D < 5 %", '<img src="/etc/hostname"/>', "]]>&amp;", "a\x00\x0bb\ud800\uffff", "𠮷😀", "'\"")


@pytest.fixture
def session(tmp_path: Path, dressed: QApplication) -> Session:
    made = open_session(tmp_path)
    seat_twelve(made)
    for indicator in made.pack.indicators:
        settle(made, indicator, 3)
    return made


@pytest.fixture
def radar(session: Session, qtbot: QtBot) -> FigureView:
    page = PicturePage(session)
    show(qtbot, page)
    overview = page.findChild(OverviewTab)
    assert overview is not None
    return overview.radar


def opened(view: FigureView) -> QMenu:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu) and menu.parent() is view
    return menu


def choose(view: FigureView, text: str) -> None:
    """Open the menu by a right click and take the entry."""
    at = view.rect().center()
    QApplication.sendEvent(view, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, view.mapToGlobal(at)))
    menu = opened(view)
    action = next(one for one in menu.actions() if text in one.text())
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())


def answer(monkeypatch: pytest.MonkeyPatch, path: Path | None) -> list[str]:
    """What the system's dialog says, and the names it was offered."""
    offered: list[str] = []

    def ask(_parent: object, _title: str, suggestion: str, _kinds: str) -> tuple[str, str]:
        offered.append(suggestion)
        return (str(path) if path else "", "")

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    return offered


def test_png_holds_what_is_seen_three_times_as_fine(radar: FigureView, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    offered = answer(monkeypatch, tmp_path / "radar.png")
    choose(radar, "PNG")
    image, picture = QImage(str(tmp_path / "radar.png")), radar.picture()
    assert picture is not None and offered == [str(tmp_path / "room-成熟度雷达.png")]
    sides = (picture.width, picture.height)
    assert (image.width(), image.height()) == tuple(round((side + 2 * MARGIN) * SCALE) for side in sides)
    ground, edge = look_of(radar).colour("surface").rgb(), MARGIN * SCALE // 2
    around = [image.pixel(x, y) for y in (edge, image.height() - edge) for x in range(image.width())]
    around += [image.pixel(x, y) for x in (edge, image.width() - edge) for y in range(image.height())]
    assert set(around) == {ground}  # nothing of the figure touches the edge
    inks = {image.pixel(x, image.height() // 2) for x in range(image.width())}
    assert image.pixel(0, 0) == ground and len(inks) > 3


def test_svg_has_every_text_of_the_figure(radar: FigureView, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answer(monkeypatch, tmp_path / "radar")  # the suffix is put where it was left out
    choose(radar, "SVG")
    root, picture = ElementTree.parse(tmp_path / "radar.svg").getroot(), radar.picture()
    assert picture is not None
    assert [one.text for one in root.iter(f"{SVG}text")] == [one.text for one in picture.items if isinstance(one, TextItem)]
    assert len(list(root.iter(f"{SVG}path"))) == sum(isinstance(one, PathItem) for one in picture.items)
    assert root.findtext(f"{SVG}title") == "成熟度雷达"
    held = [float(one.get("textLength", "0")) for one in root.iter(f"{SVG}text")]
    drawn = [one for one in picture.items if isinstance(one, TextItem)]
    assert held == [pytest.approx(fontbook.width(one.text, one.size, "Bold" in one.face), abs=0.01) for one in drawn]
    assert root.get("viewBox") == f"0 0 {picture.width + 2 * MARGIN:g} {picture.height + 2 * MARGIN:g}"


def test_a_copy_goes_to_the_clipboard(radar: FigureView) -> None:
    choose(radar, "复制")
    assert QApplication.clipboard().image().width() == (radar.width() + 2 * MARGIN) * SCALE


@pytest.mark.parametrize(
    ("key", "held"),
    [(Qt.Key.Key_Menu, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)],
)
def test_the_keyboard_opens_the_menu(radar: FigureView, key: Qt.Key, held: Qt.KeyboardModifier) -> None:
    radar.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(radar, key, held)
    menu = opened(radar)
    assert [one.text() for one in menu.actions()] == ["另存为图片（PNG）…", "另存为矢量图（SVG）…", "复制图片"]
    menu.close()


def test_a_cancelled_dialog_and_a_missing_folder_write_nothing(
    radar: FigureView, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[Trouble] = []
    session.failed.connect(heard.append)
    before = set(tmp_path.iterdir())
    answer(monkeypatch, None)
    choose(radar, "PNG")
    assert set(tmp_path.iterdir()) == before and not heard
    answer(monkeypatch, tmp_path / "nowhere" / "radar.png")
    choose(radar, "PNG")
    assert [one.code for one in heard] == ["paper.folder"]


def test_no_other_file_is_written_over_than_the_dialog_asked_about(tmp_path: Path) -> None:
    engagement, there = tmp_path / "room.workshop", tmp_path / "radar.svg"
    there.write_bytes(b"old")
    for chosen, code in ((tmp_path / "radar", "file.exists"), (engagement, "out.same")):
        with pytest.raises(Refused) as refused:
            keep_figure(chosen, ".svg", b"new", engagement, None)
        assert refused.value.code == code
    assert there.read_bytes() == b"old" and not engagement.exists()
    assert keep_figure(there, ".svg", b"new", engagement, None) == there and there.read_bytes() == b"new"
    sealed = keep_figure(there, ".svg", b"secret", engagement, "六个词的口令")
    assert sealed.suffix == ".age" and b"secret" not in sealed.read_bytes() and there.read_bytes() == b"new"


def test_naughty_text_stays_text_in_svg() -> None:
    texts = tuple(TextItem("", 1, 2, text, "WorkshopSans-Bold", 9, (0, 0, 0, 0.5), STILL) for text in NAUGHTY)
    line = PathItem("", (("M", (0, 0)), ("L", (9, 9)), ("Z", ())), None, Pen((1, 0, 0, 1), 1, (2, 1)), STILL)
    root = ElementTree.fromstring(svg_of(Picture(10, 20, (*texts, line)), "<b>&", "#FFFFFF"))
    assert [one.text for one in root.iter(f"{SVG}text")] == [*NAUGHTY[:3], "ab", *NAUGHTY[4:]]
    assert root.findtext(f"{SVG}title") == "<b>&" and root.get("viewBox") == f"0 0 {10 + 2 * MARGIN} {20 + 2 * MARGIN}"
    assert {one.tag for one in root.iter()} == {SVG + name for name in ("svg", "title", "rect", "g", "text", "path")}


def test_a_figure_without_a_menu_leaves_the_click_to_its_page(qtbot: QtBot, dressed: QApplication) -> None:
    view = FigureView()
    qtbot.addWidget(view)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(1, 1), QPoint(1, 1))
    view.contextMenuEvent(event)
    assert not event.isAccepted() and view.focusPolicy() == Qt.FocusPolicy.NoFocus
