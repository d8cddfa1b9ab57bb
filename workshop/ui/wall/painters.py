"""One painter per kind of slide; each draws values only, in shares of the wall's height."""

from collections.abc import Callable, Mapping

from workshop.ui.wall.canvas import Canvas
from workshop.ui.wall.figures import paint_figure
from workshop.ui.wall.question import paint_question
from workshop.ui.wall.reveal import paint_reveal
from workshop.ui.wall.slides import Blank, CaseSlide, FigureSlide, ListSlide, QuestionSlide, RevealSlide, SampleSlide, Slide, TitleSlide
from workshop.ui.wall.testpage import paint_test


def paint(canvas: Canvas, slide: Slide) -> None:
    """Draw a slide; a kind without a painter is a bug and raises KeyError."""
    _PAINTERS[type(slide)](canvas, slide)


def _blank(canvas: Canvas, slide: Slide) -> None:
    canvas.heading(slide.header, slide.label)


def _title(canvas: Canvas, slide: Slide) -> None:
    assert isinstance(slide, TitleSlide)
    canvas.heading(slide.header, slide.label)
    y = canvas.px(26)
    size, lines = canvas.fitted(slide.title, canvas.span, (10.4, 9.4, 8.5, 7.6), 1, True)
    for words in lines:
        canvas.line(words, canvas.left, y, size, bold=True)
        y += canvas.px(size * 1.3)
    y += canvas.px(3)
    for text in slide.lines:
        y = canvas.block(text, canvas.left, y, canvas.span, 4.4, leading=6.6, colour="ink2") + canvas.px(1)
    canvas.line(slide.footer, canvas.left, canvas.px(89.5), 3.7, colour="ink2")


def _list(canvas: Canvas, slide: Slide) -> None:
    assert isinstance(slide, ListSlide)
    y = canvas.heading(slide.header, slide.label) + canvas.px(1)
    y = canvas.block(slide.title, canvas.left, y, canvas.span, 7.0, leading=9.2, bold=True, most=2) + canvas.px(2.2)
    lead = max((canvas.measure(left, 3.7) for left, _, _ in slide.rows), default=0) + canvas.px(3)
    laid = [_row_lines(canvas, row, lead, number == slide.current) for number, row in enumerate(slide.rows)]
    for number, (top, height) in enumerate(_row_places(canvas, laid, y, canvas.px(88.5 if not slide.footer else 87.5))):
        _list_row(canvas, slide.rows[number], (lead, top, height), laid[number], number == slide.current)
    canvas.line(slide.footer, canvas.left, canvas.px(90.5), 3.5, colour="ink2")


def _row_lines(canvas: Canvas, row: tuple[str, str, str], lead: float, here: bool) -> tuple[float, list[str]]:
    """Size and lines of a row's text beside its words on both sides."""
    tail = canvas.measure(row[2], 3.7) + canvas.px(2) if row[2] else 0
    return canvas.fitted(row[1], canvas.span - lead - tail, (4.1, 3.8, 3.6), 1, here)


def _row_places(canvas: Canvas, laid: list[tuple[float, list[str]]], y: float, bottom: float) -> list[tuple[float, float]]:
    """Top and height of each row: what its lines need, the spare room shared out up to an airy row."""
    needs = [max(canvas.px(6.0), len(lines) * canvas.px(size * 1.3) + canvas.px(1.6)) for size, lines in laid]
    spare = (bottom - y - sum(needs)) / max(1, len(needs))
    places = []
    for need in needs:
        height = need + min(spare, canvas.px(3))
        places.append((y, height))
        y += height
    return places


def _list_row(
    canvas: Canvas, row: tuple[str, str, str], room: tuple[float, float, float], laid: tuple[float, list[str]], here: bool
) -> None:
    """One row in its room (left edge of the text, top, height): hairline, left word, text, right word on one middle line."""
    (left, _text, right), (lead, top, height), (size, lines) = row, room, laid
    canvas.rule(canvas.left, top, canvas.span, "line")
    inner = top + (height - canvas.px(5)) / 2
    canvas.line(left, canvas.left, inner, 3.7, colour="ink3", bold=here)
    for at, words in enumerate(lines):
        shift = (at - (len(lines) - 1) / 2) * canvas.px(size * 1.3)
        canvas.line(words, canvas.left + lead, inner + shift, size, bold=here, colour="accent" if here else "ink")
    canvas.line(right, canvas.right, inner, 3.7, colour="ink2", align="right")


# -- case ----------------------------------------------------------------------------------------------------------------------


def _case(canvas: Canvas, slide: Slide) -> None:
    assert isinstance(slide, CaseSlide)
    y = canvas.heading(slide.header, slide.label) + canvas.px(3)
    y = canvas.block(slide.bank, canvas.left, y, canvas.span, 5.2, leading=7.6, bold=True, colour="accent")
    y = canvas.block(slide.title, canvas.left, y, canvas.span, 7.0, leading=9.6, bold=True, most=2) + canvas.px(2)
    side = canvas.span * (1 if canvas.tall or not slide.figure else 0.58)
    below = canvas.block(slide.did, canvas.left, y, side, 4.1, leading=6.2, colour="ink2")
    if slide.figure:
        x, top = (canvas.left, below + canvas.px(2)) if canvas.tall else (canvas.left + canvas.span * 0.64, y)
        size, lines = canvas.fitted(slide.figure, canvas.right - x, (9.0, 7.5, 6.1, 5.2), 1, True)
        canvas.line(lines[0], x, top, size, bold=True)
        canvas.block(slide.caption, x, top + canvas.px(size * 1.4), canvas.right - x, 3.5, leading=5, colour="ink2", most=3)
    canvas.block(slide.question, canvas.left, canvas.px(80), canvas.span, 4.8, leading=6.4, bold=True, colour="accent", most=1)
    canvas.line(slide.source, canvas.left, canvas.px(91), 3.5, colour="ink3")


_PAINTERS: Mapping[type[Slide], Callable[[Canvas, Slide], None]] = {
    Blank: _blank,
    TitleSlide: _title,
    ListSlide: _list,
    QuestionSlide: paint_question,
    RevealSlide: paint_reveal,
    CaseSlide: _case,
    FigureSlide: paint_figure,
    SampleSlide: paint_test,
}
