"""The cover: bank, title, the six stems from now to target, and the facts of the day at its foot."""

from __future__ import annotations

from typing import Any

from workshop.figures.cover import Stem, Stems, cover_stems
from workshop.formats import decimal
from workshop.model.assessment import targets, wholes
from workshop.model.front import classification
from workshop.report.chapters.book import NONE, Book, digits
from workshop.report.chapters.pieces import grid, height_of, ink_rule, or_dash
from workshop.report.logo import logo
from workshop.report.typeset import FIELD_HEIGHT, FIELD_WIDTH, figure, halves, para, rich, spacer, spans
from workshop.wording import day_word, level_word, marking_word, self_rating_note, wording_word

PICTURE = 240.0


def cover(book: Book) -> list[Any]:
    """The first page; the picture gives way when names or title are long."""
    upper, lower = _upper(book), _lower(book)
    room = FIELD_HEIGHT - height_of([*upper, *lower], FIELD_WIDTH) - 15
    return [*upper, _picture(book, max(min(room, PICTURE), 120.0)), spacer(10), *lower]


def _upper(book: Book) -> list[Any]:
    _, st, profile = book.words, book.st, book.state.engagement
    marking = _("{marking} · 未经同意不得外传", marking=marking_word(_, profile.marking))
    note = _("各维度的级别，一级至五级；实心为会上记录，空心为 {year} 年目标", year=profile.target_year)
    soft = st.cell_soft.but(leading=15.0)
    right = soft.but(align="right")
    below = classification(book.state)
    picture = logo(book.logo)
    return [
        *([picture, spacer(10)] if picture else ()),
        ink_rule(book, after=7.5),
        halves(
            [
                para(profile.bank, st.cell_bold.but(size=10.5, leading=15.0)),
                *([para(profile.region, soft)] if profile.region.strip() else ()),
            ],
            [para(marking, right), *([para(below, right)] if below else ())],
        ),
        para(_("金融科技成熟度\n行动方案"), st.cover_title),
        para(_subtitle(book), st.cover_lead),
        spacer(35),
        rich(spans("**{name}**　{note}", name=_("从现状到目标"), note=note), st.cell_soft),
        spacer(7.5),
    ]


def _subtitle(book: Book) -> str:
    _, state = book.words, book.state
    seats = sum(seat.presence != "observer" for seat in state.seats)
    rated = sum(state.level_of(indicator) is not None for indicator in book.pack.indicators)
    whole = wholes(state, book.pack)
    if not rated and not whole:
        return _("尚未形成评级记录")
    judged = _("{seats} 席与会者对 {rated} 项指标的判断，", seats=seats, rated=rated)
    if whole:
        both = _("{seats} 席与会者对 {rated} 项指标和 {wholes} 个维度的判断，", seats=seats, rated=rated, wholes=whole)
        judged = both if rated else _("{seats} 席与会者对 {wholes} 个维度的判断，", seats=seats, wholes=whole)
    return (
        judged
        + "\n"
        + _(
            "与 {start} 起 {quarters} 个季度的 {count} 项举措",
            start=book.quarter(0),
            quarters=state.engagement.horizon,
            count=len(book.rows),
        )
    )


def _picture(book: Book, height: float) -> Any:
    _, wanted = book.words, targets(book.state, book.pack)
    stems = []
    for dimension in book.pack.dimensions.values():
        level = book.dimension_score(dimension.id).level
        goal = wanted.get(dimension.id)
        stems.append(
            Stem(
                dimension.id,
                dimension.short,
                None if level is None else float(level),
                None if goal is None else float(goal),
                NONE if level is None else decimal(level),
            )
        )
    names = [level_word(_, level) for level in range(1, 6)]
    values = Stems(tuple(stems), (names[0], names[1], names[2], names[3], names[4]), _("现状"), _("目标"))
    return figure(cover_stems(values, book.st.figure, height=height))


def _lower(book: Book) -> list[Any]:
    _, profile, state = book.words, book.state.engagement, book.state
    groups = len(state.groups())
    edition = _("领导版") if book.leaders else _("工作底稿")
    code = digits(state.log_hash)
    facts = [
        (_("工作坊"), f"{day_word(_, profile.held_on)}\n{profile.place}"),
        (
            _("与会"),
            _("{seats} 席，{groups} 个角色组", seats=len(state.seats), groups=groups)
            + "\n"
            + or_dash(profile.facilitator and _("主持人 {name}", name=profile.facilitator)),
        ),
        (_("版本"), f"{wording_word(_, profile.wording)}\n{edition}"),
        (_("会议记录校验"), f"{code[:4]} {code[4:]}\n" + _("全码见末页") if code else NONE),
    ]
    style = book.st.cell
    cells = grid(book, facts, widths=(120.0, 120.0, 110.0, 120.0), style=book.st.cell)
    note = _("{note}。本次评级不用于考核任何部门。", note=self_rating_note(_))
    return [ink_rule(book, after=5), cells, spacer(5), para(note, style.but(colour=book.st.figure.palette.ink3))]
