"""Commands that look after files: backup, restore, salvage, and the log."""

from collections.abc import Mapping
from pathlib import Path

from workshop.model.content import read_pack_files
from workshop.model.errors import EnvironmentTrouble, Refused
from workshop.model.reach import check_file
from workshop.model.store import Store, backup, restoring
from workshop.model.store.salvage import Salvaged
from workshop.paths import asset_path
from workshop.wording_files import missing_words
from workshop.words import N_, Words

from .cli_parts import Arguments, Command, Parser, check_other, check_out, file_argument, opened, passphrase_of, remember
from .cli_sealing import check_outgoing, leaving, leaving_arguments, outgoing

PACK = ("content", "small-bank-fintech-2019")


def _backup_arguments(parser: Parser, words: Words) -> None:
    _ = words
    file_argument(parser, words)
    parser.add_argument("--to", type=Path, metavar="FOLDER", help=_("再抄一份到这个文件夹，读回核对"))


def _backup(given: Arguments, words: Words) -> None:
    passphrase = passphrase_of(given.file, given, words)
    check_file(given.file)
    made = backup.take(given.file, passphrase, backup.folder_of(given.file), "asked")
    print(made.path)
    if given.to is not None:
        if not given.to.is_dir():
            raise EnvironmentTrouble("backup.away", folder=str(given.to))
        print(backup.copy_to(made, given.to / made.path.parent.name).path)


def _restore_arguments(parser: Parser, words: Words) -> None:
    _ = words
    file_argument(parser, words)
    one = parser.add_mutually_exclusive_group()
    one.add_argument("--from", dest="source", type=Path, metavar="BACKUP", help=_("用这一份备份；不写则用最近一份完好的"))
    one.add_argument("--list", action="store_true", help=_("只列出备份，不恢复"))


def _restore(given: Arguments, words: Words) -> None:
    _ = words
    folder = backup.folder_of(given.file)
    found = backup.kept(folder)
    # of a damaged file nobody can say whether it was protected: its backups tell
    passphrase = passphrase_of(given.source or (found[0].path if found else given.file), given, words)
    if given.list:
        for one in found:
            print(_listed(one, passphrase, words))
        return
    if given.source is None:
        good = restoring.last_good(given.file, passphrase)
        if good is None:
            raise Refused("restore.none", folder=str(folder))
        given.source = good.path
    else:
        check_file(given.source)
    aside = restoring.put_back(given.source, passphrase, given.file)
    print(_("已由 {source} 恢复 {path}。", source=given.source.name, path=str(given.file)))
    if aside is not None:
        print(_("原来的文件留在 {path}。", path=str(aside)))


def _listed(one: backup.Kept, passphrase: str | None, words: Words) -> str:
    _ = words
    try:
        told = restoring.contents(one.path, passphrase)
    except EnvironmentTrouble:
        return _("{path}　打不开，不能用来恢复", path=str(one.path))
    return _(
        "{path}　{at}　操作记录 {entries} 条，定级 {records} 项", path=str(one.path), at=told.at, entries=told.entries, records=told.records
    )


def _salvage_arguments(parser: Parser, words: Words) -> None:
    _ = words
    file_argument(parser, words)
    parser.add_argument("out", type=Path, metavar="OUT", help=_("新的工作坊文件"))


def _salvage(given: Arguments, words: Words) -> None:
    _ = words
    check_file(given.file)
    check_out(given.out, force=False)
    passphrase = passphrase_of(given.file, given, words)
    store, found = Store.salvage(given.file, passphrase, given.out, read_pack_files(asset_path(*PACK)))
    origins = store.origins()
    store.close()
    remember(given.out, origins)
    _tell(found, words)


def _tell(found: Salvaged, words: Words) -> None:
    for line in missing_words(found, words):
        print(line)


def _log_arguments(parser: Parser, words: Words) -> None:
    _ = words
    file_argument(parser, words)
    parser.add_argument("out", type=Path, metavar="OUT", help=_("写到哪里：.json 为 JSON，其余为 CSV"))
    parser.add_argument("--force", action="store_true", help=_("替换已有的文件"))
    leaving_arguments(parser, words)


def _log(given: Arguments, words: Words) -> None:
    _ = words
    from workshop.exports.log import write_log

    check_outgoing(given.out, given)
    check_other(outgoing(given.out, given), given.file)
    store = opened(given.file, given, words)
    try:
        with leaving(store, given, words):
            entries = write_log(store, given.out)
    finally:
        store.close()
    print(_("操作记录 {entries} 条，首尾相接，末条校验值 {hash}", entries=len(entries), hash=entries[-1].hash if entries else "—"))


FILES: Mapping[str, Command] = {
    "backup": Command(N_("备份工作坊文件并读回核对"), _backup_arguments, _backup),
    "restore": Command(N_("由备份恢复工作坊文件，原来的留在一旁"), _restore_arguments, _restore),
    "salvage": Command(N_("由损坏的文件抢救出新文件，并列出缺什么"), _salvage_arguments, _salvage),
    "log": Command(N_("导出首尾相接的操作记录"), _log_arguments, _log),
}
