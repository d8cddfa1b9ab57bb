"""A filled ledger that comes back, held against the engagement: differences to accept line by line, and remarks on what cannot be taken."""

from collections.abc import Mapping, Sequence
from typing import Literal

from msgspec import Struct, field

from ..store.delivering import Report
from .tasks import STANDINGS, Task, due_date

FIELDS = ("text", "problems", "next_step", "status", "evidence")  # what a department may say of its task
FIXED = ("task", "lead", "support", "sponsor", "owner", "due", "sign", "key_work", "appraisal")  # what the baseline says
LENGTH = 5000  # characters of one cell
Field = Literal["text", "problems", "next_step", "status", "evidence"]


class Line(Struct, frozen=True):
    """One row of a sheet as it was read: where it stands, the task's id, cells by field; `formulas` names fields that hold one."""

    sheet: str
    row: int  # as the spreadsheet numbers it
    action: str
    cells: Mapping[str, str]
    base: Mapping[str, str]  # the same cells when the sheet went out; empty when the sheet does not say
    formulas: frozenset[str] = frozenset()


class Sheet(Struct, frozen=True):
    """A whole file: `covers` are the tasks it went out with, in any of its sheets."""

    name: str
    sha256: str
    engagement: str
    lines: tuple[Line, ...]
    covers: tuple[str, ...]


class Difference(Struct, frozen=True):
    """One cell that says something new. `conflict`: it changed here as well since the sheet went out."""

    action: str
    number: str
    field: Field
    old: str
    new: str
    who: str  # the lead department
    sheet: str
    row: int
    conflict: bool = False


class Remark(Struct, frozen=True):
    """Something that cannot be taken as it stands; `code` has its sentence in `workshop.sentences_delivery`."""

    code: str
    sheet: str
    row: int
    facts: Mapping[str, str] = field(default_factory=dict)


class Findings(Struct, frozen=True):
    differences: tuple[Difference, ...]
    remarks: tuple[Remark, ...]
    known: bool  # this very file was taken before


def compare(sheet: Sheet, tasks: Sequence[Task], imported: Sequence[str], engagement: str) -> Findings:
    """What a filled sheet would change. Nothing is decided here, and the same file after it was taken yields no difference."""
    if sheet.engagement != engagement:
        return Findings((), (Remark("sheet.engagement", "", 0, {"name": sheet.name}),), False)
    known, seen = {task.action: task for task in tasks}, dict[str, int]()
    differences: list[Difference] = []
    remarks: list[Remark] = []
    for line in sheet.lines:
        task = known.get(line.action)
        if task is None:
            remarks.append(_stranger(line))
        elif line.action in seen:
            facts = {"number": task.number, "first": str(seen[line.action])}
            remarks.append(Remark("sheet.twice", line.sheet, line.row, facts))
        else:
            seen[line.action] = line.row
            found, said = _read(line, task)
            differences += found
            remarks += said
    for action in sheet.covers:
        if action not in seen and action in known:
            remarks.append(Remark("sheet.deleted", "", 0, {"number": known[action].number, "task": known[action].text}))
    return Findings(tuple(differences), tuple(remarks), sheet.sha256 in imported)


def _stranger(line: Line) -> Remark:
    task = line.cells.get("task", "")
    if not line.action:
        return Remark("sheet.no_id", line.sheet, line.row, {"task": task})
    return Remark("sheet.unknown_id", line.sheet, line.row, {"id": line.action, "task": task})


def _read(line: Line, task: Task) -> tuple[list[Difference], list[Remark]]:
    remarks = [*_formulas(line, task), *_fixed(line, task)]
    if task.text.strip() != line.cells.get("task", task.text).strip() and line.base.get("task", task.text) == task.text:
        remarks.append(Remark("sheet.changed_id", line.sheet, line.row, {"number": task.number, "task": line.cells.get("task", "")}))
    now, found = current(task), list[Difference]()
    for name in FIELDS:
        if name not in line.cells or name in line.formulas:
            continue
        new, old = line.cells[name].strip(), now[name]
        if new == old or (name in line.base and new == line.base[name].strip()):
            continue
        if problem := _wrong(name, new, task):
            remarks.append(Remark(problem, line.sheet, line.row, {"number": task.number, "value": new[:40], "length": str(len(new))}))
            continue
        conflict = name in line.base and line.base[name].strip() != old
        found.append(Difference(task.action, task.number, name, old, new, task.lead, line.sheet, line.row, conflict))  # type: ignore[arg-type]
    return found, remarks


def current(task: Task) -> dict[str, str]:
    """What the engagement says now in the cells a department fills; what a ledger shows in them when it goes out."""
    last = task.last
    if last is None:
        return {"text": "", "problems": "", "next_step": "", "status": "normal", "evidence": ""}
    return {name: getattr(last, name).strip() for name in FIELDS}


def _wrong(name: str, new: str, task: Task) -> str:
    """The code of what makes a cell unusable, or ""."""
    if name == "status" and new not in STANDINGS:
        return "sheet.status"
    if len(new) > LENGTH:
        return "sheet.length"
    return "sheet.accepted" if task.acceptance else ""


def _formulas(line: Line, task: Task) -> list[Remark]:
    return [Remark("sheet.formula", line.sheet, line.row, {"number": task.number, "field": name}) for name in sorted(line.formulas)]


def _fixed(line: Line, task: Task) -> list[Remark]:
    """Cells of the baseline that somebody changed: said, never taken."""
    remarks = []
    for name in FIXED:
        was = line.base.get(name, getattr(task, name, "")).strip()
        new = line.cells.get(name, was).strip()
        if name == "task" or name in line.formulas or new == was:
            continue
        if name == "due":
            code = "sheet.due" if due_date(new) else "sheet.date"
            remarks.append(Remark(code, line.sheet, line.row, {"number": task.number, "value": new[:40]}))
        elif name == "owner":
            remarks.append(Remark("sheet.owner", line.sheet, line.row, {"number": task.number, "value": new[:40]}))
        else:
            remarks.append(Remark("sheet.fixed", line.sheet, line.row, {"number": task.number, "field": name, "value": new[:40]}))
    return remarks


def reports(accepted: Sequence[Difference], tasks: Sequence[Task]) -> tuple[Report, ...]:
    """One report a task from its accepted lines; what was not accepted keeps what it said before."""
    made: dict[str, dict[str, str]] = {}
    known = {task.action: task for task in tasks}
    for one in accepted:
        made.setdefault(one.action, current(known[one.action]))[one.field] = one.new
    return tuple(Report(action, who=known[action].lead, **cells) for action, cells in made.items())
