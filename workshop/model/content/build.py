"""Joins the structure and the words of a checked pack into frozen values of one language."""

from collections.abc import Iterator, Mapping
from typing import Any

from . import items
from .items import Pack, Source
from .specs import BANK_SIZES, LEVELS, SIZES, Table


class Builder:
    """Values of one language from pack.toml (`structure`) and a text file (`words`), both checked."""

    def __init__(self, structure: Table, words: Table) -> None:
        self._structure = structure
        self._words = words

    def pack(self, language: str, files: Mapping[str, str]) -> Pack:
        """The whole pack; `files` go along as they were read."""
        head, words, practice = self._structure["pack"], self._words["pack"], self._words["practice"]
        return Pack(
            id=head["id"],
            version=head["version"],
            language=language,
            languages=tuple(head["languages"]),
            title=words["title"],
            citation=words["source"],
            interest=words["interest"],
            rule=words["rule"],
            anchors_note=words["anchors"],
            levels=tuple(self._words["level"][str(level)]["name"] for level in LEVELS),
            bank_types={id: items.BankType(id, words["name"]) for id, _, words in self._both("bank_type")},
            dimensions={id: self._dimension(id, row, words) for id, row, words in self._both("dimension")},
            indicators={id: self._indicator(id, row, words) for id, row, words in self._both("indicator")},
            pains={id: self._pain(id, row, words) for id, row, words in self._both("pain")},
            cases={id: _case(id, row, words) for id, row, words in self._both("case")},
            facts={id: _fact(id, row, words) for id, row, words in self._both("fact")},
            market={id: items.MarketFigure(id, **words, source=_source(row)) for id, row, words in self._both("market")},
            recommendations={id: _recommendation(id, row, words) for id, row, words in self._both("recommendation")},
            measures={id: self._measure(id, row, words) for id, row, words in self._both("measure")},
            enabling={id: _enabling(id, row, words) for id, row, words in self._both("enabling")},
            regulations={id: _regulation(id, row, words) for id, row, words in self._both("regulation")},
            practice=items.Practice(practice["name"], practice["question"], tuple(practice["levels"])),
            files=dict(files),
        )

    def _both(self, table: str) -> Iterator[tuple[str, Table, Table]]:
        """Id, structure and words of every item of a table, in the order of pack.toml."""
        for id, row in self._structure.get(table, {}).items():
            yield id, row, self._words[table][id]

    def _rungs(self, table: str, owner: str) -> Iterator[tuple[str, int, Table, Source]]:
        """Id, level, words and source of an owner's five levels."""
        for level in LEVELS:
            id = f"{owner}.{level}"
            yield id, level, self._words[table][id], _source(self._structure[table][id])

    def _dimension(self, id: str, row: Table, words: Table) -> items.Dimension:
        return items.Dimension(
            id,
            row["weight"],
            **words,
            descriptors=tuple(
                items.Descriptor(name, level, texts["headline"], tuple(texts["criteria"]), source)
                for name, level, texts, source in self._rungs("descriptor", id)
            ),
            indicators=tuple(name for name, values in self._structure["indicator"].items() if values["dimension"] == id),
            source=_source(row),
        )

    def _indicator(self, id: str, row: Table, words: Table) -> items.Indicator:
        return items.Indicator(
            id,
            row["dimension"],
            **_frozen(words),
            anchors=tuple(items.Anchor(name, level, texts["text"], source) for name, level, texts, source in self._rungs("anchor", id)),
            source=_source(row),
        )

    def _pain(self, id: str, row: Table, words: Table) -> items.Pain:
        area = self._words["area"][row["area"]]["name"] if "area" in row else ""
        return items.Pain(id, row["dimension"], area, _ids(row, "types"), _ids(row, "indicators"), **words, source=_source(row))

    def _measure(self, id: str, row: Table, words: Table) -> items.Measure:
        shortest, typical, longest = row["quarters"]
        return items.Measure(
            id,
            row["recommendation"],
            types=_ids(row, "types"),
            quarters=(shortest, typical, longest),
            predecessors=_ids(row, "predecessors"),
            pains=_ids(row, "pains"),
            cases=_ids(row, "cases"),
            **_frozen({key: value for key, value in words.items() if key not in ("kpis", "because")}),
            because={name: words["because"][name] for name in _ids(row, "predecessors")},
            kpis=tuple(items.KpiSuggestion(**kpi) for kpi in words["kpis"]),
            effort=self._effort(id),
            relevance=dict(self._relevance(id)),
            source=_source(row),
        )

    def _effort(self, measure: str) -> dict[str, dict[str, items.EffortPreset]]:
        presets = self._structure["effort"][measure]
        return {bank: {size: items.EffortPreset(**presets[bank][size]) for size in SIZES} for bank in BANK_SIZES}

    def _relevance(self, measure: str) -> Iterator[tuple[str, items.Relevance]]:
        """Non-zero relevance of a measure by dimension, in the order of the dimensions."""
        for dimension in self._structure["dimension"]:
            row = self._structure.get("relevance", {}).get(f"{measure}.{dimension}")
            if row is not None:
                reason = self._words["relevance"][f"{measure}.{dimension}"]["reason"]
                yield dimension, items.Relevance(dimension, row["value"], reason, _source(row))


def _case(id: str, row: Table, words: Table) -> items.Case:
    return items.Case(
        id,
        row["kind"],
        dimensions=_ids(row, "dimensions"),
        types=_ids(row, "types"),
        year=row["year"],
        lost_figure=str(row.get("figure", "")),
        interest=row.get("interest", False),
        **words,
        source=_source(row),
    )


def _fact(id: str, row: Table, words: Table) -> items.Fact:
    return items.Fact(id, row["dimension"], _ids(row, "indicators"), row.get("share"), row["relation"], **words, source=_source(row))


def _recommendation(id: str, row: Table, words: Table) -> items.Recommendation:
    return items.Recommendation(id, _ids(row, "dimensions"), **words, source=_source(row))


def _enabling(id: str, row: Table, words: Table) -> items.Enabling:
    return items.Enabling(id, _ids(row, "measures"), **words, source=_source(row))


def _regulation(id: str, row: Table, words: Table) -> items.Regulation:
    return items.Regulation(id, row["date"], _ids(row, "indicators"), _ids(row, "measures"), **words, source=_source(row))


def _ids(row: Table, key: str) -> tuple[str, ...]:
    return tuple(row.get(key, ()))


def _frozen(words: Table) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in words.items()}


def _source(row: Table) -> Source:
    return Source(row["origin"], tuple((first, last) for first, last in row.get("lines", ())))
