"""Drawing to measure on a sheet: a pen that counts from the top left of its card, and the page that holds one to four cards."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from msgspec import Struct
from reportlab.lib.colors import HexColor
from reportlab.platypus.flowables import Flowable

from workshop.figures import draw
from workshop.figures.style import PAPER
from workshop.report.typeset import A4, Sheet, Text, TextStyle
from workshop.report.typeset.words import Rich

INK = PAPER.palette
LEAF = Sheet("leaf", margins=(0, 0, 0, 0), head=False, foot=False)
TICK, EDGE = 18.0, 8.0  # crop ticks: their length, and how far from the paper's edge they begin
SMALLEST = 7.0  # points: below this nobody reads
HEIGHT = 10_000.0


class Pen(Struct, frozen=True):
    """A card on a canvas: `left` and `top` are its corner in the page's own coordinates, `width` and `height` its size in points."""

    canvas: Any
    left: float
    top: float
    width: float
    height: float
    language: str
    smallest: float = SMALLEST  # points: nothing is set smaller

    def style(self, size: float, **looks: object) -> TextStyle:
        """A text style of this size; leading follows in halves of a point."""
        leading = round(size * 1.42 * 2) / 2
        return TextStyle(size, leading, straight_quotes=not self.language.startswith("zh")).but(**looks)

    def text(self, x: float, y: float, text: Rich, width: float, style: TextStyle, height: float = HEIGHT) -> float:
        """Text from its top at `y`; set smaller while it is higher than `height`, and cut as the last resort. Returns the height taken."""
        made = fitting(text, width, height, style, self.smallest)
        _wide, high = made.wrap(width, HEIGHT)
        made.drawOn(self.canvas, self.left + x, self.top - y - high)
        return float(high)

    def line(self, x1: float, y1: float, x2: float, y2: float, colour: str = INK.ink, pen: float = 0.7) -> None:
        """A straight line."""
        self.canvas.setStrokeColor(HexColor(colour))
        self.canvas.setLineWidth(pen)
        self.canvas.line(self.left + x1, self.top - y1, self.left + x2, self.top - y2)

    def rule(self, y: float, x: float = 0.0, width: float = 0.0, colour: str = INK.ink3, pen: float = 0.5) -> None:
        """A line to write on."""
        self.line(x, y, x + (width or self.width - x), y, colour, pen)

    def box(self, x: float, y: float, width: float, height: float, fill: str = "", stroke: str = INK.ink, pen: float = 0.7) -> None:
        """A rectangle from its top left corner."""
        canvas = self.canvas
        if fill:
            canvas.setFillColor(HexColor(fill))
        if stroke:
            canvas.setStrokeColor(HexColor(stroke))
            canvas.setLineWidth(pen)
        canvas.rect(self.left + x, self.top - y - height, width, height, stroke=int(bool(stroke)), fill=int(bool(fill)))

    def circle(self, x: float, y: float, radius: float, figure: str = "", size: float = 0.0) -> None:
        """A circle to fill by hand around its centre, with a pale figure in it."""
        self.canvas.setStrokeColor(HexColor(INK.ink))
        self.canvas.setLineWidth(0.8)
        self.canvas.circle(self.left + x, self.top - y, radius, stroke=1, fill=0)
        self.centred(x, y, figure, size or radius, INK.ink3)

    def square(self, x: float, y: float, side: float, figure: str = "", size: float = 0.0) -> None:
        """A square to tick, around its centre."""
        self.box(x - side / 2, y - side / 2, side, side, pen=0.8)
        self.centred(x, y, figure, size or side * 0.5, INK.ink3)

    def centred(self, x: float, y: float, text: str, size: float, colour: str = INK.ink, bold: bool = False) -> None:
        """One line around a point."""
        if text:
            self.draw(draw.label(0, 0, text, size, colour, bold, "middle"), x, y + size * 0.36)

    def draw(self, shapes: Sequence[Any], x: float, y: float) -> None:
        """Shapes of a figure whose origin stands at this point."""
        draw.picture(1, 1, shapes).drawOn(self.canvas, self.left + x, self.top - y)

    def figure(self, drawing: Any, x: float, y: float) -> None:
        """A whole figure from its top left corner."""
        drawing.drawOn(self.canvas, self.left + x, self.top - y - drawing.height)

    def chip(self, level: int, x: float, y: float, side: float) -> None:
        """The numbered square of a level from its top left corner."""
        self.draw(draw.level_box(0, 0, side, side, level, PAPER, side * 0.72), x, y + side)

    def inset(self, x: float, y: float, right: float | None = None, bottom: float | None = None) -> Pen:
        """The card inside margins; the right and lower one like the left and upper unless told."""
        wide, high = self.width - x - (x if right is None else right), self.height - y - (y if bottom is None else bottom)
        return Pen(self.canvas, self.left + x, self.top - y, wide, high, self.language, self.smallest)


