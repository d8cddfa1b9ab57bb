"""Tasks against their baseline: where each comes from, where it stands, and that nothing moves without an adjustment."""

from collections.abc import Callable
from datetime import date

import pytest

from workshop.model.delivery.overview import (
    as_of,
    counts,
    due_quarter,
    first_days,
    followed,
    month_span,
    number,
    period,
    quarter_span,
    reached,
)
from workshop.model.delivery.tasks import RULE, due_date, proposed, quarter_end, tasks
from workshop.model.errors import Refused
from workshop.model.rows import Kpi
from workshop.model.store import Store
from workshop.model.store.delivering import Report

At = Callable[[str], None]


def actions(store: Store) -> list[str]:
    return [task.action for task in tasks(store.state(), store.pack)]


def standing(store: Store, index: int, day: str) -> tuple[str, tuple[str, ...]]:
    found = followed(as_of(store.state(), date.fromisoformat(day)), store.pack, date.fromisoformat(day))[index]
    return found.standing, found.judgement.why


def test_tasks_before_approval_come_from_the_plan(plan: Store) -> None:
    found = tasks(plan.state(), plan.pack)
    assert [(one.number, one.text, one.due, one.baseline_due) for one in found] == [
        ("M1-1", "建标准", "2026-08-31", ""),
        ("M1-2", "清数据", "2026-09-30", ""),  # the end of the quarter its measure finishes in
        ("M2-1", "梳产品", "2026-12-31", ""),
    ]
    assert [one.owner for one in found] == ["科技部总经理", "科技部总经理", "产品经理"]


@pytest.mark.parametrize(
    ("typed", "day"), [("2026-08-31", "2026-08-31"), (" 2028-02 ", "2028-02-29"), ("年底", ""), ("", ""), ("2026-13", "")]
)
def test_due_dates_as_typed(typed: str, day: str) -> None:
    assert due_date(typed) == day


@pytest.mark.parametrize(
    ("index", "day"), [(0, date(2026, 6, 30)), (2, date(2026, 12, 31)), (3, date(2027, 3, 31)), (11, date(2029, 3, 31))]
)
def test_a_quarter_ends_on_its_last_day(plan: Store, index: int, day: date) -> None:
    assert quarter_end(plan.state(), index) == day


def test_approval_wants_a_department_and_a_date(plan: Store) -> None:
    with pytest.raises(Refused, match=r"baseline\.empty"):
        plan.approve_plan([], "2026-04-01", "董事会")
    plan.set_measure("M2", lead="")
    with pytest.raises(Refused, match=r"baseline\.lead"):
        plan.approve_plan(proposed(plan.state(), plan.pack), "2026-04-01", "董事会")
    assert plan.state().baseline is None
    assert plan.state().baseline_tasks == ()


def test_a_baseline_is_frozen_once_and_its_tasks_stay(store: Store) -> None:
    first = actions(store)[0]
    with pytest.raises(Refused, match=r"baseline\.frozen"):
        store.approve_plan(proposed(store.state(), store.pack), "2026-05-01", "董事会")
    for change in (lambda: store.set_action(first, due="2027-01-01"), lambda: store.remove_action(first)):
        with pytest.raises(Refused, match=r"baseline\.task"):
            change()
    store.set_measure("M1", lead="别的部门")  # the plan may go on; the baseline keeps what was approved
    assert tasks(store.state(), store.pack)[0].lead == "科技部"


