"""Where things are: what ships with the program, and the folders it may write to. Nothing is created here."""

import os
import re
import sys
from pathlib import Path
from typing import Any

APP = "workshop"

SEALED_SUFFIX, SEALED_HEAD = ".age", b"age-encryption.org/v1\n"  # of a document sealed with a passphrase


def asset_path(*parts: str) -> Path:
    """A file or folder under assets/, in the checkout as in a frozen program."""
    root = Path(getattr(sys, "_MEIPASS", Path(__file__).resolve().parent.parent))
    return root.joinpath("assets", *parts)


def config_dir() -> Path:
    """The folder of the settings."""
    if home := _home("config"):
        return home
    return _user("config", appname=APP, appauthor=False)


def log_dir() -> Path:
    """The folder of the log."""
    if home := _home("log"):
        return home
    return _user("log", appname=APP, appauthor=False)


def documents_dir() -> Path:
    """The folder a save dialog opens in until the user has chosen another."""
    if home := _home("documents"):
        return home
    return _user("documents")


_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
# names that Windows keeps for devices, whatever their suffix
_RESERVED = re.compile(r"(?i)^(con|prn|aux|nul|com[0-9]|lpt[0-9])(?=\.|$)")


def safe_name(text: str, limit: int = 40) -> str:
    """A text as part of a file name that every system takes, at most `limit` characters; "workshop" when nothing is left of it."""
    name = _UNSAFE.sub("", text).strip(" .")[:limit].strip(" .") or "workshop"
    return _RESERVED.sub(r"\1_", name)


def _home(folder: str) -> Path | None:
    """A folder of WORKSHOP_HOME: a USB stick that carries everything with it, or a test."""
    home = os.environ.get("WORKSHOP_HOME")
    return Path(home) / folder if home else None


def _user(folder: str, **named: Any) -> Path:
    """Where the system keeps such a folder of this user; for a user without a home, one among the temporary files."""
    import platformdirs

    try:
        found: Path = getattr(platformdirs, f"user_{folder}_path")(**named)
    except RuntimeError:
        found = Path()
    if found.is_absolute():
        return found
    import tempfile

    return Path(tempfile.gettempdir()) / f"{APP}-{os.getuid() if hasattr(os, 'getuid') else 'user'}" / folder
