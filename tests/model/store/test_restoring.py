"""A backup put back, a damaged file salvaged, a foreign one admitted: the old file is never lost, what is missing is named."""

import hashlib
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from tests.model.packs import pack_files
from workshop.model import quarantine
from workshop.model.errors import EnvironmentTrouble, Trouble
from workshop.model.store import Store, backup, restoring
from workshop.model.store.salvage import Salvaged

from .conftest import Ticking, opened, seats, voted


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture
def full(store: Store) -> Store:
    voted(store, (3, 3, 3, 4))
    store.settle("indicator", "1.1", 3, "majority", dissents=[("", 4, "高", "", True)])
    for number in range(60):
        store.add_note("note", "topic", "", f"第{number}条，" + "话" * 40)
    store.attach("topic", "", "附件.txt", "text/plain", "附件内容".encode() * 2000)
    return store


# -- put back -------------------------------------------------------------------------------------------------------------------


def test_a_backup_is_put_back_and_the_file_before_is_set_aside(full: Store, path: Path) -> None:
    made = full.backing_up("asked")()
    full.add_note("note", "topic", "", "之后写的")
    full.close()
    after = digest(path)
    told = restoring.contents(made.path, None)
    assert (told.seats, told.records) == (4, 1) and told.entries > 60 and told.at.startswith("2026-03-12")
    aside = restoring.put_back(made.path, None, path)
    assert aside is not None and digest(aside) == after
    assert [one.reason for one in backup.kept(backup.folder_of(path))] == ["restore", "asked"]
    again = Store.open(path)
    assert len(again.state().notes) == 60
    again.verify()
    again.close()


def test_a_damaged_file_is_set_aside_and_the_last_good_backup_put_back(full: Store, path: Path) -> None:
    full.backing_up("asked")()
    bad = full.backing_up("asked")()
    full.close()
    bad.path.write_bytes(bad.path.read_bytes()[:9000])
    path.write_bytes(b"x" * 5000)
    good = restoring.last_good(path, None)
    assert good is not None and good.counter == 1
    aside = restoring.put_back(good.path, None, path)
    assert aside is not None and aside.read_bytes() == b"x" * 5000
    Store.open(path).close()


def test_a_bad_backup_is_not_put_back(full: Store, path: Path) -> None:
    made = full.backing_up("asked")()
    full.close()
    made.path.write_bytes(made.path.read_bytes()[:9000])
    before = digest(path)
    with pytest.raises(Trouble):
        restoring.put_back(made.path, None, path)
    assert digest(path) == before and [one for one in path.parent.iterdir() if one.suffix == ".part"] == []
    assert restoring.last_good(path, None) is None


def test_an_open_file_is_not_replaced(full: Store, path: Path) -> None:
    made = full.backing_up("asked")()
    with pytest.raises(EnvironmentTrouble, match="second"):
        restoring.put_back(made.path, None, path)
    full.add_note("note", "topic", "", "还在")


# -- salvage --------------------------------------------------------------------------------------------------------------------


def salvaged(path: Path, passphrase: str | None = None) -> tuple[Store, Salvaged]:
    return Store.salvage(path, passphrase, path.with_name("salvaged.workshop"), pack_files(), Ticking())


def page_of(path: Path, needle: bytes) -> int:
    return path.read_bytes().index(needle) // 4096


def overwrite(path: Path, page: int) -> None:
    content = bytearray(path.read_bytes())
    content[page * 4096 : (page + 1) * 4096] = random.Random(page).randbytes(4096)
    path.write_bytes(content)


def test_a_sound_file_is_salvaged_whole(full: Store, path: Path) -> None:
    was = full.state()
    full.close()
    before = digest(path)
    store, found = salvaged(path)
    now = store.state()
    assert found == Salvaged((), False, None) and digest(path) == before
    assert (now.notes, now.seats, now.records, now.rounds, now.attachments) == (
        was.notes,
        was.seats,
        was.records,
        was.rounds,
        was.attachments,
    )
    assert store.verify_log() is None and store.log()[-1].operation == "salvage"
    store.verify()
    store.close()


def test_a_broken_page_of_notes_costs_only_its_notes_and_they_are_named(full: Store, path: Path) -> None:
    was = full.state()
    full.close()
    overwrite(path, page_of(path, "notetopic第40条".encode()))
    with pytest.raises(EnvironmentTrouble, match="corrupt"):
        Store.open(path)
    store, found = salvaged(path)
    now = store.state()
    assert 30 < len(now.notes) < 60 and {note.text for note in now.notes} < {note.text for note in was.notes}
    assert [(one.table, one.unread) for one in found.tables] == [("note", True)]
    assert (now.seats, now.records, now.dissents, now.attachments) == (was.seats, was.records, was.dissents, was.attachments)
    assert '"note":[0,1]' in store.log()[-1].detail
    store.verify()
    store.close()
    Store.open(path.with_name("salvaged.workshop")).close()


