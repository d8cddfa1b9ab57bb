"""Backups: whole, read back, without open votes, while the room writes; thinned by count; in a second place; under another passphrase."""

import os
import threading
from pathlib import Path

import pytest

from tests.model.packs import pack_files
from workshop.model.errors import EnvironmentTrouble
from workshop.model.store import Store, backup, needs_passphrase, reseal
from workshop.model.store.backup import DAY, Kept
from workshop.model.store.driver import Database, connect

from .conftest import Ticking, opened, profile, seats, voted

SECRET, OTHER = "柳暗花明 又一村", "春风 又绿"


def kept(path: Path) -> list[str]:
    return [f"{one.counter}-{one.reason}" for one in backup.kept(backup.folder_of(path))]


def test_a_backup_is_the_file_without_open_votes(store: Store, path: Path) -> None:
    voted(store, (1, 2, 4, 5))
    ballot = opened(store, subject="2.1")
    for seat in seats(store):
        store.cast_vote(ballot.id, seat.id, 5)
    keys = [row[0] for row in store._db.execute("SELECT key FROM open_ballot").fetchall()]
    made = store.backing_up("asked")()
    assert kept(path) == ["1-asked"] and made.path.stat().st_mode & 0o077 == 0
    content = made.path.read_bytes()
    assert not any(key.encode() in content for key in keys)
    again = Store.open(made.path, reading=True)
    was, now = store.state(), again.state()
    assert now.records == was.records and now.log_hash == was.log_hash and now.rounds[0] == was.rounds[0]
    assert now.rounds[1].ballot.state == "open" and not now.rounds[1].voted
    again.verify()
    again.close()
    assert len(store.open_votes()[ballot.id][0]) == 4  # the room's own box is as full as before


def test_a_restored_engagement_votes_again_where_it_was(store: Store, path: Path, tmp_path: Path) -> None:
    ballot = opened(store)
    store.cast_vote(ballot.id, seats(store)[0].id, 5)
    made = store.backing_up("asked")()
    store.close()
    again = Store.open(made.path)
    for seat in seats(again):
        again.cast_vote(ballot.id, seat.id, 2)
    again.reveal(ballot.id)
    assert sorted(vote.level for vote in again.state().rounds[0].votes if vote.level) == [2, 2, 2, 2]
    again.close()


def test_the_room_goes_on_writing_while_a_worker_copies(store: Store, path: Path) -> None:
    store.attach("topic", "", "大.bin", "application/octet-stream", os.urandom(3_000_000))
    made: list[Kept] = []
    worker = threading.Thread(target=lambda: made.append(store.backing_up("change")()))
    worker.start()
    done = 0
    while worker.is_alive() and done < 400:
        store.tick_pain("P01", 1 + done % 2)
        done += 1
    worker.join()
    assert done > 1
    again = Store.open(made[0].path, reading=True)
    again.verify()
    assert len(again.state().attachments) == 1
    again.close()


@pytest.mark.parametrize("harm", ["short", "row"])
def test_a_copy_that_does_not_read_back_is_not_kept(store: Store, path: Path, monkeypatch: pytest.MonkeyPatch, harm: str) -> None:
    store.backing_up("asked")()
    execute = Database.execute

    def harmed(db: Database, sql: str, *args: object) -> object:
        found = execute(db, sql, *args)
        if sql.startswith("VACUUM INTO"):
            target = Path(sql.split("'")[1])
            if harm == "short":
                target.write_bytes(target.read_bytes()[:-8192])
            else:
                other = connect(target, None)
                other.execute("DELETE FROM seat WHERE number = 4")
                other.conn.close()
        return found

    monkeypatch.setattr(Database, "execute", harmed)
    with pytest.raises(EnvironmentTrouble) as caught:
        store.backing_up("asked")()
    assert caught.value.code in ("backup.differs", "store.corrupt")
    assert [one.name for one in backup.folder_of(path).iterdir()] == ["000001-asked.workshop"]


def test_a_backup_that_cannot_be_written_leaves_nothing_and_says_so(store: Store, path: Path) -> None:
    backup.folder_of(path).write_text("in the way")
    with pytest.raises(EnvironmentTrouble, match=r"backup\.failed"):
        store.backing_up("asked")()


# -- a second place -------------------------------------------------------------------------------------------------------------


