"""The draft of a motion (议案) for one decision asked, as an editable document: what is asked, why, what it costs, what is attached."""

import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from workshop.formats import decimal, prose_date
from workshop.model import assessment
from workshop.model.content import Pack
from workshop.model.delivery.tasks import tasks
from workshop.model.rows import Decision
from workshop.model.state import State
from workshop.report.typeset import clean, write
from workshop.words import Words

# a bank's own faces by name; a machine without them falls back to its own
TITLE, BODY, HEAD = "FZXiaoBiaoSong-B05S", "FangSong_GB2312", "SimHei"


def write_motion(state: State, pack: Pack, words: Words, decision: Decision, path: Path, today: date) -> None:
    """A draft at `path`; everything in it comes from the engagement and is to be edited."""
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm, Pt

    _ = words
    document = Document()
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.top_margin, page.bottom_margin, page.left_margin, page.right_margin = Cm(3.7), Cm(3.5), Cm(2.8), Cm(2.6)
    _faced(document.styles["Normal"], BODY, Pt(16))
    _faced(document.styles["Title"], TITLE, Pt(22))
    _faced(document.styles["Heading 1"], HEAD, Pt(16))
    document.core_properties.title = _plain(decision.text)
    document.core_properties.author = _plain(state.engagement.author)
    title = document.add_paragraph(_plain(_("关于{text}的议案（草稿）", text=decision.text)), style="Title")
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph(_plain(_("{body}：", body=decision.body or _("（请填写决策机构）"))))
    for number, (head, lines) in enumerate(_parts(state, pack, words, decision), start=1):
        document.add_heading(_plain(f"{_ordinal(words, number)}{head}"), 1)
        for line in lines:
            paragraph = document.add_paragraph(_plain(line))
            paragraph.paragraph_format.first_line_indent = Pt(32) if words.language == "zh_CN" else None
    document.add_paragraph(_plain(_("附件：1. 金融科技成熟度行动方案　2. 任务分解表")))
    for line in (state.engagement.bank, prose_date(today, words.language)):
        document.add_paragraph(_plain(line)).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    content = io.BytesIO()
    document.save(content)
    write(path, content.getvalue())


def _parts(state: State, pack: Pack, words: Words, decision: Decision) -> Sequence[tuple[str, list[str]]]:
    _ = words
    return (
        (_("提请审议的事项"), [_("提请审议：{text}。", text=decision.text.rstrip("。."))]),
        (_("背景与依据"), _background(state, pack, words)),
        (_("举措、分工与投入"), _work(state, pack, words, decision)),
        (_("风险与说明"), _risks(state, pack, words, decision)),
    )


def _background(state: State, pack: Pack, words: Words) -> list[str]:
    _ = words
    found = assessment.score(state, pack)
    if found.overall is None:
        return [_("（请补充背景。）")]
    day = prose_date(date.fromisoformat(state.engagement.held_on), words.language)
    weakest = min((row for row in found.dimensions if row.score is not None), key=lambda row: row.score or 0)
    return [
        _("{day}，本行召开金融科技成熟度诊断工作坊。自评得分 {score} 分，得分最低的是{weakest}（{low} 分）。",
          day=day, score=decimal(found.overall), weakest=pack.dimensions[weakest.id].name, low=decimal(weakest.score or 0)),
        _("上述得分为工作坊自评，不同于监管评级、等保定级。"),
    ]  # fmt: skip


def _work(state: State, pack: Pack, words: Words, decision: Decision) -> list[str]:
    _ = words
    if not decision.measure:
        return [_("本事项不关联单项举措，详见行动方案。")]
    plan, own = state.measures[decision.measure], pack.measures[decision.measure]
    lines = [_("举措“{name}”：{goal}", name=own.name, goal=plan.goal or own.goal)]
    who = _("牵头部门：{lead}；责任人：{owner}；分管行领导：{sponsor}。", lead=plan.lead or "—", owner=plan.owner or "—",
            sponsor=plan.sponsor or "—")  # fmt: skip
    lines.append(who)
    if plan.budget is not None:
        lines.append(_("预计投入 {budget} 万元。", budget=decimal(plan.budget, 1).removesuffix(".0")))
    steps = [f"{task.text}（{task.due or '—'}）" for task in tasks(state, pack) if task.measure == decision.measure]
    return [*lines, *([_("主要任务：{steps}。", steps=_("；").join(steps))] if steps else [])]


def _risks(state: State, pack: Pack, words: Words, decision: Decision) -> list[str]:
    _ = words
    own = state.measures.get(decision.measure)
    risks = [line for line in (own.risks if own else "").split("\n") if line.strip()]
    if not risks and decision.measure:
        risks = list(pack.measures[decision.measure].risks)
    return [*risks, _("本事项通过之前，相关举措不启动。")]


def _ordinal(words: Words, number: int) -> str:
    return f"{'一二三四五六七八九'[number - 1]}、" if words.language == "zh_CN" else f"{number}. "


def _faced(style: Any, face: str, size: Any) -> None:
    """A face for Latin and hanzi alike: Word keeps two names."""
    from docx.oxml.ns import qn
    from docx.shared import RGBColor

    style.font.name, style.font.size, style.font.color.rgb = "Times New Roman", size, RGBColor(0, 0, 0)
    faces = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        faces.attrib.pop(qn(f"w:{theme}"), None)
    faces.set(qn("w:eastAsia"), face)


def _plain(text: str) -> str:
    return clean(text).text
