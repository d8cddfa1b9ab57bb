"""The plan as an editable document: the printed plan's own chapters with real headings, tables and described pictures, in both editions.

It walks the same flowables as paper, so that nothing stands in one and not in the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from workshop.report.progress import Progress
from workshop.wording import marking_word, wording_word

from .documents import Album, Frame, Look, add_field, add_run, keep_whole, new_document, repeat_head, saved, set_faces, spaced
from .faces import YAHEI
from .given import Given, Options, go_on, whole
from .legal import Legal
from .pictures import pictures, said

FACE, LATIN = YAHEI, "Arial"
PAGE = Frame(210, 297, (18, 22, 16, 22))
FIELD = 470.0  # points between the margins, as in print
INK, HAIR = "22201D", "E0DAD0"


def write_plan_docx(given: Given, path: Path, options: Options, progress: Progress) -> tuple[str, ...]:
    """The document at `path`; returns the characters that had to be left out."""
    from workshop.report.chapters.book import open_book
    from workshop.report.plan import stories

    book = replace(open_book(given.state, given.pack, given.words, options.edition, given.log), logo=given.logo or b"")
    legal, chapters = Legal(), stories(book)
    steps = 2 * len(chapters) + 1  # each is set, then written: the contents name all of them
    made = []
    for at, (name, chapter) in enumerate(chapters):
        go_on(progress, at, steps, name)
        made.append(chapter())
    writer = _Writer(given, options, legal, [one.title for story in made for one in story if _level(one) == 0])
    for at, ((name, _chapter), story) in enumerate(zip(chapters, made, strict=True), len(made)):
        go_on(progress, at, steps, name)
        writer.chapter(story)
    go_on(progress, steps - 1, steps)
    whole(path, saved(writer.document))
    progress(steps, steps)
    return legal.dropped


def _level(flowable: Any) -> int | None:
    """The level in the outline of a heading; None for everything else."""
    from workshop.report.typeset import Text

    level = flowable.style.level if isinstance(flowable, Text) else None
    return level if isinstance(level, int) else None


class _Writer:
    """Puts flowables into a document, one after another."""

    def __init__(self, given: Given, options: Options, legal: Legal, titles: Sequence[str]) -> None:
        _, profile = given.words, given.state.engagement
        self.words, self.legal, self.titles = _, legal, titles
        self.contents = _("目录")
        self.title = _("金融科技成熟度行动方案")
        self.document = new_document(PAGE, f"{profile.bank} {self.title}", profile.author, _.language, legal)
        self._styles()
        edition = _("领导版") if options.edition == "leaders" else _("工作底稿")
        foot = [marking_word(_, profile.marking), wording_word(_, profile.wording), edition, profile.held_on]
        self._furnish(profile.bank, " · ".join(foot), _("排练 · 模拟参会人") if profile.rehearsal else "")
        self._break, self._album = False, Album(self.document)
        self._drawn: list[tuple[Any, Any, float]] = []  # of this chapter: run, drawing, width

    def _styles(self) -> None:
        heads = (("Heading 1", 19), ("Heading 2", 13), ("Heading 3", 11), ("Title", 34))
        set_faces(self.document.styles["Normal"], Look(10.5, FACE, False, LATIN, INK))
        self._named = {}  # style → its id, looked up once
        for name, size in heads:
            style = self.document.styles[name]
            set_faces(style, Look(size, FACE, True, LATIN, INK))
            self._named[name] = style.style_id

    def _furnish(self, bank: str, foot: str, mark: str) -> None:
        section, small = self.document.sections[0], Look(8, FACE, False, LATIN, "736D65")
        add_run(section.header.paragraphs[0], self.legal("　".join(one for one in (bank, self.title, mark) if one)), small)
        line = section.footer.paragraphs[0]
        add_run(line, self.legal(foot) + "　　", small)
        add_field(line, "PAGE", small)

    # -- chapters ------------------------------------------------------------------------------------------------------------------

    def chapter(self, story: Sequence[Any]) -> None:
        """One chapter of the printed plan."""
        for flowable in story:
            self._place(self.document, flowable, FIELD)
        drawn, self._drawn = self._drawn, []
        for (run, drawing, width), content in zip(drawn, pictures([drawing for _run, drawing, _width in drawn]), strict=True):
            self._album.place(run, content, width, self.legal(said(drawing)) or self.words("图"))

    def _place(self, into: Any, flowable: Any, width: float) -> None:
        from reportlab.graphics.shapes import Drawing
        from reportlab.platypus.flowables import KeepTogether, PageBreak
        from reportlab.platypus.tables import Table

        from workshop.report.logo import Logo
        from workshop.report.typeset import Text

        if isinstance(flowable, PageBreak) or type(flowable).__name__ == "_EvenPage":
            self._break = into is self.document
        elif isinstance(flowable, KeepTogether):
            for one in flowable._content:
                self._place(into, one, width)
        elif isinstance(flowable, Text):
            self._text(into, flowable)
        elif isinstance(flowable, Table):
            self._table(into, flowable, width)
        elif isinstance(flowable, Drawing):
            self._drawn.append((self._paragraph(into).add_run(), flowable, min(float(flowable.width), width)))
        elif isinstance(flowable, Logo):
            self._album.place(self._paragraph(into).add_run(), flowable.png(), flowable.width, self.words("封面标志"))

    def _paragraph(self, into: Any, style: str | None = None) -> Any:
        """The next paragraph; a cell begins with an empty one, which is used first."""
        paragraph = (None if style else _first(into)) or into.add_paragraph()
        if style:
            paragraph._p.style = self._named[style]
        if self._break and into is self.document:
            paragraph.paragraph_format.page_break_before, self._break = True, False
        return paragraph

    def _text(self, into: Any, text: Any) -> None:
        look, level = text.style, _level(text)
        if not any(span.text.strip() for span in text.spans):
            return
        name = "Title" if look.size >= 30 and look.bold else f"Heading {level + 1}" if level is not None else None
        if name is None and look.bold is False and look.level is None and look.size in (11.5, 14.0) and text.spans[0].bold:
            name = "Heading 3"  # a section within columns
        name = name if into is self.document else None  # a cell holds no chapters
        paragraph = spaced(self._paragraph(into, name), before=min(look.before, 24), after=look.after, hang=text.hang)
        self._align(paragraph, look.align, look.indent * look.size if not text.hang else 0.0)
        if text.bullet:
            add_run(paragraph, self.legal(text.bullet) + "\t", self._look(look, look.bold))
        for span in text.spans:
            one = self._look(look, span.bold or look.bold, span.size, span.colour)
            add_run(paragraph, self.legal(span.text), one if name is None or span.size else replace(one, size=None))
        if "".join(span.text for span in text.spans).strip() == self.contents and into is self.document:
            self._contents()

    def _look(self, style: Any, bold: bool, size: float | None = None, colour: str | None = None) -> Look:
        return Look(size or style.size, FACE, bold, LATIN, (colour or style.colour).lstrip("#").upper())

    def _align(self, paragraph: Any, align: str, indent: float) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.shared import Pt

        sides = {"right": WD_ALIGN_PARAGRAPH.RIGHT, "center": WD_ALIGN_PARAGRAPH.CENTER, "justify": WD_ALIGN_PARAGRAPH.JUSTIFY}
        if align in sides:
            paragraph.alignment = sides[align]
        if indent:
            paragraph.paragraph_format.first_line_indent = Pt(indent)

    def _contents(self) -> None:
        """A field Word fills with pages; until then it shows the headlines."""
        paragraph = self.document.add_paragraph()
        shown = "\n".join(self.legal(title) for title in self.titles)
        add_field(paragraph, 'TOC \\o "1-2" \\h \\z \\u', Look(10.5, FACE, False, LATIN), shown)

    # -- tables and pictures -------------------------------------------------------------------------------------------------------

    def _table(self, into: Any, table: Any, width: float) -> None:
        from docx.shared import Pt

        from workshop.report.typeset import Text

        rows = [[_listed(cell) for cell in row] for row in table._cellvalues]
        widths = [float(one) for one in table._argW]
        ruled = type(table).__name__ == "_Rows" and (len(rows) > 1 or table.repeatRows > 0)
        if self._break and into is self.document:
            spaced(self._paragraph(into), leading=1)
        made = _new_table(into, len(rows), len(widths), width)
        made.autofit = False
        factor = min(1.0, width / sum(widths))
        _borders(made, ruled)
        for column, wide in zip(made.columns, widths, strict=True):
            column.width = Pt(wide * factor)
        for at, (line, row) in enumerate(zip(made.rows, rows, strict=True)):
            if at < table.repeatRows:
                repeat_head(line)
            elif all(isinstance(one, (str, Text)) for cell in row for one in cell):
                keep_whole(line)
            for cell, content, wide in zip(line.cells, row, widths, strict=True):
                cell.width = Pt(wide * factor)
                for one in content:
                    if not isinstance(one, str):
                        self._place(cell, one, wide * factor - 4)
        if into is self.document:
            spaced(self.document.add_paragraph(), leading=6)  # Word joins tables that touch


def _new_table(into: Any, rows: int, columns: int, width: float) -> Any:
    """A bare table; the document's own way looks through all it holds for the width of its page."""
    from docx.shared import Pt

    return into._body.add_table(rows, columns, Pt(width)) if hasattr(into, "_body") else into.add_table(rows, columns)


