"""The ways an engagement leaves the program: each a name, a suffix and a writer that leaves a whole file or none."""

import io
import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workshop.model import interchange
from workshop.model.errors import EnvironmentTrouble
from workshop.model.state import State
from workshop.model.store import Store
from workshop.model.tables import tables
from workshop.words import N_, Words

from .exports_words import Cell, cell, header, setting, title

Write = Callable[[Store, Words, Path], tuple[str, ...]]


@dataclass(frozen=True)
class Export:
    """One format; `write(store, words, path)` returns the characters that could not be printed, and raises EnvironmentTrouble."""

    name: str
    title: str  # a msgid
    suffix: str  # "" for a folder
    write: Write


@dataclass(frozen=True)
class Table:
    """One table in the words of a language: the title, then the keys, headers and cells of its columns."""

    key: str
    title: str
    columns: tuple[str, ...]
    headers: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def worded(store: Store, words: Words) -> tuple[Table, ...]:
    """Every table of the engagement in words."""
    state = store.state()
    found = []
    for key, frame in tables(state, store.pack).items():
        columns = tuple(map(str, frame.columns))
        heads = tuple(header(words, store.pack, key, column) for column in columns)
        rows = tuple(_cells(store, state, words, key, columns, row) for row in frame.itertuples(index=False, name=None))
        found.append(Table(key, title(words, key), columns, heads, rows))
    return tuple(found)


def _cells(store: Store, state: State, words: Words, key: str, columns: tuple[str, ...], row: tuple[Any, ...]) -> tuple[Cell, ...]:
    # a frame fills what a row leaves out with NaN
    values = [None if value != value else value for value in row]
    if key == "settings":
        return setting(words, store.pack, str(values[0]), values[1])
    return tuple(cell(words, state, store.pack, key, column, value) for column, value in zip(columns, values, strict=True))


# -- one writer per format -------------------------------------------------------------------------------------------------------


def write_pdf(store: Store, words: Words, path: Path) -> tuple[str, ...]:
    """The printed plan, working edition."""
    from workshop.report.plan import write_plan

    return write_plan(store.state(), store.pack, words, path, log=store.log())


def write_json(store: Store, words: Words, path: Path) -> tuple[str, ...]:
    """The exchange file; it speaks no language."""
    _whole(path, interchange.dumps(store).encode("utf-8"))
    return ()


def write_csv(store: Store, words: Words, path: Path) -> tuple[str, ...]:
    """A folder with one UTF-8 file per table; a folder that exists keeps what else is in it."""
    made = {f"{table.key}.csv": _csv(table) for table in worded(store, words)}
    if path.is_dir():
        for name, content in made.items():
            _whole(path / name, content)
        return ()
    try:
        folder = Path(tempfile.mkdtemp(prefix=f".{path.name}-", dir=path.parent))
    except OSError as error:
        raise EnvironmentTrouble("export.folder", path=str(path), detail=error.strerror or "") from error
    try:
        for name, content in made.items():
            _whole(folder / name, content)
        folder.chmod(0o755)
        folder.rename(path)
    except OSError as error:
        raise EnvironmentTrouble("export.folder", path=str(path), detail=error.strerror or "") from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return ()


def _csv(table: Table) -> bytes:
    import csv

    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\r\n")
    rows.writerow(table.headers)
    rows.writerows([_quoted(value) for value in row] for row in table.rows)
    return text.getvalue().encode("utf-8-sig")  # Excel reads UTF-8 only with the mark in front


def _quoted(value: Cell) -> Cell:
    """A text that a spreadsheet would take for a formula gets an apostrophe in front."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value


def write_xlsx(store: Store, words: Words, path: Path) -> tuple[str, ...]:
    """A workbook, one sheet per table; no text becomes a formula, a link or a number."""
    from xlsxwriter import Workbook  # type: ignore[import-untyped]

    _ = words
    content = io.BytesIO()
    hardened = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(content, hardened) as book:
        book.set_properties({"title": store.engagement().bank, "comments": _("工作坊自评，不同于监管评级、等保定级")})
        formats = {key: book.add_format({"valign": "top", **look}) for key, look in _LOOKS.items()}
        for table in worded(store, words):
            _sheet(book.add_worksheet(table.title[:31]), table, formats)
    _whole(path, content.getvalue())
    return ()


def _sheet(sheet: Any, table: Table, formats: Mapping[str, Any]) -> None:
    sheet.freeze_panes(1, 2 if len(table.columns) > 4 else 0)
    for column, (key, head) in enumerate(zip(table.columns, table.headers, strict=True)):
        cells = [row[column] for row in table.rows]
        sheet.set_column(column, column, _width([head, *cells]))
        sheet.write_string(0, column, head, formats["head"])
        for line, value in enumerate(cells, start=1):
            if isinstance(value, str):
                sheet.write_string(line, column, value, formats["text"])
            elif value is not None:
                sheet.write_number(line, column, value, formats[_NUMBERS.get(key, "number")])
    sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)


def _width(cells: Sequence[Cell]) -> int:
    """Characters a column needs, a hanzi counting two; long texts wrap."""
    longest = max((sum(2 if ord(char) > 0x2E80 else 1 for char in str(value)) for value in cells if value is not None), default=0)
    return min(60, max(8, longest + 2))


_LOOKS: Mapping[str, Mapping[str, Any]] = {
    "head": {"bold": True, "bottom": 1, "text_wrap": True, "bg_color": "#EEF1F5"},
    "text": {"text_wrap": True},
    "number": {"num_format": "General"},
    "one": {"num_format": "0.0"},
    "two": {"num_format": "0.00"},
    "percent": {"num_format": "0%"},
}
_NUMBERS: Mapping[str, str] = {
    **dict.fromkeys(("score", "agreement", "need", "need_part", "impact_part", "urgency_part", "value"), "one"),
    **dict.fromkeys(("effort", "likely", "low", "high"), "one"),
    **dict.fromkeys(("people", "people_limit", "budget", "budget_limit"), "one"),
    **dict.fromkeys(("gap", "ratio", "raw", "pain_points"), "two"),
    **dict.fromkeys(("weight", "covered", "p_top3"), "percent"),
}


def _whole(path: Path, content: bytes) -> None:
    from workshop.report.typeset import write

    write(path, content)


EXPORTS: Mapping[str, Export] = {
    one.name: one
    for one in (
        Export("pdf", N_("行动方案（PDF）"), ".pdf", write_pdf),
        Export("json", N_("数据交换（JSON）"), ".json", write_json),
        Export("xlsx", N_("工作簿（XLSX）"), ".xlsx", write_xlsx),
        Export("csv", N_("表格文件夹（CSV）"), "", write_csv),
    )
}
