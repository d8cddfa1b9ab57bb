"""What the room records after a reveal: the round in words, a level proposed by its median, and on what basis."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workshop.model import assessment
from workshop.model.consensus import Light
from workshop.model.rows import Record
from workshop.model.state import Round
from workshop.ui.widgets.fields import TextLine
from workshop.ui.widgets.levels import LevelPicker
from workshop.ui.widgets.segment import Segment
from workshop.ui.widgets.text import Label
from workshop.ui.widgets.votestrip import VoteRound, VoteStrip
from workshop.wording import basis_word, light_key, light_word, median_word, votes_sentence
from workshop.words import Words


class SettlePanel(QWidget):
    """Level, basis and, for a change, the reason; nothing is recorded before the facilitator says so."""

    changed = Signal()

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = words
        self._own: tuple[int | None, str] = (None, "")  # what was picked by hand since the reveal
        self._record: Record | None = None
        _ = words
        self.strip = VoteStrip(words)
        self.picker = LevelPicker(words, name=_("拟记级别"))
        self.picker.chosen.connect(self._on_level)
        self.basis = Segment([(key, basis_word(words, key)) for key in ("consensus", "majority", "leadership")], _("依据"))
        self.basis.chosen.connect(self._on_basis)
        self.reason = TextLine(words, placeholder=_("改动理由，前后两次都会保留"), limit=200, name=_("改动理由"))
        self._lay_out()

    def _lay_out(self) -> None:
        _ = self.words
        form = QVBoxLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(12)
        form.addWidget(self.strip)
        rows: tuple[tuple[str, QWidget], ...] = ((_("拟记"), self.picker), (_("依据"), self.basis))
        for text, widget in rows:
            row = QHBoxLayout()
            name = Label(text, "body", "ink3")
            name.setFixedWidth(64)
            row.addWidget(name)
            row.addWidget(widget)
            row.addStretch(1)
            form.addLayout(row)
        form.addWidget(self.reason)

    def forget(self) -> None:
        """Another measure or round: back to its own proposal."""
        self._own = (None, "")
        self.reason.set_text("")

    def pending(self) -> tuple[tuple[int | None, str], str]:
        """What was picked by hand, and the reason as typed."""
        return self._own, self.reason.text()

    def take_up(self, held: tuple[tuple[int | None, str], str]) -> None:
        """The same picks as another panel's; the round is to be shown again."""
        self._own = held[0]
        self.reason.set_text(held[1])

    def show_round(self, turn: Round, record: Record | None) -> None:
        """A revealed round and what is recorded already."""
        reading, self._record = assessment.reading(turn), record
        _, ballot = self.words, turn.ballot
        medians = tuple(dict.fromkeys(level for level in (reading.lower, reading.upper) if level is not None))
        self.strip.set_round(VoteRound(
            _("第 {round} 轮", round=ballot.round), ballot.revealed_at[11:16], light_key(reading), light_word(_, reading),
            votes_sentence(_, reading), median_word(_, reading), reading.counts, medians,
        ))  # fmt: skip
        proposed = "consensus" if reading.light is Light.CONSENSUS else "majority"
        newer = record is not None and record.ballot == turn.ballot.id
        level, basis = (record.level, record.basis) if record and newer else (reading.lower, proposed)
        self.picker.set_value(self._own[0] if self._own[0] is not None else level)
        self.basis.set_value(self._own[1] or basis)
        self._show_reason()

    def picked(self) -> tuple[int | None, str, str]:
        """Level, basis and reason as they stand."""
        return self.picker.value(), self.basis.value(), self.reason.text().strip()

    def _show_reason(self) -> None:
        self.reason.setVisible(self._record is not None and self._record.level != self.picker.value())

    def _on_level(self, level: int) -> None:
        self._own = (level, self._own[1])
        self._show_reason()
        self.changed.emit()

    def _on_basis(self, basis: str) -> None:
        self._own = (self._own[0], basis)
        self.changed.emit()
