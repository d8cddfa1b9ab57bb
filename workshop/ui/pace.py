"""Time in the console: the choice when an item runs over, the agenda spread anew by one key, and a timer for one speaker."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QWidget

from workshop.model.agenda import clock_word
from workshop.model.pace import Spread, spread
from workshop.model.rows import AgendaItem
from workshop.model.store import Store
from workshop.session import Session
from workshop.ui.theme import Look
from workshop.ui.widgets.buttons import Button, IconButton
from workshop.ui.widgets.paint import Painted, box
from workshop.ui.widgets.text import Label, Prose
from workshop.words import Words

MORE = 5  # minutes of one extension
SPEECH = 120  # seconds of one speaker
SHOWN = 4  # indicators named in one sentence


class Strip(Painted):
    """A line over the page with what can be chosen; never modal, and gone when something was."""

    chosen = Signal(str)

    def __init__(self, words: Words, choices: tuple[tuple[str, str], ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = Prose()
        self.buttons = {key: Button(name, "ghost") for key, name in choices}
        self.close_button = IconButton("cross", words("关闭提示"), size=28)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 2, 6, 2)
        row.setSpacing(8)
        row.addWidget(self.text, 1)
        for key, button in self.buttons.items():
            row.addWidget(button)
            button.clicked.connect(lambda _checked=False, key=key: self.chosen.emit(key))
        row.addWidget(self.close_button)
        self.close_button.clicked.connect(self.hide)
        self.hide()

    def say(self, text: str) -> None:
        """Show a sentence with the choices."""
        self.text.set_text(text)
        self.setAccessibleName(text)
        self.show()

    def draw(self, painter: QPainter, look: Look) -> None:
        box(painter, QRectF(self.rect()), 6, fill=look.colour("discuss-ground"))


class SpeechTimer(Painted):
    """How long the speaker still has; the wall shows the same."""

    ended = Signal()

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = words
        self.left = 0  # seconds
        self.text = Label("", "lead", bold=True)
        self.more, self.stop = Button(words("加一分钟"), "ghost", key="+"), Button(words("停止计时"), "ghost", key="T")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 2, 6, 2)
        row.setSpacing(8)
        row.addWidget(self.text, 1)
        row.addWidget(self.more)
        row.addWidget(self.stop)
        self.hide()

    def show_left(self, seconds: int) -> None:
        """Seconds left; 0 says that the time is over."""
        _ = self.words
        self.left = seconds
        left = f"{seconds // 60}:{seconds % 60:02d}"
        self.text.set_text(_("发言计时 {left}", left=left) if seconds else _("发言时间到"))
        self.setAccessibleName(self.text.text())
        self.show()

    def draw(self, painter: QPainter, look: Look) -> None:
        box(painter, QRectF(self.rect()), 6, fill=look.colour("tint" if self.left else "discuss-ground"))


class Pace(QObject):
    """Watches the clock of the item under way; every change of the agenda goes through the session."""

    overtime = Signal(str)  # park | majority: the page does it for what is on screen
    timer_changed = Signal(str)  # "1:45", "" when none runs

    def __init__(
        self, session: Session, under_way: Callable[[], tuple[AgendaItem | None, str, int]], parent: QObject | None = None
    ) -> None:
        """`under_way` gives the item whose clock runs, its name, and the seconds on it that are not stored yet."""
        super().__init__(parent)
        self.session, self.words = session, session.words
        self._under_way = under_way
        self._asked = ("", 0)  # item and minutes that the choice was raised for
        self._speech_from = 0.0
        self._speech_for = 0
        _ = self.words
        self.over = Strip(self.words, (
            ("extend", _("延长 {minutes} 分钟", minutes=MORE)), ("park", _("列为待议")), ("majority", _("按多数定")),
        ))  # fmt: skip
        self.news = Strip(self.words, ())
        self.speech = SpeechTimer(self.words)
        self.over.chosen.connect(self._choose)
        self.speech.more.clicked.connect(self.plus)
        self.speech.stop.clicked.connect(self.toggle_speech)

    def strips(self) -> tuple[QWidget, ...]:
        """What stands over the page."""
        return self.over, self.news, self.speech

    # -- every second --------------------------------------------------------------------------------------------------------

    def tick(self) -> None:
        """Raise the choice when an item is over its time, once for each length it was given; move the speaker's timer."""
        item, name, spent = self._under_way()
        if item is None or item.used + spent < item.minutes * 60 or not item.minutes:
            self.over.hide()
        elif self._asked != (item.id, item.minutes):
            self._asked = item.id, item.minutes
            self.over.say(self.words("“{name}”已到 {minutes} 分钟：延长、待议，还是按多数定？", name=name, minutes=item.minutes))
        if self._speech_for:
            self._tell_speech()

    def _choose(self, choice: str) -> None:
        item, _name, _spent = self._under_way()
        self.over.hide()
        if item is None:
            return
        if choice == "extend":
            self.session.do(Store.extend_item, item.id, MORE)
        elif self.session.do(Store.choose_overtime, item.id, choice):
            self.overtime.emit(choice)

    # -- one key -------------------------------------------------------------------------------------------------------------

    def plus(self) -> bool:
        """One minute more: for the speaker while a timer runs, else for the item under way."""
        item, _name, _spent = self._under_way()
        if self._speech_for:
            self._speech_for += 60
            self._tell_speech()
        elif item is not None:
            self.session.do(Store.extend_item, item.id, 1)
        return True

    def toggle_speech(self) -> bool:
        """Two minutes for one speaker; the same key stops it."""
        if self._speech_for:
            self._speech_for = 0
            self.speech.hide()
            self.timer_changed.emit("")
        else:
            self._speech_from, self._speech_for = self.session.now().timestamp(), SPEECH
            self._tell_speech()
        return True

    def _tell_speech(self) -> None:
        left = max(0, round(self._speech_for - (self.session.now().timestamp() - self._speech_from)))
        self.speech.show_left(left)
        self.timer_changed.emit(f"{left // 60}:{left % 60:02d}")

    def spread(self) -> bool:
        """Spread the remaining minutes over what is ahead; one named step that Ctrl+Z takes back."""
        state, pack = self.session.state, self.session.pack
        if not state.agenda:
            self.news.say(self.words("还没有议程，先到“会前准备”选一个模板。"))
            return True
        item, _name, spent = self._under_way()
        now = self.session.now()
        used = -(-(item.used + spent) // 60) if item else 0
        found = spread(state, pack, now.hour * 60 + now.minute, item.id if item else "", used)
        held = {one.id: one.minutes for one in state.agenda}
        changed = {key: minutes for key, minutes in found.minutes.items() if held[key] != minutes}
        if not changed or self.session.do(Store.spread_agenda, changed):
            self.news.say(spread_sentence(self.words, found))
        return True


def spread_sentence(words: Words, found: Spread) -> str:
    """What the new plan says: when the day ends, what gets the minutes, what must be block-confirmed or parked for it."""
    _ = words
    end = clock_word(found.end)
    parts = [
        _("已重排，{end} 准点结束。", end=end)
        if not found.late
        else _("已压到最短，仍晚 {minutes} 分钟，{end} 结束。", minutes=found.late, end=end)
    ]
    if found.discuss:
        parts.append(_("讨论时间先给：{names}。", names=_listed(words, found.discuss)))
    if found.confirm:
        parts.append(_("须整批确认：{names}，不成共识的列为待议。", names=_listed(words, found.confirm)))
    if found.park:
        parts.append(_("有分歧且来不及讨论，列为待议或按多数定：{names}。", names=_listed(words, found.park)))
    return ("" if words.language == "zh_CN" else " ").join(parts)


def _listed(words: Words, names: tuple[str, ...]) -> str:
    _ = words
    shown = _("、").join(names[:SHOWN])
    return shown if len(names) <= SHOWN else _("{names}等 {count} 项", names=shown, count=len(names))
