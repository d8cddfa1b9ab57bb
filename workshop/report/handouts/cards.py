"""Cards to fill in and to sort: a dimension's card (two on a sheet) and a measure's card (four on a sheet)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct

from workshop.model.content.items import Dimension, Indicator, Measure
from workshop.report.handouts.desk import Desk, chunks
from workshop.report.handouts.pen import HEIGHT, INK, Draw, Pen, fitting, leaves
from workshop.report.typeset import A4, Span, Text
from workshop.wording import level_word, size_word

MOST = 6  # indicators on one card
CIRCLE, FIRST, PITCH = 6.5, 188.0, 31.0
READ, STEP = 7.5, 0.5  # points: criteria are never set smaller, and how they come down to it
TOP = 50.0  # where the levels begin


class Form(Struct, frozen=True):
    """How large a dimension's card is: cards a sheet, points of height for the levels, for the ratings and for one of these at most,
    and the criteria's type. A whole sheet takes no more than it needs: the rest are lines to write on."""

    per: int
    ladder: float
    rows: float
    row: float
    size: float


HALF = Form(2, 114.0, 84.0, 30.0, READ)
WHOLE = Form(1, 330.0, 190.0, 44.0, 9.5)  # words too long for half a sheet: a sheet for each card
BELOW = 112.0  # points at the foot of a measure's card, to fill in
LINE = 22.0  # points between lines to write on


def dimension_cards(desk: Desk) -> Iterator[Any]:
    """One card per dimension, two if its indicators are many; printed once, copied for every seat."""
    form = _form(desk)
    made: list[Draw] = []
    for place, own in desk.dimensions():
        indicators = [desk.pack.indicators[name] for name in own.indicators]
        for part in chunks(indicators, MOST):
            made.append(lambda pen, place=place, own=own, part=part: _dimension(desk, form, place, own, part, pen))  # type: ignore[misc]
    yield from leaves(made, form.per, desk.language)


def _form(desk: Desk) -> Form:
    """Half a sheet where the criteria of every dimension can be read on it."""
    card = _inside(Pen(None, 0, 0, A4[0], A4[1] / HALF.per, desk.language))
    fits = all(_size(card, own, HALF.ladder, HALF.size) is not None for own in desk.pack.dimensions.values())
    return HALF if fits else WHOLE


def _inside(pen: Pen) -> Pen:
    return pen.inset(43, 17)


def _dimension(desk: Desk, form: Form, place: int, own: Dimension, indicators: Sequence[Indicator], pen: Pen) -> None:
    _, card = desk.words, _inside(pen)
    wide = card.width
    card.text(0, 0, desk.numbered(place, own.name), wide - 195, card.style(17, bold=True), 25)
    soft = card.style(7.5, colour=INK.ink3, align="right")
    card.text(wide - 190, 1, f"{_('维度卡')}\n{desk.stamp}", 190, soft, 24)
    card.text(0, 25, own.question, wide, card.style(10.5, colour=INK.ink2), 16)
    card.line(0, 44, wide, 44)
    size = _size(card, own, form.ladder, form.size) or READ
    ladder, rows = form.ladder, form.rows
    if form is WHOLE:
        ladder, rows = min(ladder, _needed(card, own, size) + 8), min(rows, form.row * len(indicators))
    _levels(desk, own, card, ladder, size)
    top = TOP + ladder + 8
    card.rule(top - 6, width=wide, colour=INK.rule)
    _ratings(desk, indicators, card, top, (rows, form.row))
    _questions(desk, card, top + 20 + rows)
    _foot(desk, card, card.height - 13)


def _questions(desk: Desk, card: Pen, y: float) -> None:
    """Two questions with as many lines as there is room for, two at least."""
    _ = desk.words
    lines = max(2, int((card.height - 30 - y) / 2 / LINE))
    for question in (_("到目标级还差什么？"), _("当前最需解决的一件事")):
        card.text(0, y, question, 120, card.style(8.5, bold=True), 14)
        card.rule(y + 11, x=125, width=card.width - 125)
        for at in range(1, lines):
            card.rule(y + 11 + LINE * at, width=card.width)
        y += LINE * lines - 3


