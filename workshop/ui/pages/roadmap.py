"""The roadmap: the plan as a chart, dragged bars re-solved beside the GUI, owners, goals, first steps, limits, decisions and checks."""

from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtCore import QRectF, QTimer
from PySide6.QtGui import QPainter, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from workshop.figures.walk import Picture
from workshop.formats import decimal
from workshop.model import assessment, outlook, roadmap
from workshop.model.change import Change
from workshop.model.schedule import Problem, warm
from workshop.model.state import State
from workshop.model.store import Store
from workshop.sentences import sentence
from workshop.session import Session
from workshop.ui.figure_menu import offer_files
from workshop.ui.page import Action, Bar, Page
from workshop.ui.roadmap.asks import AsksPanel
from workshop.ui.roadmap.board import Board
from workshop.ui.roadmap.capacity import CapacityPanel
from workshop.ui.roadmap.chart import Chart
from workshop.ui.roadmap.columns import columns
from workshop.ui.roadmap.effects import EffectsPanel
from workshop.ui.roadmap.goals import GoalsPanel
from workshop.ui.roadmap.outlook import OutlookPanel
from workshop.ui.roadmap.owner import OwnerPanel
from workshop.ui.roadmap.pools import PoolsPanel
from workshop.ui.roadmap.reasons import conflict_sentence
from workshop.ui.roadmap.remarks import Remarks
from workshop.ui.roadmap.scenarios import ScenarioPanel
from workshop.ui.roadmap.scrolled import scrolled
from workshop.ui.roadmap.steps import StepsPanel
from workshop.ui.roadmap.values import Remark, gantt_values, order, warnings
from workshop.ui.roadmap.wall import roadmap_picture, without_parts
from workshop.ui.roadmap.work import WorkPanel
from workshop.ui.solving import Solved, Solving
from workshop.ui.theme import MARGIN, Look
from workshop.ui.view import View
from workshop.ui.wall.slides import FigureSlide, ListSlide, Slide
from workshop.ui.widgets.buttons import Button
from workshop.ui.widgets.choices import Check, Dropdown
from workshop.ui.widgets.notice import EmptyState
from workshop.ui.widgets.paint import Painted, box
from workshop.ui.widgets.segment import Segment
from workshop.ui.widgets.text import Label, Prose
from workshop.ui.widgets.tips import set_tip
from workshop.wording_roadmap import clash_sentence, quarter

PANEL = 296
STEPS = ("outlook", "owner", "goals", "first", "check")
PLACES = ("outlook", "effects", "scenarios", "capacity", "pools", "owner", "work", "goals", "first", "check")


class _Side(Painted):
    """The ground of the right panel, as a card has it."""

    def draw(self, painter: QPainter, look: Look) -> None:
        box(painter, QRectF(self.rect()), 8, fill=look.colour("surface"), edge=look.colour("line"))


class CheckPanel(View):
    """All warnings and the decisions asked."""

    watches = Change.ALL

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.remarks, self.asks = Remarks(), AsksPanel(session)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self.remarks)
        column.addWidget(self.asks)
        column.addStretch(1)

    def show_state(self, state: State) -> None:
        pack, rows = self.session.pack, assessment.rank(state, self.session.pack)
        clashes = outlook.clashes(state, pack, rows) if state.plan else ()
        found = warnings(state, pack, self.words)
        found += tuple(Remark("info", clash_sentence(state, pack, self.words, clash), "", clash.measure) for clash in clashes)
        self.remarks.show_remarks(found or (Remark("done", self.words("检查完毕，没有要改的")),))


