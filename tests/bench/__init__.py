"""Benchmarks: how quick, how big, beside a floor measured in the same run (`make bench`; never part of `make test`).

Add yours in ten lines: a module `tests/bench/case_<room>.py` with a tuple CASES; the runner finds it.

    from .case import Case, Figure, Limit, timed

    def settle(folder: Path) -> Figure:                     # folder: empty, yours, gone afterwards
        store = demo_store(folder)                          # what is not measured comes first
        samples = timed(lambda: store.state(), 200)         # milliseconds; or any list of numbers
        floor = timed(lambda: sum(range(10_000)), 200)      # the least it could cost, in the same run; leave it out when there is none
        return Figure(samples, floor)

    CASES = (Case("store/state", settle, (Limit("median", 1.0), Limit("ratio", 1.5))),)   # Case(…, unit="MB") for what is no time

Limits are judged on `median`, `p99`, `max`, or `ratio` (median ÷ the floor's median). A case that must not share its process with
others (start-up, memory) measures in a child: `child.py`. Samples of case and floor in turn, not one after the other, where the machine
is shared: `paired`. Run some of them: `make bench only=store/`.
"""
