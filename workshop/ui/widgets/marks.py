"""The signs of the room: level tokens and votes, lights, marks of progress and of seats; drawn the same in every widget."""

from math import pi

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from workshop.ui.theme import Look, font
from workshop.ui.widgets.paint import CENTRE, box

LIGHTS = ("consensus", "discuss", "split", "few")
STROKE = 1.5


def pen(colour: QColor, width: float = STROKE) -> QPen:
    """A stroke with round ends, as in the icons."""
    return QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


def level_token(painter: QPainter, rect: QRectF, level: int, look: Look) -> None:
    """A level of the scale: a rounded square with its number."""
    _level_shape(painter, rect, rect.width() * 0.23, level, look)
    _level_digit(painter, rect, level, look, max(13, round(rect.width() * 0.64)))


def vote(painter: QPainter, rect: QRectF, level: int, look: Look, *, ringed: bool = False, size: int = 13) -> None:
    """One vote: a disc with its number; one far from the others wears a ring with a gap."""
    _level_shape(painter, rect, rect.width() / 2, level, look)
    _level_digit(painter, rect, level, look, size)
    if ringed:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(pen(look.colour("ink")))
        painter.drawEllipse(rect.adjusted(-4.25, -4.25, 4.25, 4.25))


def _level_shape(painter: QPainter, rect: QRectF, radius: float, level: int, look: Look) -> None:
    outline = look[f"level{level}-outline"]
    box(painter, rect, radius, fill=look.colour(f"level{level}"), edge=QColor(outline) if outline else None)


def _level_digit(painter: QPainter, rect: QRectF, level: int, look: Look, size: int) -> None:
    face = font("caption", True)
    face.setPixelSize(size)
    painter.setFont(face)
    painter.setPen(look.colour(f"level{level}-digit"))
    painter.drawText(rect, CENTRE, str(level))


# -- lights ---------------------------------------------------------------------------------------------------------------------


def light(painter: QPainter, rect: QRectF, kind: str, look: Look, back: QColor | None = None) -> None:
    """The sign of a light; `back` is the ground a tick is cut into."""
    painter.save()
    painter.translate(rect.topLeft())
    painter.scale(rect.width() / 14, rect.height() / 14)
    draw = {"consensus": _consensus, "discuss": _discuss, "split": _split, "few": _few}[kind]
    draw(painter, look, back if back is not None else look.colour("surface"))
    painter.restore()


def _consensus(painter: QPainter, look: Look, back: QColor) -> None:
    _disc(painter, 7, 7, 6.5, look.colour("consensus-fill"))
    _tick(painter, QRectF(3.6, 3.6, 6.8, 6.8), back, 1.6)


def _discuss(painter: QPainter, look: Look, back: QColor) -> None:
    text = look.colour("discuss-text")
    painter.setPen(pen(text, 1))
    painter.setBrush(look.colour("discuss-fill"))
    painter.drawPolygon(QPolygonF((QPointF(7, 1.2), QPointF(13.4, 12.8), QPointF(0.6, 12.8))))
    mark = look.colour("ink") if not look.dark else look.colour("discuss-ground")
    painter.setPen(pen(mark, 1.5))
    painter.drawLine(QPointF(7, 5.4), QPointF(7, 8.4))
    _disc(painter, 7, 10.8, 0.85, mark)


def _split(painter: QPainter, look: Look, back: QColor) -> None:
    painter.setPen(pen(look.colour("split-text"), 0.6))
    painter.setBrush(look.colour("split-fill"))
    for inner, tip in ((5.8, 0.8), (8.2, 13.2)):
        painter.drawPolygon(QPolygonF((QPointF(inner, 2), QPointF(inner, 12), QPointF(tip, 7))))


def _few(painter: QPainter, look: Look, back: QColor) -> None:
    dashed_ring(painter, QPointF(7, 7), 5.8, look.colour("few-text"))


# -- progress -------------------------------------------------------------------------------------------------------------------


def state_mark(painter: QPainter, centre: QPointF, state: str, look: Look) -> None:
    """Where a step stands: a tick when done, a disc now, a ring to come."""
    if state == "done":
        _tick(painter, QRectF(centre.x() - 4.6, centre.y() - 4.6, 9.2, 9.2), look.colour("ink2"), STROKE)
    elif state == "now":
        _disc(painter, centre.x(), centre.y(), 4.5, look.colour("accent"))
    else:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(pen(look.colour("ctl")))
        painter.drawEllipse(centre, 4.2, 4.2)


