"""Beside the computed order: the room's own, what was said against it, what would put a measure first, and where the plan parts from it."""

from __future__ import annotations

from typing import Any

from workshop.model.leading import ways_to_lead
from workshop.model.outlook import clashes
from workshop.model.roomorder import room_order
from workshop.report.chapters.book import Book
from workshop.report.chapters.pieces import paragraphs
from workshop.report.typeset import Column, Span, h2, keep, para, rich, table
from workshop.wording_roadmap import clash_sentence, label, order_rows, order_told, way_word

FIRST = 3  # measures of the room's order that leaders are told


def beside_the_order(book: Book) -> list[Any]:
    """Each part only where there is something to tell; leaders read what the room puts first, and the clashes."""
    own = [] if book.leaders else [*_dissent(book), *_ways(book)]
    return [*_room(book), *own, *_clashes(book)]


def _room(book: Book) -> list[Any]:
    _, st, found = book.words, book.st, room_order(book.state, book.rows)
    if found is None:
        return []
    title, told = h2(_("全场自己的次序"), st, note=_("各自写下，同时揭示；按每两项的先后合成，相持的看总分")), order_told(_, found)
    if book.leaders:
        names = _("、").join(label(book.pack, measure) for measure in found.found.order[:FIRST])
        return [title, para(_("全场认为先做：{names}。", names=names) + told, st.note)]
    rows = order_rows(_, {measure: label(book.pack, measure) for measure in book.pack.measures}, found)
    heads = rows[0]
    columns = [Column(50, heads[0], bold=True), Column(220, heads[1]), Column(50, heads[2], "right"), Column(150, heads[3], "right")]
    return [keep([title, table(columns, rows[1:], st), para(told, st.caption)])]


def _dissent(book: Book) -> list[Any]:
    """What was said against the order, without the group: a whole order tells more of its writer than a level."""
    _, st = book.words, book.st
    notes = [note for note in book.state.road.order_notes if note.in_plan and book.shows(note.sensitive)]
    if not notes:
        return []
    rows = [[note.measure or _("整个次序"), paragraphs(note.text, st.cell)] for note in notes]
    return [h2(_("对次序的不同意见"), st), table([Column(70, _("关于"), bold=True), Column(400, _("意见"))], rows, st)]


def _ways(book: Book) -> list[Any]:
    """For every ranked measure behind the first: each single change that would be enough."""
    _, st = book.words, book.st
    rows = []
    for row in book.rows:
        if row.position is None or row.position == 1:
            continue
        found = _("；").join(way_word(_, way) for way in ways_to_lead(book.rows, row.measure))
        name = (Span(f"{row.measure} ", True, st.figure.palette.accent), Span(book.pack.measures[row.measure].short))
        rows.append([rich(name, st.cell), found or _("只改一件事，排不到第一")])
    if not rows:
        return []
    title = h2(_("怎样才会排第一"), st, note=_("每条都是单独一项改动，其余不变；任何一条即可"))
    return [title, table([Column(150, _("举措")), Column(320, _("要改什么"))], rows, st)]


def _clashes(book: Book) -> list[Any]:
    """A sentence for every ranked measure that starts after one ranked behind it."""
    _, st = book.words, book.st
    told = [clash_sentence(book.state, book.pack, _, one) for one in clashes(book.state, book.pack, book.rows)]
    return [h2(_("次序与排期不一致之处"), st), *(para(text, st.note) for text in told)] if told else []
