"""Validates a parsed pack against `specs.py` and names the culprit: item, file and line."""

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from typing import Any, NoReturn

from ..errors import ContentError
from .locate import line_of
from .specs import BANK_SIZES, KINDS, KPI, PRESET, SINGLE, SIZES, SOURCE, Field, Kind, Table

PACK = "pack.toml"


@dataclass(frozen=True)
class Place:
    """Where a check stands: the file with its text, the table and the item in it."""

    file: str
    text: str
    table: str
    item: str = ""

    def refuse(self, code: str, at: str = "", /, **facts: Any) -> NoReturn:
        """Raise ContentError with the item's name, the file and the line."""
        where = f"{self.table} {self.item.replace(chr(0), '.')}".strip()
        raise ContentError(code, where=where, file=self.file, line=line_of(self.text, self.table, self.item, at), **facts)


def check(pack: Table, texts: Mapping[str, Table], sources: Mapping[str, str]) -> None:
    """Refuse a pack that breaks a rule; `texts` by language, `sources` are the files' texts by name."""
    _check_tables(pack, PACK, sources[PACK], "fields")
    for language, table in texts.items():
        _check_tables(table, f"text.{language}.toml", sources[f"text.{language}.toml"], "words")
        _check_ids(pack, table, language, sources)
    _check_links(pack, sources[PACK])
    _check_counts(pack, sources[PACK])
    _check_efforts(pack, sources[PACK])
    _check_order(pack, texts, sources)


# -- one table -----------------------------------------------------------------------------------------------------------------


def _check_tables(data: Table, file: str, text: str, part: str) -> None:
    known = {*KINDS, *SINGLE, *(("effort",) if part == "fields" else ())}
    for table in data:
        if table not in known:
            Place(file, text, table).refuse("pack.table", table=table)
    for table, kind in SINGLE.items():
        _check_keys(Place(file, text, table), data.get(table, {}), kind, part, data)
    for table, kind in KINDS.items():
        items = data.get(table, {})
        if not isinstance(items, dict):
            Place(file, text, table).refuse("pack.type", key=table, expected="table")
        for item, values in items.items():
            place = Place(file, text, table, item)
            if not isinstance(values, dict):
                place.refuse("pack.type", key=item, expected="table")
            _check_keys(place, values, kind, part, data)


def _check_keys(place: Place, values: Table, kind: Kind, part: str, data: Table) -> None:
    fields: dict[str, Field] = dict(kind.fields if part == "fields" else kind.words)
    if part == "fields" and kind.sourced:
        fields |= SOURCE
    elif part == "fields" and place.table not in SINGLE:
        fields |= {name: Field(field.kind, True, choices=field.choices) for name, field in SOURCE.items()}
    elif part == "fields" and place.table == "practice":
        fields |= {name: Field(field.kind, True, choices=field.choices) for name, field in SOURCE.items()}
    for key in values:
        if key not in fields:
            place.refuse("pack.key", key, key=key)
    for key, field in fields.items():
        if key in values:
            check_value(place, key, values[key], field)
        elif not field.optional:
            place.refuse("pack.missing", key=key)
    if part == "fields" and kind.sourced:
        _check_source(place, values, data)


def check_value(place: Place, key: str, value: Any, field: Field) -> None:
    """Refuse a value of the wrong type, range or length."""
    good = _GOOD[field.kind]
    if not good(value):
        place.refuse("pack.type", key, key=key, expected=field.kind)
    if field.kind in ("int", "number") and not field.low <= value <= field.high:
        place.refuse("pack.range", key, key=key, value=value, low=field.low, high=field.high)
    if field.kind == "text" and not field.choices and not (value.strip() or field.low == 0):
        place.refuse("pack.empty", key, key=key)
    if field.kind == "text" and len(value) > field.high and not field.choices:
        place.refuse("pack.long", key, key=key, limit=int(field.high))
    if field.choices and value not in field.choices:
        place.refuse("pack.choice", key, key=key, value=value)
    if field.kind in ("texts", "ids") and not field.low <= len(value) <= field.high:
        place.refuse("pack.count", key, key=key, count=len(value), low=int(field.low), high=int(field.high))
    if field.kind == "texts" and not all(text.strip() for text in value):
        place.refuse("pack.empty", key, key=key)
    if field.kind == "kpis":
        for row in value:
            _check_row(place, key, row, KPI)
    if field.kind == "quarters" and not field.low <= value[0] <= value[1] <= value[2] <= field.high:
        place.refuse("pack.quarters", key, key=key)


def _check_row(place: Place, key: str, row: Table, fields: Mapping[str, Field]) -> None:
    if wrong := sorted(set(row) ^ set(fields)):
        place.refuse("pack.key" if wrong[0] in row else "pack.missing", key, key=wrong[0])
    for name, field in fields.items():
        check_value(place, name, row[name], field)


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(text, str) for text in value)


