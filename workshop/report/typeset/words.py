"""Text on its way to paper: cleaned, never interpreted as markup, and cut into spans of one look each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from workshop.figures import fontbook


class Clean(Struct, frozen=True):
    """`text` as it will be set (unknown characters still in place, printed as 〓) and the characters no face has, each once."""

    text: str
    missing: tuple[str, ...]


class Span(Struct, frozen=True):
    """Text of one look; what is None or False is the style's own. `link` is the key of a heading of the same document."""

    text: str
    bold: bool = False
    colour: str | None = None
    size: float | None = None
    link: str | None = None


Rich = str | Span | Sequence[Span]


@lru_cache(maxsize=1 << 12)
def clean(text: str) -> Clean:
    """Any user text made fit for print: control, bidi and zero-width characters gone, blanks and line ends in one form."""
    one = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n").replace("\x0b", "\n")
    kept = fontbook.visible(one.replace("\t", " "), keep="\n")
    return Clean(kept, tuple(char for char in fontbook.missing(kept) if char != "\n"))


_FIELD = re.compile(r"(\*\*)")


def spans(template: str, **facts: object) -> tuple[Span, ...]:
    """Our own sentence with its facts: `**…**` in the template is bold; facts are put in afterwards and never interpreted."""
    found: list[Span] = []
    bold = False
    for piece in _FIELD.split(template):
        if piece == "**":
            bold = not bold
        elif piece:
            found.append(Span(piece.format(**facts), bold))
    return tuple(found)


def as_spans(text: Rich) -> tuple[Span, ...]:
    """Text in any of its forms as cleaned spans; outer blanks are dropped."""
    if isinstance(text, str):
        return _plain_spans(text)
    given = (text,) if isinstance(text, Span) else tuple(text)
    return tuple(Span(clean(one.text).text, one.bold, one.colour, one.size, one.link) for one in given)


@lru_cache(maxsize=1 << 12)
def _plain_spans(text: str) -> tuple[Span, ...]:
    return (Span(clean(text).text),)


def plain(text: Rich) -> str:
    """The same text without looks, for the outline and the contents page."""
    return "".join(one.text for one in as_spans(text)).replace("\n", " ").strip()
