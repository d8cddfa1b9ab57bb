"""How a measure begins: the first 30 days, the first 90, risks, and its actions, taken from the content or the room's own."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from workshop.model import roadmap
from workshop.model.change import Change
from workshop.model.state import State
from workshop.model.store import Store
from workshop.session import Session
from workshop.ui.roadmap.form import Column, Form, ListEditor, as_texts
from workshop.ui.view import View
from workshop.ui.widgets.choices import Check
from workshop.ui.widgets.text import Prose

AREAS = ("first30", "first90", "risks")


class StepsPanel(View):
    """First steps and actions of the selected measure; an empty field prints the content's own words."""

    watches = Change.MEASURES

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.measure, _ = "", self.words
        self.title, self.form = Prose("", "lead"), Form(_)
        for key, label, high in (("first30", _("首月一步（30 天内能办）"), 3), ("first90", _("前 90 天"), 4), ("risks", _("风险"), 3)):
            self.form.add_area(key, label, high)
        self.form.changed.connect(lambda measure, key, text: session.do(Store.set_measure, measure, **{key: text}))
        lines = ((Column("text", _("行动")),), (Column("owner", _("谁办")), Column("due", _("完成 2027-06-30"))))
        self.unfold = Check(_("按行动排程（行动各自成横条）"))
        self.unfold.clicked.connect(self._on_unfold)
        self.told = Prose("", "caption", "ink3")
        self.acts = ListEditor(_, _("行动"), lines, _("自拟行动，按 Enter 加入"))
        self.acts.edited.connect(self._on_edited)
        self.acts.removed.connect(lambda id: session.do(Store.remove_action, id))
        self.acts.added.connect(lambda text: session.do(Store.add_action, self.measure, text))
        self.acts.taken.connect(self._take)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        for widget in (self.title, self.form, self.unfold, self.told, self.acts):
            column.addWidget(widget)
        column.addStretch(1)

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
        own = {"first30": measure.first30, "first90": "\n".join(measure.first90), "risks": "\n".join(measure.risks)}
        for key, text in own.items():
            self.form.inputs[key].setPlaceholderText(text)
        self.form.show_values(self.measure, as_texts(plan, AREAS))
        self.unfold.setChecked(bool(state.road.staffed(self.measure).unfolded))
        self.told.set_text(self._unfolded(state))
        rows = [action for action in state.actions if action.measure == self.measure]
        self.acts.show_rows({row.id: as_texts(row, ("text", "owner", "due")) for row in rows})
        taken = {row.text for row in rows}
        self.acts.show_suggestions([(at, text) for at, text in enumerate(measure.actions) if text not in taken])

    def _unfolded(self, state: State) -> str:
        """How far the actions are estimated."""
        _, actions = self.words, roadmap.actions_of(state, self.measure)
        plans = [state.road.actions.get(action.id) for action in actions]
        done = sum(plan is not None and roadmap.months(plan) is not None for plan in plans)
        if not actions:
            return _("先列出行动，再在“人员、预算与先后”里逐条估算。")
        return _("{count} 条行动，{done} 条已估算；价值按工作量分到各条。", count=len(actions), done=done)

    def _on_unfold(self, on: bool) -> None:
        if not self.session.do(Store.set_staffing, self.measure, unfolded=int(on)):
            self.refresh()

    def _take(self, place: int) -> None:
        self.session.do(Store.add_action, self.measure, self.session.pack.measures[self.measure].actions[place], "pack")

    def _on_edited(self, id: str, key: str, text: str) -> None:
        if not self.session.do(Store.set_action, id, **{key: text}):
            self.refresh()
