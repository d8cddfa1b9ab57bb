"""A bug gets a traceback in a rotating log and a word to the user. What the room said never reaches the log, crash or not."""

import logging
import re
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

from .model.errors import Trouble

FILE = "workshop.log"
LOGGER = "workshop"
SIZE, KEPT = 512 * 1024, 3

log = logging.getLogger(__name__)


class Crash(NamedTuple):
    """An error nobody expected."""

    where: str  # traceback without the error's message: fit for the log of a protected engagement
    text: str  # the whole traceback, for the screen only
    log: Path

    @property
    def what(self) -> str:
        """Kind and place in one line: "KeyError · plan.py 123"; no message, for it may quote a vote or a name."""
        places = re.findall(r'File "(?:.*[\\\\/])?([^"\\\\/]+)", line (\d+)', self.where)
        kind = self.where.strip().rpartition("\n")[2]
        return f"{kind} · {places[-1][0]} {places[-1][1]}" if places else kind


class _Rotating(logging.FileHandler):
    """A file that makes room for the next one before it outgrows SIZE; KEPT older ones stay.

    The library's own handler imports a network's worth of modules on the way to the first window.
    """

    def emit(self, record: logging.LogRecord) -> None:
        try:
            if self.stream is not None and self.stream.tell() + len(self.format(record).encode()) >= SIZE:
                self.stream.close()
                self._turn(Path(self.baseFilename))
                self.stream = self._open()
        except OSError:
            self.handleError(record)
        super().emit(record)

    def _turn(self, whole: Path) -> None:
        for number in range(KEPT, 0, -1):
            older = whole.with_name(f"{FILE}.{number - 1}") if number > 1 else whole
            if older.exists():
                older.replace(whole.with_name(f"{FILE}.{number}"))


def start_log(folder: Path) -> logging.Handler | None:
    """Write the program's log into `folder`, at most four files of half a megabyte; None where the folder cannot be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = _Rotating(folder / FILE, encoding="utf-8")
    except OSError:
        return None
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logger = logging.getLogger(LOGGER)
    logger.setLevel(logging.INFO)
    logger.addHandler(handler)
    return handler


def stop_log(handler: logging.Handler) -> None:
    """Close what `start_log` opened."""
    logging.getLogger(LOGGER).removeHandler(handler)
    handler.close()


class CrashHook:
    """Stands at `sys.excepthook` and its sister for threads; `tell` hears of each place of failure once, in the thread that failed."""

    def __init__(self, folder: Path, tell: Callable[[Crash], None]) -> None:
        self._path = folder / FILE
        self._tell = tell
        self._told: set[str] = set()
        self._before = sys.excepthook, threading.excepthook

    def install(self) -> None:
        """Take over from the hooks found."""
        self._before = sys.excepthook, threading.excepthook
        sys.excepthook = self._failed
        threading.excepthook = self._thread_failed

    def remove(self) -> None:
        """Put the former hooks back."""
        sys.excepthook, threading.excepthook = self._before

    def _thread_failed(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._failed(args.exc_type, args.exc_value, args.exc_traceback)

    def _failed(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if not issubclass(kind, Exception):  # Ctrl+C and exit are no bugs
            self._before[0](kind, error, trace)
            return
        where = places(error)
        log.error("unexpected error\n%s", where)
        # a view that fails to paint fails sixty times a second: once is enough, and so is one dialog at a time
        if where not in self._told:
            self._told.add(where)
            text = "".join(traceback.format_exception(kind, error, trace))
            if sys.stderr:  # a windowed program has none
                sys.stderr.write(text)
            self._tell(Crash(where, text, self._path))


def places(error: BaseException) -> str:
    """The traceback of `error` and its causes: files, lines, code and types, no messages, for these may quote a vote or a name."""
    told: list[str] = []
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None:
        told += [places(cause), "which led to\n"]
    told += traceback.format_tb(error.__traceback__)
    code = f" {error.code}" if isinstance(error, Trouble) else ""
    told.append(f"{type(error).__qualname__}{code}\n")
    return "".join(told)
