"""Before the reveal no level exists anywhere outside the box: two days that differ only in what the cards say are the same to the bit.

State, every widget of console and wall (texts, tooltips, properties, what a screen reader gets), the painted pixels, the log, and every
export are held against each other, for every way into the ballot box.
"""

import hashlib
import itertools
import secrets
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface, QPainter, QPicture
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import GROUPS
from tests.ui.pages.desk import settle_events, type_votes
from workshop.exports import EXPORTS
from workshop.model.agenda import preset
from workshop.model.content import Pack
from workshop.model.store import Store, default_engagement
from workshop.session import Session
from workshop.ui.main_window import MainWindow
from workshop.ui.pages.dimension import DimensionPage
from workshop.ui.prepare.ballots import BallotsSection
from workshop.words import load_words

NOW = datetime(2026, 3, 12, 9, 30)
SEATS = 12
SIMPLE = (str, int, float, bool)
Seen = dict[str, str]


def enter(console: MainWindow, way: str, level: int) -> None:
    """Eleven of twelve cards by keys and clicks: the twelfth is still out, so the round stays open. "whole-…" is quick mode."""
    whole, way = way.startswith("whole-"), way.removeprefix("whole-")
    if way == "paper":
        console.go("prepare/ballots")
        section = console.page().sections["ballots"]  # type: ignore[attr-defined]
        assert isinstance(section, BallotsSection)
        section.scope.setCurrentIndex(section.scope.findData("data"))
        section.scope.activated.emit(section.scope.currentIndex())
        settle_events()
        for _line in range(SEATS - 1):
            QTest.keyClicks(section.grid, str(level) * 4)
        QTest.keyClicks(section.grid, str(level))  # and one that is being typed
        settle_events()
        return
    console.go("dimension.data/4.1")
    page = console.page()
    assert isinstance(page, DimensionPage)
    if whole:
        page.show_whole()
    page.desk.choose_entry(way)
    page.desk.open()
    settle_events()
    if way == "pass":
        for _seat in range(SEATS - 1):
            page.ballot.keypad.start.click()
            page.ballot.keypad.picker.options[level - 1].click()
        page.ballot.keypad.start.click()  # the last one looks at the keys
    elif way == "seat":
        type_votes(page.ballot.entry, [level] * (SEATS - 1))
    else:
        left = SEATS - 1
        for row in page.ballot.piles.rows.values():
            count = min(left, 12 if way == "mixed" else 3)
            type_votes(row.entry, [level] * count)
            left -= count
    settle_events()


def properties(part: QObject) -> Iterator[str]:
    """Every Qt property that has a plain value, and the ones set at run time."""
    meta = part.metaObject()
    for number in range(meta.propertyCount()):
        name = meta.property(number).name()
        if name not in ("winId", "remainingTime") and isinstance(value := part.property(name), SIMPLE):
            yield f"{name}={value}"
    for key in part.dynamicPropertyNames():
        name = bytes(key.data()).decode()
        if not name.startswith("_"):  # those are Qt's own
            yield f"{name}={part.property(name)}"


def widgets(window: QWidget) -> str:
    """Texts, tooltips, accessible names and properties of a window and everything in it, hidden parts too."""
    lines = []
    for part in (window, *window.findChildren(QObject)):
        lines.append(type(part).__name__)
        lines += properties(part)
        if callable(text := getattr(part, "text", None)) and isinstance(part, QWidget):
            try:
                lines.append(str(text()))
            except TypeError:
                continue
    return "\n".join(lines)


def spoken(found: QAccessibleInterface | None) -> Iterator[str]:
    """The tree a screen reader walks."""
    if found is None or not found.isValid():
        return
    for what in (
        QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value, QAccessible.Text.Help, QAccessible.Text.Accelerator,
    ):  # fmt: skip
        yield found.text(what)
    for number in range(found.childCount()):
        yield from spoken(found.child(number))


def kept(part: object, depth: int = 0) -> Iterator[str]:
    """What Python objects of the window keep, one level down: a value remembered is a value that can leak. The box's own cells aside."""
    for name, value in sorted(vars(part).items() if hasattr(part, "__dict__") else ()):
        if isinstance(value, SIMPLE) or (isinstance(value, (tuple, list)) and all(isinstance(one, SIMPLE) for one in value)):
            yield f"{type(part).__name__}.{name}={value}"


