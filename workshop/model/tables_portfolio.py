"""Many engagements as frames: one row per engagement and indicator, groups, what is commonly missed, a bank over the years; Parquet."""

from pathlib import Path
from typing import Any

import pandas as pd

from .content import Pack
from .errors import EnvironmentTrouble, Refused
from .portfolio import Entry, Portfolio
from .store import Store

# column → type in Parquet; docs/portfolio.md says what each holds, and a test compares
COLUMNS = {
    "engagement": "VARCHAR", "bank": "VARCHAR", "bank_type": "VARCHAR", "bank_size": "VARCHAR", "region": "VARCHAR", "held_on": "DATE",
    "year": "INTEGER", "pack": "VARCHAR", "pack_version": "VARCHAR", "overall": "DOUBLE", "grade": "INTEGER", "complete": "BOOLEAN",
    "latest": "BOOLEAN", "dimension": "VARCHAR", "dimension_score": "DOUBLE", "indicator": "VARCHAR", "level": "INTEGER",
    "basis": "VARCHAR", "target": "INTEGER", "light": "VARCHAR", "votes": "INTEGER", "agreement": "DOUBLE",
}  # fmt: skip
GROUPS = ("bank_type", "bank_size", "region", "year")
LOW = 2  # without a target, a level up to here counts as missed


def rows(portfolio: Portfolio) -> pd.DataFrame:
    """One row per engagement × indicator."""
    latest = {entry.id for entry in portfolio.latest()}
    cells = [_cells(entry, entry.id in latest, index) for entry in portfolio.entries for index in range(len(entry.ratings))]
    frame = pd.DataFrame(cells, columns=list(COLUMNS))
    for name in ("grade", "level", "target"):
        frame[name] = frame[name].astype("Int64")
    return frame


def _cells(entry: Entry, latest: bool, index: int) -> tuple[Any, ...]:
    rating = entry.ratings[index]
    return (
        entry.id, entry.bank, entry.bank_type, entry.bank_size, entry.region, entry.held_on, int(entry.held_on[:4]), entry.pack,
        entry.pack_version, entry.overall, entry.grade, entry.complete, latest, rating.dimension, dict(entry.dimensions)[rating.dimension],
        rating.indicator, rating.level, rating.basis, rating.target, rating.light, rating.votes, rating.agreement,
    )  # fmt: skip


def engagements(portfolio: Portfolio) -> pd.DataFrame:
    """One row per engagement; a column per dimension, `score.<id>`."""
    latest = {entry.id for entry in portfolio.latest()}
    return pd.DataFrame([
        {
            "bank": entry.bank, "bank_type": entry.bank_type, "bank_size": entry.bank_size, "region": entry.region,
            "year": int(entry.held_on[:4]), "held_on": entry.held_on, "overall": entry.overall, "grade": entry.grade,
            "complete": entry.complete, "latest": entry.id in latest, "pack": f"{entry.pack} {entry.pack_version}",
            **{f"score.{name}": score for name, score in entry.dimensions},
        }
        for entry in portfolio.entries
    ])  # fmt: skip


def groups(portfolio: Portfolio, by: str) -> pd.DataFrame:
    """Per value of `by` (one of GROUPS): banks, worst, median and best overall score and whose; each bank by its last engagement.

    By year every engagement counts, a bank once a year.
    """
    frame = engagements(portfolio)
    columns = [by, "banks", "worst", "worst_bank", "median", "best", "best_bank"]
    if frame.empty:
        return pd.DataFrame(columns=columns)
    frame = frame.sort_values("held_on").drop_duplicates(["bank", "year"], keep="last") if by == "year" else frame[frame["latest"]]
    found = []
    for value, of in frame.dropna(subset=["overall"]).groupby(by, sort=True):
        ranked = of.sort_values("overall", kind="stable")
        scores, banks = list(ranked["overall"]), list(ranked["bank"])
        found.append((value, len(of), scores[0], banks[0], float(ranked["overall"].median()), scores[-1], banks[-1]))
    return pd.DataFrame(found, columns=columns)


