"""The contents page: each section's name, the sentence it says, and its page, linked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from workshop.figures import fontbook
from workshop.report.chapters.book import Book
from workshop.report.chapters.pieces import GAP
from workshop.report.typeset import Column, Entry, Known, Span, kicker, page_break, para, table


def contents_page(book: Book, known: Known) -> list[Any]:
    """One page; empty in a document's first pass."""
    _, st = book.words, book.st
    title = para(_("目录"), st.h1.but(level=None))
    rows = [_row(book, entry) for entry in known.entries if entry.level == 0]
    widest = max([fontbook.width(row[0].text, st.cell.size + 0.5, True) for row in rows] or [0.0])
    label = min(max(105.0, widest + 7.5), 160.0)
    listing = table(
        [Column(label), Column(440 - label), Column(30, align="right")],
        rows,
        st,
        cell=st.contents.but(leading=st.cell.leading + 2.5, size=st.cell.size + 0.5),
    )
    return [page_break(), kicker(book.state.engagement.bank, st), title, listing]


def _row(book: Book, entry: Entry) -> Sequence[Span]:
    label, found, headline = entry.text.partition(GAP)
    accent = book.st.figure.palette.accent
    return (
        Span(label, True, accent, link=entry.key),
        Span(headline if found else "", link=entry.key),
        Span(str(entry.page), link=entry.key),
    )
