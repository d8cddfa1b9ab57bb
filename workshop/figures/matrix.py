"""Value against effort: each measure with its range of effort, lines of equal value for effort, labels that never overlap."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any, Literal

from msgspec import Struct

from workshop.figures import draw
from workshop.figures.style import Style

MarkKind = Literal["sure", "open", "behind", "must"]
Box = tuple[float, float, float, float]  # left, low, right, high
NEAR, FAR, ANY = 8, 60, 61  # rings around a mark where its label is sought; in the last resort its thread may cross what it will
STEPS = 16  # points of a thread that are looked at


class Measure(Struct, frozen=True):
    """One measure: effort with its low and high estimate, value 0–100, how sure its place is; `short` stands where no label fits."""

    id: str
    label: str
    short: str
    effort: float
    low: float
    high: float
    value: float
    kind: MarkKind = "behind"
    selected: bool = False


class Iso(Struct, frozen=True):
    """All points with value = `slope` × effort, and the words at the line's end."""

    slope: float
    label: str


class Matrix(Struct, frozen=True):
    """Both axes start at 0; `effort_head` and `value_head` name them with their units.

    `regions` name the quarters of the plane: much value for little effort, for much; little value for little effort, for much.
    """

    measures: tuple[Measure, ...]
    effort_head: str
    value_head: str
    isos: tuple[Iso, ...] = ()
    regions: tuple[str, str, str, str] | None = None


class _Plot(Struct, frozen=True):
    left: float
    low: float
    right: float
    high: float
    most: float
    top: float

    def x(self, effort: float) -> float:
        return self.left + (self.right - self.left) * min(max(effort, 0.0), self.most) / self.most

    def y(self, value: float) -> float:
        return self.low + (self.high - self.low) * min(max(value, 0.0), self.top) / self.top


def matrix(values: Matrix, style: Style, *, width: float = 470, height: float = 232.5, badges: bool = False) -> Any:
    """Labels beside the marks on paper; with `badges` the short name inside the mark (console). Ids: measure:<id>, label:<id>, iso:<n>."""
    size = style.metrics.caption
    most, step = scale(max([one.high for one in values.measures] + [one.effort for one in values.measures] + [1.0]))
    room = draw.label_width("100", style.metrics.axis) + style.pt(6)
    plot = _Plot(room, style.metrics.axis * 1.4 + size * 1.5, width - style.pt(10), height - size * 1.9, most, 105.0)
    shapes = _axes(values, style, plot, width, height, step)
    spots = _badge_spots(values, style, plot) if badges else {}
    marks_ = [_around(spot, style.metrics.body * 0.93 + 1) for spot in spots.values()]
    obstacles = marks_ if badges else [_mark_box(one, plot, style) for one in values.measures]
    shapes += _isos(values, style, plot, width, obstacles)
    shapes += _regions(values, style, plot, obstacles)
    whiskers = [one for one in values.measures if one.high > one.low and (not badges or one.selected)]
    shapes += [_whisker(one, style, plot) for one in whiskers]
    if badges:
        return draw.picture(width, height, shapes + _badges(values, style, plot, spots))
    labels = _labels(values, style, plot, obstacles, (width, height))
    marks = [draw.Part(f"measure:{one.id}", [_mark(one, plot.x(one.effort), plot.y(one.value), style)]) for one in values.measures]
    return draw.picture(width, height, shapes + labels + marks)


def effort_at(values: Matrix, style: Style, x: float, width: float) -> float:
    """The effort that a place of the picture stands for: what a drag needs."""
    most, _step = scale(max([one.high for one in values.measures] + [one.effort for one in values.measures] + [1.0]))
    left, right = draw.label_width("100", style.metrics.axis) + style.pt(6), width - style.pt(10)
    return min(max((x - left) / (right - left), 0.0), 1.0) * most


def scale(most: float) -> tuple[float, float]:
    """A round end of an axis from 0 that holds `most`, and its step: four to seven steps."""
    power = 10.0 ** math.floor(math.log10(most))
    for factor in (0.1, 0.2, 0.25, 0.5, 1.0, 2.0, 2.5, 5.0):
        step = factor * power
        if math.ceil(most / step - 1e-9) <= 7:
            return step * math.ceil(most / step - 1e-9), step
    return 10 * power, 2.5 * power


def number(value: float) -> str:
    """An axis figure without useless decimals."""
    return f"{value:,.10g}" if value >= 1000 else f"{value:.10g}"


