"""Pieces of a slide deck: a real title on each slide, text with faces for Latin and hanzi, tables, native charts."""

from collections.abc import Mapping, Sequence
from typing import Any

from .faces import YAHEI
from .legal import Legal

LATIN = "Arial"
WIDE, HIGH, MARGIN = 33.867, 19.05, 1.6  # centimetres, 16 : 9
INK, SOFT, ACCENT, RULE = "22201D", "5A554E", "0F4C5C", "BEB7AC"
SERIES = (ACCENT, "9DB8BF", "C98A1B", "736D65")
TITLE, CELL = 120, 90  # characters a title and a cell hold before they run over what stands below

Series = Mapping[str, Sequence[float | None]]
Box = tuple[float, float, float, float]  # left, top, width, height in centimetres


class Deck:
    """A presentation made slide by slide; `legal` remembers what had to be left out."""

    def __init__(self, title: str, author: str, foot: str) -> None:
        from pptx import Presentation
        from pptx.util import Cm

        self.legal, self.foot = Legal(), foot
        self.file: Any = Presentation()
        self.file.slide_width, self.file.slide_height = Cm(WIDE), Cm(HIGH)
        facts = self.file.core_properties
        facts.title, facts.author = self.legal(title)[:255], self.legal(author)[:255]

    def slide(self, title: str, notes: str = "", *, kicker: str = "") -> Any:
        """A slide whose title says the finding, with speaker's notes, the foot's words and its number."""
        page = self.file.slides.add_slide(self.file.slide_layouts[5])
        title = cut(title, TITLE)
        head = page.shapes.title
        head.left, head.top, head.width, head.height = self._box(MARGIN, 1.3, WIDE - 2 * MARGIN, 1.9)
        self.say(head.text_frame, title, 28 if sum(2 if ord(char) > 0x2E80 else 1 for char in title) <= 56 else 20, bold=True, colour=INK)
        if kicker:
            self.text(page, cut(kicker, CELL), (MARGIN, 0.7, WIDE - 2 * MARGIN, 0.8), 12, bold=True, colour=ACCENT)
        number = len(self.file.slides)
        self.text(page, f"{self.foot}　{number}", (MARGIN, HIGH - 1.1, WIDE - 2 * MARGIN, 0.8), 10, colour=SOFT)
        if notes:
            page.notes_slide.notes_text_frame.text = self.legal(notes)
        return page

    def _box(self, *box: float) -> tuple[Any, ...]:
        from pptx.util import Cm

        return tuple(Cm(one) for one in box)

    # -- text ----------------------------------------------------------------------------------------------------------------------

    def text(self, page: Any, text: str, box: Box, size: float, *, bold: bool = False, colour: str = INK) -> Any:
        """A box of text: left, top, width, height in centimetres."""
        shape = page.shapes.add_textbox(*self._box(*box))
        self.say(shape.text_frame, text, size, bold=bold, colour=colour)
        return shape

    def say(self, frame: Any, text: str, size: float, *, bold: bool = False, colour: str = INK) -> None:
        """Text in a frame, a paragraph a line."""
        from pptx.enum.text import PP_ALIGN

        frame.word_wrap = True
        frame.margin_left = frame.margin_right = 0
        for at, line in enumerate(self.legal(text).split("\n")):
            paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
            paragraph.alignment = PP_ALIGN.LEFT
            run = paragraph.add_run()
            run.text = line
            faces(run.font, size, bold, colour)

    def bullets(self, page: Any, lines: Sequence[str], box: Box, size: float) -> None:
        """Lines with a mark in front and room between them."""
        from pptx.util import Pt

        shape = self.text(page, "\n".join(f"• {line}" for line in lines), box, size)
        for paragraph in shape.text_frame.paragraphs:
            paragraph.space_after = Pt(size * 0.5)

    # -- tables and charts -----------------------------------------------------------------------------------------------------------

    def table(
        self, page: Any, heads: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float], top: float, size: float = 14
    ) -> None:
        """A table over the width; `widths` in parts."""
        from pptx.util import Cm

        room = WIDE - 2 * MARGIN
        shape = page.shapes.add_table(len(rows) + 1, len(heads), *self._box(MARGIN, top, room, 1.0 * (len(rows) + 1)))
        made = shape.table
        made.horz_banding = False
        for column, part in zip(made.columns, widths, strict=True):
            column.width = Cm(room * part / sum(widths))
        for line, cells in zip(made.rows, (heads, *rows), strict=True):
            for cell, text in zip(line.cells, cells, strict=True):
                self._cell(cell, cut(text, CELL), size, cells is heads)

    def _cell(self, cell: Any, text: str, size: float, head: bool) -> None:
        cell.fill.solid()
        cell.fill.fore_color.rgb = _colour("E6EEF0" if head else "FFFFFF")
        self.say(cell.text_frame, text, size - 1 if head else size, bold=head, colour=ACCENT if head else INK)
        cell.text_frame.margin_left = cell.text_frame.margin_right = 90_000

    def chart(
        self, page: Any, kind: str, categories: Sequence[str], series: Series, box: Box,
        said: str, *, most: float | None = None,
    ) -> Any:  # fmt: skip
        """A native chart that PowerPoint can edit: radar, bar, stacked or column; `said` describes it, `most` ends its scale."""
        from pptx.chart.data import CategoryChartData

        data = CategoryChartData()  # type: ignore[no-untyped-call]
        data.categories = [self.legal(one) for one in categories]
        for name, values in series.items():
            data.add_series(self.legal(name), tuple(values))  # type: ignore[no-untyped-call]
        frame = page.shapes.add_chart(_kind(kind), *self._box(*box), data)
        frame._element.nvGraphicFramePr.cNvPr.set("descr", self.legal(said))
        _dress(frame.chart, kind, most)
        return frame.chart

    def picture(self, page: Any, content: bytes, box: Box, said: str) -> None:
        """A picture fitted into a box, with what it shows in words."""
        import io

        shape = page.shapes.add_picture(io.BytesIO(content), *self._box(box[0], box[1]))
        left, top, width, height = self._box(*box)
        factor = min(width / shape.width, height / shape.height)
        shape.left, shape.top, shape.width, shape.height = left, top, int(shape.width * factor), int(shape.height * factor)
        shape._element.nvPicPr.cNvPr.set("descr", self.legal(said))

    def saved(self) -> bytes:
        """The presentation as a file."""
        import io

        content = io.BytesIO()
        self.file.save(content)
        return content.getvalue()


