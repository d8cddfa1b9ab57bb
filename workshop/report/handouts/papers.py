"""Sheets that are read or written on as a whole: notice, agenda, sign-in, desk cards, level ladders and the facilitator's own card."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.platypus.tables import Table, TableStyle

from workshop.figures.marks import Chip, chip
from workshop.model.agenda import BREAK, LUNCH, NIGHT, TEA, Timed, break_sort, clock_word, timed
from workshop.model.content.items import Dimension
from workshop.model.rows import AgendaItem, Seat
from workshop.report.chapters.pieces import shorter
from workshop.report.handouts.desk import Desk
from workshop.report.handouts.pen import INK, Draw, Pen, fitting, leaves
from workshop.report.typeset import Column, bullets, h1, h2, kicker, page_break, para, spacer, table
from workshop.wording import day_word, level_word, mode_word, self_rating_note

LINE = 27.5  # points to write on
MOST = 160  # characters of a post on the sign-in sheet; the plan has the whole


def item_name(desk: Desk, item: AgendaItem) -> str:
    """What an agenda item is called: its own title in the language it was typed in, else the name of its kind."""
    _ = desk.words
    if item.title.strip() and desk.language == desk.state.engagement.language:
        return item.title
    if item.kind == "dimension":
        own = desk.pack.dimensions.get(item.subject)
        return own.name if own else item.subject
    if item.kind == BREAK:
        return {TEA: _("茶歇"), LUNCH: _("午餐与午休"), NIGHT: _("第一天结束")}.get(break_sort(item.subject), _("休息"))
    known = {
        "open": _("开场"), "practice": _("试评"), "parked": _("待议事项"), "picture": _("诊断总览"), "measures": _("十大举措"),
        "roadmap": _("路线图"), "close": _("会议总结"),
    }  # fmt: skip
    return known.get(item.kind, item.kind)


def _times(desk: Desk) -> list[tuple[str, str, str]]:
    """(clock times, name, minutes) of every item, a day's number in front when there are several."""
    _, items = desk.words, sorted(desk.state.agenda, key=lambda item: item.position)
    when = timed(items, desk.state.engagement.day_start)
    several = any(one.day for one in when)
    found = []
    for item, one in zip(items, when, strict=True):
        if item.kind == BREAK and break_sort(item.subject) == NIGHT:
            continue
        clock = f"{clock_word(one.start)}–{clock_word(one.finish)}"
        day = _("第 {day} 天", day=one.day + 1) + "　" if several else ""
        found.append((day + clock, item_name(desk, item), str(item.minutes)))
    return found


def _head(desk: Desk, label: str, title: str, key: str) -> list[Any]:
    return [kicker(desk.stamp, desk.st), h1(title, desk.st, key=key), para(label, desk.st.lead)]


# -- before the day ----------------------------------------------------------------------------------------------------------------


def notice(desk: Desk) -> Iterator[Any]:
    """The invitation: when, where, who, what to bring and what it is not."""
    _, st, profile = desk.words, desk.st, desk.state.engagement
    lead = _("请各席按时到会，先看一遍级别阶梯，带上一份能说明现状的材料。")
    yield from _head(desk, lead, _("会议通知：金融科技成熟度工作坊"), "notice")
    facts = [
        (_("时间"), f"{day_word(_, profile.held_on)}　{profile.day_start}"),
        (_("地点"), profile.place),
        (_("主持会议"), profile.chair),
        (_("主持人"), profile.facilitator),
        (_("记录员"), profile.recorder),
        (_("参加人员"), _("、").join(_seat_word(desk, seat) for seat in desk.state.seats)),
        (_("评级方式"), mode_word(_, profile.vote_mode)),
    ]
    yield table([Column(85, bold=True), Column(385)], [[name, value.strip() or "________"] for name, value in facts], st, cell=st.item)
    yield h2(_("请准备"), st)
    yield from bullets(_prepare(desk), st)
    yield h2(_("说明"), st)
    yield from bullets(
        [
            _("{note}。本次评级不用于考核任何部门。", note=self_rating_note(_)),
            _("工作坊提出建议，由有权机构决定。"),
            _("本人不能到会的，请指定代会人，并在签到时注明。"),
        ],
        st,
    )
    hours = _hours(desk)
    if hours:
        yield h2(_("日程"), st)
        yield from bullets(hours, st)


def _hours(desk: Desk) -> list[str]:
    """When each day begins, pauses for lunch and ends; the agenda itself is a sheet of its own."""
    _, items = desk.words, sorted(desk.state.agenda, key=lambda item: item.position)
    days: dict[int, list[tuple[AgendaItem, Timed]]] = {}
    for item, one in zip(items, timed(items, desk.state.engagement.day_start), strict=True):
        days.setdefault(one.day, []).append((item, one))
    found = []
    for day, rows in days.items():
        text = _("{start} 开始，{end} 结束", start=clock_word(rows[0][1].start), end=clock_word(rows[-1][1].finish))
        for item, one in rows:
            if item.kind == BREAK and break_sort(item.subject) == LUNCH:
                text += _("，{start}–{end} 午餐与午休", start=clock_word(one.start), end=clock_word(one.finish))
        found.append((_("第 {day} 天", day=day + 1) + "　" if len(days) > 1 else "") + text)
    return found