def _axes(values: Matrix, style: Style, plot: _Plot, width: float, height: float, step: float) -> draw.Shapes:
    palette, axis, size, hair = style.palette, style.metrics.axis, style.metrics.caption, style.metrics.hair
    shapes = draw.label(0, height - size, values.value_head, size, palette.ink2)
    shapes += draw.label(width, style.pt(1.5), values.effort_head, size, palette.ink2, anchor="end")
    for value in (0, 25, 50, 75, 100):
        y = plot.y(value)
        if value:
            shapes.append(draw.line(plot.left, y, plot.right, y, palette.light_rule, hair))
        shapes += draw.label(plot.left - style.pt(4), y - axis * 0.36, str(value), axis, palette.ink3, anchor="end")
    for at in range(round(plot.most / step) + 1):
        x = plot.x(at * step)
        shapes.append(draw.line(x, plot.low, x, plot.low - style.pt(2.5), palette.ink2, hair))
        shapes += draw.label(x, plot.low - axis - style.pt(3), number(at * step), axis, palette.ink3, anchor="middle")
    shapes.append(draw.line(plot.left, plot.low, plot.right, plot.low, palette.ink2, hair * 1.5))
    if style.hatched:
        shapes.append(draw.line(plot.left, plot.low, plot.left, plot.high, palette.ink2, hair * 1.5))
    return [draw.Part("axes", shapes)]


def _isos(values: Matrix, style: Style, plot: _Plot, width: float, obstacles: list[Box]) -> draw.Shapes:
    shapes: draw.Shapes = []
    size = style.metrics.axis
    for at, iso in enumerate(one for one in values.isos if one.slope > 0):
        effort = min(plot.most, plot.top / iso.slope)
        x, y = plot.x(effort), plot.y(effort * iso.slope)
        line = draw.line(
            plot.x(0),
            plot.y(0),
            x,
            y,
            style.palette.rule if not style.hatched else style.palette.ink3,
            style.metrics.hair,
            (style.pt(3), style.pt(2)),
        )
        wide = draw.label_width(iso.label, size)
        shapes.append(draw.Part(f"iso:{at}", [line]))
        for text in _iso_places((plot.x(0), plot.y(0)), (x, y), wide, size, width, plot, style):
            if _clear(text, obstacles):
                obstacles.append(text)
                label = draw.plate(text[0], text[1] + size * 0.2, iso.label, size, style.palette.ink2, style.palette.ground)
                shapes.append(draw.Part(f"iso:{at}", label))
                break
    return shapes


def _iso_places(start: draw.Point, end: draw.Point, wide: float, size: float, width: float, plot: _Plot, style: Style) -> Iterator[Box]:
    """Places for the words of a line: at its end and a little above, then on it, nearer and nearer to its start."""
    high = size * 1.05
    left = min(end[0] - wide / 2 if end[0] < plot.right - 1 else end[0] - wide, width - wide)
    low = end[1] + style.pt(2) - size * 0.2
    while low + high < plot.high + size * 2:
        yield left, low, left + wide, low + high
        low += 1
    for part in range(95, 20, -3):
        x, y = start[0] + (end[0] - start[0]) * part / 100, start[1] + (end[1] - start[1]) * part / 100
        yield x - wide / 2, y - high / 2, x + wide / 2, y + high / 2


def _regions(values: Matrix, style: Style, plot: _Plot, obstacles: list[Box]) -> draw.Shapes:
    """The four quarters of the plane with their names, each where it touches nothing; a name without a free place is left out."""
    if values.regions is None:
        return []
    size, palette = style.metrics.axis, style.palette
    x, y, dash = plot.x(plot.most / 2), plot.y(50.0), (style.pt(1), style.pt(3))
    across = [(x, plot.low, x, plot.y(100.0)), (plot.left, y, plot.right, y)]
    shapes: draw.Shapes = [draw.Part("halves", [draw.line(*ends, palette.rule, style.metrics.hair, dash) for ends in across])]
    quarters = (
        (plot.left, y, x, plot.y(100.0)),
        (x, y, plot.right, plot.y(100.0)),
        (plot.left, plot.low, x, y),
        (x, plot.low, plot.right, y),
    )
    for at, (name, quarter) in enumerate(zip(values.regions, quarters, strict=True)):
        box = next((spot for spot in _within(quarter, draw.label_width(name, size), size * 1.15) if _clear(spot, obstacles)), None)
        if box:
            obstacles.append(box)
            text = draw.plate(box[0], box[1] + size * 0.28, name, size, palette.ink3, palette.ground)
            shapes.append(draw.Part(f"region:{at}", text))
    return shapes


def _within(room: Box, wide: float, high: float) -> Iterator[Box]:
    """Places for a name in a room, from its corners inwards."""
    side = high * 0.35
    lefts, lows = _steps(room[0] + side, room[2] - side - wide), _steps(room[1] + side, room[3] - side - high)
    for reach in range(max(len(lefts), len(lows))):
        for left in lefts[: reach + 1]:
            for low in lows[: reach + 1]:
                yield left, low, left + wide, low + high


