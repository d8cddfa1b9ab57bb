"""The question on the wall: the largest thing there, with its five levels and how many cards are in."""

from msgspec import Struct
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPen

from workshop.ui.wall.canvas import HEADER, Canvas
from workshop.ui.wall.slides import QuestionSlide, Slide


class Set(Struct, frozen=True):
    """How the rows of a 4:3 wall are set, in percent: headline, text, leading, share of the width for headlines, air of a row."""

    head: float
    text: float
    leading: float
    share: float
    air: float


AIRY = Set(3.9, 3.5, 4.6, 0.42, 1.4)
SETS = (AIRY, Set(3.7, 3.5, 4.25, 0.34, 0.9), Set(3.5, 3.35, 3.95, 0.26, 0.6))  # the next where the one before does not fit
Levels = tuple[tuple[str, str], ...]
SIZES = (10.4, 8.9, 7.8, 6.7, 6.1)  # of the question, percent of the height
LEADING, GAP, CLOSE = 1.34, 4.0, 4.6  # question's line height, room under it, descriptions set close


def paint_question(canvas: Canvas, slide: Slide) -> None:
    """The question as large as its levels allow."""
    assert isinstance(slide, QuestionSlide)
    clock = canvas.line(slide.clock, canvas.right, canvas.px(5.2), 5.2, bold=True, align="right")
    if slide.clock_label and slide.clock:
        clock = canvas.line(slide.clock_label, clock.left() - canvas.px(2), canvas.px(6), HEADER, colour="ink2", align="right")
    canvas.heading(slide.header, slide.label, canvas.right - clock.left() if slide.clock else 0.0)
    top, bottom = canvas.px(15.5 if canvas.tall else 18.5), canvas.px(87 if canvas.tall else 86)
    style, columns = _row_set(canvas, slide, bottom - top), _columns_height(canvas, slide.levels)
    rows = canvas.tall or _asked(canvas, slide) + columns > bottom - top  # wordy levels need longer lines
    need = _rows_height(canvas, slide.levels, style) if rows else columns
    size, lines = _question_lines(canvas, slide.question, bottom - top - need)
    y = top
    for words in lines:
        canvas.line(words, canvas.left, y, size, bold=True)
        y += canvas.px(size * LEADING)
    if rows:
        _rows(canvas, slide.levels, (y + canvas.px(GAP if style is AIRY else GAP / 2), bottom), style)
    else:
        _columns(canvas, slide.levels, y + canvas.px(GAP), bottom)
    _count(canvas, slide)


def _question_lines(canvas: Canvas, question: str, room: float) -> tuple[float, list[str]]:
    """The largest size at which the question takes at most two lines and leaves the levels their room."""
    size, lines = SIZES[-1], canvas.lines(question, SIZES[-1], canvas.span, True)
    for trial in SIZES:
        broken = canvas.lines(question, trial, canvas.span, True)
        if len(broken) <= 2 and canvas.px(len(broken) * trial * LEADING + GAP) <= room:
            return trial, broken
    return size, lines


def _column_width(canvas: Canvas, count: int) -> tuple[float, float]:
    """Width of a level's column and the gap between two."""
    gap = canvas.width * 0.019
    return (canvas.span - gap * (count - 1)) / max(1, count), gap


def _heads(canvas: Canvas, levels: Levels, width: float) -> tuple[float, list[list[str]]]:
    """One size for all headlines, and their lines beside the token."""
    room = width - canvas.px(8)
    size = min((canvas.fitted(name, room, (4.8, 4.3, 3.9, 3.5), 1, True)[0] for name, _ in levels), default=4.8)
    return size, [canvas.lines(name, size, room, True) for name, _ in levels]


def _below_head(canvas: Canvas, size: float, lines: list[str]) -> float:
    return max(canvas.px(8.6), len(lines) * canvas.px(size * 1.3) + canvas.px(2))


def _columns_height(canvas: Canvas, levels: Levels) -> float:
    """What the tallest column needs with its description set close."""
    width, _gap = _column_width(canvas, len(levels))
    size, heads = _heads(canvas, levels, width)
    texts = [_text_lines(canvas, text, width) for _name, text in levels]
    needs = [canvas.px(3 + CLOSE * len(text)) + _below_head(canvas, size, head) for head, text in zip(heads, texts, strict=True)]
    return max(needs, default=0.0)


def _text_lines(canvas: Canvas, text: str, width: float) -> list[str]:
    """At commas while that stays short, filled lines beyond."""
    lines = canvas.lines(text, 3.5, width)
    return lines if len(lines) <= 4 else canvas.lines(text, 3.5, width, tight=True)


def _columns(canvas: Canvas, levels: Levels, y: float, bottom: float) -> None:
    width, gap = _column_width(canvas, len(levels))
    size, heads = _heads(canvas, levels, width)
    for number, ((_name, text), head) in enumerate(zip(levels, heads, strict=True), start=1):
        x, top = canvas.left + (number - 1) * (width + gap), y + canvas.px(3)
        canvas.rule(x, y, width)
        canvas.token(number, x, top, canvas.px(6.4), 4.1)
        for row, words in enumerate(head):
            canvas.line(words, x + canvas.px(8), top + canvas.px(0.3) + row * canvas.px(size * 1.3), size, bold=True)
        below, lines = top + _below_head(canvas, size, head), _text_lines(canvas, text, width)
        step = canvas.px(5.2 if below + len(lines) * canvas.px(5.2) <= bottom else CLOSE)
        for row, words in enumerate(lines):
            canvas.line(words, x, below + row * step, 3.5, colour="ink2")


