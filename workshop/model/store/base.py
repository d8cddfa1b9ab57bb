"""One operation = one transaction: rows written with their before-images, the chained log, the named undo step, then COMMIT."""

import hashlib
import json
import math
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from functools import cache, wraps
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from msgspec import Struct, field
from msgspec.structs import asdict, astuple

from ..change import Change
from ..content import Pack
from ..errors import EnvironmentTrouble, Refused
from ..rows import TABLES, LogEntry, key_of
from . import watch
from .driver import DatabaseError, told

P = ParamSpec("P")
Row = TypeVar("Row")
Image = dict[str, Any] | None
TEXT_LIMIT = 20_000
_DETAIL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))  # made once: each vote needs both
_ENTRY = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def new_id() -> str:
    """A random key made by the client, so that a repeated write is the same write."""
    return secrets.token_hex(8)


def digest(content: str) -> str:
    """SHA-256 of a text in UTF-8, as hex."""
    return hashlib.sha256(content.encode("utf-8")).hexdigest()


class Noted(Struct, frozen=True):
    """What the log says of an operation: its subject and details, never a level of a vote."""

    subject: str = ""
    detail: Mapping[str, Any] = field(default_factory=dict)


def log_hash(previous: str, seq: int, at: str, operation: str, subject: str, detail: str) -> str:
    """SHA-256 over the entry before and all fields of this one."""
    body = _ENTRY.encode([previous, seq, at, operation, subject, detail])
    return hashlib.sha256(body.encode("utf-8")).hexdigest()


def first_broken(log: Iterable[LogEntry]) -> int | None:
    """Sequence number of the first entry that breaks the chain, None when it holds."""
    previous = ""
    for position, entry in enumerate(log, start=1):
        expected = log_hash(previous, entry.seq, entry.noted_at, entry.operation, entry.subject, entry.detail)
        if entry.seq != position or entry.previous != previous or entry.hash != expected:
            return entry.seq
        previous = entry.hash
    return None


