"""The first window: new, demo, open, and the engagements opened lately; it knows settings only and imports no store."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from workshop.settings import Recent, Settings
from workshop.ui.theme import font, look_of, paint_icon
from workshop.ui.widgets.buttons import Button
from workshop.ui.widgets.text import HairLine, Label, Prose
from workshop.ui.widgets.tips import set_tip
from workshop.words import LANGUAGES, Words

SUFFIX = ".workshop"
COLUMNS = (0, 204, 336, 496, 620)  # bank, date, progress, score, last opened; from the list's left edge


class WelcomeWindow(QWidget):
    """Left: what to begin with. Right: the recent engagements, the one in progress first."""

    new_asked = Signal()
    demo_asked = Signal()
    rehearsal_asked = Signal()
    open_asked = Signal()
    file_asked = Signal(Path)
    language_asked = Signal(str)
    theme_asked = Signal(str)
    settings_asked = Signal()
    portfolio_asked = Signal()

    def __init__(self, words: Words, settings: Settings, version: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = words
        self.setWindowTitle(words("共识工坊"))
        self.setAcceptDrops(True)
        self.setMinimumSize(1024, 600)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._build_left(settings, version))
        row.addWidget(self._build_right(settings.recent), 1)

    def _build_left(self, settings: Settings, version: str) -> QWidget:
        _ = self.words
        left = _Panel()
        left.setFixedWidth(404)
        column = QVBoxLayout(left)
        column.setContentsMargins(48, 36, 48, 24)
        column.setSpacing(0)
        column.addItem(QSpacerItem(0, 36, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Maximum))  # gives way on a low screen
        column.addWidget(_Logo())
        column.addSpacing(24)
        column.addWidget(Label(_("共识工坊"), "display"))
        column.addSpacing(8)
        column.addWidget(Prose(_("一天，六个维度，一份全场签字的方案。"), "script", "ink2"))
        column.addSpacing(36)
        self.new_button = Button(_("新建诊断"), "primary", key="Ctrl+N", icon="plus")
        self.new_button.clicked.connect(self.new_asked)
        self.new_button.setMinimumHeight(44)
        column.addWidget(self.new_button)
        column.addSpacing(24)
        self.demo_row = _Entry("play", _("看演示"), _("一家虚构银行的完整一天"))
        self.demo_row.clicked.connect(self.demo_asked)
        self.rehearsal_row = _Entry("people", _("排练"), _("模拟参会人投票，先练一遍主持"))
        self.rehearsal_row.clicked.connect(self.rehearsal_asked)
        self.open_row = _Entry("folder", _("打开文件"), _(".workshop 文件，也可以拖到这里"))
        self.open_row.clicked.connect(self.open_asked)
        self.many_row = _Entry("grid", _("多家对比"), _("许多次诊断并排，常见短板，同业库"))
        self.many_row.clicked.connect(self.portfolio_asked)
        for entry in (self.demo_row, self.rehearsal_row, self.open_row, self.many_row):
            column.addWidget(HairLine())
            column.addWidget(entry)
        column.addWidget(HairLine())
        column.addStretch(1)
        column.addLayout(self._build_foot(settings, version))
        return left

    def _build_foot(self, settings: Settings, version: str) -> QHBoxLayout:
        _ = self.words
        foot = QHBoxLayout()
        foot.addWidget(Label(_("版本 {version}", version=version), "caption", "ink3"))
        foot.addStretch(1)
        other = next(code for code in LANGUAGES if code != self.words.language)
        self.language_button = Button(LANGUAGES[other], "link")
        self.language_button.clicked.connect(lambda: self.language_asked.emit(other))
        dark = settings.theme == "dark"
        self.theme_button = Button(_("亮色") if dark else _("深色"), "link")
        self.theme_button.clicked.connect(lambda: self.theme_asked.emit("light" if dark else "dark"))
        self.settings_button = Button(_("设置"), "link")
        self.settings_button.clicked.connect(self.settings_asked)
        foot.addWidget(self.settings_button)
        foot.addSpacing(12)
        foot.addWidget(self.theme_button)
        foot.addSpacing(12)
        foot.addWidget(self.language_button)
        return foot

    def _build_right(self, recent: Sequence[Recent]) -> QWidget:
        _ = self.words
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(40, 72, 40, 24)
        column.setSpacing(0)
        column.addWidget(Label(_("最近的诊断"), "title"))
        column.addSpacing(28)
        if recent:
            column.addWidget(_Heads((_("银行"), _("日期"), _("进程"), _("得分"), _("上次打开"))))
            column.addWidget(self._build_list(recent), 1)
        else:
            column.addWidget(Label(_("还没有诊断"), "lead"))
            column.addSpacing(4)
            column.addWidget(Prose(_("新建一份，或先看演示：从盲投到打印方案，一步不少。"), "body", "ink2"))
            column.addStretch(1)
        foot = QHBoxLayout()
        foot.addWidget(Label(_("数据只存在本机"), "caption", "ink3"))
        foot.addStretch(1)
        foot.addWidget(Label(_("不联网也能用"), "caption", "ink3"))
        column.addSpacing(8)
        column.addLayout(foot)
        return right

    def _build_list(self, recent: Sequence[Recent]) -> QScrollArea:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(0)
        self.rows = [_RecentRow(self.words, one, first=number == 0) for number, one in enumerate(recent)]
        for one in self.rows:
            one.clicked.connect(self.file_asked)
            column.addWidget(one)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        return area

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if held and event.key() == Qt.Key.Key_N:
            self.new_asked.emit()
        elif held and event.key() == Qt.Key.Key_O:
            self.open_asked.emit()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for url in event.mimeData().urls()[:1]:
            if url.isLocalFile():
                self.file_asked.emit(Path(url.toLocalFile()))


class _Panel(QWidget):
    """The left side's ground."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = look_of(self)
        painter.fillRect(self.rect(), look.colour("surface"))
        painter.fillRect(QRectF(self.width() - 1, 0, 1, self.height()), look.colour("line"))
        painter.end()