def _asked(canvas: Canvas, slide: QuestionSlide) -> float:
    """What the question takes at its smallest, with the least room under it."""
    return len(canvas.lines(slide.question, SIZES[-1], canvas.span, True)) * canvas.px(SIZES[-1] * LEADING) + canvas.px(GAP / 2)


def _row_set(canvas: Canvas, slide: QuestionSlide, room: float) -> Set:
    """The airiest setting in which the levels fit below the smallest question."""
    asked = _asked(canvas, slide)
    return next((style for style in SETS if asked + _rows_height(canvas, slide.levels, style) <= room), SETS[-1])


def _row_lead(canvas: Canvas, levels: Levels, style: Set) -> float:
    lead = canvas.px(9) + max((canvas.measure(name, style.head, True) for name, _ in levels), default=0) + canvas.px(3)
    words = (canvas.measure(word, style.head, True) for name, _ in levels for word in canvas.lines(name, style.head, 1, True))
    return max(min(lead, canvas.span * style.share), canvas.px(9.6) + max(words, default=0.0))  # a long word is never cut


def _row_needs(canvas: Canvas, levels: Levels, style: Set) -> list[float]:
    """The height each row needs: one line breathes, two stand close."""
    lead = _row_lead(canvas, levels, style)
    needs = []
    for name, text in levels:
        names = len(canvas.lines(name, style.head, lead - canvas.px(9.5), True)) * canvas.px(style.head * 1.22)
        texts = len(canvas.lines(text, style.text, canvas.span - lead, tight=True)) * canvas.px(style.leading)
        needs.append(max(names, texts, canvas.px(6)) + canvas.px(style.air))
    return needs


def _rows_height(canvas: Canvas, levels: Levels, style: Set) -> float:
    return sum(_row_needs(canvas, levels, style))


def _rows(canvas: Canvas, levels: Levels, room: tuple[float, float], style: Set) -> None:
    """4:3, and wordy levels: five rows, token · headline · description, between top and bottom."""
    (y, bottom), needs, lead = room, _row_needs(canvas, levels, style), _row_lead(canvas, levels, style)
    spare = max(0.0, (bottom - y - sum(needs)) / max(1, len(needs)))
    for number, ((name, text), need) in enumerate(zip(levels, needs, strict=True), start=1):
        height = need + min(spare, canvas.px(3))
        canvas.rule(canvas.left, y, canvas.span, "line")
        canvas.token(number, canvas.left, y + (height - canvas.px(6)) / 2, canvas.px(6), 3.9)
        names = canvas.lines(name, style.head, lead - canvas.px(9.5), True)
        _centred(canvas, names, canvas.left + canvas.px(8.4), (y, height, style.head * 1.22), style.head, True)
        lines = canvas.lines(text, style.text, canvas.span - lead, tight=True)
        _centred(canvas, lines, canvas.left + lead, (y, height, style.leading), style.text, False)
        y += height


def _centred(canvas: Canvas, lines: list[str], x: float, room: tuple[float, float, float], size: float, bold: bool) -> None:
    """Lines in the middle of a row (top, height, leading)."""
    y, height, leading = room
    step = canvas.px(leading)
    top = y + (height - step * len(lines)) / 2
    for row, words in enumerate(lines):
        canvas.line(words, x, top + row * step, size, bold=bold, colour="ink" if bold else "ink2")


def _count(canvas: Canvas, slide: QuestionSlide) -> None:
    """The instruction, and how many cards are in: a count, never a level."""
    y = canvas.px(89)
    counted = canvas.line(slide.counted, canvas.right, y, 4.1, bold=True, align="right") if slide.cast is not None else None
    room = canvas.span - (counted.width() + canvas.px(4) if counted else 0)
    canvas.line(slide.instruction, canvas.left, y + canvas.px(0.2), 3.5, colour="ink")
    space = room - canvas.measure(slide.instruction, 3.5) - canvas.px(4)
    if counted is None or not slide.due or space < canvas.px(1.6) * slide.due:
        return
    pitch = min(canvas.px(4.9), space / slide.due)
    x = counted.left() - canvas.px(3) - pitch * slide.due
    for number in range(slide.due):
        rect = QRectF(x + number * pitch, y + canvas.px(2.0), pitch * 0.84, canvas.px(1.7))
        inside = number < (slide.cast or 0)
        canvas.painter.setPen(Qt.PenStyle.NoPen if inside else QPen(canvas.colour("ctl"), 1.5))
        canvas.painter.setBrush(canvas.colour("accent") if inside else Qt.BrushStyle.NoBrush)
        canvas.painter.drawRoundedRect(rect, 2, 2)
