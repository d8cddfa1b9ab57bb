"""Sentences that say the finding, proposed by plain rules from the numbers; the facilitator's own wording wins when printed."""

import hashlib
from collections.abc import Mapping
from fractions import Fraction

from msgspec import Struct

from workshop.formats import decimal
from workshop.model import assessment
from workshop.model.content import Pack
from workshop.model.ranking import Lane
from workshop.model.state import State
from workshop.wording import level_word
from workshop.words import Words


class Finding(Struct, frozen=True):
    """A proposed sentence, the wording that will be printed, and whether the numbers it was edited on have moved since."""

    key: str
    proposal: str
    text: str
    basis: str
    stale: bool


class Highlight(Struct, frozen=True):
    """A strength or a gap: an indicator with its level, its target and the room's own reason."""

    indicator: str
    level: int
    target: int | None
    reason: str


def findings(state: State, pack: Pack, words: Words) -> Mapping[str, Finding]:
    """All printed headlines by key: `board`, `board.lead`, `dimension.<id>`, `heat`, `priority`, `roadmap`."""
    proposals = {
        "board": _board(state, pack, words),
        "board.lead": _lead(state, pack, words),
        **{f"dimension.{name}": _dimension(state, pack, words, name) for name in pack.dimensions},
        "heat": _heat(state, pack, words),
        "priority": _priority(state, pack, words),
        "roadmap": _roadmap(state, pack, words),
    }
    return {key: _finding(state, key, proposal) for key, proposal in proposals.items()}


def _finding(state: State, key: str, proposal: str) -> Finding:
    # the proposal is a pure function of the numbers: a changed proposal means changed numbers
    basis = hashlib.sha256(proposal.encode("utf-8")).hexdigest()[:16]
    own = state.texts.get(key)
    return Finding(key, proposal, own.text if own else proposal, basis, bool(own and own.basis and own.basis != basis))


def strengths(state: State, pack: Pack, count: int = 3) -> tuple[Highlight, ...]:
    """The highest recorded levels; on a tie the heavier dimension, then the firmer agreement."""
    rated = [(indicator, level) for indicator in pack.indicators if (level := state.level_of(indicator)) is not None]
    rated.sort(key=lambda row: (-row[1], -state.weights[pack.indicators[row[0]].dimension], -_agreement(state, row[0])))
    return tuple(_highlight(state, pack, indicator, level) for indicator, level in rated[:count])


def shortfalls(state: State, pack: Pack, count: int = 3) -> tuple[Highlight, ...]:
    """The largest gaps to the target by weight; without targets the lowest levels."""
    rated = [(indicator, level) for indicator in pack.indicators if (level := state.level_of(indicator)) is not None]

    def pull(row: tuple[str, int]) -> tuple[Fraction, int]:
        dimension = pack.dimension_of(row[0])
        target = assessment.indicator_target(state, pack, row[0])
        missing = max(0, (target or 0) - row[1])
        return -Fraction(missing * state.weights[dimension.id], len(dimension.indicators)), row[1]

    return tuple(_highlight(state, pack, indicator, level) for indicator, level in sorted(rated, key=pull)[:count])


def _highlight(state: State, pack: Pack, indicator: str, level: int) -> Highlight:
    record = state.record_of("indicator", indicator)
    own = record.rationale if record and not record.sensitive else ""
    anchor = pack.indicators[indicator].anchors[level - 1].text
    return Highlight(indicator, level, assessment.indicator_target(state, pack, indicator), own or anchor)


def _agreement(state: State, indicator: str) -> Fraction:
    turn = state.last_reveal("indicator", indicator)
    return (assessment.reading(turn).agreement or Fraction(0)) if turn else Fraction(0)


def weakest(state: State, pack: Pack) -> str | None:
    """The dimension with the largest weighted gap to its target, else the lowest score; None before any rating."""
    missing = assessment.gaps(state, pack)
    rated = [row for row in assessment.score(state, pack).dimensions if row.score is not None]
    if not rated:
        return None
    return min(rated, key=lambda row: (-missing.get(row.id, Fraction(0)) * row.weight, row.score or Fraction(0))).id


