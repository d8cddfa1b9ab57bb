"""A hardened workbook: Excel tables with filters, frozen heads and number formats; no text becomes a formula, a link or a number.

`workbook([Sheet(…)], title=…)` gives the bytes; any table of the program can be handed out with it.
"""

import io
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from .legal import Legal

Cell = str | int | float | None
LONGEST = 32_767  # characters a cell of Excel holds
HARDENED = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
FORMATS: Mapping[str, str] = {"number": "General", "one": "0.0", "two": "0.00", "percent": "0%", "thousands": "#,##0.##"}


class Sheet(Struct, frozen=True):
    """One table: `key` names it for formulas (letters and _), `formats` per column from FORMATS, `frozen` columns stay in sight."""

    key: str
    title: str
    headers: tuple[str, ...]
    rows: Sequence[Sequence[Cell]]
    formats: tuple[str, ...] = ()  # "" and what is missing: General
    frozen: int = 0


def workbook(sheets: Sequence[Sheet], *, title: str, note: str = "", created: Any = None) -> tuple[bytes, tuple[str, ...]]:
    """The file and the characters that had to be left out (as U+0001)."""
    from xlsxwriter import Workbook  # type: ignore[import-untyped]

    legal, content = Legal(), io.BytesIO()
    with Workbook(content, HARDENED) as book:
        facts = {"title": legal(title), "comments": legal(note)}
        book.set_properties({**facts, "created": created} if created is not None else facts)
        looks = {key: book.add_format({"valign": "top", "num_format": form}) for key, form in FORMATS.items()}
        looks["text"] = book.add_format({"valign": "top", "text_wrap": True})
        looks["head"] = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "vcenter", "bg_color": "#EEF1F5"})
        taken: set[str] = set()
        for sheet in sheets:
            _sheet(book.add_worksheet(_name(legal(sheet.title), taken)), sheet, looks, legal)
    return content.getvalue(), legal.dropped


def _name(title: str, taken: set[str]) -> str:
    """A name Excel takes: at most 31 characters, none of []:*?/\\, no two alike."""
    stem = "".join("-" if char in "[]:*?/\\" else char for char in title).strip("'")[:31] or "-"
    name, number = stem, 2
    while name.casefold() in taken:
        name, number = f"{stem[:28]} {number}", number + 1
    taken.add(name.casefold())
    return name


def _sheet(page: Any, sheet: Sheet, looks: Mapping[str, Any], legal: Legal) -> None:
    last = max(len(sheet.rows), 1)  # a table without a row is none to Excel
    heads = [{"header": legal(head), "header_format": looks["head"]} for head in sheet.headers]
    look = {"columns": heads, "name": f"t_{sheet.key}", "style": "Table Style Light 1", "banded_rows": False}
    page.add_table(0, 0, last, len(heads) - 1, look)
    page.freeze_panes(1, sheet.frozen)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    for column, head in enumerate(sheet.headers):
        cells = [row[column] for row in sheet.rows]
        page.set_column(column, column, _width([head, *cells]))
        form = sheet.formats[column] if column < len(sheet.formats) and sheet.formats[column] else "number"
        for line, value in enumerate(cells, start=1):
            if isinstance(value, str):
                page.write_string(line, column, _fitting(legal(value)), looks["text"])
            elif value is not None:
                page.write_number(line, column, value, looks[form])


def _fitting(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _width(cells: Sequence[Cell]) -> int:
    """Characters a column needs, a hanzi counting two; long texts wrap."""
    longest = max((sum(2 if ord(char) > 0x2E80 else 1 for char in str(value)) for value in cells if value is not None), default=0)
    return min(60, max(8, longest + 4))  # the filter's arrow takes two
