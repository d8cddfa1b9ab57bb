"""One operation = one transaction: rows written with their before-images, the chained log, the named undo step, then COMMIT."""

import hashlib
import json
import math
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from ..change import Change
from ..content import Pack
from ..errors import Refused
from ..rows import TABLES, LogEntry, key_of
from .driver import told

P = ParamSpec("P")
Row = TypeVar("Row")
Image = dict[str, Any] | None
TEXT_LIMIT = 20_000


def new_id() -> str:
    """A random key made by the client, so that a repeated write is the same write."""
    return secrets.token_hex(8)


@dataclass(frozen=True)
class Noted:
    """What the log says of an operation: its subject and details, never a level of a vote."""

    subject: str = ""
    detail: Mapping[str, Any] = field(default_factory=dict)


def log_hash(previous: str, seq: int, at: str, operation: str, subject: str, detail: str) -> str:
    """SHA-256 over the entry before and all fields of this one."""
    body = json.dumps([previous, seq, at, operation, subject, detail], ensure_ascii=False, separators=(",", ":"))
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

    # -- reading ---------------------------------------------------------------------------------------------------------

    def rows(self, kind: type[Row]) -> tuple[Row, ...]:
        """All rows of a table as its row class, in stored order; read once and kept until an operation touches the table."""
        table = _TABLE_OF[kind]
        if table not in self._rows:
            with told(self.path):
                found = self._db.execute(f"SELECT {_COLUMNS[table]} FROM {table} ORDER BY {_ORDER.get(table, 'rowid')}").fetchall()
            self._rows[table] = tuple(kind(*values) for values in found)
        return self._rows[table]

    def one(self, kind: type[Row], /, **key: Any) -> Row | None:
        """The row with this key, or None."""
        return next((row for row in self.rows(kind) if all(getattr(row, name) == value for name, value in key.items())), None)

    # -- writing, inside an operation ------------------------------------------------------------------------------------

    def put(self, row: Any) -> None:
        """Insert or replace one row; its before-image goes into the undo step."""
        table = _TABLE_OF[type(row)]
        after = asdict(row)
        check_values(after)
        before = self._image(table, after)
        if before != after:
            self._upsert(table, after)
            self._images.append((table, before, after))
            self._rows.pop(table, None)

    def drop(self, row: Any) -> None:
        """Delete one row; its image goes into the undo step."""
        table = _TABLE_OF[type(row)]
        image = asdict(row)
        self._delete(table, image)
        self._images.append((table, image, None))
        self._rows.pop(table, None)

    def _image(self, table: str, row: Mapping[str, Any]) -> Image:
        """The stored row with this key; asked by key, since the rows read before may be many."""
        names = key_of(table)
        where = " AND ".join(f"{name} = ?" for name in names)
        found = self._db.execute(f"SELECT {_COLUMNS[table]} FROM {table} WHERE {where}", [row[name] for name in names]).fetchone()
        return None if found is None else dict(zip(_COLUMNS[table].split(", "), found, strict=True))

    def _upsert(self, table: str, row: Mapping[str, Any]) -> None:
        self._db.table(table).upsert(dict(row), pk=key_of(table))

    def _delete(self, table: str, row: Mapping[str, Any]) -> None:
        names = key_of(table)
        where = " AND ".join(f"{name} = ?" for name in names)
        self._db.execute(f"DELETE FROM {table} WHERE {where}", [row[name] for name in names])

    # -- transactions ----------------------------------------------------------------------------------------------------

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """BEGIN IMMEDIATE … COMMIT on durable storage; whatever rises inside leaves the file and the cached rows as before."""
        if self._db.conn.in_transaction:
            raise RuntimeError("an operation may not start inside another")
        self._images = []
        try:
            with told(self.path):
                self._db.execute("BEGIN IMMEDIATE")
                try:
                    yield
                    self._db.execute("COMMIT")
                except BaseException:
                    self._db.rollback()
                    raise
        except BaseException:
            self._rows.clear()
            raise
        finally:
            self._images = []

    def note(self, operation: str, noted: Noted) -> None:
        """Append one entry to the chained log."""
        last = self._db.execute("SELECT seq, hash FROM log ORDER BY seq DESC LIMIT 1").fetchone() or (0, "")
        detail = json.dumps(noted.detail, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        seq, at = int(last[0]) + 1, self.now()
        self._db.table("log").insert(
            asdict(
                LogEntry(seq, at, operation, noted.subject, detail, last[1], log_hash(last[1], seq, at, operation, noted.subject, detail))
            )
        )
        self._rows.pop("log", None)

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
            with store.transaction():
                noted = body(store, *args, **kwargs)
                if undoable:
                    store.remember(body.__name__)
                store.note(body.__name__, noted)
            return change

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


_TABLE_OF: dict[type, str] = {kind: name for name, kind in TABLES.items()}
_COLUMNS = {name: ", ".join(column.name for column in fields(kind)) for name, kind in TABLES.items()}
_ORDER = {
    "ballot": "opened_at, rowid",
    "present": "ballot, seat",
    "note": "created_at, id",
    "parked": "created_at, id",
    "attachment": "created_at, id",
    "follow_up": "noted_at, id",
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
}
