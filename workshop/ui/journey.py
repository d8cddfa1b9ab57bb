"""The rail: every stage of the day with its progress, and the clocks that follow from the agenda."""

from datetime import datetime, time, timedelta

from msgspec import Struct

from workshop.model import assessment
from workshop.model.agenda import clock_word, timed
from workshop.model.content import Pack
from workshop.model.pace import expected_end, planned_end
from workshop.model.rows import AgendaItem
from workshop.model.state import State
from workshop.ui.pages import Entry
from workshop.ui.widgets.rail import RailItem
from workshop.wording import light_key, light_word
from workshop.words import Words

# which agenda items a page's time counts for
_KINDS = {
    "open": "open",
    "practice": "practice",
    "parked": "parked",
    "picture": "picture",
    "measures": "measures",
    "roadmap": "roadmap",
    "plan": "close",
}


def rail_items(state: State, pack: Pack, words: Words, entries: tuple[Entry, ...], current: str, place: str) -> tuple[RailItem, ...]:
    """Stages in order; the indicators of the dimension on screen stand under it."""
    items: list[RailItem] = []
    passed = _reached(state, entries, current)
    for number, entry in enumerate(entries):
        if entry.heading:
            items.append(RailItem(f"heading.{number}", words(entry.heading), "heading"))
        done = _is_done(state, pack, entry, number < passed)
        status = "now" if entry.key == current else "done" if done else "todo"
        items.append(RailItem(entry.key, entry.name(words), status, _note(state, pack, words, entry)))
        if entry.dimension and entry.key == current:
            items += [
                _indicator(state, pack, words, entry.key, indicator, place) for indicator in pack.dimensions[entry.dimension].indicators
            ]
    return tuple(items)


def _reached(state: State, entries: tuple[Entry, ...], current: str) -> int:
    keys = [entry.key for entry in entries]
    return max((keys.index(key) for key in (current, state.engagement.position) if key in keys), default=0)


def _is_done(state: State, pack: Pack, entry: Entry, passed: bool) -> bool:
    if entry.dimension:
        return assessment.whole_level(state, entry.dimension) is not None or all(
            state.record_of("indicator", indicator) for indicator in pack.dimensions[entry.dimension].indicators
        )
    if entry.key == "prepare":
        return len(state.seats) >= 3 and passed
    if entry.key == "parked":
        return bool(state.parked) and all(row.done for row in state.parked)
    if entry.key == "roadmap":
        return bool(state.plan)
    if entry.key == "plan":
        return bool(state.engagement.closed_at)
    spent = any(item.used for item in state.agenda if (item.kind, item.subject) == _slot(entry))
    return passed or spent or bool(state.engagement.closed_at)


def _note(state: State, pack: Pack, words: Words, entry: Entry) -> str:
    _ = words
    if entry.dimension:
        own = pack.dimensions[entry.dimension].indicators
        settled = sum(state.record_of("indicator", indicator) is not None for indicator in own)
        started = settled or any(state.rounds_of("indicator", indicator) for indicator in own)
        if started:
            return f"{settled} / {len(own)}"
    if entry.key == "parked":
        waiting = sum(not row.done for row in state.parked)
        return words.plural("{n} 项", "{n} 项", waiting) if waiting else ""
    return starts(state).get(_slot(entry), "")


def _indicator(state: State, pack: Pack, words: Words, page: str, indicator: str, place: str) -> RailItem:
    turn, record = state.last_reveal("indicator", indicator), state.record_of("indicator", indicator)
    kind = word = ""
    if turn is not None and state.open_round("indicator", indicator) is None:
        read = assessment.reading(turn)
        kind, word = light_key(read), light_word(words, read)
    status = "done" if record else "now" if indicator == place else "todo"
    name = f"{indicator} {pack.indicators[indicator].short}"
    return RailItem(f"{page}/{indicator}", name, status, sub=True, light=kind, light_word=word)


def _slot(entry: Entry) -> tuple[str, str]:
    return ("dimension", entry.dimension) if entry.dimension else (_KINDS.get(entry.key, ""), "")


def starts(state: State) -> dict[tuple[str, str], str]:
    """Planned clock time of each agenda item by (kind, subject); of several the first."""
    found: dict[tuple[str, str], str] = {}
    for item, one in zip(state.agenda, timed(state.agenda, state.engagement.day_start), strict=True):
        found.setdefault((item.kind, item.subject), clock_word(one.start))
    return found


def agenda_item(state: State, entry: Entry) -> AgendaItem | None:
    """The agenda item whose clock runs while a page is shown; none any more once the day is closed."""
    if state.engagement.closed_at:
        return None
    kind, subject = _slot(entry)
    return next((item for item in state.agenda if kind and item.kind == kind and item.subject in (subject, "")), None)


class DayClock(Struct, frozen=True):
    """What the top bar says of the day: time, lateness and expected end in words."""

    clock: str
    sentence: str
    late: bool


def day_clock(state: State, pack: Pack, words: Words, now: datetime, current: AgendaItem | None, spent: int) -> DayClock:
    """`spent` = seconds on the current item since it was shown, beyond what is stored."""
    _ = words
    clock = f"{now:%H:%M}"
    if current is None or not any(item.used or item.started_at for item in state.agenda):
        return DayClock(clock, "", False)
    minute = now.hour * 60 + now.minute
    expected = expected_end(state, pack, current, minute, (current.used + spent) // 60)
    behind = expected - planned_end(state, current)
    end = datetime.combine(now.date(), time()) + timedelta(minutes=expected)
    if behind >= 1:
        return DayClock(clock, _("晚 {minutes} 分 · 预计 {end} 结束", minutes=behind, end=f"{end:%H:%M}"), behind > 5)
    if behind <= -1:
        return DayClock(clock, _("早 {minutes} 分 · 预计 {end} 结束", minutes=-behind, end=f"{end:%H:%M}"), False)
    return DayClock(clock, _("准点 · 预计 {end} 结束", end=f"{end:%H:%M}"), False)
