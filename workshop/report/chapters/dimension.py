"""A spread per dimension: on the left how it was judged, on the right what hurts, what others did, what is owed, what was said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import chain, product
from typing import Any, Literal

from msgspec.structs import replace

from workshop.figures import fontbook
from workshop.figures.kpi import FieldBar, field_bar
from workshop.figures.ladder import Criterion, Ladder, Rung, ladder
from workshop.figures.marks import Met, Pain, pain
from workshop.formats import decimal
from workshop.model.assessment import gaps, targets, whole_level
from workshop.model.content.items import Case, Dimension, Fact
from workshop.model.rows import Note
from workshop.report.chapters.book import NONE, Book
from workshop.report.chapters.pieces import beside, cards, head, height_of, paragraphs, quote, roomiest, section, titled
from workshop.report.chapters.voting import agreed, dissent, matters, records, vote_blocks
from workshop.report.typeset import (
    FIELD_HEIGHT,
    FIELD_WIDTH,
    Column,
    Span,
    Text,
    even_page,
    figure,
    h2,
    keep,
    kicker,
    page_break,
    para,
    rich,
    spacer,
    spans,
    table,
)
from workshop.wording import basis_word

Spread = tuple[list[Any], list[Any]]  # left and right page
Fit = tuple[Spread, float, float]  # and the room above a head on each page
CaseForm = Literal["cards", "rows", "short rows", "results"]
CASES: tuple[CaseForm, ...] = ("cards", "rows", "short rows")  # the first that keeps the spread two pages
FOR_LEADERS: tuple[CaseForm, ...] = (*CASES, "results")  # set larger, and told less of
TURN = 60.0  # points that may stay empty at the foot of a page that runs over
ROOMS = (17.5, 12.5, 7.5, 5.0, 2.5)  # points above a section's head
WITHIN = 90  # characters of a remark that stands in its case's card


def dimension(book: Book, own: Dimension, number: int) -> list[Any]:
    """Both pages, beginning on a left one; more where the texts are long."""
    found = _remembered(book, own, number) or _fitted(book, own, number)
    if found is None:  # a few lines too many still flow on, set close; long texts need more pages anyway and may breathe
        close = _closer(book, ROOMS[-1])
        left, right = found = _spread(close, close, own, number, CASES[-1], False)
        if height_of([*left, *right], FIELD_WIDTH) > 2 * FIELD_HEIGHT - TURN:
            found = _spread(book, book, own, number, CASES[-1], False)
    left, right = found
    # a left page that runs over is followed at once: a spread of two pages and a bit would cost four
    turn = spacer(17.5) if _over(left) else page_break()
    return [even_page(book.words("本页留白，供记录。"), book.st), *left, turn, *right]


def _remembered(book: Book, own: Dimension, number: int) -> Spread | None:
    """The spread as the pass before made it fit."""
    known = book.layouts.get(f"dimension.{own.id}")
    return _spread(_closer(book, known[0]), _closer(book, known[1]), own, number, *known[2:]) if known else None


def _fitted(book: Book, own: Dimension, number: int) -> Spread | None:
    """Two pages with as much room as they leave, and how it was done kept for the next pass; None where the texts are too long."""
    for turned, form in product((False, True), FOR_LEADERS if book.leaders else CASES):
        made = roomiest(ROOMS, _two_pages(book, own, number, form, turned))
        if made is not None:
            spread, before, room = made
            book.layouts[f"dimension.{own.id}"] = (before, room, form, turned)
            return spread
    return None


def _closer(book: Book, before: float) -> Book:
    """The same book with so much room above a section's head."""
    return replace(book, st=replace(book.st, h2=book.st.h2.but(before=before)))


def _two_pages(book: Book, own: Dimension, number: int, form: CaseForm, turned: bool) -> Callable[[float], Fit | None]:
    """Tries the spread with the room it is given, the right page with the most room first; None when a page runs over."""

    def made(before: float) -> Fit | None:
        for room in dict.fromkeys((ROOMS[0], before)):
            found = _spread(_closer(book, before), _closer(book, room), own, number, form, turned)
            if not any(map(_over, found)):
                return found, before, room
        return None

    return made


def _over(page: list[Any]) -> bool:
    return height_of(page, FIELD_WIDTH) > FIELD_HEIGHT


