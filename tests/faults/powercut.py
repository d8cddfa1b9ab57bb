"""What a disk may hold after the power went: a recorded session replayed up to any call, what was not synced dropped, kept or torn.

A call that wrote is pending until its file was synced, a name that was made, taken away or changed until its folder was. Of what is pending
the power may leave nothing, all, a beginning, any part, and of one write any of its sectors of 512 or 4,096 bytes.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from .disk import Call

WAYS = ("nothing", "all", "beginning", "some", "torn 512", "torn 4096", "names only", "data only")


@dataclass
class _Inode:
    settled: bytearray = field(default_factory=bytearray)
    pending: list[tuple[int, bytes | None]] = field(default_factory=list)  # (offset, data), or (size, None) for a truncation


@dataclass(frozen=True)
class Cut:
    """One state of the disk: file names with their bytes, and how many operations had been acknowledged."""

    files: dict[str, bytes]
    acknowledged: int
    kept: tuple[str, ...]  # backups that were acknowledged
    call: int
    way: str


class Replay:
    """The disk as the calls go by: what is settled, and what is pending."""

    def __init__(self) -> None:
        self._now: dict[str, _Inode] = {}
        self._settled: dict[str, _Inode] = {}
        self._names: list[tuple[str, str, str, _Inode | None]] = []  # pending: kind, name, other name, inode
        self.acknowledged = 0
        self.kept: tuple[str, ...] = ()

    def take(self, call: Call) -> None:
        """Follow one call."""
        kind = call.kind
        if kind == "create":
            self._now[call.path] = _Inode()
            self._names.append(("put", call.path, "", self._now[call.path]))
        elif kind in ("write", "truncate") and call.path in self._now:
            self._now[call.path].pending.append((call.offset, call.data if kind == "write" else None))
        elif kind == "sync" and call.path in self._now:
            inode = self._now[call.path]
            _write(inode.settled, inode.pending)
            inode.pending = []
        elif kind == "unlink" and call.path in self._now:
            del self._now[call.path]
            self._names.append(("take", call.path, "", None))
        elif kind in ("rename", "link") and call.path in self._now:
            self._now[call.target] = self._now[call.path] if kind == "link" else self._now.pop(call.path)
            self._names.append((kind, call.path, call.target, self._now[call.target]))
        elif kind == "dirsync":
            mine = [one for one in self._names if _folder(one[1]) == call.path or _folder(one[2]) == call.path]
            _name(self._settled, mine)
            self._names = [one for one in self._names if one not in mine]

    def states(self, ways: Sequence[str], chance: random.Random, call: int, root: str) -> Iterator[Cut]:
        """What the disk may hold if the power goes now."""
        for way in ways:
            names = dict(self._settled)
            _name(names, _some_names(self._names, way, chance))
            files = {}
            for name, inode in names.items():
                content = bytearray(inode.settled)
                _write(content, _some_data(inode.pending, way, chance))
                files[name.removeprefix(root)] = bytes(content)
            yield Cut(files, self.acknowledged, self.kept, call, way)


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def _name(names: dict[str, _Inode], pending: Sequence[tuple[str, str, str, _Inode | None]]) -> None:
    for kind, name, other, inode in pending:
        if kind == "put" and inode is not None:
            names[name] = inode
        elif kind in ("rename", "link") and inode is not None:
            if kind == "rename":
                names.pop(name, None)
            names[other] = inode
        elif kind == "take":
            names.pop(name, None)


def _write(content: bytearray, pending: Sequence[tuple[int, bytes | None]]) -> None:
    for offset, data in pending:
        if data is None:
            del content[offset:]
            content.extend(bytes(max(0, offset - len(content))))
        else:
            content.extend(bytes(max(0, offset - len(content))))
            content[offset : offset + len(data)] = data


def _some_names(
    pending: list[tuple[str, str, str, _Inode | None]], way: str, chance: random.Random
) -> list[tuple[str, str, str, _Inode | None]]:
    """Names keep their order: every file system in use journals them."""
    if way in ("nothing", "data only"):
        return []
    if way in ("all", "names only", "torn 512", "torn 4096"):
        return pending
    return pending[: chance.randint(0, len(pending))]


def _some_data(pending: list[tuple[int, bytes | None]], way: str, chance: random.Random) -> list[tuple[int, bytes | None]]:
    if way in ("nothing", "names only"):
        return []
    if way in ("all", "data only"):
        return pending
    if way == "beginning":
        return pending[: chance.randint(0, len(pending))]
    if way == "some":
        return [one for one in pending if chance.random() < 0.5]
    size = int(way.removeprefix("torn "))
    return [piece for one in pending for piece in _torn(one, size, chance)]


def _torn(one: tuple[int, bytes | None], size: int, chance: random.Random) -> Iterator[tuple[int, bytes | None]]:
    offset, data = one
    if data is None:
        yield one
        return
    at = 0
    while at < len(data):
        end = min(len(data), (offset + at) // size * size + size - offset)
        if chance.random() < 0.6:
            yield offset + at, data[at:end]
        at = end


def written(cut: Cut, folder: Path) -> None:
    """Put a state on a real disk."""
    for name, content in cut.files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
