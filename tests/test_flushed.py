"""What was said to be written is there after a power cut: bytes on the disk before the name, the name's folder after it."""

import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.model.delivery.conftest import approve, planned
from workshop import cli
from workshop.exports import EXPORTS
from workshop.ledger.handover import make_package
from workshop.model.store import Store
from workshop.words import load_words

FLUSHED = os.name == "posix"  # elsewhere no folder is flushed, and only the bytes are asked after
ZH = load_words("zh_CN")
Event = tuple[str, int]  # bytes, folder or name; which file, by its number


@pytest.fixture(scope="module")
def engagement(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("flushed") / "a.workshop"
    approve(planned(path)).close()
    return path


@pytest.fixture
def events(monkeypatch: pytest.MonkeyPatch) -> list[Event]:
    """Flushes and renames by Python, in their order; SQLite's own are watched in tests/faults."""
    seen: list[Event] = []
    sync = os.fsync

    def fsync(handle: int) -> None:
        sync(handle)
        found = os.fstat(handle)
        seen.append(("folder" if stat.S_ISDIR(found.st_mode) else "bytes", found.st_ino))

    def naming(real: Callable[..., None]) -> Callable[..., None]:
        def call(source: Any, target: Any) -> None:
            real(source, target)
            seen.append(("name", os.stat(target).st_ino))

        return call

    monkeypatch.setattr(os, "fsync", fsync)
    for name in ("rename", "replace"):
        monkeypatch.setattr(os, name, naming(getattr(os, name)))
    return seen


def number(path: Path) -> int:
    return path.stat().st_ino


def check(events: list[Event], made: Path) -> None:
    """The last name is flushed with its folder, and everything under it was on the disk before it got that name."""
    named = max(at for at, event in enumerate(events) if event == ("name", number(made)))
    assert ("folder", number(made.parent)) in events[named:] or not FLUSHED
    inside = [made] if made.is_file() else list(made.iterdir())
    written = [path for path in inside if path.suffix != ".workshop"]
    assert all(("bytes", number(path)) in events[:named] for path in written)
    if made.is_dir():
        assert len(written) > 2 and (("folder", number(made)) in events[:named] or not FLUSHED)


def exported(name: str) -> Callable[[Path, Path], Path]:
    """Through the command line, as the window does it by the same writers."""

    def make(engagement: Path, folder: Path) -> Path:
        out = folder / f"a{EXPORTS[name].suffix}"
        assert cli.main(["export", str(engagement), f"--{name}", str(out)]) == 0
        return out

    return make


def commanded(*words: str) -> Callable[[Path, Path], Path]:
    def make(engagement: Path, folder: Path) -> Path:
        out = folder / words[-1]
        assert cli.main([words[0], str(engagement), *words[1:-1], str(out)]) == 0
        return out

    return make


def handed_over(engagement: Path, folder: Path) -> Path:
    store = Store.open(engagement, reading=True)
    make_package(store, ZH, folder / "移交")
    store.close()
    return folder / "移交"


WAYS: dict[str, Callable[[Path, Path], Path]] = {
    **{name: exported(name) for name in ("csv", "json", "xlsx", "docx", "pdf")},
    "log": commanded("log", "log.csv"),
    "ledger": commanded("ledger", "a.xlsx"),
    "import": commanded("import", "b.workshop"),
    "re-assessment": commanded("reassess", "b.workshop"),
    "package": handed_over,
}


@pytest.mark.parametrize("way", WAYS)
def test_a_document_a_folder_and_a_package_outlive_a_power_cut(engagement: Path, tmp_path: Path, events: list[Event], way: str) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    check(events, WAYS[way](engagement, folder))


@pytest.mark.parametrize("command", [["export", "--csv"], ["ledger", "--by-department"]])
def test_files_in_a_folder_that_is_there_already(engagement: Path, tmp_path: Path, events: list[Event], command: list[str]) -> None:
    folder = tmp_path / "there"
    folder.mkdir()
    assert cli.main([command[0], str(engagement), command[1], str(folder), "--force"]) == 0
    made = list(folder.iterdir())
    assert len(made) > 1
    for path in made:
        check(events, path)
