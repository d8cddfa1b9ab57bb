"""Delivery in pictures: due dates against the baseline on one time axis, and a KPI's measured values with baseline and target."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from workshop.figures import draw
from workshop.figures.style import Style
from workshop.figures.timescale import Quarter, TimeScale


class SlipRow(Struct, frozen=True):
    """One task; times in quarters of the axis. `done` None is not accepted yet; `late` is drawn in the colour of trouble."""

    id: str
    label: str
    baseline: float | None
    due: float | None
    done: float | None
    late: bool
    word: str  # its standing, at the right of its last mark


class Slips(Struct, frozen=True):
    """Tasks from top to bottom under their quarters, today on the same axis; `legend` names baseline, due and accepted."""

    rows: tuple[SlipRow, ...]
    quarters: tuple[Quarter, ...]
    today: float | None
    today_word: str
    legend: tuple[str, str, str]


def slips(values: Slips, style: Style, *, width: float = 470, row: float = 0.0, labels: float = 0.0) -> Any:
    """Hollow diamond: approved; disc: now; full square: accepted; the line between is the slippage."""
    row = row or style.metrics.row
    labels = labels or style.pt(170)
    head = style.metrics.caption * 3.8  # years, quarters, today's word
    foot = style.metrics.caption * 2.2
    height = head + row * len(values.rows) + foot
    time = TimeScale(labels, width - style.pt(44), max(1, len(values.quarters)))
    shapes = _axis(values, style, time, height, head, foot)
    for at, one in enumerate(values.rows):
        y = height - head - row * (at + 0.5)
        shapes.append(draw.Part(f"task:{one.id}", _row(one, style, time, y, labels)))
        shapes.append(draw.line(0, y - row / 2, width, y - row / 2, style.palette.light_rule, style.metrics.hair))
    if values.today is not None:
        x = time.x(values.today)
        shapes.append(draw.line(x, foot, x, height - head, style.palette.accent, style.metrics.edge))
        shapes += draw.plate(
            x, height - head + 2, values.today_word, style.metrics.caption, style.palette.accent, style.palette.ground, anchor="middle"
        )
    return draw.picture(width, height, shapes + _legend(values, style, foot))


def _axis(values: Slips, style: Style, time: TimeScale, height: float, head: float, foot: float) -> draw.Shapes:
    """The year where it changes, below it each quarter's name where there is room for it."""
    palette, size = style.palette, style.metrics.axis
    shapes: draw.Shapes = []
    widest = max((draw.label_width(one.name, size) for one in values.quarters), default=0.0)
    year = ""
    for at, quarter in enumerate(values.quarters):
        x = time.x(at)
        shapes.append(draw.line(x, foot, x, height - head, palette.light_rule, style.metrics.hair))
        if quarter.year != year and _has_room(values, at, time, size):
            year = quarter.year
            shapes += draw.label(x + 2, height - size, year, size, palette.ink, True)
        if widest + 4 <= time.quarter:
            shapes += draw.label(x + 2, height - size * 2.3, quarter.name, size, palette.ink3)
    return shapes


def _has_room(values: Slips, at: int, time: TimeScale, size: float) -> bool:
    """Whether the year named at this quarter ends before the next one begins."""
    later = [place for place in range(at + 1, len(values.quarters)) if values.quarters[place].year != values.quarters[at].year]
    end = time.x(later[0]) if later else time.width
    return time.x(at) + 4 + draw.label_width(values.quarters[at].year, size, True) <= end


def _row(one: SlipRow, style: Style, time: TimeScale, y: float, labels: float) -> draw.Shapes:
    palette, size = style.palette, style.metrics.body
    ink = palette.late if one.late else palette.accent
    text = draw.shorten(one.label, size, labels - style.pt(8))
    shapes = draw.label(0, y - size * 0.36, text, size, palette.ink)
    places = [time.x(at) for at in (one.baseline, one.due, one.done) if at is not None]
    if len(places) > 1:
        shapes.append(draw.line(min(places), y, max(places), y, ink, style.metrics.edge, (3, 2) if one.late else ()))
    radius = style.pt(3.4)
    if one.baseline is not None:
        shapes.append(draw.diamond(time.x(one.baseline), y, radius * 1.2, palette.ground, palette.ink2, style.metrics.edge))
    if one.due is not None:
        shapes.append(draw.disc(time.x(one.due), y, radius * 0.8, ink, ink, style.metrics.hair))
    if one.done is not None:
        x = time.x(one.done)
        shapes.append(draw.rect(x - radius, y - radius, 2 * radius, 2 * radius, palette.accent))
    if places:
        x = max(places) + radius + 4
        shapes += draw.plate(x, y - size * 0.36, one.word, style.metrics.caption, ink if one.late else palette.ink2, palette.ground)
    return shapes


