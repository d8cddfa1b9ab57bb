"""Whether one value of a pack is what its field asks for: type, range, length, choice; the culprit is its place."""

import math
import re
from collections.abc import Callable, Mapping
from typing import Any

from .locate import Place
from .specs import Field, Shape, Table

TEXT_LIMIT = 240  # characters of one entry in a list of texts, or of one reason
ID_LIMIT = 64


def check_keys(place: Place, values: Table, fields: Mapping[str, Field]) -> None:
    """Refuse an unknown key, a missing one, or a value that is not what its field asks for."""
    for key in values:
        if key not in fields:
            place.at(key).refuse("pack.key", key=key)
    for key, field in fields.items():
        if key in values:
            check_value(place.at(key), values[key], field)
        elif not field.optional:
            place.refuse("pack.missing", key=key)


def check_value(place: Place, value: Any, field: Field) -> None:
    """Refuse a value of the wrong type, range or length."""
    _CHECKS[field.shape](place, value, field)


def check_id(place: Place, dotted: bool) -> None:
    """Refuse an id with anything but letters, digits, `-` and `_`, and dots between them where its kind has them."""
    id = place.item[-1]
    if len(id) > ID_LIMIT or not (_DOTTED if dotted else _PLAIN).fullmatch(id):
        place.refuse("pack.id", id=id)


_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_DOTTED = re.compile(rf"{_PLAIN.pattern}(\.{_PLAIN.pattern})*")
_MONTH = re.compile(r"(19|20)\d\d-(0[1-9]|1[0-2])")
_HANZI = re.compile(r"[\u3400-\u9fff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def _wants(place: Place, holds: bool, expected: str) -> None:
    if not holds:
        place.refuse("pack.type", key=place.keys[-1], expected=expected)


def _is_integer(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _in_range(place: Place, value: float, field: Field) -> None:
    if not field.low <= value <= field.high:
        # an integer of thousands of digits is neither shown nor converted
        shown = value if abs(value) < 10**12 else "…"
        place.refuse("pack.range", key=place.keys[-1], value=shown, low=field.low, high=field.high)


def _integer(place: Place, value: Any, field: Field) -> None:
    _wants(place, _is_integer(value), "integer")
    _in_range(place, value, field)


def _number(place: Place, value: Any, field: Field) -> None:
    _wants(place, _is_integer(value) or isinstance(value, float), "number")
    if isinstance(value, float) and not math.isfinite(value):
        place.refuse("pack.number", key=place.keys[-1], value=str(value))
    _in_range(place, value, field)


def _flag(place: Place, value: Any, field: Field) -> None:
    _wants(place, isinstance(value, bool), "flag")


def _plain(place: Place, value: str, limit: float, may_be_empty: bool = False) -> None:
    key = place.keys[-1]
    if not value.strip() and not may_be_empty:
        place.refuse("pack.empty", key=key)
    if len(value) > limit:
        place.refuse("pack.long", key=key, length=len(value), limit=int(limit))
    if _CONTROL.search(value):
        place.refuse("pack.control", key=key)


def _text(place: Place, value: Any, field: Field) -> None:
    _wants(place, isinstance(value, str), "text")
    # words of another language that stand in for Chinese ones have that language's room
    chinese = field.chinese if place.chinese and _HANZI.search(value) else 0
    _plain(place, value, chinese or field.high, may_be_empty=field.low == 0)
    if field.choices and value not in field.choices:
        place.refuse("pack.choice", key=place.keys[-1], value=value, choices=field.choices)


def _month(place: Place, value: Any, field: Field) -> None:
    _wants(place, isinstance(value, str) and bool(_MONTH.fullmatch(value)), "month")


def _id(place: Place, value: Any, field: Field) -> None:
    _wants(place, isinstance(value, str), "id")


def _counted(place: Place, value: Any, field: Field) -> None:
    if not field.low <= len(value) <= field.high:
        place.refuse("pack.count", key=place.keys[-1], count=len(value), low=int(field.low), high=int(field.high))


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(text, str) for text in value)


def _texts(place: Place, value: Any, field: Field) -> None:
    _wants(place, _are_texts(value), "texts")
    _counted(place, value, field)
    for text in value:
        _plain(place, text, TEXT_LIMIT)


def _ids(place: Place, value: Any, field: Field) -> None:
    _wants(place, _are_texts(value), "ids")
    _counted(place, value, field)
    refuse_twice(place, value)


def refuse_twice(place: Place, names: list[str]) -> None:
    """Refuse a list that names the same thing twice."""
    seen: set[str] = set()
    for name in names:
        if name in seen:
            place.refuse("pack.twice", key=place.keys[-1], id=name)
        seen.add(name)


def _lines(place: Place, value: Any, field: Field) -> None:
    pairs = isinstance(value, list) and all(isinstance(pair, list) and len(pair) == 2 and all(map(_is_integer, pair)) for pair in value)
    _wants(place, pairs, "lines")
    _counted(place, value, field)


def _quarters(place: Place, value: Any, field: Field) -> None:
    _wants(place, isinstance(value, list) and len(value) == 3 and all(map(_is_integer, value)), "quarters")
    for quarters in value:
        _in_range(place, quarters, field)
    if sorted(value) != value:
        place.refuse("pack.quarters", key=place.keys[-1], values=tuple(value))


def _row(place: Place, value: Any, field: Field) -> None:
    _wants(place, isinstance(value, dict), "table")
    check_keys(place, value, field.row)


def _rows(place: Place, value: Any, field: Field) -> None:
    _wants(place, isinstance(value, list), "rows")
    _counted(place, value, field)
    for row in value:
        _row(place, row, field)


def _reasons(place: Place, value: Any, field: Field) -> None:
    _wants(place, isinstance(value, dict), "table")
    for id, text in value.items():
        _wants(place.at(id), isinstance(text, str), "text")
        _plain(place.at(id), text, TEXT_LIMIT)


_CHECKS: Mapping[Shape, Callable[[Place, Any, Field], None]] = {
    "text": _text,
    "month": _month,
    "integer": _integer,
    "number": _number,
    "flag": _flag,
    "id": _id,
    "texts": _texts,
    "ids": _ids,
    "lines": _lines,
    "quarters": _quarters,
    "row": _row,
    "rows": _rows,
    "reasons": _reasons,
}
