"""What the command line answers: results as plain values for JSON (`assets/schema/`), and as short tables for people."""

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any
from unicodedata import east_asian_width

from workshop.formats import decimal, percent
from workshop.model import assessment, outlook, roadmap
from workshop.model.errors import Refused
from workshop.model.robustness import robustness
from workshop.model.roomorder import room_order
from workshop.model.schedule import critical, solve
from workshop.model.store import Store
from workshop.wording import lane_word, quarter_span
from workshop.words import N_, Words

ABOUT: Mapping[str, str] = {
    "demo": N_("新建演示用的工作坊文件"),
    "export": N_("导出行动方案、数据或表格"),
    "import": N_("由数据交换文件新建工作坊文件"),
    "score": N_("得分与等级"),
    "rank": N_("十大举措的次序"),
    "plan": N_("路线图"),
    "check": N_("检查工作坊文件是否完好"),
    "compare": N_("比较前后两次诊断的得分，或许多家银行的诊断"),
}
Result = dict[str, Any]


def _number(value: Fraction | float | None) -> float | None:
    """As JSON can say it: unrounded, null for nothing and for what has no end."""
    return None if value is None or not math.isfinite(value) else float(value)


def score(store: Store) -> Result:
    """`score.schema.json`: scores 20–100, levels 1–5, gaps in levels, null where nothing is rated."""
    state, pack = store.state(), store.pack
    found, gaps = assessment.score(state, pack), assessment.gaps(state, pack)
    return {
        "overall": _number(found.overall),
        "grade": found.grade,
        "level": _number(found.level),
        "provisional": found.provisional,
        "covered": _number(found.covered),
        "low": _number(found.low),
        "high": _number(found.high),
        "dimensions": [
            {
                "id": row.id,
                "score": _number(row.score),
                "level": _number(row.level),
                "gap": _number(gaps.get(row.id)),
                "complete": row.complete,
            }
            for row in found.dimensions
        ],
    }


def rank(store: Store) -> Result:
    """`rank.schema.json`: need and value 0–100, levels 1–5, mean person-months, the chance of a place among the first three.

    `low`, `high`: places that eight draws of ten keep; `brackets`: neighbours that cannot be told apart; `room`: the room's own order.
    """
    state, pack = store.state(), store.pack
    rows, seed = assessment.rank(state, pack), state.engagement.seed
    sturdy, room = robustness(rows, seed), room_order(state, rows)
    places = {row.measure: row for row in sturdy.standings}
    top = {row.measure: row.top for row in sturdy.standings}
    return {
        "seed": seed,
        "brackets": [list(pair) for pair in sturdy.brackets],
        "room": None if room is None else {"order": list(room.found.order), "cards": room.cards, "agreement": _number(room.share)},
        "measures": [
            {
                "id": row.measure, "lane": row.lane.value, "need": _number(row.candidate.need.points), "impact": row.candidate.impact,
                "urgency": row.candidate.urgency, "value": _number(row.value), "effort": _number(row.effort), "ratio": _number(row.ratio),
                "rank": row.position, "p_top3": _number(top.get(row.measure)),
                "low": places[row.measure].low if row.measure in places else None,
                "high": places[row.measure].high if row.measure in places else None,
            }
            for row in rows
        ],
    }  # fmt: skip


def stored_plan(store: Store) -> Result:
    """`plan.schema.json`: the plan as it is kept; quarters count from 0, a finish is exclusive.

    `actions` are bars of measures that are scheduled by their actions; `scores` what the room expects at each half-year's end.
    """
    state, pack = store.state(), store.pack
    kept = state.plan_result
    problem, _ = assessment.problem(state, pack)
    tight, bars = critical(problem, roadmap.placed(state, problem)), state.road.bars
    codes = {action: code for action, code in roadmap.codes(state).items() if action in bars}
    items = sorted(state.plan.values(), key=lambda item: (item.start, item.finish))
    return {
        "status": kept.status if kept else None,
        "gap": _number(kept.gap) if kept else None,
        "cost": _number(kept.cost) if kept else None,
        "items": [_bar(i.measure, i.start, i.finish, bool(i.pinned), tight) for i in items],
        "actions": [
            _bar(code, bars[action].start, bars[action].finish, bool(bars[action].pinned), tight) for action, code in codes.items()
        ],
        **_outlook(store, None),
    }


def _bar(name: str, start: int, finish: int, pinned: bool, tight: frozenset[str]) -> Result:
    hangs = any(name in (one, one.rpartition(".")[0]) for one in tight)
    return {"id": name, "start": start, "finish": finish, "pinned": pinned, "critical": hangs}


