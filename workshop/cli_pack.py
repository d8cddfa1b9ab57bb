"""Commands for the content pack: look through a folder, take the pack out of an engagement, put one in, add an item of one's own."""

from collections.abc import Mapping
from pathlib import Path

from workshop.model.content import load_pack, read_pack_files
from workshop.model.content.folder import write_folder
from workshop.model.errors import EnvironmentTrouble
from workshop.words import N_, Words

from .cli_parts import Arguments, Command, Parser, opened


def _arguments(parser: Parser, words: Words) -> None:
    _ = words
    parser.add_argument("action", choices=("check", "export", "import"), help=_("检查文件夹，由诊断导出，或导入诊断"))
    parser.add_argument("path", type=Path, metavar="FILE", help=_("内容包文件夹（check），或工作坊文件"))
    parser.add_argument("folder", type=Path, nargs="?", metavar="FOLDER", help=_("内容包文件夹"))


def _run(given: Arguments, words: Words) -> None:
    if given.action == "check":
        _say(words, _checked(given.path))
        return
    if given.folder is None:
        raise EnvironmentTrouble("file.missing", path="FOLDER")
    (_export if given.action == "export" else _import)(given, words)


def _checked(folder: Path) -> dict[str, str]:
    """The files of a pack that is found sound in every language; raises ContentError naming item, file and line."""
    files = read_pack_files(folder)
    languages = [name.removeprefix("text.").removesuffix(".toml") for name in files if name.startswith("text.")]
    for language in languages or ["zh_CN"]:
        load_pack(files, language)
    return files


def _say(words: Words, files: Mapping[str, str]) -> None:
    _ = words
    pack = load_pack(files, words.language if f"text.{words.language}.toml" in files else "zh_CN")
    own = sum(item.source.origin == "workshop" for kind in (pack.pains, pack.cases, pack.facts) for item in kind.values())
    print(_(
        "{title}（{id} {version}）完好：{pains} 个痛点、{cases} 个案例、{measures} 项举措，其中自编 {own} 条。",
        title=pack.title, id=pack.id, version=pack.version, pains=len(pack.pains), cases=len(pack.cases), measures=len(pack.measures),
        own=own,
    ))  # fmt: skip


def _export(given: Arguments, words: Words) -> None:
    store = opened(given.path, given, words)
    try:
        files = store.pack_files()
    finally:
        store.close()
    write_folder(files, given.folder)
    print(given.folder)


def _import(given: Arguments, words: Words) -> None:
    files = _checked(given.folder)
    store = opened(given.path, given, words, writing=True)
    try:
        store.set_pack(files)
        kept = store.pack_files()
    finally:
        store.close()
    _say(words, kept)


PACKS: Mapping[str, Command] = {"pack": Command(N_("内容包：检查、导出、导入"), _arguments, _run)}
