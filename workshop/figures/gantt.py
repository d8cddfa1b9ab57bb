"""The roadmap: lanes of bars over quarters, milestones, deadlines and links; people, budget and score hang from the same time axis."""

from __future__ import annotations

from itertools import pairwise
from typing import Any, Literal

from msgspec import Struct

from workshop.figures import draw
from workshop.figures.loads import Load, ScoreLine, load_block, score_block
from workshop.figures.style import Style
from workshop.figures.timescale import Quarter, TimeScale

BarKind = Literal["must", "plain", "pinned", "ownerless"]
LABEL, HEAD, BLOCK = 134.0, 27.5, 47.5  # points of paper: labels, time axis, each block below
Taken = list[tuple[float, float, float]]  # baseline, left, right of words already in the chart


class Milestone(Struct, frozen=True):
    """`at` in quarters from the first (2.0 = end of the second quarter)."""

    at: float
    word: str


class Deadline(Struct, frozen=True):
    """A date by which the row must be done, as a flag with its word."""

    at: float
    word: str


class Row(Struct, frozen=True):
    """One measure: bar from quarter `start` up to `end` (exclusive, fractions allowed), None while it is not scheduled.

    `text` stands in the bar, or `brief` where that is too long for it; beside the bar when neither fits.
    `part` is an action under the measure above it; `critical` bars carry a heavy line below: the plan's end hangs on them.
    """

    id: str
    code: str
    name: str
    owner: str
    start: float | None
    end: float | None
    text: str = ""
    kind: BarKind = "plain"
    milestones: tuple[Milestone, ...] = ()
    deadline: Deadline | None = None
    part: bool = False
    critical: bool = False
    brief: str = ""


class Lane(Struct, frozen=True):
    """Rows under one heading; no heading when `name` is empty."""

    name: str
    rows: tuple[Row, ...]


class Gantt(Struct, frozen=True):
    """Quarters, lanes, links (from row id, to row id), the blocks below, and the time the cursor stands at (quarters), if any."""

    quarters: tuple[Quarter, ...]
    lanes: tuple[Lane, ...]
    links: tuple[tuple[str, str], ...] = ()
    loads: tuple[Load, ...] = ()
    score: ScoreLine | None = None
    cursor: float | None = None
    cursor_label: str = ""
    today: float | None = None
    today_label: str = ""


def height_of(values: Gantt, style: Style, row: float = 0.0) -> float:
    """The height the picture will have; `row` in units of the surface, 0 for the style's own."""
    rows = sum(len(lane.rows) for lane in values.lanes)
    lanes = sum(bool(lane.name) for lane in values.lanes)
    blocks = len(values.loads) + (values.score is not None)
    foot = style.metrics.body * 2.0 if values.cursor is not None else 0.0
    return style.pt(HEAD) + rows * (row or style.metrics.row) + lanes * style.metrics.lane + blocks * style.pt(BLOCK) + foot + 2


def gantt(values: Gantt, style: Style, *, width: float = 470, row: float = 0.0, labels: float = 0.0) -> Any:
    """As high as `height_of`; `labels` = width of the names. Ids: row:, bar:, milestone:<row>:<n>, deadline:, link:<from>:<to>, cursor.

    One quarter is (width − labels) / number of quarters: what a page needs to turn a drag into quarters is in `timescale`.
    """
    height = height_of(values, style, row)
    time = timescale(values, style, width, labels)
    row = row or style.metrics.row
    top = height - style.pt(HEAD)
    places = _places(values, style, top, row)
    lanes_end = min([y for y, _row in places.values()], default=top)
    shapes = _grid(values, style, time, top, lanes_end) + _lane_heads(values, style, top, row, width)
    shapes += _head(values, style, time, height)  # over the ground of the first heading, which would halve its rule
    for y, one in places.values():
        shapes.append(draw.Part(f"row:{one.id}", [*_label(one, style, y, row, time), _rule(y, width, style)]))
    shapes += _links(values, style, time, places, row)
    taken: Taken = []
    for y, one in places.values():
        shapes += _bar(one, style, time, y + row / 2, row, taken)
    y = lanes_end
    for load in values.loads:
        y -= style.pt(BLOCK)
        shapes.append(draw.Part(f"load:{load.id}", load_block(load, style, time, y, style.pt(BLOCK))))
    if values.score is not None:
        y -= style.pt(BLOCK)
        shapes.append(draw.Part("score", score_block(values.score, style, time, y, style.pt(BLOCK))))
    return draw.picture(
        width, height, shapes + _today(values, style, time, (height, top, lanes_end)) + _cursor(values, style, time, top, y)
    )


