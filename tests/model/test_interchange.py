"""The exchange form: out and in without a change, and every way in which a file can be wrong."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from msgspec.structs import fields

from tests.model.packs import pack_files
from tests.model.store.conftest import Ticking, opened, profile, seats, voted
from workshop.model import interchange
from workshop.model.errors import ContentError
from workshop.model.interchange_schema import schema, schema_text
from workshop.model.road_rows import ActionItem
from workshop.model.rows import TABLES, BaselineTask, Past, PastEffect, PastMeasure, PastRating, PlanItem, PlanResult
from workshop.model.store import Store
from workshop.model.store.base import Noted
from workshop.model.store.delivering import Report
from workshop.paths import asset_path
from workshop.sentences import sentence
from workshop.words import load_words

Given = dict[str, Any]
ROOT = Path(__file__).resolve().parent.parent.parent


def fill(store: Store) -> None:
    """Something in every table."""
    for role, group in (("行长", "决策层"), ("副行长", "决策层"), ("科技部总经理", "科技"), ("数据中心主任", "科技")):
        store.add_seat(role, group)
    store.set_target("dimension", "people", 4)
    store.set_agenda([("open", "", "开场", 15)])
    store.set_vote_rule(share=80)
    voted(store, (2, 2, 3, None))
    store.settle("indicator", "1.1", 2, "majority", dissents=[("", 3, "高一级", "看清单", True)])
    store.tick_pain("P01", 2)
    store.answer_fact("people.plan", "yes")
    store.pick_case("shop", "看看")
    store.add_note("note", "topic", "", "=1+1 “引号” \U0001f600 \t制表")
    store.attach("topic", "", "a.bin", "", bytes(range(256)))
    store.park("indicator", "2.1", "再议")
    store.set_evidence("1.1", 0, "handed")
    store.set_size("M1", "L")
    store.add_kpi("M1", "户数")
    store.add_milestone("M1", 2, "上线")
    store.add_action("M1", "做")
    follow(store)
    store.set_relevance("M2", "people", 1)
    store.set_effect("M1", "people", 0.25)
    store.set_plan([PlanItem("M1", 0, 2, 1)], PlanResult("plan", "optimal", 0.0, 12.5, "x", ""))
    fill_road(store)
    store.set_text("board", "先补人")
    store.add_decision("同意", "董事会", "2026-06-01", "M1")
    store.cast_vote(opened(store, subject="2.1").id, seats(store)[0].id, 5)


def follow(store: Store) -> None:
    """Something in every table of what comes after the day."""
    action, kpi = store.state().actions[0].id, store.state().kpis[0].id
    task = BaselineTask(action, 0, "M1", "做", "科技部", "", "副行长", "总经理", "2027-03-31", "上线", "", "")
    store.approve_plan([task], "2026-04-01", "董事会")
    store.follow_up(Report(action, "watch", "进行中", "缺人", "招人", "", "科技部"))
    store.move_due(action, "2027-06-30", "供应商延期", "行长", "2026-09-01")
    store.accept_task(action, "验收单", "办公室", "2027-06-20")
    store.measure_kpi(kpi, "2026-12", 3.5)
    store.set_lateness(20, 5, 40)
    store.take_sheet("ab" * 32, "科技部.xlsx", (), 0)
    store.note_handover("handed", "战略发展部", "文件、PDF")
    with store.transaction():
        store.put(Past("0" * 16, "2025-03-01", "小银行", "tiny", "1"))
        store.put(PastRating("0" * 16, "1.1", 2, "consensus", "有制度"))
        store.put(PastMeasure("0" * 16, "M1", "2026-12-31", 4, 3))
        store.put(PastEffect("0" * 16, "M1", "people", 0.5))
        store.note("bring_past", Noted("0" * 16))


def fill_road(store: Store) -> None:
    """Something in every table of the roadmap."""
    action = store.state().actions[0].id
    store.set_staffing("M1", tech=70, outside=1.5)
    store.set_action_plan(action, people=2.0, quarters=1, share=50)
    plan = PlanResult("plan", "optimal", 0.0, 12.5, "x", "")
    store.set_plan([PlanItem("M1", 0, 2, 1)], plan, [ActionItem(action, 0, 1, 0)])
    store.add_money("M1", 2027, 40.0, "capital", "budgeted")
    store.set_link(action, "M2", 1)
    store.set_pools({0: (3.0, None)})
    store.set_year_budget(2027, 100.0)
    store.set_scenario("cautious", 70, 80)
    store.confirm_effort("M1", "department")
    store.add_order_note("M2 更急", "M2", "科技")
    ballot = opened(store, "order", "points")
    measures = store.ranked_measures()
    for seat in seats(store):
        store.cast_order(ballot.id, seat.id, {measures[0]: 60, measures[1]: 40})
    store.reveal(ballot.id)


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> str:
    store = Store.create(tmp_path_factory.mktemp("given") / "a.workshop", pack_files(), profile(), clock=Ticking())
    fill(store)
    text = interchange.dumps(store)
    store.close()
    return text


def test_everything_is_there_to_travel(given: str) -> None:
    assert [name for name, rows in json.loads(given)["tables"].items() if not rows] == []


def test_out_in_and_out_again_is_the_same(given: str, tmp_path: Path) -> None:
    store = interchange.load(given, tmp_path / "b.workshop")
    assert interchange.dumps(store) == given
    assert store.open_votes() == {}
    assert store.state().undo == ""
    store.verify()
    store.close()
    again = Store.open(tmp_path / "b.workshop")
    assert interchange.dumps(again) == given
    again.close()


def test_a_protected_copy_is_protected(given: str, tmp_path: Path) -> None:
    interchange.load(given, tmp_path / "b.workshop", "secret").close()
    assert "高一级".encode() not in (tmp_path / "b.workshop").read_bytes()
    Store.open(tmp_path / "b.workshop", "secret").close()


# -- what is wrong, and what it is called ---------------------------------------------------------------------------------------


def at(*path: Any, value: Any) -> Callable[[Given], None]:
    """Puts a value at a place."""

    def change(given: Given) -> None:
        inner: Any = given
        for key in path[:-1]:
            inner = inner[key]
        inner[path[-1]] = value

    return change


def twice(table: str, **fields: Any) -> Callable[[Given], None]:
    """Repeats a table's first row with other fields."""
    return lambda given: given["tables"][table].append({**given["tables"][table][0], **fields})


