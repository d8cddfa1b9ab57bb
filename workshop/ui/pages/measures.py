"""The ten measures: votes on impact and urgency, effort, the order with its reasons, and the order read once more."""

from msgspec.structs import replace
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from workshop.figures.walk import Picture, walk
from workshop.formats import decimal
from workshop.model import assessment
from workshop.model.change import Change
from workshop.model.state import State
from workshop.session import Session
from workshop.ui.measures.effort import EffortPanel
from workshop.ui.measures.order import OrderPanel
from workshop.ui.measures.ranking import RankPanel
from workshop.ui.measures.reading import ReadPanel
from workshop.ui.measures.stack import Stack
from workshop.ui.measures.values import NONE, matrix_values, tiers
from workshop.ui.measures.vote import VotePanel
from workshop.ui.page import Action, Bar, Page
from workshop.ui.theme import MARGIN
from workshop.ui.view import View
from workshop.ui.wall.slides import FigureSlide, ListSlide, Slide
from workshop.ui.widgets.buttons import Button
from workshop.ui.widgets.segment import Segment
from workshop.ui.widgets.text import Label
from workshop.wording_roadmap import label

MOST = 10  # rows on the wall
STEPS = ("impact", "urgency", "effort", "rank", "order", "read")


class MeasuresPage(Page):
    """Five steps on one page; everything typed is stored at once."""

    watches = Change.ALL

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.step, self._matrix_on_wall = 0, True
        _ = self.words
        self.impact, self.urgency = VotePanel(session, "impact"), VotePanel(session, "urgency")
        self.effort, self.rank, self.read = EffortPanel(session), RankPanel(session), ReadPanel(session)
        self.order = OrderPanel(session)
        self.panels: tuple[View, ...] = (self.impact, self.urgency, self.effort, self.rank, self.order, self.read)
        self.stack = Stack()
        for panel in self.panels:
            panel.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            self.stack.addWidget(panel)
        self.places = Segment(tuple(zip(STEPS, self._names(), strict=True)), _("步骤"))
        self.places.chosen.connect(lambda key: self.show_step(STEPS.index(key)))
        self.mix = Button(_("调权重"))
        self.mix.clicked.connect(lambda: self.rank.show_reasons("mix"))
        self.caption = Label("", "body", "ink2", elide=True)
        self._lay_out()
        self._connect()
        self.show_step(0)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(Label(self.words("十大举措"), "title"))
        head.addWidget(self.caption, 1)
        head.addWidget(self.places)
        head.addWidget(self.mix)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 20, MARGIN, 12)
        column.setSpacing(16)
        column.addLayout(head)
        column.addWidget(self.stack, 1)

    def _connect(self) -> None:
        for panel in (self.impact, self.urgency):
            panel.moved.connect(self._tell)
            panel.finished.connect(lambda: self.show_step(self.step + 1))
        self.order.moved.connect(self._tell)
        self.rank.selected.connect(lambda _measure: self.slide_changed.emit())

    def _names(self) -> tuple[str, ...]:
        _ = self.words
        return (_("影响"), _("紧迫"), _("工作量"), _("排序"), _("全场排"), _("读一遍"))

    def _captions(self) -> tuple[str, ...]:
        _ = self.words
        return (
            _("每项举措投一次，和指标同一套评级票"), _("影响之后再问紧迫，分开投"), _("先选大小，再改三点估计"),
            _("需要由差距与痛点推算，影响与紧迫由盲投"), _("每人排一次，再与计算次序对照"), _("先做、接着做、后做"),
        )  # fmt: skip

    def _tell(self) -> None:
        self.bar_changed.emit()
        self.slide_changed.emit()

    def show_state(self, state: State) -> None:
        """The panels draw themselves; only the head belongs to the page."""
        self.caption.set_text(self._captions()[self.step])

    def show_step(self, step: int) -> None:
        """Turn to one of the five steps; past the last one the roadmap follows."""
        if not 0 <= step < len(STEPS):
            return
        self.step = step
        self.stack.setCurrentIndex(step)
        self.places.set_value(STEPS[step])
        self.mix.setVisible(STEPS[step] == "rank")
        self.caption.set_text(self._captions()[step])
        self._tell()

    @property
    def place(self) -> str:
        """The step and, where one is selected, its measure: "impact/…"."""
        panel = self.panels[self.step]
        measure = panel.current if isinstance(panel, (VotePanel, RankPanel)) else ""
        return f"{STEPS[self.step]}/{measure}" if measure else STEPS[self.step]

    def arrive(self, place: str) -> None:
        """A step's name, a measure's id (its rank), or "step/measure"."""
        step, _slash, measure = place.partition("/")
        if step in self.session.state.measures:
            step, measure = "rank", step
        if step in STEPS:
            self.show_step(STEPS.index(step))
        panel = self.panels[self.step]
        if measure and isinstance(panel, (VotePanel, RankPanel)):
            panel.select(measure)

    def pending(self) -> object:
        return self.impact.pending(), self.urgency.pending()

    def take_up(self, held: object) -> None:
        assert isinstance(held, tuple)
        for panel, one in zip((self.impact, self.urgency), held, strict=True):
            panel.take_up(*one)

    def forward(self) -> bool:
        panel = self.panels[self.step]
        if isinstance(panel, VotePanel):
            return panel.next() or True
        if self.step + 1 < len(STEPS):
            self.show_step(self.step + 1)
            return True
        return False

    def back(self) -> bool:
        panel = self.panels[self.step]
        if isinstance(panel, VotePanel) and panel.previous():
            return True
        if self.step == 0:
            return False
        self.show_step(self.step - 1)
        return True

    # -- bar ---------------------------------------------------------------------------------------------------------------

    def bar(self) -> Bar:
        _, panel = self.words, self.panels[self.step]
        if isinstance(panel, VotePanel):
            return replace(panel.bar(), steps=self._names(), current=self.step)
        if STEPS[self.step] == "effort":
            missing = sum(assessment.effort(plan) is None for plan in self.session.state.measures.values() if plan.chosen)
            text = _("看次序") if not missing else _("看次序，{count} 项还没有估", count=missing)
            return Bar(self._names(), self.step, primary=Action(text, lambda: self.show_step(3), "Space"))
        onward = Action(_("带着次序去路线图"), lambda: self.go.emit("roadmap"), "Space")
        if STEPS[self.step] == "read":
            return Bar(self._names(), self.step, primary=onward)
        if isinstance(panel, OrderPanel):
            aloud = Action(_("读一遍"), lambda: self.show_step(STEPS.index("read")), "Space")
            return replace(panel.bar(aloud), steps=self._names(), current=self.step)
        wall = _("大屏：换成先后次序") if self._matrix_on_wall else _("大屏：换成矩阵")
        room = Action(_("全场排一次"), lambda: self.show_step(STEPS.index("order")))
        return Bar(self._names(), self.step, ghosts=(Action(wall, self._turn_wall),), plain=room, primary=onward)

    def _turn_wall(self) -> None:
        self._matrix_on_wall = not self._matrix_on_wall
        self._tell()

    # -- wall --------------------------------------------------------------------------------------------------------------

    def slide(self) -> Slide:
        panel = self.panels[self.step]
        if isinstance(panel, VotePanel):
            return panel.slide()
        if isinstance(panel, OrderPanel):
            return panel.slide()
        if STEPS[self.step] == "effort":
            return self._effort_slide()
        if STEPS[self.step] == "rank" and self._matrix_on_wall:
            return self._matrix_slide()
        return self._order_slide()

    def _effort_slide(self) -> Slide:
        _, state, rows = self.words, self.session.state, []
        for measure, plan in state.measures.items():
            if not plan.chosen:
                continue
            effort = assessment.effort(plan)
            right = NONE if effort is None else _("{months} 人月", months=decimal(effort.mean, 0))
            rows.append((measure, self.pack.measures[measure].short, right))
        return ListSlide(_("十大举措"), _("工作量"), title=_("每项要多少人月"), rows=tuple(rows[:MOST]), footer=_("下限、可能、上限的均值"))

    def _matrix_slide(self) -> Slide:
        _, order = self.words, self.rank.order()
        values = matrix_values(_, self.pack, order)

        def draw(width: float, height: float, wall_height: float, dark: bool) -> Picture:
            from workshop.figures.matrix import matrix
            from workshop.figures.style import wall

            return walk(matrix(values, wall(round(wall_height), dark), width=width, height=height, badges=True))

        first = [label(self.pack, name) for name in tiers(order.rows).first]
        told = _("先做：{names}", names=_("、").join(first)) if first else _("影响、紧迫和工作量齐了，才有次序")
        return FigureSlide(_("十大举措"), _("价值与工作量"), draw=draw, wide=True, sentence=told, alt=told)

    def _order_slide(self) -> Slide:
        _, found = self.words, tiers(assessment.rank(self.session.state, self.pack))
        rows = [
            (name if at == 0 else "", label(self.pack, measure), "")
            for name, names in ((_("先做"), found.first), (_("接着做"), found.next), (_("后做"), found.later))
            for at, measure in enumerate(names)
        ]
        return ListSlide(_("十大举措"), _("次序"), title=_("先做 · 接着做 · 后做"), rows=_in_tiers(rows, _("、")))


def _in_tiers(rows: list[tuple[str, str, str]], comma: str) -> tuple[tuple[str, str, str], ...]:
    """One row a measure; with more than the wall takes, each tier becomes one."""
    if len(rows) <= MOST:
        return tuple(rows)
    tiers_: list[tuple[str, list[str]]] = []
    for head, text, _right in rows:
        if head:
            tiers_.append((head, []))
        tiers_[-1][1].append(text)
    return tuple((head, comma.join(texts), "") for head, texts in tiers_)
