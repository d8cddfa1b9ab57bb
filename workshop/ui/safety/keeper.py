"""Backups while the room works: every five minutes of change, on closing, when asked; in a worker that the room does not feel."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from workshop.model.errors import EnvironmentTrouble, Trouble
from workshop.model.store.backup import Kept
from workshop.sentences import sentence
from workshop.session import Session
from workshop.ui.worker import Ticket, Worker

EVERY_MS = 5 * 60 * 1000


def outcome(work: Callable[[], object]) -> object:
    """What a piece of work returned, or the trouble it met."""
    try:
        return work()
    except Trouble as trouble:
        return trouble
    except OSError as error:
        return EnvironmentTrouble("file.trouble", path=str(error.filename or ""), detail=error.strerror or "")


def backed_up(session: Session, reason: str) -> str:
    """A backup before something large is taken in; why it could not be made, or "" when it was."""
    answer = outcome(session.store.backing_up(reason))
    return sentence(session.words, answer) if isinstance(answer, Trouble) else ""


class Keeper(QObject):
    """Makes the backups of one session; `kept` tells of each that was read back, `failed` of one that was not."""

    kept = Signal(object)  # Kept
    failed = Signal(object)  # Trouble

    def __init__(self, session: Session, second_place: Path | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.second_place = second_place
        self.last: tuple[datetime, Kept] | None = None
        self._copied = session.state.log_length  # entries of the log that a backup holds, or that were there at the start
        self._copying = 0
        self._worker = Worker(self)
        self._worker.answered.connect(self._on_answer)
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.on_time)
        self._timer.start()

    @property
    def busy(self) -> bool:
        """Whether a backup is under way."""
        return self._worker.busy

    @property
    def behind(self) -> bool:
        """Whether something changed that no backup holds."""
        return self._session.state.log_length != self._copied

    def on_time(self) -> None:
        """Back up what changed; nothing while the file cannot be reached."""
        if self.behind and not self.busy and self._session.frozen is None:
            self.begin("change")

    def begin(self, reason: str) -> None:
        """A backup beside the room's work."""
        if self.busy:
            return
        work = self._session.store.backing_up(reason, self.second_place)
        self._copying = self._session.state.log_length

        def run(ticket: Ticket) -> object:
            del ticket  # a copy is made whole or not at all
            return outcome(work)

        self._worker.begin(run)

    def finish(self) -> None:
        """The last backup, once nothing more will be written; waits for the one under way."""
        self._timer.stop()
        self._worker.close()
        if self.behind and self._session.frozen is None:
            self._copying = self._session.state.log_length
            self._on_answer(outcome(self._session.store.backing_up("close", self.second_place)))

    def _on_answer(self, answer: object) -> None:
        if isinstance(answer, Kept):
            self._copied = self._copying
            self.last = (datetime.now(), answer)
            self.kept.emit(answer)
        elif isinstance(answer, Trouble):
            if answer.code in ("backup.away", "backup.second"):  # the one beside the file is done
                self._copied = self._copying
            self.failed.emit(answer)
