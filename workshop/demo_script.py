"""The demonstration's day as `assets/demo/day.toml` writes it: who sits where, every vote, what was said, decided and planned."""

import tomllib
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from msgspec import Struct, field
from msgspec.structs import fields

from .model.errors import ContentError
from .paths import asset_path


class SeatScript(Struct, frozen=True):
    """A post at the table; `senior` speaks last, `deputy` is somebody standing in."""

    number: int
    role: str
    group: str
    deputy: bool = False
    senior: bool = False
    present_from: str = "09:00"
    present_to: str = "17:30"


class AgendaScript(Struct, frozen=True):
    kind: str
    title: str
    minutes: int
    subject: str = ""


class DissentScript(Struct, frozen=True):
    group: str
    level: int
    text: str
    change_if: str = ""
    sensitive: bool = False


class ParkScript(Struct, frozen=True):
    """A topic put off, with who takes it up and until when."""

    text: str
    owner: str = ""
    due: str = ""
    done: bool = False


class IndicatorScript(Struct, frozen=True):
    """One indicator: its rounds in seat order (see `cards`), the record they led to, and what was noted.

    `away` are seats that left the room for it; `handed` and `missing` count the documents to bring from 0.
    """

    id: str
    rounds: tuple[str, ...]
    basis: str
    level: int | None = None
    confidence: str = "medium"
    rationale: str = ""
    evidence: str = ""
    reservation: str = ""
    sensitive: bool = False
    away: tuple[int, ...] = ()
    handed: tuple[int, ...] = ()
    missing: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()
    dissents: tuple[DissentScript, ...] = ()
    park: ParkScript | None = None


class DimensionScript(Struct, frozen=True):
    """One dimension: its indicators, ticked pain points (1 present, 2 severe), answers to facts, cases with a remark, the recap."""

    id: str
    indicators: tuple[IndicatorScript, ...]
    recap: str
    pains: Mapping[str, int] = field(default_factory=dict)
    facts: Mapping[str, str] = field(default_factory=dict)
    cases: Mapping[str, str] = field(default_factory=dict)


class KpiScript(Struct, frozen=True):
    name: str
    unit: str
    baseline: str
    target: str
    due: str
    how: str = ""


class MilestoneScript(Struct, frozen=True):
    """Reached at the end of the quarter that lies so many after the measure's first."""

    after: int
    name: str


class ActionScript(Struct, frozen=True):
    """A step in the room's own words, or the pack's with this index.

    Estimated where it is scheduled by itself; `waits` for the step so many from 0.
    """

    owner: str
    due: str
    text: str = ""
    pack: int | None = None
    people: float | None = None
    quarters: int | None = None
    share: int | None = None
    budget: float | None = None
    support: str = ""
    tech: int | None = None
    waits: int | None = None


class MoneyScript(Struct, frozen=True):
    """万元 of a calendar year."""

    year: int
    amount: float
    kind: str = "expense"
    source: str = "to_add"


class MeasureScript(Struct, frozen=True):
    """One measure: its two votes in seat order with the settled levels, and what the room decided; fields as in `MeasurePlan`."""

    id: str
    impact: str
    impact_level: int
    urgency: str
    urgency_level: int
    size: str
    lead: str
    owner: str
    sponsor: str
    first30: str
    support: str = ""
    first90: str = ""
    risks: str = ""
    key_work: str = ""
    appraisal: str = ""
    lane: str = "ranked"
    lane_reason: str = ""
    effort_status: str = "room"
    people: float | None = None
    quarters: int | None = None
    share: int | None = None
    low: float | None = None
    high: float | None = None
    budget: float | None = None
    release: int | None = None
    deadline: int | None = None
    kpis: tuple[KpiScript, ...] = ()
    milestones: tuple[MilestoneScript, ...] = ()
    actions: tuple[ActionScript, ...] = ()
    unfolded: bool = False
    tech: int | None = None
    outside: float | None = None
    fast_quarters: int | None = None
    fast_people: float | None = None
    money: tuple[MoneyScript, ...] = ()


class RelevanceScript(Struct, frozen=True):
    measure: str
    dimension: str
    value: int


class EffectScript(Struct, frozen=True):
    measure: str
    dimension: str
    effect: float


