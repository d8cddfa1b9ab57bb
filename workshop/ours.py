"""Which engagements were made or taken in on this computer, so that a stranger's file is known as one: digests under a key."""

import hashlib
import logging
import os
import re
import secrets
from collections.abc import Iterable, Sequence
from pathlib import Path

from .model.durable import sync_folder

FILE, HEAD = "ours.txt", "workshop-ours 1 "
KEPT = 4_096  # digests; of more the oldest are forgotten
LARGEST = 1 << 20  # bytes of a memory that can be ours

_DIGEST, _KEY = re.compile(r"[0-9a-f]{32}"), re.compile(r"[0-9a-f]{64}")
log = logging.getLogger(__name__)


class Ours:
    """The memory of one user: a line for each file's origin (`Store.origins`), the latest last.

    Where there is none, or one that makes no sense, the files at `opened` (those of the recent list) count as ours until they are opened.
    """

    def __init__(self, folder: Path, opened: Iterable[Path] = ()) -> None:
        self._path = folder / FILE
        self._key, lines = _read(self._path)
        self._known: dict[str, None] = {}  # in order
        self._lines = 0  # in the file; none: it is written anew
        if lines is None:
            self._known = dict.fromkeys(map(self._place, opened))
            return
        for line in filter(_DIGEST.fullmatch, lines):
            self._put(line)
        if lines[-1:] == [""]:  # else the last append was torn
            self._lines = len(lines)

    def knows(self, path: Path, origins: Sequence[str]) -> bool:
        """Whether a file with these origins was made or taken in here."""
        return self._place(path) in self._known or any(self._digest(one) in self._known for one in origins)

    def remember(self, path: Path, origins: Sequence[str]) -> None:
        """From now on know a file by its newest origin; a memory that cannot be written costs a copy later, and is no reason to stop."""
        line, place = self._digest(origins[0]), self._place(path)
        if place in self._known:  # it vouched for the file so far; another file may come there
            del self._known[place]
            self._lines = 0
        elif self._lines and line == next(reversed(self._known), ""):
            return
        self._put(line)
        try:
            self._append(line) if 0 < self._lines < 2 * KEPT else self._rewrite()
        except OSError as error:
            log.warning("the memory of our files was not written: %s", error.strerror)

    def _put(self, line: str) -> None:
        """As the latest."""
        self._known.pop(line, None)
        self._known[line] = None

    def _digest(self, text: str) -> str:
        return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), key=self._key, digest_size=16).hexdigest()

    def _place(self, path: Path) -> str:
        return self._digest(f"place {path.absolute()}")

    def _append(self, line: str) -> None:
        with self._path.open("a", encoding="ascii", newline="\n") as file:
            file.write(f"{line}\n")
            file.flush()
            os.fsync(file.fileno())
        self._lines += 1

    def _rewrite(self) -> None:
        lines = (HEAD + self._key.hex(), *list(self._known)[-KEPT:])
        self._path.parent.mkdir(parents=True, exist_ok=True)
        temporary = self._path.with_name(f".{FILE}-{secrets.token_hex(4)}")
        try:
            with os.fdopen(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="ascii", newline="\n") as file:
                file.writelines(f"{line}\n" for line in lines)
                file.flush()
                os.fsync(file.fileno())
            os.replace(temporary, self._path)
        finally:
            temporary.unlink(missing_ok=True)
        sync_folder(self._path.parent)
        self._lines = len(lines)


def _read(path: Path) -> tuple[bytes, list[str] | None]:
    """Key and lines, "" after the last of them; a fresh key and None where there is no memory or it makes no sense."""
    try:
        if path.stat().st_size > LARGEST:
            raise ValueError("too large")
        head, *lines = path.read_text(encoding="ascii").split("\n")
        if not head.startswith(HEAD) or not _KEY.fullmatch(head[len(HEAD) :]):
            raise ValueError("no key")
    except FileNotFoundError:
        return secrets.token_bytes(32), None
    except (OSError, ValueError) as error:
        log.warning("the memory of our files made no sense: %s", type(error).__name__)
        return secrets.token_bytes(32), None
    return bytes.fromhex(head[len(HEAD) :]), lines
