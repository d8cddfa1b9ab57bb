"""Plays the demo day through the real windows, offscreen: votes by keys, pages by the clicker, a picture of each, the PDF at the end.

Votes are typed into the ballots on screen and revealed by key; what a facilitator would write (rationales, owners, KPIs) goes through the
same session the pages use.
"""

import os
import shutil
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from workshop import demo
from workshop.demo_script import Day, cards, read_day
from workshop.desktop import PACK, Desktop, make_application
from workshop.exports import EXPORTS
from workshop.model.change import Change
from workshop.model.content import load_pack, read_pack_files
from workshop.model.state import Round
from workshop.model.store import Store, default_engagement
from workshop.paths import asset_path
from workshop.session import Session
from workshop.ui.main_window import MainWindow
from workshop.ui.pages.dimension import DimensionPage
from workshop.ui.pages.practice import PracticePage
from workshop.ui.widgets.fastentry import FastEntry
from workshop.words import load_words

CONSOLE = (1366, 768)
WALLS = ((1920, 1080), (1024, 768))


def main(out: Path) -> int:
    """Play the demo into `out`: pictures in `pictures/`, the engagement, the plan in both languages; returns the exit status."""
    out.mkdir(parents=True, exist_ok=True)
    os.environ["WORKSHOP_HOME"] = str(out.absolute() / "home")
    shutil.rmtree(out / "pictures", ignore_errors=True)
    for old in (*out.glob("demo.*"), *out.glob("rehearsal.*"), *out.glob("plan*.pdf")):
        old.unlink()
    app = make_application(sys.argv[:1])
    desktop = Desktop(app, out / "home")
    try:
        _Player(desktop, out).play()
    finally:
        desktop.finish()
    for path in sorted(out.glob("*.*")):
        print(path)
    return 0


class Through:
    """The Store's operations through the session, so that the open windows hear of every one."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def __getattr__(self, name: str) -> Any:
        found = getattr(Store, name)
        if isinstance(found, property) or not _is_operation(found):
            return getattr(self._session.store, name)
        return lambda *args, **kwargs: self._do(found, *args, **kwargs)

    @property
    def pack(self) -> Any:
        return self._session.pack

    def _do(self, operation: Any, *args: Any, **kwargs: Any) -> Change:
        if not self._session.do(operation, *args, **kwargs):
            raise RuntimeError(f"{operation.__name__} was refused")
        return Change.ALL


def _is_operation(found: object) -> bool:
    """Operations are the Store's methods that return a Change."""
    wrapped = getattr(found, "__wrapped__", None)
    return wrapped is not None


class _Player:
    """Welcome → new engagement → the day → the plan."""

    def __init__(self, desktop: Desktop, out: Path) -> None:
        self.desktop, self.out = desktop, out
        self.pictures = out / "pictures"
        self.pictures.mkdir(parents=True, exist_ok=True)
        self._number = 0

    def play(self) -> None:
        day = read_day()
        self.desktop.show_welcome()
        assert self.desktop.welcome is not None
        self._shoot(self.desktop.welcome, "welcome")
        store, clock = self._create(day)
        self.desktop._enter(store)
        console = self.desktop.console
        assert console is not None
        console.resize(*CONSOLE)
        wait()
        room = _WindowRoom(self, console, day, clock)
        room.play()
        self._shoot_all(console)
        self._export(console)
        console.close()
        wait()
        self._shoot(self.desktop.welcome, "welcome-afterwards")
        self._rehearse()

    def _rehearse(self) -> None:
        """A rehearsal as the welcome window starts it: two rounds of one question by simulated participants, two camps first."""
        self.desktop._enter(demo.rehearse(self.out / "rehearsal.workshop"))
        console = self.desktop.console
        assert console is not None
        console.resize(*CONSOLE)
        console.rehearsal.style_.set_value("camps")
        console.go("dimension.data/4.1")
        for again in (False, True):
            for key in (Qt.Key.Key_N if again else Qt.Key.Key_Space, Qt.Key.Key_M, Qt.Key.Key_R):
                _press(console, key)
            self.shoot(console, f"rehearsal-round-{2 if again else 1}")
        console.close()
        wait()

    def _create(self, day: Day) -> tuple[Store, demo.Clock]:
        files = read_pack_files(asset_path(*PACK))
        fields = dict(day.profile)
        clock = demo.Clock(datetime.combine(day.date, demo.PREPARED))
        profile = default_engagement(load_pack(files, fields["language"]), fields.pop("bank"), clock.now, **fields)
        return Store.create(self.out / "demo.workshop", files, profile, None, clock), clock

    def shoot(self, console: MainWindow, name: str) -> None:
        """Console and wall as they stand, numbered in the order of the day."""
        wait()
        self._shoot(console, name)
        for width, height in WALLS:
            console.stage.wall.picture(width, height).save(str(self.pictures / f"{self._number:02d}-{name}-wall-{width}x{height}.png"))

    def _shoot(self, window: QWidget | None, name: str) -> None:
        if window is None:
            return
        wait()
        self._number += 1
        window.grab().save(str(self.pictures / f"{self._number:02d}-{name}.png"))

    def _shoot_all(self, console: MainWindow) -> None:
        """Every page once more as the day left it, each step of it."""
        for entry in console._entries:
            console.go(entry.key)
            self.shoot(console, f"end-{entry.key}")
            while console.page().forward():
                self.shoot(console, f"end-{entry.key}")
                if self._number > 400:
                    raise RuntimeError("a page never ends")

    def _export(self, console: MainWindow) -> None:
        session = console.session
        for language, suffix in (("zh_CN", ""), ("en", "-en")):
            session.store.speak(language)
            EXPORTS["pdf"].write(session.store, load_words(language), self.out / f"plan{suffix}.pdf")
        session.store.speak(session.words.language)


