"""Makes documents off the GUI thread: values in, a file, pages or a trouble out; it tells its progress and can be cancelled."""

from pathlib import Path

from msgspec import Struct, field
from PySide6.QtCore import QObject, Signal

from workshop.exports.given import Given, Options
from workshop.exports.sealing import in_memory, sealed
from workshop.model.errors import EnvironmentTrouble, Trouble
from workshop.ui.worker import Ticket, Worker

PREVIEW = Path("plan.pdf")  # a name only: the pages shown stay in memory


class Job(Struct, frozen=True):
    """What to make; without a path the printed pages come back as bytes and leave no file."""

    given: Given
    options: Options = field(default_factory=Options)
    name: str = "pdf"  # a key of EXPORTS
    path: Path | None = None
    seal: str | None = None  # passphrase the file is sealed with


class Printed(Struct, frozen=True):
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
    from workshop.exports import EXPORTS

    return EXPORTS[job.name].make(job.given, path, job.options, ticket.progress)


class Printing(Worker):
    """One printing at a time; a cancelled one tells nothing and leaves nothing."""

    printed = Signal(object)  # Printed

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.answered.connect(self.printed)

    def start(self, job: Job) -> None:
        """Print; `printed` tells the outcome."""
        self.begin(lambda ticket: printed(job, ticket))
