"""The ladder of one dimension: five cards that rise, where the bank stands, where it wants to be, and which criteria are met."""

from __future__ import annotations

from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from workshop.figures import breaks, draw
from workshop.figures.marks import Met, square_mark
from workshop.figures.style import Style

GAP, RISE, AXIS = 10.0, 7.5, 32.5
APART = 0.2  # em between two criteria
SMALLER = 0.8  # of the type: a word that still is too long is cut


class Criterion(Struct, frozen=True):
    """One criterion and whether the room said it is met; None where it was not asked."""

    text: str
    met: Met | None = None


class Rung(Struct, frozen=True):
    """One level: number, headline, criteria."""

    level: int
    headline: str
    criteria: tuple[Criterion, ...] = ()


class Ladder(Struct, frozen=True):
    """Five rungs; `now` and `target` 1–5 (fractions allowed) with their labels, None before they are known."""

    rungs: tuple[Rung, ...]
    now: float | None = None
    target: float | None = None
    now_label: str = ""
    target_label: str = ""


def ladder(values: Ladder, style: Style, *, width: float = 470) -> Any:
    """As high as the fullest card needs. Ids: rung:<level>, now, target."""
    gap = style.pt(GAP)
    card = (width - 4 * gap) / 5
    style = _whole_words(values, card, style)
    rise = style.pt(RISE)
    texts = [_text(rung, card, style) for rung in values.rungs]
    body = max((needed - at * rise for at, (needed, _lines) in enumerate(texts)), default=0)
    tallest = body + rise * 4
    height = tallest + style.pt(AXIS)
    shapes: draw.Shapes = []
    for at, (rung, (_needed, lines)) in enumerate(zip(values.rungs, texts, strict=True)):
        shapes.append(draw.Part(f"rung:{rung.level}", _card(values, rung, lines, at * (card + gap), card, body + at * rise, style)))
    return draw.picture(width, height, shapes + _axis(values, style, width, card, gap, height))


def _whole_words(values: Ladder, card: float, style: Style) -> Style:
    """The style with type so much smaller that no word of a card is cut, down to SMALLER of it."""
    metrics, room = style.metrics, card - style.pt(10)
    wide = [_widest(rung.headline, metrics.body, True) / room for rung in values.rungs]
    wide += [_widest(one.text, metrics.caption, False) / (room - _indent(rung, style)) for rung in values.rungs for one in rung.criteria]
    factor = min(1.0, max(1 / max([1.0, *wide]), SMALLER))
    return style if factor == 1 else replace(style, metrics=replace(metrics, body=metrics.body * factor, caption=metrics.caption * factor))


def _widest(text: str, size: float, bold: bool) -> float:
    """The width of the longest piece that stays on one line; a word with a hyphen is two."""
    words = [part for start, end in breaks.atoms(text) for part in text[start:end].replace("-", "- ").split()]
    return max((draw.label_width(word, size, bold) for word in words), default=0.0)


def _text(rung: Rung, card: float, style: Style) -> tuple[float, tuple[list[str], list[tuple[Criterion, list[str]]]]]:
    """The height of a card and its wrapped lines."""
    room, small = card - style.pt(10), style.metrics.caption
    headline = draw.wrapped(rung.headline, style.metrics.body, room, True)
    criteria = [(one, _lines(one.text, small, room - _indent(rung, style))) for one in rung.criteria]
    rows = sum(len(lines) for _one, lines in criteria)
    high = style.pt(25) + len(headline) * style.metrics.body * 1.4 + rows * small * 1.35 + len(criteria) * small * APART
    return high + style.pt(6), (headline, criteria)


def _lines(text: str, size: float, room: float) -> list[str]:
    """Full lines; of even lengths where the last would be a word of one or two hanzi."""
    full = draw.wrapped(text, size, room, even=False)
    return full if draw.label_width(full[-1], size) > 2.5 * size else draw.wrapped(text, size, room)


