"""Effort of every measure in one grid: a size pre-fills it, everything can be changed, and what cannot be is said beside it."""

from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from workshop.formats import decimal
from workshop.model import assessment
from workshop.model.change import Change
from workshop.model.errors import Refused
from workshop.model.rows import MeasurePlan
from workshop.model.state import State
from workshop.model.store import Store
from workshop.model.store.planning import check_effort, likely
from workshop.sentences import sentence
from workshop.session import Session
from workshop.ui.measures.amount import Amount
from workshop.ui.view import View
from workshop.ui.widgets.choices import Dropdown
from workshop.ui.widgets.segment import Segment
from workshop.ui.widgets.text import HairLine, Label, Prose
from workshop.wording import effort_status_word, size_word
from workshop.words import Words

SIZES = ("S", "M", "L", "XL")
STATUSES = ("room", "department", "finance")
NUMBERS = ("people", "quarters", "share", "low", "high", "budget")


class EffortRow(QWidget):
    """One measure: what is typed is kept as a draft until all of it fits together."""

    sized = Signal(str, str)
    edited = Signal(str, dict)
    confirmed = Signal(str, str)

    def __init__(self, words: Words, measure: str, name: str, widths: tuple[int, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words, self.measure = words, measure
        self._plan: MeasurePlan | None = None
        _ = words
        self.name = Label(f"{measure} {name}", "body", elide=True)
        self.size_choice = Segment([(size, size_word(words, size)) for size in SIZES], _("{measure} 规模", measure=measure))
        self.size_choice.chosen.connect(lambda size: self.sized.emit(self.measure, size))
        self.fields = {key: Amount(f"{measure} {text}") for key, text in number_names(words).items()}
        self.middle = Label("", "body", bold=True)
        self.middle.setFixedWidth(56)
        self.status = Dropdown([(one, effort_status_word(words, one)) for one in STATUSES], _("{measure} 核定", measure=measure))
        self.status.chosen.connect(lambda status: self.confirmed.emit(self.measure, status))
        self.error = Prose("", "caption", "split-text")
        self.error.hide()
        for field in self.fields.values():
            field.committed.connect(self._on_committed)
        self._lay_out(widths)

    def _lay_out(self, widths: tuple[int, ...]) -> None:
        fields = self.fields
        row = QHBoxLayout()
        row.setContentsMargins(0, 5, 0, 5)
        row.setSpacing(12)
        cells = (self.name, self.size_choice, fields["people"], fields["quarters"], fields["share"], fields["low"], self.middle,
                 fields["high"], fields["budget"], self.status)  # fmt: skip
        for widget, width in zip(cells, widths, strict=True):
            if width:
                widget.setFixedWidth(width)
            row.addWidget(widget, 0 if width else 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.error)
        column.addWidget(HairLine())

    def show_plan(self, plan: MeasurePlan) -> None:
        """The stored estimate; what is wrong and not saved stays as it was typed."""
        if self.error.isVisibleTo(self) and self._plan is not None and self._plan.size == plan.size:
            return
        self._plan = plan
        self._tell("")
        self.size_choice.set_value(plan.size)
        for key, field in self.fields.items():
            field.set_value(getattr(plan, key))
        self.status.set_value(plan.effort_status)
        self._show_middle(plan)

    def _show_middle(self, plan: MeasurePlan) -> None:
        value = likely(plan)
        self.middle.set_text("—" if value is None else decimal(value))

    def _on_committed(self) -> None:
        """Check the whole row: numbers that belong together are saved together, or not at all."""
        assert self._plan is not None
        try:
            fields = self._typed()
        except ValueError:
            self._tell(self.words("这里要填数字，没有保存。请改正。"))
            return
        draft = replace(self._plan, **fields)
        try:
            check_effort(draft)
        except Refused as trouble:
            self._show_middle(draft)
            self._tell(sentence(self.words, trouble))
            return
        self._tell("")
        changed = {key: value for key, value in fields.items() if value != getattr(self._plan, key)}
        if changed:
            self.edited.emit(self.measure, changed)

    def _typed(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, field in self.fields.items():
            field.set_wrong(False)
            try:
                found[key] = _whole(field.value()) if key in ("quarters", "share") else field.value()
            except ValueError:
                field.set_wrong(True)
                raise
        return found

    def _tell(self, text: str) -> None:
        self.error.set_text(text)
        self.error.setVisible(bool(text))
        if not text:
            for field in self.fields.values():
                field.set_wrong(False)


def _whole(value: float | None) -> int | None:
    """Quarters and percent are whole and positive; ValueError otherwise."""
    if value is None:
        return None
    if value != int(value) or not 1 <= value <= 100:
        raise ValueError(value)
    return int(value)


def number_names(words: Words) -> dict[str, str]:
    """The heads of the typed columns."""
    _ = words
    names = (_("人数"), _("季度"), _("占比 %"), _("下限"), _("上限"), _("预算 万元"))
    return dict(zip(NUMBERS, names, strict=True))


class EffortPanel(View):
    """The grid of all chosen measures."""

    watches = Change.MEASURES | Change.PROFILE

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.rows: dict[str, EffortRow] = {}
        _ = self.words
        self._inside = QWidget()
        self._inside.setObjectName("scrolled")
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its rows take the focus and bring themselves into view
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self._inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Prose(_("先选规模，带出三点估计，再逐格修改。可能值 = 人数 × 3 × 季度 × 占比，单位人月。"), "caption", "ink3"))
        column.addWidget(self._head())
        column.addWidget(scroll, 1)
        self.since = Prose("", "caption", "ink2")
        column.addWidget(self.since)

    def _confirm(self, measure: str, status: str) -> None:
        """Keep the estimate as the room's, the department's or finance's; the order follows every figure at once."""
        if not self.session.do(Store.confirm_effort, measure, status):
            self.refresh()

    def _since(self, state: State) -> str:
        """How the order has moved since the room's estimate, and since the departments'."""
        _ = self.words
        told = []
        for status in STATUSES[:2]:
            moved = assessment.moved_since(state, self.session.pack, status)
            steps = [_("{measure} 由第 {before} 到第 {after}", measure=m, before=a, after=b) for m, (a, b) in moved.items()]
            if steps:
                told.append(_("与{status}时相比：{steps}。", status=effort_status_word(_, status), steps=_("、").join(steps)))
        return "".join(told)

    def _widths(self) -> tuple[int, ...]:
        size = Segment([(size, size_word(self.words, size)) for size in SIZES], "").sizeHint().width()
        return (0, size, 60, 60, 66, 66, 50, 66, 76, 108)

    def _head(self) -> QWidget:
        _ = self.words
        names = number_names(_)
        texts = (_("举措"), _("规模"), names["people"], names["quarters"], names["share"], names["low"], _("可能"), names["high"],
                 names["budget"], _("核定"))  # fmt: skip
        head = QWidget()
        grid = QGridLayout(head)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(12)
        for at, (text, width) in enumerate(zip(texts, self._widths(), strict=True)):
            name = Label(text, "caption", "ink3", elide=True)
            if width:
                name.setFixedWidth(width)
            else:
                grid.setColumnStretch(at, 1)
            grid.addWidget(name, 0, at)
        grid.addWidget(HairLine(token="line2"), 1, 0, 1, len(texts))
        return head

    def show_state(self, state: State) -> None:
        names = [measure for measure in self.session.pack.measures if state.measures[measure].chosen]
        if names != list(self.rows):
            self._rebuild(names)
        for measure, row in self.rows.items():
            row.show_plan(state.measures[measure])
        self.since.set_text(self._since(state))

    def _rebuild(self, names: list[str]) -> None:
        for row in self.rows.values():
            row.hide()
            row.deleteLater()
        widths = self._widths()
        self.rows = {m: EffortRow(self.words, m, self.session.pack.measures[m].short, widths) for m in names}
        for at, row in enumerate(self.rows.values()):
            self._column.insertWidget(at, row)
            row.sized.connect(lambda measure, size: self.session.do(Store.set_size, measure, size))
            row.confirmed.connect(self._confirm)
            row.edited.connect(lambda measure, fields: self.session.do(Store.set_measure, measure, **fields))
