"""From the first window to an open engagement and back: new, demo, open, protected, foreign, other language and theme."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.made_here import made_here
from workshop import desktop as program
from workshop import settings
from workshop.crash import Crash
from workshop.desktop import Desktop
from workshop.model.store import Store, backup, reseal
from workshop.ui import dialogs
from workshop.ui.dialogs import CrashDialog, NewDialog, PassphraseDialog, TellDialog, file_name
from workshop.ui.dimension.derive import Step
from workshop.ui.pages import pages_of
from workshop.ui.pages.dimension import DimensionPage
from workshop.ui.safety.damaged import DamagedDialog
from workshop.ui.widgets.buttons import Button
from workshop.ui.widgets.text import Prose


@pytest.fixture
def desk(dressed: QApplication, home: Path) -> Iterator[Desktop]:
    made = Desktop(dressed)
    dressed.setProperty("dressed", False)  # a desktop puts on its own theme
    made.show_welcome()
    yield made
    for window in (made.console, made.welcome):
        if window is not None:
            window.close()
    made.finish()


def answer(act: Callable[[QDialog], None]) -> None:
    """Do something in the modal dialog that opens next."""

    def when_open() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            try:
                act(dialog)
            except BaseException:
                dialog.reject()  # a failing test ends
                raise
        else:
            QTimer.singleShot(20, when_open)

    QTimer.singleShot(20, when_open)


def fill(bank: str, secret: str = "") -> Callable[[QDialog], None]:
    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, NewDialog)
        dialog.bank.setText(bank)
        dialog.protect.setChecked(bool(secret))
        if secret:
            dialog.secret.setText(secret)
            dialog.again.setText(secret)
        dialog.confirm()

    return act


def test_a_new_engagement_opens_the_console_and_is_remembered(desk: Desktop) -> None:
    answer(fill("江汀村镇银行"))
    desk.new_engagement()
    assert desk.console is not None and desk.welcome is None
    assert desk.console.session.state.engagement.bank == "江汀村镇银行"
    desk.console.close()
    assert desk.console is None and desk.welcome is not None
    kept = settings.load(desk._folder).recent
    assert kept[0].bank == "江汀村镇银行" and kept[0].indicators == 20
    desk.open_file(kept[0].path)
    assert desk.console is not None


def test_an_empty_name_a_short_and_a_mistyped_passphrase_are_told_beside_the_field(desk: Desktop, qtbot: QtBot) -> None:
    dialog = NewDialog(desk.words, [("city", "城商行")], Path("/tmp"))
    qtbot.addWidget(dialog)
    dialog.confirm()
    assert dialog.result_value is None
    dialog.bank.setText("某某银行")
    assert dialog.protect.isChecked() and len(dialog.secret.text().split()) == 6  # offered first, and drawn
    dialog.secret.setText("short")
    dialog.confirm()
    assert dialog.result_value is None
    dialog.secret.setText("long enough")
    dialog.again.setText("otherwise")
    dialog.confirm()
    assert dialog.result_value is None
    dialog.again.setText("long enough")
    dialog.confirm()
    assert dialog.result_value is not None and dialog.result_value.passphrase == "long enough"
    assert "某某" not in dialog.result_value.path.name


def test_a_protected_engagement_asks_until_the_passphrase_fits(desk: Desktop) -> None:
    answer(fill("某某银行", "correct horse"))
    desk.new_engagement()
    assert desk.console is not None
    path = desk.console.session.store.path
    desk.console.close()
    assert settings.load(desk._folder).recent[0].locked and settings.load(desk._folder).recent[0].bank == ""
    tries = iter(("wrong", "correct horse"))

    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, PassphraseDialog)
        secret = next(tries)
        dialog.secret.setText(secret)
        if secret == "wrong":
            answer(act)
        dialog.accept()

    answer(act)
    desk.open_file(path)
    assert desk.console is not None


def test_giving_up_the_passphrase_leaves_the_welcome_window(desk: Desktop, tmp_path: Path) -> None:
    foreign = tmp_path / "notes.workshop"
    foreign.write_text("this is no engagement, only some text that somebody renamed")
    answer(lambda dialog: dialog.reject())
    desk.open_file(foreign)
    assert desk.console is None and foreign.read_text().startswith("this is no engagement")


def test_a_missing_file_is_told_in_a_sentence(desk: Desktop, qtbot: QtBot) -> None:
    desk.open_file(Path("/nowhere/at-all.workshop"))
    shown = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, TellDialog)]
    assert shown and desk.console is None
    shown[0].close()


def test_the_demo_opens_as_a_copy_each_time(desk: Desktop, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.open_demo()
    assert desk.console is not None
    first = desk.console.session.store.path
    assert desk.console.session.state.plan
    desk.console.close()
    desk.open_demo()
    assert desk.console is not None and desk.console.session.store.path != first


def test_language_and_theme_change_without_a_restart(desk: Desktop) -> None:
    desk.set_language("en")
    assert desk.words.language == "en" and settings.load(desk._folder).language == "en"
    desk.set_theme("dark")
    assert settings.load(desk._folder).theme == "dark"
    answer(fill("Jiangting Bank"))
    desk.new_engagement()
    assert desk.console is not None and desk.console.session.pack.language == "en"


def test_language_and_theme_change_in_an_open_engagement(desk: Desktop, qtbot: QtBot) -> None:
    """Place, wall and what is typed stay; the file stays open, and what is done next is kept."""
    answer(fill("江汀银行"))
    desk.new_engagement()
    before = desk.console
    assert before is not None
    before.go("prepare/seats")
    before.stage.present()
    field = next(one for one in before.page().findChildren(QLineEdit) if not one.text())
    field.setFocus()
    field.setText("写到一半")
    ground = before.grab().toImage().pixelColor(4, 300)
    desk.set_theme("dark")
    assert before.grab().toImage().pixelColor(4, 300).lightness() < ground.lightness() and field.text() == "写到一半"
    desk.set_language("en")
    after = desk.console
    assert after is not None and after is not before and after.session.store is before.session.store
    assert after.session.words.language == after.session.pack.language == "en"
    assert (after.page_key(), after.page().place) == ("prepare", "seats") and after.stage.wall.isVisible()
    assert not before.isVisible() and not before.stage.wall.isVisible()
    assert "写到一半" in [one.text() for one in after.page().findChildren(QLineEdit)]
    assert "Seats" in [one.accessibleName() for one in after.page().findChildren(QWidget)]
    assert after.session.do(Store.set_position, "open") and after.session.state.engagement.position == "open"


@pytest.mark.parametrize("mode", ["anonymous", "named"])
def test_a_level_picked_and_not_recorded_outlives_another_language(desk: Desktop, mode: str, qtbot: QtBot) -> None:
    """On a dimension, one that is not on screen too, and on a measure; nothing of it is written or put on the wall."""
    answer(fill("江汀银行"))
    desk.new_engagement()
    before = desk.console
    assert before is not None
    store = before.session.store
    store.set_profile(vote_mode=mode)
    for number in range(3):
        store.add_seat(f"第{number + 1}席", "决策层")
    for kind, subject in (("indicator", "1.1"), ("indicator", "2.1"), ("impact", "M1")):
        store.open_ballot(kind, subject)
        turn = store.state().open_round(kind, subject)
        assert turn is not None
        for seat, level in zip(store.state().seats, (2, 2, 4), strict=True):
            store.cast_vote(turn.ballot.id, seat.id, level)
        store.reveal(turn.ballot.id)
    before.session.do(Store.set_position, "prepare")
    first, second = [entry.key for entry in pages_of(store.pack) if entry.dimension][:2]
    for place, level in ((f"{first}/1.1", 5), (f"{second}/2.1", 1)):
        before.go(place)
        before.page().settle.set_level(level)  # type: ignore[attr-defined]
    before.go("measures/impact/M1")
    before.page().impact.settle.picker.options[3].click()  # type: ignore[attr-defined]
    log, wall = store.state().log_length, repr(before.page().slide())
    desk.set_language("en")
    after = desk.console
    assert after is not None and after is not before
    assert after.page().impact.settle.picked()[0] == 4  # type: ignore[attr-defined]
    assert repr(after.page().slide()) != "" and "counts=(0, 2, 0, 1, 0)" in wall and "counts=(0, 2, 0, 1, 0)" in repr(after.page().slide())
    assert not store.state().records and store.state().log_length == log
    for place, level in ((f"{first}/1.1", 5), (f"{second}/2.1", 1)):
        after.go(place)
        page = after.page()
        assert isinstance(page, DimensionPage)
        page.show_step(place.partition("/")[2], Step.SETTLE)
        assert page.draft().level == level and page.settle.picker.value() == level


def test_the_settings_are_reached_from_an_open_engagement(desk: Desktop, qtbot: QtBot) -> None:
    answer(fill("江汀银行"))
    desk.new_engagement()
    assert desk.console is not None
    asked: list[str] = []
    answer(lambda dialog: (asked.append(type(dialog).__name__), dialog.reject())[1])
    assert desk.console.press("Ctrl+Comma")
    qtbot.waitUntil(lambda: asked == ["SettingsDialog"])


def test_opening_by_dialog(desk: Desktop, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(dialogs.QFileDialog, "getOpenFileName", lambda *args: ("", ""))
    desk.ask_file()
    assert desk.console is None
    monkeypatch.setattr(dialogs.QFileDialog, "getSaveFileName", lambda *args: (str(tmp_path / "x"), ""))
    assert dialogs.ask_save(None, desk.words, tmp_path) == tmp_path / "x.workshop"


def test_a_crash_is_told_and_the_report_can_be_copied(desk: Desktop, qtbot: QtBot, tmp_path: Path) -> None:
    desk.crashed.emit(Crash('File "/a/plan.py", line 7, in go\nKeyError', "the whole of it", tmp_path / "workshop.log"))
    (shown,) = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, CrashDialog)]
    assert shown.what.text() == "KeyError · plan.py 7"
    said = " ".join(label.text() for label in shown.findChildren(Prose))
    assert "已保存的内容完好" in said
    copy = next(button for button in shown.findChildren(Button) if button.text() == "复制报告")
    QTest.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert "KeyError" in QApplication.clipboard().text() and "the whole" not in QApplication.clipboard().text()
    shown.close()


def test_file_names_are_safe_and_say_nothing_of_a_protected_bank() -> None:
    assert file_name('a/b\\c:d*e?"<>|银行', False).startswith("abcde银行-")
    assert file_name("某某银行", True).startswith("workshop-")
    assert file_name("...", False).startswith("workshop-")
    assert file_name("长" * 200, False).endswith(".workshop") and len(file_name("长" * 200, False)) < 70


def test_main_starts_and_ends(dressed: QApplication, monkeypatch: pytest.MonkeyPatch, session: object, tmp_path: Path) -> None:
    monkeypatch.setattr(program, "make_application", lambda argv: dressed)
    store = getattr(session, "store")  # noqa: B009
    assert isinstance(store, Store)
    store.close()
    made_here(store.path)
    QTimer.singleShot(700, dressed.closeAllWindows)
    QTimer.singleShot(900, dressed.quit)
    assert program.main(store.path) == 0


# -- damaged, restored, from elsewhere ------------------------------------------------------------------------------------------------


@pytest.fixture
def bank(desk: Desktop) -> Path:
    """A closed engagement with one backup."""
    answer(fill("江汀村镇银行"))
    desk.new_engagement()
    assert desk.console is not None
    desk.console.session.do(Store.tick_pain, "P01", 1)
    path = desk.console.session.store.path
    desk.console.close()
    return path


def test_a_damaged_file_is_restored_from_its_last_good_backup(desk: Desktop, bank: Path) -> None:
    bank.write_bytes(b"x" * 9000)

    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, DamagedDialog)
        dialog.restore()

    answer(act)
    desk.open_file(bank)
    assert desk.console is not None and desk.console.session.state.pains == {"P01": 1}
    assert desk.console.session.store.path == bank
    assert [path.read_bytes() for path in bank.parent.glob("*-aside.workshop")] == [b"x" * 9000]


def test_a_damaged_file_without_a_backup_is_salvaged(desk: Desktop, bank: Path) -> None:
    shutil.rmtree(backup.folder_of(bank))
    content = bytearray(bank.read_bytes())
    content[-4096:] = b"\xaa" * 4096
    bank.write_bytes(content)

    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, DamagedDialog)
        dialog.restore()  # there is none
        dialog.salvage()
        assert dialog.said.text()
        dialog.close_button.clicked.emit()

    answer(act)
    desk.open_file(bank)
    assert desk.console is not None and desk.console.session.store.path.parent == bank.parent
    assert desk.console.session.store.path != bank
    assert desk.console.session.state.engagement.bank == "江汀村镇银行"
    assert bank.read_bytes() == bytes(content)


def test_a_backup_is_put_back_from_the_console(desk: Desktop, bank: Path) -> None:
    desk.open_file(bank)
    assert desk.console is not None
    desk.console.session.do(Store.tick_pain, "P01", 2)
    first = backup.kept(backup.folder_of(bank))[-1].path
    desk.console.guard.restore_asked.emit(first)
    assert desk.console is not None and desk.console.session.state.pains == {"P01": 1}
    assert any(one.stem.endswith("-aside") for one in bank.parent.iterdir())


def test_a_file_from_elsewhere_is_looked_through_before_it_is_opened(desk: Desktop, bank: Path, tmp_path: Path) -> None:
    foreign = Path(shutil.copy(bank, tmp_path / "foreign.workshop"))
    store = Store.open(foreign)
    store._db.execute("UPDATE weight SET basis = 1")
    store.close()
    before = foreign.read_bytes()
    desk.open_file(foreign)
    shown = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, TellDialog)]
    assert shown and desk.console is None and foreign.read_bytes() == before
    shown[0].close()


def test_protecting_takes_the_bank_out_of_the_recent_list_at_once(desk: Desktop, bank: Path, qtbot: QtBot) -> None:
    desk.open_file(bank)
    assert desk.console is not None and "江汀" in (desk._folder / "settings.toml").read_text(encoding="utf-8")
    guard = desk.console.guard
    guard.protect("correct horse battery")
    qtbot.waitUntil(lambda: not guard._resealing.busy)
    recent = settings.load(desk._folder).recent[0]
    assert recent.locked and recent.bank == ""
    assert reseal.plain_ones(backup.folder_of(bank)) == ()
