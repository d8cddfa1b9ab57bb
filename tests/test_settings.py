"""Settings survive crashes, broken files and newer versions, and keep no secret."""

import os
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop import settings
from workshop.model.errors import EnvironmentTrouble
from workshop.settings import FILE, KEPT, THEMES, Recent, Settings

NOON = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)


def recent(name: str, **facts: Any) -> Recent:
    return Recent(path=Path("/banks") / name, opened=NOON, **facts)


FULL = Settings(
    language="en",
    theme="dark",
    wall="dark",
    folder=Path("/诊断 资料"),
    second_place=Path("/media/usb"),
    windows={"console": "AdnQywADAAA=", "wall": "AdnQywADAAB="},
    recent=(
        recent("江.workshop", bank="江州银行", day=date(2026, 3, 14), settled=2, indicators=24, score="60.1"),
        recent("b.workshop", locked=True),
    ),
)


def test_nothing_kept_yet_means_the_defaults(home: Path) -> None:
    assert settings.load(home) == Settings()
    assert not home.exists()


@pytest.mark.parametrize("kept", [Settings(), FULL])
def test_what_is_saved_is_loaded(home: Path, kept: Settings) -> None:
    settings.save(kept, home)
    assert settings.load(home) == kept
    assert [path.name for path in home.iterdir()] == [FILE]


@given(
    language=st.text(min_size=1),
    theme=st.sampled_from(THEMES),
    windows=st.dictionaries(st.text(), st.text(min_size=1)),
    bank=st.text(),
    settled=st.integers(0, 99),
)
def test_any_text_survives(
    tmp_path_factory: pytest.TempPathFactory, language: str, theme: str, windows: dict[str, str], bank: str, settled: int
) -> None:
    folder = tmp_path_factory.mktemp("any")
    kept = Settings(language=language, theme=theme, windows=windows, recent=(recent("a", bank=bank, settled=settled),))
    settings.save(kept, folder)
    assert settings.load(folder) == kept


def test_of_a_protected_engagement_only_path_day_and_lock_are_held(home: Path) -> None:
    one = recent("a.workshop", locked=True, bank="江州银行", day=date(2026, 3, 14), settled=2, indicators=24, score="60.1")
    assert one == recent("a.workshop", locked=True)
    settings.save(Settings(recent=(replace(FULL.recent[0], locked=True),)), home)
    text = (home / FILE).read_text(encoding="utf-8")
    assert "江州" not in text
    assert "60.1" not in text


def test_the_latest_comes_first_and_once() -> None:
    held = Settings()
    for number in range(KEPT + 3):
        held = held.opened(recent(f"{number}"))
    assert [one.path.name for one in held.recent] == [str(number) for number in range(KEPT + 2, 2, -1)]
    again = held.opened(replace(held.recent[4], opened=NOON + timedelta(days=1)))
    assert len(again.recent) == KEPT
    assert again.recent[0].opened > NOON
    assert len({one.path for one in again.recent}) == KEPT


def test_a_line_can_be_forgotten() -> None:
    assert FULL.forgotten(FULL.recent[0].path).recent == FULL.recent[1:]


@pytest.mark.parametrize(
    "broken",
    [
        b"language = ",
        b"\xff\xfe\x00",
        b"language = 7",
        b'theme = "pink"',
        b'wall = "pink"',
        b"folder = 3",
        b"windows = 3",
        b"[windows]\nconsole = 1",
        b"recent = [1]",
        b"[[recent]]\nopened = 2026-03-14T12:00:00Z",
        b'[[recent]]\npath = "a"\nopened = "noon"',
        b'[[recent]]\npath = "a"\nopened = 2026-03-14T12:00:00Z\nday = "today"',
        b'[[recent]]\npath = "a"\nopened = 2026-03-14T12:00:00Z\nsettled = "two"',
    ],
)
def test_a_broken_file_is_set_aside_and_the_program_starts(home: Path, broken: bytes) -> None:
    home.mkdir()
    (home / FILE).write_bytes(broken)
    assert settings.load(home) == Settings()
    assert (home / "settings.broken.toml").read_bytes() == broken
    settings.save(FULL, home)
    assert settings.load(home) == FULL


def test_a_broken_file_that_cannot_be_moved_does_not_stop_the_start(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home.mkdir()
    (home / FILE).write_bytes(b"=")
    monkeypatch.setattr(os, "replace", _refuse)
    assert settings.load(home) == Settings()
    assert (home / FILE).read_bytes() == b"="


def test_an_unreadable_file_is_left_alone(home: Path) -> None:
    (home / FILE).mkdir(parents=True)
    assert settings.load(home) == Settings()
    assert (home / FILE).is_dir()


def test_what_a_newer_version_added_is_no_harm(home: Path) -> None:
    home.mkdir()
    (home / FILE).write_text('language = "en"\nvoice = "loud"\n')
    assert settings.load(home) == Settings(language="en")


def test_a_failed_save_leaves_the_old_file_whole(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.save(FULL, home)
    monkeypatch.setattr(os, "fsync", _refuse)
    with pytest.raises(EnvironmentTrouble) as trouble:
        settings.save(Settings(), home)
    assert trouble.value.code == "settings.unsaved"
    assert settings.load(home) == FULL
    assert [path.name for path in home.iterdir()] == [FILE]


def test_a_folder_that_cannot_be_made_is_a_trouble(home: Path) -> None:
    home.write_text("a file stands here")
    with pytest.raises(EnvironmentTrouble):
        settings.save(FULL, home)


def _refuse(*_: object) -> None:
    raise OSError(28, "No space left on device")
