"""A file on its way in: ours is opened where it is, a stranger's copied into a fresh one first, a protected one asks for its passphrase."""

from functools import partial
from pathlib import Path

from msgspec import Struct
from PySide6.QtWidgets import QWidget

from workshop.model.errors import EnvironmentTrouble, Trouble
from workshop.model.quarantine import admit, looked_through
from workshop.model.store import Store
from workshop.ours import Ours
from workshop.paths import safe_name
from workshop.sentences import sentence
from workshop.ui.dialogs import PassphraseDialog
from workshop.ui.safety.damaged import is_damaged
from workshop.ui.starting import free_path, takes_of
from workshop.words import Words


class Arrival(Struct):
    """`passphrase` is the last one that was tried; `said` tells of a copy that was made."""

    words: Words
    path: Path
    passphrase: str | None
    ours: Ours
    known_place: bool  # a file was opened there before
    folder: Path  # of copies
    said: str = ""

    def store(self, parent: QWidget | None) -> Store | None:
        """The engagement, to be written; asks for a passphrase until it fits, None when that is given up. Raises any other Trouble."""
        trouble = ""
        while True:
            try:
                return self._let_in()
            except Trouble as error:
                if error.code != "file.locked_or_damaged" or is_damaged(self.path, error):
                    raise
                trouble = sentence(self.words, error) if self.passphrase is not None else ""
            dialog = PassphraseDialog(self.words, self.path, trouble, parent)
            if not dialog.exec():
                return None
            self.passphrase = dialog.secret.text()

    def _let_in(self) -> Store:
        """One at a place that is new to us is read row by row first; nothing is written to a file that is not ours."""
        if not self.known_place:
            with looked_through(self.path, self.passphrase) as (found, _contents):
                stranger = not self.ours.knows(self.path, found.origins())
            if stranger:
                return self._copied()
        try:
            return Store.open(self.path, self.passphrase, ours=partial(self.ours.knows, self.path))
        except EnvironmentTrouble as trouble:
            if trouble.code != "file.stranger":
                raise
        return self._copied()

    def _copied(self) -> Store:
        """A stranger's file as a fresh one in our folder, under the same passphrase; the file itself is only read.

        The one that was made of it before is gone on with, however far it has come since.
        """
        if (before := self._copied_before()) is not None:
            told = {"name": self.path.name, "path": before.path}
            self.said = self.words("{name} 来自别处，先前已抄成 {path}，从那里继续；原来的文件没有改动。", **told)
            return before
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise EnvironmentTrouble("file.cannot_create", path=str(self.folder), detail=error.strerror or "") from error
        fresh = admit(self.path, free_path(self.folder, safe_name(self.path.stem)), self.passphrase, self.passphrase)
        told = {"name": self.path.name, "path": fresh.path}
        self.said = self.words("{name} 来自别处：已逐项查验，抄成新文件 {path}，从这里继续；原来的文件没有改动。", **told)
        return fresh

    def _copied_before(self) -> Store | None:
        """One of ours under the file's name whose log goes on where the file's ends."""
        with looked_through(self.path, self.passphrase) as (found, _contents):
            length, newest = found.log_end()
        for path in takes_of(self.folder, safe_name(self.path.stem)):
            try:
                store = Store.open(path, self.passphrase, ours=partial(self.ours.knows, path))
            except Trouble:  # whatever it is, it is no copy of this
                continue
            if any(entry.seq == length and entry.hash == newest for entry in store.log()):
                return store
            store.close()
        return None
