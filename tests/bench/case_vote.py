"""One vote, from the key to painted console and wall, saved; its floor is the same number of bytes written and synced as often."""

import os
from functools import partial
from itertools import count, product
from pathlib import Path

from workshop.model.store import Store

from .case import Case, Figure, Limit, paired
from .room import close_room, go_to, new_store, open_room, open_round, settle

SEATS, VOTES, ROUNDS = 40, 300, 9


def _vote(painted: bool, folder: Path) -> Figure:
    """40 seats, 20 indicators, three rounds already revealed on each: the worst moment of a long day."""
    console = open_room(long_day(folder / "day.workshop"))
    session = console.session
    indicator = next(iter(session.pack.indicators))
    go_to(console, indicator)
    ballot = open_round(console, "indicator", indicator)
    seats, number = [seat.id for seat in session.state.seats], count()

    def cast() -> None:
        turn = next(number)
        assert session.do(Store.cast_vote, ballot, seats[turn % SEATS], 1 + turn % 5)
        if painted:
            settle()

    figure = paired(cast, partial(_synced, folder / "floor"), VOTES, warm=SEATS)
    close_room(console)
    return figure


def long_day(path: Path) -> Store:
    """Made fast: a disk's caution is no part of the preparation."""
    store = new_store(path, SEATS)
    store.set_profile(max_rounds=ROUNDS)
    seats = [seat.id for seat in store.state().seats]
    store._db.execute("PRAGMA synchronous = OFF")
    for indicator, turn in product(store.pack.indicators, range(3)):
        store.open_ballot("indicator", indicator)
        ballot = store.ballots_of("indicator", indicator)[-1].id
        for number, seat in enumerate(seats):
            store.cast_vote(ballot, seat, 1 + (number + turn) % 5)
        store.reveal(ballot)
    store._db.execute("PRAGMA synchronous = EXTRA")
    return store


def _synced(path: Path) -> None:
    """What EXTRA costs at least: a journal synced with its folder, pages synced, the journal gone and the folder synced again."""
    for name in (path.with_suffix(".journal"), path):
        file = os.open(name, os.O_CREAT | os.O_WRONLY, 0o600)
        os.write(file, b"x" * 4096)
        os.fsync(file)
        os.close(file)
    folder = os.open(path.parent, os.O_RDONLY)
    os.fsync(folder)
    path.with_suffix(".journal").unlink()
    os.fsync(folder)
    os.close(folder)


CASES = (
    Case("vote/saved", partial(_vote, False), (Limit("p99", 25),)),
    Case("vote/painted", partial(_vote, True)),
)
