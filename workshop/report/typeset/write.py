"""A finished document on disk: complete or not there at all, and a reason the user can act on when it cannot be."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from workshop.model.durable import sync_folder
from workshop.model.errors import EnvironmentTrouble

_CODES = {
    errno.ENOSPC: "paper.full",
    errno.EDQUOT: "paper.full",
    errno.EROFS: "paper.readonly",
    errno.ENOENT: "paper.folder",
    errno.ENOTDIR: "paper.folder",
    errno.EACCES: "paper.locked",
    errno.EPERM: "paper.locked",
    errno.EBUSY: "paper.locked",
    errno.ETXTBSY: "paper.locked",
}


Gate = Callable[[Path, bytes], tuple[Path, bytes] | None]
_gate: ContextVar[Gate | None] = ContextVar("gate", default=None)


@contextmanager
def through(gate: Gate) -> Iterator[None]:
    """Every document of this thread passes the gate meanwhile, which says its name and form on the disk, or keeps it (None)."""
    token = _gate.set(gate)
    try:
        yield
    finally:
        _gate.reset(token)


def write(path: Path, data: bytes) -> None:
    """Write to a temporary file beside `path`, flush it to the disk, rename it into place, flush the name; the old file stays till then.

    Raises EnvironmentTrouble paper.locked (open in another program, or no right to write), paper.full, paper.readonly, paper.folder or
    paper.io, each with `name` and `folder`; nothing is left behind.
    """
    if (gate := _gate.get()) is not None:
        passed = gate(path, data)
        if passed is None:
            return
        path, data = passed
    temporary = ""
    try:
        descriptor, temporary = tempfile.mkstemp(prefix=f".{path.stem}-", suffix=".part", dir=path.parent)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
        sync_folder(path.parent)
    except OSError as error:
        _remove(temporary)
        code = _CODES.get(error.errno or 0, "paper.io")
        if code == "paper.locked" and not path.parent.is_dir():
            code = "paper.folder"
        raise EnvironmentTrouble(code, name=path.name, folder=str(path.parent)) from error


def _remove(temporary: str) -> None:
    if temporary:
        Path(temporary).unlink(missing_ok=True)
