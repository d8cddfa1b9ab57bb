"""The prompter: what to say at this step, what to ask, and phrases that one key puts on the wall or into the text that is being typed."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workshop.ui.dimension.layout import column, empty, row
from workshop.ui.theme import Look, font
from workshop.ui.widgets.keycap import KeyCap, cap_width, draw_cap
from workshop.ui.widgets.paint import LEFT, Painted, PaintedButton, box, ground, write
from workshop.ui.widgets.text import HairLine, Label, Prose
from workshop.ui.widgets.tips import set_tip
from workshop.wording_script import Script
from workshop.words import Words

WIDTH, TOP = 380, 64


class _Phrase(PaintedButton):
    """A phrase with its key."""

    def __init__(self, text: str, cap: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._cap = cap
        self.setAccessibleName(text)
        self.setFixedHeight(32)
        self.setMinimumWidth(200)
        set_tip(self, text)
        policy = self.sizePolicy()
        policy.setHorizontalPolicy(policy.Policy.Expanding)
        self.setSizePolicy(policy)

    def draw(self, painter: QPainter, look: Look) -> None:
        rect = QRectF(self.rect())
        box(painter, rect, 6, fill=ground(self, look), edge=look.colour("accent") if self.ringed else None, width=2)
        draw_cap(painter, 0, rect.center().y(), self._cap, look.colour("ink2"), look.colour("line2"))
        left = cap_width(self._cap) + 10
        write(painter, rect.adjusted(left, 0, 0, 0), self.text(), font("body"), look.colour("ink"), LEFT)


class Prompts(QWidget):
    """The contents: words to read aloud, questions, phrases. Serves as a drawer's tab and in the prompter."""

    phrase_chosen = Signal(str)

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = words
        self._shown: tuple[object, ...] = ()
        self._list = column(10, parent=self)

    def show_script(self, script: Script, probes: Sequence[str] = (), documents: Sequence[tuple[str, str]] = ()) -> None:
        """Another step; `probes` are the indicator's own questions, asked first; documents to bring with whether they were handed in."""
        if (script, tuple(probes), tuple(documents)) == self._shown:
            return
        self._shown = (script, tuple(probes), tuple(documents))
        _ = self.words
        empty(self._list)
        if script.say:
            self._list.addWidget(Prose(script.say, "script"))
        asks = (*probes, *script.asks)
        if asks:
            self._list.addWidget(Label(_("追问"), "lead"))
        for number, ask in enumerate(asks):
            if number:
                self._list.addWidget(HairLine())
            self._list.addWidget(Prose(ask))
        if documents:
            self._list.addWidget(Label(_("应带材料"), "lead"))
        for text, status in documents:
            line = row(8, Prose(text), Label(status, "caption", "ink2", bold=True))
            line.setStretch(0, 1)
            self._list.addLayout(line)
        if script.phrases:
            self._list.addWidget(Label(_("一键短语"), "lead"))
            self._list.addWidget(Prose(_("按键上大屏；正在打字时写进文字里。"), "caption", "ink2"))
        for number, phrase in enumerate(script.phrases, 1):
            made = _Phrase(phrase, f"Alt+{number}")
            made.clicked.connect(lambda _checked=False, phrase=phrase: self.phrase_chosen.emit(phrase))
            self._list.addWidget(made)


class Prompter(Painted):
    """F2: the same beside any page, also where there is no drawer; it stays while steps change."""

    def __init__(self, words: Words, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.prompts = Prompts(words)
        head, whole = QHBoxLayout(), QVBoxLayout(self)
        self._whole = whole
        head.addWidget(Label(words("提示"), "lead"))
        head.addStretch(1)
        head.addWidget(KeyCap("F2"))
        whole.setContentsMargins(16, 12, 16, 16)
        whole.setSpacing(12)
        whole.addLayout(head)
        whole.addWidget(self.prompts)
        self.hide()

    def toggle(self) -> None:
        """Show at the right below the top bar, or hide."""
        if self.isVisible():
            self.hide()
            return
        self.place()
        self.show()
        self.raise_()

    def place(self) -> None:
        """Where it stands and how high it is for what it says."""
        high = self._whole.heightForWidth(WIDTH) if self._whole.hasHeightForWidth() else self.sizeHint().height()
        self.setGeometry(self._over.width() - WIDTH - 12, TOP, WIDTH, min(high, self._over.height() - TOP - 68))

    def draw(self, painter: QPainter, look: Look) -> None:
        box(painter, QRectF(self.rect()), 8, fill=look.colour("surface"), edge=look.colour("ctl"), width=1)
