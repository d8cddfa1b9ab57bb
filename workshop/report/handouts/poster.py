"""The roadmap to hang on a wall: A3 landscape, type from 12 points; the same on two sheets of A4, and as one A4 page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace
from reportlab.platypus.flowables import Flowable

from workshop.figures import fontbook
from workshop.figures.gantt import gantt
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

MARGIN, LABELS = 56.0, 262.0
TOP, STEPS = 88.0, 86.0  # points for the title and for the first steps
LEAST = 12.0  # points
OVER = 24.0  # the inner margin of a half: printers do not bleed
LARGE = replace(POSTER, metrics=replace(POSTER.metrics, lane=19))
DENSE = replace(LARGE, metrics=replace(LARGE.metrics, bar=15.5))  # leaves room for a milestone's word under its bar
WIDE = Sheet("wide", A3_LANDSCAPE, (0, 0, 0, 0), head=False, foot=False)
LYING = Sheet("lying", (A4[1], A4[0]), (0, 0, 0, 0), head=False, foot=False)


def poster(book: Book) -> Iterator[Any]:
    """One page A3 landscape."""
    yield Leaf([lambda pen: _poster(book, pen)], 1, A3_LANDSCAPE, book.words.language)


def halves(book: Book) -> Iterator[Any]:
    """The same, unscaled, on two sheets of A4 to be cut at the inner line and joined."""
    yield _Part(book, 0)
    yield _Part(book, 1)


def one_page(book: Book) -> Iterator[Any]:
    """The same as one page A4 landscape, for the hand."""
    yield _Small(book)


class _Part(Flowable):  # type: ignore[misc]
    """Half of the poster on a page of its own: `side` 0 is the left one."""

    def __init__(self, book: Book, side: int) -> None:
        super().__init__()
        self.book, self.side = book, side

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
        _poster(self.book, Pen(canvas, 0, high, wide, high, self.book.words.language))
        canvas.restoreState()
        x = left + half if self.side == 0 else left
        sheet = Pen(canvas, 0, high, A4[0], high, self.book.words.language)
        for y in (8.0, high - 26):
            sheet.line(x, y, x, y + 18, INK.ink2, 0.5)


class _Small(Flowable):  # type: ignore[misc]
    """The poster scaled to a sheet of A4 lying on its side."""

    def __init__(self, book: Book) -> None:
        super().__init__()
        self.book = book

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return A4[1] - 0.1, A4[0] - 0.1

    def draw(self) -> None:
        wide, high = A3_LANDSCAPE
        factor = min(A4[1] / wide, A4[0] / high)
        self.canv.saveState()
        self.canv.scale(factor, factor)
        _poster(self.book, Pen(self.canv, 0, high, wide, high, self.book.words.language))
        self.canv.restoreState()


# -- what is on it -----------------------------------------------------------------------------------------------------------------


def _poster(book: Book, pen: Pen) -> None:
    card = replace(pen, smallest=LEAST).inset(MARGIN, 40)
    _title(book, card)
    if not book.rows:
        card.text(0, TOP + 20, book.words("没有选定举措，本章无内容。"), card.width, card.style(16), 60)
        return
    steps = _first_steps(book)
    foot = STEPS if steps else 0.0
    drawing = _picture(book, card.width, card.height - TOP - foot - 8)
    card.figure(drawing, 0, TOP)
    if steps:
        _steps(book, card, steps, card.height - foot)


def _title(book: Book, card: Pen) -> None:
    _, profile = book.words, book.state.engagement
    room = card.width - 300
    card.text(0, 0, book.headlines["roadmap"].text, room, card.style(34, bold=True, leading=44), 46)
    parts = [profile.bank, _("{first} 至 {last}", first=book.quarter(0), last=book.quarter(profile.horizon - 1)), *_limits(book)]
    card.text(0, 50, " · ".join(parts), card.width - 460, card.style(14, colour=INK.ink2, leading=18), 36)
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
    card.text(card.width - 440, 48, note + "\n" + self_rating_note(_), 440, soft, 34)


def _limits(book: Book) -> list[str]:
    """The capacities in a phrase, when they are the same in every quarter."""
    _ = book.words
    load = assessment.load(book.state) if book.state.plan else ()
    people, money = {one.people_limit for one in load}, {one.budget_limit for one in load}
    if len(people) != 1 or len(money) != 1:
        return []
    return [_("每季上限 {people} 人、{money} 万元", people=amount(people.pop()), money=amount(money.pop()))]


def _picture(book: Book, width: float, room: float) -> Any:
    values = picture_of(book)
    values = replace(values, loads=values.loads[:1])  # people; what it costs stands in the plan
    rows = max(sum(len(lane.rows) for lane in values.lanes), 1)
    spare = (room - high_of(values, LARGE)) / rows
    high = min(LARGE.metrics.row + spare, 60.0)
    style = LARGE if high >= 40 else DENSE
    names = [fontbook.width(one.name, style.metrics.body) for lane in values.lanes for one in lane.rows]
    labels = min(max(LABELS, max(names, default=0.0) + style.pt(30)), width * 0.3)
    drawing = gantt(values, style, width=width, row=max(high, style.metrics.body * 2.1), labels=labels)
    if drawing.height > room:  # more rows than a wall can read: smaller, never off the sheet
        factor = room / drawing.height
        drawing.scale(factor, factor)
        drawing.height, drawing.width = room, width * factor
    return drawing


def _first_steps(book: Book) -> list[tuple[str, str]]:
    """Up to four first steps: (who, what) of the measures that begin first."""
    found = []
    for measure, plan, _item in book.first(len(book.rows)):
        text = plan.first30 or measure.first30
        if text.strip():
            found.append((plan.owner or plan.lead or measure.short, text))
    return found[:4]


def _steps(book: Book, card: Pen, steps: list[tuple[str, str]], y: float) -> None:
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
