"""Windows of a real engagement: the program's own fonts and theme, a real file, twelve seats in four groups of three."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from workshop.model.content import Pack, load_pack, read_pack_files
from workshop.model.store import Store, default_engagement
from workshop.paths import asset_path
from workshop.session import Session
from workshop.ui.theme import dress, load_fonts, load_looks
from workshop.words import load_words

GROUPS = ("决策层", "业务条线", "风险与财务", "科技与运营")


@pytest.fixture(scope="session")
def files() -> dict[str, str]:
    return read_pack_files(asset_path("content", "small-bank-fintech-2019"))


@pytest.fixture(scope="session")
def pack(files: dict[str, str]) -> Pack:
    return load_pack(files, "zh_CN")


@pytest.fixture
def dressed(qapp: QApplication) -> QApplication:
    """The application in the light theme."""
    if not qapp.property("dressed"):  # a style sheet is put on every window that still lives: once is enough
        load_fonts()
        dress(qapp, load_looks().light)
        qapp.setProperty("dressed", True)
    return qapp


@pytest.fixture(autouse=True)
def no_window_left(qapp: QApplication) -> Iterator[None]:
    """Windows of one test are gone before the next."""
    yield
    for window in QApplication.topLevelWidgets():
        window.close()
        window.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def session(tmp_path: Path, files: dict[str, str], pack: Pack, dressed: QApplication) -> Iterator[Session]:
    """An open engagement with twelve seats."""
    store = Store.create(tmp_path / "day.workshop", files, default_engagement(pack, "澜川城市商业银行", datetime(2026, 3, 12)))
    for number in range(12):
        store.add_seat(f"第{number + 1}席职务", GROUPS[number // 3])
    made = Session(store, load_words("zh_CN"))
    yield made
    made.close()
