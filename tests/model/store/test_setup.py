"""Preparing the day: profile, weights, targets, seats, agenda, and what each refuses."""

from collections.abc import Callable
from typing import Any

import pytest

from workshop.model.change import Change
from workshop.model.errors import Refused
from workshop.model.rows import AgendaItem
from workshop.model.store import Store

from .conftest import opened, seats, voted


def refusal(operation: Callable[[], object]) -> Refused:
    """The refusal an operation ends in; whatever else it would have written is not there."""
    with pytest.raises(Refused) as caught:
        operation()
    return caught.value


def test_a_new_engagement_has_the_packs_weights_and_a_line_per_measure(store: Store) -> None:
    state = store.state()
    assert state.weights == {"people": 6000, "tools": 4000}
    assert list(state.measures) == ["M1", "M2", "M3"]
    assert len(state.capacities) == state.engagement.horizon == 12
    assert (state.engagement.start_year, state.engagement.start_quarter) == (2026, 2)
    assert state.groups() == ("决策层", "科技")


def test_the_profile_is_changed_field_by_field(store: Store) -> None:
    assert store.set_profile(bank="大银行", horizon=8) is Change.ALL
    assert (store.engagement().bank, store.engagement().horizon) == ("大银行", 8)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"bank": "  "}, "profile.bank"),
        ({"bank_type": "mutual"}, "id.unknown"),
        ({"need_weight": 50}, "profile.shares"),
        ({"horizon": 17}, "profile.range"),
        ({"start_quarter": 0}, "profile.range"),
        ({"max_rounds": True}, "profile.range"),
        ({"target_year": 2028.5}, "profile.range"),
        ({"position": "close"}, "id.unknown"),
        ({"colour": "red"}, "id.unknown"),
        ({"bank_size": "huge"}, "store.constraint"),
        ({"pain_weight": float("nan")}, "number.finite"),
        ({"place": "x" * 20_001}, "text.long"),
        ({"place": "\ud800"}, "text.characters"),
    ],
)
def test_a_profile_that_cannot_be_is_refused_and_nothing_changes(store: Store, fields: dict[str, Any], code: str) -> None:
    before = store.state()
    assert refusal(lambda: store.set_profile(**fields)).code == code
    assert store.state() == before


def test_the_voting_mode_is_fixed_by_the_first_ballot_that_stands(store: Store) -> None:
    ballot = opened(store)
    assert refusal(lambda: store.set_profile(vote_mode="named")).code == "profile.mode_fixed"
    store.cancel_ballot(ballot.id)
    store.set_profile(vote_mode="named")
    assert store.engagement().vote_mode == "named"


def test_position_and_close_are_kept(store: Store) -> None:
    store.set_position("picture")
    store.close_day()
    assert store.engagement().position == "picture"
    assert store.engagement().closed_at.startswith("2026-03-12T12:")
    store.add_note("note", "topic", "", "补记")
    assert store.state().notes[0].later == 1


@pytest.mark.parametrize(
    ("weights", "code"),
    [
        ({"people": 10_000}, "weights.missing"),
        ({"people": 6_000, "tools": 3_000}, "weights.sum"),
        ({"people": 11_000, "tools": -1_000}, "weights.value"),
        ({"people": 5_000.0, "tools": 5_000.0}, "weights.value"),
        ({"people": True, "tools": 9_999}, "weights.value"),
    ],
)
def test_weights_must_be_whole_and_sum_to_the_whole(store: Store, weights: dict[str, Any], code: str) -> None:
    assert refusal(lambda: store.set_weights(weights)).code == code
    assert store.state().weights == {"people": 6000, "tools": 4000}


def test_weights_are_replaced_together(store: Store) -> None:
    store.set_weights({"people": 2_500, "tools": 7_500})
    assert store.state().weights == {"people": 2_500, "tools": 7_500}


