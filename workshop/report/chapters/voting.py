"""One thing rated as printed, an indicator or a whole dimension: its rounds as strips, its record with reasons, who saw it otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from workshop.figures.marks import Chip, LightKind, chip
from workshop.figures.votes import Round as Strip
from workshop.figures.votes import VoteStrip, votes
from workshop.model import assessment
from workshop.model.consensus import Light, Reading
from workshop.model.content.items import Dimension
from workshop.model.rows import Dissent, Record
from workshop.model.state import Round
from workshop.report.chapters.book import NONE, Book
from workshop.report.chapters.pieces import or_dash, paragraphs, titled
from workshop.report.typeset import FIELD_WIDTH, Column, Span, h2, keep, para, rich, rule, spans, table
from workshop.wording import agreement_word, basis_word, confidence_word, level_word, light_word

RUN_IN = 160  # characters of reasons that stand in one paragraph
_LIGHTS: dict[Light, LightKind] = {Light.CONSENSUS: "consensus", Light.DISCUSS: "discuss", Light.SPLIT: "split", Light.TOO_FEW: "few"}
FEW = 3  # votes below which an anonymous round shows no dots


class Matter(Struct, frozen=True):
    """What is rated: an indicator with its number, or in quick mode the dimension as a whole, which has none."""

    kind: str
    id: str
    code: str
    name: str


def matters(book: Book, own: Dimension) -> tuple[Matter, ...]:
    """The whole dimension first where the room voted on or rated it, then its indicators.

    Where the whole stands for them, an indicator nobody voted on or rated is no gap and is not listed.
    """
    state, pack = book.state, book.pack
    singles = [Matter("indicator", name, name, pack.indicators[name].name) for name in own.indicators]
    whole = Matter("dimension", own.id, "", book.words("整个维度"))
    if not _touched(book, whole):
        return tuple(singles)
    stands = assessment.whole_level(state, own.id) is not None
    return (whole, *(one for one in singles if not stands or _touched(book, one)))


def _touched(book: Book, one: Matter) -> bool:
    return book.state.record_of(one.kind, one.id) is not None or book.state.last_reveal(one.kind, one.id) is not None


def strips(book: Book, kind: str, subject: str, head: bool = False) -> VoteStrip | None:
    """The revealed rounds of one subject as a figure's values; None while nothing was revealed."""
    turns = [turn for turn in book.state.rounds_of(kind, subject) if turn.revealed]
    if not turns:
        return None
    record = book.state.record_of(kind, subject)
    rows = [_strip(book, turn, record.level if record and turn is turns[-1] else None) for turn in turns]
    return VoteStrip(subject, tuple(rows), strip_heads(book) if head else ())


def strip_heads(book: Book) -> tuple[str, ...]:
    """The nine heads of a strip's columns."""
    _ = book.words
    return (_("轮"), *(level_word(_, level) for level in range(1, 6)), _("判断"), _("一致度"), _("众数"))


def _strip(book: Book, turn: Round, record: int | None) -> Strip:
    _ = book.words
    reading = assessment.reading(turn)
    label = str(turn.ballot.round)
    if reading.n == 0 or (book.anonymous and reading.n < FEW):
        hidden = _("全场弃权") if reading.n == 0 else _("不足三票，按不记名规则不显示")
        return Strip(label, None, light="few", word=_("票数不足"), hidden=hidden)
    median = None if reading.lower is None or reading.upper is None else (reading.lower + reading.upper) / 2
    return Strip(
        label,
        reading.counts,
        median,
        record,
        _LIGHTS[reading.light],
        light_word(_, reading),
        agreement_word(reading),
        _mode(book, reading),
    )


def _mode(book: Book, reading: Reading) -> str:
    _ = book.words
    return _("{count}/{n} 票在{level}", count=max(reading.counts), n=reading.n, level=level_word(_, reading.modes[0]))


# -- one thing rated ---------------------------------------------------------------------------------------------------------------


def vote_blocks(book: Book, rated: Sequence[Matter]) -> list[Any]:
    """All that is rated in a dimension: heads once, then a block each."""
    _ = book.words
    title = _("指标的投票与记录") if rated[-1].code else _("整个维度的投票与记录")
    blocks: list[Any] = [h2(title, book.st, note=_("每点一票；▲ 为中位数；末轮中与记录同级的票着深色"))]
    for at, one in enumerate(rated):
        blocks += _block(book, one, at == 0)
    return blocks


def records(book: Book, rated: Sequence[Matter]) -> list[Any]:
    """The same for leaders: what was recorded on which basis, how the last round stood, and why."""
    _, st = book.words, book.st
    rows = [_record_row(book, one) for one in rated]
    columns = [Column(130, _("指标")), Column(32.5, _("记录")), Column(52.5, _("依据")), Column(80, _("末轮")), Column(175, _("理由"))]
    title = _("指标的记录") if rated[-1].code else _("整个维度的记录")
    return [h2(title, st), table(columns, rows, st)]


def _record_row(book: Book, one: Matter) -> list[Any]:
    _, st = book.words, book.st
    record, turn = book.state.record_of(one.kind, one.id), book.state.last_reveal(one.kind, one.id)
    code = (Span(f"{one.code}　", True, st.figure.palette.accent),) if one.code else ()
    name = rich((*code, Span(one.name)), st.cell)
    level = NONE if record is None or record.level is None else chip(Chip(record.level, 11), st.figure)
    basis = _("未定级") if record is None else basis_word(_, record.basis)
    reason = paragraphs(record.rationale, st.cell_soft) if record and book.shows(record.sensitive) else []
    return [name, level, basis, NONE if turn is None else light_word(_, assessment.reading(turn)), reason or NONE]


