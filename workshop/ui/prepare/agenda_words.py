"""The agenda in words: names of its items and breaks, clock times, and the wall's short version of a day."""

from collections.abc import Sequence

from msgspec import Struct

from workshop.model.agenda import BREAK, LUNCH, NIGHT, TEA, Timed, break_sort, clock_word, timed
from workshop.model.content import Pack
from workshop.model.rows import AgendaItem
from workshop.model.state import State
from workshop.words import Words

SHORT = 30  # minutes: a longer break is a row of its own
_TOGETHER = ({"open", "practice"}, {"parked", "picture"}, {"measures", "roadmap"})


def kind_name(words: Words, pack: Pack, kind: str, subject: str) -> str:
    """What an item is called when the room gave it no name of its own."""
    _ = words
    if kind == BREAK:
        return {TEA: _("茶歇"), LUNCH: _("午餐与午休"), NIGHT: _("第一天结束")}.get(break_sort(subject), _("休息"))
    if kind == "dimension":
        return pack.dimensions[subject].name if subject in pack.dimensions else subject
    known = {
        "open": _("开场"), "practice": _("试评"), "parked": _("待议事项"), "picture": _("诊断总览"), "measures": _("十大举措"),
        "roadmap": _("路线图"), "close": _("会议总结"),
    }  # fmt: skip
    return known.get(kind, kind)


def item_name(words: Words, pack: Pack, item: AgendaItem) -> str:
    """The room's title of an item, else its usual name."""
    return item.title or kind_name(words, pack, item.kind, item.subject)


def span_word(time: Timed) -> str:
    """09:00–09:15."""
    return f"{clock_word(time.start)}–{clock_word(time.finish)}"


class WallRow(Struct, frozen=True):
    """One row of the wall's agenda: when, what, how long, and the kinds it stands for."""

    time: str
    text: str
    minutes: str
    kinds: tuple[str, ...]


def wall_rows(state: State, pack: Pack, words: Words, day: int = 0) -> tuple[WallRow, ...]:
    """One day in at most eight rows: neighbours of one sort stand together, tea is mentioned where it falls."""
    _ = words
    pairs = [pair for pair in zip(state.agenda, timed(state.agenda, state.engagement.day_start), strict=True) if pair[1].day == day]
    rows: list[list[tuple[AgendaItem, Timed]]] = []
    for item, time in pairs:
        sort = break_sort(item.subject) if item.kind == BREAK else ""
        if sort == NIGHT:
            continue
        if rows and (_is_short(item) or _joins(rows[-1][-1][0], item)):
            rows[-1].append((item, time))
        else:
            rows.append([(item, time)])
    while len(rows) > 8:  # a day of the room's own making: the last two stand together until all fit
        rows[-2:] = [rows[-2] + rows[-1]]
    return tuple(_wall_row(words, pack, row) for row in rows)


def _is_short(item: AgendaItem) -> bool:
    """A tea break, also one of the room's own making."""
    return item.kind == BREAK and break_sort(item.subject) in (TEA, "") and item.minutes < SHORT


def _joins(before: AgendaItem, item: AgendaItem) -> bool:
    if _is_short(before):
        return item.kind == "dimension"
    if item.kind == before.kind == "dimension":
        return True
    return any({before.kind, item.kind} <= together for together in _TOGETHER)


def _wall_row(words: Words, pack: Pack, row: Sequence[tuple[AgendaItem, Timed]]) -> WallRow:
    _ = words
    names = [
        pack.dimensions[item.subject].short if item.kind == "dimension" and item.subject in pack.dimensions and not item.title
        else item_name(words, pack, item)
        for item, _time in row
    ]  # fmt: skip
    first = row[0][1]
    minutes = sum(item.minutes for item, _time in row)
    text = _("、").join(names)
    return WallRow(clock_word(first.start), text, _("{minutes} 分钟", minutes=minutes), tuple(item.kind for item, _time in row))
