"""What the commands share: arguments, opening with a passphrase, writing whole files or none, printing results."""

import argparse
import getpass
import json
import os
import secrets
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from workshop import settings
from workshop.model.durable import sync_folder
from workshop.model.errors import EnvironmentTrouble, Refused
from workshop.model.store import Store, needs_passphrase
from workshop.ours import Ours
from workshop.paths import config_dir
from workshop.words import Words

Parser = argparse.ArgumentParser
Arguments = argparse.Namespace
PASSPHRASE = "WORKSHOP_PASSPHRASE"

Run = Callable[[Arguments, Words], None]


class Command(Struct, frozen=True):
    """What a command is about (a msgid), its arguments, and what it does."""

    about: str
    arguments: Callable[[Parser, Words], None]
    run: Run


# -- arguments -----------------------------------------------------------------------------------------------------------------


def file_argument(parser: Parser, words: Words) -> None:
    _ = words
    parser.add_argument("file", type=Path, metavar="FILE", help=_("工作坊文件"))


def reading_arguments(parser: Parser, words: Words) -> None:
    _ = words
    file_argument(parser, words)
    parser.add_argument("--json", action="store_true", help=_("输出一个 JSON 对象"))


def writing_arguments(parser: Parser, words: Words) -> None:
    _ = words
    parser.add_argument("out", type=Path, metavar="OUT", help=_("新的工作坊文件"))
    parser.add_argument("--force", action="store_true", help=_("替换已有的文件"))
    parser.add_argument("--protect", action="store_true", help=_("用口令保护新文件，在终端输入两遍"))


# -- opening and passphrases ------------------------------------------------------------------------------------------------------


def passphrase_of(path: Path, given: Arguments, words: Words) -> str | None:
    """What opens an existing file: nothing, what was handed over, or what is typed at a terminal."""
    _ = words
    if not (os.path.isfile(path) and needs_passphrase(path)):
        return None
    return _known_passphrase(given) or (_prompt(_("口令：")) if _terminal() else None)


def opened(path: Path, given: Arguments, words: Words, *, writing: bool = False) -> Store:
    """The engagement, in the language asked for if its pack speaks it; only to be read unless `writing`."""
    store = Store.open(path, passphrase_of(path, given, words), reading=not writing)
    if words.language in store.pack.languages:
        store.speak(words.language)
    return store


def new_passphrase(given: Arguments, words: Words) -> str | None:
    """For a file to be made: what was handed over, or typed twice where `--protect` asks for it."""
    _ = words
    known = _known_passphrase(given)
    if known or not given.protect:
        return known
    if (typed := typed_twice(_("口令："), words)) is None:
        raise Refused("passphrase.missing")
    return typed


def typed_twice(question: str, words: Words) -> str | None:
    """A new passphrase from a terminal, None where there is none."""
    if not _terminal():
        return None
    first = _prompt(question)
    if first != _prompt(words("再输一遍口令：")):
        raise Refused("passphrase.differ")
    return first


def _known_passphrase(given: Arguments) -> str | None:
    return handed_over(given.passphrase_file, PASSPHRASE)


def handed_over(file: Path | None, variable: str) -> str | None:
    """A passphrase from the first line of a file, or from the environment."""
    if file is not None:
        try:
            lines = file.read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError as error:
            raise Refused("passphrase.characters") from error
        return _usable(lines[0] if lines else "")
    return _usable(os.environ[variable]) if os.environ.get(variable) else None


def _prompt(question: str) -> str:
    return _usable(getpass.getpass(question))


def _terminal() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()


def _usable(passphrase: str) -> str:
    if not passphrase:
        raise Refused("passphrase.empty")
    if not passphrase.isprintable():
        raise Refused("passphrase.characters")
    return passphrase


# -- writing and printing -----------------------------------------------------------------------------------------------------------


def write_engagement(given: Arguments, make: Callable[[Path], Store]) -> None:
    """Made under a temporary name beside OUT, then renamed: an old file is replaced by a whole new one or stays."""
    out: Path = given.out
    check_out(out, given.force)
    if out.with_name(f"{out.name}-journal").exists():  # it would be rolled into the new file
        raise EnvironmentTrouble("store.busy", path=str(out))
    temporary = out.with_name(f".{out.name}-{secrets.token_hex(4)}.part")
    try:
        store = make(temporary)
        origins = store.origins()
        store.close()
        check_out(out, given.force)  # once more: making it took a while
        os.replace(temporary, out)
        sync_folder(out.parent)
        remember(out, origins)
    finally:
        temporary.unlink(missing_ok=True)


def remember(path: Path, origins: Sequence[str]) -> None:
    """The windows open a file that was made or taken in here where it is."""
    folder = config_dir()
    Ours(folder, [one.path for one in settings.load(folder).recent]).remember(path, origins)


def check_other(out: Path, file: Path) -> None:
    """What is exported may not take the place of the engagement."""
    if out.exists() and os.path.exists(file) and out.samefile(file):
        raise Refused("out.same", path=str(out))


def check_out(out: Path, force: bool) -> None:
    if out.is_dir():
        raise EnvironmentTrouble("file.folder", path=str(out))
    if out.exists() and not force:
        raise Refused("out.exists", path=str(out))
    if not out.parent.is_dir():
        raise EnvironmentTrouble("out.folder", path=str(out.parent))


def reader(result: Callable[[Store, Arguments], dict[str, Any]], table: Callable[[Store, Words, dict[str, Any]], str]) -> "Run":
    """A command that opens FILE and prints a result: one JSON object, or a short table."""

    def run(given: Arguments, words: Words) -> None:
        store = opened(given.file, given, words)
        try:
            found = result(store, given)
            shown = None if given.json else table(store, words, found)
        finally:
            store.close()
        print_object(found) if shown is None else print(shown)

    return run


def print_object(found: Mapping[str, Any]) -> None:
    """One UTF-8 object, whatever the terminal's encoding."""
    sys.stdout.flush()
    sys.stdout.buffer.write(json.dumps(found, ensure_ascii=False, allow_nan=False).encode("utf-8") + b"\n")