def cut(text: str, most: int) -> str:
    """At most so many characters; what is shortened ends in … and stands on one line."""
    return text if len(text) <= most else " ".join(text[: most * 4].split())[: most - 1] + "…"


def faces(font: Any, size: float, bold: bool, colour: str) -> None:
    """Size, colour and the faces for Latin and for hanzi of a run or a chart's text."""
    from pptx.oxml.ns import qn
    from pptx.util import Pt

    font.size, font.bold, font.name = Pt(size), bold, LATIN
    font.color.rgb = _colour(colour)
    properties = font._element
    latin = properties.find(qn("a:latin"))
    if properties.find(qn("a:ea")) is None and latin is not None:
        hanzi = latin.makeelement(qn("a:ea"), {"typeface": YAHEI})
        latin.addnext(hanzi)


def _kind(kind: str) -> Any:
    from pptx.enum.chart import XL_CHART_TYPE

    return {
        "radar": XL_CHART_TYPE.RADAR_MARKERS, "bar": XL_CHART_TYPE.BAR_CLUSTERED, "stacked": XL_CHART_TYPE.BAR_STACKED,
        "column": XL_CHART_TYPE.COLUMN_CLUSTERED,
    }[kind]  # fmt: skip


def _dress(chart: Any, kind: str, most: float | None) -> None:
    """Our colours, a legend below where there is more than one series, a scale from nought, bars from top to bottom."""
    from pptx.enum.chart import XL_LEGEND_POSITION

    several = len(list(chart.plots[0].series)) > 1
    chart.has_title, chart.has_legend = False, several
    if several:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    faces(chart.font, 12, False, INK)
    chart.value_axis.minimum_scale = 0
    if most is not None:
        chart.value_axis.maximum_scale = most
    chart.value_axis.major_gridlines.format.line.color.rgb = _colour(RULE)
    if kind in ("bar", "stacked"):
        chart.category_axis.reverse_order = True
    for one, colour in zip(chart.plots[0].series, SERIES * 3, strict=False):
        if kind == "radar":
            one.format.line.color.rgb = _colour(colour)
            continue
        one.format.fill.solid()
        one.format.fill.fore_color.rgb = _colour(colour)
    if kind != "radar":
        chart.plots[0].gap_width = 60
        if kind == "stacked":  # its parts are read off the scale: ink on ink is not
            chart.plots[0].overlap = 100
            return
        chart.plots[0].has_data_labels = True
        chart.plots[0].data_labels.number_format, chart.plots[0].data_labels.number_format_is_linked = "0.#", False


def _colour(colour: str) -> Any:
    from pptx.dml.color import RGBColor

    return RGBColor(*bytes.fromhex(colour))  # type: ignore[no-untyped-call]
