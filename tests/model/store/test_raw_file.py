"""The bytes on the disk: no file, backup, second place, temporary file, export or log leads from a level to a seat once votes are shown."""

import logging
import random
import tempfile
from pathlib import Path

import pytest

from tests.model.packs import pack_files
from workshop import crash
from workshop.model import interchange
from workshop.model.rows import Seat, Vote
from workshop.model.store import Store

from .conftest import Ticking, opened, profile

GROUPS = ("决策层", "科技", "业务", "风险")


class Room:
    """An anonymous engagement with many seats, its second place, temporary folder and log."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        for name in ("place", "stick", "temporary", "log", "out"):
            (folder / name).mkdir()
        monkeypatch.setattr(tempfile, "tempdir", str(folder / "temporary"))
        self.handler = crash.start_log(folder / "log")
        self.path = folder / "place" / "day.workshop"
        self.store = Store.create(self.path, pack_files(), profile(), clock=Ticking())
        for number in range(24):
            self.store.add_seat(f"职务{number}", GROUPS[number % 4])
        self.seats = self.store.rows(Seat)
        self.ballots: list[str] = []
        self.keys: set[str] = set()

    def open_and_cast(self, subject: str, dice: random.Random) -> str:
        """A round in which everybody votes in a random order and some change their minds."""
        ballot = opened(self.store, subject=subject).id
        self.ballots.append(ballot)
        order = list(self.seats)
        dice.shuffle(order)
        for seat in [*order, *order[:9]]:
            self.store.cast_vote(ballot, seat.id, dice.choice((None, 1, 2, 3, 4, 5)))
        self.keys |= {row[0] for row in self.store._db.execute("SELECT key FROM open_ballot").fetchall()}
        return ballot

    def copies(self) -> None:
        """Everything that writes a copy of the engagement somewhere."""
        self.store.backing_up("change", self.folder / "stick")()
        (self.folder / "out" / f"{len(self.ballots)}.json").write_text(interchange.dumps(self.store), encoding="utf-8")
        logging.getLogger(crash.LOGGER).warning("%s", crash.places(ValueError(str(self.store.state()))))

    def found(self, ballots: list[str], keys: set[str], but: Path | None = None) -> list[str]:
        """Files with a key of the ballot box, or with a seat right behind its ballot and before its role group, as only the box has it."""
        links = [(ballot + seat.id + seat.grp).encode() for ballot in ballots for seat in self.seats]
        needles = links + [key.encode() for key in keys]
        hits = []
        for file in self.folder.rglob("*"):
            if file.is_file() and file != but:
                content = file.read_bytes()
                hits += [file.name for needle in needles if needle in content]
        return hits


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Room:
    return Room(tmp_path, monkeypatch)


def test_no_byte_leads_from_a_level_to_a_seat(room: Room) -> None:
    dice = random.Random(7)
    store = room.store
    first = room.open_and_cast("1.1", dice)
    assert room.found([first], room.keys)  # the search finds the open box in the main file …
    room.copies()
    assert room.found([first], room.keys, but=room.path) == []  # … and nowhere else
    second = room.open_and_cast("2.1", dice)
    of_first = {row[0] for row in store._db.execute("SELECT key FROM open_ballot WHERE ballot = ?", [first]).fetchall()}
    store.reveal(first)
    assert room.found([first], of_first) == []  # while the other box is still open
    room.copies()
    store.reveal(second)
    room.copies()
    third = room.open_and_cast("1.1", dice)
    store.elsewhere(room.folder / "out" / "elsewhere.workshop")
    assert room.found([first, second, third], room.keys, but=room.path) == []
    store.cancel_ballot(third)
    store.close()
    if room.handler is not None:
        crash.stop_log(room.handler)
    assert room.found([first, second, third], room.keys, but=room.path) == []  # the old file still has the third box, open
    assert room.found([first, second], set()) == []


def test_the_log_tells_that_a_seat_voted_and_never_what(room: Room) -> None:
    room.store.reveal(room.open_and_cast("1.1", random.Random(3)))
    allowed = {"kind", "round", "entry", "seat", "changed", "cleared", "votes", "early", "group", "cards"}
    for entry in room.store.log():
        if entry.operation in ("cast_vote", "clear_vote", "open_ballot", "reveal", "cast_pile", "put_card", "take_card", "cancel_ballot"):
            import json

            assert set(json.loads(entry.detail)) <= allowed
    assert all(vote.seat is None for vote in room.store.rows(Vote))
    steps = room.store._db.execute("SELECT changes FROM undo_step").fetchall()
    assert not any('"vote"' in row[0] or '"open_ballot"' in row[0] for row in steps)
    room.store.close()
    if room.handler is not None:
        crash.stop_log(room.handler)
