"""The ballot box beyond one card a seat: mixed piles, paper ballots, where cards came from, small groups, and the room's own rule."""

import json
from collections.abc import Callable

import pytest

from workshop.model import assessment, interchange
from workshop.model.consensus import Light
from workshop.model.rows import AgendaItem, Ballot, Vote
from workshop.model.store import Store
from workshop.model.tables import tables

from .conftest import opened, seats, voted
from .test_setup import refusal


def test_a_mixed_pile_carries_neither_seat_nor_group(store: Store) -> None:
    ballot = opened(store, entry="mixed")
    store.cast_pile(ballot.id, "", [2, 3, 3, None])
    assert refusal(lambda: store.cast_pile(ballot.id, "", [1] * 5)).facts["seats"] == 4
    assert refusal(lambda: store.cast_pile(ballot.id, "科技", [1])).code == "ballot.entry"
    store.reveal(ballot.id)
    turn = store.state().rounds[0]
    assert {(vote.grp, vote.seat) for vote in turn.votes} == {("", None)} and turn.levels == (2, 3, 3)
    assert all(row.hidden for row in assessment.group_medians(store.state(), "indicator", "1.1"))
    assert {row.status for row in turn.present} == {"voted"}


def test_a_card_is_put_changed_and_taken_back_by_a_key_the_file_does_not_hold(store: Store) -> None:
    ballot = opened(store, entry="pile")
    store.put_card(ballot.id, "first of this window", "科技", 4)
    store.put_card(ballot.id, "two", "科技", 2)
    assert refusal(lambda: store.put_card(ballot.id, "three", "科技", 3)).code == "pile.count"
    store.put_card(ballot.id, "first of this window", "科技", None)
    store.take_card(ballot.id, "two", "科技")
    store.take_card(ballot.id, "never put", "科技")
    store.put_card(ballot.id, "three", "决策层", 5)
    assert dict(store.state().rounds[0].piles) == {"科技": 1, "决策层": 1}
    assert refusal(lambda: store.put_card(ballot.id, "four", "", 3)).code == "ballot.entry"
    assert refusal(lambda: store.put_card(ballot.id, "four", "科技", 6)).code == "vote.level"
    told = [(entry.operation, json.loads(entry.detail)) for entry in store.log() if entry.operation in ("put_card", "take_card")]
    assert [detail["cards"] for _name, detail in told] == [1, 2, 2, 1, 1, 1]
    assert all("level" not in detail and set(detail) == {"kind", "round", "group", "cards"} for _name, detail in told)
    assert b"first of this window" not in store.path.read_bytes()
    store.reveal(ballot.id, early=True)
    assert sorted(store.state().rounds[0].levels) == [5]


def test_named_votes_cannot_come_as_a_mixed_pile(make: Callable[..., Store]) -> None:
    store = make(vote_mode="named")
    assert refusal(lambda: store.open_ballot("indicator", "1.1", "mixed")).code == "ballot.mixed_named"


def test_a_short_pile_says_who_was_here_and_not_whose_card_is_missing(store: Store) -> None:
    ballot = opened(store, entry="pile")
    store.cast_pile(ballot.id, "决策层", [2, 3])
    store.cast_pile(ballot.id, "科技", [4])
    store.reveal(ballot.id, early=True)
    turn = store.state().rounds[0]
    status = {row.seat: row.status for row in turn.present}
    assert [status[seat.id] for seat in seats(store)] == ["voted", "voted", "present", "present"]
    assert (len(turn.due), turn.cast, turn.ballot.early) == (4, 3, 1)


def test_who_abstains_as_a_seat_is_here_and_gives_no_card(store: Store) -> None:
    silent = seats(store)[3]
    store.set_seat(silent.id, presence="abstain")
    ballot = opened(store)
    assert refusal(lambda: store.cast_vote(ballot.id, silent.id, 3)).code == "vote.not_voting"
    for seat in seats(store)[:3]:
        store.cast_vote(ballot.id, seat.id, 3)
    store.reveal(ballot.id)
    turn = store.state().rounds[0]
    assert {row.seat: row.status for row in turn.present}[silent.id] == "abstain"
    assert (len(turn.due), turn.ballot.early) == (3, 0)


def test_whoever_leaves_keeps_the_card_in_the_box_and_in_the_count(store: Store) -> None:
    ballot, first = opened(store), seats(store)[0]
    store.cast_vote(ballot.id, first.id, 2)
    store.set_seat(first.id, presence="away")
    turn = store.state().rounds[0]
    assert first.id in turn.due and len(turn.due) == 4


