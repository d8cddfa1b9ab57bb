"""Asked once, at the first ballot of the day: how the cards are collected; any later ballot follows the answer."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from workshop.model.state import Round, State
from workshop.ui.dimension.before import MIXED, PASS, PILE, SEAT
from workshop.ui.dimension.layout import column
from workshop.ui.widgets.segment import Segment
from workshop.ui.widgets.text import Label
from workshop.words import Words


class Way(QWidget):
    """In seat order or with a seat's code, a pile per role group, one mixed pile, or the laptop handed round."""

    chosen = Signal(str)

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _ = words
        self.choice = Segment(
            [(PILE, _("每组一叠")), (SEAT, _("按席位顺序")), (MIXED, _("全场混装")), (PASS, _("传递电脑"))], _("卡片怎样收")
        )
        self._title = Label(_("卡片怎样收？（只问一次，以后照此）"), "body", "ink2")
        column(6, self._title, self.choice, parent=self)
        self.choice.chosen.connect(self.chosen)
        self.hide()

    def show_round(self, state: State, turn: Round, entry: str) -> None:
        """Shown while the first round's box is empty; a named card shows whose it is, so no mixed pile is offered then."""
        first = all(other.ballot.id == turn.ballot.id or other.ballot.state == "cancelled" for other in state.rounds)
        self.setVisible(first and not turn.cast)
        self.choice.set_option_enabled(MIXED, state.engagement.vote_mode == "anonymous", "")
        self.choice.set_value(entry)
