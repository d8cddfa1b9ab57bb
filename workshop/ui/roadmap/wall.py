"""The roadmap as the wall shows it: bars over quarters, and as much around them as can be read from the back row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from workshop.figures.walk import Picture, walk

if TYPE_CHECKING:
    from workshop.figures.gantt import Gantt, Row
    from workshop.figures.style import Style
    from workshop.figures.timescale import TimeScale

ROOMY, CLOSE = 1.9, 1.45  # height of a row in captions: at most, at least
NAMES = 0.42  # share of the width the names may take


def roadmap_picture(values: Gantt, width: float, height: float, wall_height: float, dark: bool) -> Picture:
    """The plan in this room (px). What has no room is left out whole, never cut: people and money, the score, then the lane heads."""
    from workshop.figures.gantt import gantt, height_of
    from workshop.figures.style import wall

    style = wall(round(wall_height), dark)
    caption, count = style.metrics.caption, max(sum(len(lane.rows) for lane in values.lanes), 1)
    shown, row = values, 0.0
    for shown in _variants(values):
        row = (height - height_of(shown, style, 1.0) + count) / count
        if row >= caption * CLOSE:
            break
    row, labels = max(min(row, caption * ROOMY), 1.0), _labels(shown, style, width)
    style = replace(style, metrics=replace(style.metrics, bar=min(style.metrics.bar, row * 0.86)))
    return walk(gantt(_legible(shown, style, width, labels), style, width=width, row=row, labels=labels))


def without_parts(values: Gantt) -> Gantt:
    """The wall shows measures; their actions stay on the console and on paper."""
    lanes = tuple(replace(lane, rows=tuple(row for row in lane.rows if not row.part)) for lane in values.lanes)
    return replace(values, lanes=lanes)


def _variants(values: Gantt) -> tuple[Gantt, ...]:
    """From the fullest picture to the barest."""
    whole = replace(values, loads=())
    bare = replace(whole, score=None)
    return whole, bare, replace(bare, lanes=tuple(replace(lane, name="") for lane in bare.lanes))


def _labels(values: Gantt, style: Style, width: float) -> float:
    """Room for the longest code and name."""
    from workshop.figures.draw import label_width

    size, rows = style.metrics.body, [row for lane in values.lanes for row in lane.rows]
    code = max((label_width(row.code, size, True) + style.pt(4) for row in rows), default=0.0)
    name = max((label_width(row.name, size) for row in rows), default=0.0)
    return min(max(code, style.pt(22)) + name + style.pt(8), width * NAMES)


def _legible(values: Gantt, style: Style, width: float, labels: float) -> Gantt:
    """Every second quarter named where two names would touch; words beside a bar only where they end on the wall."""
    from workshop.figures.draw import label_width
    from workshop.figures.gantt import timescale

    time, size = timescale(values, style, width, labels), style.metrics.caption
    crowded = any(label_width(one.name, size) > time.quarter * 0.92 for one in values.quarters)
    quarters = tuple(replace(one, name="") if crowded and at % 2 else one for at, one in enumerate(values.quarters))
    lanes = tuple(replace(lane, rows=tuple(_worded(row, style, time) for row in lane.rows)) for lane in values.lanes)
    return replace(values, quarters=quarters, lanes=lanes)


def _worded(row: Row, style: Style, time: TimeScale) -> Row:
    """The row with its whole text, its owner alone, or no text: whichever fits in the bar or right of it."""
    from workshop.figures.draw import label_width

    if row.start is None or row.end is None:
        return row
    left, right = time.x(row.start), time.x(row.end)
    flag = row.deadline
    after = right + style.pt(4)
    if flag is not None and time.x(flag.at) > right:
        after = time.x(flag.at) + style.pt(14) + label_width(flag.word, style.metrics.caption)
    for text in (row.text, row.owner):
        wide = label_width(text, style.metrics.caption)
        if wide + style.pt(15) <= right - left or after + wide <= time.width:
            return replace(row, text=text)
    return replace(row, text="")
