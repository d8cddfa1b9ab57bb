"""Where things are: what ships with the program, and the folders it may write to. Nothing is created here."""

import os
import sys
from pathlib import Path

APP = "workshop"


def asset_path(*parts: str) -> Path:
    """A file or folder under assets/, in the checkout as in a frozen program."""
    root = Path(getattr(sys, "_MEIPASS", Path(__file__).resolve().parent.parent))
    return root.joinpath("assets", *parts)


def config_dir() -> Path:
    """The folder of the settings."""
    if home := _home("config"):
        return home
    import platformdirs

    return platformdirs.user_config_path(APP, appauthor=False)


def log_dir() -> Path:
    """The folder of the log."""
    if home := _home("log"):
        return home
    import platformdirs

    return platformdirs.user_log_path(APP, appauthor=False)


def documents_dir() -> Path:
    """The folder a save dialog opens in until the user has chosen another."""
    if home := _home("documents"):
        return home
    import platformdirs

    return platformdirs.user_documents_path()


def _home(folder: str) -> Path | None:
    """A folder of WORKSHOP_HOME: a USB stick that carries everything with it, or a test."""
    home = os.environ.get("WORKSHOP_HOME")
    return Path(home) / folder if home else None
