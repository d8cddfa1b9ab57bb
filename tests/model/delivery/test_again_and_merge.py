"""Re-assessment with what the plan before promised; two files of one engagement made one."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.model.delivery.conftest import approve, planned
from tests.model.store.conftest import Ticking, voted
from workshop.model.delivery.again import reassess
from workshop.model.delivery.merge import merge, plan_merge, read_choices
from workshop.model.delivery.tasks import tasks
from workshop.model.delivery.trend import changes, points, promises, to_be_rated
from workshop.model.errors import ContentError, Refused
from workshop.model.store import Store


def rated(store: Store, level: int) -> Store:
    for indicator in store.pack.indicators:
        store.settle("indicator", indicator, level, "consensus", rationale=f"{indicator} 有材料")
    return store


def test_a_second_and_a_third_assessment(tmp_path: Path) -> None:
    old = rated(approve(planned(tmp_path / "a.workshop")), 2)
    old.set_effect("M1", "people", 0.5)
    old.accept_task(tasks(old.state(), old.pack)[0].action, "通知", "办公室", "2026-09-01")
    new = reassess(old, tmp_path / "b.workshop", date(2027, 4, 1), clock=Ticking())
    try:
        state = new.state()
        assert state.engagement.id != old.engagement().id
        assert [seat.role for seat in state.seats] == [seat.role for seat in old.state().seats]
        assert to_be_rated(state, new.pack) == tuple(new.pack.indicators)
        first = next(iter(new.pack.indicators))
        new.settle("indicator", first, 3, "majority", rationale="制度已执行一年")
        assert [(one.before, one.after, one.reason) for one in changes(new.state(), new.pack)] == [(2, 3, "制度已执行一年")]
        promise = next(one for one in promises(new.state(), new.pack) if (one.measure, one.dimension) == ("M1", "people"))
        assert (promise.effect, promise.promised, promise.tasks, promise.accepted) == (0.5, "2026-09-30", 2, 1)
        third = reassess(new, tmp_path / "c.workshop", date(2028, 4, 1), clock=Ticking())
        found = points(third.state(), third.pack)
        third.close()
        assert [point.held_on for point in found] == [old.engagement().held_on, "2027-04-01", "2028-04-01"]
        assert found[0].score.overall == 40
        with pytest.raises(Refused, match=r"past\.date"):
            reassess(old, tmp_path / "d.workshop", date(2020, 1, 1))
        assert not (tmp_path / "d.workshop").exists()
    finally:
        old.close()
        new.close()


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Store, Store]]:
    """Two copies of one engagement that went different ways."""
    planned(tmp_path / "a.workshop").close()
    shutil.copy(tmp_path / "a.workshop", tmp_path / "b.workshop")
    first, second = Store.open(tmp_path / "a.workshop", clock=Ticking()), Store.open(tmp_path / "b.workshop", clock=Ticking())
    yield first, second
    first.close()
    second.close()


def test_what_only_one_file_has_is_kept(pair: tuple[Store, Store], tmp_path: Path) -> None:
    first, second = pair
    first.add_note("note", "topic", "", "甲记的")
    second.add_note("note", "topic", "", "乙记的")
    second.attach("topic", "", "照片.png", "image/png", b"\x89PNG")
    first.add_seat("甲加的席", "决策层")
    second.add_seat("乙加的席", "决策层")
    assert plan_merge(first, second).conflicts == ()
    joined = merge(first, second, {}, tmp_path / "c.workshop", clock=Ticking())
    state = joined.state()
    assert {note.text for note in state.notes} == {"甲记的", "乙记的"}
    assert joined.attachment_bytes(state.attachments[0].id) == b"\x89PNG"
    assert [seat.number for seat in state.seats] == [1, 2, 3, 4, 5, 6]
    assert joined.verify_log() is None
    assert joined.log()[-1].operation == "merge"
    joined.verify()
    joined.close()


def test_what_differs_is_asked_line_by_line(pair: tuple[Store, Store], tmp_path: Path) -> None:
    first, second = pair
    first.set_measure("M1", goal="甲的目标")
    second.set_measure("M1", goal="乙的目标")
    first.set_profile(place="东会议室")
    second.set_profile(place="西会议室")
    asked = {one.key: (dict(one.first), dict(one.second)) for one in plan_merge(first, second).conflicts}
    profile = f"engagement/{first.engagement().id}"
    assert asked["measure_plan/M1"] == ({"goal": "甲的目标"}, {"goal": "乙的目标"})
    assert asked[profile] == ({"place": "东会议室"}, {"place": "西会议室"})
    with pytest.raises(Refused, match=r"merge\.choice"):
        merge(first, second, {profile: "first"}, tmp_path / "c.workshop")
    assert not (tmp_path / "c.workshop").exists()
    joined = merge(first, second, {profile: "first", "measure_plan/M1": "second"}, tmp_path / "c.workshop", clock=Ticking())
    assert (joined.engagement().place, joined.state().measures["M1"].goal) == ("东会议室", "乙的目标")
    joined.close()


def test_votes_are_never_joined_silently(pair: tuple[Store, Store], tmp_path: Path) -> None:
    first, second = pair
    voted(first, (2, 2, 3, 3))
    voted(second, (4, 4, 4, 5))
    voted(second, (1, 2, 2, 2), subject="2.1")
    asked = {one.key: one for one in plan_merge(first, second).conflicts}
    assert set(asked) == {"round/indicator/1.1/1", "round/indicator/2.1/1"}
    assert asked["round/indicator/1.1/1"].second["levels"] == [4, 4, 4, 5]
    joined = merge(
        first, second, {"round/indicator/1.1/1": "second", "round/indicator/2.1/1": "first"}, tmp_path / "c.workshop", clock=Ticking()
    )
    state = joined.state()
    assert [turn.levels for turn in state.rounds] == [(4, 4, 4, 5)]
    assert len(state.rounds[0].present) == 4
    joined.verify()
    joined.close()


def test_whose_record_counts_is_asked(pair: tuple[Store, Store], tmp_path: Path) -> None:
    first, second = pair
    first.settle("indicator", "1.1", 2, "consensus")
    second.settle("indicator", "1.1", 3, "majority", dissents=[("", 2, "低一级", "看清单", True)])
    second.settle("indicator", "2.1", 4, "majority")
    assert [one.key for one in plan_merge(first, second).conflicts] == ["record/indicator/1.1"]
    for choice, level, dissents in (("first", 2, 0), ("second", 3, 1)):
        joined = merge(
            first, second, read_choices(f'{{"record/indicator/1.1": "{choice}"}}'), tmp_path / f"{choice}.workshop", clock=Ticking()
        )
        assert (joined.state().level_of("1.1"), joined.state().level_of("2.1"), len(joined.state().dissents)) == (level, 4, dissents)
        joined.close()


def test_rows_that_none_of_ours_could_have_written_are_not_joined(pair: tuple[Store, Store]) -> None:
    first, second = pair
    second._db.execute("UPDATE weight SET basis = 1")
    second._rows.clear()
    with pytest.raises(ContentError, match=r"json\.weights"):
        plan_merge(first, second)


def test_strangers_and_open_ballots_are_refused(pair: tuple[Store, Store], tmp_path: Path) -> None:
    first, second = pair
    other = planned(tmp_path / "other.workshop")
    with pytest.raises(Refused, match=r"merge\.engagement"):
        plan_merge(first, other)
    other.close()
    second.open_ballot("indicator", "1.1")
    with pytest.raises(Refused, match=r"merge\.open"):
        plan_merge(first, second)
    for text in ("[]", '{"a": "third"}', "{"):
        with pytest.raises(Refused, match=r"merge\.file"):
            read_choices(text)
