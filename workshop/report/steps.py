"""How far a document is, told chapter by chapter and page by page, and whether to go on."""

from __future__ import annotations

from bisect import bisect_right

from workshop.model.errors import Refused
from workshop.report.progress import Progress
from workshop.report.typeset import Known


class Steps:
    """Counts chapters and pages over both passes and asks whether to go on; raises Refused("paper.cancelled") when not."""

    def __init__(self, progress: Progress | None, chapters: int) -> None:
        self.progress, self.chapters = progress, chapters
        self.done, self.total = 0, 4 * chapters  # a first guess: as many pages as chapters; the first pass knows better
        self._starts: list[tuple[int, str]] = []  # page and key of each chapter, once they are known

    def begin(self, known: Known) -> None:
        """A pass begins; from the second on the pages are known."""
        self._starts = [(entry.page, entry.key) for entry in known.entries if entry.level == 0]
        if known.pages:
            self.total = max(self.done + self.chapters + known.pages, self.done + 1)

    def step(self, chapter: str = "") -> None:
        """This chapter or one more page is next."""
        self.done = min(self.done + 1, self.total - 1)
        if self.progress is not None and not self.progress(self.done, self.total, chapter):
            raise Refused("paper.cancelled")

    def page(self, number: int) -> None:
        """This page is next, of the chapter that was on it in the pass before."""
        at = bisect_right(self._starts, number, key=lambda start: start[0])
        self.step(self._starts[at - 1][1] if at else "")

    def finish(self) -> None:
        """The file is on the disk; too late to cancel."""
        if self.progress is not None:
            self.progress(self.total, self.total)
