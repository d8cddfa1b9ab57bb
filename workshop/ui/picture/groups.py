"""The heat map: every indicator's record beside the medians of the role groups, small groups hidden."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from workshop.figures.walk import Picture, walk
from workshop.model.change import Change
from workshop.model.state import State
from workshop.session import Session
from workshop.ui.figure_menu import offer_files
from workshop.ui.picture.values import difference, heat_values, most_apart
from workshop.ui.prepare.section import Section
from workshop.ui.theme import look_of
from workshop.ui.widgets.figure import FigureView
from workshop.ui.widgets.text import Label, Prose

ROW = 18.0  # of the figure's own units


class GroupsTab(Section):
    """As high as its rows; the page scrolls."""

    watches = Change.ALL

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.lead, self.note = Label("", "lead", elide=True), Prose("", "caption", "ink2")
        self.map = FigureView()
        self.map.set_source(self._draw)
        offer_files(self.map, session, self.words("各组看法"))
        self.column.addWidget(self.lead)
        self.column.addWidget(self.map)
        self.column.addWidget(self.note)
        self.column.addStretch(1)

    def _draw(self, width: float, height: float) -> Picture:
        from workshop.figures.heat import heat_map
        from workshop.figures.style import CONSOLE_DARK, CONSOLE_LIGHT

        style = CONSOLE_DARK if look_of(self).dark else CONSOLE_LIGHT
        return walk(heat_map(heat_values(self.session.state, self.pack, self.words), style, width=width, row=ROW))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The map is as high as its rows, its heads in one line or two by the width there is."""
        from workshop.figures.heat import height_of
        from workshop.figures.style import CONSOLE_LIGHT

        values = heat_values(self.session.state, self.pack, self.words)
        self.map.setFixedHeight(round(height_of(values, CONSOLE_LIGHT, ROW, max(self.map.width(), 400))) + 1)

    def show_state(self, state: State) -> None:
        _ = self.words
        self._fit()
        apart = [name for name in most_apart(state, self.pack) if (difference(state, name)[0] or 0) >= 1]
        self.lead.set_text(self._lead(len(apart)))
        self.map.set_description(self._spoken(state, apart))
        hidden = _("“隐”：该组此项不足三票，或为防止倒推而一并隐去。") if state.engagement.vote_mode == "anonymous" else ""
        self.note.set_text(_("格内为该组末轮评级票的中位数，双格表示落在相邻两级之间。") + hidden)
        self.map.refresh()

    def _lead(self, count: int) -> str:
        _ = self.words
        if not any(turn.revealed and turn.ballot.kind == "indicator" for turn in self.session.state.rounds):
            return _("还没有揭示的投票，各组的中位数要到揭示之后才有。")
        if not count:
            return _("各角色组的中位数相差都不到一级。")
        return _("{count} 项指标的角色组中位数相差一级以上：先听看得低的一组说依据。", count=count)

    def _spoken(self, state: State, apart: list[str]) -> str:
        _ = self.words
        names = _("、").join(f"{name} {self.pack.indicators[name].short}" for name in apart)
        return _("热力图，各角色组相差一级以上的指标：{names}", names=names or _("无"))
