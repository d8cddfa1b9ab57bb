"""An engagement without names: the bank under an alias, posts and people gone, free texts only where they are asked for.

What may stay is named here; every other text of a row, one added later too, is emptied.
"""

from collections.abc import Mapping
from typing import Any, cast

from msgspec import Struct
from msgspec.structs import replace

from .rows import Seat
from .state import State

# codes, ids and days: what no person typed
CODES = frozenset({
    "kind", "subject", "subject_kind", "dimension", "indicator", "measure", "seat", "ballot", "entry", "state", "status", "basis",
    "confidence", "presence", "pain", "fact", "answer", "case_id", "record", "lane", "size", "effort_status", "competence", "origin",
    "action", "earlier", "vote", "source", "bank_type", "bank_size", "tech_home", "vote_mode", "marking", "wording", "language", "preset",
    "key", "kpi", "month", "day_start", "present_from", "present_to", "opened_at", "revealed_at", "recorded_at", "created_at", "noted_at",
    "started_at", "solved_at", "closed_at", "frozen_at", "held_on", "approved_on", "accepted_on", "decided_on", "due", "promised", "id",
    "engagement", "version", "pack", "undo", "redo",
})  # fmt: skip
# who: gone even where texts stay
NAMES = frozenset({
    "bank", "region", "place", "chair", "facilitator", "recorder", "author", "role", "owner", "sponsor", "lead", "support", "acceptor",
    "approver", "who", "recipient", "peer_consent", "body", "mime", "sha256", "log_hash", "position",
})  # fmt: skip


def deidentified(state: State, alias: str, *, texts: bool = False) -> State:
    """The same engagement under `alias`, counted as anonymous whatever its mode; with `texts` the bank's name in them is replaced."""
    bank = state.engagement.bank
    made = cast(State, _bare(state, bank, alias, texts))
    profile = replace(made.engagement, bank=alias, vote_mode="anonymous", id="")
    return replace(made, engagement=profile, attachments=())


def _bare(value: Any, bank: str, alias: str, texts: bool) -> Any:
    """A value of State with its texts emptied; keys of mappings are ids and stay."""
    if isinstance(value, str):
        return _renamed(value, bank, alias) if texts else ""
    if isinstance(value, Struct):
        return replace(value, **{name: _field(value, name, bank, alias, texts) for name in value.__struct_fields__})
    if isinstance(value, tuple):
        return tuple(_bare(one, bank, alias, texts) for one in value)
    if isinstance(value, Mapping):
        return {key: _bare(one, bank, alias, texts) for key, one in value.items()}
    return value


def _field(row: Any, name: str, bank: str, alias: str, texts: bool) -> Any:
    value = getattr(row, name)
    if not isinstance(value, str):
        if name == "facts":  # yes, no, unsure
            return value
        return value if value is None or isinstance(value, (int, float, frozenset)) else _bare(value, bank, alias, texts)
    if name == "grp":
        return _renamed(value, bank, alias)
    if name in CODES:
        return value
    if name in NAMES or isinstance(row, Seat) or not texts:
        return ""
    return _renamed(value, bank, alias)


def _renamed(text: str, bank: str, alias: str) -> str:
    return text.replace(bank, alias) if bank else text
