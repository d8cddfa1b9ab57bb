"""Handouts and poster on paper: which sections there are, in which order, and how they become one file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from msgspec import Struct

from workshop.model.content import Pack
from workshop.model.errors import Refused
from workshop.model.state import State
from workshop.report.chapters.book import open_book
from workshop.report.handouts import ballots, cards, papers
from workshop.report.handouts.desk import Desk
from workshop.report.handouts.pen import LEAF
from workshop.report.handouts.poster import LYING, WIDE, halves, one_page, poster
from workshop.report.typeset import BODY, Built, Known, Meta, build, page_break, para, sheet, styles, write
from workshop.wording import marking_word, wording_word
from workshop.words import N_, Words

PosterSize = Literal["a3", "a4"]
Progress = Callable[[int, int], bool]


class Section(Struct, frozen=True):
    """One kind of handout: its title (a msgid), the kind of page it stands on, and its pages."""

    title: str
    sheet: str
    made: Callable[[Desk], Iterator[Any]]


def _road(desk: Desk) -> Iterator[Any]:
    return one_page(open_book(desk.state, desk.pack, desk.words, "working", ()))


SECTIONS: Mapping[str, Section] = {
    "notice": Section(N_("会议通知"), "body", papers.notice),
    "agenda": Section(N_("议程"), "body", papers.agenda),
    "signin": Section(N_("签到表"), "body", papers.sign_in),
    "desk": Section(N_("桌签"), "leaf", papers.desk_cards),
    "guide": Section(N_("主持人手卡"), "body", papers.guide),
    "ladders": Section(N_("级别阶梯"), "body", papers.ladders),
    "cards": Section(N_("维度卡"), "leaf", cards.dimension_cards),
    "ballots": Section(N_("评级票"), "leaf", ballots.ballots),
    "blank": Section(N_("空白评级票"), "leaf", ballots.blanks),
    "numbers": Section(N_("数字卡"), "leaf", ballots.numbers),
    "measures": Section(N_("举措卡"), "leaf", cards.measure_cards),
    "roadmap": Section(N_("一页路线图"), "lying", _road),
}
Part = tuple[str, list[Any]]  # the kind of page, and what stands on it
_SHEETS = {"body": BODY, "leaf": LEAF, "lying": LYING, "wide": WIDE}


def write_handouts(
    state: State,
    pack: Pack,
    words: Words,
    path: Path,
    sections: Sequence[str] = (),
    progress: Progress | None = None,
    *,
    invariant: bool = False,
) -> tuple[str, ...]:
    """Print these sections in the order of `SECTIONS` (none named: all) to `path`; returns the characters no face has.

    Raises Refused paper.section for a name that is none, paper.cancelled when `progress(done, total)` answers False.
    """
    wrong = [name for name in sections if name not in SECTIONS]
    if wrong:
        raise Refused("paper.section", name=wrong[0], names=tuple(SECTIONS))
    wanted = [name for name in SECTIONS if not sections or name in sections]
    desk = Desk(state, pack, words, styles(words.language))
    steps = 2 * len(wanted) + 1  # two passes and the file

    def parts() -> Iterator[Part]:
        for name in wanted:
            told[0] = min(told[0] + 1, steps - 1)
            if progress is not None and not progress(told[0], steps):
                raise Refused("paper.cancelled")
            yield SECTIONS[name].sheet, list(SECTIONS[name].made(desk))

    told = [0]
    built = _built(parts, words, _meta(state, words, words("会议材料"), invariant))
    write(path, built.data)
    if progress is not None:
        progress(steps, steps)
    return _missing(built)


def write_poster(
    state: State, pack: Pack, words: Words, path: Path, size: PosterSize = "a3", *, invariant: bool = False
) -> tuple[str, ...]:
    """Print the roadmap's poster on A3, or on two sheets of A4; returns the characters no face has."""
    book = open_book(state, pack, words, "working", ())

    def parts() -> Iterator[Part]:
        yield ("wide", list(poster(book))) if size == "a3" else ("leaf", list(halves(book)))

    built = _built(parts, words, _meta(state, words, words("路线图"), invariant))
    write(path, built.data)
    return _missing(built)


def _built(parts: Callable[[], Iterator[Part]], words: Words, meta: Meta) -> Built:
    """Every part on its own kind of page, made anew for each pass: reportlab leaves marks on what it has placed once."""
    ready = [list(_filled(parts, words))]
    first = _SHEETS[ready[0][0][0]]
    sheets = (first, *(one for one in _SHEETS.values() if one is not first))

    def story(_known: Known) -> list[Any]:
        made: list[Any] = []
        for kind, flowables in ready.pop() if ready else _filled(parts, words):
            if made:
                made += [sheet(kind), page_break()]
            for place, one in enumerate(flowables):
                made += [*([page_break()] if place and kind != "body" else []), one]
        return made

    return build(story, meta, sheets=sheets)


def _filled(parts: Callable[[], Iterator[Part]], words: Words) -> Iterator[Part]:
    """The parts that have something on them; a word instead when none has."""
    empty = True
    for kind, flowables in parts():
        if flowables:
            empty = False
            yield kind, flowables
    if empty:
        yield "body", [para(words("没有可印的内容：还没有席位或举措。"), styles(words.language).body)]


def _meta(state: State, words: Words, title: str, invariant: bool) -> Meta:
    _, profile = words, state.engagement
    return Meta(
        title=f"{profile.bank} {title}",
        author=profile.author,
        subject=title,
        language=words.language.replace("_", "-"),
        head_left=profile.bank,
        head_right=title,
        foot=" · ".join((marking_word(_, profile.marking), wording_word(_, profile.wording), profile.held_on)),
        watermark=_("排练 · 模拟参会人") if profile.rehearsal else "",
        invariant=invariant,
    )


def _missing(built: Built) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.char for one in built.missing))
