"""Pieces of a page that several chapters use: heads, grids of facts, cards, columns that give way to long text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from reportlab.lib.colors import HexColor
from reportlab.platypus.flowables import KeepTogether
from reportlab.platypus.tables import Table, TableStyle

from workshop.figures import draw
from workshop.report.chapters.book import NONE, Book
from workshop.report.typeset import FIELD_WIDTH, Column, Span, Text, TextStyle, h1, halves, kicker, para, rich, rule, spacer, table
from workshop.report.typeset.words import Rich

T = TypeVar("T")
GAP = "　"  # parts the section's name from the headline in outline and contents
BESIDE = 300.0  # points: columns higher than this are set one under the other, so that long text flows on


def head(book: Book, key: str, label: str, headline: str, lead: Rich = "", small: str = "") -> list[Any]:
    """Kicker, headline and lead; outline and contents list the headline behind the section's name (`label`)."""
    title = h1(headline, book.st, key=key)
    title.title = f"{label}{GAP}{headline}"
    return [kicker(small or label, book.st), title, *([rich_or(lead, book.st.lead)] if lead else [])]


def rich_or(text: Rich, style: TextStyle) -> Text:
    """A paragraph of plain text or of spans."""
    if isinstance(text, str):
        return para(text, style)
    return rich([text] if isinstance(text, Span) else text, style)


def section(book: Book, title: str, note: str = "", before: float | None = None) -> Text:
    """A section's head within columns: it asks for no room below (a cell cannot give it) and stays out of the outline."""
    side = (Span("　" + note, colour=book.st.caption.colour, size=book.st.caption.size),) if note else ()
    return rich(
        (Span(title, True), *side), book.st.h2.but(bold=False, need=0.0, level=None, before=book.st.h2.before if before is None else before)
    )


def or_dash(text: str) -> str:
    """A text, or the dash that says it is missing."""
    return text if text.strip() else NONE


def grid(
    book: Book, facts: Sequence[tuple[str, Rich]], columns: int = 4, widths: Sequence[float] | None = None, style: TextStyle | None = None
) -> Any:
    """Facts in cells, the name small above the value; hairlines between the rows."""
    wide = list(widths or [FIELD_WIDTH / columns] * columns)
    cells = [[para(name, book.st.head), rich_or(value, style or book.st.cell_bold)] for name, value in facts]
    cells += [[para("", book.st.head)]] * (-len(cells) % columns)
    rows = [cells[at : at + columns] for at in range(0, len(cells), columns)]
    return table([Column(width) for width in wide], rows, book.st)


def with_unit(value: str, unit: str) -> str:
    """A KPI's value with its unit, unless it carries one already or the unit is a sentence; a dash for none."""
    if not value.strip():
        return NONE
    if not unit or unit in value or len(unit) > 6 or not any(char.isdigit() for char in value):
        return value
    return f"{value}{unit}" if unit == "%" else f"{value} {unit}"


def height_of(flowables: Sequence[Any], width: float) -> float:
    """The height these will take under one another, for deciding between layouts."""
    total = after = 0.0
    for one in _opened(flowables):
        total += max(float(one.getSpaceBefore()) - after, 0.0) + float(one.wrap(width, 10_000)[1])
        after = float(one.getSpaceAfter())
        total += after
    return total


def titled(title: Any, *following: Any) -> list[Any]:
    """A head and what is below it; where that is little, the head asks for no more room than it takes, and leaves no page for nothing."""
    title.style = title.style.but(need=min(title.style.need, height_of(following, FIELD_WIDTH)))
    return [title, *following]


def _opened(flowables: Sequence[Any]) -> Iterator[Any]:
    """The flowables with those that are only kept together taken out of their wrapping, which cannot be measured without a page."""
    for one in flowables:
        if isinstance(one, KeepTogether):
            yield from _opened(one._content)
        else:
            yield one


def beside(left: Sequence[Any], right: Sequence[Any], widths: tuple[float, float] = (230.0, 230.0), gap: float = 10.0) -> list[Any]:
    """Two columns, or one after the other over the whole width when either is long."""
    if max(height_of(left, widths[0]), height_of(right, widths[1])) <= BESIDE:
        return [spacer(room_above(left)), halves(left, right, widths=widths, gap=gap)]
    return [*left, *right]


def room_above(column: Sequence[Any]) -> float:
    """The room above a pair of columns: what their first head would have asked for outside a cell."""
    return float(column[0].getSpaceBefore()) if column else 0.0


