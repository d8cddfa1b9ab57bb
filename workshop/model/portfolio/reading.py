"""Reads engagements for comparison, in several processes; what cannot be read is listed with its reason and stops nobody."""

import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from .. import assessment
from ..content import Pack
from ..errors import EnvironmentTrouble, Trouble
from ..state import State
from ..store import Store

SUFFIX = ".workshop"
PART = 16  # files a process reads before it reports
ALONE = 2 * PART  # so few are read sooner than a process has started

Told = Callable[[int, int], bool]  # done, of how many; False stops


class Rating(Struct, frozen=True):
    """One indicator of one engagement; counts and lights are the room's at the last reveal, never a seat's or a group's."""

    dimension: str
    indicator: str
    level: int | None
    basis: str  # "" where nothing was recorded
    target: int | None
    light: str  # green | amber | red | grey, "" without a reveal
    votes: int
    agreement: float | None


class Entry(Struct, frozen=True):
    """One engagement as it compares; scores 20–100, None while nothing is rated."""

    path: Path
    id: str
    bank: str
    bank_type: str
    bank_size: str
    region: str
    held_on: str  # ISO date
    pack: str
    pack_version: str
    overall: float | None
    grade: int | None
    complete: bool  # every applicable indicator is rated
    dimensions: tuple[tuple[str, float | None], ...]
    ratings: tuple[Rating, ...]
    consent: bool  # the bank agreed to the peer library
    rehearsal: bool
    entries: int  # length of the log: of two copies the longer one counts


class Left(Struct, frozen=True):
    """A file that was left out, and why: code and facts of a Trouble."""

    path: Path
    code: str
    facts: tuple[tuple[str, object], ...] = ()

    def trouble(self) -> Trouble:
        """As the sentences know it."""
        return EnvironmentTrouble(self.code, **dict(self.facts))


class Portfolio(Struct, frozen=True):
    """What was read, in the order of the files; `stopped` where somebody asked to."""

    entries: tuple[Entry, ...] = ()
    left: tuple[Left, ...] = ()
    stopped: bool = False

    def latest(self) -> tuple[Entry, ...]:
        """The last engagement of each bank: in a comparison of banks each counts once."""
        last: dict[str, Entry] = {}
        for entry in sorted(self.entries, key=lambda entry: (entry.held_on, entry.entries)):
            last[entry.bank.strip()] = entry
        return tuple(entry for entry in self.entries if last[entry.bank.strip()] is entry)


def files_of(paths: Iterable[Path]) -> list[Path]:
    """Every engagement of files and folders, those of a folder by name, each once; backups beside an engagement are copies and left out."""
    found: dict[Path, None] = {}
    for path in paths:
        inside = sorted(path.rglob(f"*{SUFFIX}")) if os.path.isdir(path) else [path]
        found |= dict.fromkeys(one for one in inside if one == path or not one.is_dir())
    return list(found)


def read_one(path: Path) -> Entry | Left:
    """One file; it is only looked at, an older one stays as it is."""
    try:
        store = Store.open(path, reading=True)
        try:
            return _entry(path, store.state(), store.pack)
        finally:
            store.close()
    except Trouble as trouble:
        return Left(path, trouble.code, tuple(trouble.facts.items()))
    except OSError as error:
        return Left(path, "file.trouble", (("path", str(path)), ("detail", error.strerror or type(error).__name__)))
    except Exception as error:  # noqa: BLE001  (one crafted file among a thousand must not cost the others)
        return Left(path, "portfolio.unreadable", (("path", str(path)), ("detail", type(error).__name__)))


