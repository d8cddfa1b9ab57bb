"""A room to measure in: a fresh engagement with as many seats as wanted, console and wall open on it."""

import sys
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEvent, QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from workshop.desktop import PACK, make_application
from workshop.model.content import load_pack, read_pack_files
from workshop.model.store import Store, default_engagement
from workshop.paths import asset_path
from workshop.session import Session
from workshop.ui.main_window import MainWindow
from workshop.words import load_words


def application() -> QApplication:
    """The one of this process."""
    found = QApplication.instance()
    if isinstance(found, QApplication):
        return found
    qInstallMessageHandler(_say)
    return make_application([])


def _say(_kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    """The offscreen platform's one complaint is no news."""
    if "propagateSizeHints" not in message:
        print(message, file=sys.stderr)


def new_store(path: Path, seats: int, groups: int = 4) -> Store:
    """An engagement as it stands when the day begins."""
    files = read_pack_files(asset_path(*PACK))
    store = Store.create(path, files, default_engagement(load_pack(files, "zh_CN"), "云岭农村商业银行", datetime.now()))
    for number in range(seats):
        store.add_seat(f"部门 {number + 1}", f"第 {number % groups + 1} 组")
    return store


def open_room(store: Store) -> MainWindow:
    """Console and wall, painted."""
    app = application()
    console = MainWindow(Session(store, load_words("zh_CN")))
    console.resize(1366, 768)
    console.show()
    console.stage.present()
    app.processEvents()
    return console


def settle() -> None:
    """What a turn of the event loop does: paint, and delete what was left behind (outside of a loop nobody else does)."""
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def go_to(console: MainWindow, indicator: str) -> None:
    """The page of an indicator."""
    console.go(f"dimension.{console.session.pack.dimension_of(indicator).id}/{indicator}")
    settle()


def open_round(console: MainWindow, kind: str, subject: str) -> str:
    """The id of a fresh round's ballot."""
    console.session.do(Store.open_ballot, kind, subject)
    turn = console.session.state.open_round(kind, subject)
    assert turn is not None, (kind, subject)
    return turn.ballot.id


def close_room(console: MainWindow) -> None:
    """As the desktop does: the window closes, then the file, then the window is deleted."""
    console.close()
    console.session.close()
    console.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
