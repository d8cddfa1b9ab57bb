"""The first page of the program: which door a command opens, and what is said when none does."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

import workshop
from workshop import app, libraries, settings
from workshop.paths import config_dir
from workshop.settings import Settings
from workshop.words import load_words

Doors = dict[str, object]


@pytest.fixture
def doors(monkeypatch: pytest.MonkeyPatch) -> Doors:
    """Stand-ins for the rooms behind the doors; each remembers what it was asked."""
    asked: Doors = {}

    def door(name: str) -> Callable[[object], int]:
        def main(what: object) -> int:
            asked[name] = what
            return 7

        return main

    for name in ("cli", "desktop", "play"):
        module = ModuleType(f"workshop.{name}")
        module.main = door(name)  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, f"workshop.{name}", module)
        monkeypatch.setattr(workshop, name, module, raising=False)
    return asked


@pytest.mark.parametrize("command", app.HEADLESS)
def test_a_headless_command_goes_to_the_command_line_untouched(doors: Doors, command: str) -> None:
    assert app.main([command, "--to", "x"]) == 7
    assert doors == {"cli": [command, "--to", "x"]}


def test_no_argument_opens_the_window(doors: Doors) -> None:
    assert app.main([]) == 7
    assert doors == {"desktop": None}


def test_a_file_opens_in_the_window(doors: Doors, tmp_path: Path) -> None:
    file = tmp_path / "江州.workshop"
    file.touch()
    assert app.main([str(file)]) == 7
    assert doors == {"desktop": file}


def test_the_demonstration_is_played_into_a_folder(doors: Doors, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["workshop", "play", "--demo", "--out", "there"])
    assert app.main() == 7
    assert doors == {"play": Path("there")}


@pytest.mark.parametrize("args", [["scroe"], ["--loud"], ["play"], ["play", "--demo", "more"], ["a", "b"]])
def test_a_command_that_makes_no_sense_is_a_usage_error(doors: Doors, args: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert app.main(args) == 2
    assert "usage: workshop" in capsys.readouterr().err
    assert not doors


@pytest.mark.parametrize("args", [["--help"], ["play", "--help"]])
def test_help_is_help(doors: Doors, args: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert app.main(args) == 0
    assert "usage: workshop" in capsys.readouterr().out
    assert not doors


def test_help_names_every_command(doors: Doors, capsys: pytest.CaptureFixture[str]) -> None:
    app.main(["--help"])
    said = capsys.readouterr().out
    assert all(command in said for command in (*app.HEADLESS, "play"))


def test_what_qt_would_abort_for_is_said_instead(doors: Doors, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert app.main([]) == 1
    assert "没有屏幕" in capsys.readouterr().err
    assert not doors


def _import_fails(monkeypatch: pytest.MonkeyPatch, message: str) -> None:
    class Finder:
        @staticmethod
        def find_spec(name: str, path: object = None, target: object = None) -> None:
            if name == "workshop.desktop":
                raise ImportError(message)

    monkeypatch.delitem(sys.modules, "workshop.desktop", raising=False)
    monkeypatch.delattr(workshop, "desktop", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Finder, *sys.meta_path])


def test_a_missing_library_is_one_sentence_naming_the_package(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    _import_fails(monkeypatch, "libEGL.so.1: cannot open shared object file: No such file or directory")
    assert app.main([]) == 1
    said = capsys.readouterr().err
    assert "libegl1" in said
    assert len(said.splitlines()) == 1


def test_any_other_failed_import_is_the_bug_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    _import_fails(monkeypatch, "cannot import name 'x'")
    with pytest.raises(ImportError, match="'x'"):
        app.main([])


def test_a_library_no_package_is_known_for_is_named() -> None:
    sentence = libraries.sentence_for(ImportError("libodd-2.so.7: cannot open shared object file: No such file"), load_words("zh_CN"))
    assert sentence is not None
    assert "libodd-2.so.7" in sentence


@pytest.mark.parametrize(
    ("platform", "environment", "loads", "expected"),
    [
        ("linux", {}, True, "没有屏幕"),
        ("linux", {"DISPLAY": ":0"}, True, None),
        ("linux", {"DISPLAY": ":0"}, False, "libxcb-cursor0"),
        ("linux", {"DISPLAY": ":0", "WAYLAND_DISPLAY": "w"}, False, None),
        ("linux", {"DISPLAY": ":0", "WAYLAND_DISPLAY": "w", "QT_QPA_PLATFORM": "xcb"}, False, "libxcb-cursor0"),
        ("linux", {"QT_QPA_PLATFORM": "offscreen"}, False, None),
        ("darwin", {}, False, None),
        ("win32", {}, False, None),
    ],
)
def test_trouble_is_seen_before_qt_sees_it(
    monkeypatch: pytest.MonkeyPatch, platform: str, environment: dict[str, str], loads: bool, expected: str | None
) -> None:
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(libraries, "_loads", lambda library: loads)
    sentence = libraries.trouble_ahead(load_words("zh_CN"))
    assert (sentence is None) == (expected is None)
    assert expected is None or expected in str(sentence)


def test_a_library_that_is_not_there_does_not_load() -> None:
    assert not libraries._loads("libnobody-has-this.so.9")


def test_a_stream_that_cannot_show_chinese_shows_something(doors: Doors) -> None:
    settings.save(Settings(language="zh_CN"), config_dir())
    ran = subprocess.run(
        [sys.executable, "-m", "workshop", "--help"],
        capture_output=True,
        check=False,
        env={**_environment(), "PYTHONIOENCODING": "ascii"},
        timeout=60,
    )
    assert ran.returncode == 0
    assert b"\\u5171" in ran.stdout


def test_the_first_page_loads_neither_qt_nor_paper_nor_store() -> None:
    heavy = ["PySide6", "reportlab", "pandas", "numpy", "highspy", "sqlcipher3", "sqlite_utils", "xlsxwriter"]
    ran = subprocess.run(
        [sys.executable, "-c", f"import sys, workshop.app; print([name for name in {heavy} if name in sys.modules])"],
        capture_output=True,
        check=True,
        text=True,
        env=_environment(),
        timeout=60,
    )
    assert ran.stdout.strip() == "[]"


def test_the_two_lists_of_commands_are_one() -> None:
    from workshop.cli import COMMANDS

    assert set(app.HEADLESS) == set(COMMANDS)


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parent.parent)}