def _entry(path: Path, state: State, pack: Pack) -> Entry:
    profile, score = state.engagement, assessment.score(state, pack)
    return Entry(
        path=path, id=profile.id, bank=profile.bank, bank_type=profile.bank_type, bank_size=profile.bank_size, region=profile.region,
        held_on=profile.held_on, pack=pack.id, pack_version=pack.version, overall=_number(score.overall), grade=score.grade,
        complete=not score.provisional, dimensions=tuple((row.id, _number(row.score)) for row in score.dimensions),
        ratings=tuple(_ratings(state, pack)), consent=bool(profile.peer_consent.strip()), rehearsal=bool(profile.rehearsal),
        entries=state.log_length,
    )  # fmt: skip


def _ratings(state: State, pack: Pack) -> Iterator[Rating]:
    records = {record.subject: record for record in state.records if record.kind == "indicator"}  # the newest one counts
    reveals = {turn.ballot.subject: turn for turn in state.rounds if turn.revealed and turn.ballot.kind == "indicator"}
    for name, indicator in pack.indicators.items():
        record, turn = records.get(name), reveals.get(name)
        read = assessment.reading(turn) if turn else None
        yield Rating(
            indicator.dimension, name, record.level if record else None, record.basis if record else "",
            assessment.indicator_target(state, pack, name), read.light.value if read else "", read.n if read else 0,
            _number(read.agreement) if read else None,
        )  # fmt: skip


def _number(value: object) -> float | None:
    return None if value is None else float(value)  # type: ignore[arg-type]


def read_all(paths: Sequence[Path], told: Told = lambda done, total: True, workers: int | None = None) -> Portfolio:
    """Every file, in `workers` processes (one a core by default); `told` hears how far it is and may stop it."""
    workers = workers or min(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1, 8)
    found: dict[Path, Entry | Left] = {}
    parts = [tuple(paths[start : start + PART]) for start in range(0, len(paths), PART)]
    stopped = False
    if len(paths) > ALONE and workers > 1:
        with suppress(BrokenProcessPool, OSError):  # a system that allows no second process: the rest is read here
            stopped = not _read_beside(parts, found, told, len(paths), workers)
    for part in parts:
        if stopped:
            break
        if part[0] not in found:
            found |= read_part(part)
            stopped = not told(len(found), len(paths))
    return _without_copies(tuple(found[path] for path in paths if path in found), stopped)


def read_part(paths: tuple[Path, ...]) -> dict[Path, Entry | Left]:
    """What one process does at a time."""
    return {path: read_one(path) for path in paths}


def _read_beside(parts: list[tuple[Path, ...]], found: dict[Path, Entry | Left], told: Told, total: int, workers: int) -> bool:
    """Fill `found`; False when it was stopped. Few parts wait in the queue, so that stopping is quick."""
    context = multiprocessing.get_context("spawn")  # a fork of a process with windows and threads is none
    rest, running = iter(parts), set[Future[dict[Path, Entry | Left]]]()
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        running |= {pool.submit(read_part, part) for _, part in zip(range(2 * workers), rest, strict=False)}
        while running:
            done, running = wait(running, return_when=FIRST_COMPLETED)
            for one in done:
                found |= one.result()
                running |= {pool.submit(read_part, part) for part in [next(rest, None)] if part}
            if not told(len(found), total):
                pool.shutdown(wait=False, cancel_futures=True)
                return False
    return True


def _without_copies(found: tuple[Entry | Left, ...], stopped: bool) -> Portfolio:
    """Of several copies of one engagement the one that was worked on longest counts; rehearsals are no engagements."""
    kept: dict[str, Entry] = {}
    for one in found:
        if isinstance(one, Entry) and (one.id not in kept or one.entries > kept[one.id].entries):
            kept[one.id] = one
    out = [one for one in found if isinstance(one, Left) or one.rehearsal or kept[one.id] is not one]
    left = [one if isinstance(one, Left) else _why(one) for one in out]
    return Portfolio(tuple(one for one in kept.values() if not one.rehearsal), tuple(left), stopped)


def _why(entry: Entry) -> Left:
    return Left(entry.path, "portfolio.rehearsal" if entry.rehearsal else "portfolio.copy", (("path", str(entry.path)),))
