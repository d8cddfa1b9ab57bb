"""A pack of one's own: items added to a pack's files, its version counted up, and what may follow a pack that was voted on.

The scale (dimensions, indicators, levels, descriptors, anchors, weights) never changes under an engagement: levels would no longer mean
what the room voted on. Nothing ever goes: undo may bring back a tick on it. Other items may change until the first ballot opens; from then
on only new ones come, so that nothing that was read out, ticked or ranked says something else afterwards.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct

from ..errors import Refused
from .items import Pack
from .load import STRUCTURE, load_pack

SCALE = ("bank_types", "levels", "rule", "dimensions", "indicators", "practice")
CONTENT = ("pains", "cases", "facts", "market", "recommendations", "measures", "enabling", "regulations")
_OWN = re.compile(r"\+(\d+)$")


def next_version(version: str) -> str:
    """The version of a changed pack: 2019.1 → 2019.1+1 → 2019.1+2."""
    found = _OWN.search(version)
    stem = version[: found.start()] if found else version
    return f"{stem}+{int(found[1]) + 1 if found else 1}"


class Entry(Struct, frozen=True):
    """One item as the files hold it: the keys it stands under, its structure, and its words by language (None: a kind without words).

    A language without words here keeps those it has, or gets a copy: a text is never missing in one language.
    """

    path: tuple[str, ...]  # ("pain", "own-1"), ("effort", "M11", "small")
    fields: Mapping[str, Any]
    words: Mapping[str, Mapping[str, Any]] | None = None


def with_item(
    files: Mapping[str, str], kind: str, id: str, fields: Mapping[str, Any], texts: Mapping[str, Mapping[str, Any]]
) -> dict[str, str]:
    """The files with one item more, or this one in place of its earlier form; marked as ours. `texts` has the words of each language.

    Raises ContentError with item, file and line for whatever the pack's rules say no to.
    """
    return with_entries(files, [Entry((kind, id), fields, texts)])


def with_entries(files: Mapping[str, str], entries: Iterable[Entry], gone: Iterable[tuple[str, str]] = ()) -> dict[str, str]:
    """The files with these items written and those of `gone` (table, id) taken out, as one new version; raises ContentError."""
    parsed = {name: tomllib.loads(text) for name, text in files.items()}
    structure = parsed[STRUCTURE]
    for table, id in gone:
        for data in parsed.values():
            data.get(table, {}).pop(id, None)
    for entry in entries:
        _put(structure, entry.path, {"origin": "workshop", **entry.fields})
        for language in structure["pack"]["languages"] if entry.words else ():
            _put_words(parsed[f"text.{language}.toml"], entry, language)
    structure["pack"]["version"] = next_version(structure["pack"]["version"])
    return _written(parsed)


def _put(data: dict[str, Any], path: tuple[str, ...], values: Mapping[str, Any]) -> None:
    for key in path[:-1]:
        data = data.setdefault(key, {})
    data[path[-1]] = dict(values)


def _put_words(text: dict[str, Any], entry: Entry, language: str) -> None:
    table, id = entry.path
    words = entry.words or {}
    if language in words or id not in text.get(table, {}):
        _put(text, entry.path, words.get(language) or next(iter(words.values())))


def _written(parsed: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    import tomli_w

    made = {name: tomli_w.dumps(data) for name, data in parsed.items()}
    for language in parsed[STRUCTURE]["pack"]["languages"]:
        load_pack(made, language)
    return made


def free_id(pack: Pack, kind: str) -> str:
    """An id of our own nobody has: own-1, own-2 …"""
    taken = _items(pack)[f"{kind}s"]
    return next(name for number in range(1, len(taken) + 2) if (name := f"own-{number}") not in taken)


def check_follows(old: Pack, new: Pack, *, voted: bool) -> None:
    """Refuse a pack that may not take the place of `old`."""
    if new.id != old.id:
        raise Refused("pack.other", id=new.id, known=old.id)
    for name in SCALE:
        if getattr(old, name) != getattr(new, name):
            raise Refused("pack.scale", part=name)
    if not set(old.languages) <= set(new.languages):
        raise Refused("pack.scale", part="languages")
    before, after = _items(old), _items(new)
    for name, items in before.items():
        for id, item in items.items():
            if id not in after[name]:
                raise Refused("pack.removed", id=id)
            if voted and after[name][id] != item:
                raise Refused("pack.changed", id=id)


def _items(pack: Pack) -> dict[str, Mapping[str, Any]]:
    """Everything but the scale, by kind and id."""
    return {name: getattr(pack, name) for name in CONTENT}
