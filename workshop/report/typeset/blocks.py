"""What a page is made of: paragraphs by name, lists, figures clamped to their frame, halves, tables of paragraph cells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import HexColor
from reportlab.platypus.doctemplate import FrameBreak
from reportlab.platypus.flowables import Flowable, HRFlowable, KeepTogether, PageBreak, Spacer
from reportlab.platypus.tables import Table, TableStyle

from workshop.report.typeset.styles import Align, Styles, TextStyle
from workshop.report.typeset.text import Text
from workshop.report.typeset.words import Rich, Span, as_spans

GAP = 6.0  # between columns
PAD = 2.25  # above and below a cell
LONGEST = 90.0  # the widest word a column makes room for; what is longer is cut
WHOLE = 75.0  # rows up to this height never split
FIELD_WIDTH, FIELD_HEIGHT = 470.0, 717.5


def para(text: Rich, style: TextStyle, *, key: str = "") -> Text:
    """A paragraph of any text; what looks like markup is printed as it is typed."""
    return Text(text, style, key=key)


def rich(text: Sequence[Span], style: TextStyle, *, key: str = "") -> Text:
    """A paragraph of spans, from `spans("… **{fact}** …", fact=…)` or built by hand."""
    return Text(text, style, key=key)


def kicker(text: Rich, st: Styles) -> Text:
    """The small line above a headline."""
    return Text(text, st.kicker)


def h1(text: Rich, st: Styles, *, key: str = "") -> Text:
    """A headline: a sentence that says the finding; listed in outline and contents."""
    return Text(text, st.h1, key=key)


def h2(text: Rich, st: Styles, *, note: str = "", key: str = "") -> Text:
    """A section's head with an optional small grey note on the same line."""
    side = (Span("　" + note, colour=st.caption.colour, size=st.caption.size),) if note else ()
    return _Noted(text, side, st.h2.but(bold=False), key)


class _Noted(Text):
    """A head whose outline entry leaves the side note out."""

    def __init__(self, text: Rich, side: tuple[Span, ...], style: TextStyle, key: str) -> None:
        main = tuple(Span(one.text, True, one.colour, one.size, one.link) for one in as_spans(text))
        super().__init__((*main, *side), style, key=key)
        self.title = "".join(one.text for one in main)


def bullets(items: Sequence[Rich], st: Styles, *, style: TextStyle | None = None, mark: str = "•") -> list[Text]:
    """A list with a hanging mark."""
    style = style or st.item
    return [Text(item, style, bullet=mark, hang=style.size * 1.2) for item in items]


def numbered(items: Sequence[Rich], st: Styles, *, style: TextStyle | None = None, form: str = "{}.") -> list[Text]:
    """A list with hanging numbers from 1; `form` such as "（{}）"."""
    style = style or st.item
    return [Text(item, style, bullet=form.format(at), hang=style.size * 1.9) for at, item in enumerate(items, start=1)]


def spacer(height: float) -> Any:
    """Empty room; drop at the top of a page is left to reportlab."""
    return Spacer(1, height)


def rule(width: float | str = "100%", *, colour: str = "#BEB7AC", pen: float = 0.5, before: float = 2.5, after: float = 2.5) -> Any:
    """A hairline across the field."""
    return HRFlowable(width=width, thickness=pen, color=HexColor(colour), spaceBefore=before, spaceAfter=after, lineCap="butt")


def page_break() -> Any:
    """The next thing starts a page."""
    return PageBreak()


def keep(flowables: Sequence[Any]) -> Any:
    """These stay on one page if a page can hold them, such as a figure and its caption."""
    return KeepTogether(list(flowables))


def figure(drawing: Any, *, width: float = FIELD_WIDTH, height: float = FIELD_HEIGHT, align: str = "LEFT") -> Any:
    """A drawing, scaled down when it is larger than the field; never up."""
    factor = min(1.0, width / drawing.width, height / drawing.height)
    drawing.hAlign = align
    if factor < 1:
        scaled = Drawing(drawing.width * factor, drawing.height * factor, transform=(factor, 0, 0, factor, 0, 0))
        for shape in drawing.contents:
            scaled.add(shape)
        scaled.hAlign = align
        return scaled
    return drawing


class Column(Struct, frozen=True):
    """A column of a table: its width in points, its head, how its cells are set; `style` overrules the table's cell style."""

    width: float
    head: str = ""
    align: Align = "left"
    bold: bool = False
    style: TextStyle | None = None


