"""How firm an order is: the same ranking under thousands of slightly different opinions, with a seed that is printed.

Drawn are the mix of need, impact and urgency (Dirichlet), the voted levels (one up or down now and then, clipped to the
scale) and the effort over its three points. numpy is imported when the draws are made, so that the first window need not wait.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

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


@dataclass(frozen=True)
class Standing:
    """One measure's place under the draws."""

    measure: str
    top: float  # chance to be among the first three
    low: int  # position that one draw in ten betters or equals
    high: int  # position that nine draws in ten keep

    @property
    def word(self) -> Certainty:
        return certainty(self.top)


@dataclass(frozen=True)
class Robustness:
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
    rng = np.random.default_rng(seed)
    ratios = _draw_values(ranked, rng, draws, concentration, slip) / _draw_efforts(ranked, rng, draws)
    order = np.argsort(-ratios, axis=1, kind="stable")
    places = np.empty_like(order)
    np.put_along_axis(places, order, np.arange(1, len(ranked) + 1)[None, :], axis=1)
    before = (places[:, :-1] < places[:, 1:]).mean(axis=0)
    names = [row.measure for row in ranked]
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


def _draw_values(rows: Sequence[Row], rng: np.random.Generator, draws: int, concentration: float, slip: float) -> Floats:
    """Values 0 … 100, draws × measures."""
    import numpy as np

    weights = draw_weights([share / 100 for share in rows[0].mix.shares], rng, draws, concentration)
    need = np.array([float(row.candidate.need.points) for row in rows])
    parts = [np.broadcast_to(need, (draws, len(rows)))]
    for levels in ([row.candidate.impact for row in rows], [row.candidate.urgency for row in rows]):
        chance = rng.random((draws, len(rows)))
        step = (chance >= 1 - slip).astype(int) - (chance < slip)
        parts.append(25.0 * (np.clip(np.array(levels, dtype=int) + step, 1, 5) - 1))
    values: Floats = sum((weights[:, k, None] * part for k, part in enumerate(parts)), np.zeros((draws, len(rows))))
    return values


def _draw_efforts(rows: Sequence[Row], rng: np.random.Generator, draws: int) -> Floats:
    """Person-months from each measure's triangle, draws × measures, by the inverse of its distribution function."""
    import numpy as np

    triples = [row.candidate.effort for row in rows if row.candidate.effort]
    low, likely, high = (
        np.array([float(number) for number in numbers])
        for numbers in ([t.low for t in triples], [t.likely for t in triples], [t.high for t in triples])
    )
    chance = rng.random((draws, len(rows)))
    rising = chance * (high - low) < likely - low
    up, down = chance * (high - low) * (likely - low), (1 - chance) * (high - low) * (high - likely)
    efforts: Floats = np.where(rising, low + np.sqrt(up), high - np.sqrt(down))
    return np.maximum(efforts, np.finfo(float).tiny)
