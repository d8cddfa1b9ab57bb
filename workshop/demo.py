"""The demonstration engagement: one day of an invented bank, played through the Store's own operations with a simulated clock."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from pathlib import Path

from msgspec.structs import asdict, replace

from .demo_script import (
    AgendaScript,
    Day,
    DimensionScript,
    IndicatorScript,
    MeasureScript,
    OrderScript,
    ParkScript,
    cards,
    read_day,
)
from .model import assessment, roadmap
from .model.consensus import Light
from .model.content import load_pack, read_pack_files
from .model.rows import AgendaItem, Ballot, PlanItem, PlanResult, Seat
from .model.schedule import solve
from .model.store import Store, default_engagement
from .paths import asset_path

__all__ = ["Clock", "Day", "build", "read_day"]

PREPARED, OPENED = time(8, 30), time(9, 0)
STEP = timedelta(seconds=2)  # between two entries
SLOT = 60  # seconds
_EFFORT = ("people", "quarters", "share", "low", "high", "budget")
_STEP = ("people", "quarters", "share", "budget", "support")
_STAFF = ("tech", "outside", "fast_quarters", "fast_people")
_TEXTS = (
    "lead",
    "support",
    "owner",
    "sponsor",
    "first30",
    "first90",
    "risks",
    "key_work",
    "appraisal",
    "lane",
    "lane_reason",
    "effort_status",
)


class Clock:
    """Time in the room: every look at it takes a moment, an agenda item sets it forward."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        self.now += STEP
        return self.now

    def until(self, moment: datetime) -> None:
        """Set forward; time never runs backwards."""
        self.now = max(self.now, moment)


def build(path: Path, passphrase: str | None = None, day: Day | None = None, language: str | None = None) -> Store:
    """Play the day into a new file at `path` and return the open Store; raises what an operation raises, and then leaves no file.

    Everything but the random ids is the same every time. `language` is that of the pack's words; what the room typed stays Chinese.
    """
    day = day or read_day()
    clock = Clock(datetime.combine(day.date, PREPARED))
    files = read_pack_files(asset_path("content", day.pack))
    fields = {**day.profile, **({"language": language} if language else {})}
    pack = load_pack(files, fields["language"])
    profile = default_engagement(pack, fields.pop("bank"), clock.now, **fields)
    store = Store.create(path, files, profile, passphrase, clock)
    try:
        Room(store, day, clock).play()
    except BaseException:
        store.close()
        path.unlink(missing_ok=True)
        raise
    return store


def rehearse(path: Path, passphrase: str | None = None, language: str | None = None) -> Store:
    """An engagement for practice: the demonstration's seats, agenda and targets, marked as a rehearsal, nothing voted yet."""
    day = read_day()
    clock = Clock(datetime.combine(day.date, PREPARED))
    files = read_pack_files(asset_path("content", day.pack))
    fields = {**day.profile, **({"language": language} if language else {}), "rehearsal": 1}
    today = datetime.now()
    profile = default_engagement(load_pack(files, fields["language"]), fields.pop("bank"), today, **fields)
    store = Store.create(path, files, profile, passphrase)
    try:
        Room(store, day, clock).prepare()
        store.set_position("open")
    except BaseException:
        store.close()
        path.unlink(missing_ok=True)
        raise
    return store


