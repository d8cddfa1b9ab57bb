"""Pass the laptop: each person presses once, unseen, and the panel is blank again before the next one looks."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from workshop.model.rows import Seat
from workshop.ui.dimension.layout import column, row
from workshop.ui.dimension.subject import Subject
from workshop.ui.widgets.buttons import Button
from workshop.ui.widgets.cards import Card
from workshop.ui.widgets.levels import LevelPicker
from workshop.ui.widgets.text import Prose
from workshop.words import Words


class Keypad(Card):
    """Two faces: whose turn it is, and five levels to press. Nothing pressed is ever shown or kept here."""

    pressed = Signal(str, object)  # seat id, level or None for an abstention

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(kind="surface", parent=parent)
        self.words = words
        _ = words
        self._seat: Seat | None = None
        self._turn = Prose("", "title")
        self._hint = Prose("", "body", "ink2")
        self.start = Button(_("轮到我投"), "plain")
        self._question = Prose("", "lead")
        self._levels = [Prose("", "body", "ink2") for _level in range(5)]
        self.picker = LevelPicker(words, name=_("按一级，按下即投"), sticky=False, side=32)
        self.abstain = Button(_("弃权"), "ghost", key="0")
        self._secret = QWidget()
        keys = row(12, self.picker, self.abstain)
        keys.addStretch(1)
        column(12, self._question, column(4, *self._levels), keys, parent=self._secret)
        begin = row(0, self.start)
        begin.addStretch(1)
        self.body.addLayout(column(12, self._turn, self._hint, begin, self._secret))
        self._secret.hide()
        self.start.clicked.connect(self._open)
        self.picker.chosen.connect(self._press)
        self.abstain.clicked.connect(lambda: self._press(None))

    def show_turn(self, seat: Seat | None, subject: Subject) -> None:
        """The seat whose turn it is; blank whenever it is another one, None when all have voted."""
        _ = self.words
        if seat is None or self._seat is None or seat.id != self._seat.id:
            self._close()
        self._seat = seat
        self._question.set_text(subject.question)
        for level, (line, (_headline, text)) in enumerate(zip(self._levels, subject.levels, strict=True), 1):
            line.set_text(text, lead=f"{level}  ")
        self.start.setVisible(seat is not None and self._secret.isHidden())
        if seat is None:
            self._turn.set_text(_("都已投完，请把电脑交还主持人"))
            self._hint.set_text("")
        else:
            self._turn.set_text(_("请第 {number} 席到电脑前：{role}", number=seat.number, role=seat.role))
            self._hint.set_text(_("按下即投，屏幕不留痕迹；投完请交给下一位。"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_0 and not self._secret.isHidden():
            self._press(None)
        else:
            super().keyPressEvent(event)

    def _open(self) -> None:
        self._secret.show()
        self.start.hide()
        self.picker.options[0].setFocus()

    def _close(self) -> None:
        self._secret.hide()

    def _press(self, level: int | None) -> None:
        seat = self._seat
        if seat is not None and not self._secret.isHidden():
            self._close()
            self.start.show()
            self.start.setFocus()
            self.pressed.emit(seat.id, level)
