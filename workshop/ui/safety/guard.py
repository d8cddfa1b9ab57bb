"""Stands beside the console: backs up, freezes and thaws, warns, locks, and opens the window on all of it."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QWidget

from workshop.model.errors import Refused, Trouble
from workshop.sentences import sentence
from workshop.session import Session
from workshop.ui.dialogs import ask_save, file_name
from workshop.ui.frame import Frame
from workshop.ui.safety.banner import FrozenBanner
from workshop.ui.safety.keeper import Keeper, outcome
from workshop.ui.safety.lock import Idle, LockScreen
from workshop.ui.worker import Ticket, Worker

if TYPE_CHECKING:  # each window of safety is imported when it is first opened
    from workshop.ui.safety.dialog import SafetyDialog

LOOK_MS = 60_000
HOLD_MS = 1_500


class Preferences(Struct, frozen=True):
    """What is remembered between two sessions."""

    second_place: Path | None = None
    lock_minutes: int = 0


class Guard(QObject):
    """One console's safety; the console tells it when it begins and when it ends."""

    preferences_changed = Signal(object)  # Preferences
    restore_asked = Signal(object)  # path of the backup to be put in the file's place
    moved = Signal()  # the file is another one, or under another passphrase
    locked_changed = Signal(bool)

    def __init__(self, console: QWidget, frame: Frame, session: Session) -> None:
        super().__init__(console)
        self._console, self._frame, self.session, self.words = console, frame, session, session.words
        self._preferences = Preferences()
        self._warned: set[str] = set()
        self.dialog: SafetyDialog | None = None
        self.keeper = Keeper(session, None, self)
        self.keeper.failed.connect(self._on_failed)
        self.banner = FrozenBanner(self.words)
        self.banner.retry_asked.connect(self.session.retry)
        self.banner.elsewhere_asked.connect(self.ask_elsewhere)
        frame.set_banner(self.banner)
        frame.top.failure_clicked.connect(self.open)
        session.frozen_changed.connect(self._on_frozen)
        self.lock_screen = LockScreen(self.words, session.store.fits, console)
        self.lock_screen.opened.connect(self._on_opened)
        self._idle = Idle(self)
        self._idle.passed.connect(self.lock)
        self._resealing = Worker(self)
        self._resealing.answered.connect(self._on_resealed)
        self._look = QTimer(self)
        self._look.setInterval(LOOK_MS)
        self._look.timeout.connect(self.look_around)

    # -- life ------------------------------------------------------------------------------------------------------------------------

    @property
    def locked(self) -> bool:
        """Whether the console shows nothing but the lock."""
        return not self.lock_screen.isHidden()

    def set_preferences(self, preferences: Preferences) -> None:
        """As remembered, or as just chosen."""
        self._preferences = preferences
        self.keeper.second_place = preferences.second_place
        self._idle.set_minutes(preferences.lock_minutes if self.session.store.protected else 0)

    def begin(self) -> None:
        """The console is on screen: say what was recovered, warn, and begin to keep everything in mind."""
        self._look.start()
        self.look_around()
        if (found := self.session.store.recovered) is not None:
            _ = self.words
            last = {"entries": found.entries, "at": found.at.replace("T", " ")}
            told = _("上次没有正常关闭。已检查，文件完好，{entries} 条操作记录都在，最后一条是 {at}。", **last)
            undone = _("当时没有写完的一步已撤回，请核对。") if found.rolled_back else ""
            self._frame.notice.say(told + undone, "info")
        QTimer.singleShot(HOLD_MS, self, self.session.hold)

    def finish(self) -> None:
        """The console closes: the last backup, and nothing left running."""
        self._look.stop()
        self._idle.set_minutes(0)
        self._resealing.close()
        self.keeper.finish()

    # -- what happens to the file ------------------------------------------------------------------------------------------------------

    def look_around(self) -> None:
        """Warn once of each thing that may hurt the file later."""
        for trouble in self.session.store.cautions():
            if trouble.code not in self._warned:
                self._warned.add(trouble.code)
                self._frame.notice.say(sentence(self.words, trouble), "discuss")

    def _on_frozen(self, trouble: Trouble | None) -> None:
        _ = self.words
        if trouble is None:
            self.banner.say("")
            self._frame.top.set_failure("")
            return
        waiting = _("有 {count} 项改动等着保存。", count=self.session.unsaved) if self.session.unsaved else ""
        self.banner.say(sentence(_, trouble) + waiting)
        self._frame.top.set_failure(_("没有存上"))

    def ask_elsewhere(self) -> None:
        """Where to go on; nothing is replaced."""
        store = self.session.store
        suggestion = store.path.with_name(file_name(self.session.state.engagement.bank, store.protected))
        path = ask_save(self._console, self.words, suggestion)
        if path is not None:
            self.elsewhere(path)

    def elsewhere(self, path: Path) -> None:
        """Go on in a new file, and say so."""
        lost = self.session.elsewhere(path)
        if lost is None:
            return
        _ = self.words
        told = _("已另存到 {path}，从这里继续。未揭示的评级票没有带过去，请重新录入。", path=path)
        if lost:
            told += _("这些附件没能带过去：{names}。", names=_("、").join(lost))
        self._frame.notice.say(told, "discuss" if lost else "done")
        self.moved.emit()
        self._show_now()

    # -- the window on all of it -------------------------------------------------------------------------------------------------------

    def open(self) -> None:
        """The window on file, backups, passphrase and log."""
        if self.locked:
            return
        if self.dialog is None:
            from workshop.ui.safety.dialog import SafetyDialog

            self.dialog = SafetyDialog(self.session, self.keeper, self._preferences.lock_minutes, self._console)
            for signal, act in self._answers(self.dialog):
                signal.connect(act)
        self.dialog.show_now()
        self.dialog.open()

    def _answers(self, dialog: "SafetyDialog") -> tuple[tuple[SignalInstance, Callable[..., None]], ...]:
        return (
            (dialog.back_up_asked, lambda: self.keeper.begin("asked")),
            (dialog.restore_asked, self.ask_restore),
            (dialog.place_asked, self.ask_place),
            (dialog.place_dropped, lambda: self._prefer(None, self._preferences.lock_minutes)),
            (dialog.elsewhere_asked, self.ask_elsewhere),
            (dialog.protect_asked, self.ask_protect),
            (dialog.unprotect_asked, self.unprotect),
            (dialog.sheet_asked, self.print_sheet),
            (dialog.idle_chosen, lambda minutes: self._prefer(self._preferences.second_place, minutes)),
            (dialog.log_asked, self.ask_log),
        )

    def _show_now(self, said: str = "") -> None:
        if self.dialog is not None:
            self.dialog.show_now()
            self.dialog.say(said)

    def _on_failed(self, trouble: Trouble) -> None:
        told = sentence(self.words, trouble)
        self._frame.notice.say(told, "discuss")
        self._show_now(told)

    def _prefer(self, place: Path | None, minutes: int) -> None:
        self.set_preferences(Preferences(place, minutes))
        self.preferences_changed.emit(self._preferences)
        self._show_now()

    def ask_place(self) -> None:
        """A folder, best on a stick, that gets a copy of every backup."""
        name = QFileDialog.getExistingDirectory(self._console, self.words("备份的第二处"))
        if not name:
            return
        place = Path(name)
        if place == self.session.store.path.parent:
            self._show_now(self.words("第二处要与文件不在同一个文件夹，最好是一个 U 盘。"))
            return
        self._prefer(place, self._preferences.lock_minutes)

    def ask_restore(self) -> None:
        """Choose a backup; whoever owns the console puts it back."""
        store = self.session.store
        from workshop.ui.safety.restore import RestoreDialog

        dialog = RestoreDialog(self.words, store, store.path, store.passphrase, self._console)
        if dialog.exec() and dialog.chosen is not None:
            if self.dialog is not None:
                self.dialog.accept()
            self.restore_asked.emit(dialog.chosen.path)

    def ask_log(self) -> None:
        """The chained log as a file, once it is verified."""
        from workshop.exports.log import write_log
        from workshop.exports.sealing import sealed
        from workshop.ui.safety.leaving import may_leave

        _, store = self.words, self.session.store
        if not may_leave(self.session, self._console):
            return
        name, _kind = QFileDialog.getSaveFileName(self._console, _("导出操作记录"), str(store.path.with_name(f"{store.path.stem}-log.csv")))
        if not name:
            return
        try:
            if Path(name).exists() and Path(name).samefile(store.path):
                raise Refused("out.same", path=name)
            with sealed(self.session.sealed_with):
                write_log(store, Path(name))
        except Trouble as trouble:
            self._show_now(sentence(_, trouble))
        else:
            self._show_now(_("已导出 {name}", name=Path(name).name))

    # -- passphrase ----------------------------------------------------------------------------------------------------------------------

    def ask_protect(self) -> None:
        """A new passphrase; the one before is asked for first."""
        from workshop.ui.safety.protect import ProtectDialog

        dialog = ProtectDialog(self.words, self.session.store, self._console)
        if dialog.exec() and dialog.chosen is not None:
            self.protect(dialog.chosen)

    def protect(self, new: str | None) -> None:
        """The file under another passphrase or none; its backups follow in a worker."""
        if self.keeper.busy or self._resealing.busy:
            self._show_now(self.words("正在备份，请稍后再试。"))
            return
        old = self.session.store.passphrase
        if not self.session.set_passphrase(new):
            return
        self.session.leaving_asked = False
        self.set_preferences(self._preferences)
        work = self.session.store.resealing(old, self._preferences.second_place)

        def run(ticket: Ticket) -> object:
            del ticket
            return outcome(work)

        self._resealing.begin(run)
        self.moved.emit()
        self._show_now(self.words("口令已生效，正在处理备份……"))

    def unprotect(self) -> None:
        """Take the passphrase away, once it was typed again."""
        from workshop.ui.safety.protect import ProtectDialog

        dialog = ProtectDialog(self.words, self.session.store, self._console, taking_away=True)
        if dialog.exec():
            self.protect(None)

    def _on_resealed(self, answer: object) -> None:
        _ = self.words
        if isinstance(answer, Trouble):
            self._on_failed(answer)
        elif isinstance(answer, tuple):
            done, left = answer
            told = _("口令已生效，{count} 份备份也已照办。", count=done)
            if left:
                told += _("有 {count} 份备份打不开，仍是原来的口令或原来的样子，请自行处理。", count=left)
            if self._name_tells():
                told += _("文件名里还有银行名称，可以另存到别处换一个名字。")
            self._show_now(told)
            self._frame.notice.say(told, "discuss" if left else "done")

    def _name_tells(self) -> bool:
        bank = self.session.state.engagement.bank.strip()
        return self.session.store.protected and bool(bank) and bank[:4] in self.session.store.path.name

    def print_sheet(self) -> None:
        """The passphrase on paper, straight from the printer."""
        store = self.session.store
        from workshop.ui.safety.sheet import ask_print

        if store.passphrase and ask_print(self._console, self.words, store.path, store.passphrase):
            self._show_now(self.words("恢复单已送往打印机。"))

    # -- lock ------------------------------------------------------------------------------------------------------------------------------

    def lock(self) -> None:
        """Cover the console; other windows of the program close, the wall goes dark."""
        if not self.session.store.protected or self.locked:
            return
        for window in QApplication.topLevelWidgets():
            if isinstance(window, QDialog) and window.isVisible():
                window.reject()
        self.lock_screen.cover()
        self.locked_changed.emit(True)

    def _on_opened(self) -> None:
        self._idle.set_minutes(self._preferences.lock_minutes)
        self.locked_changed.emit(False)
