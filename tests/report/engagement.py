"""A whole engagement made through the Store's own operations, for the tests of paper: twelve seats, two rounds, dissent, a solved plan."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from tests.made_once import made_once
from workshop.model import assessment
from workshop.model.content import Pack, load_pack, read_pack_files
from workshop.model.rows import PlanItem, PlanResult
from workshop.model.schedule import solve
from workshop.model.state import State
from workshop.model.store import Store
from workshop.model.store.store import default_engagement
from workshop.paths import asset_path

GROUPS = ("决策层", "业务条线", "科技数据", "风险运营")
POSTS = (
    "行长", "分管零售副行长", "分管科技副行长", "零售金融部总经理", "公司金融部总经理", "渠道管理部总经理",
    "金融科技部总经理", "数据管理部总经理", "信息安全主管", "首席风险官", "运营管理部总经理", "内审部总经理",
)  # fmt: skip
DEPARTMENTS = ("金融科技部", "数据管理部", "零售金融部", "人力资源部")
BANK = "青澜城市商业银行"
SECRET = "敏感事项甲乙丙"
DISSENT = "整改前不应记这一级"
EVIDENCE = "客户主数据抽样重复率19%"
MINUTES = "活跃客户两个口径都报过董事会"
DAY = datetime(2026, 3, 14, 10, 0)


def folder() -> Path:
    """The content pack that ships."""
    return asset_path("content", "small-bank-fintech-2019")


def new_store(path: Path, bank: str = BANK, **profile: Any) -> Store:
    """An empty engagement in a new file."""
    files = read_pack_files(folder())
    fields = {
        "place": "总行十二楼会议室",
        "facilitator": "林主持",
        "recorder": "周记录",
        "author": "共识工坊主持团队",
        "chair": "董事长",
        **profile,
    }
    return Store.create(path, files, default_engagement(load_pack(files, "zh_CN"), bank, DAY, **fields), clock=lambda: DAY)


def seat_room(store: Store, posts: Sequence[str] = POSTS) -> None:
    """One seat per post, in four groups of equal size."""
    size = -(-len(posts) // len(GROUPS))
    for at, post in enumerate(posts):
        store.add_seat(post, GROUPS[at // size])


def vote(store: Store, kind: str, subject: str, *piles: Sequence[int | None]) -> None:
    """One round: a pile per role group, revealed."""
    store.open_ballot(kind, subject, "pile")
    turn = store.state().open_round(kind, subject)
    assert turn is not None
    for group, levels in zip(store.state().groups(), piles, strict=False):
        store.cast_pile(turn.ballot.id, group, list(levels))
    store.reveal(turn.ballot.id, early=True)


def _level(at: int) -> int:
    return (3, 3, 4, 2, 3, 2, 3, 3, 2, 2)[at % 10]


def rate(store: Store) -> None:
    """Every indicator: a split first round for some, a second one, a record; dissent where somebody stays off it."""
    for at, name in enumerate(store.pack.indicators):
        level = _level(at)
        low, high = max(1, level - 1), min(5, level + 1)
        last = [None, level, level] if at % 5 == 1 else [level, level, level]
        if at % 3 == 0:
            vote(store, "indicator", name, (level, high, high), (level, low, low), (low, low, level), last)
        vote(store, "indicator", name, (level, level, high), (level, level, level), (low, level, level), last)
        store.settle(
            "indicator", name, level, "consensus" if at % 4 else "majority", rationale="制度已发布，主要条线在用，检查记录齐全。",
            evidence=f"{EVIDENCE}；制度文件与检查记录。", sensitive=at == 7,
            dissents=[("科技数据" if at % 5 != 1 else "", low, f"{DISSENT}，测试环境仍有未脱敏数据。", "完成脱敏整改并通过测评。", True)]
            if at % 2 else [],
        )  # fmt: skip
    for dimension in store.pack.dimensions:
        store.set_target("dimension", dimension, 4)


def talk(store: Store) -> None:
    """Pains, facts, cases, notes, evidence, parking lot."""
    pack = store.pack
    for dimension in pack.dimensions:
        for at, pain in enumerate(pack.pains_of(dimension)[:4]):
            store.tick_pain(pain.id, 2 if at < 2 else 1)
        cards = [case for case in pack.cases_of(dimension) if case.kind == "card" and case.dimensions[0] == dimension]
        for case in cards[:2]:
            store.pick_case(case.id, "授权链条要能逐笔查。" if case is cards[0] else "")
        for at, fact in enumerate(pack.facts_of(dimension)):
            store.answer_fact(fact.id, ("yes", "no", "unsure")[at % 3])
        store.add_note("recap", "dimension", dimension, "先让十个客户字段只有一个主人、一个口径，其余再谈平台和模型。")
        store.add_note("note", "dimension", dimension, f"{MINUTES}，散会后由数据管理部出一份差异清单。")
    first = next(iter(pack.indicators))
    store.add_note("note", "indicator", first, SECRET, sensitive=True)
    for name in pack.indicators:
        store.set_evidence(name, 0, "handed")
        store.set_evidence(name, 1, "missing")
    store.park("indicator", first, "首席数据官是专职还是兼任", "办公室", "2026-04-20")


def plan(store: Store) -> None:
    """All measures estimated, voted, owned, with KPIs and milestones; the schedule solved; decisions asked."""
    for at, measure in enumerate(store.pack.measures.values()):
        impact, urgency = 3 + at % 3, 2 + at % 3
        vote(store, "impact", measure.id, *[(impact, impact, impact)] * 4)
        vote(store, "urgency", measure.id, *[(urgency, urgency, urgency)] * 4)
        store.set_size(measure.id, ("M", "S", "M", "L")[at % 4])
        store.set_measure(
            measure.id,
            lead=DEPARTMENTS[at % 4],
            support="科技部、风险管理部",
            owner=f"{DEPARTMENTS[at % 4]}总经理",
            sponsor="分管科技副行长",
            lane="mandate" if at == 8 else "enabler" if at == 0 else "ranked",
            lane_reason="多项举措以它为前提" if at in (0, 8) else "",
            key_work="2026 年重点工作第三项",
            appraisal="季度考核第 2 条",
        )
        store.add_kpi(measure.id, measure.kpis[0].name, measure.kpis[0].unit, "19", "5", "2027-06-30", measure.kpis[0].how)
        store.add_kpi(measure.id, "跨条线取数时长", "天", "6", "1", "2027-03-31", "从申请到交付的中位数，取自工单系统")
    store.set_capacities(dict.fromkeys(range(12), (14.0, 400.0)))
    schedule(store)
    store.add_decision("批准首年科技投入并单列预算科目", "董事会", "2026-03-31", next(iter(store.pack.measures)))
    store.add_decision("明确数据治理牵头部门，向行长汇报", "行长办公会", "2026-04-15")
    store.add_decision("每半年听取一次进展", "董事会战略委员会", "2026-06-30")


def schedule(store: Store) -> None:
    """Solve and store the plan, with a milestone in the middle and at the end of every measure."""
    problem, _waiting = assessment.problem(store.state(), store.pack)
    found = solve(problem)
    items = [PlanItem(one.id, one.start, one.finish, int(one.pinned)) for one in found.items]
    store.set_plan(items, PlanResult("plan", found.status, found.gap, float(found.cost), assessment.fingerprint(problem), ""))
    for item in items:
        if item.finish - item.start > 1:
            store.add_milestone(item.measure, item.start, "方案签发")
        store.add_milestone(item.measure, min(item.finish, 12) - 1, "验收上线")


def _fill(path: Path) -> None:
    store = new_store(path)
    try:
        seat_room(store)
        rate(store)
        talk(store)
        plan(store)
    finally:
        store.close()


def whole_file() -> Path:
    """The full engagement as a file, for reading only."""
    return made_once("whole.workshop", _fill)


def whole(path: Path) -> tuple[State, Pack]:
    """The full engagement's state and pack; `path` is where its copy is put."""
    store = Store.open(Path(shutil.copy(whole_file(), path)), clock=lambda: DAY)
    try:
        return store.state(), store.pack
    finally:
        store.close()
