"""The type of the printed page: every text style in both languages and both editions, on the unit of 2.5 points."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from workshop.figures.style import PAPER, PAPER_LARGE, Style

Align = Literal["left", "right", "center", "justify"]
Edition = Literal["standard", "large"]

_INK = PAPER.palette


class TextStyle(Struct, frozen=True):
    """How one kind of text is set; points, colours as #rrggbb, `indent` of the first line in em.

    `need` is the room that must follow it on the same page, `level` its place in the outline and the contents (None = not listed).
    `straight_quotes`: the curly ones of our faces are as wide as a hanzi and tear English apart.
    """

    size: float
    leading: float
    colour: str = _INK.ink
    bold: bool = False
    align: Align = "left"
    indent: float = 0.0
    before: float = 0.0
    after: float = 0.0
    need: float = 0.0
    level: int | None = None
    straight_quotes: bool = False

    def but(self, **changes: object) -> TextStyle:
        """The same style with some values changed."""
        return replace(self, **changes)


class Styles(Struct, frozen=True):
    """All styles of a document; `figure` is the style figures are drawn in beside this text."""

    language: str
    edition: Edition
    figure: Style
    cover_title: TextStyle
    cover_lead: TextStyle
    score: TextStyle
    kicker: TextStyle
    h1: TextStyle
    h2: TextStyle
    h3: TextStyle
    lead: TextStyle
    body: TextStyle
    item: TextStyle
    cell: TextStyle
    cell_bold: TextStyle
    cell_right: TextStyle
    cell_soft: TextStyle
    head: TextStyle
    caption: TextStyle
    note: TextStyle
    contents: TextStyle


def styles(language: str, edition: Edition = "standard") -> Styles:
    """The table of styles for "zh_CN" or "en"; the large edition (领导版) sets body at 12 and tables at 10.5."""
    chinese = language.startswith("zh")
    table = _chinese() if chinese else _english()
    if edition == "large":
        table = {name: _larger(name, style) for name, style in table.items()}
    return Styles(language, edition, PAPER_LARGE if edition == "large" else PAPER, **table)


def _chinese() -> dict[str, TextStyle]:
    soft, caption = _INK.ink2, _INK.ink3
    cell = TextStyle(8.5, 12.5)
    return {
        "cover_title": TextStyle(38, 52.5, bold=True, before=112.5, after=17.5),
        "cover_lead": TextStyle(14, 22.5, soft),
        "score": TextStyle(46, 52.5, _INK.accent, bold=True),
        "kicker": TextStyle(8.5, 12.5, _INK.accent, bold=True, need=90),
        "h1": TextStyle(19, 27.5, bold=True, after=2.5, need=60, level=0),
        "h2": TextStyle(11.5, 17.5, bold=True, before=17.5, after=2.5, need=60, level=1),
        "h3": TextStyle(10.5, 17.5, bold=True, before=7.5, after=0, need=40),
        "lead": TextStyle(10.5, 17.5, align="justify", before=2.5, after=7.5),
        "body": TextStyle(10.5, 17.5, align="justify", indent=2),
        "item": TextStyle(10.5, 17.5, align="justify"),
        "cell": cell,
        "cell_bold": cell.but(bold=True),
        "cell_right": cell.but(align="right"),
        "cell_soft": cell.but(colour=soft),
        "head": TextStyle(8, 12.5, caption),
        "caption": TextStyle(8, 12.5, caption, before=2.5, after=2),
        "note": TextStyle(8.5, 12.5, soft, align="justify", before=2.5, after=2.5),
        "contents": TextStyle(10.5, 17.5),
    }


def _english() -> dict[str, TextStyle]:
    """Same places; lead 9.5/15 ragged right, no indent, paragraphs parted by space."""
    table = {name: style.but(straight_quotes=True) for name, style in _chinese().items()}
    return table | {
        "cover_title": table["cover_title"].but(size=34, leading=45),
        "h1": table["h1"].but(size=18),
        "lead": table["lead"].but(size=9.5, leading=15.0, align="left"),
        "body": table["body"].but(size=9.5, leading=15.0, align="left", indent=0, after=5.0),
        "item": table["item"].but(size=9.5, leading=15.0, align="left"),
        "note": table["note"].but(align="left"),
    }


def _larger(name: str, style: TextStyle) -> TextStyle:
    """The large edition: body text at 12/20, tables at 10.5/15, captions at 10; display sizes stay."""
    if style.size >= 14:
        return style
    size, leading = (12.5, 20.0) if style.size >= 9.5 else (10.5, 15.0) if style.size == 8.5 else (10.0, 15.0)
    return style.but(size=14.0, leading=22.5) if name == "h2" else style.but(size=size, leading=leading)


def names() -> tuple[str, ...]:
    """The names of all text styles, for tests and specimen pages."""
    return tuple(name for name in Styles.__struct_fields__ if name not in ("language", "edition", "figure"))
