"""A question asked within the page, never as a dialog in front of the room."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from workshop.ui.dimension.layout import release_focus, row
from workshop.ui.widgets.buttons import Button
from workshop.ui.widgets.cards import Card
from workshop.ui.widgets.text import Prose
from workshop.words import Words


class Confirm(Card):
    """Hidden until it asks; going on needs a press, Escape or the other button takes the question back."""

    closed = Signal()

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(kind="sunken", parent=parent)
        self._then: Callable[[], object] | None = None
        self._text = Prose()
        self.go = Button("", "plain")
        self.leave = Button(words("返回"), "ghost")
        line = row(12, self._text, self.go, self.leave)
        line.setStretch(0, 1)
        self.body.addLayout(line)
        self.go.clicked.connect(self._run)
        self.leave.clicked.connect(self.clear)
        self.hide()

    def ask(self, text: str, doing: str, then: Callable[[], object]) -> None:
        """Show the question; `then` runs when it is answered with `doing`."""
        self._then = then
        self._text.set_text(text)
        self.go.set_text(doing)
        self.show()
        self.leave.setFocus()

    def clear(self) -> None:
        """Take the question back."""
        self._then = None
        if not self.isHidden():
            release_focus(self)
            self.hide()
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
        else:
            super().keyPressEvent(event)

    def _run(self) -> None:
        then = self._then
        self.clear()
        if then is not None:
            then()
