"""What the room may know of the roadmap beyond the measures' own rows, as a frozen part of State."""

from collections.abc import Mapping

from msgspec import Struct, field

from .road_rows import ActionItem, ActionPlan, Estimate, Link, Money, OrderNote, Pool, Scenario, Staffing
from .rows import Ballot, Present, Vote

SCENARIOS = ("cautious", "base", "ambitious")
SHARES: Mapping[str, tuple[int, int]] = {"cautious": (80, 80), "base": (100, 100), "ambitious": (130, 130)}  # ours: people, money
MOST_ITEMS = 40  # bars that the page takes


class OrderRound(Struct, frozen=True):
    """One ballot on the group's own order as the room may see it; `allotments` (vote → measure → amount) only after the reveal."""

    ballot: Ballot
    voted: frozenset[str]
    piles: Mapping[str, int]
    due: tuple[str, ...]
    votes: tuple[Vote, ...]
    present: tuple[Present, ...]
    allotments: Mapping[str, Mapping[str, int]]

    @property
    def revealed(self) -> bool:
        return self.ballot.state == "revealed"

    @property
    def cast(self) -> int:
        """Cards in the box, abstentions included."""
        return len(self.votes) if self.revealed else len(self.voted) + sum(self.piles.values())


class Road(Struct, frozen=True):
    """Everything of `road_rows`, by key."""

    orders: tuple[OrderRound, ...] = ()
    order_notes: tuple[OrderNote, ...] = ()
    staffing: Mapping[str, Staffing] = field(default_factory=dict)
    actions: Mapping[str, ActionPlan] = field(default_factory=dict)
    bars: Mapping[str, ActionItem] = field(default_factory=dict)
    money: tuple[Money, ...] = ()
    links: Mapping[tuple[str, str], Link] = field(default_factory=dict)  # (subject, earlier)
    pools: Mapping[int, Pool] = field(default_factory=dict)
    years: Mapping[int, float] = field(default_factory=dict)  # calendar year → 万元
    scenarios: Mapping[str, Scenario] = field(default_factory=dict)
    estimates: tuple[Estimate, ...] = ()

    @property
    def open_order(self) -> OrderRound | None:
        return next((turn for turn in self.orders if turn.ballot.state == "open"), None)

    @property
    def last_order(self) -> OrderRound | None:
        """The newest revealed round on the order."""
        shown = [turn for turn in self.orders if turn.revealed]
        return shown[-1] if shown else None

    def staffed(self, subject: str) -> Staffing:
        """Who does it; half of each pool while nobody has said."""
        return self.staffing.get(subject) or blank_staffing(subject)

    def money_of(self, subject: str) -> tuple[Money, ...]:
        return tuple(row for row in self.money if row.subject == subject)

    def scenario(self, name: str) -> Scenario:
        return self.scenarios.get(name) or Scenario(name, *SHARES[name])


def blank_staffing(subject: str) -> Staffing:
    """Nothing said yet: half of each pool, nobody from outside, one way to do it."""
    return Staffing(subject, 0, 50, 0.0, None, None)


def blank_action(action: str, competence: str = "own") -> ActionPlan:
    """An action without an estimate."""
    return ActionPlan(action, None, None, None, None, "", "", competence, 0, None, None)
