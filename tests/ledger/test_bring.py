"""Documents to bring: every evidence prompt under its department, in a letter and in a list, with what was handed in."""

from pathlib import Path

import openpyxl
import pytest
from docx import Document

from tests.demo_file import demo_store
from workshop.ledger.bring import DEPARTMENTS, wanted, write_bring_docx, write_bring_xlsx
from workshop.words import load_words


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_letter_and_list_hold_every_document_by_department(tmp_path: Path, language: str) -> None:
    store = demo_store(tmp_path)
    store.speak(language)
    state, pack, words = store.state(), store.pack, load_words(language)
    rows = wanted(state, pack, words)
    assert len(rows) == sum(len(indicator.evidence) for indicator in pack.indicators.values())
    assert set(DEPARTMENTS) == set(pack.dimensions)
    assert {row.status for row in rows} == {"handed", "missing", ""} or {row.status for row in rows} == {"handed", "missing"}
    write_bring_docx(state, pack, words, tmp_path / "list.docx")
    document = Document(str(tmp_path / "list.docx"))
    heads = [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == "Heading 2"]
    assert heads == [words(name) for name in DEPARTMENTS.values()]
    told = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert all(row.text in told for row in rows)
    write_bring_xlsx(state, pack, words, tmp_path / "list.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "list.xlsx").worksheets[0]
    lines = [[cell.value for cell in line] for line in sheet.iter_rows(min_row=4)]
    assert [(line[0], line[2]) for line in lines] == [(row.department, row.text) for row in rows]
    assert [line[3] or "" for line in lines].count(words("已交")) == sum(row.status == "handed" for row in rows)
    store.close()
