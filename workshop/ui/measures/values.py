"""What the page on measures shows, as plain values: the matrix, bars whose parts add up, tiers, clashes, slides."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from msgspec import Struct

from workshop.formats import decimal
from workshop.model.content import Pack
from workshop.model.ranking import Lane, NeedTerm, Row, Unranked
from workshop.model.robustness import Certainty, Robustness, Standing
from workshop.model.state import State
from workshop.wording import region_names
from workshop.wording_roadmap import label
from workshop.words import Words

if TYPE_CHECKING:
    from workshop.figures.matrix import MarkKind, Matrix

NONE = "—"
FIRST, NEXT = 3, 6  # ranked places that are done first, and next


class Order(Struct, frozen=True):
    """The why-table with how firm it is."""

    rows: tuple[Row, ...]
    sturdy: Robustness

    def row(self, measure: str) -> Row | None:
        return next((row for row in self.rows if row.measure == measure), None)

    def standing(self, measure: str) -> Standing | None:
        return next((one for one in self.sturdy.standings if one.measure == measure), None)


class Tiers(Struct, frozen=True):
    """Who is done first, next and later (ids), and who waits for an estimate or a vote."""

    first: tuple[str, ...]
    next: tuple[str, ...]
    later: tuple[str, ...]
    waiting: tuple[str, ...]


def tiers(rows: Sequence[Row]) -> Tiers:
    """Lanes of their own come first, then the ranked places 1–3, 4–6 and the rest."""
    lanes = [row.measure for row in rows if row.lane is not Lane.RANKED]
    ranked = [row.measure for row in rows if row.position is not None]
    waiting = [row.measure for row in rows if row.lane is Lane.RANKED and row.position is None]
    return Tiers((*lanes, *ranked[:FIRST]), tuple(ranked[FIRST:NEXT]), tuple(ranked[NEXT:]), tuple(waiting))


def whole_parts(parts: Sequence[Fraction]) -> tuple[int, ...]:
    """The parts as whole numbers that add up to their rounded sum: the largest remainders are rounded up."""
    total = int(sum(parts, Fraction(0)) + Fraction(1, 2))
    floors = [int(part) for part in parts]
    by_rest = sorted(range(len(parts)), key=lambda at: (floors[at] - parts[at], at))
    for at in by_rest[: total - sum(floors)]:
        floors[at] += 1
    return tuple(floors)


def missing_word(words: Words, row: Row) -> str:
    """What a measure without a place waits for."""
    _ = words
    known = {Unranked.NO_EFFORT: _("待估工作量"), Unranked.NO_IMPACT: _("待投影响"), Unranked.NO_URGENCY: _("待投紧迫")}
    return known[row.missing] if row.missing else ""


# -- the matrix ----------------------------------------------------------------------------------------------------------------


def matrix_values(words: Words, pack: Pack, order: Order, selected: str = "") -> Matrix:
    """All measures that have a value and an effort."""
    from workshop.figures.matrix import Iso, Matrix, Measure

    _ = words
    marks = []
    for row in order.rows:
        effort = row.candidate.effort
        if effort is None or row.effort is None or row.value is None:
            continue
        marks.append(Measure(
            row.measure, label(pack, row.measure), "".join(filter(str.isdigit, row.measure)) or row.measure, float(row.effort),
            float(effort.low), float(effort.high), float(row.value), mark_kind(order, row), row.measure == selected,
        ))  # fmt: skip
    ratios = sorted(float(row.ratio) for row in order.rows if row.ratio)
    isos = tuple(Iso(slope, decimal(slope)) for slope in _slopes(ratios))
    return Matrix(tuple(marks), _("横轴：工作量（人月）"), _("纵轴：价值"), isos, region_names(_))


def mark_kind(order: Order, row: Row) -> MarkKind:
    if row.lane is not Lane.RANKED:
        return "must"
    standing = order.standing(row.measure)
    if standing is None or standing.word is Certainty.LATER:
        return "behind"
    return "open" if standing.word is Certainty.OPEN else "sure"


def _slopes(ratios: Sequence[float]) -> list[float]:
    """Two lines of equal value for effort between the thirds of the field."""
    if len(ratios) < 3:
        return []
    found = {round(ratios[len(ratios) * part // 3], 1) for part in (1, 2)}
    return sorted(slope for slope in found if slope > 0)


# -- sentences -----------------------------------------------------------------------------------------------------------------


class Term(Struct, frozen=True):
    """One line of "why is the need this much": points of 100, share of the longest bar, and the arithmetic in words."""

    name: str
    points: int
    share: float
    sum: str


def need_terms(state: State, words: Words, pack: Pack, row: Row) -> tuple[Term, ...]:
    """The need of a measure as terms that add up to its points, largest first; terms of nothing are left out."""
    _, need = words, row.candidate.need
    if not need.raw:
        return ()
    raws = [(pack.dimensions[term.dimension].short, term.points, _dimension_sum(words, term)) for term in need.terms]
    severe = sum(severity == 2 for severity in need.pains.values())
    raws.append((_("痛点"), need.pain_points, _("勾选 {count} 条，其中 {severe} 条重", count=len(need.pains), severe=severe)))
    raws = sorted((one for one in raws if one[1]), key=lambda one: -one[1])
    parts = whole_parts([points / need.raw * need.points for _name, points, _sum in raws])
    longest = raws[0][1]
    return tuple(Term(name, part, float(points / longest), text) for part, (name, points, text) in zip(parts, raws, strict=True))


def _dimension_sum(words: Words, term: NeedTerm) -> str:
    _ = words
    weight = decimal(term.weight * 100, 0)
    return _("差距 {gap} × 权重 {weight}% × 相关 {relevance}", gap=decimal(term.gap, 2), weight=weight, relevance=term.relevance)


def clashes(state: State, words: Words, pack: Pack, rows: Sequence[Row]) -> tuple[str, ...]:
    """A sentence for each ranked measure that must wait for one ranked behind it."""
    _ = words
    places = {row.measure: row.position for row in rows if row.position is not None}
    found = []
    for measure, place in places.items():
        for before, because in pack.measures[measure].because.items():
            if places.get(before, 0) > place:
                facts = {"measure": label(pack, measure), "before": before, "because": because}
                found.append(_("{measure} 排在 {before} 之前，但要等 {before} 完成：{because}", **facts))
    return tuple(found)