def _first(into: Any) -> Any:
    """The empty paragraph a new cell has."""
    paragraphs = into.paragraphs if hasattr(into, "_tc") else []
    alone = len(paragraphs) == 1 and not paragraphs[0].runs and not into.tables
    return paragraphs[0] if alone else None


def _listed(cell: Any) -> list[Any]:
    return list(cell) if isinstance(cell, (list, tuple)) else [cell]


def _edges(ruled: bool) -> Iterator[tuple[str, str, str]]:
    """Side, kind and colour of a table's lines: hairlines between rows, none around what only sets things side by side."""
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        yield side, "single" if ruled and side in ("bottom", "insideH") else "nil", HAIR


def _borders(table: Any, ruled: bool) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    properties = table._tbl.tblPr
    edges = OxmlElement("w:tblBorders")
    for side, kind, colour in _edges(ruled):
        edge = OxmlElement(f"w:{side}")
        for name, value in (("val", kind), ("sz", "4"), ("space", "0"), ("color", colour)):
            edge.set(qn(f"w:{name}"), value)
        edges.append(edge)
    margins = OxmlElement("w:tblCellMar")
    for side, wide in (("top", "30"), ("left", "0"), ("bottom", "30"), ("right", "80")):
        one = OxmlElement(f"w:{side}")
        one.set(qn("w:w"), wide)
        one.set(qn("w:type"), "dxa")
        margins.append(one)
    layout, last = properties.find(qn("w:tblLayout")), properties.find(qn("w:tblLook"))
    layout.addprevious(edges)  # the schema's order: borders, layout, margins, look
    last.addprevious(margins)
