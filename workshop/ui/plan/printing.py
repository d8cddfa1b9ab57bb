"""Prints the plan off the GUI thread: values in, the printed pages or a trouble out; it tells its progress and can be cancelled."""

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from workshop.exports_plan import Edition, print_plan
from workshop.model.content import Pack
from workshop.model.errors import EnvironmentTrouble, Trouble
from workshop.model.rows import LogEntry
from workshop.model.state import State
from workshop.words import Words


@dataclass(frozen=True)
class Job:
    """What to print; without a path the pages come back as bytes and leave no file."""

    state: State
    pack: Pack
    words: Words
    log: tuple[LogEntry, ...]
    edition: Edition = "working"
    path: Path | None = None


@dataclass(frozen=True)
class Printed:
    """The pages, the characters no face has, or what went wrong."""

    job: Job
    data: bytes = b""
    missing: tuple[str, ...] = ()
    trouble: Trouble | None = None


class _Teller(QObject):
    """Carries news from the worker to the thread that asked."""

    progressed = Signal(int, int, int)
    told = Signal(int, object)


class _Task(QRunnable):
    """One printing in the pool."""

    def __init__(self, number: int, job: Job, stop: Event, teller: _Teller) -> None:
        super().__init__()
        self.number, self.job, self.stop, self.teller = number, job, stop, teller

    def run(self) -> None:
        self.teller.told.emit(self.number, self._printed())

    def _printed(self) -> Printed:
        try:
            if self.job.path is not None:
                return Printed(self.job, missing=self._print(self.job.path))
            folder = Path(tempfile.mkdtemp())
            try:
                missing = self._print(folder / "plan.pdf")
                return Printed(self.job, (folder / "plan.pdf").read_bytes(), missing)
            finally:
                shutil.rmtree(folder, ignore_errors=True)
        except Trouble as trouble:
            return Printed(self.job, trouble=trouble)
        except OSError as error:
            return Printed(self.job, trouble=EnvironmentTrouble("file.trouble", path=error.filename or "", detail=error.strerror or ""))

    def _print(self, path: Path) -> tuple[str, ...]:
        job = self.job
        return print_plan(job.state, job.pack, job.words, path, self._progress, log=job.log, edition=job.edition)

    def _progress(self, done: int, total: int) -> bool:
        self.teller.progressed.emit(self.number, done, total)
        return not self.stop.is_set()


class Printing(QObject):
    """One printing at a time; a cancelled one tells nothing and leaves nothing."""

    progressed = Signal(int, int)
    printed = Signal(object)  # Printed
    busy_changed = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._teller = _Teller(self)
        self._teller.progressed.connect(self._on_progress)
        self._teller.told.connect(self._on_told)
        self._number, self._stop, self._busy = 0, Event(), False

    @property
    def busy(self) -> bool:
        """Whether pages are awaited."""
        return self._busy

    def start(self, job: Job) -> None:
        """Print; `printed` tells the outcome."""
        self._stop.set()
        self._number, self._stop = self._number + 1, Event()
        self._set_busy(True)
        self._pool.start(_Task(self._number, job, self._stop, self._teller))

    def cancel(self) -> None:
        """Stop; nothing is told."""
        self._stop.set()
        self._number += 1
        self._set_busy(False)

    def close(self) -> None:
        """Stop and wait until the worker has left."""
        self.cancel()
        self._pool.waitForDone()

    def _on_progress(self, number: int, done: int, total: int) -> None:
        if number == self._number and self._busy:
            self.progressed.emit(done, total)

    def _on_told(self, number: int, printed: Printed) -> None:
        if number == self._number:
            self._set_busy(False)
            self.printed.emit(printed)

    def _set_busy(self, busy: bool) -> None:
        if busy != self._busy:
            self._busy = busy
            self.busy_changed.emit(busy)
