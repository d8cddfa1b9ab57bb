"""One task: what it is, and the four things one can do with it: report, adjust, accept, look back."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from workshop.model.delivery.overview import Followed
from workshop.model.delivery.sheet import LENGTH, current
from workshop.model.delivery.tasks import STANDINGS
from workshop.model.store import Store
from workshop.model.store.delivering import Report
from workshop.session import Session
from workshop.ui.delivery.forms import Entry, Form
from workshop.ui.delivery.values import NONE, slip_words
from workshop.ui.prepare.section import attempt
from workshop.ui.widgets.buttons import IconButton
from workshop.ui.widgets.segment import Segment
from workshop.ui.widgets.text import HairLine, Prose
from workshop.wording_delivery import marked, standing_word, why_words

LINE_BREAK = "\u2028"  # within one paragraph
PARTS = ("report", "adjust", "accept", "history")


class TaskPanel(QWidget):
    """Shows one task; `closed` when the panel is to go."""

    closed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self.words = session, session.words
        self.row: Followed | None = None
        _ = self.words
        self.title, self.facts, self.why = Prose("", "lead"), Prose("", "body", "ink2"), Prose("", "body", "discuss-text")
        self.parts = Segment((("report", _("报告")), ("adjust", _("调整")), ("accept", _("验收销号")), ("history", _("经过"))), _("任务"))
        self.parts.chosen.connect(self.show_part)
        self.report, self.shift, self.pass_on, self.accept, self.reopen = self._forms()
        self.history = Prose("", "body")
        self._lay_out()
        self.show_part("report")

    def _forms(self) -> tuple[Form, Form, Form, Form, Form]:
        _ = words = self.words
        states = tuple((one, marked(words, one)) for one in STANDINGS)
        approval = (
            Entry("reason", _("理由"), lines=2, limit=500),
            Entry("approver", _("批准人（职务或机构）"), limit=60),
            Entry("approved_on", _("批准日期"), placeholder="2026-09-01", limit=10),
        )
        report = Form(
            words,
            (
                Entry("status", _("状态"), options=states),
                Entry("text", _("进展"), lines=3, limit=LENGTH),
                Entry("problems", _("问题"), lines=2, limit=LENGTH),
                Entry("next_step", _("下步计划"), lines=2, limit=LENGTH),
                Entry("evidence", _("完成依据"), limit=200),
            ),
            _("记录进展"),
            self._report,
        )
        move = Form(words, (Entry("due", _("新的完成时限"), placeholder="2026-12-31", limit=10), *approval), _("批准改期"), self._move)
        pass_on = Form(words, (Entry("owner", _("接手的责任人（职务）"), limit=60), *approval), _("移交责任人"), self._pass_on)
        accept = Form(
            words,
            (
                Entry("evidence", _("看到的依据"), lines=3, limit=1000),
                Entry("acceptor", _("验收人（部门或职务）"), limit=60),
                Entry("accepted_on", _("验收日期"), placeholder="2026-09-01", limit=10),
            ),
            _("销号"),
            self._accept,
        )
        reopen = Form(words, (Entry("reason", _("撤回销号的理由"), lines=2, limit=500),), _("撤回销号"), self._reopen)
        return report, move, pass_on, accept, reopen

    def _lay_out(self) -> None:
        _ = self.words
        head, column = QHBoxLayout(), QVBoxLayout(self)
        shut = IconButton("cross", _("收起"), size=28)
        shut.clicked.connect(self.closed)
        head.addWidget(self.title, 1)
        head.addWidget(shut, 0, Qt.AlignmentFlag.AlignTop)
        self.stack = QStackedWidget()
        adjust, accept = QWidget(), QWidget()
        for page, forms in ((adjust, (self.shift, self.pass_on)), (accept, (self.accept, self.reopen))):
            inner = QVBoxLayout(page)
            inner.setContentsMargins(0, 0, 0, 0)
            inner.setSpacing(12)
            for form in forms:
                inner.addWidget(form)
            inner.addStretch(1)
        for part in (_top(self.report), adjust, accept, _top(self.history)):
            self.stack.addWidget(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        for widget in (self.facts, self.why, HairLine(), self.parts):
            column.addWidget(widget)
        column.addWidget(self.stack, 1)

    # -- showing -------------------------------------------------------------------------------------------------------------------

    def show_part(self, part: str) -> None:
        """Report, adjust, accept or history."""
        self.parts.set_value(part)
        self.stack.setCurrentIndex(PARTS.index(part))

    def show_task(self, row: Followed) -> None:
        """Another task or another state of it; forms are filled anew only for another task or a new report."""
        _ = self.words
        task, before = row.task, self.row
        self.row = row
        self.title.set_text(f"{task.number} {task.text}")
        slip = slip_words(row, self.words)
        due = f"{task.due or NONE}（{slip}）" if slip else task.due or NONE
        facts = (
            (_("牵头"), task.lead), (_("责任人"), task.owner), (_("时限"), due), (_("状态"), marked(self.words, row.standing)),
        )  # fmt: skip
        self.facts.set_text(" · ".join(f"{name} {value or NONE}" for name, value in facts))
        waits = _("等待决定：{texts}", texts=_("；").join(task.waits_for)) if task.waits_for else ""
        self.why.set_text(_("；").join(part for part in (why_words(self.words, row.judgement.why), waits) if part))
        if before is None or before.task.action != task.action or before.task.reports != task.reports:
            self._fill(row)
        self.history.set_text(LINE_BREAK.join(self._events(row)) or _("还没有记录。"))
        self._offer(row)

    def _offer(self, row: Followed) -> None:
        """What can be done now: adjustments and acceptance need a baseline, an accepted task only its way back."""
        accepted, frozen = row.task.acceptance is not None, bool(row.task.baseline_due)
        for form in (self.shift, self.pass_on):
            form.setEnabled(frozen and not accepted)
        self.report.setEnabled(not accepted)
        self.accept.setVisible(not accepted)
        self.accept.setEnabled(frozen)
        self.reopen.setVisible(accepted)

    def _fill(self, row: Followed) -> None:
        said = current(row.task)
        self.report.fill(**said)
        self.shift.fill(due=row.task.due, reason="", approver="", approved_on="")
        self.pass_on.fill(owner="", reason="", approver="", approved_on="")
        self.accept.fill(evidence=said["evidence"], acceptor="", accepted_on=self._today())

    def _today(self) -> str:
        return self.session.now().date().isoformat()

    def _events(self, row: Followed) -> list[str]:
        """Reports, adjustments and the acceptance, newest first."""
        _, task = self.words, row.task
        found = [(one.noted_at, self._reported(one.status, one.text, one.problems, one.who)) for one in task.reports]
        kinds = {"due": _("改期"), "owner": _("移交"), "admit": _("新增")}
        for one in task.adjustments:
            told = _("{kind}：{before} → {after}；{reason}（{approver}，{day}）", kind=kinds[one.kind], before=one.before or NONE,
                     after=one.after, reason=one.reason, approver=one.approver, day=one.approved_on)  # fmt: skip
            found.append((one.noted_at, told))
        if (done := task.acceptance) is not None:
            told = _("销号：{evidence}（{acceptor}，{day}）", evidence=done.evidence, acceptor=done.acceptor, day=done.accepted_on)
            found.append((done.noted_at, told))
        return [f"{when[:10]}　{told}" for when, told in sorted(found, reverse=True)]

    def _reported(self, status: str, text: str, problems: str, who: str) -> str:
        _ = self.words
        known = next(one for one in STANDINGS if one == status)
        told = _("；").join(part for part in (text, problems) if part.strip())
        return f"{standing_word(self.words, known)}　{told}" + (f"（{who}）" if who else "")

    # -- doing ---------------------------------------------------------------------------------------------------------------------

    def _report(self, values: dict[str, str]) -> str:
        return self._do(lambda action: attempt(self.session, Store.follow_up, Report(action, who=self._lead(), **values)))

    def _lead(self) -> str:
        return self.row.task.lead if self.row else ""

    def _move(self, values: dict[str, str]) -> str:
        return self._do(lambda action: attempt(self.session, Store.move_due, action, **values))

    def _pass_on(self, values: dict[str, str]) -> str:
        return self._do(lambda action: attempt(self.session, Store.hand_over_task, action, **values))

    def _accept(self, values: dict[str, str]) -> str:
        return self._do(lambda action: attempt(self.session, Store.accept_task, action, **values))

    def _reopen(self, values: dict[str, str]) -> str:
        return self._do(lambda action: attempt(self.session, Store.reopen_task, action, **values))

    def _do(self, run: Callable[[str], str]) -> str:
        return run(self.row.task.action) if self.row is not None else ""


def _top(widget: QWidget) -> QWidget:
    """A widget at the top of its place."""
    held = QWidget()
    column = QVBoxLayout(held)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(widget)
    column.addStretch(1)
    return held
