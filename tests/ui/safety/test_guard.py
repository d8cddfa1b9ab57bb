"""The console when its file is lost, backed up, locked, protected: real windows, a real disk, real keys."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from workshop.exports import sealing as exports_sealing
from workshop.model.errors import EnvironmentTrouble
from workshop.model.store import Store, backup, needs_passphrase, watch
from workshop.session import Session
from workshop.ui.main_window import MainWindow
from workshop.ui.safety import sheet
from workshop.ui.safety import sheet as sheets
from workshop.ui.safety.guard import Guard, Preferences
from workshop.ui.safety.leaving import LeavingDialog, may_leave
from workshop.ui.safety.protect import ProtectDialog
from workshop.ui.safety.restore import RestoreDialog, differences
from workshop.ui.wall.window import Cover

SECRET, OTHER = "correct horse battery", "another one entirely"


@pytest.fixture
def console(session: Session, qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow(session)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()


@pytest.fixture
def guard(console: MainWindow) -> Guard:
    return console.guard


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


def click(button: object) -> None:
    getattr(button, "clicked").emit()  # noqa: B009


def open_round(session: Session) -> str:
    session.do(Store.open_ballot, "indicator", "1.1")
    turn = session.state.open_round("indicator", "1.1")
    assert turn is not None
    return turn.ballot.id


# -- a lost file ------------------------------------------------------------------------------------------------------------------


def test_a_lost_file_freezes_the_voting_keeps_what_was_typed_and_goes_on_elsewhere(
    console: MainWindow, session: Session, guard: Guard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ballot = open_round(session)
    seats = [seat.id for seat in session.state.seats]
    assert session.do(Store.cast_vote, ballot, seats[0], 3)
    session.hold()
    session.store.path.unlink()
    assert not session.do(Store.cast_vote, ballot, seats[1], 4)
    assert session.frozen is not None and session.frozen.code == "file.gone"
    assert guard.banner.isVisible() and "另存到别处" in guard.banner.text.text()
    assert console.frame.top._saved.failure == "没有存上"
    turn = session.state.open_round("indicator", "1.1")
    assert turn is not None and turn.voted == {seats[0]}  # the vote that was not saved is not shown as cast
    assert not session.do(Store.add_note, "note", "topic", "", "刚刚说的一句话")
    assert not session.do(Store.add_note, "note", "topic", "", "刚刚说的一句话")
    assert not session.do(Store.tick_pain, "P01", 2)
    assert session.unsaved == 2 and "2" in guard.banner.text.text()
    target = tmp_path / "elsewhere" / "day.workshop"
    target.parent.mkdir()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args: (str(target), ""))
    click(guard.banner.elsewhere)
    assert session.frozen is None and session.unsaved == 0 and not guard.banner.isVisible()
    assert session.store.path == target and console.frame.top._saved.failure == ""
    assert [note.text for note in session.state.notes] == ["刚刚说的一句话"] and session.state.pains == {"P01": 2}
    turn = session.state.open_round("indicator", "1.1")
    assert turn is not None and turn.voted == frozenset()
    assert session.do(Store.cast_vote, ballot, seats[1], 4)


def test_a_stick_put_back_is_taken_up_again(session: Session, guard: Guard) -> None:
    path = session.store.path
    path.rename(path.with_name("away"))
    assert not session.do(Store.tick_pain, "P01", 2)
    assert not session.retry() and guard.banner.isVisible()
    path.with_name("away").rename(path)
    click(guard.banner.retry)
    assert session.frozen is None and not guard.banner.isVisible() and session.state.pains == {"P01": 2}


def test_the_next_operation_that_works_saves_what_waited(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(watch, "check", lambda *args: (_ for _ in ()).throw(EnvironmentTrouble("store.full", path="x")))
        assert not session.do(Store.add_note, "note", "topic", "", "等着")
        assert not session.do(Store.set_position, "picture")
        assert session.unsaved == 1
    assert session.do(Store.tick_pain, "P01", 1)
    assert [note.text for note in session.state.notes] == ["等着"] and session.frozen is None


def test_what_the_rules_refuse_by_then_is_told_and_not_asked_for_ever(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(watch, "check", lambda *args: (_ for _ in ()).throw(EnvironmentTrouble("store.full", path="x")))
        assert not session.do(Store.park, "topic", "", " ")
    with qtbot.waitSignal(session.failed) as told:
        assert session.do(Store.tick_pain, "P01", 1)
    assert told.args[0].code == "parked.text" and session.unsaved == 0


def test_a_place_that_fails_too_leaves_everything_as_it_is(session: Session, guard: Guard, tmp_path: Path) -> None:
    session.hold()
    session.store.path.unlink()
    assert not session.do(Store.tick_pain, "P01", 1)
    guard.elsewhere(tmp_path / "no" / "such" / "folder.workshop")
    assert session.frozen is not None and session.unsaved == 1 and guard.banner.isVisible()
    (tmp_path / "there.workshop").write_text("mine")
    guard.elsewhere(tmp_path / "there.workshop")
    assert (tmp_path / "there.workshop").read_text() == "mine"


def test_a_folder_that_is_synchronised_is_told_once(console: MainWindow, guard: Guard, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "is_synced", lambda path: True)
    guard.look_around()
    assert "同步文件夹" in console.frame.notice._text.text()
    console.frame.notice.clear()
    guard.look_around()
    assert not console.frame.notice.isVisible()


def test_after_a_program_that_did_not_close_the_room_is_told(session: Session, qtbot: QtBot) -> None:
    path = session.store.path
    session.close()
    (path.parent / f".{path.name}.lock").write_text("")
    store = Store.open(path)
    again = Session(store, session.words)
    window = MainWindow(again)
    qtbot.addWidget(window)
    window.show()
    assert "没有正常关闭" in window.frame.notice._text.text()
    window.close()
    again.close()


def test_a_console_gone_at_once_is_not_kept_in_mind(session: Session) -> None:
    session.close()
    session.hold()  # the guard's timer, a moment later
    assert session.frozen is None


# -- backups ----------------------------------------------------------------------------------------------------------------------


def test_backups_follow_the_changes_and_the_last_is_made_on_closing(
    console: MainWindow, session: Session, guard: Guard, qtbot: QtBot, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    guard.set_preferences(Preferences(stick))
    guard.keeper.on_time()
    assert guard.keeper.busy is guard.keeper.behind
    session.do(Store.tick_pain, "P01", 1)
    if not guard.keeper.busy:
        guard.keeper.on_time()
    qtbot.waitUntil(lambda: not guard.keeper.busy)
    folder = session.store.backups
    first = backup.kept(folder)
    assert [one.reason for one in first] == ["change"]
    guard.keeper.on_time()
    assert not guard.keeper.busy or guard.keeper.behind
    session.do(Store.tick_pain, "P01", 2)
    console.close()
    assert backup.kept(folder)[0].reason == "close"
    assert [one.counter for one in backup.kept(stick / folder.name)] == [one.counter for one in backup.kept(folder)]


def test_a_backup_that_fails_is_told_and_tried_again(
    console: MainWindow, session: Session, guard: Guard, qtbot: QtBot, tmp_path: Path
) -> None:
    guard.set_preferences(Preferences(tmp_path / "pulled"))
    guard.keeper.begin("asked")
    qtbot.waitUntil(lambda: not guard.keeper.busy)
    assert "U 盘" in console.frame.notice._text.text()
    guard.set_preferences(Preferences())
    shutil.rmtree(session.store.backups)
    session.store.backups.write_text("in the way")
    session.do(Store.tick_pain, "P01", 1)
    guard.keeper.on_time()
    qtbot.waitUntil(lambda: not guard.keeper.busy)
    assert guard.keeper.behind and "备份没有写成" in console.frame.notice._text.text()


def test_a_backup_is_compared_with_now_and_chosen_in_two_clicks(session: Session, guard: Guard, qtbot: QtBot) -> None:
    session.store.backing_up("asked")()
    session.do(Store.tick_pain, "P01", 1)
    session.do(Store.settle, "indicator", "1.1", 3, "majority")
    dialog = RestoreDialog(session.words, session.store, session.store.path, None)
    qtbot.addWidget(dialog)
    click(dialog.compare_button)
    assert "痛点：新增 1" in dialog.said.text() and "定级：新增 1" in dialog.said.text()
    click(dialog.restore_button)
    assert dialog.chosen is None and "确认恢复" in dialog.restore_button.text()
    click(dialog.restore_button)
    assert dialog.chosen is not None and dialog.chosen.reason == "asked"
    asked: list[Path] = []
    guard.restore_asked.connect(asked.append)
    answer(lambda opened: (click(opened.restore_button), click(opened.restore_button)))  # type: ignore[attr-defined,func-returns-value]
    guard.ask_restore()
    assert asked == [dialog.chosen.path]
    before = Store.open(dialog.chosen.path, reading=True)
    assert {one.table for one in differences(before, session.store)} == {"pain_tick", "record", "log"}
    assert differences(before, before) == ()
    before.close()


# -- the window on all of it ------------------------------------------------------------------------------------------------------


def test_the_window_tells_how_things_stand_and_does_what_is_asked(
    console: MainWindow, session: Session, guard: Guard, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    click(console.frame.top._saved)
    dialog = guard.dialog
    assert dialog is not None and dialog.isVisible()
    assert str(session.store.path) in dialog.file.text() and "没有加密" in dialog.secret.text()
    assert session.state.log_hash[:16] in dialog.log.text() and not dialog.buttons["sheet"].isVisible()
    click(dialog.buttons["back_up"])
    qtbot.waitUntil(lambda: not guard.keeper.busy)
    assert "已读回核对" in dialog.copies.text()
    stick = tmp_path / "stick"
    stick.mkdir()
    kept: list[Preferences] = []
    guard.preferences_changed.connect(kept.append)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *args: str(session.store.path.parent))
    click(dialog.buttons["choose"])
    assert kept == [] and "不在同一个文件夹" in dialog.said.text()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *args: str(stick))
    click(dialog.buttons["choose"])
    assert kept[-1].second_place == stick and str(stick) in dialog.place.text()
    click(dialog.buttons["drop"])
    assert kept[-1].second_place is None
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args: (str(tmp_path / "log.json"), ""))
    click(dialog.buttons["export_log"])
    assert session.state.log_hash in (tmp_path / "log.json").read_text(encoding="utf-8")
    dialog.accept()


# -- passphrase and lock ----------------------------------------------------------------------------------------------------------


def protect(session: Session, guard: Guard, qtbot: QtBot, secret: str = SECRET) -> None:
    guard.protect(secret)
    qtbot.waitUntil(lambda: not guard._resealing.busy)
    assert session.store.protected


def test_a_passphrase_is_set_over_file_and_backups_and_taken_away_again(
    console: MainWindow, session: Session, guard: Guard, qtbot: QtBot
) -> None:
    session.store.backing_up("asked")()
    kept = backup.kept(session.store.backups)[0].path
    moved: list[bool] = []
    guard.moved.connect(lambda: moved.append(True))

    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, ProtectDialog)
        dialog.new.draw_words()
        assert dialog.new.drawn.isVisible() and "64 位" in dialog.new.said.text()
        dialog.confirm()
        assert dialog.chosen is None and dialog.new.kept_error.text()  # not written down yet
        dialog.new.kept.setChecked(True)
        dialog.confirm()

    answer(fill)
    guard.ask_protect()
    qtbot.waitUntil(lambda: not guard._resealing.busy)
    assert moved and needs_passphrase(session.store.path) and needs_passphrase(kept)
    assert len((session.store.passphrase or "").split()) == 6
    assert console.frame.top._saved.protected

    def take_away(dialog: QDialog) -> None:
        assert isinstance(dialog, ProtectDialog)
        dialog.old.setText("wrong")
        dialog.confirm()
        assert dialog.old_field.error()
        dialog.old.setText(session.store.passphrase or "")
        dialog.confirm()

    answer(take_away)
    guard.unprotect()
    qtbot.waitUntil(lambda: not guard._resealing.busy)
    assert not session.store.protected and not needs_passphrase(session.store.path) and not needs_passphrase(kept)
    session.do(Store.tick_pain, "P01", 1)


def test_the_console_locks_itself_and_opens_with_the_passphrase_only(
    console: MainWindow, session: Session, guard: Guard, qtbot: QtBot
) -> None:
    guard.lock()
    assert not guard.locked  # nothing to lock without a passphrase
    protect(session, guard, qtbot)
    guard.set_preferences(Preferences(lock_minutes=5))
    guard.open()
    guard._idle._timer.setInterval(1)
    qtbot.waitUntil(lambda: guard.locked)
    assert guard.dialog is not None and not guard.dialog.isVisible()
    assert guard.lock_screen.geometry() == console.rect() and session.state.engagement.bank not in console.windowTitle()
    assert console.stage.wall.cover is Cover.BLACK
    position = session.state.engagement.position
    qtbot.keyClick(guard.lock_screen.secret, Qt.Key.Key_PageDown)
    assert session.state.engagement.position == position
    guard.open()
    assert not guard.dialog.isVisible()
    qtbot.keyClicks(guard.lock_screen.secret, "wrong")
    qtbot.keyClick(guard.lock_screen.secret, Qt.Key.Key_Return)
    assert guard.locked and guard.lock_screen.field.error()
    guard.lock_screen.secret.setText(SECRET)
    qtbot.keyClick(guard.lock_screen.secret, Qt.Key.Key_Return)
    assert not guard.locked and session.state.engagement.bank in console.windowTitle()
    assert guard.lock_screen.secret.text() == "" and console.stage.wall.cover is not Cover.BLACK


def test_the_recovery_sheet_goes_to_the_printer_and_nowhere_else(
    session: Session, guard: Guard, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    protect(session, guard, qtbot)
    printed: list[str] = []
    monkeypatch.setattr(sheet, "ask_print", lambda parent, words, path, passphrase: bool(printed.append(passphrase)) or True)
    guard.print_sheet()
    assert printed == [SECRET]
    image = QImage(1240, 1754, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    sheets.paint(painter, 150, session.words, sheets.Sheet("workshop-00112233.workshop", SECRET, date(2026, 3, 12)))
    painter.end()
    rows = [y for y in range(0, 1754, 4) if any(image.pixelColor(x, y).lightness() < 128 for x in range(60, 1100, 3))]
    assert len(rows) > 40 and max(rows) < 1100


# -- what leaves --------------------------------------------------------------------------------------------------------------------


def test_exports_of_a_protected_engagement_ask_once_and_can_be_sealed(
    console: MainWindow, session: Session, guard: Guard, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert may_leave(session, None)  # nothing to ask without a passphrase
    protect(session, guard, qtbot)
    answer(lambda dialog: dialog.reject())
    assert not may_leave(session, None)

    def seal(dialog: QDialog) -> None:
        assert isinstance(dialog, LeavingDialog)
        dialog.check.setChecked(True)
        dialog.confirm()
        assert dialog.seal is None
        dialog.secret.secret.setText(OTHER)
        dialog.secret.again.setText(OTHER)
        dialog.confirm()

    answer(seal)
    assert may_leave(session, None) and session.sealed_with == OTHER
    assert may_leave(session, None)  # and never again
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args: (str(tmp_path / "log.json"), ""))
    guard.ask_log()
    assert not (tmp_path / "log.json").exists()
    from pyrage import passphrase as age

    sealed = (tmp_path / "log.json.age").read_bytes()
    assert session.state.log_hash.encode() in age.decrypt(sealed, OTHER)


def test_without_the_sealing_component_it_is_said_why(qtbot: QtBot, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workshop.ui.safety.leaving.available", lambda: False)
    dialog = LeavingDialog(session.words)
    qtbot.addWidget(dialog)
    assert not dialog.check.isEnabled()
    monkeypatch.setitem(__import__("sys").modules, "pyrage", None)
    with pytest.raises(EnvironmentTrouble, match="no_seal"):
        exports_sealing.seal(b"x", OTHER)


def test_what_is_written_through_the_gate_is_sealed_or_kept_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports_sealing, "seal", lambda data, secret: data[::-1])  # the real one takes its time, on purpose
    from workshop.report.typeset import write

    with exports_sealing.in_memory() as kept:
        write(tmp_path / "a.pdf", b"pages")
    assert kept == {tmp_path / "a.pdf": b"pages"} and list(tmp_path.glob("*.pdf*")) == []
    with exports_sealing.sealed(OTHER):
        write(tmp_path / "a.pdf", b"pages")
    assert [path.name for path in tmp_path.glob("a.*")] == ["a.pdf.age"] and b"pages" not in (tmp_path / "a.pdf.age").read_bytes()
    with exports_sealing.sealed(None):
        write(tmp_path / "a.pdf", b"pages")
    assert (tmp_path / "a.pdf").read_bytes() == b"pages"
