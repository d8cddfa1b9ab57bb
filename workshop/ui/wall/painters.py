"""One painter per kind of slide; each draws values only, in shares of the wall's height."""

from collections.abc import Callable, Mapping

from workshop.ui.wall.canvas import Canvas
from workshop.ui.wall.figures import paint_figure
from workshop.ui.wall.question import paint_question
from workshop.ui.wall.reveal import paint_reveal
from workshop.ui.wall.slides import Blank, CaseSlide, FigureSlide, ListSlide, QuestionSlide, RevealSlide, Slide, TitleSlide


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
    room = canvas.px(87) - y
    step = min(canvas.px(9), room / max(1, len(slide.rows)))
    lead = max((canvas.measure(left, 3.7) for left, _, _ in slide.rows), default=0) + canvas.px(3)
    for number, (left, text, right) in enumerate(slide.rows):
        top = y + number * step
        canvas.rule(canvas.left, top, canvas.span, "line")
        here = number == slide.current
        inner = top + (step - canvas.px(5)) / 2
        canvas.line(left, canvas.left, inner, 3.7, colour="ink3", bold=here)
        tail = canvas.measure(right, 3.7) + canvas.px(2) if right else 0
        size, lines = canvas.fitted(text, canvas.span - lead - tail, (4.1, 3.7, 3.5), 1, here)
        for row, words in enumerate(lines[:2]):
            shift = (row - (min(len(lines), 2) - 1) / 2) * canvas.px(size * 1.2)
            canvas.line(words, canvas.left + lead, inner + shift, size, bold=here, colour="accent" if here else "ink")
        canvas.line(right, canvas.right, inner, 3.7, colour="ink2", align="right")
    canvas.line(slide.footer, canvas.left, canvas.px(90.5), 3.5, colour="ink2")


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
}
