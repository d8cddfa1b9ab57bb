"""The printed plan from values alone, so that it can be made beside the GUI: nothing here touches an open file's connection."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

from workshop.model.content import Pack
from workshop.model.rows import LogEntry
from workshop.model.state import State
from workshop.words import Words

Edition = Literal["working", "leaders"]
Progress = Callable[[int, int], bool]


def print_plan(
    state: State, pack: Pack, words: Words, path: Path, progress: Progress, *, log: Sequence[LogEntry], edition: Edition
) -> tuple[str, ...]:  # fmt: skip
    """Print to `path`; returns the characters no face has. `progress(done, total)` answers False to cancel: Refused("paper.cancelled")."""
    from workshop.report.plan import write_plan

    return write_plan(state, pack, words, path, progress, log=log, edition=edition)
