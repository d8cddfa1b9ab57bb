"""What hangs below the roadmap: people and budget per quarter against their caps, and the projected score as a step line."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from workshop.figures import draw
from workshop.figures.style import Style
from workshop.figures.timescale import TimeScale

Box = tuple[float, float, float, float]  # left, low, right, high


class Load(Struct, frozen=True):
    """A resource by quarter; `figures` as printed; `caps` per quarter or empty; `series` 0 solid, 1 hatched (paper)."""

    id: str
    name: str
    note: str
    cap_note: str
    amounts: tuple[float, ...]
    figures: tuple[str, ...]
    caps: tuple[float, ...] = ()
    series: int = 0


class ScorePoint(Struct, frozen=True):
    """The projected score that holds from `at` quarters on, with its figure."""

    at: float
    score: float
    figure: str


class ScoreLine(Struct, frozen=True):
    """The score now (first point, at 0) and at each half-year's end; the threshold of the next grade is dashed."""

    name: str
    note: str
    points: tuple[ScorePoint, ...]
    threshold: float | None = None
    threshold_label: str = ""


def _names(style: Style, y: float, high: float, lines: tuple[str, ...], room: float) -> draw.Shapes:
    shapes: draw.Shapes = []
    base = y + high - style.pt(13)
    for at, text in enumerate(line for line in lines if line):
        size = style.metrics.body if at == 0 else style.metrics.caption
        colour = style.palette.ink if at != 1 else style.palette.ink2
        for row in draw.wrapped(text, size, room, at == 0, most=2):
            shapes += draw.label(0, base, row, size, colour, at == 0)
            base -= style.metrics.caption * 1.4
    return shapes


def load_block(values: Load, style: Style, time: TimeScale, y: float, high: float) -> draw.Shapes:
    """Columns over the quarters with the cap dashed; a full quarter is solid and bold, what lies above the cap is hatched."""
    palette, size = style.palette, style.metrics.caption
    shapes = _names(style, y, high, (values.name, values.note, values.cap_note), time.left - style.pt(6))
    base, room = y + style.pt(3), high - style.pt(6) - size * 1.5
    top = max([*values.amounts, *values.caps, 1e-9])
    for at in range(min(time.count, len(values.caps))):
        level = base + room * values.caps[at] / top
        shapes.append(
            draw.line(time.x(at), level, time.x(at + 1), level, palette.ink2, style.metrics.hair * 1.4, (style.pt(3), style.pt(2)))
        )
    for at, (amount, figure) in enumerate(zip(values.amounts, values.figures, strict=True)):
        cap = values.caps[at] if at < len(values.caps) else None
        shapes.append(draw.Part(f"load:{values.id}:{at}", _column(values, style, time, at, (base, room / top), (amount, cap), figure)))
    return [*shapes, draw.line(time.left, base, time.width, base, palette.ink2, style.metrics.hair * 1.5)]


def _column(
    values: Load, style: Style, time: TimeScale, at: int, scale: tuple[float, float], load: tuple[float, float | None], figure: str
) -> draw.Shapes:
    palette, size = style.palette, style.metrics.caption
    (base, per), (amount, cap) = scale, load
    wide = time.quarter * 0.72
    left, tall = time.x(at + 0.5) - wide / 2, per * amount
    full = cap is not None and cap > 0 and amount >= cap - 1e-9
    over = cap is not None and amount > cap + 1e-9
    body = min(tall, per * cap) if cap is not None else tall
    shapes: draw.Shapes = []
    if body > 0:
        fill = palette.accent if full else palette.accent3 if values.series == 0 or not style.hatched else palette.ground
        shapes.append(draw.rect(left, base, wide, body, fill, corner=0))
        if values.series and style.hatched and not full:
            shapes += draw.hatch(left, base, wide, body, "rising", style.pt(3), 0.6, palette.accent2)
        if style.hatched:
            shapes.append(draw.rect(left, base, wide, body, "", palette.ink2, style.metrics.hair))
    if over:
        shapes += draw.hatch(left, base + body, wide, tall - body, "rising", style.pt(2), style.metrics.edge * 0.8, palette.late)
        shapes.append(draw.rect(left, base + body, wide, tall - body, "", palette.late, style.metrics.edge))
    line = base + per * (cap or 0.0)
    clear = 0 <= line - base - tall < size + style.pt(1.8)  # the cap would run through the figure: it stands above the cap
    level = (line if clear else base + tall) + style.pt(1.8)
    colour = palette.late if over else palette.ink if full else palette.ink2
    return shapes + draw.label(left + wide / 2, level, figure, size, colour, full, "middle")


