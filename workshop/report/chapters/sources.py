"""Where everything comes from: the rules to check with compliance, the report's lines, the pack, and whose interest is involved."""

from __future__ import annotations

from typing import Any

from workshop.report.chapters.book import NONE, Book
from workshop.report.chapters.how_to_read import authored
from workshop.report.chapters.pieces import grid, head
from workshop.report.typeset import Column, h2, page_break, para, table


def regulations(book: Book) -> list[Any]:
    """The dated table of rules later than the report: questions for the bank's compliance, no legal statement."""
    if not book.pack.regulations:
        return []
    _, st = book.words, book.st
    lead = _("下列规定晚于研究报告，由工作坊整理，只用于提示可能相关的指标与举措，不构成法律意见；适用与否、现行与否，请合规部核对。")
    rows = []
    for one in book.pack.regulations.values():
        linked = _("、").join((*one.indicators, *one.measures))
        rows.append([one.date, [para(one.title, st.cell_bold), para(one.issuer, st.head)], one.note, linked or NONE, "□"])
    columns = [
        Column(45, _("时间")),
        Column(165, _("规定")),
        Column(145, _("要核对的问题")),
        Column(75, _("相关指标与举措")),
        Column(40, _("已核对"), "center"),
    ]
    return [
        page_break(),
        *head(book, "regulations", _("监管对照"), _("{count} 项规定，请合规部核对", count=len(rows)), lead),
        table(columns, rows, st),
    ]


def sources(book: Book) -> list[Any]:
    """Sources of the content, item by item in ranges, with one neutral sentence on interests."""
    _, st, pack = book.words, book.st, book.pack
    lead = _("研究报告写了什么、没写什么，逐项可查；报告没有写到的由工作坊编写，并已标明。")
    facts = [
        (_("内容包"), pack.title),
        (_("版本"), pack.version),
        (_("工作坊编写的级别条件"), authored(pack)),
        (_("本行改动"), _changes(book)),
    ]
    made = [
        page_break(),
        *head(book, "sources", _("来源"), _("每一条都能说出出处"), lead),
        grid(book, facts),
        h2(_("研究报告"), st),
        para(pack.citation, st.note),
    ]
    if pack.interest:
        made += [h2(_("利益关系"), st), para(pack.interest, st.note)]
    made += [para(pack.anchors_note, st.note)] if pack.anchors_note else []
    rows = [[one.id, one.name, book.ranges(one.source)] for one in pack.indicators.values()]
    rows += [[one.id, one.name, book.ranges(one.source)] for one in pack.measures.values()]
    rows += [[one.bank, one.title, book.ranges(one.source)] for one in pack.cases.values() if one.id in book.state.cases]
    columns = [Column(112.5, _("条目"), bold=True), Column(212.5, _("名称")), Column(145, _("研究报告中的行号"))]
    return [*made, h2(_("逐项出处"), st, note=_("行号指研究报告的文本版")), table(columns, rows, st)]


def _changes(book: Book) -> str:
    """What this engagement changed against the pack: weights, relevance, effects."""
    _, state, pack = book.words, book.state, book.pack
    weights = sum(state.weights[one.id] != one.weight for one in pack.dimensions.values())
    count = weights + len(state.relevance) + len(state.effects)
    return (
        _(
            "{count} 处（权重 {weights}、相关度 {relevance}、效果 {effects}）",
            count=count,
            weights=weights,
            relevance=len(state.relevance),
            effects=len(state.effects),
        )
        if count
        else _("无")
    )
