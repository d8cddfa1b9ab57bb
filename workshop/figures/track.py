"""The score track: bands of the grade from 20 to 100, where the bank is, is projected and wants to be, and the survey of 2019 below."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import permutations
from typing import Any, Literal

from msgspec import Struct

from workshop.figures import draw
from workshop.figures.style import Style

LOW, HIGH = 20.0, 100.0
BANDS = (20.0, 40.0, 60.0, 80.0, 100.0)
MarkKind = Literal["now", "projected", "target", "surveyed"]


class TrackMark(Struct, frozen=True):
    """A score 20–100 and its whole label, such as "现状 61.4"."""

    kind: MarkKind
    score: float
    label: str


class Track(Struct, frozen=True):
    """`bands` are the words of grades 1–4; `top` is the tick of grade 5 at 100; `own` is the grade (1–5) that holds now."""

    bands: tuple[str, str, str, str]
    top: str
    own: int | None
    marks: tuple[TrackMark, ...]


def track(values: Track, style: Style, *, width: float = 190) -> Any:
    """Labels above in as many rows as they need, none over another; surveyed marks below. Ids: mark:<kind>, band:<grade>."""
    size, bar = style.metrics.body, style.pt(10)
    line = size * 1.35

    def x_of(score: float) -> float:
        return 0.25 + (width - 0.5) * (max(LOW, min(score, HIGH)) - LOW) / (HIGH - LOW)

    above = [mark for mark in values.marks if mark.kind != "surveyed"]
    below = [mark for mark in values.marks if mark.kind == "surveyed"]
    rows, places = _stack(above, x_of, size, width, style.pt(4))
    under, low_places = _stack(below, x_of, size, width, style.pt(4))
    base = style.pt(15) + under * line
    height = base + bar + style.pt(8) + rows * line
    shapes = _bands(values, style, base, bar, x_of)
    for mark, (row, left) in zip(above, places, strict=True):
        shapes.append(
            draw.Part(f"mark:{mark.kind}", _above(mark, x_of(mark.score), left, base + bar, base + bar + style.pt(8.5) + row * line, style))
        )
    for mark, (row, left) in zip(below, low_places, strict=True):
        text_y = base - style.pt(12) - size - row * line
        shapes.append(draw.Part(f"mark:{mark.kind}", _below(mark, x_of(mark.score), left, base, text_y, style)))
    return draw.picture(width, height, shapes)


def _stack(marks: list[TrackMark], x_of: Any, size: float, width: float, gap: float) -> tuple[int, list[tuple[int, float]]]:
    """For each mark its row (0 nearest the bar) and the left edge of its label; labels never touch, nor cover another mark's stem."""
    wides = [draw.label_width(mark.label, size, mark.kind == "now") for mark in marks]
    stems = [x_of(mark.score) for mark in marks]
    best: list[tuple[int, float]] | None = None
    for order in permutations(range(len(marks))):  # three at most: where the first one goes decides what is left for the others
        places = _placed(order, stems, wides, width, gap, True)
        if places and (best is None or max(row for row, _left in places) < max(row for row, _left in best)):
            best = places
    best = best or _placed(range(len(marks)), stems, wides, width, gap, False) or []
    return max((row for row, _left in best), default=-1) + 1, best


def _placed(
    order: Iterable[int], stems: list[float], wides: list[float], width: float, gap: float, strict: bool
) -> list[tuple[int, float]] | None:
    """Row and left edge of each label, placed in this order; None when one finds no place. `strict`: no stem runs through a label."""
    found: dict[int, tuple[int, float]] = {}
    for at in order:
        x, wide = stems[at], wides[at]
        tries = [min(max(left, 0.0), width - wide) for left in (x - wide / 2, x - gap, x + gap - wide, x + gap / 2, x - gap / 2 - wide)]
        tries.sort(key=lambda left: any(left - gap / 2 < stem < left + wide + gap / 2 for stem in stems if stem != x))
        spots = ((row, left) for row in range(len(stems)) for left in tries)
        spot = next((spot for spot in spots if _clear(at, spot, found, stems, wides, gap, strict)), None)
        if spot is None:
            return None
        found[at] = spot
    return [found[at] for at in range(len(stems))]


