"""The page's title with its second voice, and the pills that change the indicator; a light is shown only after the reveal."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from workshop.model.assessment import reading
from workshop.model.change import Change
from workshop.model.content import Dimension
from workshop.model.state import State
from workshop.session import Session
from workshop.ui.dimension.derive import INDICATOR, OF_DIMENSION, Step, settled
from workshop.ui.dimension.layout import row
from workshop.ui.dimension.speech import mode_and_seats, round_word
from workshop.ui.view import View
from workshop.ui.widgets.segment import Pill, PillBar
from workshop.ui.widgets.text import Label
from workshop.wording import light_key, light_word
from workshop.words import Words

TICK = "✓"


def pill(words: Words, state: State, indicator: str) -> Pill:
    """7 / 9 while it is voted on, a tick when settled, its light after the reveal, a dash before."""
    _ = words
    turn = state.open_round(INDICATOR, indicator)
    if turn is not None:
        return Pill(indicator, indicator, f"{turn.cast} / {len(turn.due)}")
    if settled(state, INDICATOR, indicator):
        return Pill(indicator, indicator, TICK, light_word=_("已定级"))
    shown = state.last_reveal(INDICATOR, indicator)
    if shown is None:
        return Pill(indicator, indicator, "—")
    read = reading(shown)
    return Pill(indicator, indicator, light=light_key(read), light_word=light_word(words, read))


class Heading(View):
    """4.2 数据管控 · 第 1 轮 · 不记名 · 9 席, and the dimension's indicators on the right."""

    watches = Change.VOTES | Change.RECORDS | Change.SEATS | Change.PROFILE
    chosen = Signal(str)  # indicator id

    def __init__(self, session: Session, dimension: Dimension, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        _ = self.words
        self._dimension = dimension
        self._indicator, self._step = dimension.indicators[0], Step.FRAME
        self.title = Label("", "title", elide=True)
        self.voice = Label("", "caption", "ink2", elide=True)
        self.pills = PillBar(_("本维度的题目"))
        line = row(10, self.title, self.voice, parent=self)
        line.addStretch(1)
        line.addWidget(self.pills)
        self.pills.chosen.connect(self.chosen)

    def show_place(self, indicator: str, step: Step) -> None:
        """Another indicator or step."""
        self._indicator, self._step = indicator, step
        self.refresh()

    def show_state(self, state: State) -> None:
        own = self._step in OF_DIMENSION
        self.pills.set_pills([pill(self.words, state, name) for name in self._dimension.indicators])
        self.pills.set_value("" if own else self._indicator)
        if own:
            self.title.set_text(self._dimension.name)
            self.voice.set_text("")
            return
        self.title.set_text(f"{self._indicator} {self.session.pack.indicators[self._indicator].name}")
        self.voice.set_text(self._voice(state))

    def _voice(self, state: State) -> str:
        _ = self.words
        said = mode_and_seats(self.words, state)
        turn = state.open_round(INDICATOR, self._indicator)
        if self._step is Step.BALLOT and turn is not None:
            return _("{round} · {mode}", round=round_word(self.words, turn.ballot.round), mode=said)
        return said
