"""Decisions asked of the bank's bodies: planned and actual date, result, the draft of a motion; what waits for them says so."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from workshop.model.change import Change
from workshop.model.delivery.tasks import tasks
from workshop.model.errors import Refused, Trouble
from workshop.model.rows import Decision
from workshop.model.state import State
from workshop.model.store import Store
from workshop.sentences import sentence
from workshop.session import Session
from workshop.ui.delivery.forms import Entry, Form
from workshop.ui.prepare.section import Section, attempt
from workshop.ui.roadmap.asks import RESULTS, result_word
from workshop.ui.safety.leaving import may_leave
from workshop.ui.widgets.buttons import Button
from workshop.ui.widgets.text import HairLine, Label, Prose


class DecisionsSection(Section):
    """One block a decision."""

    watches = Change.PLAN | Change.DELIVERY

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.forms: dict[str, Form] = {}
        self.told: dict[str, Prose] = {}
        self.drafts: dict[str, Button] = {}
        self._shown: tuple[Decision, ...] = ()
        self._blocks = QVBoxLayout()
        self._blocks.setSpacing(12)
        self.empty = Prose(self.words("没有提请决定的事项。可在行动方案的“提请”里添加。"), "body", "ink2")
        self.said = Prose("", "body")
        for widget in (self.empty, self.said):
            self.column.addWidget(widget)
        self.column.addLayout(self._blocks)
        self.column.addStretch(1)

    def show_state(self, state: State) -> None:
        rows = tuple(sorted(state.decisions, key=lambda row: row.position))
        self.empty.setVisible(not rows)
        if [(row.id, row.text) for row in rows] != [(row.id, row.text) for row in self._shown]:
            self._rebuild(rows)
        for row in rows:
            if row not in self._shown:
                self.forms[row.id].fill(result=row.result, decided_on=row.decided_on)
            self.told[row.id].set_text(self._told(state, row))
        self._shown = rows

    def _rebuild(self, rows: tuple[Decision, ...]) -> None:
        while self._blocks.count():
            item = self._blocks.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._shown, self.forms, self.told, self.drafts = (), {}, {}, {}
        for row in rows:
            self._blocks.addWidget(self._block(row))

    def _block(self, row: Decision) -> QWidget:
        _ = self.words
        held, line = QWidget(), QHBoxLayout()
        results = tuple((one, result_word(_, one)) for one in RESULTS)
        entries = (Entry("result", _("结果"), options=results), Entry("decided_on", _("实际日期"), placeholder="2026-06-30", limit=10))
        form = self.forms[row.id] = Form(_, entries, _("登记结果"), partial(self._decide, row.id))
        form.setMaximumWidth(260)
        self.told[row.id] = Prose("", "body", "ink2")
        draft = self.drafts[row.id] = Button(_("议案草稿（DOCX）"), icon="file")
        draft.clicked.connect(partial(self._draft, row.id))
        left = QVBoxLayout()
        left.addWidget(Label(row.text, "lead", elide=True))
        left.addWidget(self.told[row.id])
        left.addWidget(draft)
        left.addStretch(1)
        line.setSpacing(24)
        line.addLayout(left, 1)
        line.addWidget(form)
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(line)
        column.addWidget(HairLine())
        return held

    def _told(self, state: State, row: Decision) -> str:
        _ = self.words
        waiting = [task.number for task in tasks(state, self.pack) if task.measure == row.measure and task.waits_for]
        parts = [row.body or _("未定机构"), _("计划 {due}", due=row.due or "—"), result_word(_, row.result)]
        if waiting:
            parts.append(_("{count} 项任务在等：{tasks}", count=len(waiting), tasks=_("、").join(waiting)))
        return " · ".join(parts)

    def _decide(self, decision: str, values: dict[str, str]) -> str:
        day = values["decided_on"].strip()
        if values["result"] and not day:
            day = self.session.now().date().isoformat()
        return attempt(self.session, Store.decide, decision, values["result"], day)

    def _draft(self, decision: str, _checked: bool = False) -> None:
        from workshop.exports.sealing import sealed
        from workshop.ledger.motion_docx import write_motion

        _ = self.words
        if not may_leave(self.session, self):
            return
        row = next(one for one in self.session.state.decisions if one.id == decision)
        name = _("议案")
        place = self.session.store.path.with_name(f"{self.session.store.path.stem}-{name}.docx")
        chosen, _kind = QFileDialog.getSaveFileName(self, _("导出到"), str(place))
        if not chosen:
            return
        path = Path(chosen)
        self.said.set_tone("ink")
        try:
            if path.suffix.lower() != ".docx":
                raise Refused("report.kind", name=path.name)
            with sealed(self.session.sealed_with):
                write_motion(self.session.state, self.pack, self.words, row, path, self.session.now().date())
            self.said.set_text(_("已导出 {name}", name=path.name))
        except Trouble as trouble:
            self.said.set_tone("split-text")
            self.said.set_text(sentence(self.words, trouble))