class Room:
    """Who does what when: one method per kind of agenda item."""

    def __init__(self, store: Store, day: Day, clock: Clock) -> None:
        self.store, self.day, self.clock = store, day, clock
        self.dimensions = {dimension.id: dimension for dimension in day.dimensions}

    def play(self) -> None:
        self.prepare()
        planned = datetime.combine(self.day.date, OPENED)
        for item, script in zip(self.store.rows(AgendaItem), self.day.agenda, strict=True):
            self.clock.until(planned)
            began = self.clock.now
            self.item(script)
            planned += timedelta(minutes=script.minutes)
            spent = min(planned - timedelta(seconds=SLOT), self.clock.now + timedelta(minutes=script.minutes * 0.9))
            self.clock.until(spent)
            self.store.clock_agenda(item.id, int((self.clock.now - began).total_seconds()))
        self.store.close_day()

    def item(self, script: AgendaScript) -> None:
        work: dict[str, Callable[[], None]] = {
            "practice": self._practice,
            "dimension": lambda: self._dimension(self.dimensions[script.subject]),
            "parked": self._parked,
            "measures": self._measures,
            "roadmap": self._roadmap,
        }
        if script.kind == "break":
            return
        pages = {"dimension": f"dimension.{script.subject}", "close": "plan"}
        self.store.set_position(pages.get(script.kind, script.kind))
        if script.kind in work:
            work[script.kind]()

    def prepare(self) -> None:
        store, day = self.store, self.day
        for seat in day.seats:
            store.add_seat(
                seat.role, seat.group, seat.number, deputy=int(seat.deputy), senior=int(seat.senior),
                present_from=seat.present_from, present_to=seat.present_to,
            )  # fmt: skip
        for dimension, level in day.targets.items():
            store.set_target("dimension", dimension, level)
        store.set_agenda([(item.kind, item.subject, item.title, item.minutes) for item in day.agenda])
        store.set_capacities(dict(enumerate(zip(day.roadmap.people, day.roadmap.budget, strict=True))))
        self._limits(day)
        for indicator in (one for dimension in day.dimensions for one in dimension.indicators):
            for status, items in (("handed", indicator.handed), ("missing", indicator.missing)):
                for number in items:
                    store.set_evidence(indicator.id, number, status)

    def _limits(self, day: Day) -> None:
        """Pools of people, money of calendar years, scenarios."""
        if day.roadmap.tech:
            self.store.set_pools(dict(enumerate(zip(day.roadmap.tech, day.roadmap.business, strict=True))))
        for year, purse in day.roadmap.years.items():
            self.store.set_year_budget(int(year), purse)
        for name, shares in day.roadmap.scenarios.items():
            self.store.set_scenario(name, *shares)

    # -- votes -----------------------------------------------------------------------------------------------------------

    def vote(self, kind: str, subject: str, line: str) -> None:
        """One round: opened, every card put in, revealed; closed early when a seat that is due hands in none."""
        seats = self.store.rows(Seat)
        self.store.open_ballot(kind, subject)
        ballot = next(row for row in self.store.rows(Ballot) if row.state == "open" and (row.kind, row.subject) == (kind, subject))
        handed = cards(line)
        for position, level in handed.items():
            self.store.cast_vote(ballot.id, seats[position].id, level)
        due = [position for position, seat in enumerate(seats) if seat.presence == "voting"]
        self.store.reveal(ballot.id, early=any(position not in handed for position in due))

    def _practice(self) -> None:
        self.vote("practice", "practice", self.day.practice)

    # -- a dimension -----------------------------------------------------------------------------------------------------

    def _dimension(self, script: DimensionScript) -> None:
        """All indicators are voted on first, as the method wants; then each is discussed, voted on again and settled."""
        for indicator in script.indicators:
            self._presence(indicator, "away")
            self.vote("indicator", indicator.id, indicator.rounds[0])
            self._presence(indicator, "voting")
        for indicator in script.indicators:
            for line in indicator.rounds[1:]:
                self.vote("indicator", indicator.id, line)
            self._settle(indicator)
        for pain, severity in script.pains.items():
            self.store.tick_pain(pain, severity)
        for fact, answer in script.facts.items():
            self.store.answer_fact(fact, answer)
        for case, remark in script.cases.items():
            self.store.pick_case(case, remark)
        self.store.add_note("recap", "dimension", script.id, script.recap)

    def _presence(self, indicator: IndicatorScript, presence: str) -> None:
        for seat in self.store.rows(Seat):
            if seat.number in indicator.away:
                self.store.set_seat(seat.id, presence=presence)

    def _settle(self, script: IndicatorScript) -> None:
        store = self.store
        store.settle(
            "indicator", script.id, script.level, script.basis, confidence=script.confidence, rationale=script.rationale,
            evidence=script.evidence, reservation=script.reservation, sensitive=script.sensitive,
            dissents=[(one.group, one.level, one.text, one.change_if, True) for one in script.dissents],
        )  # fmt: skip
        record = store.state().record_of("indicator", script.id)
        written = store.state().dissents_of(record.id) if record else ()
        for row, dissent in zip(written, script.dissents, strict=True):
            if dissent.sensitive:
                store.set_dissent(row.id, sensitive=1)
        for text in script.notes:
            store.add_note("note", "indicator", script.id, text)
        if script.park:
            self._park("indicator", script.id, script.park)

    # -- what was put off ------------------------------------------------------------------------------------------------

    def _parked(self) -> None:
        for topic in self.day.parked:
            self._park("topic", "", topic)
        for note in self.day.notes:
            self.store.add_note(note.kind, note.subject_kind, note.subject, note.text, note.sensitive)

    def _park(self, kind: str, subject: str, script: ParkScript) -> None:
        before = {row.id for row in self.store.state().parked}
        self.store.park(kind, subject, script.text, script.owner, script.due)
        new = next(row for row in self.store.state().parked if row.id not in before)
        if script.done:
            self.store.set_parked(new.id, done=1)

    # -- measures --------------------------------------------------------------------------------------------------------

    def _measures(self) -> None:
        for script in self.day.measures:
            for kind, line, level in (("impact", script.impact, script.impact_level), ("urgency", script.urgency, script.urgency_level)):
                self.vote(kind, script.id, line)
                turn = self.store.state().last_reveal(kind, script.id)
                agreed = turn is not None and assessment.reading(turn).light is Light.CONSENSUS
                self.store.settle(kind, script.id, level, "consensus" if agreed else "majority")
        for script in self.day.measures:
            self._measure(script)
        if self.day.order is not None:
            self._order(self.day.order)
        for cell in self.day.relevance:
            self.store.set_relevance(cell.measure, cell.dimension, cell.value)
        for estimate in self.day.effects:
            self.store.set_effect(estimate.measure, estimate.dimension, estimate.effect)

    def _order(self, script: OrderScript) -> None:
        """The room's own order: a card of points from each seat, revealed together."""
        store = self.store
        store.open_ballot("order", "points")
        turn = store.state().road.open_order
        for seat, points in zip(store.rows(Seat), script.cards, strict=True):
            store.cast_order(turn.ballot.id if turn else "", seat.id, dict(zip(script.measures, points, strict=True)))
        store.reveal(turn.ballot.id if turn else "")
        for note in script.notes:
            store.add_order_note(note.text, note.measure)

    def _measure(self, script: MeasureScript) -> None:
        store, texts = self.store, asdict(script)
        store.set_size(script.id, script.size)
        given = {name: texts[name] for name in (*_EFFORT, "release", "deadline") if texts[name] is not None}
        store.set_measure(script.id, **given, **{name: texts[name] for name in _TEXTS})
        for kpi in script.kpis:
            store.add_kpi(script.id, kpi.name, kpi.unit, kpi.baseline, kpi.target, kpi.due, kpi.how)
        for action in script.actions:
            own = action.pack is None
            text = action.text if action.pack is None else store.pack.measures[script.id].actions[action.pack]
            store.add_action(script.id, text, "room" if own else "pack", action.owner, action.due)
        self._work(script)

    def _work(self, script: MeasureScript) -> None:
        """What the measure is made of: its people, its money by year, its steps where they are scheduled one by one."""
        store = self.store
        for line in script.money:
            store.add_money(script.id, line.year, line.amount, line.kind, line.source)
        steps = [row.id for row in roadmap.actions_of(store.state(), script.id)]
        for step, action in zip(steps, script.actions, strict=True):
            given = {name: value for name in _STEP if (value := getattr(action, name)) not in (None, "")}
            if given:
                store.set_action_plan(step, **given)
            if action.tech is not None:
                store.set_staffing(step, tech=action.tech)
            if action.waits is not None:
                store.set_link(step, steps[action.waits])
        staffed = {name: value for name in _STAFF if (value := getattr(script, name)) is not None}
        if script.unfolded or staffed:
            store.set_staffing(script.id, unfolded=int(script.unfolded), **staffed)

    # -- roadmap ---------------------------------------------------------------------------------------------------------

    def _roadmap(self) -> None:
        """Decisions first, since measures wait for them; a first plan, the bars the room holds, the rest solved again; milestones."""
        for decision in self.day.decisions:
            self.store.add_decision(decision.text, decision.body, decision.due, decision.measure)
        self._solve()
        if self.day.roadmap.pins:
            self._hold()
            self._solve()
        starts = {measure: item.start for measure, item in self.store.state().plan.items()}
        for script in self.day.measures:
            for milestone in script.milestones:
                self.store.add_milestone(script.id, starts[script.id] + milestone.after, milestone.name)

    def _solve(self) -> None:
        state = self.store.state()
        problem, _ = assessment.problem(state, self.store.pack)
        self.store.set_plan(*assessment.plan_rows(problem, solve(problem), roadmap.codes(state)))

    def _hold(self) -> None:
        state = self.store.state()
        items = [self._held(item) for item in state.plan.values()]
        result = state.plan_result or PlanResult("plan", "manual", 0.0, 0.0, "", "")
        self.store.set_plan(items, replace(result, status="manual"), tuple(state.road.bars.values()))

    def _held(self, item: PlanItem) -> PlanItem:
        start = self.day.roadmap.pins.get(item.measure)
        return item if start is None else replace(item, start=start, finish=start + item.finish - item.start, pinned=1)
