"""Which screen the wall takes: by name when one was chosen, else the largest the console does not stand on; no Qt."""

from collections.abc import Sequence

from msgspec import Struct


class Seen(Struct, frozen=True):
    """A screen as the system names it, its size in logical px, and whether the console stands on it."""

    name: str
    width: int
    height: int
    console: bool = False


def choose(screens: Sequence[Seen], wanted: str = "") -> Seen | None:
    """The wall's screen: the one asked for if it is there, else the largest other; None with one screen."""
    others = [screen for screen in screens if not screen.console]
    named = next((screen for screen in others if screen.name == wanted), None)
    return named or max(others, key=lambda screen: screen.width * screen.height, default=None)


def must_hide(screens: Sequence[Seen], gone: str, wall: str) -> bool:
    """Whether the wall has to go: its screen was unplugged, or only one is left and it would cover the console."""
    left = [screen for screen in screens if screen.name != gone]
    return gone == wall or len(left) < 2
