"""What is about to be recorded on each subject: preset by the method's proposal, changed by hand, written only when asked; no Qt."""

from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from workshop.model import consensus
from workshop.model.assessment import reading
from workshop.model.consensus import Light
from workshop.model.state import Round, State
from workshop.ui.dimension.derive import settled
from workshop.words import Words

RATED = ("consensus", "majority", "leadership")


class DissentDraft(Struct, frozen=True):
    """One dissent before it is recorded; `level` 0 stands for none given."""

    grp: str = ""
    level: int = 0
    text: str = ""
    change_if: str = ""
    in_plan: bool = True

    @property
    def blank(self) -> bool:
        """Whether nothing was said yet."""
        return not (self.text.strip() or self.change_if.strip())


class Draft(Struct, frozen=True):
    """A record before it is written."""

    level: int | None = None
    basis: str = ""
    confidence: str = "medium"
    rationale: str = ""
    evidence: str = ""
    reservation: str = ""
    reason: str = ""
    sensitive: bool = False
    dissents: tuple[DissentDraft, ...] = ()

    @property
    def rated(self) -> bool:
        return self.basis in RATED


class Problem(Struct, frozen=True):
    """What must be mended before recording: the field it stands at and the sentence."""

    field: str
    sentence: str


class Drafts:
    """A draft per subject, kept while the program runs; a new round or a new record starts it afresh but keeps what was written."""

    def __init__(self) -> None:
        self._drafts: dict[tuple[str, str], Draft] = {}
        self._stands: dict[tuple[str, str], tuple[str, str]] = {}

    def of(self, state: State, kind: str, subject: str) -> Draft:
        """The draft as it stands, made or preset anew when the room has moved on."""
        key = kind, subject
        turn, record = state.last_reveal(kind, subject), state.record_of(kind, subject)
        stand = turn.ballot.id if turn else "", record.id if record else ""
        if self._stands.get(key) != stand:
            known = self._drafts.get(key)
            same_record = key in self._stands and self._stands[key][1] == stand[1]
            self._drafts[key] = _preset(state, kind, subject, turn, known if same_record else None)
            self._stands[key] = stand
        return self._drafts[key]

    def adopt(self, other: "Drafts") -> None:
        """All drafts of another window on the same engagement."""
        self._drafts, self._stands = dict(other._drafts), dict(other._stands)

    def change(self, state: State, kind: str, subject: str, **fields: Any) -> Draft:
        """The draft with some fields changed."""
        self._drafts[kind, subject] = replace(self.of(state, kind, subject), **fields)
        return self._drafts[kind, subject]


def _preset(state: State, kind: str, subject: str, turn: Round | None, typed: Draft | None) -> Draft:
    """From the record when it is about the last round, else the method's proposal beside what was already written."""
    if typed is None:
        typed = recorded(state, kind, subject)
    if turn is None or settled(state, kind, subject):
        return typed
    read = reading(turn)
    level = consensus.proposal(turn.levels)
    basis = ""
    if read.light is Light.CONSENSUS:
        basis = "consensus"
    elif level is not None and 2 * read.counts[level - 1] > read.n:
        basis = "majority"
    return replace(typed, level=level, basis=basis, reason="")


def recorded(state: State, kind: str, subject: str) -> Draft:
    """The newest record as a draft; an empty one when there is none."""
    record = state.record_of(kind, subject)
    if record is None:
        return Draft()
    said = tuple(DissentDraft(row.grp, row.level or 0, row.text, row.change_if, bool(row.in_plan)) for row in state.dissents_of(record.id))
    return Draft(
        level=record.level,
        basis=record.basis,
        confidence=record.confidence,
        rationale=record.rationale,
        evidence=record.evidence,
        reservation=record.reservation,
        sensitive=bool(record.sensitive),
        dissents=said,
    )


def needs_reason(state: State, kind: str, subject: str, draft: Draft) -> bool:
    """Whether recording this draft changes an earlier decision."""
    before = state.record_of(kind, subject)
    if before is None or before.basis == "parked":
        return False
    level = draft.level if draft.rated else None
    return (before.level, before.basis == "not_applicable") != (level, draft.basis == "not_applicable")


def problem(words: Words, state: State, kind: str, subject: str, draft: Draft) -> Problem | None:
    """The first thing that is missing, None when the draft can be recorded."""
    _ = words
    if not draft.basis:
        return Problem("basis", _("请选定级依据：共识、多数、领导决定、待议或不适用。"))
    if draft.rated and draft.level is None:
        return Problem("level", _("请先选一级。"))
    if needs_reason(state, kind, subject, draft) and not draft.reason.strip():
        return Problem("reason", _("已经定级，改动须写明理由，前后两次都会保留。"))
    if any(row.change_if.strip() and not row.text.strip() for row in draft.dissents):
        return Problem("dissent", _("请写明不同意见的内容，或删去这一条。"))
    return None
