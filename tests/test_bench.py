"""The benchmarks' judge can say no; what it judges runs only under `make bench`."""

import json
from pathlib import Path

import pytest

from .bench import __main__ as runner
from .bench.case import Case, Figure, Limit, all_cases, paired, timed


def test_a_figure_knows_its_measures() -> None:
    figure = Figure([1, 2, 3, 4, 100], [1, 2, 1, 4, 100])
    assert [figure.value(name) for name in ("median", "p99", "max", "ratio")] == [3, 100, 100, 1]
    assert Figure([4, 6], [2, 2, 2]).value("ratio") == 2.5
    assert Figure(range(1, 201)).value("p99") == 198


def test_a_limit_names_a_measure() -> None:
    with pytest.raises(ValueError):
        Limit("mean", 1)


def test_calls_are_timed_after_the_warm_ones() -> None:
    calls: list[str] = []
    assert len(timed(lambda: calls.append("a"), 3, warm=2)) == 3
    figure = paired(lambda: calls.append("b"), lambda: calls.append("c"), 2)
    assert "".join(calls) == "aaaaabcbcbc"
    assert len(figure.samples) == len(figure.floor) == 2


def test_names_are_said_once() -> None:
    names = [case.name for case in all_cases()]
    assert len(set(names)) == len(names)
    assert all("/" in name for name in names)


def _broken(folder: Path) -> Figure:
    raise OSError(folder)


def test_the_runner_judges_compares_and_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    slow = Case("a/slow", lambda folder: Figure([30.0], [10.0]), (Limit("ratio", 2), Limit("median", 40)))
    quick = Case("a/quick", lambda folder: Figure([1.0]), (Limit("max", 2),), unit="MB")
    kept, out = tmp_path / "kept.json", tmp_path / "out" / "bench.json"
    monkeypatch.setattr(runner, "KEPT", kept)

    def run(cases: list[Case], *more: str) -> int:
        monkeypatch.setattr(runner, "all_cases", lambda: cases)
        monkeypatch.setattr("sys.argv", ["bench", "--json", str(out), *more])
        return runner.main()

    assert run([quick], "--keep") == 0
    assert "new" in capsys.readouterr().out
    assert run([slow, quick, Case("b/broken", _broken)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert "MISSED: ratio 3 > 2" in lines[2]
    assert "100%" in lines[3] and "ok" in lines[3]
    assert "failed" in lines[4]
    assert json.loads(out.read_text())["cases"]["a/slow"]["ratio"] == 3
    assert run([quick, slow], "a/quick") == 0
    assert list(json.loads(kept.read_text())["cases"]) == ["a/quick"]
    with pytest.raises(SystemExit):
        run([quick], "nothing")
