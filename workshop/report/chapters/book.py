"""What every chapter reads: the engagement, its results computed once, the words and the look of this edition."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, Literal

from msgspec import Struct, field

from workshop.findings import Finding, findings
from workshop.formats import decimal
from workshop.model import assessment
from workshop.model.content import Pack
from workshop.model.content.items import Measure, Source
from workshop.model.ranking import Row
from workshop.model.robustness import Robustness, Standing, robustness
from workshop.model.rows import LogEntry, MeasurePlan, PlanItem
from workshop.model.scoring import DimensionScore, Projection, Score
from workshop.model.state import State
from workshop.report.typeset import Styles, styles
from workshop.wording import quarter_span, quarter_word
from workshop.words import Words

Edition = Literal["working", "leaders"]
NONE = "—"  # what is missing
_DIGITS = "零一二三四五六七八九"


class Book(Struct, frozen=True):
    """One print: values only. `rows` is the why-table from top to bottom, `end` the projection at the end of the horizon."""

    state: State
    pack: Pack
    words: Words
    st: Styles
    edition: Edition
    log: tuple[LogEntry, ...]
    score: Score
    rows: tuple[Row, ...]
    sturdy: Robustness
    end: Projection
    target_score: Fraction | None
    headlines: Mapping[str, Finding]
    logo: bytes = b""  # of the client, for the cover of the printed plan
    solved: dict[str, Any] = field(default_factory=dict)  # scenarios and gains, found once for all passes of a print
    layouts: dict[str, Any] = field(default_factory=dict)  # how a page was made to fit, for the next pass of the same print

    @property
    def leaders(self) -> bool:
        """The edition for the bank's leaders: larger, and without dissent by group, evidence, minutes and what is sensitive."""
        return self.edition == "leaders"

    @property
    def anonymous(self) -> bool:
        return self.state.engagement.vote_mode == "anonymous"

    def shows(self, sensitive: int) -> bool:
        """Whether a text with this tick belongs into this edition."""
        return not (self.leaders and sensitive)

    def dimension_score(self, dimension: str) -> DimensionScore:
        return next(row for row in self.score.dimensions if row.id == dimension)

    def standing(self, measure: str) -> Standing | None:
        """A ranked measure's place under the draws; None in the other lanes or while it cannot be ranked."""
        return next((standing for standing in self.sturdy.standings if standing.measure == measure), None)

    def chosen(self) -> tuple[tuple[Measure, MeasurePlan, PlanItem | None], ...]:
        """The chosen measures in the order of the why-table, with what was decided and where they stand in the plan."""
        return tuple(
            (self.pack.measures[row.measure], self.state.measures[row.measure], self.state.plan.get(row.measure)) for row in self.rows
        )

    def first(self, count: int) -> tuple[tuple[Measure, MeasurePlan, PlanItem | None], ...]:
        """What begins first; equals, and all of them before there is a plan, in the order of the why-table."""
        return tuple(sorted(self.chosen(), key=lambda one: one[2].start if one[2] else math.inf)[:count])

    def quarter(self, index: int) -> str:
        """A plan's quarter: 26Q3."""
        profile = self.state.engagement
        return quarter_word(self.words, index, profile.start_year, profile.start_quarter)

    def span(self, item: PlanItem | None) -> str:
        """When a measure runs: 26Q3–27Q2."""
        profile = self.state.engagement
        return quarter_span(self.words, item.start, item.finish, profile.start_year, profile.start_quarter) if item else NONE

    def ordinal(self, number: int) -> str:
        """A section's number: 四 in Chinese up to 99, 4 elsewhere."""
        if self.words.language != "zh_CN":
            return str(number)
        tens, ones = divmod(number, 10)
        return ("" if tens < 2 else _DIGITS[tens]) + ("十" if tens else "") + (_DIGITS[ones] if ones or not tens else "")

    def lines(self, source: Source) -> str:
        """The report's lines an item rests on: 研究报告第 547–551 行; or that the workshop wrote it."""
        _ = self.words
        if not source.lines:
            return _("工作坊编写")
        return _("研究报告第 {lines} 行", lines=self.ranges(source))

    def ranges(self, source: Source) -> str:
        """The same lines as bare numbers, for a column that says what they are."""
        _ = self.words
        joined = _("、").join(str(low) if low == high else f"{low}–{high}" for low, high in source.lines)
        return joined or _("工作坊编写")


def open_book(state: State, pack: Pack, words: Words, edition: Edition, log: Sequence[LogEntry]) -> Book:
    """Compute all results of one print."""
    rows = assessment.rank(state, pack)
    return Book(
        state,
        pack,
        words,
        styles(words.language, "large" if edition == "leaders" else "standard"),
        edition,
        tuple(log),
        assessment.score(state, pack),
        rows,
        robustness(rows, state.engagement.seed),
        assessment.projection(state, pack, state.engagement.horizon),
        assessment.target_score(state, pack),
        findings(state, pack, words),
    )


def amount(value: float | Fraction | None) -> str:
    """A number as short as it is exact to one decimal: 20, 2.5, 2,065; a dash for none."""
    if value is None:
        return NONE
    text = decimal(value)
    return text.removesuffix(".0")


def digits(hash_text: str) -> str:
    """The check code: the decimal digits of the hash in order, letters left out, the first eight of them (found by hand with a finger)."""
    return "".join(char for char in hash_text if char.isdecimal())[:8].ljust(8, "0") if hash_text else ""
