"""An engagement whose every text field holds a naughty string, and what may not come of it: formulas, links, pictures, reads."""

import copy
import csv
import io
import json
import sys
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
from pypdf import PdfReader

from workshop.model import interchange
from workshop.model.store import Store

from . import figures
from .session import reference

# columns that take what somebody types
TEXTS = frozenset({
    "bank", "region", "place", "chair", "facilitator", "recorder", "author", "role", "name", "rationale", "evidence", "reservation",
    "text", "change_if", "note", "owner", "lead", "support", "sponsor", "first30", "first90", "risks", "key_work", "appraisal",
    "reason", "lane_reason", "unit", "target", "how", "title", "body", "problems", "next_step", "who", "approver", "acceptor",
    "recipient", "contents",
})  # fmt: skip


@cache
def plain() -> dict[str, Any]:
    """The whole session as plain values."""
    with figures.scratch() as folder:
        reference(folder)
        store = Store.open(folder / "reference.workshop", reading=True)
        found = interchange.dump(store)
        store.close()
    return found


def fields() -> list[tuple[str, int, str]]:
    """Every place for a text: table, row, column."""
    return [
        (table, index, column)
        for table, rows in plain()["tables"].items()
        for index, row in enumerate(rows)
        for column, value in row.items()
        if column in TEXTS and isinstance(value, str) and table != "log"
    ]


def filled(strings: Sequence[str]) -> str:
    """The exchange text with the strings in turn in every field; of one string all fields hold that one."""
    found = copy.deepcopy(plain())
    for place, (table, index, column) in enumerate(fields()):
        found["tables"][table][index][column] = strings[place % len(strings)]
    found["tables"]["engagement"][0]["bank"] = strings[0] if strings[0].strip() else f"行{strings[0]}"
    return json.dumps(found, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


# -- what was read -----------------------------------------------------------------------------------------------------------------

_reads: list[str] = []
_listening = [False, False]


@contextmanager
def reads() -> Iterator[list[str]]:
    """Files that Python opens and hosts it asks for, while this lasts."""
    if not _listening[1]:
        sys.addaudithook(_heard)  # for good: there is no way to take one away
        _listening[1] = True
    _reads.clear()
    _listening[0] = True
    try:
        yield _reads
    finally:
        _listening[0] = False


def _heard(event: str, args: tuple[Any, ...]) -> None:
    if _listening[0] and (event == "open" or event.startswith(("socket.", "urllib.", "subprocess.", "os.system"))):
        _reads.append(str(args[0]) if event == "open" else event)


def astray(found: Sequence[str]) -> list[str]:
    """Reads that only a text can have asked for."""
    return [
        one
        for one in found
        if one.startswith(("/etc/host", "/etc/pass", "socket", "urllib", "subprocess", "os.system")) or "naughty" in one
    ]


# -- what came out -----------------------------------------------------------------------------------------------------------------


def wrong_csv(folder: Path, strings: Sequence[str]) -> list[str]:
    """Cells that a spreadsheet takes for a formula, and strings that did not come out as they are."""
    cells: set[str] = set()
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            cells.update(cell for row in csv.reader(file) for cell in row)
    live = [f"csv formula {cell[:40]!r}" for cell in cells if cell[:1] in ("=", "+", "-", "@", "\t", "\r") and not _number(cell)]
    return live + [f"csv lost {one[:40]!r}" for one in strings if not {one, f"'{one}"} & cells]


def _number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def wrong_xlsx(content: bytes, strings: Sequence[str]) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    told = [f"xlsx formula in {name}" for name, part in parts.items() if b"<f>" in part or b"<f " in part]
    told += [f"xlsx link in {name}" for name, part in parts.items() if b"<hyperlink" in part or b'TargetMode="External"' in part]
    told += [f"xlsx part {name}" for name in parts if "externalLink" in name or "vba" in name.lower() or "media" in name]
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = {str(cell.value) for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value is not None}
    return told + [
        f"xlsx lost {one[:40]!r}" for one in strings if _legal(one) and one not in cells and one.replace("\r\n", "\n") not in cells
    ]


def _legal(text: str) -> bool:
    """Whether a workbook can hold it as it is: XML knows no control characters, no lone ends and no carriage return."""
    return not any((ord(char) < 32 and char not in "\t\n") or char in "\r\x7f\ufffe\uffff" or 0x80 <= ord(char) < 0xA0 for char in text)


def wrong_pdf(content: bytes) -> list[str]:
    """Anything that leads out of the document or was drawn from a file."""
    told = []
    reader = PdfReader(io.BytesIO(content))
    for number, page in enumerate(reader.pages, start=1):
        for note in page.get("/Annots") or ():
            action = note.get_object().get("/A")
            kind = action.get_object().get("/S") if action is not None else None
            if kind not in (None, "/GoTo"):
                told.append(f"pdf page {number}: {kind}")
        told += [
            f"pdf page {number}: a picture" for image in (page.get("/Resources") or {}).get("/XObject", {}).values() if _is_image(image)
        ]
    names = {"/JavaScript", "/EmbeddedFiles"} & set(reader.trailer["/Root"].get("/Names", {}))
    return told + [f"pdf {name}" for name in sorted(names | ({"/OpenAction"} & set(reader.trailer["/Root"])))]


def _is_image(found: Any) -> bool:
    return bool(found.get_object().get("/Subtype") == "/Image")


def printed(content: bytes) -> str:
    """The text of a document without what sets words and lines apart."""
    import pypdfium2

    document = pypdfium2.PdfDocument(content)
    try:
        texts = []
        for page in document:
            text = page.get_textpage()
            texts.append(text.get_text_range())
            text.close()
            page.close()
    finally:
        document.close()
    return "".join("".join(texts).split())
