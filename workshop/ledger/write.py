"""The ledger as a workbook: one file for the office on A3, one a lead department on A4; it carries what it said when it went out."""

import io
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from workshop.model.content import Pack
from workshop.model.delivery.overview import Followed, by_department, followed
from workshop.model.delivery.sheet import current
from workshop.model.errors import Refused
from workshop.model.state import State
from workshop.paths import safe_name
from workshop.report.typeset import write
from workshop.wording_delivery import COLUMNS, SHAPES, STANDING, marked
from workshop.words import N_, Words

FORMAT = "workshop-ledger"
HEAD_ROW = 2  # zero-based: title, note, heads
BASE = "_base"  # the hidden sheet with what each cell said when it went out
FILLED = ("text", "problems", "next_step", "status", "evidence")  # the department's columns
NOTE = N_("灰底各列由方案决定；请填写白底各列，不要改动编号。改期走调整申请，销号须有依据。工作坊自评，不同于监管评级、等保定级。")
# characters; the fourteen columns that are printed fit A3 at full size and A4 at three quarters
_WIDTHS = {
    "number": 7, "task": 24, "lead": 10, "support": 10, "sponsor": 9, "owner": 10, "due": 11, "sign": 11, "text": 24, "problems": 16,
    "next_step": 16, "status": 9, "key_work": 10, "appraisal": 10, "evidence": 18, "baseline_due": 11, "waits_for": 18, "action": 19,
}  # fmt: skip
_PRINTED = 14
_PAPER = {"A4": 9, "A3": 8}
_HARDENED = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def write_ledger(state: State, pack: Pack, words: Words, path: Path, today: date) -> None:
    """The whole ledger at `path` (A3, landscape)."""
    write(path, _book(state, followed(state, pack, today), words, today, "A3"))


def write_departments(state: State, pack: Pack, words: Words, folder: Path, today: date) -> tuple[Path, ...]:
    """One file a lead department inside `folder` (A4, landscape); the paths in ledger order."""
    paths = department_files(state, pack, words, folder, today)
    for path, rows in paths.items():
        write(path, _book(state, rows, words, today, "A4"))
    return tuple(paths)


def department_files(state: State, pack: Pack, words: Words, folder: Path, today: date) -> dict[Path, tuple[Followed, ...]]:
    """Which file each lead department gets and what stands in it; Refused when two would have one name."""
    found: dict[Path, tuple[Followed, ...]] = {}
    for lead, rows in by_department(followed(state, pack, today)).items():
        path = folder / f"{words('督办台账')}-{safe_name(lead)}.xlsx"
        if path in found:
            raise Refused("ledger.names", name=path.name)
        found[path] = rows
    return found


def cells(words: Words, row: Followed) -> dict[str, str]:
    """Every column of one task in words; dates as ISO."""
    _, task = words, row.task
    said = current(task)
    return {
        "number": task.number,
        "task": task.text,
        **{name: getattr(task, name) for name in ("lead", "support", "sponsor", "owner", "due", "sign")},
        **said,
        "status": marked(words, row.standing),
        "key_work": task.key_work,
        "appraisal": task.appraisal,
        "evidence": task.acceptance.evidence if task.acceptance else said["evidence"],
        "baseline_due": task.baseline_due,
        "waits_for": _("；").join(task.waits_for),
        "action": task.action,
    }


def _book(state: State, rows: Sequence[Followed], words: Words, today: date, paper: str) -> bytes:
    from xlsxwriter import Workbook  # type: ignore[import-untyped]

    content = io.BytesIO()
    with Workbook(content, _HARDENED) as book:
        book.set_properties({"title": f"{state.engagement.bank} {words('督办台账')}"})
        lines = [cells(words, row) for row in rows]
        _ledger(book, book.add_worksheet(words("督办台账")), state, lines, words, today, paper)
        _base(book.add_worksheet(BASE), state, lines, today)
    return content.getvalue()