def _spread(left_book: Book, book: Book, own: Dimension, number: int, cases: CaseForm, turned: bool) -> Spread:
    """Left and right page; what the right one cannot hold moves to the end of the left one while there is room.

    `turned`: the dissent, which ends the left page, opens the right one.
    """
    left, carried, doubts = _left(left_book, own, number), list[Any](), dissent(left_book, matters(left_book, own))
    opening = doubts if turned else []
    left += [] if turned else doubts
    blocks = [_pains(book, own, cases), _cases(book, own, cases), _facts(book, own), _evidence(book, own), _said(book, own)]
    title = kicker(book.words("{number}、{name} · 从痛点到做法", number=book.ordinal(number), name=own.name), book.st)
    while not turned and len(blocks) > 1 and _over([title, *chain(*blocks)]) and not _over([*left, *blocks[-1], *carried]):
        carried = [*blocks.pop(), *carried]
    return [*left, *carried], [*opening, *([spacer(10)] if opening else []), title, *chain(*blocks)]


def _left(book: Book, own: Dimension, number: int) -> list[Any]:
    _ = book.words
    weight = decimal(Fraction(book.state.weights[own.id], 100), 0)
    small = _("{number}、{name} · 权重 {weight}%", number=book.ordinal(number), name=own.name, weight=weight)
    label = _("{number}、{name}", number=book.ordinal(number), name=own.short)
    rated = matters(book, own)
    return [
        *head(book, f"dimension.{own.id}", label, book.headlines[f"dimension.{own.id}"].text, _lead(book, own), small=small),
        figure(ladder(_ladder(book, own), book.st.figure)),
        para(_("浅底为现状所在，粗框为目标；某一级与以下各级条件都满足才记这一级。"), book.st.caption),
        *(records if book.leaders else vote_blocks)(book, rated),
    ]


def _lead(book: Book, own: Dimension) -> str:
    _, result = book.words, book.dimension_score(own.id)
    if result.score is None or result.level is None:
        return _("本维度尚未定级。")
    target, gap = targets(book.state, book.pack).get(own.id), gaps(book.state, book.pack).get(own.id)
    parts = [_("{score} 分（{level} 级）", score=decimal(result.score), level=decimal(result.level))]
    if target is not None and gap is not None:
        parts.append(
            _("，目标 {target} 级，差 {gap} 级", target=target, gap=decimal(gap)) if gap else _("，已到目标 {target} 级", target=target)
        )
    ahead = book.end.levels.get(own.id)
    if book.state.plan and ahead is not None and ahead > result.level:
        parts.append(_("；按本方案推进，规划期末预计 {level} 级", level=decimal(ahead)))
    record = book.state.record_of("dimension", own.id)
    if record is not None and whole_level(book.state, own.id) is not None:
        parts.append(_("。按整个维度评定，依据：{basis}。", basis=basis_word(_, record.basis)))
    else:
        parts.append(_("。{rated} 项已定级指标中 {agreed} 项达成共识。", rated=result.rated, agreed=agreed(book, own.indicators)))
    if not result.complete:
        parts.append(_("已定级的不足三分之二，本维度结果不完整。"))
    return "".join(parts)


def _ladder(book: Book, own: Dimension) -> Ladder:
    _, result = book.words, book.dimension_score(own.id)
    target = targets(book.state, book.pack).get(own.id)
    rungs = tuple(Rung(one.level, one.headline, tuple(Criterion(text) for text in one.criteria)) for one in own.descriptors)
    now_label = target_label = ""
    if result.score is not None and result.level is not None:
        now_label = _("现状 {level}（{score} 分）", level=decimal(result.level), score=decimal(result.score))
    if target is not None:
        target_label = _("目标 {level}（{score} 分）", level=target, score=target * 20)
    return Ladder(
        rungs, None if result.level is None else float(result.level), None if target is None else float(target), now_label, target_label
    )


# -- the right page --------------------------------------------------------------------------------------------------------------


