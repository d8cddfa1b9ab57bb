"""Where a pack's file says something: the line of a table or of a key, for a message that can be acted on."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NoReturn

from msgspec import Struct

from ..errors import ContentError

SHOWN = 60  # characters of a wrong value that a message repeats

Path = tuple[str, ...]  # ("measure", "M5", "pains"): keys from the top of the file


def line_of(text: str, path: Path) -> int:
    """1-based line where `path` is written, as a header or a key, bare or quoted; else of what is nearest to it; else 1."""
    line, shared, exact = 1, 0, False
    for number, found in _paths(text):
        count = _shared(found, path)
        within = count == len(found)  # the path itself or what encloses it, rather than a neighbour
        if (count, within) > (shared, exact):
            line, shared, exact = number, count, within
    return line


def _shared(one: Path, other: Path) -> int:
    """How many keys two paths have in common from the top."""
    same = [a == b for a, b in zip(one, other, strict=False)]
    return same.index(False) if False in same else len(same)


def _paths(text: str) -> Iterator[tuple[int, Path]]:
    table: Path = ()
    for number, line in enumerate(text.split("\n"), start=1):
        if header := _HEADER.match(line):
            table = _parts(header["name"])
            yield number, table
        elif key := _KEY.match(line):
            yield number, (*table, *_parts(key["name"]))


_ONE = r"""(?:"[^"\n]*"|'[^'\n]*'|[A-Za-z0-9_-]+)"""
_DOTTED = rf"(?P<name>{_ONE}(?:[ \t]*\.[ \t]*{_ONE})*)"
_HEADER = re.compile(rf"[ \t]*\[\[?[ \t]*{_DOTTED}[ \t]*\]\]?[ \t]*(?:#.*)?\r?$")
_KEY = re.compile(rf"[ \t]*{_DOTTED}[ \t]*=")
_PART = re.compile(_ONE)


def _parts(dotted: str) -> Path:
    return tuple(part.strip("\"'") for part in _PART.findall(dotted))


class Place(Struct, frozen=True):
    """Where a check stands: a file with its text, an item (table and id; a table alone) and perhaps a key in it."""

    file: str
    text: str
    item: Path
    keys: Path = ()

    def at(self, *keys: str) -> "Place":
        """The place of a key, or of a key inside one, of the same item."""
        return Place(self.file, self.text, self.item, (*self.keys, *keys))

    @property
    def chinese(self) -> bool:
        """Whether this file holds Chinese words."""
        return self.file.startswith("text.zh")

    def refuse(self, code: str, /, **facts: object) -> NoReturn:
        """Raise ContentError with the item ("measure M5", its `kind` alone too), the file and the line of the key or the item."""
        where = " ".join((self.item[0], ".".join(self.item[1:]))).strip()
        line = line_of(self.text, (*self.item, *self.keys))
        shown = {name: value[:SHOWN] if isinstance(value, str) else value for name, value in facts.items()}
        raise ContentError(code, where=where[:SHOWN], kind=self.item[0][:SHOWN], file=self.file, line=line, **shown)


class Parsed(Struct, frozen=True):
    """One file of a pack: its name, its text and what TOML made of it."""

    name: str
    text: str
    data: Mapping[str, Any]

    def place(self, *item: str) -> Place:
        """The place of an item (table and id) or of a table."""
        return Place(self.name, self.text, item)

    def table(self, name: str) -> Mapping[str, Any]:
        """A top-level table; empty where the file has none."""
        found: Mapping[str, Any] = self.data.get(name, {})
        return found

    def items(self, table: str, depth: int) -> Iterator[tuple[Place, Mapping[str, Any]]]:
        """Place and values of every item of a table, `depth` keys below it; refuses what should be a table and is not."""
        yield from self._below((table,), self.table(table), depth)

    def _below(self, path: Path, found: object, depth: int) -> Iterator[tuple[Place, Mapping[str, Any]]]:
        place = self.place(*path)
        if not isinstance(found, dict):
            place.refuse("pack.type", key=path[-1], expected="table")
        if depth:
            for id, inner in found.items():
                yield from self._below((*path, id), inner, depth - 1)
        else:
            yield place, found
