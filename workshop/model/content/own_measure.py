"""A measure of one's own, written into a pack's files: the measure, its effort for every size of bank, its relevance by dimension."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec.structs import asdict

from ..errors import Refused
from .items import Measure, Pack
from .load import load_pack
from .own import Entry, free_id, with_entries

_NUMBERED = re.compile(r"([A-Za-z]+)(\d+)")


def free_measure_id(pack: Pack) -> str:
    """The number after the pack's last where it numbers its measures (M1 … M10 → M11), as marks of figures have no room for more."""
    found = [_NUMBERED.fullmatch(id) for id in pack.measures]
    letters = {match[1] for match in found if match}
    if None in found or len(letters) != 1:
        return free_id(pack, "measure")
    return f"{letters.pop()}{max(int(match[2]) for match in found if match) + 1}"


def with_measure(files: Mapping[str, str], measure: Measure, languages: Sequence[str]) -> dict[str, str]:
    """The files with this measure, new or in place of its earlier form, its words written for `languages`.

    Another language keeps the words it has, as far as there are any. Raises Refused for a measure that no dimension needs, ContentError
    with item and key for whatever the pack's rules say no to.
    """
    if not measure.relevance:
        raise Refused("own.relevance", key="relevance")
    known = load_pack(files, languages[0])
    before = known.measures.get(measure.id)
    gone = [
        ("relevance", f"{measure.id}.{dimension}")
        for dimension in (before.relevance if before else ())
        if dimension not in measure.relevance
    ]
    kept = [language for language in known.languages if before and language not in languages]
    words = {language: _words(measure) for language in languages}
    for language in kept:
        words[language] = _words(load_pack(files, language).measures[measure.id]) | {"because": _because(files, language, measure)}
    return with_entries(files, _entries(measure, words, languages), gone)


def _entries(measure: Measure, words: Mapping[str, Mapping[str, Any]], languages: Sequence[str]) -> Iterator[Entry]:
    yield Entry(("measure", measure.id), _fields(measure), words)
    for size, presets in measure.effort.items():
        yield Entry(("effort", measure.id, size), {name: asdict(preset) for name, preset in presets.items()})
    for dimension, cell in measure.relevance.items():
        reasons = {language: {"reason": cell.reason} for language in languages}
        yield Entry(("relevance", f"{measure.id}.{dimension}"), {"value": cell.value}, reasons)


def _fields(measure: Measure) -> dict[str, Any]:
    links = ("types", "predecessors", "pains", "cases")
    counted = ("actions", "drivers", "kpis", "first90", "risks")
    return {
        "recommendation": measure.recommendation,
        "quarters": list(measure.quarters),
        **{key: list(getattr(measure, key)) for key in links},
        **{key: len(getattr(measure, key)) for key in counted},
    }


def _words(measure: Measure) -> dict[str, Any]:
    """The words of a measure as a text file has them."""
    lists = ("actions", "drivers", "first90", "risks")
    return {
        **{key: getattr(measure, key) for key in ("name", "short", "goal", "first30")},
        **{key: list(getattr(measure, key)) for key in lists},
        "kpis": [asdict(kpi) for kpi in measure.kpis],
        "because": dict(measure.because),
    }


def _because(files: Mapping[str, str], language: str, measure: Measure) -> dict[str, str]:
    """Why each predecessor comes first, in a language that keeps its words; a new one is copied."""
    kept = load_pack(files, language).measures[measure.id].because
    return {id: kept.get(id, reason) for id, reason in measure.because.items()}
