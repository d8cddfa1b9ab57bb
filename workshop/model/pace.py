"""Keeping to time: the remaining minutes spread over what is ahead, where they matter most, and what must be block-confirmed for it.

Minutes go where weight × what the votes leave open is largest (methods, "Spend minutes where they matter"). Breaks keep their minutes,
every item keeps a floor, nothing else gets more than was planned; what cannot be saved that way is told as lateness.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from msgspec import Struct

from . import scoring
from .agenda import BREAK, LUNCH, NIGHT, NOON, Slot, break_sort, timed
from .assessment import entry, reading, whole_level
from .consensus import LEVELS, Light
from .content import Pack
from .rows import AgendaItem
from .state import State

FLOORS = {"open": 5, "practice": 3, "dimension": 8, "parked": 5, "picture": 8, "measures": 20, "roadmap": 12, "close": 5}
ROUTINE = 8  # minutes a dimension needs without any discussion: question, ballot, reveal, settling, pain points
DISCUSSION = 8  # minutes one flagged indicator needs
INDICATOR = "indicator"


def movable(state: State, pack: Pack, indicator: str) -> Fraction:
    """Points the overall score can still move on an indicator: what its votes span, all levels before any vote, 0 once settled."""
    dimension = pack.dimension_of(indicator)
    known = entry(state, indicator)
    if isinstance(known, scoring.Absent) or whole_level(state, dimension.id) is not None:
        return Fraction(0)
    turn, record = state.last_reveal(INDICATOR, indicator), state.record_of(INDICATOR, indicator)
    if record is not None and record.level is not None and (turn is None or record.ballot == turn.ballot.id):
        return Fraction(0)
    low, high = scoring.LOWEST, scoring.HIGHEST
    if turn is not None and (read := reading(turn)).n:
        used = [level for level in LEVELS if read.counts[level - 1]]
        low, high = used[0], used[-1]
        if read.light is Light.CONSENSUS:  # nothing to discuss, only to confirm
            return Fraction(0)
    applicable = sum(not isinstance(entry(state, own), scoring.Absent) for own in dimension.indicators)
    return scoring.OpenItem(indicator, state.weights[dimension.id], applicable, low, high).points


def by_weight_and_spread(state: State, pack: Pack, indicators: Sequence[str] | None = None) -> tuple[str, ...]:
    """Indicators worth minutes, the one that can move the score furthest first; equals keep the pack's order."""
    names = pack.indicators if indicators is None else indicators
    points = {name: movable(state, pack, name) for name in names}
    return tuple(sorted((name for name in names if points[name]), key=lambda name: -points[name]))


class Spread(Struct, frozen=True):
    """A new plan for what is ahead today."""

    minutes: Mapping[str, int]  # agenda item id → minutes, the item under way with what it has already used
    end: int  # minutes after midnight
    planned_end: int
    discuss: tuple[str, ...]  # indicators that get a discussion, the most movable first
    confirm: tuple[str, ...]  # to be block-confirmed if they turn out (or are) green, else parked
    park: tuple[str, ...]  # in dispute and beyond the time there is: never block-confirmed, to be parked or decided

    @property
    def late(self) -> int:
        """Minutes after the planned end, 0 when on time."""
        return max(0, self.end - self.planned_end)


def spread(state: State, pack: Pack, now: int, current: str, spent: int) -> Spread:
    """Spread what is left of the day; `now` in minutes after midnight, `current` the item under way ("" for none), `spent` its minutes."""
    ahead = _ahead(state, pack, current)
    end = planned_end(state, ahead[0] if ahead else None)
    begun = {current: spent} if current else {}
    floors = {item.id: max(_floor(item), begun.get(item.id, 0)) for item in ahead}
    now -= spent if current else 0  # as if the item under way began just now with all it has used
    minutes: dict[str, int] = {}
    for part, until in _parts(state, ahead, end):
        minutes |= _given(state, pack, part, floors, until - now - sum(floors[item.id] for item in part))
        for item in part:
            now = (max(now, NOON) if _is_lunch(item) else now) + minutes[item.id]
    return Spread(minutes, now, end, *_load(state, pack, ahead, minutes))


def _parts(state: State, ahead: Sequence[AgendaItem], end: int) -> list[tuple[list[AgendaItem], int]]:
    """What lies before lunch, up to the planned end of lunch, and what comes after it: the kitchen waits for nobody."""
    cut = next((place for place, item in enumerate(ahead) if _is_lunch(item)), None)
    if cut is None:
        return [(list(ahead), end)]
    times = timed([Slot(one.kind, one.subject, one.planned) for one in state.agenda], state.engagement.day_start)
    lunch = times[state.agenda.index(ahead[cut])].finish
    return [(list(ahead[: cut + 1]), lunch), (list(ahead[cut + 1 :]), end)]


def _is_lunch(item: AgendaItem) -> bool:
    return item.kind == BREAK and break_sort(item.subject) == LUNCH


def _ahead(state: State, pack: Pack, current: str) -> list[AgendaItem]:
    """The item under way, dimensions that were passed over, and everything after it on the same day."""
    plan = list(zip(state.agenda, timed(state.agenda, state.engagement.day_start), strict=True))
    here = next((place for place, (item, _) in enumerate(plan) if item.id == current), None)
    if here is None:
        here = next((place for place, (item, _) in enumerate(plan) if not item.used), len(plan))
    if here == len(plan):
        return []
    skipped = [item for item, time in plan[:here] if item.kind == "dimension" and not item.used and time.day == plan[here][1].day]
    rest = [item for item, time in plan[here:] if time.day == plan[here][1].day and not _is_night(item)]
    return [*rest[:1], *(item for item in skipped if not _is_done(state, pack, item)), *rest[1:]]


