"""What a start needs before there is a window: the application, its faces, how much room the screen has, names of new files."""

import gc
import logging
import os
import sys
import time
from collections.abc import Iterator
from datetime import date, datetime
from importlib import import_module
from itertools import count, takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from workshop.paths import documents_dir
from workshop.settings import Recent
from workshop.ui.collecting import Collector
from workshop.ui.theme import load_fonts

if TYPE_CHECKING:
    from workshop.session import Session

SLICE = 0.0002  # seconds the work beside the window may keep the interpreter when the window wants it

log = logging.getLogger(__name__)


def make_application(argv: list[str]) -> QApplication:
    """A QApplication dressed in the bundled fonts, which the work beside it does not hold up."""
    sys.setswitchinterval(SLICE)
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    app = QApplication(argv)
    Collector(app)
    app.setApplicationName("Workshop")
    app.setQuitOnLastWindowClosed(True)
    try:
        load_fonts()
    except OSError as error:  # the system's own faces will do
        log.warning("a bundled face is missing: %s", Path(str(error)).name)
    return app


class TellPainted(QObject):
    """For the benchmarks of a packaged program, where nothing can be wrapped around: says when its first window stood there, and ends."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self._tell)
        return False

    def _tell(self) -> None:
        print(time.monotonic_ns(), flush=True)
        os._exit(0)


def tell_painted(window: QWidget | None) -> None:
    """Only where a benchmark asks for it."""
    if "WORKSHOP_TELL_PAINTED" in os.environ and window is not None:
        TellPainted(window)


def room_for(size: QSize) -> QSize:
    """As much of `size` as the screen holds."""
    screen = QGuiApplication.primaryScreen()
    return size.boundedTo(screen.availableGeometry().size()) if screen is not None else size


def warm() -> None:
    """Import what comes next while nobody waits; what was made on the way here stays, and need not be looked through again."""
    for name in ("workshop.model.store", "workshop.session", "workshop.ui.main_window"):
        import_module(name)
    gc.freeze()
    gc.enable()


def geometry_of(window: QWidget) -> str:
    """Size and place of a window for the settings, as Qt keeps them."""
    return bytes(window.saveGeometry().toBase64().data()).decode("ascii")


def restore_geometry(window: QWidget, text: str) -> None:
    """Put a window back where it stood; "" leaves it where it is."""
    if text:
        window.restoreGeometry(QByteArray.fromBase64(text.encode("ascii")))


def kept_in(chosen: Path | None) -> Path:
    """The folder of engagements: the user's documents when the chosen one is gone (a stick), closed to us or longer than any path."""
    return chosen if chosen is not None and os.path.isdir(chosen) else documents_dir()


def free_path(folder: Path, stem: str) -> Path:
    """A path that does not exist yet, as far as one may look; writing there says what is wrong."""
    return next(path for path in _takes(folder, stem) if not os.path.exists(path))


def takes_of(folder: Path, stem: str) -> tuple[Path, ...]:
    """The files that `free_path` made room for before."""
    return tuple(takewhile(os.path.exists, _takes(folder, stem)))


def _takes(folder: Path, stem: str) -> Iterator[Path]:
    """江汀.workshop, 江汀 2.workshop, …"""
    return (folder / f"{stem}{'' if number == 1 else f' {number}'}.workshop" for number in count(1))


def recent_of(session: "Session") -> Recent:
    """The line of the recent list for an open engagement; of a protected one nothing but path and lock."""
    from workshop.formats import decimal
    from workshop.model import assessment

    state, pack, path = session.state, session.pack, session.store.path.resolve()
    if session.store.protected:
        return Recent(path, datetime.now(), locked=True)
    result = assessment.score(state, pack)
    settled = sum(state.record_of("indicator", indicator) is not None for indicator in pack.indicators)
    score = decimal(result.overall) if result.overall is not None else ""
    return Recent(path, datetime.now(), False, state.engagement.bank, _day(state.engagement.held_on), settled, len(pack.indicators), score)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def drop(window: QWidget | None) -> None:
    """A window that another one takes the place of."""
    if window is not None:
        window.hide()
        window.deleteLater()
