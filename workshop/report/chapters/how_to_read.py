"""How to read this plan: the rule behind a level, the marks, what the score is and what it is not."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from workshop.figures.marks import Chip, Light, Pain, chip, light, pain
from workshop.formats import percent
from workshop.model.content import Pack
from workshop.report.chapters.book import Book
from workshop.report.chapters.pieces import head, height_of, roomiest
from workshop.report.typeset import FIELD_HEIGHT, FIELD_WIDTH, Column, bullets, h2, page_break, table
from workshop.wording import grade_note, self_rating_note, survey_note

ROOMS = (20.0, 15.0, 10.0, 7.5, 2.5)  # points above a section's head, the first that keeps the page one page


def how_to_read(book: Book) -> list[Any]:
    """One page, set closer where its words are long."""
    made = roomiest(ROOMS, lambda before: _page(book, before)) or _made(book, ROOMS[-1])
    return [page_break(), *made]


def _page(book: Book, before: float) -> list[Any] | None:
    made = _made(book, before)
    return made if height_of(made, FIELD_WIDTH) <= FIELD_HEIGHT else None


def _made(book: Book, before: float) -> list[Any]:
    """With so much room above a section's head; where there is little, the rules stand closer too."""
    _ = book.words
    book = replace(book, st=replace(book.st, h2=book.st.h2.but(before=before)))
    close = book.st.item if before > ROOMS[-2] else book.st.item.but(after=0, leading=book.st.item.size * 1.4)
    lead = _("级别由与会者当场记录，统计只作提示，从不改写；不同意见与评级并列留存。读数之前，请先看这一页。")
    return [
        *head(book, "reading", _("怎样读"), _("先看规则，再看分数"), lead),
        h2(_("五个级别"), book.st, note=book.pack.rule),
        _levels(book),
        h2(_("分数是什么，不是什么"), book.st),
        *bullets(_rules(book), book.st, style=close),
        h2(_("记号"), book.st),
        _marks(book),
    ]


def _levels(book: Book) -> Any:
    _, st = book.words, book.st
    notes = (
        _("没有统一安排，靠个人或单个部门"),
        _("有了制度或分工，还不稳定"),
        _("体系建起，主要条线在用"),
        _("平台支撑，数据说话，持续改进"),
        _("由战略牵引，并能带动同业或客户"),
    )
    rows = [
        [chip(Chip(level, 12, 20), st.figure), name, note]
        for level, (name, note) in enumerate(zip(book.pack.levels, notes, strict=False), start=1)
    ]
    return table([Column(32.5), Column(117.5, bold=True), Column(320)], rows, st)


def authored(pack: Pack) -> str:
    """Share of the indicators' anchors that the workshop wrote where the report is silent, as printed."""
    anchors = [anchor for indicator in pack.indicators.values() for anchor in indicator.anchors]
    return percent(sum(anchor.source.origin != "report" for anchor in anchors) / len(anchors)) if anchors else "0%"


def _rules(book: Book) -> list[str]:
    _ = book.words
    grade = book.score.grade
    return [
        _("某一级只有在这一级和以下各级的条件都满足时才记录；差一条，记低一级。"),
        _("级别数字越大越成熟。") if grade is None else _("综合结果写作“{note}”。", note=grade_note(_, grade)),
        _("{note}：监管评级中一级最好，等保三级指安全保护等级，都与这里的级别无关。", note=self_rating_note(_)),
        _("每级 20 分，所以最低分是 20 分，不是 0 分；等级按“达到才算”计，59.9 分仍是二级。"),
        _("{note}；六个维度没有可比的同业得分，本方案不作推算。", note=survey_note(_)),
        _("本次评级不用于考核任何部门。"),
        _("级别条件中有 {share} 由工作坊编写（研究报告未写到之处），其余依据研究报告；编写的条目均有标记。", share=authored(book.pack)),
        _("预计得分是与会者的估计，只看方向；半年进展看里程碑和业务指标，得分每年复评一次。"),
    ]


def _marks(book: Book) -> Any:
    _, st = book.words, book.st
    style = st.figure
    rows = [
        [light(Light("consensus", _("共识"), True), style), _("四分之三以上同级，且没有票离众数超过一级")],
        [light(Light("discuss", _("待讨论")), style), _("其余情形，注明相邻、有不同看法或分散")],
        [light(Light("split", _("有分歧")), style), _("两端各有一营，或平均偏离中位数达 0.75 级")],
        [light(Light("few", _("票数不足")), style), _("有效票少于三张，不作判断")],
        [pain(Pain(2), style), _("痛点：两格为严重，一格为存在")],
    ]
    if book.leaders:  # who voted what by group is not in this edition
        return table([Column(87.5), Column(382.5)], rows, st)
    hidden = _("隐：该角色组此项不足三票，按不记名规则不显示") if book.anonymous else _("本次为记名投票")
    return table([Column(87.5), Column(382.5)], [*rows, [_("隐") if book.anonymous else _("记名"), hidden]], st)
