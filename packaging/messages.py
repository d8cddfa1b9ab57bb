"""The sentences of the code and their translations: collects, merges and compiles them (`make messages`)."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "assets" / "locale"
# `_ = self.words; _("…")`, `_.plural("…", "…", n)`, and N_("…") in tables
KEYWORDS = {"_": None, "N_": None, "words": None, "plural": (1, 2)}


def collected() -> Catalog:
    """Every sentence of the code, in Chinese, with the files that say it."""
    catalogue = Catalog(project="workshop", charset="utf-8")
    for file, line, message, comments, context in extract_from_dir(
        ROOT / "workshop", [("**.py", "python")], keywords=KEYWORDS, comment_tags=["i18n:"], strip_comment_tags=True
    ):
        catalogue.add(message, locations=[(f"workshop/{Path(file).as_posix()}", line)], auto_comments=comments, context=context)
    return catalogue


def catalogues() -> Iterator[tuple[str, Path]]:
    """Language and .po file of every translation there is."""
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/workshop.po")):
        yield path.parts[-3], path


def read(path: Path, language: str) -> Catalog:
    """One .po file."""
    with path.open("rb") as file:
        return read_po(file, locale=language)


def merge_and_compile() -> int:
    """Bring every catalogue up to date with the code, without guessing translations; returns how many sentences lack one."""
    source = collected()
    lacking = 0
    for language, path in catalogues():
        catalogue = read(path, language)
        catalogue.update(source, no_fuzzy_matching=True, update_creation_date=False)
        catalogue.obsolete.clear()
        catalogue.msgid_bugs_address = catalogue.last_translator = "workshop"
        with path.open("wb") as file:
            # files without lines: a moved function is no change to a translator
            write_po(file, catalogue, sort_by_file=True, include_lineno=False, width=140)
        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, catalogue)
        todo = len([message for message in catalogue if message.id and not is_translated(message.string)])
        print(f"{language}: {len(catalogue)} sentences, {todo} to translate")
        lacking += todo
    return lacking


def is_translated(string: str | Sequence[str] | None) -> bool:
    """Whether every form of a translation says something."""
    return bool(string) if string is None or isinstance(string, str) else all(string)


if __name__ == "__main__":
    merge_and_compile()
    sys.exit(0)
