"""The page's title with its second voice, and the pills that change the indicator; a light is shown only after the reveal."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from workshop.model.assessment import reading
from workshop.model.change import Change
from workshop.model.content import Dimension
from workshop.model.state import State
from workshop.session import Session
from workshop.ui.dimension.derive import INDICATOR, OF_DIMENSION, WHOLE, Step, has_whole, kind_of, settled
from workshop.ui.dimension.layout import row
from workshop.ui.dimension.speech import mode_and_seats, round_word
from workshop.ui.view import View
from workshop.ui.widgets.segment import Pill, PillBar
from workshop.ui.widgets.text import Label
from workshop.wording import light_key, light_word
from workshop.words import Words

TICK = "✓"


def pill(words: Words, state: State, indicator: str, name: str | None = None) -> Pill:
    """An indicator's pill, or with a name that of the dimension as a whole.

    7 / 9 while it is voted on, a tick when settled, its light after the reveal, a dash before.
    """
    _ = words
    kind = INDICATOR if name is None else WHOLE
    name = name or indicator
    turn = state.open_round(kind, indicator)
    if turn is not None:
        return Pill(indicator, name, f"{turn.cast} / {len(turn.due)}")
    if settled(state, kind, indicator):
        return Pill(indicator, name, TICK, light_word=_("已定级"))
    shown = state.last_reveal(kind, indicator)
    if shown is None:
        return Pill(indicator, name, "—")
    read = reading(shown)
    return Pill(indicator, name, light=light_key(read), light_word=light_word(words, read))


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
        dimension = self._dimension
        pills = [pill(self.words, state, name) for name in dimension.indicators]
        if self._indicator == dimension.id or has_whole(state, dimension):
            pills.insert(0, pill(self.words, state, dimension.id, self.words("整个维度")))
        self.pills.set_pills(pills)
        self.pills.set_value("" if own else self._indicator)
        if own:
            self.title.set_text(self._dimension.name)
            self.voice.set_text("")
            return
        if self._indicator == dimension.id:
            self.title.set_text(dimension.name)
        else:
            self.title.set_text(f"{self._indicator} {self.session.pack.indicators[self._indicator].name}")
        self.voice.set_text(self._voice(state))

    def _voice(self, state: State) -> str:
        _ = self.words
        said = mode_and_seats(self.words, state)
        turn = state.open_round(kind_of(self._dimension, self._indicator), self._indicator)
        if self._step is Step.BALLOT and turn is not None:
            return _("{round} · {mode}", round=round_word(self.words, turn.ballot.round), mode=said)
        return said
