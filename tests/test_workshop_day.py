"""The whole day by the keyboard alone in real windows: from the welcome page over six dimensions to the printed plan."""

import ctypes
import os
import socket
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
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
SPACE, NONE, CONTROL = Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
MOST = 150  # controls of a page


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


def commit(widget: QWidget, text: str) -> None:
    """A text as an input method commits it: Chinese has no keys of its own."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


class Facilitator:
    """Ten fingers and no mouse: keys go to what has the focus, and Tab takes it there."""

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

    def type(self, text: str) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None
        commit(focus, text)

    def reach(self, fits: Callable[[QWidget], bool]) -> None:
        """Tab to what fits; Ctrl+Tab where Tab means the next seat."""
        for _step in range(MOST):
            focus = QApplication.focusWidget()
            if focus is not None and fits(focus):
                return
            self.press(Qt.Key.Key_Tab)
            if QApplication.focusWidget() is focus:
                self.press(Qt.Key.Key_Tab, CONTROL)
        raise AssertionError("Tab does not come there")

    def into(self, wanted: QWidget) -> None:
        self.reach(lambda focus: focus is wanted or wanted.isAncestorOf(focus))

    def choose(self, text: str) -> None:
        """The button that says so, by Tab and Space."""
        self.reach(lambda focus: isinstance(focus, Button) and focus.shown_text().startswith(text))
        self.press(SPACE)

    def primary(self) -> None:
        """The primary action by its key, Ctrl+Enter."""
        self.press(Qt.Key.Key_Return, CONTROL)
        QApplication.processEvents()  # new rows are shown by the event loop

    def turn_to(self, name: str) -> None:
        """As a clicker does, to a step of this page."""
        for _step in range(MOST):
            bar = self.console.page().bar()
            if bar.steps[bar.current] == name:
                return
            self.press(Qt.Key.Key_PageDown)
        raise AssertionError(name)

    def command(self, words: str) -> None:
        """By the palette."""
        self.press(Qt.Key.Key_K, CONTROL)
        self.type(words)
        self.press(Qt.Key.Key_Return)

    # -- the day --------------------------------------------------------------------------------------------------------------------

    def prepare(self) -> None:
        self.turn_to("席位")
        self.choose("放入十二个典型席位")
        self.turn_to("目标")
        for picker in self.visible(LevelPicker):
            self.into(picker)
            self.press(Qt.Key.Key_4)
        assert len(self.state.seats) == 12 and len(self.state.targets) == 6

    def vote(self) -> None:
        """Type the next hand of cards into every entry row on screen, then R."""
        cards = iter(HANDS[self.hand % len(HANDS)] if self.hand % 5 else HANDS[0])
        self.hand += 1
        for entry in self.visible(FastEntry):
            self.into(entry)
            for _card in range(12 // max(1, len(self.visible(FastEntry)))):
                self.press(Qt.Key(ord(next(cards))))
        self.press(Qt.Key.Key_R)

    def settle(self) -> None:
        """Where the room is not of one mind somebody has to say a level, a basis and why."""
        self.into(self.visible(LevelPicker)[0])
        self.press(Qt.Key.Key_3)
        basis = next((one for one in self.visible(Segment) if one.accessibleName() == "依据"), None)
        if basis is not None:
            self.into(basis)
            self.press(Qt.Key.Key_Home)
            self.press(Qt.Key.Key_Right)
        lines = self.visible(TextLine)
        if lines:
            self.into(lines[0])
            self.type("reason")

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
            self.into(segment)
            self.press(Qt.Key.Key_Home)
            if number % 2:
                self.press(Qt.Key.Key_Right)


def new_engagement(desk: Desktop, qtbot: QtBot) -> MainWindow:
    """Ctrl+N, the bank's name as an input method commits it, Tab to the passphrase, Space against it, Enter."""

    def fill() -> None:
        dialog = QApplication.activeModalWidget()
        if not (isinstance(dialog, NewDialog) and dialog.isActiveWindow()):
            if dialog is not None:
                dialog.activateWindow()  # as a window system does
            QTimer.singleShot(20, fill)
            return
        try:
            write(dialog)
        except BaseException:
            dialog.reject()  # a failing test ends
            raise

    def write(dialog: NewDialog) -> None:
        for _step in range(20):
            if (focus := QApplication.focusWidget()) is dialog.protect:
                break
            if focus is dialog.bank:
                commit(focus, BANK)
            qtbot.keyClick(focus or dialog, Qt.Key.Key_Tab)
        qtbot.keyClick(dialog.protect, SPACE)
        qtbot.keyClick(dialog.protect, Qt.Key.Key_Return)
        assert dialog.result_value is not None and not dialog.isVisible()

    QTimer.singleShot(20, fill)
    assert desk.welcome is not None
    desk.welcome.activateWindow()
    qtbot.keyClick(desk.welcome, Qt.Key.Key_N, CONTROL)
    assert desk.console is not None
    desk.console.resize(1366, 768)
    desk.console.activateWindow()
    qtbot.waitUntil(desk.console.isActiveWindow)
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


@pytest.mark.no_cover  # every page, panel and chapter it goes through has tests of its own that are measured
def test_from_a_new_engagement_to_the_printed_plan(
    desk: Desktop, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, offline: list[str]
) -> None:
    console = new_engagement(desk, qtbot)
    room = Facilitator(console, qtbot)
    room.prepare()
    room.run_until("picture")
    indicators = console.session.pack.indicators
    assert all(room.state.record_of("indicator", indicator) for indicator in indicators)
    assert {record.basis for record in room.state.records} >= {"consensus", "majority"}
    room.run_until("roadmap")
    assert all(room.state.record_of(kind, measure) for kind in ("impact", "urgency") for measure in room.state.measures)
    room.choose("重排")
    qtbot.waitUntil(lambda: room.state.plan_result is not None, timeout=30_000)
    assert room.state.plan_result.status == "optimal" and len(room.state.plan) == 10

    room.command("行动方案")
    assert console.page_key() == "plan"
    out = tmp_path / "plan.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args, **kwargs: (str(out), ""))
    room.turn_to("印制")
    room.press(Qt.Key.Key_P)
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
