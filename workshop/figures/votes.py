"""The votes of one indicator, round under round: a dot per vote, the median below, and what it means to the right. Never a mean."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from workshop.figures import draw
from workshop.figures.marks import LightKind, light_mark
from workshop.figures.style import Style

CELL, PITCH, HIGH, STEP = 37.0, 5.0, 3, 22.5  # of one level; of dots; dots in a stack; of rounds
NARROW = 26.0  # a cell where the words beside it are long
MOST = 21  # dots that fit a cell; more are one dot and ×n


class Round(Struct, frozen=True):
    """One round: votes for levels 1–5, the median (between two levels if it falls there), the recorded level if this round settled it.

    `counts` None means suppressed (too few votes of that kind to show): `hidden` is printed instead and no dot is drawn.
    """

    label: str
    counts: tuple[int, int, int, int, int] | None
    median: float | None = None
    record: int | None = None
    light: LightKind | None = None
    word: str = ""
    agreement: str = ""
    mode: str = ""
    hidden: str = ""


class VoteStrip(Struct, frozen=True):
    """The rounds in order; `head` are the column heads (round, the five levels, light, agreement, mode), empty for no head line."""

    id: str
    rounds: tuple[Round, ...]
    head: tuple[str, ...] = ()


def height_of(values: VoteStrip, style: Style) -> float:
    """The height the picture will have."""
    return style.pt(STEP * len(values.rounds) + 3) + (style.pt(17.5) if values.head else 0)


def votes(values: VoteStrip, style: Style, *, width: float = 370, side: bool = True) -> Any:
    """All rounds as one picture; with `side` false only the dots. Ids: round:<id>:<label>, dot groups votes:<id>:<label>:<level>."""
    height = height_of(values, style)
    top = height - (style.pt(17.5) if values.head else 0)
    columns = _columns(values, style, width, side)
    shapes = _head(values.head, style, columns, height) if values.head else []
    for at, one in enumerate(values.rounds):
        base = top - style.pt(STEP) * (at + 1) + style.pt(4.5)
        shapes.append(draw.Part(f"round:{values.id}:{one.label}", _round(values.id, one, style, base, columns, side)))
    return draw.picture(width, height, shapes)


class _Columns(Struct, frozen=True):
    """Width of a level's cell; left of the light, right of the agreement, right of the mode."""

    cell: float
    light: float
    agreement: float
    mode: float


def _left(style: Style) -> float:
    return style.pt(12.5)


def _head(head: tuple[str, ...], style: Style, columns: _Columns, height: float) -> draw.Shapes:
    size, colour, base = style.metrics.caption, style.palette.ink3, height - style.pt(10)
    shapes = draw.label(0, base, head[0], size, colour)
    for level in range(5):
        shapes += draw.label(_left(style) + columns.cell * (level + 0.5), base, head[1 + level], size, colour, anchor="middle")
    shapes += draw.label(columns.light, base, head[6], size, colour)
    shapes += draw.label(columns.agreement, base, head[7], size, colour, anchor="end")
    return shapes + draw.label(columns.mode, base, head[8], size, colour, anchor="end")


def _columns(values: VoteStrip, style: Style, width: float, side: bool) -> _Columns:
    """The mode is as wide as its widest text; on paper the cells of the levels give way to the words beside them."""
    size, small, left, cell = style.metrics.body, style.metrics.caption, _left(style), style.pt(CELL)
    head = values.head or ("",) * 9
    modes = [draw.label_width(one.mode, size) for one in values.rounds]
    agreement = width - max([*modes, style.pt(20), draw.label_width(head[8], small)]) - style.pt(8)
    if style.hatched:
        figures = max([draw.label_width(one.agreement, size) for one in values.rounds] + [style.pt(10)])
        words = [_least(one, style) for one in values.rounds]
        heads = draw.label_width(head[6], small) + draw.label_width(head[7], small)
        beside = max(max(words, default=0.0) + figures + style.pt(16), heads + style.pt(8)) + style.pt(10)
        levels = max(draw.label_width(word, small) for word in head[1:6]) + style.pt(3)
        cell = min(cell, max(((agreement - beside if side else width) - left - style.pt(0.5)) / 5, style.pt(NARROW), levels if side else 0))
    return _Columns(cell, left + cell * 5 + style.pt(10), agreement, width)


def _least(one: Round, style: Style) -> float:
    """The room the light's word needs when its kind stands below it."""
    word, _dot, kind = one.word.partition(" · ")
    return max(draw.label_width(word, style.metrics.body, one.light == "consensus"), draw.label_width(kind, style.metrics.caption))


