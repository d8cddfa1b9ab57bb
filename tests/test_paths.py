"""Where the program finds what it ships, and where it may write."""

import sys
from pathlib import Path

import pytest

from workshop.paths import asset_path, config_dir, documents_dir, log_dir, safe_name


def test_the_fonts_are_there_with_their_licences() -> None:
    fonts = asset_path("fonts")
    assert {path.suffix for path in fonts.glob("Workshop*")} == {".ttf"}
    assert len(list(fonts.glob("OFL-*.txt"))) == 2


def test_every_standard_character_is_listed_once() -> None:
    text = asset_path("fonts", "hanzi-8105.txt").read_text(encoding="utf-8").strip()
    assert len(text) == len(set(text)) == 8105


def test_a_frozen_program_looks_where_it_was_unpacked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert asset_path("theme.toml") == tmp_path / "assets" / "theme.toml"


def test_a_home_of_its_own_holds_everything(home: Path) -> None:
    assert {config_dir(), log_dir(), documents_dir()} == {home / "config", home / "log", home / "documents"}
    assert not home.exists()


def test_without_one_the_system_says_where(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WORKSHOP_HOME")
    folders = [config_dir(), log_dir(), documents_dir()]
    assert len(set(folders)) == 3
    assert all(folder.is_absolute() for folder in folders)
    assert all("workshop" in folder.parts for folder in folders[:2])


@pytest.mark.parametrize(
    ("text", "name"), [("CON", "CON_"), ("con.txt", "con_.txt"), ("NUL.tar.gz", "NUL_.tar.gz"), ("console", "console")]
)
def test_a_name_that_windows_keeps_for_a_device_is_changed(text: str, name: str) -> None:
    assert safe_name(text) == name
