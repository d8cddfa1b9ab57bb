"""Without names: nothing a person typed is left unless it is asked for, and the bank's name never."""

from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import fields

from tests.demo_file import demo_store
from workshop.model.deidentified import CODES, deidentified
from workshop.model.tables import tables


def texts_of(value: Any, name: str = "") -> set[tuple[str, str]]:
    """Every text in a value with the name of its field."""
    if isinstance(value, str):
        return {(name, value)} if value else set()
    if isinstance(value, Struct):
        return set().union(*(texts_of(getattr(value, one.name), one.name) for one in fields(value)))
    if isinstance(value, tuple):
        return set().union(*(texts_of(one, name) for one in value), set())
    return set().union(*(texts_of(one, name) for one in value.values()), set()) if isinstance(value, dict) else set()


def test_nothing_typed_is_left_but_groups_and_codes(tmp_path: Path) -> None:
    store = demo_store(tmp_path)
    state = store.state()
    bare = deidentified(state, "甲行")
    left = {name for name, _text in texts_of(bare)} - CODES
    assert left == {"bank", "grp", "facts"}
    assert bare.engagement.bank == "甲行"
    assert state.engagement.bank not in repr(bare)
    assert not any(seat.name or seat.role for seat in bare.seats)
    assert "votes" not in tables(bare, store.pack)
    store.close()


def test_texts_asked_for_lose_the_banks_name(tmp_path: Path) -> None:
    store = demo_store(tmp_path)
    state = store.state()
    store.park("topic", "", f"{state.engagement.bank}与省联社的分工", "科技部", "")
    told = deidentified(store.state(), "甲行", texts=True)
    assert told.parked[-1].text == "甲行与省联社的分工"
    assert told.parked[-1].owner == ""
    assert {row.rationale for row in told.records} & {row.rationale for row in state.records} - {""}
    store.close()


def test_levels_and_numbers_are_the_same(tmp_path: Path) -> None:
    store = demo_store(tmp_path)
    before, after = (tables(one, store.pack)["summary"] for one in (store.state(), deidentified(store.state(), "甲行")))
    assert before.equals(after)
    store.close()