def without(*path: Any) -> Callable[[Given], None]:
    def change(given: Given) -> None:
        inner: Any = given
        for key in path[:-1]:
            inner = inner[key]
        del inner[path[-1]]

    return change


def replaced(name: str, old: str, new: str) -> Callable[[Given], None]:
    def change(given: Given) -> None:
        assert old in given["pack"][name]
        given["pack"][name] = given["pack"][name].replace(old, new)

    return change


def own_vote(given: Given) -> None:
    """A named engagement in which one seat votes twice in a round."""
    tables = given["tables"]
    tables["engagement"][0]["vote_mode"] = "named"
    for vote in tables["vote"]:
        vote["seat"] = tables["seat"][0]["id"]


T = "tables"
WRONG: dict[str, tuple[Callable[[Given], None], str]] = {
    "a vote of 0": (at(T, "vote", 0, "level", value=0), "json.level"),
    "a vote of 6": (at(T, "vote", 0, "level", value=6), "json.level"),
    "a vote of 2.5": (at(T, "vote", 0, "level", value=2.5), "json.type"),
    "a vote in words": (at(T, "vote", 0, "level", value="3"), "json.type"),
    "a vote of true": (at(T, "vote", 0, "level", value=True), "json.type"),
    "a record of 6": (at(T, "record", 0, "level", value=6), "json.level"),
    "a seat number twice": (twice("seat", id="f" * 16), "json.seat_twice"),
    "a key twice": (twice("seat"), "json.twice"),
    "a voter twice": (own_vote, "json.twice"),
    "weights that miss the whole": (at(T, "weight", 0, "basis", value=5_000), "json.weights"),
    "weights of other dimensions": (without(T, "weight", 0), "json.weights"),
    "negative weights": (lambda g: (at(T, "weight", 0, "basis", value=10_001)(g), at(T, "weight", 1, "basis", value=-1)(g)), "json.rule"),
    "an empty bank": (at(T, "engagement", 0, "bank", value="  "), "json.bank"),
    "no engagement": (at(T, "engagement", value=[]), "json.engagement"),
    "two engagements": (twice("engagement", id="x"), "json.engagement"),
    "another format": (at("format", value="other"), "json.foreign"),
    "another version": (at("version", value=3), "json.version"),
    "version true": (at("version", value=True), "json.version"),
    "a language the pack has not": (at(T, "engagement", 0, "language", value="fr"), "pack.language"),
    "a key too many": (at("extra", value=1), "json.key"),
    "a table too few": (without(T, "vote"), "json.type"),
    "a table too many": (at(T, "votes", value=[]), "json.key"),
    "a column too many": (at(T, "note", 0, "colour", value="red"), "json.key"),
    "a column too few": (without(T, "note", 0, "text"), "json.key"),
    "a row that is none": (at(T, "note", 0, value=[]), "json.type"),
    "tables that are none": (at(T, value=[]), "json.engagement"),
    "a pack that is none": (at("pack", value=[]), "json.type"),
    "a pack of numbers": (at("pack", "pack.toml", value=1), "json.type"),
    "an unknown indicator": (at(T, "evidence_item", 0, "indicator", value="9.9"), "json.unknown"),
    "an unknown subject": (at(T, "ballot", 0, "subject", value="9.9"), "json.unknown"),
    "an unknown way of a card": (at(T, "ballot", 0, "source", value="tally+x"), "json.unknown"),
    "an unknown target": (at(T, "target", 0, "subject", value="9.9"), "json.unknown"),
    "an unknown measure": (at(T, "plan_item", 0, "measure", value="M9"), "json.unknown"),
    "a measure too few": (without(T, "measure_plan", 1), "json.unknown"),
    "an unknown bank type": (at(T, "engagement", 0, "bank_type", value="x"), "json.unknown"),
    "an unknown record": (at(T, "dissent", 0, "record", value="x"), "json.unknown"),
    "an unknown seat": (at(T, "present", 0, "seat", value="x"), "json.unknown"),
    "a seat on an anonymous vote": (lambda g: at(T, "vote", 0, "seat", value=g[T]["seat"][0]["id"])(g), "json.seat_shown"),
    "a vote of an open round": (lambda g: at(T, "vote", 0, "ballot", value=g[T]["ballot"][-1]["id"])(g), "json.vote_open"),
    "a rule of the table": (at(T, "parked", 0, "kind", value="lost"), "json.rule"),
    "a level where none may be": (at(T, "record", 0, "basis", value="parked"), "json.rule"),
    "a long text": (at(T, "note", 0, "text", value="x" * 20_001), "json.text"),
    "half a character": (at(T, "note", 0, "text", value="\ud800"), "json.text"),
    "a changed log": (at(T, "log", 1, "operation", value="nothing"), "json.log"),
    "a lost log entry": (without(T, "log", 3), "json.log"),
    "an attachment too few": (at("attachments", value={}), "json.attachments"),
    "an attachment that is no Base64": (lambda g: at("attachments", next(iter(g["attachments"])), value="!")(g), "json.attachment"),
    "an attachment that is no text": (lambda g: at("attachments", next(iter(g["attachments"])), value=1)(g), "json.attachment"),
    "other bytes": (lambda g: at("attachments", next(iter(g["attachments"])), value="AAAA")(g), "json.attachment"),
    "a cycle of predecessors": (
        replaced("pack.toml", 'recommendation = "R1"\ntypes = ["city"]\nquarters = [1, 2, 4]\npredecessors = []',
                 'recommendation = "R1"\ntypes = ["city"]\nquarters = [1, 2, 4]\npredecessors = ["M3"]'), "pack.cycle"),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_file_is_refused_by_name_and_nothing_is_written(given: str, tmp_path: Path, name: str) -> None:
    change, code = WRONG[name]
    broken = json.loads(given)
    change(broken)
    with pytest.raises(ContentError) as caught:
        interchange.load(json.dumps(broken), tmp_path / "b.workshop")
    # a measure that waits for itself in a circle lacks its words of why first: either is said
    assert caught.value.code == code or (code == "pack.cycle" and caught.value.code.startswith("pack."))
    assert list(tmp_path.glob("*.workshop*")) == []
    assert sentence(load_words("zh_CN"), caught.value).endswith("。")


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('"horizon": 12', '"horizon": NaN', "json.number"),
        ('"horizon": 12', '"horizon": -Infinity', "json.number"),
        ('"pain_weight": 0.05', '"pain_weight": 1e999', "json.number"),
        ('"horizon": 12', '"horizon": 99999999999999999999', "json.number"),
        ('"horizon": 12', '"horizon": ' + "9" * 5_000, "json.number"),
        ('"horizon": 12', '"horizon": 12, "horizon": 8', "json.duplicate"),
        ('"horizon": 12', '"horizon": 12,,', "json.syntax"),
        ('"attachments"', '"attachments": ' + "[" * 40 + "]" * 40 + ', "x"', "json.depth"),
        ('"attachments"', '"attachments": ' + "[" * 100_000 + "]" * 100_000 + ', "x"', "json.depth"),
        ('"format"', "\ufeff", "json.syntax"),
    ],
)
def test_a_text_that_is_no_sound_json_is_refused(given: str, tmp_path: Path, old: str, new: str, code: str) -> None:
    assert old in given
    with pytest.raises(ContentError) as caught:
        interchange.load(given.replace(old, new, 1), tmp_path / "b.workshop")
    assert caught.value.code == code
    assert list(tmp_path.glob("*.workshop*")) == []


