"""The check list: what to look at again before anybody signs, each with the way to where it is put right."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workshop.model.change import Change
from workshop.model.state import State
from workshop.session import Session
from workshop.ui.picture.insight import Remark, remarks
from workshop.ui.prepare.section import Section
from workshop.ui.widgets.buttons import Button
from workshop.ui.widgets.lights import LightMark
from workshop.ui.widgets.text import HairLine, Label, Prose
from workshop.words import Words


class RemarkRow(QWidget):
    """A subject, what is odd about it, and the way there."""

    asked = Signal()

    def __init__(self, words: Words, remark: Remark, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _ = words
        subject, text = Label(remark.subject, bold=True, elide=True), Prose(remark.sentence)
        subject.setFixedWidth(200)
        button = Button(_("去处理"), "link")
        button.setAccessibleName(_("去处理：{subject}", subject=remark.subject))
        button.clicked.connect(self.asked)
        column, row = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(8)
        row.setSpacing(12)
        row.addWidget(LightMark("discuss", _("请核对")), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(subject)
        row.addWidget(text, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(button)
        column.addLayout(row)
        column.addWidget(HairLine())


class CheckTab(Section):
    """Rows are made anew only when the remarks are others."""

    watches = Change.ALL
    go = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.lead = Label("", "lead", elide=True)
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        self._shown: tuple[Remark, ...] = ()
        self.rows: list[RemarkRow] = []
        self.column.addWidget(self.lead)
        self.column.addLayout(self._list)
        self.column.addStretch(1)

    def show_state(self, state: State) -> None:
        _, found = self.words, remarks(state, self.pack, self.words)
        self.lead.set_text(_("{count} 处请在签字前核对", count=len(found)) if found else _("没有需要核对的地方。"))
        if found == self._shown:
            return
        self._shown = found
        for row in self.rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [RemarkRow(self.words, remark) for remark in found]
        for row, remark in zip(self.rows, found, strict=True):
            row.asked.connect(partial(self.go.emit, remark.go))
            self._list.addWidget(row)