def timescale(values: Gantt, style: Style, width: float, labels: float = 0.0) -> TimeScale:
    """Where quarters lie in the picture of this width."""
    return TimeScale(labels or min(style.pt(LABEL), width * 0.3), width, max(len(values.quarters), 1))


def _places(values: Gantt, style: Style, top: float, row: float) -> dict[str, tuple[float, Row]]:
    places: dict[str, tuple[float, Row]] = {}
    y = top
    for lane in values.lanes:
        y -= style.metrics.lane if lane.name else 0.0
        for one in lane.rows:
            y -= row
            places[one.id] = (y, one)
    return places


def _rule(y: float, width: float, style: Style) -> Any:
    return draw.line(0, y, width, y, style.palette.light_rule, style.metrics.hair)


def _head(values: Gantt, style: Style, time: TimeScale, height: float) -> draw.Shapes:
    palette, size = style.palette, style.metrics.caption
    low = height - style.pt(HEAD)
    shapes: draw.Shapes = [draw.line(0, low, time.width, low, palette.ink, style.metrics.edge)]
    year = ""
    for at, quarter in enumerate(values.quarters):
        shapes += draw.label(time.x(at + 0.5), low + style.pt(4), quarter.name, size, palette.ink3, anchor="middle")
        if quarter.year != year:
            year = quarter.year
            shapes.append(draw.line(time.x(at), height, time.x(at), height - style.pt(13), palette.ink2, style.metrics.edge))
            shapes += draw.label(time.x(at) + style.pt(2.5), height - size * 1.1, year, style.metrics.body, palette.ink, True)
    return [draw.Part("axis", shapes)]


def _grid(values: Gantt, style: Style, time: TimeScale, top: float, low: float) -> draw.Shapes:
    """A hairline where each year begins; on screen also a lighter one for each quarter."""
    shapes: draw.Shapes = []
    for at in range(len(values.quarters)):
        turn = at > 0 and values.quarters[at].year != values.quarters[at - 1].year
        if turn or (not style.hatched and at):
            colour = style.palette.rule if turn else style.palette.light_rule
            shapes.append(draw.line(time.x(at), top, time.x(at), low, colour, style.metrics.hair))
    return shapes


def _lane_heads(values: Gantt, style: Style, top: float, row: float, width: float) -> draw.Shapes:
    shapes: draw.Shapes = []
    y = top
    for at, lane in enumerate(values.lanes):
        if lane.name:
            y -= style.metrics.lane
            ground = draw.rect(0, y, width, style.metrics.lane, style.palette.ground)  # the year lines pause at a heading
            text = draw.label(0, y + style.metrics.lane * 0.28, lane.name, style.metrics.caption, style.palette.ink3)
            shapes.append(draw.Part(f"lane:{at}", [ground, *text, _rule(y, width, style)]))
        y -= row * len(lane.rows)
    return shapes


def _label(one: Row, style: Style, y: float, row: float, time: TimeScale) -> draw.Shapes:
    palette, size = style.palette, style.metrics.body
    if one.part:
        return _part_label(one, style, y + row / 2, row, time)
    indent = max(style.pt(22), draw.label_width(one.code, size, True) + style.pt(4)) if one.code else 0.0
    room = time.left - indent - style.pt(6)
    middle = y + row / 2 - size * 0.36
    if not (style.two_line_labels and one.owner):
        shapes = draw.label(0, middle, one.code, size, palette.accent if style.hatched else palette.ink2, style.hatched)
        return shapes + draw.label(indent, middle, draw.shorten(one.name, size, room, False), size, palette.ink)
    small = style.metrics.caption
    fits = draw.label_width(one.name, size) <= room
    names = [(one.name, size)] if fits else [(line, small) for line in draw.wrapped(one.name, small, room, most=2)]
    owner = [(draw.shorten(one.owner, small, room, False), small)] if row >= small * 1.3 * (len(names) + 1) else []
    pitch = size * 1.4 if len(names) == 1 and row >= size * 2.7 else small * 1.25
    base = middle + pitch * (len(names) + len(owner) - 1) / 2
    shapes = draw.label(0, base, one.code, size, palette.accent, True)
    for at, (text, points) in enumerate([*names, *owner]):
        shapes += draw.label(indent, base - pitch * at, text, points, palette.ink if at < len(names) else palette.ink2)
    return shapes


