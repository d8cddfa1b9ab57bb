"""Reads a pack's files, has them checked, and hands back the frozen Pack of one language."""

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from ..errors import ContentError
from . import known
from .build import Builder
from .check import check_structure, check_words
from .items import Pack
from .locate import Parsed

STRUCTURE = "pack.toml"
LIMIT = 1024 * 1024  # bytes a file may have


def read_pack_files(folder: Path) -> dict[str, str]:
    """Text of the pack's files by name: pack.toml and every text.<language>.toml; raises ContentError (missing, too large, no UTF-8)."""
    names = [STRUCTURE, *sorted(path.name for path in folder.glob("text.*.toml"))]
    return {name: _read(folder / name) for name in names}


def _read(path: Path) -> str:
    try:
        with path.open("rb") as file:
            raw = file.read(LIMIT + 1)
    except OSError as error:
        raise ContentError("pack.file", file=str(path)) from error
    if len(raw) > LIMIT:
        raise ContentError("pack.size", file=path.name, limit=LIMIT // 1024 // 1024)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ContentError("pack.encoding", file=path.name) from error


def load_pack(files: Mapping[str, str], language: str) -> Pack:
    """The pack of `files` (name → text) in `language`, once pack.toml and the texts of all its languages are found valid.

    Raises ContentError: the facts name item (`where`, `kind`), `file` and `line`, as far as there are any. The same texts make the same
    Pack: nothing in it changes, and a thousand engagements share a few.
    """
    return _loaded(tuple(files.items()), language)


@lru_cache(maxsize=8)
def _loaded(named: tuple[tuple[str, str], ...], language: str) -> Pack:
    files = dict(named)
    if STRUCTURE not in files:
        raise ContentError("pack.file", file=STRUCTURE)
    structure, texts = _known(files, language) if known.are_known(files.values()) else check_pack(files)
    if language not in texts:
        raise ContentError("pack.language", language=language, languages=tuple(structure.table("pack")["languages"]))
    return Builder(structure.data, texts[language].data).pack(language, files)


def check_pack(files: Mapping[str, str]) -> tuple[Parsed, dict[str, Parsed]]:
    """pack.toml and the texts of all its languages, parsed and found valid; raises ContentError."""
    structure = _parse(STRUCTURE, files[STRUCTURE])
    check_structure(structure)
    texts = {name: _parse(file, files[file]) for name, file in _text_files(structure, files).items()}
    check_words(structure, list(texts.values()))
    return structure, texts


def _known(files: Mapping[str, str], language: str) -> tuple[Parsed, dict[str, Parsed]]:
    """pack.toml and the one text that is asked for, of a pack that was found valid when the program was made."""
    structure = Parsed(STRUCTURE, files[STRUCTURE], known.parsed(files[STRUCTURE]))
    file = _text_files(structure, files).get(language)
    return structure, {language: Parsed(file, files[file], known.parsed(files[file]))} if file is not None else {}


def _text_files(structure: Parsed, files: Mapping[str, str]) -> dict[str, str]:
    """File of each language; refuses a missing one, and one that no check would ever read."""
    wanted = {language: f"text.{language}.toml" for language in structure.table("pack")["languages"]}
    for file in wanted.values():
        if file not in files:
            structure.place("pack").at("languages").refuse("pack.no_text", missing=file)
    for file in files:
        if file not in {STRUCTURE, *wanted.values()}:
            raise ContentError("pack.extra_file", file=file)
    return wanted


def _parse(name: str, text: str) -> Parsed:
    try:
        size = len(text.encode("utf-8"))
    except UnicodeEncodeError as error:
        raise ContentError("pack.encoding", file=name) from error
    if size > LIMIT:
        raise ContentError("pack.size", file=name, limit=LIMIT // 1024 // 1024)
    try:
        return Parsed(name, text, tomllib.loads(text))
    except RecursionError as error:
        raise ContentError("pack.depth", file=name) from error
    except ValueError as error:  # TOMLDecodeError, and what int() and datetime() say of a wild literal
        raise _syntax(name, text, str(error)) from error


def _syntax(name: str, text: str, detail: str) -> ContentError:
    at = re.search(r"line (\d+), column (\d+)", detail)
    line, column = (int(at[1]), int(at[2])) if at else (text.count("\n") + 1, 1)
    code = "pack.duplicate" if re.search(r"overwrite|twice|duplicate", detail, re.IGNORECASE) else "pack.syntax"
    return ContentError(code, file=name, line=line, column=column)
