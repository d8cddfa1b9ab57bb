"""The question on the wall: the largest thing there, with its five levels and how many cards are in."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPen

from workshop.ui.wall.canvas import HEADER, Canvas
from workshop.ui.wall.slides import QuestionSlide, Slide


def paint_question(canvas: Canvas, slide: Slide) -> None:
    assert isinstance(slide, QuestionSlide)
    canvas.heading(slide.header, slide.label)
    clock = canvas.line(slide.clock, canvas.right, canvas.px(5.2), 5.2, bold=True, align="right")
    if slide.clock_label and slide.clock:
        canvas.line(slide.clock_label, clock.left() - canvas.px(2), canvas.px(6), HEADER, colour="ink2", align="right")
    sizes = (10.4, 8.9, 7.8, 6.7, 6.1)
    size, lines = canvas.fitted(slide.question, canvas.span, sizes, 2, True)
    y = canvas.px(15.5 if canvas.tall else 18.5)
    for words in lines:
        canvas.line(words, canvas.left, y, size, bold=True)
        y += canvas.px(size * 1.34)
    bottom = canvas.px(86)
    (_rows if canvas.tall else _columns)(canvas, slide.levels, y + canvas.px(4), bottom)
    _count(canvas, slide)


def _columns(canvas: Canvas, levels: tuple[tuple[str, str], ...], y: float, bottom: float) -> None:
    gap = canvas.width * 0.019
    width = (canvas.span - gap * (len(levels) - 1)) / max(1, len(levels))
    head = min((canvas.fitted(name, width - canvas.px(8.2), (4.8, 4.3, 3.9, 3.5), 1, True)[0] for name, _ in levels), default=4.8)
    for number, (name, text) in enumerate(levels, start=1):
        x = canvas.left + (number - 1) * (width + gap)
        canvas.rule(x, y, width)
        top = y + canvas.px(3)
        canvas.token(number, x, top, canvas.px(6.4), 4.1)
        lines = canvas.lines(name, head, width - canvas.px(8), True)
        for row, words in enumerate(lines):
            canvas.line(words, x + canvas.px(8), top + canvas.px(0.3) + row * canvas.px(head * 1.3), head, bold=True)
        below = top + max(canvas.px(8.6), len(lines) * canvas.px(head * 1.3) + canvas.px(2))
        leading = 5.2 if below + len(canvas.lines(text, 3.5, width)) * canvas.px(5.2) <= bottom else 4.6
        canvas.block(text, x, below, width, 3.5, leading=leading, colour="ink2")


def _rows(canvas: Canvas, levels: tuple[tuple[str, str], ...], y: float, bottom: float) -> None:
    """4:3: five rows, token · headline · description."""
    step = (bottom - y) / max(1, len(levels))
    lead = canvas.px(9) + max((canvas.measure(name, 3.9, True) for name, _ in levels), default=0) + canvas.px(3)
    lead = min(lead, canvas.span * 0.42)
    for number, (name, text) in enumerate(levels, start=1):
        top = y + (number - 1) * step
        canvas.rule(canvas.left, top, canvas.span, "line")
        canvas.token(number, canvas.left, top + (step - canvas.px(6)) / 2, canvas.px(6), 3.9)
        _centred(canvas, name, canvas.left + canvas.px(8.4), top, step, lead - canvas.px(9.5), 3.9, True, "ink")
        _centred(canvas, text, canvas.left + lead, top, step, canvas.span - lead, 3.5, False, "ink2")


def _centred(canvas: Canvas, text: str, x: float, y: float, height: float, width: float, size: float, bold: bool, colour: str) -> None:
    lines = canvas.lines(text, size, width, bold)
    step = canvas.px(size * 1.22)
    top = y + (height - step * len(lines)) / 2
    for row, words in enumerate(lines):
        canvas.line(words, x, top + row * step, size, bold=bold, colour=colour)


def _count(canvas: Canvas, slide: QuestionSlide) -> None:
    """The instruction, and how many cards are in: a count, never a level."""
    y = canvas.px(89)
    counted = canvas.line(slide.counted, canvas.right, y, 4.1, bold=True, align="right") if slide.cast is not None else None
    room = canvas.span - (counted.width() + canvas.px(4) if counted else 0)
    canvas.line(slide.instruction, canvas.left, y + canvas.px(0.2), 3.5, colour="ink")
    space = room - canvas.measure(slide.instruction, 3.5) - canvas.px(4)
    if counted is None or not slide.due or space < canvas.px(1.6) * slide.due:
        return
    pitch = min(canvas.px(4.9), space / slide.due)
    x = counted.left() - canvas.px(3) - pitch * slide.due
    for number in range(slide.due):
        rect = QRectF(x + number * pitch, y + canvas.px(2.0), pitch * 0.84, canvas.px(1.7))
        inside = number < (slide.cast or 0)
        canvas.painter.setPen(Qt.PenStyle.NoPen if inside else QPen(canvas.colour("ctl"), 1.5))
        canvas.painter.setBrush(canvas.colour("accent") if inside else Qt.BrushStyle.NoBrush)
        canvas.painter.drawRoundedRect(rect, 2, 2)
