"""A disk that can be watched and can fail, under SQLite and under Python's own calls; needs no compiler and no root.

SQLite's Unix layer calls the system through a table that may be changed (`xSetSystemCall`); only fsync is called directly, so `xSync` of
every file opened is taken over instead. The driver's library exports what that needs. Python's calls (a backup's rename, a lock's file) are
taken over in the module `os`. One process has one observer at a time; without one every call goes straight through.
"""

import ctypes
import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlcipher3 import _sqlite3

ALLOCATING = frozenset({"create", "write", "truncate", "mkdir", "sync"})  # what a full disk refuses


@dataclass(frozen=True)
class Call:
    """One call that changes the disk or asks it; `path` is absolute, `data` what is written, `target` the other name."""

    kind: str  # create | open | read | write | truncate | sync | dirsync | unlink | rename | link | mkdir
    path: str
    offset: int = 0
    data: bytes = b""
    target: str = ""


class Observer:
    """Sees the calls under one folder. `before` returns an errno to fail a call with, 0 to let it through; `after` hears what was done."""

    root = ""

    def before(self, call: Call) -> int:
        return 0

    def after(self, call: Call) -> None:
        return None


_seen: list[Observer] = []
_fds: dict[int, str] = {}
_files: dict[int, str] = {}
_quiet = [0]


@contextmanager
def observed(observer: Observer) -> Iterator[None]:
    """Let the observer see every call until the end."""
    _install()
    _seen.append(observer)
    before = {name: getattr(os, name) for name in _PYTHON}
    for name, wrap in _PYTHON.items():
        setattr(os, name, wrap(before[name]))
    try:
        yield
    finally:
        for name, real in before.items():
            setattr(os, name, real)
        _seen.remove(observer)


@contextmanager
def unobserved() -> Iterator[None]:
    """Look at the disk without being seen."""
    _quiet[0] += 1
    try:
        yield
    finally:
        _quiet[0] -= 1


def _asked(call: Call) -> tuple[Observer | None, int]:
    if not _seen or _quiet[0] or not f"{call.path}/".startswith(_seen[-1].root):
        return None, 0
    return _seen[-1], _seen[-1].before(call)


# -- SQLite ------------------------------------------------------------------------------------------------------------------------

_P, _I, _L = ctypes.c_void_p, ctypes.c_int, ctypes.c_ssize_t


def _kind(result: Any, *arguments: Any) -> Any:
    return ctypes.CFUNCTYPE(result, *arguments, use_errno=True)


_CALLS = {
    "open": _kind(_I, ctypes.c_char_p, _I, _I),
    "close": _kind(_I, _I),
    "read": _kind(_L, _I, _P, ctypes.c_size_t),
    "pread": _kind(_L, _I, _P, ctypes.c_size_t, _L),
    "pread64": _kind(_L, _I, _P, ctypes.c_size_t, _L),
    "write": _kind(_L, _I, _P, ctypes.c_size_t),
    "pwrite": _kind(_L, _I, _P, ctypes.c_size_t, _L),
    "pwrite64": _kind(_L, _I, _P, ctypes.c_size_t, _L),
    "ftruncate": _kind(_I, _I, _L),
    "unlink": _kind(_I, ctypes.c_char_p),
    "openDirectory": _kind(_I, ctypes.c_char_p, ctypes.POINTER(_I)),
}
_OPEN = _kind(_I, _P, _P, _P, _I, _P)  # the name as a pointer: SQLite keeps it, and reads a URI's parameters behind it
_SYNC = _kind(_I, _P, _I)
_IOERR_FSYNC = 10 | (4 << 8)


class _Vfs(ctypes.Structure):
    _fields_ = (
        ("iVersion", _I), ("szOsFile", _I), ("mxPathname", _I), ("pNext", _P), ("zName", ctypes.c_char_p), ("pAppData", _P),
        ("xOpen", _P), ("rest", _P * 12),
        ("xSetSystemCall", _kind(_I, _P, ctypes.c_char_p, _P)), ("xGetSystemCall", _kind(_P, _P, ctypes.c_char_p)),
    )  # fmt: skip


_kept: list[Any] = []  # what C holds on to
_methods: dict[int, int] = {}


