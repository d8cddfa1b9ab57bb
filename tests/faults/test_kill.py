"""kill −9 at random moments of a whole session, and at any call of a migration: nothing acknowledged is lost, a step is whole or absent."""

import csv
import json
import random
import shutil
import time
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from workshop.model.errors import Trouble
from workshop.model.store import Store, backup
from workshop.model.store.driver import connect
from workshop.model.store.opening import examine
from workshop.model.store.schema import migrate, newest, pragma

from . import figures
from .nursery import Nursery, acknowledged
from .session import SEED, held, reference
from .works import FILE

FIXTURES = Path(__file__).parents[1] / "fixtures"


@cache
def digests() -> list[str]:
    with figures.scratch() as folder:
        return reference(folder)[0]


@pytest.fixture(scope="module")
def nursery() -> Iterator[Nursery]:
    with Nursery() as made:
        yield made


@pytest.fixture(scope="module")
def undisturbed(nursery: Nursery) -> tuple[int, float]:
    """Calls and seconds of a session that nobody kills."""
    spent = []
    for _again in range(2):
        with figures.scratch() as folder:
            began = time.monotonic()
            assert nursery.run("session", folder) == 0
            spent.append(time.monotonic() - began)
            calls = int((folder / "calls").read_text())
            assert after_kill(folder) == "" and len(acknowledged(folder)) > len(digests())
    return calls, min(spent)


def after_kill(folder: Path) -> str:
    """ "" when all that was acknowledged is there, else what is wrong."""
    told = acknowledged(folder)
    steps = [int(one) for one in told if one.isdigit()]
    try:
        store = Store.open(folder / FILE)
    except Trouble as trouble:
        return f"corrupt: {trouble}" if steps else ""
    try:
        store.verify()
        now = held(store._db)
    except Trouble as trouble:
        return f"corrupt: {trouble}"
    finally:
        store.close()
    last = steps[-1] if steps else -1
    if now not in digests()[max(0, last) : last + 2]:
        return f"lost: {last} acknowledged, " + (f"step {digests().index(now)} found" if now in digests() else "no step found")
    return "".join(_not_whole(folder / name) for name in told if not name.isdigit()) + _half_made(folder, set(told))


def _not_whole(path: Path) -> str:
    """An acknowledged backup or export is there, and whole."""
    try:
        if path.suffix == ".workshop":
            examine(path, None)
        elif path.suffix == ".json":
            json.loads(path.read_text(encoding="utf-8"))
        elif path.suffix in (".xlsx", ".docx"):
            with zipfile.ZipFile(path) as book:
                assert book.testzip() is None
        elif path.suffix == ".pdf":
            assert path.read_bytes().rstrip().endswith(b"%%EOF")
        else:
            for table in path.glob("*.csv"):
                assert list(csv.reader(table.read_text(encoding="utf-8-sig").splitlines()))
    except (Trouble, OSError, ValueError, AssertionError, zipfile.BadZipFile) as error:
        return f"lost: {path.name}: {error}"
    return ""


def _half_made(folder: Path, told: set[str]) -> str:
    """Under its own name no export or backup is half there, acknowledged or not."""
    made = [path for path in folder.glob("out*") if path.name not in told]
    made += [one.path for one in backup.kept(backup.folder_of(folder / FILE)) if str(one.path.relative_to(folder)) not in told]
    return "".join(_not_whole(path) for path in made)


@pytest.mark.parametrize("part", figures.parts("kill"))
def test_a_killed_session_loses_nothing_acknowledged(nursery: Nursery, undisturbed: tuple[int, float], part: int) -> None:
    calls, seconds = undisturbed
    told, killed, runs = [], 0, 0
    for run in figures.share("kill", part):
        chance = random.Random(f"{SEED}/kill/{run}")
        when = {"at": chance.randint(1, calls)} if run % 2 else {"after": chance.uniform(0, 0.6 * seconds)}
        with figures.scratch() as folder:
            killed += nursery.run("session", folder, **when) == -9  # type: ignore[arg-type]
            found = after_kill(folder)
            if found:
                told.append(f"run {run}, {when}: {found}")
                figures.keep(folder, f"kill-{run}")
        runs += 1
    lost = sum("lost:" in one for one in told)
    figures.found("kill", runs=runs, killed=killed, lost=lost, corrupt=len(told) - lost)
    assert told == []
    assert killed > 0.8 * runs


