"""Commands for what follows the day: approval, ledgers out and back, reports, re-assessment, merging, hand-over."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from workshop.model.delivery.again import reassess
from workshop.model.delivery.merge import merge, plan_merge, read_choices
from workshop.model.delivery.sheet import Findings, compare, reports
from workshop.model.delivery.tasks import proposed, tasks
from workshop.model.errors import EnvironmentTrouble, Refused
from workshop.model.store import Store
from workshop.sentences_delivery import remark_sentence
from workshop.wording_delivery import COLUMNS, marked
from workshop.words import N_, Words, load_words

from .cli_parts import Arguments, Command, Parser, file_argument, opened, print_object, write_engagement
from .cli_sealing import check_outgoing, leaving, leaving_arguments, outgoing, permitted

LANGUAGES = ("zh_CN", "en")


# -- approval ----------------------------------------------------------------------------------------------------------------------


def _approve_arguments(parser: Parser, words: Words) -> None:
    _ = words
    file_argument(parser, words)
    parser.add_argument("--body", required=True, help=_("批准方案的机构"))
    parser.add_argument("--on", required=True, metavar="YYYY-MM-DD", help=_("批准日期"))


def _approve(given: Arguments, words: Words) -> None:
    _ = words
    store = opened(given.file, given, words, writing=True)
    try:
        rows = proposed(store.state(), store.pack)
        store.approve_plan(rows, given.on, given.body)
    finally:
        store.close()
    print(_("方案已批准，{count} 项任务列入基线。", count=len(rows)))


# -- ledgers -----------------------------------------------------------------------------------------------------------------------


def _ledger_arguments(parser: Parser, words: Words) -> None:
    _ = words
    file_argument(parser, words)
    parser.add_argument("out", type=Path, nargs="?", metavar="OUT.xlsx", help=_("督办台账"))
    parser.add_argument("--by-department", type=Path, metavar="DIR", help=_("每个牵头部门一个文件，写入这个文件夹"))
    _day_argument(parser, words)
    parser.add_argument("--force", action="store_true", help=_("替换已有的文件"))
    leaving_arguments(parser, words)


def _day_argument(parser: Parser, words: Words) -> None:
    parser.add_argument("--on", metavar="YYYY-MM-DD", help=words("按哪一天判定，默认今天"))


def _ledger(given: Arguments, words: Words) -> None:
    from workshop.ledger.write import department_files, write_departments, write_ledger

    if (given.out is None) == (given.by_department is None):
        raise Refused("ledger.where")
    store, day = opened(given.file, given, words), _day(given.on)
    try:
        state, pack = store.state(), store.pack
        if given.out is not None:
            check_outgoing(given.out, given)
            with leaving(store, given, words):
                write_ledger(state, pack, words, given.out, day)
            return
        if not given.by_department.is_dir():
            raise EnvironmentTrouble("out.folder", path=str(given.by_department))
        for path in department_files(state, pack, words, given.by_department, day):
            check_outgoing(path, given)
        with leaving(store, given, words):
            for path in write_departments(state, pack, words, given.by_department, day):
                print(outgoing(path, given).name)
    finally:
        store.close()


def _day(text: str | None) -> date:
    if text is None:
        return date.today()
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Refused("date.wrong", value=text) from error


def _import_arguments(parser: Parser, words: Words) -> None:
    _ = words
    file_argument(parser, words)
    parser.add_argument("sheet", type=Path, metavar="IN.xlsx", help=_("填好的督办台账"))
    parser.add_argument("--dry-run", action="store_true", help=_("只列出差异，不采用"))
    parser.add_argument("--take-conflicts", action="store_true", help=_("两边都改过的单元格也采用台账的内容"))
    parser.add_argument("--json", action="store_true", help=_("输出一个 JSON 对象"))


def _import(given: Arguments, words: Words) -> None:
    from workshop.ledger.read import read_ledger

    store = opened(given.file, given, words, writing=not given.dry_run)
    try:
        sheet = read_ledger(given.sheet, _languages(words))
        state = store.state()
        listed = tasks(state, store.pack)
        found = compare(sheet, listed, [row.sha256 for row in state.sheet_imports], state.engagement.id)
        taken = [one for one in found.differences if given.take_conflicts or not one.conflict]
        if taken and not given.dry_run:
            store.backing_up("import")()
            store.take_sheet(sheet.sha256, sheet.name, reports(taken, listed), len(found.differences) - len(taken))
    finally:
        store.close()
    if given.json:
        print_object(_imported(found, len(taken), given.dry_run, words))
    else:
        print(_import_table(found, len(taken), given.dry_run, words))


def _languages(words: Words) -> tuple[Words, ...]:
    return tuple(words if one == words.language else load_words(one) for one in LANGUAGES)


def _imported(found: Findings, taken: int, dry: bool, words: Words) -> dict[str, Any]:
    return {
        "known": found.known,
        "taken": 0 if dry else taken,
        "differences": [
            {
                "task": one.number, "id": one.action, "field": one.field, "old": one.old, "new": one.new, "department": one.who,
                "sheet": one.sheet, "row": one.row, "conflict": one.conflict,
            }
            for one in found.differences
        ],
        "remarks": [
            {"code": one.code, "sheet": one.sheet, "row": one.row, "sentence": remark_sentence(words, one)} for one in found.remarks
        ],
    }  # fmt: skip


def _import_table(found: Findings, taken: int, dry: bool, words: Words) -> str:
    _ = words
    lines = [_("这份文件已经采用过。")] if found.known else []
    for one in found.differences:
        old, new = (marked(words, said) if one.field == "status" else said for said in (one.old, one.new))  # type: ignore[arg-type]
        flag = _("（两边都改过）") if one.conflict else ""
        name = words(COLUMNS[one.field])
        lines.append(_("{task} {field}{flag}：{old} → {new}", task=one.number, field=name, flag=flag, old=old or "—", new=new or "—"))
    for remark in found.remarks:
        where = _("第 {row} 行：", row=remark.row) if remark.row else ""
        lines.append(where + remark_sentence(words, remark))
    total = len(found.differences)
    lines.append(
        _("{count} 处差异，没有采用（试读）。", count=total) if dry else _("{count} 处差异，采用 {taken} 处。", count=total, taken=taken)
    )
    return "\n".join(lines)


# -- reports -----------------------------------------------------------------------------------------------------------------------


def _report_arguments(parser: Parser, words: Words) -> None:
    _ = words
    file_argument(parser, words)
    span = parser.add_mutually_exclusive_group(required=True)
    span.add_argument("--month", metavar="YYYY-MM", help=_("督办月报，一页"))
    span.add_argument("--quarter", metavar="YYYYQN", help=_("督办季度通报，两页"))
    parser.add_argument("out", type=Path, metavar="OUT", help=_("PDF 或 DOCX 文件"))
    parser.add_argument("--force", action="store_true", help=_("替换已有的文件"))
    leaving_arguments(parser, words)


def _report(given: Arguments, words: Words) -> None:
    from workshop.briefs import month_brief, quarter_brief
    from workshop.ledger.reports import check_suffix, write_report

    check_suffix(given.out)
    check_outgoing(given.out, given)
    store = opened(given.file, given, words)
    try:
        state, pack = store.state(), store.pack
        brief = month_brief(state, pack, words, given.month) if given.month else quarter_brief(state, pack, words, given.quarter)
        with leaving(store, given, words):
            missing = write_report(brief, state, words, given.out)
    finally:
        store.close()
    if missing:
        print(words("有 {count} 个字没有字形，印作〓：{chars}", count=len(missing), chars="".join(missing)))


# -- again, merge, hand-over ----------------------------------------------------------------------------------------------------------


def _reassess_arguments(parser: Parser, words: Words) -> None:
    _ = words
    parser.add_argument("file", type=Path, metavar="OLD", help=_("上一次诊断的文件"))
    parser.add_argument("out", type=Path, metavar="NEW", help=_("复评的新文件"))
    parser.add_argument("--on", metavar="YYYY-MM-DD", help=_("复评日期，默认今天"))
    parser.add_argument("--force", action="store_true", help=_("替换已有的文件"))


def _reassess(given: Arguments, words: Words) -> None:
    _ = words
    old = opened(given.file, given, words)
    try:
        write_engagement(given, lambda path: reassess(old, path, _day(given.on), old.passphrase))
        count = len(old.pack.indicators)
    finally:
        old.close()
    print(_("复评文件已建立：席位已列出，{count} 项指标待重新评级。", count=count))


def _merge_arguments(parser: Parser, words: Words) -> None:
    _ = words
    file_argument(parser, words)
    parser.add_argument("other", type=Path, metavar="OTHER", help=_("同一次诊断的另一份文件"))
    parser.add_argument("out", type=Path, metavar="OUT", nargs="?", help=_("合并后的新文件"))
    parser.add_argument("--choices", type=Path, metavar="F.json", help=_("每处不一致以哪份为准：first 或 second"))
    parser.add_argument("--list", action="store_true", help=_("只列出不一致之处"))
    parser.add_argument("--json", action="store_true", help=_("输出一个 JSON 对象"))
    parser.add_argument("--force", action="store_true", help=_("替换已有的文件"))


def _merge(given: Arguments, words: Words) -> None:
    _ = words
    first, second = opened(given.file, given, words), opened(given.other, given, words)
    try:
        plan = plan_merge(first, second)
        asked = [{"key": one.key, "first": dict(one.first), "second": dict(one.second)} for one in plan.conflicts]
        found: dict[str, Any] = {"added": len(plan.added), "conflicts": asked}
        if not given.list:
            _joined(given, first, second)
    finally:
        first.close()
        second.close()
    if given.json:
        print_object(found)
        return
    for one in plan.conflicts:
        print(f"{one.key}\t{json.dumps(dict(one.first), ensure_ascii=False)}\t{json.dumps(dict(one.second), ensure_ascii=False)}")
    print(_("只有一份文件有的 {added} 行可以并入，{asked} 处不一致。", added=len(plan.added), asked=len(asked)))


def _joined(given: Arguments, first: Store, second: Store) -> None:
    if given.out is None:
        raise Refused("merge.out")
    try:
        choices = read_choices(given.choices.read_text(encoding="utf-8")) if given.choices else {}
    except UnicodeDecodeError as error:
        raise Refused("merge.file") from error
    write_engagement(given, lambda path: merge(first, second, choices, path, first.passphrase))


def _handover_arguments(parser: Parser, words: Words) -> None:
    _ = words
    file_argument(parser, words)
    parser.add_argument("folder", type=Path, metavar="DIR", help=_("移交包的新文件夹"))
    parser.add_argument("--to", required=True, help=_("移交给谁（部门或职务）"))
    leaving_arguments(parser, words)


def _handover(given: Arguments, words: Words) -> None:
    from workshop.exports.sealing import both_ways
    from workshop.ledger.handover import make_package

    store = opened(given.file, given, words, writing=True)
    try:
        made = make_package(store, words, given.folder, both_ways(permitted(store, given, words)))
        store.note_handover("handed", given.to, words("、").join(made))
    finally:
        store.close()
    print("\n".join(made))


DELIVERY: Mapping[str, Command] = {
    "approve": Command(N_("批准方案，把任务冻结为基线"), _approve_arguments, _approve),
    "ledger": Command(N_("导出督办台账"), _ledger_arguments, _ledger),
    "ledger-import": Command(N_("读入填好的督办台账"), _import_arguments, _import),
    "report": Command(N_("打印督办月报或季度通报"), _report_arguments, _report),
    "reassess": Command(N_("由上一次诊断建立复评文件"), _reassess_arguments, _reassess),
    "merge": Command(N_("合并同一次诊断的两份文件"), _merge_arguments, _merge),
    "handover": Command(N_("制作移交包并核对"), _handover_arguments, _handover),
}
