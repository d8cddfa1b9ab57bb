"""One page per chosen measure, for its owner to pin up: who, when, how measured, what first."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Any

from msgspec.structs import replace

from workshop.figures.kpi import Stop, Timeline, timeline
from workshop.formats import decimal
from workshop.model import assessment, roadmap
from workshop.model.content.items import Measure
from workshop.model.ranking import Row
from workshop.model.rows import Action, Kpi, MeasurePlan, PlanItem
from workshop.report.chapters.book import NONE, Book, amount
from workshop.report.chapters.pieces import baseline_line, beside, grid, head, height_of, or_dash, paragraphs, roomiest, section, with_unit
from workshop.report.typeset import (
    FIELD_HEIGHT,
    FIELD_WIDTH,
    Column,
    Span,
    Text,
    bullets,
    figure,
    h2,
    kicker,
    page_break,
    para,
    rich,
    spans,
    table,
)
from workshop.wording import competence_word, effort_status_word, lane_word

ROOMS = (17.5, 12.5, 7.5, 5.0, 2.5)  # points above a section's head, the first that keeps the page one page

FEW = 4  # steps of the room below which the pack's are named as well


def measure(book: Book, own: Measure, plan: MeasurePlan, item: PlanItem | None) -> list[Any]:
    """A page; two where its texts are long."""
    _, key = book.words, f"measure.{own.id}"
    if key in book.layouts:
        before, suggested = book.layouts[key]
        return [page_break(), *chain(*_page(_closer(book, before), own, plan, item, suggested))]
    for suggested in (True, False):

        def page(before: float, suggested: bool = suggested) -> tuple[list[Any], float] | None:
            made = [*chain(*_page(_closer(book, before), own, plan, item, suggested))]
            return (made, before) if height_of(made, FIELD_WIDTH) <= FIELD_HEIGHT else None

        if (made := roomiest(ROOMS, page)) is not None:
            book.layouts[key] = (made[1], suggested)
            return [page_break(), *made[0]]
    plain, later = _page(book, own, plan, item, True)
    again = kicker(_("举措 {id} · 起步与依据", id=own.id), book.st)
    return [page_break(), *plain, page_break(), again, *later]


def _closer(book: Book, before: float) -> Book:
    """The same book with so much room above a section's head."""
    return replace(book, st=replace(book.st, h2=book.st.h2.but(before=before)))


def _page(book: Book, own: Measure, plan: MeasurePlan, item: PlanItem | None, suggested: bool) -> tuple[list[Any], list[Any]]:
    """The plan of the measure, and what belongs on a second page when one does not hold both: first days and grounds."""
    _ = book.words
    recommendation = book.pack.recommendations.get(own.recommendation)
    small = _("举措 {id}", id=own.id) + (_(" · 建议：{name}", name=recommendation.name) if recommendation else "")
    goal = (Span(_("举措目标") + "　", True), Span(plan.goal or own.goal))
    first = head(book, f"measure.{own.id}", _("举措 {id}", id=own.id), own.name, goal, small=small)
    plain = [*first, _facts(book, own, plan, item), *_steps(book, own, plan, suggested), *_milestones(book, own, item), *_kpis(book, own)]
    return plain, [*_days(book, own, plan), *_links(book, own)]


# -- who and when ------------------------------------------------------------------------------------------------------------------


def _facts(book: Book, own: Measure, plan: MeasurePlan, item: PlanItem | None) -> Any:
    _ = book.words
    row = next(row for row in book.rows if row.measure == own.id)
    facts = [
        (_("牵头部门"), or_dash(plan.lead)),
        (_("配合部门"), or_dash(plan.support)),
        (_("责任人"), or_dash(plan.owner)),
        (_("分管行领导"), or_dash(plan.sponsor)),
        (_("类别"), lane_word(_, plan.lane)),
        (_("实施"), book.span(item)),
        (_("预算"), NONE if plan.budget is None else _("{amount} 万元", amount=amount(plan.budget))),
        (_("办理权限"), _competence(book, plan)),
        (_("工作量"), _effort(book, plan)),
        (_("价值与次序"), _place(book, row)),
        (_("年度重点工作"), or_dash(plan.key_work)),
        (_("部门绩效考核"), or_dash(plan.appraisal)),
    ]
    return grid(book, facts[:8] if book.leaders else facts)


