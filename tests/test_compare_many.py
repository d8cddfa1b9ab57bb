"""`workshop compare` over many files: tables for people, one object for programs, Parquet and the peer library."""

import json
import shutil
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from workshop import cli
from workshop.paths import asset_path

from .portfolio_entries import engagement_file

Capture = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("banks") / "多家 银行"
    made.mkdir()
    for number in range(5):
        engagement_file(made / f"{number}.workshop", f"银行{number}", number + 1, 3, peer_consent="行长办公会")
    engagement_file(made / "later.workshop", "银行1", 4, 4, held_on="2027-03-14", peer_consent="行长办公会")
    engagement_file(made / "locked.workshop", "银行9", 1, passphrase="安静 的 词")
    return made


def run(capsys: Capture, *args: Any) -> tuple[int, str, str]:
    status = cli.main(["compare", *map(str, args)])
    told = capsys.readouterr()
    return status, told.out, told.err


def test_people_read_groups_and_what_is_missed(folder: Path, capsys: Capture) -> None:
    status, out, err = run(capsys, folder)
    assert (status, err) == (0, "")
    for words in ("5 家银行，6 次诊断", "银行类型", "常见短板", "银行1: 2026-03-14 50.0 → 2027-03-14 80.0", "locked.workshop"):
        assert words in out
    assert "Banks" in run(capsys, folder, "--lang", "en")[1]


def test_programs_read_one_object_as_documented(folder: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert cli.main(["compare", str(folder), "--json"]) == 0
    found = json.loads(capsysbinary.readouterr().out)
    jsonschema.validate(found, json.loads(asset_path("schema", "portfolio.schema.json").read_text(encoding="utf-8")))
    assert len(found["engagements"]) == 6
    assert [row["banks"] for row in found["groups"]["year"]] == [5, 1]
    assert [one["code"] for one in found["left_out"]] == ["file.locked_or_damaged"]


def test_parquet_and_peers_are_saved_and_never_over_something(folder: Path, tmp_path: Path, capsys: Capture) -> None:
    parquet, peers = tmp_path / "a.parquet", tmp_path / "peers.json"
    assert run(capsys, folder, "--parquet", parquet, "--peers", peers)[0] == 0
    assert parquet.read_bytes()[:4] == b"PAR1"
    assert json.loads(peers.read_text(encoding="utf-8"))["bands"][""]
    status, _, err = run(capsys, folder, "--parquet", parquet)
    assert status == 1 and "已经存在" in err
    assert run(capsys, folder, "--parquet", parquet, "--force")[0] == 0


def test_nothing_readable_is_said(folder: Path, tmp_path: Path, capsys: Capture) -> None:
    status, out, err = run(capsys, tmp_path)
    assert (status, out) == (1, "")
    assert "0 个文件" in err
    shutil.copy(folder / "locked.workshop", tmp_path)
    status, _, err = run(capsys, tmp_path)
    assert status == 1 and "locked.workshop" in err


def test_two_files_are_before_and_after(folder: Path, capsys: Capture) -> None:
    out = run(capsys, folder / "1.workshop", folder / "later.workshop")[1]
    assert "变化" in out and "+" not in out.splitlines()[0]
    assert "银行类型" in run(capsys, folder / "1.workshop", folder / "later.workshop", folder / "2.workshop")[1]