def test_a_person_who_comes_after_the_first_round_votes_in_the_second(store: Store) -> None:
    voted(store, (2, 2, 3, 4))
    store.add_seat("监事长", "决策层")
    first = store.state().rounds[0]
    assert len(first.due) == 4
    voted(store, (2, 2, 3, 4, 4))
    assert [len(turn.due) for turn in store.state().rounds] == [4, 5]


def test_two_posts_of_the_same_name_stay_two_seats(store: Store) -> None:
    for _twice in range(2):
        store.add_seat("董事", "决策层")
    voted(store, (2, 2, 3, 4, 1, 5))
    assert len(store.state().rounds[0].votes) == 6


def test_everybody_abstains(store: Store) -> None:
    voted(store, (None,) * 4)
    turn = store.state().rounds[0]
    read = assessment.reading(turn)
    assert (read.light, read.n, turn.cast) == (Light.TOO_FEW, 0, 4)
    assert all(row.hidden for row in assessment.group_medians(store.state(), "indicator", "1.1"))


def test_cards_say_how_they_came_in(store: Store) -> None:
    ballot, (first, second, *_) = opened(store), seats(store)
    store.cast_vote(ballot.id, first.id, 2)
    store.cast_vote(ballot.id, second.id, 2, "pass")
    store.cast_vote(ballot.id, second.id, 3, "pass")
    assert store.rows(Ballot)[0].source == "tally+pass"
    assert refusal(lambda: store.cast_vote(ballot.id, first.id, 2, "phone")).code == "ballot.source"
    store.reveal(ballot.id, early=True)
    assert tables(store.state(), store.pack)["rounds"]["source"][0] == "tally+pass"


# -- paper -------------------------------------------------------------------------------------------------------------------


def test_a_sheet_of_paper_opens_its_rounds_and_replaces_itself(store: Store) -> None:
    for paper, levels in (("a", {"1.1": 2, "2.1": None}), ("b", {"1.1": 3, "2.1": 4}), ("a", {"1.1": 5, "2.1": 1})):
        store.enter_paper("indicator", paper, "决策层", levels)
    assert {turn.ballot.subject: dict(turn.piles) for turn in store.state().rounds} == {"1.1": {"决策层": 2}, "2.1": {"决策层": 2}}
    assert refusal(lambda: store.enter_paper("indicator", "c", "决策层", {"1.1": 3})).code == "pile.count"
    for paper in ("d", "e"):
        store.enter_paper("indicator", paper, "科技", {"1.1": 3, "2.1": 3})
    for ballot in store.rows(Ballot):
        store.reveal(ballot.id)
    shown = {turn.ballot.subject: turn for turn in store.state().rounds}
    assert shown["1.1"].levels == (3, 3, 3, 5) and shown["2.1"].levels == (1, 3, 3, 4)
    assert shown["1.1"].ballot.source == "paper"


def test_a_wrong_answer_keeps_the_whole_sheet_out(store: Store) -> None:
    assert refusal(lambda: store.enter_paper("indicator", "a", "决策层", {"1.1": 3, "2.1": 6})).code == "vote.level"
    assert store.rows(Ballot) == () and store.open_votes() == {}


def test_named_paper_is_entered_by_seat(make: Callable[..., Store]) -> None:
    store = make(vote_mode="named")
    for number, seat in enumerate(seats(store)):
        store.enter_paper("indicator", "", seat.id, {"1.1": 1 + number}, "csv", "seat")
    ballot = store.rows(Ballot)[0]
    store.reveal(ballot.id)
    assert sorted((vote.seat or "", vote.level) for vote in store.rows(Vote)) == sorted(
        (seat.id, 1 + n) for n, seat in enumerate(seats(store))
    )
    assert ballot.source == "csv"


# -- small groups -------------------------------------------------------------------------------------------------------------


def test_a_small_group_loses_its_name_at_the_reveal(store: Store) -> None:
    """Groups of 2 and 2 beside one of 3 and one of 4: what is hidden cannot be worked out, in no table and no export."""
    for group, count in (("业务", 3), ("风险", 4)):
        for number in range(count):
            store.add_seat(f"{group}{number}", group)
    voted(store, (1, 5, 2, 4, 3, 3, 3, 3, 3, 3, 3))
    state = store.state()
    assert {vote.grp for vote in state.rounds[0].votes} == {"", "业务", "风险"}
    assert {row.group for row in assessment.group_medians(state, "indicator", "1.1") if row.hidden} == {"决策层", "科技"}
    told = [row["grp"] for row in json.loads(interchange.dumps(store))["tables"]["vote"]]
    assert sorted(told) == ["", "", "", "", "业务", "业务", "业务", "风险", "风险", "风险", "风险"]


