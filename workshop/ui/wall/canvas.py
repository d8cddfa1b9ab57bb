"""Canvas: draws the wall in shares of its height, keeps what it wrote so that sizes can be checked and read aloud."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from workshop.ui.wall.entrance import STILL, Entrance
from workshop.ui.wall.wrap import wrap

FAMILY = "Workshop Sans SC"
HEADER = 3.7
SMALLEST = 3.33  # percent of the height: hanzi read at eight metres


class Written(Struct, frozen=True):
    """One line of text on the wall: where it stands and its size in percent of the height."""

    text: str
    size: float
    rect: QRectF


class Canvas:
    """A painter with the wall's colours; sizes in percent of the height, places in px."""

    def __init__(
        self, painter: QPainter, width: float, height: float, tokens: Mapping[str, str], entrance: Entrance = STILL
    ) -> None:  # fmt: skip
        self.painter = painter
        self.entrance = entrance
        self.width, self.height = width, height
        self.tokens = tokens
        self.written: list[Written] = []
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.fillRect(QRectF(0, 0, width, height), self.colour("bg"))

    @property
    def tall(self) -> bool:
        """4:3 and narrower: columns become rows."""
        return self.width / self.height < 1.5

    @property
    def left(self) -> float:
        return self.width * 0.05

    @property
    def right(self) -> float:
        return self.width * 0.95

    @property
    def span(self) -> float:
        return self.right - self.left

    @property
    def dark(self) -> bool:
        """Light words on a dark ground: drawings choose their palette by it."""
        return self.colour("bg").lightness() < 128

    def px(self, percent: float) -> float:
        """A share of the height in px."""
        return self.height * percent / 100

    @contextmanager
    def coming(self, share: float, rise: float = 0.0) -> Iterator[None]:
        """What is drawn inside is there by this share, up to `rise` px below its place; `written` holds its place at rest."""
        if share >= 1.0:
            yield
            return
        self.painter.save()
        self.painter.setOpacity(self.painter.opacity() * share)
        self.painter.translate(0, rise * (1 - share))
        yield
        self.painter.restore()

    def colour(self, name: str) -> QColor:
        """A token's colour, or a literal one."""
        return QColor(self.tokens.get(name, name))

    def font(self, size: float, bold: bool = False) -> QFont:
        font = QFont(FAMILY)
        font.setPixelSize(max(1, round(self.px(size))))
        font.setBold(bold)
        return font

    def measure(self, text: str, size: float, bold: bool = False) -> float:
        return QFontMetricsF(self.font(size, bold)).horizontalAdvance(text)

    def lines(self, text: str, size: float, width: float, bold: bool = False, *, tight: bool = False) -> list[str]:
        """The text broken for this width, at commas where that is possible; `tight` fills every line instead."""
        metrics = QFontMetricsF(self.font(size, bold))
        return wrap(text, width, metrics.horizontalAdvance, tight=tight)

    def line(self, text: str, x: float, y: float, size: float, *, bold: bool = False, colour: str = "ink", align: str = "left") -> QRectF:
        """One line with its top at y; x is its left edge, centre or right edge by `align`. Returns where it stands."""
        if not text:
            return QRectF(x, y, 0, 0)
        font = self.font(size, bold)
        metrics = QFontMetricsF(font)
        width = metrics.horizontalAdvance(text)
        x -= {"left": 0.0, "centre": width / 2, "right": width}[align]
        self.painter.setFont(font)
        self.painter.setPen(self.colour(colour))
        self.painter.drawText(QPointF(x, y + metrics.ascent()), text)
        rect = QRectF(x, y, width, metrics.height())
        self.written.append(Written(text, size, rect))
        return rect

    def block(
        self, text: str, x: float, y: float, width: float, size: float, *, leading: float | None = None, bold: bool = False,
        colour: str = "ink", most: int | None = None,
    ) -> float:  # fmt: skip
        """Wrapped lines from the top at y; shrinks towards the smallest size before it takes more than `most` lines. Returns the bottom."""
        size, lines = self.fitted(text, width, (size, *_steps(size)), most, bold)
        step = self.px(leading if leading is not None else size * 1.42)
        for row, words in enumerate(lines):
            self.line(words, x, y + row * step, size, bold=bold, colour=colour)
        return y + len(lines) * step

    def fitted(self, text: str, width: float, sizes: tuple[float, ...], most: int | None, bold: bool = False) -> tuple[float, list[str]]:
        """The first of these sizes at which the text takes at most so many lines, and those lines; the last size as it comes."""
        for size in sizes:
            lines = self.lines(text, size, width, bold)
            if most is None or len(lines) <= most:
                return size, lines
        return size, lines

    def heading(self, header: str, label: str, right: float = 0.0) -> float:
        """Bold word and second voice at the top, clear of what stands `right` px wide in the corner; returns the y below."""
        y, room = self.px(6), self.span - right - (self.px(3) if right else 0)
        gap = self.px(2.2) if header and label else 0
        size = HEADER if self.measure(header, HEADER, True) + gap + self.measure(label, HEADER) <= room else 3.5
        lines = self.lines(header, size, room, True)
        for row, words in enumerate(lines):
            self.line(words, self.left, y - (len(lines) - 1 - row) * self.px(size * 1.25), size, bold=True)
        wide = self.measure(lines[-1], size, True) if lines else 0.0
        if wide + gap + self.measure(label, size) <= room:
            self.line(label, self.left + wide + gap, y, size, colour="ink2")
        return y + self.px(6.5)

    def rule(self, x: float, y: float, width: float, colour: str = "line2", thick: float = 1.5) -> None:
        self.painter.setPen(QPen(self.colour(colour), max(1.0, thick * self.height / 1080)))
        self.painter.drawLine(QPointF(x, y), QPointF(x + width, y))

    def token(self, level: int, x: float, y: float, side: float, size: float = 3.7) -> None:
        """A maturity level: rounded square in the level's colour with its number, outlined on light ground."""
        self._shape(level, QRectF(x, y, side, side), side * 0.16)
        self._number(level, QRectF(x, y, side, side), size)

    def vote(self, level: int, x: float, y: float, side: float, size: float = 3.33, ringed: bool = False) -> None:
        """One vote: a disc in the level's colour; a vote far from the others wears a ring."""
        rect = QRectF(x, y, side, side)
        self._shape(level, rect, side / 2)
        self._number(level, rect, size)
        if ringed:
            self.painter.setBrush(Qt.BrushStyle.NoBrush)
            self.painter.setPen(QPen(self.colour("ink"), max(1.5, side * 0.05)))
            gap = side * 0.14
            self.painter.drawEllipse(rect.adjusted(-gap, -gap, gap, gap))

    def _shape(self, level: int, rect: QRectF, radius: float) -> None:
        outline = self.tokens.get(f"level{level}-outline", "")
        self.painter.setPen(QPen(QColor(outline), max(1.0, self.height / 700)) if outline else Qt.PenStyle.NoPen)
        self.painter.setBrush(self.colour(f"level{level}"))
        self.painter.drawRoundedRect(rect, radius, radius)

    def _number(self, level: int, rect: QRectF, size: float) -> None:
        font = self.font(size, True)
        self.painter.setFont(font)
        self.painter.setPen(self.colour(f"level{level}-digit"))
        self.painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(level))
        self.written.append(Written(str(level), size, rect))


def _steps(size: float) -> tuple[float, ...]:
    """Smaller sizes to try, down to the smallest that may stand on the wall."""
    steps = tuple(size * share for share in (0.92, 0.84, 0.76, 0.68, 0.6, 0.52) if size * share > 3.5)
    return (*steps, 3.5) if size > 3.5 else ()
