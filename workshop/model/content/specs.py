"""What each table of a pack must hold, as data: the checks read these tables, and a new key or kind is a line here."""

from collections.abc import Mapping
from typing import Any, Literal

from msgspec import Struct, field
from msgspec.structs import replace

Table = Mapping[str, Any]
Shape = Literal["text", "month", "integer", "number", "flag", "id", "texts", "ids", "lines", "quarters", "row", "rows", "reasons"]


class Field(Struct, frozen=True):
    """One key: what its value is, whether it may be left out, its range (of a number) or length (of a text or a list)."""

    shape: Shape
    low: float = 0
    high: float = 0
    optional: bool = False
    chinese: int = 0  # characters a text may have in Chinese, where the wall or a card sets a limit; 0: `high` holds
    refers: str = ""  # the table whose ids the value names
    choices: tuple[str, ...] = ()
    row: Mapping[str, "Field"] = field(default_factory=dict)  # keys of a row


class Kind(Struct, frozen=True):
    """One kind of item: its keys in pack.toml, its keys in the texts, and what the two must agree on."""

    fields: Mapping[str, Field]
    words: Mapping[str, Field] | None = None  # None: no words at all
    counts: tuple[str, ...] = ()  # keys that are a number in pack.toml and as many texts in each language
    distinct: tuple[str, ...] = ()  # words no two items may share
    depth: int = 1  # 0: the table is the item; 1: a table per id; 2: a table per pair of keys
    dotted: bool = False  # whether an id may have dots
    needed: bool = False  # at least one


def _text(high: int, chinese: int = 0) -> Field:
    return Field("text", low=1, high=high, chinese=chinese)


def _maybe(high: int) -> Field:
    """A text that may be empty."""
    return Field("text", high=high)


def _texts(low: int, high: int) -> Field:
    return Field("texts", low=low, high=high)


def _integer(low: int, high: int) -> Field:
    return Field("integer", low=low, high=high)


def _amount(low: float, high: float) -> Field:
    return Field("number", low=low, high=high)


def _one_of(*choices: str) -> Field:
    return Field("text", high=40, choices=choices)


def _id(table: str) -> Field:
    return Field("id", refers=table)


def _ids(table: str, low: int = 0) -> Field:
    return Field("ids", low=low, high=200, optional=low == 0, refers=table)


def _optional(wanted: Field) -> Field:
    return replace(wanted, optional=True)


LEVELS = tuple(range(1, 6))
BANK_SIZES = ("small", "medium", "large")
SIZES = ("S", "M", "L", "XL")
WHOLE = 10_000  # basis points

# every item says where it comes from
SOURCE: Mapping[str, Field] = {
    "origin": _one_of("report", "workshop", "regulation"),
    "lines": Field("lines", low=1, high=40, optional=True),
}
_PRESET: Mapping[str, Field] = {
    "people": _amount(0.1, 1_000),
    "quarters": _integer(1, 40),
    "share": _integer(1, 100),
    "low": _amount(0, 100_000),
    "high": _amount(0, 100_000),
    "budget": _amount(0, 10_000_000),
}
_KPI: Mapping[str, Field] = {"name": _text(80), "unit": _text(30), "how": _text(240), "direction": _one_of("up", "down")}