def _outlook(store: Store, finishes: Mapping[str, int] | None) -> Result:
    """Scores by half-year, when the target is reached, and where the stored schedule contradicts the order."""
    state, pack = store.state(), store.pack
    ends = finishes if finishes is not None else assessment.ends(state, pack)
    scores = [(at, assessment.projection(state, pack, at, ends).overall) for at in range(state.engagement.horizon + 1)] if ends else []
    wanted = assessment.target_score(state, pack)
    reached = next((at for at, score in scores if wanted is not None and score is not None and score >= wanted), None)
    clashes = outlook.clashes(state, pack, assessment.rank(state, pack)) if finishes is None else ()
    stops = outlook.stops(state.engagement.horizon)
    return {
        "scores": [{"quarters": at, "score": _number(score)} for at, score in scores if at in stops],
        "target_reached": reached,
        "clashes": [{"measure": one.measure, "other": one.other, "reason": one.reason} for one in clashes],
    }


def scenarios(store: Store) -> Result:
    """The part `scenarios` of `plan.schema.json`: three of them, each solved; null where there is no plan."""
    found = outlook.scenarios(store.state(), store.pack)
    return {
        "scenarios": [
            {
                "id": one.name, "people": one.people, "budget": one.budget, "status": one.plan.status if one.plan else None,
                "ends": one.ends if one.plan else None, "target_reached": one.reached,
                "scores": [{"quarters": at, "score": _number(score)} for at, score in one.scores],
            }
            for one in found
        ]
    }  # fmt: skip


def solved_plan(store: Store) -> Result:
    """The plan solved anew from the engagement, pinned bars held; nothing is stored."""
    state = store.state()
    problem, _ = assessment.problem(state, store.pack)
    plan, codes = solve(problem), roadmap.codes(state)
    tight = critical(problem, plan.items)
    spans, _, _ = assessment.plan_rows(problem, plan, codes)
    items = sorted(spans, key=lambda item: (item.start, item.finish))
    return {
        "status": plan.status,
        "gap": _number(plan.gap),
        "cost": _number(plan.cost),
        "items": [_bar(i.measure, i.start, i.finish, bool(i.pinned), tight) for i in items],
        "actions": [_bar(b.id, b.start, b.finish, b.pinned, tight) for b in plan.items if b.id in codes.values()],
        **_outlook(store, roadmap.finishes(plan, codes)),
    }


def compared(before: Store, after: Store) -> Result:
    """`compare.schema.json`: two assessments with the same pack; a change is null where one side has no score."""
    if before.pack.id != after.pack.id:
        raise Refused("compare.pack", before=before.pack.id, after=after.pack.id)
    earlier, later = score(before), score(after)
    sides = zip(earlier["dimensions"], later["dimensions"], strict=True)
    return {
        "before": _side(before, earlier),
        "after": _side(after, later),
        "change": _change(earlier["overall"], later["overall"]),
        "dimensions": [
            {"id": a["id"], "before": a["score"], "after": b["score"], "change": _change(a["score"], b["score"])} for a, b in sides
        ],
    }


def _side(store: Store, found: Result) -> Result:
    return {
        "held_on": store.engagement().held_on,
        "overall": found["overall"],
        "grade": found["grade"],
        "provisional": found["provisional"],
    }


def _change(before: float | None, after: float | None) -> float | None:
    return None if before is None or after is None else after - before


# -- for people ---------------------------------------------------------------------------------------------------------------


def score_table(store: Store, words: Words, found: Result) -> str:
    _ = words
    rows = [
        [store.pack.dimensions[row["id"]].name, _shown(row["score"]), _shown(row["level"]), _shown(row["gap"])]
        for row in found["dimensions"]
    ]
    lines = [
        _("总分 {score} · {grade} 级", score=_shown(found["overall"]), grade=found["grade"]) if found["grade"] else _("尚未定级"),
        *(
            [_("尚有指标未定级，总分在 {low} 与 {high} 之间", low=_shown(found["low"]), high=_shown(found["high"]))]
            if found["provisional"]
            else []
        ),
        _("工作坊自评，不同于监管评级、等保定级"),
        aligned([[_("维度"), _("得分"), _("级别"), _("差距（级）")], *rows], left=1),
    ]
    return "\n".join(lines)