def test_a_target_is_set_and_taken_away(store: Store) -> None:
    store.set_target("dimension", "people", 4)
    store.set_target("indicator", "2.1", 5)
    assert store.state().targets == {("dimension", "people"): 4, ("indicator", "2.1"): 5}
    store.set_target("dimension", "people", None)
    store.set_target("dimension", "people", None)
    assert store.state().targets == {("indicator", "2.1"): 5}


@pytest.mark.parametrize(("kind", "subject", "level"), [("dimension", "1.1", 3), ("indicator", "people", 3), ("dimension", "people", 6)])
def test_a_target_of_nothing_or_off_the_scale_is_refused(store: Store, kind: str, subject: str, level: int) -> None:
    assert refusal(lambda: store.set_target(kind, subject, level)).code in ("id.unknown", "vote.level")


# -- seats -------------------------------------------------------------------------------------------------------------------


def test_a_seat_gets_the_next_number_and_can_be_changed_and_removed(store: Store) -> None:
    store.add_seat(" 董事会秘书 ", " 决策层 ", senior=1)
    seat = seats(store)[-1]
    assert (seat.number, seat.role, seat.grp, seat.senior) == (5, "董事会秘书", "决策层", 1)
    store.set_seat(seat.id, grp="列席", presence="observer")
    assert seats(store)[-1].presence == "observer"
    store.remove_seat(seat.id)
    assert len(seats(store)) == 4


@pytest.mark.parametrize(
    ("role", "group", "number", "code"),
    [(" ", "科技", 9, "seat.role"), ("岗", "", 9, "seat.group"), ("岗", "科技", 2, "seat.twice"), ("岗", "科技", 100, "seat.number"),
     ("岗", "科技", True, "seat.number"), ("岗", "科技", 2.5, "seat.number")],
)  # fmt: skip
def test_a_seat_that_cannot_be_is_refused(store: Store, role: str, group: str, number: Any, code: str) -> None:
    assert refusal(lambda: store.add_seat(role, group, number)).code == code
    assert len(seats(store)) == 4


def test_what_a_vote_has_fixed_of_a_seat_stays(store: Store) -> None:
    ballot = opened(store)
    seat = seats(store)[0]
    store.cast_vote(ballot.id, seat.id, 3)
    assert refusal(lambda: store.set_seat(seat.id, grp="科技")).code == "seat.group_fixed"
    assert refusal(lambda: store.remove_seat(seat.id)).code == "seat.has_voted"
    store.reveal(ballot.id, early=True)
    assert refusal(lambda: store.remove_seat(seat.id)).code == "seat.has_voted"
    assert refusal(lambda: store.set_seat("nobody", role="x")).facts == {"kind": "seat", "id": "nobody"}


def test_a_named_vote_fixes_its_seat_too(make: Callable[..., Store]) -> None:
    store = make(vote_mode="named")
    voted(store, (3, 3, 4, 4))
    assert store.has_voted(seats(store)[3].id)


# -- agenda ------------------------------------------------------------------------------------------------------------------


def test_a_new_agenda_keeps_the_time_already_spent(store: Store) -> None:
    store.set_agenda([("open", "", "开场", 15), ("dimension", "people", "人员", 38)])
    first, second = store.rows(AgendaItem)
    store.clock_agenda(second.id, 90)
    store.clock_agenda(second.id, -5)
    store.set_agenda_item(first.id, minutes=10)
    store.set_agenda([("dimension", "people", "人员", 30), ("close", "", "总结", 15)])
    kept, new = store.rows(AgendaItem)
    assert (kept.minutes, kept.used, kept.started_at[:10]) == (30, 90, "2026-03-12")
    assert (new.used, new.started_at) == (0, "")


def test_the_agenda_refuses_what_it_does_not_know(store: Store) -> None:
    assert refusal(lambda: store.set_agenda([("open", "", "开场", 601)])).code == "agenda.minutes"
    assert refusal(lambda: store.set_agenda_item("x", minutes=3)).code == "id.unknown"
    assert refusal(lambda: store.clock_agenda("x", 3)).code == "id.unknown"
