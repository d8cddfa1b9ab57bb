"""A whole engagement as one documented JSON object, out and in: `docs/interchange.md`, `assets/schema/engagement.schema.json`.

Open ballots travel without their votes and re-open empty; the undo history stays behind; everything else comes back exactly.
"""

import base64
import binascii
import hashlib
import json
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, get_type_hints

from msgspec import Struct
from msgspec.structs import asdict

from .agenda import KINDS
from .content import Pack, load_pack
from .errors import ContentError, Refused
from .rows import TABLES, key_of
from .store import Store
from .store.base import TEXT_LIMIT, check_values, first_broken
from .store.older import brought_up
from .store.voting import SOURCES

FORMAT = "workshop-engagement"
VERSION = 2
SCHEMA_OF = {1: 1}  # earlier forms, each the rows of one schema
SIZE_LIMIT = 50 * 1024 * 1024
DEPTH_LIMIT = 32


class Whole(Struct, frozen=True):
    """Everything an exchange file holds, as the Store keeps it: read at once, so that the rest can be done beside the GUI."""

    pack: Mapping[str, str]
    tables: Mapping[str, tuple[Any, ...]]
    contents: Mapping[str, bytes]

    def plain(self) -> dict[str, Any]:
        """The engagement as plain values; `json.dumps` of it is the exchange file."""
        tables = {name: [asdict(row) for row in rows] for name, rows in self.tables.items()}
        contents = {key: base64.b64encode(content).decode("ascii") for key, content in self.contents.items()}
        return {"format": FORMAT, "version": VERSION, "pack": dict(self.pack), "tables": tables, "attachments": contents}


def whole(store: Store) -> Whole:
    """The engagement as it stands in the file."""
    tables = {name: tuple(store.rows(kind)) for name, kind in TABLES.items()}
    return Whole(store.pack_files(), tables, {row.id: store.attachment_bytes(row.id) for row in tables["attachment"]})


def dump(store: Store) -> dict[str, Any]:
    """The engagement as plain values."""
    return whole(store).plain()