def _pains(book: Book, own: Dimension, form: CaseForm) -> list[Any]:
    _, st, pack = book.words, book.st, book.pack
    listed = pack.pains_of(own.id)
    ticked = sorted((one for one in listed if one.id in book.state.pains), key=lambda one: -book.state.pains[one.id])
    severe = sum(book.state.pains[one.id] == 2 for one in ticked)
    note = _("■■ 严重　■□ 存在；清单共 {count} 个", count=len(listed))
    if not ticked:
        return [section(book, _("没有勾选痛点"), note, before=2.5)]
    title = _("勾选 {count} 个痛点，其中 {severe} 个严重", count=len(ticked), severe=severe)
    rows, kinded = [], form in ("cards", "rows")
    for one in ticked:
        answers = [measure.id for measure in pack.measures.values() if one.id in measure.pains and book.state.measures[measure.id].chosen]
        kinds = _("、").join(pack.bank_types[kind].name for kind in one.types if kind in pack.bank_types)
        kind = [kinds or NONE] if kinded else []
        rows.append([pain(Pain(book.state.pains[one.id]), st.figure), one.title, *kind, " ".join(answers) or NONE])
    wide = 115.0 if not book.leaders and _.language == "zh_CN" else 140.0  # three kinds on one line
    columns = [Column(32.5, _("程度")), Column(357.5, _("痛点")), Column(80, _("对应举措"), "right", bold=True)]
    if kinded:
        columns[1:2] = [Column(357.5 - wide, _("痛点")), Column(wide, _("常见于"))]
    return [section(book, title, note, before=2.5), table(columns, rows, st)]


def _cases(book: Book, own: Dimension, form: CaseForm) -> list[Any]:
    _, st = book.words, book.st
    picked = [case for case in book.pack.cases_of(own.id) if case.id in book.state.cases and case.dimensions[0] == own.id]
    if not picked:
        return []
    made = cards([_card(book, case) for case in picked]) if form == "cards" else [_rows(book, picked, form)]
    remarks = [(case, text) for case in picked if len(text := book.state.cases[case.id].strip()) > WITHIN]
    said: list[Any] = []
    for case, text in remarks:
        parts = paragraphs(text, st.cell)
        said += [rich((Span(_("会上议论（{bank}）：", bank=case.bank), True), *parts[0].spans), st.cell), *parts[1:]]
    title = h2(_("会上讨论的案例"), st, note=_("案例均为 2018 至 2019 年情况"))
    return [keep([title, made[0]]) if form == "cards" else title, *made[form == "cards" :], *said]


def _card(book: Book, case: Case) -> list[Any]:
    _, st = book.words, book.st
    kinds = _("、").join(book.pack.bank_types[kind].name for kind in case.types if kind in book.pack.bank_types)
    name = rich(spans("**{bank}**　{kind}", bank=case.bank, kind=kinds), st.cell)
    parts = [name, para(case.title, st.h3.but(before=0, leading=15.0))]
    labels = (_("做法"), _("结果"), _("追问"), _("会上"))
    hang = max(st.cell.size * 3, *(fontbook.width(label, st.cell.size, True) + 6 for label in labels))
    for label, text in zip(labels, (case.did, case.result, case.question), strict=False):
        if text:
            parts.append(Text(text, st.cell, bullet=label, hang=hang))
    remark = book.state.cases[case.id].strip()
    if 0 < len(remark) <= WITHIN:
        parts.append(Text(remark, st.cell_bold, bullet=labels[-1], hang=hang))
    if case.kind == "pointer":
        parts.append(para(_("研究报告只在图 {figure} 中提到，图已缺失，正文没有细节。", figure=case.lost_figure), st.cell))
    source = book.lines(case.source) + (_("；与报告编写方有利益关系") if case.interest else "")
    return [*parts, para(_("{year} 年情况 · {source}", year=case.year, source=source), st.head)]


def _rows(book: Book, cases: Sequence[Case], form: CaseForm) -> Any:
    """The same cases as table rows over the whole width: short ones leave the question out where the room has answered it, and the
    shortest tell only what came of it."""
    short = form != "rows"
    _, st = book.words, book.st
    rows = []
    for case in cases:
        kinds = _("、").join(book.pack.bank_types[kind].name for kind in case.types if kind in book.pack.bank_types)
        remark = book.state.cases[case.id].strip()
        remark = remark if len(remark) <= WITHIN else ""
        question = "" if short and remark else case.question
        told = [(_("做法"), case.did), (_("结果"), case.result), (_("追问"), question)]
        told = told[1:2] if form == "results" else told
        if case.kind == "pointer":
            told.append(("", _("研究报告只在图 {figure} 中提到，图已缺失，正文没有细节。", figure=case.lost_figure)))
        grey = st.head.colour
        run = [part for label, text in told if text for part in (Span(f"{label}　", colour=grey), Span(text + "　"))]
        run += [Span(_("会上") + "　", True), Span(remark, True)] if remark else []
        source = book.lines(case.source) + (_("；与报告编写方有利益关系") if case.interest else "")
        origin = [para(case.bank, st.cell_bold), *([] if short else [para(kinds, st.head)])]
        origin.append(para(_("{year} 年情况 · {source}", year=case.year, source=source), st.head))
        rows.append([origin, [para(case.title, st.cell_bold), rich(run, st.cell)]])
    return table([Column(110), Column(360)], rows, st)


