"""From measures to a plan: lanes, effort, owners, KPIs, milestones, actions, capacities, the schedule, printed sentences, decisions."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from msgspec.structs import replace

from ..change import Change
from ..errors import Refused
from ..front import CLASSIFICATION, check_classification
from ..road_rows import ActionItem
from ..rows import (
    Action,
    BaselineTask,
    Capacity,
    Decision,
    EffectEdit,
    Kpi,
    MeasurePlan,
    Milestone,
    PlanItem,
    PlanResult,
    RelevanceEdit,
    Text,
)
from .base import Noted, new_id, operation
from .efforts import check_numbers
from .recording import Recording

Row = TypeVar("Row", Kpi, Milestone, Action, Decision)
_MEASURED = Change.MEASURES | Change.PLAN


def blank_measure(measure: str, competence: str = "own") -> MeasurePlan:
    """A measure nobody has decided on yet: chosen, ranked, without effort or owner."""
    return MeasurePlan(
        measure, 1, "ranked", "", "", None, None, None, None, None, None, "room", "", "", "", "", "", "", "", "", "", "", competence, 0,
        None, None,
    )  # fmt: skip


class Planning(Recording):
    """Operations of the pages on measures, roadmap and plan."""

    def known_measure(self, measure: str) -> MeasurePlan:
        found = self.one(MeasurePlan, measure=measure)
        if found is None:
            raise Refused("id.unknown", kind="measure", id=measure)
        return found

    @operation(_MEASURED)
    def set_measure(self, measure: str, /, **fields: Any) -> Noted:
        """Change what the room decided about a measure; effort must be positive with low ≤ likely ≤ high."""
        after = replace(self.known_measure(measure), **fields)
        check_effort(after)
        if after.deadline is not None and after.release is not None and after.deadline <= after.release:
            raise Refused("measure.deadline", measure=measure)
        self.put(after)
        if fields.get("chosen"):
            self.check_count()
        return Noted(measure, {"fields": sorted(fields)})

    @operation(_MEASURED)
    def set_size(self, measure: str, size: str) -> Noted:
        """Pre-fill effort and budget from the pack's preset for this size and the bank's size; "" takes the estimate away."""
        now = self.known_measure(measure)
        if not size:
            self.put(replace(now, size="", people=None, quarters=None, share=None, low=None, high=None, budget=None, effort_status="room"))
            return Noted(measure, {"size": ""})
        presets = self.pack.measures[measure].effort[self.engagement().bank_size]
        if size not in presets:
            raise Refused("measure.size", size=size)
        preset = presets[size]
        self.put(replace(
            now, size=size, people=float(preset.people), quarters=preset.quarters, share=preset.share, low=float(preset.low),
            high=float(preset.high), budget=float(preset.budget), effort_status="room",
        ))  # fmt: skip
        return Noted(measure, {"size": size})

    @operation(_MEASURED)
    def set_relevance(self, measure: str, dimension: str, value: int | None) -> Noted:
        """The consultant's own relevance 0–3 for this engagement; None returns to the pack's."""
        self._check_cell(measure, dimension)
        if value is None:
            if found := self.one(RelevanceEdit, measure=measure, dimension=dimension):
                self.drop(found)
        elif isinstance(value, bool) or value not in (0, 1, 2, 3):
            raise Refused("relevance.value", value=value)
        else:
            self.put(RelevanceEdit(measure, dimension, value))
        return Noted(measure, {"dimension": dimension, "value": value})

    @operation(_MEASURED)
    def set_effect(self, measure: str, dimension: str, effect: float | None) -> Noted:
        """Share of the gap that the measure closes, 0–1, the room's estimate; None returns to relevance / 6."""
        self._check_cell(measure, dimension)
        if effect is None:
            if found := self.one(EffectEdit, measure=measure, dimension=dimension):
                self.drop(found)
        elif not 0 <= effect <= 1:
            raise Refused("effect.value", value=effect)
        else:
            self.put(EffectEdit(measure, dimension, float(effect)))
        return Noted(measure, {"dimension": dimension, "effect": effect})

    def _check_cell(self, measure: str, dimension: str) -> None:
        self.known_measure(measure)
        if dimension not in self.pack.dimensions:
            raise Refused("id.unknown", kind="dimension", id=dimension)

    # -- lists under a measure -------------------------------------------------------------------------------------------

    @operation(_MEASURED)
    def add_kpi(self, measure: str, name: str, unit: str = "", baseline: str = "", target: str = "", due: str = "", how: str = "") -> Noted:
        self.known_measure(measure)
        row = Kpi(new_id(), measure, self._next(Kpi, measure), _filled(name, "kpi.name"), unit, baseline, target, due, how)
        self.put(row)
        return Noted(measure, {"kpi": row.id})

    @operation(_MEASURED)
    def set_kpi(self, kpi: str, /, **fields: Any) -> Noted:
        after = replace(self._known(Kpi, kpi), **fields)
        _filled(after.name, "kpi.name")
        self.put(after)
        return Noted(after.measure, {"kpi": kpi})

    @operation(_MEASURED)
    def remove_kpi(self, kpi: str) -> Noted:
        self.drop(self._known(Kpi, kpi))
        return Noted(kpi)

    @operation(_MEASURED)
    def add_milestone(self, measure: str, quarter: int, name: str) -> Noted:
        self.known_measure(measure)
        row = Milestone(new_id(), measure, self._quarter(quarter), _filled(name, "milestone.name"))
        self.put(row)
        return Noted(measure, {"milestone": row.id})

    @operation(_MEASURED)
    def set_milestone(self, milestone: str, /, **fields: Any) -> Noted:
        after = replace(self._known(Milestone, milestone), **fields)
        _filled(after.name, "milestone.name")
        self._quarter(after.quarter)
        self.put(after)
        return Noted(after.measure, {"milestone": milestone})

    @operation(_MEASURED)
    def remove_milestone(self, milestone: str) -> Noted:
        self.drop(self._known(Milestone, milestone))
        return Noted(milestone)

    @operation(_MEASURED)
    def add_action(self, measure: str, text: str, origin: str = "room", owner: str = "", due: str = "") -> Noted:
        self.known_measure(measure)
        row = Action(new_id(), measure, self._next(Action, measure), _filled(text, "action.text"), origin, owner, due, "open")
        self.put(row)
        return Noted(measure, {"action": row.id})

    @operation(_MEASURED)
    def set_action(self, action: str, /, **fields: Any) -> Noted:
        after = replace(self._known(Action, action), **fields)
        _filled(after.text, "action.text")
        self._movable(after, fields)
        self.put(after)
        if fields.get("status", "dropped") != "dropped":
            self.check_count()
        return Noted(after.measure, {"action": action})

    @operation(_MEASURED)
    def remove_action(self, action: str) -> Noted:
        found = self._known(Action, action)
        self._movable(found, ("text",))
        self.drop_action(action)
        self.drop(found)
        return Noted(action)

    def _movable(self, action: Action, fields: Iterable[str]) -> None:
        """What the approved baseline says of a task changes only by an adjustment."""
        frozen = self.one(BaselineTask, action=action.id)
        if frozen and {"text", "due", "owner", "measure", "status"} & set(fields):
            raise Refused("baseline.task", task=action.text)

    def check_count(self) -> None:
        """Refuse more bars than the page takes; the roadmap's operations know how many there are."""

    def drop_action(self, action: str) -> None:
        """What hangs on an action goes before it does; the roadmap's operations know what that is."""

    def _known(self, kind: type[Row], row_id: str) -> Row:
        found = self.one(kind, id=row_id)
        if found is None:
            raise Refused("id.unknown", kind=kind.__name__.lower(), id=row_id)
        return found

    def _next(self, kind: type[Kpi] | type[Action], measure: str) -> int:
        return max((row.position for row in self.rows(kind) if row.measure == measure), default=-1) + 1

    def _quarter(self, quarter: int) -> int:
        if isinstance(quarter, bool) or not isinstance(quarter, int) or not 0 <= quarter < self.engagement().horizon:
            raise Refused("quarter.outside", quarter=quarter, horizon=self.engagement().horizon)
        return quarter

    # -- plan ------------------------------------------------------------------------------------------------------------

    @operation(_MEASURED)
    def set_capacities(self, capacities: Mapping[int, tuple[float, float]]) -> Noted:
        """People (heads) and budget (万元) per quarter; quarters not named keep theirs."""
        for quarter, (people, budget) in capacities.items():
            if people < 0 or budget < 0:
                raise Refused("capacity.negative", quarter=quarter + 1)
            self.put(Capacity(quarter, float(people), float(budget)))
        return Noted(detail={"quarters": len(capacities)})

    @operation(_MEASURED)
    def set_plan(self, items: Sequence[PlanItem], result: PlanResult, actions: Sequence[ActionItem] = ()) -> Noted:
        """Replace the whole schedule by a solver's answer or a hand-made one; an item that did not move is not rewritten.

        A measure that is scheduled action by action spans its actions' bars.
        """
        wanted = {item.measure: item for item in items}
        for item in self.rows(PlanItem):
            if item.measure not in wanted:
                self.drop(item)
        for item in items:
            self.known_measure(item.measure)
            self.put(item)
        kept = {bar.action for bar in actions}
        for bar in self.rows(ActionItem):
            if bar.action not in kept:
                self.drop(bar)
        for bar in actions:
            self._known(Action, bar.action)
            self.put(bar)
        # where nothing is known of the gap it is infinite, and a share of one says the same
        self.put(replace(result, id="plan", gap=min(1.0, result.gap), solved_at=self.now()))
        return Noted(detail={"status": result.status, "items": len(items)})

    @operation(_MEASURED)
    def set_pinned(self, measure: str, pinned: bool) -> Noted:
        """Hold a bar where it stands, or let the next solve move it again."""
        item = self.one(PlanItem, measure=measure)
        if item is None:
            raise Refused("id.unknown", kind="plan", id=measure)
        self.put(replace(item, pinned=int(pinned)))
        return Noted(measure, {"pinned": pinned})

    # -- printed sentences and decisions -----------------------------------------------------------------------------------

    @operation(Change.PROFILE | Change.PLAN)
    def set_text(self, key: str, text: str, basis: str = "") -> Noted:
        """The facilitator's wording of a printed sentence and a hash of the numbers it rests on; an empty text returns to the proposal."""
        if key == CLASSIFICATION:
            check_classification(text)
        if text.strip():
            self.put(Text(key, text, basis))
        elif found := self.one(Text, key=key):
            self.drop(found)
        return Noted(key)

    @operation(Change.PLAN)
    def add_decision(self, text: str, body: str = "", due: str = "", measure: str = "") -> Noted:
        """Something asked of a body of the bank; with a measure, that measure waits for it."""
        if measure:
            self.known_measure(measure)
        position = max((row.position for row in self.rows(Decision)), default=-1) + 1
        row = Decision(new_id(), position, _filled(text, "decision.text"), body, due, "", measure)
        self.put(row)
        return Noted(row.id)

    @operation(Change.PLAN)
    def set_decision(self, decision: str, /, **fields: Any) -> Noted:
        after = replace(self._known(Decision, decision), **fields)
        _filled(after.text, "decision.text")
        self.put(after)
        return Noted(decision, {"fields": sorted(fields)})

    @operation(Change.PLAN)
    def remove_decision(self, decision: str) -> Noted:
        self.drop(self._known(Decision, decision))
        return Noted(decision)


def likely(measure: MeasurePlan) -> float | None:
    """Likely person-months: people × 3 × quarters × share of time; None while something is missing."""
    if measure.people is None or measure.quarters is None or measure.share is None:
        return None
    return measure.people * 3 * measure.quarters * measure.share / 100


def check_effort(measure: MeasurePlan) -> None:
    """Refuse an effort that cannot be: numbers that are none or out of range, low above likely, likely above high."""
    check_numbers(measure.measure, measure)
    middle = likely(measure)
    if middle is None:
        return
    low, high = measure.low if measure.low is not None else middle, measure.high if measure.high is not None else middle
    if not low <= middle <= high:
        raise Refused("effort.order", measure=measure.measure, low=low, likely=middle, high=high)


def _filled(text: str, code: str) -> str:
    if not text.strip():
        raise Refused(code)
    return text.strip()