SEAT_STATES = ("cast", "entering", "waiting", "abstained", "away", "observer")


def seat_mark(painter: QPainter, rect: QRectF, state: str, look: Look) -> None:
    """What a seat does in this ballot; `rect` is 20 square."""
    centre, side = rect.center(), rect.width()
    accent = look.colour("accent")
    if state in ("cast", "abstained"):
        _disc(painter, centre.x(), centre.y(), side / 2 - 1, accent)
        if state == "cast":
            _tick(painter, QRectF(centre.x() - 4.4, centre.y() - 4.4, 8.8, 8.8), look.colour("on-accent"), 1.75)
        else:
            painter.setPen(pen(look.colour("on-accent"), 1.75))
            painter.drawLine(QPointF(centre.x() - 4, centre.y()), QPointF(centre.x() + 4, centre.y()))
    elif state == "entering":
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(pen(accent, 2))
        painter.drawEllipse(centre, side / 2 - 2.5, side / 2 - 2.5)
        _disc(painter, centre.x(), centre.y(), 3.5, accent)
    elif state == "observer":
        eye(painter, rect, look.colour("ink3"))
    elif state == "away":
        dashed_ring(painter, centre, side / 2 - 2, look.colour("ctl"))
        painter.setPen(pen(look.colour("ctl")))
        painter.drawLine(QPointF(centre.x() - 4, centre.y() + 4), QPointF(centre.x() + 4, centre.y() - 4))
    else:
        dashed_ring(painter, centre, side / 2 - 2, look.colour("ctl"))


def eye(painter: QPainter, rect: QRectF, colour: QColor) -> None:
    """Somebody who looks on."""
    left, right, middle = rect.left() + 1.5, rect.right() - 1.5, rect.center().y()
    lids = QPainterPath(QPointF(left, middle))
    lids.quadTo(rect.center().x(), middle - 9.5, right, middle)
    lids.quadTo(rect.center().x(), middle + 9.5, left, middle)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen(colour))
    painter.drawPath(lids)
    painter.drawEllipse(rect.center(), 2.2, 2.2)


def dashed_ring(painter: QPainter, centre: QPointF, radius: float, colour: QColor) -> None:
    """Something that is not there yet."""
    around = 2 * pi * radius / STROKE  # Qt counts dashes in pen widths
    ring = QPen(colour, STROKE, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
    ring.setDashPattern([around / 10 * 0.62, around / 10 * 0.38])
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(ring)
    painter.drawEllipse(centre, radius, radius)


def brand(painter: QPainter, rect: QRectF, look: Look) -> None:
    """The program's mark: three rising bars."""
    side = rect.width()
    box(painter, rect, side * 0.2, fill=look.colour("accent"))
    for share, top in ((0.23, 0.545), (0.432, 0.41), (0.634, 0.25)):
        place = QRectF(rect.left() + side * share, rect.top() + side * top, side * 0.136, side * (0.773 - top))
        box(painter, place, side * 0.03, fill=look.colour("on-accent"))


def caret_down(painter: QPainter, x: float, y: float, colour: QColor, side: float = 10) -> None:
    """A filled triangle pointing down, its left top corner at (x, y)."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon(QPolygonF((QPointF(x, y), QPointF(x + side, y), QPointF(x + side / 2, y + side * 0.62))))


def _disc(painter: QPainter, x: float, y: float, radius: float, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(QPointF(x, y), radius, radius)


def _tick(painter: QPainter, rect: QRectF, colour: QColor, width: float) -> None:
    path = QPainterPath(QPointF(rect.left(), rect.top() + rect.height() * 0.55))
    path.lineTo(rect.left() + rect.width() * 0.36, rect.top() + rect.height() * 0.88)
    path.lineTo(rect.right(), rect.top() + rect.height() * 0.14)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen(colour, width))
    painter.drawPath(path)


def tick(painter: QPainter, rect: QRectF, colour: QColor, width: float = STROKE) -> None:
    """A tick filling this rectangle."""
    _tick(painter, rect, colour, width)
