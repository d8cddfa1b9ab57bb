"""Frame: top bar, rail, page, drawer and step bar in one window's worth; who owns it fills the parts."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from workshop.ui.theme import MARGIN, Look
from workshop.ui.widgets.drawer import STRIP, Drawer
from workshop.ui.widgets.notice import Notice
from workshop.ui.widgets.paint import Painted
from workshop.ui.widgets.rail import Rail
from workshop.ui.widgets.stepbar import StepBar
from workshop.ui.widgets.topbar import TopBar
from workshop.words import Words

OVER_BELOW, WIDE_FROM, CONTENT = 1280, 1600, 1080 + 2 * MARGIN


class _Place(QScrollArea):
    """Where a page stands; scrolls when the window is too low for it."""

    def __init__(self, page: QWidget, wide: bool) -> None:
        super().__init__()
        self.page, self.wide = page, wide
        self.setViewport(QWidget())  # nothing of its own to show: the frame's ground shows through
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)  # a page brings its own margins
        row.setSpacing(0)
        row.addWidget(page, 1)
        row.addStretch(0)
        self.setWidget(holder)
        holder.setAutoFillBackground(False)


class Frame(Painted):
    """The console around a page: `top`, `rail`, `drawer`, `step_bar`, `notice`; pages are kept once shown."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = words
        self.top, self.rail, self.step_bar = TopBar(words), Rail(words), StepBar(words)
        self.drawer, self.notice = Drawer(words, self), Notice(words)
        self._pages = QStackedWidget()
        self._places: dict[QWidget, _Place] = {}
        self._tabs: tuple[tuple[str, QWidget], ...] = ()
        self._over = False
        self._build()
        self.drawer.width_changed.connect(self._follow_drawer)
        self.setMinimumSize(1024, 600)
        self.set_drawer(())

    def _build(self) -> None:
        main = self._main = QVBoxLayout()
        main.setContentsMargins(0, 0, 0, 0)
        main.setSpacing(0)
        self._notice_row = QHBoxLayout()
        self._notice_row.setContentsMargins(MARGIN, 0, MARGIN, 0)
        self._notice_row.addWidget(self.notice)
        main.addLayout(self._notice_row)
        main.addWidget(self._pages, 1)
        self._middle = QHBoxLayout()
        self._middle.setSpacing(0)
        self._middle.addWidget(self.rail)
        self._middle.addLayout(main, 1)
        self._middle.addWidget(self.drawer)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addLayout(self._middle, 1)
        column.addWidget(self.step_bar)

    def add_strip(self, strip: QWidget) -> None:
        """A line over the page that shows itself when it has something to say."""
        row = QHBoxLayout()
        row.setContentsMargins(MARGIN, 0, MARGIN, 0)
        row.addWidget(strip)
        self._main.insertLayout(0, row)

    def set_banner(self, banner: QWidget) -> None:
        """A line between the top bar and everything below it, hidden or shown by whoever brings it."""
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            column.insertWidget(1, banner)

    def set_page(self, page: QWidget, wide: bool = False) -> None:
        """Show a page; the first time it moves in and stays. A `wide` one takes all of a large screen, else it stays readable (1080)."""
        if page not in self._places:
            self._places[page] = _Place(page, wide)
            self._pages.addWidget(self._places[page])
        self._pages.setCurrentWidget(self._places[page])
        self._arrange()

    def page(self) -> QWidget | None:
        """The page shown."""
        place = self._pages.currentWidget()
        return place.page if isinstance(place, _Place) else None

    def set_drawer(self, tabs: Sequence[tuple[str, QWidget]]) -> None:
        """The tabs of the page's drawer; none hides the drawer. The same tabs again change nothing."""
        if tuple(tabs) == self._tabs and tabs:
            return
        self._tabs = tuple(tabs)
        self.drawer.set_tabs(tabs)
        self.drawer.setVisible(bool(tabs))
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Drawer beside the page or over it, by the window's width."""
        self.drawer.set_wide(self.width() >= WIDE_FROM)
        over = self.width() < OVER_BELOW
        if over != self._over:
            self._over = over
            if over:
                self._middle.removeWidget(self.drawer)
            else:
                self._middle.addWidget(self.drawer)
            self.drawer.set_collapsed(over)  # what lies over the page must not hide it unasked
        self._middle.setContentsMargins(0, 0, STRIP if over and self._tabs else 0, 0)
        if over:
            self._lay_over()
        for place in self._places.values():
            place.page.setMaximumWidth(CONTENT if not place.wide and self.width() >= WIDE_FROM else 16_777_215)

    def _follow_drawer(self, width: int) -> None:
        if self._over:
            self._lay_over()

    def _lay_over(self) -> None:
        high = self.height() - self.top.height() - self.step_bar.height()
        self.drawer.setGeometry(self.width() - self.drawer.width(), self.top.height(), self.drawer.width(), high)
        self.drawer.raise_()

    def draw(self, painter: QPainter, look: Look) -> None:
        painter.fillRect(self.rect(), look.colour("bg"))
