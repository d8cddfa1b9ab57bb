"""Files of every released schema open; a step is whole or not there; what is newer or foreign stays as it is."""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.later_schema import EXTRA, take_steps
from workshop.model.errors import EnvironmentTrouble, NewerFile
from workshop.model.rows import TABLES
from workshop.model.store import Store, backup, steps
from workshop.model.store.driver import connect, memory
from workshop.model.store.schema import applied, listing, migrate, names_of, newest, pragma

FIXTURES = Path(__file__).parents[2] / "fixtures"
SECRET = "柳暗花明又一村"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return Path(shutil.copy(FIXTURES / "schema-1.workshop", tmp_path / "old.workshop"))


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def version(path: Path, passphrase: str | None = None) -> int:
    db = connect(path, passphrase, mode="ro")
    try:
        return pragma(db, "user_version")
    finally:
        db.conn.close()


def facts(store: Store) -> None:
    """What the file was filled with when its release was new."""
    state = store.state()
    assert state.engagement.bank == "旧版农商银行" and state.engagement.chair == "董事长"
    assert [(seat.number, seat.role, seat.grp) for seat in state.seats] == [
        (1, "行长", "决策层"), (2, "副行长", "决策层"), (3, "科技部总经理", "科技"), (4, "数据中心主任", "科技"),
    ]  # fmt: skip
    shown, still_open = state.rounds
    assert sorted(vote.level for vote in shown.votes if vote.level) == [3, 3, 3, 4] and all(vote.seat is None for vote in shown.votes)
    assert still_open.ballot.state == "open" and len(still_open.voted) == 2
    assert [(row.subject, row.level, row.basis) for row in state.records] == [("1.1", 3, "majority")]
    assert [row.text for row in state.dissents] == ["平台已经上线"]
    assert [row.text for row in state.notes] == ["留给后来的版本"] and state.pains == {"P01": 2}
    assert [(row.text, row.due) for row in state.parked] == [("数据归谁管", "2026-06-30")]
    assert store.attachment_bytes(state.attachments[0].id).decode() == "附件内容"
    assert state.log_length >= 19 and store.verify_log() is None


@pytest.mark.parametrize("name", sorted(path.name for path in FIXTURES.glob("*.workshop")))
def test_a_file_of_every_release_opens_with_its_facts(tmp_path: Path, name: str) -> None:
    path = Path(shutil.copy(FIXTURES / name, tmp_path / name))
    was = version(path)
    store = Store.open(path)
    facts(store)
    store.verify()
    store.add_seat("董事会秘书", "决策层")
    store.close()
    assert version(path) == newest()
    assert [one.reason for one in backup.kept(backup.folder_of(path)) if one.reason == "migration"] == ["migration"] * (was < newest())


def test_every_released_schema_but_the_newest_has_a_fixture() -> None:
    kept = {version(path) for path in FIXTURES.glob("*.workshop")}
    assert kept >= {1} and max(kept) <= newest()


