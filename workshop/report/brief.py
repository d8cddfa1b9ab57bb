"""The monthly and quarterly reports on paper: leaders' type sizes, one page and two, rows that do not fit left to the ledger."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from msgspec.structs import replace

from workshop.briefs import Block, Brief, longest
from workshop.model.state import State
from workshop.report.chapters.pieces import shorter
from workshop.report.typeset import BODY, FIELD_WIDTH, Built, Column, Meta, Styles, build, h1, h2, kicker, para, styles, table, write
from workshop.wording import marking_word
from workshop.words import Words

CELL = 90  # characters of one cell; the ledger has the whole text


def write_brief(brief: Brief, state: State, words: Words, path: Path, *, invariant: bool = False) -> tuple[str, ...]:
    """Print a report to `path`; returns the characters no face has (printed as 〓)."""
    built = fitted(brief, state, words, invariant=invariant)
    write(path, built.data)
    return tuple(dict.fromkeys(one.char for one in built.missing))


def fitted(brief: Brief, state: State, words: Words, *, invariant: bool = False) -> Built:
    """The report on as many pages as it may take: the longest blocks give up rows until it fits."""
    st, blocks = styles(words.language, "large"), brief.blocks
    meta = _meta(brief, state, words, invariant)
    while True:
        shown = blocks
        built = build(lambda _known, shown=shown: _story(brief, shown, st, words), meta, sheets=(BODY,))  # type: ignore[misc]
        if built.known.pages <= brief.pages or not longest(blocks):
            return built
        blocks = tuple(block.shortened(longest(blocks) - 1) for block in blocks)


def _meta(brief: Brief, state: State, words: Words, invariant: bool) -> Meta:
    profile = state.engagement
    return Meta(
        title=f"{profile.bank} {brief.title}",
        author=profile.author,
        language=words.language.replace("_", "-"),
        head_left=profile.bank,
        head_right=brief.title,
        foot=marking_word(words, profile.marking),
        watermark=words("排练 · 模拟参会人") if profile.rehearsal else "",
        invariant=invariant,
    )


def _story(brief: Brief, blocks: tuple[Block, ...], st: Styles, words: Words) -> list[Any]:
    made: list[Any] = [kicker(brief.title, st), h1(brief.headline, st), para(brief.lead, st.lead)]
    for block in blocks:
        made += _block(block, st, words)
    return [*made, para(brief.note, st.note.but(before=10.0))]


def _block(block: Block, st: Styles, words: Words) -> list[Any]:
    _ = words
    note = _("另有 {count} 项见台账", count=block.hidden) if block.hidden else ""
    title = h2(block.title, replace(st, h2=st.h2.but(before=10.0, need=40.0)), note=note)
    if not block.rows:
        return [title, para(block.empty, st.cell)]
    columns = [Column(FIELD_WIDTH * part / sum(block.widths), head) for part, head in zip(block.widths, block.heads, strict=True)]
    rows = [[para(shorter(line, CELL), st.cell) for line in cell.split("\n")] for row in block.rows for cell in row]
    wide = len(block.heads)
    return [title, table(columns, [rows[at : at + wide] for at in range(0, len(rows), wide)], st)]
