"""What is read before printing: every unknown character with its place, everything sensitive, every headline the numbers left behind."""

from __future__ import annotations

import pytest
from msgspec.structs import fields, replace

from tests.report import engagement
from workshop.model.content import Pack
from workshop.model.rows import Text
from workshop.model.state import State
from workshop.report import precheck
from workshop.report.handouts.print import SECTIONS
from workshop.report.precheck import Remark, before_print, missing
from workshop.words import load_words

CHINESE = load_words("zh_CN")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[State, Pack]:
    """The full engagement, made once."""
    return engagement.whole(tmp_path_factory.mktemp("precheck") / "whole.workshop")


def _found(state: State, pack: Pack) -> list[Remark]:
    return list(missing(state, pack, CHINESE))


def test_a_clean_engagement_misses_nothing(whole: tuple[State, Pack]) -> None:
    assert _found(*whole) == []


def test_an_unknown_character_is_told_with_row_and_field(whole: tuple[State, Pack]) -> None:
    state, pack = whole
    one = next(iter(state.measures))
    spoiled = replace(
        state,
        measures={**state.measures, one: replace(state.measures[one], lead="数据\U0001f680部")},
        seats=(replace(state.seats[0], role="行长\U0001f600"), *state.seats[1:]),
        engagement=replace(state.engagement, place="十二楼\ufdfd"),
    )
    found = _found(spoiled, pack)
    assert {(remark.where, remark.chars) for remark in found} == {
        (f"举措 {one} · 牵头部门", ("\U0001f680",)),
        ("席位 1 · 职务", ("\U0001f600",)),
        ("基本信息 · 地点", ("\ufdfd",)),
    }
    assert all(remark.chars[0] in remark.text for remark in found)
    assert "将印作〓" in precheck.sentence(CHINESE, found[0])
    assert precheck.chars(found) == tuple(dict.fromkeys(char for one in found for char in one.chars))


def test_every_text_of_the_engagement_is_looked_at(whole: tuple[State, Pack]) -> None:
    """Each text of each row in turn gets an unknown character; none may slip through."""
    state, pack = whole
    tried = 0
    for name in ("seats", "records", "dissents", "notes", "parked", "kpis", "milestones", "actions", "decisions", "agenda"):
        rows = getattr(state, name)
        if not rows:
            continue
        for column in fields(rows[0]):
            if isinstance(getattr(rows[0], column.name), str):
                first = replace(rows[0], **{column.name: "\U0001f680"})
                assert _found(replace(state, **{name: (first, *rows[1:])}), pack), (name, column.name)
                tried += 1
    assert tried > 30


def test_rare_characters_that_a_face_has_are_no_remark(whole: tuple[State, Pack]) -> None:
    state, pack = whole
    assert _found(replace(state, engagement=replace(state.engagement, place="\U00020bb7\u9fab")), pack) == []


def test_the_sensitive_is_listed_for_the_working_edition_alone(whole: tuple[State, Pack]) -> None:
    state, pack = whole
    working, leaders = before_print(state, pack, CHINESE), before_print(state, pack, CHINESE, leaders=True)
    assert [one.kind for one in working].count("sensitive") == 2  # a record and a note
    assert any(engagement.SECRET in one.text for one in working)
    assert not any(one.kind == "sensitive" for one in leaders)
    told = replace(state, dissents=tuple(replace(one, sensitive=1) for one in state.dissents))
    assert sum(one.kind == "sensitive" for one in before_print(told, pack, CHINESE)) == 2 + len(state.dissents)


def test_a_headline_the_numbers_left_behind_is_listed(whole: tuple[State, Pack]) -> None:
    state, pack = whole
    texts = {"board": Text("board", "先把数据管住", "of other numbers"), "heat": Text("heat", "看法接近", "")}
    stale = [one for one in before_print(replace(state, texts=texts), pack, CHINESE, leaders=True) if one.kind == "stale"]
    assert [(one.where, one.text) for one in stale] == [("标题 首页结论", "先把数据管住")]


def test_the_window_offers_the_sections_there_are() -> None:
    from workshop.exports.plan import HANDOUTS

    assert {name: one.title for name, one in SECTIONS.items()} == dict(HANDOUTS)
