"""The one door to SQLite: sqlite-utils bound to SQLCipher's driver, pragmas set, driver errors told as troubles."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

from sqlcipher3 import dbapi2

from ..errors import EnvironmentTrouble, Refused


def _hollow(name: str, **names: Any) -> ModuleType:
    """A module with nothing in it but these names."""
    made = ModuleType(name)
    vars(made).update(names)
    return made


def _import_sqlite_utils() -> ModuleType:
    """Import sqlite-utils on SQLCipher's driver, without what it would load only for its command line, its plugins and frames' types."""
    aliases: dict[str, Any] = {
        "pysqlite3": dbapi2, "pysqlite3.dbapi2": dbapi2, "pandas": None, "numpy": None,
        "click": _hollow("click"), "dateutil": _hollow("dateutil", parser=None),
        "sqlite_utils.plugins": _hollow("sqlite_utils.plugins", pm=None, ensure_plugins_loaded=lambda: None),
        "sqlite_utils.hookspecs": _hollow("sqlite_utils.hookspecs", hookimpl=None, hookspec=None),
    }  # fmt: skip
    before = {name: sys.modules.get(name) for name in aliases}
    sys.modules.update(aliases)
    try:
        import sqlite_utils.db
    finally:
        for name, module in before.items():
            if module is None:
                sys.modules.pop(name, None)
            else:
                sys.modules[name] = module
    # with one alias missing it falls back silently to another SQLite: refuse to run on that
    if vars(sqlite_utils.db)["sqlite3"] is not dbapi2:
        raise RuntimeError("sqlite-utils is not bound to SQLCipher's driver")
    return sqlite_utils


sqlite_utils = _import_sqlite_utils()
Database = sqlite_utils.Database
Migrations = sqlite_utils.Migrations
IntegrityError = dbapi2.IntegrityError
DatabaseError = dbapi2.DatabaseError

_CODES = (
    ("locked", "store.busy"),
    ("busy", "store.busy"),
    ("readonly", "store.readonly"),
    ("full", "store.full"),
    ("disk i/o", "store.io"),
    ("unable to open", "store.cantopen"),
    ("malformed", "store.corrupt"),
    ("not a database", "store.notadb"),
    ("unsupported file format", "store.corrupt"),
    ("could not decode", "store.corrupt"),
    ("interrupted", "store.corrupt"),
)


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn the driver's errors into troubles that say what to do; anything unknown rises as the bug it is."""
    try:
        yield
    except dbapi2.IntegrityError as error:
        raise Refused("store.constraint", detail=str(error)) from error
    except dbapi2.DatabaseError as error:
        said = str(error).lower().partition("(")[0]  # in brackets a damaged file is quoted, which may say anything
        for words, code in _CODES:
            if words in said:
                raise EnvironmentTrouble(code, path=str(path)) from error
        raise
    except MemoryError as error:  # a damaged length asks for more than there is
        raise EnvironmentTrouble("store.corrupt", path=str(path)) from error
    except UnicodeDecodeError as error:  # what SQLite says of a schema quotes its broken bytes
        raise EnvironmentTrouble("store.corrupt", path=str(path)) from error


def connect(path: Path, passphrase: str | None, *, mode: str = "rw", broken: bool = False) -> Any:
    """A configured sqlite-utils Database on a file; EnvironmentTrouble when this passphrase does not read it.

    `mode` is SQLite's: "ro" never writes, "rw" never creates, "rwc" may. Any thread may use it, one at a time. `broken` reads on past
    a schema that makes no sense.
    """
    with told(path):
        raw = dbapi2.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=BUSY_SECONDS, check_same_thread=False)
        try:
            _unlock(raw, passphrase)
            if broken:
                raw.execute("PRAGMA writable_schema = ON")
            raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
            for pragma in _PRAGMAS[1:] if broken else _PRAGMAS:
                raw.execute(f"PRAGMA {pragma}").fetchone()
        except BaseException:
            raw.close()
            raise
    return _wrapped(raw)


def _wrapped(raw: Any) -> Any:
    """sqlite-utils around a connection, told what this SQLite can do.

    Left to itself it tries that out by making a table inside the first transaction and takes any error for a no: an error of the disk,
    which ends the transaction, is swallowed, and every later statement is committed by itself.
    """
    db = Database(raw, execute_plugins=False, strict=True)
    db._supports_strict = db._supports_on_conflict = True
    return db


def memory(passphrase: str | None = None) -> Any:
    """A Database in memory; with the passphrase of a file it takes that file's pages and gives them back."""
    raw = dbapi2.connect(":memory:", check_same_thread=False)
    _unlock(raw, passphrase)
    for pragma in _PRAGMAS[2:]:
        raw.execute(f"PRAGMA {pragma}").fetchone()
    return _wrapped(raw)


def _unlock(raw: Any, passphrase: str | None) -> None:
    raw.execute("PRAGMA cipher_log_level = NONE")  # a wrong passphrase is told in a sentence, not on stderr
    if passphrase:
        raw.execute("PRAGMA key = " + quoted(passphrase))


def quoted(text: str) -> str:
    """A text as SQL writes it, for the few statements that take no parameter."""
    return "'" + text.replace("'", "''") + "'"


BUSY_SECONDS = 2.0  # a writer waits this long for a backup's step, and a backup for a writer
_PRAGMAS = (
    "journal_mode = DELETE",
    "synchronous = EXTRA",
    "foreign_keys = ON",
    "secure_delete = ON",
    "temp_store = MEMORY",
    "trusted_schema = OFF",
    "fullfsync = ON",
)
