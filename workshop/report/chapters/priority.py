"""Which measures first, and why: the matrix, the ranked list with its three parts, and the need term by term."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from workshop.figures import fontbook
from workshop.figures.matrix import Iso, MarkKind, Matrix, Measure, matrix
from workshop.figures.why import WhyBar, WhyList, WhyRow, why_list
from workshop.formats import decimal, percent, whole
from workshop.model.ranking import Lane, Row, Unranked
from workshop.model.robustness import Certainty
from workshop.report.chapters.book import NONE, Book, amount
from workshop.report.chapters.order import beside_the_order
from workshop.report.chapters.pieces import head, height_of, paragraphs
from workshop.report.chapters.voting import light_of
from workshop.report.typeset import FIELD_HEIGHT, FIELD_WIDTH, Column, Span, figure, h2, page_break, para, rich, table
from workshop.wording import certainty_word, lane_word, region_names

HEIGHTS = (215.0, 200.0, 185.0, 165.0, 145.0)  # points of the matrix: the first that keeps picture and list on a page
REST, CODE, NAMED = 30.0, 45.0, 100.0  # points: a column of totals, one of codes, the least for names


def priority(book: Book) -> list[Any]:
    """The order on one page, the arithmetic on the next."""
    _ = book.words
    made = [page_break(), *head(book, "priority", _("举措次序"), book.headlines["priority"].text, _lead(book))]
    if not book.rows:
        return [*made, para(_("没有选定举措，本章无内容。"), book.st.body)]
    for high in HEIGHTS:
        figures = _figures(book, high)
        if height_of([*made[1:], *figures], FIELD_WIDTH) <= FIELD_HEIGHT:
            break
    return [*made, *figures, *([page_break(), *_votes(book)] if book.leaders else _terms(book)), *_lanes(book), *beside_the_order(book)]


def _lead(book: Book) -> str:
    _ = book.words
    firm = [row.measure for row in book.rows if (one := book.standing(row.measure)) and one.word is Certainty.FIRM]
    lanes = [row for row in book.rows if row.lane is not Lane.RANKED]
    parts = [_("其余举措按“价值 ÷ 投入”排先后：价值由需要、影响、紧迫三项合成，投入为人月。")]
    if lanes:
        parts.append(_("监管必办与先决事项共 {count} 项，排在前面，不参加比较。", count=len(lanes)))
    if firm:
        parts.append(_("在 {draws} 次扰动中稳居前三的：{names}。", draws=whole(book.sturdy.draws), names=_("、").join(firm)))
    return "".join(parts)


# -- figures -----------------------------------------------------------------------------------------------------------------------


def _figures(book: Book, high: float) -> list[Any]:
    _, st = book.words, book.st
    placed = [row for row in book.rows if row.value is not None and row.effort is not None]
    made: list[Any] = []
    if placed:
        made.append(figure(matrix(_matrix(book, placed), st.figure, height=high)))
        made.append(
            para(_("● 稳居或多半前三　◐ 未定　○ 靠后　■ 监管必办或先决；横线为投入的低值至高值，虚线上各点“价值 ÷ 投入”相同。"), st.caption)
        )
    made += [h2(_("为什么是这个次序"), st), figure(why_list(_why(book), st.figure, row=27 if book.leaders else 0))]
    tied = _("序号旁的方括号：两项互换名次的可能在四成以上，不必争先后。") if book.sturdy.brackets else ""
    note = _(
        "需要由差距与痛点推算，影响与紧迫由与会者盲评；条下数字为各自贡献，价值为三项之和。{tied}扰动 {draws} 次，随机种子 {seed}。",
        tied=tied,
        draws=whole(book.sturdy.draws),
        seed=book.sturdy.seed,
    )
    return [*made, para(note, st.caption)]


def _kind(book: Book, row: Row) -> MarkKind:
    if row.lane is not Lane.RANKED:
        return "must"
    standing = book.standing(row.measure)
    if standing is None or standing.word is Certainty.LATER:
        return "behind"
    return "open" if standing.word is Certainty.OPEN else "sure"


def _matrix(book: Book, placed: Sequence[Row]) -> Matrix:
    _ = book.words
    marks = []
    for row in placed:
        effort, name = row.candidate.effort, book.pack.measures[row.measure].short
        if effort is None or row.effort is None or row.value is None:
            continue
        label = f"{row.measure} {name}"
        marks.append(
            Measure(
                row.measure,
                label,
                row.measure,
                float(row.effort),
                float(effort.low),
                float(effort.high),
                float(row.value),
                _kind(book, row),
            )
        )
    ratios = sorted(float(row.ratio) for row in placed if row.ratio)
    most = max(mark.high for mark in marks) if marks else 0.0
    isos = tuple(Iso(slope, _("每人月 {value}", value=decimal(slope))) for slope in _slopes(ratios, most))
    return Matrix(tuple(marks), _("投入（人月，三点估计的均值）"), _("价值（0–100）"), isos, region_names(_))


def _slopes(ratios: Sequence[float], most: float) -> list[float]:
    """Two lines of equal value for effort between the thirds of the field; steep ones would end on the axis' own name."""
    if len(ratios) < 3:
        return []
    found = [round(ratios[len(ratios) * part // 3], 1) for part in (1, 2)]
    return sorted({slope for slope in found if 0 < slope * most < 350})


def _why(book: Book) -> WhyList:
    _ = book.words
    mix = book.state.engagement
    rows = tuple(_why_row(book, row) for row in book.rows)
    places = {row.measure: at for at, row in enumerate(book.rows)}
    ties = tuple((places[upper], places[lower]) for upper, lower in book.sturdy.brackets)
    terms = (
        _("需要 ×{weight}", weight=decimal(mix.need_weight / 100)),
        _("影响 ×{weight}", weight=decimal(mix.impact_weight / 100)),
        _("紧迫 ×{weight}", weight=decimal(mix.urgency_weight / 100)),
    )
    heads = (_("价值"),) if book.leaders else (_("价值"), _("人月"), _("价值/人月"), _("进前三"))
    return WhyList(rows, _("序"), _("举措"), terms, heads, _("判断"), ties)


def _why_row(book: Book, row: Row) -> WhyRow:
    _ = book.words
    parts = (row.need_part, row.impact_part or 0, row.urgency_part or 0)
    shown = tuple(
        decimal(part, 0) if known is not None else NONE for part, known in zip(parts, (0, row.impact_part, row.urgency_part), strict=True)
    )
    standing = book.standing(row.measure)
    top = NONE if standing is None else "<1%" if 0 < standing.top < 0.005 else percent(standing.top)
    value = NONE if row.value is None else decimal(row.value, 0)
    figures = (value,) if book.leaders else (value, amount(row.effort), NONE if row.ratio is None else decimal(row.ratio), top)
    rank = str(row.position) if row.position else NONE
    strong = standing is not None and standing.word is Certainty.FIRM
    bar = WhyBar(row.measure, tuple(float(part) for part in parts), shown)
    return WhyRow(
        rank,
        row.measure,
        book.pack.measures[row.measure].short,
        bar,
        figures,
        _word(book, row),
        strong,
        standing is not None and standing.word is Certainty.LATER,
    )


def _word(book: Book, row: Row) -> str:
    _, standing = book.words, book.standing(row.measure)
    if row.lane is not Lane.RANKED:
        return lane_word(_, row.lane.value)
    if standing is not None:
        return certainty_word(_, standing.word.value)
    return {Unranked.NO_EFFORT: _("待估投入"), Unranked.NO_IMPACT: _("待评影响"), Unranked.NO_URGENCY: _("待评紧迫")}.get(
        row.missing or Unranked.NO_EFFORT, NONE
    )


# -- term by term --------------------------------------------------------------------------------------------------------------------


def _terms(book: Book) -> list[Any]:
    """Raw need of each measure as its terms: relevance × weight × gap per dimension, and the pain points."""
    _, st, dimensions = book.words, book.st, book.pack.dimensions
    wide = max([40.0, *(fontbook.width(one.short, st.head.size) + 7.5 for one in dimensions.values())])
    name = FIELD_WIDTH - wide * len(dimensions) - 4 * REST
    coded = name < NAMED  # the heads of some languages leave room for the measure's code only; the names stand on the page before
    rest = (FIELD_WIDTH - CODE - wide * len(dimensions)) / 4 if coded else REST
    name = CODE if coded else name
    columns = [Column(name, _("举措")), *(Column(wide, one.short, "right") for one in dimensions.values())]
    columns += [
        Column(rest, _("痛点"), "right"),
        Column(rest, _("合计"), "right"),
        Column(rest, _("需要"), "right", bold=True),
        Column(rest, _("名次"), "right"),
    ]
    rows = [_term_row(book, row, coded) for row in book.rows]
    note = _(
        "每格为相关度（0–3）× 权重 × 差距（级）；痛点为 {weight} × 程度之和；"
        "需要以合计最大的一项为 100。名次为扰动中十次有八次落入的范围。",
        weight=decimal(book.state.engagement.pain_weight, 2),
    )
    return [page_break(), h2(_("需要怎样算出来：逐项"), st), table(columns, rows, st), para(note, st.caption), *_votes(book)]


def _term_row(book: Book, row: Row, coded: bool) -> list[Any]:
    need = row.candidate.need
    points = {term.dimension: term.points for term in need.terms}
    cells = [decimal(points[one], 2) if points.get(one) else NONE for one in book.pack.dimensions]
    pains = decimal(need.pain_points, 2) if need.pains else NONE
    standing = book.standing(row.measure)
    range_ = NONE if standing is None else str(standing.low) if standing.low == standing.high else f"{standing.low}–{standing.high}"
    code = Span(f"{row.measure} ", True, book.st.figure.palette.accent)
    name = (code,) if coded else (code, Span(book.pack.measures[row.measure].short))
    return [rich(name, book.st.cell), *cells, pains, decimal(need.raw, 2), decimal(need.points, 0), range_]


def _votes(book: Book) -> list[Any]:
    """Impact and urgency as voted: level, light and number of votes."""
    _, st = book.words, book.st
    rows = []
    for row in book.rows:
        cells = [cell for kind in ("impact", "urgency") for cell in _voted(book, kind, row)]
        name = (Span(f"{row.measure} ", True, st.figure.palette.accent), Span(book.pack.measures[row.measure].short))
        rows.append([rich(name, st.cell), *cells])
    columns = [
        Column(170, _("举措")),
        Column(40, _("影响"), "right", bold=True),
        Column(10),
        Column(100, _("判断与票数")),
        Column(40, _("紧迫"), "right", bold=True),
        Column(10),
        Column(100, _("判断与票数")),
    ]
    return [h2(_("影响与紧迫：盲评结果"), st, note=_("1–5 级，用同一张评级票、同一套判断")), table(columns, rows, st)]


def _voted(book: Book, kind: str, row: Row) -> tuple[str, str, str]:
    _ = book.words
    level = row.candidate.impact if kind == "impact" else row.candidate.urgency
    turn, light = book.state.last_reveal(kind, row.measure), light_of(book, kind, row.measure)
    if turn is None or light is None:
        return (NONE if level is None else str(level)), "", _("未投票")
    words = {"green": _("共识"), "amber": _("待讨论"), "red": _("有分歧"), "grey": _("票数不足")}
    return (NONE if level is None else str(level)), "", _("{light} · {n} 票", light=words[light.value], n=len(turn.levels))


def _lanes(book: Book) -> list[Any]:
    """Why a measure stands in a lane of its own."""
    _, st = book.words, book.st
    rows: list[list[Any]] = [
        [row.measure, lane_word(_, row.lane.value), paragraphs(book.state.measures[row.measure].lane_reason, st.cell) or _("未写明理由")]
        for row in book.rows
        if row.lane is not Lane.RANKED
    ]
    made: list[Any] = []
    if rows:
        columns = [Column(40, _("举措"), bold=True), Column(90, _("类别")), Column(340, _("为何单列"))]
        made += [h2(_("单列在前的举措"), st), table(columns, rows, st)]
    return made
