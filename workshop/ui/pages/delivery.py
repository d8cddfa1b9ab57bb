"""Follow-up: what is due, late and waiting after the day; a task beside the list; sheets out and back; the years that follow."""

from collections.abc import Callable
from functools import cached_property

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from workshop.figures.delivery import slips
from workshop.figures.style import CONSOLE_DARK, CONSOLE_LIGHT
from workshop.figures.walk import Picture, walk
from workshop.model.change import Change
from workshop.model.delivery.overview import Followed, followed
from workshop.model.delivery.sheet import Findings, Sheet
from workshop.model.delivery.tasks import STANDINGS
from workshop.model.state import State
from workshop.session import Session
from workshop.ui.delivery.approval import ApprovalPanel
from workshop.ui.delivery.decisions import DecisionsSection
from workshop.ui.delivery.detail import TaskPanel
from workshop.ui.delivery.differences import DifferencesPanel
from workshop.ui.delivery.exchange import ExchangePanel
from workshop.ui.delivery.joining import JoiningSection
from workshop.ui.delivery.kpis import KpiSection
from workshop.ui.delivery.succession import SuccessionSection
from workshop.ui.delivery.trend import TrendSection
from workshop.ui.delivery.values import BY, count_rows, slip_values, summary, task_rows
from workshop.ui.figure_menu import offer_files
from workshop.ui.page import Action, Bar, Page
from workshop.ui.roadmap.scrolled import scrolled
from workshop.ui.theme import MARGIN
from workshop.ui.wall.slides import ListSlide, Slide
from workshop.ui.widgets.choices import Dropdown
from workshop.ui.widgets.figure import FigureView, palette_is_dark
from workshop.ui.widgets.grid import Column, Grid
from workshop.ui.widgets.notice import EmptyState
from workshop.ui.widgets.segment import Segment
from workshop.ui.widgets.text import Label
from workshop.wording_delivery import marked, standing_word

PLACES = ("tasks", "counts", "slips", "kpis", "decisions", "sheets", "after")
PANEL, ROW = 380, 26.0
MOST = 8  # rows on the wall


