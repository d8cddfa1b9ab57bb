"""Who does a measure: lead and supporting departments, the post in charge, the sponsor; when it may begin and must be done."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workshop.model.change import Change
from workshop.model.state import State
from workshop.model.store import Store
from workshop.session import Session
from workshop.ui.roadmap.form import Form, as_texts
from workshop.ui.roadmap.values import is_chief
from workshop.ui.view import View
from workshop.ui.widgets.text import Label, Prose
from workshop.wording import competence_word
from workshop.wording_roadmap import quarter

TEXTS = ("lead", "support", "owner", "sponsor", "key_work", "appraisal", "competence")
NUMBERS = ("deadline", "release", "lead_quarters")


class OwnerPanel(View):
    """Fields of the selected measure; a president or a chairman in charge is refused in words, not in the record."""

    watches = Change.MEASURES | Change.PROFILE

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.measure, self._axis = "", (0, 0, 0)
        _ = self.words
        self.title = Prose("", "lead")
        self.form = Form(_)
        self.form.add_line("lead", _("牵头部门"))
        self.form.add_line("support", _("配合部门"))
        self.form.add_line("owner", _("责任人（职务）"))
        self.form.add_line("sponsor", _("分管行领导"))
        self.deadline = self.form.add_choice("deadline", _("完成期限"), ())
        self.release = self.form.add_choice("release", _("最早开工"), ())
        self.form.add_choice("competence", _("由谁办"), [(key, competence_word(_, key)) for key in ("own", "union", "sponsor")])
        self.form.add_choice("lead_quarters", _("提前报批"), [(str(n), _("不需要") if n == 0 else _("{n} 个季度", n=n)) for n in range(5)])
        self.form.add_line("key_work", _("年度重点工作"))
        self.form.add_line("appraisal", _("部门绩效考核"))
        self.form.changed.connect(self._on_changed_field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.title)
        column.addWidget(self.form)
        column.addWidget(Label(_("写职务，不写姓名。"), "caption", "ink3"))
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
        _ = self.words
        measure = self.session.pack.measures[self.measure]
        self.title.set_text(f"{measure.id} {measure.name}")
        horizon = range(state.engagement.horizon)
        ends = [(str(at + 1), _("{quarter} 底前", quarter=quarter(state, _, at))) for at in horizon]
        starts = [(str(at), _("{quarter} 起", quarter=quarter(state, _, at))) for at in horizon]
        if (state.engagement.start_year, state.engagement.start_quarter, state.engagement.horizon) != self._axis:
            self._axis = (state.engagement.start_year, state.engagement.start_quarter, state.engagement.horizon)
            self.deadline.set_options([("", _("不限")), *ends])
            self.release.set_options([("", _("不限")), *starts])
        self.form.show_values(self.measure, as_texts(plan, (*TEXTS, *NUMBERS)))
        self._warn(plan.owner)

    def _warn(self, owner: str) -> None:
        told = self.words("行长、董事长不任责任人；请写部门负责人，行领导写在分管。") if is_chief(self.words, owner) else ""
        self.form.fields["owner"].set_error(told)

    def _on_changed_field(self, measure: str, key: str, text: str) -> None:
        value: object = text.strip()
        if key in NUMBERS:
            value = int(text) if text else None
        if not self.session.do(Store.set_measure, measure, **{key: value}):
            self.refresh()

    def focus_lead(self) -> None:
        """Begin with the lead department."""
        self.form.inputs["lead"].setFocus(Qt.FocusReason.OtherFocusReason)