def _ledger(book: Any, sheet: Any, state: State, lines: Sequence[dict[str, str]], words: Words, today: date, paper: str) -> None:
    looks = _looks(book)
    sheet.write_string(0, 0, f"{state.engagement.bank}　{words('督办台账')}　{today.isoformat()}", looks["title"])
    sheet.write_string(1, 0, words(NOTE), looks["note"])
    for column, (key, head) in enumerate(COLUMNS.items()):
        sheet.set_column(column, column, _WIDTHS[key])
        sheet.write_string(HEAD_ROW, column, words(head), looks["head"])
        for number, line in enumerate(lines, start=HEAD_ROW + 1):
            _cell(sheet, number, column, key, line[key], looks)
    for number, line in enumerate(lines, start=HEAD_ROW + 1):
        sheet.set_row(number, _height(line))  # not every program fits a row to its wrapped text
    last = HEAD_ROW + max(1, len(lines))
    sheet.freeze_panes(HEAD_ROW + 1, 2)
    sheet.autofilter(HEAD_ROW, 0, last, len(COLUMNS) - 1)
    _states(sheet, words, last, looks)
    _page(sheet, words, paper, last)


def _height(line: dict[str, str]) -> float:
    """Points for the cell with the most lines, a hanzi counting two characters; a row is at most half a page."""
    lines = max(sum(-(-max(1, _wide(part)) // (_WIDTHS[key] - 1)) for part in text.split("\n")) for key, text in line.items())
    return min(360.0, 13.5 * lines + 4)


def _wide(text: str) -> int:
    return sum(2 if ord(char) > 0x2E80 else 1 for char in text)


def _cell(sheet: Any, row: int, column: int, key: str, value: str, looks: dict[str, Any]) -> None:
    look = "open" if key in FILLED else "fixed"
    if key in ("due", "baseline_due") and value:
        sheet.write_datetime(row, column, datetime.fromisoformat(value), looks[f"{look}_date"])
    elif value:
        sheet.write_string(row, column, value, looks[look])
    else:
        sheet.write_blank(row, column, None, looks[look])


def _looks(book: Any) -> dict[str, Any]:
    cell = {"valign": "top", "text_wrap": True, "border": 1, "border_color": "#BEB7AC", "font_size": 10}
    grey = {**cell, "bg_color": "#F5F2EC"}
    return {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "note": book.add_format({"font_size": 9, "font_color": "#5A554E"}),
        "head": book.add_format({**grey, "bold": True, "valign": "vcenter", "align": "center"}),
        "fixed": book.add_format(grey),
        "open": book.add_format(cell),
        "fixed_date": book.add_format({**grey, "num_format": "yyyy-mm-dd"}),
        "open_date": book.add_format({**cell, "num_format": "yyyy-mm-dd"}),
        "late": book.add_format({"bold": True, "bg_color": "#22201D", "font_color": "#FFFFFF"}),
        "watch": book.add_format({"bold": True, "pattern": 17, "fg_color": "#5A554E"}),
        "done": book.add_format({"font_color": "#0F4C5C", "bg_color": "#E6EEF0"}),
        "paused": book.add_format({"italic": False, "font_color": "#736D65", "bg_color": "#E0DAD0"}),
        "adjusted": book.add_format({"bold": True, "font_color": "#0F4C5C"}),
    }


def _states(sheet: Any, words: Words, last: int, looks: dict[str, Any]) -> None:
    """A drop-down of the six standings, and a ground for each that also tells them apart in grey."""
    column = list(COLUMNS).index("status")
    sheet.data_validation(
        HEAD_ROW + 1, column, last, column,
        {"validate": "list", "source": [marked(words, one) for one in STANDING], "error_title": words("状态"),
         "error_message": words("请从下拉列表里选。")},
    )  # fmt: skip
    for standing, shape in SHAPES.items():
        if standing in looks:
            rule = {"type": "text", "criteria": "begins with", "value": shape, "format": looks[standing]}
            sheet.conditional_format(HEAD_ROW + 1, column, last, column, rule)


def _page(sheet: Any, words: Words, paper: str, last: int) -> None:
    sheet.set_landscape()
    sheet.set_paper(_PAPER[paper])
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEAD_ROW)
    sheet.print_area(0, 0, last, _PRINTED - 1)  # what follows is for the screen and for the way back
    sheet.set_footer(f"&L{words('工作坊自评，不同于监管评级、等保定级')}&R&P / &N")


def _base(sheet: Any, state: State, lines: Sequence[dict[str, str]], today: date) -> None:
    """What the sheet said when it went out, for telling a change here from a change there."""
    sheet.very_hidden()
    for column, value in enumerate((FORMAT, state.engagement.id, today.isoformat(), str(state.log_length), state.log_hash)):
        sheet.write_string(0, column, value)
    for column, key in enumerate(COLUMNS):
        sheet.write_string(1, column, key)
        for row, line in enumerate(lines, start=2):
            sheet.write_string(row, column, line[key])
