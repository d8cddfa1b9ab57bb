"""Why a measure stands where it does: its three contributions as one bar, alone or as the ranked list with brackets and figures."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from workshop.figures import draw
from workshop.figures.style import Style

FULL = 100.0  # points of value a whole bar is long


class WhyBar(Struct, frozen=True):
    """Contributions in points of value, already rounded so that they add up to the total shown; `figures` print under them."""

    id: str
    parts: tuple[float, ...]
    figures: tuple[str, ...] = ()


class WhyRow(Struct, frozen=True):
    """One rank: measure, bar, and the figures of the right-hand columns; the last is a word (稳居前三 …), bold when `strong`."""

    rank: str
    code: str
    name: str
    bar: WhyBar
    figures: tuple[str, ...]
    word: str = ""
    strong: bool = False
    muted: bool = False


class WhyList(Struct, frozen=True):
    """Rows in order; `ties` join neighbouring row numbers (first, last) that cannot be told apart; `terms` name the three parts."""

    rows: tuple[WhyRow, ...]
    rank_head: str
    name_head: str
    terms: tuple[str, ...]
    figure_heads: tuple[str, ...]
    word_head: str = ""
    ties: tuple[tuple[int, int], ...] = ()


def segment(at: int, x: float, y: float, wide: float, high: float, style: Style) -> draw.Shapes:
    """A piece of series `at` 0–2: solid accent, accent-3 with rising lines, white with upright lines; plain tones on screen."""
    palette, hair = style.palette, style.metrics.hair
    if not style.hatched:
        fill = (palette.accent, palette.accent2, palette.accent3)[at % 3]
        return [draw.rect(x, y, wide, high, fill, palette.accent2 if at == 2 else "", hair, corner=style.metrics.corner * 0.5)]
    shapes: draw.Shapes = [draw.rect(x, y, wide, high, (palette.accent, palette.accent3, palette.ground)[at % 3])]
    if at % 3 == 1:
        shapes += draw.hatch(x, y, wide, high, "rising", style.pt(2.6), 0.6, palette.accent)
    elif at % 3 == 2:
        shapes += draw.hatch(x, y, wide, high, "upright", style.pt(2.6), 0.6, palette.accent)
    return [*shapes, draw.rect(x, y, wide, high, "", palette.ink, hair)]


def _bar(values: WhyBar, x: float, y: float, full: float, high: float, style: Style) -> draw.Shapes:
    shapes: draw.Shapes = []
    gap = 0.0 if style.hatched else 1.5
    size = style.metrics.axis
    edge = x - 99.0
    for at, part in enumerate(values.parts):
        wide = full * max(part, 0.0) / FULL
        if wide > gap:
            shapes.append(draw.Part(f"part:{values.id}:{at}", segment(at, x, y, wide - gap, high, style)))
        if at < len(values.figures) and style.hatched:
            figure = draw.label_width(values.figures[at], size)
            left = max(x + wide / 2 - figure / 2, edge + style.pt(3))  # a figure never runs into its neighbour
            shapes += draw.label(left, y - size - style.pt(0.5), values.figures[at], size, style.palette.ink2)
            edge = left + figure
        x += wide
    return shapes


def why_bar(values: WhyBar, style: Style, *, width: float = 160) -> Any:
    """One bar for a table cell: `width` is 100 points of value. Ids: why:<id>, part:<id>:<n>."""
    high = style.pt(9)
    under = style.metrics.axis * 1.2 if values.figures and style.hatched else 0.0
    spare = style.pt(10)
    return draw.picture(
        width + spare, high + under + 1, [draw.Part(f"why:{values.id}", _bar(values, 0.3, under + 0.5, width, high, style))]
    )


def why_list(values: WhyList, style: Style, *, width: float = 470, row: float = 0.0) -> Any:
    """The ranked list; `row` (surface units) defaults to the style's row. Ids: why:<id>, tie:<n>, part:<id>:<n>."""
    row = row or max(style.metrics.row, style.metrics.body * 3.1 if style.two_line_labels else style.metrics.body * 2.6)
    top = style.pt(17.5)
    height = top + row * len(values.rows) + 1
    columns = _columns(values, style, width)
    shapes = _head(values, style, columns, width, height)
    for at, one in enumerate(values.rows):
        shapes.append(draw.Part(f"why:{one.bar.id}", _row(one, style, columns, height - top - row * (at + 1), row, width)))
    for at, (first, last) in enumerate(values.ties):
        x = columns[0] - style.pt(4)
        high, low = (height - top - row * (place + 0.5) for place in (first, last))
        tick = style.pt(2.5)
        points = [(x - tick, high), (x, high), (x, low), (x - tick, low)]
        shapes.append(draw.Part(f"tie:{at}", [draw.poly(points, "", style.palette.ink, style.metrics.edge, closed=False)]))
    return draw.picture(width, height, shapes)


