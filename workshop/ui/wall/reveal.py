"""A revealed round on the wall: votes over their levels, the verdict in words, what separates the camps, the next question."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainterPath, QPen, QPolygonF

from workshop.ui.wall.canvas import HEADER, Canvas
from workshop.ui.wall.entrance import RISE
from workshop.ui.wall.slides import RevealSlide, Slide

MOST = 14  # votes drawn one by one over a level; more are one disc and a number


def paint_reveal(canvas: Canvas, slide: Slide) -> None:
    """Votes, verdict, boundary and the accent line of what comes next."""
    assert isinstance(slide, RevealSlide)
    meaning = canvas.entrance.meaning()
    with canvas.coming(meaning):
        now = canvas.line(slide.agreement, canvas.right, canvas.px(5.2), 5.2, bold=True, align="right")
        before = canvas.line(slide.agreement_before, now.left() - canvas.px(1.2), canvas.px(6), HEADER, colour="ink2", align="right")
    canvas.heading(slide.header, slide.label, canvas.right - before.left() if slide.agreement else 0.0)
    with canvas.coming(meaning):
        y = _verdict(canvas, slide)
    if canvas.tall:
        below = _dot_rows(canvas, slide, y + canvas.px(1.2))
        place = (canvas.left, below + canvas.px(1.2), canvas.span)
    else:
        _dots(canvas, slide, canvas.left, y + canvas.px(2), canvas.span * 0.5, canvas.px(83.5))
        place = (canvas.left + canvas.span * 0.555, y + canvas.px(3), canvas.span * 0.445)
    with canvas.coming(meaning):
        _boundary(canvas, slide, *place)
        last = slide.record or slide.next_question
        canvas.block(last, canvas.left, canvas.px(87), canvas.span, 6.1, bold=True, colour="accent", most=1)


def _verdict(canvas: Canvas, slide: RevealSlide) -> float:
    """The light, the verdict and its sentence; returns the bottom."""
    mark = canvas.px(7)
    _light(canvas, slide.light, canvas.left, canvas.px(14.6), mark)
    y = canvas.block(
        slide.verdict, canvas.left + mark * 1.4, canvas.px(13.4), canvas.span - mark * 1.4, 6.5, leading=8.6, bold=True, most=1
    )
    return canvas.block(slide.sentence, canvas.left, y + canvas.px(0.8), canvas.span, 3.7, leading=5.2, colour="ink2", most=2)


def _dots(canvas: Canvas, slide: RevealSlide, x: float, top: float, width: float, bottom: float) -> None:
    """Votes stacked over their levels, the median thick under its column; more than seven stand two abreast."""
    axis, column = bottom - canvas.px(5.4), width / 5
    abreast = 2 if any(7 < count <= MOST for count in slide.counts) else 1
    rows = max((-(-count // abreast) for count in slide.counts if count <= MOST), default=1)
    pitch = min(canvas.px(6.2), (axis - top) / max(rows, 1))
    side = min(canvas.px(5.6), pitch * 0.92)
    canvas.rule(x, axis, width)
    for level, count in enumerate(slide.counts, start=1):
        centre = x + (level - 0.5) * column
        foot, ringed = axis - canvas.px(0.8), level in slide.outliers
        with canvas.coming(canvas.entrance.column(level), canvas.height * RISE):
            _stack(canvas, level, 1 if count > MOST else count, (centre, foot, pitch, side), abreast, ringed)
            if count > MOST:
                canvas.line(f"×{count}", centre + side * (0.6 if abreast == 1 else 0.2), foot - side, 3.7, bold=True)
        if slide.median and slide.median[0] <= level <= slide.median[1]:
            with canvas.coming(canvas.entrance.meaning()):
                canvas.painter.fillRect(QRectF(centre - column * 0.48, axis - 2, column * 0.96, canvas.px(0.55)), canvas.colour("accent"))
        canvas.line(str(level), centre, axis + canvas.px(0.9), 3.7, bold=count > 0, colour="ink" if count else "ink3", align="centre")


def _stack(canvas: Canvas, level: int, count: int, place: tuple[float, float, float, float], abreast: int, ringed: bool) -> None:
    """Discs from the axis up (centre, foot, pitch, side); the last row of two may hold one, in the middle."""
    centre, foot, pitch, side = place
    for number in range(count):
        row = number // abreast
        here = min(abreast, count - row * abreast)
        left = centre - here * side * 0.54 + (number % abreast) * side * 1.08 + side * 0.04
        canvas.vote(level, left, foot - row * pitch - side, side, 3.33, ringed=ringed)


def _dot_rows(canvas: Canvas, slide: RevealSlide, y: float) -> float:
    """4:3: votes in rows beside their levels, larger when nothing stands below; returns the bottom."""
    pitch = canvas.px(5.2 if slide.boundary else 8.4)
    side = pitch * 0.9
    lead = canvas.px(6)
    for level, count in enumerate(slide.counts, start=1):
        top = y + (level - 1) * pitch
        canvas.line(str(level), canvas.left, top + (side - canvas.px(5)) / 2, 3.7, bold=count > 0, colour="ink" if count else "ink3")
        shown = count if count <= min(MOST, int((canvas.span - lead) / (side * 1.12))) else 1
        with canvas.coming(canvas.entrance.column(level), canvas.height * RISE):
            for number in range(shown):
                canvas.vote(level, canvas.left + lead + number * side * 1.12, top, side, 3.33, ringed=level in slide.outliers)
            if count > shown:
                canvas.line(f"×{count}", canvas.left + lead + side * 1.4, top + (side - canvas.px(5)) / 2, 3.7, bold=True)
    return y + 5 * pitch


def _boundary(canvas: Canvas, slide: RevealSlide, x: float, y: float, width: float) -> None:
    """What separates the levels the room is split between: headline and description of each, headlines alone where room is short."""
    if not slide.boundary:
        return
    canvas.line(slide.boundary_title, x, y, 4.1, bold=True)
    y += canvas.px(6.2)
    texts, leading, head = _boundary_texts(canvas, slide, canvas.px(86) - y, width - canvas.px(8))
    needs = [canvas.px(head + 1.2) + len(lines) * canvas.px(leading) for lines in texts]
    spare = max(0.0, min((canvas.px(86) - y - sum(needs)) / len(needs), canvas.px(4)))
    for (level, name, _text), lines, need in zip(slide.boundary, texts, needs, strict=True):
        canvas.rule(x, y, width, "line")
        side = canvas.px(min(head, 5.6))
        canvas.token(level, x, y + (canvas.px(1.2) if lines else (need + spare - side) / 2), side, 3.7)
        inner = y + (canvas.px(1.0) if lines else (need + spare - canvas.px(5.4)) / 2)
        size, names = canvas.fitted(name, width - canvas.px(8), (4.1, 3.7, 3.5), 1, True)
        canvas.line(names[0], x + canvas.px(8), inner, size, bold=True)
        for row, words in enumerate(lines):
            canvas.line(words, x + canvas.px(8), inner + canvas.px(head) + row * canvas.px(leading), 3.5, colour="ink2")
        y += need + spare


def _boundary_texts(canvas: Canvas, slide: RevealSlide, room: float, width: float) -> tuple[list[list[str]], float, float]:
    """The descriptions' lines, their leading and the headline's height in percent: airy, close, or none when there is no room."""
    texts = [text for _level, _name, text in slide.boundary]
    for tight, leading, head in ((False, 4.8, 5.4), (True, 4.6, 5.2), (True, 4.3, 4.9)):
        lines = [canvas.lines(text, 3.5, width, tight=tight) for text in texts]
        if sum(canvas.px(head + 1.2) + len(one) * canvas.px(leading) for one in lines) <= room:
            return lines, leading, head
    return [[] for _text in texts], 4.3, min(5.6, room / canvas.px(1) / len(texts) - 1.2)


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
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(canvas.colour("bg") if canvas.dark else ink)
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
