"""The votes of one indicator, round under round: a dot per vote, the median below, and what it means to the right. Never a mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from workshop.figures import draw
from workshop.figures.marks import LightKind, light_mark
from workshop.figures.style import Style

CELL, PITCH, HIGH, STEP = 37.0, 5.0, 3, 22.5  # of one level; of dots; dots in a stack; of rounds
MOST = 21  # dots that fit a cell; more are one dot and ×n


@dataclass(frozen=True)
class Round:
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


@dataclass(frozen=True)
class VoteStrip:
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
    shapes = _head(values.head, style, _columns(values, style, width), height) if values.head else []
    for at, one in enumerate(values.rounds):
        base = top - style.pt(STEP) * (at + 1) + style.pt(4.5)
        shapes.append(
            draw.Part(
                f"round:{values.id}:{one.label}", _round(values.id, one, style, base, _columns(values, style, width) if side else None)
            )
        )
    return draw.picture(width, height, shapes)


def _left(style: Style) -> float:
    return style.pt(12.5)


def _head(head: tuple[str, ...], style: Style, columns: tuple[float, float, float], height: float) -> draw.Shapes:
    size, colour, base = style.metrics.caption, style.palette.ink3, height - style.pt(10)
    shapes = draw.label(0, base, head[0], size, colour)
    for level in range(5):
        shapes += draw.label(_left(style) + style.pt(CELL) * (level + 0.5), base, head[1 + level], size, colour, anchor="middle")
    left, agreement, right = columns
    shapes += draw.label(left, base, head[6], size, colour)
    shapes += draw.label(agreement, base, head[7], size, colour, anchor="end")
    return shapes + draw.label(right, base, head[8], size, colour, anchor="end")


def _side_left(style: Style) -> float:
    return _left(style) + style.pt(CELL * 5 + 10)


def _columns(values: VoteStrip, style: Style, width: float) -> tuple[float, float, float]:
    """Left of the light, right of the agreement, right of the mode, which is as wide as its widest text."""
    modes = [draw.label_width(one.mode, style.metrics.body) for one in values.rounds]
    return _side_left(style), width - max([*modes, style.pt(20)]) - style.pt(8), width


def _round(id: str, one: Round, style: Style, base: float, columns: tuple[float, float, float] | None) -> draw.Shapes:
    palette, cell, left = style.palette, style.pt(CELL), _left(style)
    shapes = draw.label(0, base + style.pt(3), one.label, style.metrics.caption, palette.ink2)
    shapes.append(draw.line(left, base, left + 5 * cell, base, palette.rule, style.metrics.hair))
    shapes += [draw.line(left + at * cell, base, left + at * cell, base + style.pt(3), palette.rule, style.metrics.hair) for at in range(6)]
    if one.counts is None:
        shapes += draw.label(left + 2.5 * cell, base + style.pt(4), one.hidden, style.metrics.caption, palette.ink3, anchor="middle")
    for level, count in enumerate(one.counts or (), start=1):
        if count:
            colour = palette.accent if level == one.record else palette.ink3
            shapes.append(draw.Part(f"votes:{id}:{one.label}:{level}", _dots(left + (level - 0.5) * cell, base, count, colour, style)))
    if one.counts is not None and one.median is not None:
        x, tip, wing = left + (one.median - 0.5) * cell, base - style.pt(0.9), style.pt(2.6)
        shapes.append(draw.poly([(x, tip), (x + wing, tip - style.pt(4)), (x - wing, tip - style.pt(4))], palette.ink))
    return shapes + (_side(one, style, base, columns) if columns else [])


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


def _side(one: Round, style: Style, base: float, columns: tuple[float, float, float]) -> draw.Shapes:
    palette, size = style.palette, style.metrics.body
    left, agreement, right = columns
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
        shapes += draw.label(x, base, draw.shorten(line, small, room, strong), small, style.palette.ink, bold=strong)
    return shapes
