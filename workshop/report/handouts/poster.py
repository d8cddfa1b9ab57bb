"""The roadmap to hang on a wall: A3 landscape, type from 12 points, on more sheets where rows are many; on two of A4; and small."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from math import ceil
from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from reportlab.platypus.flowables import Flowable

from workshop.figures import fontbook
from workshop.figures.gantt import BLOCK, Gantt, Lane, Row, gantt
from workshop.figures.gantt import height_of as high_of
from workshop.figures.style import POSTER
from workshop.formats import decimal
from workshop.model import assessment
from workshop.model.scoring import HIGHEST, POINTS
from workshop.report.chapters.book import Book, amount
from workshop.report.chapters.roadmap import picture_of
from workshop.report.handouts.pen import INK, Leaf, Pen
from workshop.report.typeset import A3_LANDSCAPE, A4, Sheet
from workshop.wording import level_word, self_rating_note

MARGIN, EDGE, LABELS = 56.0, 40.0, 262.0
NOTE = 480.0  # points of width for what the score means
TOP, STEPS = 88.0, 96.0  # points for the title and for the first steps
LEAST = 12.0  # points
OVER = 24.0  # the inner margin of a half: printers do not bleed
LARGE = replace(POSTER, metrics=replace(POSTER.metrics, lane=19))
DENSE = replace(LARGE, metrics=replace(LARGE.metrics, bar=15.5))  # leaves room for a milestone's word under its bar
LOWEST = DENSE.metrics.body * 2.1  # the lowest row: a name above its owner
WIDE = Sheet("wide", A3_LANDSCAPE, (0, 0, 0, 0), head=False, foot=False)
LYING = Sheet("lying", (A4[1], A4[0]), (0, 0, 0, 0), head=False, foot=False)


class Page(Struct, frozen=True):
    """What one poster shows: some rows of the roadmap, and on the last one also people, score and first steps."""

    book: Book
    values: Gantt
    steps: tuple[tuple[str, str], ...] = ()
    number: str = ""  # "1 / 2" where there are several


def poster(book: Book) -> Iterator[Any]:
    """One page A3 landscape; more where a wall could not read all rows on one."""
    for page in _pages(book):
        yield Leaf([lambda pen, page=page: _poster(page, pen)], 1, A3_LANDSCAPE, book.words.language)  # type: ignore[misc]


def halves(book: Book) -> Iterator[Any]:
    """The same, unscaled, each on two sheets of A4 to be cut at the inner line and joined."""
    for page in _pages(book):
        yield _Part(page, 0)
        yield _Part(page, 1)


def one_page(book: Book) -> Iterator[Any]:
    """The same on A4 landscape, for the hand."""
    for page in _pages(book):
        yield _Small(page)


class _Part(Flowable):  # type: ignore[misc]
    """Half of the poster on a page of its own: `side` 0 is the left one."""

    def __init__(self, page: Page, side: int) -> None:
        super().__init__()
        self.page, self.side = page, side

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return A4[0] - 0.1, A4[1] - 0.1

    def draw(self) -> None:
        canvas, (wide, high) = self.canv, A3_LANDSCAPE
        half = (wide - 2 * MARGIN) / 2
        left = A4[0] - OVER - half if self.side == 0 else OVER
        canvas.saveState()
        path = canvas.beginPath()
        path.rect(left if self.side else 0, 0, A4[0] - left if self.side else left + half, high)
        canvas.clipPath(path, stroke=0, fill=0)
        canvas.translate(left - MARGIN - (half if self.side else 0), 0)
        _poster(self.page, Pen(canvas, 0, high, wide, high, self.page.book.words.language))
        canvas.restoreState()
        x = left + half if self.side == 0 else left
        sheet = Pen(canvas, 0, high, A4[0], high, self.page.book.words.language)
        for y in (8.0, high - 26):
            sheet.line(x, y, x, y + 18, INK.ink2, 0.5)


class _Small(Flowable):  # type: ignore[misc]
    """The poster scaled to a sheet of A4 lying on its side."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return A4[1] - 0.1, A4[0] - 0.1

    def draw(self) -> None:
        wide, high = A3_LANDSCAPE
        factor = min(A4[1] / wide, A4[0] / high)
        self.canv.saveState()
        self.canv.scale(factor, factor)
        _poster(self.page, Pen(self.canv, 0, high, wide, high, self.page.book.words.language))
        self.canv.restoreState()


# -- what is on it -----------------------------------------------------------------------------------------------------------------


def _pages(book: Book) -> tuple[Page, ...]:
    """As few as hold every row at a height that can be read; the rows are shared out evenly, lanes kept together where they can be."""
    values = picture_of(book)
    values = replace(values, loads=values.loads[:1])  # people; what it costs stands in the plan
    steps = tuple(_first_steps(book)) if book.rows else ()
    rows = [(lane.name, row) for lane in values.lanes for row in lane.rows]
    for count in range(1, max(len(rows), 2)):
        parts = _shared(values, rows, count)
        if all(high_of(one, DENSE, LOWEST) <= _room(bool(steps) and at == count - 1) for at, one in enumerate(parts)):
            break
    numbers = [f"{at} / {len(parts)}" if len(parts) > 1 else "" for at in range(1, len(parts) + 1)]
    return tuple(Page(book, one, steps if one is parts[-1] else (), number) for one, number in zip(parts, numbers, strict=True))


