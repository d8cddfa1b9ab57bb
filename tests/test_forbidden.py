"""A file in a folder this user may not enter is there, and is told as forbidden, by the window, every command and an open engagement."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.demo_file import demo_file
from workshop import app, cli, desktop
from workshop.model.errors import EnvironmentTrouble
from workshop.model.portfolio.reading import Left, files_of, read_one
from workshop.model.reach import check_file, is_forbidden
from workshop.model.store import Store
from workshop.ui.dialogs import TellDialog
from workshop.ui.theme import load_fonts
from workshop.ui.widgets.text import Prose

Shut = Callable[[Path], None]


@pytest.fixture
def shut(monkeypatch: pytest.MonkeyPatch) -> Shut:
    """Shuts a folder as the system does: who asks for what is inside is refused; rights alone bind no administrator, as a test may be."""
    ask = os.stat

    def close(folder: Path) -> None:
        def stat(path: object, *args: object, **named: object) -> os.stat_result:
            if isinstance(path, (str, Path)) and folder in Path(path).parents:
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
            return ask(path, *args, **named)  # type: ignore[arg-type]

        monkeypatch.setattr(os, "stat", stat)

    return close


@pytest.fixture
def hidden(tmp_path: Path) -> Path:
    """An engagement in a folder of its own."""
    folder = tmp_path / "别人的"
    folder.mkdir()
    return demo_file(folder)


def code_of(run: Callable[[], object]) -> str:
    with pytest.raises(EnvironmentTrouble) as told:
        run()
    return told.value.code


def test_what_may_not_be_looked_at_is_not_called_missing(hidden: Path, shut: Shut) -> None:
    check_file(hidden)
    assert not is_forbidden(hidden) and not is_forbidden(hidden.with_name("gone"))
    assert code_of(lambda: check_file(hidden.with_name("gone"))) == "file.missing"
    assert code_of(lambda: check_file(hidden / "inside a file")) == "file.missing"
    assert code_of(lambda: check_file(hidden.parent)) == "file.folder"
    assert code_of(lambda: check_file(hidden.with_name("长" * 200))) == "file.trouble"
    shut(hidden.parent)
    assert is_forbidden(hidden)
    assert code_of(lambda: check_file(hidden)) == "file.forbidden"
    assert files_of([hidden]) == [hidden]
    left = read_one(hidden)
    assert isinstance(left, Left) and left.code == "file.forbidden"


def test_a_file_that_may_be_seen_but_not_read_is_forbidden_too(hidden: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != hidden)
    assert is_forbidden(hidden) and not is_forbidden(hidden.parent)
    assert code_of(lambda: check_file(hidden)) == "file.forbidden"


@pytest.mark.parametrize("command", ["score", "check", "backup", "restore", "salvage", "log", "compare", "import", "export"])
def test_every_command_says_so_with_a_way_out(
    command: str, hidden: Path, shut: Shut, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = str(tmp_path / "out.json")
    args = {
        "salvage": [out],
        "log": [out],
        "import": [out],
        "compare": [str(hidden)],
        "export": ["--json", out],
        "restore": ["--from", str(hidden)],
    }.get(command, [])
    shut(hidden.parent)
    first = tmp_path / "mine.workshop" if command == "restore" else hidden
    assert cli.main([command, str(first), *args]) == 1
    said = "".join(capsys.readouterr())
    assert "没有权限读取" in said and str(hidden) in said and "复制到您自己的文件夹" in said
    assert "找不到" not in said


def test_the_window_opens_and_says_so(
    hidden: Path, shut: Shut, home: Path, qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Path | None] = []
    monkeypatch.setattr(desktop, "main", lambda file: asked.append(file) or 0)
    shut(hidden.parent)
    assert app.main([str(hidden)]) == 0 and asked == [hidden], "what is not missing goes to the window"
    load_fonts()
    desk = desktop.Desktop(qapp)
    desk.open_file(hidden)
    try:
        (dialog,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, TellDialog)]
        said = " ".join(prose.text() for prose in dialog.findChildren(Prose))
        assert "没有权限读取" in said and str(hidden) in said
        dialog.close()
    finally:
        assert desk.welcome is not None
        desk.welcome.close()
        desk.finish()


def test_a_folder_shut_behind_an_open_engagement_freezes_it_and_opens_again(
    hidden: Path, shut: Shut, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store.open(hidden)
    store.hold()
    with monkeypatch.context():
        shut(hidden.parent)
        assert code_of(lambda: store.add_note("note", "topic", "", "说到一半")) == "file.shut"
        assert code_of(store.resume) == "file.shut"
    monkeypatch.undo()
    store.resume()
    store.add_note("note", "topic", "", "又好了")
    store.close()
