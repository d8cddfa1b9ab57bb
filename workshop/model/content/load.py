"""Reads a pack's files, has them checked, and builds the frozen Pack of one language."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..errors import ContentError
from . import items
from .check import PACK, check
from .items import Pack, Source
from .specs import BANK_SIZES, SIZES, Table

LIMIT = 1024 * 1024


def read_pack_files(folder: Path) -> dict[str, str]:
    """The pack's files by name: pack.toml and every text.<language>.toml; each at most 1 MB of UTF-8."""
    names = [PACK, *sorted(path.name for path in folder.glob("text.*.toml"))]
    files: dict[str, str] = {}
    for name in names:
        path = folder / name
        try:
            raw = path.read_bytes()
        except OSError as error:
            raise ContentError("pack.file", file=str(path)) from error
        if len(raw) > LIMIT:
            raise ContentError("pack.size", file=name, limit=1)
        try:
            files[name] = raw.decode("utf-8")
        except UnicodeDecodeError as error:
            raise ContentError("pack.encoding", file=name) from error
    return files


def load_pack(files: Mapping[str, str], language: str) -> Pack:
    """Validate a pack (structure and all its languages) and build it in one of them; raises ContentError with the culprit."""
    if PACK not in files:
        raise ContentError("pack.file", file=PACK)
    pack = _parse(PACK, files[PACK])
    languages = pack.get("pack", {}).get("languages", []) if isinstance(pack.get("pack"), dict) else []
    texts: dict[str, Table] = {}
    for name in languages if isinstance(languages, list) else []:
        file = f"text.{name}.toml"
        if file not in files:
            raise ContentError("pack.file", file=file)
        texts[str(name)] = _parse(file, files[file])
    check(pack, texts, files)
    if language not in texts:
        raise ContentError("pack.language", language=language)
    return _Builder(pack, texts[language]).pack(language, files)


def _parse(name: str, text: str) -> Table:
    if len(text.encode("utf-8", "surrogatepass")) > LIMIT:
        raise ContentError("pack.size", file=name, limit=1)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = str(error).rpartition("line ")[2].partition(",")[0]
        raise ContentError("pack.syntax", file=name, line=int(line) if line.isdigit() else 1, detail=str(error)) from error
    except RecursionError as error:
        raise ContentError("pack.depth", file=name) from error


