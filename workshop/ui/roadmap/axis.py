"""What the chart needs beside the bars: today on the axis, ISO weeks of a quarter, arrows between rows, what the end hangs on."""

from calendar import monthrange
from datetime import date

from workshop.model import assessment, roadmap
from workshop.model.content import Pack
from workshop.model.schedule import critical
from workshop.model.state import State
from workshop.words import Words


def time_of(state: State, day: date) -> float | None:
    """A day in quarters from the plan's start; None outside the horizon."""
    quarter = roadmap.quarter_of(state, day.isoformat())
    if quarter is None or not 0 <= quarter < state.engagement.horizon:
        return None
    first = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    last = (day.month - 1) // 3 * 3 + 3
    length = (date(day.year, last, monthrange(day.year, last)[1]) - first).days + 1
    return quarter + (day - first).days / length


def iso_weeks(year: int, quarter: int) -> tuple[int, int]:
    """First and last ISO week whose Thursday lies in a quarter (1–4)."""
    weeks = [day.isocalendar().week for day in _thursdays(year, quarter)]
    return weeks[0], weeks[-1]


def _thursdays(year: int, quarter: int) -> list[date]:
    first, last = 3 * quarter - 2, 3 * quarter
    days = [date(year, month, day) for month in range(first, last + 1) for day in range(1, monthrange(year, month)[1] + 1)]
    return [day for day in days if day.isoweekday() == 4]


def hanging(state: State, pack: Pack) -> frozenset[str]:
    """Measures and actions on which the end of the stored plan hangs; a measure hangs with any of its actions."""
    if not state.plan:
        return frozenset()
    problem, _ = assessment.problem(state, pack)
    found = critical(problem, roadmap.placed(state, problem))
    return found | {name.rpartition(".")[0] for name in found if name not in state.measures}


def drawn_links(state: State, pack: Pack) -> tuple[tuple[str, str], ...]:
    """Arrows (from, to) between rows that are shown."""
    names = roadmap.codes(state)
    shown = {measure for measure, plan in state.measures.items() if plan.chosen}
    shown |= {names[action.id] for measure in shown.copy() for action, _ in roadmap.unfolded(state, measure)}
    links = ((names.get(earlier, earlier), names.get(subject, subject)) for subject, earlier in roadmap.waits_of(state, pack))
    return tuple((earlier, subject) for earlier, subject in links if {earlier, subject} <= shown)


def resource_word(words: Words, resource: str) -> str:
    """A limit's resource as the room calls it."""
    _ = words
    return {
        roadmap.PEOPLE: _("人手"), roadmap.BUDGET: _("预算"), roadmap.TECH: _("科技数据人手"), roadmap.BUSINESS: _("业务职能人手"),
    }[resource]  # fmt: skip