def _competence(book: Book, plan: MeasurePlan) -> str:
    _ = book.words
    word = competence_word(_, plan.competence)
    return (
        word
        if plan.competence == "own" or not plan.lead_quarters
        else _("{word}，提前 {count} 个季度", word=word, count=plan.lead_quarters)
    )


def _effort(book: Book, plan: MeasurePlan) -> str:
    """People × time × share, the three points, and who vouches for them."""
    _, effort = book.words, assessment.effort(plan)
    if effort is None:
        return _("未估")
    people = _("{people} 人 × {quarters} 季 × {share}%", people=amount(plan.people), quarters=plan.quarters, share=plan.share)
    months = _("{low} / {likely} / {high} 人月", low=amount(effort.low), likely=amount(effort.likely), high=amount(effort.high))
    parts = roadmap.unfolded(book.state, plan.measure)
    summed = sum(float(roadmap.months(one) or 0) for _action, one in parts)
    by_step = "\n" + _("按步骤合计 {months} 人月", months=amount(summed)) if parts else ""
    return f"{people}\n{months} · {effort_status_word(_, plan.effort_status)}{by_step}"


def _place(book: Book, row: Row) -> str:
    _ = book.words
    if row.value is None:
        return _("待估")
    value = _("价值 {value}", value=decimal(row.value, 0))
    return _("{value}，列第 {position}", value=value, position=row.position) if row.position else value


# -- what to do ----------------------------------------------------------------------------------------------------------------------


def _steps(book: Book, own: Measure, plan: MeasurePlan, suggested: bool) -> list[Any]:
    _, st = book.words, book.st
    actions = [one for one in book.state.actions if one.measure == own.id and one.status != "dropped"]
    dated = any(one.due or one.owner for one in actions)
    if actions:
        rows = [[str(at), *_step(book, one, dated)] for at, one in enumerate(actions, start=1)]
    else:
        rows = [[str(at), text] for at, text in enumerate(own.actions, start=1)]
    who = 100 if book.leaders else 85  # nine hanzi, as a post has
    columns = [Column(15, "#" if dated else "", bold=True), Column(265 - who if dated else 265, _("步骤") if dated else "")]
    if dated:
        columns.append(Column(who, _("由谁 / 何时"), "right"))
    risks = [text for text in plan.risks.split("\n") if text.strip()] or list(own.risks)
    small = st.item.but(size=st.cell.size, leading=st.cell.leading, align="left", after=2.5)
    left: list[Any] = [section(book, _("步骤")), table(columns, rows, st), *(_suggested(book, own, actions) if suggested else [])]
    right: list[Any] = [section(book, _("风险与提醒")), *bullets(risks, st, style=small), *_before(book, own)]
    return beside(left, right, (280, 175), 15)


def _suggested(book: Book, own: Measure, actions: Sequence[Action]) -> list[Any]:
    """The pack's steps that the room has not taken up, where it has named only a few of its own."""
    _, known = book.words, {one.text for one in actions}
    rest = [text for text in own.actions if text not in known]
    if book.leaders or not actions or len(actions) >= FEW or not rest:
        return []
    return [
        para(
            _("其余建议步骤（尚未定人）：{steps}。", steps=_("；").join(rest)), book.st.head.but(leading=book.st.head.size + 3, before=2.5)
        )
    ]


def _step(book: Book, one: Action, dated: bool) -> list[Any]:
    _ = book.words
    state = {"doing": _("（进行中）"), "done": _("（已完成）"), "paused": _("（暂缓）")}.get(one.status, "")
    text = paragraphs(one.text + state, book.st.cell) + _scheduled(book, one)
    return [text, [para(or_dash(one.owner), book.st.cell_right), para(one.due, book.st.head.but(align="right"))]] if dated else [text]