def test_the_kills_show_what_is_acknowledged_too_early(nursery: Nursery, undisturbed: tuple[int, float]) -> None:
    def told(run: int) -> str:
        with figures.scratch() as folder:
            nursery.run("early", folder, at=random.Random(f"{SEED}/early/{run}").randint(1, undisturbed[0]))
            return after_kill(folder)

    assert any("lost" in told(run) for run in range(20))


# -- migrations --------------------------------------------------------------------------------------------------------------------


@cache
def past() -> tuple[tuple[int, bytes], ...]:
    """A file of every schema there was: a release's own where it is kept, else the one before brought as far."""
    kept = {int(path.stem.partition("-")[2]): path.read_bytes() for path in FIXTURES.glob("schema-*.workshop")}
    found = []
    with figures.scratch() as folder:
        path = folder / FILE
        for version in range(1, newest() + 1):
            if version in kept:
                path.write_bytes(kept[version])
            else:
                db = connect(path, None)
                migrate(db, version)
                db.conn.close()
            found.append((version, path.read_bytes()))
    return tuple(found)


def put(version: int, folder: Path) -> None:
    (folder / FILE).write_bytes(dict(past())[version])


def state_of(path: Path) -> tuple[int, str]:
    db = connect(path, None)
    try:
        return pragma(db, "user_version"), held(db)
    finally:
        db.conn.close()


@pytest.fixture(scope="module")
def migrated(nursery: Nursery) -> dict[int, tuple[int, str]]:
    """Per version: how many calls its opening takes, and what the file then holds."""
    found = {}
    for version, _ in past():
        with figures.scratch() as folder:
            put(version, folder)
            assert nursery.run("migrate", folder) == 0
            now, digest = state_of(folder / FILE)
            assert now == newest() + 1
            found[version] = (int((folder / "calls").read_text()), digest)
    return found


def boundaries() -> dict[int, str]:
    """What the file of the first release holds at every version."""
    return {version: _held(content) for version, content in past()}


def _held(content: bytes) -> str:
    with figures.scratch() as folder:
        (folder / FILE).write_bytes(content)
        return state_of(folder / FILE)[1]


def after_migration_kill(nursery: Nursery, folder: Path, version: int, last: str, way: str = "migrate") -> str:
    with figures.scratch() as other:  # as it was found, before anything mends it
        shutil.copytree(folder, other, dirs_exist_ok=True)
        try:
            now, digest = state_of(other / FILE)
        except Trouble as trouble:
            return f"corrupt: {trouble}"
    if not version <= now <= newest() + 1 or digest != {**boundaries(), newest() + 1: last}[now]:
        return f"between steps: version {now}"
    kept = [one for one in backup.kept(backup.folder_of(folder / FILE)) if one.reason == "migration"]
    if now > version and not kept:
        return "no backup"
    for one in kept:
        if state_of(one.path)[0] != version:
            return f"the backup is of version {state_of(one.path)[0]}"
    if nursery.run(way, folder) != 0:
        return "does not resume"
    return "" if state_of(folder / FILE) == (newest() + 1, last) else "ends otherwise"


@pytest.mark.parametrize("part", figures.parts("migration"))
def test_a_killed_migration_stands_on_a_step_and_resumes(nursery: Nursery, migrated: dict[int, tuple[int, str]], part: int) -> None:
    told, runs = [], 0
    for run in figures.share("migration", part):
        version = 1 + run % newest()
        calls, last = migrated[version]
        at = random.Random(f"{SEED}/migration/{run}").randint(1, calls)
        with figures.scratch() as folder:
            put(version, folder)
            assert nursery.run("migrate", folder, at=at) == -9
            if found := after_migration_kill(nursery, folder, version, last):
                told.append(f"schema {version}, call {at} of {calls}: {found}")
                figures.keep(folder, f"migration-{run}")
        runs += 1
    figures.found("migration", runs=runs, wrong=len(told))
    assert told == []


def test_the_kills_show_a_step_that_is_not_one_transaction(nursery: Nursery, migrated: dict[int, tuple[int, str]]) -> None:
    told = []
    for run in range(12):
        with figures.scratch() as folder:
            put(1, folder)
            at = random.Random(f"{SEED}/broken/{run}").randint(migrated[1][0] // 4, 2 * migrated[1][0])
            if nursery.run("broken", folder, at=at) == -9:
                told.append(after_migration_kill(nursery, folder, 1, migrated[1][1], "broken"))
    assert any(told)
