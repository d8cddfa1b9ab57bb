"""What would change the grade, how far opinions reach, and what to look at before anybody signs; no Qt."""

from collections.abc import Mapping
from fractions import Fraction

from msgspec import Struct

from workshop.formats import decimal
from workshop.model import assessment, scoring
from workshop.model.consensus import Light
from workshop.model.content import Pack
from workshop.model.opinion import Group, Opinion, anonymous_range, named_range
from workshop.model.rows import Record
from workshop.model.state import State
from workshop.wording import basis_word, median_word
from workshop.words import Words

EVIDENCE_FROM = 4  # levels that should rest on a document


class Lever(Struct, frozen=True):
    """One indicator and how far it can move the overall score: `points` per level if rated, over its whole range if not."""

    indicator: str
    level: int | None
    points: Fraction
    after: Fraction | None  # overall one level up; None if unrated or at the top
    up: int | None  # the grade one level up, if it is another
    down: int | None  # the grade one level down, if it is another

    @property
    def decides(self) -> bool:
        """Whether one level moves the grade."""
        return self.up is not None or self.down is not None


def levers(state: State, pack: Pack) -> tuple[Lever, ...]:
    """Unrated indicators first by what they can still move, then rated ones, those that decide the grade first."""
    sizes = {row.id: row for row in assessment.score(state, pack).dimensions}
    todo, rated = [], []
    for name, indicator in pack.indicators.items():
        entry = assessment.entry(state, name)
        if isinstance(entry, scoring.Absent):
            continue
        row = sizes[indicator.dimension]
        if entry is None:
            todo.append(scoring.OpenItem(name, row.weight, row.applicable))
        else:
            rated.append(_lever(state, pack, name, entry))
    open_ones = [Lever(item.id, None, item.points, None, None, None) for item in scoring.by_leverage(todo)]
    return (*open_ones, *sorted(rated, key=lambda one: (not one.decides, -one.points)))


def _lever(state: State, pack: Pack, name: str, level: int) -> Lever:
    now = assessment.score(state, pack)
    above, below = _with_level(state, pack, name, level + 1), _with_level(state, pack, name, level - 1)
    other = above if above is not None else below
    points = abs(other - now.overall) if other is not None and now.overall is not None else Fraction(0)
    return Lever(name, level, points, above, _new_grade(above, now.grade), _new_grade(below, now.grade))


def _new_grade(overall: Fraction | None, grade: int | None) -> int | None:
    if overall is None:
        return None
    other = scoring.grade(overall)
    return other if other != grade else None


def _with_level(state: State, pack: Pack, name: str, level: int) -> Fraction | None:
    """The overall score if this indicator had this level; None outside the scale."""
    if not scoring.LOWEST <= level <= scoring.HIGHEST:
        return None
    return scoring.score([
        scoring.Rated(
            own.id, state.weights[own.id], tuple(level if one == name else assessment.entry(state, one) for one in own.indicators)
        )
        for own in pack.dimensions.values()
    ]).overall  # fmt: skip


class Shift(Struct, frozen=True):
    """One weight: its share of what is rated now, the points ten percentage points more bring, and where the grade changes."""

    dimension: str
    share: Fraction
    per_ten: Fraction
    turns: tuple[tuple[Fraction, int], ...]  # (share, grade beyond it going away from now), nearest first


def shifts(state: State, pack: Pack) -> tuple[Shift, ...]:
    """Every rated dimension's weight."""
    rows = assessment.score(state, pack).dimensions
    total = sum(row.weight for row in rows if row.score is not None)
    return tuple(
        Shift(row.id, share, scoring.slope(rows, row.id) / 10, _turns(rows, row.id, share))
        for row in rows
        if row.score is not None and total
        for share in [Fraction(row.weight, total)]
    )


def _turns(rows: tuple[scoring.DimensionScore, ...], moved: str, now: Fraction) -> tuple[tuple[Fraction, int], ...]:
    """Whole percents at which the grade becomes another, one on each side at most."""
    here = scoring.what_if(rows, moved, now)
    if here is None:
        return ()
    found = []
    for percents in (range(int(now * 100) + 1, 101), range(int(now * 100), -1, -1)):
        for percent in percents:
            there = scoring.what_if(rows, moved, Fraction(percent, 100))
            if there is not None and scoring.grade(there) != scoring.grade(here):
                found.append((Fraction(percent, 100), scoring.grade(there)))
                break
    return tuple(sorted(found, key=lambda turn: abs(turn[0] - now)))


