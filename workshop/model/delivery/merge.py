"""Two consultants' files of one engagement made one: what only one of them has is kept, what differs is settled line by line.

There is no common ancestor to compare with: a row that one side deleted is still in the other file and comes back. A round and its votes
are one thing; rounds that differ, or that only one file has, are always a question and never joined silently.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import asdict, replace

from .. import interchange
from ..errors import Refused
from ..quarantine import look_through
from ..rows import TABLES, Attachment, Ballot, Dissent, Present, Record, Vote, key_of
from ..store import Store
from ..store.base import Noted

Choice = Literal["first", "second"]
_OF_ROUND = ("ballot", "vote", "present")
_SKIPPED = frozenset({*_OF_ROUND, "log", "plan_item", "plan_result"})  # a schedule is one thing as well: the first file's stays
_CLOCKWORK = ("position", "started_at", "used")  # where the day stood and how long a step took are no disagreement


class Conflict(Struct, frozen=True):
    """One question. `first` and `second` are what each file says, a field per entry; empty when that file has nothing."""

    key: str  # "note/ab12…", "round/indicator/2.1/1"
    table: str  # or "round"
    first: Mapping[str, Any]
    second: Mapping[str, Any]


class Merge(Struct, frozen=True):
    """`added` are rows that only the second file has and that clash with nothing."""

    added: tuple[Any, ...]
    conflicts: tuple[Conflict, ...]


def plan_merge(first: Store, second: Store) -> Merge:
    """What joining two files would do; refused for different engagements or packs, while a ballot is open, or for rows none of ours."""
    if first.engagement().id != second.engagement().id:
        raise Refused("merge.engagement")
    if first.pack_files() != second.pack_files():
        raise Refused("merge.pack")
    look_through(second)  # it comes from elsewhere
    for store in (first, second):
        if (ballot := next((row for row in store.rows(Ballot) if row.state == "open"), None)) is not None:
            raise Refused("merge.open", subject=ballot.subject)
    added: list[Any] = []
    conflicts = [*_rounds(first, second), *_records(first, second)]
    asked_records = {one.key for one in conflicts if one.table == "record"}
    for table, kind in TABLES.items():
        if table not in _SKIPPED:
            found, asked = _table(table, first.rows(kind), second.rows(kind))
            added += [row for row in found if not (table == "record" and _record_key(row) in asked_records)]
            conflicts += asked
    kept = {row.id for row in (*first.rows(Record), *added) if isinstance(row, Record)}
    return Merge(tuple(row for row in added if not isinstance(row, Dissent) or row.record in kept), tuple(conflicts))


def _table(table: str, first: Sequence[Any], second: Sequence[Any]) -> tuple[list[Any], list[Conflict]]:
    known = {_key(table, row): row for row in first}
    added, conflicts = [], []
    for row in second:
        other = known.get(_key(table, row))
        if other is None:
            added.append(row)
        elif differing := _differing(other, row):
            key = "/".join((table, *map(str, _key(table, row))))
            mine, theirs = ({name: getattr(one, name) for name in differing} for one in (other, row))
            conflicts.append(Conflict(key, table, mine, theirs))
    return added, conflicts


def _records(first: Store, second: Store) -> Iterator[Conflict]:
    """Subjects that both files have settled since they parted: whose record counts is a question."""
    mine, theirs = first.rows(Record), second.rows(Record)
    shared = {row.id for row in mine} & {row.id for row in theirs}
    for key in dict.fromkeys(_record_key(row) for row in theirs if row.id not in shared):
        own = [row for row in mine if _record_key(row) == key and row.id not in shared]
        other = [row for row in theirs if _record_key(row) == key and row.id not in shared]
        if own:
            yield Conflict(key, "record", _settled(own[-1]), _settled(other[-1]))


def _record_key(row: Record) -> str:
    return f"record/{row.kind}/{row.subject}"


def _settled(row: Record) -> dict[str, Any]:
    return {"level": row.level, "basis": row.basis, "rationale": row.rationale, "recorded_at": row.recorded_at}


def _key(table: str, row: Any) -> tuple[Any, ...]:
    return tuple(getattr(row, name) for name in key_of(table))


def _differing(first: Any, second: Any) -> list[str]:
    mine, theirs = asdict(first), asdict(second)
    return [name for name in mine if name not in _CLOCKWORK and mine[name] != theirs[name]]


# -- rounds --------------------------------------------------------------------------------------------------------------------------


def _rounds(first: Store, second: Store) -> Iterator[Conflict]:
    mine, theirs = _rounds_of(first), _rounds_of(second)
    for key in sorted({*mine, *theirs}):
        one, other = mine.get(key), theirs.get(key)
        if one != other:
            yield Conflict("/".join(("round", key[0], key[1], str(key[2]))), "round", _told(one), _told(other))


def _rounds_of(store: Store) -> dict[tuple[str, str, int], dict[str, Any]]:
    """Each round with its votes and attendance as plain values."""
    votes, present = store.rows(Vote), store.rows(Present)
    return {
        (ballot.kind, ballot.subject, ballot.round): {
            "ballot": asdict(ballot),
            "vote": sorted((asdict(row) for row in votes if row.ballot == ballot.id), key=lambda row: str(row["id"])),
            "present": sorted((asdict(row) for row in present if row.ballot == ballot.id), key=lambda row: str(row["seat"])),
        }
        for ballot in store.rows(Ballot)
    }


def _told(turn: Mapping[str, Any] | None) -> dict[str, Any]:
    """A round in a few values for the person who decides: never who voted what."""
    if turn is None:
        return {}
    levels = sorted(row["level"] for row in turn["vote"] if row["level"] is not None)
    return {"state": turn["ballot"]["state"], "revealed_at": turn["ballot"]["revealed_at"], "votes": len(turn["vote"]), "levels": levels}


# -- the joined file -----------------------------------------------------------------------------------------------------------------


def merge(
    first: Store,
    second: Store,
    choices: Mapping[str, Choice],
    path: Path,
    passphrase: str | None = None,
    clock: Callable[[], datetime] = datetime.now,
) -> Store:
    """The joined engagement as a new file at `path`; every conflict needs its choice, neither source is touched."""
    plan = plan_merge(first, second)
    open_ones = [one.key for one in plan.conflicts if choices.get(one.key) not in ("first", "second")]
    if open_ones:
        raise Refused("merge.choice", count=len(open_ones), key=open_ones[0])
    store = interchange.load(interchange.dumps(first), path, passphrase, clock)
    try:
        with store.transaction():
            _join(store, second, plan, choices)
            entries, end = second.log_end()
            taken = sorted(key for key in choices if choices[key] == "second")
            store.note("merge", Noted(end, {"entries": entries, "added": len(plan.added), "taken": taken}))
    except BaseException:
        store.close()
        path.unlink(missing_ok=True)
        raise
    return store


def _join(store: Store, second: Store, plan: Merge, choices: Mapping[str, Choice]) -> None:
    wanted = {one.key for one in plan.conflicts if choices[one.key] == "second"}
    for one in plan.conflicts:
        if one.table == "round" and one.key in wanted:
            _swap_round(store, second, one)
    rows = {"/".join((table, *map(str, _key(table, row)))): row for table, kind in TABLES.items() for row in second.rows(kind)}
    for one in plan.conflicts:
        if one.table == "record" and one.key in wanted:
            _take_records(store, second, one.key)
        elif one.table != "round" and one.key in wanted:
            store.put(rows[one.key])
    for row in plan.added:
        store.put(_fitted(store, row))
        if isinstance(row, Attachment):
            store.keep_bytes(row.id, second.attachment_bytes(row.id))


def _take_records(store: Store, second: Store, key: str) -> None:
    """The second file's records on a subject, after the first's, which stay; the newest counts."""
    known = {row.id for row in store.rows(Record)}
    for row in second.rows(Record):
        if _record_key(row) == key and row.id not in known:
            store.put(_fitted(store, row))
            for dissent in second.rows(Dissent):
                if dissent.record == row.id:
                    store.put(dissent)


def _fitted(store: Store, row: Any) -> Any:
    """A row of the second file with the next free number where numbers may not repeat."""
    kind: Any = type(row)
    for column in ("seq", "number"):
        taken = {getattr(one, column) for one in store.rows(kind)} if hasattr(row, column) else set()
        if taken and getattr(row, column) in taken:
            return replace(row, **{column: max(taken) + 1})
    return row


def _swap_round(store: Store, second: Store, one: Conflict) -> None:
    """The second file's round, votes and attendance in place of the first's."""
    _, kind, subject, number = one.key.split("/")
    key = (kind, subject, int(number))
    for row in [row for row in store.rows(Ballot) if (row.kind, row.subject, row.round) == key]:
        for part in _parts(store, row.id):
            store.drop(part)
        store.drop(row)
    ballot = next((row for row in second.rows(Ballot) if (row.kind, row.subject, row.round) == key), None)
    if ballot is not None:
        store.put(ballot)
        for part in _parts(second, ballot.id):
            store.put(part)


def _parts(store: Store, ballot: str) -> list[Vote | Present]:
    votes: list[Vote | Present] = [row for row in store.rows(Vote) if row.ballot == ballot]
    return votes + [row for row in store.rows(Present) if row.ballot == ballot]


def read_choices(text: str) -> dict[str, Choice]:
    """Choices as a JSON object: conflict key → "first" or "second"; raises Refused for anything else."""
    try:
        found = json.loads(text)
    except ValueError as error:
        raise Refused("merge.file") from error
    if not isinstance(found, dict) or any(value not in ("first", "second") for value in found.values()):
        raise Refused("merge.file")
    return dict(found)
