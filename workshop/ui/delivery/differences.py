"""What a filled sheet would change, a line each with old and new; accepted one by one or all that clash with nothing."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from workshop.model.delivery.sheet import Difference, Findings, Sheet, reports
from workshop.model.delivery.tasks import STANDINGS, tasks
from workshop.model.store import Store
from workshop.sentences_delivery import remark_sentence
from workshop.session import Session
from workshop.ui.prepare.section import Complaint, attempt
from workshop.ui.safety.keeper import backed_up
from workshop.ui.widgets.buttons import Button
from workshop.ui.widgets.choices import Check
from workshop.ui.widgets.text import HairLine, Label, Prose
from workshop.wording_delivery import COLUMNS, marked


class DifferencesPanel(QWidget):
    """The lines of one sheet; `finished` when they were taken or put aside."""

    finished = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self.words = session, session.words
        self.sheet: Sheet | None = None
        self.checks: list[tuple[Check, Difference]] = []
        _ = self.words
        self.title, self.note, self.complaint = Label("", "lead"), Prose("", "body", "ink2"), Complaint()
        self.take = Button(_("采用勾选的"), "primary")
        self.aside, self.none = Button(_("先不采用")), Button(_("全部不勾"), "link")
        self.take.clicked.connect(self.accept)
        self.aside.clicked.connect(self.finished)
        self.none.clicked.connect(lambda: self._check_all(False))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        buttons, column = QHBoxLayout(), QVBoxLayout(self)
        for button in (self.take, self.aside, self.none):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self.title, self.note):
            column.addWidget(widget)
        column.addLayout(self._lines)
        column.addWidget(self.complaint)
        column.addLayout(buttons)
        column.addStretch(1)

    def show_findings(self, sheet: Sheet, findings: Findings) -> None:
        """Another sheet; lines that changed here as well are not ticked beforehand."""
        _ = self.words
        self.sheet, self.checks = sheet, []
        self._clear()
        count, clash = len(findings.differences), sum(one.conflict for one in findings.differences)
        self.title.set_text(_("{name}：{count} 处不同，{remarks} 处说明", name=sheet.name, count=count, remarks=len(findings.remarks)))
        told = [_("这份文件已经采用过。")] if findings.known else []
        if clash:
            told.append(_("{count} 处在程序里也改过，没有预先勾选，请核对。", count=clash))
        self.note.set_text("".join(told))
        for one in findings.differences:
            self._lines.addWidget(self._line(one))
        for remark in findings.remarks:
            where = _("第 {row} 行：", row=remark.row) if remark.row else ""
            self._lines.addWidget(Prose(where + remark_sentence(self.words, remark), "body", "discuss-text"))
        self.take.setVisible(bool(count))
        self.none.setVisible(bool(count))
        self.complaint.say("")

    def _clear(self) -> None:
        while self._lines.count():
            item = self._lines.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _line(self, one: Difference) -> QWidget:
        _ = self.words
        name = self.words(COLUMNS[one.field])
        check = Check(f"{one.number} {name}")
        check.setChecked(not one.conflict)
        self.checks.append((check, one))
        old, new = (self._worded(one, text) for text in (one.old, one.new))
        held, grid = QWidget(), QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        grid.addWidget(check, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Prose(old, "body", "ink3"), 0, 1)
        grid.addWidget(Prose(new, "body"), 0, 2)
        flag = _("两边都改过") if one.conflict else ""
        where = " · ".join(part for part in (one.who, _("第 {row} 行", row=one.row), flag) if part)
        grid.addWidget(Label(where, "caption", "discuss-text" if one.conflict else "ink3", elide=True), 1, 1, 1, 2)
        grid.addWidget(HairLine(), 2, 0, 1, 3)
        held.setLayout(grid)
        grid.setContentsMargins(0, 0, 0, 0)
        return held

    def _worded(self, one: Difference, text: str) -> str:
        standing = next((known for known in STANDINGS if known == text), None)
        return (marked(self.words, standing) if one.field == "status" and standing else text) or "—"

    def _check_all(self, on: bool) -> None:
        for check, _one in self.checks:
            check.setChecked(on)

    def accept(self) -> None:
        """Take the ticked lines in one step."""
        chosen = [one for check, one in self.checks if check.isChecked()]
        if self.sheet is None or not chosen:
            self.complaint.say(self.words("还没有勾选任何一处。"))
            return
        listed = tasks(self.session.state, self.session.pack)
        left = len(self.checks) - len(chosen)
        why = backed_up(self.session, "import") or attempt(
            self.session, Store.take_sheet, self.sheet.sha256, self.sheet.name, reports(chosen, listed), left
        )
        self.complaint.say(why)
        if not why:
            self.finished.emit()
