"""Frames for the exports: every table, nothing a vote's secrecy forbids."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.demo_file import demo_store
from tests.model.packs import pack_files
from tests.model.store.conftest import Ticking, profile, voted
from workshop.model import assessment
from workshop.model.assessment import HIDDEN
from workshop.model.store import Store
from workshop.model.tables import tables


def small(path: Path, groups: str, **fields: object) -> Store:
    store = Store.create(path / "a.workshop", pack_files(), profile(**fields), clock=Ticking())
    for number, group in enumerate(groups):
        store.add_seat(f"岗位{number}", group)
    return store


def test_an_empty_engagement_has_every_table(tmp_path: Path) -> None:
    store = small(tmp_path, "甲")
    found = tables(store.state(), store.pack)
    assert "votes" not in found
    assert found["summary"]["score"].isna().all()
    assert len(found["ratings"]) == 2
    assert found["rounds"].empty
    assert found["measures"]["rank"].isna().all()
    store.close()


def test_the_demonstration_fills_every_table(tmp_path: Path) -> None:
    store = demo_store(tmp_path)
    found = tables(store.state(), store.pack)
    assert [name for name, frame in found.items() if frame.empty] == []
    whole = found["summary"].set_index("id").loc["overall"]
    score = assessment.score(store.state(), store.pack)
    assert (whole["score"], whole["grade"]) == (float(score.overall or 0), score.grade)
    measures = found["measures"].set_index("id")
    terms = [column for column in measures.columns if column.startswith("need.")]
    assert len(terms) == 6
    for _, row in measures.iterrows():
        assert sum(row[terms]) + row["pain_points"] == pytest.approx(row["raw"])
        assert row["need_part"] + row["impact_part"] + row["urgency_part"] == pytest.approx(row["value"])
    assert measures["p_top3"].notna().sum() == 8
    store.close()


def test_small_groups_are_hidden_and_never_exactly_one(tmp_path: Path) -> None:
    store = small(tmp_path, "甲甲甲乙乙乙丙丙")
    voted(store, (1, 2, 3, 3, 3, 3, 5, 5))
    store.settle("indicator", "1.1", 3, "majority", dissents=[("", 5, "高两级", "", True), ("", 3, "不变", "", True)])
    state = store.state()
    old = tuple(replace(row, grp=grp) for row, grp in zip(state.dissents, "丙乙", strict=True))  # as an older file may have it
    found = tables(replace(state, dissents=old), store.pack)
    groups = found["rounds"].set_index("group")
    assert groups.loc[["甲", "乙", "丙"], "hidden"].tolist() == [True, True, True]
    assert groups.loc["丙", ["n1", "n5", "abstained"]].isna().all()
    assert groups.loc["", ["n1", "n3", "n5"]].tolist() == [1, 4, 2]
    assert found["dissent"]["group"].tolist() == [HIDDEN, HIDDEN]
    store.close()


def test_groups_of_three_are_shown(tmp_path: Path) -> None:
    store = small(tmp_path, "甲甲甲乙乙乙")
    voted(store, (1, 2, 3, 4, 4, 4))
    store.settle("indicator", "1.1", 3, "majority", dissents=[("乙", 4, "高", "", True)])
    found = tables(store.state(), store.pack)
    groups = found["rounds"].set_index("group")
    assert groups.loc["乙", ["n4", "abstained", "hidden"]].tolist() == [3, 0, False]
    assert found["dissent"]["group"].tolist() == ["乙"]
    store.close()


def test_named_votes_come_with_their_seats(tmp_path: Path) -> None:
    store = small(tmp_path, "甲乙", vote_mode="named")
    voted(store, (1, None))
    found = tables(store.state(), store.pack)["votes"]
    assert found["seat"].tolist() == [1, 2]
    assert found["level"].tolist()[0] == 1
    store.close()


def test_a_mixed_pile_shows_no_group(tmp_path: Path) -> None:
    store = small(tmp_path, "甲甲甲乙乙乙", vote_mode="named")
    store.open_ballot("indicator", "1.1", "pile")
    ballot = store.state().rounds[0].ballot
    with store.transaction():
        for level in (1, 2, 3):
            store._slip(f"{level}", ballot.id, None, "", level)
    store.reveal(ballot.id, early=True)
    found = tables(store.state(), store.pack)
    assert found["rounds"].set_index("group").loc[["甲", "乙"], "hidden"].tolist() == [True, True]
    assert all(row.hidden for row in assessment.group_medians(store.state(), "indicator", "1.1"))
    assert found["votes"]["seat"].isna().all()
    store.close()


def test_an_open_round_is_in_no_table(tmp_path: Path) -> None:
    store = small(tmp_path, "甲乙丙")
    store.open_ballot("indicator", "1.1")
    store.cast_vote(store.state().rounds[0].ballot.id, store.state().seats[0].id, 5)
    assert tables(store.state(), store.pack)["rounds"].empty
    store.close()
