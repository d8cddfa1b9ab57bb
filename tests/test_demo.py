"""The demonstration: one believable day, with every kind of light, the same every time."""

import json
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.demo_file import demo_store
from workshop import demo
from workshop.demo_script import cards, read_day
from workshop.model import assessment, interchange, roadmap
from workshop.model.consensus import Kind, Light
from workshop.model.errors import ContentError
from workshop.model.schedule import violations
from workshop.model.state import State
from workshop.model.store import Store
from workshop.paths import asset_path

TEXT = asset_path("demo", "day.toml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = demo_store(tmp_path_factory.mktemp("demo"))
    yield store
    store.close()


@pytest.fixture(scope="module")
def state(store: Store) -> State:
    return store.state()


def test_the_score_is_believable(store: Store, state: State) -> None:
    found = assessment.score(state, store.pack)
    assert found.overall is not None
    assert 58 <= found.overall <= 64
    assert found.grade in (2, 3)
    assert found.provisional


def test_twelve_posts_sit_in_four_groups_of_three(state: State) -> None:
    assert [sum(seat.grp == group for seat in state.seats) for group in state.groups()] == [3, 3, 3, 3]
    assert all(seat.name == "" for seat in state.seats)


def test_every_indicator_was_voted_on_and_recorded(store: Store, state: State) -> None:
    counts = {len(state.rounds_of("indicator", indicator)) for indicator in store.pack.indicators}
    assert counts == {1, 2, 3}
    assert all(state.record_of("indicator", indicator) for indicator in store.pack.indicators)
    bases = {record.basis for record in state.records if record.kind == "indicator"}
    assert bases == {"consensus", "majority", "leadership", "parked", "not_applicable"}


def test_every_kind_of_light_was_seen(state: State) -> None:
    readings = [assessment.reading(turn) for turn in state.rounds if turn.ballot.kind == "indicator"]
    assert {reading.light for reading in readings} == set(Light)
    assert {reading.kind for reading in readings if reading.kind} == set(Kind)


def test_every_measure_has_what_a_plan_needs(store: Store, state: State) -> None:
    for measure in store.pack.measures:
        plan = state.measures[measure]
        assert plan.lead
        assert plan.owner
        assert plan.sponsor
        assert plan.first30
        assert plan.owner not in ("行长", "董事长")
        assert any(kpi.measure == measure for kpi in state.kpis)
        assert any(milestone.measure == measure for milestone in state.milestones)
        assert any(action.measure == measure for action in state.actions)
    assert {plan.lane for plan in state.measures.values()} == {"mandate", "enabler", "ranked"}


def test_the_plan_is_proven_and_keeps_its_limits(store: Store, state: State) -> None:
    assert state.plan_result is not None
    assert state.plan_result.status == "optimal"
    assert set(state.plan) == set(store.pack.measures)
    assert {item.measure for item in state.plan.values() if item.pinned} == {"M9"}
    problem, waiting = assessment.problem(state, store.pack)
    assert waiting == ()
    assert assessment.fingerprint(problem) == state.plan_result.basis
    bars = roadmap.placed(state, problem)
    assert len(bars) == len(problem.items) > len(state.plan)  # one measure is scheduled by its steps
    assert violations(problem, bars) == ()
    assert all(load.people <= load.people_limit and load.budget <= load.budget_limit for load in assessment.load(state))


def test_milestones_lie_in_their_measures_time(state: State) -> None:
    for milestone in state.milestones:
        item = state.plan[milestone.measure]
        assert item.start <= milestone.quarter < item.finish


def test_the_day_runs_from_nine_to_half_past_five(state: State) -> None:
    moments = [datetime.fromisoformat(turn.ballot.opened_at) for turn in state.rounds]
    assert moments == sorted(moments)
    assert moments[0] >= datetime(2026, 3, 12, 9, 0)
    assert datetime.fromisoformat(state.engagement.closed_at) <= datetime(2026, 3, 12, 17, 30)
    planned = datetime(2026, 3, 12, 9, 0)
    for item in state.agenda:
        assert abs(datetime.fromisoformat(item.started_at) - planned) < timedelta(minutes=item.minutes + 1)
        planned += timedelta(minutes=item.minutes)
        assert 0 < item.used <= item.minutes * 60


def test_nothing_in_it_breaks_the_chain(store: Store) -> None:
    store.verify()


@pytest.mark.no_cover  # the day once more
def test_it_is_the_same_every_time_but_for_the_keys(tmp_path: Path, store: Store) -> None:
    again = demo.build(tmp_path / "again.workshop")
    found = [_without_keys(interchange.dumps(one)) for one in (store, again)]
    again.close()
    assert found[0] == found[1]


def _without_keys(text: str) -> dict[str, object]:
    """The exchange form without random keys, and without the order they give to votes."""
    tables = json.loads(re.sub(r"\b[0-9a-f]{16,64}\b", "key", text))["tables"]
    return {name: sorted(map(json.dumps, rows)) for name, rows in tables.items()}


def test_it_can_be_protected_and_speak_english(tmp_path: Path) -> None:
    with pytest.raises(ContentError):
        demo.build(tmp_path / "a.workshop", language="fr")
    assert list(tmp_path.glob("*.workshop")) == []
    store = demo.build(tmp_path / "b.workshop", "secret", language="en")
    assert store.pack.language == "en"
    store.close()
    Store.open(tmp_path / "b.workshop", "secret").close()


def test_a_day_that_fails_leaves_no_file(tmp_path: Path) -> None:
    day = read_day(TEXT.replace('basis = "consensus"', 'basis = "dice"', 1))
    with pytest.raises(Exception, match=r"record\.basis"):
        demo.build(tmp_path / "a.workshop", day=day)
    assert list(tmp_path.glob("*.workshop*")) == []


# -- the script --------------------------------------------------------------------------------------------------------------------


def test_votes_are_read_as_written() -> None:
    assert cards("334 0-1") == {0: 3, 1: 3, 2: 4, 3: None, 5: 1}


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('pack = "', "pack = ", "demo.syntax"),
        ("practice = ", "practise = ", "demo.key"),
        ("number = 1\n", "", "demo.key"),
        ("number = 1\n", 'number = "1"\n', "demo.value"),
        ("number = 1\n", "number = 1.0\n", "demo.value"),
        ("[targets]", "[[targets]]", "demo.value"),
        ('"433 323 233 343"', '"433 323 233 34"', "demo.votes"),
        ('"433 323 233 343"', '"433 323 233 346"', "demo.votes"),
        ('"433 323 233 343"', '"433 323 233 34x"', "demo.votes"),
    ],
)
def test_a_script_that_makes_no_sense_says_where(old: str, new: str, code: str) -> None:
    assert old in TEXT
    with pytest.raises(ContentError) as caught:
        read_day(TEXT.replace(old, new, 1))
    assert caught.value.code == code


def test_the_script_names_only_what_the_pack_has(store: Store) -> None:
    day, pack = read_day(), store.pack
    assert [dimension.id for dimension in day.dimensions] == list(pack.dimensions)
    assert [indicator.id for dimension in day.dimensions for indicator in dimension.indicators] == list(pack.indicators)
    assert [measure.id for measure in day.measures] == list(pack.measures)
