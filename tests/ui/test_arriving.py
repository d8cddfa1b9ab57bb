"""Files opened in the window: ours where they lie, a stranger's in a fresh copy that is told of, and never a stranger's trigger run."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog
from sqlcipher3 import dbapi2

from tests.made_here import made_here
from tests.model.packs import pack_files
from tests.model.store.conftest import profile
from workshop import cli
from workshop.desktop import Desktop
from workshop.model import interchange, quarantine
from workshop.model.store import Store, backup
from workshop.ours import FILE
from workshop.paths import config_dir
from workshop.ui.delivery.succession import SuccessionSection
from workshop.ui.dialogs import PassphraseDialog, TellDialog
from workshop.ui.safety.damaged import DamagedDialog

from .test_desktop import answer, desk  # noqa: F401 - a fixture

SECRET = "柳暗花明 又一村"


def made(path: Path, passphrase: str | None = None) -> Path:
    """As another computer makes it, with one seat."""
    path.parent.mkdir(parents=True, exist_ok=True)
    store = Store.create(path, pack_files(), profile(), passphrase)
    store.add_seat("行长", "决策层")
    store.close()
    return path


@pytest.fixture
def stranger(tmp_path: Path) -> Path:
    return made(tmp_path / "stick" / "别行.workshop")


def opened(desk: Desktop, path: Path) -> Path:  # noqa: F811
    """Where the engagement is that the window works on."""
    desk.open_file(path)
    assert desk.console is not None
    return desk.console.session.store.path


def left(desk: Desktop) -> None:  # noqa: F811
    assert desk.console is not None
    desk.console.close()


@pytest.mark.parametrize(("language", "words"), [("zh_CN", "来自别处"), ("en", "elsewhere")])
def test_a_strangers_file_is_gone_on_with_in_a_copy(desk: Desktop, stranger: Path, home: Path, language: str, words: str) -> None:  # noqa: F811
    made_here(made(home / "day.workshop"))  # there is a memory: the recent list does not count
    desk.set_language(language)
    before = stranger.read_bytes()
    copy = opened(desk, stranger)
    assert copy == home / "documents" / "别行.workshop" and desk.console is not None
    said = desk.console.frame.notice.text()
    assert words in said and str(copy) in said and stranger.name in said
    desk.console.session.do(Store.add_seat, "副行长", "决策层")
    assert desk.console.session.store.log()[2].operation == "admit"
    left(desk)
    assert stranger.read_bytes() == before and list(stranger.parent.iterdir()) == [stranger]
    assert opened(desk, copy) == copy and desk.console.frame.notice.text() == ""  # from now on one of ours
    assert len(desk.console.session.state.seats) == 2


def test_a_copy_never_takes_the_place_of_a_file(desk: Desktop, stranger: Path, home: Path) -> None:  # noqa: F811
    (home / "documents").mkdir(parents=True)
    (home / "documents" / "别行.workshop").write_text("somebody's")
    assert opened(desk, stranger) == home / "documents" / "别行 2.workshop"
    assert (home / "documents" / "别行.workshop").read_text() == "somebody's"


def test_a_strangers_file_in_our_folder_is_no_copy_of_ours(desk: Desktop, stranger: Path, home: Path) -> None:  # noqa: F811
    made_here(made(home / "day.workshop"))
    (home / "documents").mkdir(parents=True)
    there = Path(shutil.copy(stranger, home / "documents"))
    before = there.read_bytes()
    assert opened(desk, stranger) == home / "documents" / "别行 2.workshop" and there.read_bytes() == before


@pytest.mark.parametrize("passphrase", [None, SECRET])
def test_opened_a_second_time_its_copy_is_gone_on_with(desk: Desktop, tmp_path: Path, home: Path, passphrase: str | None) -> None:  # noqa: F811
    path = made(tmp_path / "stick" / "别行.workshop", passphrase)
    for _turn in range(2):
        desk.open_file(path, passphrase)
        assert desk.console is not None and desk.console.session.store.path == home / "documents" / "别行.workshop"
        assert "别行.workshop" in desk.console.frame.notice.text()
        desk.console.session.do(Store.add_seat, "副行长", "决策层")
        left(desk)
    store = Store.open(path, passphrase)  # where it was made, the work went on as well
    store.add_seat("董事长", "决策层")
    store.close()
    desk.open_file(path, passphrase)
    assert desk.console is not None and desk.console.session.store.path == home / "documents" / "别行 2.workshop"
    assert [seat.role for seat in desk.console.session.state.seats] == ["行长", "董事长"]


def test_a_protected_one_asks_first_and_its_copy_is_protected(desk: Desktop, tmp_path: Path, home: Path) -> None:  # noqa: F811
    path = made(tmp_path / "stick" / "a.workshop", SECRET)
    before, tries = path.read_bytes(), iter(("wrong", SECRET))

    def act(dialog: object) -> None:
        assert isinstance(dialog, PassphraseDialog) and not list(home.rglob("*.workshop"))
        secret = next(tries)
        dialog.secret.setText(secret)
        if secret == "wrong":
            answer(act)
        dialog.accept()

    answer(act)
    copy = opened(desk, path)
    left(desk)
    assert path.read_bytes() == before and not copy.read_bytes().startswith(b"SQLite")
    Store.open(copy, SECRET, reading=True).close()
    assert "小银行" not in "".join(one.read_text(encoding="utf-8") for one in config_dir().glob("*.t*"))


def test_of_a_hostile_file_nothing_runs(desk: Desktop, stranger: Path, home: Path) -> None:  # noqa: F811
    """Were it copied as it is, or opened, the first seat would bring the trigger."""
    db = dbapi2.connect(str(stranger))
    db.execute("CREATE TRIGGER t AFTER INSERT ON log BEGIN DELETE FROM seat; END")
    db.commit()
    db.close()
    before = stranger.read_bytes()
    desk.open_file(stranger)
    (shown,) = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, TellDialog)]
    assert desk.console is None and stranger.read_bytes() == before and not list(home.rglob("*.workshop"))
    shown.close()


def test_what_a_crash_left_half_written_is_taken_back_in_the_copy_alone(
    desk: Desktop,  # noqa: F811
    stranger: Path,
    tmp_path: Path,
) -> None:
    db = dbapi2.connect(str(stranger), isolation_level=None)
    db.execute("PRAGMA cache_size = 1")
    db.execute("PRAGMA synchronous = EXTRA")
    db.execute("BEGIN IMMEDIATE")
    db.execute("UPDATE seat SET role = 'half done'")
    db.execute("UPDATE pack_file SET content = content || ' '")  # more than the cache holds: written before the COMMIT
    db.execute("UPDATE log SET detail = detail || ' '")
    torn = tmp_path / "torn" / "别行.workshop"
    torn.parent.mkdir()
    for tail in ("", "-journal"):
        shutil.copy(f"{stranger}{tail}", f"{torn}{tail}")
    db.execute("ROLLBACK")
    db.close()
    before = {one.name: one.read_bytes() for one in torn.parent.iterdir()}
    assert len(before) == 2 and torn.read_bytes() != stranger.read_bytes()
    opened(desk, torn)
    assert desk.console is not None and desk.console.session.state.seats[0].role == "行长"
    assert {one.name: one.read_bytes() for one in torn.parent.iterdir()} == before


def test_a_stranger_at_the_place_of_one_of_ours(desk: Desktop, stranger: Path, tmp_path: Path) -> None:  # noqa: F811
    ours = made_here(made(tmp_path / "day.workshop"))
    assert opened(desk, ours) == ours
    left(desk)
    shutil.rmtree(backup.folder_of(ours), ignore_errors=True)
    shutil.copy(stranger, ours)
    before = ours.read_bytes()
    assert opened(desk, ours) != ours and ours.read_bytes() == before


def test_what_is_salvaged_of_a_strangers_file_is_ours(desk: Desktop, stranger: Path) -> None:  # noqa: F811
    made_here(made(stranger.parent / "day.workshop"))
    content = bytearray(stranger.read_bytes())
    content[-4096:] = b"\xaa" * 4096
    stranger.write_bytes(content)

    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, DamagedDialog)
        dialog.salvage()
        dialog.close_button.clicked.emit()

    answer(act)
    assert opened(desk, stranger).parent == stranger.parent and stranger.read_bytes() == bytes(content)


# -- ours, wherever it comes from ---------------------------------------------------------------------------------------------------------


def moved(path: Path, folder: Path) -> Path:
    return Path(shutil.move(path, folder / "renamed.workshop"))


def backed_up(path: Path, folder: Path) -> Path:
    return Path(shutil.copy(backup.take(path, None, backup.folder_of(path), "asked").path, folder / "backup.workshop"))


def elsewhere(path: Path, folder: Path) -> Path:
    store = Store.open(path)
    store.elsewhere(folder / "elsewhere.workshop")
    store.close()
    return folder / "elsewhere.workshop"


def exchanged(path: Path, folder: Path) -> Path:
    """As a hand-over package holds it, or a colleague's computer sends it back."""
    store = Store.open(path, reading=True)
    interchange.load(interchange.dumps(store), folder / "exchanged.workshop").close()
    store.close()
    quarantine.admit(folder / "exchanged.workshop", folder / "back.workshop").close()
    return folder / "back.workshop"


