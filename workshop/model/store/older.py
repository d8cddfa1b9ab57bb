"""Rows in the form of an earlier schema brought to today's, by the very steps an old file goes through."""

from collections.abc import Mapping, Sequence
from typing import Any

from ..errors import ContentError
from ..rows import TABLES
from .driver import IntegrityError, memory
from .schema import migrate, newest

Rows = Sequence[Mapping[str, Any]]


def brought_up(tables: Mapping[str, Rows], version: int) -> dict[str, list[dict[str, Any]]]:
    """Tables of an exchange file in the schema `version` as those of today; raises ContentError for a table or column that schema lacks."""
    db = memory()
    try:
        migrate(db, version)
        known = _columns(db)
        if wrong := sorted(set(tables) - set(known)):
            raise ContentError("json.key", where="tables", key=wrong[0])
        db.execute("PRAGMA foreign_keys = OFF")  # the tables come in any order; their links are looked through at the end
        for name, rows in tables.items():
            _put(db, name, known[name], rows)
        if (loose := db.execute("PRAGMA foreign_key_check").fetchone()) is not None:
            raise ContentError("json.unknown", where=f"tables/{loose[0]}", id=loose[2])
        if version < newest():
            migrate(db)
        return {name: _taken(db, name, kind) for name, kind in TABLES.items()}
    finally:
        db.conn.close()


def _columns(db: Any) -> dict[str, tuple[str, ...]]:
    names = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()]
    return {name: tuple(row[1] for row in db.execute(f"PRAGMA table_info([{name}])").fetchall()) for name in names}


def _put(db: Any, name: str, columns: tuple[str, ...], rows: Rows) -> None:
    if not isinstance(rows, list):
        raise ContentError("json.type", where=f"tables/{name}", expected="list")
    places = ", ".join("?" for _column in columns)
    for index, row in enumerate(rows):
        where = f"tables/{name}/{index}"
        if not isinstance(row, dict):
            raise ContentError("json.type", where=where, expected="object")
        if wrong := sorted(set(row) ^ set(columns)):
            raise ContentError("json.key", where=where, key=wrong[0])
        if any(isinstance(value, (bool, list, dict)) for value in row.values()):
            raise ContentError("json.rule", where=where, detail=name)
        try:
            db.execute(f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({places})", [row[column] for column in columns])
        except IntegrityError as error:
            raise ContentError("json.rule", where=where, detail=str(error)) from error


def _taken(db: Any, name: str, kind: type[Any]) -> list[dict[str, Any]]:
    columns = list(kind.__struct_fields__)
    found = db.execute(f"SELECT {', '.join(columns)} FROM {name} ORDER BY rowid" if _has_rowid(db, name) else
                       f"SELECT {', '.join(columns)} FROM {name}").fetchall()  # fmt: skip
    return [dict(zip(columns, values, strict=True)) for values in found]


def _has_rowid(db: Any, name: str) -> bool:
    text = db.execute("SELECT sql FROM sqlite_master WHERE name = ?", [name]).fetchone()[0]
    return "WITHOUT ROWID" not in text.upper()
