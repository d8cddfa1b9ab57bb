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
from workshop.ui.prepare.own_measure import MeasureForm
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


def fill_measure(section: ContentSection) -> MeasureForm:
    section.kind.set_value("measure")
    section.begin()
    form = section.measure
    texts = {
        "name": "压降柜面重复劳动", "short": "压降重复劳动", "goal": "柜面少填一半表。", "first30": "请分管行领导定下首批三项业务。",
        "actions": "清点表单\n合并字段\n\n试点一家支行\n推广全行", "first90": "清点\n试点\n复盘", "risks": "条线不配合\n系统排不上",
        "drivers": "表单数量",
    }  # fmt: skip
    for key, text in texts.items():
        form.inputs[key].setPlainText(text)
    for row, name in zip(form.kpis.rows, ("柜面单笔时长", "移动展业占比"), strict=False):
        for line, text in zip(row, (name, "分钟", "按月取系统数"), strict=False):
            line.setText(text)
    value, reason = form.relevance.rows["data"]
    value.set_value("3")
    reason.setText("口径统一靠数据")
    return form


def press(section: ContentSection) -> None:
    QTest.mouseClick(section.save, Qt.MouseButton.LeftButton)


def test_a_measure_is_stored_and_comes_back_into_the_form(section: ContentSection) -> None:
    form = fill_measure(section)
    form.predecessors._take("M8")
    press(section)
    assert "M8" in section.complaint.text()  # why it comes first is not said yet
    assert section.session.pack.version == "2019.1"
    _row, line = form.predecessors.rows["M8"]
    assert line is not None
    line.setText("先有人来改流程")
    form.pains._take("P01")
    press(section)
    assert "+1" in section.said.text(), section.complaint.text()
    made = section.session.pack.measures["M11"]
    assert made.actions == ("清点表单", "合并字段", "试点一家支行", "推广全行")
    assert (made.because, made.pains, made.source.origin) == ({"M8": "先有人来改流程"}, ("P01",), "workshop")
    assert made.effort == section.session.pack.measures["M1"].effort
    assert form.inputs["name"].text() == ""
    section.edit("measure.M11")
    assert form.measure("M11") == made
    assert section.both.isChecked()
    assert "M11" not in {form.predecessors.add.itemData(at) for at in range(form.predecessors.add.count())}


def test_the_field_of_a_measure_that_is_wrong_wears_the_sentence(section: ContentSection) -> None:
    form = fill_measure(section)
    form.inputs["risks"].setPlainText("只有一条")
    press(section)
    assert "“有哪些风险”有 1 条" in form.fields["risks"].error()
    assert form.fields["actions"].error() == ""
    form.inputs["risks"].setPlainText("一\n二")
    form.effort.fields["M"]["share"].setText("三成")
    press(section)
    assert "不是数" in form.fields["effort"].error()
    form.effort.bank.chosen.emit("small")
    assert form.effort.bank.value() == "medium"  # what is no number is not left behind unseen
    form.effort.fields["M"]["share"].setText("25")
    form.effort.fields["M"]["low"].setText("1")
    form.kpis.rows[2][0].setText("没有单位")
    press(section)
    assert "单位" in form.fields["kpis"].error()
    form.kpis.rows[2][0].setText("")
    press(section)
    assert section.session.pack.measures["M11"].effort["medium"]["M"].share == 25


def test_effort_follows_the_recommendation_until_it_is_changed(section: ContentSection) -> None:
    form, pack = fill_measure(section), section.session.pack
    later = next(one for one in pack.measures.values() if one.recommendation == "R5")
    form.recommendation.set_value("R5")
    form.recommendation.chosen.emit("R5")
    assert form.effort.values() == later.effort
    form.effort.fields["S"]["budget"].setText("777")
    form.recommendation.chosen.emit("R1")
    assert form.effort.values()["medium"]["S"].budget == 777


def test_one_language_at_a_time(section: ContentSection) -> None:
    fill_measure(section)
    press(section)
    store = section.session.store
    files = store.pack_files()
    store.replace_pack({**files, "text.en.toml": files["text.en.toml"].replace("柜面少填一半表。", "Half the forms.")})
    section.edit("measure.M11")
    assert not section.both.isChecked()


def test_what_is_wrong_is_said_and_nothing_is_stored(section: ContentSection) -> None:
    before = section.session.pack.version
    write(section, "pain", title="", detail="说明", severity="严重")
    assert section.complaint.text() == "请填写“痛点”。"
    assert section.fields["pain"]["title"].error() == "请填写“痛点”。"
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
