"""Recording: the draft as a record, a parked indicator, all greens at once; refusals stand beside their field."""

from workshop.model.content import Dimension
from workshop.model.errors import Trouble
from workshop.model.store import Store
from workshop.sentences import sentence
from workshop.session import Session
from workshop.ui.dimension.derive import INDICATOR, following, greens, kind_of
from workshop.ui.dimension.draft import Draft, Drafts, problem
from workshop.ui.dimension.settle import SettlePanel

_FIELD_OF = {"dissent.group": "dissent", "record.reason": "reason", "record.basis": "basis", "vote.level": "level"}


class Settling:
    """Writes what the room decided; nothing is recorded that was not asked for."""

    def __init__(self, session: Session, dimension: Dimension, drafts: Drafts, panel: SettlePanel) -> None:
        self.session, self.words = session, session.words
        self._dimension, self._drafts, self._panel = dimension, drafts, panel
        self._trouble: Trouble | None = None
        session.failed.connect(self._hear)

    def _hear(self, trouble: Trouble) -> None:
        self._trouble = trouble

    def record(self, indicator: str) -> bool:
        """Record the draft of an indicator; False when something is missing, which is then said beside its field."""
        self._panel.flush()
        state = self.session.state
        kind = kind_of(self._dimension, indicator)
        draft = self._drafts.of(state, kind, indicator)
        if missing := problem(self.words, state, kind, indicator, draft):
            self._panel.show_error(missing.field, missing.sentence)
            return False
        done = self._settle(indicator, draft)
        if done and draft.basis == "parked":
            self._to_parking_lot(indicator)
        return done

    def _settle(self, indicator: str, draft: Draft) -> bool:
        self._trouble = None
        done = self.session.do(
            Store.settle,
            kind_of(self._dimension, indicator),
            indicator,
            draft.level if draft.rated else None,
            draft.basis,
            confidence=draft.confidence,
            rationale=draft.rationale,
            evidence=draft.evidence,
            reservation=draft.reservation,
            reason=draft.reason,
            sensitive=draft.sensitive,
            dissents=[(row.grp, row.level or None, row.text, row.change_if, row.in_plan) for row in draft.dissents if not row.blank],
        )
        if not done and self._trouble is not None:
            self._panel.show_error(_FIELD_OF.get(self._trouble.code, "basis"), sentence(self.words, self._trouble))
        return done

    def park(self, indicator: str) -> bool:
        """Record it as parked, keeping what was written, and put it into the parking lot once."""
        self._panel.flush()
        self._drafts.change(self.session.state, kind_of(self._dimension, indicator), indicator, basis="parked")
        self._panel.refresh()
        return self.record(indicator)

    def _to_parking_lot(self, indicator: str) -> None:
        _ = self.words
        kind = kind_of(self._dimension, indicator)
        waiting = (row.subject for row in self.session.state.parked if row.kind == kind and not row.done)
        if indicator in waiting:
            return
        if kind != INDICATOR:
            self.session.do(Store.park, kind, indicator, _("{name}：定级待议", name=self._dimension.name))
            return
        name = self.session.pack.indicators[indicator].name
        self.session.do(Store.park, kind, indicator, _("{id} {name}：定级待议", id=indicator, name=name))

    def confirm_greens(self) -> int:
        """Record every indicator in consensus at its mode; tells how many."""
        count = 0
        for indicator, level in greens(self.session.state, self._dimension):
            draft = self._drafts.change(self.session.state, INDICATOR, indicator, level=level, basis="consensus")
            count += self._settle(indicator, draft)
        return count

    def following(self, indicator: str) -> str | None:
        """The next indicator that waits for its record."""
        return following(self.session.state, self._dimension, indicator)
