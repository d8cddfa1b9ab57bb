"""The printed plan from values alone, so that it can be made beside the GUI: nothing here touches an open file's connection."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

from workshop.model.content import Pack
from workshop.model.errors import Refused
from workshop.model.front import opened
from workshop.model.rows import LogEntry
from workshop.model.state import State
from workshop.report.progress import Progress
from workshop.words import N_, Words

Edition = Literal["working", "leaders"]


HANDOUTS: Mapping[str, str] = {  # sections of the handouts, and their titles as msgids
    "notice": N_("会议通知"),
    "agenda": N_("议程"),
    "signin": N_("签到表"),
    "desk": N_("桌签"),
    "guide": N_("主持人手卡"),
    "ladders": N_("级别阶梯"),
    "cards": N_("维度卡"),
    "ballots": N_("评级票"),
    "blank": N_("空白评级票"),
    "numbers": N_("数字卡"),
    "measures": N_("举措卡"),
    "roadmap": N_("一页路线图"),
}


def before_print(state: State, pack: Pack, words: Words, leaders: bool = False, logo: bytes | None = None) -> tuple[str, ...]:
    """What to read before an edition goes to paper, a sentence each: characters no face has and where, stale headlines, the sensitive."""
    from workshop.report import precheck

    found = precheck.before_print(state, pack, words, leaders)
    return (*broken_logo(words, logo), *(precheck.sentence(words, one) for one in found))


def broken_logo(words: Words, logo: bytes | None) -> tuple[str, ...]:
    """That the stored logo cannot be printed; nothing where there is none (None) or it can."""
    if logo is None:
        return ()
    try:
        opened(logo)
    except Refused:
        return (words("封面标志：图片已损坏，封面不印标志，其余照印"),)
    return ()


def print_plan(
    state: State, pack: Pack, words: Words, path: Path, progress: Progress, *, log: Sequence[LogEntry], edition: Edition, holder: str = "",
    logo: bytes = b"",
) -> tuple[str, ...]:  # fmt: skip
    """Print to `path`; returns the characters no face has. `progress` answers False to cancel: Refused("paper.cancelled")."""
    from workshop.report.plan import write_plan

    return write_plan(state, pack, words, path, progress, log=log, edition=edition, holder=holder, logo=logo)
