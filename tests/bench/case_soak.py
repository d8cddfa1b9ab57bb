"""What a process grows by over two thousand reveals in open windows, several engagements long."""

import resource
from pathlib import Path

from workshop.model.store import Store
from workshop.ui.main_window import MainWindow

from .case import Case, Figure, Limit
from .room import close_room, go_to, new_store, open_room, open_round, settle

ENGAGEMENTS, ROUNDS = 6, 9


def _soak(folder: Path) -> Figure:
    """Engagements opened, every subject voted on and revealed as often as it may be, both windows drawn, and closed again.

    The first engagement fills the caches; what the process grows by afterwards is lost memory.
    """
    begin, reveals = 0.0, 0
    for number in range(ENGAGEMENTS):
        store = new_store(folder / f"{number}.workshop", 3)
        store.set_profile(max_rounds=ROUNDS)
        store._db.execute("PRAGMA synchronous = OFF")
        reveals += _filled(open_room(store))
        if number == 0:
            begin = _megabytes()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return Figure([max(0.0, _megabytes() - begin)], note=f"{reveals} reveals; peak {peak} MB")


def _filled(console: MainWindow) -> int:
    session = console.session
    subjects = [("indicator", one) for one in session.pack.indicators]
    subjects += [(kind, one) for kind in ("impact", "urgency") for one in session.pack.measures]
    for kind, subject in subjects:
        if kind == "indicator":
            go_to(console, subject)
        for turn in range(ROUNDS):
            ballot = open_round(console, kind, subject)
            for seat in session.state.seats:
                session.do(Store.cast_vote, ballot, seat.id, 1 + turn % 5)
            session.do(Store.reveal, ballot)
            settle()
    close_room(console)
    return len(subjects) * ROUNDS


def _megabytes() -> float:
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * resource.getpagesize() / 2**20


CASES = (Case("soak/reveals", _soak, (Limit("max", 10),), unit="MB"),)
