"""The radar: what the room sees now, what the plan is projected to reach and the target, on a fixed axis from 0 to 5."""

from __future__ import annotations

import math
from typing import Any

from msgspec import Struct

from workshop.figures import draw
from workshop.figures.marks import SeriesKind, series_key, series_line, series_mark
from workshop.figures.style import Style

TOP = 5  # levels; the axis never follows the data, or a poor picture would look like a good one
_KEYS: tuple[SeriesKind, ...] = ("now", "projected", "target")
_ORDER = _KEYS[::-1]  # what holds now is painted last, on top


class Axis(Struct, frozen=True):
    """One dimension: `name`, the line `note` under it such as "2.5 → 3.6 / 4", and its levels 0–5, None where there is none yet."""

    id: str
    name: str
    now: float | None = None
    projected: float | None = None
    target: float | None = None
    note: str = ""


class Radar(Struct, frozen=True):
    """The axes clockwise from the top, and the words of the legend for now, projected and target; an empty word hides that line's key."""

    axes: tuple[Axis, ...]
    legend: tuple[str, str, str] = ("", "", "")


def radar(values: Radar, style: Style, *, width: float = 270, height: float = 237.5) -> Any:
    """A picture of `width` × `height`; the radius is what the labels leave. Ids: axis:<id>, <series>:<id>, line:<series>, key:<series>."""
    keys: list[tuple[SeriesKind, str]] = [(kind, word) for kind, word in zip(_KEYS, values.legend, strict=True) if word]
    centre_x, centre_y, radius = _centre(values, style, width, height, bool(keys))
    spokes = [math.pi / 2 - 2 * math.pi * at / max(len(values.axes), 1) for at in range(len(values.axes))]

    def at(spoke: float, level: float) -> draw.Point:
        reach = radius * max(0.0, min(level, TOP)) / TOP
        return centre_x + reach * math.cos(spoke), centre_y + reach * math.sin(spoke)

    shapes = _web(spokes, at, style)
    for kind in _ORDER:
        points = [
            (axis, at(spoke, level)) for axis, spoke in zip(values.axes, spokes, strict=True) if (level := getattr(axis, kind)) is not None
        ]
        shapes += _series(kind, points, style, whole=len(points) == len(values.axes))
    for axis, spoke in zip(values.axes, spokes, strict=True):
        shapes.append(draw.Part(f"axis:{axis.id}", _name(axis, spoke, at(spoke, TOP), style)))
    shapes += _legend(keys, style)
    return draw.picture(width, height, shapes)


def _centre(values: Radar, style: Style, width: float, height: float, legend: bool) -> tuple[float, float, float]:
    size, note = style.metrics.body, style.metrics.caption
    sides = [max(draw.label_width(axis.name, size, bool(axis.note)), draw.label_width(axis.note, note)) for axis in values.axes] or [0.0]
    lines = (size + note if any(axis.note for axis in values.axes) else size) * 1.3
    lift = lines * 0.35 if legend and width < height * 1.4 else 0.0
    radius = min((width / 2 - max(sides) - style.pt(6)) / math.cos(math.pi / 6), (height - lift) / 2 - lines - style.pt(3))
    return width / 2, (height + lift) / 2, max(radius, style.pt(12))


def _web(spokes: list[float], at: Any, style: Style) -> draw.Shapes:
    palette, hair = style.palette, style.metrics.hair
    shapes: draw.Shapes = []
    if len(spokes) < 3:
        return shapes
    for level in range(1, TOP):
        shapes.append(draw.poly([at(spoke, level) for spoke in spokes], "", palette.light_rule, hair))
    shapes += [draw.poly([at(spoke, 0), at(spoke, TOP)], "", palette.rule, hair * 0.8, closed=False) for spoke in spokes]
    shapes.append(draw.poly([at(spoke, TOP) for spoke in spokes], "", palette.rule, hair * 1.4))
    if style.hatched:  # paper: the figures of the axis; the screen has the labels and no room for them
        size = style.metrics.axis * 0.93
        pitch = math.dist(at(spokes[0], 0), at(spokes[0], 1))
        for level in range(1, TOP + 1) if pitch >= size else (TOP,):
            x, y = at(spokes[0], level)
            shapes += draw.label(x + style.pt(5), y - size if level == TOP else y - size * 0.36, str(level), size, palette.ink3)
    return [draw.Part("web", shapes)]


def _series(kind: SeriesKind, points: list[tuple[Axis, draw.Point]], style: Style, whole: bool) -> draw.Shapes:
    if not points:
        return []
    spots = [spot for _axis, spot in points]
    shapes: draw.Shapes = []
    if whole and len(points) > 2:
        shapes.append(draw.Part(f"line:{kind}", series_line(kind, spots, style, closed=True)))
    for axis, (x, y) in points:
        shapes.append(draw.Part(f"{kind}:{axis.id}", [series_mark(kind, x, y, style)]))
    return shapes


def _name(axis: Axis, spoke: float, tip: draw.Point, style: Style) -> draw.Shapes:
    size, note = style.metrics.body, style.metrics.caption
    x, y = tip
    across, up = math.cos(spoke), math.sin(spoke)
    anchor = "middle" if abs(across) < 0.2 else "start" if across > 0 else "end"
    x += 0 if anchor == "middle" else style.pt(6) * (1 if across > 0 else -1)
    two = bool(axis.note)
    if up > 0.9:
        y += style.pt(4) + (note * 1.35 if two else 0)
    elif up < -0.9:
        y -= style.pt(4) + size * 0.9
    else:
        y += note * 0.35 if two else -size * 0.36
    shapes = draw.label(x, y, axis.name, size, style.palette.ink, bold=two, anchor=anchor)
    if two:
        shapes += draw.label(x, y - note * 1.4, axis.note, note, style.palette.ink2, anchor=anchor)
    return shapes


def _legend(keys: list[tuple[SeriesKind, str]], style: Style) -> draw.Shapes:
    step = style.metrics.body * 1.5
    return [series_key(kind, 0, step * (len(keys) - 1 - row) + style.pt(3), word, style) for row, (kind, word) in enumerate(keys)]
