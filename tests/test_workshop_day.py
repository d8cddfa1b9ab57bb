"""The whole day by mouse and keys in real windows: from a new engagement over six dimensions to the printed plan."""

import ctypes
import os
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from workshop.desktop import Desktop
from workshop.model.state import State
from workshop.ui.dialogs import NewDialog
from workshop.ui.main_window import MainWindow
from workshop.ui.theme import load_fonts
from workshop.ui.widgets.buttons import Button
from workshop.ui.widgets.fastentry import FastEntry
from workshop.ui.widgets.fields import TextLine
from workshop.ui.widgets.levels import LevelPicker
from workshop.ui.widgets.segment import Segment

W = TypeVar("W", bound=QWidget)
BANK = "江汀农村商业银行"
# what twelve cards say, in seat order: consensus, one view apart, neighbours, two camps
HANDS = ("333333333333", "333333333335", "223322332233", "222222444444")
SPACE, NONE = Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def desk(qapp: QApplication, home: Path) -> Iterator[Desktop]:
    load_fonts()
    made = Desktop(qapp)
    made.show_welcome()
    yield made
    made.finish()
    for window in QApplication.topLevelWidgets():
        window.close()
        window.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


class Facilitator:
    """Hands and eyes at the console: only what is visible is clicked, only keys are pressed."""

    def __init__(self, console: MainWindow, qtbot: QtBot) -> None:
        self.console, self.qtbot = console, qtbot
        self.hand = 0

    @property
    def state(self) -> State:
        return self.console.session.state

    def visible(self, kind: type[W]) -> list[W]:
        return [found for found in self.console.page().findChildren(kind) if found.isVisible()]

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        focus = QApplication.focusWidget()
        self.qtbot.keyClick(focus if focus is not None and focus.window() is self.console else self.console, key, held)

    def leave(self) -> None:
        focus = QApplication.focusWidget()
        if focus is not None:
            focus.clearFocus()

    def click(self, text: str) -> None:
        """The visible button that says so, in the page or the bars."""
        buttons = [one for one in self.console.findChildren(Button) if one.isVisible() and one.shown_text().startswith(text)]
        assert buttons, text
        self.qtbot.mouseClick(buttons[0], Qt.MouseButton.LeftButton, pos=QPoint(10, 10))

    def primary(self) -> None:
        """The primary action by its key: Space when no control has the focus, else Ctrl+Enter."""
        self.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        QApplication.processEvents()  # new rows are shown by the event loop

    # -- the day --------------------------------------------------------------------------------------------------------------------

    def prepare(self) -> None:
        self.console.go("prepare/seats")
        self.click("放入十二个典型席位")
        self.console.go("prepare/targets")
        for picker in self.visible(LevelPicker):
            self.qtbot.mouseClick(picker.options[3], Qt.MouseButton.LeftButton)
        self.leave()
        assert len(self.state.seats) == 12 and len(self.state.targets) == 6

    def vote(self) -> None:
        """Type the next hand of cards into every entry row on screen, then R."""
        cards = iter(HANDS[self.hand % len(HANDS)] if self.hand % 5 else HANDS[0])
        self.hand += 1
        for entry in self.visible(FastEntry):
            entry.setFocus()
            for _card in range(12 // max(1, len(self.visible(FastEntry)))):
                self.qtbot.keyClick(entry, Qt.Key(ord(next(cards))))
        self.leave()
        self.press(Qt.Key.Key_R)

    def settle(self) -> None:
        """Where the room is not of one mind somebody has to say a level, a basis and why."""
        self.qtbot.mouseClick(self.visible(LevelPicker)[0].options[2], Qt.MouseButton.LeftButton)
        basis = next((one for one in self.visible(Segment) if one.accessibleName() == "依据"), None)
        if basis is not None:
            self.qtbot.mouseClick(basis.options[1], Qt.MouseButton.LeftButton)
        lines = self.visible(TextLine)
        if lines:
            lines[0].setFocus()
            self.qtbot.keyClicks(lines[0], "reason")
        self.leave()

    def run_until(self, page: str) -> None:
        """Do what the step bar offers until the day has come so far."""
        for _step in range(600):
            if self.state.engagement.position == page:
                return
            bar = self.console.page().bar()
            assert bar.primary is not None, self.state.engagement.position
            if bar.primary.key == "R":
                self.vote()
            elif not bar.primary.enabled:
                self.settle()
                assert self.console.page().bar().primary.enabled, self.console.page().bar().primary.why
            elif self.state.engagement.position == "measures" and self.console.page().step == 2:
                self.estimate()
                self.primary()
            else:
                before = self.state.log_length, bar.primary.text
                self.primary()
                if before == (self.state.log_length, self.console.page().bar().primary.text):
                    self.settle()  # refused: something is still to be said
        raise AssertionError(f"the day stands still at {self.state.engagement.position}")

    def estimate(self) -> None:
        """A size for every measure, in turn small and medium."""
        rows = [one for one in self.visible(Segment) if one.accessibleName().endswith("规模")]
        assert len(rows) == 10
        for number, segment in enumerate(rows):
            self.qtbot.mouseClick(segment.options[number % 2], Qt.MouseButton.LeftButton)


def new_engagement(desk: Desktop) -> MainWindow:
    def fill() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, NewDialog):
            QTimer.singleShot(20, fill)
            return
        dialog.bank.setText(BANK)
        dialog.protect.setChecked(False)
        dialog.confirm()

    QTimer.singleShot(20, fill)
    assert desk.welcome is not None
    desk.welcome.new_button.click()
    assert desk.console is not None
    desk.console.resize(1366, 768)
    return desk.console