@pytest.mark.parametrize("way", [moved, backed_up, elsewhere, exchanged])
def test_one_of_ours_is_opened_where_it_is(desk: Desktop, tmp_path: Path, way: Callable[[Path, Path], Path]) -> None:  # noqa: F811
    path = made_here(made(tmp_path / "day.workshop"))
    (tmp_path / "other").mkdir()
    there = way(path, tmp_path / "other")
    assert opened(desk, there) == there and desk.console is not None and desk.console.frame.notice.text() == ""


@pytest.mark.parametrize("way", ["demo", "import", "salvage"])
def test_what_the_command_line_made_is_ours(desk: Desktop, stranger: Path, tmp_path: Path, way: str) -> None:  # noqa: F811
    out = tmp_path / "out.workshop"
    assert cli.main([way, *([str(stranger)] if way != "demo" else []), str(out)]) == 0
    assert opened(desk, out) == out


def test_a_re_assessment_made_in_the_window_is_ours(desk: Desktop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    opened(desk, made_here(made(tmp_path / "day.workshop")))
    assert desk.console is not None
    form = SuccessionSection(desk.console.session)
    there = tmp_path / "again.workshop"
    monkeypatch.setattr(form, "_ask", lambda name: there)
    assert form._again({"held_on": "2027-03-12"}) == ""
    form.deleteLater()
    left(desk)
    assert opened(desk, there) == there


def test_without_a_memory_the_recent_list_vouches(desk: Desktop, stranger: Path, tmp_path: Path) -> None:  # noqa: F811
    path = made_here(made(tmp_path / "day.workshop"))
    opened(desk, path)
    left(desk)
    (config_dir() / FILE).write_bytes(b"\x00")
    assert opened(desk, stranger) != stranger
    left(desk)
    assert opened(desk, path) == path
