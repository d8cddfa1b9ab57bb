"""The group's own order: whole cards only, blind until the reveal, and after it nothing leads from a card to a seat or a group."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.model.packs import pack_files
from workshop.model import interchange
from workshop.model.rows import Vote
from workshop.model.store import Store, backup

from .conftest import opened, seats
from .test_setup import refusal


def cards(store: Store) -> list[dict[str, int]]:
    """One card per seat, each different."""
    names = store.ranked_measures()
    return [{names[0]: 100 - at, names[1]: at} for at in (0, 30, 60, 90)]


def cast_all(store: Store) -> str:
    ballot = opened(store, "order", "points")
    for seat, card in zip(seats(store), cards(store), strict=True):
        store.cast_order(ballot.id, seat.id, card)
    return ballot.id


def test_cards_are_blind_until_the_reveal_and_then_whole(store: Store) -> None:
    ballot = cast_all(store)
    road = store.state().road
    assert road.open_order is not None
    assert (road.open_order.cast, dict(road.open_order.allotments), road.last_order) == (4, {}, None)
    assert store.state().rounds == ()  # rounds of levels know nothing of it
    store.reveal(ballot)
    turn = store.state().road.last_order
    assert turn is not None
    assert turn.cast == 4
    wanted = [{measure: amount for measure, amount in card.items() if amount} for card in cards(store)]
    assert sorted(map(str, turn.allotments.values())) == sorted(map(str, wanted))
    assert len(turn.present) == 4


def test_after_the_reveal_nothing_links_a_card_to_a_seat_or_its_group(store: Store, path: Path) -> None:
    ballot = cast_all(store)
    written = {row[0] for row in store._db.execute("SELECT key FROM open_allotment").fetchall()}
    assert len(written) == 4
    store.reveal(ballot)
    assert store._db.execute("SELECT count(*) FROM open_allotment").fetchone() == (0,)
    votes = store.rows(Vote)
    assert {(vote.seat, vote.grp) for vote in votes} == {(None, "")}
    assert [vote.id for vote in votes] == sorted(vote.id for vote in votes)
    store.close()
    content = path.read_bytes()
    assert not any(key.encode() in content for key in written)


def test_named_cards_keep_their_seat(make: Callable[..., Store]) -> None:
    store = make(vote_mode="named")
    ballot = cast_all(store)
    store.reveal(ballot)
    assert {vote.seat for vote in store.rows(Vote)} == {seat.id for seat in seats(store)}


def test_changed_cleared_and_cancelled_cards_are_gone(store: Store) -> None:
    ballot = opened(store, "order", "rank")
    names = store.ranked_measures()
    first, second = seats(store)[:2]
    places = {name: at for at, name in enumerate(names, start=1)}
    for seat in (first, second):
        store.cast_order(ballot.id, seat.id, places)
    store.cast_order(ballot.id, first.id, None)  # abstains after all
    assert store._db.execute("SELECT count(*) FROM open_allotment").fetchone() == (len(names),)
    store.clear_vote(ballot.id, second.id)
    assert store._db.execute("SELECT count(*) FROM open_allotment").fetchone() == (0,)
    store.cast_order(ballot.id, second.id, places)
    store.cancel_ballot(ballot.id)
    assert store._db.execute("SELECT count(*) FROM open_allotment").fetchone() == (0,)


def test_piles_per_role_group(store: Store) -> None:
    ballot = opened(store, "order", "points", "pile")
    four = cards(store)
    store.cast_order_pile(ballot.id, "决策层", four[:2])
    store.cast_order_pile(ballot.id, "科技", [four[2], None])
    assert refusal(lambda: store.cast_order_pile(ballot.id, "科技", four)).code == "pile.count"
    assert refusal(lambda: store.cast_order(ballot.id, seats(store)[0].id, four[0])).code == "ballot.entry"
    store.reveal(ballot.id)
    turn = store.state().road.last_order
    assert turn is not None
    assert sorted(len(card) for card in turn.allotments.values()) == [0, 1, 2, 2]


@pytest.mark.parametrize(
    ("kind", "card", "code"),
    [
        ("points", {"M1": 60, "M2": 30}, "order.points"),
        ("points", {"M1": 101}, "order.amount"),
        ("points", {"M1": -1, "M2": 101}, "order.amount"),
        ("points", {"M9": 100}, "order.measure"),
        ("rank", {"M1": 1, "M2": 1}, "order.places"),
        ("rank", {"M1": 1}, "order.places"),
    ],
)
def test_a_card_that_is_no_card_says_how(store: Store, kind: str, card: dict[str, int], code: str) -> None:
    ballot = opened(store, "order", kind)
    assert refusal(lambda: store.cast_order(ballot.id, seats(store)[0].id, card)).code == code
    assert store.state().road.open_order is not None
    assert store.open_votes() == {}


def test_an_order_is_no_level_and_a_level_no_order(store: Store) -> None:
    level = opened(store)
    assert refusal(lambda: store.cast_order(level.id, seats(store)[0].id, {"M1": 100})).code == "ballot.entry"
    assert refusal(lambda: store.open_ballot("order", "loudest")).code == "store.constraint"


def test_neither_backup_nor_export_holds_an_open_card(store: Store, tmp_path: Path) -> None:
    ballot = opened(store, "order", "points")
    store.cast_order(ballot.id, seats(store)[0].id, {"M1": 77, "M2": 23})
    image = backup.image_of(store._db, store.path, None)
    assert image.execute("SELECT count(*) FROM open_allotment").fetchone() == (0,)
    image.conn.close()
    assert '"amount": 77' not in interchange.dumps(store)
    changes = " ".join(row[0] for row in store._db.execute("SELECT changes FROM undo_step").fetchall())
    assert "allotment" not in changes
    assert pack_files()


def test_dissent_on_the_order_is_kept_and_taken_back(store: Store) -> None:
    store.add_order_note("  M2 该在前  ", "M2", "科技")
    (note,) = store.state().road.order_notes
    assert (note.text, note.measure) == ("M2 该在前", "M2")
    assert refusal(lambda: store.add_order_note(" ")).code == "order.note"
    store.remove_order_note(note.id)
    store.undo()
    assert store.state().road.order_notes == (note,)