def cards(made: Sequence[Sequence[Any]], width: float = 230.0, gap: float = 10.0) -> list[Any]:
    """Cards two by two: tint ground, accent rule on top, both of a row equally high."""
    rows = []
    for at in range(0, len(made), 2):
        pair = [list(one) for one in made[at : at + 2]]
        filled = len(pair)
        wide = [2 * width + gap] if len(made) == 1 else [width, gap, width]
        row = Table([[pair[0], "", pair[1] if filled == 2 else ""][: len(wide)]], colWidths=wide, hAlign="LEFT")
        looks: list[tuple[Any, ...]] = [("VALIGN", (0, 0), (-1, -1), "TOP"), *((side, (0, 0), (-1, -1), 7.5) for side in _SIDES)]
        for column in (0, 2)[:filled]:
            looks += [
                ("BACKGROUND", (column, 0), (column, 0), HexColor("#F5F2EC")),
                ("LINEABOVE", (column, 0), (column, 0), 1.5, HexColor("#0F4C5C")),
            ]
        row.setStyle(TableStyle(looks))
        rows += [row, spacer(7.5)]
    return rows


_SIDES = ("LEFTPADDING", "RIGHTPADDING", "TOPPADDING", "BOTTOMPADDING")


def quote(flowables: Sequence[Any], width: float) -> Any:
    """A block with an accent rule at its left."""
    made = Table([[list(flowables)]], colWidths=[width], hAlign="LEFT")
    zero = [(side, (0, 0), (-1, -1), 0) for side in _SIDES[1:]]
    made.setStyle(TableStyle([*zero, ("LEFTPADDING", (0, 0), (-1, -1), 7.5), ("LINEBEFORE", (0, 0), (0, -1), 1.5, HexColor("#0F4C5C"))]))
    return made


def ink_rule(book: Book, before: float = 0.0, after: float = 2.5) -> Any:
    """The strong hairline that opens a block."""
    return rule(colour=book.st.figure.palette.ink, pen=0.9, before=before, after=after)


def roomiest(rooms: Sequence[float], made: Callable[[float], T | None]) -> T | None:
    """What `made` gives for the first of `rooms` that holds it; None when none does, which is seen by the last one."""
    first = made(rooms[0])
    if first is not None:
        return first
    last = made(rooms[-1])
    if last is None:
        return None
    return next((found for room in rooms[1:-1] if (found := made(room)) is not None), last)


def paragraphs(text: str, style: TextStyle) -> list[Text]:
    """Long text as one flowable per paragraph, so that each page takes what fits; a page's worth of unbroken text is cut into pieces."""
    found: list[Text] = []
    for piece in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        while len(piece) > PIECE:
            found.append(para(piece[:PIECE], style))
            piece = piece[PIECE:]
        if piece.strip():
            found.append(para(piece, style))
    return found


PIECE = 1_500  # characters


def shorter(text: str, most: int) -> str:
    """`text` cut to so many characters with an ellipsis, for a place that points to the full text."""
    one = " ".join(text.split())
    return one if len(one) <= most else one[: most - 1].rstrip("，、；：,;: ") + "…"


def clauses(text: str, most: int) -> str:
    """As many whole clauses of `text` from its beginning as so many characters hold; nothing when the first is longer."""
    one = " ".join(text.split())
    if len(one) <= most:
        return one
    end = max((at for at, char in enumerate(one[: most + 1]) if char in _CLAUSE_ENDS or one[at : at + 2] in (". ", "; ", ", ")), default=0)
    return one[:end] + (_FULL if one[end] in _CLAUSE_ENDS else ".") if end else ""


_CLAUSE_ENDS, _FULL = "。；，", "。"


def baseline_line(book: Book, baseline: float, target: float, width: float = 90.0) -> Any:
    """A KPI's way: hollow disc baseline, solid disc target, on a scale of its own from 0."""
    style, palette = book.st.figure, book.st.figure.palette
    dot, high = style.pt(3.3), style.pt(10)
    low, top = min(0.0, baseline, target), max(0.0, baseline, target) * 1.1 or 1.0
    inner = width - 2 * dot - 1

    def x_of(value: float) -> float:
        return dot + 0.5 + inner * (value - low) / (top - low)

    middle = high / 2
    return draw.picture(
        width,
        high,
        [
            draw.line(0.5, middle, width - 0.5, middle, palette.rule, style.metrics.hair),
            draw.line(x_of(baseline), middle, x_of(target), middle, palette.accent, style.metrics.data),
            draw.disc(x_of(baseline), middle, dot, palette.ground, palette.accent, style.metrics.edge),
            draw.disc(x_of(target), middle, dot + style.metrics.edge / 2, palette.accent),
        ],
    )