def test_one_group_too_small_takes_the_next_one_with_it(store: Store) -> None:
    for number in range(2):
        store.add_seat(f"董事{number}", "决策层")
    for number in range(3):
        store.add_seat(f"业务{number}", "业务")
    for number in range(5):
        store.add_seat(f"风险{number}", "风险")
    voted(store, (1, 5, 2, 4, 3, 3, 3, 3, 3, 3, 3, 2, 2, 2))  # 4 leaders, 2 of technology, 3 of business, 5 of risk
    state = store.state()
    hidden = {row.group for row in assessment.group_medians(state, "indicator", "1.1") if row.hidden}
    assert hidden == {"科技", "业务"}


# -- the room's own rule -------------------------------------------------------------------------------------------------------


def test_the_rule_decides_the_light_and_is_fixed_by_the_first_ballot(store: Store) -> None:
    assert store.state().rule.consensus_share * 4 == 3
    store.set_vote_rule(share=90)
    voted(store, (3, 3, 3, 4))
    assert assessment.reading(store.state().rounds[0]).light is Light.DISCUSS
    assert refusal(lambda: store.set_vote_rule(share=75)).code == "rule.fixed"
    assert refusal(store.undo).code == "rule.fixed"


@pytest.mark.parametrize(("field", "value"), [("share", 50), ("reach", 0), ("camp_floor", 7), ("stable", True), ("distance", 2.5)])
def test_a_rule_out_of_range_is_refused(store: Store, field: str, value: object) -> None:
    assert refusal(lambda: store.set_vote_rule(**{field: value})).code == "profile.range"
    assert refusal(lambda: store.set_vote_rule(luck=3)).code == "id.unknown"


def test_the_usual_rule_calls_the_same_votes_a_consensus(store: Store) -> None:
    voted(store, (3, 3, 3, 4))
    assert assessment.reading(store.state().rounds[0]).light is Light.CONSENSUS


# -- quick mode ----------------------------------------------------------------------------------------------------------------


def test_one_level_for_a_whole_dimension_takes_the_place_of_its_indicators(store: Store) -> None:
    store.settle("indicator", "1.1", 2, "majority")
    voted(store, (4, 4, 4, 4), "dimension", "people")
    store.settle("dimension", "people", 4, "consensus")
    row = next(row for row in assessment.score(store.state(), store.pack).dimensions if row.id == "people")
    assert (row.score, row.rated, row.applicable) == (80, 1, 1)
    assert refusal(lambda: store.open_ballot("dimension", "nowhere")).code == "id.unknown"


# -- the clock -----------------------------------------------------------------------------------------------------------------


def test_minutes_given_later_stand_beside_what_was_planned(store: Store) -> None:
    store.set_agenda([("open", "", "", 15), ("dimension", "people", "", 38), ("close", "", "", 15)])
    first, second, third = store.rows(AgendaItem)
    store.extend_item(first.id, 5)
    store.spread_agenda({second.id: 20, third.id: 10})
    store.choose_overtime(second.id, "majority")
    assert [(row.planned, row.minutes, row.choice) for row in store.rows(AgendaItem)] == [
        (15, 20, "extend"),
        (38, 20, "majority"),
        (15, 10, ""),
    ]
    store.undo()
    store.undo()
    assert [row.minutes for row in store.rows(AgendaItem)] == [20, 38, 15]
    assert refusal(lambda: store.choose_overtime(second.id, "wait")).code == "agenda.choice"
    assert refusal(lambda: store.spread_agenda({second.id: 601})).code == "agenda.minutes"
    assert refusal(lambda: store.extend_item("x", 5)).code == "id.unknown"
    found = tables(store.state(), store.pack)["agenda"]
    assert found[["planned", "minutes", "choice"]].to_numpy().tolist()[0] == [15, 20, "extend"]


def test_what_has_begun_is_judged_by_what_was_planned(store: Store) -> None:
    store.set_agenda([("open", "", "", 15), ("close", "", "", 15)])
    store.clock_agenda(store.rows(AgendaItem)[0].id, 600)
    store.set_agenda([("open", "", "", 30), ("close", "", "", 20)])
    assert [(row.planned, row.minutes) for row in store.rows(AgendaItem)] == [(15, 30), (20, 20)]


def test_the_laptop_closes_while_the_box_is_open(store: Store) -> None:
    ballot, here = opened(store), seats(store)
    for seat, level in zip(here[:3], (2, 3, None), strict=True):
        store.cast_vote(ballot.id, seat.id, level)
    store.close()
    again = Store.open(store.path)
    turn = again.state().open_round("indicator", "1.1")
    assert turn is not None and turn.voted == {seat.id for seat in here[:3]} and turn.votes == ()
    again.cast_vote(ballot.id, here[3].id, 4)
    again.reveal(ballot.id)
    assert again.state().rounds[0].levels == (2, 3, 4)
    again.close()
