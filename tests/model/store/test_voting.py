"""The ballot box: opened, cast, revealed, cancelled, and never open before its time."""

from collections.abc import Callable
from typing import Any

import pytest

from workshop.model.rows import Ballot
from workshop.model.store import Store

from .conftest import opened, seats, voted
from .test_setup import refusal


def test_before_the_reveal_the_state_knows_who_and_never_what(store: Store) -> None:
    ballot = opened(store)
    store.cast_vote(ballot.id, seats(store)[0].id, 5)
    turn = store.state().open_round("indicator", "1.1")
    assert turn is not None
    assert turn.voted == {seats(store)[0].id}
    assert (turn.votes, turn.levels, turn.cast, len(turn.due)) == ((), (), 1, 4)


def test_a_vote_is_changed_and_taken_back_until_the_reveal(store: Store) -> None:
    ballot, (first, second, third, fourth) = opened(store), seats(store)
    for seat, level in ((first, 2), (first, 3), (second, None), (third, 4), (fourth, 1)):
        store.cast_vote(ballot.id, seat.id, level)
    store.clear_vote(ballot.id, fourth.id)
    assert refusal(lambda: store.reveal(ballot.id)).facts == {"missing": 1}
    store.reveal(ballot.id, early=True)
    turn = store.state().rounds[0]
    assert turn.levels == (3, 4)
    assert turn.cast == 3
    assert turn.ballot.early == 1
    assert {row.seat: row.status for row in turn.present}[fourth.id] == "missing"
    assert refusal(lambda: store.cast_vote(ballot.id, first.id, 2)).code == "ballot.closed"


@pytest.mark.parametrize("level", [0, 6, -1, 2.5, "3", True])
def test_a_vote_off_the_scale_is_refused(store: Store, level: Any) -> None:
    ballot = opened(store)
    assert refusal(lambda: store.cast_vote(ballot.id, seats(store)[0].id, level)).code == "vote.level"
    assert store.open_votes() == {}


def test_rounds_are_counted_and_limited(store: Store) -> None:
    store.set_profile(max_rounds=2)
    voted(store, (3, 3, 3, 5))
    cancelled = opened(store)
    store.cancel_ballot(cancelled.id)
    voted(store, (3, 3, 3, 4))
    assert [turn.ballot.round for turn in store.state().rounds_of("indicator", "1.1")] == [1, 3]
    assert refusal(lambda: store.open_ballot("indicator", "1.1")).code == "ballot.rounds"
    last = store.state().last_reveal("indicator", "1.1")
    assert last is not None
    assert last.levels == (3, 3, 3, 4)


def test_a_ballot_opens_once_on_something_known_with_somebody_there(store: Store) -> None:
    opened(store)
    assert refusal(lambda: store.open_ballot("indicator", "1.1")).code == "ballot.already_open"
    assert refusal(lambda: store.open_ballot("indicator", "9.9")).code == "id.unknown"
    assert refusal(lambda: store.open_ballot("impact", "1.1")).code == "id.unknown"
    for seat in seats(store):
        store.set_seat(seat.id, presence="away")
    assert refusal(lambda: store.open_ballot("urgency", "M1")).code == "ballot.no_seats"
    assert refusal(lambda: store.open_ballot("indicator", "2.1", "phone")).code in ("ballot.no_seats", "store.constraint")


def test_an_unknown_way_of_entry_is_refused(store: Store) -> None:
    assert refusal(lambda: store.open_ballot("indicator", "2.1", "phone")).code == "store.constraint"


def test_who_is_away_does_not_vote_but_may_have(store: Store) -> None:
    ballot, (first, second, third, _) = opened(store), seats(store)
    store.cast_vote(ballot.id, first.id, 2)
    store.set_seat(first.id, presence="away")
    store.set_seat(second.id, presence="observer")
    store.set_seat(third.id, presence="away")
    assert refusal(lambda: store.cast_vote(ballot.id, third.id, 2)).code == "vote.not_voting"
    assert refusal(lambda: store.cast_vote(ballot.id, "x", 2)).code == "id.unknown"
    store.reveal(ballot.id, early=True)
    status = {row.seat: row.status for row in store.state().rounds[0].present}
    assert [status[seat.id] for seat in seats(store)] == ["voted", "observer", "away", "missing"]


def test_an_empty_box_is_not_revealed(store: Store) -> None:
    ballot = opened(store)
    assert refusal(lambda: store.reveal(ballot.id, early=True)).code == "ballot.empty"
    assert refusal(lambda: store.reveal("x")).code == "id.unknown"


# -- piles -------------------------------------------------------------------------------------------------------------------


def test_piles_are_counted_by_group_and_replaced_whole(store: Store) -> None:
    ballot = opened(store, entry="pile")
    store.cast_pile(ballot.id, "决策层", [2, 3])
    store.cast_pile(ballot.id, "决策层", [4, None])
    turn = store.state().open_round("indicator", "1.1")
    assert turn is not None
    assert (dict(turn.piles), turn.cast) == ({"决策层": 2}, 2)
    assert refusal(lambda: store.reveal(ballot.id)).facts == {"missing": 2}
    store.cast_pile(ballot.id, "科技", [4, 4])
    store.reveal(ballot.id)
    turn = store.state().rounds[0]
    assert turn.levels == (4, 4, 4)
    assert {row.status for row in turn.present} == {"voted"}
    assert turn.ballot.early == 0


def test_a_pile_is_no_larger_than_its_group_and_no_seat_adds_to_it(store: Store) -> None:
    ballot = opened(store, entry="pile")
    assert refusal(lambda: store.cast_pile(ballot.id, "科技", [1, 2, 3])).facts == {"group": "科技", "cards": 3, "seats": 2}
    assert refusal(lambda: store.cast_pile(ballot.id, "科技", [6])).code == "vote.level"
    assert refusal(lambda: store.cast_vote(ballot.id, seats(store)[0].id, 3)).code == "ballot.entry"
    other = opened(store, subject="2.1")
    assert refusal(lambda: store.cast_pile(other.id, "科技", [1])).code == "ballot.entry"


def test_a_cancelled_round_keeps_that_it_was_opened(store: Store) -> None:
    ballot = opened(store)
    store.cast_vote(ballot.id, seats(store)[0].id, 3)
    store.cancel_ballot(ballot.id)
    assert store.open_votes() == {}
    assert store.rows(Ballot)[0].state == "cancelled"
    assert store.state().rounds_of("indicator", "1.1") == ()
    assert refusal(lambda: store.cancel_ballot(ballot.id)).code == "ballot.closed"


def test_named_votes_keep_their_seat(make: Callable[..., Store]) -> None:
    store = make(vote_mode="named")
    voted(store, (1, 2, 3, None))
    numbers = {seat.id: seat.number for seat in seats(store)}
    assert sorted((numbers[vote.seat or ""], vote.level) for vote in store.state().rounds[0].votes) == [(1, 1), (2, 2), (3, 3), (4, None)]
