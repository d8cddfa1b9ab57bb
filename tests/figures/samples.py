"""Values for every figure: an invented bank's result, used by the tests and the specimen sheet."""

from __future__ import annotations

from workshop.figures import delivery
from workshop.figures.cover import Stem, Stems
from workshop.figures.gantt import Deadline, Gantt, Lane, Milestone, Row
from workshop.figures.heat import Cell, HeatMap, HeatRow, HeatSection
from workshop.figures.kpi import FieldBar, Kpi, KpiRows, Stop, Timeline
from workshop.figures.ladder import Criterion, Ladder, Rung
from workshop.figures.loads import Load, ScoreLine, ScorePoint
from workshop.figures.matrix import Iso, Matrix, Measure
from workshop.figures.radar import Axis, Radar
from workshop.figures.timescale import Quarter
from workshop.figures.track import Track, TrackMark
from workshop.figures.votes import Round, VoteStrip
from workshop.figures.why import WhyBar, WhyList, WhyRow

NAMES = ("战略", "应用", "生态", "数据", "组织", "技术")
NOW = (3.5, 3.3, 2.7, 2.5, 3.0, 3.3)
PROJECTED = (3.8, 3.8, 2.9, 3.6, 3.8, 3.7)
TARGET = (4.0, 4.0, 3.0, 4.0, 4.0, 4.0)

RADAR = Radar(
    tuple(
        Axis(f"d{at}", name, now, ahead, goal, f"{now} → {ahead} / {goal:.0f}")
        for at, (name, now, ahead, goal) in enumerate(zip(NAMES, NOW, PROJECTED, TARGET, strict=True), start=1)
    ),
    ("现状", "预计 29Q1", "目标"),
)

VOTES = VoteStrip(
    "4.4",
    (
        Round("1", (0, 5, 3, 6, 0), 3, None, "split", "有分歧", "61", "6/14 票在三级"),
        Round("2", (0, 3, 8, 3, 0), 3, None, "discuss", "待讨论 · 分散", "79", "8/14 票在三级"),
        Round("3", (0, 2, 10, 1, 0), 2.5, 3, "consensus", "共识", "88", "10/13 票在三级"),
        Round("4", None, hidden="不足三票，按匿名规则不显示", light="few", word="票数不足"),
    ),
    ("轮", "一级", "二级", "三级", "四级", "五级", "灯", "一致度", "众数"),
)

LADDER = Ladder(
    (
        Rung(
            1, "分散管理", (Criterion("没有全行数据标准", "yes"), Criterion("条线之间不互通", "partly"), Criterion("无人对数据负责", "yes"))
        ),
        Rung(
            2,
            "制度起步，手工取数",
            (Criterion("报表靠手工拼接", "yes"), Criterion("风险提示滞后", "yes"), Criterion("制度不成体系", "yes")),
        ),
        Rung(
            3,
            "体系初建，有仓库用得不多",
            (Criterion("数据仓库已建", "yes"), Criterion("引入外部数据", "yes"), Criterion("条线经常使用", "no")),
        ),
        Rung(
            4, "平台支撑，质量提升", (Criterion("管控工具在用", "no"), Criterion("大数据平台统一", "no"), Criterion("质量可度量", "partly"))
        ),
        Rung(5, "战略引领", (Criterion("数据愿景明确", "no"), Criterion("各领域有模型", "no"), Criterion("决策以数据为据", "no"))),
    ),
    2.5,
    4,
    "现状 2.5（50.0 分）",
    "目标 4（80 分）",
)

TRACK = Track(
    ("1 级", "2 级", "3 级", "4 级"),
    "5 级",
    3,
    (
        TrackMark("now", 61.4, "现状 61.4"),
        TrackMark("projected", 73.1, "预计 73.1"),
        TrackMark("target", 78.0, "目标 78.0"),
        TrackMark("surveyed", 60.1, "2019 年问卷自评 60.1"),
    ),
)


