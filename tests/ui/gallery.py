"""Every widget in light and dark, painted offscreen into PNGs beside the mocks: python -m tests.ui.gallery FOLDER."""

import os
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from workshop.ui.frame import Frame
from workshop.ui.page import Action, Bar
from workshop.ui.theme import MARGIN, dress, load_fonts, load_looks, load_rare_fonts
from workshop.ui.widgets.buttons import Button, IconButton
from workshop.ui.widgets.cards import Card
from workshop.ui.widgets.casecard import CaseCard, CaseValues
from workshop.ui.widgets.choices import Check, Dropdown, Radio
from workshop.ui.widgets.factrow import FactRow
from workshop.ui.widgets.fastentry import FastEntry
from workshop.ui.widgets.fields import Field, Number, Search, TextArea, TextLine
from workshop.ui.widgets.grid import Cell, Column, Grid, Row
from workshop.ui.widgets.keycap import KeyCap
from workshop.ui.widgets.ladder import Ladder, Rung
from workshop.ui.widgets.levels import LevelPicker, LevelToken
from workshop.ui.widgets.lights import LightBadge
from workshop.ui.widgets.notice import EmptyState, Notice
from workshop.ui.widgets.painrow import PainRow
from workshop.ui.widgets.progress import Progress, SegmentProgress
from workshop.ui.widgets.rail import RailItem
from workshop.ui.widgets.seattile import SeatTile
from workshop.ui.widgets.segment import Pill, PillBar, Segment
from workshop.ui.widgets.text import HairLine, Label, Prose
from workshop.ui.widgets.votestrip import VoteRound, VoteStrip
from workshop.ui.widgets.whybar import WhyBar, WhyLegend
from workshop.words import Words, load_words

RUNGS = (
    Rung(1, "分散管理", ("没有数据归口部门", "台账各建一套，条线之间互不相认")),
    Rung(2, "制度起步", ("制度零散，没有体系", "对数靠人工，出错后才发现")),
    Rung(3, "体系初建", ("数据仓库已投产", "有数据归口部门", "管理办法发到全行", "业务部门用得还不多")),
    Rung(4, "平台支撑", ("主要系统汇入平台", "问题在工具里派单，限期关闭", "数据血缘可查")),
    Rung(5, "战略引领", ("董事会审定数据战略", "首席数据官负责", "管控纳入部门考核")),
)
RAIL = (
    RailItem("open", "开场", "done", "9:30"), RailItem("practice", "试评", "done", "9:45"), RailItem("h1", "六个维度", "heading"),
    RailItem("d1", "战略", "done", "2 / 2"), RailItem("d2", "应用", "done", "3 / 3"), RailItem("d3", "生态", "done", "3 / 3"),
    RailItem("d4", "数据", "now", "2 / 4"), RailItem("4.1", "4.1 数据应用", "done", sub=True, light="consensus", light_word="共识"),
    RailItem("4.2", "4.2 数据管控", "now", sub=True, light="discuss", light_word="待讨论"),
    RailItem("4.3", "4.3 标准和质量", "todo", sub=True, light="split", light_word="有分歧"),
    RailItem("4.4", "4.4 数据安全", "todo", sub=True),
    RailItem("d5", "组织", "todo", "14:23"), RailItem("d6", "技术", "todo", "15:11"), RailItem("h2", "汇总与行动", "heading"),
    RailItem("parked", "待议事项", "todo", "15:49"), RailItem("picture", "诊断总览", "todo", "16:09"),
    RailItem("m", "十大举措", "todo", "16:24"),
    RailItem("road", "路线图", "todo", "17:09"), RailItem("close", "会议总结", "todo", "17:39"),
)  # fmt: skip
PAINS = (("数据散在各部门，没有全行目录", 2), ("同一指标各报各的，靠人工对数", 1), ("自有客户数据单薄，撑不起建模", 0))
CASE = CaseValues(
    "c", "工商银行", "大型银行 · 2018", "自建能伸缩的大数据服务云，分析、风控、报送、营销共用一个底座。",
    "7 亿笔", "日均平台交易，毫秒级响应", "支撑举措 M7 · 出处 L290",
)  # fmt: skip


