"""One program at a time writes a file: a lock beside it, which also tells the next one that the last did not close it."""

import os
import sys
from pathlib import Path
from typing import Self

from ..errors import EnvironmentTrouble

if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


class Claim:
    """The right to write one file; `unclean` says that whoever held it before never gave it back."""

    def __init__(self, mark: Path, handle: int, unclean: bool) -> None:
        self._mark, self._handle = mark, handle
        self.unclean = unclean

    @classmethod
    def take(cls, path: Path) -> Self | None:
        """Claim the file; None where no lock can be made (a folder that cannot be written); raises when another program holds it."""
        mark = mark_of(path)
        while True:
            unclean = mark.exists()
            try:
                handle = os.open(mark, os.O_CREAT | os.O_RDWR, 0o600)
            except OSError:
                return None
            try:
                _lock(handle)
            except BlockingIOError as error:
                os.close(handle)
                raise EnvironmentTrouble("store.second", path=str(path)) from error
            except PermissionError as error:  # what Windows says of a region that is locked
                os.close(handle)
                raise EnvironmentTrouble("store.second", path=str(path)) from error
            except OSError:  # a file system without locks
                os.close(handle)
                return None
            if _is_still(mark, handle):
                return cls(mark, handle, unclean)
            os.close(handle)  # the one before took its mark away meanwhile

    def release(self) -> None:
        """Give the file back; twice does nothing."""
        if self._handle < 0:
            return
        try:
            if sys.platform == "win32":
                os.close(self._handle)
                self._mark.unlink(missing_ok=True)
            else:
                if _is_still(self._mark, self._handle):
                    self._mark.unlink(missing_ok=True)
                os.close(self._handle)
        except OSError:
            pass  # the stick is gone, and with it the mark
        self._handle = -1


def mark_of(path: Path) -> Path:
    """The lock's file."""
    return path.with_name(f".{path.name}.lock")


def _is_still(mark: Path, handle: int) -> bool:
    try:
        there, ours = os.stat(mark), os.fstat(handle)
    except OSError:
        return False
    return (there.st_dev, there.st_ino) == (ours.st_dev, ours.st_ino)
