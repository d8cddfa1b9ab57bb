"""Whatever a user types leaves the program: every field of State stands in the exchange form, and in the workbook."""

from pathlib import Path

from msgspec.structs import fields, replace

from tests.demo_file import demo_store
from workshop.model import interchange
from workshop.model.road import Road
from workshop.model.road_rows import OrderNote
from workshop.model.rows import TABLES
from workshop.model.state import State
from workshop.model.tables import OTHERS, ROAD_OTHERS, tables

# field of State → the table of the workbook that holds it
OWN = {
    "engagement": "settings", "weights": "summary", "rounds": "rounds", "records": "ratings", "dissents": "dissent", "pains": "pains",
    "parked": "parked", "measures": "measures", "kpis": "kpis", "milestones": "milestones", "actions": "actions", "capacities": "load",
    "plan": "schedule", "decisions": "decisions", "log_hash": "settings",
}  # fmt: skip
NOT_TYPED = {"plan_result", "log_length", "undo", "redo", "road"}
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
