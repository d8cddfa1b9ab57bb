"""All indicators at a glance: recorded levels beside the median of each role group, small groups hidden."""

from __future__ import annotations

from typing import Any

from workshop.figures.heat import Cell, HeatMap, HeatRow, HeatSection, heat_map, height_of
from workshop.figures.marks import Chip, chip
from workshop.formats import decimal
from workshop.model.assessment import GroupMedian, group_medians, indicator_target, whole_level
from workshop.report.chapters.book import NONE, Book
from workshop.report.chapters.pieces import head
from workshop.report.typeset import Column, Span, figure, page_break, para, rich, table

ROOM, LEAST, MOST = 560.0, 17.5, 22.5  # points for the picture; its row


def heat(book: Book) -> list[Any]:
    """One page; the leaders' edition has records and targets only: medians of groups are dissent by group."""
    _ = book.words
    if book.leaders:
        return [page_break(), *head(book, "heat", _("诊断总览"), book.headlines["heat"].text, _lead(book)), _records(book)]
    values = _values(book)
    spare = (ROOM - height_of(values, book.st.figure, 0)) / max(sum(len(section.rows) for section in values.sections), 1)
    row = max(LEAST, min(MOST, spare / book.st.figure.scale))
    return [
        page_break(),
        *head(book, "heat", _("诊断总览"), book.headlines["heat"].text, _lead(book)),
        figure(heat_map(values, book.st.figure, row=row), height=ROOM + 30),
        *(para(line, book.st.caption) for line in _captions(book)),
    ]


def _records(book: Book) -> Any:
    """Recorded levels and targets without the groups."""
    _, st = book.words, book.st
    rows: list[list[Any]] = []
    for own in book.pack.dimensions.values():
        score = book.dimension_score(own.id).score
        rows.append(
            [
                para(own.short, st.cell_bold),
                para(NONE if score is None else _("{score} 分", score=decimal(score)), st.cell_bold),
                "",
                "",
            ]
        )
        if (level := whole_level(book.state, own.id)) is not None:
            rows.append([para(_("整个维度"), st.cell), chip(Chip(level, 11, 24), st.figure), "", ""])
        rows += [_record(book, name) for name in own.indicators]
    columns = [Column(270, _("指标")), Column(80, _("记录")), Column(60, _("目标"), "right"), Column(60, _("差距"), "right")]
    return table(columns, rows, st)


def _record(book: Book, name: str) -> list[Any]:
    _, level = book.words, book.state.level_of(name)
    target = indicator_target(book.state, book.pack, name)
    mark = _basis(book, name) if level is None else chip(Chip(level, 11, 24), book.st.figure)
    gap = NONE if level is None or target is None else str(max(0, target - level))
    return [
        rich((Span(f"{name}　", True, book.st.figure.palette.accent), Span(book.pack.indicators[name].name)), book.st.cell),
        mark,
        NONE if target is None else str(target),
        gap,
    ]


def _lead(book: Book) -> str:
    _ = book.words
    rated = sum(book.state.level_of(indicator) is not None for indicator in book.pack.indicators)
    total = len(book.pack.indicators)
    if book.leaders:
        return _("{total} 项指标中 {rated} 项已定级；右侧为目标级别与差距。", total=total, rated=rated)
    known = [gap for indicator in book.pack.indicators if (gap := _difference(book, "indicator", indicator)[0]) is not None]
    if not known:
        return _("{total} 项指标中 {rated} 项已定级；尚无可比的角色组中位数。", total=total, rated=rated)
    apart = sum(one >= 1 for one in known)
    if not apart:
        return _("{total} 项指标中 {rated} 项已定级，各角色组的中位数相差都不到一级。", total=total, rated=rated)
    return _(
        "{total} 项指标中 {rated} 项已定级，{apart} 项的角色组中位数相差一级以上：这些地方先听看得低的一组说依据，而不是取平均。",
        total=total,
        rated=rated,
        apart=apart,
    )


def _captions(book: Book) -> list[str]:
    _ = book.words
    shapes = _("纹样：斜纹低于三级，素面为三级，竖纹高于三级，越密离三级越远。")
    cells = _("格内为该组末轮评级票的中位数；双格表示中位数落在相邻两级之间。")
    hidden = _("隐：该组此项不足三票，或为防止倒推而一并隐去。") if book.anonymous else ""
    return [cells + hidden, shapes]


def _values(book: Book) -> HeatMap:
    _, state = book.words, book.state
    groups = state.groups()
    seats = tuple((name, _("{count} 席", count=sum(seat.grp == name for seat in state.seats))) for name in groups)
    sections = []
    for own in book.pack.dimensions.values():
        score = book.dimension_score(own.id).score
        rows = _whole(book, own.id, len(groups)) + tuple(_row(book, name, len(groups)) for name in own.indicators)
        sections.append(HeatSection(own.id, own.short, NONE if score is None else decimal(score), rows))
    return HeatMap(tuple(sections), seats, _("指标"), _("记录"), _("最大组差"))


def _row(book: Book, name: str, groups: int) -> HeatRow:
    indicator, level = book.pack.indicators[name], book.state.level_of(name)
    record = Cell(None if level is None else level, "" if level is not None else _basis(book, name))
    return _heat_row(book, "indicator", name, (name, indicator.name, indicator.short), record, groups)


def _whole(book: Book, dimension: str, groups: int) -> tuple[HeatRow, ...]:
    """The row of a dimension rated as a whole, which counts in the place of its indicators; none where it was not."""
    level = whole_level(book.state, dimension)
    return () if level is None else (_heat_row(book, "dimension", dimension, ("", book.words("整个维度"), ""), Cell(level), groups),)


def _heat_row(book: Book, kind: str, subject: str, names: tuple[str, str, str], record: Cell, groups: int) -> HeatRow:
    """`names` are code, name and what stands where the name is too long."""
    _, medians = book.words, group_medians(book.state, kind, subject)
    cells = tuple(_cell(book, median) for median in medians) or (Cell(None, NONE),) * groups
    apart, lowest = _difference(book, kind, subject)
    gap = NONE if apart is None else decimal(apart) if apart else "0"
    note = _("{group}偏低", group=lowest) if apart and apart >= 1 else ""
    code, name, short = names
    return HeatRow(subject, code, name, record, cells, gap, note, bool(note), short)


def _basis(book: Book, name: str) -> str:
    _, record = book.words, book.state.record_of("indicator", name)
    if record is None:
        return _("未评")
    return _("待议") if record.basis == "parked" else _("不适用")


def _cell(book: Book, median: GroupMedian) -> Cell:
    if median.hidden:
        return Cell(None, book.words("隐"))
    return Cell(None, NONE) if median.lower is None or median.upper is None else Cell((median.lower + median.upper) / 2)


def _difference(book: Book, kind: str, subject: str) -> tuple[float | None, str]:
    """Levels between the lowest and the highest group shown, and the lowest; None with fewer than two."""
    known = [
        ((one.lower + one.upper) / 2, one.group)
        for one in group_medians(book.state, kind, subject)
        if not one.hidden and one.lower is not None and one.upper is not None
    ]
    if len(known) < 2:
        return None, ""
    low, high = min(known, key=lambda one: one[0]), max(known, key=lambda one: one[0])
    return high[0] - low[0], low[1]
