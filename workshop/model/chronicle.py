"""The log read back: what happened in order, and how one indicator came to its level. No level before a reveal."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from .rows import LogEntry, Record
from .state import Round, State

VOTES, RECORDS, NOTES, PLAN, SETUP, UNDONE = "votes", "records", "notes", "plan", "setup", "undone"
KINDS = (VOTES, RECORDS, NOTES, PLAN, SETUP, UNDONE)
_OF = {
    **dict.fromkeys(("open_ballot", "cast_vote", "cast_pile", "put_card", "take_card", "clear_vote", "cancel_ballot", "reveal"), VOTES),
    **dict.fromkeys(("cast_order", "cast_order_pile"), VOTES),
    **dict.fromkeys(("settle", "add_dissent", "set_dissent", "remove_dissent"), RECORDS),
    **dict.fromkeys(
        ("add_note", "set_note", "remove_note", "park", "set_parked", "set_evidence", "attach", "remove_attachment", "tick_pain",
         "answer_fact", "pick_case"), NOTES,
    ),
    **dict.fromkeys(("set_profile", "set_weights", "set_target", "add_seat", "set_seat", "remove_seat", "set_agenda", "create",
                     "set_logo", "remove_logo"), SETUP),
    **dict.fromkeys(("undo", "redo"), UNDONE),
}  # fmt: skip
_CARDS = ("cast_vote", "cast_pile", "put_card", "take_card", "cast_order", "cast_order_pile")
_QUIET = ("set_position", "clock_agenda")  # turning a page is no event


class Event(Struct, frozen=True):
    """One line of the history: when, which operation on what, how often in a row, by which seat (named votes only, else 0)."""

    seq: int
    at: str
    operation: str
    subject: str
    kind: str
    detail: dict[str, Any] = field(default_factory=dict)
    times: int = 1
    seat: int = 0


def events(log: Iterable[LogEntry], named: bool) -> tuple[Event, ...]:
    """The log oldest first; cards put into one box one after another are one line, and who put them in is told in named mode only."""
    found: list[Event] = []
    for entry in log:
        if entry.operation in _QUIET:
            continue
        event = _event(entry, named)
        last = found[-1] if found else None
        same = last is not None and (last.operation, last.subject) == (event.operation, event.subject) and event.operation in _CARDS
        if same and last is not None and not named:
            found[-1] = replace(last, times=last.times + 1, at=event.at)
        else:
            found.append(event)
    return tuple(found)


def _event(entry: LogEntry, named: bool) -> Event:
    detail = json.loads(entry.detail)
    seat = int(detail.get("seat", 0) or 0) if named and entry.operation in _CARDS else 0
    if entry.operation in _CARDS:
        detail = {key: value for key, value in detail.items() if key in ("kind", "round")}
    kind = _OF.get(entry.operation, PLAN)
    return Event(entry.seq, entry.noted_at, entry.operation, entry.subject, kind, detail, 1, seat)


class Moment(Struct, frozen=True):
    """One step of an indicator's way: a round with its votes, a record, a note, an objection, what was parked or taken back."""

    at: str
    kind: str  # round | record | undone | note | dissent | parked | evidence
    turn: Round | None = None
    record: Record | None = None
    level: int | None = None  # of a record that was taken back, as the log has it
    text: str = ""
    who: str = ""  # a role group, a post


class Way(Struct, frozen=True):
    """How an indicator came to its level: from the first round's median to the record that counts; None where there is none."""

    first: int | None
    last: int | None
    moments: tuple[Moment, ...]


def replay(state: State, log: Iterable[LogEntry], indicator: str) -> Way:
    """Rounds, records, reasons, objections and notes of one indicator in the order of time; revealed rounds only."""
    moments = sorted((*_rounds(state, indicator), *_records(state, log, indicator), *_said(state, indicator)), key=lambda one: one.at)
    rounds = [turn for turn in state.rounds_of("indicator", indicator) if turn.revealed and turn.levels]
    first = rounds[0].levels[(len(rounds[0].levels) - 1) // 2] if rounds else None
    return Way(first, state.level_of(indicator), tuple(moments))


def _rounds(state: State, indicator: str) -> Iterator[Moment]:
    for turn in state.rounds_of("indicator", indicator):
        if turn.revealed:
            yield Moment(turn.ballot.revealed_at, "round", turn=turn)


def _records(state: State, log: Iterable[LogEntry], indicator: str) -> Iterator[Moment]:
    """Every record the log knows; one that was taken back since has no row any more."""
    kept = {record.recorded_at: record for record in state.records if (record.kind, record.subject) == ("indicator", indicator)}
    told: set[str] = set()
    for entry in log:
        if entry.operation != "settle" or entry.subject != indicator:
            continue
        detail = json.loads(entry.detail)
        if detail.get("kind") != "indicator":
            continue
        record = next((one for at, one in kept.items() if at not in told and (one.level, one.basis) == (detail["level"], detail["basis"])
                       and at <= entry.noted_at), None)  # fmt: skip
        if record is None:
            yield Moment(entry.noted_at, "undone", level=detail["level"], text=detail.get("reason", ""))
        else:
            told.add(record.recorded_at)
            yield Moment(record.recorded_at, "record", record=record)
            for dissent in state.dissents_of(record.id):
                yield Moment(record.recorded_at, "dissent", text=dissent.text, level=dissent.level, who=dissent.grp)


def _said(state: State, indicator: str) -> Iterator[Moment]:
    for note in state.notes_of("indicator", indicator):
        yield Moment(note.created_at, "evidence" if note.kind == "evidence" else "note", text=note.text)
    for parked in state.parked:
        if (parked.kind, parked.subject) == ("indicator", indicator):
            yield Moment(parked.created_at, "parked", text=parked.text, who=parked.owner)
