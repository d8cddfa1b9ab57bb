"""One painter per kind of slide; each draws values only, in shares of the wall's height."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainterPath, QPen, QPolygonF

from workshop.ui.wall.canvas import Canvas
from workshop.ui.wall.figures import paint_figure
from workshop.ui.wall.slides import Blank, CaseSlide, FigureSlide, ListSlide, QuestionSlide, RevealSlide, Slide, TitleSlide

HEADER = 3.7


def paint(canvas: Canvas, slide: Slide) -> None:
    """Draw a slide; a kind without a painter is a bug and raises KeyError."""
    _PAINTERS[type(slide)](canvas, slide)


def header(canvas: Canvas, slide: Slide) -> float:
    """Bold word and second voice at the top; returns the y below."""
    y = canvas.px(6)
    rect = canvas.line(slide.header, canvas.left, y, HEADER, bold=True)
    gap = canvas.px(2.2) if slide.header else 0
    canvas.line(slide.label, rect.right() + gap, y, HEADER, colour="ink2")
    return y + canvas.px(6.5)


def _blank(canvas: Canvas, slide: Slide) -> None:
    header(canvas, slide)


def _title(canvas: Canvas, slide: Slide) -> None:
    assert isinstance(slide, TitleSlide)
    header(canvas, slide)
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
    y = header(canvas, slide) + canvas.px(1)
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


# -- question -----------------------------------------------------------------------------------------------------------------


def _question(canvas: Canvas, slide: Slide) -> None:
    assert isinstance(slide, QuestionSlide)
    header(canvas, slide)
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


# -- reveal --------------------------------------------------------------------------------------------------------------------


def _reveal(canvas: Canvas, slide: Slide) -> None:
    assert isinstance(slide, RevealSlide)
    header(canvas, slide)
    now = canvas.line(slide.agreement, canvas.right, canvas.px(5.2), 5.2, bold=True, align="right")
    canvas.line(slide.agreement_before, now.left() - canvas.px(1.2), canvas.px(6), HEADER, colour="ink2", align="right")
    mark = canvas.px(7)
    _light(canvas, slide.light, canvas.left, canvas.px(14.6), mark)
    y = canvas.block(
        slide.verdict, canvas.left + mark * 1.4, canvas.px(13.4), canvas.span - mark * 1.4, 6.5, leading=8.6, bold=True, most=1
    )
    y = canvas.block(slide.sentence, canvas.left, y + canvas.px(0.8), canvas.span, 3.7, leading=5.2, colour="ink2", most=2)
    if canvas.tall:
        below = _dot_rows(canvas, slide, y + canvas.px(1.2))
        _boundary(canvas, slide, canvas.left, below + canvas.px(1.2), canvas.span)
    else:
        _dots(canvas, slide, canvas.left, y + canvas.px(2), canvas.span * 0.5, canvas.px(83.5))
        _boundary(canvas, slide, canvas.left + canvas.span * 0.555, y + canvas.px(3), canvas.span * 0.445)
    last = slide.record or slide.next_question
    canvas.block(last, canvas.left, canvas.px(87), canvas.span, 6.1, bold=True, colour="accent", most=1)


def _dots(canvas: Canvas, slide: RevealSlide, x: float, top: float, width: float, bottom: float) -> None:
    """Votes stacked over their levels, the median thick under its column."""
    axis = bottom - canvas.px(5.4)
    column = width / 5
    most = max((*slide.counts, 1))
    pitch = min(canvas.px(6.2), (axis - top) / most)
    side = min(canvas.px(5.6), pitch * 0.92)
    digit = 3.33
    canvas.rule(x, axis, width)
    for level, count in enumerate(slide.counts, start=1):
        centre = x + (level - 0.5) * column
        stacked = count if side >= canvas.px(4.4) else min(count, 1)
        side_here = side if stacked == count else canvas.px(5.6)
        for number in range(stacked):
            canvas.vote(level, centre - side_here / 2, axis - canvas.px(0.8) - (number + 1) * max(pitch, side_here), side_here, digit,
                        ringed=level in slide.outliers)  # fmt: skip
        if stacked != count:
            canvas.line(f"×{count}", centre + side_here * 0.8, axis - canvas.px(0.8) - side_here, 3.7, bold=True)
        if slide.median and slide.median[0] <= level <= slide.median[1]:
            canvas.painter.fillRect(QRectF(centre - column * 0.48, axis - 2, column * 0.96, canvas.px(0.55)), canvas.colour("accent"))
        canvas.line(str(level), centre, axis + canvas.px(0.9), 3.7, bold=count > 0, colour="ink" if count else "ink3", align="centre")


def _dot_rows(canvas: Canvas, slide: RevealSlide, y: float) -> float:
    """4:3: votes in rows beside their levels; returns the bottom."""
    pitch, side = canvas.px(5.2), canvas.px(4.7)
    for level, count in enumerate(slide.counts, start=1):
        top = y + (level - 1) * pitch
        canvas.line(str(level), canvas.left, top + canvas.px(0.3), 3.7, bold=count > 0, colour="ink" if count else "ink3")
        room = int((canvas.span - canvas.px(6)) / (side * 1.12))
        for number in range(count if count <= room else 1):
            canvas.vote(level, canvas.left + canvas.px(6) + number * side * 1.12, top, side, 3.33, ringed=level in slide.outliers)
        if count > room:
            canvas.line(f"×{count}", canvas.left + canvas.px(6) + side * 1.4, top + canvas.px(0.3), 3.7, bold=True)
    return y + 5 * pitch


def _boundary(canvas: Canvas, slide: RevealSlide, x: float, y: float, width: float) -> None:
    """What separates the levels the room is split between."""
    if not slide.boundary:
        return
    canvas.line(slide.boundary_title, x, y, 4.1, bold=True)
    y += canvas.px(6.2)
    step = (canvas.px(86) - y) / len(slide.boundary)
    for level, name, text in slide.boundary:
        canvas.rule(x, y, width, "line")
        roomy = step > canvas.px(10.5)
        side = canvas.px(5.6) if roomy else min(canvas.px(5.0), step * 0.82)
        canvas.token(level, x, y + (canvas.px(2.2) if roomy else (step - side) / 2), side, 3.7)
        inner, lead = x + canvas.px(8), y + (canvas.px(1.4) if roomy else (step - canvas.px(5.4)) / 2)
        size, lines = canvas.fitted(name, width - canvas.px(8), (4.1, 3.7, 3.5), 1, True)
        canvas.line(lines[0], inner, lead, size, bold=True)
        if roomy:
            canvas.block(text, inner, lead + canvas.px(5.2), width - canvas.px(8), 3.5, leading=4.6, colour="ink2", most=2)
        y += step


def _light(canvas: Canvas, light: str, x: float, y: float, side: float) -> None:
    """Shape and colour of a light; its word is the verdict beside it."""
    painter = canvas.painter
    colour = {"consensus": "consensus", "discuss": "discuss", "split": "split", "few": "few"}.get(light, "few")
    ink, fill = canvas.colour(f"{colour}-text"), canvas.colour(f"{colour}-fill")
    pen = QPen(ink, side * 0.045)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    if light == "consensus":
        painter.setBrush(ink)
        painter.drawEllipse(QRectF(x, y, side, side))
        tick = QPainterPath(QPointF(x + side * 0.28, y + side * 0.52))
        tick.lineTo(x + side * 0.44, y + side * 0.68)
        tick.lineTo(x + side * 0.74, y + side * 0.34)
        painter.setPen(QPen(canvas.colour("bg"), side * 0.09, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(tick)
    elif light == "discuss":
        painter.setBrush(fill)
        points = (QPointF(x + side / 2, y), QPointF(x + side, y + side * 0.9), QPointF(x, y + side * 0.9))
        painter.drawPolygon(QPolygonF(points))
        painter.setBrush(ink)
        painter.drawRoundedRect(QRectF(x + side * 0.46, y + side * 0.3, side * 0.08, side * 0.3), side * 0.03, side * 0.03)
        painter.drawEllipse(QPointF(x + side * 0.5, y + side * 0.73), side * 0.035, side * 0.035)
    elif light == "split":
        painter.setBrush(ink)
        for start, tip in ((0.42, 0.0), (0.58, 1.0)):
            painter.drawPolygon(QPolygonF((QPointF(x + side * start, y + side * 0.1), QPointF(x + side * tip, y + side * 0.5),
                                           QPointF(x + side * start, y + side * 0.9))))  # fmt: skip
    else:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(ink, side * 0.08, Qt.PenStyle.DashLine))
        painter.drawEllipse(QRectF(x + 2, y + 2, side - 4, side - 4))


# -- case ----------------------------------------------------------------------------------------------------------------------


def _case(canvas: Canvas, slide: Slide) -> None:
    assert isinstance(slide, CaseSlide)
    y = header(canvas, slide) + canvas.px(3)
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
    QuestionSlide: _question,
    RevealSlide: _reveal,
    CaseSlide: _case,
    FigureSlide: lambda canvas, slide: paint_figure(canvas, slide, header),
}
