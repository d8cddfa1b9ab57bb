"""From rows to the roadmap's part of State."""

from ..road import OrderRound, Road
from ..road_rows import (
    ActionItem,
    ActionPlan,
    Allotment,
    Estimate,
    Link,
    Money,
    OrderNote,
    Pool,
    Scenario,
    Staffing,
    YearBudget,
)
from ..rows import Ballot, Present, Vote
from .history import History


def road(store: History) -> Road:
    """Everything of `road_rows`; what a card says only after the reveal."""
    return Road(
        orders=_orders(store),
        order_notes=store.rows(OrderNote),
        staffing={row.subject: row for row in store.rows(Staffing)},
        actions={row.action: row for row in store.rows(ActionPlan)},
        bars={row.action: row for row in store.rows(ActionItem)},
        money=store.rows(Money),
        links={(row.subject, row.earlier): row for row in store.rows(Link)},
        pools={row.quarter: row for row in store.rows(Pool)},
        years={row.year: row.amount for row in store.rows(YearBudget)},
        scenarios={row.id: row for row in store.rows(Scenario)},
        estimates=store.rows(Estimate),
    )


def _orders(store: History) -> tuple[OrderRound, ...]:
    ballots = [ballot for ballot in store.rows(Ballot) if ballot.kind == "order"]
    if not ballots:
        return ()
    open_votes, due = store.open_votes(), tuple(seat.id for seat in store.due_seats())
    allotments: dict[str, dict[str, int]] = {}
    for row in store.rows(Allotment):
        allotments.setdefault(row.vote, {})[row.measure] = row.amount
    found = []
    for ballot in ballots:
        seats, piles = open_votes.get(ballot.id, (frozenset[str](), {}))
        votes = tuple(vote for vote in store.rows(Vote) if vote.ballot == ballot.id)
        there = tuple(row for row in store.rows(Present) if row.ballot == ballot.id)
        expected = due if ballot.state == "open" else tuple(row.seat for row in there if row.status in ("voted", "missing"))
        cards = {vote.id: allotments.get(vote.id, {}) for vote in votes}
        found.append(OrderRound(ballot, seats, piles, expected, votes, there, cards))
    return tuple(found)
