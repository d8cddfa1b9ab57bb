"""Paints a figure on the screen: the same picture as on paper, at the widget's own size, with hover, click and drag by element id."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QContextMenuEvent,
    QEnterEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPalette,
    QPen,
    QPicture,
    QResizeEvent,
    QTransform,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from workshop.figures.walk import PathItem, Pen, Picture, Rgba, TextItem

FAMILY = "Workshop Sans SC"
REACH = 3.0  # pixels around a thin line that still count as a hit
SLACK = 0.5  # pixels: half a hairline around an outline

Source = Callable[[float, float], Picture]
Choice = Callable[[str], bool]


def _nothing(id: str) -> bool:
    return False


def _anything(id: str) -> bool:
    return bool(id)


def _colour(rgba: Rgba) -> QColor:
    return QColor.fromRgbF(*rgba)


def _pen(pen: Pen) -> QPen:
    made = QPen(_colour(pen.colour), pen.width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.RoundJoin)
    if pen.dash:
        made.setDashPattern([part / pen.width for part in pen.dash])  # Qt counts dashes in pen widths
    return made


def path_of(item: PathItem) -> QPainterPath:
    """The outline in drawing coordinates; winding fill, because contours may overlap."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for letter, numbers in item.moves:
        if letter == "M":
            path.moveTo(*numbers)
        elif letter == "L":
            path.lineTo(*numbers)
        elif letter == "C":
            path.cubicTo(*numbers)
        else:
            path.closeSubpath()
    return QTransform(*item.transform).map(path)


def font_of(item: TextItem) -> QFont:
    """The screen's face for a run: the family is the paper's, the weight is told by the face's name."""
    font = QFont(FAMILY)
    font.setPixelSize(max(1, round(item.size)))
    font.setBold("Bold" in item.face)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def paint(painter: QPainter, picture: Picture) -> None:
    """Paint a picture into the rectangle (0, 0, width, height), y downwards."""
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.save()
    painter.setTransform(QTransform(1, 0, 0, -1, 0, picture.height), True)
    for item in picture.items:
        if isinstance(item, TextItem):
            _paint_text(painter, item)
        else:
            painter.setPen(_pen(item.pen) if item.pen else QPen(Qt.PenStyle.NoPen))
            painter.setBrush(QBrush(_colour(item.brush)) if item.brush else QBrush(Qt.BrushStyle.NoBrush))
            painter.drawPath(path_of(item))
    painter.restore()


def _paint_text(painter: QPainter, item: TextItem) -> None:
    font = font_of(item)
    painter.save()
    painter.setTransform(QTransform(*item.transform), True)
    painter.translate(item.x, item.y)
    factor = item.size / font.pixelSize()
    painter.scale(factor, -factor)
    painter.setFont(font)
    painter.setPen(_colour(item.colour))
    painter.drawText(QPointF(0, 0), item.text)
    painter.restore()


