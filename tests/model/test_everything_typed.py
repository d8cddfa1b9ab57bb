"""Whatever a user types leaves the program: every field of State stands in the exchange form, and in the workbook."""

import re
from collections.abc import Iterator, Mapping
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
from msgspec import Struct
from msgspec.structs import fields, replace

from tests.demo_file import demo_store
from workshop.demo_years import MONTHS, Years
from workshop.model import interchange
from workshop.model.deidentified import CODES
from workshop.model.road import Road
from workshop.model.road_rows import OrderNote
from workshop.model.rows import TABLES
from workshop.model.state import State
from workshop.model.store import Store
from workshop.model.tables import OTHERS, ROAD_OTHERS, tables
from workshop.report.plan import write_plan
from workshop.words import load_words

# field of State → the table of the workbook that holds it
OWN = {
    "engagement": "settings", "weights": "summary", "rounds": "rounds", "records": "records", "dissents": "dissent", "pains": "pains",
    "parked": "parked", "measures": "measures", "kpis": "kpis", "milestones": "milestones", "actions": "actions", "capacities": "load",
    "plan": "schedule", "decisions": "decisions", "log_hash": "settings",
}  # fmt: skip
NOT_TYPED = {"plan_result", "log_length", "undo", "redo", "road"}
UNTYPED = {"grp", "choice", "position", "sha256", "mime", "log_hash"}  # groups are named by the seats; the rest the program writes
PRINTED = {
    ".engagement.bank", ".engagement.place", ".seats.role", ".records.rationale", ".dissents.text", ".dissents.change_if", ".cases",
    ".notes.text", ".parked.text", ".measures.goal", ".measures.risks", ".kpis.name", ".kpis.how", ".milestones.name", ".actions.text",
    ".decisions.text", ".agenda.title", ".road.order_notes.text", ".road.actions.support",
}  # fmt: skip
BALLOTS = {"orders", "bars"}  # cards of the group's order stay in the box; bars are computed


def test_every_field_of_state_has_its_place() -> None:
    names = {field.name for field in fields(State)}
    assert names - set(OWN) - set(OTHERS) - NOT_TYPED == set()
    assert set(OTHERS) <= names
    road = {field.name for field in fields(Road)}
    assert road - set(ROAD_OTHERS) - BALLOTS == set()


def test_the_workbook_says_every_typed_text_of_the_demo(tmp_path: Path) -> None:
    store = demo_store(tmp_path)
    state = store.state()
    found = tables(state, store.pack)
    assert set(OWN.values()) <= set(found)
    told = {str(value) for frame in found.values() for row in frame.itertuples(index=False) for value in row}
    typed = [note.text for note in state.notes] + [one.text for one in state.texts.values()] + [one.role for one in state.seats]
    typed += [text for text in state.cases.values() if text] + [one.title for one in state.agenda if one.title]
    assert typed
    assert [text for text in typed if text not in told] == []
    store.close()


def marked(value: Any, numbers: Iterator[int], places: dict[str, str], place: str = "") -> Any:
    """The same with a word of its own in every field that a user types; `places` learns where each stands."""
    if isinstance(value, Struct):
        changed: dict[str, Any] = {}
        for name in value.__struct_fields__:
            old, here = getattr(value, name), f"{place}.{name}"
            if name != "due" and (not isinstance(old, str) or name not in CODES | UNTYPED):  # days, and the seats that are to vote
                changed[name] = marked(old, numbers, places, here)
        return replace(value, **changed)
    if isinstance(value, str):
        word = f"词{next(numbers)}"
        places[word] = place
        return word
    if isinstance(value, tuple):
        return tuple(marked(one, numbers, places, place) for one in value)
    if isinstance(value, Mapping) and place != ".facts":  # yes, no, unsure
        return {key: marked(one, numbers, places, place) for key, one in value.items()}
    return value


def test_every_field_a_user_types_stands_in_the_workbook_or_the_plan(tmp_path: Path) -> None:
    places: dict[str, str] = {}
    with closing(demo_store(tmp_path)) as store:
        play_years(store)
        state, pack = marked(store.state(), count(10_000), places), store.pack
    book = " ".join(str(value) for frame in tables(state, pack).values() for row in frame.itertuples(index=False) for value in row)
    write_plan(state, pack, load_words("zh_CN"), tmp_path / "plan.pdf")
    with closing(pypdfium2.PdfDocument(tmp_path / "plan.pdf")) as document:
        plan = "".join(re.sub(r"\s", "", page.get_textpage().get_text_range()) for page in document)
    assert {".records.reason", ".seats.name", ".measures.goal", ".cases", ".road.actions.support"} <= set(places.values())
    assert {".follow_ups.problems", ".adjustments.reason", ".acceptances.evidence", ".baseline.note"} <= set(places.values())
    assert sorted({place for word, place in places.items() if word not in book and word not in plan}) == []
    printed = {place for word, place in places.items() if word in plan}
    assert sorted(PRINTED - printed) == []


def play_years(store: Store) -> None:
    """Three months of follow-up, so that there is something of each kind."""
    Years(store, lambda _moment: None).play(MONTHS[:3])


def test_the_exchange_form_has_every_table(tmp_path: Path) -> None:
    store = demo_store(tmp_path)
    assert set(interchange.dump(store)["tables"]) == set(TABLES)
    store.close()


def test_no_card_of_a_secret_ballot_is_among_the_others(tmp_path: Path) -> None:
    store = demo_store(tmp_path)
    state, note = store.state(), OrderNote("a", "M1", "决策层", "先做数据", 1, 0)
    others = tables(replace(state, road=replace(state.road, order_notes=(note,))), store.pack)["others"]
    assert "先做数据" in set(others["value"])
    assert not set(others["subject"]) & {"rounds", "records", "dissents", "road.orders"}
    assert not [place for name, place in zip(others["subject"], others["id"], strict=True) if place.endswith(".grp") and name != "seats"]
    store.close()
