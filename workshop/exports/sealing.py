"""Documents that leave sealed with a passphrase (age), or stay in memory: no plain byte of theirs reaches a disk."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from workshop.model.errors import EnvironmentTrouble
from workshop.paths import SEALED_SUFFIX

SUFFIX = SEALED_SUFFIX


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
