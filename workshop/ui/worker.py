"""One piece of work at a time beside the GUI thread: values go in, a value comes back, and it can be stopped."""

from collections.abc import Callable
from threading import Event

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal


class _Teller(QObject):
    """Carries news from the worker to the thread that asked."""

    progressed = Signal(int, int, int, str)
    told = Signal(int, object)


class Ticket:
    """What a piece of work holds: whether it should stop, and a way to say how far it is."""

    def __init__(self, number: int, teller: _Teller) -> None:
        self.stop = Event()
        self._number, self._teller = number, teller

    def progress(self, done: int, total: int, chapter: str = "") -> bool:
        """Tell how far the work is, and at which chapter where it has some; False asks it to stop."""
        self._teller.progressed.emit(self._number, done, total, chapter)
        return not self.stop.is_set()

    def tell(self, answer: object) -> None:
        self._teller.told.emit(self._number, answer)


class _Task(QRunnable):
    """One piece of work in the pool."""

    def __init__(self, ticket: Ticket, work: Callable[[Ticket], object]) -> None:
        super().__init__()
        self._ticket, self._work = ticket, work

    def run(self) -> None:
        self._ticket.tell(self._work(self._ticket))


class Worker(QObject):
    """A newer piece of work takes the place of the older one, whose answer is never told."""

    answered = Signal(object)
    progressed = Signal(int, int, str)  # done, of so many, key of the chapter
    busy_changed = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._teller = _Teller(self)
        self._teller.progressed.connect(self._on_progress)
        self._teller.told.connect(self._on_told)
        self._number, self._busy = 0, False
        self._ticket = Ticket(0, self._teller)

    @property
    def busy(self) -> bool:
        """Whether an answer is still awaited."""
        return self._busy

    def begin(self, work: Callable[[Ticket], object]) -> None:
        """Do the work in the pool; `answered` tells what it returned."""
        self._ticket.stop.set()
        self._number += 1
        self._ticket = Ticket(self._number, self._teller)
        self._set_busy(True)
        self._pool.start(_Task(self._ticket, work))

    def cancel(self) -> None:
        """Ask it to stop; its answer is not told."""
        self._ticket.stop.set()
        self._number += 1
        self._set_busy(False)

    def close(self) -> None:
        """Stop, and wait until the worker has left."""
        self.cancel()
        self._pool.waitForDone()

    def _on_progress(self, number: int, done: int, total: int, chapter: str) -> None:
        if number == self._number and self._busy:
            self.progressed.emit(done, total, chapter)

    def _on_told(self, number: int, answer: object) -> None:
        if number == self._number:
            self._set_busy(False)
            self.answered.emit(answer)

    def _set_busy(self, busy: bool) -> None:
        if busy != self._busy:
            self._busy = busy
            self.busy_changed.emit(busy)
