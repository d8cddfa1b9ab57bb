"""The agenda's presets and clock: every dimension once, lunch at noon, times that follow from the minutes."""

from pathlib import Path

import pytest

from workshop.model.agenda import LATE, NOON, PRESETS, Slot, break_sort, clock, clock_word, late_days, preset, read_clock, timed, working
from workshop.model.content import Pack, load_pack, read_pack_files

FILES = Path(__file__).resolve().parents[2] / "assets" / "content" / "small-bank-fintech-2019"


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(read_pack_files(FILES), "zh_CN")


def subjects(slots: tuple[Slot, ...], kind: str) -> list[str]:
    return [slot.subject for slot in slots if slot.kind == kind]


@pytest.mark.parametrize("name", ["full", "half", "two"])
def test_a_preset_has_every_dimension_once_and_in_order(pack: Pack, name: str) -> None:
    assert subjects(preset(name, pack), "dimension") == list(pack.dimensions)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", PRESETS)
@pytest.mark.parametrize("start", ["08:30", "09:00", "09:30", "13:30"])
def test_items_are_told_apart_by_kind_and_subject_and_every_day_closes(pack: Pack, name: str, start: str) -> None:
    slots = preset(name, pack, start)  # type: ignore[arg-type]
    assert len({(slot.kind, slot.subject) for slot in slots}) == len(slots)
    assert slots[0].kind == "open" and slots[-1].kind == "close"


def test_the_full_day_rests_at_noon_and_ends_before_six(pack: Pack) -> None:
    slots = preset("full", pack, "09:00")
    times = dict(zip(((slot.kind, slot.subject) for slot in slots), timed(slots, "09:00"), strict=True))
    lunch = times["break", "lunch.1"]
    assert (clock_word(lunch.start), clock_word(lunch.finish)) == ("12:00", "13:30")
    assert clock_word(times["close", ""].finish) == "17:44"
    assert working(slots) == 15 + 10 + 6 * 38 + 20 + 15 + 45 + 30 + 15
    assert late_days(slots, "09:00") == ()


@pytest.mark.parametrize("start", ["08:30", "08:45", "09:00", "09:15", "09:30", "10:00"])
def test_lunch_never_begins_long_after_noon(pack: Pack, start: str) -> None:
    slots = preset("full", pack, start)
    lunch = next(time for slot, time in zip(slots, timed(slots, start), strict=True) if break_sort(slot.subject) == "lunch")
    assert NOON <= lunch.start <= NOON + 10


def test_the_half_day_takes_three_hours_and_three_quarters(pack: Pack) -> None:
    slots = preset("half", pack)
    assert sum(slot.minutes for slot in slots) == 225
    assert "lunch" not in {break_sort(slot.subject) for slot in slots}


def test_two_days_sleep_between_them(pack: Pack) -> None:
    slots = preset("two", pack, "09:00")
    times = timed(slots, "09:00")
    assert {time.day for time in times} == {0, 1}
    first_of_second = next(time for time in times if time.day == 1)
    assert first_of_second.start == clock("09:00")
    assert [time.finish <= LATE for time in times] == [True] * len(times)
    assert sum(break_sort(slot.subject) == "lunch" for slot in slots) == 2


def test_one_dimension_is_the_one_asked_for(pack: Pack) -> None:
    assert subjects(preset("single", pack, dimension="data"), "dimension") == ["data"]
    assert subjects(preset("single", pack), "dimension") == [next(iter(pack.dimensions))]


def test_an_afternoon_has_no_lunch(pack: Pack) -> None:
    assert "lunch" not in {break_sort(slot.subject) for slot in preset("full", pack, "13:30")}


def test_what_waits_for_lunch_says_how_long() -> None:
    times = timed([Slot("open", "", 60), Slot("break", "lunch.1", 90), Slot("close", "", 15)], "10:00")
    assert [(time.start, time.finish, time.spare) for time in times] == [(600, 660, 0), (720, 810, 60), (810, 825, 0)]


def test_a_late_end_is_told_for_its_day() -> None:
    slots = [Slot("open", "", 60), Slot("break", "night.1", 0), Slot("close", "", 600)]
    assert late_days(slots, "09:00") == ((1, 9 * 60 + 600),)


@pytest.mark.parametrize(("text", "minutes"), [("09:30", 570), ("9:30", 570), (" 9：05 ", 545), ("23:59", 1439)])
def test_a_time_is_read_as_people_type_it(text: str, minutes: int) -> None:
    assert read_clock(text) == minutes


@pytest.mark.parametrize("text", ["", "9", "24:00", "12:60", "12:5", "noon", "-1:00", "１:00", "12:00:00"])
def test_what_is_no_time_is_refused(text: str) -> None:
    assert read_clock(text) is None
    assert clock(text) == 540
