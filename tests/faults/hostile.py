# ruff: noqa: E501 - lists of statements
"""Damaged and hostile files, made from sound ones by number: `python -m tests.faults.hostile FROM STEP TO OUT` opens them one by one.

Each leaves a line: what it was, what became of it (`opened`, or the trouble's code), CPU milliseconds; a line before says that it began, so
that a process that dies tells of what.
"""

import copy
import faulthandler
import json
import logging
import random
import sys
import time
import zipfile
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from tests.model.delivery.conftest import approve, planned
from tests.model.packs import pack_files
from workshop import settings
from workshop.exports import EXPORTS
from workshop.exports.tabular import worded
from workshop.ledger.read import read_ledger
from workshop.ledger.write import write_ledger
from workshop.model import interchange, quarantine
from workshop.model.content import load_pack
from workshop.model.errors import Trouble
from workshop.model.paper import decoded, read_papers
from workshop.model.portfolio.peers import load_peers
from workshop.model.rows import Seat
from workshop.model.store import Store, needs_passphrase, restoring
from workshop.sentences import SENTENCES, sentence
from workshop.words import load_words

from . import figures
from .naughty import NAUGHTY
from .session import SEED, reference

ZH, EN = load_words("zh_CN"), load_words("en")
PASSPHRASE = "柳暗花明 又一村 六个词"
Made = tuple[str, Path]


@cache
def sound(kind: str) -> bytes:
    """A sound file to start from."""
    with figures.scratch() as folder:
        if kind in ("plain", "json", "protected"):
            reference(folder, PASSPHRASE if kind == "protected" else None)
            path = folder / "reference.workshop"
            if kind != "json":
                return path.read_bytes()
            store = Store.open(path, reading=True)
            text = interchange.dumps(store)
            store.close()
            return text.encode()
        store = approve(planned(folder / "a.workshop"))
        write_ledger(store.state(), store.pack, ZH, folder / "a.xlsx", date(2026, 7, 1))
        store.close()
        return (folder / "a.xlsx").read_bytes()


# -- bytes -------------------------------------------------------------------------------------------------------------------------