@pytest.mark.parametrize("text", ["", "null", "[]", "3", '"x"', "{}"])
def test_what_is_no_engagement_is_foreign(text: str) -> None:
    with pytest.raises(ContentError) as caught:
        interchange.read(text)
    assert caught.value.code in ("json.foreign", "json.syntax")


def test_a_huge_text_is_not_even_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(interchange, "SIZE_LIMIT", 1024 * 1024)
    with pytest.raises(ContentError) as caught:
        interchange.read(" " * (1024 * 1024 + 1))
    assert caught.value.facts == {"limit": 1}


def test_whole_numbers_stand_for_floats(given: str, tmp_path: Path) -> None:
    whole = json.loads(given)
    whole["tables"]["capacity"][0]["people"] = 7
    store = interchange.load(json.dumps(whole), tmp_path / "b.workshop")
    assert store.state().capacities[0][0] == 7.0
    store.close()


# -- schema and page --------------------------------------------------------------------------------------------------------------


def test_the_committed_schema_is_the_generated_one() -> None:
    assert asset_path("schema", "engagement.schema.json").read_text(encoding="utf-8") == schema_text()


def test_the_schema_takes_what_is_written_and_no_more(given: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    jsonschema.validate(json.loads(given), schema())
    for name in ("a vote of 6", "a column too many", "a table too few", "another version"):
        broken = json.loads(given)
        WRONG[name][0](broken)
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(broken, schema())


def test_the_page_names_every_table_and_column() -> None:
    page = (ROOT / "docs" / "interchange.md").read_text(encoding="utf-8")
    for name, kind in TABLES.items():
        columns = ", ".join(f"`{field.name}`" for field in fields(kind))
        assert f"### `{name}`" in page
        assert f"Columns: {columns}." in page


def test_a_file_of_the_first_form_comes_in_with_its_facts(tmp_path: Path) -> None:
    text = (ROOT / "tests" / "fixtures" / "exchange-1.json").read_text(encoding="utf-8")
    store = interchange.load(text, tmp_path / "old.workshop")
    state = store.state()
    assert state.engagement.bank == "旧版农商银行"
    assert [(row.subject, row.level) for row in state.records] == [("1.1", 3)]
    assert [row.text for row in state.notes] == ["留给后来的版本"]
    store.verify()
    again = json.loads(interchange.dumps(store))
    store.close()
    assert again["version"] == interchange.VERSION
    interchange.load(json.dumps(again), tmp_path / "again.workshop").close()


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda found: found["tables"]["seat"][0].pop("role"), "json.key"),
        (lambda found: found["tables"]["seat"][0].update(later=1), "json.key"),
        (lambda found: found["tables"].update(baseline=[]), "json.key"),
        (lambda found: found["tables"]["seat"][0].update(number="eins"), "json.rule"),
        (lambda found: found["tables"]["seat"][0].update(senior=True), "json.rule"),
        (lambda found: found["tables"].update(seat={}), "json.type"),
        (lambda found: found["tables"]["vote"][0].update(ballot="nowhere"), "json.unknown"),
    ],
)
def test_the_first_form_is_read_as_strictly(tmp_path: Path, spoil: Callable[[Given], object], code: str) -> None:
    found = json.loads((ROOT / "tests" / "fixtures" / "exchange-1.json").read_text(encoding="utf-8"))
    spoil(found)
    with pytest.raises(ContentError) as refused:
        interchange.load(json.dumps(found), tmp_path / "old.workshop")
    assert refused.value.code == code
    assert not (tmp_path / "old.workshop").exists()
