"""The editable formats under stress: one nasty engagement for all of them, an empty one, and one with a single seat."""

import copy
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from docx import Document
from docx.oxml.ns import qn
from pptx import Presentation

from tests.model.packs import pack_files
from tests.model.store.conftest import Ticking, profile
from workshop.exports import EXPORTS, Given, Options, gather
from workshop.exports.given import silent
from workshop.model import interchange
from workshop.model.store import Store
from workshop.words import load_words

from .filled import astray, fields, plain, reads
from .naughty import NAUGHTY

ZH = load_words("zh_CN")
FORMATS = ("docx", "minutes", "tasks", "pptx", "xlsx")
SIGN = "𠮷野😀R&D<5%=1+1"
NOTE = f"首{'记' * 19_990}尾"
CELL = f"始{'格' * 4_990}终"
MARKUP = '<img src="/etc/hostname">=1+1'


@cache
def nasty() -> str:
    """Forty seats, a text in every field, the long ones, and once a kind the whole list of naughty strings."""
    found = copy.deepcopy(plain())
    tables, seen = found["tables"], set()
    for place, (table, index, column) in enumerate(fields()):
        tables[table][index][column] = (SIGN, MARKUP)[place % 2]
        if column not in seen and column not in ("bank", "lead"):
            tables[table][index][column] = "".join(NAUGHTY) if column not in ("role", "name") else "\x01\x0b\ufffe=1+1"
        seen.add(column)
    first = tables["seat"][0]
    tables["seat"] += [{**first, "id": f"{at:016x}", "number": at, "role": SIGN, "name": SIGN} for at in range(5, 41)]
    note = {"id": f"{77:016x}", "kind": "note", "subject_kind": "dimension", "subject": "people", "text": NOTE, "sensitive": 0, "later": 0}
    tables["note"].append({**note, "created_at": "2026-03-12T12:00:00"})
    for row in tables["measure_plan"]:
        row.update(lead=SIGN, first30=CELL, sponsor=CELL)
    asked = {
        "id": f"{78:016x}",
        "position": 0,
        "text": CELL,
        "body": CELL,
        "due": "2026-06-30",
        "result": "",
        "measure": "",
        "decided_on": "",
    }
    tables["decision"].append(asked)
    tables["engagement"][0]["bank"] = f"{SIGN}\x01"
    return json.dumps(found, ensure_ascii=False)


def _bare(path: Path) -> Store:
    return Store.create(path, pack_files(), profile(), clock=Ticking())


def _single(path: Path) -> Store:
    store = _bare(path)
    store.add_seat(MARKUP, "决策层")
    return store


MADE: dict[str, Callable[[Path], Store]] = {
    "nasty": lambda path: interchange.load(nasty(), path),
    "bare": _bare,
    "single": _single,
}


@pytest.fixture(scope="module", params=MADE)
def given(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Given]]:
    store = MADE[request.param](tmp_path_factory.mktemp("editable") / "a.workshop")
    yield request.param, gather(store, ZH)
    store.close()


def _docx(content: bytes) -> str:
    body: Any = Document(io.BytesIO(content)).element.body
    assert {(one.text or "").split()[0] for one in body.iter(qn("w:instrText"))} <= {"PAGE", "TOC"}  # a field can fetch what it names
    return "".join(one.text or "" for one in body.iter(qn("w:t")))


def _pptx(content: bytes) -> str:
    mark = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
    bodies = [body for slide in Presentation(io.BytesIO(content)).slides for body in slide._element.iter() if body.tag.endswith("}txBody")]
    texts = ["".join(one.text or "" for one in body.iter(f"{mark}t")) for body in bodies]
    assert max(map(len, texts)) < 600  # a slide does not grow
    return "".join(texts)


def _xlsx(content: bytes) -> str:
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    return "\n".join(str(cell.value) for cell in cells if cell.value is not None)


READ = {"docx": _docx, "minutes": _docx, "tasks": _docx, "pptx": _pptx, "xlsx": _xlsx}
# what each must still say of the nasty engagement
TOLD = {"docx": (SIGN, MARKUP, NOTE), "minutes": (SIGN, CELL), "tasks": (SIGN, MARKUP), "pptx": (SIGN,), "xlsx": (SIGN, MARKUP, NOTE, CELL)}


def leads_out(content: bytes) -> list[str]:
    """Parts that lead out of the package, run, or compute."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    marks = (b'TargetMode="External"', b"<f>", b"<hyperlink", b"hlinkClick")
    return [f"{name} {mark!r}" for name, part in parts.items() for mark in marks if name.endswith((".xml", ".rels")) and mark in part]


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_opens_again_and_holds_the_text(given: tuple[str, Given], name: str, tmp_path: Path) -> None:
    kind, values = given
    path = tmp_path / f"a{EXPORTS[name].suffix}"
    with reads() as found:
        dropped = EXPORTS[name].make(values, path, Options(), silent)
    content = path.read_bytes()
    told = READ[name](content)
    assert told and leads_out(content) == [] and astray(found) == []
    if kind == "nasty":
        assert [text[:9] for text in TOLD[name] if text not in told] == []
        assert "U+0001" in dropped