def _steps(first: float, last: float) -> list[float]:
    """Both ends, then what lies between, every few points from the ends inwards."""
    if last < first:
        return [first]
    count = max(2, int((last - first) / 6))
    places = [first + (last - first) * at / count for at in range(count + 1)]
    return [place for pair in zip(places, reversed(places), strict=True) for place in pair][: count + 1]


def _clear(box: Box, obstacles: list[Box]) -> bool:
    return not any(_meet(box, other) for other in obstacles)


def _around(spot: draw.Point, radius: float) -> Box:
    return spot[0] - radius, spot[1] - radius, spot[0] + radius, spot[1] + radius


def _whisker(one: Measure, style: Style, plot: _Plot) -> Any:
    colour = style.palette.accent2 if not one.selected else style.palette.accent
    y, pen = plot.y(one.value), style.metrics.edge if not one.selected else style.metrics.data
    ends = [draw.line(plot.x(x), y - style.pt(1.8), plot.x(x), y + style.pt(1.8), colour, pen * 0.8) for x in (one.low, one.high)]
    return draw.Part(f"range:{one.id}", [draw.line(plot.x(one.low), y, plot.x(one.high), y, colour, pen), *ends])


def _radius(style: Style) -> float:
    return style.pt(4.3)


def _mark(one: Measure, x: float, y: float, style: Style) -> Any:
    palette, radius, pen = style.palette, _radius(style), max(1.0, style.metrics.edge * 1.2)
    if one.kind == "must":
        return draw.rect(x - radius * 0.9, y - radius * 0.9, radius * 1.8, radius * 1.8, palette.ink, palette.ink, pen)
    shapes = [draw.disc(x, y, radius, palette.accent if one.kind == "sure" else palette.ground, palette.accent, pen)]
    if one.kind == "open":
        shapes.append(draw.half(x, y, radius, 90, 270, palette.accent))
    return draw.bundle(shapes)


def _mark_box(one: Measure, plot: _Plot, style: Style) -> Box:
    x, y, radius = plot.x(one.effort), plot.y(one.value), _radius(style) + style.pt(0.8)
    return x - radius, y - radius, x + radius, y + radius


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _labels(values: Matrix, style: Style, plot: _Plot, obstacles: list[Box], page: tuple[float, float]) -> draw.Shapes:
    """Greedy, the crowded first: near places before far ones, the full label before the short one; threads lead to what is not beside."""
    size = style.metrics.caption
    taken, shapes = list(obstacles), []
    whiskers = [_whisker_box(one, plot, style) for one in values.measures]
    centre = {one.id: (plot.x(one.effort), plot.y(one.value)) for one in values.measures}
    crowd = {one.id: sum(math.dist(centre[one.id], spot) < style.pt(70) for spot in centre.values()) for one in values.measures}
    for one in sorted(values.measures, key=lambda one: (-crowd[one.id], one.id)):
        bold, anchor = one.kind in ("sure", "must"), centre[one.id]
        area = (plot.left + 1, plot.low + 1, page[0], page[1] - size * 1.6)
        tries = (
            (one.label, taken + whiskers, NEAR),
            (one.label, taken, NEAR),
            (one.short, taken, NEAR),
            (one.short, taken, FAR),
            (one.short, taken, ANY),
        )
        for text, blocked, rings in tries:
            others = [other for other in taken if not _holds(other, anchor)] if rings < ANY else []
            spots = _places(anchor, draw.label_width(text, size, bold), size * 1.15, rings, style)
            box = next((spot for spot in spots if _free(anchor, spot, blocked, others, area, style)), None)
            if box:
                side = style.pt(3)
                taken.append((box[0] - side, box[1], box[2] + side, box[3]))  # two labels on a line never read as one
                taken += _thread(anchor, box) if _led(anchor, box, style) else []
                shapes.append(_text(one, text, box, anchor, size, bold, style))
                break
    return shapes


def _whisker_box(one: Measure, plot: _Plot, style: Style) -> Box:
    y, thick = plot.y(one.value), style.pt(1)
    return plot.x(one.low), y - thick, plot.x(one.high), y + thick


def _holds(box: Box, point: draw.Point) -> bool:
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


def _free(anchor: draw.Point, box: Box, taken: list[Box], others: list[Box], area: Box, style: Style) -> bool:
    """Whether a label may stand here: on the page, on nothing that is taken, its thread across no other thing."""
    inside = box[0] >= area[0] and box[1] >= area[1] and box[2] <= area[2] and box[3] <= area[3]
    return inside and not any(_meet(box, other) for other in taken) and not _crossed(anchor, box, others, style)


