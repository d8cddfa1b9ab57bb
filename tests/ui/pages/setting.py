"""A room to test the pages of preparation and summary in: a real store, seats, and rounds that were voted and settled."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from workshop.model.content import load_pack, read_pack_files
from workshop.model.store import Store, default_engagement
from workshop.session import Session
from workshop.ui.page import Page
from workshop.words import load_words

FILES = Path(__file__).resolve().parents[3] / "assets" / "content" / "small-bank-fintech-2019"
GROUPS = ("决策层", "业务条线", "风险与财务", "科技与运营")
TARGET = 4


def open_session(folder: Path, language: str = "zh_CN", **profile: object) -> Session:
    """A new engagement in this folder; every look at its clock is a second later."""
    ticks = count()
    files = read_pack_files(FILES)
    pack = load_pack(files, language)
    made = default_engagement(pack, "澜川城市商业银行", datetime(2026, 3, 14), language=language, **profile)
    store = Store.create(folder / "room.workshop", files, made, clock=lambda: datetime(2026, 3, 14, 9) + timedelta(seconds=next(ticks)))
    return Session(store, load_words(language))


def seat_twelve(session: Session) -> None:
    """Four groups of three."""
    for number in range(11):
        session.store.add_seat(f"职务{number + 1}", GROUPS[number // 3])
    assert session.do(Store.add_seat, "职务12", GROUPS[-1])


def vote(session: Session, indicator: str, levels: Mapping[str, int] | int) -> None:
    """One revealed round: a level for everybody, or one for each group."""
    store = session.store  # the room looks up only when the round is revealed
    store.open_ballot("indicator", indicator)
    turn = store.state().open_round("indicator", indicator)
    assert turn is not None
    ballot = turn.ballot.id
    for seat in session.state.seats:
        if seat.presence == "voting":
            store.cast_vote(ballot, seat.id, levels if isinstance(levels, int) else levels[seat.grp])
    assert session.do(Store.reveal, ballot)


def settle(session: Session, indicator: str, level: int, reason: str = "") -> None:
    """Record a level."""
    assert session.do(Store.settle, "indicator", indicator, level, "consensus", reason=reason)


def show(qtbot: QtBot, page: Page) -> None:
    """The page as large as the console gives it."""
    qtbot.addWidget(page)
    page.resize(1166, 656)
    page.show()
    qtbot.waitExposed(page)


def compose(field: QWidget, text: str) -> None:
    """Commit a text as an input method does; QTest's keys know Latin letters only."""
    event = QInputMethodEvent("", [])
    event.setCommitString(text)
    QApplication.sendEvent(field, event)


def type_into(line: QLineEdit, text: str) -> None:
    """Write over what is there and leave with Enter."""
    line.setFocus()
    line.selectAll()
    QTest.keyClick(line, Qt.Key.Key_Delete)
    compose(line, text)
    QTest.keyClick(line, Qt.Key.Key_Return)
