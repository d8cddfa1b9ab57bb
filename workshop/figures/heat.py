"""The heat map: every indicator's recorded level beside the median of each role group; small groups are hidden, and look it."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from workshop.figures import draw
from workshop.figures.style import Style

CELL_WIDE, CELL_HIGH, ROW, SECTION = 44.0, 16.5, 22.5, 17.5
LEADING = 1.25  # of a group's name in two lines


class Cell(Struct, frozen=True):
    """A median 1–5 (x.5 = between two levels, drawn split). None with `word` = hidden by the anonymity rule or not voted."""

    median: float | None
    word: str = ""


class HeatRow(Struct, frozen=True):
    """One indicator, or a dimension rated as a whole (without a code): recorded level and a cell per group.

    `gap` is the largest difference between groups, bold from one level on, with the lower group in `gap_note`.
    `short` stands where the name is too long for its column.
    """

    id: str
    code: str
    name: str
    record: Cell
    groups: tuple[Cell, ...]
    gap: str = ""
    gap_note: str = ""
    bold: bool = False
    short: str = ""


class HeatSection(Struct, frozen=True):
    """One dimension with its score as printed, and its rows."""

    id: str
    name: str
    score: str
    rows: tuple[HeatRow, ...]


class HeatMap(Struct, frozen=True):
    """Heads: indicator, record, largest difference (empty: no such column); each group as (name, seats)."""

    sections: tuple[HeatSection, ...]
    groups: tuple[tuple[str, str], ...]
    indicator_head: str
    record_head: str
    gap_head: str


class _Grid(Struct, frozen=True):
    name: float
    cell: float
    record: float
    groups: tuple[float, ...]
    gap: float
    width: float
    pitch: float


def height_of(values: HeatMap, style: Style, row: float = ROW, width: float = 470) -> float:
    """The height the picture of this width will have; `row` in points of paper."""
    count = sum(len(section.rows) for section in values.sections)
    return _head_height(values, style, _grid(values, style, width)) + style.pt(SECTION * len(values.sections) + row * count) + 1


def _head_height(values: HeatMap, style: Style, grid: _Grid) -> float:
    """Indicator, seats and the groups' names, in two lines where one is too short for a name."""
    lines = max((len(_group_name(name, style, grid)) for name, _seats in values.groups), default=1)
    return style.pt(27.5) + (lines - 1) * style.metrics.caption * LEADING


def _group_name(name: str, style: Style, grid: _Grid) -> list[str]:
    return draw.wrapped(name, style.metrics.caption, grid.pitch - style.pt(1.5), True, most=2)


def heat_map(values: HeatMap, style: Style, *, width: float = 470, row: float = ROW) -> Any:
    """As high as its rows; `row` may be raised to fill a page. Ids: row:<id>, record:<id>, cell:<id>:<group number>, section:<id>."""
    grid = _grid(values, style, width)
    height, head = height_of(values, style, row, width), _head_height(values, style, grid)
    shapes = _heads(values, style, grid, height - head)
    y = height - head
    for section in values.sections:
        y -= style.pt(SECTION)
        shapes.append(draw.Part(f"section:{section.id}", _section(section, style, grid, y)))
        for one in section.rows:
            y -= style.pt(row)
            shapes.append(draw.Part(f"row:{one.id}", _row(one, style, grid, y, style.pt(row))))
    return draw.picture(width, height, shapes)


def _grid(values: HeatMap, style: Style, width: float) -> _Grid:
    """Names take what the cells and the last column leave; the last column is never under a quarter of the rest."""
    count = max(len(values.groups), 1)
    notes = [row.gap_note for section in values.sections for row in section.rows]
    gap = max([draw.label_width(note, style.metrics.caption) for note in notes] + [style.pt(40)]) + style.pt(21)
    gap = min(gap, style.pt(110)) if values.gap_head else 0.0
    names = min(style.pt(118), width * 0.28)
    pitch = min((width - names - gap - style.pt(6)) / (count + 1.15), style.pt(76))
    cell = min(style.pt(CELL_WIDE), pitch - style.pt(6))
    first = names + pitch / 2
    groups = tuple(first + pitch * (at + 1.15) for at in range(len(values.groups)))
    return _Grid(names, cell, first, groups, width - gap + style.pt(4), width, pitch)


