"""An engagement of a test, known to this test's home as one of ours: it is opened where it is."""

from pathlib import Path

from workshop.model.store import Store
from workshop.ours import Ours
from workshop.paths import config_dir


def made_here(path: Path, passphrase: str | None = None) -> Path:
    """The path, remembered as the program remembers what it made."""
    store = Store.open(path, passphrase, reading=True)
    Ours(config_dir()).remember(path, store.origins())
    store.close()
    return path
