"""The monthly and quarterly reports as editable documents, with real headings and tables."""

import io
from pathlib import Path
from typing import Any

from workshop.briefs import Block, Brief
from workshop.model.state import State
from workshop.report.typeset import clean, write
from workshop.wording import marking_word
from workshop.words import Words

LATIN, EAST_ASIAN = "Arial", "Microsoft YaHei"


def write_brief_docx(brief: Brief, state: State, words: Words, path: Path) -> None:
    """The whole report, every row, at `path` (A4)."""
    from docx import Document
    from docx.shared import Cm, Pt

    document = Document()
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.2)
    page.top_margin = page.bottom_margin = Cm(2.2)
    for name, size in (("Normal", 12), ("Title", 20), ("Heading 1", 16), ("Heading 2", 14)):
        _face(document.styles[name], Pt(size))
    document.core_properties.title = _plain(f"{state.engagement.bank} {brief.title}")
    document.core_properties.author = _plain(state.engagement.author)
    page.header.paragraphs[0].text = _plain(f"{state.engagement.bank}　{marking_word(words, state.engagement.marking)}")
    document.add_paragraph(_plain(brief.title), style="Title")
    document.add_heading(_plain(brief.headline), 1)
    document.add_paragraph(_plain(brief.lead))
    for block in brief.blocks:
        _block(document, block)
    document.add_paragraph(_plain(brief.note))
    content = io.BytesIO()
    document.save(content)
    write(path, content.getvalue())


def _block(document: Any, block: Block) -> None:
    from docx.shared import Cm, Pt

    document.add_heading(_plain(block.title), 2)
    if not block.rows:
        document.add_paragraph(_plain(block.empty))
        return
    table = document.add_table(rows=1, cols=len(block.heads), style="Table Grid")
    _repeat(table.rows[0])
    for cell, head in zip(table.rows[0].cells, block.heads, strict=True):
        cell.paragraphs[0].add_run(_plain(head)).bold = True
    for row in block.rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.paragraphs[0].text = _plain(text)
    table.autofit = False
    for column, part in zip(table.columns, block.widths, strict=True):
        for cell in column.cells:
            cell.width = Cm(16.6 * part / sum(block.widths))
    for cell in (cell for row in table.rows for cell in row.cells):
        for run in (run for paragraph in cell.paragraphs for run in paragraph.runs):
            run.font.size = Pt(10.5)


def _face(style: Any, size: Any) -> None:
    """The face for Latin and for hanzi: Word keeps two names."""
    from docx.oxml.ns import qn
    from docx.shared import RGBColor

    style.font.name, style.font.size, style.font.color.rgb = LATIN, size, RGBColor(0x22, 0x20, 0x1D)
    faces = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        faces.attrib.pop(qn(f"w:{theme}"), None)
    faces.set(qn("w:eastAsia"), EAST_ASIAN)


def _repeat(row: Any) -> None:
    """The head stands again on each page."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _plain(text: str) -> str:
    """Text as XML takes it: no control characters."""
    return clean(text).text