class _WindowRoom(demo.Room):
    """The demo's room with its votes typed into the windows."""

    def __init__(self, player: _Player, console: MainWindow, day: Day, clock: demo.Clock) -> None:
        super().__init__(Through(console.session), day, clock)  # type: ignore[arg-type]
        self.player, self.console = player, console
        self._shot: set[str] = set()

    def prepare(self) -> None:
        super().prepare()
        self.player.shoot(self.console, "prepare")

    def item(self, script: Any) -> None:
        key = {"dimension": f"dimension.{script.subject}", "close": "plan"}.get(script.kind, script.kind)
        if script.kind != "break":
            self.console.go(key)
            self.player.shoot(self.console, key)
        super().item(script)
        if script.kind != "break":
            self.console.go(key)
            self.player.shoot(self.console, f"{key}-done")

    def vote(self, kind: str, subject: str, line: str) -> None:
        page = self.console.page()
        step = "" if kind in ("indicator", "practice") else f"{kind}/"
        page.arrive(f"{step}{subject}" if kind != "practice" else "")
        if isinstance(page, (DimensionPage, PracticePage)):
            page.desk.choose_entry("seat")
        wait()
        # a later round is asked for by N, the first by the primary key
        again = bool(self.console.session.state.rounds_of(kind, subject))
        self._press(Qt.Key.Key_N if again else Qt.Key.Key_Space)
        state = self.console.session.state
        if state.open_round(kind, subject) is None:
            self.store.open_ballot(kind, subject)
        seats = [seat.id for seat in self.console.session.state.seats]
        due = self._turn(kind, subject).due
        self._type({due.index(seats[at]): level for at, level in cards(line).items()})
        turn = self._turn(kind, subject)
        first = kind not in self._shot
        if first:
            self.player.shoot(self.console, f"{kind}-ballot")
        if turn.cast >= len(turn.due):
            self._press(Qt.Key.Key_R)
        else:
            self.store.reveal(turn.ballot.id, early=True)
        if first:
            self._shot.add(kind)
            self.player.shoot(self.console, f"{kind}-revealed")

    def _turn(self, kind: str, subject: str) -> Round:
        turn = self.console.session.state.open_round(kind, subject)
        assert turn is not None
        return turn

    def _type(self, levels: dict[int, int | None]) -> None:
        """Digits into the entry row that is on screen, cell by cell; a seat without a card is passed over."""
        entry = next(found for found in self.console.page().findChildren(FastEntry) if found.isVisible())
        entry.setFocus()
        wait()
        for position, level in sorted(levels.items()):
            entry.set_current(position)
            QTest.keyClick(entry, Qt.Key(Qt.Key.Key_0 + (level or 0)))
        wait()
        entry.clearFocus()

    def _press(self, key: Qt.Key) -> None:
        _press(self.console, key)


def _press(console: MainWindow, key: Qt.Key) -> None:
    """A key while nobody types."""
    focus = console.focusWidget()
    if focus is not None:
        focus.clearFocus()
    QTest.keyClick(console, key)
    wait()


def wait(milliseconds: int = 30) -> None:
    """Let the windows draw what they were told."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