def _heat_row(code: str, name: str, record: float, groups: tuple[float | None, ...], gap: str, note: str = "") -> HeatRow:
    cells = tuple(Cell(one, "" if one else "隐") for one in groups)
    return HeatRow(code, code, name, Cell(record), cells, gap, note, bool(note))


HEAT = HeatMap(
    (
        HeatSection(
            "d1",
            "战略",
            "70.0",
            (_heat_row("1.1", "战略规划水平", 4, (4, 4, 4, 4), "0"), _heat_row("1.2", "品牌影响力", 3, (3, 3, 3, 3), "0")),
        ),
        HeatSection(
            "d2",
            "应用",
            "66.7",
            (
                _heat_row("2.1", "应用数量", 4, (4, 4, 3, None), "1.0", "科技数据偏低"),
                _heat_row("2.3", "与业务融合程度", 3, (3.5, 3, 2, 3), "1.5", "科技数据偏低"),
                _heat_row("5.3", "科技人才数量与结构", 2, (2.5, 2, 1, 5), "1.5", "科技数据偏低"),
            ),
        ),
    ),
    (("决策层", "4 席"), ("业务条线", "4 席"), ("科技数据", "3 席"), ("风险运营", "3 席")),
    "指标",
    "记录",
    "最大组差",
)

MEASURES = (
    ("M1", "长期投入、渐进推进", 127, 100, 170, 75, "sure"),
    ("M8", "专门部门与敏捷团队", 153, 110, 200, 85, "sure"),
    ("M7", "数据治理与客户统一视图", 243, 180, 320, 100, "must"),
    ("M10", "员工参与、激励与工具", 137, 100, 190, 56, "open"),
    ("M3", "客户洞察与公私联动", 220, 160, 290, 80, "open"),
    ("M9", "创新文化与人才结构", 177, 120, 240, 64, "behind"),
    ("M2", "专而不全、立足本地", 200, 150, 270, 45, "behind"),
    ("M4", "客户旅程与渠道协同", 270, 190, 340, 59, "behind"),
    ("M5", "先走出去、再自建", 267, 180, 350, 45, "behind"),
    ("M6", "本地政企生态与伙伴", 240, 150, 310, 33, "behind"),
)
MATRIX = Matrix(
    tuple(
        Measure(code, f"{code} {name}", code[1:], effort, low, high, value, kind, code == "M8")
        for code, name, effort, low, high, value, kind in MEASURES
    ),  # type: ignore[arg-type]
    "投入 E（人日，三点估计的均值）",
    "价值 V（0–100）",
    (Iso(0.6, "每百人日 60"), Iso(0.4, "40"), Iso(0.2, "20")),
)

WHY_BAR = WhyBar("M1", (30, 30, 15), ("30", "30", "15"))
WHY = WhyList(
    tuple(
        WhyRow(
            str(at),
            code,
            name,
            WhyBar(code, (value * 0.4, value * 0.4, value * 0.2), (f"{value * 0.4:.0f}", f"{value * 0.4:.0f}", f"{value * 0.2:.0f}")),
            (str(value), str(effort), f"{value / effort * 100:.0f}"),
            "稳居前三" if at < 3 else "未定" if at < 5 else "靠后",
            at < 3,
            at > 4,
        )
        for at, (code, name, effort, _low, _high, value, _kind) in enumerate(MEASURES, start=1)
    ),
    "序",
    "举措",
    ("需要 ×0.4", "影响 ×0.4", "紧迫 ×0.2"),
    ("价值", "人日", "V/E"),
    "进前三",
    ((2, 3), (4, 5)),
)

