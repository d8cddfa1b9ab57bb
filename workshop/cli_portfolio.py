"""`workshop compare`: two assessments of one bank, or many engagements side by side."""

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from workshop.formats import decimal, percent
from workshop.model.content import Pack
from workshop.model.errors import Refused
from workshop.model.portfolio import Left, Portfolio, bands, files_of, read_all, save_peers
from workshop.sentences import sentence
from workshop.wording_portfolio import group_word, value_word
from workshop.words import Words

from . import cli_results as results
from .cli_parts import Arguments, Command, Parser, check_out, opened, print_object

MISSED_SHOWN = 10


def _arguments(parser: Parser, words: Words) -> None:
    _ = words
    parser.add_argument(
        "files", type=Path, nargs="+", metavar="FILE", help=_("工作坊文件，或装着它们的文件夹；恰好两个文件时比较前后两次诊断")
    )
    parser.add_argument("--json", action="store_true", help=_("输出一个 JSON 对象"))
    parser.add_argument("--parquet", type=Path, metavar="OUT", help=_("另存为 Parquet：每次诊断的每个指标一行"))
    parser.add_argument("--peers", type=Path, metavar="OUT", help=_("另存去标识的同业库：只收已授权的银行，五家起"))
    parser.add_argument("--force", action="store_true", help=_("替换已有的文件"))


def _compare(given: Arguments, words: Words) -> None:
    if len(given.files) == 2 and not (given.parquet or given.peers or any(os.path.isdir(path) for path in given.files)):
        _two(given, words)
    else:
        _many(given, words)


def _two(given: Arguments, words: Words) -> None:
    before, after = (opened(path, given, words) for path in given.files)
    try:
        found = results.compared(before, after)
        if given.json:
            print_object(found)
        else:
            print(results.compare_table(after, words, found))
    finally:
        before.close()
        after.close()


def _many(given: Arguments, words: Words) -> None:
    from workshop.model import tables_portfolio as tables

    for out in (given.parquet, given.peers):
        if out is not None:
            check_out(out, given.force)
    paths = files_of(given.files)
    portfolio = read_all(paths, _teller(words))
    if not portfolio.entries:
        for left in portfolio.left:
            print(sentence(words, left.trouble()), file=sys.stderr)
        raise Refused("portfolio.empty", files=len(paths))
    if given.parquet is not None:
        tables.write_parquet(portfolio, given.parquet)
    if given.peers is not None:
        save_peers(bands(portfolio), given.peers)
    if given.json:
        print_object(result(portfolio, words))
    else:
        print(table(portfolio, words))


def _teller(words: Words) -> Any:
    """Progress on a terminal, silence for everybody else."""
    shown = sys.stderr is not None and sys.stderr.isatty()

    def tell(done: int, total: int) -> bool:
        if shown:
            print(
                "\r" + words("已读 {done} / {total}", done=done, total=total), end="" if done < total else "\n", file=sys.stderr, flush=True
            )
        return True

    return tell


# -- results -------------------------------------------------------------------------------------------------------------------


def result(portfolio: Portfolio, words: Words) -> dict[str, Any]:
    """As assets/schema/portfolio.schema.json says."""
    from workshop.model import tables_portfolio as tables

    return {
        "engagements": tables.records(tables.engagements(portfolio)),
        "groups": {by: tables.records(tables.groups(portfolio, by)) for by in tables.GROUPS},
        "missed": tables.records(tables.missed(portfolio)),
        "trends": {bank: tables.records(tables.trend(portfolio, bank)) for bank in tables.repeated(portfolio)},
        "left_out": [{"file": str(left.path), "code": left.code, "sentence": sentence(words, left.trouble())} for left in portfolio.left],
    }


def table(portfolio: Portfolio, words: Words) -> str:
    """For people: groups, what is commonly missed, banks over the years, what was left out."""
    from workshop.model import tables_portfolio as tables

    _ = words
    pack = tables.pack_of(portfolio, words.language)
    banks = len(portfolio.latest())
    lines = [_("{banks} 家银行，{count} 次诊断；每家按最近一次计", banks=banks, count=len(portfolio.entries)), ""]
    for by in tables.GROUPS:
        rows = [_group_row(words, pack, by, row) for row in tables.records(tables.groups(portfolio, by))]
        heads = [group_word(words, by), _("银行数"), _("最低"), _("中位"), _("最高"), _("最高的银行")]
        lines += [results.aligned([heads, *rows], left=1), ""]
    missed = [_missed_row(pack, row) for row in tables.records(tables.missed(portfolio))[:MISSED_SHOWN]]
    lines += [results.aligned([[_("编号"), _("常见短板"), _("银行数"), _("未达到"), _("中位级别")], *missed], left=2)]
    for bank in tables.repeated(portfolio):
        steps = [f"{row['held_on']} {_score(row['overall'])}" for row in tables.records(tables.trend(portfolio, bank))]
        lines += ["", f"{bank}: {' → '.join(steps)}"]
    if portfolio.left:
        lines += ["", _("没有计入的文件："), *(_left(words, left) for left in portfolio.left)]
    return "\n".join(lines)


def _group_row(words: Words, pack: Pack | None, by: str, row: Mapping[str, Any]) -> Sequence[str]:
    name = value_word(words, pack, by, row[by])
    return [name, str(row["banks"]), _score(row["worst"]), _score(row["median"]), _score(row["best"]), row["best_bank"]]


def _missed_row(pack: Pack | None, row: Mapping[str, Any]) -> Sequence[str]:
    name = pack.indicators[row["indicator"]].name if pack and row["indicator"] in pack.indicators else ""
    return [row["indicator"], name, str(row["banks"]), percent(row["share"]), decimal(row["median"])]


def _left(words: Words, left: Left) -> str:
    return f"- {' '.join(sentence(words, left.trouble()).split())}"


def _score(value: float | None) -> str:
    return "—" if value is None else decimal(value)


COMPARE: Mapping[str, Command] = {"compare": Command(results.ABOUT["compare"], _arguments, _compare)}
