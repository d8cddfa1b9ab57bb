"""What the command line answers: results as plain values for JSON (`assets/schema/`), and as short tables for people."""

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any
from unicodedata import east_asian_width

from workshop.formats import decimal, percent
from workshop.model import assessment
from workshop.model.errors import Refused
from workshop.model.robustness import robustness
from workshop.model.schedule import solve
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
    """`rank.schema.json`: need and value 0–100, levels 1–5, mean person-months, the chance of a place among the first three."""
    state, pack = store.state(), store.pack
    rows, seed = assessment.rank(state, pack), state.engagement.seed
    top = {row.measure: row.top for row in robustness(rows, seed).standings}
    return {
        "seed": seed,
        "measures": [
            {
                "id": row.measure, "lane": row.lane.value, "need": _number(row.candidate.need.points), "impact": row.candidate.impact,
                "urgency": row.candidate.urgency, "value": _number(row.value), "effort": _number(row.effort), "ratio": _number(row.ratio),
                "rank": row.position, "p_top3": _number(top.get(row.measure)),
            }
            for row in rows
        ],
    }  # fmt: skip


def stored_plan(store: Store) -> Result:
    """`plan.schema.json`: the plan as it is kept; quarters count from 0, a finish is exclusive."""
    state = store.state()
    kept = state.plan_result
    items = sorted(state.plan.values(), key=lambda item: (item.start, item.finish))
    return {
        "status": kept.status if kept else None,
        "gap": _number(kept.gap) if kept else None,
        "cost": _number(kept.cost) if kept else None,
        "items": [{"id": item.measure, "start": item.start, "finish": item.finish, "pinned": bool(item.pinned)} for item in items],
    }


def solved_plan(store: Store) -> Result:
    """The plan solved anew from the engagement, pinned bars held; nothing is stored."""
    problem, _ = assessment.problem(store.state(), store.pack)
    plan = solve(problem)
    bars = sorted(plan.items, key=lambda bar: (bar.start, bar.finish))
    return {
        "status": plan.status,
        "gap": _number(plan.gap),
        "cost": _number(plan.cost),
        "items": [{"id": bar.id, "start": bar.start, "finish": bar.finish, "pinned": bar.pinned} for bar in bars],
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
        ]
        for row in found["measures"]
    ]  # fmt: skip
    heads = [_("编号"), _("举措"), _("类别"), _("次序"), _("需要"), _("价值"), _("人月"), _("每人月价值"), _("前三的可能")]
    return "\n".join([aligned([heads, *rows], left=3), _("随机种子 {seed}", seed=found["seed"])])


def plan_table(store: Store, words: Words, found: Result) -> str:
    _ = words
    if not found["items"]:
        return _("路线图尚未排定")
    profile = store.engagement()
    rows = [
        [
            item["id"], store.pack.measures[item["id"]].name,
            quarter_span(words, item["start"], item["finish"], profile.start_year, profile.start_quarter),
            _("固定") if item["pinned"] else "",
        ]
        for item in found["items"]
    ]  # fmt: skip
    status = {
        "optimal": _("已证最优"), "gap": _("目前最好的方案，未证最优"), "greedy": _("初步方案，未求解"),
        "manual": _("手工调整，未重新求解"),
    }[found["status"]]  # fmt: skip
    return "\n".join([aligned([[_("编号"), _("举措"), _("季度"), ""], *rows], left=4), status])


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