def nothing() -> None:
    """A gallery's buttons do nothing."""


def row(*widgets: QWidget | None, spacing: int = 12) -> QHBoxLayout:
    made = QHBoxLayout()
    made.setSpacing(spacing)
    for widget in widgets:
        if widget is None:
            made.addStretch(1)
        else:
            made.addWidget(widget)
    return made


def frame(words: Words) -> Frame:
    made = Frame(words)
    made.top.set_bank("澜川农商银行", "金融科技诊断")
    made.top.set_step_clock("讨论 4.2", 408, 480)
    made.top.set_day_clock("14:03", "晚 1 分 · 预计 17:55 结束", False)
    wall = QImage(640, 360, QImage.Format.Format_RGB32)
    wall.fill(QColor("#FCFBF9"))
    made.top.set_wall("揭示中", wall)
    made.top.set_saved("14:03:22", True)
    made.rail.set_items(RAIL)
    made.rail.set_selected("4.2")
    return made


def dimension(words: Words) -> QWidget:
    made = frame(words)
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(MARGIN, 20, MARGIN, 16)
    column.setSpacing(12)
    pills = PillBar("指标")
    pills.set_pills([
        Pill("4.1", "4.1", light="consensus", light_word="共识"), Pill("4.2", "4.2", light="discuss", light_word="待讨论"),
        Pill("4.3", "4.3", light="split", light_word="有分歧"), Pill("4.4", "4.4", note="7 / 9"),
    ])  # fmt: skip
    pills.set_value("4.2")
    column.addLayout(row(Label("4.2 数据管控", "title"), Label("不记名 · 9 席", "caption", "ink2"), None, pills))
    column.addWidget(Prose("追问：同一位客户的存款余额，零售和计财报出来是同一个数吗？", tone="ink2", lead="先请投 4 级的一位说依据。"))
    ladder = Ladder(words)
    ladder.set_rungs(RUNGS)
    ladder.set_now(2, False)
    ladder.set_target(4, "2028")
    column.addWidget(ladder)
    for one in rounds():
        strip = VoteStrip(words)
        strip.set_round(one)
        column.addWidget(strip)
    column.addWidget(HairLine())
    settle_rows(words, column)
    column.addStretch(1)
    made.set_page(page)
    made.set_drawer((("痛点", pains(words)), ("案例", QWidget()), ("对标", QWidget()), ("备注", QWidget())))
    made.step_bar.show_bar(
        Bar(
            ("引题", "投票", "揭示", "讨论", "定级", "痛点与案例", "小结"), 3,
            (Action("列入待议", nothing, "P"), Action("加一分钟", nothing, "Plus")), Action("再投一轮", nothing, "N"),
            Action("记为 2 级，转到 4.3", nothing, "Return"),
        )
    )  # fmt: skip
    return made


def rounds() -> tuple[VoteRound, ...]:
    later = "一致度 83 · 9 票中 7 票在 2 级，1 票高一级，1 票高两级"
    first = "一致度 67 · 2 级 4 票，3 级 3 票，4 级 2 票"
    return (
        VoteRound("第 2 轮", "14:02", "discuss", "待讨论 · 有不同看法", later, "中位 2 级", (0, 7, 1, 1, 0), (2,), (4,)),
        VoteRound("第 1 轮", "13:55", "discuss", "待讨论 · 分散", first, "中位 3 级", (0, 4, 3, 2, 0), (3,), (), False),
    )


def settle_rows(words: Words, column: QVBoxLayout) -> None:
    picker = LevelPicker(words)
    picker.set_value(2)
    basis = Segment((("c", "共识"), ("m", "多数"), ("l", "领导决定"), ("p", "待议")), "依据")
    basis.set_value("m")
    sure = Segment((("l", "低"), ("m", "中"), ("h", "高")), "把握程度")
    sure.set_value("m")
    column.addLayout(row(Label("定级", "lead"), picker, HairLine(True), Label("依据", "caption", "ink3"), basis, None,
                         Label("把握程度", "caption", "ink3"), sure, spacing=8))  # fmt: skip
    reason = TextLine(words, name="理由")
    reason.set_text("管理办法只管到零售，全行统一的制度还在起草")
    column.addLayout(row(Label("理由", "caption", "ink3"), reason, Check("异议写进方案")))


