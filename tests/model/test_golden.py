"""Published and hand-worked numbers, entry by entry, through the product's own functions."""

import json
import math
from collections.abc import Callable, Sequence
from fractions import Fraction as F
from itertools import permutations
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from workshop.model.consensus import STANDARD, leik, read, stability, tastle_wierman
from workshop.model.grouporder import group_order
from workshop.model.opinion import mean_distribution
from workshop.model.ranking import Demand, needs, normalised, smith_order, weighted_completion
from workshop.model.robustness import draw_weights
from workshop.model.schedule import Item, Mode, Placed, Predecessor, Problem, makespan, solve, violations
from workshop.model.schedule.greedy import serial
from workshop.model.schedule.windows import windows
from workshop.model.scoring import Rated, dirichlet_sd, exact, grade, half_up, projected_level, score, slope

Facts = dict[str, Any]
VECTORS = Path(__file__).parents[1] / "vectors" / "golden_methods.json"
ENTRIES: list[Facts] = json.loads(VECTORS.read_text(encoding="utf-8"))


def leik_of(given: Facts) -> Facts:
    return {"D": float(leik(given["freq"]))}


def ram_limits(given: Facts) -> Facts:
    camps = [STANDARD.camp(size) for size in given["panel_sizes"]]
    return {
        "agreement_max_outside_3pt_region": [camp - 1 for camp in camps],
        "disagreement_min_in_each_extreme_third": camps,
    }


def stability_of(given: Facts) -> Facts:
    before, after = ([i + 1 for i, n in enumerate(given[key]) for _ in range(n)] for key in ("freq_before", "freq_after"))
    change = stability(before, after)
    return {"net_change_pct": float(100 * change), "stable_below_15pct": change < STANDARD.stable}


def smith_of(given: Facts) -> Facts:
    jobs = list(zip(given["value"], given["duration"], strict=True))
    by_value = sorted(range(len(jobs)), key=lambda i: -jobs[i][0])
    least = weighted_completion(jobs, smith_order(jobs))
    assert least == min(weighted_completion(jobs, order) for order in permutations(range(len(jobs))))
    return {
        "ratio": [value / duration for value, duration in jobs],
        "min_weighted_completion": int(least),
        "value_first_order_cost": int(weighted_completion(jobs, by_value)),
    }


def group_of(given: Facts) -> Facts:
    names = list(given["candidates"])
    found = group_order(names, [(count, list(ranking)) for count, ranking in given["ballots"]])
    return {
        "borda": [int(found.borda[name]) for name in names],
        "kemeny_order": list(found.order),
        "kemeny_score": found.agreeing,
        "kemeny_distance": found.opposing,
        "copeland": [found.copeland[name] for name in names],
    }


def dirichlet_of(given: Facts) -> Facts:
    shares, scores = [exact(w) for w in given["weights"]], [exact(s) for s in given["dimension_scores"]]
    only_first = [F(1)] + [F(0)] * (len(shares) - 1)
    mean = sum(w * s for w, s in zip(shares, scores, strict=True))
    return {
        "score": float(mean),
        "sd": dirichlet_sd(shares, scores, given["concentration"]),
        "sd_of_one_18pct_weight": dirichlet_sd(shares, only_first, given["concentration"]),
        "dS_dw_dimension2": float((scores[1] - mean) / (1 - shares[1])),
    }


def rated(given: Facts) -> list[Rated]:
    weights = (int(10_000 * exact(weight)) for weight in given["weights"])
    return [Rated(name, weight, tuple(levels)) for (name, levels), weight in zip(given["levels"].items(), weights, strict=True)]


def score_of(given: Facts) -> Facts:
    result = score(rated(given))
    assert result.overall is not None
    assert result.level is not None
    return {
        "dimension": [float(d.score) for d in result.dimensions if d.score is not None],
        "overall": float(result.overall),
        "mean_level": float(result.level),
    }


def provisional_of(given: Facts) -> Facts:
    result = score(rated(given))
    assert result.provisional
    return {key: float(getattr(result, key)) for key in ("overall", "covered", "low", "high")}


def bootstrap_of(given: Facts) -> Facts:
    votes = given["votes"]
    chances = mean_distribution(votes)
    mean = F(sum(votes), len(votes))
    assert sum(m * p for m, p in chances.items()) == mean
    sd = math.sqrt(sum(p * (m - mean) ** 2 for m, p in chances.items()))
    plain = math.sqrt(sum((vote - mean) ** 2 for vote in votes) / (len(votes) - 1) / len(votes))
    return {
        "support": [float(m) for m in chances],
        "prob": [float(p) for p in chances.values()],
        "bootstrap_sd": sd,
        "plain_se": plain,
        "ratio": sd / plain,
    }


def light_of(given: Facts) -> Facts:
    readings = [read(votes) for votes in given["cases"]]
    return {
        "light": [reading.light.value for reading in readings],
        "agreement": [float(reading.agreement) for reading in readings if reading.agreement is not None],
        "cns": [tastle_wierman(votes) for votes in given["cases"]],
    }


def items_of(rows: Sequence[tuple[float, int, dict[str, float]]], links: Sequence[tuple[int, int]]) -> tuple[Item, ...]:
    """Items named by their index from (value, duration, demands)."""
    before = {i: tuple(Predecessor(str(a)) for a, b in links if b == i) for i in range(len(rows))}
    return tuple(Item(str(i), value, (Mode(d, needed),), predecessors=before[i]) for i, (value, d, needed) in enumerate(rows))


