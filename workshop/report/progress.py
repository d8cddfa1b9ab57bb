"""What a writer of documents tells of its progress."""

from typing import Protocol


class Progress(Protocol):
    """Hears how many steps of how many are done and the key of the chapter at hand ("" where there is none); False asks to stop."""

    def __call__(self, done: int, total: int, chapter: str = "", /) -> bool: ...