def score_block(values: ScoreLine, style: Style, time: TimeScale, y: float, high: float) -> draw.Shapes:
    """A step line: the score holds until the next half-year's end; figures stand above their step."""
    palette, size = style.palette, style.metrics.caption
    shapes = _names(style, y, high, (values.name, values.note), time.left - style.pt(6))
    base, room = y + style.pt(4), high - style.pt(8) - size * 1.4
    scores = [point.score for point in values.points] + ([values.threshold] if values.threshold is not None else [])
    low, top = (min(scores) - 1, max(scores) + 1) if scores else (0.0, 1.0)

    def level(score: float) -> float:
        return base + room * (score - low) / (top - low)

    if values.threshold is not None:
        edge = level(values.threshold)
        shapes.append(draw.line(time.left, edge, time.width, edge, palette.ink2, style.metrics.hair * 1.4, (style.pt(3), style.pt(2))))
    if values.points:
        shapes += _steps(values, style, time, level)
    if values.threshold is not None:
        shapes += _threshold(values, style, time, level, y + style.pt(2))
    return [*shapes, draw.line(time.left, y + style.pt(2), time.width, y + style.pt(2), palette.ink2, style.metrics.hair * 1.5)]


def _steps(values: ScoreLine, style: Style, time: TimeScale, level: Callable[[float], float]) -> draw.Shapes:
    palette, size = style.palette, style.metrics.caption
    corners: list[draw.Point] = []
    for point in values.points:
        x, y = time.x(point.at), level(point.score)
        if corners:
            corners.append((x, corners[-1][1]))
        corners.append((x, y))
    if corners[-1][0] < time.width:
        corners.append((time.width, corners[-1][1]))
    shapes: draw.Shapes = [draw.curve(corners, palette.accent, style.metrics.data)]
    taken: list[tuple[float, float]] = []
    order = [len(values.points) - 1, *range(len(values.points) - 1)]  # where the plan ends is said first
    for at in order:
        point = values.points[at]
        x, y = time.x(point.at), level(point.score)
        if at:
            fill = palette.accent if at == order[0] else palette.ground
            inside = min(x, time.width - style.metrics.dot - style.metrics.edge)  # the last one stays whole at the edge
            shapes.append(draw.Part(f"score:{at}", [draw.disc(inside, y, style.metrics.dot, fill, palette.accent, style.metrics.edge)]))
        wide = draw.label_width(point.figure, size, True)
        start = min(x - wide / 2 if at else x + style.pt(2), time.width - wide)
        if all(start > right + style.pt(3) or start + wide < left - style.pt(3) for left, right in taken):
            shapes += draw.plate(start, y + style.metrics.dot + style.pt(2), point.figure, size, palette.accent, palette.ground, True)
            taken.append((start, start + wide))
    return shapes


def _threshold(values: ScoreLine, style: Style, time: TimeScale, level: Callable[[float], float], floor: float) -> draw.Shapes:
    """The next grade's name over or under its dashed line, as far right as the step line, its figures and the axis (`floor`) leave room."""
    size, palette, edge = style.metrics.caption, style.palette, level(values.threshold or 0.0)
    wide = draw.label_width(values.threshold_label, size)
    busy = [*_step_boxes(values, style, time, level), *_figure_boxes(values, style, time, level)]
    spots = [
        (time.width - wide - time.quarter * at / 2, base)
        for at in range(2 * time.count)
        for base in (edge + style.pt(2.2), edge - size * 0.95 - style.pt(0.5))
    ]
    for x, base in spots:
        low, top = base - size * 0.22, base + size * 0.88
        clear = all(x > right or x + wide < left or low > over or top < under for left, under, right, over in busy)
        if clear and low > floor and x >= time.left + style.pt(2):
            return draw.label(x, base, values.threshold_label, size, palette.ink2)
    return draw.label(time.left - style.pt(4), edge - size * 0.36, values.threshold_label, size, palette.ink2, anchor="end")


def _step_boxes(values: ScoreLine, style: Style, time: TimeScale, level: Callable[[float], float]) -> list[Box]:
    """What the step line covers: each step with its rise at the end."""
    reach = style.metrics.dot + style.metrics.edge
    ends = [*(time.x(point.at) for point in values.points[1:]), time.width]
    found: list[Box] = []
    before = None
    for point, end in zip(values.points, ends, strict=True):
        x, y = time.x(point.at), level(point.score)
        found.append((x - reach, y - reach, end + reach, y + reach))
        if before is not None:
            found.append((x - reach, min(before, y), x + reach, max(before, y)))
        before = y
    return found


def _figure_boxes(values: ScoreLine, style: Style, time: TimeScale, level: Callable[[float], float]) -> list[Box]:
    """Where the figures stand, whether printed or left out for want of room."""
    size, found = style.metrics.caption, list[Box]()
    for at, point in enumerate(values.points):
        x, wide = time.x(point.at), draw.label_width(point.figure, size, True)
        start = min(x - wide / 2 if at else x + style.pt(2), time.width - wide)
        base = level(point.score) + style.metrics.dot + style.pt(2)
        found.append((start, base - size * 0.22, start + wide, base + size * 0.88))
    return found
