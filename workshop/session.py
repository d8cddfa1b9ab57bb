"""The open engagement between model and Qt: one way in (`do`), one way out (`changed`); what could not be saved is kept and tried again."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, Concatenate, ParamSpec

from PySide6.QtCore import QObject, Signal

from workshop.model.change import Change
from workshop.model.content import Pack
from workshop.model.errors import EnvironmentTrouble, Refused, Trouble
from workshop.model.state import State
from workshop.model.store import Store
from workshop.words import Words

P = ParamSpec("P")
Work = Callable[[], Change]
# where the day stands and how long it took: not worth keeping for later
PASSING = frozenset({"set_position", "clock_agenda"})


class Session(QObject):
    """Holds the Store, the State it led to, and the words on screen; views ask it and listen to it."""

    changed = Signal(object)  # Change
    told = Signal(object)  # the same Change, when every view has heard of it
    failed = Signal(object)  # Trouble: a sentence for the room; anything else is a bug and rises
    saved = Signal(object)  # datetime of the COMMIT
    made = Signal(object, object)  # path and origins of a file made beside this one
    frozen_changed = Signal(object)  # Trouble while nothing can be saved, None when it works again

    def __init__(self, store: Store, words: Words, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self.words = words
        self.state: State = store.state()
        self.saved_at: datetime | None = None
        self.frozen: Trouble | None = None
        self._unsaved: list[tuple[Any, Work]] = []  # what was asked for while nothing could be saved, oldest first
        self._held = False
        self._closed = False
        self.leaving_asked = False  # whether it was asked if exports of a protected engagement may leave …
        self.sealed_with: str | None = None  # … and the passphrase they are sealed with

    @property
    def pack(self) -> Pack:
        """The engagement's own content, in the language of the screen."""
        return self._store.pack

    @property
    def store(self) -> Store:
        """For reading what State leaves out (log, attachments); operations go through `do`."""
        return self._store

    @property
    def unsaved(self) -> int:
        """How many changes wait for the disk."""
        return len(self._unsaved)

    def now(self) -> datetime:
        """The time in the room."""
        return self._store.clock()

    def do(self, operation: Callable[Concatenate[Store, P], Change], *args: P.args, **kwargs: P.kwargs) -> bool:
        """Run one operation; True when it is on disk. A trouble is told through `failed`, and nothing was changed.

        When the disk says no, what was typed is kept and saved with the next operation that works; a vote is not: it is cast again.
        """
        asked = (getattr(operation, "__name__", ""), args, kwargs)
        try:
            change = self._saved_before() | operation(self._store, *args, **kwargs)
        except EnvironmentTrouble as trouble:
            self._keep(asked, lambda: operation(self._store, *args, **kwargs), getattr(operation, "change", Change.ALL))
            self._freeze(trouble)
            return False
        except Trouble as trouble:
            self.failed.emit(trouble)
            return False
        self._tell(change)
        return True

    def _keep(self, asked: Any, work: Work, change: Change) -> None:
        if asked[0] in PASSING or change & Change.VOTES or any(known == asked for known, _ in self._unsaved):
            return
        self._unsaved.append((asked, work))

    def _saved_before(self) -> Change:
        """Save what waits, in its order; raises when the disk still says no. What the rules refuse by now is told and dropped."""
        change = Change(0)
        while self._unsaved:
            try:
                change |= self._unsaved[0][1]()
            except Refused as refused:
                self.failed.emit(refused)
            del self._unsaved[0]
        return change

    def _tell(self, change: Change) -> None:
        try:
            if self._held:
                self._store.hold()
            self.state = self._store.state()
        except EnvironmentTrouble as trouble:  # saved, and then the disk went away
            self._freeze(trouble)
            return
        self.saved_at = self._store.clock()
        if self.frozen is not None:
            self.frozen = None
            self.frozen_changed.emit(None)
        self.saved.emit(self.saved_at)
        self.changed.emit(change)
        self.told.emit(change)

    def _freeze(self, trouble: Trouble) -> None:
        self.frozen = trouble
        self.failed.emit(trouble)
        self.frozen_changed.emit(trouble)

    # -- when the place is lost ------------------------------------------------------------------------------------------------------

    def hold(self) -> None:
        """From now on keep everything in mind that a lost disk would take; nothing more once the file is closed."""
        if self._closed:  # asked for a moment after the window opened: it may be gone by then
            return
        try:
            self._store.hold()
        except EnvironmentTrouble as trouble:
            self._freeze(trouble)
        else:
            self._held = True

    def retry(self) -> bool:
        """Take up the file where it was and save what waits; True when that worked."""
        try:
            self._store.resume()
            self._saved_before()
        except EnvironmentTrouble as trouble:
            self._freeze(trouble)
            return False
        self._tell(Change.ALL)
        return True

    def elsewhere(self, path: Path) -> tuple[str, ...] | None:
        """Go on in a new file with everything, what waits included; attachments that were lost, or None when that failed too."""
        try:
            lost = self._store.elsewhere(path)
            self._saved_before()
        except Trouble as trouble:
            if isinstance(trouble, EnvironmentTrouble):
                self._freeze(trouble)
            else:
                self.failed.emit(trouble)
            return None
        self._tell(Change.ALL)
        return lost

    def set_passphrase(self, new: str | None) -> bool:
        """Protect the file, change its passphrase or take it away; True when that is done."""
        try:
            self._store.set_passphrase(new)
        except Trouble as trouble:
            self.failed.emit(trouble)
            return False
        self._tell(Change.ALL)
        return True

    def close(self) -> None:
        self._closed = True
        self._store.close()
