"""Who was in the room, by post, and who took part in each vote."""

from __future__ import annotations

from typing import Any

from workshop.model.rows import Seat
from workshop.report.chapters.book import NONE, Book
from workshop.report.chapters.minutes import time_used, votes_held
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
    return made if book.leaders else [*made, *votes_held(book), *time_used(book)]


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