def pains(words: Words) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.addLayout(row(Label("数据维度的痛点", "lead"), None, Label("已勾 3 / 9", "caption", "ink2")))
    for number, (text, weight) in enumerate(PAINS):
        column.addWidget(PainRow(words, str(number), text, weight))
    column.addSpacing(12)
    column.addLayout(row(Label("由此带出的案例", "lead"), None, Button("全部 4 个", "link")))
    column.addWidget(CaseCard(words, CASE))
    return made


def ballot(words: Words) -> QWidget:
    made = frame(words)
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(MARGIN, 20, MARGIN, 16)
    column.setSpacing(8)
    column.addLayout(row(Label("4.2 数据管控", "title"), Label("第 1 轮 · 不记名", "caption", "ink2"), None))
    column.addLayout(row(Label("应投 9，已投 7", "count"), None, Label("缺第 8、9 席", "caption", "ink2")))
    bar = SegmentProgress()
    bar.set_counts(7, 9, "应投 9，已投 7")
    column.addWidget(bar)
    column.addSpacing(8)
    column.addLayout(tiles(words))
    column.addSpacing(16)
    column.addWidget(HairLine())
    column.addLayout(row(Label("快速录入", "lead"), Label("照着卡片依次键入，数字不显示，揭示前谁也看不到", "caption", "ink2"), None))
    entry = FastEntry(words)
    entry.set_cells([str(place) for place in range(1, 10)])
    entry.set_filled(range(7))
    entry.set_current(7)
    column.addLayout(row(entry, None, KeyCap("1"), KeyCap("5"), Label("一票", "caption", "ink2"), KeyCap("Backspace")))
    column.addStretch(1)
    made.set_page(page)
    made.set_drawer(
        (("主持词", Prose("请按昨天的样子打分，不按明年的计划打分。", "script", bold=True)), ("凭据", QWidget()), ("备注", QWidget()))
    )
    made.step_bar.show_bar(Bar(("引题", "投票", "揭示", "讨论", "定级", "痛点与案例", "小结"), 1, (Action("加一分钟", nothing, "Plus"),),
                               Action("提前截止", nothing), Action("揭示", nothing, "R", False, "揭示，还差 2 席")))  # fmt: skip
    entry.setFocus()
    return made


