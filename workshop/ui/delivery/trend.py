"""Re-assessment: this assessment beside the ones before, what changed and why, and what the delivered measures had promised."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from workshop.figures.radar import Axis, Radar, radar
from workshop.figures.style import CONSOLE_DARK, CONSOLE_LIGHT
from workshop.figures.walk import Picture, walk
from workshop.formats import decimal
from workshop.model.change import Change
from workshop.model.delivery.trend import Point, changes, points, promises, to_be_rated
from workshop.model.state import State
from workshop.session import Session
from workshop.ui.figure_menu import offer_files
from workshop.ui.prepare.section import Section
from workshop.ui.widgets.figure import FigureView, palette_is_dark
from workshop.ui.widgets.grid import Column, Grid, Row
from workshop.ui.widgets.text import Label, Prose

NONE = "—"


class TrendSection(Section):
    """Says plainly when this engagement has no earlier assessment."""

    watches = Change.RECORDS | Change.DELIVERY | Change.PROFILE

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        _ = self.words
        self.lead, self.waiting = Prose("", "body", "ink2"), Prose("", "body", "discuss-text")
        self.radar = FigureView()
        self.radar.setAccessibleName(_("历次成熟度雷达"))
        self.radar.setMinimumHeight(330)
        self.radar.set_source(self._draw)
        offer_files(self.radar, session, _("历次成熟度雷达"))
        levels = (Column(_("维度")), *(Column("", 110, "right") for _at in range(4)))
        self.levels = Grid(levels, _("历次得分"), row_height=32)
        self.changed = Grid((Column(_("指标")), Column(_("上次"), 70, "right"), Column(_("本次"), 70, "right"), Column(_("理由"))),
                            _("变化的定级"), row_height=36)  # fmt: skip
        self.promised = Grid(
            (Column(_("举措")), Column(_("维度"), 120), Column(_("预计补上差距"), 110, "right"), Column(_("已销号"), 80, "right"),
             Column(_("维度实际变化"), 120, "right")),
            _("承诺与结果"), row_height=36,
        )  # fmt: skip
        self._more = QWidget()
        column = QVBoxLayout(self._more)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for title, part in ((_("历次得分"), self.levels), (_("变化的定级"), self.changed), (_("承诺与结果"), self.promised)):
            column.addWidget(Label(title, "lead"))
            column.addWidget(part)
        column.addWidget(Prose(_("维度的变化不等于单项举措的效果；预计效果是上次全场的估计。"), "caption", "ink2"))
        for widget in (Label(_("历次对比"), "lead"), self.lead, self.waiting, self.radar, self._more):
            self.column.addWidget(widget)

    def show_state(self, state: State) -> None:
        _ = self.words
        again = bool(state.pasts)
        self.radar.setVisible(again)
        self._more.setVisible(again)
        if not again:
            self.lead.set_text(_("这是第一次诊断。年度复评之后，这里对比历次结果。"))
            self.waiting.set_text("")
            return
        every = points(state, self.pack)
        left = to_be_rated(state, self.pack)
        self.lead.set_text(_("按本次权重重新计算：{scores}", scores=" → ".join(f"{one.held_on} {_score(one)}" for one in every)))
        self.waiting.set_text(_("{count} 项指标待重新评级：{names}", count=len(left), names=_("、").join(left)) if left else "")
        self.radar.set_description(self.lead.text())
        self.radar.refresh()
        self._show_tables(state, every)

    def _show_tables(self, state: State, every: tuple[Point, ...]) -> None:
        shown = every[-4:]
        for at in range(4):
            if (head := self.levels.horizontalHeaderItem(at + 1)) is not None:
                head.setText(shown[at].held_on if at < len(shown) else "")
        rows = [
            Row(name, (own.name, *(_level(one, name) for one in shown), *("" for _gap in range(4 - len(shown)))))
            for name, own in self.pack.dimensions.items()
        ]
        self.levels.set_rows(rows)
        names = self.pack.indicators
        self.changed.set_rows([
            Row(one.indicator, (
                f"{one.indicator} {names[one.indicator].name}", str(one.before or NONE), str(one.after or NONE), one.reason,
            ))
            for one in changes(state, self.pack)
        ])  # fmt: skip
        self.promised.set_rows([
            Row(f"{one.measure}/{one.dimension}", (
                f"{one.measure} {self.pack.measures[one.measure].short}", self.pack.dimensions[one.dimension].short,
                f"{decimal(one.effect * 100, 0)}%", f"{one.accepted} / {one.tasks}",
                NONE if one.moved is None else f"{'+' if one.moved > 0 else ''}{decimal(one.moved)}",
            ))
            for one in promises(state, self.pack)
        ])  # fmt: skip
        for grid in (self.levels, self.changed, self.promised):
            grid.fit_height()

    def _draw(self, width: float, height: float) -> Picture:
        _ = self.words
        style = CONSOLE_DARK if palette_is_dark(self.palette()) else CONSOLE_LIGHT
        every = points(self.session.state, self.pack)
        now, before = every[-1], every[-2] if len(every) > 1 else None
        axes = tuple(
            Axis(name, own.short, _number(now, name), _number(before, name), note=f"{_level(before, name)} → {_level(now, name)}")
            for name, own in self.pack.dimensions.items()
        )
        legend = (now.held_on, before.held_on if before else "", "")
        return walk(radar(Radar(axes, legend), style, width=width, height=height))


def _number(one: Point | None, dimension: str) -> float | None:
    level = one.levels.get(dimension) if one else None
    return None if level is None else float(level)


def _level(one: Point | None, dimension: str) -> str:
    level = one.levels.get(dimension) if one else None
    return NONE if level is None else decimal(level)


def _score(one: Point) -> str:
    return NONE if one.score.overall is None else decimal(one.score.overall)
