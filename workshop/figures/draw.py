"""The few shapes figures are made of, in the order they are painted; the only module that makes reportlab shapes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from workshop.figures import (  # first: the faces are registered before the shapes read their default
    breaks,
    fontbook,
)

# isort: split
from reportlab.graphics.shapes import (
    Circle,
    Drawing,
    Group,
    Line,
    Path,
    Polygon,
    PolyLine,
    Rect,
    String,
    Wedge,
)
from reportlab.lib.attrmap import AttrMap, AttrMapValue
from reportlab.lib.colors import Color, HexColor
from reportlab.lib.validators import isString

from workshop.figures.style import Level, Style

Point = tuple[float, float]
Shapes = list[Any]

ROUND = 1


class Part(Group):  # type: ignore[misc]
    """A group of shapes that is one thing to the reader: `id` says which, such as "bar:M7"; walk and hit-testing use it."""

    _attrMap = AttrMap(BASE=Group, id=AttrMapValue(isString, desc="what this is, for hit-testing"))

    def __init__(self, id: str, shapes: Iterable[Any] = ()) -> None:
        super().__init__(*shapes)
        self.id = id


def picture(width: float, height: float, shapes: Iterable[Any]) -> Any:
    """The finished Drawing."""
    return Drawing(width, height, *shapes)


def bundle(shapes: Iterable[Any]) -> Any:
    """Several shapes as one, without an id of its own."""
    return Group(*shapes)


def ink(colour: str, alpha: float = 1.0) -> Any:
    """A colour of the palette; None for the empty string, which means "do not paint"."""
    if not colour:
        return None
    solid = HexColor(colour)
    return solid if alpha >= 1 else Color(solid.red, solid.green, solid.blue, alpha)


def line(x1: float, y1: float, x2: float, y2: float, colour: str, width: float, dash: Sequence[float] = ()) -> Any:
    """A straight stroke."""
    return Line(x1, y1, x2, y2, strokeColor=ink(colour), strokeWidth=width, strokeDashArray=list(dash) or None, strokeLineCap=0)


def rect(
    x: float,
    y: float,
    width: float,
    height: float,
    fill: str = "",
    stroke: str = "",
    pen: float = 0.5,
    dash: Sequence[float] = (),
    corner: float = 0,
) -> Any:
    """A box from its lower left corner; `corner` rounds it."""
    corner = max(0.0, min(corner, width / 2, height / 2))
    return Rect(
        x, y, max(width, 0.0), max(height, 0.0), rx=corner, ry=corner, fillColor=ink(fill), strokeColor=ink(stroke),
        strokeWidth=pen, strokeDashArray=list(dash) or None,
    )  # fmt: skip


def disc(x: float, y: float, radius: float, fill: str = "", stroke: str = "", pen: float = 0.5, dash: Sequence[float] = ()) -> Any:
    """A circle."""
    return Circle(x, y, radius, fillColor=ink(fill), strokeColor=ink(stroke), strokeWidth=pen, strokeDashArray=list(dash) or None)


def half(x: float, y: float, radius: float, start: float, end: float, fill: str) -> Any:
    """A filled slice of a disc, degrees anticlockwise from east."""
    return Wedge(x, y, radius, start, end, fillColor=ink(fill), strokeColor=None)


def poly(
    points: Sequence[Point],
    fill: str = "",
    stroke: str = "",
    pen: float = 0.5,
    dash: Sequence[float] = (),
    alpha: float = 1.0,
    closed: bool = True,
) -> Any:
    """A polygon, or with `closed` false a bent line."""
    flat = [coordinate for point in points for coordinate in point]
    dashes = list(dash) or None
    if not closed:
        return PolyLine(flat, strokeColor=ink(stroke), strokeWidth=pen, strokeDashArray=dashes, strokeLineJoin=ROUND, fillColor=None)
    return Polygon(flat, fillColor=ink(fill, alpha), strokeColor=ink(stroke), strokeWidth=pen, strokeDashArray=dashes, strokeLineJoin=ROUND)


def diamond(x: float, y: float, radius: float, fill: str, stroke: str, pen: float) -> Any:
    """A square on its corner."""
    return poly([(x, y + radius), (x + radius, y), (x, y - radius), (x - radius, y)], fill, stroke, pen)


def label(x: float, y: float, text: str, size: float, colour: str, bold: bool = False, anchor: str = "start") -> Shapes:
    """One line of text with its baseline at `y`; `anchor` is start, middle or end. Any text is safe: see `fontbook.visible`."""
    text = fontbook.visible(text).strip()
    pieces = list(fontbook.runs(text, bold))
    if anchor != "start":
        x -= fontbook.width(text, size, bold) / (2 if anchor == "middle" else 1)
    shapes: Shapes = []
    for run in pieces:
        shapes.append(String(x, y, run.text, fontName=run.face, fontSize=size, fillColor=ink(colour)))
        x += fontbook.width(run.text, size, bold)
    return shapes


def label_width(text: str, size: float, bold: bool = False) -> float:
    """The width `label` will take."""
    return fontbook.width(fontbook.visible(text).strip(), size, bold)


def shorten(text: str, size: float, room: float, bold: bool = False) -> str:
    """`text` as it is if it fits `room`, else cut after a whole atom with an ellipsis."""
    text = fontbook.visible(text).strip()
    if fontbook.width(text, size, bold) <= room:
        return text
    for _start, end in reversed(breaks.atoms(text)):
        if fontbook.width(text[:end] + "…", size, bold) <= room:
            return text[:end] + "…"
    for end in range(len(text), 0, -1):
        if fontbook.width(text[:end] + "…", size, bold) <= room:
            return text[:end] + "…"
    return ""


def wrapped(text: str, size: float, room: float, bold: bool = False, most: int = 99, even: bool = True) -> list[str]:
    """`text` in lines no wider than `room`, of `even` lengths or each as full as can be; the last of `most` lines is shortened."""
    return list(_wrapped(fontbook.visible(text).strip(), size, room, bold, most, even))


@lru_cache(maxsize=1 << 12)  # a page is tried in several layouts and set in two passes
def _wrapped(text: str, size: float, room: float, bold: bool, most: int, even: bool) -> tuple[str, ...]:
    widths = [fontbook.width(char, size, bold) for char in text]
    lines = breaks.fill(text, widths, room, room)
    less, widest = room, max((sum(widths[start:end]) for start, end in breaks.atoms(text)), default=0.0)
    while even and len(lines) > 1 and less > room * 0.55:  # even lengths: a narrower fill of as many lines reads better than a widow
        less -= size / 4
        narrower = breaks.fill(text, widths, less, less)
        if len(narrower) > len(lines) or less < widest:
            break
        lines = narrower
    found = [text[one.start : one.end] for one in lines]
    if len(found) <= most:
        return tuple(found)
    last = found[most - 1] + "…"
    while len(last) > 1 and fontbook.width(last, size, bold) > room:
        last = last[:-2] + "…"
    return (*found[: most - 1], last)


def plate(
    x: float, y: float, text: str, size: float, colour: str, ground: str, bold: bool = False, anchor: str = "start", drop: float = 0.22
) -> Shapes:
    """Text on a plate of the ground's colour, so that rules and bars do not run through it; it reaches `drop` em below the baseline."""
    width = label_width(text, size, bold)
    left = x - (0 if anchor == "start" else width / 2 if anchor == "middle" else width)
    pad = size * 0.15
    return [
        rect(left - pad, y - size * drop, width + 2 * pad, size * (0.88 + drop), ground),
        *label(x, y, text, size, colour, bold, anchor),
    ]


