"""Ballots (four on a sheet) for every seat and every dimension, blank ones for further rounds, and cards from 1 to 5 to hold up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from workshop.figures.style import PAPER
from workshop.model.content.items import Indicator
from workshop.model.rows import Seat
from workshop.report.handouts.desk import Desk, chunks
from workshop.report.handouts.pen import INK, SMALLEST, Draw, Pen, leaves
from workshop.report.typeset import Span
from workshop.wording import level_word

MOST = 5  # indicators on one ballot
CIRCLE, PITCH, ABSTAIN, CORNER = 9.0, 37.0, 18.0, 5.5
BLANKS = 4  # blank ballots for each role group


def ballots(desk: Desk) -> Iterator[Any]:
    """Round one, one per voting seat: in a secret vote marked with the role group alone, so that no card leads back to a seat."""
    seats = desk.voters
    for place, own in desk.dimensions():
        indicators = [desk.pack.indicators[name] for name in own.indicators]
        for part_at, part in enumerate(chunks(indicators, MOST), start=1):
            title = desk.numbered(place, own.short)
            number = f"{place}-{part_at}"
            made: list[Draw] = []
            order = sorted(seats, key=lambda seat: desk.state.groups().index(seat.grp)) if desk.anonymous else seats
            for at, seat in enumerate(order, start=1):
                foot = desk.words("票 {number}", number=number) + ("" if desk.anonymous else f"　{at}/{len(order)}")
                made.append(lambda pen, seat=seat, part=part, title=title, foot=foot: _ballot(desk, pen, seat, title, part, foot))  # type: ignore[misc]
            yield from leaves(made, 4, desk.language)


def _frame(desk: Desk, pen: Pen, who: str, note: str, about: str) -> Pen:
    """Head, three corner marks that fix the orientation, and the rule below; returns the inside."""
    _, card = desk.words, pen.inset(34, 33, 34, 24)
    for x, y in ((-8.5, -3.5), (card.width + 3, -3.5), (-8.5, card.height - 13)):
        card.box(x, y, CORNER, CORNER, fill=INK.ink, stroke="")
    card.text(0, 0, _("评级票"), 110, card.style(16, bold=True), 24)
    card.text(100, 0, who, card.width - 100, card.style(17, bold=True, align="right"), 24)
    card.text(0, 25, about, card.width - 92, card.style(10, bold=True, colour=INK.accent), 16)
    card.text(card.width - 92, 26, note, 92, card.style(8, colour=INK.ink3, align="right"), 14)
    card.line(0, 44, card.width, 44)
    card.text(0, 49, _("每行涂满一个圆；涂错请划叉另涂。"), card.width, card.style(8, colour=INK.ink2), 13)
    return card


def _who(desk: Desk, seat: Seat) -> tuple[str, str]:
    _ = desk.words
    if desk.anonymous:
        return desk.mark(seat.grp), _("只记角色组")
    return str(seat.number), seat.role


def _ballot(desk: Desk, pen: Pen, seat: Seat, title: str, indicators: Sequence[Indicator], foot: str) -> None:
    _ = desk.words
    who, note = _who(desk, seat)
    card = _frame(desk, pen, who, note, f"{title} · " + _("第 {number} 轮", number=1))
    bottom = card.height - 84
    pitch = min((bottom - 68) / max(len(indicators), 1), 78)
    for at, one in enumerate(indicators):
        y = 68 + pitch * at
        name = (Span(f"{one.id}　", True, INK.accent), Span(one.name, True))
        card.text(0, y, name, card.width, card.style(10), min(30, pitch - 22))
        _circles(desk, card, y + pitch - min(22, pitch * 0.32))
        card.rule(y + pitch - 1, width=card.width, colour=INK.light_rule)
    card.text(0, bottom + 6, _("改一级最需要看到的证据"), card.width, card.style(8, colour=INK.ink2), 13)
    for y in (31, 55):
        card.rule(bottom + y, width=card.width)
    _bottom(desk, card, foot)


def _circles(desk: Desk, card: Pen, y: float) -> None:
    for level in range(1, 6):
        card.circle(CIRCLE + PITCH * (level - 1), y, CIRCLE, str(level), 9)
    x, word = CIRCLE + PITCH * 5 + 12, desk.words("弃")
    inside = desk.language == "zh_CN"  # one hanzi; a word stands above
    card.square(x, y, ABSTAIN, word if inside else "", 8)
    if not inside:
        card.centred(x, y - ABSTAIN / 2 - 5, word, SMALLEST, INK.ink3)


def _bottom(desk: Desk, card: Pen, foot: str) -> None:
    card.text(0, card.height - 14, desk.stamp, card.width - 80, card.style(7.5, colour=INK.ink3), 12)
    card.text(card.width - 78, card.height - 14, foot, 78, card.style(7.5, colour=INK.ink3, align="right"), 12)


def blanks(desk: Desk) -> Iterator[Any]:
    """Ballots "第__轮" without a subject: a sheet for each role group in a secret vote, one for all in a named one."""
    groups = desk.state.groups() if desk.anonymous else ()
    marks = [desk.mark(group) for group in groups] or [""]
    made: list[Draw] = [lambda pen, mark=mark: _blank(desk, pen, mark) for mark in marks for _copy in range(BLANKS)]  # type: ignore[misc]
    yield from leaves(made, 4, desk.language)


def _blank(desk: Desk, pen: Pen, mark: str) -> None:
    _ = desk.words
    note = _("只记角色组") if desk.anonymous else _("席位号")
    card = _frame(desk, pen, mark or "____", note, _("第____轮"))
    for at in range(5):
        y = 70 + 51 * at
        card.text(0, y, _("指标"), 30, card.style(8.5, colour=INK.ink2), 13)
        card.rule(y + 12, x=34, width=120)
        _circles(desk, card, y + 30)
        card.rule(y + 46, width=card.width, colour=INK.light_rule)
    _bottom(desk, card, _("空白票"))


def numbers(desk: Desk) -> Iterator[Any]:
    """A card for each level, four of a kind on a sheet, to be held up when the facilitator asks."""
    for level in range(1, 6):
        made: list[Draw] = [lambda pen, level=level: _number(desk, pen, level)] * 4  # type: ignore[misc]
        yield from leaves(made, 4, desk.language)


def _number(desk: Desk, pen: Pen, level: int) -> None:
    _, card = desk.words, pen.inset(34, 34)
    look = PAPER.level(level)
    card.box(card.width / 2 - 80, 40, 160, 160, fill=look.fill, stroke=INK.ink)
    card.centred(card.width / 2, 120, str(level), 110, look.number, True)
    name = desk.pack.levels[level - 1] if level <= len(desk.pack.levels) else ""
    centre = card.style(22, bold=True, align="center")
    card.text(0, 218, level_word(_, level), card.width, centre, 32)
    card.text(0, 254, name, card.width, card.style(13, colour=INK.ink2, align="center"), 38)
    card.text(0, card.height - 24, _("成熟度：数字越大越成熟"), card.width, card.style(9, colour=INK.ink3, align="center"), 24)
