"""A pack of one's own: items added to a pack's files, its version counted up, and what may follow a pack that was voted on.

The scale (dimensions, indicators, levels, descriptors, anchors, weights) never changes under an engagement: levels would no longer mean
what the room voted on. Nothing ever goes: undo may bring back a tick on it. Other items may change until the first ballot opens; from then
on only new ones come, so that nothing that was read out, ticked or ranked says something else afterwards.
"""

import re
import tomllib
from collections.abc import Mapping
from typing import Any

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


def with_item(
    files: Mapping[str, str], kind: str, id: str, fields: Mapping[str, Any], texts: Mapping[str, Mapping[str, Any]]
) -> dict[str, str]:
    """The files with one item more, or this one in place of its earlier form; marked as ours. `texts` has the words of each language.

    Raises ContentError with item, file and line for whatever the pack's rules say no to.
    """
    parsed = {name: tomllib.loads(text) for name, text in files.items()}
    structure = parsed[STRUCTURE]
    structure.setdefault(kind, {})[id] = {"origin": "workshop", **fields}
    for language in structure["pack"]["languages"]:
        parsed[f"text.{language}.toml"].setdefault(kind, {})[id] = dict(texts.get(language) or next(iter(texts.values())))
    structure["pack"]["version"] = next_version(structure["pack"]["version"])
    return _written(parsed)


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