def hatch(x: float, y: float, width: float, height: float, kind: str, every: float, pen: float, colour: str) -> Shapes:
    """Lines within a box: "rising" diagonals or "upright" ones, `every` points apart; no clipping is needed."""
    if kind == "upright":
        count = int((width - every / 4) / every)
        start = x + (width - (count - 1) * every) / 2
        return [line(start + at * every, y, start + at * every, y + height, colour, pen) for at in range(count)]
    strokes: Shapes = []
    step = every * 2**0.5
    at = -height + step / 2
    while at < width:
        low, high = max(0.0, at), min(width, at + height)
        if high > low:
            strokes.append(line(x + low, y + low - at, x + high, y + high - at, colour, pen))
        at += step
    return strokes


def level_box(x: float, y: float, width: float, height: float, number: int, style: Style, size: float = 0.0) -> Shapes:
    """A cell of the scale: fill, hatch (paper, from 20 points wide), outline, and the number on an unhatched plate."""
    look: Level = style.level(number)
    size = size or style.metrics.body
    shapes: Shapes = [rect(x, y, width, height, look.fill, corner=style.metrics.corner * 0.8)]
    if style.hatched and look.hatch and width >= style.pt(20):
        shapes += hatch(x, y, width, height, look.hatch, style.pt(look.every), look.weight, look.hatch_ink)
        side = style.pt(13)
        shapes.append(rect(x + (width - side) / 2, y + 0.3, side, height - 0.6, look.fill))
    if look.outline:
        shapes.append(rect(x, y, width, height, "", look.outline, style.metrics.hair, corner=style.metrics.corner * 0.8))
    return shapes + label(x + width / 2, y + height / 2 - size * 0.36, str(number), size, look.number, bold=True, anchor="middle")


def curve(points: Sequence[Point], stroke: str, pen: float) -> Any:
    """A path of straight strokes with round joins, never filled."""
    path = Path(strokeColor=ink(stroke), strokeWidth=pen, fillColor=None, strokeLineJoin=ROUND)
    for at, (x, y) in enumerate(points):
        (path.lineTo if at else path.moveTo)(x, y)
    return path