class Base:
    """The open file, its rows and its transactions; the operations themselves live in the modules beside this one."""

    def __init__(self, db: Any, path: Path, pack: Pack, clock: Callable[[], datetime]) -> None:
        self._db = db
        self.path = path
        self.pack = pack
        self._clock = clock
        self._images: list[tuple[str, Image, Image]] = []
        self._rows: dict[str, tuple[Any, ...]] = {}
        self.grouped: Any = None  # the snapshot's votes by ballot, beside the tables they were made from
        self._identity = watch.identity(path)
        self._inside = False
        self._tail = self._log_tail()  # the newest entry of the log as we know it: another one in the file is another's
        self._entry = ""  # hash of the entry that the operation under way has written
        self._doubt: tuple[Any, str] = (None, "")  # an operation whose COMMIT failed, and the entry that tells whether it did

    # -- reading ---------------------------------------------------------------------------------------------------------

    def rows(self, kind: type[Row]) -> tuple[Row, ...]:
        """All rows of a table as its row class, in stored order; read once and kept until an operation touches the table."""
        table = _TABLE_OF[kind]
        if table not in self._rows:
            with told(self.path):
                found = self._db.execute(f"SELECT {COLUMNS[table]} FROM {table} ORDER BY {_ORDER.get(table, 'rowid')}").fetchall()
            self._rows[table] = tuple(kind(*values) for values in found)
        return self._rows[table]

    def one(self, kind: type[Row], /, **key: Any) -> Row | None:
        """The row with this key, or None."""
        names, wanted = tuple(key), tuple(key.values())
        if len(names) == 1:  # nearly always, and for each vote among all ballots
            name, value = names[0], wanted[0]
            return next((row for row in self.rows(kind) if getattr(row, name) == value), None)
        return next((row for row in self.rows(kind) if tuple(getattr(row, name) for name in names) == wanted), None)

    # -- writing, inside an operation ------------------------------------------------------------------------------------

    def put(self, row: Any) -> None:
        """Insert or replace one row; its before-image goes into the undo step."""
        table = _changeable(_TABLE_OF[type(row)])
        after = asdict(row)
        check_values(after)
        before = self._image(table, after)
        if before != after:
            self._upsert(table, after)
            self._images.append((table, before, after))
            self._rows.pop(table, None)

    def drop(self, row: Any) -> None:
        """Delete one row; its image goes into the undo step."""
        table = _changeable(_TABLE_OF[type(row)])
        image = asdict(row)
        self._delete(table, image)
        self._images.append((table, image, None))
        self._rows.pop(table, None)

    def _image(self, table: str, row: Mapping[str, Any]) -> Image:
        """The stored row with this key; asked by key, since the rows read before may be many."""
        names = key_of(table)
        where = " AND ".join(f"{name} = ?" for name in names)
        found = self._db.execute(f"SELECT {COLUMNS[table]} FROM {table} WHERE {where}", [row[name] for name in names]).fetchone()
        return None if found is None else dict(zip(COLUMNS[table].split(", "), found, strict=True))

    def _upsert(self, table: str, row: Mapping[str, Any]) -> None:
        """One row by its key; sqlite-utils would ask for the schema ten times, and make a table of a name that is misspelt."""
        self._db.execute(upserting(table, tuple(row)), list(row.values()))

    def _delete(self, table: str, row: Mapping[str, Any]) -> None:
        names = key_of(table)
        where = " AND ".join(f"{name} = ?" for name in names)
        self._db.execute(f"DELETE FROM {table} WHERE {where}", [row[name] for name in names])

    # -- transactions ----------------------------------------------------------------------------------------------------

    @contextmanager
    def transaction(self, asked: Any = None) -> Iterator[None]:
        """BEGIN IMMEDIATE … COMMIT on durable storage; whatever rises inside leaves the file and the cached rows as before.

        A COMMIT may fail and stand on the disk all the same: then the operation `asked` is done, now or when it is asked for again.
        """
        self._prepare()
        before = dict(self._rows)
        try:
            with told(self.path):
                self._begin_work()
                try:
                    yield
                    self._db.execute("COMMIT")
                except BaseException:
                    self._give_back()
                    raise
        except EnvironmentTrouble as trouble:
            self._rows = before
            if not self._has_landed(asked):
                raise watch.diagnosed(trouble, self.path, self._identity) from trouble
        except BaseException:
            self._rows = before
            raise
        else:
            self._doubt = (None, "")
        finally:
            self._images, self._inside = [], False
        if self._db.conn.in_transaction:
            raise RuntimeError("an operation left its transaction open")
        self._tail = self._entry or self._log_tail()

    def _prepare(self) -> None:
        """Before anything is written: no operation inside another, and the file is where and what it was."""
        if self._inside:
            raise RuntimeError("an operation may not start inside another")
        watch.check(self.path, self._identity)
        if self._db.conn.in_transaction:  # an error took even the way back
            with told(self.path):
                self._db.execute("ROLLBACK")
        self._images, self._entry, self._inside = [], "", True

    def _begin_work(self) -> None:
        """Take the file for writing; a log that is not the one we know means that somebody else wrote it."""
        try:
            self._db.execute("BEGIN IMMEDIATE")
            tail = self._log_tail()
        except BaseException as error:
            self._give_back()
            if "no such table" in str(error):
                raise EnvironmentTrouble("file.replaced", path=str(self.path)) from error
            raise
        if tail not in (self._tail, self._doubt[1]):
            self._give_back()
            raise EnvironmentTrouble("file.replaced", path=str(self.path))

    def _give_back(self) -> None:
        # where the disk is gone, the journal rolls the file back when it is opened again, or the next operation does
        with suppress(DatabaseError):
            self._db.rollback()

    def _log_tail(self) -> str:
        found = self._db.execute("SELECT hash FROM log ORDER BY seq DESC LIMIT 1").fetchone()
        return str(found[0]) if found else ""

    def _has_landed(self, asked: Any) -> bool:
        """Whether the operation whose COMMIT failed stands on the disk all the same; if it cannot be told, it is kept in mind."""
        if not self._entry:
            return False
        self._doubt = (asked, self._entry)
        try:
            if self._log_tail() != self._entry:
                return False
            self._db.execute("BEGIN IMMEDIATE")
            self._touch()
            self._db.execute("COMMIT")
        except DatabaseError:
            self._give_back()
            return False
        self._rows.clear()
        self._doubt = (None, "")
        return True

    def has_landed_before(self, asked: Any) -> bool:
        """Inside a transaction: whether the operation asked for is the one in doubt, and the disk has it."""
        doubted, entry = self._doubt
        if not entry or self._log_tail() != entry:
            return False
        self._rows.clear()
        self._tail = entry
        if doubted != asked:
            return False
        self._touch()
        return True

    def _touch(self) -> None:
        """A write that changes nothing, so that the COMMIT before it is on durable storage when this one is."""
        self._db.execute("UPDATE engagement SET position = position")

    def note(self, operation: str, noted: Noted) -> None:
        """Append one entry to the chained log."""
        last = self._db.execute("SELECT seq, hash FROM log ORDER BY seq DESC LIMIT 1").fetchone() or (0, "")
        detail = _DETAIL.encode(noted.detail)
        seq, at = int(last[0]) + 1, self.now()
        self._entry = log_hash(last[1], seq, at, operation, noted.subject, detail)
        entry = LogEntry(seq, at, operation, noted.subject, detail, last[1], self._entry)
        self._db.execute(f"INSERT INTO log ({COLUMNS['log']}) VALUES (?, ?, ?, ?, ?, ?, ?)", list(astuple(entry)))
        if "log" in self._rows:
            self._rows["log"] = (*self._rows["log"], entry)

    def remember(self, operation: str) -> None:
        """Keep the operation's inverse: the images of every row it changed. What was undone before can no longer be redone."""
        self._db.execute("UPDATE undo_step SET state = 'gone' WHERE state = 'undone'")
        if self._images:
            self._db.execute(
                "INSERT INTO undo_step (seq, operation, changes, state) SELECT coalesce(max(seq), 0) + 1, ?, ?, 'done' FROM undo_step",
                [operation, json.dumps(self._images, ensure_ascii=False)],
            )

    def clock(self) -> datetime:
        """The time in the room: the computer's, or that of a day which is played."""
        return self._clock()

    def now(self) -> str:
        """Local time to the second, ISO."""
        return self._clock().isoformat(timespec="seconds")


