"""How firm an order is: the same ranking under thousands of slightly different opinions, with a seed that is printed.

Drawn are the mix of need, impact and urgency (Dirichlet), the voted levels (one up or down now and then, clipped to the
scale) and the effort over its three points. numpy is imported when the draws are made, so that the first window need not wait.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from .ranking import Row

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

TOP = 3


class Certainty(Enum):
    """The word for the chance to be among the first three."""

    FIRM = "firm"
    LIKELY = "likely"
    OPEN = "open"
    LATER = "later"


class Standing(Struct, frozen=True):
    """One measure's place under the draws."""

    measure: str
    top: float  # chance to be among the first three
    low: int  # position that one draw in ten betters or equals
    high: int  # position that nine draws in ten keep

    @property
    def word(self) -> Certainty:
        return certainty(self.top)


class Robustness(Struct, frozen=True):
    """Standings in the computed order; `brackets` are neighbours (upper, lower) that cannot be told apart."""

    standings: tuple[Standing, ...]
    brackets: tuple[tuple[str, str], ...]
    seed: int
    draws: int


def certainty(top: float) -> Certainty:
    """The word for a chance 0 … 1 to be among the first three."""
    limits = ((0.8, Certainty.FIRM), (0.5, Certainty.LIKELY), (0.2, Certainty.OPEN))
    return next((word for limit, word in limits if top >= limit), Certainty.LATER)


def robustness(rows: Sequence[Row], seed: int, draws: int = 10_000, concentration: float = 20, slip: float = 0.15) -> Robustness:
    """Draw the ranked rows (those with a position) anew and count.

    `concentration` scales the Dirichlet weights; a voted level moves up with probability `slip`, and down with as much.
    """
    import numpy as np

    ranked = sorted((row for row in rows if row.position is not None), key=lambda row: row.position or 0)
    if not ranked:
        return Robustness((), (), seed, draws)
    facts = sorted(map(_facts, ranked))
    levels, efforts = _samples(tuple(facts), seed, draws, slip)
    weights = draw_weights([share / 100 for share in ranked[0].mix.shares], np.random.default_rng([seed, 0]), draws, concentration)
    ratios = sum(weights[:, k, None] * part for k, part in enumerate(levels)) / efforts
    names = [row.measure for row in ranked]
    ratios = ratios[:, [[fact[0] for fact in facts].index(name) for name in names]]
    order = np.argsort(-ratios, axis=1, kind="stable")
    places = np.empty_like(order)
    np.put_along_axis(places, order, np.arange(1, len(ranked) + 1)[None, :], axis=1)
    before = (places[:, :-1] < places[:, 1:]).mean(axis=0)
    tied = (i for i, chance in enumerate(before.tolist()) if 0.40 < chance < 0.60)
    return Robustness(_standings(names, places), tuple((names[i], names[i + 1]) for i in tied), seed, draws)


def _standings(names: Sequence[str], places: NDArray[np.int64]) -> tuple[Standing, ...]:
    top = (places <= TOP).mean(axis=0).tolist()
    ordered = places.copy()
    ordered.sort(axis=0)
    tenth = (len(ordered) - 1) // 10
    return tuple(Standing(name, top[i], int(ordered[tenth, i]), int(ordered[-1 - tenth, i])) for i, name in enumerate(names))


def draw_weights(shares: Sequence[float], rng: np.random.Generator, draws: int, concentration: float) -> Floats:
    """Weights ~ Dirichlet(concentration · shares), one row per draw; a share of 0 stays 0. Shares sum to 1."""
    gammas = rng.standard_gamma([concentration * share for share in shares], size=(draws, len(shares)))
    weights: Floats = gammas / gammas.sum(axis=1, keepdims=True)
    return weights


Facts = tuple[str, float, int, int, float, float, float]  # measure, need, impact, urgency, effort at three points


def _facts(row: Row) -> Facts:
    one, effort = row.candidate, row.candidate.effort
    assert effort is not None  # it has a position, so everything is known
    points = float(one.need.points), one.impact or 1, one.urgency or 1
    return row.measure, *points, float(effort.low), float(effort.likely), float(effort.high)


@lru_cache(maxsize=4)
def _samples(facts: tuple[Facts, ...], seed: int, draws: int, slip: float) -> tuple[tuple[Floats, Floats, Floats], Floats]:
    """Points 0 … 100 of need, impact and urgency, and person-months, each draws × measures.

    They do not depend on the weights, each has a stream of its own: a slider that moves meets the same opinions again, and at once.
    """
    import numpy as np

    need = np.broadcast_to(np.array([fact[1] for fact in facts]), (draws, len(facts)))
    voted = []
    for stream, levels in ((1, [fact[2] for fact in facts]), (2, [fact[3] for fact in facts])):
        chance = np.random.default_rng([seed, stream]).random((draws, len(facts)))
        step = (chance >= 1 - slip).astype(int) - (chance < slip)
        voted.append(25.0 * (np.clip(np.array(levels, dtype=int) + step, 1, 5) - 1))
    return (need, voted[0], voted[1]), _draw_efforts(facts, np.random.default_rng([seed, 3]), draws)


def _draw_efforts(facts: Sequence[Facts], rng: np.random.Generator, draws: int) -> Floats:
    """Person-months from each measure's triangle, draws × measures, by the inverse of its distribution function."""
    import numpy as np

    low, likely, high = (np.array([fact[k] for fact in facts]) for k in (4, 5, 6))
    chance = rng.random((draws, len(facts)))
    rising = chance * (high - low) < likely - low
    up, down = chance * (high - low) * (likely - low), (1 - chance) * (high - low) * (high - likely)
    efforts: Floats = np.where(rising, low + np.sqrt(up), high - np.sqrt(down))
    return np.maximum(efforts, np.finfo(float).tiny)