def test_an_older_file_is_backed_up_and_then_migrated(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    came = version(old)
    latest = take_steps(monkeypatch)
    store = Store.open(old)
    facts(store)
    assert store._db.execute("SELECT weight FROM parked").fetchall() == [(1,)]
    assert store._db.execute("PRAGMA foreign_keys").fetchone() == (1,)
    store.add_seat("董事会秘书", "决策层")
    store.close()
    assert version(old) == latest
    (kept,) = [one for one in backup.kept(backup.folder_of(old)) if one.reason == "migration"]
    assert version(kept.path) == came
    assert kept.path.stat().st_mode & 0o077 == 0


def test_the_backup_before_a_migration_holds_no_open_vote(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    take_steps(monkeypatch)
    Store.open(old).close()
    kept = backup.kept(backup.folder_of(old))[0]
    db = connect(kept.path, None, mode="ro")
    assert db.execute("SELECT count(*) FROM open_ballot").fetchone() == (0,)
    db.conn.close()
    again = Store.open(kept.path, reading=True)
    assert again.state().rounds[1].ballot.state == "open" and not again.state().rounds[1].voted
    again.close()


def test_a_protected_older_file_is_backed_up_under_its_passphrase(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, store: Store) -> None:
    path = tmp_path / "protected.workshop"
    tables = {name: store.rows(kind) for name, kind in TABLES.items()}
    Store.restore(path, store.pack_files(), tables, {}, SECRET).close()
    take_steps(monkeypatch)
    Store.open(path, SECRET).close()
    kept = backup.kept(backup.folder_of(path))[0].path
    assert "小银行".encode() not in kept.read_bytes() and not kept.read_bytes().startswith(b"SQLite")
    assert version(kept, SECRET) == newest() - 1
    with pytest.raises(EnvironmentTrouble):
        connect(kept, None)


def test_reading_an_older_file_leaves_it_as_it_is(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    take_steps(monkeypatch)
    before, beside = digest(old), sorted(old.parent.iterdir())
    store = Store.open(old, reading=True)
    facts(store)
    with pytest.raises(EnvironmentTrouble, match="readonly"):
        store.add_seat("董事会秘书", "决策层")
    store.close()
    assert digest(old) == before and sorted(old.parent.iterdir()) == beside


def test_a_newer_file_is_refused_untouched_by_an_older_program(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    latest = take_steps(monkeypatch)
    Store.open(old).close()
    before = digest(old)
    monkeypatch.undo()
    for reading in (False, True):
        with pytest.raises(NewerFile) as caught:
            Store.open(old, reading=reading)
        assert caught.value.facts["version"] == latest
    assert digest(old) == before


@pytest.mark.parametrize(
    "change",
    [
        "ALTER TABLE parked ADD COLUMN weight INTEGER NOT NULL DEFAULT 1",
        "CREATE TRIGGER t AFTER INSERT ON seat BEGIN SELECT 1; END",
        "DELETE FROM _sqlite_migrations",
        "PRAGMA user_version = 0",
        "PRAGMA application_id = 7",
    ],
)
def test_an_older_schema_that_is_not_ours_is_refused_untouched(old: Path, monkeypatch: pytest.MonkeyPatch, change: str) -> None:
    db = connect(old, None)
    db.execute(change)
    db.conn.close()
    take_steps(monkeypatch)
    before = digest(old)
    with pytest.raises(EnvironmentTrouble, match="foreign"):
        Store.open(old)
    assert digest(old) == before and not backup.folder_of(old).exists()


def test_a_failing_step_leaves_the_file_on_the_step_before(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known = newest()
    take_steps(monkeypatch, EXTRA, ("CREATE TABLE later (id TEXT) STRICT", "INSERT INTO nowhere VALUES (1)"))
    with pytest.raises(Exception, match="nowhere"):
        Store.open(old)
    assert version(old) == known + 1
    monkeypatch.undo()
    take_steps(monkeypatch, EXTRA, ("CREATE TABLE later (id TEXT) STRICT",))
    store = Store.open(old)
    facts(store)
    store.close()
    assert version(old) == known + 2


def test_a_step_that_loosens_a_row_from_its_owner_is_not_taken(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known = newest()
    take_steps(monkeypatch, ("DELETE FROM ballot",))
    with pytest.raises(RuntimeError, match="without the row"):
        Store.open(old)
    assert version(old) == known


def test_without_a_backup_there_is_no_migration(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    take_steps(monkeypatch)
    before = digest(old)
    backup.folder_of(old).write_text("in the way")
    with pytest.raises(EnvironmentTrouble, match=r"backup\.failed"):
        Store.open(old)
    assert digest(old) == before


def test_a_process_that_ends_inside_a_migration_leaves_a_whole_step(old: Path) -> None:
    """The process is ended before each statement of the file's own connection in turn; the file then stands on a step and goes on."""
    program = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from tests.later_schema import EXTRA\n"
        "from workshop.model.store import Store, opening, steps\n"
        "steps.STEPS = (*steps.STEPS, EXTRA, ('CREATE TABLE later (id TEXT) STRICT', 'CREATE TABLE last (id TEXT) STRICT'))\n"
        "left = int(sys.argv[2])\n"
        "migrate = opening.migrate\n"
        "def counting(sql, parameters):\n"
        "    global left\n"
        "    left -= 1\n"
        "    if left < 0: os._exit(9)\n"
        "def traced(db):\n"
        "    db._tracer = counting\n"
        "    migrate(db)\n"
        "opening.migrate = traced\n"
        "Store.open(Path(sys.argv[1])).close()\n"
    )
    came, ends = version(old), set()
    for at in range(0, 60, 7):
        path = Path(shutil.copy(old, old.with_name(f"{at}.workshop")))
        done = subprocess.run([sys.executable, "-c", program, str(path), str(at)], cwd=FIXTURES.parents[1], check=False)
        assert done.returncode in (0, 9)
        db = connect(path, None)
        stands = pragma(db, "user_version")
        assert applied(db) == names_of(stands)
        fresh = memory()
        with pytest.MonkeyPatch.context() as patch:
            take_steps(patch, EXTRA, ("CREATE TABLE later (id TEXT) STRICT", "CREATE TABLE last (id TEXT) STRICT"))
            migrate(fresh, stands)
        assert listing(db) == listing(fresh)
        fresh.conn.close()
        db.conn.close()
        ends.add(stands)
    assert ends >= {came, came + 1}


def test_steps_number_the_versions() -> None:
    assert newest() == len(steps.STEPS) and names_of(2) == ["schema_1", "schema_2"]
