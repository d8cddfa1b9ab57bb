"""Rows that measure: a KPI from baseline to target, a share of the surveyed banks, a measure's milestones on a line."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from workshop.figures import draw
from workshop.figures.marks import Met, square_mark
from workshop.figures.style import Style

ROW = 20.0


class Kpi(Struct, frozen=True):
    """One indicator on its own scale `low`–`high`; figures as printed; `measured` says how it is read off."""

    id: str
    name: str
    baseline: float
    target: float
    low: float
    high: float
    baseline_text: str
    target_text: str
    measured: str


class KpiRows(Struct, frozen=True):
    """Rows and the heads of the five columns: name, line, baseline, target, how measured; no head line when empty."""

    rows: tuple[Kpi, ...]
    heads: tuple[str, str, str, str, str] | None = None


class FieldBar(Struct, frozen=True):
    """A share 0–100 of surveyed banks, its figure, and the bank's own answer as square and word."""

    share: float
    figure: str
    own: Met | None = None
    word: str = ""


class Stop(Struct, frozen=True):
    """A milestone at `at` quarters; the last one may be the `goal`."""

    at: float
    word: str
    date: str
    goal: bool = False


class Timeline(Struct, frozen=True):
    """Quarter names in order and the stops among them."""

    quarters: tuple[str, ...]
    stops: tuple[Stop, ...]


def kpi_rows(values: KpiRows, style: Style, *, width: float = 470) -> Any:
    """Rows of 20 with a hairline under each. Ids: kpi:<id>."""
    row = style.pt(ROW)
    head = style.pt(15) if values.heads else 0.0
    height = head + row * len(values.rows) + 1
    shapes = _kpi_heads(values.heads, style, width, height) if values.heads else []
    for at, one in enumerate(values.rows):
        shapes.append(draw.Part(f"kpi:{one.id}", _kpi(one, style, width, height - head - row * (at + 1), row)))
    return draw.picture(width, height, shapes)


def _kpi_columns(width: float) -> tuple[float, float, float, float, float]:
    """Left and right of the line, right of baseline, right of target, left of how measured."""
    return width * 0.25, width * 0.525, width * 0.64, width * 0.745, width * 0.77


def _kpi_heads(heads: tuple[str, str, str, str, str], style: Style, width: float, height: float) -> draw.Shapes:
    size, colour, base = style.metrics.caption, style.palette.ink3, height - style.pt(9)
    left, _right, baseline, target, measured = _kpi_columns(width)
    shapes = draw.label(0, base, heads[0], size, colour) + draw.label(left, base, heads[1], size, colour)
    shapes += draw.label(baseline, base, heads[2], size, colour, anchor="end") + draw.label(
        target, base, heads[3], size, colour, anchor="end"
    )
    shapes += draw.label(measured, base, heads[4], size, colour)
    return [*shapes, draw.line(0, height - style.pt(15), width, height - style.pt(15), style.palette.ink, style.metrics.edge)]


def _kpi(one: Kpi, style: Style, width: float, y: float, row: float) -> draw.Shapes:
    palette, size, dot = style.palette, style.metrics.body, style.pt(3.3)
    left, right, baseline, target, measured = _kpi_columns(width)
    middle = y + row / 2
    base = middle - size * 0.36
    span = (one.high - one.low) or 1.0

    def x_of(value: float) -> float:
        return left + dot + (right - left - 2 * dot) * min(max((value - one.low) / span, 0.0), 1.0)

    start, end = x_of(one.baseline), x_of(one.target)
    shapes = draw.label(0, base, draw.shorten(one.name, size, left - style.pt(6), False), size, palette.ink)
    shapes.append(draw.line(left, middle, right, middle, palette.rule, style.metrics.hair))
    shapes.append(draw.line(start, middle, end, middle, palette.accent, style.metrics.data))
    shapes.append(draw.disc(start, middle, dot, palette.ground, palette.accent, style.metrics.edge))
    shapes.append(draw.disc(end, middle, dot + style.metrics.edge / 2, palette.accent))
    shapes += draw.label(baseline, base, one.baseline_text, size, palette.ink2, anchor="end")
    shapes += draw.label(target, base, one.target_text, size, palette.ink, True, "end")
    shapes += draw.label(
        measured, base, draw.shorten(one.measured, style.metrics.caption, width - measured, False), style.metrics.caption, palette.ink2
    )
    return [*shapes, draw.line(0, y, width, y, palette.light_rule, style.metrics.hair)]