def _columns(values: WhyList, style: Style, width: float) -> list[float]:
    """Left of name, left of bar, length of a full bar, then the right edges of the figures."""
    size = style.metrics.body
    word = max(
        [draw.label_width(row.word, size, True) for row in values.rows] + [draw.label_width(values.word_head, style.metrics.caption)]
    )
    right = width - (word + style.pt(8) if values.word_head or word else 0.0)
    rights: list[float] = []
    for at in range(len(values.figure_heads) - 1, -1, -1):
        wide = max(
            [draw.label_width(values.figure_heads[at], style.metrics.caption)]
            + [draw.label_width(row.figures[at], size, True) for row in values.rows]
        )
        rights.insert(0, right)
        right -= wide + style.pt(8)
    name = style.pt(18)
    left = name + min(max([_name_width(row, style) for row in values.rows] + [style.pt(40)]), (right - name) * 0.52) + style.pt(8)
    return [name, left, right - left - style.pt(4), *rights]


def _name_width(row: WhyRow, style: Style) -> float:
    name = draw.label_width(row.name, style.metrics.body, row.strong)
    return name if style.two_line_labels else name + style.pt(26)


def _head(values: WhyList, style: Style, columns: list[float], width: float, height: float) -> draw.Shapes:
    palette, size, base = style.palette, style.metrics.caption, height - style.pt(11)
    shapes = draw.label(0, base, values.rank_head, size, palette.ink3) + draw.label(columns[0], base, values.name_head, size, palette.ink3)
    x, box, gap = columns[1], style.pt(8), style.pt(10)
    ends = (
        [columns[3] - draw.label_width(values.figure_heads[0], size)]
        if values.figure_heads
        else [width - draw.label_width(values.word_head, size)]
    )
    asked = sum(draw.label_width(term, size) for term in values.terms)
    terms = size * min(1.0, max(ends[0] - x - len(values.terms) * (box + gap), 1.0) / max(asked, 1.0))  # the legend ends before the heads
    for at, term in enumerate(values.terms):
        shapes += segment(at, x, base - 0.5, box, style.pt(6.5), style)
        shapes += draw.label(x + box + style.pt(3), base, term, terms, palette.ink2)
        x += box + gap + draw.label_width(term, terms)
    for right, word in zip(columns[3:], values.figure_heads, strict=True):
        shapes += draw.label(right, base, word, size, palette.ink3, anchor="end")
    shapes += draw.label(width, base, values.word_head, size, palette.ink3, anchor="end")
    return [*shapes, draw.line(0, height - style.pt(17.5), width, height - style.pt(17.5), palette.ink, style.metrics.edge)]


def _row(one: WhyRow, style: Style, columns: list[float], y: float, row: float, width: float) -> draw.Shapes:
    palette, size = style.palette, style.metrics.body
    base = y + row / 2 - size * 0.36
    shapes = draw.label(0, base, one.rank, size, palette.ink if one.strong else palette.ink2, one.strong)
    room = columns[1] - columns[0] - style.pt(5)
    if style.two_line_labels:
        shapes += draw.label(columns[0], base + size * 0.67, one.code, size, palette.accent, True)
        shapes += draw.label(columns[0], base - size * 0.67, draw.shorten(one.name, size, room, False), size, palette.ink)
    else:
        shapes += draw.label(columns[0], base, one.code, size, palette.ink2)
        shapes += draw.label(
            columns[0] + style.pt(22), base, draw.shorten(one.name, size, room - style.pt(22), one.strong), size, palette.ink, one.strong
        )
    high = style.pt(9)
    lift = style.metrics.axis * 0.5 if one.bar.figures and style.hatched else 0.0
    shapes += _bar(one.bar, columns[1], y + row / 2 - high / 2 + lift, columns[2], high, style)
    for at, (right, figure) in enumerate(zip(columns[3:], one.figures, strict=True)):
        shapes += draw.label(right, base, figure, size, palette.ink, bold=at == 0, anchor="end")
    colour = palette.ink3 if one.muted else palette.accent if one.strong else palette.ink
    shapes += draw.label(width, base, one.word, size, colour, one.strong, "end")
    return [*shapes, draw.line(0, y, width, y, palette.light_rule, style.metrics.hair)]
