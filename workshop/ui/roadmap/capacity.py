"""How many people and how much money each quarter has: one line for all of them, then each by itself."""

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from workshop.model.change import Change
from workshop.model.state import State
from workshop.model.store import Store
from workshop.session import Session
from workshop.ui.measures.amount import Amount
from workshop.ui.view import View
from workshop.ui.widgets.buttons import Button
from workshop.ui.widgets.text import Label, Prose
from workshop.wording_roadmap import quarter

Pair = tuple[Amount, Amount]


class CapacityPanel(View):
    """Limits per quarter; what is no number or negative is said and not saved."""

    watches = Change.MEASURES | Change.PLAN | Change.PROFILE

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.rows: dict[int, Pair] = {}
        self._labels: dict[int, Label] = {}
        _ = self.words
        self.all = (Amount(_("每季人数"), 76), Amount(_("每季万元"), 88))
        self.apply = Button(_("各季相同"))
        self.apply.clicked.connect(self._on_all)
        self.error = Prose("", "caption", "split-text")
        self.error.hide()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)
        for at, text in enumerate((_("季度"), _("人数"), _("万元"))):
            self._grid.addWidget(Label(text, "caption", "ink3"), 0, at)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(Prose(_("每季能投入的全时人数和预算，排程不会超过。"), "caption", "ink2"))
        whole = QGridLayout()
        whole.setColumnStretch(0, 1)
        whole.setHorizontalSpacing(8)
        whole.addWidget(self.apply, 0, 0)
        for at, field in enumerate(self.all, 1):
            whole.addWidget(field, 0, at)
        column.addLayout(whole)
        column.addWidget(self.error)
        column.addLayout(self._grid)
        column.addStretch(1)

    def show_state(self, state: State) -> None:
        for at in range(state.engagement.horizon):
            if at not in self.rows:
                self._add(at)
        for at, (heads, money) in self.rows.items():
            inside = at < state.engagement.horizon
            for widget in (self._labels[at], heads, money):
                widget.setVisible(inside)
            people, budget = state.capacities.get(at, (0.0, 0.0))
            self._labels[at].set_text(quarter(state, self.words, at))
            heads.set_value(people)
            money.set_value(budget)

    def _add(self, at: int) -> None:
        _, name = self.words, quarter(self.session.state, self.words, at)
        pair = Amount(_("{quarter} 人数", quarter=name), 76), Amount(_("{quarter} 万元", quarter=name), 88)
        self._labels[at] = Label(name)
        self._grid.addWidget(self._labels[at], at + 1, 0)
        for column, field in enumerate(pair, 1):
            field.committed.connect(lambda: self._save({at: pair}))
            self._grid.addWidget(field, at + 1, column)
        self.rows[at] = pair

    def _on_all(self) -> None:
        self._save(dict.fromkeys(range(self.session.state.engagement.horizon), self.all))

    def _save(self, pairs: dict[int, Pair]) -> None:
        """Save these quarters, or say which field is wrong."""
        values = {at: (self._read(pair[0]), self._read(pair[1])) for at, pair in pairs.items()}
        whole = {at: (people, budget) for at, (people, budget) in values.items() if people is not None and budget is not None}
        wrong = len(whole) < len(values)
        self.error.set_text(self.words("人数和万元要填不小于 0 的数，没有保存。请改正。") if wrong else "")
        self.error.setVisible(wrong)
        if not wrong:
            self.session.do(Store.set_capacities, whole)

    def _read(self, field: Amount) -> float | None:
        try:
            value = field.value()
        except ValueError:
            value = None
        wrong = value is None or value < 0
        field.set_wrong(wrong)
        return None if wrong else value
