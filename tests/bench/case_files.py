"""What safety costs: one vote beside the same rows by plain SQL; a large engagement opened and backed up, and what the room feels of it."""

import os
import secrets
import time
from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QTimer
from PySide6.QtWidgets import QApplication

from workshop.model.rows import Ballot, Seat
from workshop.model.store import Store
from workshop.model.store.driver import connect

from .case import Case, Figure, Limit, paired, timed
from .room import close_room, new_store, open_room

SEATS, VOTES, MB = 40, 300, 1024 * 1024


def _one_vote(folder: Path) -> Figure:
    """The Store's vote (rule, row, chained log, COMMIT) and the same two rows written by SQL alone, in turn, on the same disk."""
    store, plain = new_store(folder / "store.workshop", SEATS), new_store(folder / "plain.workshop", SEATS)
    for one in (store, plain):
        one.open_ballot("indicator", next(iter(one.pack.indicators)))
    ballot, seats = store.rows(Ballot)[0].id, [seat.id for seat in store.rows(Seat)]
    other, chairs = plain.rows(Ballot)[0].id, [seat.id for seat in plain.rows(Seat)]
    plain.close()
    db = connect(plain.path, None).conn
    turn, number = count(), count(10_000)

    def cast() -> None:
        at = next(turn)
        store.cast_vote(ballot, seats[at % SEATS], 1 + at % 5)

    def written() -> None:
        at = next(number)
        db.execute("BEGIN IMMEDIATE")
        db.execute(
            "INSERT INTO open_ballot VALUES (?, ?, ?, ?, ?) ON CONFLICT (ballot, seat) DO UPDATE SET level = excluded.level",
            [secrets.token_hex(16), other, chairs[at % SEATS], "决策层", 1 + at % 5],
        )
        row = [at, "2026-03-12T09:00:00", "cast_vote", "1.1", '{"changed":false,"kind":"indicator","round":1,"seat":7}']
        db.execute("INSERT INTO log VALUES (?, ?, ?, ?, ?, ?, ?)", [*row, secrets.token_hex(32), secrets.token_hex(32)])
        db.execute("COMMIT")

    figure = paired(cast, written, VOTES, warm=SEATS)
    db.close()
    store.close()
    return figure


def _large(path: Path) -> Path:
    """20 MB: 10 MB of attachments, and as much of notes."""
    store = new_store(path, SEATS)
    store._db.execute("PRAGMA synchronous = OFF")
    for number in range(10):
        store.attach("topic", "", f"{number}.bin", "application/octet-stream", os.urandom(MB))
    with store.transaction():
        for number in range(160):
            store._db.execute(
                "INSERT INTO note VALUES (?, 'note', 'topic', '', ?, 0, 0, '2026-03-12T09:00:00')", [f"n{number}", "记" * 19_000]
            )
    store.close()
    assert 18 * MB < path.stat().st_size < 24 * MB
    return path


def _open(folder: Path) -> Figure:
    path = _large(folder / "large.workshop")

    def opened() -> None:
        store = Store.open(path)
        store.state()
        store.close()

    return Figure(timed(opened, 12), timed(path.read_bytes, 12), f"{path.stat().st_size / MB:.0f} MB")


def _backup(folder: Path) -> Figure:
    store = Store.open(_large(folder / "large.workshop"))
    figure = Figure(timed(lambda: store.backing_up("asked")(), 10), note=f"{store.path.stat().st_size / MB:.0f} MB")
    store.close()
    return figure


def _stall(folder: Path) -> Figure:
    """Gaps between the ticks of a timer in the GUI thread while a worker backs up and votes are cast: what the room could notice."""
    console = open_room(Store.open(_large(folder / "large.workshop")))
    guard, gaps = console.guard, []
    _quiet(300, lambda: None)
    for _ in range(5):
        guard.keeper.begin("asked")
        gaps += _quiet(0, lambda: guard.keeper.busy)
    idle = _quiet(2_000, lambda: None)
    close_room(console)
    return Figure(gaps, idle, f"longest {max(gaps):.1f} ms, without a backup {max(idle):.1f} ms")


def _quiet(milliseconds: int, busy: Callable[[], object]) -> list[float]:
    """Turn the event loop while `busy`, at least so long; returns the gaps between the ticks of a 1 ms timer."""
    gaps: list[float] = []
    clock, timer, end = QElapsedTimer(), QTimer(), time.monotonic() + milliseconds / 1000
    clock.start()
    timer.setInterval(1)
    timer.timeout.connect(lambda: gaps.append(clock.nsecsElapsed() / 1e6) or clock.restart())  # type: ignore[func-returns-value]
    timer.start()
    while busy() or time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.0005)
    timer.stop()
    return gaps


CASES = (
    Case("files/vote", _one_vote, (Limit("ratio", 1.5),)),
    Case("files/open-20MB", _open, (Limit("median", 600),)),
    Case("files/backup-20MB", _backup, (Limit("median", 500),)),
    Case("files/backup-stall", partial(_stall), (Limit("p99", 16),)),
)
