"""Many engagements: read whatever they are, told apart, and a library of peers that gives nobody away."""

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from workshop.model import tables_portfolio as tables
from workshop.model.errors import ContentError, EnvironmentTrouble, Refused
from workshop.model.portfolio import (
    AT_LEAST,
    Band,
    Entry,
    Left,
    Portfolio,
    bands,
    files_of,
    load_peers,
    read_all,
    read_one,
    reading,
    save_peers,
)
from workshop.model.store import Store

from ..portfolio_entries import engagement_file, entry

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Files of every kind a folder of a consultant's years may hold."""
    made = tmp_path_factory.mktemp("banks")
    engagement_file(made / "a.workshop", "甲银行", 2, 3, region="西部")
    engagement_file(made / "b.workshop", "乙银行", 4, 4, bank_size="large", peer_consent="行长办公会 2026-03-01")
    engagement_file(made / "locked.workshop", "丙银行", 1, passphrase="六个 安静 的 词")
    engagement_file(made / "rehearsal.workshop", "丁银行", 1, rehearsal=1)
    (made / "old").mkdir()
    shutil.copy(made / "a.workshop", made / "old" / "a copy.workshop")
    store = Store.open(made / "a.workshop")
    store.settle("indicator", list(store.pack.indicators)[2], 1, "leadership", rationale="会上确认")
    store.close()
    shutil.copy(ROOT / "tests" / "fixtures" / "schema-1.workshop", made / "schema 1.workshop")
    whole = (made / "b.workshop").read_bytes()
    (made / "cut.workshop").write_bytes(whole[: len(whole) // 2])
    (made / "empty.workshop").write_bytes(b"")
    (made / "text.workshop").write_text("no engagement at all")
    newer = made / "newer.workshop"
    shutil.copy(made / "b.workshop", newer)
    with newer.open("r+b") as file:  # the version of the schema stands in the header
        file.seek(60)
        file.write((999).to_bytes(4, "big"))
    return made


def by_name(portfolio: Portfolio) -> dict[str, str]:
    return {left.path.name: left.code for left in portfolio.left}


def test_what_cannot_be_compared_is_listed_and_stops_nobody(folder: Path) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*.workshop")}
    portfolio = read_all(files_of([folder, folder / "gone.workshop"]))
    assert {entry.bank for entry in portfolio.entries} >= {"甲银行", "乙银行"}
    codes = by_name(portfolio)
    assert codes["locked.workshop"] == "file.locked_or_damaged"
    assert codes["newer.workshop"] == "file.newer"
    assert codes["rehearsal.workshop"] == "portfolio.rehearsal"
    assert codes["a copy.workshop"] == "portfolio.copy"
    assert codes["gone.workshop"] == "file.missing"
    assert {"cut.workshop", "empty.workshop", "text.workshop"} <= set(codes)
    assert {path: path.read_bytes() for path in folder.rglob("*.workshop")} == before, "reading changes no file, an older one neither"


def test_an_entry_says_what_the_engagement_says(folder: Path) -> None:
    found = read_one(folder / "b.workshop")
    assert isinstance(found, Entry)
    assert (found.bank, found.bank_size, found.consent, found.rehearsal) == ("乙银行", "large", True, False)
    assert [rating.level for rating in found.ratings[:3]] == [4, 4, None]
    assert found.overall == 80 and not found.complete
    agreed = read_one(folder / "a.workshop")
    assert isinstance(agreed, Entry) and not agreed.consent, "nobody has agreed until somebody does"


def test_processes_read_the_same_as_one(folder: Path) -> None:
    paths = files_of([folder])
    many = [Path(shutil.copy(folder / "b.workshop", folder.parent / f"{number}.workshop")) for number in range(reading.ALONE)]
    told: list[tuple[int, int]] = []
    beside = read_all([*paths, *many], lambda done, total: not told.append((done, total)), workers=2)  # type: ignore[func-returns-value]
    alone = read_all([*paths, *many], workers=1)
    assert beside == alone
    assert told[-1] == (len(paths) + len(many),) * 2
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_it_can_be_stopped(folder: Path) -> None:
    portfolio = read_all(
        [folder / "a.workshop"] * 1 + [folder / f"none {number}" for number in range(reading.PART * 3)], lambda *_: False, 1
    )
    assert portfolio.stopped
    assert len(portfolio.left) < reading.PART * 3


def test_a_file_that_breaks_the_reader_is_one_line(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> Any:
        raise ZeroDivisionError

    monkeypatch.setattr(reading.assessment, "score", broken)
    assert read_one(folder / "a.workshop") == Left(
        folder / "a.workshop", "portfolio.unreadable", (("path", str(folder / "a.workshop")), ("detail", "ZeroDivisionError"))
    )


# -- tables --------------------------------------------------------------------------------------------------------------------

BANKS = Portfolio((
    entry("甲", 1, 2, bank_type="city"), entry("乙", 3, 4, bank_type="city", region="东部"), entry("丙", 5, None, bank_type="rural"),
    entry("甲", 3, 3, held_on="2027-03-14", bank_type="city"), entry("丁", None, None, bank_type="rural"),
))  # fmt: skip


def test_groups_count_each_bank_by_its_last_engagement() -> None:
    found = tables.records(tables.groups(BANKS, "bank_type"))
    assert found[0] == {"bank_type": "city", "banks": 2, "worst": 60, "worst_bank": "甲", "median": 65, "best": 70, "best_bank": "乙"}
    assert [row["bank_type"] for row in found] == ["city", "rural"]
    assert found[1]["banks"] == 1, "nothing rated, nothing compared"
    years = tables.records(tables.groups(BANKS, "year"))
    assert [(row["year"], row["banks"], row["worst_bank"]) for row in years] == [(2026, 3, "甲"), (2027, 1, "甲")]


def test_commonly_missed_is_below_the_target_or_low_without_one() -> None:
    portfolio = Portfolio((entry("a", 2, 3), entry("b", 3, 3, target=4), entry("c", 4, 4), entry("d", None, 5)))
    found = {row["indicator"]: row for row in tables.records(tables.missed(portfolio))}
    assert (found["i1"]["banks"], found["i1"]["missed"]) == (3, 2)
    assert (found["i2"]["banks"], found["i2"]["missed"], found["i2"]["share"]) == (4, 1, 0.25)
    assert list(found) == ["i1", "i2"], "the most missed first"


def test_a_bank_over_the_years() -> None:
    assert tables.repeated(BANKS) == ["甲"]
    assert [row["overall"] for row in tables.records(tables.trend(BANKS, "甲"))] == [30, 60]


def test_nothing_makes_empty_tables() -> None:
    empty = Portfolio()
    assert len(tables.rows(empty)) == 0
    assert tables.records(tables.missed(empty)) == []
    assert [len(tables.groups(empty, by)) for by in tables.GROUPS] == [0, 0, 0, 0]
    assert len(tables.trend(empty, "甲")) == 0


# -- Parquet -------------------------------------------------------------------------------------------------------------------


def test_parquet_holds_one_row_per_engagement_and_indicator(tmp_path: Path) -> None:
    import duckdb

    out = tmp_path / "我的 '库'.parquet"
    assert tables.write_parquet(BANKS, out) == 10
    with duckdb.connect() as base:
        kinds = base.execute("DESCRIBE SELECT * FROM read_parquet(?)", [str(out)]).fetchall()
        assert {name: kind for name, kind, *_ in kinds} == tables.COLUMNS
        found = base.execute("SELECT bank, held_on, indicator, level, latest FROM read_parquet(?)", [str(out)]).fetchall()
    assert len(found) == 10
    assert [row[3] for row in found if row[0] == "丙"] == [5, None]
    assert {row[4] for row in found if row[0] == "甲" and row[1].year == 2026} == {False}
    assert [path.name for path in tmp_path.iterdir()] == [out.name]
    tables.write_parquet(BANKS, tmp_path / "again.parquet")
    assert (tmp_path / "again.parquet").read_bytes() == out.read_bytes(), "the same engagements, the same bytes"


def test_parquet_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentTrouble):
        tables.write_parquet(BANKS, tmp_path / "none" / "a.parquet")
    assert list(tmp_path.iterdir()) == []


def test_without_the_optional_part_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "duckdb", None)
    assert not tables.can_write_parquet()
    with pytest.raises(Refused) as refused:
        tables.write_parquet(BANKS, tmp_path / "a.parquet")
    assert refused.value.code == "parquet.absent"


def test_the_documented_schema_is_the_written_one_and_its_example_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import duckdb

    page = (ROOT / "docs" / "portfolio.md").read_text(encoding="utf-8")
    told = {line.split("|")[1].strip(" `"): line.split("|")[2].strip() for line in page.splitlines() if line.startswith("| `")}
    assert {name: told[name] for name in tables.COLUMNS} == tables.COLUMNS
    tables.write_parquet(BANKS, tmp_path / "portfolio.parquet")
    monkeypatch.chdir(tmp_path)
    queries = page.partition("```sql\n")[2].partition("```")[0].split(";")
    with duckdb.connect() as base:
        results = [base.execute(query).fetchall() for query in queries if query.strip()]
    assert results[0] == [("city", 2, 65.0), ("rural", 1, 100.0)]
    assert len(results) == 3 and all(results)


# -- peers ---------------------------------------------------------------------------------------------------------------------


def five(*more: Entry) -> Portfolio:
    return Portfolio((*(entry(f"银行{number}", level) for number, level in enumerate((1, 2, 3, 4, 5))), *more))


def test_a_band_needs_five_banks_that_agreed() -> None:
    peers = bands(five())
    assert peers.band("p", "1", "city", "i1") == (Band(5, 2, 3, 4), True)
    assert peers.band("p", "1", "rural", "i1") == (Band(5, 2, 3, 4), False), "another type sees all banks together"
    assert peers.band("p", "2", "city", "i1") is None, "levels of another content pack are another scale"
    shy = replace(five(), entries=tuple(replace(one, consent=one.bank != "银行3") for one in five().entries))
    assert bands(shy).bands == {}
    again = five(entry("银行3", 1, held_on="2027-01-01"), entry("银行3", 1, held_on="2028-01-01"))
    found = bands(again).band("p", "1", "city", "i1")
    assert found and found[0] == Band(5, 1, 2, 3), "a bank counts once, by its last engagement"
    assert bands(Portfolio((entry("一", 3, consent=False),))).bands is None


def test_a_type_with_fewer_than_five_has_no_band_of_its_own() -> None:
    peers = bands(five(*(entry(f"村{number}", 5, bank_type="village") for number in range(AT_LEAST - 1))))
    found = peers.band("p", "1", "village", "i1")
    assert found and found[1] is False and found[0].banks == 9
    assert set(peers.bands or {}) == {"", "city"}


@given(st.lists(st.integers(1, 5), min_size=AT_LEAST, max_size=40))
def test_a_band_lies_in_order_and_within_what_was_rated(levels: list[int]) -> None:
    found = bands(Portfolio(tuple(entry(f"b{number}", level) for number, level in enumerate(levels)))).band("p", "1", "city", "i1")
    assert found is not None
    band = found[0]
    assert min(levels) <= band.lower <= band.median <= band.upper <= max(levels)
    assert sum(level <= band.median for level in levels) * 2 >= len(levels)


def test_the_library_gives_nobody_away_and_survives_the_file(tmp_path: Path) -> None:
    path = tmp_path / "同业" / "peers.json"
    peers = bands(five())
    save_peers(peers, path)
    text = path.read_text(encoding="utf-8")
    for secret in ("银行", "西部", "2026", "/banks", "levels"):
        assert secret not in text
    assert load_peers(path) == peers
    assert [one.name for one in path.parent.iterdir()] == ["peers.json"]
    assert load_peers(tmp_path / "none.json").bands is None


@pytest.mark.parametrize("change", [
    lambda d: d.update(format="x"), lambda d: d.update(version=2), lambda d: d.pop("pack"), lambda d: d.update(bands=[1]),
    lambda d: d["bands"][""]["i1"].update(banks=4), lambda d: d["bands"][""]["i1"].update(lower=5),
    lambda d: d["bands"][""]["i1"].update(median=True),
    lambda d: d["bands"][""]["i1"].update(upper=6),
])  # fmt: skip
def test_a_library_that_was_tampered_with_is_refused(tmp_path: Path, change: Any) -> None:
    path = tmp_path / "peers.json"
    save_peers(bands(five()), path)
    document = json.loads(path.read_text(encoding="utf-8"))
    change(document)
    path.write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(ContentError):
        load_peers(path)


def test_what_is_no_library_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "peers.json"
    for text in ("", "[", "[" * 100_000, "3", '{"format": 1}'):
        path.write_text(text)
        with pytest.raises(ContentError):
            load_peers(path)
    with pytest.raises(EnvironmentTrouble):
        save_peers(bands(five()), path / "below a file.json")
    monkeypatch.setattr(os, "replace", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(EnvironmentTrouble):
        save_peers(bands(five()), tmp_path / "full.json")
    assert [one.name for one in tmp_path.iterdir()] == ["peers.json"]