def _seat_word(desk: Desk, seat: Seat) -> str:
    _ = desk.words
    return seat.role + (_("（列席）") if seat.presence == "observer" else _("（代会）") if seat.deputy else "")


def _prepare(desk: Desk) -> list[str]:
    """What each dimension asks to see, named once."""
    _ = desk.words
    made = []
    for place, own in desk.dimensions():
        asked = [desk.pack.indicators[name].evidence[0] for name in own.indicators if desk.pack.indicators[name].evidence]
        if asked:
            made.append(f"{desk.numbered(place, own.short)}　" + _("；").join(dict.fromkeys(asked)))
    return made or [_("能说明现状的制度、报表或检查记录。")]


def agenda(desk: Desk) -> Iterator[Any]:
    """The day by the clock."""
    _, st, rows = desk.words, desk.st, _times(desk)
    yield from _head(desk, _("时间可以在会上调整；茶歇和午间休息照常。"), _("议程"), "agenda")
    if not rows:
        yield para(_("还没有议程。"), st.body)
        return
    columns = [Column(140, _("时间"), bold=True), Column(270, _("事项")), Column(60, _("分钟"), "right")]
    yield table(columns, rows, st, cell=st.item.but(align="left"))


def sign_in(desk: Desk) -> Iterator[Any]:
    """Who comes, by post, with room to sign; three empty rows for guests."""
    _ = desk.words
    lead = _("请到会时签名，并写明到会时间；代会的请写明本人职务。")
    yield from _head(desk, lead, _("签到表"), "signin")
    seats = [
        [str(seat.number), _seat_word(desk, seat), seat.grp, "", "", ""] for seat in sorted(desk.state.seats, key=lambda one: one.number)
    ]
    heads = [_("席"), _("职务"), _("角色组"), _("签名"), _("到会"), _("离会")]
    yield _lined(desk, heads, [*seats, *[[""] * 6] * 3], [26, 150, 84, 120, 45, 45])


def _lined(desk: Desk, heads: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float]) -> Any:
    """A table with room to write in every cell; the head repeats."""
    st = desk.st
    data = [[para(text, st.head) for text in heads], *[[para(shorter(text, MOST), st.cell) for text in row] for row in rows]]
    made = Table(data, colWidths=list(widths), hAlign="LEFT", repeatRows=1, splitInRow=1)
    made.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), 4),
                ("RIGHTPADDING", (0, 0), (-1, -1), 4),
                ("TOPPADDING", (0, 1), (-1, -1), (LINE - st.cell.leading) / 2),
                ("BOTTOMPADDING", (0, 1), (-1, -1), (LINE - st.cell.leading) / 2),
                ("LINEBELOW", (0, 0), (-1, 0), 0.9, HexColor(INK.ink)),
                ("LINEBELOW", (0, 1), (-1, -1), 0.5, HexColor(INK.rule)),
            ]
        )
    )
    return made


def desk_cards(desk: Desk) -> Iterator[Any]:
    """A sheet per seat, folded across the middle: the post large on both sides, the upper one standing on its head."""
    made: list[Draw] = [lambda pen, seat=seat: _tent(desk, seat, pen) for seat in sorted(desk.state.seats, key=lambda one: one.number)]  # type: ignore[misc]
    yield from leaves(made or [lambda pen: _tent(desk, None, pen)], 1, desk.language)


def _tent(desk: Desk, seat: Seat | None, pen: Pen) -> None:
    high = pen.height / 2
    pen.canvas.saveState()
    pen.canvas.translate(pen.width, 2 * high)
    pen.canvas.rotate(180)
    _side(desk, seat, Pen(pen.canvas, 0, high, pen.width, high, pen.language))
    pen.canvas.restoreState()
    _side(desk, seat, Pen(pen.canvas, 0, high, pen.width, high, pen.language))
    for x in (8.0, pen.width - 26):
        pen.line(x, high, x + 18, high, INK.ink2, 0.5)


def _side(desk: Desk, seat: Seat | None, pen: Pen) -> None:
    _, card = desk.words, pen.inset(55, 40)
    role = seat.role if seat else ""
    card.text(0, 0, desk.state.engagement.bank, card.width - 90, card.style(13, colour=INK.ink2), 38)
    number = _("第 {number} 席", number=seat.number) if seat else _("第____席")
    card.text(card.width - 110, 0, number, 110, card.style(13, colour=INK.ink3, align="right"), 20)
    big = card.style(64, bold=True, align="center", leading=84)
    if role:
        high = fitting(role, card.width, 190, big).wrap(card.width, 190)[1]
        card.text(0, 48 + max(0.0, (200 - high) / 2), role, card.width, big, 190)
    else:
        card.rule(190, width=card.width)
    notes = [seat.grp, *([_("代会")] if seat.deputy else []), *([_("列席")] if seat.presence == "observer" else [])] if seat else []
    card.text(0, 262, " · ".join(notes), card.width, card.style(15, colour=INK.ink2, align="center"), 44)


