"""Page one for a president: what is to be decided, one conclusion, three things, then the score and the radar, small."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from workshop.figures.marks import Chip, chip
from workshop.figures.radar import Axis, Radar, radar
from workshop.figures.track import Track, TrackMark, track
from workshop.findings import Highlight, shortfalls, strengths
from workshop.formats import decimal
from workshop.model.assessment import targets
from workshop.model.content.items import Measure
from workshop.model.rows import Kpi, MeasurePlan, PlanItem
from workshop.report.chapters.book import NONE, Book, amount
from workshop.report.chapters.pieces import clauses, head, height_of, or_dash, section, shorter, with_unit
from workshop.report.typeset import (
    FIELD_HEIGHT,
    FIELD_WIDTH,
    Column,
    Span,
    figure,
    h2,
    halves,
    kicker,
    page_break,
    para,
    rich,
    spacer,
    spans,
    table,
)
from workshop.wording import day_word, grade_note, level_word, self_rating_note, survey_note

BESIDE_SCORE = 200.0  # points: as high as score, track and note stand in the larger type
SURVEYED = 60.1  # overall score of the report's survey of 2019


class _Limits(Struct, frozen=True):
    """How much of long texts fits: decisions, characters of a text, characters of the lead, highlights, height of the radar."""

    decisions: int
    text: int
    lead: int
    highlights: int
    radar: float


_TRIES = (
    _Limits(5, 80, 170, 3, 237.5),
    _Limits(5, 60, 170, 3, 197.5),
    _Limits(4, 40, 130, 3, 180),
    _Limits(3, 32, 120, 2, 165),
    _Limits(3, 24, 100, 1, 150),
    _Limits(2, 20, 80, 0, 140),
)


def summary(book: Book) -> list[Any]:
    """One page: the first setting that fits; what is cut here stands in full in the chapters."""
    wide = 1 if book.words.language == "zh_CN" else 2  # a hanzi says and takes as much as two letters
    for one in _TRIES:
        story = _story(book, replace(one, text=one.text * wide, lead=one.lead * wide))
        if height_of(story, FIELD_WIDTH) <= FIELD_HEIGHT:
            break
    return [page_break(), *story]


def _story(book: Book, limits: _Limits) -> list[Any]:
    _ = book.words
    headline = book.headlines["board"].text
    lead = clauses(book.headlines["board.lead"].text, limits.lead)
    return [
        kicker(_("一页摘要 · 先看要决定什么"), book.st),
        *_decisions(book, limits),
        spacer(12.5),
        *head(book, "summary", _("一页摘要"), headline, lead)[1:],
        *_three(book, limits),
        *_picture(book, limits),
        *_highlights(book, limits),
    ]


# -- decisions asked ---------------------------------------------------------------------------------------------------------


def _decisions(book: Book, limits: _Limits) -> list[Any]:
    _, st, decisions = book.words, book.st, book.state.decisions
    title = section(book, _("提请决定的事项"), _("会议记录不等于决定，通过之前不启动"), before=2.5)
    if not decisions:
        return [title, para(_("本次没有登记提请决定的事项。"), st.note)]
    rows = [
        [str(at), shorter(one.text, limits.text), shorter(one.body, 24) or NONE, day_word(_, one.due) or NONE]
        for at, one in enumerate(decisions[: limits.decisions], start=1)
    ]
    columns = [Column(17.5, bold=True), Column(272.5), Column(100), Column(80, align="right")]
    made = [title, table(columns, rows, st)]
    if len(decisions) > limits.decisions:
        rest = _("另有 {count} 项，见“提请决定的事项”一章。", count=len(decisions) - limits.decisions)
        made.append(rich([Span(rest, link="decisions")], st.caption))
    return made


# -- three things ------------------------------------------------------------------------------------------------------------


def _three(book: Book, limits: _Limits) -> list[Any]:
    _, st = book.words, book.st
    things = book.first(3)
    title = h2(_("先做的三件事"), st)
    if not things:
        return [title, para(_("尚未选定举措。"), st.note)]
    columns = [
        Column(117.5, _("举措")),
        Column(70, _("牵头部门")),
        Column(37.5, _("万元"), "right"),
        Column(7.5),
        Column(107.5, _("半年内见到")),
        Column(130, _("业务指标")),
    ]
    return [title, table(columns, [_thing(book, one, limits) for one in things], st)]


def _thing(book: Book, one: tuple[Measure, MeasurePlan, PlanItem | None], limits: _Limits) -> Sequence[Any]:
    measure, plan, item = one
    accent = book.st.figure.palette.accent
    name = (Span(f"{measure.id}　", True, accent, link=f"measure.{measure.id}"), Span(measure.short, True))
    kpi = next((kpi for kpi in book.state.kpis if kpi.measure == measure.id), None)
    return [
        [rich(name, book.st.cell), para(book.span(item), book.st.head)],
        or_dash(shorter(plan.lead, 24)),
        amount(plan.budget),
        "",
        shorter(_half_year(book, one), limits.text),
        _kpi(book, kpi, limits),
    ]


def _half_year(book: Book, one: tuple[Measure, MeasurePlan, PlanItem | None]) -> str:
    """The milestones of the first two quarters of the plan, else the first step of thirty days."""
    measure, plan, _item = one
    reached = [mark.name for mark in book.state.milestones if mark.measure == measure.id and mark.quarter < 2]
    return book.words("；").join(reached) if reached else plan.first30 or measure.first30


def _kpi(book: Book, kpi: Kpi | None, limits: _Limits) -> Any:
    if kpi is None:
        return book.words("待定")
    values = f"{with_unit(kpi.baseline, kpi.unit)} → {with_unit(kpi.target, kpi.unit)}"
    return [para(shorter(kpi.name, limits.text), book.st.cell), para(shorter(values, 40), book.st.cell_bold)]


# -- score and radar ---------------------------------------------------------------------------------------------------------


def _picture(book: Book, limits: _Limits) -> list[Any]:
    st, high = book.st, max(limits.radar, BESIDE_SCORE) if book.leaders else limits.radar
    left: list[Any] = [*_score(book), figure(track(_track(book), st.figure, width=190))]
    left.append(
        para(
            book.words("{own}；{survey}。", own=self_rating_note(book.words), survey=survey_note(book.words)),
            st.head.but(leading=st.head.size + 3),
        )
    )
    right = [figure(radar(_radar(book), st.figure, width=270, height=high))]
    return [para("", st.caption.but(leading=5.0)), halves(left, right, widths=(190, 270))]


def _score(book: Book) -> list[Any]:
    _, st, result = book.words, book.st, book.score
    title = para(_("综合得分"), st.head)
    if result.overall is None or result.grade is None:
        return [title, para(_("待评"), st.score.but(size=30, leading=40.0))]
    figures = (
        Span(decimal(result.overall), True, st.score.colour, 34.0),
        Span("  / 100　", colour=st.head.colour, size=st.cell.size),
        Span(level_word(_, result.grade), True, size=13.0),
    )
    made = [title, rich(figures, st.score.but(size=34, leading=42.5)), para(grade_note(_, result.grade), st.cell_soft)]
    if result.provisional and result.low is not None and result.high is not None:
        note = _("暂计：尚有指标未定级，可能范围 {low}–{high}", low=decimal(result.low), high=decimal(result.high))
        made.append(para(note, st.cell_soft))
    return made


def _track(book: Book) -> Track:
    _, result = book.words, book.score
    marks = []
    if result.overall is not None:
        marks.append(TrackMark("now", float(result.overall), _("现状 {score}", score=decimal(result.overall))))
        if book.state.plan and book.end.overall is not None:
            marks.append(TrackMark("projected", float(book.end.overall), _("预计 {score}", score=decimal(book.end.overall))))
        if book.target_score is not None and book.target_score > result.overall:
            marks.append(TrackMark("target", float(book.target_score), _("目标 {score}", score=decimal(book.target_score))))
    marks.append(TrackMark("surveyed", SURVEYED, _("2019 年问卷自评 {score}", score=decimal(SURVEYED))))
    names = [level_word(_, level) for level in range(1, 6)]
    return Track((names[0], names[1], names[2], names[3]), names[4], result.grade, tuple(marks))


def _radar(book: Book) -> Radar:
    _, wanted, planned = book.words, targets(book.state, book.pack), bool(book.state.plan)
    axes = []
    for dimension in book.pack.dimensions.values():
        level = book.dimension_score(dimension.id).level
        ahead = book.end.levels.get(dimension.id) if planned else None
        goal = wanted.get(dimension.id)
        note = (
            NONE
            if level is None
            else decimal(level) + (f" → {decimal(ahead)}" if ahead is not None else "") + (f" / {goal}" if goal else "")
        )
        axes.append(
            Axis(
                dimension.id,
                dimension.short,
                None if level is None else float(level),
                None if ahead is None else float(ahead),
                None if goal is None else float(goal),
                note,
            )
        )
    end = book.quarter(book.state.engagement.horizon - 1)
    return Radar(tuple(axes), (_("现状"), _("预计 {quarter}", quarter=end) if planned else "", _("目标") if wanted else ""))


# -- strengths and gaps --------------------------------------------------------------------------------------------------------


def _highlights(book: Book, limits: _Limits) -> list[Any]:
    if not limits.highlights or book.score.overall is None:
        return []
    _ = book.words
    best = strengths(book.state, book.pack, limits.highlights)
    worst = shortfalls(book.state, book.pack, limits.highlights)
    return [
        spacer(10),
        halves(
            [section(book, _("主要优势")), _listing(book, best, limits, False)],
            [section(book, _("主要差距")), _listing(book, worst, limits, True)],
        ),
    ]


def _listing(book: Book, found: Sequence[Highlight], limits: _Limits, wanted: bool) -> Any:
    _, st = book.words, book.st
    rows = []
    for one in found:
        level = level_word(_, one.level)
        goal = _("{level}，目标{target}", level=level, target=level_word(_, one.target)) if wanted and one.target else level
        name = spans("**{name}**　{level}", name=book.pack.indicators[one.indicator].short, level=goal)
        mark = chip(Chip(one.level, 12, 20), st.figure)
        rows.append(
            [
                mark,
                [rich(name, st.cell), *([para(reason, st.cell_soft)] if (reason := clauses(one.reason, limits.text * 13 // 20)) else [])],
            ]
        )
    return table([Column(27.5), Column(202.5)], rows, st)
