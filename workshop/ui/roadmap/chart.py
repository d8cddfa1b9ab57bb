"""The chart of the plan: bars can be dragged or moved with the arrow keys by a quarter; one is selected."""

from datetime import date

from msgspec.structs import replace
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from workshop.figures.gantt import Gantt
from workshop.figures.style import CONSOLE_DARK, CONSOLE_LIGHT, Style
from workshop.figures.walk import Picture, walk
from workshop.model import roadmap
from workshop.model.content import Pack
from workshop.model.state import State
from workshop.ui.roadmap.values import gantt_values, order
from workshop.ui.theme import look_of
from workshop.ui.widgets.figure import FigureView, palette_is_dark
from workshop.ui.widgets.paint import box
from workshop.ui.widgets.tips import set_tip
from workshop.wording_roadmap import quarter
from workshop.words import Words

LABELS, CODE, LANE, BAR = 176.0, 50.0, 22.0, 19.0
SCALES = (1.36, 1.24, 1.12)  # of the axis and the blocks below, smaller in a low window
ROW = (22.0, 30.0)  # the smallest and the largest row, px


class Chart(FigureView):
    """Draws the stored plan; asks for a bar's new start and never moves one by itself."""

    selected = Signal(str)
    moved = Signal(str, int)  # measure, wanted start

    def __init__(self, words: Words, pack: Pack, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words, self.pack = words, pack
        self.current, self.row, self.time, self.marks = "", "", 0, False  # the measure, and the row: itself or one of its actions
        self._state: State | None = None
        self._drag: dict[str, int] = {}
        self.today: date | None = None
        self.weeks = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(440)
        self.setAccessibleName(words("路线图"))
        self.set_draggable(lambda id: id.startswith("bar:"))
        self.set_hoverable(lambda id: id.startswith(("bar:", "row:")))
        self.clicked.connect(lambda id: self._select(id.partition(":")[2]))
        self.drag_moved.connect(self._on_drag)
        self.drag_finished.connect(lambda id, _x, _y: self._on_dropped(id))
        self.hovered.connect(self._on_hovered)
        self.set_source(self._draw)

    def show_plan(self, state: State, current: str, time: int, marks: bool = False, today: date | None = None, weeks: bool = False) -> None:
        """Another state, selection or time; `marks` shows the milestones, `weeks` ISO weeks in place of the quarters' names."""
        self.today, self.weeks = today, weeks
        self.setMinimumHeight(max(440, self._least(state)))
        self._state, self.current, self.time, self.marks, self._drag = state, current, time, marks, {}
        if self.row.rpartition(".")[0] != current or self.row not in self._rows_shown():
            self.row = current
        self.set_description(self._description(state))
        self.refresh()

    def minimumSizeHint(self) -> QSize:
        return QSize(520, 440)

    # -- drawing -----------------------------------------------------------------------------------------------------------

    def _style(self, scale: float = SCALES[0]) -> Style:
        style = CONSOLE_DARK if palette_is_dark(self.palette()) else CONSOLE_LIGHT
        return replace(style, scale=scale, metrics=replace(style.metrics, lane=LANE, bar=BAR))

    def _draw(self, width: float, height: float) -> Picture:
        from workshop.figures.gantt import gantt, height_of

        assert self._state is not None
        values = self._values(self._drag)
        rows = max(sum(len(lane.rows) for lane in values.lanes), 1)
        left = {scale: (height - height_of(values, self._style(scale), 1.0)) / rows + 1 for scale in SCALES}
        scale = next((scale for scale in SCALES if left[scale] >= ROW[0]), SCALES[-1])
        row, style = min(max(left[scale], ROW[0]), ROW[1]), self._style(scale)
        style = replace(style, metrics=replace(style.metrics, bar=min(BAR, row - 3)))
        return walk(gantt(values, style, width=width, row=row, labels=self._labels(values)))

    def _values(self, moved: dict[str, int]) -> Gantt:
        assert self._state is not None
        return gantt_values(self._state, self.pack, self.words, self.time, moved, self.marks, self.today, self.weeks)

    def _least(self, state: State) -> int:
        """The least height in which every row can be read; a plan with many actions is scrolled."""
        from workshop.figures.gantt import height_of

        values = gantt_values(state, self.pack, self.words, self.time)
        return round(height_of(values, self._style(SCALES[-1]), ROW[0]))

    def _labels(self, values: Gantt) -> float:
        """Room for the names: as much as the longest needs, at most a third of the chart."""
        from workshop.figures.draw import label_width

        style = self._style()
        names = (label_width(row.name, style.metrics.body) for lane in values.lanes for row in lane.rows)
        return min(max(LABELS, max(names, default=0.0) + CODE), self.width() * 0.3)

    def picture(self) -> Picture | None:
        return None if self._state is None else super().picture()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        rect = self.item_rect(f"bar:{self.row}") if self.row else QRectF()
        if rect.isEmpty():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = look_of(self).colour("accent" if self.hasFocus() else "ink2")
        box(painter, rect.adjusted(-2, -2, 2, 2), 6, edge=colour, width=2 if self.hasFocus() else 1.5)
        painter.end()

    def _description(self, state: State) -> str:
        _ = self.words
        told = []
        for measure in order(state, self.pack):
            item = state.plan.get(measure)
            if item is not None:
                first, last = quarter(state, _, item.start), quarter(state, _, item.finish - 1)
                told.append(_("{measure} {first} 至 {last}", measure=measure, first=first, last=last))
        return _("；").join(told)

    # -- mouse and keys ------------------------------------------------------------------------------------------------------

    def quarter_width(self) -> float:
        """Pixels of one quarter."""
        from workshop.figures.gantt import timescale

        values = self._values({})
        return timescale(values, self._style(), float(self.width()), self._labels(values)).quarter

    def bar_centre(self, measure: str) -> QPointF:
        """The middle of a bar in the widget."""
        return self.item_rect(f"bar:{measure}").center()

    def _rows_shown(self) -> list[str]:
        """Measures in order, each followed by the actions it is scheduled by."""
        if self._state is None:
            return []
        codes = roadmap.codes(self._state)
        return [
            name for measure in order(self._state, self.pack)
            for name in (measure, *(codes[action.id] for action, _ in roadmap.unfolded(self._state, measure)))
        ]  # fmt: skip

    def _bar_of(self, name: str) -> tuple[int, int] | None:
        """Start and finish of a measure's bar, or of an action's by its code."""
        if self._state is None:
            return None
        if name in self._state.plan:
            return self._state.plan[name].start, self._state.plan[name].finish
        action = next((action for action, code in roadmap.codes(self._state).items() if code == name), "")
        bar = self._state.road.bars.get(action)
        return None if bar is None else (bar.start, bar.finish)

    def _movable(self, name: str) -> bool:
        """A measure that is scheduled by its actions moves by them."""
        return self._state is not None and not (name in self._state.plan and roadmap.unfolded(self._state, name))

    def _kept(self, name: str, start: int) -> int | None:
        """A start within the horizon; None when there is no bar to move."""
        bar = self._bar_of(name)
        if self._state is None or bar is None or not self._movable(name):
            return None
        return min(max(start, 0), self._state.engagement.horizon - (bar[1] - bar[0]))

    def _on_drag(self, id: str, dx: float, _dy: float) -> None:
        measure = id.partition(":")[2]
        bar = self._bar_of(measure)
        if bar is None:
            return
        start = self._kept(measure, bar[0] + round(dx / self.quarter_width()))
        if start is not None and self._drag.get(measure, bar[0]) != start:
            self._drag = {measure: start}
            self.refresh()

    def _on_dropped(self, id: str) -> None:
        measure = id.partition(":")[2]
        start = self._drag.get(measure)
        self._select(measure)
        bar = self._bar_of(measure)
        if start is not None and bar is not None and start != bar[0]:
            self.moved.emit(measure, start)
        self._drag = {}
        self.refresh()

    def _select(self, measure: str) -> None:
        if measure:
            self.row = measure
            self.current = measure if self._state is None or measure in self._state.measures else measure.rpartition(".")[0]
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.update()
            self.selected.emit(self.current)

    def _on_hovered(self, id: str) -> None:
        measure = id.partition(":")[2]
        set_tip(self, self._told(measure))

    def _told(self, name: str) -> str:
        """A row in whole words."""
        if name in self.pack.measures:
            return f"{name} {self.pack.measures[name].name}"
        if self._state is None:
            return ""
        codes = roadmap.codes(self._state)
        return next((f"{name} {action.text}" for action in self._state.actions if codes.get(action.id) == name), "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right ask for a quarter earlier or later; up and down select another measure."""
        if self._state is None:
            return
        names = self._rows_shown()
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        line = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        bar = self._bar_of(self.row)
        if step and bar is not None:
            start = self._kept(self.row, bar[0] + step)
            if start is not None and start != bar[0]:
                self.moved.emit(self.row, start)
        elif line and names:
            at = names.index(self.row) if self.row in names else 0
            self._select(names[min(max(at + line, 0), len(names) - 1)])
        else:
            super().keyPressEvent(event)
