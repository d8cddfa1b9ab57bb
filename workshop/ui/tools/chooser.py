"""Chooser: a line to type in over a list of what fits, laid over the console; Enter runs the row, Esc gives the keyboard back."""

from collections.abc import Callable, Sequence

from msgspec import Struct
from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from workshop.ui.theme import Look, font, look_of
from workshop.ui.widgets.fields import Search
from workshop.ui.widgets.keycap import cap_width, draw_cap
from workshop.ui.widgets.paint import HINTS, RIGHT, Painted, box, width_of, write
from workshop.ui.widgets.text import Label
from workshop.words import Words

WIDTH, TOP, HEIGHT = 640, 72, 480
_ROW = Qt.ItemDataRole.UserRole


class Row(Struct, frozen=True):
    """One line of the list: a name, what kind of thing it is, a key cap, a second line, and what Enter does."""

    name: str
    run: Callable[[], None]
    note: str = ""
    cap: str = ""
    text: str = ""
    enabled: bool = True


class _Delegate(QStyledItemDelegate):
    """Name on the left, kind and key on the right, a second line when there is one."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        row: Row = index.data(_ROW)
        return QSize(WIDTH - 40, 52 if row.text else 34)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        row: Row = index.data(_ROW)
        look = look_of(option.widget)
        rect = QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHints(HINTS)
        if chosen:
            box(painter, rect.adjusted(0, 1, 0, -1), 6, fill=look.colour("tint"))
        self._words(painter, rect.adjusted(12, 0, -12, 0), row, look, chosen)
        painter.restore()

    def _words(self, painter: QPainter, rect: QRectF, row: Row, look: Look, chosen: bool) -> None:
        line = QRectF(rect.x(), rect.y() + (6 if row.text else 0), rect.width(), 20 if row.text else rect.height())
        right = line.right()
        if row.cap:
            right -= cap_width(row.cap)
            draw_cap(painter, right, line.center().y(), row.cap, look.colour("ink2"), look.colour("line2"))
            right -= 10
        if row.note:
            wide = min(width_of(row.note, font("caption")) + 1, 220.0)
            write(painter, QRectF(right - wide, line.y(), wide, line.height()), row.note, font("caption"), look.colour("ink3"), RIGHT)
            right -= wide + 12
        tone = "accent" if chosen and row.enabled else "ink" if row.enabled else "ink3"
        write(
            painter, QRectF(line.x(), line.y(), right - line.x(), line.height()), row.name, font("body", bool(row.text)), look.colour(tone)
        )
        if row.text:
            write(painter, QRectF(rect.x(), rect.y() + 27, rect.width(), 18), row.text, font("caption"), look.colour("ink2"))


class Chooser(Painted):
    """Base of palette and search: `rows(wanted)` says what fits; it asks nothing in front of the room."""

    def __init__(self, words: Words, placeholder: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.words, self._over = words, parent
        self._before: QWidget | None = None
        self.field = Search(words, placeholder)
        self.list = QListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setItemDelegate(_Delegate(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(placeholder)
        self.list.setStyleSheet("QListWidget { border: none; background: transparent; padding: 0; }")
        self.foot = Label("", "caption", "ink3", elide=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(10)
        column.addWidget(self.field)
        column.addWidget(self.list, 1)
        column.addWidget(self.foot)
        self.field.textChanged.connect(lambda _text: self._fill())
        self.field.installEventFilter(self)
        self.list.itemClicked.connect(lambda _item: self._run())
        self.hide()

    def rows(self, wanted: str) -> Sequence[Row]:
        """What fits the typed words, best first."""
        return ()

    def summary(self, wanted: str, count: int) -> str:
        """The line below the list."""
        return ""

    def open(self) -> None:
        """Over the middle of the console, empty, with the keyboard."""
        parent, focus = self._over, QApplication.focusWidget()
        if not self.isVisible():
            self._before = focus if focus is not None and focus.window() is self.window() else None
        width = min(WIDTH, parent.width() - 48)
        self.setGeometry((parent.width() - width) // 2, TOP, width, min(HEIGHT, parent.height() - TOP - 72))
        self.field.blockSignals(True)
        self.field.clear()
        self.field.blockSignals(False)
        self._fill()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def shut(self) -> None:
        """Away again; the keyboard goes back to where it was."""
        focus = QApplication.focusWidget()
        had = focus is not None and self.isAncestorOf(focus)
        self.hide()
        if had:
            self.field.clearFocus()
            if self._before is not None and self._before.isVisible():
                self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self._before = None

    def shown(self) -> list[Row]:
        """The rows of the list as they stand."""
        return [self.list.item(at).data(_ROW) for at in range(self.list.count())]

    def _fill(self) -> None:
        wanted = self.field.text()
        found = self.rows(wanted)
        self.list.clear()
        for row in found:
            item = QListWidgetItem()
            item.setData(_ROW, row)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, " ".join(part for part in (row.name, row.note, row.text) if part))
            self.list.addItem(item)
        if found:
            self.list.setCurrentRow(0)
        self.foot.set_text(self.summary(wanted, len(found)))

    def _run(self) -> None:
        item = self.list.currentItem()
        if item is None:
            return
        row: Row = item.data(_ROW)
        if row.enabled:
            self._before = None
            self.shut()
            row.run()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self.field or not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            by = 1 if key in (Qt.Key.Key_Down, Qt.Key.Key_Tab) else -1
            if self.list.count():
                self.list.setCurrentRow((self.list.currentRow() + by) % self.list.count())
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run()
            return True
        if key == Qt.Key.Key_Escape:
            self.shut()
            return True
        return False

    def draw(self, painter: QPainter, look: Look) -> None:
        box(painter, QRectF(self.rect()), 8, fill=look.colour("surface"), edge=look.colour("ctl"), width=1)
