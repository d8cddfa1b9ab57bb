"""The two pools of people per quarter, and the money of each calendar year; an empty field is no limit of its own."""

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from workshop.model import roadmap
from workshop.model.change import Change
from workshop.model.state import State
from workshop.model.store import Store
from workshop.session import Session
from workshop.ui.measures.amount import Amount
from workshop.ui.view import View
from workshop.ui.widgets.buttons import Button
from workshop.ui.widgets.text import HairLine, Label, Prose
from workshop.wording_roadmap import quarter

Pair = tuple[Amount, Amount]


class PoolsPanel(View):
    """Limits beside the whole: technology and data, business functions, and the year's budget."""

    watches = Change.MEASURES | Change.PLAN | Change.PROFILE

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.rows: dict[int, Pair] = {}
        self.years: dict[int, Amount] = {}
        self._labels: dict[int, Label] = {}
        _ = self.words
        self.all: Pair = (Amount(_("每季科技数据人数"), 72), Amount(_("每季业务职能人数"), 72))
        self.apply = Button(_("各季相同"))
        self.apply.clicked.connect(lambda: self._save(dict.fromkeys(range(self.session.state.engagement.horizon), self.all)))
        self.error = Prose("", "caption", "split-text")
        self.error.hide()
        self._grid, self._money = _grid(), _grid()
        self._grid.addWidget(self.apply, 1, 0)
        for at, (text, field) in enumerate(zip((_("科技数据"), _("业务职能")), self.all, strict=True), 1):
            self._grid.addWidget(Label(text, "caption", "ink3"), 0, at)
            self._grid.addWidget(field, 1, at)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(Prose(_("两类人手各有上限时分别守住；留空即只守总人数。"), "caption", "ink2"))
        column.addWidget(self.error)
        column.addLayout(self._grid)
        column.addWidget(HairLine())
        column.addWidget(Label(_("年度预算（万元）"), "lead"))
        column.addWidget(Prose(_("一个日历年合计不超过；留空即只守每季上限。"), "caption", "ink2"))
        column.addLayout(self._money)
        column.addStretch(1)

    def show_state(self, state: State) -> None:
        for at in range(state.engagement.horizon):
            if at not in self.rows:
                self._add(at)
        for at, pair in self.rows.items():
            inside = at < state.engagement.horizon
            pool = state.road.pools.get(at)
            self._labels[at].set_text(quarter(state, self.words, at))
            for widget in (self._labels[at], *pair):
                widget.setVisible(inside)
            pair[0].set_value(pool.tech if pool else None)
            pair[1].set_value(pool.business if pool else None)
        for year in roadmap.years(state):
            if year not in self.years:
                self._add_year(year)
            self.years[year].set_value(state.road.years.get(year))

    def _add(self, at: int) -> None:
        _, name = self.words, quarter(self.session.state, self.words, at)
        pair = Amount(_("{quarter} 科技数据人数", quarter=name), 72), Amount(_("{quarter} 业务职能人数", quarter=name), 72)
        self._labels[at] = Label(name)
        self._grid.addWidget(self._labels[at], at + 2, 0)
        for column, field in enumerate(pair, 1):
            field.committed.connect(lambda: self._save({at: pair}))
            self._grid.addWidget(field, at + 2, column)
        self.rows[at] = pair

    def _add_year(self, year: int) -> None:
        field = Amount(self.words("{year} 年预算", year=year), 88)
        field.committed.connect(lambda: self._save_year(year))
        self._money.addWidget(Label(str(year)), len(self.years), 0)
        self._money.addWidget(field, len(self.years), 1)
        self.years[year] = field

    def _save(self, pairs: dict[int, Pair]) -> None:
        try:
            values = {at: (_read(tech), _read(business)) for at, (tech, business) in pairs.items()}
        except ValueError:
            self._tell(True)
            return
        self._tell(False)
        self.session.do(Store.set_pools, values)

    def _save_year(self, year: int) -> None:
        try:
            value = _read(self.years[year])
        except ValueError:
            self._tell(True)
            return
        self._tell(False)
        self.session.do(Store.set_year_budget, year, value)

    def _tell(self, wrong: bool) -> None:
        self.error.set_text(self.words("要填不小于 0 的数，或留空，没有保存。请改正。") if wrong else "")
        self.error.setVisible(wrong)


def _grid() -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(0, 1)
    return grid


def _read(field: Amount) -> float | None:
    """The number, None for an empty field; ValueError for what is none, or negative."""
    try:
        value = field.value()
        if value is not None and value < 0:
            raise ValueError(value)
    except ValueError:
        field.set_wrong(True)
        raise
    field.set_wrong(False)
    return value