def _board(state: State, pack: Pack, words: Words) -> str:
    _ = words
    grade, short = assessment.score(state, pack).grade, weakest(state, pack)
    if grade is None or short is None:
        return _("尚未定级，评级结果待会议记录")
    return _("全行处于{grade}：先补{weakest}短板", grade=level_word(words, grade), weakest=pack.dimensions[short].short)


def _lead(state: State, pack: Pack, words: Words) -> str:
    _ = words
    result = assessment.score(state, pack)
    if result.overall is None:
        return _("本次会议尚未形成评级记录。")
    records = [record for indicator in pack.indicators if (record := state.record_of("indicator", indicator)) and record.level]
    agreed = sum(record.basis == "consensus" for record in records)
    wholes = assessment.wholes(state, pack)
    parts = [_(
        "{seats} 席盲评 {rated} 项指标，{agreed} 项达成共识，{other} 项按多数或领导决定记录。",
        seats=sum(seat.presence != "observer" for seat in state.seats), rated=len(records), agreed=agreed, other=len(records) - agreed,
    )] if records else []  # fmt: skip
    if wholes:
        parts.append(_("{count} 个维度按整体评定。", count=wholes))
    parts.append(_("总分 {score} 分。", score=decimal(result.overall)))
    projected = assessment.projection(state, pack, state.engagement.horizon).overall
    if state.plan and projected is not None:
        parts.append(_("按本方案推进，规划期末预计 {score} 分，按现有人力测算。", score=decimal(projected)))
    if result.provisional:
        parts.append(_("尚有指标未定级，分数为暂计。"))
    return "".join(parts)


def _dimension(state: State, pack: Pack, words: Words, dimension: str) -> str:
    _ = words
    own, whole = pack.dimensions[dimension], assessment.whole_level(state, dimension)
    if whole is not None:
        return _("{dimension}整体处于{level}", dimension=own.short, level=level_word(words, whole))
    rated = [(name, level) for name in own.indicators if (level := state.level_of(name)) is not None]
    if not rated:
        return _("{dimension}：尚未定级", dimension=own.name)
    low, high = min(rated, key=lambda row: row[1]), max(rated, key=lambda row: row[1])
    names = {"dimension": own.short, "low": pack.indicators[low[0]].short, "level": level_word(words, low[1])}
    if low[1] == high[1]:
        return _("{dimension}各项均为{level}", **names)
    return _("{dimension}：{low}只到{level}，先补这一项", **names)


def _heat(state: State, pack: Pack, words: Words) -> str:
    _ = words
    apart = [
        indicator
        for indicator in pack.indicators
        if (turn := state.last_reveal("indicator", indicator)) and assessment.reading(turn).light.value == "red"
    ]
    if not any(turn.revealed for turn in state.rounds):
        return _("二十项指标尚未投票")
    if not apart:
        return _("各角色组看法接近，没有分歧指标")
    return _("{count} 项指标仍有分歧，{first}最突出", count=len(apart), first=pack.indicators[apart[0]].short)


def _priority(state: State, pack: Pack, words: Words) -> str:
    _ = words
    ranked = [row for row in assessment.rank(state, pack) if row.lane is Lane.RANKED and row.position]
    if not ranked:
        return _("举措尚未估计完整，次序待定")
    if len(ranked) == 1:
        return _("其余举措只有{first}", first=pack.measures[ranked[0].measure].short)
    return _("先做{first}，接着做{second}", first=pack.measures[ranked[0].measure].short, second=pack.measures[ranked[1].measure].short)


def _roadmap(state: State, pack: Pack, words: Words) -> str:
    _ = words
    projected, now = assessment.projection(state, pack, state.engagement.horizon).overall, assessment.score(state, pack).overall
    if not state.plan or projected is None or now is None:
        return _("路线图尚未排定")
    count = len(state.plan)
    return words.plural(
        "{n} 项举措排定，预计从 {now} 分到 {then} 分",
        "{n} 项举措排定，预计从 {now} 分到 {then} 分",
        count,
        now=decimal(now),
        then=decimal(projected),
    )
