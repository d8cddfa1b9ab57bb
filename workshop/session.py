"""The open engagement between model and Qt: one way in (`do`), one way out (`changed`)."""

from collections.abc import Callable
from datetime import datetime
from typing import Concatenate, ParamSpec

from PySide6.QtCore import QObject, Signal

from workshop.model.change import Change
from workshop.model.content import Pack
from workshop.model.errors import Trouble
from workshop.model.state import State
from workshop.model.store import Store
from workshop.words import Words

P = ParamSpec("P")


class Session(QObject):
    """Holds the Store, the State it led to, and the words on screen; views ask it and listen to it."""

    changed = Signal(object)  # Change
    told = Signal(object)  # the same Change, when every view has heard of it
    failed = Signal(object)  # Trouble: a sentence for the room; anything else is a bug and rises
    saved = Signal(object)  # datetime of the COMMIT

    def __init__(self, store: Store, words: Words, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self.words = words
        self.state: State = store.state()
        self.saved_at: datetime | None = None

    @property
    def pack(self) -> Pack:
        """The engagement's own content, in the language of the screen."""
        return self._store.pack

    @property
    def store(self) -> Store:
        """For reading what State leaves out (log, attachments); operations go through `do`."""
        return self._store

    def now(self) -> datetime:
        """The time in the room."""
        return self._store.clock()

    def do(self, operation: Callable[Concatenate[Store, P], Change], *args: P.args, **kwargs: P.kwargs) -> bool:
        """Run one operation; True when it is on disk. A trouble is told through `failed`, and nothing was changed."""
        try:
            change = operation(self._store, *args, **kwargs)
        except Trouble as trouble:
            self.failed.emit(trouble)
            return False
        self.saved_at = self._store.clock()
        self.state = self._store.state()
        self.saved.emit(self.saved_at)
        self.changed.emit(change)
        self.told.emit(change)
        return True

    def close(self) -> None:
        self._store.close()
