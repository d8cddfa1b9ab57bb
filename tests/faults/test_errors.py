"""I/O errors: every operation, with every call of it failing once or for good, as a broken disk (EIO) or a full one (ENOSPC) fails.

After it nothing of before is lost, the file is sound, and asking again does the operation once.
"""

import errno
import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from workshop.model.errors import EnvironmentTrouble, Trouble
from workshop.model.store import Store, backup
from workshop.model.store.base import Base
from workshop.model.store.opening import examine

from . import figures
from .disk import Counter, observed, unobserved
from .session import SEED, Fixed, Stepping, begun, fixed_ids, held, operations, play

FILE = "day.workshop"
PASSPHRASE = "柳暗花明 又一村 六个词"
Act = Callable[[Store], Any]


@dataclass(frozen=True)
class Step:
    """One operation with its arguments, the file before it, and what it has to lead to whatever ids are called."""

    number: int
    name: str
    before: bytes
    act: Act
    strict: tuple[str, str]
    alike: tuple[str, str]


@dataclass(frozen=True)
class Case:
    step: Step
    code: int
    sticky: bool
    at: int  # the call that fails, from 1

    def __str__(self) -> str:
        how = "from then on" if self.sticky else "once"
        return f"step {self.step.number} {self.step.name}: {errno.errorcode[self.code]} at call {self.at} {how}"


@cache
def steps() -> tuple[Step, ...]:
    """Every step of the session, and what a store does beside its operations at the end of it."""
    told: list[Step] = []
    fixed = Fixed()

    def hook(store: Stepping, name: str, call: Callable[[], Any]) -> Any:
        args, kwargs = store.asked
        before = store.path.read_bytes(), held(store._db), held(store._db, alike=True)
        result = call()
        if name != "transaction":
            real = operations()[name]
            after = held(store._db), held(store._db, alike=True)
            told.append(
                Step(
                    store.nth + 1, name, before[0], lambda other: real(other, *args, **kwargs), (before[1], after[0]), (before[2], after[1])
                )
            )
        return result

    with figures.scratch() as folder, fixed_ids(fixed):
        store = begun(folder / FILE, fixed)
        store.hook = hook
        play(store)
        store.close()
        content = (folder / FILE).read_bytes()
        again = Store.open(folder / FILE)
        strict, alike = held(again._db), held(again._db, alike=True)
        again.close()
    return (*told, *(Step(len(told) + 1, name, content, act, (strict, strict), (alike, alike)) for name, act in _BESIDE.items()))


def _back_up(store: Store) -> None:
    second = store.path.parent / "stick"
    with unobserved():  # the stick is there; what can fail is the copying
        second.mkdir(exist_ok=True)
    store.backing_up("change", second)()


_BESIDE: dict[str, Act] = {"back up": _back_up}


def calls_of(step: Step, code: int) -> int:
    """How many calls of the operation can fail this way."""
    with ready(step) as (store, folder):
        counter = Counter(folder, code=code)
        with observed(counter):
            step.act(store)
    return counter.count


@contextmanager
def ready(step: Step) -> Iterator[tuple[Store, Path]]:
    """The file before the step, open as the room has it."""
    fixed = Fixed()
    with figures.scratch() as folder, fixed_ids(fixed):
        path = folder / FILE
        path.write_bytes(step.before)
        fixed.at(step.number)
        store = Store.open(path, clock=fixed)
        store.state()
        try:
            yield store, folder
        finally:
            store.close()


@cache
def cases() -> tuple[Case, ...]:
    """All there are, every operation in turn, so that a beginning of them has something of each."""
    turns: dict[str, list[Case]] = {}
    for step in steps():
        for code in (errno.EIO, errno.ENOSPC):
            for at in range(1, calls_of(step, code) + 1):
                turns.setdefault(step.name, []).extend(Case(step, code, sticky, at) for sticky in (False, True))
    chance = random.Random(SEED)
    for found in turns.values():
        chance.shuffle(found)
    most = max(map(len, turns.values()))
    return tuple(found[turn] for turn in range(most) for found in turns.values() if turn < len(found))


