"""The ledger goes out, is filled in by somebody else's program, and comes back; hostile workbooks are refused in words."""

import io
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tests.model.delivery.conftest import approve, planned
from workshop.ledger.read import ROWS, read_ledger
from workshop.ledger.write import BASE, HEAD_ROW, write_departments, write_ledger
from workshop.model.delivery.sheet import compare
from workshop.model.delivery.tasks import tasks
from workshop.model.errors import Refused
from workshop.model.store import Store
from workshop.model.store.delivering import Report
from workshop.sentences import sentence
from workshop.wording_delivery import COLUMNS, STANDING, marked, standing_of
from workshop.words import load_words

TODAY = date(2026, 7, 1)
ZH, EN = load_words("zh_CN"), load_words("en")
COLUMN = {key: number for number, key in enumerate(COLUMNS, start=1)}
FIRST = HEAD_ROW + 2  # the first task's row as a spreadsheet counts


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = approve(planned(tmp_path / "a.workshop"))
    yield made
    made.close()


@pytest.fixture
def sent(store: Store, tmp_path: Path) -> Path:
    path = tmp_path / "台账.xlsx"
    write_ledger(store.state(), store.pack, ZH, path, TODAY)
    return path


def filled(path: Path, fill: Callable[[openpyxl.worksheet.worksheet.Worksheet], None]) -> Path:
    """The file as another spreadsheet program would save it."""
    book = openpyxl.load_workbook(path)
    fill(book.worksheets[0])
    book.save(path)
    return path


def found(store: Store, path: Path) -> tuple[list[tuple[str, str, str]], list[str]]:
    state = store.state()
    result = compare(read_ledger(path, (ZH, EN)), tasks(state, store.pack), (), state.engagement.id)
    return [(one.number, one.field, one.new) for one in result.differences], [one.code for one in result.remarks]


def test_what_goes_out_comes_back_without_a_difference(store: Store, sent: Path) -> None:
    store.follow_up(Report(tasks(store.state(), store.pack)[0].action, "watch", "多行\n进展", "=1+1", "@下步", "-依据"))
    write_ledger(store.state(), store.pack, ZH, sent, TODAY)
    assert found(store, sent) == ([], [])
    assert found(store, filled(sent, lambda sheet: None)) == ([], [])


def test_a_ledger_in_english_comes_back_as_well(store: Store, tmp_path: Path) -> None:
    write_ledger(store.state(), store.pack, EN, tmp_path / "ledger.xlsx", TODAY)
    path = filled(tmp_path / "ledger.xlsx", lambda sheet: sheet.cell(FIRST, COLUMN["status"], marked(EN, "late")))
    assert found(store, path) == ([("M1-1", "status", "late")], [])


def test_a_filled_cell_is_a_difference(store: Store, sent: Path) -> None:
    def fill(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        sheet.cell(FIRST, COLUMN["text"], "已完成初稿")
        sheet.cell(FIRST + 1, COLUMN["problems"], 42)
        sheet.cell(FIRST + 2, COLUMN["status"], "暂缓")
        sheet.cell(FIRST + 2, COLUMN["due"], date(2027, 6, 30))
        sheet.cell(FIRST + 1, COLUMN["next_step"], "=1+1")

    differences, remarks = found(store, filled(sent, fill))
    assert differences == [("M1-1", "text", "已完成初稿"), ("M1-2", "problems", "42"), ("M2-1", "status", "paused")]
    assert remarks == ["sheet.formula", "sheet.due"]


def test_a_deleted_row_and_a_changed_id_are_said(store: Store, sent: Path) -> None:
    def fill(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        sheet.cell(FIRST, COLUMN["action"], "ffffffffffffffff")
        sheet.delete_rows(FIRST + 2)

    assert found(store, filled(sent, fill)) == ([], ["sheet.unknown_id", "sheet.deleted", "sheet.deleted"])


def test_one_file_a_lead_department(store: Store, tmp_path: Path) -> None:
    made = write_departments(store.state(), store.pack, ZH, tmp_path, TODAY)
    assert [path.name for path in made] == ["督办台账-科技部.xlsx", "督办台账-零售部.xlsx"]
    assert [len(read_ledger(path, (ZH,)).lines) for path in made] == [2, 1]
    assert found(store, made[0]) == ([], [])


def test_the_sheet_is_made_for_filling_and_printing(store: Store, sent: Path) -> None:
    book = openpyxl.load_workbook(sent)
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet[HEAD_ROW + 1]] == list(COLUMNS.values())
    assert sheet.auto_filter.ref == "A3:R6"
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("C4", "$3:$3")
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 8)
    rule = sheet.data_validations.dataValidation[0]
    assert rule.formula1 == '"' + ",".join(marked(ZH, one) for one in STANDING) + '"'
    assert len(sheet.conditional_formatting) == 1
    assert book[BASE].sheet_state == "veryHidden"
    assert sheet.cell(FIRST, COLUMN["due"]).is_date
    assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)


