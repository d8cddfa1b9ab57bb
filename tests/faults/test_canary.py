"""The canary: a protected engagement whose every field holds a secret; no byte of what the program leaves anywhere tells it.

Searched: the file, its journal after a kill, backups, the second place, where it was saved elsewhere, the temporary folder, settings with
the recent files, the log with a crash. The passphrase itself is a secret too.
"""

import base64
import os
import random
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from workshop import crash
from workshop.desktop import Desktop
from workshop.model import interchange
from workshop.model.store import Store, reseal
from workshop.ui.pages import pages_of
from workshop.ui.theme import load_fonts

from . import figures
from .filled import filled
from .nursery import ACKNOWLEDGED, Nursery
from .session import SEED
from .works import FILE, PASSPHRASE

SECRET = "Canary海雀7f3a9b秘"
OTHER = "山重水复 疑无路 另六个词"
SPOKEN = ("看过清单", "高一级", "会议室", "改过的话")  # what the session of `works` says


def forms(secret: str) -> Iterator[bytes]:
    """A secret as bytes in every coding that a program may write it in."""
    for coding in ("utf-8", "utf-16-le", "utf-16-be", "gb18030"):
        raw = secret.encode(coding)
        yield raw
        yield raw.hex().encode()
        for lead in range(3):  # the middle of a longer text in base64
            yield base64.b64encode(b"x" * lead + raw)[4 if lead else 0 : -4]
    yield secret.encode("ascii", "backslashreplace")
    yield secret.encode("ascii", "xmlcharrefreplace")
    yield quote(secret).encode()


def hits(folder: Path, secrets: tuple[str, ...]) -> list[str]:
    """Files that tell a secret, by content or by name."""
    wanted = {secret: tuple(set(forms(secret))) for secret in secrets}
    told = []
    for path in sorted(folder.rglob("*")):
        content = path.read_bytes() if path.is_file() else b""
        for secret, codings in wanted.items():
            if secret in path.name or any(coding in content for coding in codings):
                told.append(f"{path.relative_to(folder)} tells {secret}")
    return told


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder that holds everything there is: data, a stick, temporary files, settings, log."""
    for name in ("data", "stick", "tmp", "home"):
        (tmp_path / name).mkdir()
    monkeypatch.setenv("WORKSHOP_HOME", str(tmp_path / "home"))
    for name in ("TMPDIR", "TMP", "TEMP"):
        monkeypatch.setenv(name, str(tmp_path / "tmp"))
    monkeypatch.setattr(tempfile, "tempdir", None)
    yield tmp_path
    tempfile.tempdir = None


def worked(room: Path) -> Path:
    """The engagement with secrets, worked on, backed up in two places, gone on elsewhere, under another passphrase; returns its file."""
    store = interchange.load(filled([SECRET]), room / "data" / "workshop-1a2b3c4d.workshop", PASSPHRASE)
    store.add_note("note", "topic", "", f"说了{SECRET}的话")
    store.settle("indicator", "1.1", 2, "leadership", reason=SECRET, rationale=SECRET)
    store.attach("topic", "", f"{SECRET}.txt", "text/plain", SECRET.encode() * 500)
    store.undo()
    store.backing_up("change", room / "stick")()
    store.elsewhere(room / "stick" / "elsewhere.workshop")
    store.add_note("note", "topic", "", SECRET)
    store.set_passphrase(OTHER)
    store.resealing(PASSPHRASE)()
    store.backing_up("close", room / "stick")()
    path = store.path
    store.close()
    return path


def shown(room: Path, path: Path, app: QApplication) -> None:
    """Opened in the program, looked through page by page, with a crash on the way; the settings remember it."""
    load_fonts()
    handler = crash.start_log(room / "home" / "log")
    desk = Desktop(app)
    try:
        desk.open_file(path, OTHER)
        assert desk.console is not None
        for entry in pages_of(desk.console.session.pack):
            desk.console.go(entry.key)
            QApplication.processEvents()
        hook = crash.CrashHook(room / "home" / "log", lambda told: None)
        try:
            raise ValueError(f"{SECRET} under {OTHER}")
        except ValueError as error:
            hook._failed(type(error), error, error.__traceback__)
        desk.console.close()
    finally:
        desk.finish()
        if handler is not None:
            crash.stop_log(handler)
        for window in QApplication.topLevelWidgets():
            window.close()
            window.deleteLater()
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_nothing_of_a_protected_engagement_is_told_anywhere(room: Path, qapp: QApplication, capsys: pytest.CaptureFixture[str]) -> None:
    path = worked(room)
    shown(room, path, qapp)
    assert len(list(room.rglob("*.workshop"))) >= 5 and (room / "home" / "log" / crash.FILE).stat().st_size > 0
    assert list((room / "home").rglob("*.toml")), "the settings were kept"
    told = hits(room, (SECRET, PASSPHRASE, OTHER))
    figures.found("canary", files=sum(one.is_file() for one in room.rglob("*")), hits=len(told))
    assert told == []
    capsys.readouterr()  # what a developer's terminal shows is kept nowhere


def test_nothing_is_told_by_what_a_kill_leaves() -> None:
    """Journals and half-made copies of sessions that were killed."""
    found = 0
    with Nursery() as nursery:
        for run in range(8):
            with figures.scratch() as folder:
                at = random.Random(f"{SEED}/canary/{run}").randint(500, 4_000)
                nursery.run("protected", folder, at=at)
                (folder / ACKNOWLEDGED).unlink()
                found += (folder / f"{FILE}-journal").exists()
                told = hits(folder, (*SPOKEN, PASSPHRASE))
                figures.found("canary", files=sum(one.is_file() for one in folder.rglob("*")), hits=len(told))
                assert told == []
    assert found, "no kill left a journal"


# -- it can fail -------------------------------------------------------------------------------------------------------------------


def test_a_plain_copy_is_shown(room: Path) -> None:
    path = worked(room)
    copy = shutil.copy(path, room / "tmp" / "copy.workshop")
    assert hits(room, (SECRET,)) == []
    reseal.reseal(Path(copy), OTHER, None)
    assert [one.split()[0] for one in hits(room, (SECRET,))] == [os.path.join("tmp", "copy.workshop")]


def test_a_log_that_quotes_is_shown(room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crash, "places", lambda error: str(error))
    handler = crash.start_log(room / "home" / "log")
    try:
        raise ValueError(SECRET)
    except ValueError as error:
        monkeypatch.setattr(sys, "stderr", None)
        crash.CrashHook(room, lambda told: None)._failed(type(error), error, None)
    finally:
        if handler is not None:
            crash.stop_log(handler)
    assert hits(room, (SECRET,))


@pytest.mark.parametrize("form", sorted(set(forms(SECRET))))
def test_a_secret_in_any_coding_is_found(tmp_path: Path, form: bytes) -> None:
    (tmp_path / "a").write_bytes(b"before" + form + b"after")
    assert hits(tmp_path, (SECRET,))


def test_an_unprotected_file_tells_it(tmp_path: Path) -> None:
    interchange.load(filled([SECRET]), tmp_path / "a.workshop").close()
    assert Store.open(tmp_path / "a.workshop").close() is None
    assert hits(tmp_path, (SECRET,))
