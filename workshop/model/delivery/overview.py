"""What is due, late, waiting: the tasks judged on one day, counted by department, measure or quarter, and what one month brought."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from ..content import Pack
from ..rows import Adjustment, Decision, Kpi, KpiValue
from ..state import State
from .tasks import STANDINGS, Judgement, Standing, Task, judge, tasks

PASSED = ("passed", "amended")


class Followed(Struct, frozen=True):
    """A task with where it stands."""

    task: Task
    judgement: Judgement

    @property
    def standing(self) -> Standing:
        return self.judgement.standing


def followed(state: State, pack: Pack, today: date) -> tuple[Followed, ...]:
    """Every task judged on `today`, in ledger order."""
    frozen_on = state.baseline.approved_on if state.baseline else ""
    return tuple(Followed(task, judge(task, today, state.lateness, frozen_on)) for task in tasks(state, pack))


def as_of(state: State, day: date) -> State:
    """What was known at the end of a day: later reports, adjustments, acceptances, values and results are left out."""
    last = day.isoformat()
    return replace(
        state,
        follow_ups=tuple(row for row in state.follow_ups if row.noted_at[:10] <= last),
        adjustments=tuple(row for row in state.adjustments if row.approved_on <= last),
        acceptances=tuple(row for row in state.acceptances if row.accepted_on <= last),
        kpi_values=tuple(row for row in state.kpi_values if row.month <= last[:7]),
        decisions=tuple(replace(row, result="") if row.decided_on > last else row for row in state.decisions),
    )


def counts(rows: Sequence[Followed], key: Callable[[Followed], str]) -> dict[str, dict[Standing, int]]:
    """Tasks per standing under each key, in the order the keys first appear; every standing is named."""
    found: dict[str, dict[Standing, int]] = {}
    for row in rows:
        found.setdefault(key(row), dict.fromkeys(STANDINGS, 0))[row.standing] += 1
    return found


def first_days(rows: Sequence[Followed], approved_on: str) -> dict[int, tuple[Followed, ...]]:
    """What was to be done within 30, 60 and 90 days of the approval, by the dates approved then; empty before it."""
    if not approved_on:
        return {}
    start = date.fromisoformat(approved_on)
    return {
        days: tuple(row for row in rows if row.task.baseline_due and date.fromisoformat(row.task.baseline_due) <= start + timedelta(days))
        for days in (30, 60, 90)
    }


def due_quarter(task: Task) -> str:
    """The calendar quarter a task is due in: 27Q2; "" without a date."""
    return f"{task.due[2:4]}Q{(int(task.due[5:7]) + 2) // 3}" if task.due else ""


# -- months and quarters -----------------------------------------------------------------------------------------------------------


def month_span(month: str) -> tuple[date, date]:
    """First and last day of YYYY-MM; ValueError for anything else."""
    first = date.fromisoformat(f"{month}-01")
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def quarter_span(year: int, quarter: int) -> tuple[date, date]:
    """First and last day of a calendar quarter."""
    first = date(year, quarter * 3 - 2, 1)
    return first, month_span(f"{year}-{quarter * 3:02d}")[1]


class KpiRow(Struct, frozen=True):
    """One KPI up to a day: the newest value and the one before, and whether the newest reaches the target (None: cannot be told)."""

    kpi: Kpi
    values: tuple[KpiValue, ...]
    reached: bool | None


class Period(Struct, frozen=True):
    """What a report says of a span of days."""

    first: date
    last: date
    rows: tuple[Followed, ...]  # at the end of the span
    done: tuple[Followed, ...]  # accepted within it
    late: tuple[Followed, ...]
    watched: tuple[Followed, ...]
    due_next: tuple[Followed, ...]  # due within as many days after it
    moved: tuple[Adjustment, ...]  # approved within it
    decisions: tuple[Decision, ...]  # still asked
    kpis: tuple[KpiRow, ...]


def period(state: State, pack: Pack, first: date, last: date) -> Period:
    """The report of the days first … last, with what was known at its end."""
    then = as_of(state, last)
    rows = followed(then, pack, last)
    span = (first.isoformat(), last.isoformat())
    soon = (last + (last - first)).isoformat()
    return Period(
        first,
        last,
        rows,
        done=tuple(row for row in rows if row.task.acceptance and span[0] <= row.task.acceptance.accepted_on <= span[1]),
        late=_worst_first(row for row in rows if row.standing == "late"),
        watched=_worst_first(row for row in rows if row.standing == "watch"),
        due_next=tuple(row for row in rows if row.standing != "done" and span[1] < row.task.due <= soon),
        moved=tuple(row for row in then.adjustments if span[0] <= row.approved_on <= span[1]),
        decisions=tuple(row for row in then.decisions if row.result not in PASSED),
        kpis=tuple(_kpi(then, kpi) for kpi in then.kpis if then.measures[kpi.measure].chosen),
    )


def _worst_first(rows: Iterable[Followed]) -> tuple[Followed, ...]:
    return tuple(sorted(rows, key=lambda row: row.judgement.days if row.judgement.days is not None else 10_000))


def _kpi(state: State, kpi: Kpi) -> KpiRow:
    values = tuple(row for row in state.kpi_values if row.kpi == kpi.id)
    return KpiRow(kpi, values, reached(kpi, values[-1].value) if values else None)


def number(text: str) -> float | None:
    """The number a baseline or target was typed as: "3.0", "3,000", "60%"; None for words."""
    try:
        return float(text.replace(",", "").replace("，", "").strip().removesuffix("%"))
    except ValueError:
        return None


def reached(kpi: Kpi, value: float) -> bool | None:
    """Whether a value reaches the target, in the direction from baseline to target; None when that cannot be told."""
    base, target = number(kpi.baseline), number(kpi.target)
    if target is None:
        return None
    return value <= target if base is not None and base > target else value >= target


def by_department(rows: Sequence[Followed]) -> Mapping[str, tuple[Followed, ...]]:
    """Tasks per lead department, in the order of the ledger."""
    found: dict[str, tuple[Followed, ...]] = {}
    for row in rows:
        found[row.task.lead] = (*found.get(row.task.lead, ()), row)
    return found