def rank_table(store: Store, words: Words, found: Result) -> str:
    _ = words
    rows = [
        [
            row["id"], store.pack.measures[row["id"]].name, lane_word(words, row["lane"]), str(row["rank"] or "—"), _shown(row["need"]),
            _shown(row["value"]), _shown(row["effort"]), _shown(row["ratio"], 2), "—" if row["p_top3"] is None else percent(row["p_top3"]),
            "—" if row["low"] is None else f"{row['low']}–{row['high']}",
        ]
        for row in found["measures"]
    ]  # fmt: skip
    heads = [_("编号"), _("举措"), _("类别"), _("次序"), _("需要"), _("价值"), _("人月"), _("每人月价值"), _("前三的可能"), _("名次范围")]
    lines = [aligned([heads, *rows], left=3), _("随机种子 {seed}", seed=found["seed"])]
    lines += [_("{upper} 与 {lower} 难分先后。", upper=upper, lower=lower) for upper, lower in found["brackets"]]
    if found["room"]:
        order = " > ".join(found["room"]["order"])
        lines.append(_("全场次序（{cards} 张卡片）：{order}", cards=found["room"]["cards"], order=order))
    return "\n".join(lines)


def plan_table(store: Store, words: Words, found: Result) -> str:
    _ = words
    if not found["items"]:
        return _("路线图尚未排定")
    profile = store.engagement()
    rows = [
        [
            item["id"], store.pack.measures[item["id"]].name,
            quarter_span(words, item["start"], item["finish"], profile.start_year, profile.start_quarter),
            _("固定") if item["pinned"] else "", _("关键路径") if item["critical"] else "",
        ]
        for item in found["items"]
    ]  # fmt: skip
    texts = {code: next(a.text for a in store.state().actions if a.id == action) for action, code in roadmap.codes(store.state()).items()}
    rows += [
        [bar["id"], texts[bar["id"]], quarter_span(words, bar["start"], bar["finish"], profile.start_year, profile.start_quarter),
         _("固定") if bar["pinned"] else "", _("关键路径") if bar["critical"] else ""]
        for bar in found["actions"]
    ]  # fmt: skip
    status = {
        "optimal": _("已证最优"), "gap": _("目前最好的方案，未证最优"), "greedy": _("初步方案，未求解"),
        "manual": _("手工调整，未重新求解"),
    }[found["status"]]  # fmt: skip
    lines = [aligned([[_("编号"), _("举措"), _("季度"), "", ""], *rows], left=5), status]
    scores = [_("{quarters} 季后 {score}", quarters=one["quarters"], score=_shown(one["score"])) for one in found["scores"]]
    if scores:
        lines.append(_("预计得分（全场估计）：{scores}", scores=_("、").join(scores)))
        reached = found["target_reached"]
        lines.append(_("规划期内推算不到目标分") if reached is None else _("{quarters} 季后达到目标分", quarters=reached))
    return "\n".join([*lines, *_scenario_lines(words, found.get("scenarios", []))])


def _scenario_lines(words: Words, scenarios: Sequence[Result]) -> list[str]:
    """One line per scenario."""
    _, lines = words, list[str]()
    names = {"cautious": _("谨慎"), "base": _("基准"), "ambitious": _("进取")}
    for one in scenarios:
        facts = {"name": names[one["id"]], "people": one["people"], "budget": one["budget"]}
        head = _("{name}（人手 {people}%、预算 {budget}%）：", **facts)
        last = one["scores"][-1]["score"] if one["scores"] else None
        body = _("排不出") if one["status"] is None else _("{quarters} 季完成，期末 {score} 分", quarters=one["ends"], score=_shown(last))
        lines.append(head + body)
    return lines


def compare_table(store: Store, words: Words, found: Result) -> str:
    _ = words
    whole = [_("总分"), _shown(found["before"]["overall"]), _shown(found["after"]["overall"]), _shown(found["change"])]
    rows = [
        [store.pack.dimensions[row["id"]].name, _shown(row["before"]), _shown(row["after"]), _shown(row["change"])]
        for row in found["dimensions"]
    ]
    heads = [_("维度"), found["before"]["held_on"], found["after"]["held_on"], _("变化")]
    return aligned([heads, *rows, whole], left=1)


def _shown(value: float | None, places: int = 1) -> str:
    return "—" if value is None else decimal(value, places)


def aligned(rows: Sequence[Sequence[str]], left: int) -> str:
    """Columns of equal width, a hanzi counting two; the first `left` stand left, the others right."""
    widths = [max(_width(cell) for cell in column) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        blanks = [" " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)]
        cells = [cell + blank if index < left else blank + cell for index, (cell, blank) in enumerate(zip(row, blanks, strict=True))]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def _width(text: str) -> int:
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)
