"""What an export is made of: plain values read from the file at once, so that a writer can work beside the GUI."""

from pathlib import Path
from typing import Literal

from msgspec import Struct

from workshop.model import interchange
from workshop.model.content import Pack, load_pack
from workshop.model.errors import Refused
from workshop.model.rows import LogEntry
from workshop.model.state import State
from workshop.model.store import Store
from workshop.report.progress import Progress
from workshop.words import Words

Edition = Literal["working", "leaders"]


class Given(Struct, frozen=True):
    """Everything a writer reads; `exchange` only where the exchange form is asked for."""

    state: State
    pack: Pack
    words: Words
    log: tuple[LogEntry, ...]
    exchange: interchange.Whole | None = None
    logo: bytes | None = None  # of the client; None without one, empty when its bytes are lost


class Options(Struct, frozen=True):
    """How to write: the edition of the plan; an `alias` for the bank takes names and, without `texts`, free texts away."""

    edition: Edition = "working"
    alias: str = ""
    texts: bool = False
    sections: tuple[str, ...] = ()  # of the handouts; none named: all
    halves: bool = False  # the poster on two sheets of A4
    holder: str = ""  # of this copy of the plan: its number and whose it is, as a watermark


def gather(store: Store, words: Words, *, exchange: bool = False) -> Given:
    """Read what is needed, in the language of `words` where the pack speaks it."""
    pack = store.pack
    if words.language != pack.language and words.language in pack.languages:
        pack = load_pack(store.pack_files(), words.language)
    return Given(store.state(), pack, words, store.log(), interchange.whole(store) if exchange else None, store.logo())


def silent(_done: int, _total: int, _chapter: str = "", /) -> bool:
    """A progress nobody follows."""
    return True


def go_on(progress: Progress, done: int, total: int, chapter: str = "") -> None:
    """Tell how far the work is, and at which chapter; raises Refused("paper.cancelled") when it is to stop."""
    if not progress(done, total, chapter):
        raise Refused("paper.cancelled")


def whole(path: Path, content: bytes) -> None:
    """The file complete or not at all; raises EnvironmentTrouble with a sentence for what the disk said."""
    from workshop.report.typeset import write

    write(path, content)