def _scheduled(book: Book, one: Action) -> list[Any]:
    """When a step runs that is scheduled by itself, with how many people and how much money."""
    _, plan, bar = book.words, book.state.road.actions.get(one.id), book.state.road.bars.get(one.id)
    if plan is None or bar is None or book.leaders:
        return []
    when = book.span(PlanItem(one.measure, bar.start, bar.finish, bar.pinned))
    facts = [when, _("{people} 人", people=amount(roadmap.heads(plan)))]
    money = roadmap.money(book.state, one.id, plan)
    facts += [_("{amount} 万元", amount=amount(money))] if money else []
    facts += [_("配合：{support}", support=plan.support)] if plan.support else []
    facts += [_("分管：{sponsor}", sponsor=plan.sponsor)] if plan.sponsor else []
    return [para(" · ".join(facts), book.st.head)]


def _before(book: Book, own: Measure) -> list[Any]:
    """What must come first, with the reason, and what waits for this one."""
    _, st = book.words, book.st
    small = st.item.but(size=st.cell.size, leading=st.cell.leading, align="left", after=2.5)
    links = {key: lag for key, lag in roadmap.waits_of(book.state, book.pack).items() if set(key) <= book.pack.measures.keys()}
    lags = {earlier: lag for (subject, earlier), lag in links.items() if subject == own.id}
    whys = {one: own.because.get(one, "") + (_("（隔 {count} 季）", count=lag) if lag else "") for one, lag in lags.items()}
    first = [
        rich(spans("**{name}**　{why}", name=f"{one} {book.pack.measures[one].short}", why=why), st.cell).spans for one, why in whys.items()
    ]
    after = [subject for subject, earlier in links if earlier == own.id and book.state.measures[subject].chosen]
    waits = [one.text for one in book.state.decisions if one.measure == own.id and one.result not in ("passed", "amended")]
    made: list[Any] = []
    if first or after or waits:
        made.append(section(book, _("前置与后续")))
    made += bullets(first, st, style=small)
    made += bullets([_("须先通过：{text}", text=text) for text in waits], st, style=small)
    return [*made, *bullets([_("后续依赖本项：{names}", names=_("、").join(after))], st, style=small)] if after else made


def _milestones(book: Book, own: Measure, item: PlanItem | None) -> list[Any]:
    _, st = book.words, book.st
    marks = [one for one in book.state.milestones if one.measure == own.id]
    if not marks:
        return []
    first = min([one.quarter for one in marks] + ([item.start] if item else []))
    last = max([one.quarter + 1 for one in marks] + ([item.finish] if item else []))
    end = item.finish if item else None
    stops = tuple(
        Stop(one.quarter + 1 - first, one.name, _("{quarter} 末", quarter=book.quarter(one.quarter)), one.quarter + 1 == end)
        for one in marks
    )
    names = tuple(book.quarter(at) for at in range(first, last))
    return [h2(_("里程碑"), st), figure(timeline(Timeline(names, stops), st.figure))]


# -- how it is measured ----------------------------------------------------------------------------------------------------------------


def _kpis(book: Book, own: Measure) -> list[Any]:
    _, st = book.words, book.st
    kpis = [one for one in book.state.kpis if one.measure == own.id]
    if not kpis:
        rows = [[one.name, one.unit, one.how] for one in own.kpis]
        columns = [Column(150, _("指标")), Column(50, _("单位")), Column(270, _("取数口径"))]
        return [h2(_("衡量：建议指标"), st, note=_("工作坊拟定，基线与目标待填")), table(columns, rows, st)] if rows else []
    if book.leaders:
        columns = [
            Column(240, _("指标")),
            Column(75, _("基线"), "right"),
            Column(75, _("目标"), "right", bold=True),
            Column(80, _("期限"), "right"),
        ]
        rows = [[one.name, with_unit(one.baseline, one.unit), with_unit(one.target, one.unit), or_dash(one.due)] for one in kpis]
        return [h2(_("衡量：从基线到目标"), st), table(columns, rows, st)]
    columns = [
        Column(102.5, _("指标")),
        Column(72.5, _("基线 ○ → 目标 ●")),
        Column(40, _("基线"), "right"),
        Column(40, _("目标"), "right", bold=True),
        Column(52.5, _("期限"), "right"),
        Column(10),
        Column(152.5, _("取数口径")),
    ]
    return [h2(_("衡量：从基线到目标"), st), table(columns, [_kpi(book, one) for one in kpis], st)]


