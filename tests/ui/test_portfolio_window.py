"""The portfolio's window and the band of peers: read beside the GUI, made only when asked for, shown only after the reveal."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from tests.portfolio_entries import engagement_file, entry
from workshop.desktop import Desktop
from workshop.model.portfolio import Portfolio, bands, load_peers, save_peers
from workshop.model.store import Store
from workshop.paths import config_dir
from workshop.session import Session
from workshop.ui.dimension.peers import PeersPanel
from workshop.ui.portfolio.values import VIEWS
from workshop.ui.portfolio.window import PortfolioWindow
from workshop.words import load_words


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("banks")
    for number in range(5):
        engagement_file(made / f"{number}.workshop", f"银行{number}", number + 1, 3, peer_consent="行长办公会")
    engagement_file(made / "later.workshop", "银行1", 4, 4, held_on="2027-03-14", peer_consent="行长办公会")
    engagement_file(made / "locked.workshop", "银行9", 1, passphrase="安静 的 词")
    return made


@pytest.fixture
def window(dressed: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[PortfolioWindow]:
    made = PortfolioWindow(load_words("zh_CN"), tmp_path / "config", tmp_path)
    made.resize(1366, 768)
    made.show()
    yield made
    made.close()


def read(qtbot: QtBot, window: PortfolioWindow, folder: Path) -> None:
    with qtbot.waitSignal(window.worker.answered, timeout=60_000):
        window.read([folder])


def cells(window: PortfolioWindow, view: str) -> list[list[str]]:
    grid = window.grids[view]
    return [[grid.item(row, column).text() for column in range(grid.columnCount())] for row in range(grid.rowCount())]


def test_a_folder_is_read_and_every_table_filled(
    window: PortfolioWindow, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not window.parquet.isEnabled() and not window.library.isEnabled()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    with qtbot.waitSignal(window.worker.answered, timeout=60_000):
        QTest.mouseClick(window.choose_folder, Qt.MouseButton.LeftButton)
    assert window.told.text() == "5 家银行，6 次诊断；每家按最近一次计；1 个文件未计入"
    for view in VIEWS:
        window.show_view(view)
        assert window.stack.currentWidget() is window.grids[view]
        assert cells(window, view), view
    assert cells(window, "bank_size")[0][:3] == ["中型", "5", "40.0"]
    assert cells(window, "trend") == [["银行1", "2026-03-14", "50.0", "2"], ["银行1", "2027-03-14", "80.0", "4"]]
    assert "locked.workshop" in cells(window, "left")[0][0]
    assert not window.stop.isVisible()


def test_parquet_and_the_library_are_made_only_when_asked_for(
    window: PortfolioWindow, folder: Path, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read(qtbot, window, folder)
    library = tmp_path / "config" / "peers.json"
    assert not library.exists()
    QTest.mouseClick(window.library, Qt.MouseButton.LeftButton)
    assert "5 家已授权" in window.said.text()
    assert load_peers(library).bands
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "a.parquet"), ""))
    QTest.mouseClick(window.parquet, Qt.MouseButton.LeftButton)
    assert (tmp_path / "a.parquet").read_bytes()[:4] == b"PAR1"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "none" / "a.parquet"), ""))
    QTest.mouseClick(window.parquet, Qt.MouseButton.LeftButton)
    assert "无法读写" in window.said.text()


def test_too_few_banks_make_no_library(window: PortfolioWindow, folder: Path, qtbot: QtBot, tmp_path: Path) -> None:
    with qtbot.waitSignal(window.worker.answered, timeout=60_000):
        window.read([folder / "0.workshop", folder / "2.workshop"])
    QTest.mouseClick(window.library, Qt.MouseButton.LeftButton)
    assert "不足五家" in window.said.text()
    assert not (tmp_path / "config").exists()


def test_nothing_readable_is_listed_and_stopping_ends_it(window: PortfolioWindow, folder: Path, qtbot: QtBot, tmp_path: Path) -> None:
    read(qtbot, window, folder / "locked.workshop")
    assert window.stack.currentWidget() is window.grids["left"]
    assert not window.library.isEnabled()
    window.read([folder])
    assert window.stop.isVisible()
    QTest.mouseClick(window.stop, Qt.MouseButton.LeftButton)
    assert window.told.text() == "已停止。" and not window.stop.isVisible()


def test_it_opens_from_the_first_window_and_closes_by_escape(dressed: QApplication, home: Path) -> None:
    desk = Desktop(dressed)
    dressed.setProperty("dressed", False)
    desk.show_welcome()
    assert desk.welcome is not None
    QTest.keyClick(desk.welcome.many_row, Qt.Key.Key_Return)
    assert desk.portfolio.isVisible()
    QTest.keyClick(desk.portfolio, Qt.Key.Key_Escape)
    QApplication.processEvents()
    desk.finish()


# -- peers in the room ---------------------------------------------------------------------------------------------------------


def library(session: Session, *levels: int) -> None:
    """Bands for the session's pack, on the first indicator."""
    pack = session.pack
    name = next(iter(pack.indicators))
    kind = session.state.engagement.bank_type
    made = [entry(f"b{number}", level, pack=pack.id, pack_version=pack.version, bank_type=kind) for number, level in enumerate(levels)]
    renamed = [replace(one, ratings=tuple(replace(rating, indicator=name) for rating in one.ratings)) for one in made]
    save_peers(bands(Portfolio(tuple(renamed))), config_dir() / "peers.json")


def test_the_band_appears_only_after_the_reveal_and_hides_while_the_room_votes_again(session: Session) -> None:
    library(session, 2, 2, 3, 3, 4)
    name = next(iter(session.pack.indicators))
    panel = PeersPanel(session, session.pack.dimension_of(name).id)
    panel.show()
    line = panel.lines[name]
    session.do(Store.open_ballot, "indicator", name)
    ballot = session.state.rounds_of("indicator", name)[-1].ballot.id
    for seat in session.state.seats:
        session.do(Store.cast_vote, ballot, seat.id, 3)
    assert line.text() == "" and not line.isVisible(), "an anchor before the vote"
    session.do(Store.reveal, ballot)
    assert line.text() == f"{name} 同类型 5 家，多在 2–3 级"
    session.do(Store.open_ballot, "indicator", name)
    assert line.text() == "" and "级" not in line.accessibleName()
    panel.close()


def test_without_a_library_there_is_nothing_and_a_broken_one_is_said(session: Session) -> None:
    dimension = next(iter(session.pack.dimensions))
    assert PeersPanel(session, dimension).isHidden()
    path = config_dir() / "peers.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("{")
    panel = PeersPanel(session, dimension)
    assert not panel.isHidden()
    assert "不是有效的同业库" in panel.told.text()
    panel.close()
