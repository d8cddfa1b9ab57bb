"""Who was in the room, by post, and who took part in each vote."""

from __future__ import annotations

from typing import Any

from workshop.model.rows import Seat
from workshop.model.state import Round
from workshop.report.chapters.book import NONE, Book
from workshop.report.chapters.pieces import grid, head, or_dash
from workshop.report.typeset import Column, h2, page_break, para, table
from workshop.wording import day_word, mode_word


def participants(book: Book) -> list[Any]:
    """Posts, never persons; in the working edition with the attendance of every vote."""
    _, st, profile, seats = book.words, book.st, book.state.engagement, book.state.seats
    voting = sum(seat.presence != "observer" for seat in seats)
    headline = (
        _("{voting} 席参加评级，分 {groups} 个角色组", voting=voting, groups=len(book.state.groups())) if seats else _("尚未登记席位")
    )
    facts = [
        (_("时间"), day_word(_, profile.held_on)),
        (_("地点"), or_dash(profile.place)),
        (_("主持会议"), or_dash(profile.chair)),
        (_("主持人"), or_dash(profile.facilitator)),
        (_("记录员"), or_dash(profile.recorder)),
        (_("评级方式"), mode_word(_, profile.vote_mode)),
        (_("议程开始"), profile.day_start),
        (_("会议结束"), profile.closed_at[11:16] or NONE),
    ]
    made = [
        page_break(),
        *head(book, "participants", _("与会与投票"), headline),
        grid(book, facts),
        h2(_("席位"), st, note=_("只记职务，不记姓名")),
    ]
    made.append(_seats(book) if seats else para(_("没有席位。"), st.note))
    return made if book.leaders else [*made, *_attendance(book)]


def _seats(book: Book) -> Any:
    _ = book.words
    rows = [
        [str(seat.number), seat.role, seat.grp, _("代会") if seat.deputy else _("本人"), _hours(seat), _presence(book, seat)]
        for seat in book.state.seats
    ]
    columns = [
        Column(25, _("席"), bold=True),
        Column(170, _("职务")),
        Column(105, _("角色组")),
        Column(50, _("到会")),
        Column(70, _("在场时间")),
        Column(50, _("身份")),
    ]
    return table(columns, rows, book.st)


def _hours(seat: Seat) -> str:
    return f"{seat.present_from or '…'}–{seat.present_to or '…'}" if seat.present_from or seat.present_to else NONE


def _presence(book: Book, seat: Seat) -> str:
    _ = book.words
    return {"voting": _("参加评级"), "abstain": _("到会弃权"), "away": _("离席"), "observer": _("观察")}.get(seat.presence, seat.presence)


# -- attendance ----------------------------------------------------------------------------------------------------------------------


def _attendance(book: Book) -> list[Any]:
    """One line per subject: votes cast of votes due in each round, and the seats that were missing."""
    _, st = book.words, book.st
    subjects = dict.fromkeys((turn.ballot.kind, turn.ballot.subject) for turn in book.state.rounds if turn.revealed)
    if not subjects:
        return []
    rows = []
    for kind, subject in subjects:
        turns = [turn for turn in book.state.rounds_of(kind, subject) if turn.revealed]
        early = _("，提前截止") if any(turn.ballot.early for turn in turns) else ""
        cast = _("、").join(_("第 {round} 轮 {cast}/{due}", round=turn.ballot.round, cast=turn.cast, due=len(turn.due)) for turn in turns)
        rows.append([_subject(book, kind, subject), cast + early, _missing(book, turns)])
    columns = [Column(185, _("题目")), Column(190, _("已投 / 应投")), Column(95, _("未投或离席的席位"), "right")]
    return [h2(_("每次投票的出席"), st, note=_("弃权计入已投")), table(columns, rows, st)]


def _subject(book: Book, kind: str, subject: str) -> str:
    _, pack = book.words, book.pack
    if subject in pack.indicators:
        return f"{subject} {pack.indicators[subject].short}"
    if subject in pack.measures:
        word = {"impact": _("影响"), "urgency": _("紧迫")}.get(kind, kind)
        return f"{subject} {pack.measures[subject].short} · {word}"
    return _("练习题")


def _missing(book: Book, turns: list[Round]) -> str:
    numbers = {seat.id: seat.number for seat in book.state.seats}
    out = {numbers[row.seat] for turn in turns for row in turn.present if row.status in ("missing", "away") and row.seat in numbers}
    return book.words("、").join(str(number) for number in sorted(out)) or NONE
