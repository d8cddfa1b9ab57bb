"""Weights of the dimensions in percent: saved only while they sum to 100, with a live sum and a way back to the report's."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QWidget

from workshop.formats import decimal
from workshop.model.change import Change
from workshop.model.scoring import FULL
from workshop.model.state import State
from workshop.model.store import Store
from workshop.session import Session
from workshop.ui.prepare.section import Complaint, Section, attempt
from workshop.ui.widgets.buttons import Button
from workshop.ui.widgets.cards import Card
from workshop.ui.widgets.fields import mark
from workshop.ui.widgets.text import HairLine, Label, Prose


class PercentBox(QLineEdit):
    """0 to 100 percent with up to two decimals; the arrow keys step by one."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setFixedWidth(84)
        self.setMaxLength(6)
        self.setAccessibleName(name)

    def basis(self) -> int | None:
        """The value in basis points; None for what is no percentage."""
        typed = self.text().strip().replace("，", ".")
        try:
            value = Decimal(typed) * 100
        except InvalidOperation:
            return None
        return int(value) if value.is_finite() and 0 <= value <= FULL and value == int(value) else None

    def set_basis(self, basis: int) -> None:
        """Show a value, written as short as it is."""
        if self.basis() != basis:
            self.setText(_percent(basis))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: 100, Qt.Key.Key_Down: -100}.get(Qt.Key(event.key()), 0)
        if step and (now := self.basis()) is not None:
            self.set_basis(max(0, min(FULL, now + step)))
        else:
            super().keyPressEvent(event)


class WeightsSection(Section):
    """Six weights that move together: what does not sum to 100 stays on screen and is not saved."""

    watches = Change.PROFILE

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        _ = self.words
        self.boxes = {dimension.id: PercentBox(dimension.name) for dimension in self.pack.dimensions.values()}
        self._shown: dict[str, int] = {}
        self.sum = Label("", "lead")
        self.complaint = Complaint()
        self.restore_button = Button(_("恢复报告权重"))
        self.restore_button.clicked.connect(self.restore)
        card = Card()
        card.setMaximumWidth(640)
        card.body.addWidget(Label(_("六个维度的权重"), "lead"))
        card.body.addLayout(self._grid())
        card.body.addWidget(HairLine(token="line2"))
        card.body.addLayout(self._foot())
        card.body.addWidget(self.complaint)
        self.column.addWidget(card)
        how = _("权重决定各维度在总分中的分量，合计为 100 时自动保存。改动后，得分和排序随之重算。")
        self.column.addWidget(Prose(how, "caption", "ink2"))
        self.column.addStretch(1)
        for box in self.boxes.values():
            box.textChanged.connect(self._changed)

    def _grid(self) -> QGridLayout:
        _ = self.words
        grid = QGridLayout()
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 1)
        for row, dimension in enumerate(self.pack.dimensions.values()):
            name = Label(dimension.name, elide=True)
            report = Label(_("报告 {weight}%", weight=_percent(dimension.weight)), "caption", "ink3")
            grid.addWidget(name, row, 0)
            grid.addWidget(report, row, 1)
            grid.addWidget(self.boxes[dimension.id], row, 2)
            grid.addWidget(Label("%", tone="ink2"), row, 3)
        return grid

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self.restore_button)
        row.addStretch(1)
        row.addWidget(self.sum)
        return row

    def restore(self) -> None:
        """The weights of the content pack."""
        self._put({dimension.id: dimension.weight for dimension in self.pack.dimensions.values()})
        self._changed()

    def _put(self, weights: dict[str, int]) -> None:
        for name, basis in weights.items():
            box = self.boxes[name]
            box.blockSignals(True)
            box.set_basis(basis)
            mark(box, False)
            box.blockSignals(False)

    def _typed(self) -> dict[str, int | None]:
        return {name: box.basis() for name, box in self.boxes.items()}

    def _changed(self) -> None:
        typed = self._typed()
        whole = {name: basis for name, basis in typed.items() if basis is not None}
        why = ""
        if len(whole) == len(typed) and sum(whole.values()) == FULL and whole != dict(self.session.state.weights):
            self._shown = whole  # before the store answers: what is stored is what is shown
            why = attempt(self.session, Store.set_weights, whole)
        self._tell(typed, why)

    def _tell(self, typed: Mapping[str, int | None], why: str = "") -> None:
        _ = self.words
        total, wrong = sum(basis or 0 for basis in typed.values()), None in typed.values()
        self.sum.set_text(_("合计 {sum}%", sum=_percent(total)))
        self.sum.set_tone("ink" if total == FULL and not wrong else "split-text")
        for name, basis in typed.items():
            mark(self.boxes[name], basis is None)
        if wrong:
            why = _("权重请填 0 到 100 之间、至多两位小数的数，现在没有保存。")
        elif total < FULL:
            why = _("合计还差 {rest}，没有保存。请调到 100。", rest=_percent(FULL - total))
        elif total > FULL:
            why = _("合计多出 {rest}，没有保存。请调到 100。", rest=_percent(total - FULL))
        self.complaint.say(why)

    def show_state(self, state: State) -> None:
        stored = dict(state.weights)
        if stored != self._shown:  # changed elsewhere or shown for the first time: what is being typed gives way
            self._shown = stored
            self._put(stored)
        self._tell(self._typed())


def _percent(basis: int) -> str:
    """18 for 1800 basis points, 16.67 for 1667."""
    return decimal(Fraction(basis, 100), 2).rstrip("0").removesuffix(".")
