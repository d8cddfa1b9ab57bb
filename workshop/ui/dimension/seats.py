"""The seats of a running ballot as tiles: who has voted, who is away; never what was voted."""

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QMenu, QWidget

from workshop.model.rows import Seat
from workshop.model.state import Round
from workshop.ui.dimension.layout import empty
from workshop.ui.widgets.seattile import SeatTile
from workshop.words import Words

NARROW = 120  # five columns fit beside the drawer of a small screen
FEW, SOME = 9, 16  # seats in three columns of high tiles, in four of low ones; more stand in five


def tile_state(seat: Seat, turn: Round, entering: bool) -> str:
    """How a seat stands in an open round; with piles a whole group is in or not."""
    if seat.presence != "voting":
        return seat.presence
    if seat.id in turn.voted:
        return "cast"
    return "entering" if entering else "waiting"


class SeatGrid(QWidget):
    """Tiles in three to five columns; a click goes to the seat's entry, the context menu sets who is here."""

    picked = Signal(str)  # seat id
    presence_asked = Signal(str, str)  # seat id, voting | abstain | away | observer

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = words
        self._tiles: dict[str, SeatTile] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)

    def tile(self, seat: str) -> SeatTile:
        """The tile of a seat."""
        return self._tiles[seat]

    def show_seats(self, seats: tuple[Seat, ...], states: dict[str, str]) -> None:
        """All seats with their state; tiles are made anew only when the seats are others."""
        if tuple(self._tiles) != tuple(seat.id for seat in seats):
            self._rebuild(seats)
        compact = len(seats) > FEW
        for seat in seats:
            tile = self._tiles[seat.id]
            tile.set_compact(compact)
            state = states[seat.id]
            # who abstains as a seat says so openly; an abstention in the box stays as secret as any card
            tile.set_seat(seat.number, seat.role, seat.grp, "abstained" if state == "abstain" else state, revealed=state == "abstain")

    def _rebuild(self, seats: tuple[Seat, ...]) -> None:
        empty(self._grid)
        columns = 3 if len(seats) <= FEW else 4 if len(seats) <= SOME else 5
        for place in range(5):
            self._grid.setColumnStretch(place, 1 if place < columns else 0)
        self._tiles = {seat.id: self._made(seat.id) for seat in seats}
        for place, tile in enumerate(self._tiles.values()):
            self._grid.addWidget(tile, place // columns, place % columns)

    def _made(self, seat: str) -> SeatTile:
        tile = SeatTile(self.words)
        tile.setMinimumWidth(NARROW)
        tile.clicked.connect(lambda: self.picked.emit(seat))
        tile.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        tile.customContextMenuRequested.connect(lambda at: self.menu(seat).popup(tile.mapToGlobal(at)))
        return tile

    def open_menu(self, seat: str) -> None:
        """The menu under a tile, as a click on an absent seat opens it."""
        tile = self._tiles[seat]
        self.menu(seat).popup(tile.mapToGlobal(QPoint(0, tile.height())))

    def menu(self, seat: str) -> QMenu:
        """Who is here: voting, away, observing; deletes itself when closed."""
        _ = self.words
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for presence, text in (("voting", _("到会")), ("abstain", _("弃权")), ("away", _("离席")), ("observer", _("观察"))):
            menu.addAction(text).triggered.connect(partial(self._ask, seat, presence))
        return menu

    def _ask(self, seat: str, presence: str, _checked: bool = False) -> None:
        self.presence_asked.emit(seat, presence)
