"""Validates a parsed pack against `specs.py`: tables, keys and values, references, and words for every item in every language."""

from collections.abc import Mapping, Sequence

from .locate import Parsed
from .rules import RULES, WORD_RULES
from .specs import KINDS, SOURCE, Field, Kind
from .values import check_id, check_keys


def check_structure(structure: Parsed) -> None:
    """Refuse a pack.toml that breaks a rule; raises ContentError with item, file and line."""
    _refuse_newer(structure)
    _check_shape(structure, {table: {**SOURCE, **kind.fields} for table, kind in KINDS.items()})
    for table, kind in KINDS.items():
        if kind.needed and not structure.table(table):
            structure.place(table).refuse("pack.none", table=table)
        for place, _ in structure.items(table, kind.depth):
            if kind.depth:
                check_id(place, kind.dotted)
        _check_links(structure, table, kind)
    for rule in RULES:
        rule(structure)


def check_words(structure: Parsed, texts: Sequence[Parsed]) -> None:
    """Refuse texts that break a rule or do not fit the checked pack.toml; raises ContentError with item, file and line."""
    for text in texts:
        _check_shape(text, {table: kind.words for table, kind in KINDS.items() if kind.words is not None})
        for table, kind in KINDS.items():
            if kind.words is not None and kind.depth:
                _check_ids(structure, text, table)
                _check_counts(structure, text, table, kind.counts)
                _check_distinct(text, table, kind.distinct)
        for rule in WORD_RULES:
            rule(structure, text)


def _refuse_newer(structure: Parsed) -> None:
    """A later format has keys we do not know, so it is told first."""
    head = structure.data.get("pack")
    version = head.get("format") if isinstance(head, dict) else None
    if isinstance(version, int) and not isinstance(version, bool) and version != 1:
        structure.place("pack").at("format").refuse("pack.format", value=version if abs(version) < 10**6 else "…")


def _check_shape(file: Parsed, wanted: Mapping[str, Mapping[str, Field]]) -> None:
    """Known tables only, and in each item the keys and values its kind asks for."""
    for table in file.data:
        if table not in wanted:
            file.place(table).refuse("pack.table", table=table)
    for table, fields in wanted.items():
        if not KINDS[table].depth and table not in file.data:
            file.place(table).refuse("pack.none", table=table)
        for place, values in file.items(table, KINDS[table].depth):
            check_keys(place, values, fields)


def _check_links(structure: Parsed, table: str, kind: Kind) -> None:
    """Every id that an item names exists."""
    for key, field in kind.fields.items():
        if not field.refers:
            continue
        known = structure.table(field.refers)
        for id, values in structure.table(table).items():
            named = values.get(key, [])
            for name in [named] if isinstance(named, str) else named:
                if name not in known:
                    asked = "predecessor" if key == "predecessors" else field.refers
                    structure.place(table, id).at(key).refuse("pack.unknown", field=asked, id=name)


def _check_ids(structure: Parsed, text: Parsed, table: str) -> None:
    items, words = structure.table(table), text.table(table)
    for id in items:
        if id not in words:
            structure.place(table, id).refuse("pack.no_words", missing=text.name)
    for id in words:
        if id not in items:
            text.place(table, id).refuse("pack.no_item")


def _check_counts(structure: Parsed, text: Parsed, table: str, counts: Sequence[str]) -> None:
    for id, words in text.table(table).items():
        for key in counts:
            wanted = structure.table(table)[id][key]
            if len(words[key]) != wanted:
                text.place(table, id).at(key).refuse("pack.counts", key=key, count=len(words[key]), wanted=wanted)


def _check_distinct(text: Parsed, table: str, distinct: Sequence[str]) -> None:
    for key in distinct:
        owner: dict[str, str] = {}
        for id, words in text.table(table).items():
            if words[key] in owner:
                text.place(table, id).at(key).refuse("pack.same", key=key, value=words[key], id=owner[words[key]])
            owner[words[key]] = id
