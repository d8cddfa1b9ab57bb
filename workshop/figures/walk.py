"""From a figure to plain values a screen can paint: paths, text, pens, brushes, transforms and ids, in painting order.

The values hold no reportlab type, so that the widget that paints them never needs reportlab; coordinates are the drawing's own, y upwards.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from reportlab.graphics.shapes import Drawing

Matrix = tuple[float, float, float, float, float, float]
Rgba = tuple[float, float, float, float]
Move = tuple[str, tuple[float, ...]]  # "M" x y · "L" x y · "C" x1 y1 x2 y2 x y · "Z"
STILL: Matrix = (1, 0, 0, 1, 0, 0)
_ROUND = 0.5522847498  # of the radius: the handles of a quarter circle


class Pen(NamedTuple):
    """A stroke: colour, width, dash pattern in drawing units (empty = solid)."""

    colour: Rgba
    width: float
    dash: tuple[float, ...]


class PathItem(NamedTuple):
    """A shape: moves, brush and pen (either may be None), and where it stands."""

    id: str
    moves: tuple[Move, ...]
    brush: Rgba | None
    pen: Pen | None
    transform: Matrix


class TextItem(NamedTuple):
    """A run of text with its baseline at (x, y), in one face."""

    id: str
    x: float
    y: float
    text: str
    face: str
    size: float
    colour: Rgba
    transform: Matrix


class Picture(NamedTuple):
    """A whole figure: its size and what to paint, first things first."""

    width: float
    height: float
    items: tuple[PathItem | TextItem, ...]


def walk(drawing: Drawing) -> Picture:
    """The drawing as plain values; shapes belong to the innermost identified group around them."""
    return Picture(float(drawing.width), float(drawing.height), tuple(_group(drawing, STILL, "")))


def _group(group: Any, matrix: Matrix, id: str) -> Iterator[PathItem | TextItem]:
    id = getattr(group, "id", id)
    inner = _times(matrix, tuple(getattr(group, "transform", STILL)))
    for shape in group.contents:
        if hasattr(shape, "contents"):
            yield from _group(shape, inner, id)
        elif hasattr(shape, "text"):
            yield TextItem(id, shape.x, shape.y, shape.text, shape.fontName, shape.fontSize, _rgba(shape.fillColor) or (0, 0, 0, 1), inner)
        else:
            yield PathItem(id, tuple(_moves(shape)), _rgba(getattr(shape, "fillColor", None)), _pen(shape), inner)


def _times(outer: Matrix, inner: tuple[float, ...]) -> Matrix:
    """The transform that does `inner`, then `outer`."""
    a, b, c, d, e, f = outer
    g, h, i, j, k, m = inner
    return (a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * m + e, b * k + d * m + f)


def _rgba(colour: Any) -> Rgba | None:
    return None if colour is None else (float(colour.red), float(colour.green), float(colour.blue), float(colour.alpha))


def _pen(shape: Any) -> Pen | None:
    colour = _rgba(getattr(shape, "strokeColor", None))
    if colour is None or not shape.strokeWidth:
        return None
    return Pen(colour, float(shape.strokeWidth), tuple(float(part) for part in shape.strokeDashArray or ()))


def _moves(shape: Any) -> Iterator[Move]:
    """The outline of one reportlab shape. Raises TypeError for a kind figures do not use."""
    kind = type(shape).__name__
    if kind == "Line":
        yield from (("M", (shape.x1, shape.y1)), ("L", (shape.x2, shape.y2)))
    elif kind == "Rect":
        yield from _box(shape.x, shape.y, shape.width, shape.height, min(shape.rx or 0, shape.width / 2, shape.height / 2))
    elif kind == "Circle":
        yield from _arc(shape.cx, shape.cy, shape.r, 0, 360)
        yield ("Z", ())
    elif kind == "Wedge":
        yield ("M", (shape.centerx, shape.centery))
        yield from _arc(shape.centerx, shape.centery, shape.radius, shape.startangledegrees, shape.endangledegrees, begin="L")
        yield ("Z", ())
    elif kind in ("Polygon", "PolyLine"):
        yield from (("L" if at else "M", (shape.points[at], shape.points[at + 1])) for at in range(0, len(shape.points), 2))
        if kind == "Polygon":
            yield ("Z", ())
    elif kind == "Path":
        yield from _path(shape)
    else:
        raise TypeError(kind)


def _box(x: float, y: float, wide: float, high: float, corner: float) -> Iterator[Move]:
    if not corner:
        yield from (("M", (x, y)), ("L", (x + wide, y)), ("L", (x + wide, y + high)), ("L", (x, y + high)), ("Z", ()))
        return
    handle = corner * (1 - _ROUND)
    right, top = x + wide, y + high
    yield ("M", (x + corner, y))
    yield from (("L", (right - corner, y)), ("C", (right - handle, y, right, y + handle, right, y + corner)))
    yield from (("L", (right, top - corner)), ("C", (right, top - handle, right - handle, top, right - corner, top)))
    yield from (("L", (x + corner, top)), ("C", (x + handle, top, x, top - handle, x, top - corner)))
    yield from (("L", (x, y + corner)), ("C", (x, y + handle, x + handle, y, x + corner, y)), ("Z", ()))


def _arc(x: float, y: float, radius: float, start: float, end: float, begin: str = "M") -> Iterator[Move]:
    """An arc in pieces of at most a quarter, anticlockwise."""
    pieces = max(1, math.ceil(abs(end - start) / 90 - 1e-9))
    step = math.radians(end - start) / pieces
    handle = 4 / 3 * math.tan(step / 4) * radius
    angle = math.radians(start)
    yield (begin, (x + radius * math.cos(angle), y + radius * math.sin(angle)))
    for _piece in range(pieces):
        cos0, sin0, cos1, sin1 = math.cos(angle), math.sin(angle), math.cos(angle + step), math.sin(angle + step)
        yield (
            "C",
            (
                x + radius * cos0 - handle * sin0, y + radius * sin0 + handle * cos0,
                x + radius * cos1 + handle * sin1, y + radius * sin1 - handle * cos1,
                x + radius * cos1, y + radius * sin1,
            ),
        )  # fmt: skip
        angle += step


def _path(shape: Any) -> Iterator[Move]:
    points = iter(shape.points)
    for operator in shape.operators:
        letter, count = (("M", 2), ("L", 2), ("C", 6), ("Z", 0))[operator]
        yield (letter, tuple(next(points) for _at in range(count)))