@pytest.fixture
def offline() -> Iterator[list[str]]:
    """Whoever asks Python for a network is refused and written down; at the end the process holds no socket that reaches one."""
    asked: list[str] = []

    def refuse(event: str, args: tuple[object, ...]) -> None:
        if watching and event.startswith(("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostby", "urllib.")):
            asked.append(event)
            raise OSError("no network in this house")

    watching = True
    sys.addaudithook(refuse)  # stays for good, hence the switch
    yield asked
    watching = False


def inet_sockets() -> set[str]:
    """Inodes of the sockets to a network that this process holds; the system tells on Linux."""
    if not Path("/proc/self/net/tcp").exists():
        return set()
    tables = [Path(f"/proc/self/net/{name}") for name in ("tcp", "tcp6", "udp", "udp6", "raw", "raw6")]
    known = {line.split()[9] for table in tables if table.exists() for line in table.read_text().splitlines()[1:]}
    links = [os.readlink(link) for link in Path("/proc/self/fd").iterdir() if link.is_symlink()]
    return {link[8:-1] for link in links if link.startswith("socket:[") and link[8:-1] in known}


def test_the_watch_over_the_network_would_see_one(offline: list[str]) -> None:
    with pytest.raises(OSError, match="no network"):
        socket.create_connection(("127.0.0.1", 9))
    assert offline and offline[0].startswith("socket.")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        # a socket is in the system's table once it has an address
        ctypes.CDLL(None).bind(one.fileno(), bytes([2, 0, 0, 0, 127, 0, 0, 1]) + bytes(8), 16)
        assert inet_sockets() or not Path("/proc/self/net/udp").exists()
    assert inet_sockets() == set()


def test_from_a_new_engagement_to_the_printed_plan(
    desk: Desktop, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, offline: list[str]
) -> None:
    console = new_engagement(desk)
    room = Facilitator(console, qtbot)
    room.prepare()
    room.run_until("picture")
    indicators = console.session.pack.indicators
    assert all(room.state.record_of("indicator", indicator) for indicator in indicators)
    assert {record.basis for record in room.state.records} >= {"consensus", "majority"}
    room.run_until("roadmap")
    assert all(room.state.record_of(kind, measure) for kind in ("impact", "urgency") for measure in room.state.measures)
    room.click("重排")
    qtbot.waitUntil(lambda: room.state.plan_result is not None, timeout=30_000)
    assert room.state.plan_result.status == "optimal" and len(room.state.plan) == 10

    console.go("plan")
    out = tmp_path / "plan.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args, **kwargs: (str(out), ""))
    console.page().arrive("print")
    room.click("导出 PDF")
    qtbot.waitUntil(out.exists, timeout=60_000)
    reader = PdfReader(out)
    text = "".join(page.extract_text() for page in reader.pages)
    assert len(reader.pages) >= 25
    assert BANK in text and "〓" not in text
    for dimension in console.session.pack.dimensions.values():
        assert dimension.name in text
    for measure in console.session.pack.measures.values():
        assert measure.name in text.replace("\n", "")
    path = console.session.store.path
    console.close()
    assert offline == [] and inet_sockets() == set() and "PySide6.QtNetwork" not in sys.modules
    desk.open_file(path)
    assert desk.console is not None and len(desk.console.session.state.plan) == 10
