"""Documents to bring, by department, as a letter (DOCX) and a list to tick (XLSX): sent two weeks before the day."""

import io
from pathlib import Path

from msgspec import Struct

from workshop.briefs import Block, Brief
from workshop.ledger.brief_docx import write_brief_docx
from workshop.model.content import Pack
from workshop.model.state import State
from workshop.report.typeset import write
from workshop.words import N_, Words

# who is asked, a proposal of ours (origin "workshop"): the bank's own division of work goes before it
DEPARTMENTS = {
    "strategy": N_("战略发展部"), "application": N_("零售与公司业务条线"), "ecosystem": N_("渠道与网络金融部"), "data": N_("数据管理部"),
    "organization": N_("人力资源部"), "technology": N_("信息科技部"),
}  # fmt: skip
OTHERS = N_("牵头部门")
NOTE = N_("部门为建议，请按本行分工调整。评级只用来排工作，不用来考核部门。")
_WIDTHS = (22, 14, 46, 10, 18, 24)
_HARDENED = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


class Wanted(Struct, frozen=True):
    """One document: who is asked for it, for which question, and whether it was handed in ("handed", "missing", "")."""

    department: str
    indicator: str
    name: str
    text: str
    status: str


def wanted(state: State, pack: Pack, words: Words) -> tuple[Wanted, ...]:
    """Every evidence prompt of the pack, by department in the order of the day."""
    known = {(row.indicator, row.item): row.status for row in state.evidence}
    return tuple(
        Wanted(words(DEPARTMENTS.get(dimension.id, OTHERS)), name, pack.indicators[name].name, text, known.get((name, number), ""))
        for dimension in pack.dimensions.values()
        for name in dimension.indicators
        for number, text in enumerate(pack.indicators[name].evidence)
    )


def status_word(words: Words, status: str) -> str:
    _ = words
    return {"handed": _("已交"), "missing": _("未交")}.get(status, "")


def write_bring_docx(state: State, pack: Pack, words: Words, path: Path) -> None:
    """A section a department, with what is asked and why."""
    _ = words
    rows = wanted(state, pack, words)
    heads, widths = (_("题目"), _("请提供的材料"), _("状态")), (2.2, 5.4, 1.0)
    blocks = tuple(
        Block(department, heads, tuple(_line(words, row) for row in rows if row.department == department), widths, "")
        for department in dict.fromkeys(row.department for row in rows)
    )
    lead = _("请各部门会前两周备齐下列材料，交会议联系人；没有的请注明，不必新写。会期 {day}。", day=state.engagement.held_on)
    headline = words.plural("共 {n} 份，{count} 个部门", "共 {n} 份，{count} 个部门", len(rows), count=len(blocks))
    write_brief_docx(Brief(_("会前材料清单"), headline, lead, blocks, _(NOTE), 4), state, words, path)


def _line(words: Words, row: Wanted) -> tuple[str, ...]:
    return f"{row.indicator} {row.name}", row.text, status_word(words, row.status)


def write_bring_xlsx(state: State, pack: Pack, words: Words, path: Path) -> None:
    """One list with filters; the last two columns are the departments' to fill."""
    import xlsxwriter  # type: ignore[import-untyped]

    _ = words
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, _HARDENED) as book:
        sheet = book.add_worksheet(_("会前材料清单"))
        face = {
            "font_name": "Microsoft YaHei",
            "font_size": 10.5,
            "text_wrap": True,
            "valign": "top",
            "border": 1,
            "border_color": "#CBC6BC",
        }
        cell = book.add_format(face)
        head = book.add_format({**face, "bold": True, "bg_color": "#EFEDE8"})
        sheet.write_string(0, 0, f"{state.engagement.bank} {_('会前材料清单')}", book.add_format({"bold": True, "font_size": 14}))
        sheet.write_string(1, 0, _(NOTE))
        heads = (_("部门"), _("题目"), _("请提供的材料"), _("状态"), _("交件人（职务）"), _("备注"))
        for column, (text, width) in enumerate(zip(heads, _WIDTHS, strict=True)):
            sheet.write_string(2, column, text, head)
            sheet.set_column(column, column, width)
        rows = wanted(state, pack, words)
        for number, row in enumerate(rows, start=3):
            texts = (row.department, f"{row.indicator} {row.name}", row.text, status_word(words, row.status), "", "")
            for column, text in enumerate(texts):
                sheet.write_string(number, column, text, cell)
        sheet.data_validation(3, 3, 2 + len(rows), 3, {"validate": "list", "source": [_("已交"), _("未交")]})
        sheet.autofilter(2, 0, 2 + len(rows), len(heads) - 1)
        sheet.freeze_panes(3, 0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(2)
    write(path, content.getvalue())
