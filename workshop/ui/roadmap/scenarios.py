"""Scenarios side by side, each solved beside the GUI: capacities, when it ends, the score by half-year; and what more would buy."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from workshop.model import assessment
from workshop.model.change import Change
from workshop.model.outlook import Outcome
from workshop.model.road import SCENARIOS
from workshop.model.schedule import Margin
from workshop.model.state import State
from workshop.model.store import Store
from workshop.sentences import sentence
from workshop.session import Session
from workshop.ui.measures.amount import Amount
from workshop.ui.solving import Compared, Comparing
from workshop.ui.view import View
from workshop.ui.widgets.buttons import Button
from workshop.ui.widgets.text import HairLine, Label, Prose
from workshop.wording_roadmap import margin_rows, outcome_rows, scenario_word

FIELD = 60
RIGHT = Qt.AlignmentFlag.AlignRight


class Table(QWidget):
    """A few rows of words: the first columns stand left, the others right; one of them takes the room that is left."""

    def __init__(self, left: int = 1, wide: int = 0, size: str = "caption", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._left, self._size = left, size
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(wide, 1)
        self._rows: list[tuple[str, ...]] = []

    def show_rows(self, rows: Sequence[tuple[str, ...]], bold: int = -1) -> None:
        """Replace what is shown; a column may be bold."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._rows = list(rows)
        for line, cells in enumerate(rows):
            for at, text in enumerate(cells):
                tone = "ink3" if line == 0 else "ink" if at else "ink2"
                label = Label(text, self._size if line else "caption", tone, bold=at == bold and line > 0)
                self._grid.addWidget(label, line, at, RIGHT if at >= self._left else Qt.AlignmentFlag.AlignLeft)
        self.setAccessibleDescription("\n".join(" ".join(row) for row in rows))
        self.setVisible(bool(rows))

    def rows(self) -> list[tuple[str, ...]]:
        return self._rows


class ScenarioPanel(View):
    """Three columns of capacities in percent; results are told for the state they were solved from and go when it changes."""

    watches = Change.MEASURES | Change.PLAN | Change.PROFILE | Change.RECORDS

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.outcomes: tuple[Outcome, ...] = ()
        self.margins: tuple[Margin, ...] = ()
        self._asked: State | None = None
        self.comparing = Comparing(self)
        self.comparing.answered.connect(self._on_answer)
        self.comparing.progressed.connect(self._on_progress)
        self.comparing.busy_changed.connect(lambda _busy: self._show_buttons())
        self.destroyed.connect(self.comparing.close)
        self.fields = {name: (self._field(name, 0), self._field(name, 1)) for name in SCENARIOS}
        _ = self.words
        self.solve_button, self.weigh_button = Button(_("比较三种情景")), Button(_("多一人、多一成预算各值多少"))
        self.solve_button.clicked.connect(self.compare)
        self.weigh_button.clicked.connect(self.weigh)
        self.note, self.table, self.gains = Prose("", "caption", "ink2"), Table(), Table()
        self._lay_out()

    def _field(self, name: str, at: int) -> Amount:
        _ = self.words
        text = (
            _("{scenario}：人手 %", scenario=scenario_word(_, name))
            if at == 0
            else _("{scenario}：预算 %", scenario=scenario_word(_, name))
        )
        field = Amount(text, FIELD)
        field.committed.connect(lambda: self._save(name))
        return field

    def _lay_out(self) -> None:
        _ = self.words
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setColumnStretch(0, 1)
        for line, text in ((1, _("人手 %")), (2, _("预算 %"))):
            grid.addWidget(Label(text, "caption", "ink2"), line, 0)
        for at, name in enumerate(SCENARIOS, 1):
            grid.addWidget(Label(scenario_word(_, name), "caption", "ink3"), 0, at, RIGHT)
            for line, field in enumerate(self.fields[name], 1):
                grid.addWidget(field, line, at)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(Prose(_("以现在的人手和预算上限为 100，分别求解，不含固定的横条。"), "caption", "ink2"))
        column.addLayout(grid)
        column.addWidget(self.solve_button)
        column.addWidget(self.table)
        column.addWidget(HairLine())
        column.addWidget(self.weigh_button)
        column.addWidget(self.gains)
        column.addWidget(self.note)
        column.addStretch(1)

    def show_state(self, state: State) -> None:
        if state is not self._asked and (self.outcomes or self.margins or self.comparing.busy):
            self.comparing.cancel()
            self.outcomes, self.margins = (), ()
        for name, (people, budget) in self.fields.items():
            row = state.road.scenario(name)
            people.set_value(float(row.people))
            budget.set_value(float(row.budget))
        self._show_results(state)
        self._show_buttons()

    def _show_buttons(self) -> None:
        _, busy = self.words, self.comparing.busy
        self.solve_button.set_text(_("停止") if busy else _("比较三种情景"))
        self.weigh_button.setEnabled(not busy)

    # -- asking --------------------------------------------------------------------------------------------------------------

    def compare(self) -> None:
        """Solve the scenarios; pressed again, the search stops."""
        if self.comparing.busy:
            self.comparing.cancel()
            self.note.set_text("")
            return
        self._asked = self.session.state
        self.comparing.compare(self._asked, self.session.pack)

    def weigh(self) -> None:
        """Ask what more would buy."""
        self._asked = self.session.state
        problem, _waiting = assessment.problem(self._asked, self.session.pack)
        self.comparing.weigh(problem)

    def _on_progress(self, done: int, total: int) -> None:
        self.note.set_text(self.words("正在求解 {done} / {total}", done=done, total=total))

    def _on_answer(self, answer: Compared) -> None:
        self.note.set_text(self._troubles(answer))
        self.outcomes = answer.outcomes or self.outcomes
        self.margins = answer.margins or self.margins
        self._show_results(self.session.state)
        self._show_buttons()

    def _troubles(self, answer: Compared) -> str:
        """Why a scenario has no plan."""
        _ = self.words
        if answer.trouble is not None:
            return sentence(_, answer.trouble)
        poor = [(one.name, one.trouble) for one in answer.outcomes if one.trouble is not None]
        return "".join(_("{scenario}：{why}", scenario=scenario_word(_, name), why=sentence(_, why)) for name, why in poor)

    def _save(self, name: str) -> None:
        values = []
        for field in self.fields[name]:
            try:
                value = field.value()
            except ValueError:
                value = None
            field.set_wrong(value is None or value != int(value))
            if value is None or value != int(value):
                self.note.set_text(self.words("比例要填 1 到 500 的整数，没有保存。请改正。"))
                return
            values.append(int(value))
        if not self.session.do(Store.set_scenario, name, *values):
            self.refresh()

    # -- telling ---------------------------------------------------------------------------------------------------------------

    def _show_results(self, state: State) -> None:
        self.table.show_rows(outcome_rows(state, self.words, self.outcomes), 2)
        self.gains.show_rows(margin_rows(state, self.words, self.margins))