def _part_label(one: Row, style: Style, middle: float, row: float, time: TimeScale) -> draw.Shapes:
    """An action stands a step in, smaller."""
    palette, size = style.palette, style.metrics.caption
    left = style.pt(8)
    indent = left + draw.label_width(one.code, size) + style.pt(4)
    base = middle - size * 0.36
    room, pitch = time.left - indent - style.pt(4), size * 1.25
    lines = draw.wrapped(one.name, size, room, most=2) if row >= 2 * pitch else [draw.shorten(one.name, size, room, False)]
    base += pitch * (len(lines) - 1) / 2
    shapes = draw.label(left, base, one.code, size, palette.ink3)
    for at, line in enumerate(lines):
        shapes += draw.label(indent, base - pitch * at, line, size, palette.ink2)
    return shapes


def _bar(one: Row, style: Style, time: TimeScale, middle: float, row: float, taken: Taken) -> draw.Shapes:
    if one.start is None or one.end is None:
        return _deadline(one, style, time, middle)
    left, right = time.x(one.start) + 0.75, time.x(one.end) - 0.75
    high = style.metrics.bar * (0.72 if one.part else 1.0)
    box = _box(one, style, left, middle - high / 2, right - left, high)
    heavy = style.metrics.data * 1.2 if one.critical else 0.0
    foot = middle - style.metrics.bar / 2 - heavy  # words below stay clear of the heavy line
    if one.critical:
        base = middle - high / 2 - heavy / 2
        box.append(draw.line(left, base, right, base, style.palette.ink, heavy))
    if one.deadline is not None:
        begin, end, _left = _flag_room(one.deadline, style, time)
        taken.append((middle - style.metrics.caption * 0.36, begin, end))
    text, outside = _inside(one, style, time, left, right, middle)
    shapes: draw.Shapes = [draw.Part(f"bar:{one.id}", box + text)]
    for at, milestone in enumerate(one.milestones):
        shapes.append(draw.Part(f"milestone:{one.id}:{at}", _milestone(milestone, style, time, (left, right, middle, foot), taken)))
    if outside:
        end = max(
            [right + style.pt(3)] + [edge + style.pt(4) for base, _left, edge in taken if edge > right and abs(base - middle) < row / 2]
        )
        size = style.metrics.caption
        end, outside = _kept_in(outside, size, end, left - style.pt(3), time)
        shapes += draw.plate(end, middle - size * 0.36, outside, size, _outside_colour(one, style), style.palette.ground)
    return shapes + _deadline(one, style, time, middle)


def _kept_in(text: str, size: float, after: float, before: float, time: TimeScale) -> tuple[float, str]:
    """Where words beside a bar begin: behind it, before it where the chart ends too soon, or else shortened behind it."""
    wide = draw.label_width(text, size)
    if after + wide <= time.width:
        return after, text
    if before - wide >= time.left:
        return before - wide, text
    return after, draw.shorten(text, size, time.width - after)


def _outside_colour(one: Row, style: Style) -> str:
    return style.palette.warn if one.kind == "ownerless" else style.palette.ink2