def _needed(card: Pen, own: Dimension, size: float) -> float:
    """Points of height that the levels take with criteria of this size."""
    pitch, bold = card.width / 5, card.style(9, bold=True)
    heads = max(fitting(rung.headline, pitch - 9, 26, bold).wrap(pitch - 9, 26)[1] for rung in own.descriptors)
    style = card.style(size, leading=size * 1.34)
    bodies = [sum(Text(text, style).wrap(pitch - 19, HEIGHT)[1] + 1.5 for text in rung.criteria) for rung in own.descriptors]
    return float(24 + heads + max(bodies))


def _size(card: Pen, own: Dimension, ladder: float, largest: float) -> float | None:
    """The largest type up to this one with which the criteria of every level stand within the ladder; None below what can be read."""
    size = largest
    while size >= READ:
        if _needed(card, own, size) <= ladder:
            return size
        size -= STEP
    return None


def _levels(desk: Desk, own: Dimension, card: Pen, ladder: float, size: float) -> None:
    pitch, bold = card.width / 5, card.style(9, bold=True)
    heads = [fitting(rung.headline, pitch - 9, 26, bold).wrap(pitch - 9, 26)[1] for rung in own.descriptors]
    below = TOP + 24 + max(heads)
    for at, rung in enumerate(own.descriptors):
        x, room = at * pitch, pitch - 9
        if at:
            card.line(x - 5, 52, x - 5, TOP + ladder - 2, INK.light_rule, 0.5)
        card.chip(rung.level, x, 53, 15)
        card.text(x + 20, 54.5, level_word(desk.words, rung.level), room - 20, card.style(8, colour=INK.ink2), 13)
        card.text(x, 72, rung.headline, room, bold, 26)
        _criteria(card, rung.criteria, x, below, room, (TOP + ladder - below, size))


def _criteria(card: Pen, criteria: Sequence[str], x: float, y: float, room: float, fit: tuple[float, float]) -> None:
    """Criteria with a square to tick; `fit` is the height there is and the type. Only a text that no sheet holds is cut."""
    height, size = fit
    style = card.style(size, leading=size * 1.34)
    whole = sum(Text(text, style).wrap(room - 10, HEIGHT)[1] + 1.5 for text in criteria) <= height + 0.01
    share = height if whole else height / max(len(criteria), 1)
    for text in criteria:
        card.box(x, y + (size * 1.34 - 5.5) / 2, 5.5, 5.5, pen=0.6)
        y += min(card.text(x + 10, y, text, room - 10, style, share), share) + 1.5


def _ratings(desk: Desk, indicators: Sequence[Indicator], card: Pen, top: float, fit: tuple[float, float]) -> None:
    """A row for each indicator; `fit` is the height of all of them and the most for one."""
    _ = desk.words
    card.text(0, top, _("请独立填写，不交谈"), FIRST - 20, card.style(8.5, bold=True), 13)
    for level in range(1, 6):
        card.centred(FIRST + PITCH * (level - 1), top + 6, str(level), 8, INK.ink3)
    card.centred(FIRST + PITCH * 5 + 4, top + 6, _("弃权"), 8, INK.ink3)
    line = FIRST + PITCH * 5 + 34
    card.text(line, top, _("我见到的证据"), card.width - line, card.style(8, colour=INK.ink3), 13)
    pitch = min(fit[0] / max(len(indicators), 1), fit[1])
    for at, one in enumerate(indicators):
        y = top + 15 + pitch * (at + 0.5)
        name = (Span(f"{one.id}　", True, INK.accent), Span(one.name))
        high = min(pitch, 22)
        card.text(0, y - high / 2 + (high - 13) / 2 if high > 13 else y - 6.5, name, FIRST - 20, card.style(8.5), high)
        for level in range(1, 6):
            card.circle(FIRST + PITCH * (level - 1), y, min(CIRCLE, pitch / 2 - 1), str(level), 7)
        card.square(FIRST + PITCH * 5 + 4, y, min(2 * CIRCLE, pitch - 2))
        card.rule(y + 6, x=line, width=card.width - line)


