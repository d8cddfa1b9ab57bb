"""The command line: results as their schemas say, files whole or untouched, one sentence for whatever goes wrong."""

import getpass
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from tests.demo_file import demo_file
from tests.model.packs import pack_files
from tests.model.store.conftest import Ticking, profile
from workshop import cli, cli_parts, cli_results
from workshop.model import interchange
from workshop.model.store import Store, needs_passphrase
from workshop.paths import asset_path

Capture = pytest.CaptureFixture[str]
SECRET = "柳暗花明"


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    return demo_file(tmp_path)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """An engagement nobody has voted in."""
    path = tmp_path / "small.workshop"
    Store.create(path, pack_files(), profile(), clock=Ticking()).close()
    return path


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (cli.LANGUAGE, cli_parts.PASSPHRASE):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(cli_parts, "_terminal", lambda: False)


def run(*args: object) -> int:
    return cli.main([str(arg) for arg in args])


def refused(capsys: Capture, *args: object) -> str:
    """The one sentence a command ends in."""
    capsys.readouterr()
    assert run(*args) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == 1
    assert "Traceback" not in said.err
    return said.err


def answered(capsys: Capture, *args: object) -> dict[str, object]:
    """The one object a command prints, as its schema says."""
    capsys.readouterr()
    assert run(*args, "--json") == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert said.out.count("\n") == 1
    found: dict[str, object] = json.loads(said.out, parse_constant=pytest.fail)
    schema = json.loads(asset_path("schema", f"{args[0]}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(found, schema)
    return found


# -- results -----------------------------------------------------------------------------------------------------------------------


def test_the_score_of_the_demonstration(demo: Path, capsys: Capture) -> None:
    before = demo.read_bytes()
    found = answered(capsys, "score", demo)
    assert (found["overall"], found["grade"], found["provisional"]) == (58.8, 2, True)
    assert demo.read_bytes() == before


def test_the_order_and_the_plan_of_the_demonstration(demo: Path, capsys: Capture) -> None:
    before = demo.read_bytes()
    measures = answered(capsys, "rank", demo)["measures"]
    assert isinstance(measures, list)
    assert sorted(row["rank"] for row in measures if row["rank"]) == list(range(1, 9))
    stored, solved = answered(capsys, "plan", demo), answered(capsys, "plan", demo, "--solve")
    assert (stored["status"], stored["cost"]) == (solved["status"], solved["cost"]) == ("optimal", stored["cost"])
    assert demo.read_bytes() == before


def test_where_there_is_nothing_there_is_null(small: Path, capsys: Capture) -> None:
    score = answered(capsys, "score", small)
    assert (score["overall"], score["grade"], score["covered"]) == (None, None, 0.0)
    nothing = {"status": None, "gap": None, "cost": None, "items": [], "actions": [], "scores": [], "target_reached": None, "clashes": []}
    assert answered(capsys, "plan", small) == nothing
    measures = answered(capsys, "rank", small)["measures"]
    assert isinstance(measures, list)
    assert {(row["value"], row["rank"], row["p_top3"]) for row in measures} == {(None, None, None)}
    compared = answered(capsys, "compare", small, small)
    assert compared["change"] is None


def test_an_endless_gap_is_null() -> None:
    assert [cli_results._number(value) for value in (float("inf"), float("nan"), None, 0.25)] == [None, None, None, 0.25]


def test_two_assessments_are_compared(demo: Path, small: Path, capsys: Capture) -> None:
    assert answered(capsys, "compare", demo, demo)["change"] == 0.0
    assert "不能比较" in refused(capsys, "compare", demo, small)


@pytest.mark.parametrize("command", ["score", "rank", "plan", "compare"])
@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_people_get_a_short_table(demo: Path, small: Path, capsys: Capture, command: str, language: str) -> None:
    for file in (demo, small):
        more = [file] if command == "compare" else []
        assert run(command, file, *more, "--lang", language) == 0
        steps = 3 if (command, file) == ("plan", demo) else 0  # one measure of the demonstration is scheduled by its steps
        assert 1 <= len(capsys.readouterr().out.splitlines()) <= 14 + steps


def test_a_check_is_one_line(demo: Path, capsys: Capture) -> None:
    assert run("check", demo) == 0
    said = capsys.readouterr().out
    assert "澜川城市商业银行" in said
    assert len(said.splitlines()) == 1


# -- files that are written ----------------------------------------------------------------------------------------------------------


def test_the_demonstration_is_made_and_goes_out_and_in_the_same(demo: Path, tmp_path: Path) -> None:
    assert run("demo", tmp_path / "d.workshop") == 0
    assert run("export", tmp_path / "d.workshop", "--json", tmp_path / "d.json") == 0
    assert run("import", tmp_path / "d.json", tmp_path / "e.workshop") == 0
    assert run("export", tmp_path / "e.workshop", "--json", tmp_path / "e.json") == 0
    assert (tmp_path / "d.json").read_bytes() == (tmp_path / "e.json").read_bytes()
    assert not list(tmp_path.glob(".*"))


@pytest.mark.parametrize(("name", "out"), [("pdf", "a.pdf"), ("xlsx", "a.xlsx"), ("csv", "tables"), ("json", "a.json")])
def test_every_format_is_written_and_not_twice(small: Path, tmp_path: Path, capsys: Capture, name: str, out: str) -> None:
    assert run("export", small, f"--{name}", tmp_path / out, "--lang", "en") == 0
    capsys.readouterr()
    assert "--force" in refused(capsys, "export", small, f"--{name}", tmp_path / out)
    assert run("export", small, f"--{name}", tmp_path / out, "--force") == 0


def test_characters_without_a_shape_are_named(small: Path, tmp_path: Path, capsys: Capture) -> None:
    store = Store.open(small)
    store.set_profile(bank="银行\U0001f600")
    store.close()
    assert run("export", small, "--pdf", tmp_path / "a.pdf") == 0
    assert "\U0001f600" in capsys.readouterr().out


def test_an_existing_file_is_replaced_whole_or_stays(demo: Path, tmp_path: Path, capsys: Capture) -> None:
    out, given = tmp_path / "out.workshop", tmp_path / "a.json"
    out.write_bytes(b"old")
    assert run("export", demo, "--json", given) == 0
    assert "--force" in refused(capsys, "import", given, out)
    broken = given.read_text(encoding="utf-8").replace('"horizon": 12', '"horizon": 99')
    given.write_text(broken, encoding="utf-8")
    refused(capsys, "import", given, out, "--force")
    assert out.read_bytes() == b"old"
    given.write_text(broken.replace('"horizon": 99', '"horizon": 12'), encoding="utf-8")
    assert run("import", given, out, "--force") == 0
    assert run("check", out) == 0
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_an_engagement_is_never_overwritten_by_its_own_export(small: Path, capsys: Capture) -> None:
    before = small.read_bytes()
    assert "不能" in refused(capsys, "export", small, "--json", small, "--force")
    assert small.read_bytes() == before


def test_a_file_with_an_unfinished_write_is_not_replaced(small: Path, tmp_path: Path, capsys: Capture) -> None:
    small.with_name(f"{small.name}-journal").write_bytes(b"x")
    assert "正被" in refused(capsys, "demo", small, "--force")


@pytest.mark.parametrize("out", ["", "nowhere/x.workshop"])
def test_where_nothing_can_be_written_it_is_said(tmp_path: Path, capsys: Capture, out: str) -> None:
    assert "文件夹" in refused(capsys, "demo", tmp_path / out, "--force")


# -- passphrases -----------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def exchange(small: Path, tmp_path: Path) -> Path:
    path = tmp_path / "a.json"
    assert run("export", small, "--json", path) == 0
    return path


def test_a_passphrase_comes_from_a_file_or_the_environment(
    exchange: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    key, out = tmp_path / "key", tmp_path / "p.workshop"
    key.write_text(f"{SECRET}\n第二行", encoding="utf-8")
    assert run("import", exchange, out, "--passphrase-file", key) == 0
    assert needs_passphrase(out)
    assert "口令" in refused(capsys, "score", out)
    assert run("score", out, "--passphrase-file", key) == 0
    monkeypatch.setenv(cli_parts.PASSPHRASE, SECRET)
    assert run("check", out) == 0
    monkeypatch.setenv(cli_parts.PASSPHRASE, "wrong")
    assert "口令" in refused(capsys, "score", out)


def test_a_passphrase_is_asked_for_at_a_terminal_only(
    exchange: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    out = tmp_path / "p.workshop"
    assert "--passphrase-file" in refused(capsys, "import", exchange, out, "--protect")
    monkeypatch.setattr(cli_parts, "_terminal", lambda: True)
    answers = iter([SECRET, "other", SECRET, SECRET, SECRET])
    monkeypatch.setattr(getpass, "getpass", lambda question: next(answers))
    assert "不一致" in refused(capsys, "import", exchange, out, "--protect")
    assert not out.exists()
    assert run("import", exchange, out, "--protect") == 0
    assert run("score", out) == 0


@pytest.mark.parametrize("content", [b"", b"\n", b"a\tb", b"\xff\xfe", b"a\0b"])
def test_a_passphrase_nobody_could_type_is_refused(exchange: Path, tmp_path: Path, capsys: Capture, content: bytes) -> None:
    key = tmp_path / "key"
    key.write_bytes(content)
    assert "口令" in refused(capsys, "import", exchange, tmp_path / "p.workshop", "--passphrase-file", key)
    assert not (tmp_path / "p.workshop").exists()


def test_a_passphrase_file_that_is_not_there_is_said(exchange: Path, tmp_path: Path, capsys: Capture) -> None:
    assert "nokey" in refused(capsys, "import", exchange, tmp_path / "p.workshop", "--passphrase-file", tmp_path / "nokey")


def test_no_standard_input_is_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.setattr(sys, "stdin", None)
    assert not cli_parts._terminal()


# -- what goes wrong ---------------------------------------------------------------------------------------------------------------------


def foreign(path: Path) -> Path:
    path.write_bytes(b"PK\x03\x04 something else")
    return path


WRONG_FILES: dict[str, Callable[[Path], Path]] = {
    "missing": lambda folder: folder / "none.workshop",
    "a folder": lambda folder: folder,
    "foreign": lambda folder: foreign(folder / "x.workshop"),
    "a name too long": lambda folder: folder / ("长" * 300),
}


@pytest.mark.parametrize("name", WRONG_FILES)
@pytest.mark.parametrize("command", ["score", "rank", "plan", "check", "compare", "export", "import"])
def test_a_wrong_file_is_one_sentence(tmp_path: Path, capsys: Capture, name: str, command: str) -> None:
    file = WRONG_FILES[name](tmp_path)
    more: dict[str, list[object]] = {
        "compare": [file],
        "export": ["--json", tmp_path / "out.json"],
        "import": [tmp_path / "out.workshop"],
    }
    before = sorted(tmp_path.iterdir())
    refused(capsys, command, file, *more.get(command, []))
    assert sorted(tmp_path.iterdir()) == before


def test_a_file_nobody_may_read_is_one_sentence(small: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    def deny(*args: object, **more: object) -> str:
        raise PermissionError(13, "Permission denied", "a.json")

    monkeypatch.setattr(Path, "read_text", deny)
    assert "a.json" in refused(capsys, "import", small.with_name("a.json"), small.with_name("b.workshop"))


BAD_JSON = {
    "not UTF-8": b"\xff\xfe{}",
    "empty": b"",
    "cut off": b'{"format": ',
    "another version": b'{"format": "workshop-engagement", "version": 7}',
    "NaN": b'{"format": NaN}',
    "1e999": b'{"format": 1e999}',
    "a key twice": b'{"format": 1, "format": 2}',
    "deep": b"[" * 200_000,
}


@pytest.mark.parametrize("name", BAD_JSON)
def test_a_bad_exchange_file_is_one_sentence_and_makes_nothing(tmp_path: Path, capsys: Capture, name: str) -> None:
    (tmp_path / "in.json").write_bytes(BAD_JSON[name])
    refused(capsys, "import", tmp_path / "in.json", tmp_path / "out.workshop")
    assert [path.name for path in tmp_path.iterdir()] == ["in.json"]


def test_a_huge_exchange_file_is_not_read(tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(interchange, "SIZE_LIMIT", 3)
    (tmp_path / "in.json").write_bytes(b"{  }")
    assert "MB" in refused(capsys, "import", tmp_path / "in.json", tmp_path / "out.workshop")


def test_a_cycle_in_the_embedded_pack_is_one_sentence(exchange: Path, tmp_path: Path, capsys: Capture) -> None:
    given = json.loads(exchange.read_text(encoding="utf-8"))
    given["pack"]["pack.toml"] = given["pack"]["pack.toml"].replace("predecessors = []", 'predecessors = ["M3"]', 1)
    for name in ("text.zh_CN.toml", "text.en.toml"):
        given["pack"][name] = given["pack"][name].replace("[measure.M1]", '[measure.M1]\nbecause = { M3 = "先有基础" }', 1)
    exchange.write_text(json.dumps(given), encoding="utf-8")
    assert "M1" in refused(capsys, "import", exchange, tmp_path / "out.workshop")
    assert not (tmp_path / "out.workshop").exists()


@pytest.mark.parametrize("statement", ["UPDATE log SET detail = '{}' WHERE seq = 1", "UPDATE pack_file SET content = content || ' '"])
def test_check_finds_what_was_changed(small: Path, capsys: Capture, statement: str) -> None:
    from sqlcipher3 import dbapi2

    db = dbapi2.connect(str(small))
    db.execute(statement)
    db.commit()
    db.close()
    assert "改动" in refused(capsys, "check", small)


def test_an_interruption_is_told(small: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli_results, "score", interrupt)
    assert "中断" in refused(capsys, "score", small)


@pytest.mark.parametrize(
    "args", [[], ["score"], ["export", "x"], ["export", "x", "--pdf", "a", "--json", "b"], ["scroe", "x"], ["score", "x", "--lang", "fr"]]
)
def test_a_command_that_makes_no_sense_is_a_usage_error(args: list[str], capsys: Capture) -> None:
    assert run(*args) == 2
    assert "usage: workshop" in capsys.readouterr().err


def test_no_passphrase_is_an_argument(capsys: Capture) -> None:
    for command in cli.COMMANDS:
        assert run(command, "--help") == 0
        assert "--passphrase " not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("args", "environment", "language"),
    [
        (["score", "--lang", "en"], "zh_CN", "en"),
        (["score", "--lang=en"], "", "en"),
        (["score"], "en", "en"),
        (["score"], "", "zh_CN"),
        (["score", "--lang"], "", "zh_CN"),
    ],
)
def test_the_language_comes_from_the_nearest_place(
    args: list[str], environment: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(cli.LANGUAGE, environment)
    assert cli._language(args) == language


# -- as a process of its own ---------------------------------------------------------------------------------------------------------------


def process(*args: object, **environment: str) -> "subprocess.Popen[bytes]":
    root = str(Path(__file__).resolve().parent.parent)
    return subprocess.Popen(
        [sys.executable, "-m", "workshop", *map(str, args)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": root, **environment},
    )  # fmt: skip


def test_json_is_utf_8_on_an_ascii_terminal(demo: Path) -> None:
    with process("compare", demo, demo, "--json", PYTHONIOENCODING="ascii") as ran:
        out, err = ran.communicate(timeout=60)
    assert (ran.returncode, err) == (0, b"")
    assert json.loads(out.decode("utf-8"))["change"] == 0.0


def test_a_reader_that_leaves_early_is_told_in_a_sentence(small: Path) -> None:
    with process("rank", small, "--json") as ran:
        assert ran.stdout is not None
        ran.stdout.close()
        assert ran.stderr is not None
        said = ran.stderr.read().decode("utf-8")
        assert ran.wait(60) == 1
    assert "Traceback" not in said
    assert "Exception" not in said
    assert len(said.splitlines()) == 1


def test_no_command_loads_a_window(demo: Path) -> None:
    code = (
        "import sys; from workshop import cli; "
        f"assert cli.main(['score', {str(demo)!r}, '--json']) == 0; assert not [name for name in sys.modules if 'PySide6' in name]"
    )
    root = str(Path(__file__).resolve().parent.parent)
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, env={**os.environ, "PYTHONPATH": root}, timeout=60, check=False)
    assert (ran.returncode, ran.stderr) == (0, b"")


def test_ranges_brackets_scores_and_scenarios_of_the_demonstration(demo: Path, capsys: Capture) -> None:
    ranked = answered(capsys, "rank", demo)
    assert all(row["low"] <= row["rank"] <= row["high"] or row["low"] <= row["high"] for row in ranked["measures"] if row["rank"])
    assert ranked["room"]["cards"] == 12
    assert sorted(ranked["room"]["order"]) == sorted(row["id"] for row in ranked["measures"] if row["lane"] == "ranked")
    plan = answered(capsys, "plan", demo, "--scenarios")
    assert [one["id"] for one in plan["scenarios"]] == ["cautious", "base", "ambitious"]
    assert plan["scores"][0]["quarters"] == 0
    scores = [one["score"] for one in plan["scores"]]
    assert scores == sorted(scores)
    assert any(item["critical"] for item in plan["items"])