def dumps(store: Store) -> str:
    """The exchange file's text: UTF-8, indented, keys in the documented order."""
    return json.dumps(dump(store), ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def read(text: str) -> dict[str, Any]:
    """Parse strictly: no duplicate keys, no NaN or Infinity, bounded size and depth; raises ContentError."""
    if len(text.encode("utf-8", "surrogatepass")) > SIZE_LIMIT:
        raise ContentError("json.size", limit=SIZE_LIMIT // 1024 // 1024)
    try:
        found = json.loads(text, object_pairs_hook=_unique, parse_constant=_no_constant, parse_float=_finite, parse_int=_bounded)
    except RecursionError as error:
        raise ContentError("json.depth", limit=DEPTH_LIMIT) from error
    except json.JSONDecodeError as error:
        raise ContentError("json.syntax", line=error.lineno, column=error.colno) from error
    _check_depth(found)
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise ContentError("json.foreign")
    if type(found.get("version")) is not int or found["version"] not in (VERSION, *SCHEMA_OF):
        raise ContentError("json.version", version=found.get("version"), known=VERSION)
    if extra := sorted(set(found) ^ {"format", "version", "pack", "tables", "attachments"}):
        raise ContentError("json.key", where="/", key=extra[0])
    return found


def load(text: str, path: Path, passphrase: str | None = None, clock: Callable[[], datetime] = datetime.now) -> Store:
    """Make a new engagement file from an exchange file's text; nothing is written when anything in it is wrong."""
    found = read(text)
    files = _texts(found["pack"])
    pack = load_pack(files, next(iter(_language(found))))
    if found["version"] in SCHEMA_OF:
        found["tables"] = brought_up(found["tables"], SCHEMA_OF[found["version"]])
    tables = {name: _rows(name, kind, found["tables"]) for name, kind in TABLES.items()}
    if extra := sorted(set(found["tables"]) - set(TABLES)):
        raise ContentError("json.key", where="tables", key=extra[0])
    check_whole(tables, pack)
    contents = _contents(found["attachments"], tables["attachment"])
    return Store.restore(path, files, tables, contents, passphrase, clock)


def _language(found: Mapping[str, Any]) -> tuple[str, ...]:
    tables = found["tables"]
    rows = tables.get("engagement") if isinstance(tables, dict) else None
    if not isinstance(rows, list) or len(rows) != 1 or not isinstance(rows[0], dict):
        raise ContentError("json.engagement")
    return (str(rows[0].get("language", "")),)


def _texts(pack: Any) -> dict[str, str]:
    if not isinstance(pack, dict) or not all(isinstance(text, str) for text in pack.values()):
        raise ContentError("json.type", where="pack", expected="text")
    return dict(pack)


# -- rows -------------------------------------------------------------------------------------------------------------------


def _rows(name: str, kind: type, tables: Mapping[str, Any]) -> list[Any]:
    given = tables.get(name)
    if not isinstance(given, list):
        raise ContentError("json.type", where=f"tables/{name}", expected="list")
    hints = get_type_hints(kind)
    rows = [_row(f"tables/{name}/{index}", kind, hints, row) for index, row in enumerate(given)]
    seen: set[tuple[Any, ...]] = set()
    for index, row in enumerate(rows):
        key = tuple(getattr(row, column) for column in key_of(name))
        if key in seen:
            raise ContentError("json.twice", where=f"tables/{name}/{index}", id="/".join(map(str, key)))
        seen.add(key)
    return rows


def _row(where: str, kind: type[Struct], hints: Mapping[str, Any], given: Any) -> Any:
    if not isinstance(given, dict):
        raise ContentError("json.type", where=where, expected="object")
    wanted = set(kind.__struct_fields__)
    if wrong := sorted(set(given) ^ wanted):
        raise ContentError("json.key", where=where, key=wrong[0])
    values = {name: _value(f"{where}/{name}", hints[name], given[name]) for name in given}
    try:
        check_values(values)
    except Refused as refused:
        raise ContentError("json.text", where=f"{where}/{refused.facts['field']}", limit=TEXT_LIMIT) from refused
    return kind(**values)


def _value(where: str, hint: Any, value: Any) -> Any:
    if hint in (float, float | None) and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if isinstance(value, bool) or not isinstance(value, hint):
        raise ContentError("json.type", where=where, expected=_TYPE_NAMES[hint])
    if where.endswith("/level") and value is not None and not 1 <= value <= 5:
        raise ContentError("json.level", where=where, value=value)
    return value


_TYPE_NAMES: Mapping[Any, str] = {
    str: "text", int: "integer", float: "number", str | None: "text or null", int | None: "integer or null", float | None: "number or null",
}  # fmt: skip


# -- the whole ----------------------------------------------------------------------------------------------------------------


def check_whole(tables: Mapping[str, Sequence[Any]], pack: Pack) -> None:
    """What no single row shows: ids of the pack, links between rows, weights, seats, anonymity."""
    for table, column, known in _pack_links(pack):
        for index, row in enumerate(tables[table]):
            if (value := getattr(row, column)) not in known:
                raise ContentError("json.unknown", where=f"tables/{table}/{index}/{column}", id=value)
    for table, column, target in _ROW_LINKS:
        present = {row.id for row in tables[target]}
        for index, row in enumerate(tables[table]):
            if (value := getattr(row, column)) not in present | {None}:
                raise ContentError("json.unknown", where=f"tables/{table}/{index}/{column}", id=value)
    _check_subjects(tables, pack)
    _check_road(tables, pack)
    _check_room(tables, pack)


def _pack_links(pack: Pack) -> tuple[tuple[str, str, frozenset[str]], ...]:
    measures, dimensions = frozenset(pack.measures), frozenset(pack.dimensions)
    return (
        ("engagement", "bank_type", frozenset(pack.bank_types)),
        ("weight", "dimension", dimensions),
        ("pain_tick", "pain", frozenset(pack.pains)),
        ("fact_answer", "fact", frozenset(pack.facts)),
        ("case_pick", "case_id", frozenset(pack.cases)),
        ("evidence_item", "indicator", frozenset(pack.indicators)),
        ("agenda_item", "kind", KINDS),
        *(
            (table, "measure", measures)
            for table in (
                "measure_plan",
                "kpi",
                "milestone",
                "action",
                "relevance_edit",
                "effect_edit",
                "plan_item",
                "allotment",
                "estimate",
            )
        ),
        *((table, "dimension", dimensions) for table in ("relevance_edit", "effect_edit")),
        ("decision", "measure", measures | {""}),
        ("order_note", "measure", measures | {""}),
    )


_ROW_LINKS = (
    ("vote", "ballot", "ballot"),
    ("vote", "seat", "seat"),
    ("present", "ballot", "ballot"),
    ("present", "seat", "seat"),
    ("dissent", "record", "record"),
    *((table, "action", "action") for table in ("follow_up", "baseline_task", "adjustment", "acceptance")),
    ("kpi_value", "kpi", "kpi"),
    ("allotment", "vote", "vote"),
    ("action_plan", "action", "action"),
    ("action_item", "action", "action"),
)


def _check_subjects(tables: Mapping[str, Sequence[Any]], pack: Pack) -> None:
    known = {
        "indicator": frozenset(pack.indicators), "dimension": frozenset(pack.dimensions), "impact": frozenset(pack.measures),
        "urgency": frozenset(pack.measures),
    }  # fmt: skip
    for table in ("ballot", "record", "target"):
        for index, row in enumerate(tables[table]):
            if row.kind in known and row.subject not in known[row.kind]:
                raise ContentError("json.unknown", where=f"tables/{table}/{index}/subject", id=row.subject)


def _check_road(tables: Mapping[str, Sequence[Any]], pack: Pack) -> None:
    """Staffing, money and links belong to a measure or an action."""
    known = {*pack.measures, *(row.id for row in tables["action"])}
    for table, column in (("staffing", "subject"), ("money", "subject"), ("link", "subject"), ("link", "earlier")):
        for index, row in enumerate(tables[table]):
            if getattr(row, column) not in known:
                raise ContentError("json.unknown", where=f"tables/{table}/{index}/{column}", id=getattr(row, column))


def _check_room(tables: Mapping[str, Sequence[Any]], pack: Pack) -> None:
    if not tables["engagement"][0].bank.strip():
        raise ContentError("json.bank")
    weights = {row.dimension: row.basis for row in tables["weight"]}
    if set(weights) != set(pack.dimensions) or sum(weights.values()) != 10_000:
        raise ContentError("json.weights", total=sum(weights.values()) / 100)
    if missing := sorted(set(pack.measures) - {row.measure for row in tables["measure_plan"]}):
        raise ContentError("json.unknown", where="tables/measure_plan", id=missing[0])
    numbers = [row.number for row in tables["seat"]]
    if twice := sorted({number for number in numbers if numbers.count(number) > 1}):
        raise ContentError("json.seat_twice", number=twice[0])
    if tables["engagement"][0].vote_mode == "anonymous" and any(vote.seat is not None for vote in tables["vote"]):
        raise ContentError("json.seat_shown")
    if (entry := first_broken(tables["log"])) is not None:
        raise ContentError("json.log", entry=entry)
    _check_votes(tables)


def _check_votes(tables: Mapping[str, Sequence[Any]]) -> None:
    """Votes belong to revealed rounds, no seat votes twice in one, and cards came in by the ways there are."""
    for index, ballot in enumerate(tables["ballot"]):
        if ballot.source and not set(ballot.source.split("+")) <= set(SOURCES):
            raise ContentError("json.unknown", where=f"tables/ballot/{index}/source", id=ballot.source)
    shown, seen = {row.id for row in tables["ballot"] if row.state == "revealed"}, set()
    for index, vote in enumerate(tables["vote"]):
        if vote.ballot not in shown:
            raise ContentError("json.vote_open", where=f"tables/vote/{index}")
        if vote.seat is not None and (vote.ballot, vote.seat) in seen:
            raise ContentError("json.twice", where=f"tables/vote/{index}", id=f"{vote.ballot}/{vote.seat}")
        seen.add((vote.ballot, vote.seat))


def _contents(given: Any, rows: Sequence[Any]) -> dict[str, bytes]:
    if not isinstance(given, dict):
        raise ContentError("json.attachments")
    contents: dict[str, bytes] = {}
    for key, text in given.items():
        try:
            contents[key] = base64.b64decode(text, validate=True)
        except (binascii.Error, TypeError, ValueError) as error:
            name = next((row.name for row in rows if row.id == key), key)
            raise ContentError("json.attachment", name=name) from error
    check_contents(contents, rows)
    return contents


def check_contents(contents: Mapping[str, bytes], rows: Sequence[Any]) -> None:
    """Every attachment has its bytes, of the size and digest that its row says."""
    if set(contents) != {row.id for row in rows}:
        raise ContentError("json.attachments")
    for row in rows:
        content = contents[row.id]
        if len(content) != row.size or hashlib.sha256(content).hexdigest() != row.sha256:
            raise ContentError("json.attachment", name=row.name)


# -- parsing ------------------------------------------------------------------------------------------------------------------


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        raise ContentError("json.duplicate", key=next(name for name in names if names.count(name) > 1))
    return found


def _no_constant(name: str) -> Any:
    raise ContentError("json.number", value=name)


def _bounded(text: str) -> int:
    if len(text) > 20 or not -(2**63) <= int(text) < 2**63:
        raise ContentError("json.number", value=f"{text[:20]}…")
    return int(text)


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ContentError("json.number", value=text)
    return number


def _check_depth(value: Any) -> None:
    level, depth = [value], 0
    while level:
        depth += 1
        if depth > DEPTH_LIMIT:
            raise ContentError("json.depth", limit=DEPTH_LIMIT)
        level = [inner for outer in level for inner in _inside(outer)]


def _inside(value: Any) -> Iterable[Any]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()
