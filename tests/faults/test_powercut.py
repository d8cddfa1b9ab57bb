"""Power-cut replay: in every state that the disk may be in, no acknowledged operation is lost and the file is sound."""

import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from workshop.model.errors import Trouble
from workshop.model.store import Store, driver
from workshop.model.store.opening import examine

from . import figures
from .disk import Call, Recorder, observed, unobserved
from .powercut import WAYS, Cut, Replay, written
from .session import SEED, Fixed, Stepping, begun, fixed_ids, held, play

FILE = "day.workshop"
WAL_NORMAL = ("journal_mode = WAL", "synchronous = NORMAL")
DELETE_FULL = ("journal_mode = DELETE", "synchronous = FULL")


@dataclass(frozen=True)
class Recorded:
    calls: list[Call | int | str]  # an int: so many operations acknowledged; a text: this backup
    digests: list[str]
    root: str


def recorded(folder: Path, *, backups: bool = True) -> Recorded:
    """The session with backups between, every call written down; what the file held after each step."""
    recorder, fixed = Recorder(folder), Fixed()
    digests: list[str] = []
    calls: list[Any] = recorder.calls

    def hook(store: Stepping, name: str, call: Callable[[], Any]) -> Any:
        result = call()
        calls.append(store.nth + 1)
        with unobserved():
            digests.append(held(store._db))
        if backups and store.nth % 40 == 20:
            kept = store.backing_up("change")()
            calls.append(str(kept.path).removeprefix(recorder.root))
        return result

    with fixed_ids(fixed), observed(recorder):
        store = begun(folder / FILE, fixed)
        calls.append(0)
        with unobserved():
            digests.append(held(store._db))
        store.hook = hook
        play(store)
        store.close()
    return Recorded(calls, digests, recorder.root)


@cache
def session() -> Recorded:
    with figures.scratch() as folder:
        return recorded(folder)


def cuts(given: Recorded, states: int, part: int = 0, of: int = 1) -> Iterator[Cut]:
    """So many states, evenly over all calls; the same again for the same seed."""
    replay = Replay()
    calls = sum(isinstance(one, Call) for one in given.calls)
    per_call = states / calls
    due, at = 0.0, 0
    for index, one in enumerate(given.calls):
        if isinstance(one, Call):
            replay.take(one)
            due += per_call
            turns = int(due)
            due -= turns
        elif isinstance(one, str):
            replay.kept += (one,)
            continue
        else:
            replay.acknowledged = one + 1  # step 0 is the new file
            continue
        for turn in range(turns):
            at += 1
            if at % of == part:
                chance = random.Random(f"{SEED}/{index}/{turn}")
                way = WAYS[turn] if turns > len(WAYS) // 2 and turn < len(WAYS) else chance.choice(WAYS)
                yield from replay.states((way,), chance, index, given.root)


def judged(cut: Cut, digests: list[str], folder: Path) -> str:
    """ "" when nothing acknowledged is lost and all is sound, else what is wrong."""
    path = folder / FILE
    written(cut, folder)
    try:
        store = Store.open(path)
    except Trouble as trouble:
        return "" if cut.acknowledged == 0 else f"corrupt: {trouble}"
    try:
        store.verify()
        now = held(store._db)
    except Trouble as trouble:
        return f"corrupt: {trouble}"
    finally:
        store.close()
    if now not in digests[max(0, cut.acknowledged - 1) : cut.acknowledged + 1]:
        return f"lost: {cut.acknowledged} acknowledged, " + (f"step {digests.index(now)} found" if now in digests else "no step found")
    for name in cut.kept:
        try:
            examine(folder / name, None)
        except (Trouble, OSError) as error:
            return f"lost: the backup {name}: {error}"
    return ""


def wrong(given: Recorded, states: int, part: int = 0, of: int = 1, label: str = "") -> tuple[int, list[str]]:
    """States looked at, and what was wrong in them."""
    count, told = 0, []
    for cut in cuts(given, states, part, of):
        with figures.scratch() as folder:
            found = judged(cut, given.digests, folder)
            if found:
                told.append(f"call {cut.call} ({cut.way}): {found}")
                if label and len(told) == 1:
                    shutil.rmtree(folder)
                    folder.mkdir()
                    written(cut, folder)
                    figures.keep(folder, label)
        count += 1
    return count, told


@pytest.mark.parametrize("part", figures.parts("powercut"))
def test_nothing_acknowledged_is_lost_when_the_power_goes(part: int) -> None:
    count, told = wrong(session(), figures.wanted("powercut"), part, len(figures.parts("powercut")), f"powercut-{part}")
    lost = sum("lost:" in one for one in told)
    figures.found("powercut", states=count, lost=lost, corrupt=len(told) - lost)
    assert told == []
    assert count > 0.9 * figures.wanted("powercut") / len(figures.parts("powercut"))


@pytest.mark.parametrize("mode", [WAL_NORMAL, DELETE_FULL], ids=["WAL+NORMAL", "DELETE+FULL"])
def test_the_replay_shows_what_weaker_modes_lose(mode: tuple[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(driver, "_PRAGMAS", (*mode, *driver._PRAGMAS[2:]))
    with figures.scratch() as folder:
        given = recorded(folder, backups=False)
    count, told = wrong(given, 400)
    assert len(told) > count / 20, f"{len(told)} of {count}"


def test_the_replay_shows_a_file_whose_bytes_were_never_synced(monkeypatch: pytest.MonkeyPatch) -> None:
    """A backup that is renamed before its bytes are on the disk: neither SQLite nor we flush them."""

    def careless(passphrase: str | None) -> Any:
        image = driver.memory(passphrase)
        image.execute("PRAGMA synchronous = OFF")
        return image

    monkeypatch.setattr("workshop.model.store.backup.memory", careless)
    monkeypatch.setattr("workshop.model.store.backup._sync", lambda path, how: None)
    assert backups_lost()


def test_the_replay_shows_a_file_whose_name_was_never_flushed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A backup told as made before the folder knows its name."""
    monkeypatch.setattr("workshop.model.store.backup.sync_folder", lambda folder: None)
    assert backups_lost()


def backups_lost() -> bool:
    """Whether one of 600 states misses a backup that was told as made, or holds a damaged one."""
    with figures.scratch() as folder:
        given = recorded(folder)
    _, told = wrong(given, 600)
    return any("backup" in one for one in told)