# -- opinions ----------------------------------------------------------------------------------------------------------------


def opinion_votes(state: State, pack: Pack) -> dict[str, tuple[tuple[str, int], ...]]:
    """(seat or "", level) of every vote in the last revealed round of each indicator that has a level: what the score rests on."""
    found = {}
    for name in pack.indicators:
        turn = state.last_reveal("indicator", name)
        if turn is not None and state.level_of(name) is not None:
            found[name] = tuple((vote.seat or "", vote.level) for vote in turn.votes if vote.level is not None)
    return found


def opinion(state: State, pack: Pack, votes: Mapping[str, tuple[tuple[str, int], ...]]) -> Opinion | None:
    """How far the room's score moves if other people of the same mind had sat there; by participants in named mode."""
    model = [Group(state.weights[own.id], own.indicators) for own in pack.dimensions.values()]
    if state.engagement.vote_mode != "named":
        return anonymous_range(model, {name: [level for _seat, level in cast] for name, cast in votes.items()}, state.engagement.seed)
    people: dict[str, dict[str, int]] = {}
    for name, cast in votes.items():
        for seat, level in cast:
            people.setdefault(seat, {})[name] = level
    return named_range(model, list(people.values()), state.engagement.seed)


# -- check list --------------------------------------------------------------------------------------------------------------


class Remark(Struct, frozen=True):
    """One thing to look at: what it is about, the sentence, and the page (and place) where it is put right."""

    subject: str
    sentence: str
    go: str


def remarks(state: State, pack: Pack, words: Words) -> tuple[Remark, ...]:
    """Everything worth a second look, by indicator in the pack's order, then what concerns whole dimensions."""
    found = []
    for name, indicator in pack.indicators.items():
        place = f"dimension.{indicator.dimension}/{name}"
        found += [Remark(f"{name} {indicator.short}", sentence, place) for sentence in _of_indicator(state, words, name)]
    for row in assessment.score(state, pack).dimensions:
        own = pack.dimensions[row.id]
        found += [Remark(own.name, sentence, place) for sentence, place in _of_dimension(state, words, row)]
    return tuple(found)


def _of_indicator(state: State, words: Words, name: str) -> list[str]:
    _ = words
    record, turn = state.record_of("indicator", name), state.last_reveal("indicator", name)
    found = []
    if turn is not None:
        read = assessment.reading(turn)
        unsettled = record is None or record.basis == "parked"
        if unsettled and read.light is Light.SPLIT:
            found.append(_("末轮仍有分歧，还没有定级。"))
        elif record is None:
            found.append(_("已揭示，还没有定级。"))
        if record and record.level and read.lower and read.upper and not read.lower <= record.level <= read.upper:
            found.append(_(
                "记为 {level} 级（{basis}），末轮{median}，请核对理由是否写清。",
                level=record.level, basis=basis_word(words, record.basis), median=median_word(words, read),
            ))  # fmt: skip
    if record and record.level and record.level >= EVIDENCE_FROM and not _has_evidence(state, name, record):
        found.append(_("记为 {level} 级，但没有记下依据或材料。", level=record.level))
    return found


def _has_evidence(state: State, name: str, record: Record) -> bool:
    return (
        bool(record.evidence.strip())
        or any(note.kind == "evidence" for note in state.notes_of("indicator", name))
        or any((one.subject_kind, one.subject) == ("indicator", name) for one in state.attachments)
        or any(one.indicator == name and one.status == "handed" for one in state.evidence)
    )


def _of_dimension(state: State, words: Words, row: scoring.DimensionScore) -> list[tuple[str, str]]:
    _ = words
    found = []
    if row.applicable and not row.complete:
        text = _("只评了 {rated} / {applicable} 项，不足三分之二，标为不完整。", rated=row.rated, applicable=row.applicable)
        found.append((text, f"dimension.{row.id}"))
    target = state.targets.get(("dimension", row.id))
    if target is None:
        found.append((_("还没有目标级别，算不出差距。"), "picture/gaps"))
    elif row.level is not None and target < row.level:
        found.append((_("目标 {target} 级低于现状 {level}，请核对。", target=target, level=decimal(row.level)), "picture/gaps"))
    return found
