"""The order and its reasons: lanes on top, matrix and reasons on the left, the ranked list on the right."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolTip, QVBoxLayout, QWidget

from workshop.figures.walk import Picture, walk
from workshop.formats import decimal, whole
from workshop.model import assessment, roadmap
from workshop.model.change import Change
from workshop.model.ranking import Lane, Mix, Row
from workshop.model.robustness import Certainty, Robustness, Standing, robustness
from workshop.model.rows import MeasurePlan
from workshop.model.state import State
from workshop.model.store import Store
from workshop.session import Session
from workshop.ui.figure_menu import offer_files
from workshop.ui.measures.explain import cell_name, explained
from workshop.ui.measures.lanes import LaneBar
from workshop.ui.measures.reasons import LanePanel, MixPanel, RelevancePanel, WhyPanel
from workshop.ui.measures.stack import Stack
from workshop.ui.measures.table import GUTTER, Ranked, RankTable
from workshop.ui.measures.values import NONE, Order, matrix_values, missing_word, need_terms, whole_parts
from workshop.ui.view import View
from workshop.ui.widgets.figure import FigureView, palette_is_dark
from workshop.ui.widgets.segment import Segment
from workshop.ui.widgets.text import HairLine, Prose
from workshop.ui.widgets.tips import set_tip
from workshop.wording import certainty_word
from workshop.wording_roadmap import label, ways

if TYPE_CHECKING:
    from workshop.figures.matrix import Matrix, Measure

LEFT, MATRIX = (364, 400), 160  # the matrix takes what is left, at least this


STEEP = 12  # pixels up or down before a drag is told to be one


class Sturdiness:
    """Remembers the draws of the last order, so that a redraw of the page need not draw ten thousand times again."""

    def __init__(self) -> None:
        self._rows: tuple[Row, ...] | None = None
        self._seed = 0
        self._found = Robustness((), (), 0, 0)

    def of(self, rows: tuple[Row, ...], seed: int) -> Robustness:
        """How firm this order is."""
        if (rows, seed) != (self._rows, self._seed):
            self._rows, self._seed, self._found = rows, seed, robustness(rows, seed)
        return self._found


class RankPanel(View):
    """Draws the order anew after every change of votes, effort, gaps or weights."""

    watches = Change.ALL
    selected = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.current, self.cell = "", ""
        self._sturdiness = Sturdiness()
        self._order: tuple[State, Mix | None, Order] | None = None  # what was computed last
        self._draft: Mix | None = None  # weights under a slider that is not let go yet
        self._moved: tuple[str, Fraction] | None = None  # a measure that is dragged to another effort
        _ = self.words
        self.lanes = LaneBar(_)
        self.lanes.chosen.connect(self.select)
        self.matrix = FigureView()
        self.matrix.setMinimumHeight(MATRIX)
        self.matrix.set_hoverable(lambda id: id.startswith(("measure:", "label:")))
        self.matrix.clicked.connect(lambda id: self.select(id.partition(":")[2]))
        self.matrix.hovered.connect(self._on_hovered)
        self.matrix.set_draggable(lambda id: id.startswith("measure:"))
        self.matrix.drag_moved.connect(self._on_drag)
        self.matrix.drag_finished.connect(lambda id, _x, _y: self._on_dropped())
        self.matrix.set_source(self._draw)
        offer_files(self.matrix, session, _("举措取舍图"))
        self.table = RankTable(_, self._tell_cell)
        self.table.chosen.connect(self.select)
        self.table.asked.connect(self.explain)
        self.note, self.waiting = Prose("", "caption", "ink3"), LaneBar(_)
        self.waiting.chosen.connect(self.select)
        self._build_reasons()
        self._lay_out()

    def _build_reasons(self) -> None:
        _ = self.words
        options = [("why", _("为什么")), ("first", _("争第一")), ("relevance", _("相关度")), ("lane", _("取舍")), ("mix", _("权重"))]
        self.choice = Segment(options, _("左下方显示"))
        self.choice.set_value("why")
        self.choice.chosen.connect(self.show_reasons)
        self.heading, self.why, self.first = Prose("", "lead"), WhyPanel(), Prose("", "body", "ink2")
        self.terms = self.why.terms
        self.relevance, self.lane, self.mix = RelevancePanel(_, self.session.pack), LanePanel(_), MixPanel(_)
        self.relevance.changed.connect(lambda dimension, value: self.session.do(Store.set_relevance, self.current, dimension, value))
        self.lane.changed.connect(lambda fields: self.session.do(Store.set_measure, self.current, **fields))
        self.mix.changed.connect(self._on_mix)
        self.mix.tried.connect(self._on_tried)
        self.stack = Stack()
        for panel in (self.why, self.first, self.relevance, self.lane, self.mix):
            self.stack.addWidget(_at_top(panel))

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.matrix, 1)
        for widget in (HairLine(), self.choice, self.heading, self.stack):
            left.addWidget(widget)
        self.stack.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        frame = QWidget()
        frame.setMinimumWidth(LEFT[0])
        frame.setMaximumWidth(LEFT[1])
        frame.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self.table)
        below = QVBoxLayout()
        below.setContentsMargins(GUTTER, 0, 0, 0)
        below.addWidget(self.waiting)
        below.addWidget(self.note)
        right.addLayout(below)
        right.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(28)
        row.addWidget(frame, 2)
        row.addLayout(right, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.lanes)
        column.addLayout(row, 1)

    # -- what is shown ---------------------------------------------------------------------------------------------------

    def order(self) -> Order:
        """The order as it stands, or as the weights under the slider make it, with its draws."""
        state = self.session.state
        if self._order is not None and self._order[0] is state and self._order[1] == self._draft:
            return self._order[2]
        rows = assessment.rank(state, self.session.pack, self._draft)
        found = Order(rows, self._sturdiness.of(rows, state.engagement.seed))
        self._order = state, self._draft, found
        return found

    def select(self, measure: str) -> None:
        """Explain one measure."""
        if measure in self.session.state.measures:
            if measure != self.current and not self.table.cell:
                self.cell = ""
            self.current = measure
            self.refresh()
            self.selected.emit(measure)

    def explain(self, measure: str, cell: str) -> None:
        """Explain one cell of a measure."""
        self.cell = cell
        self.select(measure)
        self.show_reasons("why")

    def _tell_cell(self, measure: str, cell: str) -> str:
        """What the tooltip of a cell says; beside the cells, the measure's whole name."""
        if not cell:
            return f"{measure} {self.session.pack.measures[measure].name}"
        return "\n".join(explained(self.session.state, self.words, self.session.pack, self.order(), measure, cell))

    def show_reasons(self, key: str) -> None:
        """Turn the lower left to why, relevance, lane or mix."""
        self.choice.set_value(key)
        self.stack.setCurrentIndex(("why", "first", "relevance", "lane", "mix").index(key))
        self._show_current(self.session.state, self.order())

    def show_state(self, state: State) -> None:
        order = self.order()
        ranked = [row for row in order.rows if row.position is not None]
        if self.current not in state.measures:
            self.current = next((row.measure for row in (*ranked, *order.rows)), "")
        self._show_lanes(state, order)
        self.table.set_lines([self._line(order, row) for row in ranked], order.sturdy.brackets)
        self.table.set_cell(self.cell)
        self.table.set_selected(self.current)
        self.note.set_text(self._note(order))
        self._show_current(state, order)
        self.matrix.set_description(self._description(order))
        self.matrix.refresh()

    def _show_lanes(self, state: State, order: Order) -> None:
        _, pack = self.words, self.session.pack
        special = [row for row in order.rows if row.lane is not Lane.RANKED]
        self.lanes.set_rows([self._lane_row(state, row) for row in special], self.current)
        waiting = [(row.measure, missing_word(_, row), label(pack, row.measure), "", "") for row in order.rows
                   if row.lane is Lane.RANKED and row.position is None]  # fmt: skip
        dropped = [(m, _("未纳入"), label(pack, m), "", "") for m in pack.measures if not state.measures[m].chosen]
        self.waiting.set_rows([*waiting, *dropped], self.current)

    def _lane_row(self, state: State, row: Row) -> tuple[str, str, str, str, str]:
        _ = self.words
        lane = {Lane.MANDATE: _("监管必办"), Lane.ENABLER: _("先决事项")}[row.lane]
        value = NONE if row.value is None else decimal(row.value, 0)
        effort = NONE if row.effort is None else decimal(row.effort, 0)
        reason = state.measures[row.measure].lane_reason or _("未写明理由；不参与排序")
        figures = _("价值 {value} · {effort} 人月", value=value, effort=effort)
        return row.measure, lane, label(self.session.pack, row.measure), reason, figures

    def _line(self, order: Order, row: Row) -> Ranked:
        standing = order.standing(row.measure)
        word = standing.word if standing else Certainty.LATER
        parts = whole_parts((row.need_part, row.impact_part or Fraction(0), row.urgency_part or Fraction(0)))
        figures = (str(sum(parts)), decimal(row.effort or 0, 0), decimal(row.ratio or 0, 2))
        return Ranked(
            row.measure, str(row.position), label(self.session.pack, row.measure), (parts[0], parts[1], parts[2]), figures,
            certainty_word(self.words, word.value), word is Certainty.FIRM, word is Certainty.LATER, self._interval(standing),
        )  # fmt: skip

    def _interval(self, standing: Standing | None) -> str:
        """The places that eight draws of ten keep."""
        if standing is None:
            return ""
        _, low, high = self.words, standing.low, standing.high
        return _("第 {low} 位", low=low) if low == high else _("第 {low}–{high} 位", low=low, high=high)

    def _note(self, order: Order) -> str:
        _ = self.words
        if not order.sturdy.standings:
            return _("影响、紧迫和工作量齐了，举措才进入排序。")
        tied = _("括号内两项难分先后。") if order.sturdy.brackets else ""
        return tied + _("前三把握由 {draws} 次扰动算出，种子 {seed}。", draws=whole(order.sturdy.draws), seed=order.sturdy.seed)

    def _show_current(self, state: State, order: Order) -> None:
        _, pack, key = self.words, self.session.pack, self.choice.value()
        profile = state.engagement
        stored = (profile.need_weight, profile.impact_weight, profile.urgency_weight)
        self.mix.set_shares(self._draft.shares if self._draft else stored)
        if not self.current:
            return
        measure, row = pack.measures[self.current], order.row(self.current)
        values = {dimension: assessment.relevance(state, pack, self.current, dimension) for dimension in pack.dimensions}
        self.relevance.show_values(values, {name: one.reason for name, one in measure.relevance.items()})
        self.lane.show_plan(state.measures[self.current])
        if self.cell in ("", "need") or row is None:
            self.why.show_terms(need_terms(state, _, pack, row) if row else ())
        else:
            self.why.show_lines(explained(state, _, pack, order, self.current, self.cell))
        self.first.set_text("\n".join(ways(_, pack, order.rows, self.current)))
        name = label(pack, self.current)
        headings = {
            "why": self._why(row), "first": _("{measure} 怎样才能排第一", measure=name), "lane": name, "mix": _("价值由三项合成"),
            "relevance": _("{measure} 与各维度的相关度", measure=name),
        }  # fmt: skip
        self.heading.set_text(headings[key])

    def _why(self, row: Row | None) -> str:
        _ = self.words
        if row is None:
            return _("{measure} 未纳入本次行动方案", measure=self.current)
        if self.cell not in ("", "need"):
            return _("{measure} 的{cell}", measure=self.current, cell=cell_name(_, self.cell))
        if not row.candidate.need.raw:
            return _("{measure} 的需要为 0：相关维度没有差距，也没有勾选痛点", measure=self.current)
        return _("{measure} 的需要为什么是 {points}", measure=self.current, points=decimal(row.candidate.need.points, 0))

    # -- the matrix ------------------------------------------------------------------------------------------------------

    def _draw(self, width: float, height: float) -> Picture:
        from workshop.figures.matrix import matrix
        from workshop.figures.style import CONSOLE_DARK, CONSOLE_LIGHT

        style = CONSOLE_DARK if palette_is_dark(self.palette()) else CONSOLE_LIGHT
        values = self._matrix()
        return walk(matrix(values, style, width=width, height=height, badges=True))

    def _matrix(self) -> Matrix:
        """The matrix with a dragged measure where the mouse holds it."""
        values = matrix_values(self.words, self.session.pack, self.order(), self.current)
        if self._moved is None:
            return values
        measure, effort = self._moved
        return replace(values, measures=tuple(_at_effort(one, float(effort)) if one.id == measure else one for one in values.measures))

    def _on_drag(self, id: str, dx: float, dy: float) -> None:
        """Sideways the effort follows the mouse; the value is voted and computed and stays, and up or down says so."""
        from workshop.figures.matrix import effort_at
        from workshop.figures.style import CONSOLE_LIGHT

        measure, state = id.partition(":")[2], self.session.state
        row = self.order().row(measure)
        stepped = bool(roadmap.unfolded(state, measure))
        if stepped or abs(dy) > max(abs(dx), STEEP):
            QToolTip.showText(QCursor.pos(), self._held(measure), self.matrix)
        if row is None or row.effort is None or stepped:
            return
        values, middle, wide = matrix_values(self.words, self.session.pack, self.order()), self.matrix.width() / 2, self.matrix.width()
        unit = (effort_at(values, CONSOLE_LIGHT, middle + 10, wide) - effort_at(values, CONSOLE_LIGHT, middle, wide)) / 10
        self._moved = measure, max(Fraction(1, 10), Fraction(round((float(row.effort) + dx * unit) * 10), 10))
        self.matrix.refresh()

    def _on_dropped(self) -> None:
        """Store the effort where the measure was let go: more or fewer people, as the room's estimate; undo takes it back."""
        if self._moved is None:
            return
        (measure, mean), self._moved = self._moved, None
        fields = effort_fields(self.session.state.measures[measure], mean)
        if not fields or not self.session.do(Store.set_measure, measure, **fields):
            self.matrix.refresh()

    def _description(self, order: Order) -> str:
        _ = self.words
        told = [
            _("{measure} 价值 {value}、{effort} 人月", measure=row.measure, value=decimal(row.value, 0), effort=decimal(row.effort, 0))
            for row in order.rows
            if row.value is not None and row.effort is not None
        ]
        return _("价值与工作量：") + _("；").join(told)

    def _held(self, measure: str) -> str:
        """What of a mark can be dragged, and where the rest comes from."""
        _ = self.words
        if roadmap.unfolded(self.session.state, measure):
            return _("{measure} 按步骤排期，工作量在步骤里改；价值由需要和投票算出。", measure=measure)
        return _("左右拖改工作量；价值由需要和投票算出，上下拖不动。")

    def _on_hovered(self, id: str) -> None:
        measure = id.partition(":")[2]
        known = measure in self.session.pack.measures
        set_tip(self.matrix, f"{label(self.session.pack, measure)}\n{self._held(measure)}" if known else "")

    def _on_tried(self, need: int, impact: int, urgency: int) -> None:
        """Show the order under weights that are not let go yet: list, brackets, matrix and words in the same frame."""
        self._draft = Mix(need, impact, urgency)
        self.refresh()

    def _on_mix(self, need: int, impact: int, urgency: int) -> None:
        self._draft = None
        self.session.do(Store.set_profile, need_weight=need, impact_weight=impact, urgency_weight=urgency)


def _at_effort(one: Measure, effort: float) -> Measure:
    """A mark of the matrix at another effort, its range stretched with it."""
    factor = effort / one.effort if one.effort else 1.0
    return replace(one, effort=effort, low=one.low * factor, high=one.high * factor)


def effort_fields(plan: MeasurePlan, mean: Fraction) -> dict[str, Any]:
    """People and the three points that make this mean effort in the same quarters at the same share of time; {} without an estimate."""
    known = assessment.effort(plan)
    if known is None or not known.mean or plan.people is None:
        return {}
    factor = float(mean / known.mean)
    people = round(plan.people * factor, 2)
    months = people * 3 * (plan.quarters or 0) * (plan.share or 0) / 100
    low = None if plan.low is None else min(round(plan.low * factor, 2), months)
    high = None if plan.high is None else max(round(plan.high * factor, 2), months)
    return {"people": people, "low": low, "high": high, "size": "", "effort_status": "room"}


def _at_top(panel: QWidget) -> QWidget:
    """The panel at the top of its place."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(panel)
    column.addStretch(1)
    holder.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return holder