class _Builder:
    """Joins structure and words of a checked pack into frozen values."""

    def __init__(self, pack: Table, words: Table) -> None:
        self._pack, self._words = pack, words

    def pack(self, language: str, files: Mapping[str, str]) -> Pack:
        head, words = self._pack["pack"], self._words["pack"]
        return Pack(
            id=head["id"], version=head["version"], language=language, languages=tuple(head["languages"]), title=words["title"],
            citation=words["source"], interest=words["interest"], rule=words["rule"], anchors_note=words["anchors"],
            levels=tuple(self._words["level"][str(level)]["name"] for level in range(1, 6)),
            bank_types={id: items.BankType(id, row["name"]) for id, row in self._both("bank_type")},
            dimensions={id: self._dimension(id, row) for id, row in self._both("dimension")},
            indicators={id: self._indicator(id, row) for id, row in self._both("indicator")},
            pains={id: self._pain(id, row) for id, row in self._both("pain")},
            cases={id: self._case(id) for id in self._pack.get("case", {})},
            facts={id: self._fact(id, row) for id, row in self._both("fact")},
            market={id: items.MarketFigure(id, row["value"], row["text"], _source(row)) for id, row in self._both("market")},
            recommendations={
                id: items.Recommendation(id, _tuple(row, "dimensions"), row["name"], row["gist"], _source(row))
                for id, row in self._both("recommendation")
            },
            measures={id: self._measure(id) for id in self._pack["measure"]},
            enabling={
                id: items.Enabling(id, _tuple(row, "measures"), row["text"], _source(row)) for id, row in self._both("enabling")
            },
            regulations={id: self._regulation(id, row) for id, row in self._both("regulation")},
            practice=items.Practice(
                self._words["practice"]["name"], self._words["practice"]["question"], tuple(self._words["practice"]["levels"])
            ),
            files=dict(files),
        )  # fmt: skip

    def _both(self, table: str) -> list[tuple[str, dict[str, Any]]]:
        """Structure and words of every item of a table in one mapping; words win where both have a key (a count and its texts)."""
        words = self._words.get(table, {})
        return [(id, {**values, **words[id]}) for id, values in self._pack.get(table, {}).items()]

    def _dimension(self, id: str, row: Table) -> items.Dimension:
        rungs = [(level, {**self._pack["descriptor"][f"{id}.{level}"], **self._words["descriptor"][f"{id}.{level}"]}) for level in range(1, 6)]
        return items.Dimension(
            id, row["weight"], row["name"], row["short"], row["question"], row["script"],
            tuple(items.Descriptor(f"{id}.{n}", n, rung["headline"], tuple(rung["criteria"]), _source(rung)) for n, rung in rungs),
            tuple(name for name, values in self._pack["indicator"].items() if values["dimension"] == id), _source(row),
        )  # fmt: skip

    def _indicator(self, id: str, row: Table) -> items.Indicator:
        anchors = [(level, {**self._pack["anchor"][f"{id}.{level}"], **self._words["anchor"][f"{id}.{level}"]}) for level in range(1, 6)]
        return items.Indicator(
            id, row["dimension"], row["name"], row["short"], row["question"], row["script"], tuple(row["evidence"]), tuple(row["probes"]),
            tuple(items.Anchor(f"{id}.{level}", level, anchor["text"], _source(anchor)) for level, anchor in anchors), _source(row),
        )  # fmt: skip

    def _pain(self, id: str, row: Table) -> items.Pain:
        area = self._words["area"][row["area"]]["name"] if row.get("area") else ""
        return items.Pain(
            id, row["dimension"], area, _tuple(row, "types"), _tuple(row, "indicators"), row["title"], row["detail"], row["severity"], _source(row)
        )

    def _case(self, id: str) -> items.Case:
        row, words = self._pack["case"][id], self._words["case"][id]
        return items.Case(
            id, row["kind"], _tuple(row, "dimensions"), _tuple(row, "types"), row["year"], row.get("figure", ""), row.get("interest", False),
            words["bank"], words["title"], words["did"], words["result"], words["figure"], words["caption"], words["question"], _source(row),
        )  # fmt: skip

    def _fact(self, id: str, row: Table) -> items.Fact:
        return items.Fact(
            id, row["dimension"], _tuple(row, "indicators"), row.get("share"), row["relation"], row["statement"], row["question"], _source(row)
        )

    def _regulation(self, id: str, row: Table) -> items.Regulation:
        return items.Regulation(
            id, row["date"], _tuple(row, "indicators"), _tuple(row, "measures"), row["title"], row["issuer"], row["note"], _source(row)
        )

    def _measure(self, id: str) -> items.Measure:
        row, words = self._pack["measure"][id], self._words["measure"][id]
        relevance = {
            name.partition(".")[2]: items.Relevance(name.partition(".")[2], cell["value"], cell["reason"], _source(cell))
            for name, cell in self._both("relevance")
            if name.partition(".")[0] == id
        }
        effort = {
            bank_size: {size: items.EffortPreset(**self._pack["effort"][id][bank_size][size]) for size in SIZES} for bank_size in BANK_SIZES
        }
        return items.Measure(
            id, row["recommendation"], _tuple(row, "types"), (row["quarters"][0], row["quarters"][1], row["quarters"][2]),
            _tuple(row, "predecessors"), dict(words.get("because", {})), _tuple(row, "pains"), _tuple(row, "cases"), words["name"],
            words["short"], words["goal"], tuple(words["actions"]), tuple(words["drivers"]),
            tuple(items.KpiSuggestion(**kpi) for kpi in words["kpis"]), words["first30"], tuple(words["first90"]), tuple(words["risks"]),
            effort, relevance, _source(row),
        )  # fmt: skip


def _tuple(row: Table, key: str) -> tuple[str, ...]:
    return tuple(row.get(key, ()))


def _source(row: Table) -> Source:
    return Source(row["origin"], tuple((first, last) for first, last in row.get("lines", [])))
