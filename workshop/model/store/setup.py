"""Preparing the day: profile and settings, weights, targets, seats, agenda."""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from ..change import Change
from ..errors import Refused
from ..rows import AgendaItem, Ballot, Engagement, Present, Seat, Target, Vote, Weight
from .base import Base, Noted, new_id, operation

# what a rule decides elsewhere and no profile form may change
_FIXED = frozenset({"id", "position", "closed_at"})


class SetUp(Base):
    """Operations of the page "prepare"."""

    def engagement(self) -> Engagement:
        """The one row of profile and settings."""
        return self.rows(Engagement)[0]

    @operation(Change.ALL)
    def set_profile(self, /, **fields: Any) -> Noted:
        """Change fields of `Engagement`; refuses an empty bank, a mode change after the first vote, shares that do not sum to 100."""
        now = self.engagement()
        if unknown := sorted(set(fields) - (set(Engagement.__struct_fields__) - _FIXED)):
            raise Refused("id.unknown", kind="field", id=unknown[0])
        after = replace(now, **fields)
        self._check_profile(now, after)
        self.put(after)
        return Noted(detail={"fields": sorted(fields)})

    def _check_profile(self, now: Engagement, after: Engagement) -> None:
        if not after.bank.strip():
            raise Refused("profile.bank")
        if after.bank_type not in self.pack.bank_types:
            raise Refused("id.unknown", kind="bank_type", id=after.bank_type)
        if after.vote_mode != now.vote_mode and self.votes_fix_mode():
            raise Refused("profile.mode_fixed")
        total = after.need_weight + after.impact_weight + after.urgency_weight
        if total != 100:
            raise Refused("profile.shares", total=total)
        for name, low, high in _RANGES:
            value = getattr(after, name)
            if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
                raise Refused("profile.range", field=name, value=value, low=low, high=high)

    @operation(Change.PROFILE | Change.AGENDA, undoable=False)
    def set_position(self, position: str) -> Noted:
        """Where the day stands; not undone by Ctrl+Z, since it changes no content."""
        self.put(replace(self.engagement(), position=position))
        return Noted(position)

    @operation(Change.PROFILE)
    def close_day(self) -> Noted:
        """Mark the end of the session; what is added afterwards is marked as later."""
        self.put(replace(self.engagement(), closed_at=self.now()))
        return Noted()

    @operation(Change.ALL)
    def set_weights(self, weights: Mapping[str, int]) -> Noted:
        """Weights of all dimensions in basis points; they must sum to 10,000."""
        if set(weights) != set(self.pack.dimensions):
            raise Refused("weights.missing")
        if any(isinstance(basis, bool) or not isinstance(basis, int) or basis < 0 for basis in weights.values()):
            raise Refused("weights.value")
        if (total := sum(weights.values())) != 10_000:
            raise Refused("weights.sum", total=total / 100)
        for dimension, basis in weights.items():
            self.put(Weight(dimension, basis))
        return Noted(detail=dict(weights))

    @operation(Change.PROFILE | Change.MEASURES | Change.PLAN)
    def set_target(self, kind: str, subject: str, level: int | None) -> Noted:
        """Target level 1–5 of a dimension or an indicator; None takes it away."""
        known = self.pack.dimensions if kind == "dimension" else self.pack.indicators
        if subject not in known:
            raise Refused("id.unknown", kind=kind, id=subject)
        if level is None:
            if found := self.one(Target, kind=kind, subject=subject):
                self.drop(found)
        else:
            self.put(Target(kind, subject, whole_level(level)))
        return Noted(subject, {"level": level})

    # -- seats -----------------------------------------------------------------------------------------------------------

    @operation(Change.SEATS)
    def add_seat(self, role: str, grp: str, number: int | None = None, /, **fields: Any) -> Noted:
        """A new seat; without a number it gets the next free one. Refuses an empty post or group and a number used twice."""
        number = max((seat.number for seat in self.rows(Seat)), default=0) + 1 if number is None else number
        blank = Seat(new_id(), number, role.strip(), grp.strip(), "", 0, "", "", 0, "voting")
        seat = replace(blank, **fields)
        self._check_seat(seat)
        self.put(seat)
        return Noted(seat.id, {"number": number})

    @operation(Change.SEATS)
    def set_seat(self, seat_id: str, /, **fields: Any) -> Noted:
        """Change a seat's fields; its role group is fixed once it has voted."""
        now = self.known_seat(seat_id)
        after = replace(now, **fields)
        self._check_seat(after)
        if after.grp != now.grp and self.has_voted(seat_id):
            raise Refused("seat.group_fixed", number=now.number)
        self.put(after)
        return Noted(seat_id, {"fields": sorted(fields)})

    @operation(Change.SEATS)
    def remove_seat(self, seat_id: str) -> Noted:
        """Take away a seat that has not voted; one that has stays in the record and can be set to away."""
        seat = self.known_seat(seat_id)
        if self.has_voted(seat_id):
            raise Refused("seat.has_voted", number=seat.number)
        self.drop(seat)
        return Noted(seat_id, {"number": seat.number})

    def known_seat(self, seat_id: str) -> Seat:
        found = self.one(Seat, id=seat_id)
        if found is None:
            raise Refused("id.unknown", kind="seat", id=seat_id)
        return found

    def _check_seat(self, seat: Seat) -> None:
        if not seat.role.strip():
            raise Refused("seat.role")
        if not seat.grp.strip():
            raise Refused("seat.group")
        if isinstance(seat.number, bool) or not isinstance(seat.number, int) or not 1 <= seat.number <= 99:
            raise Refused("seat.number", number=seat.number)
        if any(other.number == seat.number and other.id != seat.id for other in self.rows(Seat)):
            raise Refused("seat.twice", number=seat.number)

    def votes_fix_mode(self) -> bool:
        """Whether a ballot was opened and not cancelled: from then on votes are what they were announced to be."""
        return any(ballot.state != "cancelled" for ballot in self.rows(Ballot))

    def has_voted(self, seat_id: str) -> bool:
        """Whether a seat took part in any ballot, open ones included."""
        return (
            any(row.seat == seat_id for row in self.rows(Present))
            or any(vote.seat == seat_id for vote in self.rows(Vote))
            or bool(self._db.execute("SELECT 1 FROM open_ballot WHERE seat = ?", [seat_id]).fetchone())
        )

    # -- agenda ----------------------------------------------------------------------------------------------------------

    @operation(Change.AGENDA)
    def set_agenda(self, items: Sequence[tuple[str, str, str, int]]) -> Noted:
        """Replace the agenda: (kind, subject, title, minutes) in order; what has already run keeps its used time."""
        ran = {(item.kind, item.subject): item for item in self.rows(AgendaItem)}
        for item in self.rows(AgendaItem):
            self.drop(item)
        for position, (kind, subject, title, minutes) in enumerate(items):
            if isinstance(minutes, bool) or not isinstance(minutes, int) or not 0 <= minutes <= 600:
                raise Refused("agenda.minutes", minutes=minutes)
            old = ran.get((kind, subject))
            started, used, choice = (old.started_at, old.used, old.choice) if old else ("", 0, "")
            planned = old.planned if old and started else minutes  # what has begun is judged by what was planned
            self.put(AgendaItem(new_id(), position, kind, subject, title, minutes, started, used, planned, choice))
        return Noted(detail={"items": len(items)})

    @operation(Change.AGENDA)
    def set_agenda_item(self, item_id: str, /, **fields: Any) -> Noted:
        """Change title, minutes or order of one agenda item."""
        found = self.one(AgendaItem, id=item_id)
        if found is None:
            raise Refused("id.unknown", kind="agenda", id=item_id)
        self.put(replace(found, **fields))
        return Noted(item_id, {"fields": sorted(fields)})

    @operation(Change.AGENDA, undoable=False)
    def clock_agenda(self, item_id: str, seconds: int) -> Noted:
        """Add seconds spent on an agenda item; its first start is kept."""
        found = self.one(AgendaItem, id=item_id)
        if found is None:
            raise Refused("id.unknown", kind="agenda", id=item_id)
        self.put(replace(found, used=found.used + max(0, seconds), started_at=found.started_at or self.now()))
        return Noted(item_id, {"seconds": seconds})


_RANGES = (
    ("start_year", 2000, 2200),
    ("target_year", 2000, 2200),
    ("start_quarter", 1, 4),
    ("horizon", 1, 16),
    ("max_rounds", 1, 9),
)


def whole_level(value: Any) -> int:
    """A maturity level 1–5 as an int; 0, 6, 2.5, text and booleans are refused."""
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 5:
        raise Refused("vote.level", value=value)
    return value