def test_a_later_date_only_by_adjustment(store: Store) -> None:
    first = actions(store)[0]
    with pytest.raises(Refused, match=r"adjustment\.reason"):
        store.move_due(first, "2026-10-31", " ", "行长", "2026-08-01")
    with pytest.raises(Refused, match=r"adjustment\.approver"):
        store.move_due(first, "2026-10-31", "采购延期", "", "2026-08-01")
    with pytest.raises(Refused, match=r"date\.wrong"):
        store.move_due(first, "10月底", "采购延期", "行长", "2026-08-01")
    store.move_due(first, "2026-10-31", "采购延期", "行长", "2026-08-01")
    store.move_due(first, "2026-11-30", "再延一月", "行长", "2026-10-01")
    task = tasks(store.state(), store.pack)[0]
    assert (task.baseline_due, task.due, task.slip) == ("2026-08-31", "2026-11-30", 91)
    assert [(one.before, one.after) for one in task.adjustments] == [("2026-08-31", "2026-10-31"), ("2026-10-31", "2026-11-30")]
    with pytest.raises(Refused, match=r"adjustment\.same"):
        store.move_due(first, "2026-11-30", "重复", "行长", "2026-10-02")


def test_hand_overs_are_kept(store: Store) -> None:
    store.hand_over_task(actions(store)[0], "数据部总经理", "机构调整", "行长", "2026-07-01")
    task = tasks(store.state(), store.pack)[0]
    assert task.owner == "数据部总经理"
    assert task.adjustments[0].before == "科技部总经理"


def test_a_new_step_enters_the_baseline_by_adjustment(store: Store) -> None:
    store.add_action("M2", "补一项", due="2027-03-31")
    assert len(tasks(store.state(), store.pack)) == 3
    new = proposed(store.state(), store.pack)[-1]
    store.admit_task(new, "监管新要求", "行长办公会", "2026-06-01")
    added = tasks(store.state(), store.pack)[-1]
    assert (added.number, added.adjustments[0].kind) == ("M2-2", "admit")
    with pytest.raises(Refused, match=r"baseline\.known"):
        store.admit_task(new, "再加一次", "行长办公会", "2026-06-01")


def test_every_standing_is_reached(store: Store, at: At) -> None:
    one, two, three = actions(store)
    assert standing(store, 0, "2026-04-02") == ("normal", ())
    assert standing(store, 0, "2026-08-10")[0] == "watch"
    assert standing(store, 0, "2026-09-01") == ("late", ("overdue", "no_report"))
    at("2026-08-20")
    store.follow_up(Report(one, "done", "标准已发布", who="科技部"))
    # reported in time: what follows is the acceptor's time
    assert standing(store, 0, "2026-09-20") == ("watch", ("awaiting_acceptance",))
    store.accept_task(one, "发布通知", "办公室", "2026-09-21")
    assert standing(store, 0, "2026-09-20")[0] == "watch"
    assert standing(store, 0, "2026-09-21") == ("done", ())
    store.follow_up(Report(two, "paused", "等预算"))
    assert standing(store, 1, "2026-12-31") == ("paused", ())
    store.move_due(three, "2027-06-30", "范围扩大", "行长", "2026-08-20")
    store.follow_up(Report(three, "normal", "按新计划推进"))
    assert standing(store, 2, "2026-09-01") == ("adjusted", ())
    store.follow_up(Report(three, "late", "供应商退出"))
    assert standing(store, 2, "2026-09-01") == ("late", ("reported_late",))


def test_writing_off_wants_evidence_and_an_acceptor(store: Store) -> None:
    first = actions(store)[0]
    with pytest.raises(Refused, match=r"acceptance\.evidence"):
        store.accept_task(first, " ", "办公室", "2026-09-01")
    with pytest.raises(Refused, match=r"acceptance\.acceptor"):
        store.accept_task(first, "通知", "", "2026-09-01")
    store.accept_task(first, "通知", "办公室", "2026-09-01")
    for change in (
        lambda: store.follow_up(Report(first, "normal")),
        lambda: store.move_due(first, "2027-01-01", "改期", "行长", "2026-09-02"),
        lambda: store.accept_task(first, "通知", "办公室", "2026-09-01"),
    ):
        with pytest.raises(Refused, match=r"task\.accepted"):
            change()
    store.reopen_task(first, "材料有误")
    assert tasks(store.state(), store.pack)[0].last.problems == "材料有误"  # type: ignore[union-attr]


