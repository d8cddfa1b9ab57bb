"""What makes a roadmap out of measures: pools of people, money by year, actions that are scheduled, links, scenarios, estimates."""

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from ..change import Change
from ..errors import Refused
from ..road import MOST_ITEMS, SHARES, blank_action, blank_staffing
from ..road_rows import ActionItem, ActionPlan, Estimate, Link, Money, Pool, Scenario, Staffing, YearBudget
from ..rows import Action, MeasurePlan
from .base import Noted, new_id, operation
from .efforts import check_numbers
from .ordering import Ordering
from .planning import likely

_ROAD = Change.MEASURES | Change.PLAN
STATUSES = ("room", "department", "finance")


class Roadworks(Ordering):
    """Operations on rows of `road_rows`."""

    @operation(_ROAD)
    def set_staffing(self, subject: str, /, **fields: Any) -> Noted:
        """Change who does a measure or an action: tech, outside, unfolded, fast_quarters, fast_people."""
        self._known_subject(subject)
        before = self.one(Staffing, subject=subject) or blank_staffing(subject)
        after = replace(before, **fields)
        _check_positive(self._code(subject), {"outside": after.outside, "people": after.fast_people})
        if not 0 <= after.tech <= 100:
            raise Refused("staffing.tech", value=after.tech)
        self._check_fast(after)
        self.put(after)
        self.check_count()
        return Noted(subject, {"fields": sorted(fields)})

    def _check_fast(self, row: Staffing) -> None:
        """The shorter way is shorter, and both its numbers are there or none."""
        normal = self._quarters(row.subject)
        if row.fast_quarters is not None and normal is not None and row.fast_quarters >= normal:
            raise Refused("staffing.fast", subject=self._code(row.subject), quarters=normal)

    def _quarters(self, subject: str) -> int | None:
        plan: MeasurePlan | ActionPlan | None = self.one(MeasurePlan, measure=subject) or self.one(ActionPlan, action=subject)
        return plan.quarters if plan else None

    @operation(_ROAD)
    def set_action_plan(self, action: str, /, **fields: Any) -> Noted:
        """Change the estimate and the dates of an action."""
        if self.one(Action, id=action) is None:
            raise Refused("id.unknown", kind="action", id=action)
        before = self.one(ActionPlan, action=action) or blank_action(action, self.engagement().tech_home)
        after = replace(before, **fields)
        check_numbers(self._code(action), after)
        if after.deadline is not None and after.release is not None and after.deadline <= after.release:
            raise Refused("action.deadline", action=self._named(action))
        self.put(after)
        self.check_count()
        return Noted(action, {"fields": sorted(fields)})

    def _code(self, subject: str) -> str:
        """How the room speaks of it: a measure by its name, an action by its place in it, such as M3.2."""
        found = self.one(Action, id=subject)
        if found is None:
            return subject
        own = [row for row in self.rows(Action) if row.measure == found.measure and row.status != "dropped"]
        ahead = [row for row in own if row.position < found.position]
        return f"{found.measure}.{len(ahead) + 1}"

    def _named(self, action: str) -> str:
        found = self.one(Action, id=action)
        return found.text if found else action

    def check_count(self) -> None:
        """The page takes forty bars: the forty-first is refused by name."""
        unfolded = {row.subject for row in self.rows(Staffing) if row.unfolded}
        estimated = {row.action for row in self.rows(ActionPlan) if row.people is not None and row.quarters}
        chosen = {row.measure for row in self.rows(MeasurePlan) if row.chosen}
        actions = [row for row in self.rows(Action) if row.measure in unfolded & chosen and row.id in estimated and row.status != "dropped"]
        whole = chosen - {row.measure for row in actions}
        if (count := len(actions) + len(whole)) > MOST_ITEMS:
            raise Refused("plan.many", count=count, most=MOST_ITEMS)

    def _known_subject(self, subject: str) -> None:
        if self.one(MeasurePlan, measure=subject) is None and self.one(Action, id=subject) is None:
            raise Refused("id.unknown", kind="measure", id=subject)

    # -- money ---------------------------------------------------------------------------------------------------------------

    @operation(_ROAD)
    def add_money(self, subject: str, year: int, amount: float, kind: str = "expense", source: str = "to_add") -> Noted:
        """万元 of a measure or an action in one calendar year."""
        self._known_subject(subject)
        row = Money(new_id(), subject, year, float(amount), kind, source)
        _check_money(row, self._code(subject))
        self.put(row)
        return Noted(subject, {"money": row.id, "year": year})

    @operation(_ROAD)
    def set_money(self, money: str, /, **fields: Any) -> Noted:
        row = self.one(Money, id=money)
        if row is None:
            raise Refused("id.unknown", kind="budget", id=money)
        after = replace(row, **fields)
        _check_money(after, self._code(after.subject))
        self.put(after)
        return Noted(after.subject, {"money": money})

    @operation(_ROAD)
    def remove_money(self, money: str) -> Noted:
        row = self.one(Money, id=money)
        if row is None:
            raise Refused("id.unknown", kind="budget", id=money)
        self.drop(row)
        return Noted(row.subject, {"money": money})

    @operation(_ROAD)
    def set_year_budget(self, year: int, amount: float | None) -> Noted:
        """万元 for everything in a calendar year; None is no limit of the year."""
        if amount is None:
            if found := self.one(YearBudget, year=year):
                self.drop(found)
            return Noted(str(year))
        if not amount >= 0:
            raise Refused("year.negative", year=year)
        self.put(YearBudget(year, float(amount)))
        return Noted(str(year))

    @operation(_ROAD)
    def set_pools(self, pools: Mapping[int, tuple[float | None, float | None]]) -> Noted:
        """Heads of technology and data, and of the business functions, per quarter; None is no limit of its own."""
        for quarter, (tech, business) in pools.items():
            self._quarter(quarter)
            if (tech is not None and tech < 0) or (business is not None and business < 0):
                raise Refused("capacity.negative", quarter=quarter + 1)
            self.put(Pool(quarter, tech, business))
        return Noted(detail={"quarters": len(pools)})

    # -- links, scenarios, estimates ---------------------------------------------------------------------------------------------

    @operation(_ROAD)
    def set_link(self, subject: str, earlier: str, lag: int = 0, active: bool = True) -> Noted:
        """`subject` starts so many quarters after `earlier` is finished; not active takes a link away. A cycle is refused by name."""
        self._known_subject(subject)
        self._known_subject(earlier)
        if subject == earlier:
            raise Refused("plan.self", item=self._code(subject))
        if isinstance(lag, bool) or not isinstance(lag, int) or not 0 <= lag <= 16:
            raise Refused("link.lag", value=lag)
        self.put(Link(subject, earlier, lag, int(active)))
        if active and (circle := self._circle(subject)):
            raise Refused("plan.cycle", items=tuple(self._code(one) for one in circle))
        return Noted(subject, {"earlier": earlier, "lag": lag, "active": bool(active)})

    def before(self) -> dict[str, set[str]]:
        """What each measure or action waits for: the pack's links, and the room's own on top of them."""
        found = {measure.id: set(measure.predecessors) for measure in self.pack.measures.values()}
        for link in self.rows(Link):
            (set.add if link.active else set.discard)(found.setdefault(link.subject, set()), link.earlier)
        return found

    def _circle(self, start: str) -> tuple[str, ...]:
        """The cycle that leads back to this subject, if there is one."""
        before = self.before()
        ways: list[tuple[str, ...]] = [(start,)]
        seen: set[str] = set()
        while ways:
            way = ways.pop()
            for earlier in sorted(before.get(way[-1], ())):
                if earlier == start:
                    return tuple(reversed(way))
                if earlier not in seen:
                    seen.add(earlier)
                    ways.append((*way, earlier))
        return ()

    @operation(_ROAD)
    def set_scenario(self, name: str, people: int, budget: int) -> Noted:
        """Capacities of a scenario in percent of those of the plan."""
        if name not in SHARES:
            raise Refused("id.unknown", kind="scenario", id=name)
        for value in (people, budget):
            if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 500:
                raise Refused("scenario.share", value=value)
        self.put(Scenario(name, people, budget))
        return Noted(name, {"people": people, "budget": budget})

    @operation(_ROAD)
    def confirm_effort(self, measure: str, status: str) -> Noted:
        """The estimate as it stands is the room's, the department's or finance's; kept, so that what changed since can be told."""
        plan = self.known_measure(measure)
        middle = likely(plan)
        if status not in STATUSES:
            raise Refused("effort.status", status=status)
        if middle is None:
            raise Refused("effort.missing", measure=measure)
        low, high = plan.low if plan.low is not None else middle, plan.high if plan.high is not None else middle
        self.put(Estimate(new_id(), measure, status, low, middle, high, plan.budget, self.now()))
        self.put(replace(plan, effort_status=status))
        return Noted(measure, {"status": status})

    def drop_action(self, action: str) -> None:
        """What hangs on an action goes before it does."""
        for kind in (ActionPlan, ActionItem):
            if found := self.one(kind, action=action):
                self.drop(found)
        if staffing := self.one(Staffing, subject=action):
            self.drop(staffing)
        for row in self.rows(Money):
            if row.subject == action:
                self.drop(row)
        for link in self.rows(Link):
            if action in (link.subject, link.earlier):
                self.drop(link)


def _check_positive(subject: str, values: Mapping[str, float | None]) -> None:
    for name, value in values.items():
        if value is not None and not value >= 0:
            raise Refused("effort.negative", measure=subject, field=name)


def _check_money(row: Money, name: str) -> None:
    if not row.amount >= 0:
        raise Refused("effort.negative", measure=name, field="budget")
    if not 2000 <= row.year <= 2200:
        raise Refused("profile.range", field="start_year", value=row.year, low=2000, high=2200)
