"""Paper ballots as a table: what people type in a spreadsheet is read, what is wrong names its line."""

import pytest

from workshop.model.errors import Refused
from workshop.model.paper import decoded, read_papers, template
from workshop.model.rows import Seat

SEATS = tuple(
    Seat(f"s{number}", number, f"岗位{number}", group, "", 0, "", "", 0, "voting")
    for number, group in ((1, "决策层"), (2, "决策层"), (3, "科技"))
)
INDICATORS = ("1.1", "1.2", "2.1")
MARKS = {"甲": "决策层", "乙": "科技"}


def read(text: str):  # type: ignore[no-untyped-def]
    return read_papers(text, SEATS, INDICATORS, MARKS)


def refused(text: str) -> Refused:
    with pytest.raises(Refused) as caught:
        read(text)
    return caught.value


@pytest.mark.parametrize("between", [",", "\t", ";"])
def test_groups_by_name_or_mark_levels_abstentions_and_gaps(between: str) -> None:
    text = "角色组,1.1 战略,2.1\n决策层,3,弃权\n甲,４,\n乙,0,5\n".replace(",", between)
    found = read(text)
    assert found.by == "pile"
    assert [(one.voter, dict(one.levels)) for one in found.sheets] == [
        ("决策层", {"1.1": 3, "2.1": None}), ("决策层", {"1.1": 4}), ("科技", {"1.1": None, "2.1": 5}),
    ]  # fmt: skip


def test_seats_by_number_and_mixed_piles() -> None:
    assert [one.voter for one in read("席位,1.1\n2,3\n1,4\n").sheets] == ["s2", "s1"]
    mixed = read("票,1.1\n一,3\n二,4\n")
    assert mixed.by == "mixed" and [one.voter for one in mixed.sheets] == ["", ""]


@pytest.mark.parametrize(
    ("text", "code", "facts"),
    [
        ("", "paper.empty", {}),
        ("角色组,1.1\n", "paper.empty", {}),
        ("姓名,1.1\n张,3\n", "paper.head", {"value": "姓名"}),
        ("角色组,9.9\n甲,3\n", "paper.column", {"value": "9.9"}),
        ("角色组,1.1,1.1\n甲,3,4\n", "paper.column_twice", {"value": "1.1"}),
        ("角色组,1.1\n甲,3\n丙,3\n", "paper.voter", {"line": 3, "value": "丙"}),
        ("角色组,1.1\n甲,6\n", "paper.level", {"line": 2, "column": "1.1", "value": "6"}),
        ("角色组,1.1\n甲,2.5\n", "paper.level", {"line": 2, "column": "1.1", "value": "2.5"}),
        ("角色组,1.1\n甲,\n", "paper.blank", {"line": 2}),
        ("席位,1.1\n1,3\n1,4\n", "paper.twice", {}),
    ],
)
def test_what_is_wrong_is_named(text: str, code: str, facts: dict[str, object]) -> None:
    found = refused(text)
    assert found.code == code and facts.items() <= found.facts.items()


def test_files_as_excel_writes_them_here() -> None:
    text = "角色组,1.1\r\n甲,3\r\n"
    assert decoded(text.encode("utf-8-sig")) == decoded(text.encode("gb18030")) == text
    with pytest.raises(Refused):
        decoded(b"x" * (1024 * 1024 + 1))


@pytest.mark.parametrize("by", ["seat", "pile", "mixed"])
def test_the_empty_table_is_read_once_it_is_filled(by: str) -> None:
    lines = template(by, SEATS, INDICATORS).splitlines()
    assert len(lines) == 4
    filled = "\n".join([lines[0], *(line.replace(",,,", ",3,0,5") for line in lines[1:])])
    found = read(filled)
    assert found.by == by and [dict(one.levels) for one in found.sheets] == [{"1.1": 3, "1.2": None, "2.1": 5}] * 3
