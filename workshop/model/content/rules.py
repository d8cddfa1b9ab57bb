"""What must hold between the items of a pack, one rule a function; tables, keys, values and references were checked before."""

import re
from collections.abc import Callable
from graphlib import CycleError, TopologicalSorter
from itertools import chain

from .locate import Parsed
from .specs import BANK_SIZES, KINDS, LEVELS, SIZES, WHOLE
from .values import refuse_twice

LANGUAGE = re.compile(r"[a-z]{2,3}(_[A-Z]{2})?")


def _languages(structure: Parsed) -> None:
    """Codes that can be part of a file's name, each once."""
    place, names = structure.place("pack").at("languages"), structure.table("pack")["languages"]
    for name in names:
        if not LANGUAGE.fullmatch(name):
            place.refuse("pack.locale", value=name)
    refuse_twice(place, names)


def _sources(structure: Parsed) -> None:
    """What comes from the report says from which of its lines; nothing else does."""
    total = structure.table("pack")["report_lines"]
    for place, values in chain.from_iterable(structure.items(table, kind.depth) for table, kind in KINDS.items()):
        lines = values.get("lines", [])
        if values["origin"] == "report" and not lines:
            place.at("origin").refuse("pack.source")
        if values["origin"] != "report" and lines:
            place.at("lines").refuse("pack.no_source", origin=values["origin"])
        for first, last in lines:
            if not 1 <= first <= last <= total:
                place.at("lines").refuse("pack.lines", first=first, last=last, total=total)


def _weights(structure: Parsed) -> None:
    total = sum(values["weight"] for values in structure.table("dimension").values())
    if total != WHOLE:
        structure.place("dimension").refuse("pack.weights", total=total, wanted=WHOLE)


def _levels(structure: Parsed) -> None:
    """Five names, five descriptors a dimension, five anchors an indicator, and none that belongs to nothing."""
    _rungs(structure, "level", "level", {"": [str(level) for level in LEVELS]})
    for table, owners in (("descriptor", "dimension"), ("anchor", "indicator")):
        _rungs(structure, table, owners, {owner: [f"{owner}.{level}" for level in LEVELS] for owner in structure.table(owners)})


def _rungs(structure: Parsed, table: str, owners: str, wanted: dict[str, list[str]]) -> None:
    found = structure.table(table)
    for owner, ids in wanted.items():
        for id in ids:
            if id not in found:
                structure.place(*filter(None, (owners, owner))).refuse("pack.level_missing", field=table, id=id)
    known = {id for ids in wanted.values() for id in ids}
    for id in found:
        if id not in known:
            structure.place(table, id).refuse("pack.level_extra")


def _indicators(structure: Parsed) -> None:
    spoken_for = {values["dimension"] for values in structure.table("indicator").values()}
    for id in structure.table("dimension"):
        if id not in spoken_for:
            structure.place("dimension", id).refuse("pack.no_indicator")


def _areas(structure: Parsed) -> None:
    """A pain point stands in an area of its own dimension."""
    for id, values in structure.table("pain").items():
        area = values.get("area")
        if area and structure.table("area")[area]["dimension"] != values["dimension"]:
            structure.place("pain", id).at("area").refuse("pack.area", id=area, dimension=values["dimension"])


def _lost_figures(structure: Parsed) -> None:
    for id, values in structure.table("case").items():
        if (values["kind"] == "pointer") != ("figure" in values):
            structure.place("case", id).at("figure").refuse("pack.lost_figure")


def _shares(structure: Parsed) -> None:
    for id, values in structure.table("fact").items():
        if (values["relation"] == "most") == ("share" in values):
            structure.place("fact", id).at("share").refuse("pack.share")


def _efforts(structure: Parsed) -> None:
    """Presets of every measure for every size of bank, with low ≤ likely ≤ high."""
    measures, efforts = structure.table("measure"), structure.table("effort")
    for measure, sizes in efforts.items():
        if measure not in measures:
            structure.place("effort", measure).refuse("pack.unknown", field="measure", id=measure)
        for bank_size in sizes:
            if bank_size not in BANK_SIZES:
                structure.place("effort", measure, bank_size).refuse("pack.choice", key="effort", value=bank_size, choices=BANK_SIZES)
    for measure in measures:
        for bank_size in BANK_SIZES:
            if bank_size not in efforts.get(measure, {}):
                structure.place("measure", measure).refuse("pack.no_effort", size=bank_size)
            _presets(structure, measure, bank_size)


def _presets(structure: Parsed, measure: str, bank_size: str) -> None:
    for size in SIZES:
        row = structure.table("effort")[measure][bank_size][size]
        likely = round(row["people"] * 3 * row["quarters"] * row["share"] / 100, 6)
        if not row["low"] <= likely <= row["high"]:
            place = structure.place("effort", measure, bank_size).at(size)
            place.refuse("pack.effort", size=size, low=row["low"], likely=likely, high=row["high"])


def _relevance(structure: Parsed) -> None:
    for id in structure.table("relevance"):
        measure, _, dimension = id.partition(".")
        for field, name in (("measure", measure), ("dimension", dimension)):
            if name not in structure.table(field):
                structure.place("relevance", id).refuse("pack.unknown", field=field, id=name)


def _precedence(structure: Parsed) -> None:
    """No measure waits for itself, directly or round a ring."""
    before = {id: values.get("predecessors", []) for id, values in structure.table("measure").items()}
    for id, names in before.items():
        if id in names:
            structure.place("measure", id).at("predecessors").refuse("pack.self")
    try:
        TopologicalSorter(before).prepare()
    except CycleError as error:
        ring = error.args[1][1:]  # each comes before the next; the first is named again at the end
        start = min(range(len(ring)), key=lambda index: list(before).index(ring[index]))
        structure.place("measure", ring[start]).at("predecessors").refuse("pack.cycle", ids=(*ring[start:], *ring[:start]))


RULES: tuple[Callable[[Parsed], None], ...] = (
    _languages,
    _sources,
    _weights,
    _levels,
    _indicators,
    _areas,
    _lost_figures,
    _shares,
    _efforts,
    _relevance,
    _precedence,
)


def _cases(structure: Parsed, text: Parsed) -> None:
    """A card says what was done, what came of it and what to ask; a pointer has nothing that was never read."""
    for id, words in text.table("case").items():
        place = text.place("case", id)
        if structure.table("case")[id]["kind"] == "pointer":
            for key in ("did", "result", "figure", "caption", "question"):
                if words[key]:
                    place.at(key).refuse("pack.pointer", key=key)
            continue
        for key in ("did", "result", "question", *(("caption",) if words["figure"] else ())):
            if not words[key].strip():
                place.at(key).refuse("pack.empty", key=key)


def _reasons(structure: Parsed, text: Parsed) -> None:
    """Every predecessor says why it comes first, and nothing else does."""
    for id, values in structure.table("measure").items():
        wanted, given = values.get("predecessors", []), text.table("measure")[id].get("because", {})
        place = text.place("measure", id).at("because")
        for name in wanted:
            if name not in given:
                place.refuse("pack.because", id=name)
        for name in given:
            if name not in wanted:
                place.at(name).refuse("pack.because_extra", id=name)


WORD_RULES: tuple[Callable[[Parsed, Parsed], None], ...] = (_cases, _reasons)
