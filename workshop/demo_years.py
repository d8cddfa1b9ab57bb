"""Two years of follow-up on the demonstration engagement: every month ledgers go out, come back, and the office decides on what they say.

Nothing here is drawn by chance: which task slips, pauses or is done early follows from its place in the ledger.
"""

import tomllib
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from msgspec.structs import replace

from workshop.model.delivery.overview import month_span
from workshop.model.delivery.tasks import Task, proposed, tasks
from workshop.model.rows import BaselineTask
from workshop.model.store import Store
from workshop.model.store.delivering import Report
from workshop.paths import asset_path

APPROVED = date(2026, 4, 10)
MONTHS = tuple(f"{2026 + (3 + at) // 12}-{(3 + at) % 12 + 1:02d}" for at in range(24))
Exchange = Callable[[date, Sequence[Report]], None]


class Years:
    """Plays the months; `clock` is set to each one's last day, `exchange` carries the departments' reports into the store."""

    def __init__(self, store: Store, tell_time: Callable[[datetime], None], exchange: Exchange | None = None) -> None:
        self.store, self._tell_time = store, tell_time
        self._words = tomllib.loads(asset_path("demo", "years.toml").read_text(encoding="utf-8"))
        self._office: dict[str, str] = self._words["office"]
        self._exchange = exchange or (lambda _day, reports: self._take(reports))

    def play(self, months: Sequence[str] = MONTHS) -> None:
        """Approve, then month by month: reports, the office's answers, KPI values."""
        self._at(APPROVED)
        if not self.store.state().baseline:
            self.store.approve_plan(self._approved(), APPROVED.isoformat(), self._words["approved_by"])
        for number, month in enumerate(months):
            day = month_span(month)[1]
            self._at(day)
            self._decide(day)
            self._exchange(day, self._reports(day, number))
            self._answer(day, number)
            self._measure(month, number)

    def _approved(self) -> list[BaselineTask]:
        rows = proposed(self.store.state(), self.store.pack)
        return [replace(row, lead=row.lead or self._words["lead"], due=row.due or "2027-12-31") for row in rows]

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
            status = _status(task, at, day)
            said, onward = self._words[status], "" if status == "done" else self._office["next"]
            left = (date.fromisoformat(task.due) - day).days
            text = said["text"].format(share=max(5, 100 - left // 8))
            made.append(Report(task.action, status, text, said["problem"], onward, "", task.lead))
        return made

    # -- the office --------------------------------------------------------------------------------------------------------------

    def _answer(self, day: date, number: int) -> None:
        """Accept what is done with evidence, move a date once a task has been late for long, hand one task over."""
        for at, task in self._open():
            last = task.last
            if last is not None and last.status == "done" and (at + number) % 3:
                evidence = f"{self._office['evidence']} {day:%Y%m}-{at + 1:02d}"
                self.store.accept_task(task.action, evidence, self._office["acceptor"], day.isoformat())
            elif last is not None and last.status == "late" and not task.adjustments and number % 2:
                later = (day + timedelta(days=90)).isoformat()
                self.store.move_due(task.action, later, self._office["moved"], self._office["moved_by"], day.isoformat())
            elif number == 3 and at == self._open()[0][0]:
                office = self._office
                self.store.hand_over_task(task.action, office["owner"], office["owner_why"], office["owner_by"], day.isoformat())

    def _decide(self, day: date) -> None:
        """The bodies decide a month after the planned date; every third asks for changes."""
        for at, row in enumerate(self.store.state().decisions):
            if not row.result and row.due and row.due <= (day - timedelta(days=30)).isoformat():
                self.store.decide(row.id, "amended" if at % 3 == 2 else "passed", day.isoformat())

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


def _status(task: Task, at: int, day: date) -> str:
    """What a department says of a task on a day, by how long it still has and its place in the ledger."""
    left = (date.fromisoformat(task.due) - day).days
    if at % 6 == 5 and 90 < left < 200:
        return "paused"
    if left <= 31 and at % 4 != 1:
        return "done"
    if left < 0:
        return "late"
    return "watch" if left < 60 else "normal"
