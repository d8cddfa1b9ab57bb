"""What the room asks of the bank's bodies, and what it put aside: decisions with body, date and result; the parking lot."""

from __future__ import annotations

from typing import Any

from workshop.report.chapters.book import NONE, Book
from workshop.report.chapters.pieces import head, or_dash, paragraphs
from workshop.report.typeset import Column, h2, page_break, para, table
from workshop.wording import day_word


def decisions(book: Book) -> list[Any]:
    """Decisions asked and the parking lot, on one page unless they are many."""
    _, st, asked = book.words, book.st, book.state.decisions
    lead = _("工作坊提出建议，由有权机构决定；通过之前不启动。")
    headline = (
        _("{count} 项提请决定，{open} 项尚无结果", count=len(asked), open=sum(not one.result for one in asked))
        if asked
        else _("本次没有登记提请决定的事项")
    )
    made = [page_break(), *head(book, "decisions", _("提请决定的事项"), headline, lead)]
    if asked:
        made.append(_asked(book))
    return [*made, h2(_("待议事项"), st, key="parking", note=_("会上提出、未及讨论或尚需材料的事项")), *_parking(book), *_said(book)]


def _said(book: Book) -> list[Any]:
    """Notes on no dimension, which have no spread to stand in; like those, not for the leaders."""
    _, st, printed = book.words, book.st, ("dimension", "indicator", "case")
    found = [note for note in book.state.notes if note.subject_kind not in printed and book.shows(note.sensitive)]
    if not found or book.leaders:
        return []
    rows = [[note.created_at[11:16], paragraphs(note.text, st.cell)] for note in found]
    return [h2(_("讨论记要"), st), table([Column(42.5), Column(427.5)], rows, st)]


def _asked(book: Book) -> Any:
    _, st = book.words, book.st
    results = {"passed": _("通过"), "amended": _("修改后通过"), "deferred": _("缓议"), "": _("待决定")}
    rows = [
        [
            str(at),
            paragraphs(one.text, st.cell),
            or_dash(one.body),
            or_dash(day_word(_, one.due)),
            or_dash(one.measure),
            [para(results.get(one.result, one.result), st.cell_bold), *([para(one.decided_on, st.head)] if one.decided_on else ())],
        ]
        for at, one in enumerate(book.state.decisions, start=1)
    ]
    columns = [
        Column(17.5, "", bold=True),
        Column(172.5, _("事项")),
        Column(85, _("决策机构")),
        Column(90, _("计划时间")),
        Column(50, _("等待的举措")),
        Column(55, _("结果")),
    ]
    return table(columns, rows, st)


def _parking(book: Book) -> list[Any]:
    _, st, parked = book.words, book.st, book.state.parked
    if not parked:
        return [para(_("没有待议事项。"), st.note)]
    rows = []
    for one in parked:
        subject = one.subject if one.subject in book.pack.indicators else ""
        rows.append(
            [
                subject or NONE,
                paragraphs(one.text, st.cell),
                or_dash(one.owner),
                or_dash(day_word(_, one.due)),
                _("已办结") if one.done else _("待议"),
            ]
        )
    columns = [
        Column(42.5, _("指标"), bold=True),
        Column(197.5, _("事项")),
        Column(90, _("由谁")),
        Column(90, _("期限")),
        Column(50, _("状态")),
    ]
    return [table(columns, rows, st)]
