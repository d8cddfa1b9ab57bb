"""The settle panel: level, basis, confidence, reasons, reservation and dissent; Enter records."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from workshop.model.change import Change
from workshop.model.state import State
from workshop.session import Session
from workshop.ui.dimension.derive import dissent_groups
from workshop.ui.dimension.dissent import DissentList
from workshop.ui.dimension.draft import Draft, Drafts, needs_reason
from workshop.ui.dimension.flow import Flow
from workshop.ui.dimension.layout import column, row
from workshop.ui.dimension.subject import Subject
from workshop.ui.view import View
from workshop.ui.widgets.choices import Check
from workshop.ui.widgets.fields import TextLine
from workshop.ui.widgets.levels import LevelPicker
from workshop.ui.widgets.segment import Segment
from workshop.ui.widgets.text import HairLine, Label, Prose
from workshop.wording import basis_word, confidence_word

BASES = ("consensus", "majority", "leadership", "parked", "not_applicable")
LIMIT = 300


class SettlePanel(View):
    """Edits the draft of its subject; recording is the page's."""

    watches = Change.RECORDS | Change.VOTES | Change.SEATS
    drafted = Signal()  # the draft changed: the page's primary says another outcome
    asked = Signal()  # Enter: record it

    def __init__(self, session: Session, drafts: Drafts, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._drafts = drafts
        self._subject: Subject | None = None
        _ = self.words
        self.picker = LevelPicker(self.words, name=_("定级"))
        self.basis = Segment([(key, basis_word(self.words, key)) for key in BASES], _("依据"))
        self.confidence = Segment([(key, confidence_word(self.words, key)) for key in ("low", "medium", "high")], _("把握程度"))
        self.rationale = TextLine(self.words, placeholder=_("为什么是这一级，一句话"), limit=LIMIT, name=_("理由"))
        self.evidence = TextLine(self.words, placeholder=_("看了哪些材料"), limit=LIMIT, name=_("凭据"))
        self.reservation = TextLine(self.words, placeholder=_("有无保留意见，没有就留空"), limit=LIMIT, name=_("保留意见"))
        self.reason = TextLine(self.words, placeholder=_("为什么改动原来的定级"), limit=LIMIT, name=_("改动理由"))
        self.sensitive = Check(_("敏感，不进领导版"))
        self.dissents = DissentList(self.words)
        self._errors = {name: Prose("", "caption", "split-text") for name in ("level", "basis", "reason", "dissent")}
        self._reason_label = Label(_("改动理由"), "body", "ink3")
        self._build()
        self._connect()

    def _build(self) -> None:
        _ = self.words
        body = column(12, HairLine(), self._first_line(), self._errors["level"], self._errors["basis"], parent=self)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(12)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(3, 2)
        for place, (label, field, second, beside) in enumerate((
            (Label(_("理由"), "body", "ink3"), self.rationale, Label(_("保留意见"), "body", "ink3"), self.reservation),
            (Label(_("凭据"), "body", "ink3"), self.evidence, None, self.sensitive),
        )):  # fmt: skip
            grid.addWidget(label, place, 0)
            grid.addWidget(field, place, 1)
            if second is not None:
                grid.addWidget(second, place, 2)
            grid.addWidget(beside, place, 3)
        grid.addWidget(self._reason_label, 2, 0)
        grid.addWidget(self.reason, 2, 1, 1, 3)
        grid.addWidget(self._errors["reason"], 3, 1, 1, 3)
        grid.addWidget(Label(_("不同意见"), "body", "ink3"), 4, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.dissents, 4, 1, 1, 3)
        grid.addWidget(self._errors["dissent"], 5, 1, 1, 3)
        body.addLayout(grid)
        self.clear_errors()

    def _first_line(self) -> Flow:
        _ = self.words
        line = Flow(20, 8)
        line.addWidget(_group(Label(_("定级"), "lead"), self.picker))
        line.addWidget(_group(Label(_("依据"), "caption", "ink3"), self.basis))
        line.addWidget(_group(Label(_("把握"), "caption", "ink3"), self.confidence))
        return line

    def _connect(self) -> None:
        self.picker.chosen.connect(self._pick)
        self.basis.chosen.connect(lambda key: self._change(basis=key))
        self.confidence.chosen.connect(lambda key: self._change(confidence=key))
        for name in ("rationale", "evidence", "reservation", "reason"):
            getattr(self, name).committed.connect(lambda text, name=name: self._change(**{name: text}))
        self.sensitive.toggled.connect(lambda on: self._change(sensitive=on))
        self.dissents.changed.connect(lambda: self._change(dissents=self.dissents.drafts()))

    # -- what to show ------------------------------------------------------------------------------------------------------

    def show_subject(self, subject: Subject) -> None:
        """Another subject; what was typed on the one before stays in its draft."""
        if subject != self._subject:
            self.flush()
            self.clear_errors()
            self._subject = subject
            self.refresh()

    def show_state(self, state: State) -> None:
        if self._subject is None:
            return
        draft = self._drafts.of(state, self._subject.kind, self._subject.id)
        self.picker.set_value(draft.level if draft.rated or not draft.basis else None)
        self.basis.set_value(draft.basis)
        self.confidence.set_value(draft.confidence)
        for name in ("rationale", "evidence", "reservation", "reason"):
            getattr(self, name).set_text(getattr(draft, name))
        self.sensitive.blockSignals(True)
        self.sensitive.setChecked(draft.sensitive)
        self.sensitive.blockSignals(False)
        self.dissents.show_drafts(dissent_groups(state, self._subject.kind, self._subject.id), draft.dissents)
        self._show_reason(state, draft)

    def _show_reason(self, state: State, draft: Draft) -> None:
        wanted = self._subject is not None and needs_reason(state, self._subject.kind, self._subject.id, draft)
        self._reason_label.setVisible(wanted)
        self.reason.setVisible(wanted)

    def show_error(self, field: str, sentence: str) -> None:
        """Say what is missing beside its field, and go there."""
        self.clear_errors()
        self._errors[field].set_text(sentence)
        self._errors[field].show()
        if field == "reason":
            self.reason.show()
            self.reason.setFocus()

    def clear_errors(self) -> None:
        """Nothing is missing, or not asked yet."""
        for line in self._errors.values():
            line.set_text("")
            line.hide()

    def error(self) -> str:
        """The sentence shown now."""
        return next((line.text() for line in self._errors.values() if line.text()), "")

    def set_level(self, level: int) -> None:
        """A click on the ladder picks its level."""
        self._pick(level)
        self.refresh()

    # -- what is typed -----------------------------------------------------------------------------------------------------

    def _pick(self, level: int) -> None:
        """A level makes a parked or not applicable draft a rated one."""
        if self._subject is None:
            return
        draft = self._drafts.of(self.session.state, self._subject.kind, self._subject.id)
        self._change(level=level, basis=draft.basis if draft.rated else "")

    def _change(self, **fields: object) -> None:
        if self._subject is None:
            return
        state = self.session.state
        before = self._drafts.of(state, self._subject.kind, self._subject.id)
        draft = self._drafts.change(state, self._subject.kind, self._subject.id, **fields)
        if draft != before:
            self.clear_errors()
            self.basis.set_value(draft.basis)
            self.picker.set_value(draft.level if draft.rated or not draft.basis else None)
            self._show_reason(state, draft)
            self.drafted.emit()

    def flush(self) -> None:
        """Take what is still being typed into the draft of its own subject."""
        for field in (self.rationale, self.evidence, self.reservation, self.reason):
            field.flush()
        for line in self.dissents.lines:
            line.text.flush()
            line.change_if.flush()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.asked.emit()
        else:
            super().keyPressEvent(event)


def _group(label: Label, control: QWidget) -> QWidget:
    """A label and its control, kept together."""
    group = QWidget()
    row(12, label, control, parent=group)
    return group