def _box(one: Row, style: Style, x: float, y: float, wide: float, high: float) -> draw.Shapes:
    palette, hair, corner = style.palette, style.metrics.hair, style.metrics.corner
    if one.kind == "ownerless":
        return [draw.rect(x, y, wide, high, palette.ground, palette.warn, style.metrics.edge, (style.pt(2.5), style.pt(1.8)), corner)]
    if one.kind == "pinned":
        return [draw.rect(x, y, wide, high, palette.accent3, palette.accent, style.metrics.edge, corner=corner)]
    if one.kind == "plain":
        return [draw.rect(x, y, wide, high, palette.bar, palette.ink2 if style.hatched else "", hair, corner=corner)]
    shapes: draw.Shapes = [draw.rect(x, y, wide, high, palette.accent, corner=corner)]
    if style.hatched:
        shapes += draw.hatch(x, y, wide, high, "rising", style.pt(3), 0.6, palette.accent3)
        shapes.append(draw.rect(x, y, wide, high, "", palette.ink, hair))
    return shapes


def _inside(one: Row, style: Style, time: TimeScale, left: float, right: float, middle: float) -> tuple[draw.Shapes, str]:
    """The text in the bar, clear of milestones on it; what does not fit is handed back to stand beside the bar."""
    size, half = style.metrics.caption, style.pt(5)
    edges = [left - half, *(time.x(mark.at) for mark in one.milestones if left < time.x(mark.at) < right + half), right + half]
    gaps = [(low + half, high - half) for low, high in pairwise(edges)]
    start, end = max(gaps, key=lambda gap: gap[1] - gap[0])
    pin = style.pt(9) if one.kind == "pinned" else 0.0
    room = end - start - style.pt(5) - pin
    text, wide = next(
        ((text, wide) for text in (one.text, one.brief) if text and (wide := draw.label_width(text, size)) <= room), ("", 0.0)
    )
    shapes: draw.Shapes = _pin(left + style.pt(6), middle, style) if pin and right - left > style.pt(12) else []
    if not text:
        return shapes, one.text
    colour = {"must": style.palette.on_accent, "ownerless": style.palette.warn}.get(one.kind, style.palette.ink)
    x = (start + end - wide) / 2 if style.hatched else start + style.pt(5) + pin
    base = middle - size * 0.36
    if one.kind == "must" and style.hatched:
        return shapes + draw.plate(x, base, text, size, colour, style.palette.accent), ""
    return shapes + draw.label(x, base, text, size, colour), ""


def _pin(x: float, y: float, style: Style) -> draw.Shapes:
    """A pin: head, collar and needle."""
    ink, unit = style.palette.ink if not style.hatched else style.palette.accent, style.pt(1)
    return [
        draw.rect(x - 1.6 * unit, y - 0.6 * unit, 3.2 * unit, 3.4 * unit, "", ink, style.metrics.edge * 0.8),
        draw.line(x - 2.6 * unit, y - 0.6 * unit, x + 2.6 * unit, y - 0.6 * unit, ink, style.metrics.edge * 0.8),
        draw.line(x, y - 0.6 * unit, x, y - 3.6 * unit, ink, style.metrics.edge * 0.8),
    ]


def _milestone(one: Milestone, style: Style, time: TimeScale, bar: tuple[float, float, float, float], taken: Taken) -> draw.Shapes:
    left, right, middle, foot = bar
    half, size = style.pt(5), style.metrics.caption
    x = min(max(time.x(one.at), time.left + half), time.width - half)
    mark = draw.diamond(x, middle, half, style.palette.ground, style.palette.ink, 1.0 if style.hatched else style.metrics.edge)
    wide = draw.label_width(one.word, size)
    edge = style.metrics.edge  # a plate covers 0.88 em above its baseline and 0.22 below
    beside, below, above = middle - size * 0.36, foot - edge - size * 0.88, middle + style.metrics.bar / 2 + edge + size * 0.22
    right_of, centred = x + half + style.pt(2), min(max(x - wide / 2, time.left), time.width - wide)
    spots = [(base, start) for start in (centred, x - half, x + half - wide) for base in (below, above)]
    if x > right - half:
        spots.insert(0, (beside, right_of))
    elif x < left:
        spots.insert(0, (beside, x - half - style.pt(2) - wide))
    for base, start in spots:
        clear = all(abs(base - other) > size * 1.1 or start > edge + 2 or start + wide < begin - 2 for other, begin, edge in taken)
        if clear and start >= time.left and start + wide <= time.width:
            taken.append((base, start, start + wide))
            return [mark, *draw.plate(start, base, one.word, size, style.palette.ink, style.palette.ground)]
    return [mark]


