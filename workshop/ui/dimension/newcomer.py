"""Somebody comes in while the day runs: one more seat without leaving the ballot; rounds already revealed stay as they were."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from workshop.model.store import Store
from workshop.session import Session
from workshop.ui.dimension.layout import release_focus, row
from workshop.ui.prepare.section import Complaint, attempt
from workshop.ui.widgets.buttons import Button
from workshop.ui.widgets.cards import Card
from workshop.ui.widgets.choices import Dropdown
from workshop.ui.widgets.fields import TextLine


class Newcomer(Card):
    """Post and role group, hidden until `button` is pressed; Enter adds the seat, Escape leaves."""

    closed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(kind="sunken", parent=parent)
        self.session, _ = session, session.words
        self.button = Button(_("加一席"), "link")
        self.role = TextLine(_, placeholder=_("职务，不写姓名"), limit=40, name=_("新来者的职务"))
        self.group = Dropdown([], _("新来者的角色组"))
        self.add, self.leave = Button(_("加入"), "plain"), Button(_("返回"), "ghost")
        self.complaint = Complaint()
        line = row(12, self.role, self.group, self.add, self.leave)
        line.setStretch(0, 1)
        self.body.addLayout(line)
        self.body.addWidget(self.complaint)
        self.button.clicked.connect(self._open)
        self.add.clicked.connect(self._add)
        self.leave.clicked.connect(self._close)
        self.hide()

    def _open(self) -> None:
        groups = self.session.state.groups()
        self.group.set_options([(group, group) for group in groups])
        if groups:
            self.group.set_value(groups[-1])
        self.role.set_text("")
        self.complaint.say("")
        self.show()
        self.role.setFocus()

    def _add(self) -> None:
        self.role.flush()
        why = attempt(self.session, Store.add_seat, self.role.text(), self.group.value())
        self.complaint.say(why)
        if not why:
            self._close()

    def _close(self) -> None:
        release_focus(self)
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._add()
        else:
            super().keyPressEvent(event)
