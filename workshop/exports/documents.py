"""Pieces of an editable document (DOCX): faces for Latin and hanzi, page furniture, fields, heads that repeat."""

import io
from collections.abc import Sequence
from copy import deepcopy
from functools import lru_cache
from html import escape
from typing import Any

from msgspec import Struct

from .faces import FALLBACKS, FANG, LATIN
from .legal import Legal


class Look(Struct, frozen=True):
    """How a run is set: size in points (None: its style's), the face for hanzi, the face for Latin."""

    size: float | None
    face: str = FANG
    bold: bool = False
    latin: str = LATIN
    colour: str = ""  # RRGGBB


class Frame(Struct, frozen=True):
    """A page: width, height and margins (top, right, bottom, left) in millimetres."""

    width: float
    height: float
    margins: tuple[float, float, float, float]


OFFICIAL = Frame(210, 297, (37, 26, 35, 28))  # the type area of official papers: 156 × 225 mm
OFFICIAL_WIDE = Frame(297, 210, (28, 20, 25, 20))


def new_document(frame: Frame, title: str, author: str, language: str, legal: Legal) -> Any:
    """An empty document with the frame, the properties, and the fallbacks of our faces."""
    from docx import Document
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(frame.width), Mm(frame.height)
    section.orientation = WD_ORIENT.LANDSCAPE if frame.width > frame.height else WD_ORIENT.PORTRAIT
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = (Mm(one) for one in frame.margins)
    section.footer_distance = Mm(max(frame.margins[2] - 10, 8))
    facts = document.core_properties
    facts.title, facts.author, facts.comments = legal(title)[:255], legal(author)[:255], ""
    facts.language = language.replace("_", "-")
    _fallbacks(document)
    return document


def _fallbacks(document: Any) -> None:
    """Other names of our faces: Word looks through them where the first is not installed."""
    fonts = "".join(
        f'<w:font w:name={quoted(name)}><w:altName w:val={quoted(others)}/><w:charset w:val="86"/></w:font>'
        for name, others in FALLBACKS.items()
    )
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    latin = f'<w:font w:name={quoted(LATIN)}><w:charset w:val="00"/><w:family w:val="roman"/></w:font>'
    content = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts {space}>{fonts}{latin}</w:fonts>'
    for part in document.part.package.iter_parts():
        if part.partname == "/word/fontTable.xml":
            part._blob = content.encode("utf-8")


def quoted(text: str) -> str:
    """Text as the value of an attribute."""
    return f'"{escape(text)}"'


def saved(document: Any) -> bytes:
    """The document as a file."""
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


# -- text --------------------------------------------------------------------------------------------------------------------------


def set_faces(element: Any, look: Look) -> None:
    """Size and faces of a run's or a style's properties: Word keeps one name for Latin and one for hanzi."""
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    element.font.size, element.font.bold, element.font.name = look.size and Pt(look.size), look.bold, look.latin
    if look.colour:
        element.font.color.rgb = RGBColor.from_string(look.colour)
    faces = (element.element if hasattr(element, "element") else element._r).get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        faces.attrib.pop(qn(f"w:{theme}"), None)
    faces.set(qn("w:eastAsia"), look.face)
    faces.set(qn("w:hint"), "eastAsia")


def add_run(paragraph: Any, text: str, look: Look) -> Any:
    """Text in one look; line ends become line breaks."""
    run = paragraph.add_run(text)
    run._r.insert(0, deepcopy(_properties(look)))
    return run


@lru_cache(maxsize=256)
def _properties(look: Look) -> Any:
    """A run's properties in this look, made once: property by property a document of 3,000 runs would take a second and a half."""
    from docx.oxml import OxmlElement
    from docx.text.run import Run

    run = Run(OxmlElement("w:r"), None)  # type: ignore[arg-type]
    set_faces(run, look)
    return run._r.rPr


def spaced(paragraph: Any, *, leading: float = 0.0, indent: float = 0.0, before: float = 0.0, after: float = 0.0, hang: float = 0.0) -> Any:
    """A paragraph with exact leading and a first line's indent, in points."""
    from docx.enum.text import WD_LINE_SPACING
    from docx.shared import Pt

    form = paragraph.paragraph_format
    form.space_before, form.space_after = Pt(before), Pt(after)
    if leading:
        form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(leading)
    if hang:
        form.left_indent, form.first_line_indent = Pt(hang), Pt(-hang)
    elif indent:
        form.first_line_indent = Pt(indent)
    return paragraph


