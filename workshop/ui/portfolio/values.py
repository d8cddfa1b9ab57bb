"""What the portfolio's tables show: columns and rows in words, from plain values."""

from collections.abc import Mapping, Sequence
from typing import Any

from workshop.formats import decimal, percent
from workshop.model.content import Pack
from workshop.model.portfolio import Left, Portfolio
from workshop.sentences import sentence
from workshop.ui.widgets.grid import Cell, Column, Row
from workshop.wording_portfolio import group_word, value_word
from workshop.words import Words

GROUPS = ("bank_type", "bank_size", "region", "year")
VIEWS = (*GROUPS, "missed", "trend", "left")
Found = Mapping[str, Sequence[Mapping[str, Any]]]


def view_word(words: Words, view: str) -> str:
    """Name of a table."""
    _ = words
    names = {"missed": _("常见短板"), "trend": _("历次得分"), "left": _("未计入")}
    return names[view] if view in names else group_word(words, view)


def columns(words: Words, view: str) -> tuple[Column, ...]:
    """Heads of a table."""
    _ = words
    if view == "missed":
        return (Column(_("编号"), 64), Column(_("常见短板")), Column(_("银行数"), 96, "right"), Column(_("未达到"), 96, "right"),
                Column(_("中位级别"), 96, "right"))  # fmt: skip
    if view == "trend":
        return Column(_("银行")), Column(_("日期"), 120), Column(_("得分"), 96, "right"), Column(_("等级"), 96, "right")
    if view == "left":
        return Column(_("文件"), 240), Column(_("原因"))
    return (Column(group_word(words, view), 200), Column(_("银行数"), 80, "right"), Column(_("最低"), 80, "right"),
            Column(_("最低的银行")), Column(_("中位"), 80, "right"), Column(_("最高"), 80, "right"), Column(_("最高的银行")))  # fmt: skip


def rows(words: Words, pack: Pack | None, portfolio: Portfolio, found: Found, view: str) -> tuple[Row, ...]:
    """Rows of a table."""
    if view == "left":
        return tuple(_left(words, left) for left in portfolio.left)
    make = {"missed": _missed, "trend": _trend}.get(view)
    return tuple(
        Row(f"{view}{number}", make(pack, row) if make else _group(words, pack, view, row)) for number, row in enumerate(found[view])
    )


def _left(words: Words, left: Left) -> Row:
    said = " ".join(sentence(words, left.trouble()).split())
    return Row(str(left.path), (left.path.name, Cell(said, tip=said)))


def _group(words: Words, pack: Pack | None, by: str, row: Mapping[str, Any]) -> tuple[str, ...]:
    name = value_word(words, pack, by, row[by])
    return (
        name, str(row["banks"]), decimal(row["worst"]), row["worst_bank"], decimal(row["median"]), decimal(row["best"]), row["best_bank"],
    )  # fmt: skip


def _missed(pack: Pack | None, row: Mapping[str, Any]) -> tuple[str, ...]:
    name = pack.indicators[row["indicator"]].name if pack and row["indicator"] in pack.indicators else ""
    return row["indicator"], name, str(row["banks"]), percent(row["share"]), decimal(row["median"])


def _trend(_pack: Pack | None, row: Mapping[str, Any]) -> tuple[str, ...]:
    score = "—" if row["overall"] is None else decimal(row["overall"])
    return row["bank"], row["held_on"], score, "—" if row["grade"] is None else str(row["grade"])
