"""What a measure reaches and by when: goal, indicators with baseline and target, milestones."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from workshop.model.change import Change
from workshop.model.state import State
from workshop.model.store import Store
from workshop.session import Session
from workshop.ui.roadmap.form import Column, Form, ListEditor, as_texts
from workshop.ui.view import View
from workshop.ui.widgets.text import Prose
from workshop.wording_roadmap import quarter

KPI = ("name", "unit", "baseline", "target", "due", "how")


class GoalsPanel(View):
    """Goal, indicators and milestones of the selected measure."""

    watches = Change.MEASURES | Change.PROFILE

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.measure, _ = "", self.words
        self.title, self.form = Prose("", "lead"), Form(_)
        self.goal = self.form.add_area("goal", _("目标"), 3)
        self.form.changed.connect(lambda measure, key, text: session.do(Store.set_measure, measure, **{key: text}))
        kpi = (
            (Column("name", _("指标")),), (Column("baseline", _("基线")), Column("target", _("目标值")), Column("unit", _("单位"))),
            (Column("due", _("到期日 2027-06-30")),), (Column("how", _("取数口径")),),
        )  # fmt: skip
        self.kpis = ListEditor(_, _("业务指标"), kpi, _("新指标，按 Enter 加入"))
        self.kpis.edited.connect(lambda id, key, text: self._keep(session.do(Store.set_kpi, id, **{key: text})))
        self.kpis.removed.connect(lambda id: session.do(Store.remove_kpi, id))
        self.kpis.added.connect(lambda text: session.do(Store.add_kpi, self.measure, text))
        self.kpis.taken.connect(self._take)
        self._axis = _axis(session.state)
        self.milestones = ListEditor(_, _("里程碑"), self._milestone_lines(session.state), _("新里程碑，按 Enter 加入"))
        self.milestones.edited.connect(self._on_milestone)
        self.milestones.removed.connect(lambda id: session.do(Store.remove_milestone, id))
        self.milestones.added.connect(self._add_milestone)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        for widget in (self.title, self.form, self.kpis, self.milestones):
            column.addWidget(widget)
        column.addStretch(1)

    def _milestone_lines(self, state: State) -> tuple[tuple[Column, ...], ...]:
        _ = self.words
        quarters = tuple((str(at), quarter(state, _, at)) for at in range(state.engagement.horizon))
        return (Column("quarter", _("季度"), quarters),), (Column("name", _("里程碑")),)

    def show_measure(self, measure: str) -> None:
        """Turn to another measure."""
        self.measure = measure
        self.form.flush()
        self.refresh()

    def show_state(self, state: State) -> None:
        plan = state.measures.get(self.measure)
        if plan is None:
            return
        measure = self.session.pack.measures[self.measure]
        self.title.set_text(f"{measure.id} {measure.name}")
        self.goal.setPlaceholderText(measure.goal)
        self.form.show_values(self.measure, {"goal": plan.goal})
        own = [kpi for kpi in state.kpis if kpi.measure == self.measure]
        self.kpis.show_rows({kpi.id: as_texts(kpi, KPI) for kpi in own})
        taken = {kpi.name for kpi in own}
        self.kpis.show_suggestions([(at, one.name) for at, one in enumerate(measure.kpis) if one.name not in taken])
        if _axis(state) != self._axis:
            self._axis = _axis(state)
            self.milestones.set_lines(self._milestone_lines(state))
        marks = sorted((mark for mark in state.milestones if mark.measure == self.measure), key=lambda mark: mark.quarter)
        self.milestones.show_rows({mark.id: as_texts(mark, ("quarter", "name")) for mark in marks})

    def _keep(self, saved: bool) -> None:
        """A refusal was told: show again what is stored."""
        if not saved:
            self.refresh()

    def _take(self, place: int) -> None:
        one = self.session.pack.measures[self.measure].kpis[place]
        self.session.do(Store.add_kpi, self.measure, one.name, one.unit, how=one.how)

    def _on_milestone(self, id: str, key: str, text: str) -> None:
        self._keep(self.session.do(Store.set_milestone, id, **{key: int(text) if key == "quarter" else text}))

    def _add_milestone(self, name: str) -> None:
        item, horizon = self.session.state.plan.get(self.measure), self.session.state.engagement.horizon
        at = min(item.finish, horizon) - 1 if item else 0
        self.session.do(Store.add_milestone, self.measure, at, name)


def _axis(state: State) -> tuple[int, int, int]:
    """What the names of the quarters depend on."""
    return state.engagement.start_year, state.engagement.start_quarter, state.engagement.horizon
