"""Two years of follow-up on the demonstration engagement: every month ledgers go out, come back, and the office decides on what they say.

Nothing here is drawn by chance: which task slips, pauses or is done early follows from its place in the ledger.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from workshop.model.delivery.overview import month_span
from workshop.model.delivery.tasks import Task, proposed, tasks
from workshop.model.rows import BaselineTask
from workshop.model.store import Store
from workshop.model.store.delivering import Report

APPROVED = date(2026, 4, 10)
MONTHS = tuple(f"{2026 + (3 + at) // 12}-{(3 + at) % 12 + 1:02d}" for at in range(24))
Exchange = Callable[[date, Sequence[Report]], None]


class Years:
    """Plays the months; `clock` is set to each one's last day, `exchange` carries the departments' reports into the store."""

    def __init__(self, store: Store, tell_time: Callable[[datetime], None], exchange: Exchange | None = None) -> None:
        self.store, self._tell_time = store, tell_time
        self._exchange = exchange or (lambda _day, reports: self._take(reports))

    def play(self, months: Sequence[str] = MONTHS) -> None:
        """Approve, then month by month: reports, the office's answers, KPI values."""
        self._at(APPROVED)
        if not self.store.state().baseline:
            self.store.approve_plan(self._approved(), APPROVED.isoformat(), "董事会")
        for number, month in enumerate(months):
            day = month_span(month)[1]
            self._at(day)
            self._decide(day)
            self._exchange(day, self._reports(day, number))
            self._answer(day, number)
            self._measure(month, number)

    def _approved(self) -> list[BaselineTask]:
        rows = proposed(self.store.state(), self.store.pack)
        return [replace(row, lead=row.lead or "战略发展部", due=row.due or "2027-12-31") for row in rows]

    def _at(self, day: date) -> None:
        self._tell_time(datetime(day.year, day.month, day.day, 17, 0))

    def _take(self, reports: Sequence[Report]) -> None:
        for report in reports:
            self.store.follow_up(report)

    # -- the departments ---------------------------------------------------------------------------------------------------------

    def _open(self) -> list[tuple[int, Task]]:
        listed = enumerate(tasks(self.store.state(), self.store.pack))
        return [(at, task) for at, task in listed if task.acceptance is None]

    def _reports(self, day: date, number: int) -> list[Report]:
        """What each department writes: silent every fifth month, frank about trouble, done when the date has come."""
        made = []
        for at, task in self._open():
            if (at + number) % 5 == 4:
                continue
            status, text, problems = self._said(task, at, day)
            made.append(Report(task.action, status, text, problems, "下月继续" if status != "done" else "", "", task.lead))
        return made

    def _said(self, task: Task, at: int, day: date) -> tuple[str, str, str]:
        left = (date.fromisoformat(task.due) - day).days
        if at % 6 == 5 and 90 < left < 200:
            return "paused", "等待预算批复，暂缓推进", "预算尚未下达"
        if left <= 31 and at % 4 != 1:
            return "done", "任务完成，材料已归档", ""
        if left < 0:
            return "late", "按补救计划推进", "人手不足，供应商延期"
        if left < 60:
            return "watch", "进入收尾，存在延期风险", "外部接口尚未联调"
        return "normal", f"按计划推进，已完成{max(5, 100 - left // 8)}%", ""

    # -- the office --------------------------------------------------------------------------------------------------------------

    def _answer(self, day: date, number: int) -> None:
        """Accept what is done with evidence, move a date once a task has been late for long, hand one task over."""
        for at, task in self._open():
            last = task.last
            if last is not None and last.status == "done" and (at + number) % 3:
                self.store.accept_task(task.action, f"验收单 {day:%Y%m}-{at + 1:02d}", "董事会办公室", day.isoformat())
            elif last is not None and last.status == "late" and not task.adjustments and number % 2:
                later = (day + timedelta(days=90)).isoformat()
                self.store.move_due(task.action, later, "供应商延期，补救计划已报批", "行长办公会", day.isoformat())
            elif number == 3 and at == self._open()[0][0]:
                self.store.hand_over_task(task.action, "战略发展部副总经理", "岗位调整", "行长", day.isoformat())

    def _decide(self, day: date) -> None:
        """The bodies decide a month after the planned date; every third asks for changes."""
        for at, row in enumerate(self.store.state().decisions):
            if not row.result and row.due and row.due <= (day - timedelta(days=30)).isoformat():
                self.store.set_decision(row.id, result="amended" if at % 3 == 2 else "passed", decided_on=day.isoformat())

    def _measure(self, month: str, number: int) -> None:
        """KPIs are measured at the end of every quarter; they move from baseline towards the target, some past it."""
        if int(month[5:]) % 3:
            return
        for at, kpi in enumerate(self.store.state().kpis):
            try:
                base, target = float(kpi.baseline), float(kpi.target)
            except ValueError:
                continue
            share = min(1.1, (number + 1) / 24 * (1.2 if at % 2 else 0.8))
            self.store.measure_kpi(kpi.id, month, round(base + (target - base) * share, 1))
