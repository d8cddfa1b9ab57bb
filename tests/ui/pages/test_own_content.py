"""The editor of a bank's own content: written, refused with the culprit named, brought back, taken out and in."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.demo_file import demo_store
from workshop.model.content import load_pack, read_pack_files
from workshop.session import Session
from workshop.ui.prepare import content
from workshop.ui.prepare.content import ContentSection
from workshop.words import load_words


@pytest.fixture
def section(qtbot: QtBot, tmp_path: Path) -> Iterator[ContentSection]:
    store = demo_store(tmp_path)
    made = ContentSection(Session(store, load_words("zh_CN")))
    qtbot.addWidget(made)
    made.resize(1100, 640)
    made.show()
    yield made
    store.close()


def write(section: ContentSection, kind: str, **texts: str) -> None:
    section.kind.set_value(kind)
    section.begin()
    for key, text in texts.items():
        section.inputs[kind][key].setPlainText(text)
    QTest.mouseClick(section.save, Qt.MouseButton.LeftButton)


def test_an_item_of_each_kind_is_stored(section: ContentSection) -> None:
    write(section, "pain", title="报表口径年年变", detail="同一指标每年口径不同。", severity="近两年变过三次以上。")
    assert "+1" in section.said.text(), section.complaint.text()
    write(
        section, "case", bank="邻市银行", title="先统一口径", did="成立口径小组。", result="报送差错减半。", question="我们由谁来定口径？"
    )
    write(section, "fact", statement="多数银行没有统一口径。", question="我行有统一口径吗？")
    pack = section.session.pack
    assert pack.version.endswith("+3")
    own = (pack.pains["own-1"], pack.cases["own-1"], pack.facts["own-1"])
    assert {item.source.origin for item in own} == {"workshop"}
    assert section.own.count() == 4
    section.session.store.verify()


def test_what_is_wrong_is_said_and_nothing_is_stored(section: ContentSection) -> None:
    before = section.session.pack.version
    write(section, "pain", title="", detail="说明", severity="严重")
    assert "own-1" in section.complaint.text()
    assert section.session.pack.version == before
    assert section.inputs["pain"]["detail"].text() == "说明"


def test_after_the_first_ballot_an_item_cannot_change(section: ContentSection) -> None:
    write(section, "pain", title="报表口径年年变", detail="同一指标每年口径不同。", severity="近两年变过三次以上。")
    section.edit("pain.own-1")
    assert section.inputs["pain"]["title"].text() == "报表口径年年变"
    section.inputs["pain"]["title"].setPlainText("另一句")
    QTest.mouseClick(section.save, Qt.MouseButton.LeftButton)
    assert "不能再改" in section.complaint.text()
    assert section.session.pack.pains["own-1"].title == "报表口径年年变"


def test_the_pack_leaves_and_comes_as_a_folder(section: ContentSection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(section, "pain", title="报表口径年年变", detail="同一指标每年口径不同。", severity="近两年变过三次以上。")
    monkeypatch.setattr(content, "ask_folder", lambda *_args, **_named: tmp_path)
    QTest.mouseClick(section.out, Qt.MouseButton.LeftButton)
    folder = next(path for path in tmp_path.iterdir() if path.is_dir() and "+1" in path.name)
    assert "own-1" in load_pack(read_pack_files(folder), "en").pains
    QTest.mouseClick(section.out, Qt.MouseButton.LeftButton)
    assert "已经存在" in section.complaint.text()
    (folder / "pack.toml").write_text("[pack\n", encoding="utf-8")
    monkeypatch.setattr(content, "ask_folder", lambda *_args, **_named: folder)
    QTest.mouseClick(section.into, Qt.MouseButton.LeftButton)
    assert "pack.toml 第 1 行" in section.complaint.text()