def _shared(values: Gantt, rows: Sequence[tuple[str, Row]], count: int) -> list[Gantt]:
    """The picture in `count` parts; people and score hang below the last, which therefore takes fewer rows."""
    less = (len(values.loads) + (values.score is not None)) * DENSE.pt(BLOCK) / LOWEST + STEPS / LOWEST if count > 1 else 0
    each = ceil((len(rows) + less) / count)
    parts = [rows[at * each : (at + 1) * each if at < count - 1 else None] for at in range(count)]
    made = [replace(values, lanes=_lanes(part), loads=(), score=None) for part in parts]
    return [*made[:-1], replace(made[-1], loads=values.loads, score=values.score)]


def _lanes(rows: Sequence[tuple[str, Row]]) -> tuple[Lane, ...]:
    return tuple(Lane(name, tuple(row for _name, row in own)) for name, own in groupby(rows, key=lambda one: one[0]))


def _room(steps: bool) -> float:
    """Points of height for the picture."""
    return A3_LANDSCAPE[1] - 2 * EDGE - TOP - (STEPS if steps else 0.0) - 8


def _poster(page: Page, pen: Pen) -> None:
    card = replace(pen, smallest=LEAST).inset(MARGIN, EDGE)
    _title(page, card)
    if not page.book.rows:
        card.text(0, TOP + 20, page.book.words("没有选定举措，本章无内容。"), card.width, card.style(16), 60)
        return
    card.figure(_picture(page, card.width), 0, TOP)
    if page.steps:
        _steps(page.book, card, page.steps, card.height - STEPS)


def _title(page: Page, card: Pen) -> None:
    book = page.book
    _, profile = book.words, book.state.engagement
    room = card.width - 300
    card.text(0, 0, book.headlines["roadmap"].text, room, card.style(34, bold=True, leading=44), 46)
    parts = [profile.bank, _("{first} 至 {last}", first=book.quarter(0), last=book.quarter(profile.horizon - 1)), *_limits(book)]
    parts += [_("条内为每季人数 · 预算（万元）"), *([page.number] if page.number else [])]
    card.text(0, 50, " · ".join(parts), card.width - NOTE - 20, card.style(14, colour=INK.ink2, leading=18), 36)
    now, end = book.score.overall, book.end.overall
    if now is None:
        return
    text = decimal(now) if end is None or not book.state.plan else f"{decimal(now)} → {decimal(end)}"
    card.text(card.width - 300, 0, text, 300, card.style(34, bold=True, colour=INK.accent, align="right", leading=44), 46)
    grade = book.score.grade
    note = _("综合得分，现状与预计")
    if grade is not None and grade < HIGHEST:
        note += _("；{grade}门槛 {score}", grade=level_word(_, grade + 1), score=(grade + 1) * POINTS)
    soft = card.style(12, colour=INK.ink2, align="right", leading=16)
    card.text(card.width - NOTE, 48, note + "\n" + self_rating_note(_), NOTE, soft, 34)


def _limits(book: Book) -> list[str]:
    """The capacities in a phrase, when they are the same in every quarter."""
    _ = book.words
    load = assessment.load(book.state) if book.state.plan else ()
    people, money = {one.people_limit for one in load}, {one.budget_limit for one in load}
    if len(people) != 1 or len(money) != 1:
        return []
    return [_("每季上限 {people} 人、{money} 万元", people=amount(people.pop()), money=amount(money.pop()))]


def _picture(page: Page, width: float) -> Any:
    """The rows as high as the sheet allows; `_pages` saw to it that they can be read."""
    values, room = page.values, _room(bool(page.steps))
    rows = max(sum(len(lane.rows) for lane in values.lanes), 1)
    high = min(LARGE.metrics.row + (room - high_of(values, LARGE)) / rows, 60.0)
    style = LARGE if high >= 40 else DENSE
    high = min(DENSE.metrics.row + (room - high_of(values, style)) / rows, 60.0)
    names = [fontbook.width(one.name, style.metrics.body) for lane in values.lanes for one in lane.rows]
    labels = min(max(LABELS, max(names, default=0.0) + style.pt(30)), width * 0.3)
    return gantt(values, style, width=width, row=high, labels=labels)


def _first_steps(book: Book) -> list[tuple[str, str]]:
    """Up to four first steps: (who, what) of the measures that begin first."""
    found = []
    for measure, plan, _item in book.first(len(book.rows)):
        text = plan.first30 or measure.first30
        if text.strip():
            found.append((plan.owner or plan.lead or measure.short, text))
    return found[:4]


def _steps(book: Book, card: Pen, steps: Sequence[tuple[str, str]], y: float) -> None:
    _ = book.words
    card.line(0, y, card.width, y, INK.ink, 0.9)
    card.text(0, y + 12, _("前 30 天"), 150, card.style(16, bold=True), 24)
    left = 170.0
    pitch = (card.width - left) / len(steps)
    for at, (who, what) in enumerate(steps):
        x = left + at * pitch
        card.box(x, y + 12, 2.5, STEPS - 26, fill=INK.accent, stroke="")
        card.text(x + 10, y + 10, who, pitch - 26, card.style(12, colour=INK.ink2, leading=16), 18)
        card.text(x + 10, y + 28, what, pitch - 26, card.style(13, bold=True, leading=17), STEPS - 40)
