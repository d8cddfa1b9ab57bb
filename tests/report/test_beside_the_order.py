"""What the roadmap knows beyond bars, as chapters print it: the room's order, dissent, ways to be first, scenarios; by edition."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import pytest
from msgspec.structs import replace

from tests.demo_file import demo_store
from workshop.model.content import Pack
from workshop.model.outlook import Outcome
from workshop.model.road import Road
from workshop.model.schedule import Plan
from workshop.model.state import State
from workshop.report.chapters import outlook as outlook_
from workshop.report.chapters import roadmap
from workshop.report.chapters.book import Edition, open_book
from workshop.report.chapters.order import beside_the_order
from workshop.report.chapters.outlook import outlook
from workshop.report.typeset import Text
from workshop.words import load_words


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> tuple[State, Pack]:
    store = demo_store(tmp_path_factory.mktemp("demo"))
    found = store.state(), store.pack
    store.close()
    return found


def told(flowables: Any) -> Iterator[str]:
    """Every text in them, however deep in tables and kept groups."""
    for one in flowables:
        if isinstance(one, Text):
            yield "".join(span.text for span in one.spans)
        elif isinstance(one, list | tuple):
            yield from told(one)
        else:
            yield from told(getattr(one, "_content", ()) or getattr(one, "_cellvalues", ()))


def printed(state: State, pack: Pack, edition: Edition) -> str:
    book = open_book(state, pack, load_words("zh_CN"), edition, ())
    return "\n".join(told([*beside_the_order(book), *outlook(book)]))


def test_the_working_papers_have_all_of_it(day: tuple[State, Pack]) -> None:
    text = printed(*day, "working")
    for wanted in ("全场自己的次序", "晚一年就要多流失一年客户", "怎样才会排第一", "次序与排期不一致", "三种情景", "90% / 85%", "各季都多"):
        assert wanted in text


def test_leaders_read_the_order_and_the_scenarios_but_no_dissent(day: tuple[State, Pack]) -> None:
    text = printed(*day, "leaders")
    assert "全场认为先做：M3" in text
    assert "三种情景" in text
    for unwanted in ("流失", "怎样才会排第一", "各季都多"):
        assert unwanted not in text


def test_a_scenario_that_is_not_proven_says_how_far_it_may_be_from_the_best(day: tuple[State, Pack]) -> None:
    book = open_book(*day, load_words("zh_CN"), "leaders", ())
    plan = Plan("gap", 0.063, Fraction(1), 0, ())
    plans = {"cautious": plan, "base": replace(plan, status="optimal"), "ambitious": None}
    book.solved["scenarios"] = tuple(Outcome(name, 100, 100, one, None, (), None) for name, one in plans.items())
    said = [text for text in told(outlook(book)) if "至多差" in text]
    assert said == ["谨慎：目前找到的最好排程，离可能的最优至多差 6%。"]


def test_a_large_plan_says_that_it_prints_no_gains(day: tuple[State, Pack], monkeypatch: pytest.MonkeyPatch) -> None:
    assert "逐季推算太久" not in printed(*day, "working")
    monkeypatch.setattr(outlook_, "FEW", 3)
    book = open_book(*day, load_words("zh_CN"), "working", ())
    assert [text for text in told(outlook(book)) if "超过 3 项" in text]
    leaders = open_book(*day, load_words("zh_CN"), "leaders", ())
    assert not [text for text in told(outlook(leaders)) if "超过 3 项" in text]


def test_a_dissent_kept_out_of_the_plan_is_not_printed(day: tuple[State, Pack]) -> None:
    state, pack = day
    notes = tuple(replace(note, in_plan=0) for note in state.road.order_notes)
    assert "流失" not in printed(replace(state, road=replace(state.road, order_notes=notes)), pack, "working")


def test_what_was_not_recorded_is_not_printed(day: tuple[State, Pack]) -> None:
    state, pack = day
    text = printed(replace(state, road=Road(), plan={}, plan_result=None), pack, "working")
    for unwanted in ("全场自己的次序", "对次序的不同意见", "三种情景", "次序与排期不一致"):
        assert unwanted not in text


def test_steps_are_bars_on_paper_of_the_working_papers_only(day: tuple[State, Pack]) -> None:
    book = open_book(*day, load_words("zh_CN"), "working", ())
    parts = [row.id for lane in roadmap.picture_of(book, parts=True).lanes for row in lane.rows if row.part]
    assert parts == ["M3.1", "M3.2", "M3.3"]
    assert not any(row.part for lane in roadmap.picture_of(book).lanes for row in lane.rows)
