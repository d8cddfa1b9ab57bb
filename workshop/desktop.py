"""Composition root of the windows: paths → log → settings → words → welcome window; store, session and pages after the first paint."""

import logging
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from workshop import settings as settings_file
from workshop.crash import Crash, CrashHook, start_log, stop_log
from workshop.model.errors import EnvironmentTrouble, Trouble
from workshop.paths import asset_path, config_dir, documents_dir, log_dir
from workshop.settings import Settings
from workshop.ui.qtwords import QtWords
from workshop.ui.single import SingleInstance, to_front
from workshop.ui.starting import (
    drop,
    free_path,
    geometry_of,
    kept_in,
    make_application,
    recent_of,
    restore_geometry,
    room_for,
    tell_painted,
    warm,
)
from workshop.ui.theme import dress, load_looks
from workshop.ui.welcome import WelcomeWindow
from workshop.words import Words, load_words

if TYPE_CHECKING:
    from workshop.model.store import Store
    from workshop.ours import Ours
    from workshop.session import Session
    from workshop.ui.main_window import MainWindow
    from workshop.ui.safety.guard import Preferences

__all__ = ["PACK", "VERSION", "Desktop", "main", "make_application"]

log = logging.getLogger(__name__)

VERSION, PACK = "0.1.0", ("content", "small-bank-fintech-2019")
WARM_AFTER_MS = 600
SIZE = QSize(1366, 768)  # of a first window


def main(file: Path | None) -> int:
    """Open the windows, with a file when one is named; returns when the last one is closed."""
    app = make_application(sys.argv)
    handler = start_log(log_dir())
    instance = SingleInstance(config_dir())
    if not instance.first and instance.hand_over(file):
        return 0
    desktop = Desktop(app)
    instance.asked.connect(desktop.asked_from_outside)
    desktop.start(file)
    QTimer.singleShot(WARM_AFTER_MS, instance.listen)  # what was asked for meanwhile is heard as well
    status = app.exec()
    desktop.finish()
    instance.close()
    if handler:
        stop_log(handler)
    return int(status)