def judged(case: Case) -> str:
    """ "" when the fault was told, nothing is lost or doubled, and the next attempt works; else what is wrong."""
    step = case.step
    with ready(step) as (store, folder):
        fixed: Fixed = store._clock  # type: ignore[assignment]
        told: list[str] = []
        with observed(Counter(folder, case.at, case.code, case.sticky)):
            for turn in range(1 + case.sticky):
                fixed.at(step.number, turn)
                try:
                    step.act(store)
                    break
                except EnvironmentTrouble as trouble:
                    told.append(trouble.code)
                except Exception as error:  # noqa: BLE001  whatever it is, it is what we look for
                    return f"a bug: {error!r}"
            else:
                fixed.at(step.number, 2)
        found = _looked_on(folder, step)
        if not found and len(told) == 1 + case.sticky:
            try:
                step.act(store)
            except Trouble as trouble:
                return f"told {told}, asked again: {trouble}"
        elif not found and not told and held(store._db) != step.strict[1]:
            return "lost: it was acknowledged"
        return found or _ended(store, folder, step)


def _looked_on(folder: Path, step: Step) -> str:
    """What another program would find if this one ended now."""
    with figures.scratch() as other:
        for path in folder.glob("day.workshop*"):
            if path.is_file():
                shutil.copy(path, other / path.name)
        try:
            store = Store.open(other / FILE)
        except Trouble as trouble:
            return f"corrupt: {trouble}"
        try:
            store.verify()
            return "" if held(store._db, alike=True) in step.alike else "lost: neither before nor after"
        except Trouble as trouble:
            return f"corrupt: {trouble}"
        finally:
            store.close()


def _ended(store: Store, folder: Path, step: Step) -> str:
    if held(store._db, alike=True) != step.alike[1]:
        return "lost or doubled"
    store.close()
    again = Store.open(folder / FILE)
    try:
        again.verify()
        if held(again._db, alike=True) != step.alike[1]:
            return "lost or doubled in the file"
        for one in (*backup.kept(again.backups), *backup.kept(folder / "stick" / again.backups.name)):
            examine(one.path, None)
    except Trouble as trouble:
        return f"corrupt: {trouble}"
    finally:
        again.close()
    return ""


def test_every_operation_is_a_step_of_the_session() -> None:
    assert sorted(set(operations()) - {step.name for step in steps()}) == [], "play it in tests/faults/session.py"


@pytest.mark.parametrize("part", figures.parts("errors"))
def test_an_error_of_the_disk_loses_nothing_and_the_next_attempt_works(part: int) -> None:
    most = figures.wanted("errors") or len(cases())
    mine = cases()[part : min(most, len(cases())) : len(figures.parts("errors"))]
    told = [f"{case}: {found}" for case in mine if (found := judged(case))]
    lost = sum(": lost" in one for one in told)
    corrupt = sum(": corrupt" in one for one in told)
    figures.found("errors", cases=len(mine), lost=lost, corrupt=corrupt, other=len(told) - lost - corrupt)
    assert told == []


def test_the_loop_shows_a_swallowed_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """A store that says "saved" whatever the disk said."""
    real = Base.transaction

    @contextmanager
    def swallowing(self: Base, asked: Any = None) -> Iterator[None]:
        try:
            with real(self, asked):
                yield
        except EnvironmentTrouble:
            pass

    mine = [case for case in cases()[:400] if case.sticky and case.code == errno.EIO and case.step.name != "back up"][:20]
    monkeypatch.setattr(Base, "transaction", swallowing)
    assert any("lost" in judged(case) for case in mine)


def test_the_loop_shows_an_attempt_done_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """A store that forgets that the disk may have it all the same."""
    mine = [case for case in cases() if case.step.name == "add_note" and case.code == errno.EIO]
    monkeypatch.setattr(Base, "_has_landed", lambda self, asked: False)
    assert any("doubled" in judged(case) or "asked again" in judged(case) for case in mine)
