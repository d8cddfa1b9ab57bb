"""The minutes: every vote with its time and attendance, and the time each item was given and took."""

from __future__ import annotations

from typing import Any

from workshop.model.agenda import BREAK, LUNCH, TEA, break_sort
from workshop.model.content import Pack
from workshop.model.pace import ended_on_time, planned_end, usage
from workshop.model.rows import AgendaItem
from workshop.model.state import Round, State
from workshop.report.chapters.book import NONE, Book
from workshop.report.typeset import Column, h2, table
from workshop.wording import overtime_word, source_word
from workshop.words import Words


def votes_held(book: Book) -> list[Any]:
    """One line per subject: when each round was revealed, votes cast of votes due; who voted (named) or only who did not (anonymous).

    Impact and urgency of a measure share a line.
    """
    _, st = book.words, book.st
    rows = [_line(book, subject, kinds) for subject, kinds in _subjects(book).items()]
    if not rows:
        return []
    who = _("已投的席位；未投或离席") if not book.anonymous else _("未投或离席的席位")
    columns = [Column(125, _("题目")), Column(250, _("时间与已投 / 应投")), Column(95, who)]
    return [h2(_("每次投票的时间与出席"), st, note=_("弃权计入已投")), table(columns, rows, st)]


def _subjects(book: Book) -> dict[tuple[str, str], list[str]]:
    """What was voted on in the order of the day: (first kind, subject) and the kinds of ballot on it; a measure has two."""
    found: dict[tuple[str, str], list[str]] = {}
    for kind, subject in dict.fromkeys((turn.ballot.kind, turn.ballot.subject) for turn in book.state.rounds if turn.revealed):
        same = ("impact", subject) if kind == "urgency" and ("impact", subject) in found else (kind, subject)
        found.setdefault(same, []).append(kind)
    return found


def _line(book: Book, subject: tuple[str, str], kinds: list[str]) -> list[str]:
    _, (kind, id) = book.words, subject
    told, seats = [], []
    for one in kinds:
        turns = [turn for turn in book.state.rounds_of(one, id) if turn.revealed]
        word = {"impact": _("影响") + " ", "urgency": _("紧迫") + " "}.get(one, "")
        told.append(word + _("；").join(_held(book, turn) for turn in turns))
        seats.append((word, _seats(book, turns)))
    alike = len({found for _word, found in seats}) == 1
    return [_subject(book, kind, id), _("；").join(told), seats[0][1] if alike else _("；").join(word + found for word, found in seats)]


def _held(book: Book, turn: Round) -> str:
    _ = book.words
    facts = {"round": turn.ballot.round, "time": turn.ballot.revealed_at[11:16] or NONE, "cast": turn.cast, "due": len(turn.due)}
    parts = [_("第 {round} 轮 {time} {cast}/{due}", **facts)]
    if turn.ballot.source and turn.ballot.source != "tally":
        parts.append(source_word(_, turn.ballot.source))
    if turn.ballot.early:
        parts.append(_("提前截止"))
    return _("，").join(parts)


def _subject(book: Book, kind: str, subject: str) -> str:
    _, pack = book.words, book.pack
    if kind == "dimension" and subject in pack.dimensions:
        return _("{name}（整个维度）", name=pack.dimensions[subject].name)
    if subject in pack.indicators:
        return f"{subject} {pack.indicators[subject].short}"
    if subject in pack.measures:
        return f"{subject} {pack.measures[subject].short}"
    return _("练习题")


def _seats(book: Book, turns: list[Round]) -> str:
    _ = book.words
    out = _numbers(book, turns, ("missing", "away"))
    if book.anonymous:
        return out or NONE
    return _("{voted}；{out}", voted=_numbers(book, turns, ("voted",)) or NONE, out=out or NONE)


def _numbers(book: Book, turns: list[Round], status: tuple[str, ...]) -> str:
    numbers = {seat.id: seat.number for seat in book.state.seats}
    found = {numbers[row.seat] for turn in turns for row in turn.present if row.status in status and row.seat in numbers}
    return book.words("、").join(str(number) for number in sorted(found))


def time_used(book: Book) -> list[Any]:
    """Planned, current and used minutes of every item that ran, and whether the day ended on time."""
    _, st = book.words, book.st
    used = [row for row in usage(book.state) if row.used]
    if not used:
        return []
    rows = [
        [
            item_name(book.words, book.pack, row.item),
            row.started or NONE,
            str(row.planned),
            str(row.became),
            str(row.used),
            "",
            overtime_word(_, row.item.choice) or NONE,
        ]
        for row in used
    ]
    columns = [
        Column(165, _("环节")), Column(60, _("开始")), Column(55, _("原定"), "right"), Column(55, _("现定"), "right"),
        Column(55, _("实用"), "right"), Column(12.5), Column(67.5, _("超时处理")),
    ]  # fmt: skip
    return [h2(_("议程用时（分钟）"), st, note=ended(book.words, book.state)), table(columns, rows, st)]


def ended(words: Words, state: State) -> str:
    """When the day was to end and when it did; "" while it runs or without an agenda."""
    _, closed = words, state.engagement.closed_at[11:16]
    on_time = ended_on_time(state)
    if on_time is None:
        return ""
    end = planned_end(state, None)
    facts = {"planned": f"{end // 60:02d}:{end % 60:02d}", "closed": closed}
    return _("原定 {planned} 结束，{closed} 准点结束", **facts) if on_time else _("原定 {planned} 结束，实际 {closed} 结束", **facts)


def item_name(words: Words, pack: Pack, item: AgendaItem) -> str:
    """What an item of the agenda is called: by the room, or by its kind."""
    _ = words
    if item.title:
        return item.title
    if item.kind == "dimension":
        return pack.dimensions[item.subject].name if item.subject in pack.dimensions else item.subject
    if item.kind == BREAK:
        return {TEA: _("茶歇"), LUNCH: _("午餐与午休")}.get(break_sort(item.subject), _("休息"))
    known = {
        "open": _("开场"), "practice": _("试评"), "parked": _("待议事项"), "picture": _("诊断总览"), "measures": _("十大举措"),
        "roadmap": _("路线图"), "close": _("会议总结"),
    }  # fmt: skip
    return known.get(item.kind, item.kind)
