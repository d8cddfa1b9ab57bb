"""Exports: whole files or none, in both languages, with nothing a spreadsheet could take for a formula."""

import csv
import os
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.demo_file import demo_store
from tests.model.packs import pack_files
from tests.model.store.conftest import Ticking, profile, voted
from workshop import exports
from workshop.exports import EXPORTS
from workshop.exports.tabular import worded
from workshop.exports.words import HEADERS, OWN_HEADERS, SETTINGS, TITLES
from workshop.model import interchange
from workshop.model.errors import EnvironmentTrouble
from workshop.model.road_tables import COLUMNS as ROAD
from workshop.model.road_tables import wanted
from workshop.model.rows import Ballot, Engagement
from workshop.model.store import Store
from workshop.words import load_words

NAUGHTY = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "=cmd|' /C calc'!A0",
    "http://example.org",
    "mailto:a@b.c",
    "007",
    "<b>&amp;",
    "😀",
)
CODE = re.compile(r"^[a-z]+(_[a-z]+)*$")
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = demo_store(tmp_path_factory.mktemp("exports"))
    yield store
    store.close()


@pytest.fixture
def naughty(tmp_path: Path) -> Iterator[Store]:
    """A small named engagement full of texts that want to be something else."""
    store = Store.create(tmp_path / "n.workshop", pack_files(), profile(vote_mode="named"), clock=Ticking())
    for text in NAUGHTY:
        store.add_seat(text, "组")
        store.park("topic", "", text, text, text)
        store.add_kpi("M1", text, text, text, text, text, text)
    voted(store, (3,) * len(NAUGHTY))
    store.settle("indicator", "1.1", 3, "majority", rationale=NAUGHTY[0], dissents=[("组", 4, NAUGHTY[1], NAUGHTY[2], True)])
    store.settle("indicator", "2.1", None, "not_applicable")
    store.set_measure("M1", release=1, deadline=5)
    fill_road(store)
    yield store
    store.close()


def fill_road(store: Store) -> None:
    """Something in every table of the roadmap."""
    store.add_action("M1", NAUGHTY[0])
    action = store.state().actions[-1].id
    store.set_action_plan(action, people=2.0, quarters=1, share=50, release=0, deadline=3)
    store.set_staffing("M1", tech=70, outside=1.0)
    store.add_money(action, 2027, 12.5, "capital", "budgeted")
    store.set_year_budget(2027, 100.0)
    store.set_link("M2", "M1", 1)
    store.add_order_note(NAUGHTY[1], "M2")
    store.open_ballot("order", "points")
    ballot = next(row for row in store.rows(Ballot) if row.kind == "order")
    for seat in store.due_seats():
        store.cast_order(ballot.id, seat.id, dict(zip(store.ranked_measures(), (60, 40), strict=False)))
    store.reveal(ballot.id)