def _round(id: str, one: Round, style: Style, base: float, columns: _Columns, side: bool) -> draw.Shapes:
    palette, cell, left = style.palette, columns.cell, _left(style)
    shapes = draw.label(0, base + style.pt(3), one.label, style.metrics.caption, palette.ink2)
    shapes.append(draw.line(left, base, left + 5 * cell, base, palette.rule, style.metrics.hair))
    shapes += [draw.line(left + at * cell, base, left + at * cell, base + style.pt(3), palette.rule, style.metrics.hair) for at in range(6)]
    if one.counts is None:
        shapes += _hidden(one.hidden, left + 2.5 * cell, base + style.pt(4), 5 * cell - style.pt(6), style)
    for level, count in enumerate(one.counts or (), start=1):
        if count:
            colour = palette.accent if level == one.record else palette.ink3
            shapes.append(draw.Part(f"votes:{id}:{one.label}:{level}", _dots(left + (level - 0.5) * cell, base, count, colour, style)))
    if one.counts is not None and one.median is not None:
        x, tip, wing = left + (one.median - 0.5) * cell, base - style.pt(0.9), style.pt(2.6)
        shapes.append(draw.poly([(x, tip), (x + wing, tip - style.pt(4)), (x - wing, tip - style.pt(4))], palette.ink))
    return shapes + (_side(one, style, base, columns) if side else [])


def _hidden(text: str, middle: float, base: float, room: float, style: Style) -> draw.Shapes:
    """Why no vote is shown, in the place of the dots; long words in two lines."""
    size = style.metrics.caption
    lines = draw.wrapped(text, size, room, most=2)
    shapes: draw.Shapes = []
    for at, line in enumerate(lines):
        lift = size * (1.15 * (len(lines) - 1 - at) - 0.1 * (len(lines) - 1))
        shapes += draw.label(middle, base + lift, line, size, style.palette.ink3, anchor="middle")
    return shapes


def _dots(centre: float, base: float, count: int, colour: str, style: Style) -> draw.Shapes:
    radius, pitch = style.pt(2), style.pt(PITCH)
    lowest = base + style.pt(3.2)
    if count > MOST:
        size = style.metrics.body
        return [
            draw.disc(centre - size, lowest + pitch, radius, colour),
            *draw.label(centre - size * 0.6, lowest + pitch - size * 0.36, f"×{count}", size, colour),
        ]
    columns = -(-count // HIGH)
    start = centre - (columns - 1) * pitch / 2
    # filled row by row from the base, so that a stack never stands on air
    return [draw.disc(start + at % columns * pitch, lowest + at // columns * pitch, radius, colour) for at in range(count)]


def _side(one: Round, style: Style, base: float, columns: _Columns) -> draw.Shapes:
    palette, size = style.palette, style.metrics.body
    left, agreement, right = columns.light, columns.agreement, columns.mode
    middle = base + style.pt(6)
    shapes = light_mark(one.light, left + style.pt(4.6), middle, style) if one.light else []
    text, strong = middle - size * 0.36, one.light == "consensus"
    room = agreement - draw.label_width(one.agreement, size) - style.pt(15) - left
    shapes += _word(one.word, left + style.pt(11.5), middle, room, strong, style)
    shapes += draw.label(agreement, text, one.agreement, size, palette.ink, anchor="end")
    return shapes + draw.label(right, text, one.mode, size, palette.ink2, anchor="end")


def _word(word: str, x: float, middle: float, room: float, strong: bool, style: Style) -> draw.Shapes:
    """The light's word and kind on one line; where that is too long, the kind below the word in smaller type."""
    size, small = style.metrics.body, style.metrics.caption
    if draw.label_width(word, size, strong) <= room:
        return draw.label(x, middle - size * 0.36, word, size, style.palette.ink, bold=strong)
    first, _dot, rest = word.partition(" · ")
    lines = [first, rest] if rest else draw.wrapped(word, small, room, strong, most=2)
    shapes: draw.Shapes = []
    for at, line in enumerate(lines):
        base = middle + small * (0.6 * (len(lines) - 1) - 1.2 * at - 0.36)
        fitting = min(small, max(style.pt(7), small * (room - 0.1) / max(draw.label_width(line, small, strong), 1.0)))
        shapes += draw.label(x, base, draw.shorten(line, fitting, room, strong), fitting, style.palette.ink, bold=strong)
    return shapes
