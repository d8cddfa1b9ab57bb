"""The history: every operation in order, no vote's level, no seat in anonymous mode; an indicator's way with what was taken back."""

from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from workshop.model.chronicle import events, replay
from workshop.model.content import load_pack, read_pack_files
from workshop.model.store import Store, default_engagement
from workshop.paths import asset_path


@pytest.fixture
def store(tmp_path: Path) -> Store:
    files = read_pack_files(asset_path("content", "small-bank-fintech-2019"))
    ticks = count()
    profile = default_engagement(load_pack(files, "zh_CN"), "行", datetime(2026, 3, 1))
    made = Store.create(
        tmp_path / "day.workshop", files, profile, clock=lambda: datetime(2026, 3, 14, 9) + timedelta(seconds=20 * next(ticks))
    )
    for number in range(6):
        made.add_seat(f"职务{number}", "甲组" if number < 3 else "乙组")
    return made


def vote(store: Store, levels: tuple[int, ...]) -> None:
    store.open_ballot("indicator", "2.1")
    turn = store.state().open_round("indicator", "2.1")
    assert turn is not None
    for seat, level in zip(store.state().seats, levels, strict=True):
        store.cast_vote(turn.ballot.id, seat.id, level)
    store.reveal(turn.ballot.id)


def test_cards_are_one_line_and_name_no_seat_in_anonymous_mode(store: Store) -> None:
    vote(store, (2, 2, 2, 3, 4, 2))
    store.set_position("picture")
    told = events(store.log(), named=False)
    assert [event.operation for event in told][-3:] == ["open_ballot", "cast_vote", "reveal"]  # turning a page is no event
    cards = told[-2]
    assert (cards.times, cards.seat) == (6, 0)
    assert "seat" not in cards.detail and "level" not in str([event.detail for event in told])
    named = [event for event in events(store.log(), named=True) if event.operation == "cast_vote"]
    assert [event.seat for event in named] == [1, 2, 3, 4, 5, 6]
    store.close()


def test_the_way_from_two_to_three_in_the_order_of_time(store: Store) -> None:
    vote(store, (2, 2, 2, 3, 4, 2))
    store.add_note("note", "indicator", "2.1", "先数清楚清单")
    store.settle("indicator", "2.1", 2, "majority", rationale="清单不全")
    store.undo()
    vote(store, (3, 3, 3, 3, 3, 3))
    store.settle("indicator", "2.1", 3, "consensus", rationale="清单补全", dissents=[("甲组", 2, "用量没有数", "有了用量", True)])
    store.park("indicator", "2.1", "用量统计谁来做", "数据部")
    way = replay(store.state(), store.log(), "2.1")
    assert (way.first, way.last) == (2, 3)
    assert [moment.kind for moment in way.moments] == ["round", "note", "undone", "round", "record", "dissent", "parked"]
    assert way.moments[2].level == 2 and way.moments[4].record is not None and way.moments[4].record.rationale == "清单补全"
    assert [moment.at for moment in way.moments] == sorted(moment.at for moment in way.moments)
    store.close()


def test_an_open_round_is_no_part_of_the_way(store: Store) -> None:
    store.open_ballot("indicator", "2.1")
    turn = store.state().open_round("indicator", "2.1")
    assert turn is not None
    store.cast_vote(turn.ballot.id, store.state().seats[0].id, 5)
    way = replay(store.state(), store.log(), "2.1")
    assert way.moments == () and way.first is None and way.last is None
    store.close()


def test_undo_goes_back_to_the_start_of_the_session_and_the_log_keeps_both(store: Store) -> None:
    before = store.state()
    for level in (2, 3, 4):
        store.settle("indicator", "2.1", level, "majority", reason="又看了一遍")
    store.add_note("note", "topic", "", "一句话")
    store.tick_pain(next(iter(store.pack.pains)), 2)
    done = 0
    while store.state().undo:
        store.undo()
        done += 1
    assert done == 5 + 6  # the six seats were steps, too
    assert store.state().seats == () and store.state().records == before.records
    while store.state().redo:
        store.redo()
    after = store.state()
    assert (after.seats, after.level_of("2.1"), len(after.notes), len(after.pains)) == (before.seats, 4, 1, 1)
    told = [event.operation for event in events(store.log(), named=False)]
    assert told.count("undo") == done and told.count("redo") == done
    assert store.verify_log() is None
    store.close()
