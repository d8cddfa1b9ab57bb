"""The diagnostic's content as frozen values: one class per kind of item in a pack, words already in one language.

`docs/content-pack.md` documents the files these are read from.
"""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

Origin = Literal["report", "workshop", "regulation"]
Size = Literal["S", "M", "L", "XL"]
BankSize = Literal["small", "medium", "large"]


class Source(Struct, frozen=True):
    """Where an item comes from: the report's line ranges (1-based, inclusive), or ourselves."""

    origin: Origin
    lines: tuple[tuple[int, int], ...] = ()

    def __str__(self) -> str:
        """`L508–510, L1116`; empty when the report is not the source."""
        return ", ".join(f"L{first}" if first == last else f"L{first}–{last}" for first, last in self.lines)


class BankType(Struct, frozen=True):
    id: str
    name: str


class Descriptor(Struct, frozen=True):
    """One level of a dimension: a headline and 2–4 criteria that can be answered yes or no."""

    id: str
    level: int
    headline: str
    criteria: tuple[str, ...]
    source: Source


class Anchor(Struct, frozen=True):
    """One level of an indicator in one observable sentence."""

    id: str
    level: int
    text: str
    source: Source


class Indicator(Struct, frozen=True):
    id: str
    dimension: str
    name: str
    short: str
    question: str
    script: str
    evidence: tuple[str, ...]
    probes: tuple[str, ...]
    anchors: tuple[Anchor, ...]  # five, by level
    source: Source


class Dimension(Struct, frozen=True):
    id: str
    weight: int  # basis points; all dimensions sum to 10,000
    name: str
    short: str
    question: str
    script: str
    descriptors: tuple[Descriptor, ...]  # five, by level
    indicators: tuple[str, ...]  # ids in order
    source: Source


class Pain(Struct, frozen=True):
    id: str
    dimension: str
    area: str  # the area's name, "" when none
    types: tuple[str, ...]
    indicators: tuple[str, ...]
    title: str
    detail: str
    severity: str
    source: Source


class Case(Struct, frozen=True):
    """A bank's practice as of 2018/2019; a pointer only names bank, theme and the lost figure."""

    id: str
    kind: Literal["card", "pointer"]
    dimensions: tuple[str, ...]
    types: tuple[str, ...]
    year: int
    lost_figure: str
    interest: bool
    bank: str
    title: str
    did: str
    result: str
    figure: str
    caption: str
    question: str
    source: Source


class Fact(Struct, frozen=True):
    """What a share of the surveyed banks said; `share` in percent, None where the report says "most"."""

    id: str
    dimension: str
    indicators: tuple[str, ...]
    share: int | None
    relation: Literal["eq", "over", "under", "most"]
    statement: str
    question: str
    source: Source


class MarketFigure(Struct, frozen=True):
    id: str
    value: str
    text: str
    source: Source


class Recommendation(Struct, frozen=True):
    id: str
    dimensions: tuple[str, ...]
    name: str
    gist: str
    source: Source


class KpiSuggestion(Struct, frozen=True):
    name: str
    unit: str
    how: str
    direction: Literal["up", "down"]


class EffortPreset(Struct, frozen=True):
    """What a size stands for: heads, quarters, share of time (percent), person-months low and high, 万元 in all."""

    people: float
    quarters: int
    share: int
    low: float
    high: float
    budget: float

    @property
    def likely(self) -> float:
        """Person-months: people × 3 months × quarters × share of time."""
        return self.people * 3 * self.quarters * self.share / 100


class Relevance(Struct, frozen=True):
    dimension: str
    value: int  # 0–3
    reason: str
    source: Source


class Measure(Struct, frozen=True):
    id: str
    recommendation: str
    types: tuple[str, ...]
    quarters: tuple[int, int, int]  # shortest, typical, longest
    predecessors: tuple[str, ...]
    because: Mapping[str, str]  # predecessor → why it comes first
    pains: tuple[str, ...]
    cases: tuple[str, ...]
    name: str
    short: str
    goal: str
    actions: tuple[str, ...]
    drivers: tuple[str, ...]
    kpis: tuple[KpiSuggestion, ...]
    first30: str
    first90: tuple[str, ...]
    risks: tuple[str, ...]
    effort: Mapping[str, Mapping[str, EffortPreset]]  # bank size → size → preset
    relevance: Mapping[str, Relevance]  # dimension → non-zero relevance
    source: Source


class Enabling(Struct, frozen=True):
    id: str
    measures: tuple[str, ...]
    text: str
    source: Source


class Regulation(Struct, frozen=True):
    """A rule later than the report: a question for the bank's compliance, never a legal statement."""

    id: str
    date: str
    indicators: tuple[str, ...]
    measures: tuple[str, ...]
    title: str
    issuer: str
    note: str
    source: Source


class Practice(Struct, frozen=True):
    name: str
    question: str
    levels: tuple[str, ...]


class Pack(Struct, frozen=True):
    """One content pack in one language; every mapping keeps the order of the file."""

    id: str
    version: str
    language: str
    languages: tuple[str, ...]
    title: str
    citation: str
    interest: str
    rule: str
    anchors_note: str
    levels: tuple[str, ...]  # five neutral names
    bank_types: Mapping[str, BankType]
    dimensions: Mapping[str, Dimension]
    indicators: Mapping[str, Indicator]
    pains: Mapping[str, Pain]
    cases: Mapping[str, Case]
    facts: Mapping[str, Fact]
    market: Mapping[str, MarketFigure]
    recommendations: Mapping[str, Recommendation]
    measures: Mapping[str, Measure]
    enabling: Mapping[str, Enabling]
    regulations: Mapping[str, Regulation]
    practice: Practice
    files: Mapping[str, str]  # file name → text, as embedded in an engagement

    def dimension_of(self, indicator: str) -> Dimension:
        return self.dimensions[self.indicators[indicator].dimension]

    def pains_of(self, dimension: str) -> tuple[Pain, ...]:
        return tuple(pain for pain in self.pains.values() if pain.dimension == dimension)

    def cases_of(self, dimension: str) -> tuple[Case, ...]:
        return tuple(case for case in self.cases.values() if dimension in case.dimensions)

    def facts_of(self, dimension: str) -> tuple[Fact, ...]:
        return tuple(fact for fact in self.facts.values() if fact.dimension == dimension)
