"""The wall: one slide at a time for the whole room; it can be frozen, black or white, and it never reads the engagement itself."""

from collections.abc import Mapping
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QCloseEvent, QColor, QHideEvent, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QScreen
from PySide6.QtWidgets import QWidget

from workshop.ui.theme import motion
from workshop.ui.wall.canvas import Canvas, Written
from workshop.ui.wall.entrance import STILL, WHOLE, Entrance
from workshop.ui.wall.fade import FADE, Fade
from workshop.ui.wall.painters import paint
from workshop.ui.wall.slides import Blank, FigureSlide, RevealSlide, Slide


class Cover(Enum):
    """What hides the slide."""

    NONE = "none"
    BLACK = "black"
    WHITE = "white"


class Wall(QWidget):
    """Shows a slide; while frozen it keeps the one it has."""

    key_pressed = Signal(QKeyEvent)  # clicker keys, for the console
    changed = Signal()  # slide, cover or freeze: the thumbnail follows
    hidden = Signal()

    def __init__(self, tokens: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._tokens = tokens
        self._slide: Slide = Blank()
        self._cover = Cover.NONE
        self._frozen = False
        self._watermark = self._timer = ""
        self._zoom, self._middle = 1.0, QPointF(0.5, 0.5)
        self._entered: set[tuple[str, str, tuple[int, ...]]] = set()  # rounds the wall has shown: header, label and counts
        self._coming = QVariantAnimation(self)
        self._coming.setStartValue(0.0)
        self._coming.setEndValue(float(WHOLE))
        self._coming.valueChanged.connect(lambda _elapsed: self.update())
        self._coming.finished.connect(self.update)
        self._fade = Fade(self)
        self.setMinimumSize(480, 270)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def slide(self) -> Slide:
        return self._slide

    @property
    def cover(self) -> Cover:
        return self._cover

    @property
    def frozen(self) -> bool:
        return self._frozen

    def set_tokens(self, tokens: Mapping[str, str]) -> None:
        """Bright or dark: another set of colours."""
        self._tokens = tokens
        self._redraw()

    def set_watermark(self, words: str) -> None:
        """A word over every slide, such as 排练."""
        self._watermark = words
        self._redraw()

    def set_timer(self, left: str) -> None:
        """What a speaker has left, over every slide; "" takes it away."""
        if left != self._timer:
            self._timer = left
            self._redraw()

    @property
    def zoom(self) -> float:
        return self._zoom

    def set_zoom(self, zoom: float) -> None:
        """Enlarge what is shown, 1 to 3 times, around the place that was clicked last."""
        self._zoom = min(3.0, max(1.0, zoom))
        if self._zoom == 1.0:
            self._middle = QPointF(0.5, 0.5)
        self._redraw()

    def look_at(self, x: float, y: float) -> None:
        """The middle of the enlarged part, in shares of width and height."""
        self._middle = QPointF(min(1.0, max(0.0, x)), min(1.0, max(0.0, y)))
        self._redraw()

    def show_slide(self, slide: Slide) -> None:
        """The next slide, unless the wall is frozen."""
        if not self._frozen and slide != self._slide:
            before = self._slide
            turned = (type(before), before.header) != (type(slide), slide.header)  # not a clock or a count that went on
            lasts = motion(FADE) if turned and self._in_sight() else 0
            past = self._picture(self.devicePixelRatio()) if lasts else None
            self._slide = slide
            self._coming.stop()
            if isinstance(slide, RevealSlide):
                self._enter(slide)
            if self.entering:
                self._fade.stop()  # it has its own way in
            elif past is not None:
                self._fade.begin(past, lasts)
            self._redraw()

    def _in_sight(self) -> bool:
        return self.isVisible() and self._cover is Cover.NONE

    def _enter(self, slide: RevealSlide) -> None:
        """A round's votes come in one column after the other, once, when the room can see it and the system allows motion."""
        key = (slide.header, slide.label, slide.counts)  # a record taken changes neither
        seen = key in self._entered
        self._entered.add(key)
        lasts = motion(WHOLE)
        if lasts and not seen and self._in_sight():
            self._coming.setDuration(lasts)
            self._coming.start()

    @property
    def entering(self) -> bool:
        """Whether a reveal is still coming in."""
        return self._coming.state() is QVariantAnimation.State.Running

    @property
    def fading(self) -> bool:
        """Whether the page before still shows through."""
        return self._fade.running

    def _settle(self) -> None:
        """End what is still coming in: the slide stands whole."""
        self._coming.stop()
        self._fade.stop()
        self.update()

    def set_frozen(self, frozen: bool) -> None:
        self._frozen = frozen
        self._settle()
        self.changed.emit()

    def set_cover(self, cover: Cover) -> None:
        """Black or white over the slide; asking for the same again takes it away."""
        self._settle()
        self._cover = Cover.NONE if cover is self._cover else cover
        self._redraw()

    def present_on(self, screen: QScreen | None) -> None:
        """Full screen on a second screen; with one screen only an ordinary window beside the console."""
        if screen is None:
            self.showNormal()
            self.resize(960, 540)
            return
        self.winId()
        handle = self.windowHandle()
        handle.setScreen(screen)
        self.setGeometry(screen.geometry())
        self.showFullScreen()

    def picture(self, width: int, height: int) -> QImage:
        """The wall as it looks now, at another size: the console's thumbnail, a screenshot."""
        image = QImage(width, height, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        self.draw(painter, width, height)
        painter.end()
        return image

    def _picture(self, ratio: float) -> QImage:
        """The wall in its own size at this moment, so many pixels a point."""
        image = QImage(self.size() * ratio, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(ratio)
        painter = QPainter(image)
        self.draw(painter, self.width(), self.height(), self._moment())
        painter.end()
        return image

    def _moment(self) -> Entrance:
        return Entrance(float(self._coming.currentValue())) if self.entering else STILL

    def draw(self, painter: QPainter, width: float, height: float, entrance: Entrance = STILL) -> list[Written]:
        """Paint the present slide at a size; returns what was written, all of it at any moment, for tests and screen readers."""
        if self._cover is not Cover.NONE:
            painter.fillRect(QRectF(0, 0, width, height), QColor("#000000" if self._cover is Cover.BLACK else "#FFFFFF"))
            return []
        painter.save()
        if self._zoom > 1.0:
            reach = self._zoom - 1
            painter.translate(-self._middle.x() * width * reach, -self._middle.y() * height * reach)
            painter.scale(self._zoom, self._zoom)
        written = self._write(painter, width, height, entrance)
        painter.restore()
        return written

    def _write(self, painter: QPainter, width: float, height: float, entrance: Entrance) -> list[Written]:
        canvas = Canvas(painter, width, height, self._tokens, entrance)
        paint(canvas, self._slide)
        if self._watermark:
            canvas.line(self._watermark, canvas.right, canvas.px(0.8), 3.5, bold=True, colour="ink3", align="right")
        if self._timer:
            canvas.line(
                self._timer,
                width / 2,
                canvas.px(0.6),
                4.4,
                bold=True,
                colour="accent" if self._timer != "0:00" else "split-text",
                align="centre",
            )
        return canvas.written

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        written = self.draw(painter, self.width(), self.height(), self._moment())
        self._fade.draw(painter, QRectF(self.rect()))
        painter.end()
        words = " ".join(line.text for line in written)
        if isinstance(self._slide, FigureSlide):
            words = f"{words} {self._slide.alt}"
        if words != self.accessibleDescription():
            self.setAccessibleDescription(words)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Enlarged, a click brings another part to the middle."""
        if self._zoom > 1.0:
            self.look_at(event.position().x() / max(1, self.width()), event.position().y() / max(1, self.height()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.key_pressed.emit(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._settle()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.hidden.emit()

    def _redraw(self) -> None:
        self.update()
        self.changed.emit()
