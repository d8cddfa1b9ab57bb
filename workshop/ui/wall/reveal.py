"""A revealed round on the wall: votes over their levels, the verdict in words, what separates the camps, the next question."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainterPath, QPen, QPolygonF

from workshop.ui.wall.canvas import HEADER, Canvas
from workshop.ui.wall.slides import RevealSlide, Slide


def paint_reveal(canvas: Canvas, slide: Slide) -> None:
    assert isinstance(slide, RevealSlide)
    canvas.heading(slide.header, slide.label)
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
