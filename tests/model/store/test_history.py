"""Undo and redo of named steps, what votes keep from being undone, and the chained log."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from workshop.model.change import Change
from workshop.model.rows import AgendaItem, LogEntry
from workshop.model.state import State
from workshop.model.store import Store
from workshop.model.store.base import Noted, first_broken

from .conftest import opened, seats, voted
from .test_setup import refusal


def content(state: State) -> State:
    """The state without what every operation moves: the log and the names of steps."""
    return replace(state, log_length=0, log_hash="", undo="", redo="")


STEPS: dict[str, Callable[[Store], object]] = {
    "set_profile": lambda store: store.set_profile(bank="大银行"),
    "set_weights": lambda store: store.set_weights({"people": 1_000, "tools": 9_000}),
    "set_target": lambda store: store.set_target("dimension", "people", 5),
    "add_seat": lambda store: store.add_seat("监事长", "决策层"),
    "set_seat": lambda store: store.set_seat(seats(store)[0].id, role="董事长"),
    "remove_seat": lambda store: store.remove_seat(seats(store)[0].id),
    "set_agenda": lambda store: store.set_agenda([("open", "", "开场", 15), ("close", "", "总结", 15)]),
    "set_vote_rule": lambda store: store.set_vote_rule(share=80),
    "settle": lambda store: store.settle("indicator", "1.1", 3, "majority", dissents=[("", 4, "高", "", True)]),
    "tick_pain": lambda store: store.tick_pain("P01", 2),
    "answer_fact": lambda store: store.answer_fact("people.plan", "yes"),
    "pick_case": lambda store: store.pick_case("shop"),
    "add_note": lambda store: store.add_note("note", "topic", "", "记"),
    "park": lambda store: store.park("topic", "", "议"),
    "set_evidence": lambda store: store.set_evidence("1.1", 0, "missing"),
    "set_size": lambda store: store.set_size("M1", "M"),
    "add_kpi": lambda store: store.add_kpi("M1", "户数"),
    "add_milestone": lambda store: store.add_milestone("M1", 1, "上线"),
    "add_action": lambda store: store.add_action("M1", "做"),
    "set_relevance": lambda store: store.set_relevance("M1", "tools", 3),
    "set_effect": lambda store: store.set_effect("M1", "tools", 0.5),
    "set_capacities": lambda store: store.set_capacities({0: (1, 1)}),
    "set_text": lambda store: store.set_text("board", "先补数据"),
    "add_decision": lambda store: store.add_decision("同意"),
    "close_day": lambda store: store.close_day(),
}


@pytest.mark.parametrize("name", STEPS)
def test_a_step_is_taken_back_and_repeated_exactly(store: Store, name: str) -> None:
    before = content(store.state())
    STEPS[name](store)
    after = store.state()
    assert content(after) != before
    assert after.undo == name
    assert store.undo() is Change.ALL
    assert content(store.state()) == before
    assert store.state().redo == name
    store.redo()
    assert content(store.state()) == content(after)
    assert store.state().undo == name


def test_a_whole_morning_is_taken_back_step_by_step(store: Store) -> None:
    states = []
    for step in STEPS.values():
        states.append(content(store.state()))
        step(store)
    for before in reversed(states):
        store.undo()
        assert content(store.state()) == before
    assert len(store.log()) == 1 + 4 + 2 * len(STEPS)


def test_there_is_an_end_to_undo_and_redo(store: Store) -> None:
    for _ in range(4):
        store.undo()
    assert refusal(store.undo).code == "undo.nothing"
    store.redo()
    store.tick_pain("P01", 1)
    assert refusal(store.redo).code == "redo.nothing"
    assert [name for _, name, _ in store.steps()] == ["add_seat", "tick_pain"]


def test_a_step_that_changed_nothing_is_no_step(store: Store) -> None:
    store.set_profile(bank=store.engagement().bank)
    assert store.state().undo == "add_seat"


def test_undo_leaves_what_the_steps_did_not_touch(store: Store) -> None:
    store.set_agenda([("open", "", "开场", 15)])
    item = store.rows(AgendaItem)[0]
    store.set_agenda_item(item.id, minutes=20)
    store.set_profile(bank="大银行")
    store.set_position("picture")
    store.clock_agenda(item.id, 60)
    store.undo()
    assert (store.engagement().bank, store.engagement().position) == ("小银行", "picture")
    store.undo()
    assert (store.rows(AgendaItem)[0].minutes, store.rows(AgendaItem)[0].used) == (15, 60)


def test_votes_are_no_steps(store: Store) -> None:
    voted(store, (3, 3, 3, 3))
    assert store.state().undo == "add_seat"
    assert len(store.state().rounds[0].votes) == 4


def test_undo_cannot_change_the_mode_votes_were_cast_in(make: Callable[..., Store]) -> None:
    store = make(vote_mode="named")
    store.set_profile(vote_mode="anonymous")
    opened(store)
    assert refusal(store.undo).code == "profile.mode_fixed"
    assert store.engagement().vote_mode == "anonymous"


def test_undo_cannot_move_or_remove_a_seat_that_has_voted(store: Store) -> None:
    seat = seats(store)[0]
    store.set_seat(seat.id, grp="科技")
    store.add_seat("监事长", "决策层")
    voted(store, (3, 3, 3, 3, 3))
    assert refusal(store.undo).facts == {"number": 5}
    assert refusal(store.undo).code == "seat.has_voted"


def test_undo_cannot_give_a_voter_another_group(store: Store) -> None:
    store.set_seat(seats(store)[0].id, grp="科技")
    voted(store, (3, 3, 3, 3))
    assert refusal(store.undo).code == "seat.group_fixed"
    assert seats(store)[0].grp == "科技"


def test_redo_records_nothing_on_a_subject_being_voted_on(store: Store) -> None:
    store.settle("indicator", "1.1", 3, "consensus")
    store.undo()
    opened(store)
    assert refusal(store.redo).code == "record.open_ballot"


# -- the log -----------------------------------------------------------------------------------------------------------------


def test_the_log_is_a_chain_that_says_who_and_never_what(store: Store) -> None:
    ballot = opened(store)
    store.cast_vote(ballot.id, seats(store)[0].id, 5)
    store.cast_vote(ballot.id, seats(store)[0].id, 1)
    store.reveal(ballot.id, early=True)
    entries = store.log()
    assert [entry.operation for entry in entries[-4:]] == ["open_ballot", "cast_vote", "cast_vote", "reveal"]
    assert '"changed":true' in entries[-2].detail
    assert not any('"level"' in entry.detail for entry in entries)
    assert store.verify_log() is None


@pytest.mark.parametrize("field", ["noted_at", "operation", "subject", "detail", "previous", "hash"])
def test_a_changed_entry_breaks_the_chain(store: Store, field: str) -> None:
    log = list(store.log())
    log[2] = replace(log[2], **{field: "x"})
    assert first_broken(log) == 3


def test_a_missing_entry_breaks_the_chain(store: Store) -> None:
    log = store.log()
    assert first_broken((*log[:2], *log[3:])) == 4
    assert first_broken(()) is None


def test_an_operation_that_fails_leaves_no_trace(store: Store) -> None:
    before = store.state()
    assert refusal(lambda: store.set_agenda([("open", "", "开场", 5), ("x", "", "坏", -1)])).code == "agenda.minutes"
    assert store.state() == before
    assert store.one(LogEntry, seq=99) is None


def test_operations_do_not_nest(store: Store) -> None:
    with pytest.raises(RuntimeError, match="inside another"), store.transaction():
        store.tick_pain("P01", 1)
    assert store.state().pains == {}


def test_an_undo_step_of_another_program_is_refused(store: Store) -> None:
    with store.transaction():
        store._images = [("no_table", None, {"id": 1})]
        store.remember("odd")
        store.note("odd", Noted())
    with pytest.raises(RuntimeError, match="no_table"):
        store.undo()
