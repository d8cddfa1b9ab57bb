"""Documents that leave sealed with a passphrase (age), or stay in memory: no plain byte of theirs reaches a disk."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from workshop.model.errors import EnvironmentTrouble, Refused
from workshop.paths import SEALED_SUFFIX

SUFFIX = SEALED_SUFFIX
Turn = Callable[[bytes], bytes]


def available() -> bool:
    """Whether documents can be sealed here: pyrage comes with the extra `seal`."""
    return find_spec("pyrage") is not None


def seal(data: bytes, passphrase: str) -> bytes:
    """The document as an age file that `age -d` or any age program opens with the passphrase."""
    try:
        from pyrage import passphrase as age  # type: ignore[import-untyped]
    except ImportError as error:
        raise EnvironmentTrouble("export.no_seal") from error
    return bytes(age.encrypt(data, passphrase))


def unseal(data: bytes, passphrase: str) -> bytes:
    """What was sealed with this passphrase; raises Refused("seal.wrong") for anything else."""
    import pyrage

    try:
        return bytes(pyrage.passphrase.decrypt(data, passphrase))
    except pyrage.DecryptError as error:
        raise Refused("seal.wrong") from error


def both_ways(passphrase: str | None) -> tuple[Turn, Turn] | None:
    """To seal with this passphrase, and to open again what was sealed; None for none."""
    if passphrase is None:
        return None
    return (lambda data: seal(data, passphrase)), (lambda data: unseal(data, passphrase))


@contextmanager
def sealed(passphrase: str | None) -> Iterator[None]:
    """Documents written meanwhile in this thread are sealed and named `….age`; with None they are written as they are."""
    if passphrase is None:
        yield
        return
    from workshop.report.typeset.write import through  # paper's libraries, when something is written

    with through(lambda path, data: (path.with_name(path.name + SUFFIX), seal(data, passphrase))):
        yield


@contextmanager
def in_memory() -> Iterator[dict[Path, bytes]]:
    """Documents written meanwhile in this thread are kept here and nowhere else."""
    from workshop.report.typeset.write import through

    kept: dict[Path, bytes] = {}

    def keep(path: Path, data: bytes) -> None:
        kept[path] = data

    with through(keep):
        yield kept
