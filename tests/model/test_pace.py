"""Keeping to time: minutes go where the score can still move, floors and breaks hold, and what does not fit is named."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from workshop.model.agenda import BREAK, preset
from workshop.model.content import load_pack, read_pack_files
from workshop.model.pace import DISCUSSION, FLOORS, ROUTINE, by_weight_and_spread, ended_on_time, movable, planned_end, spread, usage
from workshop.model.rows import AgendaItem
from workshop.model.store import Store, default_engagement

FILES = Path(__file__).resolve().parents[2] / "assets" / "content" / "small-bank-fintech-2019"
Vote = Callable[[str, tuple[int, ...]], None]


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 3, 12, 9)

    def __call__(self) -> datetime:
        return self.now

    def at(self, text: str) -> None:
        self.now = datetime.fromisoformat(f"2026-03-12T{text}")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Store:
    files = read_pack_files(FILES)
    pack = load_pack(files, "zh_CN")
    made = Store.create(tmp_path / "a.workshop", files, default_engagement(pack, "小银行", clock.now, vote_mode="named"), clock=clock)
    for number in range(6):
        made.add_seat(f"岗位{number}", "甲" if number < 3 else "乙")
    plan(made, "full")
    return made


def plan(store: Store, name: str, start: str = "09:00") -> None:
    store.set_profile(day_start=start)
    store.set_agenda([(slot.kind, slot.subject, "", slot.minutes) for slot in preset(name, store.pack, start)])  # type: ignore[arg-type]


def vote(store: Store, indicator: str, levels: tuple[int, ...]) -> None:
    store.open_ballot("indicator", indicator)
    ballot = store.ballots_of("indicator", indicator)[-1].id
    for seat, level in zip(store.due_seats(), levels, strict=True):
        store.cast_vote(ballot, seat.id, level)
    store.reveal(ballot)


def item(store: Store, kind: str, subject: str = "") -> AgendaItem:
    return next(one for one in store.rows(AgendaItem) if (one.kind, one.subject) == (kind, subject))


def test_an_open_indicator_moves_by_its_weight_and_by_what_its_votes_span(store: Store) -> None:
    pack = store.pack
    heavy = max(pack.dimensions.values(), key=lambda one: one.weight / len(one.indicators))
    name = heavy.indicators[0]
    whole = movable(store.state(), pack, name)
    assert by_weight_and_spread(store.state(), pack)[0] in heavy.indicators
    vote(store, name, (2, 2, 3, 3, 4, 4))
    assert movable(store.state(), pack, name) == whole / 2, "two levels of four"
    store.settle("indicator", name, 3, "majority")
    assert movable(store.state(), pack, name) == 0
    vote(store, name, (1, 1, 1, 5, 5, 5))
    assert movable(store.state(), pack, name) == whole, "a new round re-opens it"
    other = heavy.indicators[1]
    vote(store, other, (3,) * 6)
    assert movable(store.state(), pack, other) == 0, "a consensus is only confirmed"


def test_on_time_nothing_is_taken_from_anybody(store: Store) -> None:
    found = spread(store.state(), store.pack, 9 * 60, item(store, "open").id, 0)
    assert found.late == 0 and found.end == found.planned_end == planned_end(store.state(), None)
    plans = {one.id: one.planned for one in store.rows(AgendaItem)}
    fixed = [one for one in store.rows(AgendaItem) if one.kind != "dimension"]
    assert all(found.minutes[one.id] == plans[one.id] for one in fixed)
    assert sum(found.minutes.values()) == sum(plans.values())


def test_minutes_lost_are_taken_above_the_floors_and_the_breaks_stay(store: Store) -> None:
    current = item(store, "dimension", "strategy")
    found = spread(store.state(), store.pack, 10 * 60 + 30, current.id, 65)  # 38 were planned, and it is not done yet
    by_id = {one.id: one for one in store.rows(AgendaItem)}
    assert found.late == 0 and found.end == found.planned_end
    for key, minutes in found.minutes.items():
        one = by_id[key]
        if one.kind == BREAK:
            assert minutes == one.planned
        elif key == current.id:
            assert minutes >= 65
        else:
            assert FLOORS[one.kind] <= minutes


def test_a_day_that_cannot_be_saved_says_how_late_it_ends(store: Store) -> None:
    found = spread(store.state(), store.pack, 16 * 60 + 30, item(store, "dimension", "data").id, 40)
    assert found.late > 0 and found.end - found.planned_end == found.late
    by_id = {one.id: one for one in store.rows(AgendaItem)}
    assert all(minutes == FLOORS[by_id[key].kind] for key, minutes in found.minutes.items() if by_id[key].kind not in (BREAK, "dimension"))


def test_the_dimension_that_can_still_move_gets_the_minutes(store: Store) -> None:
    for name in store.pack.dimensions["ecosystem"].indicators:
        vote(store, name, (3,) * 6)
    found = spread(store.state(), store.pack, 11 * 60, item(store, "dimension", "application").id, 5)
    minutes = {one.subject: found.minutes[one.id] for one in store.rows(AgendaItem) if one.kind == "dimension" and one.id in found.minutes}
    assert minutes["ecosystem"] == FLOORS["dimension"] < minutes["data"]
    assert set(store.pack.dimensions["ecosystem"].indicators) <= set(found.confirm)


def test_a_dispute_is_never_block_confirmed(store: Store) -> None:
    own = store.pack.dimensions["data"].indicators
    for name in own:
        vote(store, name, (1, 1, 1, 5, 5, 5))
    found = spread(store.state(), store.pack, 16 * 60 + 30, item(store, "dimension", "data").id, 0)
    room = max(0, found.minutes[item(store, "dimension", "data").id] - ROUTINE) // DISCUSSION
    assert not set(own) & set(found.confirm)
    assert len(set(own) & set(found.discuss)) == room and len(set(own) & set(found.park)) == len(own) - room


def test_lunch_waits_for_noon_and_a_night_ends_the_day(store: Store) -> None:
    plan(store, "two")
    first_day = spread(store.state(), store.pack, 9 * 60, item(store, "open").id, 0)
    assert item(store, "close").id not in first_day.minutes and first_day.end == first_day.planned_end
    plan(store, "full", "10:00")
    found = spread(store.state(), store.pack, 10 * 60, item(store, "open").id, 0)
    assert found.end == found.planned_end


@pytest.mark.parametrize(("start", "break_"), [("08:30", "lunch.1"), ("13:30", "night.1")])
def test_departments_rate_and_leaders_decide_in_sixty_to_ninety_minutes(store: Store, start: str, break_: str) -> None:
    plan(store, "cabinet", start)
    slots = store.rows(AgendaItem)
    cut = next(place for place, one in enumerate(slots) if one.subject == break_)
    assert [one.subject for one in slots[:cut] if one.kind == "dimension"] == list(store.pack.dimensions)
    assert [one.kind for one in slots[cut + 1 :]] == ["picture", "measures", "roadmap", "close"]
    assert 60 <= sum(one.minutes for one in slots[cut + 1 :]) <= 90


def test_the_record_tells_planned_and_used(store: Store, clock: Clock) -> None:
    first = item(store, "open")
    store.clock_agenda(first.id, 61)
    store.extend_item(first.id, 5)
    row = usage(store.state())[0]
    assert (row.planned, row.became, row.used, row.over, row.started) == (15, 20, 2, -13, "09:00")
    assert ended_on_time(store.state()) is None
    clock.at("17:44:00")
    store.close_day()
    assert ended_on_time(store.state()) is True
    store.undo()
    clock.now += timedelta(minutes=1)
    store.close_day()
    assert ended_on_time(store.state()) is False