def test_a_lost_record_takes_its_dissent_along_and_both_are_named(full: Store, path: Path) -> None:
    full.close()
    db = dbapi2.connect(str(path))
    db.execute("DELETE FROM record")
    db.commit()
    db.close()
    store, found = salvaged(path)
    assert store.state().dissents == () and ("dissent", 1) in [(one.table, one.dropped) for one in found.tables]
    store.verify()
    store.close()


def test_a_lost_pack_is_taken_from_the_program_and_a_broken_log_is_kept_as_far_as_it_holds(full: Store, path: Path) -> None:
    full.close()
    db = dbapi2.connect(str(path))
    db.execute("DELETE FROM pack_file WHERE name = 'pack.toml'")
    db.execute("UPDATE log SET detail = '{}' WHERE seq = 20")
    db.execute("DELETE FROM measure_plan")
    db.execute("DELETE FROM capacity WHERE quarter > 2")
    db.commit()
    db.close()
    store, found = salvaged(path)
    assert found.pack and found.log_from == 20
    assert store.verify_log() is None and store.log()[-1].seq == 20 and store.log()[-1].operation == "salvage"
    state = store.state()
    assert set(state.measures) == set(store.pack.measures) and len(state.capacities) == state.engagement.horizon
    store.verify()
    store.close()


@pytest.mark.parametrize("seed", range(12))
def test_whatever_is_broken_salvage_ends_in_a_file_or_a_sentence(full: Store, path: Path, seed: int) -> None:
    full.close()
    dice = random.Random(seed)
    content = bytearray(path.read_bytes())
    for _ in range(dice.choice((1, 5, 40))):
        at = dice.randrange(100, len(content))
        content[at : at + dice.choice((1, 16, 700))] = dice.randbytes(dice.choice((1, 16, 700)))
    path.write_bytes(content[: dice.choice((len(content), len(content) // 2))])
    try:
        store, _ = salvaged(path)
    except EnvironmentTrouble as error:
        code = error.code
    else:
        store.verify()
        store.state()
        store.close()
        return
    assert code == "salvage.nothing" and not path.with_name("salvaged.workshop").exists()


def test_what_tells_nothing_is_said_to(path: Path) -> None:
    path.write_bytes(b"x" * 9000)
    with pytest.raises(EnvironmentTrouble, match="nothing"):
        salvaged(path)


# -- from elsewhere ---------------------------------------------------------------------------------------------------------------


def test_a_foreign_file_is_copied_into_a_fresh_one(full: Store, path: Path, tmp_path: Path) -> None:
    ballot = opened(full, subject="2.1")
    full.cast_vote(ballot.id, seats(full)[0].id, 5)
    was = full.state()
    full.close()
    before = digest(path)
    fresh = quarantine.admit(path, tmp_path / "fresh.workshop", passphrase="一二三四五六七八", clock=Ticking())
    now = fresh.state()
    assert now.records == was.records and now.notes == was.notes and now.undo == "" and fresh.open_votes() == {}
    assert fresh.attachment_bytes(now.attachments[0].id) == "附件内容".encode() * 2000
    fresh.verify()
    fresh.close()
    assert digest(path) == before


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE record SET subject = '9.9'", "json.unknown"),
        ("UPDATE seat SET role = replace(hex(zeroblob(20001)), '00', '长') WHERE number = 1", "json.text"),
        ("UPDATE vote SET seat = (SELECT id FROM seat LIMIT 1) WHERE level = 4", "json.seat_shown"),
        ("UPDATE log SET detail = '{}' WHERE seq = 3", "json.log"),
        ("UPDATE attachment_bytes SET content = x'00'", "json.attachment"),
        ("UPDATE measure_plan SET people = 9e999 WHERE measure = (SELECT min(measure) FROM measure_plan)", "json.text"),
        ("UPDATE weight SET basis = 1", "json.weights"),
        ("DELETE FROM attachment_bytes", "id.unknown"),
    ],
)
def test_rows_that_we_could_not_have_written_are_refused(full: Store, path: Path, statement: str, code: str) -> None:
    full.close()
    db = dbapi2.connect(str(path))
    db.execute(statement)
    db.commit()
    db.close()
    with pytest.raises(Trouble) as caught:
        quarantine.admit(path, path.with_name("fresh.workshop"))
    assert caught.value.code == code
    assert not path.with_name("fresh.workshop").exists()


def test_text_that_is_no_text_is_told_as_damage(full: Store, path: Path) -> None:
    full.close()
    content = path.read_bytes()
    path.write_bytes(content.replace("行长".encode(), b"\xff\xfe\xff\xfe\xff\xfe", 1))
    for act in (lambda: quarantine.admit(path, path.with_name("fresh.workshop")), lambda: Store.open(path).state()):
        assert isinstance(trouble_of(act), EnvironmentTrouble)


def trouble_of(act: Callable[[], object]) -> BaseException:
    with pytest.raises(Trouble) as caught:
        act()
    return caught.value