S = TypeVar("S", bound=Base)


def operation(
    change: Change, *, undoable: bool = True
) -> Callable[[Callable[Concatenate[S, P], Noted]], Callable[Concatenate[S, P], Change]]:
    """Make a method one transaction that logs itself and, unless votes are concerned, can be taken back by name."""

    def decorate(body: Callable[Concatenate[S, P], Noted]) -> Callable[Concatenate[S, P], Change]:
        @wraps(body)
        def run(store: S, /, *args: P.args, **kwargs: P.kwargs) -> Change:
            asked = (body.__name__, args, kwargs)
            with store.transaction(asked):
                if not store.has_landed_before(asked):
                    noted = body(store, *args, **kwargs)
                    if undoable:
                        store.remember(body.__name__)
                    store.note(body.__name__, noted)
            return change

        run.change = change  # type: ignore[attr-defined]  # known before it is run
        return run

    return decorate


def check_values(row: Mapping[str, Any]) -> None:
    """Refuse what no file can keep whole: a text beyond the limit or with half a character, a number without an end."""
    for name, value in row.items():
        if isinstance(value, str) and len(value) > TEXT_LIMIT:
            raise Refused("text.long", field=name, length=len(value), limit=TEXT_LIMIT)
        if isinstance(value, str) and any("\ud800" <= char <= "\udfff" for char in value):
            raise Refused("text.characters", field=name)
        if isinstance(value, float) and not math.isfinite(value):
            raise Refused("number.finite", field=name)


@cache
def upserting(table: str, columns: tuple[str, ...]) -> str:
    """The statement that inserts or changes one row; RuntimeError for a table or column that is none of ours, whoever names it."""
    known = COLUMNS.get(table) or _BESIDE.get(table)
    if known is None or not set(columns) <= set(known.split(", ")):
        raise RuntimeError(f"there is no table {table} with {', '.join(columns)}")
    keys = _KEYS_BESIDE.get(table) or key_of(table)
    rest = ", ".join(f"{name} = excluded.{name}" for name in columns if name not in keys)
    marks = ", ".join("?" * len(columns))
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks}) ON CONFLICT ({', '.join(keys)}) DO " + (
        f"UPDATE SET {rest}" if rest else "NOTHING"
    )


def _changeable(table: str) -> str:
    """The log is written by `note` alone, and an entry stays as it is."""
    if table == "log":
        raise RuntimeError("an entry of the log is never changed or taken back")
    return table


_TABLE_OF: dict[type, str] = {kind: name for name, kind in TABLES.items()}
COLUMNS = {name: ", ".join(kind.__struct_fields__) for name, kind in TABLES.items()}
_BESIDE = {  # tables without a row class
    "open_ballot": "key, ballot, seat, grp, level",
    "pack_file": "name, content, sha256",
    "attachment_bytes": "id, content",
}
_KEYS_BESIDE = {"open_ballot": ("key",), "pack_file": ("name",)}
_ORDER = {
    "ballot": "opened_at, rowid",
    "present": "ballot, seat",
    "note": "created_at, id",
    "parked": "created_at, id",
    "attachment": "created_at, id",
    "follow_up": "noted_at, id",
    "baseline_task": "position",
    "adjustment": "seq",
    "kpi_value": "kpi, month",
    "sheet_import": "noted_at, sha256",
    "past": "held_on, engagement",
    "handover": "noted_at, id",
    "seat": "number",
    "vote": "ballot, id",
    "record": "seq",
    "kpi": "measure, position",
    "milestone": "quarter, rowid",
    "action": "measure, position",
    "capacity": "quarter",
    "decision": "position",
    "agenda_item": "position",
    "log": "seq",
    "allotment": "vote, measure",
    "money": "subject, year, rowid",
}