def fitting(text: Rich, width: float, height: float, style: TextStyle, smallest: float = SMALLEST) -> Text:
    """The text at the largest size up to the style's that is no higher than `height`; at the smallest it is cut with an ellipsis."""
    made = Text(text, style)
    floor = min(style.size, max(smallest, style.size * 0.55 if smallest <= SMALLEST else 0))
    size = style.size
    while size > floor and not _holds(made, width, height):
        size = max(floor, size - 0.5)
        made = Text(text, style.but(size=size, leading=style.leading * size / style.size))
    return made if _holds(made, width, height) else _cut(made, width, height)


def _holds(made: Text, width: float, height: float) -> bool:
    return bool(made.wrap(width, HEIGHT)[1] <= height + 0.01)


def _cut(made: Text, width: float, height: float) -> Text:
    """As many characters as fit; one line at least, whatever the height says."""
    whole = "".join(span.text for span in made.spans)
    low, high = 0, len(whole)
    while low < high:
        middle = (low + high + 1) // 2
        if _holds(Text(whole[:middle].rstrip() + "…", made.style), width, max(height, made.style.leading)):
            low = middle
        else:
            high = middle - 1
    return Text(whole[:low].rstrip() + "…", made.style)


Draw = Callable[[Pen], None]


class Leaf(Flowable):  # type: ignore[misc]
    """One page drawn by hand: `cards` by one, two (one under the other) or four, with crop ticks where they are cut apart."""

    def __init__(self, cards: Sequence[Draw], per: int = 1, size: tuple[float, float] = A4, language: str = "zh_CN") -> None:
        super().__init__()
        self.cards, self.per, self.size, self.language = tuple(cards), per, size, language

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The whole page, a hair less so that no frame refuses it."""
        return self.size[0] - 0.1, self.size[1] - 0.1

    def draw(self) -> None:
        """Each card in its own place."""
        wide, high = self.size
        across, down = (2, 2) if self.per == 4 else (1, self.per)
        for at, card in enumerate(self.cards):
            place = at % across, at // across
            card(Pen(self.canv, place[0] * wide / across, high - place[1] * high / down, wide / across, high / down, self.language))
        self._ticks(across, down)

    def _ticks(self, across: int, down: int) -> None:
        wide, high = self.size
        sheet = Pen(self.canv, 0, high, wide, high, self.language)
        if down == 2:
            for x in (EDGE, wide - EDGE - TICK):
                sheet.line(x, high / 2, x + TICK, high / 2, INK.ink2, 0.5)
        if across == 2:
            for y in (EDGE, high - EDGE - TICK):
                sheet.line(wide / 2, y, wide / 2, y + TICK, INK.ink2, 0.5)
            sheet.line(wide / 2 - TICK / 2, high / 2, wide / 2 + TICK / 2, high / 2, INK.ink2, 0.5)
            sheet.line(wide / 2, high / 2 - TICK / 2, wide / 2, high / 2 + TICK / 2, INK.ink2, 0.5)


def leaves(cards: Sequence[Draw], per: int, language: str) -> Iterator[Leaf]:
    """The cards on as many pages as they need."""
    for at in range(0, len(cards), per):
        yield Leaf(cards[at : at + per], per, language=language)