def _is_done(state: State, pack: Pack, item: AgendaItem) -> bool:
    own = pack.dimensions[item.subject].indicators if item.subject in pack.dimensions else ()
    return all(_is_settled(state, name) for name in own)


def _is_night(item: AgendaItem) -> bool:
    return item.kind == BREAK and break_sort(item.subject) == NIGHT


def planned_end(state: State, item: AgendaItem | None) -> int:
    """When the day of an item (the last one, for None) was to end, by the minutes planned before it began."""
    slots = [Slot(one.kind, one.subject, one.planned) for one in state.agenda]
    times = timed(slots, state.engagement.day_start)
    if not times:
        return 0
    day = times[state.agenda.index(item)].day if item in state.agenda else times[-1].day
    return max(time.finish for time in times if time.day == day)


def expected_end(state: State, pack: Pack, current: AgendaItem, now: int, spent: int) -> int:
    """When today ends if everything ahead takes its minutes and the item under way what is left of them; minutes after midnight."""
    at = now + max(0, current.minutes - spent)
    for item in _ahead(state, pack, current.id)[1:]:
        at = (max(at, NOON) if _is_lunch(item) else at) + item.minutes
    return at


def _floor(item: AgendaItem) -> int:
    return item.minutes if item.kind == BREAK else min(item.planned, FLOORS.get(item.kind, item.planned))


def _given(state: State, pack: Pack, ahead: Sequence[AgendaItem], floors: Mapping[str, int], slack: int) -> dict[str, int]:
    """Floors plus the slack: shared in proportion to what was planned above the floor; the dimensions' part by what can still move."""
    wanted = {item.id: max(0, item.planned - floors[item.id]) for item in ahead if item.kind != BREAK}
    shares = _apportioned(wanted, max(0, min(slack, sum(wanted.values()))))
    dimensions = [item for item in ahead if item.kind == "dimension" and item.subject in pack.dimensions]
    pool = sum(shares[item.id] for item in dimensions)
    weights = {
        item.id: int(1000 * sum((movable(state, pack, name) for name in pack.dimensions[item.subject].indicators), Fraction(0)))
        for item in dimensions
    }
    if pool and any(weights.values()):
        shares |= _apportioned(weights, pool)
    return {item.id: floors[item.id] + shares.get(item.id, 0) for item in ahead}


def _apportioned(weights: Mapping[str, int], total: int) -> dict[str, int]:
    """Whole minutes in proportion to weights, summing to `total` exactly (largest remainders, the first of equals)."""
    whole = sum(weights.values())
    if not whole:
        return dict.fromkeys(weights, 0)
    fair = {key: Fraction(total * weight, whole) for key, weight in weights.items()}
    found = {key: int(part) for key, part in fair.items()}
    for key in sorted(fair, key=lambda name: found[name] - fair[name])[: total - sum(found.values())]:
        found[key] += 1
    return found


Loads = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]


def _load(state: State, pack: Pack, ahead: Sequence[AgendaItem], minutes: Mapping[str, int]) -> Loads:
    """Per dimension: as many discussions as its minutes hold, the most movable first; the others are confirmed or parked."""
    discuss: list[str] = []
    confirm: list[str] = []
    park: list[str] = []
    for item in ahead:
        if item.kind != "dimension" or item.subject not in pack.dimensions:
            continue
        own = pack.dimensions[item.subject].indicators
        room = max(0, minutes[item.id] - item.used // 60 - ROUTINE) // DISCUSSION
        open_ones = by_weight_and_spread(state, pack, own)
        discuss += open_ones[:room]
        for name in own:
            if name in open_ones[:room] or _is_settled(state, name):
                continue
            (park if name in open_ones and state.last_reveal(INDICATOR, name) is not None else confirm).append(name)
    return tuple(sorted(discuss, key=lambda name: -movable(state, pack, name))), tuple(confirm), tuple(park)


def _is_settled(state: State, indicator: str) -> bool:
    turn, record = state.last_reveal(INDICATOR, indicator), state.record_of(INDICATOR, indicator)
    return record is not None and record.basis != "parked" and (turn is None or record.ballot == turn.ballot.id)


# -- the record --------------------------------------------------------------------------------------------------------------


class Used(Struct, frozen=True):
    """One agenda item in the record: minutes planned, as they became, used (rounded up), and what was chosen over time."""

    item: AgendaItem
    planned: int
    became: int
    used: int
    started: str  # HH:MM or ""

    @property
    def over(self) -> int:
        """Minutes used beyond the plan; negative when it took less."""
        return self.used - self.planned


def usage(state: State) -> tuple[Used, ...]:
    """The agenda as planned and as used, in order."""
    return tuple(
        Used(item, item.planned, item.minutes, -(-item.used // 60), item.started_at[11:16]) for item in state.agenda if not _is_night(item)
    )


def ended_on_time(state: State) -> bool | None:
    """Whether the closed day ended by its planned end; None while it runs or has no agenda."""
    closed = state.engagement.closed_at
    if not closed or not state.agenda:
        return None
    hours, minutes = closed[11:16].split(":")
    return int(hours) * 60 + int(minutes) <= planned_end(state, None)
