"""Quick mode: one level for a whole dimension, which then takes the place of its indicators; they stay in the record."""

from PySide6.QtWidgets import QWidget

from workshop.model.change import Change
from workshop.model.state import State
from workshop.model.store import Store
from workshop.session import Session
from workshop.ui.dimension.flow import Flow
from workshop.ui.dimension.layout import column, row
from workshop.ui.dimension.speech import level_basis
from workshop.ui.prepare.section import Complaint, attempt
from workshop.ui.view import View
from workshop.ui.widgets.buttons import Button
from workshop.ui.widgets.fields import TextLine
from workshop.ui.widgets.levels import LevelPicker
from workshop.ui.widgets.segment import Segment
from workshop.ui.widgets.text import Label, Prose
from workshop.wording import basis_word

KIND = "dimension"
BASES = ("consensus", "majority", "leadership")


class WholePanel(View):
    """Level, basis and why; a second level, or the way back to the indicators, needs its reason and keeps the first."""

    watches = Change.RECORDS

    def __init__(self, session: Session, dimension: str, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        _ = self.words
        self._dimension = dimension
        self.open = Button(_("不逐题评，整个维度定一级"), "link")
        self.picker = LevelPicker(self.words, name=_("整个维度的等级"))
        self.basis = Segment([(key, basis_word(self.words, key)) for key in BASES], _("依据"))
        self.why = TextLine(self.words, placeholder=_("为什么，一句话"), limit=300, name=_("整个维度的理由"))
        self.record, self.back = Button(_("记录"), "plain"), Button(_("改回逐题评级"), "ghost")
        self.said, self.complaint = Prose("", "body"), Complaint()
        self._form = QWidget()
        line = Flow(20, 8)
        line.addWidget(self.picker)
        line.addWidget(self.basis)
        buttons = row(12, self.why, self.record, self.back)
        buttons.setStretch(0, 1)
        hint = Prose(_("记下后，本维度得分按这一级计算，各题的评级留在记录里但不计分。"), "caption", "ink2")
        column(8, Label(_("整个维度"), "lead"), self.said, hint, line, buttons, self.complaint, parent=self._form)
        link = row(0, self.open)
        link.addStretch(1)
        column(8, link, self._form, parent=self)
        self._form.hide()
        self.open.clicked.connect(self._show_form)
        self.record.clicked.connect(self._record)
        self.back.clicked.connect(self._back)

    def show_state(self, state: State) -> None:
        record = state.record_of(KIND, self._dimension)
        rated = record is not None and record.level is not None
        self.said.set_text(level_basis(self.words, record) if rated else "")
        self.said.setVisible(rated)
        self.back.setVisible(rated)
        if record is not None and rated:
            self._show_form()
            self.picker.set_value(record.level)
            self.basis.set_value(record.basis)

    def _show_form(self) -> None:
        self._form.show()
        self.open.hide()

    def pending(self) -> tuple[int | None, str] | None:
        """Level and basis as chosen, None while nothing was asked for."""
        return None if self._form.isHidden() else (self.picker.value(), self.basis.value())

    def take_up(self, held: tuple[int | None, str] | None) -> None:
        """Stand as another panel did."""
        if held is not None:
            self._show_form()
            self.picker.set_value(held[0])
            self.basis.set_value(held[1])

    def _record(self) -> None:
        _ = self.words
        self.why.flush()
        level, basis = self.picker.value(), self.basis.value()
        if level is None or not basis:
            self.complaint.say(_("请先选一级和依据。"))
            return
        self._settle(level, basis)

    def _back(self) -> None:
        """The indicators count again; the whole level stays in the record."""
        self.why.flush()
        self._settle(None, "parked")

    def _settle(self, level: int | None, basis: str) -> None:
        why = self.why.text().strip()
        told = attempt(self.session, Store.settle, KIND, self._dimension, level, basis, rationale=why, reason=why)
        self.complaint.say(told)
        if not told:
            self.why.set_text("")
