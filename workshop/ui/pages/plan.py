"""The plan: headlines, decisions asked, the printed pages inside the program, exports, and the close of the day."""

from functools import cached_property
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QTemporaryDir, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from workshop.exports.given import gather
from workshop.model.change import Change
from workshop.model.state import State
from workshop.sentences import sentence
from workshop.session import Session
from workshop.ui.page import Action, Bar, Page
from workshop.ui.plan.before import BeforePanel
from workshop.ui.plan.closing import ClosingPanel
from workshop.ui.plan.exporting import ExportPanel
from workshop.ui.plan.front import FrontPanel
from workshop.ui.plan.handouts import HandoutsPanel
from workshop.ui.plan.headlines import HeadlinesPanel
from workshop.ui.plan.pages import available
from workshop.ui.plan.preview import Preview
from workshop.ui.plan.printing import Job, Printed, Printing
from workshop.ui.roadmap.asks import AsksPanel
from workshop.ui.roadmap.scrolled import scrolled
from workshop.ui.theme import MARGIN
from workshop.ui.wall.slides import ListSlide, Slide, TitleSlide
from workshop.ui.widgets.buttons import Button
from workshop.ui.widgets.notice import EmptyState
from workshop.ui.widgets.progress import Progress
from workshop.ui.widgets.segment import Segment
from workshop.ui.widgets.text import Label, Prose
from workshop.wording_chapters import chapter_word
from workshop.words import load_words

STEPS = ("headlines", "asks", "print", "close")
PANEL = 388