def _indent(rung: Rung, style: Style) -> float:
    """The room of the squares; none where no criterion of the rung was asked."""
    return style.pt(8) if any(one.met for one in rung.criteria) else 0.0


def _card(values: Ladder, rung: Rung, lines: Any, x: float, card: float, high: float, style: Style) -> draw.Shapes:
    palette, size, small = style.palette, style.metrics.body, style.metrics.caption
    headline, criteria = lines
    # A fraction stands between two levels: both grounds are what the bank is now.
    here = values.now is not None and abs(values.now - rung.level) < 1
    wanted = values.target is not None and round(values.target) == rung.level
    ground = palette.now if here else palette.ground
    pen = style.pt(1.5) if wanted else style.metrics.hair
    shapes: draw.Shapes = [
        draw.rect(
            x + pen / 2, pen / 2, card - pen, high - pen, ground, palette.ink if wanted else palette.rule, pen, corner=style.metrics.corner
        )
    ]
    side, left = style.pt(14), x + style.pt(5)
    top = high - style.pt(4.5)
    shapes += draw.level_box(left, top - side, side, side, rung.level, style, side * 0.72)
    top -= side + size * 1.4
    for text in headline:
        shapes += draw.label(left, top, text, size, palette.ink, bold=True)
        top -= size * 1.4
    top += size * 1.4 - small * 1.55
    for one, rows in criteria:
        square = style.pt(4.6)
        shapes += square_mark(one.met, left + 0.3, top + small * 0.08, square, style) if one.met else []
        for row in rows:
            shapes += draw.label(left + _indent(rung, style), top, row, small, palette.ink if one.met == "yes" else palette.ink2)
            top -= small * 1.35
        top -= small * APART
    return shapes


def _axis(values: Ladder, style: Style, width: float, card: float, gap: float, height: float) -> draw.Shapes:
    palette = style.palette

    def x_of(level: float) -> float:
        return card / 2 + (max(1.0, min(level, 5.0)) - 1) * (card + gap)

    y = height - style.pt(20)
    shapes: draw.Shapes = [draw.line(x_of(1), y, x_of(5), y, palette.ink, style.metrics.hair)]
    shapes += [
        draw.line(x_of(level), y - style.pt(2.5), x_of(level), y + style.pt(2.5), palette.ink, style.metrics.hair) for level in range(1, 6)
    ]
    size, base = style.metrics.body, y + style.pt(10)
    if values.now is not None and values.target is not None and values.target > values.now:
        head = style.pt(6)
        shapes.append(draw.line(x_of(values.now), y, x_of(values.target) - head, y, palette.accent, style.pt(2.5)))
        tip = x_of(values.target)
        shapes.append(draw.poly([(tip, y), (tip - head, y + head / 2), (tip - head, y - head / 2)], palette.accent))
    places = _label_places(values, x_of, size, width, style)
    if values.target is not None:
        shapes.append(draw.Part("target", draw.label(places[1], base, values.target_label, size, palette.ink, True, "middle")))
    if values.now is not None:
        disc = draw.disc(x_of(values.now), y, style.pt(3.6), palette.accent, palette.ground, 0.8)
        shapes.append(draw.Part("now", [disc, *draw.label(places[0], base, values.now_label, size, palette.accent, True, "middle")]))
    return shapes


def _label_places(values: Ladder, x_of: Any, size: float, width: float, style: Style) -> tuple[float, float]:
    """The middles of the two labels, moved apart where they would meet and kept on the page."""
    halves = [draw.label_width(text, size, True) / 2 for text in (values.now_label, values.target_label)]
    now = x_of(values.now) if values.now is not None else 0.0
    target = x_of(values.target) if values.target is not None else width
    short = halves[0] + halves[1] + style.pt(6) - abs(target - now)
    if values.now is not None and values.target is not None and short > 0:
        sign = 1 if target >= now else -1
        now, target = now - sign * short / 2, target + sign * short / 2
    now, target = (min(max(x, half), width - half) for x, half in zip((now, target), halves, strict=True))
    return now, target