class RoadmapPage(Page):
    """Chart on the left, one panel at a time on the right; a drag asks the solver and only its answer is stored."""

    WIDE = True
    watches = Change.ALL

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.current, self._done, self._priced = "", "", ""
        _ = self.words
        self.solving = Solving(self)
        self.solving.solved.connect(self._on_solved)
        self.solving.busy_changed.connect(lambda _busy: self._show_buttons(self.session.state))
        self.destroyed.connect(self.solving.close)
        self.chart = Chart(_, session.pack)
        offer_files(self.chart, session, _("路线图"))
        self.chart.selected.connect(self.select)
        self.chart.moved.connect(self.hold)
        self.board = Board(_)
        self.board.selected.connect(self.select)
        self.board.moved.connect(self.hold)
        self.outlook, self.capacity, self.owner = OutlookPanel(session), CapacityPanel(session), OwnerPanel(session)
        self.goals, self.first, self.check = GoalsPanel(session), StepsPanel(session), CheckPanel(session)
        self.effects, self.scenarios, self.pools = EffectsPanel(session), ScenarioPanel(session), PoolsPanel(session)
        self.work = WorkPanel(session)
        self.outlook.time_changed.connect(lambda _at: self.refresh())
        self.outlook.chosen.connect(self.select)
        self.check.remarks.chosen.connect(self._go_to)
        self.trouble = Prose("", "body", "split-text")
        self.trouble.hide()
        self._lay_out()
        self.show_place("outlook")

    def _lay_out(self) -> None:
        _ = self.words
        self.weeks = Check(_("周次"))
        set_tip(self.weeks, _("表头显示 ISO 周次"))
        self.weeks.clicked.connect(lambda _on: self.refresh())
        self.shape = Segment((("gantt", _("横道")), ("quarter", _("按季")), ("horizon", _("远近"))), _("看法"))
        self.shape.set_value("gantt")
        self.shape.chosen.connect(lambda _key: self.refresh())
        self.release_button, self.solve_button = Button(_("取消固定"), icon="pin"), Button(_("重排"), icon="refresh")
        self.release_button.clicked.connect(self.release)
        self.solve_button.clicked.connect(self.solve)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Label(_("路线图"), "title"))
        head.addWidget(Label(_("拖动即固定，其余自动重排"), "body", "ink2", elide=True), 1)
        head.addWidget(self.weeks)
        head.addWidget(self.shape)
        head.addWidget(self.release_button)
        head.addWidget(self.solve_button)
        self.empty = EmptyState(_("还没有排程"), _("举措估完工作量后就能排。期限、依赖、人手和预算都会守住。"), _("排出路线图"))
        self.empty.asked.connect(self.solve)
        self.canvas = QStackedWidget()
        for widget in (scrolled(self.chart), self.board, self.empty):
            self.canvas.addWidget(widget)
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 20, 0)
        left.setSpacing(12)
        left.addLayout(head)
        left.addWidget(self.trouble)
        left.addWidget(self.canvas, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(MARGIN, 20, MARGIN, 16)
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addWidget(self._panel())

    def _panel(self) -> QWidget:
        _ = self.words
        names = (_("推算与状态"), _("效果估计"), _("情景与边际"), _("人手与预算上限"), _("两类人手与年度预算"), _("负责人"),
                 _("人员、预算与先后"), _("指标与里程碑"), _("首月一步与行动"), _("检查与提请"))  # fmt: skip
        self.places = Dropdown(tuple(zip(PLACES, names, strict=True)), _("右栏显示"))
        self.places.chosen.connect(self.show_place)
        self.stack = QStackedWidget()
        for panel in (self.outlook, self.effects, self.scenarios, self.capacity, self.pools, self.owner, self.work, self.goals,
                      self.first, self.check):  # fmt: skip
            self.stack.addWidget(scrolled(panel))
        side = _Side()
        side.setFixedWidth(PANEL)
        column = QVBoxLayout(side)
        column.setContentsMargins(16, 16, 1, 8)
        column.setSpacing(12)
        held = QHBoxLayout()
        held.setContentsMargins(0, 0, 16, 0)
        held.addWidget(self.places)
        column.addLayout(held)
        column.addWidget(self.stack, 1)
        return side

    # -- what is shown -----------------------------------------------------------------------------------------------------

    def show_state(self, state: State) -> None:
        names = order(state, self.pack)
        if self.current not in names and names:
            self.current = names[0]
            self._show_measure()
        shape = self.shape.value()
        self.canvas.setCurrentIndex(2 if not state.plan else 0 if shape == "gantt" else 1)
        self.weeks.setVisible(shape == "gantt")
        if shape == "gantt":
            today = self.session.now().date()
            self.chart.show_plan(state, self.current, self.outlook.time, self.place == "goals", today, self.weeks.isChecked())
        else:
            self.board.show_columns(columns(state, self.pack, self.words, shape == "quarter"), self.current)
        self._show_buttons(state)
        self._ask_price(state)

    def showEvent(self, event: QShowEvent) -> None:
        """The engine is loaded when the page comes, not when somebody waits for a plan."""
        super().showEvent(event)
        QTimer.singleShot(0, self, warm)

    def _show_measure(self) -> None:
        for panel in (self.effects, self.owner, self.work, self.goals, self.first):
            panel.show_measure(self.current)

    def _show_buttons(self, state: State) -> None:
        _ = self.words
        busy = self.solving.busy and bool(self._done)
        self.solve_button.set_text(_("停止") if busy else _("重排"))
        problem, _waiting = assessment.problem(state, self.pack)
        self.release_button.setVisible(bool({self.chart.row, self.current} & problem.pins.keys()))

    def select(self, measure: str) -> None:
        """Turn chart and panels to one measure."""
        if measure in self.session.state.measures:
            self.current = measure
            self._show_measure()
            self.refresh()
            self.bar_changed.emit()

    def show_place(self, place: str) -> None:
        """Show one of the panels on the right."""
        self.places.set_value(place)
        self.stack.setCurrentIndex(PLACES.index(place))
        self.refresh()
        self.bar_changed.emit()
        self.slide_changed.emit()

    @property
    def place(self) -> str:
        """Which panel is shown."""
        return PLACES[self.stack.currentIndex()]

    def _go_to(self, measure: str) -> None:
        """A warning leads to where it can be mended."""
        if assessment.effort(self.session.state.measures[measure]) is None:
            self.go.emit("measures/effort")
        else:
            self.select(measure)
            self.show_place("owner")

    # -- solving -------------------------------------------------------------------------------------------------------------

    def solve(self) -> None:
        """Search for the best plan with the pins as they are; pressed again, the search stops."""
        if self.solving.busy and self._done:
            self.solving.cancel()
            self._done = ""
            return
        self._start("solve", lambda problem: problem)

    def hold(self, measure: str, start: int) -> None:
        """Hold a bar at another start and place the rest anew."""
        self._start("hold", lambda problem: replace(problem, pins={**problem.pins, measure: start}))

    def release(self) -> None:
        """Let the selected bar move again and place everything anew."""
        row = self.chart.row if self.shape.value() == "gantt" else self.current
        freed = {row, self.current} if row not in self._codes() else {row}
        self._start("release", lambda problem: replace(problem, pins={m: at for m, at in problem.pins.items() if m not in freed}))

    def _codes(self) -> frozenset[str]:
        return frozenset(roadmap.codes(self.session.state).values())

    def _start(self, done: str, change: Callable[[Problem], Problem]) -> None:
        problem, _waiting = assessment.problem(self.session.state, self.pack)
        self._tell("")
        if not problem.items:
            self._tell(self.words("没有可以排的举措：请先在“十大举措”里纳入并估工作量。"))
            return
        self._done = done
        self.solving.start(change(problem))

    def _ask_price(self, state: State) -> None:
        """With pins in the stored plan their price is asked once, off the GUI thread."""
        if not any(item.pinned for item in state.plan.values()):
            self._priced = ""
            self.outlook.set_price(None)
            return
        problem, _waiting = assessment.problem(state, self.pack)
        key = f"{assessment.fingerprint(problem)} {sorted(problem.pins.items())}"
        if key != self._priced and not self.solving.busy:
            self._priced, self._done = key, ""
            self.solving.start(problem)

    def _on_solved(self, solved: Solved) -> None:
        done, self._done = self._done, ""
        if solved.trouble is not None:
            if done:
                self._tell(self._trouble(solved))
                self.refresh()
            return
        if done and solved.plan is not None:
            self._priced = f"{assessment.fingerprint(solved.problem)} {sorted(solved.problem.pins.items())}"
            self.outlook.set_price(solved.price)
            self.session.do(Store.set_plan, *assessment.plan_rows(solved.problem, solved.plan, roadmap.codes(self.session.state)))
        self.outlook.set_price(solved.price)
        self._show_buttons(self.session.state)

    def _trouble(self, solved: Solved) -> str:
        """Why there is no plan: the limits that stand against each other, or what is wrong with one measure."""
        assert solved.trouble is not None
        if solved.causes:
            return conflict_sentence(self.session.state, self.words, solved.problem, solved.causes)
        return sentence(self.words, solved.trouble)

    def _tell(self, text: str) -> None:
        self.trouble.set_text(text)
        self.trouble.setVisible(bool(text))

    # -- bar and wall ----------------------------------------------------------------------------------------------------------

    def _names(self) -> tuple[str, ...]:
        _ = self.words
        return (_("铺开"), _("负责人"), _("里程碑"), _("首月一步"), _("检查"))

    def _step(self) -> int:
        return STEPS.index(self.place) if self.place in STEPS else 0

    def finish(self) -> None:
        self.solving.close()
        self.scenarios.comparing.close()

    def bar(self) -> Bar:
        _, state, step = self.words, self.session.state, self._step()
        chosen = order(state, self.pack)
        nobody = [measure for measure in chosen if not (state.measures[measure].lead and state.measures[measure].owner)]
        limits = Action(_("改上限"), lambda: self.show_place("capacity"))
        if not state.plan:
            return Bar(self._names(), step, ghosts=(limits,), primary=Action(_("排出路线图"), self.solve, "Space"))
        if step == len(STEPS) - 1:
            return Bar(self._names(), step, primary=Action(_("去行动方案"), lambda: self.go.emit("plan"), "Space"))
        if step <= 1 and nobody:
            text = _("给 {measure} 定负责人", measure=nobody[0])
            return Bar(self._names(), step, ghosts=(limits,), primary=Action(text, lambda: self._name_owner(nobody[0]), "Space"))
        onward = _("下一步：{step}", step=self._names()[step + 1])
        return Bar(self._names(), step, ghosts=(limits,), primary=Action(onward, lambda: self.show_place(STEPS[step + 1]), "Space"))

    def _name_owner(self, measure: str) -> None:
        self.select(measure)
        self.show_place("owner")
        self.owner.focus_lead()

    def forward(self) -> bool:
        step = self._step()
        if step + 1 < len(STEPS):
            self.show_place(STEPS[step + 1])
        return step + 1 < len(STEPS)

    def back(self) -> bool:
        step = self._step()
        if step > 0:
            self.show_place(STEPS[step - 1])
        return step > 0

    def arrive(self, place: str) -> None:
        """A panel's name or a measure's id."""
        if place in PLACES:
            self.show_place(place)
        elif place:
            self.select(place)

    def slide(self) -> Slide:
        _, state = self.words, self.session.state
        if not state.plan:
            return FigureSlide(_("路线图"), sentence=_("先排程，再定负责人"), wide=True)
        if self.place == "first":
            rows = [(m, self.pack.measures[m].short, state.measures[m].lead) for m, item in state.plan.items() if item.start == 0]
            return ListSlide(_("路线图"), _("首月一步"), title=_("三个月内先开这几项"), rows=tuple(rows[:8]))
        values = without_parts(gantt_values(state, self.pack, _))

        def draw(width: float, height: float, wall_height: float, dark: bool) -> Picture:
            return roadmap_picture(values, width, height, wall_height, dark)

        then = assessment.projection(state, self.pack, state.engagement.horizon).overall
        last = quarter(state, _, state.engagement.horizon - 1)
        told = _("到 {quarter} 推算 {score} 分，全场估计", quarter=last, score=decimal(then)) if then is not None else ""
        return FigureSlide(_("路线图"), draw=draw, wide=True, sentence=told, alt=told)