def _places(anchor: draw.Point, wide: float, high: float, rings: int, style: Style) -> Iterator[Box]:
    """Boxes to try: beside and around the mark, then on widening rings."""
    x, y = anchor
    gap = _radius(style) + style.pt(1.6)
    corners = [(x + gap * 0.3, y + gap), (x + gap * 0.3, y - gap - high), (x - wide - gap * 0.3, y + gap)]
    corners += [(x - wide - gap * 0.3, y - gap - high), (x - wide / 2, y + gap), (x - wide / 2, y - gap - high)]
    corners += [(x + gap, y - high / 2), (x - wide - gap, y - high / 2)]
    yield from ((left, low, left + wide, low + high) for left, low in corners)
    for ring in range(1, rings):
        reach = gap + ring * high * 0.5
        for turn in range(16):
            angle = turn * math.pi / 8
            left = x + math.cos(angle) * (reach + wide / 2) - wide / 2
            low = y + math.sin(angle) * (reach + high / 2) - high / 2
            yield left, low, left + wide, low + high


def _near(anchor: draw.Point, box: Box) -> draw.Point:
    """The point of a label nearest to its mark."""
    return min(max(anchor[0], box[0]), box[2]), min(max(anchor[1], box[1]), box[3])


def _led(anchor: draw.Point, box: Box, style: Style) -> bool:
    """Whether the label is so far from its mark that a thread leads to it."""
    return math.dist(_near(anchor, box), anchor) > _radius(style) + style.pt(6)


def _thread(anchor: draw.Point, box: Box) -> list[Box]:
    """What the thread to a label covers."""
    (x, y), (end_x, end_y) = anchor, _near(anchor, box)
    spots = [(x + (end_x - x) * at / STEPS, y + (end_y - y) * at / STEPS) for at in range(STEPS + 1)]
    return [(left - 0.5, low - 0.5, left + 0.5, low + 0.5) for left, low in spots]


def _crossed(anchor: draw.Point, box: Box, others: list[Box], style: Style) -> bool:
    return _led(anchor, box, style) and any(_meet(spot, other) for spot in _thread(anchor, box) for other in others)


def _text(one: Measure, text: str, box: Box, anchor: draw.Point, size: float, bold: bool, style: Style) -> Any:
    shapes: draw.Shapes = []
    if _led(anchor, box, style):
        shapes.append(draw.line(*anchor, *_near(anchor, box), style.palette.ink3, style.metrics.hair))
    shapes += draw.plate(box[0], box[1] + size * 0.28, text, size, style.palette.ink, style.palette.ground, bold)
    return draw.Part(f"label:{one.id}", shapes)


def _badge_spots(values: Matrix, style: Style, plot: _Plot) -> dict[str, draw.Point]:
    """Where each badge stands: moved apart by as little as keeps them off each other, the selected one where it is."""
    radius, found = style.metrics.body * 0.93, dict[str, draw.Point]()
    for one in sorted(values.measures, key=lambda one: (not one.selected, one.id)):
        found[one.id] = _apart((plot.x(one.effort), plot.y(one.value)), list(found.values()), radius * 2 + 2, plot, radius)
    return found


def _badges(values: Matrix, style: Style, plot: _Plot, spots: dict[str, draw.Point]) -> draw.Shapes:
    """Marks that hold their short name; a thread shows the true place of one that was moved."""
    palette, radius, size = style.palette, style.metrics.body * 0.93, style.metrics.caption
    shapes: draw.Shapes = []
    for one in sorted(values.measures, key=lambda one: (not one.selected, one.id)):
        true, spot = (plot.x(one.effort), plot.y(one.value)), spots[one.id]
        strong = one.kind == "sure" or one.selected
        if math.dist(true, spot) > 1:
            shapes.insert(0, draw.line(*true, spot[0], spot[1], palette.accent2, style.metrics.hair))
        if one.kind == "must":
            mark = draw.rect(spot[0] - radius, spot[1] - radius, radius * 2, radius * 2, palette.ink, corner=style.metrics.corner)
        else:
            mark = draw.disc(spot[0], spot[1], radius, palette.accent if strong else palette.ground, palette.accent, style.metrics.edge)
        colour = palette.ground if one.kind == "must" else palette.on_accent if strong else palette.accent
        shapes.append(
            draw.Part(f"measure:{one.id}", [mark, *draw.label(spot[0], spot[1] - size * 0.36, one.short, size, colour, True, "middle")])
        )
    return shapes


def _apart(true: draw.Point, placed: list[draw.Point], apart: float, plot: _Plot, radius: float) -> draw.Point:
    for ring in range(80):
        for turn in range(16 if ring else 1):
            angle = turn * math.pi / 8
            x = min(max(true[0] + math.cos(angle) * ring * apart / 6, plot.left + radius), plot.right)
            y = min(max(true[1] + math.sin(angle) * ring * apart / 6, plot.low + radius), plot.high)
            if all(math.dist((x, y), other) >= apart for other in placed):
                return x, y
    return true
