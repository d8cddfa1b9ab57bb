"""The printed pages on screen: thumbnails, one page at a time, page keys, search, zoom, print; from memory, drawn beside the GUI."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QImage, QKeyEvent, QKeySequence, QPainter, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QListView, QListWidget, QListWidgetItem, QScrollArea, QVBoxLayout, QWidget

from workshop.ui.plan.pages import Pages
from workshop.ui.theme import look_of
from workshop.ui.widgets.buttons import IconButton
from workshop.ui.widgets.fields import Search
from workshop.ui.widgets.segment import Segment
from workshop.ui.widgets.text import Label
from workshop.ui.worker import Ticket, Worker
from workshop.words import Words

THUMB, STRIP, BAR = 72, 112, 18
Hits = tuple[tuple[float, float, float, float], ...]  # left, top, right, bottom in parts of the page
ZOOMS = (50, 75, 100, 125, 150, 200, 300, 400)  # percent; beside them the width and the whole page


class Preview(QWidget):
    """Shows a PDF held in memory."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = words
        self._pages: Pages | None = None
        self._at = 0
        self._percent = 100
        self._look = 0
        self._hits: Hits = ()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(words("行动方案预览"))
        _ = words
        self.thumbs = QListWidget()
        self.thumbs.setAccessibleName(_("页面缩略图"))
        self.thumbs.setFixedWidth(STRIP)
        self.thumbs.setViewMode(QListView.ViewMode.IconMode)
        self.thumbs.setFlow(QListView.Flow.TopToBottom)
        self.thumbs.setWrapping(False)
        self.thumbs.setMovement(QListView.Movement.Static)
        self.thumbs.setIconSize(QSize(THUMB, round(THUMB * 1.42)))
        self.thumbs.currentRowChanged.connect(self._on_thumb)
        self.sheet = QLabel()
        self.sheet.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.area = QScrollArea()
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(self.sheet)
        self._opening, self._drawing, self._thumbing, self._looking = (Worker(self) for _work in range(4))
        self._opening.answered.connect(self._on_open)
        self._drawing.answered.connect(self._on_drawn)
        self._thumbing.answered.connect(self._on_thumb_drawn)
        self._looking.answered.connect(self._on_looked)
        self._sought = ""
        self._lay_out()

    def _lay_out(self) -> None:
        _ = self.words
        self.back, self.onward = IconButton("up", _("上一页")), IconButton("down", _("下一页"))
        self.back.clicked.connect(lambda: self.turn(-1))
        self.onward.clicked.connect(lambda: self.turn(1))
        self.number = Label("", "body", "ink2")
        self.zoom = Segment([("fit", _("适合宽度")), ("page", _("整页")), ("100", "100%")], _("缩放"))
        self.zoom.set_value("fit")
        self.zoom.chosen.connect(self.set_zoom)
        self.smaller, self.larger = IconButton("minus", _("缩小")), IconButton("plus", _("放大"))
        self.smaller.clicked.connect(lambda: self.step_zoom(-1))
        self.larger.clicked.connect(lambda: self.step_zoom(1))
        self.percent = Label("", "caption", "ink2")
        self.search = Search(_, _("在页面里查找"))
        self.search.setMaximumWidth(180)
        self.search.returnPressed.connect(self.find_next)
        self.found = Label("", "caption", "ink2", elide=True)
        self.printer = IconButton("print", _("打印"))
        self.printer.clicked.connect(self.print_out)
        bar, seek = QHBoxLayout(), QHBoxLayout()
        for widget in (self.back, self.onward, self.number):
            bar.addWidget(widget)
        bar.addStretch(1)
        bar.addWidget(self.zoom)
        for widget in (self.smaller, self.larger, self.percent):
            bar.addWidget(widget)
        seek.addWidget(self.search)
        seek.addWidget(self.found, 1)
        seek.addWidget(self.printer)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addLayout(bar)
        right.addLayout(seek)
        right.addWidget(self.area, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.thumbs)
        row.addLayout(right, 1)

    def show_pdf(self, data: bytes) -> None:
        """Show these pages as soon as they are open; the place is kept where there are as many."""
        old = self._pages
        self._stop()
        self._pages = None

        def reopened() -> Pages:
            if old is not None:
                old.close()
            return Pages(data)

        self._opening.begin(lambda _ticket: reopened())

    def _on_open(self, pages: Pages) -> None:
        self._pages = pages
        self.thumbs.blockSignals(True)
        self.thumbs.clear()
        for at in range(len(pages)):
            item = QListWidgetItem(str(at + 1))
            item.setTextAlignment(Qt.AlignmentFlag.AlignHCenter)
            item.setSizeHint(QSize(STRIP - 24, round(THUMB * 1.42) + 30))
            self.thumbs.addItem(item)
        self.thumbs.blockSignals(False)
        self._at = min(self._at, len(pages) - 1)
        self._show_page()
        self._draw_thumb(0)

    def _stop(self) -> None:
        for worker in self._workers():
            worker.cancel()
        self._hits = ()

    def _workers(self) -> tuple[Worker, ...]:
        return (self._opening, self._drawing, self._thumbing, self._looking)

    def close_pages(self) -> None:
        """Show nothing, and wait until the workers have left."""
        self._stop()
        for worker in self._workers():
            worker.close()
        if self._pages is not None:
            self._pages.close()
            self._pages = None
        self.thumbs.blockSignals(True)
        self.thumbs.clear()
        self.thumbs.blockSignals(False)
        self.sheet.clear()

    @property
    def busy(self) -> bool:
        """Whether anything is still being opened, drawn or looked for."""
        return any(worker.busy for worker in self._workers())

    def count(self) -> int:
        """Number of pages."""
        return 0 if self._pages is None else len(self._pages)

    def page(self) -> int:
        """The page shown, from 0."""
        return self._at

    def turn(self, by: int) -> None:
        """So many pages on or back."""
        if self.count():
            self._at, self._hits = min(max(self._at + by, 0), self.count() - 1), ()
            self._show_page()

    # -- zoom ----------------------------------------------------------------------------------------------------------------------

    def set_zoom(self, key: str) -> None:
        """ "fit" the width, the whole "page", or so many percent."""
        if key not in ("fit", "page"):
            self._percent = min(max(int(key), ZOOMS[0]), ZOOMS[-1])
            key = "100"
            self.zoom.set_value(key if self._percent == 100 else "")
        self._draw()

    def step_zoom(self, by: int) -> None:
        """The next larger or smaller of the steps, from what is shown now."""
        now = self.shown_percent()
        steps = [one for one in ZOOMS if (one > now + 1 if by > 0 else one < now - 1)]
        if steps:
            self.zoom.set_value("")
            self.set_zoom(str(steps[0] if by > 0 else steps[-1]))

    def shown_percent(self) -> float:
        """How large the page stands on the screen."""
        return 0.0 if self._pages is None else self._shown_width() / (self._pages.size(self._at)[0] * 96 / 72) * 100

    def _shown_width(self) -> int:
        """Width of the page in pixels of the window."""
        assert self._pages is not None
        width, height = self._pages.size(self._at)
        room = self.area.viewport()
        wide = max(room.width() - BAR, 200)
        if self.zoom.value() == "fit":
            return wide
        if self.zoom.value() == "page":
            return min(wide, round(max(room.height() - BAR, 200) * width / height))
        return round(width * 96 / 72 * self._percent / 100)

    # -- search --------------------------------------------------------------------------------------------------------------------

    def find_next(self) -> None:
        """The next page with the text that was typed, this one first when the text is new."""
        text = self.search.text().strip()
        if not text or self._pages is None:
            return
        again = text == self._sought and bool(self._hits)
        self._sought = text
        pages, first = self._pages, (self._at + 1) % self.count() if again else self._at
        order = [(first + step) % self.count() for step in range(self.count())]
        self.found.set_text(self.words("正在查找……"))

        def look(ticket: Ticket) -> tuple[int, Hits]:
            for at in order:
                if hits := pages.find(at, text):
                    return at, hits
                if ticket.stop.is_set():
                    break
            return first, ()

        self._looking.begin(look)

    def _on_looked(self, answer: tuple[int, Hits]) -> None:
        at, hits = answer
        if not hits:
            self.found.set_text(self.words("没有找到“{text}”", text=self._sought))
            return
        self._at, self._hits = at, hits
        self.found.set_text(self.words("第 {page} 页有 {count} 处，按 Enter 找下一页", page=at + 1, count=len(hits)))
        self._show_page()

    # -- print ---------------------------------------------------------------------------------------------------------------------

    def print_out(self) -> None:
        """Send the pages to a printer, from memory."""
        if self._pages is None:
            return
        from workshop.ui.plan import paper

        printer = paper.ask_printer(self)
        if printer is None:
            return
        done = paper.print_pages(self._pages, printer)
        told = self.words("已送去打印 {count} 页", count=done) if done else self.words("打印机没有接受，请检查后再试。")
        self.found.set_text(told)

    # -- pages ---------------------------------------------------------------------------------------------------------------------

    def _on_thumb(self, row: int) -> None:
        if row >= 0:
            self._at, self._hits = row, ()
            self._show_page()

    def _show_page(self) -> None:
        self.thumbs.blockSignals(True)
        self.thumbs.setCurrentRow(self._at)
        self.thumbs.blockSignals(False)
        self.number.set_text(self.words("第 {page} 页，共 {count} 页", page=self._at + 1, count=self.count()))
        self.back.setEnabled(self._at > 0)
        self.onward.setEnabled(self._at + 1 < self.count())
        self.area.verticalScrollBar().setValue(0)
        self._draw()

    def _draw(self) -> None:
        if self._pages is None:
            return
        pages, at, ratio = self._pages, self._at, self.devicePixelRatioF()
        width = round(self._shown_width() * ratio)
        self._drawing.begin(lambda _ticket: (pages.image(at, width), ratio))

    def _on_drawn(self, answer: tuple[QImage, float]) -> None:
        image, ratio = answer
        if self._pages is None or image.isNull():
            return
        if self._hits:
            self._mark(image)
        picture = QPixmap.fromImage(image)
        picture.setDevicePixelRatio(ratio)
        self.sheet.setPixmap(picture)
        self.sheet.setAccessibleName(self.number.text())
        self.percent.set_text(f"{self.shown_percent():.0f}%")

    def _mark(self, image: QImage) -> None:
        """A frame around each place found: seen in grey too."""
        painter = QPainter(image)
        painter.setPen(QPen(look_of(self).colour("accent"), max(2, image.width() / 500)))
        for left, top, right, low in self._hits:
            wide, high = image.width(), image.height()
            painter.drawRect(QRectF(left * wide, top * high, (right - left) * wide, (low - top) * high).adjusted(-2, -2, 2, 2))
        painter.end()

    def _draw_thumb(self, at: int) -> None:
        """The thumbnails one after another, each when the one before it hangs."""
        if self._pages is None or at >= self.thumbs.count():
            return
        pages, ratio = self._pages, self.devicePixelRatioF()
        self._thumbing.begin(lambda _ticket: (at, pages.image(at, round(THUMB * ratio)), ratio))

    def _on_thumb_drawn(self, answer: tuple[int, QImage, float]) -> None:
        at, image, ratio = answer
        picture = QPixmap.fromImage(image)
        picture.setDevicePixelRatio(ratio)
        self.thumbs.item(at).setIcon(QIcon(picture))
        self._draw_thumb(at + 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.zoom.value() in ("fit", "page"):
            self._draw()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}.get(Qt.Key(event.key()), 0)
        if step:
            self.turn(step)
        elif event.matches(QKeySequence.StandardKey.ZoomIn) or event.matches(QKeySequence.StandardKey.ZoomOut):
            self.step_zoom(1 if event.matches(QKeySequence.StandardKey.ZoomIn) else -1)
        elif event.matches(QKeySequence.StandardKey.Find):
            self.search.setFocus()
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.turn(-self.count() if event.key() == Qt.Key.Key_Home else self.count())
        else:
            super().keyPressEvent(event)
