"""What a command lets out of an engagement: sealed where that is asked for; of a protected one in the clear only where that is said."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from workshop.exports.sealing import SUFFIX, available, sealed
from workshop.model.errors import EnvironmentTrouble, Refused
from workshop.model.store import Store
from workshop.words import Words

from .cli_parts import Arguments, Parser, check_out, handed_over, typed_twice

SEAL = "WORKSHOP_SEAL"


def leaving_arguments(parser: Parser, words: Words) -> None:
    _ = words
    one = parser.add_mutually_exclusive_group()
    one.add_argument("--seal", action="store_true", help=_("用口令密封导出的文件（age 格式，名字后加 .age）；口令在终端输入两遍"))
    one.add_argument("--in-the-clear", action="store_true", help=_("有口令保护的，仍不加密封导出"))
    parser.add_argument("--seal-file", type=Path, metavar="F", help=_("密封口令所在的文件；也可用环境变量 {name}", name=SEAL))


def outgoing(out: Path, given: Arguments) -> Path:
    """The name that a document will have."""
    return out.with_name(out.name + SUFFIX) if given.seal else out


def check_outgoing(out: Path, given: Arguments) -> None:
    """Before any work: as `check_out`, under the name that the document will have."""
    if given.seal and not available():
        raise EnvironmentTrouble("export.no_seal")
    check_out(outgoing(out, given), given.force)


def permitted(store: Store, given: Arguments, words: Words) -> str | None:
    """What documents are sealed with, None in the clear; Refused for a protected engagement where neither was asked for."""
    if store.protected and not given.seal and not given.in_the_clear:
        raise Refused("export.clear", path=str(store.path))
    if not given.seal:
        if given.seal_file is not None:
            raise Refused("seal.unasked")
        return None
    if not available():
        raise EnvironmentTrouble("export.no_seal")
    if (secret := handed_over(given.seal_file, SEAL) or typed_twice(words("密封用的口令："), words)) is None:
        raise Refused("seal.missing")
    return secret


@contextmanager
def leaving(store: Store, given: Arguments, words: Words) -> Iterator[None]:
    """Documents written meanwhile leave as it is permitted."""
    with sealed(permitted(store, given, words)):
        yield
