"""The printed action plan: every chapter in its order, in two editions, written whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from workshop.model.content import Pack
from workshop.model.rows import LogEntry
from workshop.model.state import State
from workshop.report.chapters.book import Book, Edition, open_book
from workshop.report.chapters.contents import contents_page
from workshop.report.chapters.cover import cover
from workshop.report.chapters.decisions import decisions
from workshop.report.chapters.dimension import dimension
from workshop.report.chapters.heat import heat
from workshop.report.chapters.how_to_read import how_to_read
from workshop.report.chapters.measure import measure
from workshop.report.chapters.methods import methods
from workshop.report.chapters.participants import participants
from workshop.report.chapters.priority import priority
from workshop.report.chapters.roadmap import roadmap
from workshop.report.chapters.signature import signature
from workshop.report.chapters.sources import regulations, sources
from workshop.report.chapters.summary import summary
from workshop.report.progress import Progress
from workshop.report.steps import Steps
from workshop.report.typeset import Known, Meta, build, clean, fontbook, sheet, write
from workshop.wording import marking_word, wording_word
from workshop.words import Words

Chapter = tuple[str, Callable[[], list[Any]]]  # its key, and what makes it anew


def write_plan(
    state: State,
    pack: Pack,
    words: Words,
    path: Path,
    progress: Progress | None = None,
    *,
    log: Sequence[LogEntry] = (),
    edition: Edition = "working",
    holder: str = "",
    logo: bytes = b"",
    invariant: bool = False,
) -> tuple[str, ...]:
    """Print the plan to `path`; returns the characters no face has (printed as 〓).

    `edition`: "working" has everything; "leaders" is set larger and leaves out dissent, evidence, minutes and what is marked sensitive.
    `holder` is the number of this copy and whose it is, a watermark on every page; without one a draft says that it is a draft.
    `logo` is a PNG or JPEG for the cover; one that cannot be read is left out.
    `progress` hears every chapter and page with the chapter's key; where it answers False nothing is written: Refused("paper.cancelled").
    """
    book = replace(open_book(state, pack, words, edition, log), logo=logo)
    steps = Steps(progress, len(list(_chapters(book, Known()))))

    def story(known: Known) -> list[Any]:
        steps.begin(known)
        made: list[Any] = []
        for name, chapter in _chapters(book, known):
            steps.step(name)
            made += chapter()
        return made

    key = (state.engagement.id, edition, words.language)
    built = build(story, _meta(book, invariant, holder), seed=_LAST.get(key), on_page=steps.page)
    write(path, built.data)
    _remember(key, built.known)
    steps.finish()
    return tuple(dict.fromkeys((*(one.char for one in built.missing), *_missing_in_figures(book))))


def _chapters(book: Book, known: Known) -> Iterator[Chapter]:
    """All chapters in order, by the keys of their headings; each gives fresh flowables when called."""
    yield "cover", lambda: [*cover(book), sheet("body")]
    yield "contents", lambda: contents_page(book, known)
    yield "summary", lambda: summary(book)
    yield "reading", lambda: how_to_read(book)
    yield "heat", lambda: heat(book)
    for number, own in enumerate(book.pack.dimensions.values(), start=1):
        yield f"dimension.{own.id}", lambda own=own, number=number: dimension(book, own, number)  # type: ignore[misc]
    yield "priority", lambda: priority(book)
    yield "roadmap", lambda: roadmap(book)
    for one in book.chosen():
        yield f"measure.{one[0].id}", lambda one=one: measure(book, *one)  # type: ignore[misc]
    for closing in (decisions, participants, methods, regulations, sources, signature):
        yield closing.__name__, lambda closing=closing: closing(book)  # type: ignore[misc]


def stories(book: Book) -> tuple[Chapter, ...]:
    """Each chapter's key and what makes its flowables, in order, for documents that are set elsewhere; the contents page is bare."""
    return tuple(_chapters(book, Known()))


def _meta(book: Book, invariant: bool, holder: str) -> Meta:
    _, profile = book.words, book.state.engagement
    title = _("金融科技成熟度行动方案")
    edition = _("领导版") if book.leaders else _("工作底稿")
    foot = " · ".join((marking_word(_, profile.marking), wording_word(_, profile.wording), edition, profile.held_on))
    return Meta(
        title=f"{profile.bank} {title}",
        author=profile.author,
        subject=edition,
        language=_.language.replace("_", "-"),
        head_left=profile.bank,
        head_right=title,
        foot=foot,
        watermark=_watermark(book, holder.strip()),
        invariant=invariant,
    )


def _watermark(book: Book, holder: str) -> str:
    """That it is a rehearsal and whose copy it is; of what is neither, that it is a draft."""
    _, profile = book.words, book.state.engagement
    told = " · ".join(part for part in (_("排练 · 模拟参会人") if profile.rehearsal else "", holder) if part)
    return told or (wording_word(_, "draft") if profile.wording == "draft" else "")


_LAST: dict[tuple[str, Edition, str], Known] = {}  # page numbers of the last prints: with them one pass is enough
_KEPT = 8


def _remember(key: tuple[str, Edition, str], known: Known) -> None:
    _LAST.pop(key, None)
    _LAST[key] = known
    while len(_LAST) > _KEPT:
        del _LAST[next(iter(_LAST))]


def _missing_in_figures(book: Book) -> tuple[str, ...]:
    """What no face has among the texts that figures draw: paragraphs report theirs themselves."""
    state = book.state
    texts = [book.state.engagement.bank, *state.groups(), *(mark.name for mark in state.milestones)]
    texts += [text for _measure, plan, _item in book.chosen() for text in (plan.lead, plan.owner)]
    return tuple(char for text in texts for char in fontbook.missing(clean(text).text.replace("\n", "")))