def field_bar(values: FieldBar, style: Style, *, width: float = 310) -> Any:
    """One bar 0–100 of 200 points with its figure and the own answer, for a table cell."""
    palette, size = style.palette, style.metrics.body
    high, long = style.pt(9), min(style.pt(200), width * 0.65)
    height = style.pt(12.5)
    low = (height - high) / 2
    share = min(max(values.share, 0.0), 100.0)
    shapes: draw.Shapes = [draw.rect(0.3, low, long, high, palette.ground, palette.rule, style.metrics.hair)]
    if share:
        shapes.append(draw.rect(0.3, low, long * share / 100, high, palette.accent3, palette.ink2, style.metrics.hair))
    else:
        shapes.append(draw.line(0.3, low, 0.3, low + high, palette.ink, style.metrics.edge))
    base = height / 2 - size * 0.36
    left = long + style.pt(7)
    shapes += draw.label(left, base, values.figure, size, palette.ink, True)
    if values.own:
        after = left + draw.label_width(values.figure, size, True) + style.pt(4)
        shapes += square_mark(values.own, max(width - style.pt(42), after), low + style.pt(1), style.pt(6.5), style)
    return draw.picture(width, height, shapes + draw.label(width, base, values.word, size, palette.ink, True, "end"))


def timeline(values: Timeline, style: Style, *, width: float = 470) -> Any:
    """Milestones above one line of quarters; words of near stops go up a step. Ids: stop:<n>."""
    palette, size, small = style.palette, style.metrics.body, style.metrics.caption
    inset, half = style.pt(5), style.pt(5)
    step = size * 1.3 + small * 1.3
    count = max(len(values.quarters), 1)

    def x_of(at: float) -> float:
        return inset + (width - 2 * inset) * min(max(at / count, 0.0), 1.0)

    places = _stop_places(values, style, x_of, width)
    line = small * 1.3 + style.pt(9)
    height = line + half + style.pt(2) + step * (max([level for level, _left in places], default=0) + 1)
    shapes: draw.Shapes = [draw.line(inset, line, width - inset, line, palette.ink, style.metrics.hair)]
    for at, name in enumerate(values.quarters):
        shapes.append(draw.line(x_of(at), line - style.pt(3), x_of(at), line + style.pt(3), palette.ink, style.metrics.hair))
        shapes += draw.label(x_of(at) + style.pt(4), line - style.pt(6) - small, name, small, palette.ink2)
    rise = line + half + style.pt(3)
    for stop, (level, _left) in zip(values.stops, places, strict=True):
        if level:
            shapes.append(draw.line(x_of(stop.at), line + half, x_of(stop.at), rise + level * step, palette.rule, style.metrics.hair))
    for at, (stop, (level, left)) in enumerate(zip(values.stops, places, strict=True)):
        fill, base = palette.accent if stop.goal else palette.ground, rise + level * step
        parts: draw.Shapes = [draw.diamond(x_of(stop.at), line, half, fill, palette.ink, 1.0)]
        parts += draw.plate(left, base + small * 1.3, stop.word, size, palette.ink, palette.ground, True)
        parts += draw.plate(left, base, stop.date, small, palette.ink2, palette.ground)
        shapes.append(draw.Part(f"stop:{at}", parts))
    return draw.picture(width, height, shapes)


def _stop_places(values: Timeline, style: Style, x_of: Any, width: float) -> list[tuple[int, float]]:
    """For each stop the step its words stand on and their left edge; words of one step never touch."""
    edges: list[float] = []
    places: list[tuple[int, float]] = []
    for stop in values.stops:
        wide = max(draw.label_width(stop.word, style.metrics.body, True), draw.label_width(stop.date, style.metrics.caption))
        left = max(0.0, min(x_of(stop.at) - style.pt(5), width - wide))
        level = next((at for at, edge in enumerate(edges) if left > edge + style.pt(6)), len(edges))
        if level == len(edges):
            edges.append(0.0)
        edges[level] = left + wide
        places.append((level, left))
    return places
