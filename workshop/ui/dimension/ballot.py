"""The silent ballot: how many cards are in, which seats are missing, and one of three ways to enter votes nobody can read."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from workshop.model.change import Change
from workshop.model.rows import Seat
from workshop.model.state import Round, State
from workshop.model.store import Store
from workshop.session import Session
from workshop.ui.dimension.before import PASS
from workshop.ui.dimension.confirm import Confirm
from workshop.ui.dimension.derive import missing
from workshop.ui.dimension.keypad import Keypad
from workshop.ui.dimension.layout import column, row
from workshop.ui.dimension.newcomer import Newcomer
from workshop.ui.dimension.piles import Piles
from workshop.ui.dimension.seats import SeatGrid, tile_state
from workshop.ui.dimension.speech import missing_sentence
from workshop.ui.dimension.subject import Subject
from workshop.ui.dimension.way import Way
from workshop.ui.view import View
from workshop.ui.widgets.buttons import Button
from workshop.ui.widgets.fastentry import FastEntry
from workshop.ui.widgets.keycap import KeyCap
from workshop.ui.widgets.progress import SegmentProgress
from workshop.ui.widgets.text import HairLine, Label
from workshop.wording import counted
from workshop.words import Words

MANY = 20  # seats from which the entry row stands above the tiles, so that it stays in sight


class BallotPanel(View):
    """Shows the open round of its subject; holds no vote and asks the Store for every card."""

    watches = Change.VOTES | Change.SEATS | Change.PROFILE
    seat_changed = Signal()  # the caret stands at another seat
    entry_chosen = Signal(str)  # seat | pass | pile | mixed

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        _ = self.words
        self._subject: Subject | None = None
        self._passing = False
        self._turn: Round | None = None
        self._seats: tuple[Seat, ...] = ()
        self.count = Label("", "count")
        self._missing = Label("", "caption", "ink2", elide=True)
        self.attendance = Button(_("到会情况"), "link")
        self._tiles_wanted = False
        self._progress = SegmentProgress()
        self.confirm = Confirm(self.words)
        self.grid = SeatGrid(self.words)
        self.entry = FastEntry(self.words)
        self.piles = Piles(session)
        self.keypad = Keypad(self.words)
        self.way, self.newcomer = Way(self.words), Newcomer(session)
        self._entry_part = self._entry_block()
        self._build()
        self._connect()

    def _build(self) -> None:
        head = row(16, self.count)
        head.addStretch(1)
        head.addWidget(self._missing)
        head.addWidget(self.attendance)
        head.addWidget(self.newcomer.button)
        self._body = column(16, self.grid, self._entry_part, self.piles, self.keypad)
        whole = column(12, head, self._progress, self.confirm, self.newcomer, self.way, self._body, parent=self)
        whole.addStretch(1)

    def _entry_block(self) -> QWidget:
        _ = self.words
        block = QWidget()
        hint = Label(_("照着卡片依次键入，数字不显示，揭示前谁也看不到"), "caption", "ink2", elide=True)
        head = row(12, Label(_("快速录入"), "lead"), hint, _keys(self.words))
        head.setStretch(1, 1)
        column(12, HairLine(), head, self.entry, parent=block)
        return block

    def _connect(self) -> None:
        self.grid.picked.connect(self._pick)
        self.grid.presence_asked.connect(self._set_presence)
        self.entry.entered.connect(self._cast_at)
        self.entry.cleared.connect(self._clear_at)
        self.entry.current_changed.connect(self._moved)
        self.keypad.pressed.connect(self._cast)
        self.confirm.closed.connect(self._focus_entry)
        self.way.chosen.connect(self.entry_chosen)
        self.newcomer.closed.connect(self._focus_entry)
        self.attendance.clicked.connect(self._toggle_tiles)

    # -- what to show ------------------------------------------------------------------------------------------------------

    def show_subject(self, subject: Subject, passing: bool) -> None:
        """Another subject, or another way to enter votes by seat."""
        if (subject, passing) == (self._subject, self._passing):
            return
        self.confirm.clear()
        self._subject, self._passing = subject, passing
        self.refresh()

    def show_state(self, state: State) -> None:
        """Draw the open round; without one nothing that was typed is kept."""
        turn = state.open_round(self._subject.kind, self._subject.id) if self._subject else None
        if turn is None or self._subject is None:
            self._turn = None
            self.piles.forget()
            return
        fresh = self._turn is None or self._turn.ballot.id != turn.ballot.id
        self._turn = turn
        self._tell_count(state, turn)
        self._show_entry(state, turn, self._subject, fresh)
        self._show_tiles(state, turn)

    def _tell_count(self, state: State, turn: Round) -> None:
        said = counted(self.words, len(turn.due), turn.cast)
        self.count.set_text(said)
        self._missing.set_text(missing_sentence(self.words, state, turn))
        self._progress.set_counts(turn.cast, len(turn.due), said)
        if not missing(turn):
            self.confirm.clear()

    def _show_entry(self, state: State, turn: Round, subject: Subject, fresh: bool) -> None:
        by_pile = turn.ballot.entry != "seat"
        self.way.show_round(state, turn, PASS if self._passing else turn.ballot.entry)
        self.piles.setVisible(by_pile)
        self.attendance.setVisible(by_pile)
        self.grid.setVisible(not by_pile or self._tiles_wanted)
        self._entry_part.setVisible(not by_pile and not self._passing)
        self.keypad.setVisible(not by_pile and self._passing)
        if by_pile:
            self.piles.show_round(state, turn)
            if fresh:
                self._focus_entry()
            return
        waiting = [seat for seat in state.seats if seat.id in turn.due and seat.id not in turn.voted]
        if self._passing:
            self.keypad.show_turn(waiting[0] if waiting else None, subject)
        self._show_cells(state, turn, fresh)

    def _show_cells(self, state: State, turn: Round, fresh: bool) -> None:
        here = self.entry.current()
        held = self._seats[here].id if here < len(self._seats) else ""
        self._seats = tuple(seat for seat in state.seats if seat.id in turn.due)
        self.entry.set_cells([str(seat.number) for seat in self._seats])
        self.entry.set_filled(place for place, seat in enumerate(self._seats) if seat.id in turn.voted)
        places = {seat.id: place for place, seat in enumerate(self._seats)}
        if fresh:
            first = next((place for place, seat in enumerate(self._seats) if seat.id not in turn.voted), len(self._seats))
            self.entry.set_current(first)
            self._focus_entry()
        elif held in places:
            self.entry.set_current(places[held])

    def _show_tiles(self, state: State, turn: Round) -> None:
        current = self.current_seat()
        states = {seat.id: tile_state(seat, turn, current is not None and seat.id == current.id) for seat in state.seats}
        if turn.ballot.entry == "mixed":
            here = "cast" if turn.cast >= len(turn.due) else "waiting"
            states |= {seat.id: here for seat in state.seats if seat.presence == "voting"}
        if turn.ballot.entry == "pile":
            due = {group: sum(seat.grp == group and seat.id in turn.due for seat in state.seats) for group in state.groups()}
            for seat in state.seats:
                if seat.presence == "voting":
                    states[seat.id] = "cast" if turn.piles.get(seat.grp, 0) >= due[seat.grp] else "waiting"
        self._body.removeWidget(self.grid)
        # with many seats the entry row comes first; in piles it always does, since no tile is an entry of its own
        first = turn.ballot.entry == "seat" and len(state.seats) <= MANY and not self._passing
        self._body.insertWidget(0 if first else self._body.count(), self.grid)
        self.grid.show_seats(state.seats, states)

    def current_seat(self) -> Seat | None:
        """The seat whose card is typed next; None for piles, for the keypad, and when all are in."""
        if self._turn is None or self._turn.ballot.entry != "seat" or self._passing:
            return None
        place = self.entry.current()
        return self._seats[place] if place < len(self._seats) else None

    def _focus_entry(self) -> None:
        """Typing goes on where the next card belongs."""
        if self._turn is None:
            return
        if self._turn.ballot.entry != "seat":
            self.piles.focus_first()
        elif not self._passing:
            self.entry.setFocus()

    def _toggle_tiles(self) -> None:
        """With piles the seats only say who is here: shown on demand."""
        self._tiles_wanted = not self._tiles_wanted
        self.grid.setVisible(self._tiles_wanted)

    # -- what is asked -----------------------------------------------------------------------------------------------------

    def _moved(self) -> None:
        if self._turn is not None:
            self._show_tiles(self.session.state, self._turn)
            self.seat_changed.emit()

    def _pick(self, seat_id: str) -> None:
        places = {seat.id: place for place, seat in enumerate(self._seats)}
        seat = self.session.state.seat(seat_id)
        if seat.presence != "voting":
            self.grid.open_menu(seat_id)
        elif self._turn is not None and self._turn.ballot.entry != "seat":
            pile = self.piles.rows.get(seat.grp) or self.piles.rows.get("")
            if pile is not None:
                pile.entry.setFocus()
        elif seat_id in places and not self._passing:
            self.entry.set_current(places[seat_id])
            self.entry.setFocus()

    def _set_presence(self, seat_id: str, presence: str) -> None:
        self.session.do(Store.set_seat, seat_id, presence=presence)

    def _cast_at(self, place: int, level: int | None) -> None:
        self._cast(self._seats[place].id, level)

    def _cast(self, seat_id: str, level: int | None) -> None:
        source = PASS if self._passing else "tally"
        if self._turn is not None and not self.session.do(Store.cast_vote, self._turn.ballot.id, seat_id, level, source):
            self.refresh()  # the cell must not claim a card that is not in the box

    def _clear_at(self, place: int) -> None:
        if self._turn is not None:
            self.session.do(Store.clear_vote, self._turn.ballot.id, self._seats[place].id)


def _keys(words: Words) -> QWidget:
    """What the keys of the entry row do."""
    _ = words
    block = QWidget()
    line = row(6, KeyCap("1"), Label("–", "caption", "ink2"), KeyCap("5"), Label(_("一票"), "caption", "ink2"), parent=block)
    for key, text in (("0", _("弃权")), ("Tab", _("下一席")), ("Backspace", _("退一格"))):
        line.addSpacing(8)
        line.addWidget(KeyCap(key))
        line.addWidget(Label(text, "caption", "ink2"))
    return block