def _install() -> None:
    """Take the calls over; once, since connections keep what they were opened with."""
    if _kept:
        return
    library = ctypes.CDLL(_sqlite3.__file__)
    library.sqlite3_vfs_find.restype, library.sqlite3_vfs_find.argtypes = _P, [ctypes.c_char_p]
    library.sqlite3_initialize()
    where = library.sqlite3_vfs_find(None)
    vfs = _Vfs.from_address(where)
    _kept.append(vfs)
    for name, kind in _CALLS.items():
        address = vfs.xGetSystemCall(where, name.encode())
        if not address:  # this build has no such call
            continue
        hook = kind(_HOOKS[name](kind(address)))
        _kept.append(hook)
        if vfs.xSetSystemCall(where, name.encode(), ctypes.cast(hook, _P)) != 0:
            raise RuntimeError(f"SQLite keeps its {name}")
    opening = _OPEN(_opener(_OPEN(vfs.xOpen)))
    _kept.append(opening)
    vfs.xOpen = ctypes.cast(opening, _P).value


def _opener(real: Any) -> Callable[..., int]:
    def opened(vfs: int, name: int | None, file: int, flags: int, out: int) -> int:
        result = int(real(vfs, name, file, flags, out))
        at = _P.from_address(file)
        if result == 0 and at.value:
            _files[file] = os.fsdecode(ctypes.string_at(name)) if name else ""
            at.value = _taken(at.value)
        return result

    return opened


def _taken(methods: int) -> int:
    """A copy of a table of methods whose xSync is ours."""
    if methods in _methods.values():
        return methods
    if methods not in _methods:
        table = (_P * 19).from_buffer_copy((_P * 19).from_address(methods))
        hook = _SYNC(_syncer(_SYNC(table[5])))
        table[5] = ctypes.cast(hook, _P).value
        _kept.extend((table, hook))
        _methods[methods] = ctypes.addressof(table)
    return _methods[methods]


def _syncer(real: Any) -> Callable[..., int]:
    def sync(file: int, flags: int) -> int:
        call = Call("sync", _files.get(file, ""))
        observer, code = _asked(call)
        if code:
            return _IOERR_FSYNC
        result = int(real(file, flags))
        if observer is not None and result == 0:
            observer.after(call)
        return result

    return sync


def _done(call: Call, real: Callable[[], int]) -> int:
    """One call of C's kind: -1 and errno, or what the system says."""
    observer, code = _asked(call)
    if code:
        ctypes.set_errno(code)
        return -1
    result = real()
    if observer is not None and result >= 0:
        kept = ctypes.get_errno()
        observer.after(call)
        ctypes.set_errno(kept)
    return result


def _open(real: Any) -> Any:
    def opened(name: bytes, flags: int, mode: int) -> int:
        path = os.fsdecode(name)
        new = bool(flags & os.O_CREAT) and not os.path.lexists(path)
        handle = _done(Call("create" if new else "open", path), lambda: int(real(name, flags, mode)))
        if handle >= 0:
            _fds[handle] = path
        return handle

    return opened


def _close(real: Any) -> Any:
    def close(handle: int) -> int:
        _fds.pop(handle, None)
        return int(real(handle))

    return close


def _pread(real: Any) -> Any:
    def read(handle: int, to: int, size: int, *offset: int) -> int:
        if not _seen:
            return int(real(handle, to, size, *offset))
        return _done(Call("read", _fds.get(handle, "")), lambda: int(real(handle, to, size, *offset)))

    return read


def _pwrite(real: Any) -> Any:
    def write(handle: int, source: int, size: int, *offset: int) -> int:
        at = offset[0] if offset else os.lseek(handle, 0, os.SEEK_CUR)
        call = Call("write", _fds.get(handle, ""), at, ctypes.string_at(source, size) if _seen else b"")
        return _done(call, lambda: int(real(handle, source, size, *offset)))

    return write


def _ftruncate(real: Any) -> Any:
    return lambda handle, size: _done(Call("truncate", _fds.get(handle, ""), size), lambda: int(real(handle, size)))


def _unlink(real: Any) -> Any:
    return lambda name: _done(Call("unlink", os.fsdecode(name)), lambda: int(real(name)))


