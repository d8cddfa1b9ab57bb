"""Sheets and reports: the ledger out, one file a department, filled sheets back line by line, the month's and the quarter's report."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QGridLayout, QVBoxLayout, QWidget

from workshop.model.delivery.sheet import Findings, Sheet, compare
from workshop.model.delivery.tasks import tasks
from workshop.model.errors import EnvironmentTrouble, Refused, Trouble
from workshop.sentences import sentence
from workshop.session import Session
from workshop.ui.delivery.forms import Entry, Form
from workshop.ui.safety.leaving import may_leave
from workshop.ui.widgets.buttons import Button
from workshop.ui.widgets.text import Label, Prose
from workshop.words import load_words

LANGUAGES = ("zh_CN", "en")


class ExchangePanel(QWidget):
    """Buttons and their answer; a read sheet is told through `read`."""

    read = Signal(object, object)  # Sheet, Findings

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self.words = session, session.words
        self._folder: Path | None = None
        _ = self.words
        self.ledger, self.departments = Button(_("导出台账"), icon="grid"), Button(_("按部门导出"), icon="people")
        self.back = Button(_("读入填好的台账"), "primary", icon="up")
        self.ledger.clicked.connect(self.write_ledger)
        self.departments.clicked.connect(self.write_departments)
        self.back.clicked.connect(self.read_sheet)
        self.month = Form(_, (Entry("span", _("月份"), placeholder="2027-03", limit=7),), _("督办月报"), lambda v: self._report(v, "month"))
        self.quarter = Form(
            _, (Entry("span", _("季度"), placeholder="2027Q1", limit=6),), _("督办季度通报"), lambda v: self._report(v, "quarter")
        )
        today = session.now().date()
        self.month.fill(span=f"{today:%Y-%m}")
        self.quarter.fill(span=f"{today.year}Q{(today.month + 2) // 3}")
        self.said, self.folder = Prose("", "body"), Button(_("打开所在文件夹"), "link", icon="folder")
        self.folder.clicked.connect(self._open_folder)
        self.folder.hide()
        self._lay_out()

    def _lay_out(self) -> None:
        _ = self.words
        grid, column = QGridLayout(), QVBoxLayout(self)
        grid.setSpacing(8)
        grid.addWidget(self.ledger, 0, 0)
        grid.addWidget(self.departments, 0, 1)
        grid.addWidget(self.back, 1, 0, 1, 2)
        reports = QGridLayout()
        reports.setHorizontalSpacing(16)
        reports.addWidget(self.month, 0, 0)
        reports.addWidget(self.quarter, 0, 1)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(Label(_("台账往来"), "lead"))
        column.addWidget(Prose(_("台账发到部门，在表格里填好再读回来；每一处不同逐条采用，不会悄悄覆盖。"), "caption", "ink2"))
        column.addLayout(grid)
        column.addWidget(Label(_("报告"), "lead"))
        column.addWidget(Prose(_("保存为 PDF 或 DOCX，由文件名的结尾决定。"), "caption", "ink2"))
        column.addLayout(reports)
        column.addWidget(self.said)
        column.addWidget(self.folder)
        column.addStretch(1)

    # -- out -----------------------------------------------------------------------------------------------------------------------

    def write_ledger(self) -> None:
        """The whole ledger, where the user says."""
        from workshop.ledger.write import write_ledger

        path = self._ask(f"{self.session.store.path.stem}-{self.words('督办台账')}.xlsx")
        if path is not None:
            today = self._today()
            self._try(lambda: write_ledger(self.session.state, self.session.pack, self.words, path, today), path)

    def write_departments(self) -> None:
        """One file a lead department into a folder; a file that is there is not replaced."""
        from workshop.ledger.write import department_files, write_departments

        if not may_leave(self.session, self):
            return
        name = QFileDialog.getExistingDirectory(self, self.words("导出到文件夹"), str(self.session.store.path.parent))
        if not name:
            return
        folder, state, pack, today = Path(name), self.session.state, self.session.pack, self._today()

        def write() -> None:
            for path in department_files(state, pack, self.words, folder, today):
                if path.exists():
                    raise Refused("out.exists", path=str(path))
            write_departments(state, pack, self.words, folder, today)

        self._try(write, folder / folder.name)

    def _report(self, values: dict[str, str], kind: str) -> str:
        """Ask where to and print; a wrong month or quarter is said beside its field."""
        from workshop.briefs import month_brief, quarter_brief
        from workshop.ledger.reports import write_report

        state, pack, span = self.session.state, self.session.pack, values["span"].strip()
        try:
            brief = month_brief(state, pack, self.words, span) if kind == "month" else quarter_brief(state, pack, self.words, span)
        except Refused as refused:
            return sentence(self.words, refused)
        path = self._ask(f"{self.session.store.path.stem}-{span}.pdf")
        if path is None:
            return ""

        self._try(lambda: write_report(brief, state, self.words, path), path)
        return ""

    def _ask(self, name: str) -> Path | None:
        if not may_leave(self.session, self):
            return None
        suggestion = self.session.store.path.with_name(name)
        chosen, _kind = QFileDialog.getSaveFileName(self, self.words("导出到"), str(suggestion))
        return Path(chosen) if chosen else None

    def _try(self, write: Callable[[], object], path: Path) -> None:
        from workshop.exports.sealing import sealed

        try:
            with sealed(self.session.sealed_with):
                write()
        except Trouble as trouble:
            self.tell(trouble)
        except OSError as error:
            self.tell(EnvironmentTrouble("file.trouble", path=str(path), detail=error.strerror or ""))
        else:
            self._folder = path.parent
            self.said.set_tone("ink")
            self.said.set_text(self.words("已导出 {name}", name=path.name))
            self.folder.show()

    # -- back ----------------------------------------------------------------------------------------------------------------------

    def read_sheet(self) -> None:
        """Ask for a filled sheet and hold it against the engagement."""
        start = str(self.session.store.path.parent)
        name, _kind = QFileDialog.getOpenFileName(self, self.words("读入填好的台账"), start, self.words("督办台账 (*.xlsx)"))
        if name:
            self.take(Path(name))

    def take(self, path: Path) -> None:
        """Read one file; what is wrong with it is said here."""
        from workshop.ledger.read import read_ledger

        try:
            sheet = read_ledger(path, tuple(load_words(one) for one in LANGUAGES))
        except Trouble as trouble:
            self.tell(trouble)
            return
        self.said.set_text("")
        self.read.emit(sheet, self._compared(sheet))

    def _compared(self, sheet: Sheet) -> Findings:
        state = self.session.state
        return compare(sheet, tasks(state, self.session.pack), [row.sha256 for row in state.sheet_imports], state.engagement.id)

    def tell(self, trouble: Trouble) -> None:
        """Say what went wrong; nothing was changed."""
        self.said.set_tone("split-text")
        self.said.set_text(sentence(self.words, trouble))
        self.folder.hide()

    def _today(self) -> date:
        return self.session.now().date()

    def _open_folder(self) -> None:
        if self._folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))
