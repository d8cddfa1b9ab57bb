"""The day as it runs: minutes given to an item or spread anew, what was chosen over time, and the rule of the light."""

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from ..change import Change
from ..day_rows import USUAL, VoteRule
from ..errors import Refused
from ..rows import AgendaItem
from .base import Noted, operation
from .setup import SetUp

CHOICES = ("extend", "park", "majority")
LONGEST = 600  # minutes of one item


class Daybook(SetUp):
    """Operations of the clock and of the room's own rule."""

    @operation(Change.AGENDA)
    def extend_item(self, item_id: str, minutes: int) -> Noted:
        """Give an item more minutes (or fewer); what was planned stays beside it."""
        item = self.known_item(item_id)
        after = max(0, min(LONGEST, item.minutes + _whole(minutes)))
        self.put(replace(item, minutes=after, choice="extend" if minutes > 0 else item.choice))
        return Noted(item_id, {"minutes": minutes})

    @operation(Change.AGENDA)
    def choose_overtime(self, item_id: str, choice: str) -> Noted:
        """What the room chose when an item ran over its time: extend, park or majority."""
        if choice not in CHOICES:
            raise Refused("agenda.choice", value=choice)
        self.put(replace(self.known_item(item_id), choice=choice))
        return Noted(item_id, {"choice": choice})

    @operation(Change.AGENDA)
    def spread_agenda(self, minutes: Mapping[str, int]) -> Noted:
        """New minutes for the items that are still ahead, by id; planned minutes, order and used time stay."""
        for item_id, wanted in minutes.items():
            if not 0 <= _whole(wanted) <= LONGEST:
                raise Refused("agenda.minutes", minutes=wanted)
            self.put(replace(self.known_item(item_id), minutes=wanted))
        return Noted(detail={"items": len(minutes), "minutes": sum(minutes.values())})

    def known_item(self, item_id: str) -> AgendaItem:
        found = self.one(AgendaItem, id=item_id)
        if found is None:
            raise Refused("id.unknown", kind="agenda", id=item_id)
        return found

    @operation(Change.ALL)
    def set_vote_rule(self, /, **fields: Any) -> Noted:
        """Change fields of the rule of the light; fixed, like the mode, once a ballot was opened."""
        if unknown := sorted(set(fields) - {name for name, _low, _high in RANGES}):
            raise Refused("id.unknown", kind="field", id=unknown[0])
        if self.votes_fix_mode():
            raise Refused("rule.fixed")
        for name, low, high in RANGES:
            value = fields.get(name, low)
            if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
                raise Refused("profile.range", field=name, value=value, low=low, high=high)
        self.put(replace(next(iter(self.rows(VoteRule)), USUAL), **fields))
        return Noted(detail=dict(fields))


def _whole(minutes: int) -> int:
    if isinstance(minutes, bool) or not isinstance(minutes, int):
        raise Refused("agenda.minutes", minutes=minutes)
    return minutes


RANGES = (("share", 51, 100), ("reach", 1, 4), ("distance", 25, 200), ("camp_of_few", 1, 3), ("camp_floor", 1, 6), ("stable", 1, 50))