@pytest.mark.parametrize(
    ("typed", "standing"), [("■ 滞后", "late"), (" 关注 ", "watch"), ("Done", "done"), ("◇已调整", "adjusted"), ("差不多", "差不多")]
)
def test_a_standing_is_read_with_or_without_its_shape(typed: str, standing: str) -> None:
    assert standing_of(typed, (ZH, EN)) == standing


# -- hostile files ---------------------------------------------------------------------------------------------------------------------


def repacked(path: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """The same package with some parts changed."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    change(parts)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path


def merged(path: Path) -> Path:
    return filled(path, lambda sheet: sheet.merge_cells("C4:D5"))


def flooded(path: Path) -> Path:
    rows = b"".join(b'<row r="%d"><c r="A%d" t="n"><v>1</v></c></row>' % (row, row) for row in range(10, 100_010))
    name = "xl/worksheets/sheet1.xml"
    return repacked(path, lambda parts: parts.update({name: parts[name].replace(b"</sheetData>", rows + b"</sheetData>")}))


def with_entity(path: Path) -> Path:
    bomb = b'<!DOCTYPE x [<!ENTITY a "b">]>'
    name = "xl/workbook.xml"
    return repacked(path, lambda parts: parts.update({name: parts[name].replace(b"?>", b"?>" + bomb, 1)}))


def bomb(path: Path) -> Path:
    return repacked(path, lambda parts: parts.update({"xl/media/a.bin": bytes(61 * 1024 * 1024)}))


def other_book(path: Path) -> Path:
    openpyxl.Workbook().save(path)
    return path


def headless(path: Path) -> Path:
    return filled(path, lambda sheet: sheet.delete_rows(HEAD_ROW + 1))


HOSTILE = {
    "macros": ("ledger.macro", lambda path: repacked(path, lambda parts: parts.update({"xl/vbaProject.bin": b"x"}))),
    "links": ("ledger.link", lambda path: repacked(path, lambda parts: parts.update({"xl/externalLinks/externalLink1.xml": b"<a/>"}))),
    "merged cells": ("ledger.merged", merged),
    "a flood of rows": ("ledger.rows", flooded),
    "an entity": ("ledger.foreign", with_entity),
    "a bomb": ("ledger.size", bomb),
    "another workbook": ("ledger.kind", other_book),
    "no heads": ("ledger.heads", headless),
    "a cell far away": ("ledger.rows", lambda path: filled(path, lambda sheet: sheet.cell(1_048_576, 1, "x"))),
    "a column far away": ("ledger.rows", lambda path: filled(path, lambda sheet: sheet.cell(1, 16_384, "x"))),
    "no workbook": ("ledger.foreign", lambda path: repacked(path, lambda parts: parts.pop("xl/workbook.xml"))),
    "broken XML": ("ledger.foreign", lambda path: repacked(path, lambda parts: parts.update({"xl/worksheets/sheet1.xml": b"<worksheet"}))),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_workbook_is_refused_in_words(sent: Path, what: str) -> None:
    code, spoil = HOSTILE[what]
    with pytest.raises(Refused) as refused:
        read_ledger(spoil(sent), (ZH, EN))
    assert refused.value.code == code
    assert all("{" not in sentence(words, refused.value) for words in (ZH, EN))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"not a zip", bytes(100), b"\xd0\xcf\x11\xe0" + bytes(600)])
def test_what_is_no_workbook_at_all(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(content)
    with pytest.raises(Refused, match=r"ledger\.foreign"):
        read_ledger(path, (ZH,))


def test_a_truncated_workbook(sent: Path) -> None:
    content = sent.read_bytes()
    for length in range(100, len(content), len(content) // 7):
        sent.write_bytes(content[:length])
        with pytest.raises(Refused):
            read_ledger(sent, (ZH,))


def test_a_flipped_byte_is_a_sentence_or_harmless(store: Store, sent: Path) -> None:
    content = sent.read_bytes()
    refusals: dict[str, Refused] = {}
    for place in range(0, len(content), max(1, len(content) // 60)):
        sent.write_bytes(content[:place] + bytes([content[place] ^ 0x55]) + content[place + 1 :])
        try:
            found(store, sent)
        except Refused as refused:
            refusals[refused.code] = refused
    # which byte is hit hangs on the workbook's time of writing: one in the archive's list of sizes is a workbook too large
    assert refusals.keys() <= {"ledger.foreign", "ledger.kind", "ledger.heads", "ledger.size"}
    assert all("{" not in sentence(words, refused) for refused in refusals.values() for words in (ZH, EN))


def test_as_many_rows_as_a_ledger_may_have_are_read(sent: Path) -> None:
    assert ROWS >= 40 * 24
    assert len(read_ledger(sent, (ZH,)).lines) == 3
    assert io.BytesIO(sent.read_bytes()).read(2) == b"PK"
