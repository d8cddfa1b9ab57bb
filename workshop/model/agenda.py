"""The day's agenda: presets for five kinds of day, and the clock times that follow from order and minutes."""

from collections.abc import Sequence
from typing import Literal, Protocol

from msgspec import Struct

from .content import Pack

Preset = Literal["full", "half", "two", "single", "cabinet"]
PRESETS: tuple[Preset, ...] = ("full", "half", "two", "single", "cabinet")
BREAK, TEA, LUNCH, NIGHT = "break", "tea", "lunch", "night"
KINDS = frozenset({"open", "practice", "dimension", "parked", "picture", "measures", "roadmap", "close", BREAK})
NOON, REST = 12 * 60, 90  # lunch with rest: 12:00–13:30
LATE = 18 * 60  # an end after this is told
MORNING = 9 * 60  # a day that names no start


class Item(Protocol):
    """What the clock needs to know of an agenda item; `rows.AgendaItem` has it."""

    @property
    def kind(self) -> str: ...
    @property
    def subject(self) -> str: ...
    @property
    def minutes(self) -> int: ...


class Slot(Struct, frozen=True):
    """One item: its kind, the dimension or the sort of break it is about, and its minutes."""

    kind: str
    subject: str
    minutes: int


class Timed(Struct, frozen=True):
    """When an item runs: day (0 is the first), minutes after midnight, and the minutes nothing is planned for before it."""

    day: int
    start: int
    finish: int
    spare: int


def preset(name: Preset, pack: Pack, day_start: str = "09:00", dimension: str = "") -> tuple[Slot, ...]:
    """The agenda of a kind of day; `dimension` is the one of a "single" day, else the pack's first.

    Full: 38 minutes a dimension. Half: 3 h 45, ballots on paper before. Two: 50 minutes a dimension. Cabinet: half a day of departments,
    then 80 minutes of leaders. Lunch stands nearest to noon.
    """
    if name == "half":
        return _half(pack)
    if name == "two":
        return _two(pack, day_start)
    if name == "cabinet":
        return _cabinet(pack, day_start)
    if name == "single":
        return _single(dimension or next(iter(pack.dimensions)))
    first = [Slot("open", "", 15), Slot("practice", "", 10), *_dimensions(pack, 38)]
    last = [Slot("parked", "", 20), Slot("picture", "", 15), Slot("measures", "", 45), Slot("roadmap", "", 30), Slot("close", "", 15)]
    return _with_breaks([*first, *last], day_start)


def _half(pack: Pack) -> tuple[Slot, ...]:
    dimensions = _dimensions(pack, 18)
    middle = len(dimensions) // 2
    return (
        Slot("open", "", 10), Slot("practice", "", 5), *dimensions[:middle], _break(TEA, 1, 10), *dimensions[middle:],
        Slot("parked", "", 10), Slot("picture", "", 12), Slot("measures", "", 35), Slot("roadmap", "", 25), Slot("close", "", 10),
    )  # fmt: skip


def _cabinet(pack: Pack, day_start: str) -> tuple[Slot, ...]:
    """Departments rate in the morning and leaders decide after lunch; an afternoon of departments is followed by the next morning."""
    dimensions = _dimensions(pack, 24)
    middle = len(dimensions) // 2
    rest = _break(LUNCH, 1, REST) if clock(day_start) < NOON else _break(NIGHT, 1, 0)
    return (
        Slot("open", "", 10), Slot("practice", "", 10), *dimensions[:middle], _break(TEA, 1, 15), *dimensions[middle:],
        Slot("parked", "", 10), rest, Slot("picture", "", 20), Slot("measures", "", 30), Slot("roadmap", "", 15), Slot("close", "", 15),
    )  # fmt: skip


def _single(dimension: str) -> tuple[Slot, ...]:
    return (
        Slot("open", "", 10), Slot("practice", "", 10), Slot("dimension", dimension, 45), Slot("parked", "", 10),
        Slot("picture", "", 10), Slot("close", "", 5),
    )  # fmt: skip


