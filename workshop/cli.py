"""The same model without a screen: make, export, import, score, rank, plan, check and compare engagements from a terminal."""

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from workshop import settings
from workshop.model.errors import ContentError, EnvironmentTrouble, Refused, Trouble
from workshop.model.reach import check_file
from workshop.model.store import Store
from workshop.paths import config_dir
from workshop.sentences import sentence
from workshop.words import Words, load_words

from . import cli_results as results
from .cli_delivery import DELIVERY
from .cli_files import FILES
from .cli_pack import PACKS
from .cli_parts import (
    PASSPHRASE,
    Arguments,
    Command,
    Parser,
    check_other,
    check_out,
    file_argument,
    new_passphrase,
    opened,
    passphrase_of,
    reader,
    reading_arguments,
    write_engagement,
    writing_arguments,
)
from .cli_portfolio import COMPARE
from .cli_sealing import check_outgoing, leaving, leaving_arguments, outgoing

LANGUAGE = "WORKSHOP_LANG"


def main(args: Sequence[str]) -> int:
    """Run one command; 0, or 1 with one sentence on stderr, or 2 for a command that makes no sense."""
    _ = words = load_words(_language(args))
    parser = _parser(words)
    try:
        given = parser.parse_args(list(args))
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 1
    try:
        COMMANDS[given.command].run(given, words)
        sys.stdout.flush()
    except BrokenPipeError:
        _swallow_stdout()
        return _say(_("读取结果的程序提前关闭了，结果没有写完。"))
    except Trouble as trouble:
        return _say(sentence(words, trouble))
    except OSError as error:
        return _say(sentence(words, EnvironmentTrouble("file.trouble", path=error.filename or "", detail=error.strerror or str(error))))
    except KeyboardInterrupt:
        return _say(_("已中断，没有写入任何文件。"))
    return 0


def _language(args: Sequence[str]) -> str:
    """From `--lang`, the environment or the settings; needed before the arguments are parsed, since their help has a language too."""
    for index, arg in enumerate(args):
        if arg == "--lang" and index + 1 < len(args):
            return args[index + 1]
        if arg.startswith("--lang="):
            return arg.partition("=")[2]
    return os.environ.get(LANGUAGE) or settings.load(config_dir()).language


def _say(said: str) -> int:
    print(" ".join(said.split()), file=sys.stderr)
    return 1