def _deadline(one: Row, style: Style, time: TimeScale, middle: float) -> draw.Shapes:
    if one.deadline is None:
        return []
    palette, x, high = style.palette, time.x(one.deadline.at), style.metrics.bar / 2 + style.pt(1)
    flag = [(x, middle + high), (x + style.pt(7), middle + high - style.pt(2.4)), (x, middle + high - style.pt(4.8))]
    size = style.metrics.caption
    _begin, _end, start = _flag_room(one.deadline, style, time)
    shapes = [draw.line(x, middle - high, x, middle + high, palette.late, style.metrics.edge), draw.poly(flag, palette.late)]
    return [
        draw.Part(
            f"deadline:{one.id}", shapes + draw.plate(start, middle - size * 0.36, one.deadline.word, size, palette.late, palette.ground)
        )
    ]


def _flag_room(one: Deadline, style: Style, time: TimeScale) -> tuple[float, float, float]:
    """Left and right of a flag with its word, and where the word starts: right of the pole, or left of it at the edge."""
    x, wide = time.x(one.at), draw.label_width(one.word, style.metrics.caption)
    if x + style.pt(9) + wide <= time.width:
        return x - style.pt(2), x + style.pt(9) + wide, x + style.pt(9)
    return x - style.pt(4) - wide, x + style.pt(8), x - style.pt(4) - wide


def _links(values: Gantt, style: Style, time: TimeScale, places: dict[str, tuple[float, Row]], row: float) -> draw.Shapes:
    """From a bar's end down (or up), then right to the start of the next; painted under the bars."""
    shapes: draw.Shapes = []
    for source, goal in values.links:
        if source not in places or goal not in places:
            continue
        (y1, one), (y2, other) = places[source], places[goal]
        if one.end is None or other.start is None:
            continue
        start, end = time.x(one.end) - style.pt(3.5), time.x(other.start)
        y1, y2 = y1 + row / 2, y2 + row / 2
        tip = style.pt(2.2)
        points = [(start, y1), (start, y2), (max(end, start + tip), y2)]
        head = [(points[2][0] + tip * 0.3, y2), (points[2][0] - tip * 1.4, y2 + tip), (points[2][0] - tip * 1.4, y2 - tip)]
        colour = style.palette.ink2
        shapes.append(draw.Part(f"link:{source}:{goal}", [draw.curve(points, colour, style.metrics.edge * 0.8), draw.poly(head, colour)]))
    return shapes


def _today(values: Gantt, style: Style, time: TimeScale, places: tuple[float, float, float]) -> draw.Shapes:
    """A dashed line through the rows with its word in the head of the axis."""
    if values.today is None:
        return []
    palette, size, x = style.palette, style.metrics.caption, time.x(values.today)
    height, top, low = places
    wide = draw.label_width(values.today_label, size)
    left = min(max(x - wide / 2, time.left), time.width - wide)
    text = draw.plate(left, height - size * 1.1, values.today_label, size, palette.late, palette.ground)
    line = draw.line(x, top, x, low, palette.late, style.metrics.edge, (style.pt(2), style.pt(2)))
    return [draw.Part("today", [line, *text])]


def _cursor(values: Gantt, style: Style, time: TimeScale, top: float, low: float) -> draw.Shapes:
    if values.cursor is None:
        return []
    palette, size, x = style.palette, style.metrics.caption, time.x(values.cursor)
    wide, high = draw.label_width(values.cursor_label, size, True) + style.pt(12), size * 1.7
    left = min(max(x - wide / 2, 0.0), time.width - wide)
    shapes = [
        draw.line(x, top, x, low, palette.accent, style.metrics.data),
        draw.rect(left, low - high, wide, high, palette.accent, corner=style.metrics.corner),
    ]
    text = draw.label(left + wide / 2, low - high / 2 - size * 0.36, values.cursor_label, size, palette.on_accent, True, "middle")
    return [draw.Part("cursor", shapes + text)]
