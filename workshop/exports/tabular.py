"""The tables of an engagement as a workbook and as a folder of CSV files, in the words of a language."""

import io
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from workshop.model.content import Pack
from workshop.model.deidentified import deidentified
from workshop.model.durable import sync_folder
from workshop.model.errors import EnvironmentTrouble
from workshop.model.state import State
from workshop.model.store import Store
from workshop.report.progress import Progress
from workshop.words import Words

from .given import Given, Options, gather, go_on, whole
from .words import Cell, cell, header, setting, title
from .workbook import Sheet, workbook


class Table(Struct, frozen=True):
    """One table in the words of a language: the title, then the keys, headers and cells of its columns."""

    key: str
    title: str
    columns: tuple[str, ...]
    headers: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def worded(store: Store, words: Words) -> tuple[Table, ...]:
    """Every table of the engagement in words."""
    return tables_of(gather(store, words))


def tables_of(given: Given, options: Options | None = None) -> tuple[Table, ...]:
    """The same from values; without names, and without free texts unless they are asked for, where the options have an alias."""
    from workshop.model.tables import tables  # pandas is no load for those who only print

    state, words, pack = given.state, given.words, given.pack
    if options and options.alias:
        state = deidentified(state, options.alias, texts=options.texts)
    found = []

    for key, frame in tables(state, pack).items():
        columns = tuple(map(str, frame.columns))
        heads = tuple(header(words, pack, key, column) for column in columns)
        rows = tuple(_cells(pack, state, words, key, columns, row) for row in frame.itertuples(index=False, name=None))
        found.append(Table(key, title(words, key), columns, heads, rows))
    return tuple(found)


def _cells(pack: Pack, state: State, words: Words, key: str, columns: tuple[str, ...], row: tuple[Any, ...]) -> tuple[Cell, ...]:
    # a frame fills what a row leaves out with NaN
    values = [None if value != value else value for value in row]
    if key == "settings":
        return setting(words, pack, str(values[0]), values[1])
    return tuple(cell(words, state, pack, key, column, value) for column, value in zip(columns, values, strict=True))


# -- CSV ---------------------------------------------------------------------------------------------------------------------------


def write_csv(given: Given, path: Path, options: Options, progress: Progress) -> tuple[str, ...]:
    """A folder with one UTF-8 file per table; a folder that exists keeps what else is in it."""
    go_on(progress, 0, 2)
    made = {f"{table.key}.csv": _csv(table) for table in tables_of(given, options)}
    go_on(progress, 1, 2)
    if path.is_dir():
        for name, content in made.items():
            whole(path / name, content)
    else:
        _new_folder(path, made)
    progress(2, 2)
    return ()


def _new_folder(path: Path, made: Mapping[str, bytes]) -> None:
    """All files in a folder beside, renamed into place: whole or not at all."""
    try:
        folder = Path(tempfile.mkdtemp(prefix=f".{path.name}-", dir=path.parent))
    except OSError as error:
        raise EnvironmentTrouble("export.folder", path=str(path), detail=error.strerror or "") from error
    try:
        for name, content in made.items():
            whole(folder / name, content)
        folder.chmod(0o755)
        folder.rename(path)
        sync_folder(path.parent)
    except OSError as error:
        raise EnvironmentTrouble("export.folder", path=str(path), detail=error.strerror or "") from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


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


# -- XLSX --------------------------------------------------------------------------------------------------------------------------


def write_xlsx(given: Given, path: Path, options: Options, progress: Progress) -> tuple[str, ...]:
    """A workbook, one sheet per table."""
    _ = given.words
    go_on(progress, 0, 3)
    made = tables_of(given, options)
    go_on(progress, 1, 3)
    bank = options.alias or given.state.engagement.bank
    content, dropped = workbook([_sheet(table) for table in made], title=bank, note=_("工作坊自评，不同于监管评级、等保定级"))
    go_on(progress, 2, 3)
    whole(path, content)
    progress(3, 3)
    return dropped


def _sheet(table: Table) -> Sheet:
    numbers = {} if table.key == "others" else {**_NUMBERS, "level": "one"} if table.key == "summary" else _NUMBERS
    formats = tuple(numbers.get(column, "") for column in table.columns)
    return Sheet(table.key, table.title, table.headers, table.rows, formats, 2 if len(table.columns) > 4 else 0)


_NUMBERS: Mapping[str, str] = {
    **dict.fromkeys(("score", "agreement", "need", "need_part", "impact_part", "urgency_part", "value"), "one"),
    **dict.fromkeys(("effort", "likely", "low", "high"), "one"),
    **dict.fromkeys(("people", "people_limit", "budget", "budget_limit"), "one"),
    **dict.fromkeys(("gap", "ratio", "raw", "pain_points"), "two"),
    **dict.fromkeys(("weight", "covered", "p_top3"), "percent"),
    **dict.fromkeys(("amount",), "thousands"),
}
