"""What stands at a path we were asked to read: a file, a folder, nothing, or something this user may not look at."""

import os
import stat
from pathlib import Path

from .errors import EnvironmentTrouble


def check_file(path: Path) -> None:
    """Raise EnvironmentTrouble unless a file that may be read is here.

    Codes: "file.folder", "file.forbidden" (the file, or a folder on the way to it), "file.missing", "file.trouble" for the rest.
    """
    try:
        mode = path.stat().st_mode
    except PermissionError as error:
        raise EnvironmentTrouble("file.forbidden", path=str(path)) from error
    except (FileNotFoundError, NotADirectoryError) as error:
        raise EnvironmentTrouble("file.missing", path=str(path)) from error
    except OSError as error:
        raise EnvironmentTrouble("file.trouble", path=str(path), detail=error.strerror or type(error).__name__) from error
    if stat.S_ISDIR(mode):
        raise EnvironmentTrouble("file.folder", path=str(path))
    if not stat.S_ISREG(mode):
        raise EnvironmentTrouble("file.missing", path=str(path))
    if not os.access(path, os.R_OK):
        raise EnvironmentTrouble("file.forbidden", path=str(path))


def is_forbidden(path: Path) -> bool:
    """Whether something may stand here that this user must not look at."""
    try:
        path.stat()
    except PermissionError:
        return True
    except (OSError, ValueError):
        return False
    return not os.access(path, os.R_OK)
