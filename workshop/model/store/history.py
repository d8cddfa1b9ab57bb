"""Undo and redo of named steps, and the chained log that keeps both."""

import json
from typing import Any

from ..change import Change
from ..errors import Refused
from ..rows import TABLES, LogEntry
from .base import Noted, log_hash, operation
from .planning import Planning


class History(Planning):
    """Taking back and repeating steps; votes and reveals are no steps, so undo never reaches a ballot."""

    def steps(self) -> tuple[tuple[int, str, str], ...]:
        """(seq, operation, "done" | "undone") oldest first; steps that can no longer be redone are left out."""
        return tuple(self._db.execute("SELECT seq, operation, state FROM undo_step WHERE state <> 'gone' ORDER BY seq").fetchall())

    @operation(Change.ALL, undoable=False)
    def undo(self) -> Noted:
        """Take back the newest step that still stands."""
        seq, name, changes = self._step("done", "DESC", "undo.nothing")
        for table, before, after in reversed(changes):
            self._restore(table, before, after)
        self._db.execute("UPDATE undo_step SET state = 'undone' WHERE seq = ?", [seq])
        return Noted(name)

    @operation(Change.ALL, undoable=False)
    def redo(self) -> Noted:
        """Repeat the oldest step that was taken back."""
        seq, name, changes = self._step("undone", "ASC", "redo.nothing")
        for table, before, after in changes:
            self._restore(table, after, before)
        self._db.execute("UPDATE undo_step SET state = 'done' WHERE seq = ?", [seq])
        return Noted(name)

    def _step(self, state: str, order: str, nothing: str) -> tuple[int, str, list[tuple[str, Any, Any]]]:
        found = self._db.execute(
            f"SELECT seq, operation, changes FROM undo_step WHERE state = ? ORDER BY seq {order} LIMIT 1", [state]
        ).fetchone()
        if found is None:
            raise Refused(nothing)
        return found[0], found[1], json.loads(found[2])

    def _restore(self, table: str, wanted: dict[str, Any] | None, present: dict[str, Any] | None) -> None:
        if table not in TABLES:
            raise RuntimeError(f"undo step names an unknown table {table}")
        if wanted is not None:
            self._upsert(table, wanted)
        elif present is not None:
            self._delete(table, present)
        self._rows.pop(table, None)

    def log(self) -> tuple[LogEntry, ...]:
        """The whole log, oldest first."""
        return self.rows(LogEntry)

    def verify_log(self) -> int | None:
        """Sequence number of the first entry that breaks the chain, None when it holds."""
        previous = ""
        for position, entry in enumerate(self.log(), start=1):
            expected = log_hash(previous, entry.seq, entry.noted_at, entry.operation, entry.subject, entry.detail)
            if entry.seq != position or entry.previous != previous or entry.hash != expected:
                return entry.seq
            previous = entry.hash
        return None