def _facts(book: Book, own: Dimension) -> list[Any]:
    facts = book.pack.facts_of(own.id)
    if not facts:
        return []
    _, st = book.words, book.st
    width = 250 if book.leaders else 230 if _.language == "zh_CN" else 205  # longer words, shorter bars
    rows = [[fact.statement, field_bar(_bar(book, fact), st.figure, width=width)] for fact in facts]
    title = h2(_("与同业相比"), st, note=_("2019 年受访中小银行中做到的比例；右为我行会上自答"))
    return titled(title, table([Column(465 - width), Column(width + 5)], rows, st))


def _bar(book: Book, fact: Fact) -> FieldBar:
    _ = book.words
    share = 50 if fact.share is None else fact.share
    mark = {"over": ">", "under": "<"}.get(fact.relation, "")
    own: dict[str, tuple[Met, str]] = {"yes": ("yes", _("有")), "no": ("no", _("没有")), "unsure": ("partly", _("说不准"))}
    met, word = own.get(book.state.facts.get(fact.id, ""), (None, _("未答")))
    return FieldBar(share, _("多数") if fact.share is None else f"{mark}{fact.share}%", met, word)


def _evidence(book: Book, own: Dimension) -> list[Any]:
    """Documents handed in and still owed; not in the leaders' edition."""
    if book.leaders:
        return []
    _, st, state = book.words, book.st, book.state
    known = {(item.indicator, item.item): item.status for item in state.evidence}
    rows = []
    for name in own.indicators:
        asked = book.pack.indicators[name].evidence
        handed = [text for at, text in enumerate(asked) if known.get((name, at)) == "handed"]
        missing = [text for at, text in enumerate(asked) if known.get((name, at)) == "missing"]
        if handed or missing:
            rows.append([name, _("；").join(handed) or NONE, _("；").join(missing) or _("无")])
    if not rows:
        return []
    columns = [Column(40, _("指标"), bold=True), Column(215, _("已交")), Column(215, _("未交"))]
    return titled(h2(_("佐证材料：已交的与还欠的"), st), table(columns, rows, st))


# -- what was said -----------------------------------------------------------------------------------------------------------------


def notes_of(book: Book, own: Dimension) -> tuple[Note, ...]:
    """Notes on the dimension and its indicators in the order of the day, as far as this edition shows them."""
    subjects = {("dimension", own.id), *(("indicator", name) for name in own.indicators)}
    return tuple(note for note in book.state.notes if (note.subject_kind, note.subject) in subjects and book.shows(note.sensitive))


def _said(book: Book, own: Dimension) -> list[Any]:
    _, st, found = book.words, book.st, notes_of(book, own)
    recap = [note for note in found if note.kind == "recap"]
    left: list[Any] = []
    said = [note for note in found if note.kind != "recap"]
    if said and not book.leaders:
        rows = [[note.created_at[11:16], note.subject if note.subject_kind == "indicator" else "", _text(book, note)] for note in said]
        left = [section(book, _("讨论记要")), table([Column(35), Column(25), Column(240)], rows, st)]
    if not recap:
        return left
    texts = [one for note in recap for one in paragraphs(note.text, st.body.but(indent=0.0, align="left"))]
    title = section(book, _("一句话小结"))
    if not left or sum(len(note.text) for note in recap) > 160:
        title = h2(_("一句话小结"), st)
        title.style = st.h2.but(bold=False, need=texts[0].style.leading if len(texts) == 1 else st.h2.need)  # a line is all that follows
        return [*left, title, *texts]
    return beside(left, [title, quote(texts, 150)], (300, 155), 15)


def _text(book: Book, note: Note) -> Any:
    _ = book.words
    marks = [_("佐证")] if note.kind == "evidence" else []
    marks += [_("会后补记")] if note.later else []
    marks += [_("敏感，不入领导版")] if note.sensitive else []
    mark = _("（{marks}）", marks=_("，").join(marks)) if marks else ""
    return paragraphs(note.text + mark, book.st.cell) or NONE