def _open_directory(real: Any) -> Any:
    """Asked for only to sync the folder of this file."""

    def opened(name: bytes, handle: Any) -> int:
        call = Call("dirsync", os.path.dirname(os.fsdecode(name)))
        observer, code = _asked(call)
        if code:  # that it cannot be opened is nothing to SQLite; that its fsync fails is
            handle[0] = _REAL_OPEN("/dev/null", os.O_RDONLY)
            return 0
        result = int(real(name, handle))
        if observer is not None and result == 0:
            observer.after(call)
        return result

    return opened


_REAL_OPEN = os.open
_HOOKS: dict[str, Callable[[Any], Any]] = {
    "open": _open, "close": _close, "read": _pread, "pread": _pread, "pread64": _pread, "write": _pwrite, "pwrite": _pwrite,
    "pwrite64": _pwrite, "ftruncate": _ftruncate, "unlink": _unlink, "openDirectory": _open_directory,
}  # fmt: skip


# -- Python ------------------------------------------------------------------------------------------------------------------------


def _told(call: Call, real: Callable[[], Any]) -> Any:
    observer, code = _asked(call)
    if code:
        raise OSError(code, os.strerror(code), call.path)
    result = real()
    if observer is not None:
        observer.after(call)
    return result


def _whole(path: Any) -> str:
    return os.path.abspath(os.fsdecode(path)) if isinstance(path, (str, bytes, os.PathLike)) else ""


def _py_open(real: Any) -> Any:
    def opened(path: Any, flags: int, mode: int = 0o777, **more: Any) -> int:
        whole = _whole(path)
        new = bool(flags & os.O_CREAT) and not os.path.lexists(whole)
        handle: int = _told(Call("create" if new else "open", whole), lambda: real(path, flags, mode, **more))
        _fds[handle] = whole
        return handle

    return opened


def _py_sync(real: Any) -> Any:
    """Python's own writes are not seen one by one: what stands in the file when it is synced is what was written."""

    def sync(handle: int) -> None:
        path = _fds.get(handle, "")
        if os.path.isdir(path):
            _told(Call("dirsync", path), lambda: real(handle))
            return
        if _seen and not _quiet[0] and path.startswith(_seen[-1].root):
            content = Path(path).read_bytes()
            _told(Call("truncate", path), lambda: None)
            _told(Call("write", path, 0, content), lambda: None)
        _told(Call("sync", path), lambda: real(handle))

    return sync


def _py_two(kind: str) -> Any:
    def wrap(real: Any) -> Any:
        return lambda a, b, **more: _told(Call(kind, _whole(a), target=_whole(b)), lambda: real(a, b, **more))

    return wrap


def _py_one(kind: str) -> Any:
    def wrap(real: Any) -> Any:
        return lambda path, *rest, **more: _told(Call(kind, _whole(path)), lambda: real(path, *rest, **more))

    return wrap


_PYTHON: dict[str, Callable[[Any], Any]] = {
    "open": _py_open, "fsync": _py_sync, "replace": _py_two("rename"), "rename": _py_two("rename"), "link": _py_two("link"),
    "unlink": _py_one("unlink"), "mkdir": _py_one("mkdir"),
}  # fmt: skip


# -- observers ---------------------------------------------------------------------------------------------------------------------


class Recorder(Observer):
    """Writes down what reached the system, in order, with the acknowledgements between."""

    def __init__(self, root: Path) -> None:
        self.root = f"{root}{os.sep}"
        self.calls: list[Call | int] = []  # an int: so many operations are acknowledged

    def before(self, call: Call) -> int:
        return 0

    def after(self, call: Call) -> None:
        if call.kind not in ("read", "open"):
            self.calls.append(call)


class Counter(Observer):
    """Counts the calls; with `at` it fails the at-th (from 1) with `code`, or from then on when `sticky`; or calls `then` instead."""

    def __init__(self, root: Path, at: int = 0, code: int = 0, sticky: bool = False, then: Callable[[], None] | None = None) -> None:
        self.root = f"{root}{os.sep}"
        self.at, self.code, self.sticky, self.then = at, code, sticky, then
        self.count = 0
        self.failed: list[Call] = []

    def before(self, call: Call) -> int:
        if self.code == errno.ENOSPC and call.kind not in ALLOCATING:
            return 0
        self.count += 1
        if not self.at or (self.count < self.at if self.sticky else self.count != self.at):
            return 0
        if self.then is not None:
            self.then()
        if self.code:
            self.failed.append(call)
        return self.code