def _is_int(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


_GOOD: Mapping[str, Callable[[Any], bool]] = {
    "text": lambda value: isinstance(value, str),
    "id": lambda value: isinstance(value, str),
    "int": _is_int,
    "number": _is_number,
    "bool": lambda value: isinstance(value, bool),
    "texts": _is_texts,
    "ids": _is_texts,
    "lines": lambda value: isinstance(value, list) and all(isinstance(r, list) and len(r) == 2 and all(map(_is_int, r)) for r in value),
    "quarters": lambda value: isinstance(value, list) and len(value) == 3 and all(map(_is_int, value)),
    "kpis": lambda value: isinstance(value, list) and all(isinstance(row, dict) for row in value),
    "reasons": lambda value: isinstance(value, dict) and all(isinstance(text, str) and text.strip() for text in value.values()),
}


def _check_source(place: Place, values: Table, data: Table) -> None:
    lines, last = values.get("lines", []), data.get("pack", {}).get("report_lines", 0)
    if values["origin"] == "report" and not lines:
        place.refuse("pack.source", "origin")
    if values["origin"] != "report" and lines:
        place.refuse("pack.no_source", "lines")
    for first, end in lines:
        if not 1 <= first <= end <= last:
            place.refuse("pack.lines", "lines", first=first, last=end, total=last)


# -- between tables --------------------------------------------------------------------------------------------------------------


def _check_ids(pack: Table, table: Table, language: str, sources: Mapping[str, str]) -> None:
    """Every item has its words in this language, as many as pack.toml says, and nothing more."""
    file = f"text.{language}.toml"
    for name, kind in KINDS.items():
        items, words = pack.get(name, {}), table.get(name, {})
        for item in items:
            if item not in words:
                Place(PACK, sources[PACK], name, item).refuse("pack.no_words", language=language)
        for item in words:
            place = Place(file, sources[file], name, item)
            if item not in items:
                place.refuse("pack.no_item")
            for key, count in kind.counts.items():
                if len(words[item][key]) != items[item][count]:
                    place.refuse("pack.counts", key, key=key, count=len(words[item][key]), wanted=items[item][count])
    for item, values in pack.get("case", {}).items():
        if values["kind"] == "card" and not (table["case"][item]["did"] and table["case"][item]["question"]):
            Place(file, sources[file], "case", item).refuse("pack.empty", "did", key="did")


def _check_links(pack: Table, text: str) -> None:
    for table, kind in KINDS.items():
        for key, field in kind.fields.items():
            if not field.refers:
                continue
            known = pack.get(field.refers, {})
            for item, values in pack.get(table, {}).items():
                named = values.get(key, [])
                for name in [named] if isinstance(named, str) else named:
                    if name not in known:
                        Place(PACK, text, table, item).refuse("pack.unknown", key, key=key, id=name)
    for item in pack.get("relevance", {}):
        measure, _, dimension = item.partition(".")
        if measure not in pack.get("measure", {}) or dimension not in pack["dimension"]:
            Place(PACK, text, "relevance", item).refuse("pack.unknown", key="relevance", id=item)


def _check_counts(pack: Table, text: str) -> None:
    """Five levels everywhere, weights that sum to 10,000, at least one of each that the day needs."""
    dimensions, indicators = pack.get("dimension", {}), pack.get("indicator", {})
    for table in ("bank_type", "dimension", "indicator", "measure"):
        if not pack.get(table):
            Place(PACK, text, table).refuse("pack.none", table=table)
    if (total := sum(values["weight"] for values in dimensions.values())) != 10_000:
        Place(PACK, text, "dimension", next(iter(dimensions))).refuse("pack.weights", "weight", total=total)
    _check_five(text, "level", pack.get("level", {}), [str(level) for level in range(1, 6)])
    _check_five(text, "descriptor", pack.get("descriptor", {}), [f"{name}.{level}" for name in dimensions for level in range(1, 6)])
    _check_five(text, "anchor", pack.get("anchor", {}), [f"{name}.{level}" for name in indicators for level in range(1, 6)])
    for name in dimensions:
        if not any(values["dimension"] == name for values in indicators.values()):
            Place(PACK, text, "dimension", name).refuse("pack.no_indicator")


def _check_five(text: str, table: str, found: Iterable[str], wanted: list[str]) -> None:
    have = set(found)
    if missing := next((item for item in wanted if item not in have), None):
        Place(PACK, text, table, missing).refuse("pack.level_missing")
    if extra := next((item for item in found if item not in set(wanted)), None):
        Place(PACK, text, table, extra).refuse("pack.level_extra")


def _check_efforts(pack: Table, text: str) -> None:
    efforts = pack.get("effort", {})
    for measure in efforts:
        if measure not in pack["measure"]:
            Place(PACK, text, "effort", measure).refuse("pack.unknown", key="effort", id=measure)
    for measure in pack["measure"]:
        for bank_size in BANK_SIZES:
            place = Place(PACK, text, "effort", f"{measure}\0{bank_size}")
            presets = efforts.get(measure, {}).get(bank_size)
            if not isinstance(presets, dict):
                Place(PACK, text, "measure", measure).refuse("pack.no_effort", bank_size=bank_size)
            _check_presets(place, {key: value for key, value in presets.items() if key not in SOURCE})


def _check_presets(place: Place, presets: Table) -> None:
    if set(presets) != set(SIZES):
        place.refuse("pack.sizes")
    for size in SIZES:
        _check_row(place, size, presets[size], PRESET)
        row = presets[size]
        likely = row["people"] * 3 * row["quarters"] * row["share"] / 100
        if not row["low"] <= likely + 1e-9 or not likely <= row["high"] + 1e-9:
            place.refuse("pack.effort", size, size=size, low=row["low"], likely=likely, high=row["high"])


def _check_order(pack: Table, texts: Mapping[str, Table], sources: Mapping[str, str]) -> None:
    """Predecessors exist, are not oneself, form no cycle, and say why in every language."""
    before = {measure: values.get("predecessors", []) for measure, values in pack["measure"].items()}
    for measure, names in before.items():
        if measure in names:
            Place(PACK, sources[PACK], "measure", measure).refuse("pack.self", "predecessors")
        for language, table in texts.items():
            file = f"text.{language}.toml"
            if set(table["measure"][measure].get("because", {})) != set(names):
                Place(file, sources[file], "measure", measure).refuse("pack.because", "because")
    try:
        TopologicalSorter(before).prepare()
    except CycleError as error:
        ring = list(dict.fromkeys(error.args[1]))
        Place(PACK, sources[PACK], "measure", ring[0]).refuse("pack.cycle", "predecessors", ids=ring)
