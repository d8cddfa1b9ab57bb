"""What was chosen on a page and is not recorded yet, on its way from one window to the next."""

from collections.abc import Mapping

from workshop.ui.page import Page


class Pending:
    """What the pages of a window hold that is not recorded yet, for the same pages made anew; it never leaves the memory."""

    def __init__(self, pages: Mapping[str, Page]) -> None:
        self._pages, self._waiting = pages, dict[str, object]()

    def all(self) -> dict[str, object]:
        """By key of the page, also for pages that were not built yet."""
        found = {key: page.pending() for key, page in self._pages.items()}
        return self._waiting | {key: held for key, held in found.items() if held is not None}

    def take_up(self, held: Mapping[str, object]) -> None:
        """Each page stands as the one before it did, at once or when it is built."""
        self._waiting = dict(held)
        for key in self._pages:
            self.hand_over(key)

    def hand_over(self, key: str) -> None:
        """A page was built: what waits for it is its own."""
        if key in self._waiting:
            self._pages[key].take_up(self._waiting.pop(key))
