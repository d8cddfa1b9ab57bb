"""Small marks that stand in a line of text or a table cell: level chip, light, criterion square, pain squares, series key."""

from __future__ import annotations

from typing import Any, Literal

from msgspec import Struct

from workshop.figures import draw
from workshop.figures.style import Style

LightKind = Literal["consensus", "discuss", "split", "few"]
Met = Literal["yes", "partly", "no"]
SeriesKind = Literal["now", "projected", "target"]


class Chip(Struct, frozen=True):
    """A recorded level 1–5; `side` in points of paper, 12 or 14 in text, wider for a hatched cell (`wide`)."""

    level: int
    side: float = 12
    wide: float = 0


class Light(Struct, frozen=True):
    """How a round ended, told by shape; `word` stands to its right when given."""

    kind: LightKind
    word: str = ""
    bold: bool = False


class Square(Struct, frozen=True):
    """A criterion: filled, half or empty."""

    met: Met
    side: float = 5


class Pain(Struct, frozen=True):
    """How hard a pain point hurts: 0, 1 or 2 of two squares filled."""

    weight: int


def chip(values: Chip, style: Style) -> Any:
    """The level as a small square with its number, 0.75 of the side high."""
    side, width = style.pt(values.side), style.pt(values.wide or values.side)
    shapes = draw.level_box(0.25, 0.25, width - 0.5, side - 0.5, values.level, style, style.metrics.body if values.wide else side * 0.75)
    return draw.picture(width, side, [draw.Part(f"level:{values.level}", shapes)])


def light_mark(kind: LightKind, x: float, y: float, style: Style) -> draw.Shapes:
    """The mark itself, centred on (x, y)."""
    radius, ink = style.pt(3.4), style.palette.ink
    pen = max(style.metrics.hair, style.pt(0.8))
    if kind == "consensus":
        return [draw.disc(x, y, radius, ink)]
    if kind == "discuss":
        return [draw.half(x, y, radius, 90, 270, ink), draw.disc(x, y, radius - pen / 2, "", ink, pen)]
    if kind == "split":
        apart = style.pt(1.1)
        return [draw.half(x - apart, y, radius, 90, 270, ink), draw.half(x + apart, y, radius, -90, 90, ink)]
    return [draw.disc(x, y, radius - pen / 2, "", style.palette.ink3, pen, (style.pt(1.4), style.pt(1.2)))]


def light(values: Light, style: Style) -> Any:
    """The mark and its word as one small picture, for a table cell."""
    size, high = style.metrics.body, style.pt(9)
    word = draw.label(style.pt(11.5), high / 2 - size * 0.36, values.word, size, style.palette.ink, values.bold)
    width = style.pt(11.5) + draw.label_width(values.word, size, values.bold) if values.word else style.pt(9.2)
    return draw.picture(width, high, [draw.Part(f"light:{values.kind}", light_mark(values.kind, style.pt(4.6), high / 2, style) + word)])


def square_mark(met: Met, x: float, y: float, side: float, style: Style, colour: str = "") -> draw.Shapes:
    """A criterion's square with its lower left corner at (x, y)."""
    ink = colour or style.palette.ink
    shapes: draw.Shapes = [draw.rect(x, y, side, side, ink if met == "yes" else style.palette.ground, ink, max(0.6, style.metrics.hair))]
    if met == "partly":
        shapes.append(draw.poly([(x, y + side), (x + side, y), (x, y)], ink))
    return shapes


def square(values: Square, style: Style) -> Any:
    """One criterion square as a picture."""
    side = style.pt(values.side)
    return draw.picture(side + 1, side + 1, square_mark(values.met, 0.5, 0.5, side, style))


def pain(values: Pain, style: Style) -> Any:
    """Two squares: none, one (present) or two (severe) filled."""
    side, step = style.pt(6.5), style.pt(9)
    colour = style.palette.accent if values.weight else style.palette.ink3
    shapes = [square_mark("yes" if at < values.weight else "no", 0.5 + at * step, 0.5, side, style, colour) for at in range(2)]
    return draw.picture(step + side + 1, side + 1, [shape for pair in shapes for shape in pair])


def series_line(kind: SeriesKind, points: list[draw.Point], style: Style, closed: bool) -> draw.Shapes:
    """One of the three lines: now solid with a tint, projected dashed, target dotted."""
    palette, data = style.palette, style.metrics.data
    if kind == "now":
        ground = [draw.poly(points, palette.accent, "", alpha=0.13)] if closed else []
        return [*ground, draw.poly(points, "", palette.accent, data, closed=closed)]
    if kind == "projected":
        return [draw.poly(points, "", palette.accent, max(0.8, data * 0.6), (style.pt(3.2), style.pt(1.8)), closed=closed)]
    return [draw.poly(points, "", palette.ink3, max(0.9, data * 0.5), (style.pt(0.9), style.pt(2.1)), closed=closed)]


def series_mark(kind: SeriesKind, x: float, y: float, style: Style) -> Any:
    """The mark on a line: filled disc, hollow disc, diamond."""
    palette, dot, pen = style.palette, style.metrics.dot, max(0.9, style.metrics.edge)
    if kind == "now":
        return draw.disc(x, y, dot, palette.accent, palette.accent, pen * 0.5)
    if kind == "projected":
        return draw.disc(x, y, dot, palette.ground, palette.accent, pen)
    return draw.diamond(x, y, dot * 1.25, palette.ground, palette.ink2, pen * 0.8)


def series_key(kind: SeriesKind, x: float, y: float, word: str, style: Style, id: str = "") -> Any:
    """A short line with its mark and the word for it; `y` is the text's baseline."""
    size, length = style.metrics.body, style.pt(15)
    middle = y + size * 0.36
    palette = style.palette
    colour = {"now": palette.accent, "projected": palette.accent, "target": palette.ink}[kind]
    shapes = series_line(kind, [(x, middle), (x + length, middle)], style, closed=False)
    shapes.append(series_mark(kind, x + length / 2, middle, style))
    return draw.Part(id or f"key:{kind}", shapes + draw.label(x + length + style.pt(4), y, word, size, colour, bold=kind == "now"))
