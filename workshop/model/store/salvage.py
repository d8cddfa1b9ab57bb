"""What a damaged file still tells, in a new file, with a list of what is missing; nothing is invented, the damaged file is only read."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from ..content import load_pack
from ..errors import ContentError, EnvironmentTrouble
from ..rows import LogEntry
from .backup import write_image
from .base import digest, first_broken
from .driver import DatabaseError, IntegrityError, connect, memory, told
from .schema import migrate, newest, pragma

LEFT_OUT = ("undo_step", "open_ballot", "_sqlite_migrations")
_HEX = [f"{number:02x}" for number in range(256)]


class Missing(Struct, frozen=True):
    """Of one table: rows that were read but do not hold together, and whether a stretch could not be read at all."""

    table: str
    kept: int
    dropped: int
    unread: bool


class Salvaged(Struct, frozen=True):
    """What came over and what did not; `pack` says that the content pack was taken from the program."""

    tables: tuple[Missing, ...]  # those that lack something
    pack: bool
    log_from: int | None  # first entry of the log that no longer follows on the one before


def salvage(path: Path, passphrase: str | None, target: Path, files: Mapping[str, str]) -> Salvaged:
    """Read what can be read of a damaged file into a new one; `files` stand in for a content pack that cannot be read."""
    if target.exists():
        raise EnvironmentTrouble("out.there", path=str(target))
    image = memory(passphrase)
    try:
        db = connect(path, passphrase, mode="ro", broken=True)
    except EnvironmentTrouble as trouble:
        raise EnvironmentTrouble("salvage.nothing", path=str(path)) from trouble
    try:
        with told(path):
            db.conn.text_factory = bytes
            version = _version(db)
            migrate(image, version)
            found = [_table(db, image, name) for name in image.table_names() if name not in LEFT_OUT]
    finally:
        db.conn.close()
    if image.execute("SELECT count(*) FROM engagement").fetchone()[0] != 1:
        raise EnvironmentTrouble("salvage.nothing", path=str(path))
    found += _without_owner(image)
    pack = _mend_pack(image, files)
    log_from = _mend_log(image)
    try:
        write_image(image, passphrase, target)
    except OSError as error:
        raise EnvironmentTrouble("file.cannot_create", path=str(target), detail=error.strerror or "") from error
    return Salvaged(tuple(one for one in found if one.dropped or one.unread), pack, log_from)


def _version(db: Any) -> int:
    try:
        version = pragma(db, "user_version")
    except DatabaseError:
        return newest()
    return version if 1 <= version <= newest() else newest()


def _table(db: Any, image: Any, name: str) -> Missing:
    """Every row that can be read and that the new table takes."""
    columns = [row[1] for row in image.execute(f"PRAGMA table_info([{name}])").fetchall()]
    keys = [row[1] for row in image.execute(f"PRAGMA table_info([{name}])").fetchall() if row[5]]
    rows, unread = _read(db, name, columns, keys)
    marks = ", ".join("?" * len(columns))
    kept = 0
    image.execute("PRAGMA foreign_keys = OFF")
    for row in rows:
        try:
            values = [value.decode("utf-8") if kind == "TEXT" and isinstance(value, bytes) else value for value, kind in row]
            image.execute(f"INSERT INTO [{name}] VALUES ({marks})", values)
            kept += 1
        except (IntegrityError, UnicodeDecodeError):
            continue
    image.execute("PRAGMA foreign_keys = ON")
    return Missing(name, kept, len(rows) - kept, unread)


def _read(db: Any, name: str, columns: list[str], keys: list[str]) -> tuple[list[list[tuple[Any, str]]], bool]:
    """Rows as (value, type) pairs: from both ends, then past a broken page by stretches of the key; whether something stayed unread."""
    listed = ", ".join(f"[{column}], typeof([{column}])" for column in columns)
    order = ", ".join(f"[{key}]" for key in keys)
    found: dict[tuple[Any, ...], list[tuple[Any, str]]] = {}
    positions = [columns.index(key) for key in keys]
    forward, *others = _queries(name, listed, order, keys)
    if _gather(db, forward, found, positions):
        return list(found.values()), False
    for query in others:
        _gather(db, query, found, positions)
    return list(found.values()), True


def _queries(name: str, listed: str, order: str, keys: list[str]) -> Iterator[str]:
    first = keys[0]
    yield f"SELECT {listed} FROM [{name}] ORDER BY {order} ASC"
    yield f"SELECT {listed} FROM [{name}] ORDER BY {', '.join(f'[{key}] DESC' for key in keys)}"
    yield f"SELECT {listed} FROM [{name}] NOT INDEXED"
    for low, high in zip(_HEX, [*_HEX[1:], "g"], strict=True):
        yield f"SELECT {listed} FROM [{name}] WHERE [{first}] >= '{low}' AND [{first}] < '{high}'"


def _gather(db: Any, query: str, found: dict[tuple[Any, ...], list[tuple[Any, str]]], positions: list[int]) -> bool:
    """Add rows until the query ends or breaks; True when it ended."""
    try:
        cursor = db.execute(query)
        while (row := cursor.fetchone()) is not None:
            pairs = [(value, _text(kind)) for value, kind in zip(row[0::2], row[1::2], strict=True)]
            found.setdefault(tuple(pairs[at][0] for at in positions), pairs)
    except (DatabaseError, MemoryError):  # a damaged length asks for more memory than there is
        return False
    return True


def _text(kind: Any) -> str:
    return (kind.decode("ascii", "replace") if isinstance(kind, bytes) else str(kind)).upper()


def _without_owner(image: Any) -> list[Missing]:
    """Rows whose owner is lost go too, until none is left; they are named. Those that refer to them are found in the next turn."""
    gone: dict[str, int] = {}
    image.execute("PRAGMA foreign_keys = OFF")
    while loose := image.execute("PRAGMA foreign_key_check").fetchall():
        for table, rowid, owner, link in loose:
            gone[table] = gone.get(table, 0) + 1
            if rowid is None:
                _drop_loose(image, table, owner, link)
                break
            image.execute(f"DELETE FROM [{table}] WHERE rowid = ?", [rowid])
    image.execute("PRAGMA foreign_keys = ON")
    return [Missing(name, 0, count, False) for name, count in gone.items()]


def _drop_loose(image: Any, table: str, owner: str, link: int) -> None:
    """In a table without rowids: the rows whose link leads nowhere."""
    for number, _, _, column, key, *_ in image.execute(f"PRAGMA foreign_key_list([{table}])").fetchall():
        if number == link:
            known = f"SELECT [{key or 'id'}] FROM [{owner}]"
            image.execute(f"DELETE FROM [{table}] WHERE [{column}] IS NOT NULL AND [{column}] NOT IN ({known})")


def _mend_pack(image: Any, files: Mapping[str, str]) -> bool:
    """The embedded pack if it is whole; else the program's own. True when it had to be replaced."""
    rows = image.execute("SELECT name, content, sha256 FROM pack_file").fetchall()
    language = image.execute("SELECT language FROM engagement").fetchone()[0]
    try:
        if any(digest(content) != kept for _, content, kept in rows):
            raise ContentError("pack.file", file="")
        load_pack({name: content for name, content, _ in rows}, language)
    except ContentError:
        image.execute("DELETE FROM pack_file")
        for name, content in files.items():
            image.execute("INSERT INTO pack_file VALUES (?, ?, ?)", [name, content, digest(content)])
        return True
    return False


def _mend_log(image: Any) -> int | None:
    """The log as far as its chain holds; returns the first entry that is left out."""
    entries = [LogEntry(*row) for row in image.execute("SELECT * FROM log ORDER BY seq").fetchall()]
    broken = first_broken(entries)
    if broken is not None:
        position = next(at for at, entry in enumerate(entries) if entry.seq == broken)
        image.execute("DELETE FROM log WHERE seq >= ?", [broken])
        return position + 1
    return None