QUARTERS = tuple(Quarter(str(2026 + (at + 1) // 4), f"Q{(at + 1) % 4 + 1}") for at in range(12))
PEOPLE = (14, 24, 19, 19, 26, 17, 17, 16, 15, 21, 6, 6)
MONEY = (100, 220, 185, 185, 270, 200, 200, 185, 155, 225, 70, 70)
GANTT = Gantt(
    QUARTERS,
    (
        Lane(
            "监管必办", (Row("R1", "必办", "数据分级与脱敏整改", "信息安全", 0, 2, "信息安全 · 4 人", "must", (Milestone(2, "整改验收"),)),)
        ),
        Lane(
            "先决事项",
            (
                Row("M8", "M8", "专门部门与敏捷团队", "金融科技部", 0, 2, "科技部 · 6 人", milestones=(Milestone(2, "两支小队"),)),
                Row(
                    "M7",
                    "M7",
                    "数据治理与客户统一视图",
                    "数据管理部",
                    1,
                    5,
                    "数据部 · 10 人",
                    "pinned",
                    (Milestone(3, "十字段"), Milestone(5, "视图上线")),
                ),
            ),
        ),
        Lane(
            "其余",
            (
                Row("M10", "M10", "员工参与、激励与工具", "人力资源部", 2, 4, "人力部 · 4 人"),
                Row(
                    "M3",
                    "M3",
                    "客户洞察与公私联动",
                    "零售金融部",
                    5,
                    8,
                    "零售部 · 8 人",
                    milestones=(Milestone(8, "2,000 户"),),
                    deadline=Deadline(9.5, "必办限期"),
                ),
                Row("M2", "M2", "专而不全、立足本地", "", 8, 9, "缺责任人 · 7 人", "ownerless"),
                Row("M6", "M6", "本地政企生态与伙伴", "普惠金融部", 9, 12, "普惠部 · 6 人", milestones=(Milestone(11.8, "五家伙伴"),)),
                Row("M5", "M5", "先走出去、再自建", "金融科技部", None, None),
            ),
        ),
    ),
    (("M7", "M3"), ("M8", "M10")),
    (
        Load("people", "人力", "每季在岗人数", "上限 24 人", PEOPLE, tuple(str(one) for one in PEOPLE), (24,) * 12),
        Load("money", "预算", "万元，合计 2,065", "上限每季 280", MONEY, tuple(str(one) for one in MONEY), (280,) * 12, 1),
    ),
    ScoreLine(
        "预计得分",
        "每半年末，与会者估计",
        tuple(
            ScorePoint(at, score, f"{score}")
            for at, score in ((0, 61.4), (3, 64.3), (5, 69.3), (7, 69.9), (9, 71.5), (11, 72.8), (12, 73.1))
        ),
        80,
        "四级 80",
    ),
)

KPIS = KpiRows(
    (
        Kpi("k1", "客户主数据重复率", 19, 5, 0, 25, "19%", "5%", "每月抽样 2,000 户"),
        Kpi("k2", "核心字段口径统一", 0, 10, 0, 10, "0 / 10", "10 / 10", "口径目录，逐项签发"),
    ),
    ("指标", "基线 ○ → 目标 ●", "基线", "目标", "取数口径"),
)
FIELD = FieldBar(45, "45%", "partly", "部分")
TIMELINE = Timeline(
    ("2026 Q3", "Q4", "2027 Q1", "Q2"),
    (
        Stop(0.3, "首席数据官到任", "07-31"),
        Stop(0.6, "十字段口径签发", "10-31"),
        Stop(2.5, "客户编号合一", "02-15"),
        Stop(4, "统一视图上线", "06-30", True),
    ),
)
STEMS = Stems(
    tuple(Stem(f"d{at}", name, now, goal, f"{now}") for at, (name, now, goal) in enumerate(zip(NAMES, NOW, TARGET, strict=True), start=1)),
    ("一级", "二级", "三级", "四级", "五级"),
    "现状",
    "目标",
)

SLIPS = delivery.Slips(
    tuple(
        delivery.SlipRow(f"t{at}", f"M{at}-1 建立全行产品目录并分类分级，逐项定下负责的人", at / 2, at / 2 + 1, None, at == 2, "滞后")
        for at in range(1, 6)
    ),
    tuple(Quarter(str(2026 + (at + 1) // 4), f"Q{(at + 1) % 4 + 1}") for at in range(12)),
    1.5,
    "今天",
    ("基线时限", "现行时限", "已销号"),
)  # starts in the middle of a year, as plans do
