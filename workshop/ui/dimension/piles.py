"""One shuffled pile of cards per role group: masked cells, the count held against who is here."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from workshop.model.state import Round, State
from workshop.model.store import Store
from workshop.session import Session
from workshop.ui.dimension.layout import column, empty, row
from workshop.ui.widgets.buttons import Button
from workshop.ui.widgets.fastentry import FastEntry
from workshop.ui.widgets.text import Label
from workshop.wording import group_mark
from workshop.words import Words

NAME = 208  # width of a group's name
IN_ROW = 9  # cells beside it on a small screen


class PileRow(QWidget):
    """One group: its cells; what was typed stays here, unseen, until the pile is complete or the round ends."""

    changed = Signal(str)  # group: its cards are to be stored
    emptied = Signal(str)

    def __init__(self, session: Session, group: str, mark: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = session.words
        self.group = group
        self._cards: dict[int, int | None] = {}
        self._due = 0
        _ = self.words
        self._name = Label(_("{mark} · {group}", mark=mark, group=group) if group else _("全场混装"), "lead", elide=True)
        self._count = Label("", "caption", "ink2")
        self._again = Button(_("重录本组"), "link")
        self.entry = FastEntry(self.words, in_row=IN_ROW)
        self.entry.setAccessibleName(_("{group}的评级票", group=group or _("全场")))
        about = QWidget()
        about.setFixedWidth(NAME)
        below = row(12, self._count, self._again)
        below.addStretch(1)
        column(2, self._name, below, parent=about)
        line = row(16, about, self.entry, parent=self)
        line.addStretch(1)
        line.setAlignment(about, Qt.AlignmentFlag.AlignTop)
        self.entry.entered.connect(self._enter)
        self.entry.cleared.connect(self._clear)
        self._again.clicked.connect(self._empty)

    def cards(self) -> list[int | None]:
        """The pile as typed, in the order of the cells."""
        return [self._cards[place] for place in sorted(self._cards)]

    def show_count(self, due: int, stored: int) -> None:
        """Cells for `due` cards; cards stored by another hand or before a restart can only be typed again."""
        _ = self.words
        if stored != len(self._cards):
            self._cards = {}
            self.entry.set_current(0)
        self._due = due
        self.entry.set_cells([str(place + 1) for place in range(due)])
        known = len(self._cards) == stored
        self.entry.set_filled(self._cards if known else range(stored))
        self.entry.setEnabled(known)
        self._count.set_text(_("到会 {due}，已录 {stored}", due=due, stored=stored))
        self._again.setVisible(stored > 0)

    def waits(self) -> bool:
        """Whether cards of this group are still to come."""
        return len(self.entry.filled()) < self._due

    def _enter(self, place: int, level: int | None) -> None:
        self._cards[place] = level
        self.changed.emit(self.group)

    def _clear(self, place: int) -> None:
        self._cards.pop(place, None)
        self.changed.emit(self.group)

    def _empty(self) -> None:
        self._cards = {}
        self.entry.set_current(0)
        self.emptied.emit(self.group)
        self.entry.setFocus()


def _mark(words: Words, groups: tuple[str, ...], group: str) -> str:
    return group_mark(words, groups.index(group)) if group else ""


class Piles(QWidget):
    """A row per role group that has somebody here."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.rows: dict[str, PileRow] = {}
        self._ballot = ""
        self._column = column(8, parent=self)

    def show_round(self, state: State, turn: Round) -> None:
        """The groups of the seats that are here; nothing typed in another round is kept."""
        due = {group: sum(seat.grp == group and seat.id in turn.due for seat in state.seats) for group in state.groups()}
        if turn.ballot.entry == "mixed":
            due = {"": len(turn.due)}
        groups = [group for group in due if due[group] or turn.piles.get(group)]
        if turn.ballot.id != self._ballot or list(self.rows) != groups:
            self._rebuild(turn.ballot.id, state.groups(), groups)
        for group, line in self.rows.items():
            line.show_count(due[group], turn.piles.get(group, 0))

    def _rebuild(self, ballot: str, all_groups: tuple[str, ...], groups: list[str]) -> None:
        empty(self._column)
        self._ballot = ballot
        self.rows = {group: PileRow(self.session, group, _mark(self.session.words, all_groups, group)) for group in groups}
        for line in self.rows.values():
            line.changed.connect(self._store)
            line.emptied.connect(self._store)
            self._column.addWidget(line)
        for line, after in zip(list(self.rows.values()), list(self.rows.values())[1:], strict=False):
            line.entry.completed.connect(after.entry.setFocus)

    def focus_first(self) -> None:
        """Go to the first pile that waits for cards."""
        if (line := next((line for line in self.rows.values() if line.waits()), None)) is not None:
            line.entry.setFocus()

    def forget(self) -> None:
        """The round is over: nothing of it stays in memory."""
        self._ballot = ""
        self.rows = {}
        empty(self._column)

    def _store(self, group: str) -> None:
        self.session.do(Store.cast_pile, self._ballot, group, self.rows[group].cards())