def battered(content: bytes, chance: random.Random) -> tuple[str, bytes]:
    """Bytes flipped, cut, spliced, filled, repeated, or put where they do not belong."""
    made = bytearray(content or b"x")
    way = chance.choice(("flip", "flip", "cut", "splice", "zeros", "noise", "head", "double", "drop", "swap"))
    size, at = len(made), chance.randrange(len(made))
    if way == "flip":
        for _ in range(chance.choice((1, 1, 4, 40, 400))):
            made[chance.randrange(size)] ^= 1 << chance.randrange(8)
    elif way == "cut":
        del made[chance.choice((0, 1, 15, 16, 99, 100, 511, 512, at, at // 4096 * 4096)) :]
    elif way == "splice":
        source, length = chance.randrange(size), chance.choice((512, 4096, 8192))
        target = at // 4096 * 4096
        made[target : target + length] = content[source // 4096 * 4096 :][:length]
    elif way in ("zeros", "noise"):
        length = chance.choice((1, 16, 512, 4096, 40_960))
        made[at : at + length] = bytes(length) if way == "zeros" else chance.randbytes(length)
    elif way == "head":
        for _ in range(chance.randint(1, 6)):
            made[chance.randrange(min(100, size))] = chance.choice((0, 1, 2, 127, 128, 255))
    elif way == "double":
        made[at:at] = made[at : at + 4096]
    elif way == "drop":
        del made[at : at + chance.choice((1, 100, 4096))]
    else:
        a, b = at // 4096 * 4096, chance.randrange(size) // 4096 * 4096
        made[a : a + 4096], made[b : b + 4096] = made[b : b + 4096], made[a : a + 4096]
    return way, bytes(made)


# -- SQL ---------------------------------------------------------------------------------------------------------------------------

_VALUES = (
    "NULL", "0", "-1", "1", "99", "9223372036854775807", "-9223372036854775808", "1e308", "-1e308", "9e999", "0.1", "''", "' '", "CAST(x'ff' AS TEXT)",
    "CAST(x'410042' AS TEXT)", "x'00ff'", "printf('%.*c', 3000000, 'x')", "zeroblob(20000000)", "randomblob(40)", "char(55296)", "'[[[['",
    "'../../x'", "replace(hex(zeroblob(2000)), '00', '[')", "'engagement'", "'open'", "'named'", "'9999-99-99'", "'2026-02-30'", "'zz_ZZ'",
)  # fmt: skip
_SCHEMES = (
    "CREATE TRIGGER t AFTER INSERT ON log BEGIN DELETE FROM vote; END",
    "CREATE TRIGGER t AFTER UPDATE ON engagement BEGIN SELECT randomblob(100000000); END",
    "CREATE VIEW v AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x FROM c",
    "CREATE VIEW w AS SELECT * FROM seat", "CREATE TABLE more (x INTEGER) STRICT", "CREATE TABLE loose (x)",
    "CREATE INDEX i ON note (text)", "CREATE INDEX i ON note (length(text))", "ALTER TABLE note ADD COLUMN more TEXT",
    "ALTER TABLE note RENAME TO notes", "ALTER TABLE note RENAME COLUMN text TO body", "DROP TABLE note", "DROP TABLE log", "DROP TABLE pack_file",
    "CREATE VIRTUAL TABLE f USING fts5(x)", "CREATE VIRTUAL TABLE r USING rtree(id, a, b)",
    "PRAGMA user_version = 99", "PRAGMA user_version = 0", "PRAGMA user_version = -5", "PRAGMA application_id = 1", "PRAGMA journal_mode = WAL",
    "UPDATE sqlite_master SET sql = replace(sql, 'STRICT', '') WHERE name = 'note'", "UPDATE sqlite_master SET rootpage = 3 WHERE name = 'log'",
    "UPDATE sqlite_master SET sql = 'CREATE TABLE note (x' WHERE name = 'note'", "UPDATE sqlite_master SET name = 'log' WHERE name = 'note'",
    "DELETE FROM sqlite_master WHERE name = 'vote'", "UPDATE sqlite_master SET type = 'view' WHERE name = 'vote'",
    "DELETE FROM _sqlite_migrations", "UPDATE _sqlite_migrations SET name = 'x'", "INSERT INTO undo_step VALUES (9999, 'x', '[', 'done')",
    "DELETE FROM engagement", "INSERT INTO engagement SELECT * FROM (SELECT * FROM engagement)", "DELETE FROM log WHERE seq % 2",
    "UPDATE log SET hash = 'x' WHERE seq = 3", "DELETE FROM pack_file", "UPDATE pack_file SET content = ''", "UPDATE pack_file SET name = '../x'",
    "UPDATE pack_file SET content = content || content", "UPDATE attachment SET size = -1", "UPDATE attachment_bytes SET content = zeroblob(30000000)",
)  # fmt: skip


def doctored(path: Path, chance: random.Random) -> str:
    """The file changed by somebody who knows SQL and minds no rule."""
    db = dbapi2.connect(str(path), isolation_level=None)
    try:
        db.execute("PRAGMA ignore_check_constraints = ON")
        db.execute("PRAGMA writable_schema = ON")
        if chance.random() < 0.25:
            return _said(db, chance.choice(_SCHEMES))
        told = ""
        for _ in range(chance.choice((1, 1, 3))):
            table = chance.choice(_tables(db))
            columns = [row[1] for row in db.execute(f"PRAGMA table_info([{table}])")]
            value = chance.choice(_VALUES) if chance.random() < 0.8 else "'" + chance.choice(NAUGHTY).replace("'", "''") + "'"
            where = "" if chance.random() < 0.5 else " WHERE rowid = (SELECT min(rowid) FROM [" + table + "])"
            told = _said(db, f"UPDATE [{table}] SET [{chance.choice(columns)}] = {value}{where}")
        return told
    finally:
        db.close()


def _tables(db: Any) -> list[str]:
    return [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name")]


def _said(db: Any, statement: str) -> str:
    try:
        db.execute(statement)
    except (dbapi2.Error, ValueError):
        return "sql in vain"
    return f"sql {statement[:60]!r}"


# -- texts -------------------------------------------------------------------------------------------------------------------------

_ODD: tuple[Any, ...] = (
    None, True, -1, 0, 99, 2**63, -(2**70), 1e308, 0.5, "", " ", "x" * 30_000, [], {}, [[[[]]]], {"a": {"b": {}}}, "\ud800", "a\x00b", "2026-99-99", "../../x",
)  # fmt: skip


def json_mutant(chance: random.Random) -> tuple[str, bytes]:
    """Values of other kinds in other places, or the text itself broken."""
    text = sound("json").decode()
    if chance.random() < 0.35:
        return _broken_text(text, chance)
    found = copy.deepcopy(_parsed())
    told = ""
    for _ in range(chance.choice((1, 1, 1, 3))):
        table = chance.choice(list(found["tables"]))
        rows = found["tables"][table]
        place = chance.random()
        if place < 0.1:
            key = chance.choice(list(found))
            found[key], told = chance.choice(_ODD), f"json {key}"
            break
        if place < 0.2 or not rows or not isinstance(rows, list):
            found["tables"][table], told = chance.choice(_ODD), f"json tables/{table}"
        elif place < 0.3:
            rows.append(copy.deepcopy(rows[0]))
            told = f"json {table} twice"
        else:
            row = chance.choice([one for one in rows if isinstance(one, dict)] or [{"x": 0}])
            key = chance.choice(list(row))
            row[key] = chance.choice(_ODD) if chance.random() < 0.7 else chance.choice(NAUGHTY)
            told = f"json {table}.{key}"
        if not isinstance(found.get("tables"), dict):
            break
    return told, json.dumps(found, ensure_ascii=True).encode()


@cache
def _parsed() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(sound("json"))
    return found


def _broken_text(text: str, chance: random.Random) -> tuple[str, bytes]:
    at = chance.randrange(len(text))
    way = chance.choice(("cut", "insert", "deep", "huge", "constant", "twice", "bytes", "bom"))
    if way == "cut":
        return "text cut", text[:at].encode()
    if way == "insert":
        return "text insert", (
            text[:at] + chance.choice(("{", "]", '"', ",", "\\", "\n", "NaN", "'", "=", "#", "\x00")) + text[at:]
        ).encode()
    if way == "deep":
        depth = chance.choice((40, 2_000, 200_000))
        return "text deep", (chance.choice(("[", '{"a":', "a=[")) * depth).encode()
    if way == "huge":
        return "text huge", text.replace("1", "1" * chance.choice((30, 5_000, 100_000)), 1).encode()
    if way == "constant":
        return "text constant", text.replace("0.", chance.choice(("NaN", "Infinity", "-Infinity", "1e999", "0x1")) + ".", 1).encode()
    if way == "twice":
        return "text twice", (text[: at // 2] + text[at // 3 :]).encode()
    if way == "bytes":
        return "text bytes", text.encode()[:at] + chance.randbytes(8) + text.encode()[at:]
    return "text bom", text.encode(chance.choice(("utf-8-sig", "utf-16", "gb18030")), "replace")


# -- what is done with each ----------------------------------------------------------------------------------------------------------


def _open_all(path: Path, passphrase: str | None, folder: Path, chance: random.Random) -> None:
    """Every way in: asked about, taken in as a stranger's, looked at as a backup, opened as ours, one in four salvaged."""
    was = path.read_bytes()
    first: Trouble | None = None
    needs_passphrase(path)
    for act in (
        lambda: _used(quarantine.admit(path, folder / "admitted.workshop", passphrase), folder, chance),
        lambda: restoring.contents(path, passphrase),
    ):
        try:
            act()
        except Trouble as trouble:
            tell(trouble)
            first = first or trouble
    if path.read_bytes() != was:
        raise AssertionError("looking at a file changed it")
    later: list[Callable[[], None]] = [lambda: _read(Store.open(path, passphrase))]
    if chance.random() < 0.25:
        later.append(lambda: Store.salvage(path, passphrase, folder / "salvaged.workshop", pack_files())[0].close())
    for act in later:
        try:
            act()
        except Trouble as trouble:
            tell(trouble)
            first = first or trouble
    if first is not None:
        raise first


def _read(store: Store) -> None:
    try:
        store.state()
        store.verify()
    finally:
        store.close()


def _used(store: Store, folder: Path, chance: random.Random) -> None:
    """What was let in is sound enough to be told."""
    try:
        store.state()
        store.verify()
        worded(store, ZH)
        EXPORTS["json"].write(store, ZH, folder / "out.json")
        if chance.random() < 0.25:
            EXPORTS["xlsx"].write(store, EN, folder / "out.xlsx")
    finally:
        store.close()


def tell(trouble: Trouble) -> None:
    """Its sentence is there in both languages."""
    if not sentence(ZH, trouble).strip() or not sentence(EN, trouble).strip():
        raise AssertionError(f"{trouble.code} says nothing")
    if EN._catalogue.gettext(SENTENCES[trouble.code]) == SENTENCES[trouble.code]:
        raise AssertionError(f"{trouble.code} has no English")


def one(number: int, folder: Path) -> str:
    """Make the mutant of this number and do with it what the program does; returns what it was. Raises what the program raises."""
    chance = random.Random(f"{SEED}/hostile/{number}")
    kind = chance.choices(tuple(_KINDS), weights=(30, 4, 30, 16, 12, 6, 1, 1, 5))[0]
    return _KINDS[kind](chance, folder)


class Told(Exception):
    """A trouble, with what the mutant was."""


def _with(what: str, act: Callable[[], Any]) -> str:
    try:
        act()
    except Trouble as trouble:
        tell(trouble)
        raise Told(what, trouble.code) from trouble
    except Exception as error:
        error.add_note(what)
        raise
    return what


def _battered_file(chance: random.Random, folder: Path) -> str:
    way, content = battered(sound("plain"), chance)
    path = folder / "a.workshop"
    path.write_bytes(content)
    if chance.random() < 0.1:
        (folder / "a.workshop-journal").write_bytes(battered(content, chance)[1])
        way += " and journal"
        return _with(f"file {way}", lambda: _read(Store.open(path)))
    return _with(f"file {way}", lambda: _open_all(path, None, folder, chance))


def _protected_file(chance: random.Random, folder: Path) -> str:
    way, content = battered(sound("protected"), chance)
    path = folder / "a.workshop"
    path.write_bytes(content)
    return _with(f"protected {way}", lambda: _read(Store.open(path, PASSPHRASE)))


def _doctored_file(chance: random.Random, folder: Path) -> str:
    path = folder / "a.workshop"
    path.write_bytes(sound("plain"))
    what = doctored(path, chance)
    return _with(what, lambda: _open_all(path, None, folder, chance))


def _json(chance: random.Random, folder: Path) -> str:
    what, content = json_mutant(chance)

    def read() -> None:
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError:
            return  # the command line says so before anything is parsed
        _used(interchange.load(text, folder / "b.workshop"), folder, chance)

    return _with(what, read)


def _pack(chance: random.Random, folder: Path) -> str:
    files = dict(pack_files())
    name = chance.choice(list(files))
    if chance.random() < 0.5:
        what, content = _broken_text(files[name], chance)
        files[name] = content.decode("utf-8", "replace")
    else:
        lines = files[name].splitlines()
        at = chance.randrange(len(lines))
        key, _, _value = lines[at].partition(" = ")
        odd = chance.choice(
            ('""', "-1", "9" * 30, "1e400", "nan", "[]", "{}", "true", "1979-05-27", '"' + "x" * 90_000 + '"', "[[[[]]]]", '"\\u0000"')
        )
        lines[at] = f"{key} = {odd}" if " = " in lines[at] else chance.choice(("", "[x]", "[[x]]", lines[at] + "\n" + lines[at]))
        files[name], what = "\n".join(lines), f"pack {name} line {at}"
    return _with(what, lambda: load_pack(files, chance.choice(("zh_CN", "en", "xx"))))


def _ledger(chance: random.Random, folder: Path) -> str:
    path = folder / "台账.xlsx"
    if chance.random() < 0.4:
        what, content = battered(sound("ledger"), chance)
        path.write_bytes(content)
    else:
        what = "ledger part"
        path.write_bytes(_other_part(chance))
    return _with(f"ledger {what}", lambda: read_ledger(path, (ZH, EN)))


def _other_part(chance: random.Random) -> bytes:
    import io

    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sound("ledger"))) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        names = given.namelist()
        victim = chance.choice(names)
        for name in names:
            content = given.read(name)
            if name == victim:
                content = _part(content, chance)
            made.writestr(name, content)
        if chance.random() < 0.2:
            made.writestr(chance.choice(("xl/vbaProject.bin", "../../x.xml", "xl/externalLinks/externalLink1.xml")), b"x")
    return out.getvalue()


def _part(content: bytes, chance: random.Random) -> bytes:
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "xxxxxxxxxx"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><a>&c;</a>'
    away = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
    return chance.choice(
        (
            bomb, away, b"", b"<a>" * 5_000, battered(content or b"x", chance)[1], content.replace(b"<row", b"<row ht='1e999'", 1),
            content.replace(b'r="A', b'r="ZZZZ', 1), content.replace(b"<v>", b"<v>9e999", 3), content.replace(b"t=\"s\"", b"t=\"d\""), bytes(5_000_000),
        )
    )  # fmt: skip


_SEATS = tuple(Seat(f"{number}", number, "行长", "决策层" if number < 3 else "科技", "", 0, "", "", 0, "voting") for number in range(1, 5))


def _papers(chance: random.Random, folder: Path) -> str:
    text = "席位,1.1,2.1\r\n1,3,4\r\n2,弃权,0\r\n3,5,\r\n4,1,2\r\n"
    way = chance.random()
    if way < 0.4:
        what, content = battered(text.encode(chance.choice(("utf-8-sig", "gb18030"))), chance)
    elif way < 0.6:
        what, content = _broken_text(text, chance)
    else:
        cells = [line.split(",") for line in text.splitlines()]
        cells[chance.randrange(5)][chance.randrange(3)] = chance.choice(
            (*NAUGHTY, "x" * 200_000, '"' + "y" * 140_000, "6", "-1", "1e9", "", '"')
        )
        what, content = "cell", "\n".join(",".join(line) for line in cells).encode()
    return _with(f"papers {what}", lambda: read_papers(decoded(content), _SEATS, ("1.1", "2.1"), {}))


def _settings(chance: random.Random, folder: Path) -> str:
    text = 'language = "en"\ntheme = "dark"\nlock_minutes = 5\n[windows]\nconsole = "AAAA"\n[[recent]]\npath = "/a.workshop"\nopened = "2026-01-01"\n'
    content = battered(text.encode(), chance)[1] if chance.random() < 0.5 else _broken_text(text, chance)[1]
    (folder / settings.FILE).write_bytes(content)
    return _with("settings", lambda: settings.load(folder))


def _peers(chance: random.Random, folder: Path) -> str:
    content = _broken_text('{"format":"x","version":1,"pack":"p","pack_version":"1","bands":{"a":{"b":{"banks":5,"lower":1}}}}', chance)[1]
    (folder / "peers.json").write_bytes(content)
    return _with("peers", lambda: load_peers(folder / "peers.json"))


_KINDS: dict[str, Callable[[random.Random, Path], str]] = {
    "file": _battered_file, "protected": _protected_file, "sql": _doctored_file, "json": _json, "pack": _pack, "ledger": _ledger,
    "settings": _settings, "peers": _peers, "papers": _papers,
}  # fmt: skip


def outcome(number: int) -> tuple[str, str]:
    """What the mutant was, and "opened", a trouble's code, or "bug: …"."""
    with figures.scratch() as folder:
        try:
            return one(number, folder), "opened"
        except Told as told:
            return told.args[0], told.args[1]
        except Exception as error:  # noqa: BLE001  whatever it is, it is what we look for
            where = error.__traceback__
            while where is not None and where.tb_next is not None:
                where = where.tb_next
            place = f"{where.tb_frame.f_code.co_filename}:{where.tb_lineno}" if where else ""
            return " ".join(getattr(error, "__notes__", ["?"])), f"bug: {error!r} at {place}"[:500]


def main(first: int, step: int, last: int, out: Path) -> None:
    logging.disable()  # settings that make no sense are told to the log, time after time
    with out.open("a", encoding="utf-8") as file:
        faulthandler.enable(sys.stderr)
        for number in range(first, last, step):
            file.write(json.dumps([number]) + "\n")
            file.flush()
            began = time.process_time()
            what, became = outcome(number)
            file.write(json.dumps([number, what, became, int(1000 * (time.process_time() - began))]) + "\n")
            file.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4]))