def _legend(values: Slips, style: Style, foot: float) -> draw.Shapes:
    palette, size, radius, y = style.palette, style.metrics.caption, style.pt(3), foot * 0.35
    shapes: draw.Shapes = [draw.diamond(radius * 1.5, y + size * 0.36, radius * 1.2, palette.ground, palette.ink2, style.metrics.edge)]
    x = radius * 3.5
    shapes += draw.label(x, y, values.legend[0], size, palette.ink2)
    x += draw.label_width(values.legend[0], size) + radius * 5
    shapes.append(draw.disc(x, y + size * 0.36, radius * 0.9, palette.accent))
    shapes += draw.label(x + radius * 2.2, y, values.legend[1], size, palette.ink2)
    x += draw.label_width(values.legend[1], size) + radius * 6
    shapes.append(draw.rect(x - radius, y + size * 0.36 - radius, 2 * radius, 2 * radius, palette.accent))
    return shapes + draw.label(x + radius * 2.2, y, values.legend[2], size, palette.ink2)


# -- KPI series --------------------------------------------------------------------------------------------------------------------


class Series(Struct, frozen=True):
    """A KPI's values in time order (month, value), its baseline and target as numbers where they are."""

    id: str
    points: tuple[tuple[str, float], ...]
    baseline: float | None
    target: float | None
    words: tuple[str, str]  # baseline, target


def series(values: Series, style: Style, *, width: float = 230, height: float = 80) -> Any:
    """Discs joined by a line on an axis from the smallest to the largest figure; baseline dotted, target dashed."""
    palette, size = style.palette, style.metrics.caption
    known = [value for _, value in values.points] + [one for one in (values.baseline, values.target) if one is not None]
    if not known:
        return draw.picture(width, height, [])
    low, high = min(known), max(known)
    room = (high - low) or 1.0
    bottom, top, left, right = size * 1.8, height - size, style.pt(4), width - style.pt(58)

    def y_of(value: float) -> float:
        return bottom + (top - bottom) * (value - low) / room

    shapes: draw.Shapes = [draw.line(left, bottom - 3, right, bottom - 3, palette.rule, style.metrics.hair)]
    for value, word, dash in ((values.baseline, values.words[0], (1, 2)), (values.target, values.words[1], (4, 2))):
        if value is not None:
            shapes.append(draw.line(left, y_of(value), right, y_of(value), palette.ink3, style.metrics.edge, dash))
            shapes += draw.label(right + 4, y_of(value) - size * 0.36, f"{word} {value:g}", size, palette.ink2)
    return draw.picture(width, height, shapes + _points(values, style, left, right, y_of))


def _points(values: Series, style: Style, left: float, right: float, y_of: Any) -> draw.Shapes:
    palette, size = style.palette, style.metrics.caption
    step = (right - left) / max(1, len(values.points) - 1) if len(values.points) > 1 else 0.0
    places = [(left + step * at if step else (left + right) / 2, y_of(value)) for at, (_, value) in enumerate(values.points)]
    shapes: draw.Shapes = [draw.curve(places, palette.accent, style.metrics.data)] if len(places) > 1 else []
    shapes += [
        draw.Part(f"value:{values.id}:{month}", [draw.disc(x, y, style.metrics.dot, palette.accent)])
        for (x, y), (month, _) in zip(places, values.points, strict=True)
    ]
    if places:
        shapes += draw.label(places[0][0], 2, values.points[0][0], size, palette.ink3, anchor="start" if step else "middle")
        if step:
            shapes += draw.label(places[-1][0], 2, values.points[-1][0], size, palette.ink3, anchor="end")
    return shapes
