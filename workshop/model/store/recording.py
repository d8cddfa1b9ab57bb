"""What the room decides and says: records with their basis and dissent, notes, evidence, pain points, field facts, parking lot."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace

from ..change import Change
from ..consensus import suppressed
from ..errors import Refused
from ..front import LOGO, check_logo, logo_of
from ..rows import Attachment, CasePick, Dissent, EvidenceItem, FactAnswer, Note, PainTick, Parked, Record, Seat, Vote
from .base import Noted, new_id, operation
from .driver import told
from .setup import whole_level
from .voting import Voting

ATTACHMENT_LIMIT = 10 * 1024 * 1024
_RATED = ("consensus", "majority", "leadership")


class Recording(Voting):
    """Operations of settling and of the drawer beside it."""

    @operation(Change.RECORDS | Change.NOTES | Change.MEASURES | Change.PLAN)
    def settle(
        self,
        kind: str,
        subject: str,
        level: int | None,
        basis: str,
        *,
        confidence: str = "medium",
        rationale: str = "",
        evidence: str = "",
        reservation: str = "",
        reason: str = "",
        sensitive: bool = False,
        dissents: Sequence[tuple[str, int | None, str, str, bool]] = (),
    ) -> Noted:
        """Record a level with its basis, or `parked` / `not_applicable` without one.

        `dissents`: (role group, level, why, would change if, goes into the plan). A changed level needs a reason; both records stay.
        """
        self._check_subject(kind, subject)
        if basis in _RATED:
            level = whole_level(level)
        elif basis in ("parked", "not_applicable"):
            level = None
        else:
            raise Refused("record.basis", basis=basis)
        if self.is_open(kind, subject):
            raise Refused("record.open_ballot", subject=subject)
        self._check_reason(kind, subject, level, basis, reason)
        shown = [ballot.id for ballot in self.ballots_of(kind, subject) if ballot.state == "revealed"]
        record = Record(
            new_id(), max((row.seq for row in self.rows(Record)), default=0) + 1, kind, subject, level, basis, confidence, rationale,
            evidence, reservation, shown[-1] if shown else "", reason, int(sensitive), self.now(),
        )  # fmt: skip
        self.put(record)
        for grp, lies_at, text, change_if, in_plan in dissents:
            self._check_dissenter(record.ballot, grp)
            self.put(Dissent(new_id(), record.id, grp, lies_at, text, change_if, int(in_plan), 0))
        return Noted(subject, {"kind": kind, "level": level, "basis": basis, "reason": reason})

    def _check_reason(self, kind: str, subject: str, level: int | None, basis: str, reason: str) -> None:
        earlier = [row for row in self.rows(Record) if (row.kind, row.subject) == (kind, subject)]
        if not earlier or earlier[-1].basis == "parked" or reason.strip():
            return
        if (earlier[-1].level, earlier[-1].basis == "not_applicable") != (level, basis == "not_applicable"):
            raise Refused("record.reason", subject=subject)

    def _check_dissenter(self, ballot: str, grp: str) -> None:
        """Where votes are anonymous a dissent bears the name of a role group that is large enough to hide in, or none."""
        if grp and self.engagement().vote_mode == "anonymous" and grp not in self._told_groups(ballot):
            raise Refused("dissent.group", group=grp)

    def _told_groups(self, ballot: str) -> set[str]:
        """Groups that kept their name at the reveal; without a vote those that would keep it if all voted."""
        if ballot:
            return {vote.grp for vote in self.rows(Vote) if vote.ballot == ballot and vote.grp}
        sizes = Counter(seat.grp for seat in self.rows(Seat))
        return set(sizes) - suppressed(sizes)

    @operation(Change.RECORDS)
    def add_dissent(self, record: str, grp: str, level: int | None, text: str, change_if: str = "", in_plan: bool = True) -> Noted:
        """One entry of the dissent ledger: by role group, with what would change its mind."""
        if (about := self.one(Record, id=record)) is None:
            raise Refused("id.unknown", kind="record", id=record)
        self._check_dissenter(about.ballot, grp)
        self.put(Dissent(new_id(), record, grp, None if level is None else whole_level(level), text, change_if, int(in_plan), 0))
        return Noted(record, {"group": grp})

    @operation(Change.RECORDS)
    def set_dissent(self, dissent: str, /, **fields: Any) -> Noted:
        """Change text, condition or printing of one dissent."""
        found = self.one(Dissent, id=dissent)
        if found is None:
            raise Refused("id.unknown", kind="dissent", id=dissent)
        about = self.one(Record, id=found.record)
        after = replace(found, **fields)
        if after.grp != found.grp:
            self._check_dissenter(about.ballot if about else "", after.grp)
        self.put(after)
        return Noted(dissent, {"fields": sorted(fields)})

    @operation(Change.RECORDS)
    def remove_dissent(self, dissent: str) -> Noted:
        found = self.one(Dissent, id=dissent)
        if found is None:
            raise Refused("id.unknown", kind="dissent", id=dissent)
        self.drop(found)
        return Noted(dissent)

    # -- pain points, field facts, cases -----------------------------------------------------------------------------------

    @operation(Change.NOTES | Change.MEASURES | Change.PLAN)
    def tick_pain(self, pain: str, severity: int) -> Noted:
        """0 not here, 1 present, 2 severe."""
        if pain not in self.pack.pains:
            raise Refused("id.unknown", kind="pain", id=pain)
        if isinstance(severity, bool) or severity not in (0, 1, 2):
            raise Refused("pain.severity", value=severity)
        if severity:
            self.put(PainTick(pain, severity))
        elif found := self.one(PainTick, pain=pain):
            self.drop(found)
        return Noted(pain, {"severity": severity})

    @operation(Change.NOTES)
    def answer_fact(self, fact: str, answer: str) -> Noted:
        """The room's own yes, no or unsure beside a surveyed share; "" takes it back."""
        if fact not in self.pack.facts:
            raise Refused("id.unknown", kind="fact", id=fact)
        if answer not in ("", "yes", "no", "unsure"):
            raise Refused("fact.answer", value=answer)
        if answer:
            self.put(FactAnswer(fact, answer))
        elif found := self.one(FactAnswer, fact=fact):
            self.drop(found)
        return Noted(fact, {"answer": answer})

    @operation(Change.NOTES)
    def pick_case(self, case_id: str, note: str | None = "") -> Noted:
        """Mark a case as discussed, with the room's remark; None takes the mark away."""
        if case_id not in self.pack.cases:
            raise Refused("id.unknown", kind="case", id=case_id)
        if note is not None:
            self.put(CasePick(case_id, note))
        elif found := self.one(CasePick, case_id=case_id):
            self.drop(found)
        return Noted(case_id)

    # -- notes, evidence, parking lot ----------------------------------------------------------------------------------------

    @operation(Change.NOTES)
    def add_note(self, kind: str, subject_kind: str, subject: str, text: str, sensitive: bool = False) -> Noted:
        """A note, a piece of evidence or a recap sentence; after the day's close it is marked as later."""
        later = int(bool(self.engagement().closed_at))
        note = Note(new_id(), kind, subject_kind, subject, text, int(sensitive), later, self.now())
        self.put(note)
        return Noted(note.id, {"kind": kind, "subject": subject})

    @operation(Change.NOTES)
    def set_note(self, note: str, /, **fields: Any) -> Noted:
        found = self.one(Note, id=note)
        if found is None:
            raise Refused("id.unknown", kind="note", id=note)
        self.put(replace(found, **fields))
        return Noted(note, {"fields": sorted(fields)})

    @operation(Change.NOTES)
    def remove_note(self, note: str) -> Noted:
        found = self.one(Note, id=note)
        if found is None:
            raise Refused("id.unknown", kind="note", id=note)
        self.drop(found)
        return Noted(note)

    @operation(Change.NOTES)
    def park(self, kind: str, subject: str, text: str, owner: str = "", due: str = "") -> Noted:
        """Put a topic or an indicator into the parking lot."""
        if not text.strip():
            raise Refused("parked.text")
        parked = Parked(new_id(), kind, subject, text, owner, due, 0, self.now())
        self.put(parked)
        return Noted(parked.id, {"subject": subject})

    @operation(Change.NOTES)
    def set_parked(self, parked: str, /, **fields: Any) -> Noted:
        found = self.one(Parked, id=parked)
        if found is None:
            raise Refused("id.unknown", kind="parked", id=parked)
        after = replace(found, **fields)
        if not after.text.strip():
            raise Refused("parked.text")
        self.put(after)
        return Noted(parked, {"fields": sorted(fields)})

    @operation(Change.NOTES)
    def set_evidence(self, indicator: str, item: int, status: str) -> Noted:
        """Whether a document to bring was handed in; "" is not yet asked."""
        if indicator not in self.pack.indicators or not 0 <= item < len(self.pack.indicators[indicator].evidence):
            raise Refused("id.unknown", kind="evidence", id=f"{indicator}/{item}")
        if status:
            self.put(EvidenceItem(indicator, item, status))
        elif found := self.one(EvidenceItem, indicator=indicator, item=item):
            self.drop(found)
        return Noted(indicator, {"item": item, "status": status})

    # an attachment's bytes are not kept in the undo step: it is removed on purpose or stays
    @operation(Change.NOTES, undoable=False)
    def attach(self, subject_kind: str, subject: str, name: str, mime: str, content: bytes) -> Noted:
        """Store a picture or file of at most 10 MB inside the engagement."""
        if len(content) > ATTACHMENT_LIMIT:
            raise Refused("attachment.size", name=name, limit=ATTACHMENT_LIMIT // 1024 // 1024)
        digest = hashlib.sha256(content).hexdigest()
        row = Attachment(new_id(), subject_kind, subject, name, mime, len(content), digest, self.now())
        self.put(row)
        self._upsert("attachment_bytes", {"id": row.id, "content": content})
        return Noted(row.id, {"name": name, "size": row.size, "sha256": row.sha256})

    @operation(Change.NOTES, undoable=False)
    def remove_attachment(self, attachment: str) -> Noted:
        found = self.one(Attachment, id=attachment)
        if found is None:
            raise Refused("id.unknown", kind="attachment", id=attachment)
        self.drop(found)
        return Noted(attachment, {"name": found.name})

    @operation(Change.PROFILE | Change.NOTES, undoable=False)
    def set_logo(self, content: bytes, name: str) -> Noted:
        """The client's logo for the cover: a PNG or JPEG, ≤ 2 MB and ≤ 4000 pixels a side; the one before it goes."""
        mime = check_logo(content, name)
        self._drop_logos()
        row = Attachment(new_id(), LOGO, "", name, mime, len(content), hashlib.sha256(content).hexdigest(), self.now())
        self.put(row)
        self._upsert("attachment_bytes", {"id": row.id, "content": content})
        return Noted(row.id, {"name": name, "size": row.size, "sha256": row.sha256})

    @operation(Change.PROFILE | Change.NOTES, undoable=False)
    def remove_logo(self) -> Noted:
        return Noted(detail={"names": self._drop_logos()})

    def logo(self) -> bytes | None:
        """The stored logo; None without one, empty when its bytes are lost."""
        found = logo_of(self.rows(Attachment))
        try:
            return self.attachment_bytes(found.id) if found else None
        except Refused:
            return b""

    def _drop_logos(self) -> list[str]:
        found = [row for row in self.rows(Attachment) if row.subject_kind == LOGO]
        for row in found:
            self.drop(row)
        return [row.name for row in found]

    def attachment_bytes(self, attachment: str) -> bytes:
        """The stored bytes of one attachment."""
        with told(self.path):
            found = self._db.execute("SELECT content FROM attachment_bytes WHERE id = ?", [attachment]).fetchone()
        if found is None:
            raise Refused("id.unknown", kind="attachment", id=attachment)
        return bytes(found[0])
