"""The printed pages on screen: thumbnails, one page at a time, page keys, fitted to the width or larger."""

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QIcon, QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QListView, QListWidget, QListWidgetItem, QScrollArea, QVBoxLayout, QWidget

from workshop.ui.plan.pages import Pages
from workshop.ui.widgets.buttons import IconButton
from workshop.ui.widgets.segment import Segment
from workshop.ui.widgets.text import Label
from workshop.words import Words

THUMB, STRIP, BAR = 72, 112, 18


class Preview(QWidget):
    """Shows a PDF held in memory."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = words
        self._pages: Pages | None = None
        self._at = 0
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
        self._thumbing = QTimer(self)
        self._thumbing.timeout.connect(self._next_thumb)
        self._lay_out()

    def _lay_out(self) -> None:
        _ = self.words
        self.back, self.onward = IconButton("up", _("上一页")), IconButton("down", _("下一页"))
        self.back.clicked.connect(lambda: self.turn(-1))
        self.onward.clicked.connect(lambda: self.turn(1))
        self.number = Label("", "body", "ink2")
        self.zoom = Segment([("fit", _("适合宽度")), ("100", "100%"), ("150", "150%")], _("缩放"))
        self.zoom.set_value("fit")
        self.zoom.chosen.connect(lambda _key: self._draw())
        bar = QHBoxLayout()
        for widget in (self.back, self.onward, self.number):
            bar.addWidget(widget)
        bar.addStretch(1)
        bar.addWidget(self.zoom)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addLayout(bar)
        right.addWidget(self.area, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.thumbs)
        row.addLayout(right, 1)

    def show_pdf(self, data: bytes) -> None:
        """Show these pages; the place is kept where there are as many."""
        self.clear()
        self._pages = Pages(data)
        self.thumbs.blockSignals(True)
        for at in range(len(self._pages)):
            item = QListWidgetItem(str(at + 1))
            item.setTextAlignment(Qt.AlignmentFlag.AlignHCenter)
            item.setSizeHint(QSize(STRIP - 24, round(THUMB * 1.42) + 30))
            self.thumbs.addItem(item)
        self.thumbs.blockSignals(False)
        self._at = min(self._at, len(self._pages) - 1)
        self._thumbing.start(0)
        self._show_page()

    def clear(self) -> None:
        """Show nothing."""
        self._thumbing.stop()
        if self._pages is not None:
            self._pages.close()
            self._pages = None
        self.thumbs.blockSignals(True)
        self.thumbs.clear()
        self.thumbs.blockSignals(False)
        self.sheet.clear()

    def count(self) -> int:
        """Number of pages."""
        return 0 if self._pages is None else len(self._pages)

    def page(self) -> int:
        """The page shown, from 0."""
        return self._at

    def turn(self, by: int) -> None:
        """So many pages on or back."""
        if self.count():
            self._at = min(max(self._at + by, 0), self.count() - 1)
            self._show_page()

    def _on_thumb(self, row: int) -> None:
        if row >= 0:
            self._at = row
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
        ratio = self.devicePixelRatioF()
        width, _height = self._pages.size(self._at)
        shown = max(self.area.viewport().width() - BAR, 200)
        if self.zoom.value() != "fit":
            shown = round(width * 96 / 72 * int(self.zoom.value()) / 100)
        picture = QPixmap.fromImage(self._pages.image(self._at, round(shown * ratio)))
        picture.setDevicePixelRatio(ratio)
        self.sheet.setPixmap(picture)
        self.sheet.setAccessibleName(self.number.text())

    def _next_thumb(self) -> None:
        """One thumbnail a turn of the event loop, so that the window stays awake."""
        bare = next((at for at in range(self.thumbs.count()) if self.thumbs.item(at).icon().isNull()), None)
        if bare is None or self._pages is None:
            self._thumbing.stop()
            return
        ratio = self.devicePixelRatioF()
        picture = QPixmap.fromImage(self._pages.image(bare, round(THUMB * ratio)))
        picture.setDevicePixelRatio(ratio)
        self.thumbs.item(bare).setIcon(QIcon(picture))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.zoom.value() == "fit":
            self._draw()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}.get(Qt.Key(event.key()), 0)
        if step:
            self.turn(step)
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.turn(-self.count() if event.key() == Qt.Key.Key_Home else self.count())
        else:
            super().keyPressEvent(event)
