"""Every trouble the program can raise has its sentence, and the sentence finds every fact it names."""

import ast
import string
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from workshop.model.errors import Refused
from workshop.model.store.driver import _CODES as DRIVER_CODES
from workshop.sentences import SENTENCES, sentence
from workshop.words import load_words

pytestmark = pytest.mark.no_cover  # reads the source, runs none of it

ROOT = Path(__file__).resolve().parent.parent
TROUBLES = {"Refused", "EnvironmentTrouble", "NewerFile", "ContentError", "Trouble"}
# what `Place.refuse` adds to the facts it is given
PLACE = {"where", "kind", "file", "line"}
# functions that pass a code on: name → position of the code, facts they add
PASSED_ON = {"refuse": (0, PLACE), "_filled": (1, set()), "_step": (2, set())}
# and the classes' own calls with a code that is no literal, by module: the tables or functions above give it
GIVEN_ELSEWHERE = {
    "workshop/model/portfolio/reading.py",  # codes come back from another process

    "workshop/model/content/load.py", "workshop/model/content/locate.py", "workshop/report/typeset/write.py",
    "workshop/model/store/driver.py",
    "workshop/model/store/history.py", "workshop/model/store/planning.py", "workshop/model/store/delivering.py",
}  # fmt: skip


@dataclass(frozen=True)
class Raised:
    """A code with the facts that stand beside it, and where."""

    code: str
    facts: frozenset[str]
    place: str


def _calls() -> Iterator[tuple[str, str, ast.Call]]:
    for path in sorted((ROOT / "workshop").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                yield path.relative_to(ROOT).as_posix(), name, node


def _literals(node: ast.expr) -> list[str]:
    """The codes an expression can be: a literal, or one of two."""
    if isinstance(node, ast.Constant):
        return [node.value] if isinstance(node.value, str) else []
    return _literals(node.body) + _literals(node.orelse) if isinstance(node, ast.IfExp) else []


def _raised() -> Iterator[Raised]:
    for module, name, call in _calls():
        position, added = (0, set()) if name in TROUBLES else PASSED_ON.get(name, (-1, set()))
        if 0 <= position < len(call.args):
            facts = frozenset({keyword.arg or "**" for keyword in call.keywords} | added)
            yield from (Raised(code, facts, f"{module}:{call.lineno}") for code in _literals(call.args[position]))
    yield from (Raised(code, frozenset({"path"}), "driver") for _, code in DRIVER_CODES)
    yield from (Raised(f"paper.{kind}", frozenset({"name", "folder"}), "paper") for kind in ("full", "readonly", "folder", "locked", "io"))
    yield from (Raised(f"pack.{kind}", frozenset({"file", "line", "column"}), "pack") for kind in ("duplicate", "syntax"))


RAISED = tuple(_raised())


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_there_are_troubles_to_tell() -> None:
    assert len({raised.code for raised in RAISED}) > 100


@pytest.mark.parametrize("raised", RAISED, ids=lambda raised: f"{raised.code} {raised.place}")
def test_every_code_has_a_sentence_that_finds_its_facts(raised: Raised) -> None:
    assert raised.code in SENTENCES
    assert _placeholders(SENTENCES[raised.code]) <= raised.facts


def test_every_sentence_is_raised_somewhere() -> None:
    written = {
        node.value
        for path in (ROOT / "workshop").rglob("*.py")
        if not path.name.startswith("sentences")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert set(SENTENCES) - written == set()


def test_a_code_that_is_no_literal_comes_from_a_known_table() -> None:
    modules = {module for module, name, call in _calls() if name in TROUBLES and call.args and not _literals(call.args[0])}
    assert modules <= GIVEN_ELSEWHERE


@pytest.mark.parametrize("code", SENTENCES)
def test_a_sentence_is_one_line_and_ends_as_one(code: str) -> None:
    assert "\n" not in SENTENCES[code]
    assert SENTENCES[code].endswith("。")


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_facts_are_told_in_words(language: str) -> None:
    words = load_words(language)
    facts: Mapping[str, object] = {"kind": "measure", "id": "M5"}
    assert "M5" in sentence(words, Refused("id.unknown", **facts))
    assert "举措" in sentence(load_words("zh_CN"), Refused("id.unknown", **facts))


def test_a_list_of_facts_is_joined() -> None:
    assert "M1、M2" in sentence(load_words("zh_CN"), Refused("plan.cycle", items=("M1", "M2")))


def test_a_code_without_a_sentence_is_a_bug() -> None:
    with pytest.raises(KeyError):
        sentence(load_words("zh_CN"), Refused("no.such"))
