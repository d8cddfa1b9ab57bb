"""A slide with a drawing: the figure on the left or full width, its large figure and rows of words beside or below it."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPen, QPolygonF

from workshop.figures.walk import TextItem
from workshop.ui.wall.canvas import Canvas, Written
from workshop.ui.wall.slides import FigureSlide, Slide
from workshop.ui.widgets.figure import paint


def paint_figure(canvas: Canvas, slide: Slide) -> None:
    """Draw a FigureSlide; on 4:3 the words stand below the figure."""
    assert isinstance(slide, FigureSlide)
    top = canvas.heading(slide.header, slide.label)
    if slide.wide:
        size, lines = canvas.fitted(slide.sentence, canvas.span, (4.1, 3.8, 3.5), 1, True)
        foot = canvas.px(94.5 if lines else 95) - len(lines) * canvas.px(size * 1.36)
        _drawing(canvas, slide, QRectF(canvas.left, top, canvas.span, foot - canvas.px(1.5) - top))
        for row, words in enumerate(lines):
            canvas.line(words, canvas.left, foot + row * canvas.px(size * 1.36), size, bold=True)
    elif canvas.tall:
        below = min(canvas.px(64), canvas.px(95) - _rows_height(canvas, slide, canvas.span))
        _drawing(canvas, slide, QRectF(canvas.left, top, canvas.span * 0.56, below - top))
        _score(canvas, slide, canvas.left + canvas.span * 0.6, top + canvas.px(4), 12)
        _rows(canvas, slide, canvas.left, below, canvas.span)
    else:
        _drawing(canvas, slide, QRectF(canvas.left, top, canvas.span * 0.53, canvas.px(92) - top))
        x = canvas.left + canvas.span * 0.565
        below = _score(canvas, slide, x, top + canvas.px(1), 21.5)
        _rows(canvas, slide, x, below, canvas.right - x)


def _drawing(canvas: Canvas, slide: FigureSlide, room: QRectF) -> None:
    if slide.draw is None or room.width() < 10 or room.height() < 10:
        return
    picture = slide.draw(room.width(), room.height(), canvas.height, canvas.dark)
    painter = canvas.painter
    painter.save()
    painter.translate(room.x() + max(0.0, (room.width() - picture.width) / 2), room.y() + max(0.0, (room.height() - picture.height) / 2))
    paint(painter, picture)
    painter.restore()
    for item in picture.items:
        if isinstance(item, TextItem):
            canvas.written.append(Written(item.text, item.size / canvas.height * 100, QRectF()))


def _score(canvas: Canvas, slide: FigureSlide, x: float, y: float, size: float) -> float:
    """The large figure with its accent word; returns the y below."""
    if not slide.figure:
        return y
    room, word = canvas.right - x - canvas.px(2.5), 7.4
    for share in (1.0, 0.9, 0.8, 0.7, 0.6, 0.5):
        word = max(7.4 * share, 4.1)
        if canvas.measure(slide.figure, size * share, True) + canvas.measure(slide.word, word, True) <= room:
            break
    size *= share
    rect = canvas.line(slide.figure, x, y - canvas.px(size * 0.2), size, bold=True)
    canvas.line(
        slide.word, rect.right() + canvas.px(2.5), rect.bottom() - canvas.px(size * 0.24 + word * 1.38), word, bold=True, colour="accent"
    )
    return rect.bottom() + canvas.px(1)


def _rows_height(canvas: Canvas, slide: FigureSlide, width: float) -> float:
    """What rows and sentences take below one another."""
    rows = len(slide.rows) * 6 + (2.6 if slide.rows else 0)
    _size, first = canvas.fitted(slide.sentence, width, (3.9, 3.5), 3, True)
    second = canvas.lines(slide.second, 3.5, width)
    return canvas.px(rows + len(first) * 5.4 + 0.6 + len(second) * 4.9)


def _rows(canvas: Canvas, slide: FigureSlide, x: float, y: float, width: float) -> None:
    for mark, text, figure in slide.rows:
        lead = canvas.px(9.5) if mark else 0
        if mark:
            _series(canvas, mark, QRectF(x, y + canvas.px(0.4), canvas.px(7), canvas.px(4.6)))
        tail = canvas.measure(figure, 4.1, True) + canvas.px(2)
        size, lines = canvas.fitted(text, width - lead - tail, (3.9, 3.7, 3.5), 1)
        canvas.line(lines[0], x + lead, y, size, colour="ink")
        canvas.line(figure, x + width, y - canvas.px(0.3), 4.1, bold=True, align="right")
        y += canvas.px(6)
    if slide.rows:
        canvas.rule(x, y + canvas.px(0.8), width)
        y += canvas.px(2.6)
    y = canvas.block(slide.sentence, x, y, width, 3.9, leading=5.4, bold=True, most=3) + canvas.px(0.6)
    canvas.block(slide.second, x, y, width, 3.5, leading=4.9, colour="ink2", most=3)


def _series(canvas: Canvas, mark: str, rect: QRectF) -> None:
    """The key of a radar line: now solid with disc, projected dashed with hollow disc, target dotted with diamond."""
    painter, middle = canvas.painter, rect.center()
    style = {"now": Qt.PenStyle.SolidLine, "projected": Qt.PenStyle.DashLine, "target": Qt.PenStyle.DotLine}[mark]
    colour = canvas.colour("ink3" if mark == "target" else "accent")
    painter.setPen(QPen(colour, canvas.px(0.5), style))
    painter.drawLine(QPointF(rect.left(), middle.y()), QPointF(rect.right(), middle.y()))
    painter.setPen(QPen(colour, canvas.px(0.35)))
    painter.setBrush(colour if mark == "now" else canvas.colour("bg"))
    reach = canvas.px(1.1)
    if mark == "target":
        across, down = QPointF(reach, 0), QPointF(0, reach)
        painter.drawPolygon(QPolygonF((middle - down, middle + across, middle + down, middle - across)))
    else:
        painter.drawEllipse(middle, reach, reach)
