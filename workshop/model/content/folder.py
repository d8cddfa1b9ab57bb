"""A pack as a folder of its own: whole, or not there."""

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from ..durable import sync_folder
from ..errors import EnvironmentTrouble, Refused


def write_folder(files: Mapping[str, str], folder: Path) -> None:
    """A new folder with the pack's files; raises Refused for one that exists and EnvironmentTrouble for what the disk says."""
    if folder.exists():
        raise Refused("out.there", path=str(folder))
    if not folder.parent.is_dir():
        raise EnvironmentTrouble("out.folder", path=str(folder.parent))
    try:
        making = Path(tempfile.mkdtemp(prefix=".pack-", dir=folder.parent))
        try:
            for name, text in files.items():
                with (making / name).open("w", encoding="utf-8", newline="\n") as file:
                    file.write(text)
                    file.flush()
                    os.fsync(file.fileno())
            sync_folder(making)
            making.chmod(0o755)
            making.rename(folder)
            sync_folder(folder.parent)
        finally:
            shutil.rmtree(making, ignore_errors=True)
    except OSError as error:
        raise EnvironmentTrouble("export.folder", path=str(folder), detail=error.strerror or "") from error
