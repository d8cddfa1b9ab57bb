"""What the chart needs beside the bars: today on the axis, ISO weeks of a quarter, the resources' names."""

from calendar import monthrange
from datetime import date

from workshop.model import roadmap
from workshop.model.outlook import drawn_links as drawn_links
from workshop.model.outlook import hanging as hanging
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


def resource_word(words: Words, resource: str) -> str:
    """A limit's resource as the room calls it."""
    _ = words
    return {
        roadmap.PEOPLE: _("人手"), roadmap.BUDGET: _("预算"), roadmap.TECH: _("科技数据人手"), roadmap.BUSINESS: _("业务职能人手"),
    }[resource]  # fmt: skip
