"""What the page on the roadmap shows, as plain values: bars, loads, score, radar, warnings and how good the plan is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from workshop.formats import decimal, percent
from workshop.model import assessment, roadmap
from workshop.model.content import Pack
from workshop.model.schedule import violations
from workshop.model.scoring import HIGHEST, POINTS
from workshop.model.state import State
from workshop.wording import lane_word, level_word
from workshop.wording_roadmap import end_word, quarter
from workshop.words import Words

from .axis import drawn_links, hanging, iso_weeks, resource_word, time_of

if TYPE_CHECKING:
    from workshop.figures.gantt import BarKind, Gantt, Row
    from workshop.figures.loads import Load, ScoreLine
    from workshop.figures.radar import Radar

LANES = ("mandate", "enabler", "ranked")
HALF = 2  # quarters


def people(value: float) -> str:
    """Heads: one decimal where there is a part of one."""
    return decimal(value, 0) if abs(value - round(value)) < 0.05 else decimal(value)


def stops(state: State) -> tuple[int, ...]:
    """Where the slider stands: now, each half-year's end, the horizon."""
    horizon = state.engagement.horizon
    return tuple(sorted({*range(0, horizon + 1, HALF), horizon}))


# -- the chart -----------------------------------------------------------------------------------------------------------------


def order(state: State, pack: Pack) -> tuple[str, ...]:
    """Chosen measures lane by lane, those that start first on top."""
    chosen = [measure for measure in pack.measures if state.measures[measure].chosen]

    def place(measure: str) -> tuple[int, int, int]:
        item = state.plan.get(measure)
        return LANES.index(state.measures[measure].lane), 99 if item is None else item.start, chosen.index(measure)

    return tuple(sorted(chosen, key=place))