class FigureView(QWidget):
    """Shows what `source(width, height)` builds; builds again only when size, palette or `refresh` ask for it."""

    hovered = Signal(str)
    clicked = Signal(str)
    drag_moved = Signal(str, float, float)
    drag_finished = Signal(str, float, float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._source: Source | None = None
        self._picture: Picture | None = None
        self._drawn: QPicture | None = None
        self._built = QSize()
        self._hittable: Choice = _anything
        self._draggable: Choice = _nothing
        self._menu: Callable[[QPoint], object] | None = None
        self._ringed = False
        self._under = ""
        self._pressed = ""
        self._start = QPointF()
        self._dragging = False
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_source(self, source: Source) -> None:
        """What to show; called with the widget's size in pixels, now and whenever that size changes."""
        self._source = source
        self.refresh()

    def set_hoverable(self, choice: Choice) -> None:
        """Which ids are told on hover and click; all by default."""
        self._hittable = choice

    def set_draggable(self, choice: Choice) -> None:
        """Which ids can be dragged; none by default."""
        self._draggable = choice

    def set_menu(self, open_at: Callable[[QPoint], object]) -> None:
        """What a right click, the menu key and Shift+F10 open, at a point of the screen; from now on the keyboard reaches the figure."""
        self._menu = open_at
        if self.focusPolicy() == Qt.FocusPolicy.NoFocus:
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._ringed = True

    def set_description(self, words: str) -> None:
        """What a screen reader says in place of the picture."""
        self.setAccessibleDescription(words)

    def refresh(self) -> None:
        """The values or the palette changed: build anew at the next paint."""
        self._picture = self._drawn = None
        self.updateGeometry()
        self.update()

    def picture(self) -> Picture | None:
        """The picture at the present size; None before a source is set or while the widget has no size."""
        if self._picture is None and self._source is not None and self.width() > 0 and self.height() > 0:
            self._built = self.size()
            self._picture = self._source(float(self.width()), float(self.height()))
        return self._picture

    def sizeHint(self) -> QSize:
        """The size the figure has now; a layout stretches it."""
        return QSize(round(self._picture.width), round(self._picture.height)) if self._picture else QSize(320, 240)

    def id_at(self, point: QPointF) -> str:
        """The id of the topmost hoverable element at a point of the widget; empty for none."""
        spot = self.to_drawing(point)
        near = QRectF(spot.x() - REACH, spot.y() - REACH, 2 * REACH, 2 * REACH)
        picture = self.picture()
        for item in reversed(picture.items if picture else ()):
            if self._hittable(item.id) and self._hits(item, spot, near):
                return item.id
        return ""

    def _hits(self, item: PathItem | TextItem, spot: QPointF, near: QRectF) -> bool:
        if isinstance(item, TextItem):
            return _text_rect(item).contains(spot)
        path = path_of(item)
        return path.contains(spot) if item.brush else _outline_meets(path, near)

    def item_rect(self, id: str) -> QRectF:
        """The rectangle, in the widget, around everything of this id; empty when there is nothing."""
        picture, found = self.picture(), QRectF()
        for item in picture.items if picture else ():
            if item.id == id:
                one = (
                    _text_rect(item) if isinstance(item, TextItem) else path_of(item).boundingRect().adjusted(-SLACK, -SLACK, SLACK, SLACK)
                )
                found = found.united(one)
        if picture is None or found.isEmpty():
            return QRectF()
        return QRectF(found.x(), picture.height - found.y() - found.height(), found.width(), found.height())

    def to_drawing(self, point: QPointF) -> QPointF:
        """A point of the widget in drawing coordinates: y upwards from the bottom of the picture."""
        picture = self.picture()
        return QPointF(point.x(), (picture.height if picture else self.height()) - point.y())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Replay the picture recorded for this size and palette."""
        picture = self.picture()
        if picture is None:
            return
        if self._drawn is None:
            self._drawn = QPicture()
            recorder = QPainter(self._drawn)
            paint(recorder, picture)
            recorder.end()
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.drawPicture(0, 0, self._drawn)
        if self._ringed and self.hasFocus():
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.end()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu, where the figure has one; else the event goes on to the page."""
        if self._menu is None:
            event.ignore()
            return
        mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        self._menu(event.globalPos() if mouse else self.mapToGlobal(self.rect().center()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The two keys for a menu, where the system does not turn them into one itself."""
        shifted = event.key() == Qt.Key.Key_F10 and event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        if self._menu is not None and (shifted or event.key() == Qt.Key.Key_Menu):
            self._menu(self.mapToGlobal(self.rect().center()))
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A new size is a new picture; Qt also tells the old one again, before a hidden widget is shown."""
        if event.size() != self._built:
            self._picture = self._drawn = None
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """So is a new palette."""
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self.refresh()
        super().changeEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember what was pressed; a drag starts when the mouse has left the spot."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed, self._start, self._dragging = self.id_at(event.position()), event.position(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell what lies under the mouse, or how far the pressed element was dragged."""
        if self._pressed and self._draggable(self._pressed):
            offset = event.position() - self._start
            if self._dragging or offset.manhattanLength() >= QApplication.startDragDistance():
                self._dragging = True
                self.drag_moved.emit(self._pressed, offset.x(), -offset.y())
            return
        self._point_at(self.id_at(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click if the mouse stayed, the end of a drag if it did not."""
        if event.button() != Qt.MouseButton.LeftButton or not self._pressed:
            return
        id, self._pressed = self._pressed, ""
        if self._dragging:
            self._dragging = False
            spot = self.to_drawing(event.position())
            self.drag_finished.emit(id, spot.x(), spot.y())
        elif self.id_at(event.position()) == id:
            self.clicked.emit(id)

    def enterEvent(self, event: QEnterEvent) -> None:
        """The mouse came in."""
        self._point_at(self.id_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """The mouse went out: nothing is under it."""
        self._point_at("")

    def _point_at(self, id: str) -> None:
        if id == self._under:
            return
        self._under = id
        self.setCursor(Qt.CursorShape.OpenHandCursor if id and self._draggable(id) else Qt.CursorShape.ArrowCursor)
        self.hovered.emit(id)


def _text_rect(item: TextItem) -> QRectF:
    """The box of a run in drawing coordinates; hanzi are as wide as high, other letters about half."""
    wide = sum(item.size if ord(char) > 0x2E7F else item.size * 0.56 for char in item.text)
    return QTransform(*item.transform).mapRect(QRectF(item.x, item.y - item.size * 0.25, wide, item.size * 1.2))


def _outline_meets(path: QPainterPath, near: QRectF) -> bool:
    """Whether the stroke, not the inside, passes through a small box."""
    return path.intersects(near) and not (path.contains(near) and path.elementCount() > 2)


def palette_is_dark(palette: QPalette) -> bool:
    """Whether a window of this palette needs the dark style of a figure."""
    return palette.color(QPalette.ColorRole.WindowText).lightness() > 128
