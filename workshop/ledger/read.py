"""A ledger that comes back: a stranger's file until proved otherwise.

Macros, links to other files, merged cells and floods of rows are refused in words before anything is parsed; formulas are never evaluated.
"""

import hashlib
import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from workshop.ledger.write import BASE, FORMAT
from workshop.model.delivery.sheet import Line, Sheet
from workshop.model.errors import Refused
from workshop.model.reach import check_file
from workshop.wording_delivery import COLUMNS, standing_of
from workshop.words import Words

SIZE = 10 * 1024 * 1024  # bytes of the file
UNPACKED = 60 * 1024 * 1024  # bytes of everything in it
ROWS = 5_000  # of one sheet
COLUMNS_MOST = 200
SHEETS = 60
_HEAD_WITHIN = 12  # rows that are searched for the heads
_CHUNK = 1 << 20
_MERGE = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*ref="([^"]{1,40})"')
_ROW = re.compile(rb"<(?:\w+:)?row[\s>]")


def read_ledger(path: Path, languages: tuple[Words, ...]) -> Sheet:
    """Every line of a workbook's ledger sheets; raises Refused with a sentence for what is not a plain ledger of ours."""
    content = _content(path)
    _inspect(path.name, content)
    book = _parsed(path.name, content)
    try:
        for sheet in book.worksheets:  # one cell far away makes a sheet as large as a table of a million rows
            if sheet.max_row > 2 * ROWS or sheet.max_column > COLUMNS_MOST:
                raise Refused("ledger.rows", sheet=sheet.title, rows=sheet.max_row, limit=ROWS)
        base = book[BASE] if BASE in book.sheetnames else None
        if base is None or base["A1"].value != FORMAT:
            raise Refused("ledger.kind", name=path.name)
        said = _base(base)
        lines = [line for sheet in book.worksheets if sheet.title != BASE for line in _lines(sheet, said, languages)]
        if not any(_heads(sheet, languages) for sheet in book.worksheets if sheet.title != BASE):
            raise Refused("ledger.heads", name=path.name)
        return Sheet(path.name, hashlib.sha256(content).hexdigest(), str(base["B1"].value or ""), tuple(lines), tuple(said))
    finally:
        book.close()


def _content(path: Path) -> bytes:
    check_file(path)
    if path.stat().st_size > SIZE:
        raise Refused("ledger.size", name=path.name, limit=SIZE // 1024 // 1024)
    return path.read_bytes()


# -- before parsing ----------------------------------------------------------------------------------------------------------------


def _inspect(name: str, content: bytes) -> None:
    """What the package holds, without parsing it."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
            if sum(part.file_size for part in parts) > UNPACKED or len(parts) > 1_000:
                raise Refused("ledger.size", name=name, limit=UNPACKED // 1024 // 1024)
            _refuse_parts(name, [part.filename for part in parts])
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    _scan(name, package, part)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError, RuntimeError, ValueError, zlib.error) as error:
        raise Refused("ledger.foreign", name=name) from error


def _refuse_parts(name: str, parts: Iterable[str]) -> None:
    lowered = [part.lower() for part in parts]
    if "xl/workbook.xml" not in lowered:
        raise Refused("ledger.foreign", name=name)
    if any("vbaproject" in part or part.startswith(("xl/macrosheets/", "xl/activex/", "xl/embeddings/")) for part in lowered):
        raise Refused("ledger.macro", name=name)
    if any(part.startswith("xl/externallinks/") for part in lowered):
        raise Refused("ledger.link", name=name)
    if sum(part.startswith("xl/worksheets/") and part.endswith(".xml") for part in lowered) > SHEETS:
        raise Refused("ledger.foreign", name=name)


def _scan(name: str, package: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """One part read in pieces: no entity declarations, no merged cells, not too many rows."""
    sheet = part.filename.startswith("xl/worksheets/")
    rows, tail = 0, b""
    with package.open(part) as file:
        while piece := file.read(_CHUNK):
            text = tail + piece
            if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
                raise Refused("ledger.foreign", name=name)
            if sheet:
                rows += len(_ROW.findall(piece))
                if rows > ROWS:
                    raise Refused("ledger.rows", sheet=Path(part.filename).stem, rows=f"{rows}+", limit=ROWS)
                if found := _MERGE.search(text):
                    raise Refused("ledger.merged", sheet=Path(part.filename).stem, cells=found[1].decode("ascii", "replace"))
            tail = piece[-128:]


def _parsed(name: str, content: bytes) -> Any:
    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of extensions it does not know; they are not ours
            return openpyxl.load_workbook(io.BytesIO(content), data_only=False, keep_links=False)
    except Exception as error:
        # a parser on a stranger's bytes fails in more ways than it documents; every one means the same to the user
        raise Refused("ledger.foreign", name=name) from error


# -- lines -------------------------------------------------------------------------------------------------------------------------


def _base(sheet: Any) -> dict[str, dict[str, str]]:
    """What every task's cells said when the file went out, by the task's id."""
    rows = sheet.iter_rows(min_row=2, values_only=True)
    keys = [str(value or "") for value in next(rows, ())]
    found = {}
    for values in rows:
        cells = {key: _text(value) for key, value in zip(keys, values, strict=False) if key in COLUMNS}
        if cells.get("action"):
            found[cells["action"]] = cells
    return found


def _heads(sheet: Any, languages: tuple[Words, ...]) -> tuple[int, dict[int, str]] | None:
    """Row of the heads and column → key; None for a sheet that is no ledger."""
    names = {words(head).strip().casefold(): key for words in languages for key, head in COLUMNS.items()}
    for row in sheet.iter_rows(min_row=1, max_row=_HEAD_WITHIN):
        keys = {cell.column: names[said] for cell in row if (said := _text(cell.value).casefold()) in names}
        if {"task", "action", "status"} <= set(keys.values()):
            return row[0].row, keys
    return None


def _lines(sheet: Any, base: Mapping[str, Mapping[str, str]], languages: tuple[Words, ...]) -> Iterable[Line]:
    found = _heads(sheet, languages)
    if found is None:
        return
    head, keys = found
    for row in sheet.iter_rows(min_row=head + 1):
        cells = {keys[cell.column]: _text(cell.value) for cell in row if cell.column in keys}
        if not any(cells.values()):
            continue
        formulas = frozenset(keys[cell.column] for cell in row if cell.column in keys and cell.data_type == "f")
        action = cells.get("action", "")
        was = {key: value for key, value in base.get(action, {}).items() if key != "action"}
        yield Line(sheet.title, row[0].row, action, _read(cells, languages), _read(was, languages) if was else {}, formulas)


def _read(cells: Mapping[str, str], languages: tuple[Words, ...]) -> dict[str, str]:
    return {key: standing_of(value, languages) if key == "status" else value for key, value in cells.items()}


def _text(value: Any) -> str:
    """A cell as text: dates as ISO, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).replace("_x000D_", "").replace("\r\n", "\n").strip()