def _two(pack: Pack, day_start: str) -> tuple[Slot, ...]:
    """Dimensions fill the first day and the second morning; what follows from them comes after."""
    dimensions = _dimensions(pack, 50)
    cut = (2 * len(dimensions) + 2) // 3
    first = _with_breaks([Slot("open", "", 20), Slot("practice", "", 15), *dimensions[:cut]], day_start)
    last = [Slot("parked", "", 30), Slot("picture", "", 30), Slot("measures", "", 75), Slot("roadmap", "", 60), Slot("close", "", 20)]
    second = _with_breaks([*dimensions[cut:], *last], day_start, breaks=2)
    return (*first, _break(NIGHT, 1, 0), *second)


def _dimensions(pack: Pack, minutes: int) -> list[Slot]:
    return [Slot("dimension", name, minutes) for name in pack.dimensions]


def _break(sort: str, number: int, minutes: int) -> Slot:
    """Breaks are numbered, since an item is known by kind and subject."""
    return Slot(BREAK, f"{sort}.{number}", minutes)


def break_sort(subject: str) -> str:
    """tea, lunch or night of a break's subject; "" of a break of the room's own."""
    sort = subject.partition(".")[0]
    return sort if sort in (TEA, LUNCH, NIGHT) else ""


def _with_breaks(slots: Sequence[Slot], day_start: str, breaks: int = 0) -> tuple[Slot, ...]:
    """Lunch where the clock is nearest to noon, tea in the middle of what lies before it and after it."""
    number = 1 + breaks // 2
    begin = clock(day_start)
    if begin >= NOON:
        return _with_tea(slots, 1 + breaks)
    reached, ends = begin + 15, []  # the morning's tea
    for slot in slots:
        reached += slot.minutes
        ends.append(reached)
    if not ends or reached <= NOON + 45:  # over before anyone is hungry
        return _with_tea(slots, 1 + breaks)
    # never more than ten minutes into the lunch hour, so that the kitchen waits for nobody
    cut = max((at + 1 for at, end in enumerate(ends) if end <= NOON + 10), default=1)
    return (*_with_tea(slots[:cut], 1 + breaks), _break(LUNCH, number, REST), *_with_tea(slots[cut:], 2 + breaks))


def _with_tea(slots: Sequence[Slot], number: int) -> tuple[Slot, ...]:
    """One tea where the time before and after it is closest to equal; none in under two hours."""
    total = sum(slot.minutes for slot in slots)
    if total < 120:
        return tuple(slots)
    cut = min(range(1, len(slots) + 1), key=lambda at: abs(2 * sum(slot.minutes for slot in slots[:at]) - total))
    return (*slots[:cut], _break(TEA, number, 15), *slots[cut:])


# -- clock -----------------------------------------------------------------------------------------------------------------


def clock(text: str) -> int:
    """Minutes after midnight of "09:30"; what is no time of day counts as nine o'clock."""
    return MORNING if (found := read_clock(text)) is None else found


def read_clock(text: str) -> int | None:
    """Minutes after midnight of "9:30" or "09：30"; None for anything else."""
    hours, colon, minutes = text.strip().replace("：", ":").partition(":")
    if not (colon and hours.isascii() and minutes.isascii() and hours.isdigit() and minutes.isdigit() and len(minutes) == 2):
        return None
    return int(hours) * 60 + int(minutes) if int(hours) < 24 and int(minutes) < 60 else None


def clock_word(minutes: int) -> str:
    """ "09:30" of minutes after midnight; past midnight it goes on with 24:10."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def timed(items: Sequence[Item], day_start: str) -> tuple[Timed, ...]:
    """When each item runs. Lunch does not begin before noon, a night ends the day; nothing else waits."""
    day, now, found = 0, clock(day_start), []
    for item in items:
        sort = break_sort(item.subject) if item.kind == BREAK else ""
        start = max(now, NOON) if sort == LUNCH else now
        found.append(Timed(day, start, start + item.minutes, start - now))
        now = start + item.minutes
        if sort == NIGHT:
            day, now = day + 1, clock(day_start)
    return tuple(found)


def working(items: Sequence[Item]) -> int:
    """Minutes of work: everything but the breaks."""
    return sum(item.minutes for item in items if item.kind != BREAK)


def late_days(items: Sequence[Item], day_start: str, limit: int = LATE) -> tuple[tuple[int, int], ...]:
    """(day, end in minutes after midnight) of each day that ends after the limit."""
    ends: dict[int, int] = {}
    for one in timed(items, day_start):
        ends[one.day] = one.finish
    return tuple((day, end) for day, end in ends.items() if end > limit)
