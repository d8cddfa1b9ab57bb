"""One program at a time: a second start hands its file to the first and leaves. By a lock and a folder of requests, never a socket."""

import json
import logging
import os
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QLockFile, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

LOCK, REQUESTS = "running.lock", "requests"
LIMIT = 4096  # bytes of one request

log = logging.getLogger(__name__)


class SingleInstance(QObject):
    """`first` when no other program of this user runs; the first hears of the others through `asked`."""

    asked = Signal(object)  # Path, or None: come to the front

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._requests = folder / REQUESTS
        self._watcher: QFileSystemWatcher | None = None
        self.first = True
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._requests.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:  # without a home every start is a first one
            log.warning("no folder for requests: %s", error.strerror)
            self._lock: QLockFile | None = None
            return
        self._lock = QLockFile(str(folder / LOCK))
        self._lock.setStaleLockTime(0)  # a lock is stale only when its process is gone
        self.first = self._lock.tryLock(0) or self._lock.error() is not QLockFile.LockError.LockFailedError

    def listen(self) -> None:
        """Hear what later starts ask for; what was asked before is heard as well."""
        if not self.first or self._lock is None:
            return
        self._watcher = QFileSystemWatcher([str(self._requests)], self)
        self._watcher.directoryChanged.connect(lambda _folder: self._read())
        QTimer.singleShot(0, self._read)

    def hand_over(self, file: Path | None) -> bool:
        """Leave a request for the first program; False when it could not be left."""
        text = json.dumps({"file": str(file.absolute()) if file is not None else None}, ensure_ascii=False)
        name = os.urandom(8).hex()
        try:
            temporary = self._requests / f".{name}"
            temporary.write_text(text, encoding="utf-8")
            os.replace(temporary, self._requests / f"{name}.json")
        except OSError as error:
            log.warning("no request could be left: %s", error.strerror)
            return False
        return True

    def _read(self) -> None:
        for path in sorted(self._requests.glob("*.json")):
            try:
                text = path.read_text(encoding="utf-8") if path.stat().st_size <= LIMIT else "{}"
                path.unlink()
                asked = json.loads(text).get("file")
            except (OSError, ValueError, AttributeError):
                log.warning("a request could not be read")
                continue
            self.asked.emit(Path(asked) if isinstance(asked, str) else None)

    def close(self) -> None:
        """Let the next start be the first."""
        if self._watcher is not None:
            self._watcher.removePaths(self._watcher.directories())
        if self._lock is not None and self.first:
            self._lock.unlock()


def to_front(window: QWidget | None) -> None:
    """Show a window before all others, out of the task bar if need be."""
    if window is not None:
        window.showNormal() if window.isMinimized() else window.show()
        window.raise_()
        window.activateWindow()