def _swallow_stdout() -> None:
    """Nobody reads any more: what is still buffered goes nowhere, so that the interpreter's own flush cannot fail."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


# -- arguments -----------------------------------------------------------------------------------------------------------------


def _parser(words: Words) -> Parser:
    _ = words
    parser = Parser(prog="workshop")
    subs = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, command in COMMANDS.items():
        about = words(command.about)
        one = subs.add_parser(name, help=about, description=about)
        one.add_argument("--lang", choices=("zh_CN", "en"), help=_("语言"))
        one.add_argument(
            "--passphrase-file", type=Path, metavar="F", help=_("口令所在的文件；也可用环境变量 {name}，或在终端输入", name=PASSPHRASE)
        )
        command.arguments(one, words)
    return parser


def _plan_arguments(parser: Parser, words: Words) -> None:
    _ = words
    reading_arguments(parser, words)
    parser.add_argument("--solve", action="store_true", help=_("重新排程，只显示，不保存"))
    parser.add_argument("--scenarios", action="store_true", help=_("再解谨慎、基准、进取三种情景"))


def _import_arguments(parser: Parser, words: Words) -> None:
    _ = words
    parser.add_argument("source", type=Path, metavar="IN", help=_("数据交换文件，或别处来的工作坊文件"))
    writing_arguments(parser, words)


def _export_arguments(parser: Parser, words: Words) -> None:
    _ = words
    file_argument(parser, words)
    one = parser.add_mutually_exclusive_group(required=True)
    for name in FORMATS:
        one.add_argument(f"--{name}", type=Path, metavar="OUT")
    parser.add_argument("--edition", choices=("working", "leaders"), default="working", help=_("行动方案的版本"))
    parser.add_argument("--alias", default="", metavar="NAME", help=_("数据里的银行换成这个代号，去掉职务、姓名和文字"))
    parser.add_argument("--texts", action="store_true", help=_("用了代号仍保留文字"))
    parser.add_argument("--holder", default="", metavar="TEXT", help=_("行动方案的份号与持有人，作水印"))
    parser.add_argument("--sections", default="", metavar="A,B", help=_("会议材料的部分，用逗号分开；不写即全部"))
    parser.add_argument("--halves", action="store_true", help=_("海报印在两张 A4 上"))
    parser.add_argument("--force", action="store_true", help=_("替换已有的文件"))
    leaving_arguments(parser, words)


# -- commands that write ----------------------------------------------------------------------------------------------------------


def _demo(given: Arguments, words: Words) -> None:
    from workshop import demo

    passphrase = new_passphrase(given, words)
    write_engagement(given, lambda path: demo.build(path, passphrase, language=words.language))


def _import(given: Arguments, words: Words) -> None:
    from workshop.model import interchange

    passphrase = new_passphrase(given, words)
    check_file(given.source)
    if given.source.suffix.lower() == ".workshop":
        from workshop.model.quarantine import admit

        secret = passphrase_of(given.source, given, words)
        write_engagement(given, lambda path: admit(given.source, path, secret, passphrase))
        return
    if given.source.stat().st_size > interchange.SIZE_LIMIT:
        raise ContentError("json.size", limit=interchange.SIZE_LIMIT // 1024 // 1024)
    try:
        text = given.source.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise ContentError("json.encoding", position=error.start) from error
    write_engagement(given, lambda path: interchange.load(text, path, passphrase))


def _export(given: Arguments, words: Words) -> None:
    _ = words
    from workshop.exports import EXPORTS, Options
    from workshop.exports.plan import before_print

    name, out = next((name, getattr(given, name)) for name in FORMATS if getattr(given, name) is not None)
    check_other(outgoing(out, given), given.file)
    if EXPORTS[name].suffix:
        check_outgoing(out, given)
    elif not out.is_dir():  # a folder keeps its name, what is in it is sealed
        check_out(out, given.force)
    elif not given.force:
        raise Refused("out.exists", path=str(out))
    sections = tuple(part.strip() for part in given.sections.split(",") if part.strip())
    options = Options(given.edition, given.alias.strip(), given.texts, sections, given.halves, given.holder)
    store = opened(given.file, given, words)
    try:
        with leaving(store, given, words):
            missing = EXPORTS[name].write(store, words, out, options)
        remarks = before_print(store.state(), store.pack, words, given.edition == "leaders", store.logo()) if name == "pdf" else ()
    finally:
        store.close()
    if missing:
        print(_("有 {count} 个字没有字形，印作〓：{chars}", count=len(missing), chars="".join(missing)))
    for remark in remarks:
        print(remark)


# -- commands that read -----------------------------------------------------------------------------------------------------------


def _plan(store: Store, given: Arguments) -> dict[str, Any]:
    found = results.solved_plan(store) if given.solve else results.stored_plan(store)
    return {**found, **results.scenarios(store)} if given.scenarios else found


def _check(given: Arguments, words: Words) -> None:
    _ = words
    store = opened(given.file, given, words)
    try:
        store.verify()
        state, pack = store.state(), store.pack
    finally:
        store.close()
    settled = sum(state.record_of("indicator", indicator) is not None for indicator in pack.indicators)
    print(_(
        "{bank}：文件完好，{entries} 条操作记录首尾相接，内容包 {pack} {version}，已记录 {settled}/{indicators} 项。",
        bank=state.engagement.bank, entries=state.log_length, pack=pack.id, version=pack.version, settled=settled,
        indicators=len(pack.indicators),
    ))  # fmt: skip


FORMATS = ("pdf", "handouts", "poster", "docx", "minutes", "tasks", "pptx", "pdfa", "json", "xlsx", "csv")
COMMANDS: Mapping[str, Command] = {
    "demo": Command(results.ABOUT["demo"], writing_arguments, _demo),
    "export": Command(results.ABOUT["export"], _export_arguments, _export),
    "import": Command(results.ABOUT["import"], _import_arguments, _import),
    "score": Command(results.ABOUT["score"], reading_arguments, reader(lambda store, _: results.score(store), results.score_table)),
    "rank": Command(results.ABOUT["rank"], reading_arguments, reader(lambda store, _: results.rank(store), results.rank_table)),
    "plan": Command(results.ABOUT["plan"], _plan_arguments, reader(_plan, results.plan_table)),
    "check": Command(results.ABOUT["check"], file_argument, _check),
    **COMPARE,
    **DELIVERY,
    **FILES,
    **PACKS,
}