def missed(portfolio: Portfolio) -> pd.DataFrame:
    """Per indicator: banks that rated it, how many miss it (below its target; without one, at level 2 or lower), and the median level."""
    frame = rows(portfolio)
    frame = frame[frame["latest"] & frame["level"].notna()]
    below = (frame["level"] < frame["target"]).where(frame["target"].notna(), frame["level"] <= LOW).astype(bool)
    found = frame.assign(missed=below).groupby(["dimension", "indicator"], sort=False)
    result = found.agg(banks=("level", "size"), missed=("missed", "sum"), median=("level", "median")).reset_index()
    result["share"] = result["missed"] / result["banks"]
    return result.sort_values(["share", "missed"], ascending=False, kind="stable").reset_index(drop=True)


def trend(portfolio: Portfolio, bank: str) -> pd.DataFrame:
    """One bank's engagements by date."""
    frame = engagements(portfolio)
    return frame[frame["bank"] == bank].sort_values("held_on").reset_index(drop=True) if len(frame) else frame


def repeated(portfolio: Portfolio) -> list[str]:
    """Banks with more than one engagement."""
    names = [entry.bank for entry in portfolio.entries]
    return [name for name in dict.fromkeys(names) if names.count(name) > 1]


def overview(portfolio: Portfolio) -> dict[str, list[dict[str, Any]]]:
    """Everything a window shows, as plain values: groups by each of GROUPS, `missed`, `trend` of the banks with several engagements."""
    found = {by: records(groups(portfolio, by)) for by in GROUPS}
    trends = [row for bank in repeated(portfolio) for row in records(trend(portfolio, bank))]
    return {**found, "missed": records(missed(portfolio)), "trend": trends}


def pack_of(portfolio: Portfolio, language: str) -> Pack | None:
    """The content pack of the first engagement, in this language if it speaks it, for the names of ids."""
    if not portfolio.entries:
        return None
    store = Store.open(portfolio.entries[0].path, reading=True)
    try:
        if language in store.pack.languages:
            store.speak(language)
        return store.pack
    finally:
        store.close()


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Plain values, None for what is missing: for JSON and for tables on screen."""
    plain = frame.astype(object).where(frame.notna(), None)
    return [{str(key): _plain(value) for key, value in row.items()} for row in plain.to_dict("records")]


def _plain(value: Any) -> Any:
    return value.item() if hasattr(value, "item") else value


def can_write_parquet() -> bool:
    """Whether the optional part `portfolio` is installed."""
    try:
        import duckdb  # noqa: F401
    except ImportError:
        return False
    return True


def write_parquet(portfolio: Portfolio, path: Path) -> int:
    """One row per engagement × indicator in the order and types of COLUMNS, sorted; returns how many. Whole or not at all."""
    try:
        import duckdb
    except ImportError as error:
        raise Refused("parquet.absent") from error
    frame = rows(portfolio)
    made = path.with_name(f".{path.name}.part")
    selected = ", ".join(f"CAST({name} AS {kind}) AS {name}" for name, kind in COLUMNS.items())
    try:
        with duckdb.connect(":memory:", config={"threads": 1}) as base:
            base.register("read", frame)
            target = str(made).replace("'", "''")
            order = "bank, held_on, engagement, dimension, indicator"
            base.execute(f"COPY (SELECT {selected} FROM read ORDER BY {order}) TO '{target}' (FORMAT parquet, COMPRESSION zstd)")
        made.replace(path)
    except (OSError, duckdb.IOException) as error:
        raise EnvironmentTrouble("file.trouble", path=str(path), detail=getattr(error, "strerror", None) or "duckdb") from error
    finally:
        made.unlink(missing_ok=True)
    return len(frame)