class PlanPage(Page):
    """What is worked on stands on the left, the pages as they will be printed on the right."""

    watches = Change.ALL

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.step = 0
        self._shown: State | None = None  # what the pages on the right were printed from
        self._outside = QTemporaryDir()
        self.printing = Printing(self)
        self.printing.progressed.connect(self._on_progress)
        self.printing.printed.connect(self._on_printed)
        self.printing.busy_changed.connect(self._on_busy)
        self.destroyed.connect(self.printing.close)
        self._lay_out()
        self.show_step(0)

    def _lay_out(self) -> None:
        _ = self.words
        self.places = Segment(tuple(zip(STEPS, self._names(), strict=True)), _("步骤"))
        self.places.chosen.connect(lambda key: self.show_step(STEPS.index(key)))
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(Label(_("行动方案"), "title"))
        head.addWidget(Label(_("改标题、核对、印制、读一遍"), "body", "ink2", elide=True), 1)
        head.addWidget(self.places)
        self.stack = QStackedWidget()
        self.stack.setFixedWidth(PANEL)
        self._built: dict[int, QWidget] = {}  # step → its scrolled panel, made when it is first shown
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addWidget(self.stack)
        row.addLayout(self._right(), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 20, MARGIN, 12)
        column.setSpacing(16)
        column.addLayout(head)
        column.addLayout(row, 1)

    # -- panels: each made when it is first needed, the first of them while the room waits for the window -----------------------

    @cached_property
    def headlines(self) -> HeadlinesPanel:
        return HeadlinesPanel(self.session)

    @cached_property
    def asks(self) -> AsksPanel:
        return AsksPanel(self.session)

    @cached_property
    def closing(self) -> ClosingPanel:
        return ClosingPanel(self.session)

    @cached_property
    def exports(self) -> ExportPanel:
        made = ExportPanel(self.session)
        made.options_changed.connect(self._forget)
        made.asked.connect(self.make)
        return made

    @cached_property
    def front(self) -> FrontPanel:
        return FrontPanel(self.session)

    @cached_property
    def before(self) -> BeforePanel:
        return BeforePanel(self.session, self.exports)

    @cached_property
    def handouts(self) -> HandoutsPanel:
        return HandoutsPanel(self.session, self.exports)

    def _panel(self, step: str) -> QWidget:
        if step == "print":
            return self._paper()
        return self.headlines if step == "headlines" else self.asks if step == "asks" else self.closing

    def _paper(self) -> QWidget:
        """The exports, what to read before printing, and what lies on the table."""
        paper = QWidget()
        column = QVBoxLayout(paper)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(24)
        for panel in (self.exports, self.front, self.before, self.handouts):
            column.addWidget(panel)
        column.addStretch(1)
        return paper

    def _scrolled(self, step: int) -> QWidget:
        if step not in self._built:
            self._built[step] = scrolled(self._panel(STEPS[step]))
            self.stack.addWidget(self._built[step])
        return self._built[step]

    def _right(self) -> QVBoxLayout:
        _ = self.words
        self.told, self.progress = Prose("", "body", "ink2"), Progress()
        self.again, self.stop = Button(_("更新预览"), icon="refresh"), Button(_("停止"))
        self.again.clicked.connect(self.build)
        self.stop.clicked.connect(self.cancel)
        self.stop.hide()
        self.progress.hide()
        bar = QHBoxLayout()
        bar.setSpacing(12)
        bar.addWidget(self.told, 1)
        bar.addWidget(self.stop)
        bar.addWidget(self.again)
        self.preview = Preview(_)
        self.empty = EmptyState(_("还没有预览"), _("按当前记录排版，印出来就是这个样子。"), _("生成预览"))
        self.empty.asked.connect(self.build)
        self.canvas = QStackedWidget()
        self.canvas.addWidget(self.empty)
        self.canvas.addWidget(self.preview)
        self.canvas.setMinimumHeight(320)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addLayout(bar)
        right.addWidget(self.progress)
        right.addWidget(self.canvas, 1)
        return right

    # -- steps -----------------------------------------------------------------------------------------------------------------

    def _names(self) -> tuple[str, ...]:
        _ = self.words
        return (_("要点"), _("提请"), _("印制"), _("会议总结"))

    def show_step(self, step: int) -> None:
        """Turn to one of the four steps."""
        if 0 <= step < len(STEPS):
            self.step = step
            self.stack.setCurrentWidget(self._scrolled(step))
            if STEPS[step] == "print":
                self.before.refresh()
            self.places.set_value(STEPS[step])
            self.bar_changed.emit()
            self.slide_changed.emit()

    def forward(self) -> bool:
        if self.step + 1 == len(STEPS):
            return False
        self.show_step(self.step + 1)
        return True

    def back(self) -> bool:
        if self.step == 0:
            return False
        self.show_step(self.step - 1)
        return True

    @property
    def place(self) -> str:
        return STEPS[self.step]

    def arrive(self, place: str) -> None:
        if place in STEPS:
            self.show_step(STEPS.index(place))

    def show_state(self, state: State) -> None:
        """Pages printed from an earlier state say so."""
        if STEPS[self.step] == "print":
            self.before.refresh()
        if self._shown is not None and self._shown is not state and not self.printing.busy:
            self.told.set_text(self.words("内容有改动，预览是改动之前的。"))

    def finish(self) -> None:
        self.printing.close()
        self.preview.close_pages()
        if "handouts" in vars(self):
            self.handouts.worker.close()

    def bar(self) -> Bar:
        _ = self.words
        if STEPS[self.step] == "close":
            closed = bool(self.session.state.engagement.closed_at)
            if closed:
                return Bar(self._names(), self.step, primary=Action(_("去印制"), lambda: self.show_step(2), "Space"))
            return Bar(self._names(), self.step, primary=Action(_("结束会议"), self.closing.close_day, "Ctrl+Return"))
        if STEPS[self.step] == "print":
            onward = Action(self._names()[3], lambda: self.show_step(3))
            return Bar(self._names(), self.step, plain=onward, primary=Action(_("导出 PDF"), lambda: self.exports.export("pdf"), "P"))
        text = _("下一步：{step}", step=self._names()[self.step + 1])
        return Bar(self._names(), self.step, primary=Action(text, lambda: self.show_step(self.step + 1), "Space"))

    def slide(self) -> Slide:
        _, state = self.words, self.session.state
        if STEPS[self.step] == "close":
            return self.closing.slide()
        if STEPS[self.step] == "asks":
            rows = tuple((str(at), one.text, one.body) for at, one in enumerate(sorted(state.decisions, key=lambda one: one.position), 1))
            return ListSlide(_("行动方案"), _("提请"), title=_("提请各会议研究的事项"), rows=rows[:8])
        return TitleSlide(_("行动方案"), title=_("行动方案"), lines=(state.engagement.bank,))

    # -- printing --------------------------------------------------------------------------------------------------------------

    def _job(self, name: str = "pdf", path: Path | None = None) -> Job:
        """Everything the writer needs, read here: the worker never touches the open file."""
        words = load_words(self.exports.language.value())
        read = gather(self.session.store, words, exchange=name == "json" and path is not None)
        given = replace(read, state=self.session.state)  # the very picture the page shows: it tells when it has become old
        return Job(given, self.exports.options(name), name, path, self.session.sealed_with)

    def build(self) -> None:
        """Print the preview anew."""
        self.printing.start(self._job())

    def print_to(self, path: Path) -> None:
        """Print into a file."""
        self.make("pdf", path)

    def make(self, name: str, path: Path) -> None:
        """Write a format into a file, or a folder."""
        self.printing.start(self._job(name, path))

    def cancel(self) -> None:
        """Stop printing; a file that was there stays as it was."""
        self.printing.cancel()
        self.told.set_text(self.words("已停止，没有写入文件。"))

    def _forget(self) -> None:
        """Another language or edition: the pages shown are no longer what would be printed."""
        if self._shown is not None:
            self.told.set_text(self.words("语言或版本已改，请更新预览。"))

    def _on_busy(self, busy: bool) -> None:
        for widget in (self.progress, self.stop):
            widget.setVisible(busy)
        self.again.setVisible(not busy)
        if busy:
            self.progress.set_share(0.0)
            self.told.set_text(self.words("正在排版……"))

    def _on_progress(self, done: int, total: int, chapter: str) -> None:
        _ = self.words
        name = chapter_word(_, self.session.pack, chapter)
        self.told.set_text(_("正在排版：{chapter}", chapter=name) if name else _("正在排版……"))
        self.progress.set_share(done / max(total, 1), name=_("排版进度"))

    def _on_printed(self, printed: Printed) -> None:
        self.told.set_text("")
        if printed.trouble is not None:
            self.told.set_text(sentence(self.words, printed.trouble))
            self.exports.tell(printed.trouble)
        elif printed.job.path is not None:
            self.exports.done(printed.job.path, printed.missing)
            self.told.set_text(self.words("已导出 {name}", name=printed.job.path.name))
        else:
            self._show_pages(printed)

    def _show_pages(self, printed: Printed) -> None:
        self._shown = printed.job.given.state
        self.exports.show_missing(printed.missing)
        if printed.missing:
            self.told.set_text(self.exports.missing.text())
        if available():
            self.canvas.setCurrentWidget(self.preview)
            self.preview.show_pdf(printed.data)
        else:
            self._offer_viewer(printed.data)

    def _offer_viewer(self, data: bytes) -> None:
        """Without a renderer the system's own viewer shows the pages, from a copy that leaves with the page."""
        _ = self.words
        if self.session.store.protected:
            self.told.set_text(_("本机没有内置的页面显示组件，受口令保护的诊断不另存预览文件。请导出 PDF。"))
            return
        opener = EmptyState(_("预览已生成"), _("本机没有内置的页面显示组件。"), _("用系统查看器打开"))
        opener.asked.connect(lambda: self._open_outside(data))
        self.canvas.addWidget(opener)
        self.canvas.setCurrentWidget(opener)

    def _open_outside(self, data: bytes) -> None:
        path = Path(self._outside.path()) / "plan.pdf"
        path.write_bytes(data)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
