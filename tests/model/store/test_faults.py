"""A file moved, deleted, replaced, lost or taken by another program is noticed by the next operation; the room goes on elsewhere."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import asdict
from sqlcipher3 import dbapi2

from tests.model.packs import pack_files
from workshop.model.errors import EnvironmentTrouble, Refused
from workshop.model.rows import TABLES, LogEntry, Note, Seat
from workshop.model.store import Store, watch
from workshop.model.store.base import Base
from workshop.model.store.claim import Claim, mark_of
from workshop.model.store.driver import Database

from .conftest import Ticking, opened, profile, seats, voted


def fails(store: Store, code: str) -> None:
    before = store.state()
    with pytest.raises(EnvironmentTrouble) as caught:
        store.add_note("note", "topic", "", "不能丢的话")
    assert caught.value.code == code
    assert {name: len(store._rows.get(name, ())) for name in ("seat", "note")} == {"seat": len(before.seats), "note": len(before.notes)}


def goes_on(store: Store, target: Path) -> None:
    """Everything is in the new file, and so is what is written next."""
    store.elsewhere(target)
    store.add_note("note", "topic", "", "在新地方")
    was = store.state()
    store.close()
    again = Store.open(target)
    assert again.state() == was
    assert again.verify_log() is None and "elsewhere" in [entry.operation for entry in again.log()]
    again.verify()
    again.close()


@pytest.fixture
def full(store: Store) -> Store:
    """With votes, a record, an attachment and a round still open; every row in mind, as the session keeps it."""
    voted(store, (3, 3, 3, 4))
    store.settle("indicator", "1.1", 3, "majority")
    store.attach("topic", "", "附件.txt", "text/plain", "附件内容".encode())
    ballot = opened(store, subject="2.1")
    store.cast_vote(ballot.id, seats(store)[0].id, 5)
    store.state()
    store.hold()
    return store


def test_a_moved_file_is_noticed_and_taken_up_again_where_it_was(full: Store, path: Path) -> None:
    path.rename(path.with_name("moved"))
    fails(full, "file.gone")
    path.with_name("moved").rename(path)
    full.resume()
    full.add_note("note", "topic", "", "又好了")
    assert len(full.state().notes) == 1


def test_a_deleted_file_goes_on_elsewhere(full: Store, path: Path, tmp_path: Path) -> None:
    path.unlink()
    fails(full, "file.gone")
    with pytest.raises(EnvironmentTrouble, match="gone"):
        full.resume()
    goes_on(full, tmp_path / "elsewhere.workshop")


def test_a_replaced_file_is_left_alone(full: Store, path: Path, tmp_path: Path) -> None:
    other = Store.create(tmp_path / "other.workshop", pack_files(), profile(bank="别家银行"))
    other.close()
    shutil.move(tmp_path / "other.workshop", path)
    before = path.read_bytes()
    fails(full, "file.replaced")
    with pytest.raises(EnvironmentTrouble, match="replaced"):
        full.resume()
    goes_on(full, tmp_path / "elsewhere.workshop")
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", ["other", "empty", "noise"])
def test_a_file_overwritten_in_its_place_is_left_alone(full: Store, path: Path, tmp_path: Path, content: str) -> None:
    """The same file to the system, with somebody else's content: what is in mind is saved, not what stands there."""
    Store.create(tmp_path / "other.workshop", pack_files(), profile(bank="别家银行")).close()
    written = {"other": (tmp_path / "other.workshop").read_bytes(), "empty": b"", "noise": b"x" * 9000}[content]
    path.write_bytes(written)
    with pytest.raises(EnvironmentTrouble) as caught:
        full.add_note("note", "topic", "", "不能丢的话")
    assert caught.value.code in ("file.replaced", "store.notadb", "store.corrupt")
    was = full._rows["seat"]
    full.elsewhere(tmp_path / "elsewhere.workshop")
    assert path.read_bytes() == written
    state = full.state()
    assert state.engagement.bank == "小银行" and state.seats == was and len(state.records) == 1
    assert full.attachment_bytes(state.attachments[0].id).decode() == "附件内容"
    assert full.verify_log() is None and not full.open_votes()