def add_field(paragraph: Any, code: str, look: Look, shown: str = "1") -> None:
    """A field such as PAGE or TOC that Word computes."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    def mark(kind: str) -> None:
        one = OxmlElement("w:fldChar")
        one.set(qn("w:fldCharType"), kind)
        add_run(paragraph, "", look)._r.append(one)

    mark("begin")
    instruction = OxmlElement("w:instrText")
    instruction.set(qn("xml:space"), "preserve")
    instruction.text = f" {code} "
    add_run(paragraph, "", look)._r.append(instruction)
    mark("separate")
    add_run(paragraph, shown, look)
    mark("end")


def page_numbers(document: Any, look: Look, form: tuple[str, str] = ("— ", " —"), said: str = "") -> None:
    """The page's number in the middle of the foot, in official papers between dashes; `said` stands before it."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if said:
        add_run(paragraph, f"{said}　", look)
    add_run(paragraph, form[0], look)
    add_field(paragraph, "PAGE", look)
    add_run(paragraph, form[1], look)


# -- pictures ----------------------------------------------------------------------------------------------------------------------


class Album:
    """The pictures of one document, each kept once.

    Neither the document is looked through for a free number with each picture nor the other pictures for an equal one: both take the
    longer the more there are, and hold up the window meanwhile.
    """

    def __init__(self, document: Any) -> None:
        self._part, self._shown = document.part, 0
        self._kept: dict[bytes, tuple[str, Any]] = {}  # PNG → its relation and the picture

    def place(self, run: Any, content: bytes, width: float, description: str) -> None:
        """A PNG in this run, `width` points wide; `description` is for who does not see it."""
        from docx.oxml.shape import CT_Inline
        from docx.shared import Pt

        relation, image = self._keep(content)
        self._shown += 1
        inline = CT_Inline.new_pic_inline(self._shown, relation, image.filename, *image.scaled_dimensions(Pt(max(width, 4)), None))
        for side in ("distT", "distB", "distL", "distR"):  # LibreOffice takes an eighth of an inch where nothing is said
            inline.set(side, "0")
        inline.docPr.set("descr", description)
        run._r.add_drawing(inline)

    def _keep(self, content: bytes) -> tuple[str, Any]:
        from docx.image.image import Image
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.opc.packuri import PackURI
        from docx.parts.image import ImagePart

        if content not in self._kept:
            image = Image.from_blob(content)
            part = ImagePart.from_image(image, PackURI(f"/word/media/image{len(self._kept) + 1}.png"))
            self._kept[content] = self._part.relate_to(part, RELATIONSHIP_TYPE.IMAGE), image
        return self._kept[content]


# -- tables ------------------------------------------------------------------------------------------------------------------------


def add_table(
    document: Any,
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
    look: Look,
    head: Look,
    leading: float = 0.0,
) -> Any:
    """A ruled table with a head that repeats and rows that stay whole; `widths` in millimetres."""
    table = document.add_table(rows=1, cols=len(heads), style="Table Grid")
    table.autofit = False
    repeat_head(table.rows[0])
    for cell, text in zip(table.rows[0].cells, heads, strict=True):
        _fill(cell, text, head, leading, centred=True)
    for row in rows:
        made = table.add_row()
        keep_whole(made)
        for cell, text in zip(made.cells, row, strict=True):
            _fill(cell, text, look, leading)
    set_widths(table, widths)
    return table


def _fill(cell: Any, text: str, look: Look, leading: float, centred: bool = False) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph = spaced(cell.paragraphs[0], leading=leading)
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    add_run(paragraph, text, look)


def set_widths(table: Any, widths: Sequence[float]) -> None:
    """Columns' widths in millimetres: of the grid and of each cell, as Word and LibreOffice read them."""
    from docx.shared import Mm

    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)


def repeat_head(row: Any) -> None:
    """The row stands again on each page."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    keep_whole(row)


def keep_whole(row: Any) -> None:
    """The row does not split over pages."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
