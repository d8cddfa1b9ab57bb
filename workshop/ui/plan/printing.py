"""Prints the plan off the GUI thread: values in, the printed pages or a trouble out; it tells its progress and can be cancelled."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from workshop.exports.plan import Edition, print_plan
from workshop.exports.sealing import in_memory, sealed
from workshop.model.content import Pack
from workshop.model.errors import EnvironmentTrouble, Trouble
from workshop.model.rows import LogEntry
from workshop.model.state import State
from workshop.ui.worker import Ticket, Worker
from workshop.words import Words

PREVIEW = Path("plan.pdf")  # a name only: the pages shown stay in memory


@dataclass(frozen=True)
class Job:
    """What to print; without a path the pages come back as bytes and leave no file."""

    state: State
    pack: Pack
    words: Words
    log: tuple[LogEntry, ...]
    edition: Edition = "working"
    path: Path | None = None
    seal: str | None = None  # passphrase the file is sealed with


@dataclass(frozen=True)
class Printed:
    """The pages, the characters no face has, or what went wrong."""

    job: Job
    data: bytes = b""
    missing: tuple[str, ...] = ()
    trouble: Trouble | None = None


def printed(job: Job, ticket: Ticket) -> Printed:
    """Print into the job's path, or into bytes; a trouble is an outcome too."""
    try:
        if job.path is not None:
            with sealed(job.seal):
                return Printed(job, missing=_print(job, job.path, ticket))
        with in_memory() as pages:
            missing = _print(job, PREVIEW, ticket)
        return Printed(job, pages[PREVIEW], missing)
    except Trouble as trouble:
        return Printed(job, trouble=trouble)
    except OSError as error:
        return Printed(job, trouble=EnvironmentTrouble("file.trouble", path=error.filename or "", detail=error.strerror or ""))


def _print(job: Job, path: Path, ticket: Ticket) -> tuple[str, ...]:
    return print_plan(job.state, job.pack, job.words, path, ticket.progress, log=job.log, edition=job.edition)


class Printing(Worker):
    """One printing at a time; a cancelled one tells nothing and leaves nothing."""

    printed = Signal(object)  # Printed

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.answered.connect(self.printed)

    def start(self, job: Job) -> None:
        """Print; `printed` tells the outcome."""
        self.begin(lambda ticket: printed(job, ticket))
