"""Undo and redo of named steps, and the chained log that keeps both."""

import json
from typing import Any

from ..change import Change
from ..errors import Refused
from ..rows import TABLES, LogEntry
from .base import COLUMNS, Noted, first_broken, operation
from .delivering import Delivering
from .driver import told
from .roadworks import Roadworks


class History(Delivering, Roadworks):
    """Taking back and repeating steps; votes and reveals are no steps, so undo never reaches a ballot."""

    def steps(self) -> tuple[tuple[int, str, str], ...]:
        """(seq, operation, "done" | "undone") oldest first; steps that can no longer be redone are left out."""
        with told(self.path):
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
        if table not in TABLES or table == "log":
            raise RuntimeError(f"undo step names a table it may not change: {table}")
        self._guard(table, wanted, present)
        if wanted is not None:
            self._upsert(table, self._merged(table, wanted, present))
        elif present is not None:
            self._delete(table, present)
        self._rows.pop(table, None)

    def _merged(self, table: str, wanted: dict[str, Any], present: dict[str, Any] | None) -> dict[str, Any]:
        """Only the columns that the step changed: what an operation outside the steps wrote since (a clock, the position) stays."""
        now = self._image(table, wanted)
        if now is None or present is None:
            return wanted
        return {**now, **{name: value for name, value in wanted.items() if value != present[name]}}

    def _guard(self, table: str, wanted: dict[str, Any] | None, present: dict[str, Any] | None) -> None:
        """What votes have fixed since stays fixed: the voting mode, a seat that has voted and its role group, a subject being voted on."""
        before, after = present or {}, wanted or {}
        if table == "engagement" and before["vote_mode"] != after["vote_mode"] and self.votes_fix_mode():
            raise Refused("profile.mode_fixed")
        if table == "vote_rule" and self.votes_fix_mode():
            raise Refused("rule.fixed")
        if table == "seat" and before and before["grp"] != after.get("grp") and self.has_voted(before["id"]):
            raise Refused("seat.group_fixed" if after else "seat.has_voted", number=before["number"])
        if table == "record" and after and self.is_open(after["kind"], after["subject"]):
            raise Refused("record.open_ballot", subject=after["subject"])

    def log(self) -> tuple[LogEntry, ...]:
        """The whole log, oldest first."""
        return self.rows(LogEntry)

    def log_end(self) -> tuple[int, str]:
        """Number of entries and the newest entry's hash, without reading the whole log."""
        with told(self.path):
            found = self._db.execute("SELECT seq, hash FROM log ORDER BY seq DESC LIMIT 1").fetchone()
        return (int(found[0]), str(found[1])) if found else (0, "")

    def last_entry(self) -> LogEntry | None:
        """The newest entry of the log."""
        with told(self.path):
            found = self._db.execute(f"SELECT {COLUMNS['log']} FROM log ORDER BY seq DESC LIMIT 1").fetchone()
        return LogEntry(*found) if found else None

    def verify_log(self) -> int | None:
        """Sequence number of the first entry that breaks the chain, None when it holds."""
        return first_broken(self.log())
