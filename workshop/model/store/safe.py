"""What keeps an open file safe: backed up, written elsewhere when its place is lost, found again, under another passphrase."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict

from ..errors import EnvironmentTrouble, Refused, Trouble
from ..rows import TABLES, Attachment
from . import backup, reseal, watch
from .backup import Kept
from .base import Noted, digest
from .claim import Claim
from .driver import DatabaseError, connect, memory, told
from .history import History
from .opening import ready
from .schema import migrate


class Recovered(Struct, frozen=True):
    """What opening found after a program that did not close the file: looked through whole, and the last thing that is in it."""

    rolled_back: bool  # a half-written change was taken back
    at: str  # of the last entry of the log
    entries: int


class Safe(History):
    """An open file and what was agreed about it: who may write it, and with which passphrase it is read."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self._claim: Claim | None = None
        self._passphrase: str | None = None
        self._files: Mapping[str, str] = {}
        self._contents: dict[str, bytes] = {}
        self.recovered: Recovered | None = None

    @property
    def protected(self) -> bool:
        """Whether the file is under a passphrase."""
        return self._passphrase is not None

    @property
    def passphrase(self) -> str | None:
        """Kept in memory while the file is open; its backups are read with it."""
        return self._passphrase

    def fits(self, passphrase: str) -> bool:
        """Whether this is the passphrase of the open file."""
        return passphrase == self._passphrase

    def cautions(self) -> tuple[Trouble, ...]:
        """What to warn of before it happens."""
        return watch.cautions(self.path)

    def hold(self) -> None:
        """Keep every row and the attachments' bytes in mind, so that a lost disk takes none of them."""
        for kind in TABLES.values():
            self.rows(kind)
        for row in self.rows(Attachment):
            if row.id not in self._contents:
                self._contents[row.id] = self.attachment_bytes(row.id)

    # -- backups ------------------------------------------------------------------------------------------------------------------

    @property
    def backups(self) -> Path:
        """The folder of this file's backups."""
        return backup.folder_of(self.path)

    def backing_up(self, reason: str, second_place: Path | None = None) -> Callable[[], Kept]:
        """The work of one backup, for a worker: made, read back, then the older ones thinned; the same in a second place."""
        path, passphrase, folder = self.path, self._passphrase, self.backups

        def work() -> Kept:
            made = backup.take(path, passphrase, folder, reason)
            backup.thin(folder)
            if second_place is not None:
                if not second_place.is_dir():
                    raise EnvironmentTrouble("backup.away", folder=str(second_place))
                backup.copy_to(made, second_place / folder.name)
                backup.thin(second_place / folder.name)
            return made

        return work

    # -- a lost place -------------------------------------------------------------------------------------------------------------

    def resume(self) -> None:
        """Take up the file where it was (a stick put back, a file moved back); raises when it is not the one we know."""
        if not os.path.isfile(self.path):
            raise watch.missing(self.path)
        db = connect(self.path, self._passphrase)
        try:
            with told(self.path):
                found = db.execute("SELECT hash FROM log ORDER BY seq DESC LIMIT 1").fetchone()
            if found is None or found[0] not in (self._tail, self._doubt[1]):
                raise EnvironmentTrouble("file.replaced", path=str(self.path))
        except BaseException:
            db.conn.close()
            raise
        self._take_up(db, self.path, self._claim)

    def elsewhere(self, target: Path) -> tuple[str, ...]:
        """Go on in a new file: everything but the levels of open ballots, which are cast again. Returns attachments that were lost."""
        if target.exists():
            raise Refused("file.exists", path=str(target))
        image, lost = self._whole()
        claim = Claim.take(target)
        try:
            backup.write_image(image, self._passphrase, target)
            db = connect(target, self._passphrase)
        except OSError as error:
            _release(claim)
            raise EnvironmentTrouble("file.cannot_create", path=str(target), detail=error.strerror or "") from error
        except BaseException:
            _release(claim)
            raise
        self._take_up(db, target, claim)
        with self.transaction():
            self.note("elsewhere", Noted("", {"lost": list(lost)}))
        return lost

    def _whole(self) -> tuple[Any, tuple[str, ...]]:
        """The engagement as the open file still tells it; from memory when it does not, or tells of somebody else."""
        try:
            if self._db.conn.in_transaction:
                self._db.rollback()
            image = backup.image_of(self._db, self.path, self._passphrase)
            found = image.execute("SELECT hash FROM log ORDER BY seq DESC LIMIT 1").fetchone()
            if found is not None and found[0] in (self._tail, self._doubt[1]):
                return image, ()
            image.conn.close()
        except (Trouble, DatabaseError):
            return self._from_memory()  # the disk no longer answers
        return self._from_memory()

    def _from_memory(self) -> tuple[Any, tuple[str, ...]]:
        """The engagement from what is kept in mind."""
        image, lost = memory(self._passphrase), []
        migrate(image)
        with told(self.path):
            for name, content in self._files.items():
                image.table("pack_file").insert({"name": name, "content": content, "sha256": digest(content)})
            for name in TABLES:
                for row in self._rows.get(name, ()):
                    if name == "attachment" and row.id not in self._contents:
                        lost.append(row.name)
                        continue
                    image.table(name).insert(asdict(row))
                    if name == "attachment":
                        image.table("attachment_bytes").insert({"id": row.id, "content": self._contents[row.id]})
        return image, tuple(lost)

    def _take_up(self, db: Any, path: Path, claim: Claim | None) -> None:
        """From now on this connection, place and claim."""
        old, self._db = self._db, db
        if claim is not self._claim:
            _release(self._claim)
        try:
            old.conn.close()
        except Exception as error:  # noqa: BLE001  a connection to a disk that is gone has nothing left to say
            del error
        self.path, self._claim = path, claim
        self._identity = watch.identity(path)
        self._rows.clear()
        self._tail, self._doubt = self._log_tail(), (None, "")

    # -- passphrase ---------------------------------------------------------------------------------------------------------------

    def set_passphrase(self, new: str | None) -> None:
        """Protect the file, change its passphrase, or take it away; the backups follow by `resealing`."""
        self._prepare()
        self._inside = False
        old = self._passphrase
        self._db.conn.close()
        try:
            reseal.reseal(self.path, old, new)
            self._passphrase = new
        finally:
            self._take_up(ready(self.path, self._passphrase), self.path, self._claim)
        with self.transaction():
            self.note("protect" if new else "unprotect", Noted())

    def resealing(self, old: str | None, second_place: Path | None = None) -> Callable[[], tuple[int, int]]:
        """The work of bringing every backup from passphrase `old` to today's; returns how many were, and how many could not be."""
        new, folder = self._passphrase, self.backups

        def work() -> tuple[int, int]:
            done, left = reseal.reseal_all(folder, old, new)
            if second_place is not None:
                also, away = reseal.reseal_all(second_place / folder.name, old, new)
                done, left = done + also, left + away
            return done, left

        return work


def _release(claim: Claim | None) -> None:
    if claim is not None:
        claim.release()