def _block(book: Book, one: Matter, first: bool) -> list[Any]:
    _, st = book.words, book.st
    record = book.state.record_of(one.kind, one.id)
    values = strips(book, one.kind, one.id, head=first)
    name = 110.0 if _.language == "zh_CN" else 145.0  # points: the indicator on one line or two
    if values is None:
        drawing: Any = para(_("没有投票"), st.head)
    else:
        drawing = votes(values, st.figure, width=FIELD_WIDTH - name)
    left: list[Any] = [para("", st.head)] if first and values is not None else []
    left.append(rich(spans("**{code}**　**{name}**" if one.code else "**{name}**", code=one.code, name=one.name), st.cell))
    left.append(_recorded(book, record, name))
    row = table([Column(name), Column(FIELD_WIDTH - name)], [[left, drawing]], st, rules=not _notes(book, record))
    notes = _notes(book, record)
    if not notes:
        return [row]
    short = sum(len("".join(span.text for span in note.spans)) for note in notes) < 400
    block = [row, *notes, rule(colour=st.figure.palette.light_rule, before=2.0, after=0)]
    return [keep(block)] if short else block


def _recorded(book: Book, record: Record | None, width: float) -> Any:
    """Level, basis and confidence beside the level's chip."""
    _, st = book.words, book.st
    if record is None:
        return para(_("尚未定级"), st.cell_soft)
    if record.level is None:
        return para(_("依据：{basis}", basis=basis_word(_, record.basis)), st.cell_soft)
    text = _("记录{level} · {basis}", level=level_word(_, record.level), basis=basis_word(_, record.basis))
    sure = (Span(text), Span("\n" + _("把握程度：{word}", word=confidence_word(_, record.confidence)), colour=st.head.colour))
    mark = chip(Chip(record.level, 12), st.figure)
    return table([Column(17.5), Column(width - 17.5)], [[mark, rich(sure, st.cell)]], st, rules=False)


def _notes(book: Book, record: Record | None) -> list[Any]:
    """Rationale, evidence, reservation and the reason of a change, each with its name; over the whole width, as long as it needs."""
    if record is None or not book.shows(record.sensitive):
        return []
    _ = book.words
    texts = [(_("理由"), record.rationale)]
    if not book.leaders:
        texts += [(_("佐证"), record.evidence), (_("保留意见"), record.reservation), (_("改动缘由"), record.reason)]
    grey = book.st.head.colour
    mark = (Span(_("（敏感，不入领导版）"), colour=grey),) if record.sensitive else ()
    named = [(name, paragraphs(text, book.st.cell_soft)) for name, text in texts if text.strip()]
    if sum(len(text) for _name, text in texts) < RUN_IN:
        run = [span for name, parts in named for part in parts for span in (Span(f"{name}　", colour=grey), *part.spans, Span("　　"))]
        return [rich((*run[:-1], *mark), book.st.cell_soft)] if run else []
    return [
        rich((*((Span(f"{name}　", colour=grey),) if at == 0 else ()), *part.spans, *(mark if at == 0 else ())), book.st.cell_soft)
        for name, parts in named
        for at, part in enumerate(parts)
    ]


# -- dissent -----------------------------------------------------------------------------------------------------------------------


def dissent(book: Book, rated: Sequence[Matter]) -> list[Any]:
    """The ledger of one dimension; a group that is hidden for an indicator is never named. Nothing in the leaders' edition."""
    if book.leaders:
        return []
    _, st = book.words, book.st
    note = _("按角色组，不记姓名") if book.anonymous else _("按角色组")
    rows = [row for one in rated for row in _dissent_rows(book, one)]
    title = h2(_("不同意见记录"), st, note=note)
    if not rows:
        return [para(_("不同意见记录：没有登记。"), st.note.but(before=7.5))]
    columns = [
        Column(37.5, _("指标"), bold=True),
        Column(65, _("角色组")),
        Column(37.5, _("所投")),
        Column(37.5, _("记录")),
        Column(172.5, _("理由")),
        Column(120, _("怎样会改变看法")),
    ]
    return titled(title, table(columns, rows, st))


def _dissent_rows(book: Book, rated: Matter) -> list[list[Any]]:
    _, state = book.words, book.state
    record = state.record_of(rated.kind, rated.id)
    if record is None:
        return []
    hidden = {median.group for median in assessment.group_medians(state, rated.kind, rated.id) if median.hidden}
    level = NONE if record.level is None else _("{level} 级", level=record.level)
    place = rated.code or _("整体")
    return [[place, _group(book, one, hidden), *_said(book, one, level)] for one in state.dissents_of(record.id)]


def _group(book: Book, one: Dissent, hidden: set[str]) -> str:
    """The group's name, or that it may not be named: too few votes, or a group that did not vote on this at all."""
    _ = book.words
    if book.anonymous and (one.grp in hidden or one.grp not in book.state.groups()):
        return _("隐（不足三票）")
    return or_dash(one.grp)


def _said(book: Book, one: Dissent, level: str) -> list[Any]:
    _, st = book.words, book.st
    voted = NONE if one.level is None else _("{level} 级", level=one.level)
    mark = _("（敏感，不入领导版）") if one.sensitive else ""
    return [voted, level, paragraphs(one.text + mark, st.cell) or NONE, paragraphs(one.change_if, st.cell) or NONE]


def agreed(book: Book, indicators: Sequence[str]) -> int:
    """How many of these indicators are recorded by consensus."""
    records = [book.state.record_of("indicator", name) for name in indicators]
    return sum(record is not None and record.basis == "consensus" for record in records)


def light_of(book: Book, kind: str, subject: str) -> Light | None:
    """The light of the last revealed round."""
    turn = book.state.last_reveal(kind, subject)
    return assessment.reading(turn).light if turn else None
