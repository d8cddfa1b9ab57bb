"""A filled sheet against the engagement: what it would change, what is said of the rest, and that nothing is overwritten silently."""

import pytest
from msgspec.structs import replace

from workshop.model.delivery.sheet import Line, Sheet, compare, current, reports
from workshop.model.delivery.tasks import Task, tasks
from workshop.model.store import Store
from workshop.model.store.delivering import Report


def cells(task: Task) -> dict[str, str]:
    return {"task": task.text, "lead": task.lead, "owner": task.owner, "due": task.due, "sign": task.sign, **current(task)}


def sent(store: Store) -> Sheet:
    """What went out and came back untouched."""
    found = tasks(store.state(), store.pack)
    lines = tuple(Line("台账", row, task.action, cells(task), cells(task)) for row, task in enumerate(found, start=3))
    return Sheet("科技部.xlsx", "ab" * 32, store.engagement().id, lines, tuple(task.action for task in found))


def filled(sheet: Sheet, index: int, **values: str) -> Sheet:
    line = sheet.lines[index]
    return replace(sheet, lines=(*sheet.lines[:index], replace(line, cells={**line.cells, **values}), *sheet.lines[index + 1 :]))


def found(store: Store, sheet: Sheet) -> tuple[list[tuple[str, str, str, bool]], list[str]]:
    state = store.state()
    result = compare(sheet, tasks(state, store.pack), [one.sha256 for one in state.sheet_imports], state.engagement.id)
    return [(one.number, one.field, one.new, one.conflict) for one in result.differences], [one.code for one in result.remarks]


def test_an_untouched_sheet_says_nothing(store: Store) -> None:
    assert found(store, sent(store)) == ([], [])


def test_what_a_department_filled_in_is_a_line_each(store: Store) -> None:
    sheet = filled(sent(store), 0, text="已完成初稿", status="watch", problems="缺人")
    assert found(store, sheet) == (
        [("M1-1", "text", "已完成初稿", False), ("M1-1", "problems", "缺人", False), ("M1-1", "status", "watch", False)],
        [],
    )


def test_the_same_file_twice_changes_nothing(store: Store) -> None:
    sheet = filled(sent(store), 0, text="已完成初稿", status="watch")
    state = store.state()
    differences = compare(sheet, tasks(state, store.pack), (), state.engagement.id).differences
    store.take_sheet(sheet.sha256, sheet.name, reports(differences, tasks(state, store.pack)), 0)
    task = tasks(store.state(), store.pack)[0]
    assert task.last is not None
    assert (task.last.text, task.last.status, task.last.who, task.last.origin) == ("已完成初稿", "watch", "科技部", "sheet")
    assert found(store, sheet) == ([], [])
    again = compare(sheet, tasks(store.state(), store.pack), [one.sha256 for one in store.state().sheet_imports], state.engagement.id)
    assert again.known


def test_only_accepted_lines_are_taken(store: Store) -> None:
    sheet = filled(filled(sent(store), 0, text="甲", problems="乙"), 1, text="丙")
    state = store.state()
    differences = compare(sheet, tasks(state, store.pack), (), state.engagement.id).differences
    made = reports([one for one in differences if one.new != "乙"], tasks(state, store.pack))
    assert [(one.text, one.problems) for one in made] == [("甲", ""), ("丙", "")]


def test_what_changed_here_meanwhile_is_a_conflict(store: Store) -> None:
    sheet = filled(sent(store), 0, text="部门的说法")
    store.follow_up(Report(sheet.lines[0].action, "normal", "这边的说法"))
    assert found(store, sheet) == ([("M1-1", "text", "部门的说法", True)], [])
    untouched = sent(store)
    store.follow_up(Report(sheet.lines[0].action, "normal", "又有新进展"))
    assert found(store, untouched) == ([], [])  # a sheet that says nothing new takes nothing back


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"due": "2027-01-31"}, "sheet.due"),
        ({"due": "年底前"}, "sheet.date"),
        ({"owner": "别人"}, "sheet.owner"),
        ({"lead": "别的部门"}, "sheet.fixed"),
        ({"task": "另一件事"}, "sheet.changed_id"),
        ({"status": "差不多"}, "sheet.status"),
        ({"text": "长" * 5001}, "sheet.length"),
    ],
)
def test_what_cannot_be_taken_is_said(store: Store, values: dict[str, str], code: str) -> None:
    assert found(store, filled(sent(store), 0, **values)) == ([], [code])


def test_ids_that_do_not_fit(store: Store) -> None:
    sheet = sent(store)
    strange = replace(sheet.lines[0], action="ffffffffffffffff")
    nameless = replace(sheet.lines[0], action="")
    twice = replace(sheet.lines[1], row=9)
    said = found(store, replace(sheet, lines=(strange, nameless, sheet.lines[1], twice)))[1]
    assert said == ["sheet.unknown_id", "sheet.no_id", "sheet.twice", "sheet.deleted", "sheet.deleted"]


def test_a_formula_is_not_taken(store: Store) -> None:
    sheet = filled(sent(store), 0, text="42")
    sheet = replace(sheet, lines=(replace(sheet.lines[0], formulas=frozenset({"text"})), *sheet.lines[1:]))
    assert found(store, sheet) == ([], ["sheet.formula"])


def test_a_task_written_off_stays(store: Store) -> None:
    sheet = sent(store)
    store.accept_task(sheet.lines[0].action, "通知", "办公室", "2026-09-01")
    assert found(store, filled(sheet, 0, text="再改")) == ([], ["sheet.accepted"])


def test_a_sheet_of_another_engagement(store: Store) -> None:
    assert found(store, replace(filled(sent(store), 0, text="甲"), engagement="0" * 16)) == ([], ["sheet.engagement"])