class _Logo(QWidget):
    """Three rising bars on the accent."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(44, 44)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = look_of(self)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("accent"))
        painter.drawRoundedRect(QRectF(self.rect()), 9, 9)
        painter.setBrush(look.colour("on-accent"))
        for number, height in enumerate((10, 16, 22)):
            painter.drawRoundedRect(QRectF(10 + number * 9, 33 - height, 6, height), 1.5, 1.5)
        painter.end()


class _Clickable(QWidget):
    """A row that the mouse, Enter and Space press."""

    pressed = Signal()

    def __init__(self, height: int, name: str) -> None:
        super().__init__()
        self.setFixedHeight(height)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit()
        else:
            super().keyPressEvent(event)

    def ground(self, painter: QPainter) -> None:
        """Hover and focus, painted under the row."""
        look = look_of(self)
        if self.underMouse():
            painter.fillRect(self.rect(), look.colour("sunken"))
        if self.hasFocus():
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)


class _Entry(_Clickable):
    """Icon, name, one line of what it does, and an arrow."""

    clicked = Signal()

    def __init__(self, icon: str, name: str, text: str) -> None:
        super().__init__(56, f"{name} {text}")
        self._icon, self._name, self._text = icon, name, text
        self.pressed.connect(self.clicked)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.ground(painter)
        look = look_of(self)
        paint_icon(painter, self._icon, QRectF(2, 18, 20, 20), look.colour("accent"))
        paint_icon(painter, "right", QRectF(self.width() - 20, 20, 16, 16), look.colour("ink2"))
        painter.setFont(font("lead"))
        painter.setPen(look.colour("ink"))
        painter.drawText(QRectF(36, 5, self.width() - 60, 24), Qt.AlignmentFlag.AlignVCenter, self._name)
        painter.setFont(font("caption"))
        painter.setPen(look.colour("ink3"))
        room = QRectF(36, 29, self.width() - 60, 20)
        words = painter.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideRight, round(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
        painter.end()


class _Heads(QWidget):
    """The list's column heads over a firmer line."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__()
        self._names = names
        self.setFixedHeight(30)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = look_of(self)
        painter.setFont(font("caption"))
        painter.setPen(look.colour("ink3"))
        for x, name in zip(COLUMNS, self._names, strict=True):
            painter.drawText(QRectF(x, 0, 200, 24), Qt.AlignmentFlag.AlignVCenter, name)
        painter.fillRect(QRectF(0, 29, self.width(), 1), look.colour("line2"))
        painter.end()


class _RecentRow(_Clickable):
    """One engagement; of a protected one only file name, last opening and a lock."""

    clicked = Signal(Path)

    def __init__(self, words: Words, recent: Recent, first: bool) -> None:
        self._bank = recent.path.name if recent.locked else recent.bank or recent.path.stem
        super().__init__(64, self._bank)
        self._words, self._recent, self._first = words, recent, first
        set_tip(self, str(recent.path))
        self.pressed.connect(lambda: self.clicked.emit(recent.path))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look, one = look_of(self), self._recent
        if self._first:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("tint"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0, 2, 0, -2), 6, 6)
        self.ground(painter)
        self._say(painter, 0, self._bank, "lead", "ink", 196)
        if one.locked:
            paint_icon(painter, "lock", QRectF(COLUMNS[1], 24, 16, 16), look.colour("ink2"))
        else:
            self._say(painter, 1, one.day.isoformat() if one.day else "—", "body", "ink2", 120)
            self._paint_progress(painter, one)
            self._say(painter, 3, one.score or "—", "body", "ink", 116)
        self._say(painter, 4, _when(self._words, one.opened), "body", "ink2", 160)
        paint_icon(painter, "right", QRectF(self.width() - 24, 24, 16, 16), look.colour("ink2"))
        painter.fillRect(QRectF(0, 63, self.width(), 1), look.colour("line"))
        painter.end()

    def _say(self, painter: QPainter, column: int, text: str, role: str, tone: str, room: int) -> None:
        painter.setFont(font(role))
        painter.setPen(look_of(self).colour(tone))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room - 8)
        painter.drawText(QRectF(COLUMNS[column] + (10 if column == 0 else 0), 0, room, 64), Qt.AlignmentFlag.AlignVCenter, shown)

    def _paint_progress(self, painter: QPainter, one: Recent) -> None:
        """Share of the indicators settled, in six small bars."""
        look, x = look_of(self), COLUMNS[2]
        painter.setFont(font("caption"))
        painter.setPen(look.colour("ink3"))
        _ = self._words
        words = _("{settled} / {all} 项已定级", settled=one.settled, all=one.indicators)
        painter.drawText(QRectF(x, 12, 150, 20), Qt.AlignmentFlag.AlignVCenter, words)
        full = 6 * one.settled / one.indicators if one.indicators else 0
        painter.setPen(Qt.PenStyle.NoPen)
        for number in range(6):
            painter.setBrush(look.colour("accent" if number < int(full) else "a3" if number < full else "line2"))
            painter.drawRoundedRect(QRectF(x + number * 17, 38, 14, 6), 2, 2)


def _when(words: Words, opened: datetime) -> str:
    """今天 12:04, or the day and time."""
    if opened.date() == date.today():
        return words("今天 {time}", time=f"{opened:%H:%M}")
    return f"{opened:%Y-%m-%d %H:%M}"
