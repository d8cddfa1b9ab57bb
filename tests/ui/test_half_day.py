"""A recorded half day, replayed in the real console: paper in the box before it begins, time lost and spread anew, and an end on time."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.conftest import GROUPS
from tests.ui.pages.desk import settle_events
from workshop.model import assessment
from workshop.model.agenda import preset
from workshop.model.consensus import Light
from workshop.model.content import Pack
from workshop.model.pace import ended_on_time, planned_end, usage
from workshop.model.store import Store, default_engagement
from workshop.report.chapters import minutes
from workshop.report.chapters.book import Book
from workshop.session import Session
from workshop.ui.main_window import MainWindow
from workshop.ui.pages.dimension import DimensionPage
from workshop.words import load_words

# what the twelve papers say of an indicator, in turn: agreed, agreed, neighbours, two camps
HANDS = ("333333333332", "222222222222", "223322332233", "222222444444")
LOST = 14  # minutes that the first dimension runs over


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 3, 12, 8, 30)

    def __call__(self) -> datetime:
        return self.now

    def on(self, minutes: float) -> None:
        self.now += timedelta(minutes=minutes)


class HalfDay:
    """The facilitator of one morning."""

    def __init__(self, console: MainWindow, clock: Clock, qtbot: QtBot) -> None:
        self.console, self.clock, self.qtbot = console, clock, qtbot

    @property
    def state(self) -> Any:
        return self.console.session.state

    def press(self, key: Qt.Key) -> None:
        focus = QApplication.focusWidget()
        if focus is not None:
            focus.clearFocus()
        self.qtbot.keyClick(self.console, key)
        settle_events()

    def minutes_of(self, kind: str, subject: str = "") -> int:
        return next(item.minutes for item in self.state.agenda if (item.kind, item.subject) == (kind, subject))

    def papers(self, folder: Path) -> None:
        """Twelve papers as a table, by role group."""
        names = list(self.console.session.pack.indicators)
        lines = [",".join(["角色组", *names])]
        for seat in range(12):
            lines.append(",".join([GROUPS[seat // 3], *(HANDS[place % 4][seat] for place in range(len(names)))]))
        path = folder / "papers.csv"
        path.write_text("\n".join(lines), encoding="utf-8")
        self.console.go("prepare/ballots")
        section = self.console.page().sections["ballots"]  # type: ignore[attr-defined]
        assert section.take(path) == ""

    def dimension(self, name: str, spent: float) -> None:
        """Reveal what came in on paper, confirm the greens by G, settle what is left one by one or park it, within the minutes."""
        self.console.go(f"dimension.{name}")
        page = self.console.page()
        assert isinstance(page, DimensionPage)
        next(one for one in page.bar().ghosts if "揭示本维度" in one.text).run()
        settle_events()
        self.press(Qt.Key.Key_G)
        self.clock.on(spent)
        for indicator in page.dimension.indicators:
            if self.state.record_of("indicator", indicator) is not None:
                continue
            page.arrive(indicator)
            light = assessment.reading(self.state.last_reveal("indicator", indicator)).light
            assert light is not Light.CONSENSUS, "greens were confirmed in one go"
            if light is Light.SPLIT:
                self.press(Qt.Key.Key_P)
            else:
                page.settle.basis.options[2].click()
                page.settle.picker.options[1].click()
                page.record()
            settle_events()
        assert all(self.state.record_of("indicator", one) for one in page.dimension.indicators)


@pytest.fixture(params=["anonymous", "named"])
def day(
    request: pytest.FixtureRequest, tmp_path: Path, files: dict[str, str], pack: Pack, dressed: QApplication, qtbot: QtBot
) -> Iterator[HalfDay]:
    clock = Clock()
    profile = default_engagement(pack, "澜川城市商业银行", clock.now, vote_mode=request.param, day_start="08:30", preset="half")
    store = Store.create(tmp_path / "half.workshop", files, profile, clock=clock)
    for number in range(12):
        store.add_seat(f"第{number + 1}席职务", GROUPS[number // 3])
    store.set_agenda([(slot.kind, slot.subject, "", slot.minutes) for slot in preset("half", pack, "08:30")])
    session = Session(store, load_words("zh_CN"))
    console = MainWindow(session)
    qtbot.addWidget(console)
    console.resize(1366, 768)
    console.show()
    yield HalfDay(console, clock, qtbot)
    console.close()
    session.close()


def printed(day: HalfDay, monkeypatch: pytest.MonkeyPatch) -> list[list[Any]]:
    """The tables of the minutes as they are handed to the page."""
    monkeypatch.setattr(minutes, "table", lambda columns, rows, st: rows)
    monkeypatch.setattr(minutes, "h2", lambda text, st, note="": [text, note])
    session = day.console.session
    book = Book(session.state, session.pack, session.words, *[None] * 9)  # type: ignore[arg-type]
    return [*minutes.votes_held(book), *minutes.time_used(book)]


def seat_papers(day: HalfDay) -> None:
    """Named papers carry the seat."""
    session = day.console.session
    names = list(session.pack.indicators)
    sheets = [
        ("", seat.id, {name: int(HANDS[place % 4][number]) for place, name in enumerate(names)})
        for number, seat in enumerate(session.state.seats)
    ]
    assert session.do(Store.enter_papers, "indicator", sheets, "paper", "seat")


def test_a_half_day_that_loses_time_ends_on_time(day: HalfDay, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    console, clock, named = day.console, day.clock, day.state.engagement.vote_mode == "named"
    seat_papers(day) if named else day.papers(tmp_path)
    end = planned_end(day.state, None)
    assert end == 8 * 60 + 30 + 225
    console.go("open")
    clock.on(10)
    console.go("practice")
    clock.on(5)
    first, *rest = console.session.pack.dimensions
    day.dimension(first, 18 + LOST)
    console._tell_time()
    assert console.pace.over.isVisible(), "over time is said, nothing is cut"
    day.press(Qt.Key.Key_A)
    assert "准点结束" in console.pace.news.text.text()
    for number, name in enumerate(rest):
        day.dimension(name, day.minutes_of("dimension", name))
        if number == 1:
            clock.on(10)  # tea
            console.session.do(Store.clock_agenda, next(item.id for item in day.state.agenda if item.kind == "break"), 600)
            console._arrived = clock.now
    for page, kind in (("parked", "parked"), ("picture", "picture"), ("measures", "measures"), ("roadmap", "roadmap"), ("plan", "close")):
        console.go(page)
        clock.on(day.minutes_of(kind))
    console._stop_clock()
    console.session.do(Store.close_day)

    assert ended_on_time(day.state) is True and clock.now.hour * 60 + clock.now.minute <= end
    rows = {(row.item.kind, row.item.subject): row for row in usage(day.state)}
    assert rows["dimension", first].over == LOST and rows["dimension", first].planned == 18
    assert sum(row.used for row in rows.values()) <= sum(row.planned for row in rows.values())
    assert all(row.used <= row.became for key, row in rows.items() if key != ("dimension", first))

    held_head, held, time_head, times = printed(day, monkeypatch)
    assert held_head[0] == "每次投票的时间与出席" and len(held) == len(console.session.pack.indicators)
    assert held[0][1].startswith("第 1 轮 08:4") and "12/12" in held[0][1]
    if named:
        assert held[0][2].startswith("1、2、3、4、5、6、7、8、9、10、11、12；"), "named minutes say who voted"
    else:
        assert held[0][2] == "—", "anonymous minutes say how many"
    assert "准点结束" in time_head[1] and [row[2:5] for row in times if row[0] == "开场"] == [["10", "10", "10"]]
