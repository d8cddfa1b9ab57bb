"""Page: one stage of the day in the console, with its steps, its actions, its drawer and what the wall shows meanwhile."""

from collections.abc import Callable, Sequence

from msgspec import Struct
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from workshop.model.content import Pack
from workshop.session import Session
from workshop.ui.view import View
from workshop.ui.wall.slides import Blank, Slide


class Action(Struct, frozen=True):
    """A button of the step bar; `key` is a portable key name ("R", "Ctrl+Return") or "", `why` says why it is off."""

    text: str
    run: Callable[[], None]
    key: str = ""
    enabled: bool = True
    why: str = ""


class Bar(Struct, frozen=True):
    """The bottom step bar: small steps of the stage on the left, at most two ghosts, one plain and one primary on the right."""

    steps: tuple[str, ...] = ()
    current: int = 0
    ghosts: tuple[Action, ...] = ()
    plain: Action | None = None
    primary: Action | None = None
    more: tuple[Action, ...] = ()  # keys without a button

    @property
    def actions(self) -> tuple[Action, ...]:
        """All there are, the primary first."""
        return tuple(action for action in (self.primary, self.plain, *self.ghosts, *self.more) if action is not None)


class Page(View):
    """Base of the console's pages; the main window asks `bar`, `drawer` and `slide` and listens to the three signals."""

    bar_changed = Signal()
    slide_changed = Signal()
    go = Signal(str)  # key of the page to show
    WIDE = False  # charts and long tables take all of a large screen; what is read stays 1080 wide

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)

    @property
    def pack(self) -> Pack:
        """The engagement's content as it is now: an item of the bank's own may have come."""
        return self.session.pack

    def bar(self) -> Bar:
        """Steps and actions as they stand."""
        return Bar()

    def drawer(self) -> Sequence[tuple[str, QWidget]]:
        """Tabs of the drawer, built once; empty when the page needs the full width."""
        return ()

    def slide(self) -> Slide:
        """What the wall shows while it follows this page: values only, never a level before the reveal."""
        return Blank()

    def ahead(self) -> tuple[str, Slide] | None:
        """The next step within the page in words, and what the wall would show there; None at the page's end."""
        return None

    def forward(self) -> bool:
        """A clicker's next: one step on within the page; False at its end. Never records, reveals or closes a ballot."""
        return False

    def back(self) -> bool:
        """A clicker's previous: one step back; False at the page's start."""
        return False

    @property
    def place(self) -> str:
        """The place within the page that is shown, such as an indicator's id; "" when the page has none."""
        return ""

    def overtime(self, choice: str) -> None:
        """The room chose "park" or "majority" when the time was up: do it for what is on screen, where that means anything."""

    def pending(self) -> object:
        """What was chosen here and is not recorded yet, to be taken up by this page made anew; it stays in memory. None for nothing."""
        return None

    def take_up(self, held: object) -> None:
        """Stand as the page did whose `pending` this is."""

    def finish(self) -> None:
        """The window closes: end what runs beside the page."""

    def arrive(self, place: str) -> None:
        """Show a place within the page, such as an indicator's id; "" is its start."""
