"""What each table of a pack must hold, as data: the checks in `check.py` read these tables and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Field:
    """One key: its type, whether it may be left out, its range or length, what its ids refer to."""

    kind: str  # text | int | number | bool | texts | ids | lines | quarters | kpis | reasons
    optional: bool = False
    low: float = 0
    high: float = 1_000_000
    refers: str = ""  # table whose ids the value names
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Kind:
    """One kind of item: its keys in pack.toml, its keys in the texts, which of its texts are counted in pack.toml."""

    fields: Mapping[str, Field]
    words: Mapping[str, Field]
    counts: Mapping[str, str] = field(default_factory=dict)  # key of the texts → key of pack.toml
    sourced: bool = True


def _text(high: int, low: int = 1) -> Field:
    return Field("text", low=low, high=high)


def _texts(low: int, high: int) -> Field:
    return Field("texts", low=low, high=high)


def _ids(table: str, low: int = 0) -> Field:
    return Field("ids", optional=low == 0, low=low, high=400, refers=table)


def _count(low: int, high: int) -> Field:
    return Field("int", low=low, high=high)


def _id(table: str) -> Field:
    return Field("id", refers=table)


KINDS: Mapping[str, Kind] = {
    "bank_type": Kind({}, {"name": _text(40)}, sourced=False),
    "level": Kind({}, {"name": _text(30)}, sourced=False),
    "dimension": Kind(
        {"weight": Field("int", low=1, high=10_000)}, {"name": _text(60), "short": _text(20), "question": _text(120), "script": _text(400)}
    ),
    "descriptor": Kind({"criteria": _count(2, 4)}, {"headline": _text(40), "criteria": _texts(2, 4)}, {"criteria": "criteria"}),
    "indicator": Kind(
        {"dimension": _id("dimension"), "evidence": _count(2, 3), "probes": _count(1, 2)},
        {
            "name": _text(90), "short": _text(40), "question": _text(140), "script": _text(400), "evidence": _texts(2, 3),
            "probes": _texts(1, 2),
        },
        {"evidence": "evidence", "probes": "probes"},
    ),
    "anchor": Kind({}, {"text": _text(200)}),
    "area": Kind({"dimension": _id("dimension")}, {"name": _text(40)}),
    "pain": Kind(
        {
            "dimension": _id("dimension"), "area": Field("id", optional=True, refers="area"), "types": _ids("bank_type", 1),
            "indicators": _ids("indicator"),
        },
        {"title": _text(120), "detail": _text(500), "severity": _text(300)},
    ),
    "case": Kind(
        {
            "kind": Field("text", choices=("card", "pointer")), "dimensions": _ids("dimension", 1), "types": _ids("bank_type"),
            "year": Field("int", low=1990, high=2100), "figure": Field("text", optional=True, high=20),
            "interest": Field("bool", optional=True),
        },
        {
            "bank": _text(80), "title": _text(160), "did": _text(600, 0), "result": _text(600, 0), "figure": _text(60, 0),
            "caption": _text(160, 0), "question": _text(200, 0),
        },
    ),
    "fact": Kind(
        {
            "dimension": _id("dimension"), "indicators": _ids("indicator"), "share": Field("int", optional=True, low=0, high=100),
            "relation": Field("text", choices=("eq", "over", "under", "most")),
        },
        {"statement": _text(300), "question": _text(200)},
    ),
    "market": Kind({}, {"value": _text(60), "text": _text(300)}),
    "recommendation": Kind({"dimensions": _ids("dimension", 1)}, {"name": _text(80), "gist": _text(400)}),
    "measure": Kind(
        {
            "recommendation": _id("recommendation"), "types": _ids("bank_type"), "quarters": Field("quarters", low=1, high=16),
            "predecessors": _ids("measure"), "pains": _ids("pain"), "cases": _ids("case"), "actions": _count(4, 8), "drivers": _count(1, 6),
            "kpis": _count(2, 4), "first90": _count(3, 6), "risks": _count(2, 3),
        },
        {
            "name": _text(80), "short": _text(50), "goal": _text(300), "actions": _texts(4, 8), "drivers": _texts(1, 6), "kpis": Field("kpis"),
            "first30": _text(200), "first90": _texts(3, 6), "risks": _texts(2, 3), "because": Field("reasons", optional=True),
        },
        {"actions": "actions", "drivers": "drivers", "kpis": "kpis", "first90": "first90", "risks": "risks"},
    ),
    "relevance": Kind({"value": _count(1, 3)}, {"reason": _text(200)}),
    "enabling": Kind({"measures": _ids("measure", 1)}, {"text": _text(300)}),
    "regulation": Kind(
        {"date": _text(20), "indicators": _ids("indicator"), "measures": _ids("measure")},
        {"title": _text(160), "issuer": _text(160), "note": _text(400)},
    ),
}  # fmt: skip

SINGLE: Mapping[str, Kind] = {
    "pack": Kind(
        {
            "id": _text(80), "format": Field("int", low=1, high=1), "version": _text(40), "languages": Field("texts", low=1, high=20),
            "report_lines": Field("int", low=1, high=1_000_000),
        },
        {"title": _text(120), "source": _text(400), "interest": _text(400), "rule": _text(300), "anchors": _text(300)},
        sourced=False,
    ),
    "practice": Kind({}, {"name": _text(60), "question": _text(160), "levels": _texts(5, 5)}, sourced=False),
}  # fmt: skip

PRESET: Mapping[str, Field] = {
    "people": Field("number", low=0.1, high=500),
    "quarters": Field("int", low=1, high=16),
    "share": Field("int", low=1, high=100),
    "low": Field("number", low=0, high=100_000),
    "high": Field("number", low=0, high=100_000),
    "budget": Field("number", low=0, high=10_000_000),
}
KPI: Mapping[str, Field] = {
    "name": _text(80), "unit": _text(30), "how": _text(240), "direction": Field("text", choices=("up", "down")),
}  # fmt: skip
SOURCE: Mapping[str, Field] = {
    "origin": Field("text", choices=("report", "workshop", "regulation")),
    "lines": Field("lines", optional=True),
}
BANK_SIZES = ("small", "medium", "large")
SIZES = ("S", "M", "L", "XL")
Table = Mapping[str, Any]