def _clear(
    at: int, spot: tuple[int, float], found: dict[int, tuple[int, float]], stems: list[float], wides: list[float], gap: float, strict: bool
) -> bool:
    """Whether a label fits here beside those placed; a stem rises to its label's row, and one that has none yet may rise further."""
    row, left = spot
    right = left + wides[at]
    for other, stem in enumerate(stems):
        if other == at:
            continue
        other_row, other_left = found.get(other, (len(stems), 0.0))
        if other_row == row and left < other_left + wides[other] + gap and other_left < right + gap:
            return False
        if not strict or other not in found:
            continue
        if other_row > row and left - gap / 2 < stem < right + gap / 2:
            return False
        if row > other_row and other_left - gap / 2 < stems[at] < other_left + wides[other] + gap / 2:
            return False  # our own stem would run through its label
    return True


def _bands(values: Track, style: Style, base: float, bar: float, x_of: Any) -> draw.Shapes:
    palette, axis, small = style.palette, style.metrics.axis, style.metrics.caption
    shapes: draw.Shapes = []
    for at, word in enumerate(values.bands):
        left, right = x_of(BANDS[at]), x_of(BANDS[at + 1])
        own = values.own == at + 1
        box = draw.rect(left, base, right - left, bar, palette.now if own else palette.ground, palette.ink2, style.metrics.hair)
        name = draw.label(
            (left + right) / 2, base + bar / 2 - small * 0.36, word, small, palette.accent if own else palette.ink2, own, "middle"
        )
        shapes.append(draw.Part(f"band:{at + 1}", [box, *name]))
    y = base - axis - style.pt(1.5)
    stems = [x_of(mark.score) for mark in values.marks if mark.kind == "surveyed"]
    for score in BANDS:
        anchor = "start" if score == LOW else "end" if score == HIGH else "middle"
        if any(abs(stem - x_of(score)) < axis for stem in stems):
            shapes += draw.label(max(stems) + style.pt(3.5), y, f"{score:.0f}", axis, palette.ink3)  # beside the stem, not under it
            continue
        text = f"{score:.0f}" if score != HIGH else " ".join(part for part in (values.top, f"{score:.0f}") if part)
        bold = score == HIGH and values.own == len(BANDS)
        shapes += draw.label(x_of(score), y, text, axis, palette.accent if bold else palette.ink3, bold, anchor)
    shapes.append(draw.line(x_of(HIGH), base - style.pt(2), x_of(HIGH), base + bar + style.pt(2), palette.ink2, style.metrics.edge))
    return shapes


def _above(mark: TrackMark, x: float, left: float, top: float, text_y: float, style: Style) -> draw.Shapes:
    palette, size, half = style.palette, style.metrics.body, style.pt(2.8)
    colour = {"now": palette.accent, "projected": palette.accent, "target": palette.ink}.get(mark.kind, palette.ink)
    stem_foot, shapes = top, []
    if mark.kind == "now":
        shapes = [draw.poly([(x, top), (x + half, top + half * 1.8), (x - half, top + half * 1.8)], palette.accent)]
        stem_foot = top + half * 1.8
    elif mark.kind == "projected":
        shapes = [draw.rect(x - half * 0.8, top - half * 0.2, half * 1.6, half * 1.6, palette.ground, palette.accent, style.metrics.edge)]
        stem_foot = top + half * 1.4
    else:
        dash = (style.pt(2), style.pt(1.4))
        shapes = [draw.line(x, top - style.pt(10), x, top + style.pt(6), palette.ink, style.metrics.edge, dash)]
        stem_foot = top + style.pt(6)
    if text_y - stem_foot > size * 0.8:
        shapes.append(draw.line(x, stem_foot, x, text_y - size * 0.25, colour, style.metrics.hair))
    return shapes + draw.plate(left, text_y, mark.label, size, colour, palette.ground, mark.kind == "now")


def _below(mark: TrackMark, x: float, left: float, base: float, text_y: float, style: Style) -> draw.Shapes:
    palette, half = style.palette, style.pt(2.8)
    shapes: draw.Shapes = [
        draw.line(x, base - half * 1.8, x, text_y + style.metrics.body, palette.ink2, style.metrics.hair),
        draw.poly(
            [(x, base), (x + half, base - half * 1.8), (x - half, base - half * 1.8)], palette.ground, palette.ink, style.metrics.hair * 1.4
        ),
    ]
    return shapes + draw.label(left, text_y, mark.label, style.metrics.body, palette.ink2)
