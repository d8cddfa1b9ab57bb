"""The commands that look after files: backup, restore, salvage, log, and the import of a file from elsewhere."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.demo_file import demo_file
from workshop import cli
from workshop.model.store import Store, backup
from workshop.model.store.base import log_hash

SECRET = "correct horse battery"


def run(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, str, str]:
    status = cli.main([*args, "--lang", "zh_CN"])
    out, err = capsys.readouterr()
    return status, out, err


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    return demo_file(tmp_path)


def test_a_backup_is_made_twice_over_and_restored_in_the_files_place(
    demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    status, out, _ = run(capsys, "backup", str(demo), "--to", str(stick))
    assert status == 0 and [Path(line).exists() for line in out.splitlines()] == [True, True]
    store = Store.open(demo)
    store.tick_pain("P01", 2)
    store.close()
    later = demo.read_bytes()
    status, out, _ = run(capsys, "restore", str(demo), "--list")
    assert status == 0 and len(out.splitlines()) == 1 and "定级" in out and demo.read_bytes() == later
    status, out, _ = run(capsys, "restore", str(demo))
    assert status == 0 and "000001-asked" in out
    aside = next(path for path in tmp_path.iterdir() if path.stem.endswith("-aside"))
    assert aside.read_bytes() == later
    assert run(capsys, "check", str(demo))[0] == 0
    assert run(capsys, "backup", str(demo), "--to", str(tmp_path / "nowhere"))[0] == 1


def test_a_damaged_file_is_restored_or_salvaged(demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "restore", str(demo))[0] == 1  # there is no backup yet
    run(capsys, "backup", str(demo))
    content = bytearray(demo.read_bytes())
    content[4096 * 30 : 4096 * 34] = b"\xaa" * 4096 * 4
    demo.write_bytes(content)
    status, _, err = run(capsys, "check", str(demo))
    assert status == 1 and "已损坏" in err
    status, out, _ = run(capsys, "salvage", str(demo), str(tmp_path / "saved.workshop"))
    assert status == 0 and len(out.splitlines()) >= 2
    assert run(capsys, "check", str(tmp_path / "saved.workshop"))[0] == 0
    assert run(capsys, "salvage", str(demo), str(tmp_path / "saved.workshop"))[0] == 1
    demo.write_bytes(b"nothing of it is left" * 400)
    assert run(capsys, "salvage", str(demo), str(tmp_path / "again.workshop"))[0] == 1
    assert run(capsys, "restore", str(demo))[0] == 0
    assert run(capsys, "check", str(demo))[0] == 0
    backup.kept(backup.folder_of(demo))[0].path.write_bytes(b"x" * 5000)
    assert "不能用来恢复" in run(capsys, "restore", str(demo), "--list")[1]
    assert run(capsys, "restore", str(demo), "--from", str(tmp_path / "none"))[0] == 1


def test_a_protected_file_is_backed_up_and_restored_under_its_passphrase(
    demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKSHOP_PASSPHRASE", SECRET)
    fresh = tmp_path / "workshop-0a0b0c0d.workshop"
    assert run(capsys, "import", str(demo), str(fresh))[0] == 0
    assert not fresh.read_bytes().startswith(b"SQLite")
    assert run(capsys, "backup", str(fresh))[0] == 0
    fresh.write_bytes(b"x" * 9000)
    assert run(capsys, "restore", str(fresh))[0] == 0
    assert run(capsys, "check", str(fresh))[0] == 0
    monkeypatch.delenv("WORKSHOP_PASSPHRASE")
    assert run(capsys, "backup", str(fresh))[0] == 1


def test_the_log_goes_out_with_its_chain(demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "log", str(demo), str(tmp_path / "log.json"))
    entries = json.loads((tmp_path / "log.json").read_text(encoding="utf-8"))
    assert status == 0 and entries[-1]["hash"] in out
    previous = ""
    for entry in entries:
        fields = (entry["seq"], entry["noted_at"], entry["operation"], entry["subject"], entry["detail"])
        assert entry["hash"] == log_hash(previous, *fields)
        previous = entry["hash"]
    assert not any('"level"' in entry["detail"] for entry in entries if "vote" in entry["operation"])
    assert run(capsys, "log", str(demo), str(tmp_path / "log.csv"))[0] == 0
    rows = list(csv.reader(io.StringIO((tmp_path / "log.csv").read_text(encoding="utf-8-sig"))))
    assert len(rows) == len(entries) + 1 and rows[-1][-1] == previous
    assert run(capsys, "log", str(demo), str(tmp_path / "log.csv"))[0] == 1
    assert run(capsys, "log", str(demo), str(demo), "--force")[0] == 1