def _heads(values: HeatMap, style: Style, grid: _Grid, low: float) -> draw.Shapes:
    palette, size, foot, low = style.palette, style.metrics.caption, low, low + style.pt(6.5)
    shapes = draw.label(0, low, values.indicator_head, size, palette.ink3)
    shapes += draw.label(grid.record, low, values.record_head, size, palette.ink3, anchor="middle")
    for x, (name, seats) in zip(grid.groups, values.groups, strict=True):
        for at, line in enumerate(reversed(_group_name(name, style, grid))):
            shapes += draw.label(x, low + size * (1.35 + at * LEADING), line, size, palette.ink, True, "middle")
        shapes += draw.label(x, low, seats, size, palette.ink3, anchor="middle")
    shapes += draw.label(grid.gap, low, values.gap_head, size, palette.ink3)
    return [*shapes, draw.line(0, foot, grid.width, foot, palette.ink, style.metrics.edge)]


def _section(section: HeatSection, style: Style, grid: _Grid, y: float) -> draw.Shapes:
    size, base = style.metrics.body, y + style.pt(5)
    shapes = draw.label(0, base, section.name, size * 1.1, style.palette.ink, True)
    shapes += draw.label(grid.record, base, section.score, size, style.palette.ink, True, "middle")
    return [*shapes, draw.line(0, y, grid.width, y, style.palette.rule, style.metrics.hair)]


def _row(row: HeatRow, style: Style, grid: _Grid, y: float, high: float) -> draw.Shapes:
    palette, size, small = style.palette, style.metrics.body, style.metrics.caption
    base = y + high / 2 - size * 0.36
    name_left = style.pt(20)
    shapes = draw.label(0, base, row.code, size, palette.accent, True)
    room = grid.name - name_left + style.pt(4)
    name = row.short if row.short and draw.label_width(row.name, size) > room else row.name
    shapes += draw.label(name_left, base, draw.shorten(name, size, room, False), size, palette.ink)
    shapes.append(draw.Part(f"record:{row.id}", _cell(row.record, grid.record, y + high / 2, grid.cell, style)))
    for at, (x, cell) in enumerate(zip(grid.groups, row.groups, strict=True)):
        shapes.append(draw.Part(f"cell:{row.id}:{at}", _cell(cell, x, y + high / 2, grid.cell, style)))
    shapes += draw.label(grid.gap, base, row.gap, size, palette.ink if row.bold else palette.ink3, row.bold)
    left = grid.gap + style.pt(16)
    note = draw.shorten(row.gap_note, small, grid.width - left, False)
    shapes += draw.label(left, base, note, small, palette.ink)
    return [*shapes, draw.line(0, y, grid.width, y, palette.light_rule, style.metrics.hair)]


def _cell(cell: Cell, x: float, middle: float, wide: float, style: Style) -> draw.Shapes:
    high, palette = style.pt(CELL_HIGH), style.palette
    left, low = x - wide / 2, middle - style.pt(CELL_HIGH) / 2
    if cell.median is None:
        dash = (style.pt(1.5), style.pt(1.5))
        box = draw.rect(left, low, wide, high, palette.ground, palette.ink3, style.metrics.hair, dash)
        return [box, *draw.label(x, middle - style.metrics.caption * 0.36, cell.word, style.metrics.caption, palette.ink3, anchor="middle")]
    below = int(cell.median)
    if cell.median == below:
        return draw.level_box(left, low, wide, high, below, style)
    return draw.level_box(left, low, wide / 2, high, below, style) + draw.level_box(x, low, wide / 2, high, below + 1, style)
