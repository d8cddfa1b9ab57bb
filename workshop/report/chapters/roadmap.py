"""The roadmap: bars, people, budget and projected score on one time axis; then the same in figures, by half-year and by calendar year."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from workshop.figures import fontbook
from workshop.figures.gantt import LABEL, BarKind, Deadline, Gantt, Lane, Milestone, Row, gantt
from workshop.figures.gantt import height_of as high_of
from workshop.figures.loads import Load, ScoreLine, ScorePoint
from workshop.figures.style import Style
from workshop.figures.timescale import Quarter
from workshop.formats import decimal, percent
from workshop.model import assessment
from workshop.model import roadmap as road
from workshop.model.content.items import Measure
from workshop.model.outlook import drawn_links, hanging
from workshop.model.road_rows import ActionPlan
from workshop.model.rows import MeasurePlan, PlanItem
from workshop.model.scoring import HIGHEST, POINTS
from workshop.report.chapters.book import NONE, Book, amount
from workshop.report.chapters.outlook import outlook, reached
from workshop.report.chapters.pieces import head, height_of
from workshop.report.typeset import FIELD_HEIGHT, FIELD_WIDTH, Column, figure, h2, keep, page_break, para, table
from workshop.wording import lane_word, level_word

HALF = 2  # quarters
ROOM, EASE = 580.0, 2.5  # points for the picture, and what rounding may ask
LOW = 16.0  # points: the lowest row of a chart with many actions
MOST = 0.37  # of the width, for names


def roadmap(book: Book) -> list[Any]:
    """The picture on one page, the figures on the next."""
    _, st = book.words, book.st
    made = [page_break(), *head(book, "roadmap", _("路线图"), book.headlines["roadmap"].text, status(book))]
    if not book.rows:
        return [*made, para(_("没有选定举措，本章无内容。"), st.body)]
    caption = para(_caption(book), st.caption)
    room = FIELD_HEIGHT - height_of([*made[1:], caption], FIELD_WIDTH) - EASE
    made += [figure(_picture(book, min(room, ROOM)), height=room), caption]
    return [*made, *_figures(book)] if book.state.plan else made


def _picture(book: Book, room: float) -> Any:
    """The roadmap with rows as high as the page allows."""
    values, style = picture_of(book, parts=not book.leaders), book.st.figure
    rows = sum(len(lane.rows) for lane in values.lanes)
    spare = (room - high_of(values, style)) / max(rows, 1)
    return gantt(values, style, row=max(style.pt(LOW), style.metrics.row + min(spare, style.pt(7.5))), labels=_labels(values, style))


def _labels(values: Gantt, style: Style) -> float:
    """The room of the names: as much as the longest needs, within a third and a bit of the page."""
    indent = style.pt(22)
    longest = max([fontbook.width(row.name, style.metrics.body) for lane in values.lanes for row in lane.rows] or [0.0])
    return min(max(style.pt(LABEL), indent + longest + style.pt(8)), FIELD_WIDTH * MOST)


def status(book: Book) -> str:
    """How good the plan is, in words; and what it could not hold."""
    _, result = book.words, book.state.plan_result
    if result is None or not book.state.plan:
        return _("还没有排期。")
    known = {
        "optimal": _("排期已证明为最优：先保证期限，再让价值尽早兑现，最后缩短总工期。"),
        "gap": _("排期为目前找到的最好方案，离可能的最优至多差 {gap}。", gap=percent(result.gap) if result.gap < 1 else _("不详")),
        "greedy": _("排期为快速估排，未经优化求解。"),
        "manual": _("排期由人工排定。"),
    }
    parts = [known.get(result.status, known["manual"])]
    pinned = [measure for measure, item in book.state.plan.items() if item.pinned]
    if pinned:
        parts.append(_("{names} 由会上固定。", names=_("、").join(pinned)))
    problem, waiting = assessment.problem(book.state, book.pack)
    if result.basis and result.basis != assessment.fingerprint(problem):
        parts.append(_("排期之后估算有过改动，请重新排期。"))
    if waiting:
        parts.append(_("尚缺估算、未排入的：{names}。", names=_("、").join(one.measure for one in waiting)))
    full = [
        book.quarter(at)
        for at, load in enumerate(assessment.load(book.state))
        if load.people_limit and load.people >= load.people_limit - 1e-9
    ]
    if full:
        parts.append(_("人手满载的季度：{quarters}，加一项须先换下一项。", quarters=_("、").join(full)))
    parts.append(reached(book))
    return "".join(parts)


def _caption(book: Book) -> str:
    _ = book.words
    lags = {(earlier, subject): lag for (subject, earlier), lag in road.waits_of(book.state, book.pack).items()}
    links = [
        f"{earlier} → {subject}" + (_("（隔 {count} 季）", count=lag) if (lag := lags.get((earlier, subject), 0)) else "")
        for earlier, subject in drawn_links(book.state, book.pack)
        if {earlier, subject} <= book.state.measures.keys()
    ]
    order = _("先后：{links}。", links=_("；").join(links)) if links else ""
    return _("条内为每季人数（折合全时）与预算（万元）；◇ 里程碑；斜纹条为监管必办；粗底线为关键路径。{order}", order=order)


# -- the picture -------------------------------------------------------------------------------------------------------------------


def picture_of(book: Book, parts: bool = False) -> Gantt:
    """The values of the roadmap's picture, with the actions (`parts`) of measures that are scheduled by them; the poster draws the same."""
    _, state = book.words, book.state
    lanes = []
    for lane in ("mandate", "enabler", "ranked"):
        own = [one for one in book.chosen() if one[1].lane == lane]
        rows = tuple(row for one in own for row in (_row(book, *one), *(_parts(book, one[0].id) if parts else ())))
        if rows:
            lanes.append(Lane(lane_word(_, lane), rows))
    rows_shown = {row.id for lane in lanes for row in lane.rows}
    links = tuple(link for link in drawn_links(state, book.pack) if set(link) <= rows_shown)
    return Gantt(quarters(book), tuple(lanes), links, _loads(book) if state.plan else (), _score(book) if state.plan else None)