def gantt_values(
    state: State,
    pack: Pack,
    words: Words,
    cursor: int | None = None,
    moved: Mapping[str, int] | None = None,
    marks: bool = False,
    today: date | None = None,
    weeks: bool = False,
) -> Gantt:
    """The stored plan; `moved` shows bars of it at other starts while they are dragged, `marks` also milestones, `weeks` ISO weeks."""
    from workshop.figures.gantt import Gantt, Lane
    from workshop.figures.timescale import Quarter

    profile, names = state.engagement, order(state, pack)
    lanes, tight = [], hanging(state, pack)
    for lane in LANES:
        own = [name for name in names if state.measures[name].lane == lane]
        rows = tuple(row for name in own for row in _rows(state, pack, words, name, moved or {}, marks, tight))
        if rows:
            lanes.append(Lane(lane_word(words, lane), rows))
    if len(lanes) == 1:
        lanes = [replace(lanes[0], name="")]
    steps = range(profile.start_quarter - 1, profile.start_quarter - 1 + profile.horizon)
    quarters = tuple(Quarter(str(profile.start_year + step // 4), _column_name(words, step, profile.start_year, weeks)) for step in steps)
    links = drawn_links(state, pack)
    label = "" if cursor is None else end_word(state, words, cursor)
    at = None if today is None else time_of(state, today)
    now = words("今天") if at is not None else ""
    return Gantt(quarters, tuple(lanes), links, _loads(state, words), _score(state, pack, words), cursor, label, at, now)


def _quarter_name(words: Words, at: int) -> str:
    _ = words
    return (_("一季"), _("二季"), _("三季"), _("四季"))[at]


def _column_name(words: Words, step: int, start_year: int, weeks: bool) -> str:
    if not weeks:
        return _quarter_name(words, step % 4)
    first, last = iso_weeks(start_year + step // 4, step % 4 + 1)
    return words("{first}–{last} 周", first=first, last=last)


def _rows(
    state: State, pack: Pack, words: Words, measure: str, moved: Mapping[str, int], marks: bool, tight: frozenset[str]
) -> Iterator[Row]:
    """The row of a measure and, where it is scheduled by its actions, theirs below it."""
    from workshop.figures.gantt import Row

    yield replace(_row(state, pack, words, measure, moved.get(measure), marks), critical=measure in tight)
    names = roadmap.codes(state)
    for action, plan in roadmap.unfolded(state, measure):
        code, bar = names[action.id], state.road.bars.get(action.id)
        start = None if bar is None else moved.get(code, bar.start)
        end = None if bar is None or start is None else start + bar.finish - bar.start
        kind: BarKind = "pinned" if bar and bar.pinned else "plain"
        text = words("{owner} · {people} 人", owner=action.owner or "—", people=people(roadmap.heads(plan)))
        yield Row(code, code, action.text, action.owner, start, end, text, kind, part=True, critical=code in tight)


def _row(state: State, pack: Pack, words: Words, measure: str, start: int | None, milestones: bool) -> Row:
    from workshop.figures.gantt import Deadline, Milestone, Row

    _, plan, item = words, state.measures[measure], state.plan.get(measure)
    ownerless = not plan.lead
    kind: BarKind = "ownerless" if ownerless else "must" if plan.lane == "mandate" else "pinned" if item and item.pinned else "plain"
    text = _("{owner} · {people} 人", owner=_("缺牵头") if ownerless else plan.lead, people=people(assessment.heads(plan)))
    begin = None if item is None else item.start if start is None else start
    end = None if item is None or begin is None else begin + item.finish - item.start
    shown = milestones and item is not None
    marks = tuple(Milestone(one.quarter + 1, "") for one in state.milestones if shown and one.measure == measure)
    deadline = None if plan.deadline is None else Deadline(plan.deadline, _("限期"))
    return Row(measure, measure, pack.measures[measure].short, plan.lead, begin, end, text, kind, marks, deadline)


def _loads(state: State, words: Words) -> tuple[Load, ...]:
    from workshop.figures.loads import Load

    _, load = words, assessment.load(state)
    if not state.plan:
        return ()
    heads, money = {one.people_limit for one in load}, {one.budget_limit for one in load}
    cap = _("每季上限 {limit} 人", limit=people(min(heads))) if len(heads) == 1 else _("上限逐季不同")
    purse = _("每季上限 {limit} 万元", limit=decimal(min(money), 0)) if len(money) == 1 else _("上限逐季不同")
    return (
        Load("people", _("人手"), cap, "", tuple(one.people for one in load), tuple(people(one.people) for one in load),
             tuple(one.people_limit for one in load)),
        Load("budget", _("预算"), purse, "", tuple(one.budget for one in load), tuple(decimal(one.budget, 0) for one in load),
             tuple(one.budget_limit for one in load), 1),
    )  # fmt: skip


def _score(state: State, pack: Pack, words: Words) -> ScoreLine | None:
    from workshop.figures.loads import ScoreLine, ScorePoint

    _, now = words, assessment.score(state, pack)
    if now.overall is None or now.grade is None or not state.plan:
        return None
    reached = [(at, assessment.projection(state, pack, at).overall) for at in stops(state)]
    points = tuple(ScorePoint(at, float(score), decimal(score)) for at, score in reached if score is not None)
    threshold = (now.grade + 1) * POINTS if now.grade < HIGHEST else None
    label = "" if threshold is None else f"{level_word(words, threshold // POINTS)} {threshold}"
    return ScoreLine(_("预计得分"), _("全场估计"), points, threshold, label)


def radar_values(state: State, pack: Pack, words: Words, at: int) -> Radar:
    """Levels now, after so many quarters, and as targeted."""
    from workshop.figures.radar import Axis, Radar

    _ = words
    now = {row.id: row.level for row in assessment.score(state, pack).dimensions}
    then = assessment.projection(state, pack, at).levels
    wanted = assessment.targets(state, pack)
    axes = []
    for dimension in pack.dimensions.values():
        level, later = now.get(dimension.id), then.get(dimension.id)
        axes.append(Axis(
            dimension.id, dimension.short, None if level is None else float(level), None if later is None else float(later),
            float(wanted[dimension.id]) if dimension.id in wanted else None,
        ))  # fmt: skip
    return Radar(tuple(axes), (_("现状"), _("推算"), _("目标")))


# -- words ---------------------------------------------------------------------------------------------------------------------


class Remark(Struct, frozen=True):
    """One line beside the chart: tone "done", "info", "discuss" or "split", a sentence, what it means, and the measure it is about."""

    tone: str
    text: str
    note: str = ""
    measure: str = ""


def status(state: State, pack: Pack, words: Words, price: float | None = None) -> tuple[Remark, ...]:
    """How good the stored plan is; whether it is out of date; what its pins cost."""
    _, result = words, state.plan_result
    if result is None or not state.plan:
        return (Remark("info", _("还没有排程"), _("估完工作量后按“重排”。")),)
    words_for = {
        "optimal": (_("排程最优，已证明"), _first(state, words)),
        "gap": (_("目前找到的最好排程"), _("离可能的最优至多差 {gap}", gap=percent(result.gap))),
        "greedy": (_("快速估排，未经优化"), _("按“重排”求最优。")),
        "manual": (_("人工排定"), _("按“重排”求最优。")),
    }
    text, note = words_for[result.status]
    found = [Remark("done" if result.status == "optimal" else "info", text, note)]
    problem, _waiting = assessment.problem(state, pack)
    if result.basis != assessment.fingerprint(problem):
        found = [Remark("discuss", _("排程已过时"), _("排程之后估算或上限有改动，请重排。"))]
    tight = [name for name in hanging(state, pack) if name in state.plan]
    if tight:
        found.append(Remark("info", _("粗底线是关键路径"), _("其中一项拖一季，整体就拖一季。")))
    return (*found, *_pins(state, words, price))


def _first(state: State, words: Words) -> str:
    _ = words
    names = [measure for measure, item in state.plan.items() if item.start == 0]
    return _("首季先开 {names}", names=_("、").join(names)) if names else ""


def _pins(state: State, words: Words, price: float | None) -> tuple[Remark, ...]:
    _, pinned = words, [(name, item) for name, item in state.plan.items() if item.pinned]
    cost = ""
    if price is not None:
        cost = _("价值到位平均晚 {share} %", share=decimal(price * 100)) if price > 0.0005 else _("不影响价值到位")
    return tuple(
        Remark("info", _("{measure} 固定在 {quarter} 开工", measure=name, quarter=quarter(state, words, item.start)),
               cost if at == 0 else "", name)
        for at, (name, item) in enumerate(pinned)
    )  # fmt: skip


def warnings(state: State, pack: Pack, words: Words) -> tuple[Remark, ...]:
    """Everything to look at before the plan is printed."""
    _ = words
    problem, waiting = assessment.problem(state, pack)
    found = [Remark("discuss", _("{measure} 还没有估工作量，未排入", measure=one.measure), "", one.measure) for one in waiting]
    chosen = [measure for measure in pack.measures if state.measures[measure].chosen]
    found += [Remark("discuss", _("{measure} 还没有牵头部门", measure=m), "", m) for m in chosen if not state.measures[m].lead]
    led = [measure for measure in chosen if state.measures[measure].lead]
    found += [Remark("discuss", _("{measure} 还没有责任人", measure=m), "", m) for m in led if not state.measures[m].owner]
    found += [
        Remark("split", _("{measure} 的责任人不宜是行长或董事长", measure=m), _("由部门负责人任责任人，行领导任分管。"), m)
        for m in chosen
        if is_chief(_, state.measures[m].owner)
    ]
    bars = roadmap.placed(state, problem)
    placed = {bar.id for bar in bars}
    for one in violations(problem, bars) if state.plan else ():
        if one.kind == "missing":
            found.append(Remark("discuss", _("{measure} 还没有排入，请重排", measure=one.item), "", one.item))
        elif one.kind != "pin" and (not one.item or one.item in placed):
            found.append(_broken(state, words, one.kind, one.item, one.other, one.period))
    return tuple(found)


def _broken(state: State, words: Words, kind: str, item: str, other: str, period: int | None) -> Remark:
    _ = words
    when = quarter(state, words, period) if period is not None else ""
    if kind == "capacity":
        name = resource_word(words, other)
        return Remark("split", _("{quarter} {resource}超过上限", quarter=when, resource=name))
    if kind == "limit":
        return Remark("split", _("{year} 年的预算超过全年上限", year=other))
    texts = {
        "predecessor": _("{measure} 早于它依赖的 {other} 完成", measure=item, other=other),
        "deadline": _("{measure} 赶不上限期", measure=item),
        "release": _("{measure} 早于最早可开工的 {quarter}", measure=item, quarter=when),
        "horizon": _("{measure} 超出规划期", measure=item),
        "duration": _("{measure} 的工期已改，请重排", measure=item),
    }
    return Remark("split", texts[kind], "", item)


def is_chief(words: Words, post: str) -> bool:
    """Whether a post is the president or the chairman themselves, who are never the person in charge."""
    plain = post.strip().lower()
    _ = words
    return plain in _("行长 董事长 党委书记 党委书记、董事长").lower().split()
