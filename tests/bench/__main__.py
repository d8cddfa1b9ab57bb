"""Runs the benchmarks: `python -m tests.bench [NAME…] [--json OUT] [--keep]`; 1 when a limit is missed."""

import argparse
import json
import os
import platform
import sys
import tempfile
import traceback
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from .case import Case, Figure, all_cases

KEPT = Path(__file__).with_name("kept.json")
SLOWER = 1.25  # times the kept run: worth a word, no failure (the machine may be another)


def main() -> int:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="only cases whose name begins so")
    parser.add_argument("--json", type=Path, default=Path("out/bench.json"), metavar="OUT")
    parser.add_argument("--keep", action="store_true", help="keep these figures as those to compare with")
    given = parser.parse_args()
    cases = [case for case in all_cases() if not given.names or case.name.startswith(tuple(given.names))]
    if not cases:
        parser.error("no case has such a name")
    kept = json.loads(KEPT.read_text(encoding="utf-8"))["cases"] if KEPT.exists() else {}
    print(_head(), flush=True)
    results = {}
    for case in cases:
        results[case.name] = _measured(case)
        print(_line(case, results[case.name], kept.get(case.name)), flush=True)
    _write(given.json, {"date": date.today().isoformat(), **_machine(), "cases": results})
    if given.keep:
        _write(KEPT, {"date": date.today().isoformat(), **_machine(), "cases": kept | results})
    return int(any(result["missed"] for result in results.values()))


def _measured(case: Case) -> dict[str, Any]:
    """A case that fails is a missed limit of its own; the others go on."""
    with tempfile.TemporaryDirectory(prefix="workshop-bench-") as folder:
        try:
            figure = case.run(Path(folder))
        except Exception:  # noqa: BLE001
            traceback.print_exc()
            return {"unit": case.unit, "missed": ["error"]}
    return {"unit": case.unit, **_values(figure), "limits": _limits(case), "missed": list(_missed(case, figure))}


def _values(figure: Figure) -> dict[str, Any]:
    found: dict[str, Any] = {"n": len(figure.samples)}
    found |= {name: round(figure.value(name), 3) for name in ("median", "p99", "max")}
    if figure.floor:
        found |= {"floor": round(Figure(figure.floor).value("median"), 3), "ratio": round(figure.value("ratio"), 3)}
    return found | ({"note": figure.note} if figure.note else {})


def _limits(case: Case) -> dict[str, float]:
    return {limit.measure: limit.most for limit in case.limits}


def _missed(case: Case, figure: Figure) -> Iterable[str]:
    for limit in case.limits:
        if not figure.value(limit.measure) <= limit.most:  # a NaN is missed as well
            yield f"{limit.measure} {figure.value(limit.measure):.3g} > {limit.most:g}"


def _head() -> str:
    machine = _machine()
    return (
        f"{machine['system']}, {machine['cores']} cores, Python {machine['python']}\n"
        f"{'case':32} {'n':>5} {'median':>10} {'p99':>10} {'floor':>10} {'ratio':>7} {'kept':>7}  limits"
    )


def _line(case: Case, result: Mapping[str, Any], kept: Mapping[str, Any] | None) -> str:
    if result["missed"] == ["error"]:
        return f"{case.name:32} failed"
    cells = [f"{case.name:32}", f"{result['n']:>5}"]
    cells += [f"{_short(result[key]):>7} {case.unit:2}" for key in ("median", "p99")]
    cells += [f"{_short(result['floor']):>7} {case.unit:2}" if "floor" in result else " " * 10]
    cells += [f"{result['ratio']:>6.2f}×" if "ratio" in result else " " * 7, f"{_against(result, kept):>7}"]
    limits = ", ".join(f"{limit.measure} ≤ {limit.most:g}" for limit in case.limits)
    verdict = f"MISSED: {'; '.join(result['missed'])}" if result["missed"] else "ok" if limits else ""
    return " ".join(cells) + f"  {limits}  {verdict}  {result.get('note', '')}".rstrip()


def _against(result: Mapping[str, Any], kept: Mapping[str, Any] | None) -> str:
    """Now as a share of the kept run: ratios to the floor where both have one, else plain figures."""
    key = "ratio" if kept and "ratio" in kept and "ratio" in result else "median"
    if not kept or not kept.get(key):
        return "new"
    share = result[key] / kept[key]
    return f"{share:.0%}{'!' if share > SLOWER else ''}"


def _short(value: float) -> str:
    return f"{value:.0f}" if value >= 1000 else f"{value:.3g}"


def _machine() -> dict[str, Any]:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return {"system": platform.system(), "cores": cores, "python": platform.python_version()}


def _write(path: Path, document: Mapping[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
