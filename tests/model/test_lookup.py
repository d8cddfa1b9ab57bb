"""Looking things up: two Chinese characters are found, what would anchor a vote is not, names answer to their initials."""

from pathlib import Path

import pytest

from tests.demo_file import demo_store
from workshop.model.content import Pack
from workshop.model.lookup import excerpt, find, rank, spelled
from workshop.model.state import State
from workshop.model.store import Store, default_engagement


@pytest.fixture
def played(tmp_path: Path) -> tuple[State, Pack]:
    store = demo_store(tmp_path)
    state, pack = store.state(), store.pack
    store.close()
    return state, pack


def test_two_characters_are_found_in_pack_notes_and_parking_lot(played: tuple[State, Pack]) -> None:
    state, pack = played
    note, parked = state.notes[0], state.parked[0]
    for text, kind in ((note.text, note.kind), (parked.text, "parked")):
        for at in range(min(len(text) - 1, 12)):
            wanted = text[at : at + 2]
            if wanted.strip() == wanted and len(wanted) == 2:
                assert kind in {hit.kind for hit in find(state, pack, wanted).hits}, wanted
    kinds = {hit.kind for word in ("数据", "应用", "零售", "风险") for hit in find(state, pack, word).hits}
    assert {"indicator", "dimension", "case", "pain", "measure", "record"} <= kinds
    assert find(state, pack, "  ").hits == () and find(state, pack, "鸭嘴兽").hits == ()


def test_width_and_case_make_no_difference(played: tuple[State, Pack]) -> None:
    state, pack = played
    assert find(state, pack, "ＡＰＰ").hits == find(state, pack, "app").hits != ()


def test_a_hit_says_where_to_go(played: tuple[State, Pack]) -> None:
    state, pack = played
    hits = find(state, pack, pack.indicators["4.2"].question).hits
    assert [hit.target for hit in hits if hit.kind == "indicator"] == ["dimension.data/4.2"]
    assert {hit.target for hit in find(state, pack, state.parked[-1].text).hits} == {"parked"}


def test_cases_and_survey_facts_wait_until_nobody_can_be_anchored(tmp_path: Path, played: tuple[State, Pack]) -> None:
    state, pack = played
    case = next(case for case in pack.cases.values() if case.figure)
    fact = next(iter(pack.facts.values()))
    for words in (case.title, fact.statement):
        assert {hit.kind for hit in find(state, pack, words).hits} & {"case", "fact"}
    from datetime import datetime

    from workshop.model.content import read_pack_files
    from workshop.paths import asset_path

    files = read_pack_files(asset_path("content", "small-bank-fintech-2019"))
    fresh = Store.create(tmp_path / "new.workshop", files, default_engagement(pack, "行", datetime(2026, 3, 1)))
    for words in (case.title, fact.statement):
        found = find(fresh.state(), pack, words)
        assert found.hits == () and found.withheld == 1
    fresh.close()


def test_an_excerpt_shows_the_match() -> None:
    text = "甲" * 100 + "数据" + "乙" * 100
    shown = excerpt(text, "数据")
    assert "数据" in shown and shown.startswith("…") and shown.endswith("…") and len(shown) <= 66
    assert excerpt("短句", "短") == "短句"


def test_names_answer_to_characters_letters_and_pinyin_initials() -> None:
    assert spelled("路线图") == ("lxt", "luxiantu")
    labels = ("路线图", "Roadmap")
    assert [rank(typed, labels) for typed in ("路线", "线图", "road", "lxt", "xt", "luxian")] == [0, 1, 0, 2, 3, 3]
    assert rank("lxtx", labels) is None and rank("举措", labels) is None
    assert rank("ds", ("十大举措", "Ten measures")) is None or rank("sdjc", ("十大举措", "Ten measures")) == 2
    assert rank("tm", ("十大举措", "Ten measures")) == 2
    assert rank("", labels) == 1
