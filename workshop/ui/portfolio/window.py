"""The portfolio: many engagements by type, size, region and year, what is commonly missed, banks over the years, who was left out."""

from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec import Struct
from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from workshop.model.content import Pack
from workshop.model.errors import EnvironmentTrouble, Trouble
from workshop.model.portfolio import Portfolio, bands, files_of, read_all, save_peers
from workshop.sentences import sentence
from workshop.ui.portfolio.values import VIEWS, Found, columns, rows, view_word
from workshop.ui.widgets.buttons import Button
from workshop.ui.widgets.grid import Grid
from workshop.ui.widgets.notice import EmptyState
from workshop.ui.widgets.progress import Progress
from workshop.ui.widgets.segment import Segment
from workshop.ui.widgets.text import Label, Prose
from workshop.ui.widgets.tips import set_tip
from workshop.ui.worker import Ticket, Worker
from workshop.words import Words

PEERS = "peers.json"


class Answer(Struct, frozen=True):
    """What the worker brings back: plain values, pandas stays with it."""

    portfolio: Portfolio
    found: Found
    pack: Pack | None
    parquet: bool


def compared(paths: Sequence[Path], language: str) -> Callable[[Ticket], Answer]:
    """The work: read beside the GUI, several processes wide, and bring the tables."""

    def work(ticket: Ticket) -> Answer:
        from workshop.model import tables_portfolio as tables

        portfolio = read_all(files_of(paths), ticket.progress)
        return Answer(portfolio, tables.overview(portfolio), tables.pack_of(portfolio, language), tables.can_write_parquet())

    return work


class PortfolioWindow(QWidget):
    """Nothing is changed by looking; the peer library and the Parquet file are made only when asked for."""

    def __init__(self, words: Words, folder: Path, documents: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.words, self._folder, self._documents = words, folder, documents
        self.answer: Answer | None = None
        self.worker = Worker(self)
        self.worker.answered.connect(self._show)
        self.worker.progressed.connect(self._progress)
        self.worker.busy_changed.connect(self._busy)
        self.setWindowTitle(words("多家对比"))
        self.setMinimumSize(960, 560)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._make()
        self._lay_out()
        self._busy(False)

    def _make(self) -> None:
        _ = self.words
        self.choose_folder, self.choose_files = Button(_("选择文件夹"), "primary"), Button(_("选择文件"), "plain")
        self.choose_folder.clicked.connect(self._ask_folder)
        self.choose_files.clicked.connect(self._ask_files)
        self.stop, self.progress = Button(_("停止"), "plain"), Progress()
        self.stop.clicked.connect(self._stop)
        self.told = Prose("", "body", "ink2")
        self.views = Segment([(view, view_word(_, view)) for view in VIEWS], _("表格"))
        self.views.chosen.connect(self.show_view)
        self.grids = {view: Grid(columns(_, view), view_word(_, view)) for view in VIEWS}
        self.empty = EmptyState(_("还没有选择诊断"), _("选一个文件夹，里面的诊断会并排比较；文件只读不改。"))
        self.stack = QStackedWidget()
        self.stack.addWidget(self.empty)
        for grid in self.grids.values():
            self.stack.addWidget(grid)
        self.parquet, self.library = Button(_("导出 Parquet"), "plain"), Button(_("更新同业库"), "plain")
        self.parquet.clicked.connect(self._export)
        self.library.clicked.connect(self._save_library)
        self.said = Prose("", "caption", "ink2")

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Label(self.words("多家对比"), "title"))
        head.addStretch(1)
        for button in (self.stop, self.choose_files, self.choose_folder):
            head.addWidget(button)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.said, 1)
        foot.addWidget(self.library)
        foot.addWidget(self.parquet)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.told)
        column.addWidget(self.progress)
        column.addWidget(self.views, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.stack, 1)
        column.addLayout(foot)

    # -- reading -------------------------------------------------------------------------------------------------------------------

    def _ask_folder(self) -> None:
        found = QFileDialog.getExistingDirectory(self, self.words("选择文件夹"), str(self._documents))
        if found:
            self.read([Path(found)])

    def _ask_files(self) -> None:
        _ = self.words
        found, _kind = QFileDialog.getOpenFileNames(self, _("选择文件"), str(self._documents), _("共识工坊文件 (*.workshop)"))
        if found:
            self.read([Path(name) for name in found])

    def read(self, paths: Sequence[Path]) -> None:
        """Compare what stands there."""
        self.told.set_text(self.words("正在读取…"))
        self.progress.set_share(0)
        self.worker.begin(compared(paths, self.words.language))

    def _stop(self) -> None:
        self.worker.cancel()
        self.told.set_text(self.words("已停止。"))

    def _progress(self, done: int, total: int) -> None:
        words = self.words("已读 {done} / {total}", done=done, total=total)
        self.told.set_text(words)
        self.progress.set_share(done / total if total else 1, name=words)

    def _busy(self, busy: bool) -> None:
        for widget in (self.stop, self.progress):
            widget.setVisible(busy)
        there = self.answer is not None and bool(self.answer.portfolio.entries)
        self.views.setVisible(self.answer is not None)
        self.library.setEnabled(there and not busy)
        self.parquet.setEnabled(there and not busy and bool(self.answer and self.answer.parquet))

    def _show(self, answer: Answer) -> None:
        _ = self.words
        self.answer = answer
        portfolio = answer.portfolio
        banks, count, left = len(portfolio.latest()), len(portfolio.entries), len(portfolio.left)
        self.told.set_text(
            _("{banks} 家银行，{count} 次诊断；每家按最近一次计", banks=banks, count=count)
            + (_("；{left} 个文件未计入", left=left) if left else "")
        )
        for view, grid in self.grids.items():
            grid.set_rows(rows(_, answer.pack, portfolio, answer.found, view))
        if not answer.parquet:
            set_tip(self.parquet, sentence(_, EnvironmentTrouble("parquet.absent")))
        self._busy(False)
        self.show_view("bank_type" if count else "left")

    def show_view(self, view: str) -> None:
        """Bring a table to the front."""
        self.views.set_value(view)
        self.stack.setCurrentWidget(self.grids[view])

    # -- making --------------------------------------------------------------------------------------------------------------------

    def _export(self) -> None:
        name, _kind = QFileDialog.getSaveFileName(
            self, self.words("导出到"), str(self._documents / "portfolio.parquet"), "Parquet (*.parquet)"
        )
        if name:
            self._try(lambda portfolio: self._write(portfolio, Path(name)))

    def _write(self, portfolio: Portfolio, path: Path) -> str:
        from workshop.model.tables_portfolio import write_parquet

        return self.words("已写入 {path}，{rows} 行。", path=path, rows=write_parquet(portfolio, path))

    def _save_library(self) -> None:
        self._try(self._make_library)

    def _make_library(self, portfolio: Portfolio) -> str:
        peers = bands(portfolio)
        if not peers.bands:
            return self.words("同意进入同业库的银行不足五家，没有生成。")
        save_peers(peers, self._folder / PEERS)
        banks = max(band.banks for band in peers.bands[""].values())
        return self.words("同业库已更新：{banks} 家已授权的银行，不含名称。揭示之后才会显示。", banks=banks)

    def _try(self, make: Callable[[Portfolio], str]) -> None:
        if self.answer is None:
            return
        try:
            said = make(self.answer.portfolio)
        except Trouble as trouble:
            said = sentence(self.words, trouble)
        self.said.set_text(said)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.worker.close()
        super().closeEvent(event)
