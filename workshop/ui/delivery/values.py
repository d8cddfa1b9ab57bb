"""From State to what the follow-up page shows: rows, counts, pictures' values."""

from collections.abc import Callable, Mapping
from datetime import date

from workshop.figures.delivery import Series, SlipRow, Slips
from workshop.figures.timescale import Quarter
from workshop.model.content import Pack
from workshop.model.delivery.overview import Followed, counts, due_quarter, first_days, number
from workshop.model.delivery.tasks import STANDINGS, Standing
from workshop.model.rows import Kpi
from workshop.model.state import State
from workshop.ui.widgets.grid import Cell, Row
from workshop.wording_delivery import SHAPES, marked, standing_word, why_words
from workshop.words import N_, Words

TONES: Mapping[Standing, str] = {
    "normal": "ink2", "watch": "discuss-text", "late": "split-text", "done": "consensus-text", "paused": "ink3", "adjusted": "accent",
}  # fmt: skip
BY = {"department": N_("牵头部门"), "measure": N_("举措"), "quarter": N_("到期季度"), "days": N_("前 30/60/90 天")}
NONE = "—"


def task_rows(rows: tuple[Followed, ...], words: Words) -> tuple[Row, ...]:
    """The ledger as a table: number, task, lead department, due date, standing, why."""
    return tuple(
        Row(
            row.task.action,
            (
                row.task.number,
                row.task.text,
                row.task.lead or NONE,
                Cell(row.task.due or NONE, "split-text" if row.standing == "late" else "ink", tip=slip_words(row, words)),
                Cell(marked(words, row.standing), TONES[row.standing], bold=row.standing in ("late", "watch")),
                Cell(why_words(words, row.judgement.why), "ink2"),
            ),
        )
        for row in rows
    )


def slip_words(row: Followed, words: Words) -> str:
    """How far the due date moved against the baseline."""
    _ = words
    slip = row.task.slip
    if not slip:
        return ""
    return _("比基线晚 {days} 天", days=slip) if slip > 0 else _("比基线早 {days} 天", days=-slip)


def count_rows(rows: tuple[Followed, ...], by: str, state: State, pack: Pack, words: Words) -> tuple[Row, ...]:
    """Tasks per standing under each department, measure or due quarter, or of the first days after the approval; and in all."""
    if by == "days":
        early = first_days(rows, state.baseline.approved_on if state.baseline else "")
        names = {days: words("前 {days} 天", days=days) for days in early}
        every = dict.fromkeys(STANDINGS, 0)
        return tuple(_counted(names[days], counts(own, lambda row: "").get("", every)) for days, own in early.items())
    keys: Mapping[str, Callable[[Followed], str]] = {
        "department": lambda row: row.task.lead or NONE,
        "measure": lambda row: f"{row.task.measure} {pack.measures[row.task.measure].short}",
        "quarter": lambda row: due_quarter(row.task) or NONE,
    }
    found = counts(rows, keys[by])
    ordered = sorted(found) if by == "quarter" else list(found)
    return tuple(_counted(key, found[key]) for key in ordered)


def _counted(key: str, each: Mapping[Standing, int]) -> Row:
    cells = tuple(Cell(str(each[one]) if each[one] else NONE, TONES[one] if each[one] else "ink3") for one in STANDINGS)
    return Row(key, (key, Cell(str(sum(each.values())), bold=True), *cells))


def summary(rows: tuple[Followed, ...], words: Words) -> str:
    """The whole in one line: ■ 滞后 3 · △ 关注 4 · …"""
    each = counts(rows, lambda row: "").get("", {})
    worst: tuple[Standing, ...] = ("late", "watch", "normal", "adjusted", "paused", "done")
    return " · ".join(f"{SHAPES[one]} {standing_word(words, one)} {each[one]}" for one in worst if each.get(one))


# -- pictures ----------------------------------------------------------------------------------------------------------------------


def slip_values(state: State, rows: tuple[Followed, ...], words: Words, today: date) -> Slips:
    """Every task with a date on an axis from the plan's start to the last date."""
    _ = words
    days = [day for row in rows for day in (row.task.due, row.task.baseline_due) if day]
    last = max((_place(state, day) for day in days), default=1.0)
    count = max(state.engagement.horizon, int(last) + 1)
    made = tuple(
        SlipRow(
            row.task.action,
            f"{row.task.number} {row.task.text}",
            _place(state, row.task.baseline_due) if row.task.baseline_due else None,
            _place(state, row.task.due) if row.task.due else None,
            _place(state, row.task.acceptance.accepted_on) if row.task.acceptance and row.standing == "done" else None,
            row.standing == "late",
            standing_word(words, row.standing),
        )
        for row in rows
    )
    legend = (_("基线时限"), _("现行时限"), _("已销号"))
    return Slips(made, _quarters(state, count), _place(state, today.isoformat()), _("今天"), legend)


def _quarters(state: State, count: int) -> tuple[Quarter, ...]:
    start = state.engagement.start_year * 4 + state.engagement.start_quarter - 1
    return tuple(Quarter(str((start + at) // 4), f"Q{(start + at) % 4 + 1}") for at in range(count))


def _place(state: State, day: str) -> float:
    """A day in quarters from the plan's start."""
    when = date.fromisoformat(day)
    first = date(when.year, (when.month - 1) // 3 * 3 + 1, 1)
    return (
        (when.year - state.engagement.start_year) * 4
        + (when.month - 1) // 3
        + 1
        - state.engagement.start_quarter
        + ((when - first).days / 92)
    )


def series_values(state: State, kpi: Kpi, words: Words) -> Series:
    """A KPI's measured values beside its baseline and target."""
    _ = words
    points = tuple((row.month, row.value) for row in state.kpi_values if row.kpi == kpi.id)
    return Series(kpi.id, points, number(kpi.baseline), number(kpi.target), (_("基线"), _("目标")))
