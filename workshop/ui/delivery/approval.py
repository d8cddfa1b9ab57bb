"""Approving the plan: who approved it and when; from then on tasks have a baseline."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from workshop.model.change import Change
from workshop.model.delivery.tasks import proposed
from workshop.model.state import State
from workshop.model.store import Store
from workshop.session import Session
from workshop.ui.delivery.forms import Entry, Form
from workshop.ui.prepare.section import attempt
from workshop.ui.view import View
from workshop.ui.widgets.text import Label, Prose


class ApprovalPanel(View):
    """The form while nothing is approved."""

    watches = Change.DELIVERY | Change.MEASURES | Change.PLAN

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        _ = self.words
        self.lead = Prose("", "body", "ink2")
        entries = (
            Entry("body", _("批准方案的机构"), placeholder=_("例如 董事会"), limit=60),
            Entry("approved_on", _("批准日期"), placeholder="2026-04-15", limit=10),
        )
        self.form = Form(self.words, entries, _("批准方案，冻结基线"), self._approve)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Label(_("方案批准之后才有基线"), "lead"))
        column.addWidget(self.lead)
        column.addWidget(self.form)
        column.addStretch(1)

    def show_state(self, state: State) -> None:
        _ = self.words
        rows = proposed(state, self.session.pack)
        open_ones = sum(not (row.due and row.lead.strip()) for row in rows)
        told = _("现有 {count} 项任务。批准之后，任务内容和时限不能直接改动，改期走调整申请。", count=len(rows))
        missing = _("其中 {count} 项还缺牵头部门或时限。", count=open_ones) if open_ones else ""
        self.lead.set_text(told + missing)

    def _approve(self, values: dict[str, str]) -> str:
        rows = proposed(self.session.state, self.session.pack)
        return attempt(self.session, Store.approve_plan, rows, values["approved_on"], values["body"])