def _foot(desk: Desk, card: Pen, y: float) -> None:
    """Who filled it in: only the role group's mark where the vote is secret, the seat's number where it is not."""
    _ = desk.words
    who = _("角色组，只写甲、乙、丙等记号") if desk.anonymous else _("席位号")
    used = 128.0 if desk.anonymous else 66.0
    card.text(0, y - 6, who, used - 4, card.style(8, colour=INK.ink2), 13)
    for at in range(1 if desk.anonymous else 2):
        card.box(used + at * 19, y - 9, 17, 17)
    x = used + 60
    card.text(x, y - 6, _("把握程度"), 55, card.style(8, colour=INK.ink2), 13)
    for at, word in enumerate((_("低"), _("中"), _("高"))):
        card.circle(x + 60 + at * 54, y, 6)
        card.text(x + 70 + at * 54, y - 6, word, 42, card.style(8.5), 13)
    card.text(card.width - 96, y - 6, _("填完正面朝下，交主持人"), 96, card.style(7.5, colour=INK.ink3, align="right"), 13)


# -- measures ----------------------------------------------------------------------------------------------------------------------


def measure_cards(desk: Desk) -> Iterator[Any]:
    """Every measure that is not dropped, to be sorted on a table: 先做, 接着做, 后做; two on a sheet where four lack the room."""
    state = desk.state
    wanted = [one for one in desk.pack.measures.values() if one.id not in state.measures or state.measures[one.id].chosen]
    quarter = _measure_card(Pen(None, 0, 0, A4[0] / 2, A4[1] / 2, desk.language))
    per = 4 if all(_actions_fit(one, quarter) for one in wanted) else 2
    yield from leaves([lambda pen, one=one: _measure(desk, one, pen) for one in wanted], per, desk.language)  # type: ignore[misc]


def _measure_card(pen: Pen) -> Pen:
    return pen.inset(30, 30, 24, 26)


def _actions_fit(one: Measure, card: Pen) -> bool:
    """Whether all actions stand on a card as they are set."""
    title = fitting(one.name, card.width, 42, card.style(14, bold=True)).wrap(card.width, HEIGHT)[1]
    goal = fitting(one.goal, card.width, 58, card.style(9.5)).wrap(card.width, HEIGHT)[1]
    style = card.style(8)
    actions = sum(Text(text, style).wrap(card.width - 8, HEIGHT)[1] + 1.5 for text in one.actions)
    return bool(34 + title + 6 + goal + actions <= card.height - BELOW)


def _measure(desk: Desk, one: Measure, pen: Pen) -> None:
    _, card = desk.words, _measure_card(pen)
    wide = card.width
    card.text(0, 0, one.id, 60, card.style(20, bold=True, colour=INK.accent), 30)
    card.text(65, 4, desk.stamp, wide - 65, card.style(7.5, colour=INK.ink3, align="right"), 22)
    high = card.text(0, 30, one.name, wide, card.style(14, bold=True), 42)
    y = 34 + high
    card.line(0, y, wide, y)
    y += 6 + card.text(0, y + 5, one.goal, wide, card.style(9.5), 58)
    bottom = card.height - BELOW
    for text in one.actions:
        if y + 11 > bottom:
            break
        card.box(0, y + (5 if wide < 300 else 6), 3, 3, fill=INK.ink3, stroke="")
        y += card.text(8, y, text, wide - 8, card.style(8 if wide < 300 else 10, colour=INK.ink2), bottom - y) + 1.5
    card.rule(bottom + 6, width=wide, colour=INK.rule)
    sizes = [size_word(_, size) for size in ("S", "M", "L", "XL")]
    _choices(card, bottom + 13, _("工作量"), sizes)
    _choices(card, bottom + 35, _("次序"), [_("先做"), _("接着做"), _("后做")])
    for at, name in enumerate((_("牵头部门"), _("首要理由"))):
        y = bottom + 60 + at * 24
        card.text(0, y, name, 72, card.style(8.5, colour=INK.ink2), 13)
        card.rule(y + 12, x=76, width=wide - 76)


def _choices(card: Pen, y: float, name: str, choices: Sequence[str]) -> None:
    card.text(0, y, name, 52, card.style(8.5, colour=INK.ink2), 13)
    pitch = (card.width - 54) / len(choices)
    for at, word in enumerate(choices):
        card.square(60 + at * pitch, y + 6.5, 9)
        card.text(68 + at * pitch, y, word, pitch - 15, card.style(8.5), 13)