def exports(store: Store, folder: Path, wanted: tuple[str, ...]) -> Seen:
    """What every export is made of (its writer sees nothing else), and some of them as written."""
    words = load_words("zh_CN")
    given = [export.gather(store, words) for export in EXPORTS.values()]
    seen: Seen = {"given": repr([(one.state, one.log, one.exchange) for one in given])}
    for name in wanted:
        export = EXPORTS[name]
        path = folder / f"out{export.suffix}"
        export.write(store, load_words("zh_CN"), path)
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in files:
            if file.is_file():
                seen[f"{name}:{file.name}"] = readable(file)
    return seen


def readable(file: Path) -> str:
    """A text as it is, a workbook's parts without their times."""
    if file.suffix == ".xlsx":
        from zipfile import ZipFile

        with ZipFile(file) as book:
            return "\n".join(book.read(part).decode("utf-8") for part in sorted(book.namelist()) if "docProps" not in part)
    return file.read_text(encoding="utf-8-sig")


def pixels(console: MainWindow) -> Seen:
    """The wall by each thing that is painted, hidden or not (its pixels hang on what the face's glyphs were painted for before)."""
    wall, painted = QPicture(), QBuffer()
    painter = QPainter(wall)
    assert console.stage.wall.draw(painter, 1280, 720)
    painter.end()
    painted.open(QBuffer.OpenModeFlag.WriteOnly)
    assert wall.save(painted) and painted.size() > 1000
    whole = console.grab().toImage()
    return {"wall": hashlib.sha256(painted.data().data()).hexdigest(), "console": hashlib.sha256(bytes(whole.constBits())).hexdigest()}


def look(console: MainWindow, folder: Path, wanted: tuple[str, ...]) -> Seen:
    """Everything that can be known outside the box."""
    session = console.session
    seen = pixels(console)
    for name, window in (("console", console), ("wall", console.stage.wall)):
        seen[f"{name}:widgets"] = widgets(window)
        seen[f"{name}:spoken"] = "\n".join(spoken(QAccessible.queryAccessibleInterface(window)))
        kept_by = (part for part in window.findChildren(QWidget) if "_cards" not in vars(part) and "_typed" not in vars(part))
        seen[f"{name}:kept"] = "\n".join(line for part in kept_by for line in kept(part))
    seen["state"] = repr(session.state)
    seen["log"] = repr(session.store.log())
    seen |= exports(session.store, folder, wanted)
    return seen


def day(folder: Path, files: dict[str, str], pack: Pack, way: str, level: int, qtbot: QtBot, wanted: tuple[str, ...]) -> Seen:
    """One day up to the moment before a reveal."""
    folder.mkdir()
    numbers = itertools.count()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(secrets, "token_hex", lambda size=16: f"{next(numbers):0{2 * size}x}")
        profile = default_engagement(pack, "澜川城市商业银行", NOW)
        store = Store.create(folder.parent / f"{way}.workshop", files, profile, clock=lambda: NOW)
        for number in range(SEATS):
            store.add_seat(f"第{number + 1}席职务", GROUPS[number // 3])
        store.set_agenda([(slot.kind, slot.subject, "", slot.minutes) for slot in preset("full", pack)])
        session = Session(store, load_words("zh_CN"))
        console = MainWindow(session)
        qtbot.addWidget(console)
        console.resize(1366, 768)
        console.show()
        console.stage.present()
        enter(console, way, level)
        kind = "dimension" if way.startswith("whole-") else "indicator"
        assert any(turn.cast == SEATS - 1 and turn.ballot.kind == kind for turn in session.state.rounds)
        qtbot.waitUntil(lambda: not (console.stage.wall.entering or console.stage.wall.fading))  # how far it came is chance
        QApplication.processEvents()
        seen = look(console, folder, wanted)
        console.close()
        session.close()
        store.path.unlink()
    return seen


@pytest.mark.parametrize("way", ["seat", "pass", "pile", "mixed", "paper", "whole-seat", "whole-pile"])
def test_two_days_that_differ_only_in_their_cards_are_the_same_to_the_bit(
    tmp_path: Path, files: dict[str, str], pack: Pack, dressed: QApplication, qtbot: QtBot, way: str
) -> None:
    wanted = ("json", "csv", "xlsx") if way == "seat" else ("json",)
    low = day(tmp_path / "low", files, pack, way, 1, qtbot, wanted)
    high = day(tmp_path / "high", files, pack, way, 5, qtbot, wanted)
    assert low.keys() == high.keys() and {"state", "log", "console:spoken", "wall:widgets"} <= low.keys()
    assert len(low["console:widgets"]) > 10_000 and len(low["console:spoken"]) > 500, "the walk went somewhere"
    told = {
        name: next(pair for pair in zip(low[name].splitlines(), high[name].splitlines(), strict=False) if pair[0] != pair[1])
        for name in low
        if low[name] != high[name]
    }
    assert told == {}
