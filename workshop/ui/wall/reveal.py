"""A revealed round on the wall: votes over their levels, the verdict in words, what separates the camps, the next question."""

from collections.abc import Iterator

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainterPath, QPen, QPolygonF

from workshop.ui.wall.canvas import HEADER, Canvas
from workshop.ui.wall.entrance import RISE
from workshop.ui.wall.slides import RevealSlide, Slide

Place = tuple[float, float, float]  # left, top and width in px
Levels = tuple[tuple[int, str, str], ...]  # level, headline, description
PITCH = 5.2  # of the votes in rows above a boundary
TITLE = 6.2  # height of the boundary's title
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
    place = _votes_below_each_other(canvas, slide, y) if canvas.tall else _votes_beside(canvas, slide, y)
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


def _votes_beside(canvas: Canvas, slide: RevealSlide, y: float) -> Place:
    """16:9: votes on the left, the boundary on the right; long descriptions take room from the votes."""
    top = y + canvas.px(3)
    shares = (0.445, 0.63) if slide.boundary else (0.445,)
    share = next((one for one in shares if _texts(canvas, (0, top, canvas.span * one), slide.boundary)), shares[-1])
    _dots(canvas, slide, canvas.left, y + canvas.px(2), canvas.span * (0.945 - share), canvas.px(83.5))
    return canvas.right - canvas.span * share, top, canvas.span * share


def _votes_below_each_other(canvas: Canvas, slide: RevealSlide, y: float) -> Place:
    """4:3: votes in rows over the boundary; in one row with numbers where its descriptions would find no room."""
    below = y + canvas.px(1.2) + 5 * canvas.px(PITCH)
    rows = (canvas.left, below + canvas.px(1.2), canvas.span)
    if not slide.boundary or _texts(canvas, rows, slide.boundary):
        bottom = _dot_rows(canvas, slide, y + canvas.px(1.2))
        return canvas.left, bottom + canvas.px(1.2), canvas.span
    bottom = _dot_row(canvas, slide, y + canvas.px(0.4))
    return canvas.left, bottom + canvas.px(0.8), canvas.span


def _dot_row(canvas: Canvas, slide: RevealSlide, y: float) -> float:
    """All levels in one row, each a disc and how often; returns the bottom."""
    side, column = canvas.px(5.0), canvas.span / 5
    for level, count in enumerate(slide.counts, start=1):
        x = canvas.left + (level - 1) * column
        with canvas.coming(canvas.entrance.column(level), canvas.height * RISE):
            if not count:
                canvas.line(str(level), x + side / 2, y, 3.7, colour="ink3", align="centre")
                continue
            canvas.vote(level, x, y, side, 3.33, ringed=level in slide.outliers)
            canvas.line(f"×{count}", x + side * 1.3, y, 3.7, bold=True)
    return y + side


def _dots(canvas: Canvas, slide: RevealSlide, x: float, top: float, width: float, bottom: float) -> None:
    """Votes stacked over their levels, the median thick under its column; more than seven stand two abreast."""
    axis, column = bottom - canvas.px(5.4), width / 5
    abreast = 2 if any(7 < count <= MOST for count in slide.counts) else 1
    rows = max((-(-count // abreast) for count in slide.counts if count <= MOST), default=1)
    pitch = min(canvas.px(6.2), (axis - top) / max(rows, 1))
    side = min(canvas.px(5.6), pitch * 0.92, column / (2.3 if abreast == 2 else 1.2))
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
    pitch = canvas.px(PITCH if slide.boundary else 8.4)
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
    y += canvas.px(TITLE)
    for picked in _choices(slide.boundary):
        if (found := _texts(canvas, (x, y - canvas.px(TITLE), width), picked)) is not None:
            break
    texts, setting = found or ([[] for _one in picked], Setting(4.3, min(5.6, (canvas.px(86) - y) / canvas.px(1) / len(picked) - 1.2), 3.5))
    needs = [setting.need(canvas, lines) for lines in texts]
    spare = max(0.0, min((canvas.px(86) - y - sum(needs)) / len(needs), canvas.px(4)))
    for (level, name, _text), lines, need in zip(picked, texts, needs, strict=True):
        canvas.rule(x, y, width, "line")
        side = canvas.px(min(setting.head, 5.6))
        canvas.token(level, x, y + (canvas.px(1.2) if lines else (need + spare - side) / 2), side, 3.7)
        inner = y + (canvas.px(1.0) if lines else (need + spare - canvas.px(5.4)) / 2)
        size, names = canvas.fitted(name, width - canvas.px(8), (4.1, 3.7, 3.5), 1, True)
        canvas.line(names[0], x + canvas.px(8), inner, size, bold=True)
        for row, words in enumerate(lines):
            top = inner + canvas.px(setting.head) + row * canvas.px(setting.leading)
            canvas.line(words, x + canvas.px(8), top, setting.size, colour="ink2")
        y += need + spare


def _choices(boundary: Levels) -> Iterator[Levels]:
    """All descriptions; where those are too many words the two ends and the level to ask evidence for, or the ends: others by headline."""
    low, high = boundary[0][0], boundary[-1][0]
    for told in (range(low, high + 1), (low, (low + high) // 2, high), (low, high)):
        yield tuple((level, name, text if level in told else "") for level, name, text in boundary)


class Setting(Struct, frozen=True):
    """How the boundary is set: leading, the headline's height and the size of the descriptions, in percent of the height."""

    leading: float
    head: float
    size: float
    tight: bool = True

    def need(self, canvas: Canvas, lines: list[str]) -> float:
        """Height of one level in px."""
        return canvas.px(self.head + 1.2) + len(lines) * canvas.px(self.leading)


SETTINGS = (Setting(4.8, 5.4, 3.5, False), Setting(4.6, 5.2, 3.5), Setting(4.3, 4.9, 3.5), Setting(4.1, 4.7, 3.35))


def _texts(canvas: Canvas, place: Place, levels: Levels) -> tuple[list[list[str]], Setting] | None:
    """The descriptions' lines in the airiest setting that fits the place; None when there is no room."""
    _x, y, width = place
    room = canvas.px(86) - y - canvas.px(TITLE)
    for setting in SETTINGS:
        lines = [canvas.lines(text, setting.size, width - canvas.px(8), tight=setting.tight) if text else [] for _n, _name, text in levels]
        if sum(setting.need(canvas, one) for one in lines) <= room:
            return lines, setting
    return None


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