def tiles(words: Words) -> QGridLayout:
    made = QGridLayout()
    made.setSpacing(8)
    seats = ("董事长", "行长", "分管科技副行长", "零售业务部", "公司业务部", "风险管理部", "计划财务部", "信息科技部", "运营管理部")
    states = ("cast", "cast", "abstained", "observer", "cast", "away", "abstained", "entering", "waiting")
    for place, (seat, state) in enumerate(zip(seats, states, strict=True)):
        tile = SeatTile(words)
        tile.set_seat(place + 1, seat, "决策层", state, revealed=place == 6)
        made.addWidget(tile, place // 3, place % 3)
    return made


def controls(words: Words) -> QWidget:
    made = Card(kind="plain")
    made.setAutoFillBackground(True)
    column = made.body
    off = Button("揭示", "primary", key="R")
    off.set_off("揭示，还差 2 席")
    made_of = (Button("记为 2 级", "primary", key="Enter"), Button("再投一轮", key="N"), Button("加一分钟", "ghost", key="+"), off)
    rest = (Button("推上大屏", "link"), Button("新建诊断", "primary", icon="plus"), IconButton("pin", "固定"))
    column.addLayout(row(*made_of, *rest, None))
    column.addLayout(row(*(LightBadge(kind, text) for kind, text in LIGHTS), *(LevelToken(level) for level in range(1, 6)), None))
    check, radio = Check("异议写进方案"), Radio("主持人代录")
    check.setChecked(True)
    state = Dropdown((("a", "正常"), ("b", "滞后")), "状态")
    state.set_value("a")
    radio.setChecked(True)
    column.addLayout(row(check, Check("敏感"), radio, Radio("传递电脑"), state, None))
    number = Number(suffix="万元", maximum=99999, name="预算")
    number.set_value(2065)
    column.addLayout(row(number, Search(words, "按行名或年份找"), QLineEdit("只读"), None))
    late = TextArea(words, limit=20, lines=2)
    late.set_text("同一位客户的存款余额，零售和计财不一样")
    field = Field("不同意见", late)
    field.set_error("请写明依据，或改为不记录")
    column.addWidget(field)
    for tone, text in (
        ("info", "第二块屏幕已接上"),
        ("done", "备份已校验"),
        ("discuss", "第 8 席中途离席"),
        ("split", "保存失败：U 盘已满"),
    ):
        notice = Notice(words)
        notice.say(text, tone, "处理")
        column.addWidget(notice)
    column.addWidget(FactRow(words, "f", "设有独立的金融科技部门", True, 45, "受访 77 家，2019 年"))
    many = VoteStrip(words)
    many.set_round(VoteRound("第 1 轮", "10:02", "few", "票数不足", "一致度 71", "中位 2–3 级", (1, 12, 19, 0, 2), (2, 3), (5,)))
    column.addWidget(many)
    line = Progress()
    line.set_share(1, over=True)
    column.addWidget(line)
    column.addWidget(EmptyState("还没有诊断", "新建一个，或先看演示", "新建诊断", key="Ctrl+N"))
    column.addStretch(1)
    return made


LIGHTS = (("consensus", "共识"), ("discuss", "待讨论 · 分散"), ("split", "有分歧"), ("few", "票数不足"))


def table(words: Words) -> QWidget:
    made = Card(kind="plain")
    made.setAutoFillBackground(True)
    grid = Grid((Column("", 40), Column("举措"), Column("", 206), Column("价值", 56, "right"), Column("前三", 96, "right")), "举措")
    facts = (("M8", "专门部门与敏捷团队", (36.0, 42.0, 15.0), "稳居前三"), ("M1", "长期投入、渐进推进", (17, 31, 16), "多半前三"),
             ("M10", "员工激励与工具", (15, 20, 9), "靠后"))  # fmt: skip
    grid.set_rows([
        Row(id, (str(place), name, "", str(round(sum(parts))), Cell(word, "accent" if place == 1 else "ink3", place == 1)), place < 3)
        for place, (id, name, parts, word) in enumerate(facts, 1)
    ])  # fmt: skip
    for id, _name, parts, _word in facts:
        bar = WhyBar()
        bar.set_parts(parts, 100, "")
        grid.set_widget(id, 2, bar)
    grid.set_selected("M8")
    grid.fit_height()
    made.body.addWidget(WhyLegend(("需要", "影响", "紧迫")))
    made.body.addWidget(grid)
    return made


PAGES: dict[str, tuple[Callable[[Words], QWidget], tuple[int, int]]] = {
    "dimension": (dimension, (1366, 768)), "ballot": (ballot, (1366, 768)), "dimension-1280": (dimension, (1280, 720)),
    "narrow": (dimension, (1100, 700)), "wide": (dimension, (1680, 960)), "controls": (controls, (900, 900)), "table": (table, (760, 240)),
}  # fmt: skip


def main(folder: Path) -> None:
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    load_fonts()
    load_rare_fonts()
    folder.mkdir(parents=True, exist_ok=True)
    words, looks, started = load_words("zh_CN"), load_looks(), datetime.now()
    for look in (looks.light, looks.dark):
        dress(app, look)
        for name, (build, size) in PAGES.items():
            widget = build(words)
            widget.resize(*size)
            widget.show()
            app.processEvents()
            widget.grab().save(str(folder / f"{name}-{look.name}.png"))
            widget.close()
    print(folder, datetime.now() - started)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
