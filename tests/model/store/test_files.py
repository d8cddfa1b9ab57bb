"""Files: made, opened, protected, refused untouched, verified; troubles of the driver told by name."""

import sqlite3
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from tests.model.packs import pack_files
from workshop.model.content import load_pack
from workshop.model.errors import ContentError, EnvironmentTrouble, NewerFile, Refused, Trouble
from workshop.model.rows import TABLES
from workshop.model.store import Store, needs_passphrase
from workshop.model.store.driver import _CODES, told

from .conftest import Ticking, opened, profile, seats, voted

SECRET = "柳暗花明 又一村"


def trouble(path: Path, passphrase: str | None = None) -> Trouble:
    with pytest.raises(Trouble) as caught:
        Store.open(path, passphrase)
    return caught.value


def raw(path: Path, *statements: str) -> None:
    """Change a closed file behind the program's back."""
    db = dbapi2.connect(str(path))
    for statement in statements:
        db.execute(statement)
    db.commit()
    db.close()


def test_what_was_written_is_read_again(store: Store, path: Path) -> None:
    voted(store, (3, 3, 3, 4))
    store.settle("indicator", "1.1", 3, "consensus")
    opened(store, subject="2.1")
    before = store.state()
    store.close()
    store.close()
    again = Store.open(path)
    assert again.state() == before
    again.verify()
    again.close()


def test_a_file_is_its_owners_alone(store: Store, path: Path) -> None:
    assert path.stat().st_mode & 0o077 == 0


def test_the_pack_speaks_its_languages(store: Store, path: Path) -> None:
    assert store.pack.title == "小诊断"
    store.speak("en")
    assert store.pack.title == "小诊断 (en)"
    with pytest.raises(ContentError):
        store.speak("fr")
    store.close()
    again = Store.open(path, language="en")
    assert again.pack.language == "en"
    again.close()


@pytest.mark.parametrize(
    ("fields", "code"), [({"bank": " "}, "profile.bank"), ({"bank_type": "x"}, "id.unknown"), ({"seed": "x"}, "store.constraint")]
)
def test_a_bad_profile_leaves_no_file(path: Path, fields: dict[str, object], code: str) -> None:
    with pytest.raises(Refused) as caught:
        Store.create(path, pack_files(), profile(**fields), clock=Ticking())
    assert caught.value.code == code
    assert not path.exists()


def test_nothing_is_overwritten(store: Store, path: Path) -> None:
    store.close()
    before = path.read_bytes()
    with pytest.raises(Refused, match="exists"):
        Store.create(path, pack_files(), profile())
    with pytest.raises(Refused, match="exists"):
        Store.restore(path, pack_files(), {"engagement": [profile()]}, {})
    assert path.read_bytes() == before


def test_where_no_file_can_be_made_it_is_said(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentTrouble, match="cannot_create"):
        Store.create(tmp_path / "nowhere" / "x.workshop", pack_files(), profile())


def test_a_failing_schema_leaves_no_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(db: object) -> None:
        raise dbapi2.OperationalError("database or disk is full")

    monkeypatch.setattr("workshop.model.store.store.migrate", fail)
    with pytest.raises(EnvironmentTrouble, match="full"):
        Store.create(path, pack_files(), profile())
    assert not path.exists()


# -- opening ------------------------------------------------------------------------------------------------------------------


def test_a_missing_path_and_a_folder_are_not_created(tmp_path: Path) -> None:
    assert trouble(tmp_path / "x.workshop").code == "file.missing"
    assert trouble(tmp_path).code == "file.folder"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no database", b"SQLite format 3\0" + bytes(200)])
def test_what_is_no_database_of_ours_is_refused_untouched(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    assert trouble(path).code in ("file.foreign", "file.locked_or_damaged", "store.notadb", "store.corrupt")
    assert path.read_bytes() == content


def test_another_programs_database_is_refused_untouched(path: Path) -> None:
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE notes (id)")
    db.close()
    before = path.read_bytes()
    assert trouble(path).code == "file.foreign"
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "statement",
    ["CREATE TRIGGER t AFTER INSERT ON note BEGIN SELECT 1; END", "CREATE VIEW v AS SELECT 1", "ALTER TABLE note ADD COLUMN x TEXT"],
)
def test_a_schema_that_is_not_ours_is_refused_untouched(store: Store, path: Path, statement: str) -> None:
    store.close()
    raw(path, statement)
    before = path.read_bytes()
    assert trouble(path).code == "file.foreign"
    assert path.read_bytes() == before


def test_a_newer_file_is_refused_untouched(store: Store, path: Path) -> None:
    store.close()
    raw(path, "PRAGMA user_version = 99")
    before = path.read_bytes()
    found = trouble(path)
    assert isinstance(found, NewerFile)
    assert found.facts["version"] == 99
    assert path.read_bytes() == before


def test_a_file_without_an_engagement_is_not_ours(store: Store, path: Path) -> None:
    store.close()
    raw(path, "DELETE FROM engagement")
    assert trouble(path).code == "file.foreign"


def test_a_broken_embedded_pack_is_named(store: Store, path: Path) -> None:
    store.close()
    raw(path, "UPDATE pack_file SET content = 'x = ' WHERE name = 'pack.toml'")
    assert trouble(path).facts["file"] == "pack.toml"


