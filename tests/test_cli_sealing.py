"""What a command lets out of a protected engagement: nothing unasked, sealed with --seal, in the clear with --in-the-clear."""

import getpass
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pyrage import passphrase as age

from tests.model.delivery.conftest import approve, planned
from workshop import cli, cli_parts, cli_sealing
from workshop.exports import sealing
from workshop.ledger import handover
from workshop.ledger.handover import make_package
from workshop.model.errors import Refused
from workshop.model.store import Store, needs_passphrase
from workshop.paths import SEALED_HEAD
from workshop.words import load_words

Capture = pytest.CaptureFixture[str]
SECRET, SEAL = "柳暗花明 又一村", "山重水复 疑无路"


@pytest.fixture(scope="module")
def approved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A protected engagement with an approved plan."""
    path = tmp_path_factory.mktemp("protected") / "a.workshop"
    store = approve(planned(path))
    store.set_passphrase(SECRET)
    store.close()
    return path


@pytest.fixture
def bank(approved: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(cli_parts.PASSPHRASE, SECRET)
    monkeypatch.delenv(cli.LANGUAGE, raising=False)
    monkeypatch.delenv(cli_sealing.SEAL, raising=False)
    monkeypatch.setattr(cli_parts, "_terminal", lambda: False)
    return Path(shutil.copy(approved, tmp_path / "bank.workshop"))


Command = Callable[[Path, Path], list[object]]
COMMANDS: dict[str, Command] = {
    "xlsx": lambda bank, out: ["export", bank, "--xlsx", out / "a.xlsx"],
    "json": lambda bank, out: ["export", bank, "--json", out / "a.json"],
    "docx": lambda bank, out: ["export", bank, "--docx", out / "a.docx"],
    "csv": lambda bank, out: ["export", bank, "--csv", out / "tables"],
    "log": lambda bank, out: ["log", bank, out / "log.csv"],
    "ledger": lambda bank, out: ["ledger", bank, out / "a.xlsx"],
    "departments": lambda bank, out: ["ledger", bank, "--by-department", out],
    "report": lambda bank, out: ["report", bank, "--month", "2026-05", out / "a.docx"],
    "handover": lambda bank, out: ["handover", bank, out / "package", "--to", "科技部"],
}


@pytest.fixture
def out(tmp_path: Path) -> Path:
    made = tmp_path / "out"
    made.mkdir()
    return made


def run(*args: object) -> int:
    return cli.main([str(arg) for arg in args])


def written(out: Path) -> list[Path]:
    return sorted(path for path in out.rglob("*") if path.is_file())


@pytest.mark.parametrize("name", COMMANDS)
def test_nothing_leaves_a_protected_engagement_unasked(bank: Path, out: Path, capsys: Capture, name: str) -> None:
    assert run(*COMMANDS[name](bank, out)) == 1
    said = capsys.readouterr()
    assert "--seal" in said.err and "--in-the-clear" in said.err and len(said.err.splitlines()) == 1 and said.out == ""
    assert list(out.iterdir()) == []
    assert run(*COMMANDS[name](bank, out), "--in-the-clear") == 0
    assert written(out) and not [path for path in written(out) if path.suffix == ".age"]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_document_of_a_command_is_sealed(
    bank: Path, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture, name: str
) -> None:
    head = SEALED_HEAD + SEAL.encode()
    monkeypatch.setattr(sealing, "seal", lambda data, passphrase: SEALED_HEAD + passphrase.encode() + data)  # a real one takes a second
    monkeypatch.setattr(sealing, "unseal", lambda data, passphrase: data.removeprefix(SEALED_HEAD + passphrase.encode()))
    key = tmp_path / "key"
    key.write_text(SEAL, encoding="utf-8")
    assert run(*COMMANDS[name](bank, out), "--seal", "--seal-file", key) == 0
    plain = {"使用说明.txt", "SHA256SUMS"} if name == "handover" else set[str]()
    made = [path for path in written(out) if path.name not in plain and path.suffix != ".workshop"]
    assert made and all(path.suffix == ".age" and path.read_bytes().startswith(head) for path in made)
    assert {path.name for path in written(out)} >= plain
    if name in ("departments", "handover"):
        assert all(path.name in capsys.readouterr().out for path in made[:1])


def test_the_seals_passphrase_comes_from_the_environment_or_is_typed_twice(
    bank: Path, out: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    command = ["export", bank, "--xlsx", out / "a.xlsx", "--seal"]
    assert run(*command) == 1 and "--seal-file" in capsys.readouterr().err
    monkeypatch.setenv(cli_sealing.SEAL, SEAL)
    monkeypatch.setattr(sealing, "seal", lambda data, passphrase: passphrase.encode())
    assert run(*command) == 0 and (out / "a.xlsx.age").read_bytes() == SEAL.encode()
    assert run(*command) == 1 and "a.xlsx.age" in capsys.readouterr().err  # it is there already
    monkeypatch.delenv(cli_sealing.SEAL)
    monkeypatch.setattr(cli_parts, "_terminal", lambda: True)
    answers = iter([SEAL, "other", "again twice", "again twice"])
    monkeypatch.setattr(getpass, "getpass", lambda question: next(answers))
    assert run(*command, "--force") == 1 and "不一致" in capsys.readouterr().err
    assert run(*command, "--force") == 0 and (out / "a.xlsx.age").read_bytes() == b"again twice"


def test_a_seals_passphrase_without_a_seal_is_not_passed_over(bank: Path, out: Path, tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "key").write_text(SEAL, encoding="utf-8")
    assert run("export", bank, "--xlsx", out / "a.xlsx", "--in-the-clear", "--seal-file", tmp_path / "key") == 1
    assert "--seal" in capsys.readouterr().err and written(out) == []


def test_without_the_part_that_seals_nothing_is_written(bank: Path, out: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setenv(cli_sealing.SEAL, SEAL)
    monkeypatch.setattr(sealing, "find_spec", lambda name: None)
    for command in COMMANDS.values():
        assert run(*command(bank, out), "--seal") == 1
        assert "pyrage" in capsys.readouterr().err and list(out.iterdir()) == []


def test_an_open_engagement_is_exported_as_before_and_may_be_sealed(
    tmp_path: Path, bank: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store.open(bank, SECRET)
    store.set_passphrase(None)
    store.close()
    monkeypatch.setenv(cli_sealing.SEAL, SEAL)
    assert run("export", bank, "--xlsx", out / "a.xlsx") == 0
    assert run("export", bank, "--xlsx", out / "a.xlsx", "--seal") == 0 and age.decrypt((out / "a.xlsx.age").read_bytes(), SEAL)
    assert [path.name for path in written(out)] == ["a.xlsx", "a.xlsx.age"]


def test_what_a_command_makes_of_a_protected_engagement_is_protected(bank: Path, tmp_path: Path) -> None:
    assert run("reassess", bank, tmp_path / "again.workshop", "--on", "2027-03-12") == 0
    shutil.copy(bank, tmp_path / "other.workshop")
    assert run("merge", bank, tmp_path / "other.workshop", tmp_path / "joined.workshop") == 0
    for name in ("again", "joined"):
        assert needs_passphrase(tmp_path / f"{name}.workshop")
        Store.open(tmp_path / f"{name}.workshop", SECRET, reading=True).close()


def test_what_is_sealed_can_be_unsealed_with_its_passphrase_alone() -> None:
    shut, back = sealing.both_ways(SEAL) or pytest.fail("no seal")
    made = shut("董事会".encode())
    assert made.startswith(SEALED_HEAD) and back(made).decode() == "董事会"
    for content, secret in ((made, "another"), (made[:-1], SEAL), (b"no seal at all", SEAL)):
        with pytest.raises(Refused, match=r"seal\.wrong"):
            sealing.unseal(content, secret)


Turn = Callable[[bytes], bytes]
BROKEN: dict[str, tuple[Turn, Turn]] = {
    "a seal that loses what is in it": (lambda data: SEALED_HEAD, lambda data: data.removeprefix(SEALED_HEAD)),
    "a seal that changes a byte": (lambda data: SEALED_HEAD + data[:-9] + b"x" + data[-8:], lambda data: data.removeprefix(SEALED_HEAD)),
    "a seal that does not open": (lambda data: SEALED_HEAD + data, lambda data: sealing.unseal(data, SEAL)),
    "no seal": (lambda data: data, lambda data: data),
}


@pytest.mark.parametrize("broken", BROKEN)
def test_a_package_whose_sealed_parts_do_not_open_is_not_handed_over(bank: Path, out: Path, broken: str) -> None:
    store = Store.open(bank, SECRET, reading=True)
    with pytest.raises(Refused, match=r"handover\.check"):
        make_package(store, load_words("zh_CN"), out / "package", BROKEN[broken])
    store.close()
    assert list(out.iterdir()) == []


@pytest.mark.parametrize("name", ["write_plan", "write_ledger"])
def test_a_package_with_a_cut_document_is_not_handed_over(bank: Path, out: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Cut before its digest was taken: only opening it tells."""
    real: Callable[..., None] = getattr(handover, name)

    def cut(state: object, pack: object, words: object, path: Path, *args: object, **more: object) -> None:
        real(state, pack, words, path, *args, **more)
        path.write_bytes(path.read_bytes()[:-200])

    monkeypatch.setattr(handover, name, cut)
    store = Store.open(bank, SECRET, reading=True)
    with pytest.raises(Refused, match=r"handover\.check"):
        make_package(store, load_words("zh_CN"), out / "package")
    store.close()
    assert list(out.iterdir()) == []