def read_csv(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


# -- words --------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_every_table_column_and_code_has_words(store: Store, naughty: Store, language: str) -> None:
    for one in (store, naughty):
        for table in worded(one, load_words(language)):
            assert len(set(table.headers)) == len(table.headers), table.key
            codes = {
                (table.key, column, value)
                for row in table.rows
                for column, value in zip(table.columns, row, strict=True)
                if isinstance(value, str) and CODE.match(value) and column not in ("id", "subject", "value")
            }
            assert codes == set()


def test_no_header_is_kept_for_nothing(store: Store, naughty: Store) -> None:
    tables = [table for one in (store, naughty) for table in worded(one, load_words("zh_CN"))]
    used = {(table.key, column) for table in tables for column in table.columns}
    assert set(TITLES) == {key for key, _ in used}
    assert set(OWN_HEADERS) <= used
    assert set(HEADERS) == {column for key, column in used if not column.startswith("need.") and (key, column) not in OWN_HEADERS}
    assert set(SETTINGS) == set(Engagement.__struct_fields__) | {"pack", "pack_version", "seats", "log"}


def test_quarters_flags_and_levels_are_told_as_people_say_them(store: Store) -> None:
    tables = {table.key: table for table in worded(store, load_words("zh_CN"))}
    schedule = tables["schedule"]
    first = dict(zip(schedule.columns, schedule.rows[0], strict=True))
    assert (first["id"], first["start"], first["finish"], first["pinned"]) == ("M1", "26Q2", "26Q3", "否")
    settings = dict(tables["settings"].rows)
    assert settings["记名方式"] == "不记名"
    assert settings["银行类型"] == "城商行"


# -- files --------------------------------------------------------------------------------------------------------------------------


def test_json_is_the_exchange_form(store: Store, tmp_path: Path) -> None:
    assert EXPORTS["json"].write(store, load_words("en"), tmp_path / "a.json") == ()
    assert (tmp_path / "a.json").read_text(encoding="utf-8") == interchange.dumps(store)


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_a_folder_has_a_file_per_table(store: Store, tmp_path: Path, language: str) -> None:
    EXPORTS["csv"].write(store, load_words(language), tmp_path / "t")
    assert {path.stem for path in (tmp_path / "t").iterdir()} == set(TITLES) - {"votes"} - {
        key for key in ROAD if not wanted(key, store.state())
    }
    assert len(read_csv(tmp_path / "t" / "ratings.csv")) == 21
    assert list(tmp_path.iterdir()) == [tmp_path / "t"]


def test_a_folder_that_exists_keeps_what_else_is_in_it(naughty: Store, tmp_path: Path) -> None:
    folder = tmp_path / "t"
    folder.mkdir()
    (folder / "own.txt").write_text("mine")
    (folder / "kpis.csv").write_text("old")
    EXPORTS["csv"].write(naughty, load_words("zh_CN"), folder)
    assert (folder / "own.txt").read_text() == "mine"
    assert len(read_csv(folder / "kpis.csv")) == 1 + len(NAUGHTY)


def test_no_cell_of_a_folder_begins_like_a_formula(naughty: Store, tmp_path: Path) -> None:
    EXPORTS["csv"].write(naughty, load_words("zh_CN"), tmp_path / "t")
    cells = [cell for path in (tmp_path / "t").iterdir() for row in read_csv(path) for cell in row]
    assert not [cell for cell in cells if cell[:1] in ("=", "+", "@", "\t", "\r") or (cell[:1] == "-" and not _is_number(cell))]
    assert {f"'{text}" for text in NAUGHTY[:7]} <= set(cells)


def _is_number(cell: str) -> bool:
    return re.fullmatch(r"-?\d+(\.\d+)?", cell) is not None and cell != "-1"


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_a_workbook_has_a_frozen_filtered_sheet_per_table(store: Store, tmp_path: Path, language: str) -> None:
    words = load_words(language)
    EXPORTS["xlsx"].write(store, words, tmp_path / "a.xlsx")
    with zipfile.ZipFile(tmp_path / "a.xlsx") as book:
        names = [sheet.get("name") for sheet in ElementTree.fromstring(book.read("xl/workbook.xml")).iter(f"{SHEET}sheet")]
        sheets = [ElementTree.fromstring(book.read(f"xl/worksheets/sheet{n}.xml")) for n in range(1, len(names) + 1)]
        tables = [ElementTree.fromstring(book.read(f"xl/tables/table{n}.xml")) for n in range(1, len(names) + 1)]
    assert names == [table.title[:31] for table in worded(store, words)]
    for sheet in sheets:
        assert sheet.find(f".//{SHEET}pane") is not None
        assert sheet.find(f".//{SHEET}cols") is not None
    for table, made in zip(tables, worded(store, words), strict=True):
        assert table.find(f".//{SHEET}autoFilter") is not None
        assert [column.get("name") for column in table.iter(f"{SHEET}tableColumn")] == list(made.headers)
        assert table.get("ref", "").endswith(str(len(made.rows) + 1))


def test_a_workbook_has_no_formula_and_no_link(naughty: Store, tmp_path: Path) -> None:
    EXPORTS["xlsx"].write(naughty, load_words("zh_CN"), tmp_path / "a.xlsx")
    with zipfile.ZipFile(tmp_path / "a.xlsx") as book:
        parts = {name: book.read(name).decode("utf-8") for name in book.namelist()}
        texts = {node.text for node in ElementTree.fromstring(parts["xl/sharedStrings.xml"]).iter(f"{SHEET}t")}
    sheets = "".join(content for name, content in parts.items() if name.startswith("xl/worksheets/"))
    assert "<f>" not in sheets
    assert "hyperlink" not in sheets
    assert set(NAUGHTY) - texts <= {"\t=1", "\r=1"}  # control characters are written in Excel's own escape


def test_the_printed_plan_is_a_pdf(store: Store, tmp_path: Path) -> None:
    assert EXPORTS["pdf"].write(store, load_words("zh_CN"), tmp_path / "a.pdf") == ()
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.no_cover  # each writer is measured where it succeeds
@pytest.mark.parametrize("name", EXPORTS)
def test_what_cannot_be_written_leaves_the_old_file(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    old = tmp_path / f"a{EXPORTS[name].suffix}"
    if EXPORTS[name].suffix:
        old.write_text("old")

    def full(*args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(EnvironmentTrouble):
        EXPORTS[name].write(store, load_words("zh_CN"), old)
    assert [path.name for path in tmp_path.iterdir()] == ([old.name] if EXPORTS[name].suffix else [])
    assert not old.is_file() or old.read_text() == "old"


@pytest.mark.parametrize("name", EXPORTS)
def test_a_folder_that_is_not_there_is_said(naughty: Store, tmp_path: Path, name: str) -> None:
    with pytest.raises(EnvironmentTrouble):
        EXPORTS[name].write(naughty, load_words("zh_CN"), tmp_path / "nowhere" / "a")


def test_a_folder_that_cannot_be_renamed_leaves_nothing(naughty: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object) -> None:
        raise OSError(13, "Permission denied")

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(EnvironmentTrouble, match="Permission"):
        EXPORTS["csv"].write(naughty, load_words("zh_CN"), tmp_path / "t")
    assert [path.name for path in tmp_path.iterdir() if path.suffix not in (".workshop", ".lock")] == []


def test_the_exports_are_known_by_name() -> None:
    suffixes = {
        "pdf": ".pdf", "handouts": ".pdf", "poster": ".pdf", "docx": ".docx", "minutes": ".docx", "tasks": ".docx",
        "pptx": ".pptx", "pdfa": ".pdf", "json": ".json",
        "xlsx": ".xlsx", "csv": "",
    }  # fmt: skip
    assert {name: one.suffix for name, one in EXPORTS.items()} == suffixes
    assert all(one.name == name for name, one in exports.EXPORTS.items())