KINDS: Mapping[str, Kind] = {
    "pack": Kind(
        {
            "id": _text(80),
            "format": _integer(1, 1),
            "version": _text(40),
            "languages": _texts(1, 20),
            "report_lines": _integer(1, 1_000_000),
        },
        {"title": _text(120), "source": _text(400), "interest": _text(400), "rule": _text(300), "anchors": _text(300)},
        depth=0,
    ),
    "bank_type": Kind({}, {"name": _text(60)}, distinct=("name",), needed=True),
    "level": Kind({}, {"name": _text(30, chinese=4)}, distinct=("name",)),
    "dimension": Kind(
        {"weight": _integer(1, WHOLE)},
        {"name": _text(60), "short": _text(20, chinese=2), "question": _text(140), "script": _text(500)},
        distinct=("name", "short"),
        needed=True,
    ),
    "descriptor": Kind(
        {"criteria": _integer(2, 4)}, {"headline": _text(60, chinese=14), "criteria": _texts(2, 4)}, counts=("criteria",), dotted=True
    ),
    "indicator": Kind(
        {"dimension": _id("dimension"), "evidence": _integer(2, 3), "probes": _integer(1, 2)},
        {
            "name": _text(90),
            "short": _text(40, chinese=8),
            "question": _text(140, chinese=26),
            "script": _text(500),
            "evidence": _texts(2, 3),
            "probes": _texts(1, 2),
        },
        counts=("evidence", "probes"),
        distinct=("name", "short"),
        dotted=True,
        needed=True,
    ),
    "anchor": Kind({}, {"text": _text(240, chinese=40)}, dotted=True),
    "area": Kind({"dimension": _id("dimension")}, {"name": _text(60)}),
    "pain": Kind(
        {
            "dimension": _id("dimension"),
            "area": _optional(_id("area")),
            "types": _ids("bank_type", 1),
            "indicators": _ids("indicator"),
        },
        {"title": _text(120, chinese=24), "detail": _text(500), "severity": _text(400)},
    ),
    "case": Kind(
        {
            "kind": _one_of("card", "pointer"),
            "dimensions": _ids("dimension", 1),
            "types": _ids("bank_type"),
            "year": _integer(1990, 2100),
            "figure": _optional(_integer(1, 999)),
            "interest": Field("flag", optional=True),
        },
        {
            "bank": _text(80),
            "title": _text(160),
            "did": _maybe(600),
            "result": _maybe(600),
            "figure": _maybe(60),
            "caption": _maybe(160),
            "question": _maybe(240),
        },
    ),
    "fact": Kind(
        {
            "dimension": _id("dimension"),
            "indicators": _ids("indicator"),
            "share": _optional(_integer(0, 100)),
            "relation": _one_of("eq", "over", "under", "most"),
        },
        {"statement": _text(300), "question": _text(240)},
        dotted=True,
    ),
    "market": Kind({}, {"value": _text(60), "text": _text(300)}),
    "recommendation": Kind({"dimensions": _ids("dimension", 1)}, {"name": _text(80), "gist": _text(400)}, needed=True),
    "measure": Kind(
        {
            "recommendation": _id("recommendation"),
            "types": _ids("bank_type"),
            "quarters": Field("quarters", low=1, high=40),
            "predecessors": _ids("measure"),
            "pains": _ids("pain"),
            "cases": _ids("case"),
            "actions": _integer(4, 8),
            "drivers": _integer(1, 6),
            "kpis": _integer(2, 4),
            "first90": _integer(3, 6),
            "risks": _integer(2, 3),
        },
        {
            "name": _text(80),
            "short": _text(50, chinese=10),
            "goal": _text(300),
            "actions": _texts(4, 8),
            "drivers": _texts(1, 6),
            "kpis": Field("rows", low=2, high=4, row=_KPI),
            "first30": _text(240),
            "first90": _texts(3, 6),
            "risks": _texts(2, 3),
            "because": Field("reasons", optional=True),
        },
        counts=("actions", "drivers", "kpis", "first90", "risks"),
        distinct=("name", "short"),
        needed=True,
    ),
    "effort": Kind({size: Field("row", row=_PRESET) for size in SIZES}, depth=2),
    "relevance": Kind({"value": _integer(1, 3)}, {"reason": _text(200)}, dotted=True),
    "enabling": Kind({"measures": _ids("measure", 1)}, {"text": _text(300)}),
    "regulation": Kind(
        {"date": Field("month"), "indicators": _ids("indicator"), "measures": _ids("measure")},
        {"title": _text(240), "issuer": _text(160), "note": _text(400)},
    ),
    "practice": Kind({}, {"name": _text(60), "question": _text(160), "levels": _texts(5, 5)}, depth=0),
}