def rcpsp_of(given: Facts) -> Facts:
    horizon = 60
    rows = [(0, d, dict(zip("abcd", need, strict=True))) for d, need in zip(given["durations"], given["demands"], strict=True)]
    links = [(i, j) for i, following in enumerate(given["successors"]) for j in following]
    capacities = {name: (amount,) * horizon for name, amount in zip("abcd", given["capacity"], strict=True)}
    problem = Problem(items_of(rows, links), horizon, capacities, objective="makespan")
    in_job_order = serial(windows(problem, horizon), {item.id: i for i, item in enumerate(problem.items)})
    plan = solve(problem)
    assert plan.status == "optimal"
    assert in_job_order is not None
    assert violations(problem, in_job_order) == violations(problem, plan.items) == ()
    return {"optimal_makespan": int(plan.cost), "serial_sgs_in_job_order": makespan(in_job_order)}


def roadmap_of(given: Facts) -> Facts:
    pairs = zip(given["value"], given["dur"], given["people"], given["budget"], strict=True)
    items = items_of([(v, d, {"people": p, "budget": b}) for v, d, p, b in pairs], [(a, b) for a, b in given["prec"]])
    capacities = {"people": tuple(given["cap_people"]), "budget": tuple(given["cap_budget"])}
    problem = Problem(items, given["T"], capacities)
    plan = solve(problem)
    published = [0, 4, 0, 8, 7, 1, 0, 2, 4, 1]
    theirs = [Placed(str(i), start, start + given["dur"][i]) for i, start in enumerate(published)]
    assert plan.status == "optimal"
    assert violations(problem, plan.items) == violations(problem, theirs) == ()
    return {"optimal_cost": int(plan.cost)}


def need_of(given: Facts) -> Facts:
    weights = {name: int(10_000 * exact(weight)) for name, weight in given["weights"].items()}
    raw = {}
    for name, m in given["measures"].items():
        pains = {str(i): severity for i, severity in enumerate(m["severities"])}
        (need,) = needs([Demand(name, m["relevance"], pains)], weights, m["gap"], given["pain_weight"])
        raw[name] = need.raw
    relative = dict(zip(raw, normalised(list(raw.values())), strict=True))
    return {"raw": {k: float(v) for k, v in raw.items()}, "need": {k: float(v) for k, v in relative.items()}}


def projection_of(given: Facts) -> Facts:
    return {"projected": float(projected_level(**given))}


def grades_of(given: Facts) -> Facts:
    sums = zip(given["level_sums"], given["indicator_counts"], given["weights_bp"], strict=True)
    result = score([Rated(str(i), bp, spread(total, count)) for i, (total, count, bp) in enumerate(sums)])
    assert result.overall == F(1199, 30)
    assert (str(half_up(result.overall)), result.grade) == ("40.0", 2)
    return {"grades": [grade(value) for value in given["scores"]]}


def spread(total: int, count: int) -> tuple[int, ...]:
    """So many levels with this sum, as even as they can be."""
    return tuple(total // count + (i < total % count) for i in range(count))


METHODS: dict[str, Callable[[Facts], Facts]] = {
    "leik-agrmt-7cat": leik_of,
    "ram-classic-limits": ram_limits,
    "stability-histogram": stability_of,
    "wspt-smith": smith_of,
    "group-tennessee": group_of,
    "weights-dirichlet-sd": dirichlet_of,
    "score-basic": score_of,
    "bootstrap-exact-n3": bootstrap_of,
    "light-rule": light_of,
    "rcpsp-j301_1": rcpsp_of,
    "roadmap10-seed1": roadmap_of,
    "score-provisional": provisional_of,
    "need-two-measures": need_of,
    "projection-two-measures": projection_of,
    "grade-as-printed": grades_of,
}
DRAWN = "smaa-pairwise-exact"  # a chance: its tolerance is that of the draws
ELSEWHERE = {"note", "greedy_multistart_cost_upper_bound", "one_optimal_start"}  # words, a bound and one of several answers


def test_no_entry_is_left_out() -> None:
    assert {entry["id"] for entry in ENTRIES} == {*METHODS, DRAWN}


@pytest.mark.parametrize("entry", [entry for entry in ENTRIES if entry["id"] in METHODS], ids=lambda entry: str(entry["id"]))
def test_the_method_gives_the_published_number(entry: Facts) -> None:
    found = METHODS[entry["id"]](entry["inputs"])
    assert found.keys() == entry["expected"].keys() - ELSEWHERE
    for key, value in found.items():
        assert value == approximately(entry["expected"][key], entry["tolerance"]), key


def approximately(value: object, tolerance: float) -> object:
    """Numbers within the entry's tolerance; words, truth values and integer tables exactly."""
    wordy = isinstance(value, (str, bool)) or (isinstance(value, list) and any(isinstance(part, str) for part in value))
    return value if wordy or not tolerance else pytest.approx(value, abs=tolerance, rel=0)


def test_drawn_weights_meet_the_closed_form() -> None:
    """Uniform weights are Dirichlet(1, …, 1); the tolerance is four standard errors."""
    entry = next(entry for entry in ENTRIES if entry["id"] == DRAWN)
    draws = 200_000
    for difference, chance in zip(entry["inputs"]["difference_vectors"], entry["expected"]["P_first_beats_second"], strict=True):
        n = len(difference)
        weights = draw_weights([1 / n] * n, np.random.default_rng(5), draws, concentration=n)
        found = float((weights @ np.array(difference) > 0).mean())
        assert found == pytest.approx(chance, abs=4 * math.sqrt(chance * (1 - chance) / draws), rel=0)


def test_the_slope_of_a_scored_room_is_the_closed_form() -> None:
    entry = next(entry for entry in ENTRIES if entry["id"] == "score-basic")
    result = score(rated(entry["inputs"]))
    second = result.dimensions[1]
    assert second.score is not None
    assert result.overall is not None
    assert slope(result.dimensions, second.id) == (second.score - result.overall) / (1 - F(second.weight, 10_000))
