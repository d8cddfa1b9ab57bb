"""Anonymous means anonymous: after the reveal no byte on the disk leads from a level to a seat."""

import json
from collections.abc import Callable
from pathlib import Path

from workshop.model import interchange
from workshop.model.rows import Vote
from workshop.model.store import Store

from .conftest import opened, seats, voted


def keys(store: Store) -> set[str]:
    return {row[0] for row in store._db.execute("SELECT key FROM open_ballot").fetchall()}


def test_the_reveal_leaves_neither_key_nor_seat_nor_order(store: Store, path: Path) -> None:
    ballot = opened(store)
    for seat, level in zip(seats(store), (1, 2, 4, 5), strict=True):
        store.cast_vote(ballot.id, seat.id, level)
    written = keys(store)
    assert len(written) == 4
    store.reveal(ballot.id)
    assert keys(store) == set()
    votes = store.rows(Vote)
    assert all(vote.seat is None for vote in votes)
    assert not written & {vote.id for vote in votes}
    assert [vote.id for vote in votes] == sorted(vote.id for vote in votes)  # the order of random keys
    store.close()
    content = path.read_bytes()
    assert not any(key.encode() in content for key in written)
    assert not path.with_name(f"{path.name}-journal").exists()


def test_where_a_vote_lies_in_the_file_says_nothing_of_its_seat(store: Store, path: Path) -> None:
    for number in range(16):
        store.add_seat(f"职务{number}", "科技")
    ballot = opened(store)
    for seat in seats(store):
        store.cast_vote(ballot.id, seat.id, 3)
    store.reveal(ballot.id)
    votes = store.rows(Vote)
    store.close()
    content = path.read_bytes()
    places = [content.rindex(vote.id.encode()) for vote in votes]
    assert places in (sorted(places), sorted(places, reverse=True))  # the order of the random keys, not that of the seats


def test_changed_and_cleared_and_cancelled_cards_are_gone_from_the_file(store: Store, path: Path) -> None:
    ballot = opened(store)
    for seat in seats(store):
        store.cast_vote(ballot.id, seat.id, 2)
    written = keys(store)
    store.clear_vote(ballot.id, seats(store)[0].id)
    store.cancel_ballot(ballot.id)
    store.close()
    content = path.read_bytes()
    assert not any(key.encode() in content for key in written)


def test_the_undo_steps_hold_no_vote(store: Store) -> None:
    voted(store, (1, 2, 4, 5))
    store.settle("indicator", "1.1", 2, "majority")
    changes = " ".join(row[0] for row in store._db.execute("SELECT changes FROM undo_step").fetchall())
    assert '"vote"' not in changes
    assert '"open_ballot"' not in changes


def test_an_open_ballot_leaves_the_file_without_its_levels(store: Store) -> None:
    ballot = opened(store)
    for seat in seats(store):
        store.cast_vote(ballot.id, seat.id, 5)
    given = json.loads(interchange.dumps(store))
    assert given["tables"]["vote"] == []
    assert "open_ballot" not in given["tables"]
    assert given["tables"]["ballot"][0]["state"] == "open"


def test_the_state_of_a_named_engagement_shows_nothing_early_either(make: Callable[..., Store]) -> None:
    store = make(vote_mode="named")
    ballot = opened(store)
    store.cast_vote(ballot.id, seats(store)[0].id, 4)
    assert store.state().rounds[0].votes == ()


def test_paper_and_mixed_piles_leave_no_key_and_small_groups_no_name(store: Store, path: Path) -> None:
    for paper, group, level in (("a", "决策层", 1), ("b", "决策层", 2), ("c", "科技", 4), ("d", "科技", 5)):
        store.enter_paper("indicator", paper, group, {"1.1": level, "2.1": level})
    written = keys(store)
    assert len(written) == 8
    for turn in store.state().rounds:
        store.reveal(turn.ballot.id)
    pile = opened(store, entry="mixed")
    store.cast_pile(pile.id, "", [1, 2, 4, 5])
    written |= keys(store)
    store.reveal(pile.id)
    votes = store.rows(Vote)
    assert {vote.grp for vote in votes} == {""}, "two of a group are too few to be told"
    assert not written & {vote.id for vote in votes}
    store.close()
    content = path.read_bytes()
    assert not any(key.encode() in content for key in written)
