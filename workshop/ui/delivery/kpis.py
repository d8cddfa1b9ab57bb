"""KPI values by month: entered here, drawn against baseline and target."""

from functools import partial

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from workshop.figures.delivery import series
from workshop.figures.style import CONSOLE_DARK, CONSOLE_LIGHT
from workshop.figures.walk import Picture, walk
from workshop.model.change import Change
from workshop.model.delivery.overview import reached
from workshop.model.rows import Kpi
from workshop.model.state import State
from workshop.model.store import Store
from workshop.session import Session
from workshop.ui.delivery.forms import Entry, Form
from workshop.ui.delivery.values import series_values
from workshop.ui.figure_menu import offer_files
from workshop.ui.prepare.section import Section, attempt
from workshop.ui.widgets.figure import FigureView, palette_is_dark
from workshop.ui.widgets.text import HairLine, Label, Prose

HEIGHT = 110


class KpiSection(Section):
    """One block a KPI of the chosen measures: its line, its latest value, a form for the next."""

    watches = Change.DELIVERY | Change.MEASURES

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.forms: dict[str, Form] = {}
        self.views: dict[str, FigureView] = {}
        self.told: dict[str, Prose] = {}
        self._blocks = QVBoxLayout()
        self._blocks.setSpacing(12)
        self.empty = Prose(self.words("还没有业务指标。请在路线图里为举措登记。"), "body", "ink2")
        self.column.addWidget(self.empty)
        self.column.addLayout(self._blocks)
        self.column.addStretch(1)

    def show_state(self, state: State) -> None:
        shown = [one for one in state.kpis if state.measures[one.measure].chosen]
        self.empty.setVisible(not shown)
        if [one.id for one in shown] != list(self.forms):
            self._rebuild(shown)
        for one in shown:
            self.told[one.id].set_text(self._told(state, one))
            self.views[one.id].set_description(self._told(state, one))
            self.views[one.id].refresh()

    def _rebuild(self, shown: list[Kpi]) -> None:
        while self._blocks.count():
            item = self._blocks.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.forms, self.views, self.told = {}, {}, {}
        for one in shown:
            self._blocks.addWidget(self._block(one))

    def _block(self, one: Kpi) -> QWidget:
        _ = self.words
        held = QWidget()
        grid = QGridLayout(held)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(24)
        grid.setColumnStretch(0, 1)
        view = self.views[one.id] = FigureView()
        view.setMinimumSize(240, HEIGHT)
        view.setMaximumHeight(HEIGHT)
        view.setAccessibleName(one.name)
        view.set_source(partial(self._draw, one))
        offer_files(view, self.session, one.name)
        self.told[one.id] = Prose("", "caption", "ink2")
        entries = (
            Entry("month", _("月份"), placeholder="2027-03", limit=7),
            Entry("value", _("数值"), placeholder=one.unit, limit=20),
            Entry("note", _("说明"), limit=200),
        )
        form = self.forms[one.id] = Form(_, entries, _("登记"), partial(self._enter, one.id))
        form.setFixedWidth(220)
        grid.addWidget(Label(f"{one.measure} {one.name}", "lead", elide=True), 0, 0)
        grid.addWidget(view, 1, 0)
        grid.addWidget(self.told[one.id], 2, 0)
        grid.addWidget(form, 0, 1, 3, 1)
        grid.addWidget(HairLine(), 3, 0, 1, 2)
        return held

    def _draw(self, one: Kpi, width: float, height: float) -> Picture:
        style = CONSOLE_DARK if palette_is_dark(self.palette()) else CONSOLE_LIGHT
        return walk(series(series_values(self.session.state, one, self.words), style, width=width, height=height))

    def _told(self, state: State, one: Kpi) -> str:
        _ = self.words
        values = [row for row in state.kpi_values if row.kpi == one.id]
        base = _("基线 {baseline}，目标 {target}", baseline=one.baseline or "—", target=one.target or "—")
        if not values:
            return base + _("；还没有登记数值")
        met = {True: _("已达标"), False: _("未达标"), None: _("无法判定")}[reached(one, values[-1].value)]
        return base + _("；{month} 为 {value:g}，{met}", month=values[-1].month, value=values[-1].value, met=met)

    def _enter(self, kpi: str, values: dict[str, str]) -> str:
        _ = self.words
        try:
            number = float(values["value"].replace(",", "").strip())
        except ValueError:
            return _("“{value}”不是数，请改正。", value=values["value"])
        return attempt(self.session, Store.measure_kpi, kpi, values["month"].strip(), number, values["note"])
