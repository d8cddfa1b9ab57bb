"""What can happen to a file while it is open, noticed before the next write; and what may happen to it where it lies."""

import os
import shutil
from pathlib import Path

from ..errors import EnvironmentTrouble, Trouble
from ..reach import is_forbidden

LOW = 200 * 1024 * 1024  # bytes free below which the room is warned
Identity = tuple[int, int]

# folders that a program uploads behind our back: half a file may come back, or yesterday's
_SYNCED = (
    "onedrive", "dropbox", "google drive", "googledrive", "my drive", "icloud", "clouddocs", "mobile documents", "cloudstorage",
    "nextcloud", "owncloud", "syncthing", "seafile", "pcloud", "megasync", "box sync", "nutstore", "坚果云", "百度网盘", "baidunetdisk",
    "baidusyncdisk", "百度云", "阿里云盘", "adrive", "微云", "weiyun", "腾讯文档", "wps云盘", "wpsdrive", "同步盘", "钉盘", "wxwork",
)  # fmt: skip
_MARKS = (".stfolder", ".dropbox", ".dropbox.cache", ".tmp.drivedownload", ".owncloudsync.log", ".nextcloudsync.log", ".seafile-data")


def identity(path: Path) -> Identity:
    """Device and number of the file, which another file in its place does not have."""
    found = path.stat()
    return found.st_dev, found.st_ino


def check(path: Path, known: Identity) -> None:
    """Raise EnvironmentTrouble when the file was moved, deleted, replaced or made read-only since it was opened."""
    try:
        found = identity(path)
    except FileNotFoundError as error:
        raise missing(path) from error
    except PermissionError as error:
        raise EnvironmentTrouble("file.shut", path=str(path)) from error
    except OSError as error:
        raise EnvironmentTrouble("file.pulled", path=str(path)) from error
    if found != known:
        raise EnvironmentTrouble("file.replaced", path=str(path))
    if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
        raise EnvironmentTrouble("store.readonly", path=str(path))


def missing(path: Path) -> Trouble:
    """Why there is no file here: only it is gone, its folder is shut, or its disk is gone with it."""
    if is_forbidden(path):
        return EnvironmentTrouble("file.shut", path=str(path))
    if os.path.isdir(path.parent):
        return EnvironmentTrouble("file.gone", path=str(path))
    return EnvironmentTrouble("file.pulled", path=str(path))


def diagnosed(trouble: Trouble, path: Path, known: Identity) -> Trouble:
    """The reason behind what the driver said, where the folder shows one."""
    if trouble.code not in ("store.cantopen", "store.io", "store.readonly", "store.full"):
        return trouble
    try:
        check(path, known)
        if trouble.code == "store.io" and shutil.disk_usage(path.parent).free < 1024 * 1024:
            return EnvironmentTrouble("store.full", path=str(path))
    except EnvironmentTrouble as found:
        return found
    except OSError:
        return EnvironmentTrouble("file.pulled", path=str(path))
    return trouble


def cautions(path: Path) -> tuple[Trouble, ...]:
    """What to warn of before it happens: little room left, a folder that another program synchronises."""
    found: list[Trouble] = []
    try:
        free = shutil.disk_usage(path.parent).free
    except OSError:
        free = LOW  # the next write tells
    if free < LOW:
        found.append(EnvironmentTrouble("disk.low", path=str(path.parent), free=free // 1024 // 1024))
    if is_synced(path):
        found.append(EnvironmentTrouble("disk.synced", path=str(path.parent)))
    return tuple(found)


def is_synced(path: Path) -> bool:
    """Whether a folder above the file looks like one that is synchronised with a server."""
    folders = path.absolute().parents
    return any(name in folder.name.lower() for folder in folders for name in _SYNCED) or any(
        (folder / mark).exists() for folder in folders for mark in _MARKS
    )
