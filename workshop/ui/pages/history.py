"""History: what was done when and by whom, from the log; and beside it how one indicator came to its level, step by step."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workshop.model.change import Change
from workshop.model.chronicle import KINDS, Event, events, replay
from workshop.model.lookup import folded
from workshop.model.state import State
from workshop.session import Session
from workshop.ui.dimension.layout import column, empty
from workshop.ui.page import Action, Bar, Page
from workshop.ui.roadmap.scrolled import scrolled
from workshop.ui.wall.slides import ListSlide, Slide
from workshop.ui.widgets.choices import Dropdown
from workshop.ui.widgets.fields import Search
from workshop.ui.widgets.grid import Cell, Column, Grid, Row
from workshop.ui.widgets.text import HairLine, Label, Prose
from workshop.wording_history import about_word, kind_word, moment_text, moment_title, way_title, what_word

PANEL, ROW, MOST = 372, 32, 400


class HistoryPage(Page):
    """The newest line on top; a line about an indicator opens its way."""

    watches = Change.ALL

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        _ = self.words
        self.kind = Dropdown((("", _("全部")), *((kind, kind_word(self.words, kind)) for kind in KINDS)), _("种类"))
        self.search = Search(self.words, _("按内容筛选"))
        self.grid = Grid(
            (Column(_("时间"), 118), Column(_("谁"), 132), Column(_("做了什么"), 168), Column(_("内容"))), _("过程记录"), row_height=ROW
        )
        names = [(name, f"{name} {own.name}") for name, own in self.pack.indicators.items()]
        self.indicator = Dropdown(names, _("题目"))
        self._count, self.title = Label("", "caption", "ink3", elide=True), Prose("", "lead", bold=True)
        self._moments = column(6)
        self._events: tuple[Event, ...] = ()
        self._shown = self._first()
        self.indicator.set_value(self._shown)
        self._build()
        self.kind.activated.connect(lambda _at: self.refresh())
        self.search.textChanged.connect(lambda _text: self.refresh())
        self.indicator.activated.connect(lambda _at: self.show_way(self.indicator.value()))
        self.grid.chosen.connect(self._choose)

    def _first(self) -> str:
        """The indicator with the most rounds has most to tell."""
        state = self.session.state
        return max(self.pack.indicators, key=lambda name: len(state.rounds_of("indicator", name)))

    def _build(self) -> None:
        _ = self.words
        head, whole, left, right = QHBoxLayout(), QHBoxLayout(self), QVBoxLayout(), QWidget()
        self.search.setFixedWidth(200)
        head.setSpacing(12)
        head.addWidget(Label(_("过程记录"), "title"))
        head.addWidget(self._count, 1)
        head.addWidget(self.search)
        head.addWidget(self.kind)
        left.setSpacing(12)
        left.addLayout(head)
        left.addWidget(self.grid, 1)
        panel = column(10, Label(_("一道题的来龙去脉"), "lead"), self.indicator, self.title, self._moments, parent=right)
        panel.addStretch(1)
        area = scrolled(right)
        area.setFixedWidth(PANEL)
        whole.setSpacing(24)
        whole.addLayout(left, 1)
        whole.addWidget(area)

    # -- drawing -----------------------------------------------------------------------------------------------------------

    def show_state(self, state: State) -> None:
        self._events = events(self.session.store.log(), state.engagement.vote_mode == "named")
        rows = [(event, self._row(state, event)) for event in reversed(self._events)]
        kept = [row for event, row in rows if self._fits(event, row)]
        self.grid.set_rows(kept[:MOST])
        _ = self.words
        self._count.set_text(_("{shown} / {all} 条，撤销和重做都在内", shown=min(len(kept), MOST), all=len(rows)))
        self._tell_way(state)

    def _fits(self, event: Event, row: Row) -> bool:
        kind, wanted = self.kind.value(), folded(self.search.text().strip())
        texts = " ".join(cell.text if isinstance(cell, Cell) else cell for cell in row.cells)
        return (not kind or kind == event.kind) and (not wanted or wanted in folded(texts))

    def _row(self, state: State, event: Event) -> Row:
        when = f"{event.at[5:10]} {event.at[11:19]}"
        cells = (Cell(when, "ink3"), self._who(state, event), what_word(self.words, event), about_word(self.words, state, self.pack, event))
        return Row(str(event.seq), cells)

    def _who(self, state: State, event: Event) -> str:
        """The seat of a named vote, else whoever sits at the console."""
        _ = self.words
        if event.seat:
            return next((seat.role for seat in state.seats if seat.number == event.seat), str(event.seat))
        if event.kind == "votes" and event.operation.startswith("cast"):
            return _("各席（不记名）")
        return state.engagement.recorder or state.engagement.facilitator or _("控制台")

    def _choose(self, row: str) -> None:
        event = next((one for one in self._events if str(one.seq) == row), None)
        subject = str(event.detail.get("subject") or event.subject) if event else ""
        if subject in self.pack.indicators:
            self.show_way(subject)

    def show_way(self, indicator: str) -> None:
        """Tell another indicator's way."""
        self._shown = indicator
        self.indicator.set_value(indicator)
        self._tell_way(self.session.state)
        self.slide_changed.emit()

    def _tell_way(self, state: State) -> None:
        way = replay(state, self.session.store.log(), self._shown)
        self.title.set_text(way_title(self.words, self._shown, way))
        empty(self._moments)
        for moment in way.moments:
            head = Label(f"{moment.at[11:16]}  {moment_title(self.words, moment)}", "body", bold=True, elide=True)
            self._moments.addWidget(head)
            if text := moment_text(self.words, moment):
                self._moments.addWidget(Prose(text, "body", "ink2"))
            self._moments.addWidget(HairLine())

    # -- the window's questions ----------------------------------------------------------------------------------------------

    def arrive(self, place: str) -> None:
        if place in self.pack.indicators:
            self.show_way(place)

    def bar(self) -> Bar:
        _ = self.words
        own = self.pack.indicators[self._shown]
        back = Action(
            _("去看 {indicator}", indicator=self._shown), lambda: self.go.emit(f"dimension.{own.dimension}/{self._shown}"), "Space"
        )
        return Bar(primary=back)

    def slide(self) -> Slide:
        """The way as rows of the wall: rounds and records only, no note and no objection."""
        state = self.session.state
        way = replay(state, self.session.store.log(), self._shown)
        public = [moment for moment in way.moments if moment.kind in ("round", "record")][-6:]
        rows = tuple((moment.at[11:16], moment_title(self.words, moment), "") for moment in public)
        label = self.pack.indicators[self._shown].name
        return ListSlide(self.words("过程记录"), label, way_title(self.words, self._shown, way), rows)