class DeliveryPage(Page):
    """Places of the follow-up; the panel on the right shows the approval, a task, or the lines of a sheet."""

    WIDE = True
    watches = Change.DELIVERY | Change.MEASURES | Change.PLAN | Change.PROFILE

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        _ = self.words
        self.rows: tuple[Followed, ...] = ()
        self._beside = ""
        self._summary = Label("", "body", "ink2", elide=True)
        self.places = Segment(tuple(zip(PLACES, self._names(), strict=True)), _("督办"))
        self.places.chosen.connect(self.show_place)
        self.only = Dropdown((("", _("全部状态")), *((one, marked(self.words, one)) for one in STANDINGS)), _("状态"))
        self.lead = Dropdown((("", _("全部部门")),), _("牵头部门"))
        self.only.set_value("")
        self.lead.set_value("")
        for choice in (self.only, self.lead):
            choice.chosen.connect(lambda _key: self._show_list())
        self._build_lists()
        self._lay_out()
        self.show_place("tasks")

    def _names(self) -> tuple[str, ...]:
        _ = self.words
        return (_("台账"), _("汇总"), _("时限对照"), _("指标"), _("决定"), _("往来"), _("复评移交"))

    def _build_lists(self) -> None:
        _ = self.words
        self.empty = EmptyState(_("还没有任务"), _("在路线图里为举措列出行动，它们就是督办的任务。"), _("去路线图"))
        self.empty.asked.connect(lambda: self.go.emit("roadmap"))
        columns = (
            Column(_("序号"), 64), Column(_("任务")), Column(_("牵头部门"), 120), Column(_("完成时限"), 104), Column(_("状态"), 92),
            Column(_("原因"), 168),
        )  # fmt: skip
        self.list = Grid(columns, _("督办任务"), row_height=40)
        self.list.chosen.connect(self.show_task)
        self.list.opened.connect(self.show_task)
        self.by = Segment(tuple((key, _(name)) for key, name in BY.items()), _("按什么汇总"))
        self.by.set_value("department")
        self.by.chosen.connect(lambda _key: self._show_counts())
        heads = (Column(""), Column(_("任务数"), 72, "right"), *(Column(standing_word(_, one), 76, "right") for one in STANDINGS))
        self.counts = Grid(heads, _("汇总"), row_height=36)
        self.slips = FigureView()
        self.slips.setAccessibleName(_("时限对照"))
        self.slips.set_source(self._draw)
        offer_files(self.slips, self.session, _("时限对照"))
        self.slips.set_hoverable(lambda id: id.startswith("task:"))
        self.slips.clicked.connect(lambda id: self.show_task(id.partition(":")[2]))

    def _lay_out(self) -> None:
        _ = self.words
        head, column, body = QHBoxLayout(), QVBoxLayout(self), QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(Label(_("督办"), "title"))
        head.addWidget(self._summary, 1)
        head.addWidget(self.places)
        self.stack = QStackedWidget()
        self._parts: dict[str, QWidget] = {}
        self.side = QStackedWidget()
        self.side.setFixedWidth(PANEL)
        self._sides: dict[str, QWidget] = {}
        body.setSpacing(24)
        body.addWidget(self.stack, 1)
        body.addWidget(self.side)
        column.setContentsMargins(MARGIN, 20, MARGIN, 12)
        column.setSpacing(12)
        column.addLayout(head)
        column.addLayout(body, 1)

    # -- parts that are made when they are first shown ------------------------------------------------------------------------------

    @cached_property
    def panel(self) -> TaskPanel:
        made = TaskPanel(self.session)
        made.closed.connect(lambda: self._side(None))
        return made

    @cached_property
    def approval(self) -> ApprovalPanel:
        return ApprovalPanel(self.session)

    @cached_property
    def differences(self) -> DifferencesPanel:
        made = DifferencesPanel(self.session)
        made.finished.connect(lambda: self._side(None))
        return made

    @cached_property
    def kpis(self) -> KpiSection:
        return KpiSection(self.session)

    @cached_property
    def decisions(self) -> DecisionsSection:
        return DecisionsSection(self.session)

    @cached_property
    def exchange(self) -> ExchangePanel:
        made = ExchangePanel(self.session)
        made.read.connect(self._on_read)
        return made

    @cached_property
    def trend(self) -> TrendSection:
        return TrendSection(self.session)

    @cached_property
    def joining(self) -> JoiningSection:
        return JoiningSection(self.session)

    @cached_property
    def after(self) -> SuccessionSection:
        return SuccessionSection(self.session)

    def _part(self, place: str) -> QWidget:
        """The widget of a place."""
        if place not in self._parts:
            make: dict[str, Callable[[], QWidget]] = {
                "tasks": self._list_part,
                "counts": self._count_part,
                "slips": lambda: scrolled(self.slips),
                "kpis": lambda: scrolled(self.kpis),
                "decisions": lambda: scrolled(self.decisions),
                "sheets": lambda: scrolled(self.exchange),
                "after": lambda: scrolled(self._after_part()),
            }
            self._parts[place] = make[place]()
            self.stack.addWidget(self._parts[place])
        return self._parts[place]

    def _after_part(self) -> QWidget:
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        for part in (self.trend, self.joining, self.after):
            column.addWidget(part)
        return held

    def _list_part(self) -> QWidget:
        held, filters = QWidget(), QHBoxLayout()
        filters.setSpacing(8)
        for choice in (self.only, self.lead):
            filters.addWidget(choice)
        filters.addStretch(1)
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(filters)
        column.addWidget(self.empty)
        column.addWidget(self.list, 1)
        return held

    def _count_part(self) -> QWidget:
        held, row = QWidget(), QHBoxLayout()
        row.addWidget(self.by)
        row.addStretch(1)
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self.counts, 1)
        return held

    # -- places ----------------------------------------------------------------------------------------------------------------------

    def show_place(self, place: str) -> None:
        """Turn to a place of the page."""
        self.places.set_value(place)
        new = place not in self._parts
        self.stack.setCurrentWidget(self._part(place))
        if new and place == "counts":
            self._show_counts()
        self._show_side()
        self.bar_changed.emit()

    @property
    def place(self) -> str:
        return self.places.value()

    def arrive(self, place: str) -> None:
        if place in PLACES:
            self.show_place(place)

    def forward(self) -> bool:
        return self._turn(1)

    def back(self) -> bool:
        return self._turn(-1)

    def _turn(self, step: int) -> bool:
        at = PLACES.index(self.place) + step
        if not 0 <= at < len(PLACES):
            return False
        self.show_place(PLACES[at])
        return True

    def _side(self, name: str | None) -> None:
        """What stands on the right; without a choice the approval while there is no baseline, else nothing."""
        self._beside = name or ("" if self.session.state.baseline else "approval")
        if self._beside:
            if self._beside not in self._sides:
                parts: dict[str, Callable[[], QWidget]] = {
                    "approval": lambda: self.approval,
                    "task": lambda: self.panel,
                    "lines": lambda: self.differences,
                }
                self._sides[self._beside] = scrolled(parts[self._beside]())
                self.side.addWidget(self._sides[self._beside])
            self.side.setCurrentWidget(self._sides[self._beside])
        self._show_side()

    def _show_side(self) -> None:
        """The lines of a sheet belong to the sheets, a task and the approval to the tasks; a list beside a panel leaves the reasons out."""
        fits = self._beside == "lines" if self.place == "sheets" else self._beside != "lines" and self.place in PLACES[:3]
        self.side.setVisible(bool(self._beside and self.rows and fits))
        self.list.setColumnHidden(5, self.side.isVisibleTo(self))

    def show_task(self, action: str) -> None:
        """One task beside the list."""
        row = next((one for one in self.rows if one.task.action == action), None)
        if row is not None:
            self.panel.show_task(row)
            self._side("task")

    def _on_read(self, sheet: Sheet, findings: Findings) -> None:
        self.differences.show_findings(sheet, findings)
        self._side("lines")

    # -- drawing ---------------------------------------------------------------------------------------------------------------------

    def show_state(self, state: State) -> None:
        self.rows = followed(state, self.pack, self.session.now().date())
        self._summary.set_text(summary(self.rows, self.words))
        self.empty.setVisible(not self.rows)
        for part in (self.list, self.only, self.lead):
            part.setVisible(bool(self.rows))
        leads = tuple(dict.fromkeys(row.task.lead for row in self.rows if row.task.lead))
        self.lead.set_options((("", self.words("全部部门")), *((one, one) for one in leads)))
        self._show_list()
        if "counts" in self._parts:
            self._show_counts()
        self.slips.setMinimumHeight(round(60 + ROW * len(self.rows)))
        self.slips.set_description(summary(self.rows, self.words))
        self.slips.refresh()
        if "task" in self._sides:
            shown = next((row for row in self.rows if self.panel.row and row.task.action == self.panel.row.task.action), None)
            if shown is not None:
                self.panel.show_task(shown)
        if self._beside in ("", "approval"):
            self._side(None)
        self.bar_changed.emit()
        self.slide_changed.emit()

    def _show_list(self) -> None:
        only, lead = self.only.value(), self.lead.value()
        shown = tuple(row for row in self.rows if only in ("", row.standing) and lead in ("", row.task.lead))
        self.list.set_rows(task_rows(shown, self.words))

    def _show_counts(self) -> None:
        self.counts.set_rows(count_rows(self.rows, self.by.value() or "department", self.session.state, self.pack, self.words))

    def _draw(self, width: float, height: float) -> Picture:
        style = CONSOLE_DARK if palette_is_dark(self.palette()) else CONSOLE_LIGHT
        values = slip_values(self.session.state, self.rows, self.words, self.session.now().date())
        return walk(slips(values, style, width=width, row=ROW, labels=min(300.0, width * 0.36)))

    def bar(self) -> Bar:
        _ = self.words
        at = PLACES.index(self.place) if self.place else 0
        if self.place == "sheets":
            primary = Action(_("读入填好的台账"), self.exchange.read_sheet, "Ctrl+Return")
        elif at + 1 < len(PLACES):
            primary = Action(_("下一步：{step}", step=self._names()[at + 1]), lambda: self.show_place(PLACES[at + 1]), "Space")
        else:
            primary = None
        return Bar(self._names(), at, primary=primary)

    def slide(self) -> Slide:
        _ = self.words
        worst = [row for row in self.rows if row.standing in ("late", "watch")]
        rows = tuple((row.task.number, row.task.text, f"{row.task.due}  {marked(self.words, row.standing)}") for row in worst[:MOST])
        title = _("{count} 项任务需要处理", count=len(worst)) if worst else _("各项任务按期推进")
        return ListSlide(_("督办"), self.session.state.engagement.bank, title, rows, footer=summary(self.rows, self.words))