def test_a_task_waits_for_its_decision(store: Store) -> None:
    store.add_decision("批准投入", "董事会", "2026-05-30", "M1")
    assert standing(store, 0, "2026-04-02") == ("watch", ("waits_for_decision",))
    decision = store.state().decisions[0]
    store.set_decision(decision.id, result="passed", decided_on="2026-05-28")
    assert standing(store, 0, "2026-05-27")[1] == ("waits_for_decision", "no_report")
    assert standing(store, 0, "2026-05-28")[1] == ("no_report",)


def test_the_rule_is_a_setting(store: Store) -> None:
    assert store.state().lateness == RULE
    store.set_lateness(0, 10, 366)
    assert standing(store, 0, "2026-09-10") == ("watch", ("in_grace",))
    assert standing(store, 0, "2026-09-11")[0] == "late"
    with pytest.raises(Refused, match=r"lateness\.range"):
        store.set_lateness(0, 0, 0)


def test_one_undo_takes_a_whole_step_back(store: Store) -> None:
    before = store.state()
    store.follow_up(Report(actions(store)[0], "watch", "慢了"))
    store.undo()
    assert (store.state().follow_ups, store.state().actions) == (before.follow_ups, before.actions)


def test_counts_and_a_months_report(store: Store, at: At) -> None:
    one, two, _ = actions(store)
    at("2026-08-20")
    store.accept_task(one, "通知", "办公室", "2026-08-20")
    store.move_due(two, "2026-10-31", "采购", "行长", "2026-08-25")
    store.measure_kpi(store.state().kpis[0].id, "2026-07", 20.0)
    store.measure_kpi(store.state().kpis[0].id, "2026-09", 61.0)
    august = period(store.state(), store.pack, *month_span("2026-08"))
    assert [row.task.number for row in august.done] == ["M1-1"]
    assert [row.task.action for row in august.rows if row.standing == "done"] == [one]
    assert len(august.moved) == 1
    assert (august.kpis[0].values[-1].value, august.kpis[0].reached) == (20.0, False)
    later = period(store.state(), store.pack, *quarter_span(2026, 4))
    assert later.kpis[0].reached is True
    assert [row.task.number for row in later.late] == ["M1-2"]
    by_lead = counts(later.rows, lambda row: row.task.lead)
    assert {name: sum(row.values()) for name, row in by_lead.items()} == {"科技部": 2, "零售部": 1}
    assert due_quarter(later.rows[2].task) == "26Q4"


@pytest.mark.parametrize(
    ("baseline", "target", "value", "met"),
    [("10", "60", 60.0, True), ("118", "60", 61.0, False), ("118", "60", 59.9, True), ("—", "85", 90.0, True), ("2.1", "待定", 3.0, None)],
)
def test_a_kpi_is_met_in_its_direction(baseline: str, target: str, value: float, met: bool | None) -> None:
    assert reached(Kpi("k", "M1", 0, "n", "", baseline, target, "", ""), value) is met


def test_numbers_as_typed() -> None:
    assert [number(one) for one in ("3,000", "60%", " 2.5 ", "约三成")] == [3000.0, 60.0, 2.5, None]


def test_the_first_ninety_days_follow_the_approved_dates(store: Store) -> None:
    store.add_action("M2", "头一步", due="2026-04-20")
    store.admit_task(proposed(store.state(), store.pack)[-1], "先行", "行长", "2026-04-02")
    store.move_due(actions(store)[-1], "2027-01-31", "延期", "行长", "2026-04-10")
    rows = followed(store.state(), store.pack, date(2026, 7, 1))
    early = first_days(rows, "2026-04-01")
    assert {days: [row.task.text for row in own] for days, own in early.items()} == {30: ["头一步"], 60: ["头一步"], 90: ["头一步"]}
    assert first_days(rows, "") == {}