def quarters(book: Book) -> tuple[Quarter, ...]:
    """The columns of the time axis."""
    profile = book.state.engagement
    steps = range(profile.start_quarter - 1, profile.start_quarter - 1 + profile.horizon)
    return tuple(Quarter(str(profile.start_year + step // 4), f"Q{step % 4 + 1}") for step in steps)


def _row(book: Book, measure: Measure, plan: MeasurePlan, item: PlanItem | None) -> Row:
    _ = book.words
    kind: BarKind = "must" if plan.lane == "mandate" else "pinned" if item and item.pinned else "plain"
    marks = tuple(Milestone(one.quarter + 1, one.name) for one in book.state.milestones if one.measure == measure.id)
    deadline = None if plan.deadline is None else Deadline(plan.deadline, _("限期"))
    parts = road.unfolded(book.state, measure.id)  # then the money is that of its actions
    text, brief = _in_bar(book, plan, sum(road.money(book.state, part.id, one) for part, one in parts or ((measure, plan),)))
    owner = plan.lead or plan.owner
    return Row(
        measure.id,
        measure.id,
        measure.short,
        owner,
        None if item is None else item.start,
        None if item is None else item.finish,
        text,
        kind,
        marks if item else (),
        deadline,
        critical=measure.id in hanging(book.state, book.pack),
        brief=brief,
    )


def _in_bar(book: Book, plan: ActionPlan | MeasurePlan, money: float) -> tuple[str, str]:
    """People a quarter and 万元 in all, in words and as two figures, for a bar."""
    _, people = book.words, amount(assessment.heads(plan))
    if not money:
        return _("{people} 人", people=people), people
    return _("{people} 人 · {budget}", people=people, budget=amount(money)), f"{people} · {amount(money)}"


def _parts(book: Book, measure: str) -> Iterator[Row]:
    """The actions of a measure that is scheduled by them, a step in below it."""
    _, names, tight = book.words, road.codes(book.state), hanging(book.state, book.pack)
    for action, plan in road.unfolded(book.state, measure):
        code, bar = names[action.id], book.state.road.bars.get(action.id)
        kind: BarKind = "pinned" if bar and bar.pinned else "plain"
        text, brief = _in_bar(book, plan, road.money(book.state, action.id, plan))
        start, end = (bar.start, bar.finish) if bar else (None, None)
        yield Row(code, code, action.text, action.owner, start, end, text, kind, part=True, critical=code in tight, brief=brief)


def _loads(book: Book) -> tuple[Load, Load]:
    _, load = book.words, assessment.load(book.state)
    people = [one.people for one in load]
    budget = [one.budget for one in load]
    limits = {one.people_limit for one in load}, {one.budget_limit for one in load}
    caps = [_("上限 {limit}", limit=amount(min(one))) if len(one) == 1 else _("上限逐季不同") for one in limits]
    total = _("万元，合计 {total}", total=amount(sum(budget)))
    return (
        Load(
            "people",
            _("人力"),
            _("每季折合全时人数"),
            caps[0],
            tuple(people),
            tuple(map(amount, people)),
            tuple(one.people_limit for one in load),
        ),
        Load(
            "budget",
            _("预算"),
            total,
            caps[1],
            tuple(budget),
            tuple(decimal(one, 0) for one in budget),
            tuple(one.budget_limit for one in load),
            1,
        ),
    )


def _score(book: Book) -> ScoreLine | None:
    _, now = book.words, book.score.overall
    if now is None or book.score.grade is None:
        return None
    points = [ScorePoint(0, float(now), decimal(now))]
    points += [ScorePoint(at, float(score), decimal(score)) for at, score in _half_years(book)]
    threshold = (book.score.grade + 1) * POINTS if book.score.grade < HIGHEST else None
    label = "" if threshold is None else _("{level} {score}", level=level_word(_, threshold // POINTS), score=threshold)
    return ScoreLine(_("预计得分"), _("每半年末，与会者估计"), tuple(points), threshold, label)


def _half_years(book: Book) -> Iterator[tuple[int, Any]]:
    """(quarters from the start, projected score) at the end of each half-year and of the horizon."""
    horizon = book.state.engagement.horizon
    for at in sorted({*range(HALF, horizon + 1, HALF), horizon}):
        score = assessment.projection(book.state, book.pack, at).overall
        if score is not None:
            yield at, score


# -- the same in figures -----------------------------------------------------------------------------------------------------------


def _figures(book: Book) -> list[Any]:
    _, st = book.words, book.st
    return [
        page_break(),
        h2(_("每半年见什么"), st, note=_("半年进展看里程碑与业务指标；得分每年复评一次")),
        _progress(book),
        h2(_("人力与预算"), st, note=_("投入每季均摊；万元按日历年汇总")),
        _by_quarter(book),
        keep([h2(_("各年预算"), st), _by_year(book)]),
        *outlook(book),
    ]


def _progress(book: Book) -> Any:
    _, state = book.words, book.state
    scores = dict(_half_years(book))
    rows, before = [], 0
    for at in scores or range(HALF, state.engagement.horizon + 1, HALF):
        reached = [f"{mark.measure} {mark.name}" for mark in state.milestones if before <= mark.quarter < at and mark.measure in state.plan]
        done = [measure for measure, item in state.plan.items() if before < item.finish <= at]
        rows.append(
            [book.quarter(at - 1), _("；").join(reached) or NONE, _("、").join(done) or NONE, decimal(scores[at]) if at in scores else NONE]
        )
        before = at
    columns = [Column(50, _("到")), Column(260, _("里程碑")), Column(100, _("完成的举措")), Column(60, _("预计得分"), "right")]
    return table(columns, rows, book.st)


def _by_quarter(book: Book) -> Any:
    """Heads and money per quarter beside their limits; each pool of people that has a limit of its own beside it."""
    _, load = book.words, assessment.load(book.state)
    pooled = bool(book.state.road.pools)
    rows = []
    for at, one in enumerate(load):
        running = [measure for measure, item in book.state.plan.items() if item.start <= at < item.finish]
        pools = [_of(one.tech, one.tech_limit), _of(one.business, one.business_limit)] if pooled else []
        money = [decimal(one.budget, 0), decimal(one.budget_limit, 0)]
        rows.append([book.quarter(at), amount(one.people), amount(one.people_limit), *pools, *money, "", _("、").join(running) or NONE])
    pools_ = [Column(58, _("科技数据"), "right"), Column(58, _("业务职能"), "right")] if pooled else []
    columns = [
        Column(45, _("季度")),
        Column(45, _("人力"), "right", bold=True),
        Column(45, _("上限"), "right"),
        *pools_,
        Column(62, _("预算 / 万元"), "right", bold=True),
        Column(50, _("上限"), "right"),
        Column(12),
    ]
    return table([*columns, Column(FIELD_WIDTH - sum(one.width for one in columns), _("在办举措"))], rows, book.st)


def _of(used: float, limit: float | None) -> str:
    return amount(used) if limit is None else f"{amount(used)} / {amount(limit)}"


def _by_year(book: Book) -> Any:
    _ = book.words
    years: dict[str, float] = {}
    for quarter, load in zip(quarters(book), assessment.load(book.state), strict=True):
        years[quarter.year] = years.get(quarter.year, 0.0) + load.budget
    wide = min(70.0, (FIELD_WIDTH - 110) / (len(years) + 1))
    columns = [Column(110, _("年度")), *(Column(wide, year, "right") for year in years), Column(wide, _("合计"), "right", bold=True)]
    rows = [[_("预算 / 万元"), *(decimal(value, 0) for value in years.values()), decimal(sum(years.values()), 0)]]
    limits = book.state.road.years
    if limits:
        rows.append([_("全年上限"), *(decimal(limits[int(year)], 0) if int(year) in limits else NONE for year in years), ""])
    return table(columns, [*rows, *_lines(book, list(years))], book.st)


def _lines(book: Book, years: list[str]) -> list[list[str]]:
    """The money that was entered by calendar year, by kind and by source; nothing where it was not."""
    _ = book.words
    subjects = {one.id for one, _plan, _item in book.chosen()}
    subjects |= {action.id for action in book.state.actions if action.measure in subjects}
    lines = [line for line in book.state.road.money if line.subject in subjects]
    kinds = {"capital": _("资本性支出"), "expense": _("费用性支出")}
    sources = {"budgeted": _("已列预算"), "to_add": _("需追加"), "next_year": _("列入下年")}
    groups = [(word, [line for line in lines if line.kind == kind]) for kind, word in kinds.items()]
    groups += [(word, [line for line in lines if line.source == source]) for source, word in sources.items()]
    rows = []
    for word, own in groups:
        if own:
            each = [sum(line.amount for line in own if str(line.year) == year) for year in years]
            rows.append([_("其中 {kind}", kind=word), *(decimal(one, 0) if one else NONE for one in each), decimal(sum(each), 0)])
    return rows
