"""A new name that outlives a power cut: the folder's own entry on the disk."""

import errno
import os
from pathlib import Path

# a share or a stick that flushes no folders, or a folder that may be written but not read
_UNABLE = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.EACCES, errno.EPERM})


def sync_folder(folder: Path) -> None:
    """After a rename in it: flush the folder; nothing where the system knows no such thing. Raises OSError for a disk that fails."""
    if os.name != "posix":
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        if error.errno not in _UNABLE:
            raise