class RoadmapScript(Struct, frozen=True):
    """Full-time heads and 万元 per quarter, and the quarters in which the room holds a measure's start.

    `tech` and `business` are the heads of each pool, `years` the 万元 of a calendar year, `scenarios` people and money in percent.
    """

    people: tuple[float, ...]
    budget: tuple[float, ...]
    tech: tuple[float, ...] = ()
    business: tuple[float, ...] = ()
    years: Mapping[str, float] = field(default_factory=dict)
    scenarios: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    pins: Mapping[str, int] = field(default_factory=dict)


class OrderNoteScript(Struct, frozen=True):
    text: str
    measure: str = ""


class OrderScript(Struct, frozen=True):
    """The room's own order: a card for each seat in order, points for each of `measures`; and what was said against the result."""

    measures: tuple[str, ...]
    cards: tuple[tuple[int, ...], ...]
    notes: tuple[OrderNoteScript, ...] = ()


class DecisionScript(Struct, frozen=True):
    text: str
    body: str
    due: str
    measure: str = ""


class NoteScript(Struct, frozen=True):
    subject_kind: str
    subject: str
    text: str
    kind: str = "note"
    sensitive: bool = False


class Day(Struct, frozen=True):
    """The whole day in the order in which it is played."""

    pack: str
    date: date
    practice: str
    profile: Mapping[str, Any]
    targets: Mapping[str, int]
    seats: tuple[SeatScript, ...]
    agenda: tuple[AgendaScript, ...]
    dimensions: tuple[DimensionScript, ...]
    measures: tuple[MeasureScript, ...]
    roadmap: RoadmapScript
    order: OrderScript | None = None
    decisions: tuple[DecisionScript, ...] = ()
    parked: tuple[ParkScript, ...] = ()
    notes: tuple[NoteScript, ...] = ()
    relevance: tuple[RelevanceScript, ...] = ()
    effects: tuple[EffectScript, ...] = ()


def cards(line: str) -> dict[int, int | None]:
    """A round as written: position of a seat → its level, None for an abstention; "334 0-4" is six seats of which five hand in a card."""
    return {seat: int(mark) or None for seat, mark in enumerate(line.replace(" ", "")) if mark != "-"}


def read_day(text: str | None = None) -> Day:
    """The shipped day, or one from other TOML; raises ContentError naming the place of an unknown, missing or wrong key."""
    try:
        given = tomllib.loads(asset_path("demo", "day.toml").read_text(encoding="utf-8") if text is None else text)
    except tomllib.TOMLDecodeError as error:
        raise ContentError("demo.syntax", detail=str(error)) from error
    day: Day = _made("/", Day, given)
    for line in _lines(day):
        marks = line.replace(" ", "")
        if len(marks) != len(day.seats) or set(marks) - set("-012345"):
            raise ContentError("demo.votes", votes=line, seats=len(day.seats))
    return day


def _lines(day: Day) -> list[str]:
    rounds = [line for dimension in day.dimensions for indicator in dimension.indicators for line in indicator.rounds]
    return [day.practice, *rounds, *(line for measure in day.measures for line in (measure.impact, measure.urgency))]


def _made(where: str, hint: Any, value: Any) -> Any:
    """The value as its annotation wants it: classes from tables, tuples from lists, whole numbers as floats where floats are meant."""
    if get_origin(hint) is UnionType:
        return _made(where, get_args(hint)[0], value)
    if get_origin(hint) is tuple and isinstance(value, list):
        return tuple(_made(f"{where}{index}/", get_args(hint)[0], one) for index, one in enumerate(value))
    if isinstance(hint, type) and issubclass(hint, Struct) and isinstance(value, dict):
        return _table(where, hint, value)
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if get_origin(hint) is not None and issubclass(get_origin(hint), Mapping) and isinstance(value, dict):
        return MappingProxyType({key: _made(f"{where}{key}/", get_args(hint)[1], one) for key, one in value.items()})
    if hint is not Any and (not isinstance(hint, type) or type(value) is not hint):
        raise ContentError("demo.value", where=where)
    return value


def _table(where: str, kind: Any, value: Mapping[str, Any]) -> Any:
    hints = get_type_hints(kind)
    wanted = {one.name for one in fields(kind) if one.required}
    if wrong := sorted((set(value) - set(hints)) | (wanted - set(value))):
        raise ContentError("demo.key", where=where, key=wrong[0])
    return kind(**{name: _made(f"{where}{name}/", hints[name], one) for name, one in value.items()})