def test_an_interrupted_write_is_rolled_back_on_opening(store: Store, path: Path) -> None:
    store.close()
    journal = path.with_name(f"{path.name}-journal")
    journal.write_bytes(b"")
    again = Store.open(path)
    assert again.engagement().bank == "小银行"
    again.close()


# -- passphrases ----------------------------------------------------------------------------------------------------------------


def test_a_protected_file_opens_with_its_passphrase_only(path: Path) -> None:
    store = Store.create(path, pack_files(), profile(), SECRET + "'; --", clock=Ticking())
    store.add_seat("绝无仅有的职务", "组")
    store.close()
    assert "绝无仅有的职务".encode() not in path.read_bytes()
    assert needs_passphrase(path)
    assert trouble(path).code == "file.locked_or_damaged"
    assert trouble(path, "wrong").code == "file.locked_or_damaged"
    again = Store.open(path, SECRET + "'; --")
    assert again.rows(type(seats(again)[0]))[0].role == "绝无仅有的职务"
    again.close()


def test_an_open_file_needs_no_passphrase(store: Store, path: Path) -> None:
    assert not needs_passphrase(path)
    path.with_name("other").write_bytes(b"")
    assert not needs_passphrase(path.with_name("other"))


# -- verify ---------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE log SET detail = '{}' WHERE seq = 3", "check.log"),
        ("UPDATE pack_file SET content = content || ' ' WHERE name = 'text.en.toml'", "check.pack"),
        ("INSERT INTO follow_up VALUES ('f', 'nothing', '', 'done', '', '', '', '', '', 'room')", "store.corrupt"),
    ],
)
def test_what_was_changed_behind_our_back_is_found(store: Store, path: Path, statement: str, code: str) -> None:
    store.close()
    raw(path, statement)
    again = Store.open(path)
    with pytest.raises(EnvironmentTrouble) as caught:
        again.verify()
    again.close()
    assert caught.value.code == code


# -- restore --------------------------------------------------------------------------------------------------------------------


def test_restore_brings_every_row_or_none(store: Store, tmp_path: Path) -> None:
    store.attach("topic", "", "a.txt", "text/plain", b"abc")
    store.settle("indicator", "1.1", 3, "majority", dissents=[("", 4, "高", "", True)])
    tables = {name: store.rows(kind) for name, kind in TABLES.items()}
    key = store.state().attachments[0].id
    other = Store.restore(tmp_path / "b.workshop", store.pack_files(), tables, {key: b"abc"}, clock=Ticking())
    assert other.attachment_bytes(key) == b"abc"
    assert [other.rows(kind) for kind in TABLES.values()] == [store.rows(kind) for kind in TABLES.values()]
    assert other.state().undo == ""
    other.close()
    with pytest.raises(ContentError) as caught:
        Store.restore(tmp_path / "c.workshop", store.pack_files(), {**tables, "record": ()}, {key: b"abc"})
    assert caught.value.facts["where"] == "tables/dissent/0"
    assert not (tmp_path / "c.workshop").exists()


# -- the driver -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("said", "code"), [(f"x {words} y", code) for words, code in _CODES])
def test_the_drivers_errors_become_troubles(tmp_path: Path, said: str, code: str) -> None:
    with pytest.raises(EnvironmentTrouble) as caught, told(tmp_path):
        raise dbapi2.OperationalError(said)
    assert caught.value.code == code


def test_what_a_damaged_file_is_quoted_with_says_nothing(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentTrouble, match="corrupt"), told(tmp_path):
        raise dbapi2.DatabaseError("malformed database schema (the disk is full, the door is locked)")


@pytest.mark.parametrize("place", [range(15, 24), range(40, 100), range(100, 108)])
def test_a_header_that_makes_no_sense_is_told_as_damage(store: Store, path: Path, place: range) -> None:
    store.close()
    whole = path.read_bytes()
    for at in place:
        for value in (0, 3, 255):
            path.write_bytes(whole[:at] + bytes([value]) + whole[at + 1 :])
            try:
                Store.open(path, reading=True).close()
            except Trouble as told_of:
                code = told_of.code
            else:
                code = "store.corrupt"  # a byte that matters to nobody
            assert code in ("store.corrupt", "file.locked_or_damaged", "file.foreign", "file.newer", "store.notadb")


def test_an_unknown_error_is_the_bug_it_is(tmp_path: Path) -> None:
    with pytest.raises(dbapi2.OperationalError, match="no such"), told(tmp_path):
        raise dbapi2.OperationalError("no such column")


def test_a_second_writer_is_told_to_wait(store: Store, path: Path) -> None:
    other = dbapi2.connect(str(path))
    other.execute("BEGIN EXCLUSIVE")
    store._db.execute("PRAGMA busy_timeout = 20")
    before = load_pack(pack_files(), "zh_CN").id
    with pytest.raises(EnvironmentTrouble, match="busy"):
        store.tick_pain("P01", 1)
    other.rollback()
    other.close()
    store.tick_pain("P01", 2)
    assert store.state().pains == {"P01": 2}
    assert store.pack.id == before