def test_a_pulled_disk_takes_nothing_that_was_recorded(full: Store, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def dead(*args: object) -> None:
        raise dbapi2.OperationalError("disk I/O error")

    was = full.state()
    shutil.rmtree(path.parent / "stick", ignore_errors=True)
    monkeypatch.setattr(watch, "check", lambda *args: None)
    with monkeypatch.context() as patch:
        patch.setattr(Base, "_log_tail", dead)
        patch.setattr(Database, "execute", dead)
        with pytest.raises(EnvironmentTrouble, match="io"):
            full.tick_pain("P01", 2)
    with monkeypatch.context() as patch:
        patch.setattr("workshop.model.store.backup.image_of", dead)
        assert full.elsewhere(tmp_path / "elsewhere.workshop") == ()
    now = full.state()
    for name in ("engagement", "seats", "records", "attachments", "measures", "weights", "agenda"):
        assert getattr(now, name) == getattr(was, name)
    assert [entry.operation for entry in full.log()][-1] == "elsewhere" and full.verify_log() is None


def test_an_attachment_that_was_not_in_mind_is_named_when_it_is_lost(full: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    full._contents.clear()
    monkeypatch.setattr("workshop.model.store.backup.image_of", lambda *args: (_ for _ in ()).throw(EnvironmentTrouble("store.io")))
    assert full.elsewhere(tmp_path / "elsewhere.workshop") == ("附件.txt",)
    assert full.state().attachments == ()
    assert '"lost":["附件.txt"]' in full.log()[-1].detail


def test_elsewhere_holds_no_open_vote_and_stays_under_the_passphrase(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "a.workshop", pack_files(), profile(), "柳暗花明 又一村", clock=Ticking())
    store.add_seat("行长", "决策层")
    ballot = opened(store)
    store.cast_vote(ballot.id, seats(store)[0].id, 4)
    store.elsewhere(tmp_path / "b.workshop")
    assert store.open_votes() == {} and store.state().rounds[0].ballot.state == "open"
    store.close()
    assert not (tmp_path / "b.workshop").read_bytes().startswith(b"SQLite")
    Store.open(tmp_path / "b.workshop", "柳暗花明 又一村").close()


def test_elsewhere_never_replaces_a_file(full: Store, tmp_path: Path) -> None:
    (tmp_path / "there.workshop").write_text("mine")
    with pytest.raises(Refused, match="exists"):
        full.elsewhere(tmp_path / "there.workshop")
    with pytest.raises(EnvironmentTrouble, match="cannot_create"):
        full.elsewhere(tmp_path / "no" / "folder.workshop")
    full.add_note("note", "topic", "", "还在原处")


def test_a_read_only_file_is_told_as_one(full: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch.os, "access", lambda path, how: False)
    fails(full, "store.readonly")


@pytest.mark.parametrize(("free", "code"), [(0, "store.full"), (10**12, "store.io")])
def test_a_disk_error_on_a_full_disk_is_told_as_one(path: Path, full: Store, monkeypatch: pytest.MonkeyPatch, free: int, code: str) -> None:
    monkeypatch.setattr(watch.shutil, "disk_usage", lambda folder: shutil._ntuple_diskusage(1, 1, free))
    trouble = EnvironmentTrouble("store.io", path=str(path))
    assert watch.diagnosed(trouble, path, watch.identity(path)).code == code


def test_little_room_and_a_synchronised_folder_are_told_before_they_hurt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.workshop"
    assert watch.cautions(path) == ()
    monkeypatch.setattr(watch.shutil, "disk_usage", lambda folder: shutil._ntuple_diskusage(1, 1, 100 * 1024 * 1024))
    assert [(one.code, one.facts["free"]) for one in watch.cautions(path)] == [("disk.low", 100)]
    for name in ("OneDrive - 某某银行", "坚果云", "Dropbox"):
        assert watch.is_synced(tmp_path / name / "x" / "a.workshop")
    (tmp_path / ".stfolder").mkdir()
    assert watch.is_synced(path)


# -- a COMMIT in doubt ----------------------------------------------------------------------------------------------------------


class Failing:
    """A connection whose COMMIT reports an error, before it is done or after."""

    def __init__(self, store: Store, landed: bool, times: int) -> None:
        self.store, self.landed, self.left = store, landed, times
        self.execute = store._db.execute

    def __call__(self, sql: str, *args: object) -> object:
        if sql == "COMMIT" and self.left:
            self.left -= 1
            if self.landed:
                self.execute("COMMIT")
            raise dbapi2.OperationalError("disk I/O error")
        return self.execute(sql, *args)


@pytest.mark.parametrize(("landed", "times", "told"), [(False, 1, True), (True, 1, False), (True, 2, True), (False, 2, True)])
def test_a_commit_in_doubt_is_done_once(store: Store, monkeypatch: pytest.MonkeyPatch, landed: bool, times: int, told: bool) -> None:
    monkeypatch.setattr(store._db, "execute", Failing(store, landed, times))

    def add() -> None:
        store.add_note("note", "topic", "", "只此一条")

    if told:
        with pytest.raises(EnvironmentTrouble, match="io"):
            add()
        try:
            add()
        except EnvironmentTrouble:
            add()
    else:
        add()
    assert len(store.rows(Note)) == 1 and len(store.state().notes) == 1
    assert store.verify_log() is None
    store.add_note("note", "topic", "", "另一条")
    assert len(store.rows(Note)) == 2


def test_after_a_doubt_another_operation_builds_on_what_landed(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store._db, "execute", Failing(store, landed=True, times=2))
    with pytest.raises(EnvironmentTrouble, match="io"):
        store.add_note("note", "topic", "", "一")
    store.tick_pain("P01", 1)
    assert [note.text for note in store.rows(Note)] == ["一"] and store.state().pains == {"P01": 1}
    assert store.verify_log() is None


def test_operations_do_not_nest_and_leave_nothing_open(store: Store) -> None:
    with store.transaction():
        with pytest.raises(RuntimeError, match="inside"):
            store.tick_pain("P01", 1)
        store._db.execute("COMMIT")
        store._db.execute("BEGIN")
    store._db.execute("INSERT INTO pain_tick VALUES ('P01', 1)")
    store._db.execute("BEGIN")
    store.tick_pain("P02", 1)  # what was left open is given back first
    assert not store._db.conn.in_transaction


# -- the log and the tables -------------------------------------------------------------------------------------------------------


def test_no_entry_of_the_log_is_changed_or_taken_back(store: Store) -> None:
    entry = store.log()[0]
    for act in (store.put, store.drop):
        with pytest.raises(RuntimeError, match="log"):
            act(entry)
    with pytest.raises(RuntimeError, match="table"):
        store._restore("log", {}, None)
    assert store.log()[0] == entry and isinstance(entry, LogEntry)


def test_a_vote_asks_the_file_seven_times(store: Store) -> None:
    """Its rule, its row, the chained log; the schema is ours and need not be asked for."""
    ballot, seats = opened(store), store.rows(Seat)
    store.cast_vote(ballot.id, seats[0].id, 3)
    store.state()  # as the window reads it after each change
    said: list[str] = []
    store._db.conn.set_trace_callback(said.append)
    store.cast_vote(ballot.id, seats[1].id, 4)
    store._db.conn.set_trace_callback(None)
    assert [one.split()[0] for one in said] == ["BEGIN", "SELECT", "SELECT", "INSERT", "SELECT", "INSERT", "COMMIT"]


def test_a_step_that_names_a_column_of_its_own_changes_nothing(store: Store) -> None:
    """What a file's undo steps say becomes columns of a statement."""
    seat = asdict(store.rows(Seat)[0])
    for name in ("id) VALUES ('x'); DELETE FROM seat; --", "rowid", "more"):
        with pytest.raises(RuntimeError, match="no table seat"), store.transaction():
            store._restore("seat", {**seat, name: "x"}, None)
    assert asdict(store.rows(Seat)[0]) == seat


def test_a_misspelt_table_is_not_made(store: Store) -> None:
    with pytest.raises(RuntimeError, match="no table"):
        store._upsert("notes", {"id": "a"})
    assert set(store._db.table_names()) == {
        *TABLES,
        "open_ballot",
        "open_allotment",
        "attachment_bytes",
        "pack_file",
        "undo_step",
        "_sqlite_migrations",
    }


# -- two programs -----------------------------------------------------------------------------------------------------------------


def test_a_second_program_is_told_and_the_file_is_free_after_it(store: Store, path: Path) -> None:
    with pytest.raises(EnvironmentTrouble, match="second"):
        Store.open(path)
    Store.open(path, reading=True).close()
    store.close()
    assert not mark_of(path).exists()
    again = Store.open(path)
    assert again.recovered is None
    again.close()


def test_a_program_that_ended_without_closing_is_told_once(path: Path, store: Store) -> None:
    store.close()
    program = (
        "import os, sys\nfrom pathlib import Path\nfrom workshop.model.store import Store\n"
        "Store.open(Path(sys.argv[1])).tick_pain('P01', 1)\nos._exit(9)\n"
    )
    subprocess.run([sys.executable, "-c", program, str(path)], check=False, cwd=Path(__file__).parents[3])
    again = Store.open(path)
    assert again.recovered is not None and again.recovered.entries == again.state().log_length and not again.recovered.rolled_back
    assert again.state().pains == {"P01": 1}
    again.close()
    again = Store.open(path)
    assert again.recovered is None
    again.close()


def test_a_claim_is_given_back_once_and_none_is_made_where_it_cannot(tmp_path: Path) -> None:
    claim = Claim.take(tmp_path / "a")
    assert claim is not None and not claim.unclean
    claim.release()
    claim.release()
    assert Claim.take(tmp_path / "no" / "folder") is None


@pytest.mark.parametrize("read", [lambda s: s.attachment_bytes("x"), Store.open_votes, Store.log_end, Store.last_entry, Store.steps])
@pytest.mark.parametrize("error", [dbapi2.DatabaseError("database disk image is malformed"), MemoryError()])
def test_a_page_found_broken_while_reading_is_told_as_damage(
    store: Store, monkeypatch: pytest.MonkeyPatch, read: Callable[[Store], object], error: Exception
) -> None:
    def execute(*_: object) -> None:
        raise error

    with monkeypatch.context() as broken:
        broken.setattr(store._db, "execute", execute)
        with pytest.raises(EnvironmentTrouble) as caught:
            read(store)
    assert caught.value.code == "store.corrupt"