class Desktop(QObject):
    """Holds what lives as long as the program: settings, words, the window that is open."""

    crashed = Signal(object)  # from whichever thread failed, to the GUI's

    def __init__(self, app: QApplication, folder: Path | None = None) -> None:
        super().__init__()
        self._app = app
        self._folder = folder or config_dir()
        self.settings: Settings = settings_file.load(self._folder)
        self.words: Words = load_words(self.settings.language)
        self._translator: QtWords | None = None
        self.welcome: WelcomeWindow | None = None
        self.console: MainWindow | None = None
        self._hook = CrashHook(log_dir(), self.crashed.emit)
        self.crashed.connect(self._tell_crash)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._wear)
        self._wear()
        self._translate()

    def start(self, file: Path | None) -> None:
        """The first window."""
        self._hook.install()
        QTimer.singleShot(WARM_AFTER_MS, warm)
        if file is None:
            self.show_welcome()
            tell_painted(self.welcome)
        else:
            QTimer.singleShot(0, lambda: self._begin_with(file))

    def asked_from_outside(self, file: Path | None) -> None:
        """A second start: come to the front, and open its file unless another engagement is open."""
        to_front(self._any_window())
        if file is not None and self.console is None:
            self.open_file(file)
        elif file is not None and self.console is not None and file.resolve() != self.console.session.store.path.resolve():
            self.console.say(self.words("已收到 {name}。请先关闭当前诊断，再打开它。", name=file.name))

    def _begin_with(self, file: Path) -> None:
        """Straight to the console; the welcome window only where there is something to ask or to tell."""
        self.open_file(file)
        self._any_window()

    def finish(self) -> None:
        self._hook.remove()

    # -- looks and words ------------------------------------------------------------------------------------------------------------

    def _wear(self) -> None:
        dress(self._app, load_looks().dark if self._is_dark() else load_looks().light, self.settings.text_size)

    def _is_dark(self) -> bool:
        if self.settings.theme == "system":
            return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return self.settings.theme == "dark"

    def _translate(self) -> None:
        """Qt's own buttons in the user's language."""
        if self._translator is not None:
            self._app.removeTranslator(self._translator)
        self._translator = QtWords(self.words.language)
        if self._translator.found:
            self._app.installTranslator(self._translator)

    def set_theme(self, theme: str) -> None:
        self._keep(replace(self.settings, theme=theme))
        self._wear()
        if self.welcome is not None:
            self.show_welcome()

    def set_text_size(self, percent: int) -> None:
        """Larger or smaller type; open windows are laid out anew when they are next shown."""
        self._keep(replace(self.settings, text_size=percent))
        self._wear()
        if self.welcome is not None:
            self.show_welcome()

    def set_language(self, language: str) -> None:
        """Another language without a restart: the open window is made anew; one that cannot save speaks on as it did."""
        self._keep(replace(self.settings, language=language))
        self.words = load_words(language)
        self._translate()
        if self.welcome is not None:
            self.show_welcome()
        elif self.console is not None and self.console.session.frozen is None:
            self._enter_again(self.console)

    def change_settings(self) -> None:
        """The page of settings; what is chosen there holds at once."""
        from workshop.ui.settings_page import SettingsDialog

        dialog = SettingsDialog(self.words, self.settings, self._folder, log_dir(), documents_dir(), self._any_window())
        accepted, before, chosen = dialog.exec(), self.settings, dialog.chosen()
        dialog.deleteLater()
        if not accepted:
            return
        self._keep(chosen)
        if chosen.language != before.language:
            self.set_language(chosen.language)
        if chosen.theme != before.theme:
            self.set_theme(chosen.theme)
        if chosen.text_size != before.text_size:
            self.set_text_size(chosen.text_size)

    def show_portfolio(self) -> None:
        """Many engagements side by side, in a window of its own."""
        from workshop.ui.portfolio.window import PortfolioWindow

        self.portfolio = PortfolioWindow(self.words, self._folder, self._documents(), self.welcome)
        self.portfolio.resize(room_for(SIZE))
        self.portfolio.show()

    def _documents(self) -> Path:
        """Where engagements are kept."""
        return kept_in(self.settings.folder)

    def _keep(self, settings: Settings) -> None:
        """Remember; settings that cannot be written are no reason to stop the room."""
        self.settings = settings
        try:
            settings_file.save(settings, self._folder)
        except EnvironmentTrouble as trouble:
            log.warning("settings not kept: %s", trouble.code)

    # -- windows --------------------------------------------------------------------------------------------------------------------

    def show_welcome(self) -> None:
        """The welcome window, in the place of the one before."""
        old, self.welcome = self.welcome, WelcomeWindow(self.words, self.settings, VERSION)
        self.welcome.new_asked.connect(self.new_engagement)
        self.welcome.demo_asked.connect(self.open_demo)
        self.welcome.rehearsal_asked.connect(self.open_rehearsal)
        self.welcome.open_asked.connect(self.ask_file)
        self.welcome.file_asked.connect(self.open_file)
        self.welcome.language_asked.connect(self.set_language)
        self.welcome.theme_asked.connect(self.set_theme)
        self.welcome.settings_asked.connect(self.change_settings)
        self.welcome.portfolio_asked.connect(self.show_portfolio)
        if old is not None:
            self.welcome.setGeometry(old.geometry())
        else:
            self.welcome.resize(room_for(SIZE))
        self.welcome.show()
        drop(old)

    def new_engagement(self) -> None:
        """Ask what a new engagement begins with, and open it."""
        from workshop.model.content import load_pack, read_pack_files
        from workshop.model.store import Store, default_engagement
        from workshop.ui.dialogs import NewDialog

        files = read_pack_files(asset_path(*PACK))
        pack = load_pack(files, self.words.language)
        folder = self._documents()
        dialog = NewDialog(self.words, [(kind.id, kind.name) for kind in pack.bank_types.values()], folder, self.welcome)
        if not dialog.exec() or dialog.result_value is None:
            return
        asked = dialog.result_value
        profile = default_engagement(pack, asked.bank, datetime.now(), bank_type=asked.bank_type)

        def make() -> None:
            asked.path.parent.mkdir(parents=True, exist_ok=True)
            self._enter(Store.create(asked.path, files, profile, asked.passphrase))

        self._try(make)

    def open_rehearsal(self) -> None:
        """A fresh engagement with simulated participants in the user's documents."""
        from workshop import demo

        self._begin_in_documents(self.words("排练"), lambda path: demo.rehearse(path, language=self.words.language))

    def open_demo(self) -> None:
        """A fresh copy of the demo engagement in the user's documents."""
        from workshop import demo

        self._begin_in_documents(self.words("演示"), demo.build)

    def _begin_in_documents(self, name: str, build: Callable[[Path], "Store"]) -> None:
        path = free_path(self._documents(), name)

        def make() -> None:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._enter(build(path))

        self._try(make)

    def ask_file(self) -> None:
        from workshop.ui.dialogs import ask_open

        path = ask_open(self._any_window(), self.words, self._documents())
        if path is not None:
            self.open_file(path)

    def open_file(self, path: Path, passphrase: str | None = None) -> None:
        """Open an engagement, a stranger's in a copy; a damaged one offers what is left."""
        from workshop.ui.arriving import Arrival
        from workshop.ui.safety.damaged import is_damaged

        known_place = any(one.path == path.resolve() for one in self.settings.recent)
        arrival = Arrival(self.words, path, passphrase, self._ours(), known_place, self._documents())
        try:
            store = arrival.store(self._any_window())
        except Trouble as trouble:
            if trouble.code == "store.corrupt" or is_damaged(path, trouble):
                self._mend(path, arrival.passphrase, trouble)
            else:
                self.tell(trouble)
            return
        if store is not None:
            self._enter(store)
        if self.console is not None and arrival.said:
            self.console.begin()
            self.console.frame.notice.say(arrival.said)

    def _ours(self) -> "Ours":
        """Which files were made or taken in here, as it is known now."""
        from workshop.ours import Ours

        return Ours(self._folder, [one.path for one in self.settings.recent])

    def _mend(self, path: Path, passphrase: str | None, trouble: Trouble) -> None:
        """A damaged file: the last good backup, or what can be saved of it in a new file."""
        from workshop.ui.safety.damaged import DamagedDialog

        dialog = DamagedDialog(self.words, path, passphrase, trouble, self._any_window())
        if dialog.exec() and dialog.opens is not None:
            if dialog.salvaged:
                self._ours().remember(dialog.opens, dialog.salvaged)
            self.open_file(dialog.opens, passphrase)

    def _enter(self, store: "Store") -> None:
        """From an open store to the console."""
        from workshop.session import Session
        from workshop.ui.hints import hint
        from workshop.ui.main_window import MainWindow
        from workshop.ui.safety.guard import Preferences

        if store.pack.language != self.words.language and self.words.language in store.pack.languages:
            store.speak(self.words.language)
        self._ours().remember(store.path, store.origins())
        session = Session(store, self.words)
        session.made.connect(lambda path, origins: self._ours().remember(path, origins))
        console = MainWindow(session, page_later=True)
        restore_geometry(console, self.settings.windows.get("console", ""))
        if not self.settings.windows.get("console"):
            console.resize(room_for(SIZE))
        console.stage.set_dark(self.settings.wall == "dark")
        console.guard.set_preferences(Preferences(self.settings.second_place, self.settings.lock_minutes))
        console.guard.preferences_changed.connect(self._prefer)
        console.guard.moved.connect(lambda: self._remember(session))
        console.guard.restore_asked.connect(lambda backup: self._restore(console, session, backup))
        console.settings_asked.connect(self.change_settings)
        console.left.connect(lambda: self._leave(console, session))
        self.console = console
        hint(console.frame, self.words, self.settings.hints, lambda count: self._keep(replace(self.settings, hints=count)))
        console.show()
        self._remember(session)
        old, self.welcome = self.welcome, None
        drop(old)

    def _enter_again(self, old: "MainWindow") -> None:
        """The same engagement in a console made anew."""
        from workshop.ui.again import Standing

        where = Standing.of(old)
        old.left.disconnect()  # what follows is no leaving
        old.close()
        self._enter(old.session.store)
        old.deleteLater()
        if self.console is not None:
            where.take_up(self.console)

    def _prefer(self, chosen: "Preferences") -> None:
        self._keep(replace(self.settings, second_place=chosen.second_place, lock_minutes=chosen.lock_minutes))

    def _restore(self, console: "MainWindow", session: "Session", backup: Path) -> None:
        """Close the console, put the backup in the file's place, and open it again."""
        from workshop.model.store import restoring

        path, passphrase = session.store.path, session.store.passphrase
        console.close()

        def put_back() -> None:
            restoring.put_back(backup, passphrase, path)
            self.open_file(path, passphrase)

        self._try(put_back)

    def _leave(self, console: "MainWindow", session: "Session") -> None:
        """The console was closed: remember where it stood, close the file, back to the welcome window."""
        self._remember(session)
        self._keep(replace(self.settings, windows={**self.settings.windows, "console": geometry_of(console)}))
        session.close()
        self.console = None
        self.show_welcome()
        console.deleteLater()

    def _remember(self, session: "Session") -> None:
        self._keep(self.settings.opened(recent_of(session)))

    # -- trouble --------------------------------------------------------------------------------------------------------------------

    def _try(self, run: Callable[[], None]) -> None:
        try:
            run()
        except OSError as error:
            self.tell(EnvironmentTrouble("file.cannot_create", path=str(error.filename or ""), detail=error.strerror or ""))
        except Trouble as trouble:
            self.tell(trouble)

    def tell(self, trouble: Trouble) -> None:
        """A sentence in a small dialog, before a console is there to say it."""
        from workshop.sentences import sentence
        from workshop.ui.dialogs import TellDialog

        _ = self.words
        TellDialog(self.words, _("没有打开"), sentence(self.words, trouble), self._any_window()).open()

    def _tell_crash(self, crash: Crash) -> None:
        from workshop.ui.dialogs import CrashDialog

        CrashDialog(self.words, crash, self._any_window()).open()

    def _any_window(self) -> "MainWindow | WelcomeWindow | None":
        if not (self.console or self.welcome):
            self.show_welcome()
        return self.console or self.welcome