# -- on the wall and in the hand ---------------------------------------------------------------------------------------------------


def _capital(word: str) -> str:
    """A word at the head of a column: with a capital, where its letters have one."""
    return word[:1].upper() + word[1:]


def ladders(desk: Desk) -> Iterator[Any]:
    """A page per dimension: five levels with their criteria, then what each level means for every indicator."""
    _, st = desk.words, desk.st
    for place, own in desk.dimensions():
        if place > 1:
            yield page_break()
        yield from _head(desk, desk.pack.rule, f"{desk.numbered(place, own.name)}　{_('级别阶梯')}", f"ladder{place}")
        rows = [
            [
                chip(Chip(rung.level, 12, 20), st.figure),
                [para(rung.headline, st.cell_bold)],
                [para(text, st.cell) for text in rung.criteria],
            ]
            for rung in own.descriptors
        ]
        yield table([Column(32.5), Column(97.5, _("级别")), Column(340, _("须满足"))], rows, st)
        yield h2(_("各项指标"), st)
        heads = [Column(90, _("指标"), bold=True), *(Column(76, _capital(level_word(_, level))) for level in range(1, 6))]
        small = st.cell.but(size=7.5, leading=10.5)
        names = [desk.pack.indicators[name] for name in own.indicators]
        yield table(heads, [[f"{one.id} {one.name}", *(anchor.text for anchor in one.anchors)] for one in names], st, cell=small)


def guide(desk: Desk) -> Iterator[Any]:
    """主持人手卡: the day at a glance, phrases for tight moments, then a page per dimension."""
    _, st = desk.words, desk.st
    yield from _head(desk, _("一页一个维度；照着问，不照着念。"), _("主持人手卡"), "guide")
    yield h2(_("每项指标六步"), st)
    yield from bullets(_moves(desk), st, mark="□")
    yield h2(_("常用句"), st)
    yield from bullets(_phrases(desk), st)
    rows = _times(desk)
    if rows:
        yield h2(_("时间"), st)
        columns = [
            Column(130, _("计划"), bold=True),
            Column(200, _("事项")),
            Column(50, _("分钟"), "right"),
            Column(10),
            Column(80, _("实际起止")),
        ]
        yield table(columns, [[clock, name, minutes, "", ""] for clock, name, minutes in rows], st)
    for place, own in desk.dimensions():
        yield page_break()
        yield from _guided(desk, place, own)


def _moves(desk: Desk) -> list[str]:
    _ = desk.words
    first = (
        _("先静默投票，票只记角色组，一起收、混在一起数，张数对上应投数。")
        if desk.anonymous
        else _("先静默投票，同时亮出；最低和最高的先说，职务最高的最后说。")
    )
    return [
        _("念问题，念一遍规则：本级和以下各级都满足才算。"),
        first,
        _("亮出结果后，先问一条支持低一级的依据，再问一条支持高一级的依据，谁说都可以。"),
        _("把证据写下来：哪份文件、哪个数，看到了还是要补。"),
        _("有分歧再投一轮；两轮变化不大就记录多数与不同意见，不硬拉。"),
        _("记下级别和依据，问一句：有无保留意见？"),
    ]


def _phrases(desk: Desk) -> list[str]:
    _ = desk.words
    return [
        _("谈得很细：“这一点先记入待议事项，会后由谁、什么时候给答复？”"),
        _("说成考核：“今天不评部门，只看全行走到哪一步。”"),
        _("没有依据：“哪份材料能让我们改一级？”"),
        _("等级混淆：“这里数字越大越成熟，与监管评级、等保定级都不是一回事。”"),
        _("时间到了：“还差哪一句话，就可以投下一轮？”"),
    ]


def _guided(desk: Desk, place: int, own: Dimension) -> Iterator[Any]:
    _, st = desk.words, desk.st
    yield from _head(desk, own.script, f"{desk.numbered(place, own.short)}　{own.question}", f"guide{place}")
    rows = []
    for name in own.indicators:
        one = desk.pack.indicators[name]
        asked = [para(one.question, st.cell_bold), para(one.script, st.cell_soft)]
        probes = [para(f"· {text}", st.cell) for text in one.probes]
        rows.append([one.id, asked, probes, [para(f"□ {text}", st.cell) for text in one.evidence], "1 2 3 4 5"])
    columns = [
        Column(25, "", bold=True),
        Column(150, _("问")),
        Column(125, _("追问")),
        Column(115, _("看什么材料")),
        Column(55, _("记录"), "right"),
    ]
    yield table(columns, rows, st)
    yield spacer(7.5)
    yield h2(_("记下来的话"), st)
    yield _lined(desk, ["", ""], [["", ""]] * 4, [235, 235])
