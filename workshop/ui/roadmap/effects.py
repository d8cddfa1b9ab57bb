"""How much of each dimension's gap the selected measure closes when it is finished: the room's own estimate, or the default."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from workshop.formats import decimal
from workshop.model import assessment
from workshop.model.change import Change
from workshop.model.state import State
from workshop.model.store import Store
from workshop.session import Session
from workshop.ui.measures.amount import Amount
from workshop.ui.view import View
from workshop.ui.widgets.buttons import IconButton
from workshop.ui.widgets.text import Label, Prose


class EffectsPanel(View):
    """One line per dimension: percent of the gap, whose figure it is, and a way back to the default."""

    watches = Change.MEASURES | Change.RECORDS | Change.PROFILE

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.measure, _ = "", self.words
        self.title, self.error = Prose("", "lead"), Prose("", "caption", "split-text")
        self.error.hide()
        self.fields: dict[str, Amount] = {}
        self.origins: dict[str, Label] = {}
        self.backs: dict[str, IconButton] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        for line, dimension in enumerate(session.pack.dimensions.values()):
            grid.addWidget(Label(dimension.short, "body", elide=True), line, 0)
            for at, widget in enumerate(self._line(dimension.id, dimension.short), 1):
                grid.addWidget(widget, line, at)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.title)
        column.addWidget(
            Prose(_("完成后补上每个维度差距的百分之几。默认按相关度 ÷ 6；改过的是全场估计，不是考核标准。"), "caption", "ink2")
        )
        column.addLayout(grid)
        column.addWidget(self.error)
        column.addStretch(1)

    def _line(self, dimension: str, name: str) -> tuple[QWidget, ...]:
        _ = self.words
        field = Amount(_("{dimension}：补上差距的 %", dimension=name), 64)
        field.committed.connect(lambda: self._save(dimension))
        origin, back = Label("", "caption", "ink3"), IconButton("undo", _("{dimension}：恢复默认", dimension=name), size=28)
        origin.setMinimumWidth(56)
        back.clicked.connect(lambda: self.session.do(Store.set_effect, self.measure, dimension, None))
        self.fields[dimension], self.origins[dimension], self.backs[dimension] = field, origin, back
        return field, origin, back

    def show_measure(self, measure: str) -> None:
        """Turn to another measure."""
        self.measure = measure
        self.refresh()

    def show_state(self, state: State) -> None:
        if self.measure not in state.measures:
            return
        _, pack = self.words, self.session.pack
        measure = pack.measures[self.measure]
        self.title.set_text(f"{measure.id} {measure.name}")
        for dimension, field in self.fields.items():
            edited = (self.measure, dimension) in state.effects
            field.set_value(float(round(assessment.effect(state, pack, self.measure, dimension) * 100)))
            self.origins[dimension].set_text(_("全场估计") if edited else _("默认"))
            self.backs[dimension].setEnabled(edited)
            self.backs[dimension].setFocusPolicy(Qt.FocusPolicy.StrongFocus if edited else Qt.FocusPolicy.NoFocus)

    def _save(self, dimension: str) -> None:
        field = self.fields[dimension]
        try:
            value = field.value()
        except ValueError:
            value = None
        wrong = value is None or not 0 <= value <= 100
        field.set_wrong(wrong)
        self.error.set_text(self.words("要填 0 到 100 的数，没有保存。请改正。") if wrong else "")
        self.error.setVisible(wrong)
        if value is not None and not wrong:
            now = assessment.effect(self.session.state, self.session.pack, self.measure, dimension)
            if decimal(now * 100, 0) != decimal(value, 0):
                self.session.do(Store.set_effect, self.measure, dimension, value / 100)
