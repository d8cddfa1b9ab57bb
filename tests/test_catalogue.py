"""Every sentence of the code is in every catalogue, with the same placeholders, and compiled as it is written."""

import ast
import re
import string
from collections.abc import Iterator, Sequence
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo

from workshop.words import LANGUAGES, SOURCE

pytestmark = pytest.mark.no_cover  # reads the source, runs none of it

Forms = tuple[str, ...]

ROOT = Path(__file__).resolve().parent.parent
TRANSLATIONS = [language for language in LANGUAGES if language != SOURCE]
HAN = re.compile(r"[\u3400-\u9fff]")
TWO_HAN = re.compile(r"[\u3400-\u9fff]{2}")
# Chinese that is no sentence: how a day is written, the languages' own names, the characters a line breaks at …
NOT_SENTENCES = {
    "workshop/formats.py",
    "workshop/words.py",
    "workshop/figures/breaks.py",
    "workshop/model/store/watch.py",
    "workshop/ui/qtwords.py",
    "workshop/exports/faces.py",
} | {
    "workshop/selftest.py",  # names of files and a bank that only the self-test sees
    "workshop/model/front.py",  # markings that are looked for in what was typed and never said
}
# … and numerals
NUMERALS = "零一二三四五六七八九十百千万亿"


def _messages() -> ModuleType:
    spec = spec_from_file_location("messages", ROOT / "packaging" / "messages.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


messages = _messages()


@pytest.fixture(scope="module")
def source() -> Catalog:
    collected: Catalog = messages.collected()
    return collected


def _forms(text: str | Sequence[str] | None) -> Forms:
    return (text,) if isinstance(text, str) else tuple(text or ())


def _translated(catalogue: Catalog) -> dict[Forms, Forms]:
    """Sentence → translation, each as its forms; where Babel put the sentence itself for want of a translation, there is none."""
    return {
        sentence: said
        for one in catalogue
        if one.id and messages.is_translated(one.string) and not one.fuzzy
        if (sentence := _forms(one.id)) != (said := _forms(one.string))
    }


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_the_code_has_sentences(source: Catalog) -> None:
    assert source.get("共识工坊") is not None


def test_placeholders_have_names(source: Catalog) -> None:
    forms = [form for message in source if message.id for form in _forms(message.id)]
    assert [form for form in forms if not all(map(str.isidentifier, _placeholders(form)))] == []


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_every_sentence_is_translated_and_none_is_left_over(source: Catalog, language: str) -> None:
    catalogue = messages.read(messages.LOCALE / language / "LC_MESSAGES" / "workshop.po", language)
    said = {_forms(message.id) for message in source if message.id}
    known = set(_translated(catalogue))
    assert said - known == set(), "to translate; `make messages` adds them to the catalogue"
    assert known - said == set(), "nobody says these any more; `make messages` drops them"


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_translations_keep_the_placeholders_and_leave_no_chinese(language: str) -> None:
    catalogue = messages.read(messages.LOCALE / language / "LC_MESSAGES" / "workshop.po", language)
    wrong = []
    for message in catalogue:
        if not message.id or not messages.is_translated(message.string):
            continue
        wanted = set().union(*map(_placeholders, _forms(message.id)))
        for form in _forms(message.string):
            # a singular may say "one" instead of {n}
            if _placeholders(form) | ({"n"} & wanted if message.pluralizable else set()) != wanted or HAN.search(form):
                wrong.append((message.id, form))
    assert not wrong


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_the_compiled_catalogue_is_the_written_one(language: str) -> None:
    path = messages.LOCALE / language / "LC_MESSAGES" / "workshop.po"
    written = _translated(messages.read(path, language))
    with path.with_suffix(".mo").open("rb") as file:
        compiled = _translated(read_mo(file))
    assert compiled == written, "run `make messages`"


def _chinese_outside_docstrings(tree: ast.Module) -> Iterator[str]:
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings and TWO_HAN.search(node.value):
            yield node.value


def test_no_chinese_reaches_the_user_past_the_catalogue(source: Catalog) -> None:
    said = {form for message in source if message.id for form in _forms(message.id)}
    past = [
        (name, text)
        for path in sorted((ROOT / "workshop").rglob("*.py"))
        if (name := path.relative_to(ROOT).as_posix()) not in NOT_SENTENCES
        for text in _chinese_outside_docstrings(ast.parse(path.read_text(encoding="utf-8")))
        if text not in said and not set(text) <= set(NUMERALS)
    ]
    assert not past