def _kpi(book: Book, one: Kpi) -> Sequence[Any]:
    start, goal = _number(one.baseline), _number(one.target)
    line = baseline_line(book, start, goal, 67.5) if start is not None and goal is not None else NONE
    return [
        paragraphs(one.name, book.st.cell),
        line,
        with_unit(one.baseline, one.unit),
        with_unit(one.target, one.unit),
        or_dash(one.due),
        "",
        paragraphs(one.how, book.st.cell_soft) or NONE,
    ]


def _number(text: str) -> float | None:
    """The number a KPI's value begins with: 19%, 2,000 户; None for words and for what is no finite number."""
    plain = text.strip().replace(",", "").replace("−", "-")
    end = 0
    while end < len(plain) and (plain[end].isascii() and (plain[end].isdigit() or plain[end] in ".-")):
        end += 1
    try:
        value = float(plain[:end])
    except ValueError:
        return None
    return value if abs(value) < 1e12 else None


def _days(book: Book, own: Measure, plan: MeasurePlan) -> list[Any]:
    """First 30 and 90 days as lists to tick."""
    _, st = book.words, book.st
    month = [text for text in (plan.first30 or own.first30).split("\n") if text.strip()]
    quarter = [text for text in plan.first90.split("\n") if text.strip()] or list(own.first90)
    small = st.item.but(size=st.cell.size, leading=st.cell.leading, align="left", after=1.5)
    left = [section(book, _("前 30 天")), *(one for one in _ticks(book, month, small))]
    right = [section(book, _("前 90 天")), *(one for one in _ticks(book, quarter, small))]
    return beside(left, right, (150, 310))


def _ticks(book: Book, texts: Sequence[str], style: Any) -> list[Any]:
    return [Text(text, style, bullet="□", hang=style.size * 1.5) for text in texts]


def _links(book: Book, own: Measure) -> list[Any]:
    """Answered pains, reference cases, enabling technology actions, expected effect."""
    _, st, pack = book.words, book.st, book.pack
    rows: list[list[Any]] = []
    pains = [pack.pains[one].title for one in own.pains if one in book.state.pains and one in pack.pains]
    rows += [[_("回应的痛点"), _("；").join(pains)]] if pains else []
    effects = [
        _("{name} {share}%", name=pack.dimensions[one].short, share=decimal(100 * assessment.effect(book.state, pack, own.id, one), 0))
        for one in pack.dimensions
        if assessment.effect(book.state, pack, own.id, one)
    ]
    rows += [[_("预计填补差距"), _("、").join(effects) + _("（与会者估计）")]] if effects else []
    if book.leaders:
        return [section(book, _("依据")), table([Column(85), Column(385)], rows[:1], st, cell=st.cell_soft)] if rows else []
    enabling = [one.text for one in pack.enabling.values() if own.id in one.measures]
    rows += [[_("技术配套"), _("；").join(text.rstrip("。.") for text in enabling)]] if enabling else []
    cases = [pack.cases[one].bank for one in own.cases if one in pack.cases and pack.cases[one].kind == "card"]
    rows += [[_("参考案例"), _("、").join(cases)]] if cases else []
    return (
        [
            section(book, _("依据")),
            table([Column(70), Column(400)], rows, st, cell=st.cell_soft.but(size=st.head.size, leading=st.head.size + 3)),
        ]
        if rows
        else []
    )