def test_a_second_place_holds_the_same_and_counts_when_read_back(
    store: Store, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    made = store.backing_up("close", stick)()
    (copy,) = backup.kept(stick / f"{path.name}.backups")
    assert copy.path.read_bytes() == made.path.read_bytes()
    monkeypatch.setattr(backup, "_from_disk", lambda at: at.read_bytes()[:-1] + b"?")
    with pytest.raises(EnvironmentTrouble, match=r"backup\.differs"):
        store.backing_up("close", stick)()
    assert [one.counter for one in backup.kept(copy.path.parent)] == [1]
    assert sorted(one.name for one in copy.path.parent.iterdir()) == ["000001-close.workshop"]


def test_a_second_place_that_is_away_is_told_and_the_first_stands(store: Store, path: Path, tmp_path: Path) -> None:
    with pytest.raises(EnvironmentTrouble, match=r"backup\.away"):
        store.backing_up("close", tmp_path / "pulled")()
    assert kept(path) == ["1-close"] and not (tmp_path / "pulled").exists()


# -- thinning -------------------------------------------------------------------------------------------------------------------


def series(last: int, reason: str = "change") -> list[Kept]:
    return [Kept(Path(str(number)), number, reason) for number in range(1, last + 1)]


@pytest.mark.parametrize("last", [1, 2, DAY, 2 * DAY, 2 * DAY + 1, 9 * DAY, 12 * DAY + 5, 44 * DAY, 90 * DAY + 17])
def test_thinning_keeps_two_days_whole_then_a_day_a_week_a_month(last: int) -> None:
    found = series(last)
    gone = {one.counter for one in backup.too_many(found)}
    staying = [one.counter for one in found if one.counter not in gone]
    assert staying[-1] == last and set(range(max(1, last - 2 * DAY + 1), last + 1)) <= set(staying)
    for age in range(2 * DAY, min(last, 9 * DAY), DAY):
        assert any(age <= last - counter < age + DAY for counter in staying) or last - age < DAY
    assert len(staying) <= 2 * DAY + 8 + 7 + last // (30 * DAY) + 1


def test_thinning_again_and_again_leaves_what_thinning_once_would() -> None:
    found: list[Kept] = []
    for number in range(1, 12 * DAY):
        found.append(Kept(Path(str(number)), number, "change"))
        if number % 24:
            continue
        gone = set(backup.too_many(found))
        found = [one for one in found if one not in gone]
    counters = [one.counter for one in found]
    assert len(counters) < 2 * DAY + 50
    ages = [12 * DAY - 1 - counter for counter in counters]
    assert max(ages) > 8 * DAY  # an old one is still there
    assert backup.too_many([]) == ()


def test_what_was_kept_before_a_change_is_never_thinned_and_files_go(tmp_path: Path) -> None:
    found = [*series(5 * DAY), *(Kept(Path("m"), 3, "migration"), Kept(Path("r"), 4, "restore"))]
    assert not {one.reason for one in backup.too_many(found)} & {"migration", "restore", "import"}
    for number in (1, 2, 3 * DAY):
        (tmp_path / f"{number:06d}-change.workshop").write_text("x")
    (tmp_path / "mine.workshop").write_text("a file of the user's")
    backup.thin(tmp_path)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["000002-change.workshop", f"{3 * DAY:06d}-change.workshop", "mine.workshop"]


# -- passphrases ----------------------------------------------------------------------------------------------------------------


def test_a_plain_file_is_protected_changed_and_opened_again_with_its_open_votes(store: Store, path: Path) -> None:
    store.attach("topic", "", "附件.txt", "text/plain", "附件内容".encode())
    ballot = opened(store)
    store.cast_vote(ballot.id, seats(store)[0].id, 5)
    store.backing_up("asked")()
    was = store.state()
    assert not store.protected
    store.set_passphrase(SECRET)
    assert store.protected and store.fits(SECRET) and needs_passphrase(path)
    assert len(reseal.plain_ones(store.backups)) == 1
    assert store.resealing(None)() == (1, 0)
    assert reseal.plain_ones(store.backups) == ()
    for file in (path, backup.kept(store.backups)[0].path):
        content = file.read_bytes()
        assert "小银行".encode() not in content and "附件内容".encode() not in content
    store.set_passphrase(OTHER)
    assert store.resealing(SECRET)() == (1, 0)
    store.tick_pain("P01", 1)
    store.close()
    for wrong in (None, SECRET):
        with pytest.raises(EnvironmentTrouble, match="locked_or_damaged"):
            Store.open(path, wrong)
    again = Store.open(path, OTHER)
    assert again.state().records == was.records and len(again.open_votes()[ballot.id][0]) == 1
    assert [entry.operation for entry in again.log()][-3:] == ["protect", "protect", "tick_pain"]
    again.verify()
    again.set_passphrase(None)
    assert again.resealing(OTHER)() == (1, 0)
    again.close()
    Store.open(path).close()
    Store.open(backup.kept(backup.folder_of(path))[0].path, reading=True).close()


def test_a_passphrase_that_cannot_be_set_leaves_the_file_as_it_was(store: Store, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object) -> None:
        raise EnvironmentTrouble("backup.differs", path="x")

    monkeypatch.setattr(reseal, "read_back", fail)
    with pytest.raises(EnvironmentTrouble, match="differs"):
        store.set_passphrase(SECRET)
    assert not store.protected
    store.tick_pain("P01", 1)
    assert [one.name for one in path.parent.iterdir() if one.suffix == ".part" or "journal" in one.name] == []
    store.close()
    Store.open(path).close()


def test_backups_of_another_passphrase_are_counted_and_left(store: Store, tmp_path: Path) -> None:
    other = Store.create(tmp_path / "other.workshop", pack_files(), profile(), OTHER, clock=Ticking())
    made = other.backing_up("asked")()
    other.close()
    store.backups.mkdir()
    made.path.rename(store.backups / "000001-asked.workshop")
    store.set_passphrase(SECRET)
    assert store.resealing(None)() == (0, 1)


def test_a_protected_engagement_leaves_no_plain_byte(tmp_path: Path, home: Path) -> None:
    """The canary: a secret in every text of a protected file is nowhere around it, while it is open and after."""
    place, stick = tmp_path / "place", tmp_path / "stick"
    place.mkdir()
    stick.mkdir()
    canary = "金丝雀之名"
    store = Store.create(place / "workshop-00112233.workshop", pack_files(), profile(bank=canary, chair=canary), SECRET, clock=Ticking())
    store.add_seat(canary, "组")
    store.add_note("note", "topic", "", canary)
    store.attach("topic", "", f"{canary}.txt", "text/plain", canary.encode())
    store.backing_up("asked", stick)()
    seen = [file for folder in (place, stick) for file in folder.rglob("*") if file.is_file()]
    assert len(seen) >= 4  # the file, its lock, a backup here and in the second place
    store.close()
    for file in [*seen, *place.rglob("*"), *home.rglob("*")]:
        if file.is_file():
            assert canary.encode() not in file.read_bytes()
        assert canary not in file.name
