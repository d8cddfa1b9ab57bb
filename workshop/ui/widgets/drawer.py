"""Drawer: what belongs to the page, in tabs at its right; it folds to a strip. Tabs alone serve inside pages too."""

from collections.abc import Sequence

from PySide6.QtCore import QEasingCurve, QRectF, QSize, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from workshop.ui.theme import Look, font, motion
from workshop.ui.widgets.buttons import IconButton
from workshop.ui.widgets.choice import Choice, Option
from workshop.ui.widgets.paint import CENTRE, Painted, box, ground, rule, width_of, write
from workshop.words import Words

WIDTH, WIDE, STRIP, TABS = 304, 360, 40, 45
MARGIN, SLIDE = 16, 160


class _Tab(Option):
    def sizeHint(self) -> QSize:
        return QSize(self._wide() + 20, TABS)

    def minimumSizeHint(self) -> QSize:
        """Where tabs are many they stand closer, and none loses its word to another."""
        return QSize(self._wide() + 6, TABS)

    def _wide(self) -> int:
        return round(width_of(self.accessibleName(), font("body", True)))

    def draw(self, painter: QPainter, look: Look) -> None:
        rect = QRectF(self.rect())
        if self.hovered or self.ringed:
            inner = rect.adjusted(2, 7, -2, -7)
            box(painter, inner, 6, fill=ground(self, look), edge=look.colour("accent") if self.ringed else None, width=2)
        if self.isChecked():
            wide = min(self._wide(), self.width())
            rule(painter, (self.width() - wide) / 2, TABS - 2, wide, look.colour("accent"), 2)
        ink = look.colour("ink3" if not self.isEnabled() else "accent" if self.isChecked() else "ink2")
        write(painter, rect, self.accessibleName(), font("body", self.isChecked()), ink, CENTRE)


class Tabs(Choice):
    """Tabs with an accent line under the open one."""

    chosen = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, 0, parent)

    def set_tabs(self, titles: Sequence[str]) -> None:
        """Other titles; the place of the open tab is kept where it still exists."""
        kept = self.current()
        self.rebuild([_Tab(title, self) for title in titles], self._pick)
        self.set_current(min(max(kept, 0), len(self.options) - 1))

    def set_current(self, place: int) -> None:
        """Show this tab as the open one."""
        self.mark(place)

    def current(self) -> int:
        """The place of the open tab, −1 for none."""
        return self.chosen_place()

    def _pick(self, place: int) -> None:
        self.mark(place)
        self.chosen.emit(place)


class _Scrolled(QScrollArea):
    """A page of the drawer: as wide as the drawer, as high as it likes."""

    def __init__(self, inner: QWidget) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(MARGIN, 12, MARGIN, MARGIN)
        column.addWidget(inner)
        column.addStretch(1)
        self.setViewport(QWidget())  # nothing of its own to show: the drawer's ground shows through
        self.setWidget(holder)
        holder.setAutoFillBackground(False)
        self.inner = inner


class Drawer(Painted):
    """Tabs over scrolling pages; folded it is a strip with one button."""

    tab_chosen = Signal(int)
    collapsed_changed = Signal(bool)
    width_changed = Signal(int)

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _ = self.words = words
        self._wide, self._collapsed = WIDTH, False
        self.tabs = Tabs(_("侧栏"), self)
        self._fold = IconButton("right", _("收起侧栏"), size=28, parent=self)
        self._stack = QStackedWidget(self)
        self._areas: list[_Scrolled] = []
        self._slide = QVariantAnimation(self)
        self._slide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._slide.valueChanged.connect(lambda wide: self.setFixedWidth(round(wide)))
        self._build()
        self.setFixedWidth(WIDTH)

    def _build(self) -> None:
        bar = QWidget(self)
        bar.setFixedHeight(TABS)
        head = QHBoxLayout(bar)
        head.setContentsMargins(6, 0, 5, 0)
        head.addWidget(self.tabs)
        head.addStretch(1)
        head.addWidget(self._fold)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar, 0, Qt.AlignmentFlag.AlignTop)
        column.addWidget(self._stack, 1)
        self.tabs.chosen.connect(self._open)
        self._fold.clicked.connect(lambda: self.set_collapsed(not self._collapsed))

    def set_tabs(self, tabs: Sequence[tuple[str, QWidget]]) -> None:
        """Titles and their widgets; the widgets handed in earlier stay alive with their page and only leave the drawer."""
        for area in self._areas:
            self._stack.removeWidget(area)
            if area.isAncestorOf(area.inner):
                area.inner.setParent(None)
            area.deleteLater()
        self._areas = [_Scrolled(widget) for _title, widget in tabs]
        for area in self._areas:
            self._stack.addWidget(area)
            area.inner.show()
        self.tabs.set_tabs([title for title, _widget in tabs])
        self.set_current(0)

    def set_current(self, place: int) -> None:
        """Open this tab."""
        if 0 <= place < self._stack.count():
            self.tabs.set_current(place)
            self._stack.setCurrentIndex(place)

    def current(self) -> int:
        """The place of the open tab, −1 for none."""
        return self._stack.currentIndex()

    def _open(self, place: int) -> None:
        self._stack.setCurrentIndex(place)
        self.tab_chosen.emit(place)

    def set_wide(self, wide: bool) -> None:
        """More room on a large screen."""
        self._wide = WIDE if wide else WIDTH
        if not self._collapsed and self._slide.state() != QVariantAnimation.State.Running:
            self.setFixedWidth(self._wide)

    def set_collapsed(self, collapsed: bool) -> None:
        """Fold to a strip, or open again."""
        if collapsed == self._collapsed:
            return
        _ = self.words
        self._collapsed = collapsed
        self.tabs.setVisible(not collapsed)
        self._stack.setVisible(not collapsed)
        self._fold.set_icon("left" if collapsed else "right")
        self._fold.set_name(_("展开侧栏") if collapsed else _("收起侧栏"))
        self._move(STRIP if collapsed else self._wide)
        self.collapsed_changed.emit(collapsed)

    def _move(self, width: int) -> None:
        self._slide.stop()
        if motion(SLIDE) == 0 or not self.isVisible():
            self.setFixedWidth(width)
            return
        self._slide.setDuration(motion(SLIDE))
        self._slide.setStartValue(float(self.width()))
        self._slide.setEndValue(float(width))
        self._slide.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.width_changed.emit(self.width())

    def collapsed(self) -> bool:
        """Whether only the strip is shown."""
        return self._collapsed

    def open_width(self) -> int:
        """How wide it is when open."""
        return self._wide

    def draw(self, painter: QPainter, look: Look) -> None:
        painter.fillRect(self.rect(), look.colour("surface"))
        rule(painter, 0, 0, self.height(), look.colour("line"), upright=True)
        if not self._collapsed:
            rule(painter, 0, TABS - 1, self.width(), look.colour("line"))
