"""The console locked after a while: nothing of the engagement is on screen until its passphrase is given."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from workshop.ui.safety.secret import SecretLine
from workshop.ui.theme import Look
from workshop.ui.widgets.buttons import Button
from workshop.ui.widgets.fields import Field
from workshop.ui.widgets.paint import Painted
from workshop.ui.widgets.text import Label, Prose
from workshop.words import Words

SIGNS_OF_LIFE = (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel)


class Idle(QObject):
    """Tells when nobody touched the program for a while; 0 minutes is never."""

    passed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.passed)

    def set_minutes(self, minutes: int) -> None:
        """Begin to wait anew, or stop waiting."""
        app = QApplication.instance()
        self._timer.stop()
        if app is not None:
            app.removeEventFilter(self)
            if minutes:
                app.installEventFilter(self)
                self._timer.start(minutes * 60_000)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in SIGNS_OF_LIFE and self._timer.isActive():
            self._timer.start()
        return False


class LockScreen(Painted):
    """Covers the window it is given; `fits` says whether a passphrase opens it."""

    opened = Signal()

    def __init__(self, words: Words, fits: Callable[[str], bool], parent: QWidget) -> None:
        super().__init__(parent)
        _ = self.words = words
        self._fits = fits
        self.secret = SecretLine(_("口令"))
        self.secret.returnPressed.connect(self.try_open)
        self.field = Field(_("口令"), self.secret)
        go = Button(_("打开"), "primary")
        go.clicked.connect(self.try_open)
        inner = QVBoxLayout()
        inner.setSpacing(12)
        inner.addWidget(Label(_("已锁定"), "title"))
        inner.addWidget(Prose(_("一段时间没有操作，已自动锁定。记录都已保存。"), "body", "ink2"))
        inner.addWidget(self.field)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(go)
        inner.addLayout(row)
        holder = QWidget()
        holder.setLayout(inner)
        holder.setFixedWidth(420)
        holder.setMinimumHeight(inner.totalHeightForWidth(420))
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addWidget(holder, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        self.hide()

    def cover(self) -> None:
        """Lock: over everything, the field empty and ready."""
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())
        self.secret.clear()
        self.field.set_error("")
        self.show()
        self.raise_()
        self.secret.setFocus()

    def try_open(self) -> None:
        """Open when the passphrase fits."""
        if self._fits(self.secret.text()):
            self.secret.clear()
            self.hide()
            self.opened.emit()
        else:
            self.field.set_error(self.words("口令不对，请重输。"))
            self.secret.selectAll()

    def draw(self, painter: QPainter, look: Look) -> None:
        painter.fillRect(self.rect(), look.colour("bg"))
