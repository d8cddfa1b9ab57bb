"""A small engagement on disk: four seats in two groups, a clock that ticks a second a look."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.model.packs import pack_files
from workshop.model.content import load_pack
from workshop.model.rows import Ballot, Engagement, Seat
from workshop.model.store import Store, default_engagement

NOON = datetime(2026, 3, 12, 12, 0)
ROLES = (("行长", "决策层"), ("副行长", "决策层"), ("科技部总经理", "科技"), ("数据中心主任", "科技"))


class Ticking:
    """A clock that moves one second at every look."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


def profile(**fields: object) -> Engagement:
    return replace(default_engagement(load_pack(pack_files(), "zh_CN"), "小银行", NOON), **fields)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "小银行.workshop"


@pytest.fixture
def make(path: Path) -> Iterator[Callable[..., Store]]:
    """Makes the engagement with other fields of its profile; closed at the end."""
    made: list[Store] = []

    def build(**fields: object) -> Store:
        store = Store.create(path, pack_files(), profile(**fields), clock=Ticking())
        for role, group in ROLES:
            store.add_seat(role, group)
        made.append(store)
        return store

    yield build
    for store in made:
        store.close()


@pytest.fixture
def store(make: Callable[..., Store]) -> Store:
    return make()


def opened(store: Store, kind: str = "indicator", subject: str = "1.1", entry: str = "seat") -> Ballot:
    """A fresh open ballot."""
    store.open_ballot(kind, subject, entry)
    return next(ballot for ballot in store.rows(Ballot) if ballot.state == "open" and (ballot.kind, ballot.subject) == (kind, subject))


def seats(store: Store) -> tuple[Seat, ...]:
    return store.rows(Seat)


def voted(store: Store, levels: tuple[int | None, ...], kind: str = "indicator", subject: str = "1.1") -> str:
    """A revealed round in seat order; returns the ballot's id."""
    ballot = opened(store, kind, subject)
    for seat, level in zip(seats(store), levels, strict=True):
        store.cast_vote(ballot.id, seat.id, level)
    store.reveal(ballot.id)
    return ballot.id