class _Rows(Table):  # type: ignore[misc]
    """A table that splits within a row only where the row is too high to be kept whole."""

    def split(self, width: float, height: float) -> list[Any]:
        """The parts for this page and the next, a break between them; a row of up to 75 points goes over whole."""
        self._calc(width, height)
        used = 0.0
        for row, high in enumerate(self._rowHeights):
            if used + high > height and row >= self.repeatRows:
                self.splitInRow = 1 if high > WHOLE else 0
                break
            used += high
        parts = list(super().split(width, height))
        for part in parts[1:]:  # measured anew: what is left of a split row is lower than reportlab reckons
            part._argH = [None] * part._nrows
            part._rowHeights = [None] * part._nrows
        # what is left over might fit below, where its head would stand again in the middle of the page
        return [parts[0], FrameBreak, *parts[1:]] if len(parts) > 1 else parts


def table(
    columns: Sequence[Column], rows: Sequence[Sequence[Any]], st: Styles, *, cell: TextStyle | None = None, rules: bool = True
) -> Any:
    """A table of paragraph cells; a cell is text, spans, a figure or any flowable, or a list of those. The head repeats on each page."""
    base = cell or st.cell
    headed = any(column.head for column in columns)
    data = [[[_cell(column.head, column, st.head.but(align=column.align))] for column in columns]] if headed else []
    for row in rows:
        data.append([_cells(value, column, _column_style(column, base)) for value, column in zip(row, columns, strict=True)])
    if not data:
        return Spacer(1, 0)
    made = _Rows(data, colWidths=_widths(columns, data), repeatRows=1 if headed else 0, hAlign="LEFT")
    made.setStyle(_table_style(len(columns), len(data), headed, rules))
    return made


def _widths(columns: Sequence[Column], data: Sequence[Sequence[Any]]) -> list[float]:
    """The columns' widths, those too narrow for a word of theirs widened at the cost of the roomiest."""
    gaps = [GAP] * (len(columns) - 1) + [0.0]
    needs = [
        max((cell.widest_word() for row in data for cell in row[at] if isinstance(cell, Text)), default=0.0) + gap + 0.5
        for at, gap in enumerate(gaps)
    ]
    widths = [column.width for column in columns]
    for at, need in enumerate(needs):
        short = min(need, LONGEST) - widths[at]
        while short > 0:
            giver = max(range(len(widths)), key=lambda other: widths[other] - needs[other])
            spare = widths[giver] - needs[giver]
            if spare <= 0.1:
                break
            given = min(short, spare, max(spare / 2, 2.5))
            widths[giver], widths[at], short = widths[giver] - given, widths[at] + given, short - given
    return widths


def _column_style(column: Column, base: TextStyle) -> TextStyle:
    return column.style or base.but(align=column.align if column.align != "left" else base.align, bold=column.bold or base.bold)


def _cells(value: Any, column: Column, style: TextStyle) -> list[Any]:
    values = value if isinstance(value, list) else [value]
    return [_cell(one, column, style) for one in values]


def _cell(value: Any, column: Column, style: TextStyle) -> Any:
    if isinstance(value, Flowable):
        if isinstance(value, Drawing):
            value.hAlign = {"right": "RIGHT", "center": "CENTER"}.get(column.align, "LEFT")
            return figure(value, width=column.width, height=FIELD_HEIGHT - WHOLE, align=value.hAlign)
        return value
    return Text(value if isinstance(value, (str, Span)) or value else "", style)


def _table_style(columns: int, rows: int, headed: bool, rules: bool) -> Any:
    commands: list[tuple[Any, ...]] = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), GAP),
        ("RIGHTPADDING", (columns - 1, 0), (columns - 1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), PAD),
        ("BOTTOMPADDING", (0, 0), (-1, -1), PAD),
    ]
    if rules:
        commands.append(("LINEBELOW", (0, 1 if headed else 0), (-1, -1), 0.5, HexColor("#E0DAD0")))
    if headed:
        commands += [("LINEBELOW", (0, 0), (-1, 0), 0.9, HexColor("#22201D")), ("TOPPADDING", (0, 0), (-1, 0), 0)]
    return TableStyle(commands)


def halves(left: Sequence[Any], right: Sequence[Any], *, widths: tuple[float, float] = (230.0, 230.0), gap: float = 10.0) -> Any:
    """Two columns side by side, 230 + 230 unless told; not split over pages, so keep them short."""
    made = Table([[list(left), "", list(right)]], colWidths=[widths[0], gap, widths[1]], hAlign="LEFT")
    made.setStyle(TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), *((side, (0, 0), (-1, -1), 0) for side in _SIDES)]))
    return made


_SIDES = ("LEFTPADDING", "RIGHTPADDING", "TOPPADDING", "BOTTOMPADDING")
