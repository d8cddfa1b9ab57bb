"""What keeps an acknowledged vote through a power cut is set on every connection, new or opened again."""

from pathlib import Path

import pytest

from workshop.model.store import Store
from workshop.model.store.driver import connect, dbapi2, sqlite_utils

# DELETE and EXTRA lost nothing in the replay of power cuts, WAL with NORMAL and DELETE with FULL did
WANTED = {"journal_mode": "delete", "synchronous": 3, "foreign_keys": 1, "secure_delete": 1, "temp_store": 2, "trusted_schema": 0}


@pytest.mark.parametrize("passphrase", [None, "six quiet words in a row"])
def test_every_connection_is_set_up_as_designed(tmp_path: Path, passphrase: str | None) -> None:
    path = tmp_path / "a.workshop"
    for _again in range(2):
        db = connect(path, passphrase, mode="rwc")
        found = {name: db.execute(f"PRAGMA {name}").fetchone()[0] for name in WANTED}
        db.execute("CREATE TABLE IF NOT EXISTS kept (x INTEGER) STRICT")
        db.conn.close()
        assert found == WANTED


def test_sqlite_utils_runs_on_the_one_driver() -> None:
    assert vars(sqlite_utils.db)["sqlite3"] is dbapi2


def test_the_library_tries_nothing_out_in_an_operation(store: Store) -> None:
    """Its trial takes an error of the disk for an answer, and what follows is then no longer one transaction."""
    said: list[str] = []
    store.close()
    store = Store.open(store.path)
    store._db.conn.set_trace_callback(said.append)
    store.add_note("note", "topic", "", "一")
    store.close()
    assert said[0] == "BEGIN IMMEDIATE" and said[-1] == "COMMIT"
    assert [one for one in said if one.lower().startswith(("create", "drop"))] == []
