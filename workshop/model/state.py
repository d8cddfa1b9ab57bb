"""What the room may know now: a frozen picture of the engagement, made anew after every operation.

Before a reveal a round says who has voted, never what: no view, export or log can leak what it never receives.
"""

from collections.abc import Mapping
from functools import cached_property

from msgspec import Struct

from .consensus import STANDARD, Rule
from .day_rows import USUAL, VoteRule
from .road import Road
from .rows import (
    Acceptance,
    Action,
    Adjustment,
    AgendaItem,
    Attachment,
    Ballot,
    Baseline,
    BaselineTask,
    Decision,
    Dissent,
    Engagement,
    EvidenceItem,
    FollowUp,
    Handover,
    Kpi,
    KpiValue,
    LatenessRule,
    MeasurePlan,
    Milestone,
    Note,
    Parked,
    Past,
    PastEffect,
    PastMeasure,
    PastRating,
    PlanItem,
    PlanResult,
    Present,
    Record,
    Seat,
    SheetImport,
    Text,
    Vote,
)


class Round(Struct, frozen=True):
    """One ballot as the room may see it; `votes` is empty until the reveal."""

    ballot: Ballot
    voted: frozenset[str]  # seat ids, abstentions included; empty for piles
    piles: Mapping[str, int]  # role group ("" for a mixed pile) → cards entered, for entry by piles
    due: tuple[str, ...]  # seat ids expected to vote
    votes: tuple[Vote, ...]
    present: tuple[Present, ...]
    rule: Rule = STANDARD  # by which its light is read

    @property
    def revealed(self) -> bool:
        return self.ballot.state == "revealed"

    @property
    def cast(self) -> int:
        """Cards in the box, abstentions included."""
        return len(self.votes) if self.revealed else len(self.voted) + sum(self.piles.values())

    @property
    def levels(self) -> tuple[int, ...]:
        """Revealed levels in ascending order, abstentions left out."""
        return tuple(sorted(vote.level for vote in self.votes if vote.level is not None))


class State(Struct, frozen=True, dict=True):
    """The whole engagement; tuples keep their stored order, mappings the pack's ids as keys."""

    engagement: Engagement
    weights: Mapping[str, int]
    targets: Mapping[tuple[str, str], int]
    seats: tuple[Seat, ...]
    rounds: tuple[Round, ...]
    records: tuple[Record, ...]  # all, oldest first
    dissents: tuple[Dissent, ...]
    pains: Mapping[str, int]
    facts: Mapping[str, str]
    cases: Mapping[str, str]
    notes: tuple[Note, ...]
    attachments: tuple[Attachment, ...]
    parked: tuple[Parked, ...]
    evidence: tuple[EvidenceItem, ...]
    measures: Mapping[str, MeasurePlan]
    kpis: tuple[Kpi, ...]
    milestones: tuple[Milestone, ...]
    actions: tuple[Action, ...]
    follow_ups: tuple[FollowUp, ...]
    relevance: Mapping[tuple[str, str], int]
    effects: Mapping[tuple[str, str], float]
    capacities: Mapping[int, tuple[float, float]]  # quarter → people, 万元
    plan: Mapping[str, PlanItem]
    plan_result: PlanResult | None
    texts: Mapping[str, Text]
    decisions: tuple[Decision, ...]
    agenda: tuple[AgendaItem, ...]
    baseline: Baseline | None  # None until the plan is approved
    baseline_tasks: tuple[BaselineTask, ...]
    adjustments: tuple[Adjustment, ...]  # oldest first
    acceptances: tuple[Acceptance, ...]
    kpi_values: tuple[KpiValue, ...]
    lateness: LatenessRule
    sheet_imports: tuple[SheetImport, ...]
    pasts: tuple[Past, ...]  # earlier assessments, oldest first
    past_ratings: tuple[PastRating, ...]
    past_measures: tuple[PastMeasure, ...]
    past_effects: tuple[PastEffect, ...]
    handovers: tuple[Handover, ...]
    log_length: int
    log_hash: str
    road: Road
    undo: str  # operation that Ctrl+Z would take back, "" when none
    redo: str
    vote_rule: VoteRule = USUAL

    @cached_property
    def _turns(self) -> Mapping[tuple[str, str], tuple[Round, ...]]:
        found: dict[tuple[str, str], list[Round]] = {}
        for turn in self.rounds:
            if turn.ballot.state != "cancelled":
                found.setdefault((turn.ballot.kind, turn.ballot.subject), []).append(turn)
        return {key: tuple(turns) for key, turns in found.items()}

    @cached_property
    def _newest_records(self) -> Mapping[tuple[str, str], Record]:
        return {(record.kind, record.subject): record for record in self.records}

    @property
    def rule(self) -> Rule:
        """By which the lights are read."""
        return self.vote_rule.rule()

    def rounds_of(self, kind: str, subject: str) -> tuple[Round, ...]:
        """Rounds of one subject, oldest first, cancelled ones left out."""
        return self._turns.get((kind, subject), ())

    def open_round(self, kind: str, subject: str) -> Round | None:
        return next((turn for turn in self.rounds_of(kind, subject) if turn.ballot.state == "open"), None)

    def last_reveal(self, kind: str, subject: str) -> Round | None:
        shown = [turn for turn in self.rounds_of(kind, subject) if turn.revealed]
        return shown[-1] if shown else None

    def record_of(self, kind: str, subject: str) -> Record | None:
        """The record that counts: the newest one."""
        return self._newest_records.get((kind, subject))

    def level_of(self, indicator: str) -> int | None:
        record = self.record_of("indicator", indicator)
        return record.level if record else None

    def dissents_of(self, record: str) -> tuple[Dissent, ...]:
        return tuple(dissent for dissent in self.dissents if dissent.record == record)

    def groups(self) -> tuple[str, ...]:
        """Role groups in seat order."""
        return tuple(dict.fromkeys(seat.grp for seat in self.seats))

    def seat(self, seat_id: str) -> Seat:
        return next(seat for seat in self.seats if seat.id == seat_id)

    def notes_of(self, subject_kind: str, subject: str) -> tuple[Note, ...]:
        return tuple(note for note in self.notes if (note.subject_kind, note.subject) == (subject_kind, subject))

    def text(self, key: str, proposal: str) -> str:
        """The facilitator's wording of a printed sentence, or the proposal."""
        return self.texts[key].text if key in self.texts else proposal
