"""What the picture's figures show, from State: radar, score track and heat map of the role groups; no Qt."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from msgspec.structs import replace

from workshop.figures.heat import Cell, HeatMap, HeatRow, HeatSection
from workshop.figures.radar import Axis, Radar
from workshop.figures.track import Track, TrackMark
from workshop.formats import decimal
from workshop.model import assessment
from workshop.model.content import Pack
from workshop.model.scoring import Score
from workshop.model.state import State
from workshop.wording import level_word
from workshop.words import Words

NONE = "—"
SHORT = 6  # characters of a name that has its score beside it
SURVEYED = 60.1  # the report's survey of 2019, shown apart and never as above or below


def projected(state: State, pack: Pack) -> tuple[Mapping[str, Fraction], Fraction | None]:
    """Levels and score at the end of the stored plan; empty and None while there is no plan."""
    if not state.plan:
        return {}, None
    found = assessment.projection(state, pack, state.engagement.horizon)
    return found.levels, found.overall


def _number(value: Fraction | int | None) -> float | None:
    return None if value is None else float(value)


def radar_values(state: State, pack: Pack, words: Words, *, scores: bool = False, legend: bool = True) -> Radar:
    """Levels of all dimensions; with `scores` the names carry the score as on the wall, else a line with the levels."""
    _ = words
    later, _overall = projected(state, pack)
    wanted = assessment.targets(state, pack)
    axes = []
    beside = all(len(one.short) <= SHORT for one in pack.dimensions.values())  # long names leave the radar no room: the score goes below
    for row in assessment.score(state, pack).dimensions:
        own, target = pack.dimensions[row.id], wanted.get(row.id)
        figure = decimal(row.score, 0) if scores and row.score is not None else ""
        shown = f"{own.short} {figure}" if figure and beside else own.short
        note = _level_note(row.level, later.get(row.id), target) if not scores else "" if beside else figure
        axes.append(Axis(own.id, shown, _number(row.level), _number(later.get(row.id)), _number(target), note))
    keys = (_("现状"), _("预计") if later else "", _("目标") if wanted else "")
    return Radar(tuple(axes), keys if legend else ("", "", ""))


def _level_note(now: Fraction | None, later: Fraction | None, target: int | None) -> str:
    """2.5 → 3.6 / 4: now, projected, target."""
    if now is None:
        return NONE
    arrow = f" → {decimal(later)}" if later is not None else ""
    return decimal(now) + arrow + (f" / {target}" if target is not None else "")


def track_values(state: State, pack: Pack, words: Words) -> Track:
    """The score on its way from 20 to 100, with the projected score and that of all targets."""
    _ = words
    result = assessment.score(state, pack)
    marks = []
    if result.overall is not None:
        marks.append(TrackMark("now", float(result.overall), _("现状 {score}", score=decimal(result.overall))))
    _levels, later = projected(state, pack)
    if later is not None:
        marks.append(TrackMark("projected", float(later), _("预计 {score}", score=decimal(later))))
    goal = assessment.target_score(state, pack) if assessment.targets(state, pack) else None
    if goal is not None:
        marks.append(TrackMark("target", float(goal), _("目标 {score}", score=decimal(goal))))
    marks.append(TrackMark("surveyed", SURVEYED, _("2019 年问卷自评 {score}", score=decimal(SURVEYED))))
    bands = (level_word(words, 1), level_word(words, 2), level_word(words, 3), level_word(words, 4))
    return Track(bands, level_word(words, 5), result.grade, tuple(marks))


# -- role groups -------------------------------------------------------------------------------------------------------------


def difference(state: State, subject: str, kind: str = "indicator") -> tuple[Fraction | None, str]:
    """Levels between the lowest and the highest group shown, and the lowest one; None with fewer than two."""
    known = [
        (Fraction(one.lower + one.upper, 2), one.group)
        for one in assessment.group_medians(state, kind, subject)
        if not one.hidden and one.lower is not None and one.upper is not None
    ]
    if len(known) < 2:
        return None, ""
    low, high = min(known, key=lambda one: one[0]), max(known, key=lambda one: one[0])
    return high[0] - low[0], low[1]


def most_apart(state: State, pack: Pack) -> list[str]:
    """Indicators with a difference to show, the largest first; equals keep their order."""
    found = [(difference(state, name)[0], name) for name in pack.indicators]
    known = [(apart, name) for apart, name in found if apart is not None]
    return [name for _apart, name in sorted(known, key=lambda one: -one[0])]


def heat_values(state: State, pack: Pack, words: Words) -> HeatMap:
    """All dimensions rated as a whole and all indicators, by dimension, with the median of each role group in the last revealed round."""
    result = {row.id: row.score for row in assessment.score(state, pack).dimensions}
    sections = []
    for own in pack.dimensions.values():
        score = result[own.id]
        shown = NONE if score is None else decimal(score)
        rows = _whole(state, words, own.id) + _rows(state, pack, words, own.indicators)
        sections.append(HeatSection(own.id, own.short, shown, rows))
    return _map(state, words, tuple(sections))


def heat_of(state: State, pack: Pack, words: Words, indicators: Iterable[str], title: str, differences: bool = True) -> HeatMap:
    """Only these indicators under one heading, for the wall; without the last column where `differences` is off."""
    rows = _rows(state, pack, words, indicators)
    if not differences:
        rows = tuple(replace(row, gap="", gap_note="") for row in rows)
    made = _map(state, words, (HeatSection("apart", title, "", rows),))
    return made if differences else replace(made, gap_head="")


def _map(state: State, words: Words, sections: tuple[HeatSection, ...]) -> HeatMap:
    _ = words
    groups = tuple((name, _("{count} 席", count=sum(seat.grp == name for seat in state.seats))) for name in state.groups())
    return HeatMap(sections, groups, _("指标"), _("记录"), _("最大组差"))


def _rows(state: State, pack: Pack, words: Words, indicators: Iterable[str]) -> tuple[HeatRow, ...]:
    return tuple(_row(state, pack, words, name) for name in indicators)


def _whole(state: State, words: Words, dimension: str) -> tuple[HeatRow, ...]:
    """The row of a dimension rated as a whole, which counts in the place of its indicators; none where it was not."""
    level = assessment.whole_level(state, dimension)
    return () if level is None else (_heat_row(state, words, "dimension", dimension, "", words("整个维度"), Cell(level)),)


def _row(state: State, pack: Pack, words: Words, name: str) -> HeatRow:
    level = state.level_of(name)
    record = Cell(None if level is None else level, "" if level is not None else _unrated(state, words, name))
    return _heat_row(state, words, "indicator", name, name, pack.indicators[name].short, record)


def _heat_row(state: State, words: Words, kind: str, subject: str, code: str, name: str, record: Cell) -> HeatRow:
    _ = words
    cells = tuple(
        Cell(None, _("隐")) if one.hidden
        else Cell(None, NONE) if one.lower is None or one.upper is None
        else Cell((one.lower + one.upper) / 2)
        for one in assessment.group_medians(state, kind, subject)
    ) or (Cell(None, NONE),) * len(state.groups())  # fmt: skip
    apart, lowest = difference(state, subject, kind)
    far = apart is not None and apart >= 1
    note = _("{group}偏低", group=lowest) if far else ""
    gap = NONE if apart is None else decimal(apart) if apart else "0"
    return HeatRow(subject, code, name, record, cells, gap, note, far)


def _unrated(state: State, words: Words, name: str) -> str:
    _ = words
    record = state.record_of("indicator", name)
    if record is None:
        return _("未评")
    return _("待议") if record.basis == "parked" else _("不适用")


def covered_words(result: Score, words: Words) -> str:
    """How much of the weight is rated and between which bounds the score can still move."""
    _ = words
    if result.low is None or result.high is None:
        return ""
    share = decimal(result.covered * 100, 0)
    low, high = decimal(result.low), decimal(result.high)
    return _("已评权重 {share}%；未评的全按 1 级算为 {low} 分，全按 5 级算为 {high} 分。", share=share, low=low, high=high)
