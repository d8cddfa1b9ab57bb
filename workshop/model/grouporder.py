"""The group's own order of the measures, from rankings or spent points: Kemeny's, with Borda to break ties.

A preference is a list of tiers, best first; measures in one tier are held equal, measures left out share the last place.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import groupby

from msgspec import Struct

from .errors import Refused

MOST = 14  # subsets double with each measure: beyond this the page would stall

Tiers = Sequence[Sequence[str]]
Preference = tuple[int, Tiers]  # how many people hold it, what they hold


class GroupOrder(Struct, frozen=True):
    """The order that contradicts the fewest pairwise opinions, and its two plainer witnesses."""

    order: tuple[str, ...]
    agreeing: int  # pairwise opinions that the order respects (Kemeny score)
    opposing: int  # pairwise opinions that it contradicts (Kemeny distance)
    borda: Mapping[str, Fraction]  # measures beaten, summed over people; a tie counts half
    copeland: Mapping[str, int]  # duels won minus duels lost


def tiers_from_points(points: Mapping[str, float]) -> tuple[tuple[str, ...], ...]:
    """Tiers from spent points, most first; equal points share a tier."""
    ordered = sorted(points, key=lambda name: -points[name])
    return tuple(tuple(tier) for _, tier in groupby(ordered, key=lambda name: points[name]))


def group_order(measures: Sequence[str], preferences: Sequence[Preference]) -> GroupOrder:
    """Exact Kemeny order by dynamic programming over subsets; ties by Borda, then as given.

    Refuses more than 14 measures (`order.many`), and unknown or repeated ones in a preference (`order.measure`).
    Source: Kemeny 1959, Daedalus 88:577–591.
    """
    if len(measures) > MOST:
        raise Refused("order.many", count=len(measures), most=MOST)
    above = _duels(measures, preferences)
    n, people = len(measures), sum(count for count, _ in preferences)
    ties = [[people - above[a][b] - above[b][a] for b in range(n)] for a in range(n)]
    borda = [sum((above[a][b] + Fraction(ties[a][b], 2) for b in range(n) if b != a), Fraction(0)) for a in range(n)]
    order = _kemeny(above, sorted(range(n), key=lambda a: -borda[a]))
    pairs = [(a, b) for i, a in enumerate(order) for b in order[i + 1 :]]
    return GroupOrder(
        order=tuple(measures[a] for a in order),
        agreeing=sum(above[a][b] for a, b in pairs),
        opposing=sum(above[b][a] for a, b in pairs),
        borda=dict(zip(measures, borda, strict=True)),
        copeland={name: sum(_sign(above[a][b] - above[b][a]) for b in range(n)) for a, name in enumerate(measures)},
    )


def rank_differences(group: Sequence[str], computed: Sequence[str]) -> dict[str, int]:
    """Places each measure gains (+) or loses (−) in the group's order against the computed one; only those in both."""
    place = {name: i for i, name in enumerate(computed)}
    return {name: place[name] - i for i, name in enumerate(group) if name in place}


def _duels(measures: Sequence[str], preferences: Sequence[Preference]) -> list[list[int]]:
    """above[a][b]: people who put a before b."""
    index = {name: i for i, name in enumerate(measures)}
    above = [[0] * len(measures) for _ in measures]
    for count, tiers in preferences:
        named = [name for tier in tiers for name in tier]
        wrong = [name for i, name in enumerate(named) if name not in index or name in named[:i]]
        if wrong:
            raise Refused("order.measure", measure=wrong[0])
        place = {name: position for position, tier in enumerate(tiers) for name in tier}
        for a in named:
            for b in measures:
                above[index[a]][index[b]] += count * (place[a] < place.get(b, len(tiers)))
    return above


def _kemeny(above: Sequence[Sequence[int]], favourites: Sequence[int]) -> list[int]:
    """The cheapest order; of equally cheap ones the one whose earlier places come first among the favourites."""
    n = len(favourites)
    cost = [0] * (1 << n)  # of the best order of each set of measures
    first = [0] * (1 << n)  # which of the set comes first in it
    for members in range(1, 1 << n):
        inside = [a for a in favourites if members >> a & 1]
        prices = [cost[members & ~(1 << a)] + sum(above[b][a] for b in inside) for a in inside]
        cost[members] = min(prices)
        first[members] = inside[prices.index(cost[members])]
    order, left = [], (1 << n) - 1
    while left:
        order.append(first[left])
        left &= ~(1 << first[left])
    return order


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)
