"""The words of the exported tables: titles, headers, and what stands in a cell; keys as in `workshop.model.tables`."""

from collections.abc import Callable, Mapping
from typing import Any

from workshop import wording
from workshop.model.assessment import HIDDEN
from workshop.model.content import Pack
from workshop.model.state import State
from workshop.words import N_, Words

Cell = str | int | float | None


def title(words: Words, table: str) -> str:
    """A table's name: sheet and file are called so."""
    return words(TITLES[table])


def header(words: Words, pack: Pack, table: str, column: str) -> str:
    """A column's name; terms of the need carry the dimension's."""
    _ = words
    if column.startswith("need."):
        return _("需要：{dimension}", dimension=pack.dimensions[column.partition(".")[2]].short)
    return words(OWN_HEADERS.get((table, column)) or HEADERS[column])


def cell(words: Words, state: State, pack: Pack, table: str, column: str, value: Any) -> Cell:
    """A value as it is read by people: codes in words, quarters by name, flags as yes or no; numbers stay numbers."""
    _ = words
    if value is None or value == "":
        return None
    if value == HIDDEN and column == "group":
        return _("隐")
    if (table, column) in _QUARTERS:
        return _quarter(words, state, int(value) - _QUARTERS[table, column])
    if column in FLAGS:
        return _("是") if value else _("否")
    if (table, column) in _CODES or column in _WORDS:
        return (_CODES.get((table, column)) or _WORDS[column])(words, value)
    found: Cell = value
    return found


def setting(words: Words, pack: Pack, key: str, value: Any) -> tuple[str, Cell]:
    """One line of the settings: its name and its value in words."""
    name = words(SETTINGS[key])
    if key == "bank_type":
        return name, pack.bank_types[value].name
    return name, _SETTING_WORDS[key](words, value) if key in _SETTING_WORDS else value


def _quarter(words: Words, state: State, index: int) -> str:
    return wording.quarter_word(words, index, state.engagement.start_year, state.engagement.start_quarter)


def _of(table: Mapping[str, str]) -> Callable[[Words, Any], str]:
    return lambda words, value: words(table[value])


TITLES: Mapping[str, str] = {
    "summary": N_("得分"),
    "ratings": N_("评级"),
    "records": N_("定级记录"),
    "rounds": N_("投票轮次"),
    "votes": N_("记名评级票"),
    "dissent": N_("不同意见"),
    "agenda": N_("议程与用时"),
    "pains": N_("痛点"),
    "parked": N_("待议事项"),
    "measures": N_("举措排序"),
    "schedule": N_("路线图"),
    "load": N_("人手与预算"),
    "staffing": N_("人员安排"),
    "money": N_("分年预算"),
    "links": N_("先后关系"),
    "order": N_("全场次序"),
    "order_notes": N_("对次序的不同意见"),
    "kpis": N_("业务指标"),
    "milestones": N_("里程碑"),
    "actions": N_("行动"),
    "decisions": N_("提请事项"),
    "others": N_("其他记录"),
    "settings": N_("设置"),
}

HEADERS: Mapping[str, str] = {
    "id": N_("编号"), "name": N_("名称"), "weight": N_("权重"), "score": N_("得分"), "level": N_("级别"), "grade": N_("等级"),
    "target": N_("目标"), "gap": N_("差距（级）"), "covered": N_("已评权重"), "rated": N_("已评指标"), "applicable": N_("适用指标"),
    "complete": N_("评级完整"), "dimension": N_("维度"), "basis": N_("依据"), "confidence": N_("把握程度"), "rounds": N_("轮次"),
    "votes": N_("评级票"), "lower": N_("下中位"), "upper": N_("上中位"), "agreement": N_("一致度"), "light": N_("共识灯"),
    "light_kind": N_("待讨论类型"), "rationale": N_("理由"),
    "reason": N_("改动原因"), "evidence": N_("佐证"), "reservation": N_("保留意见"), "sensitive": N_("敏感"),
    "recorded_at": N_("记录时间"), "subject_kind": N_("投票内容"), "subject": N_("对象"), "round": N_("轮次"), "group": N_("角色组"),
    "hidden": N_("因人数少而隐去"), "n1": N_("1 级票数"), "n2": N_("2 级票数"), "n3": N_("3 级票数"), "n4": N_("4 级票数"),
    "n5": N_("5 级票数"), "abstained": N_("弃权"), "voted": N_("已投席位"), "missing": N_("未投席位"), "away": N_("离席"),
    "observer": N_("列席"), "present": N_("到会，是否交票不详"), "abstain": N_("到会弃权"), "source": N_("录入来源"),
    "title": N_("名称（会上改）"), "position": N_("次序"), "planned": N_("原定分钟"), "minutes": N_("现定分钟"), "used": N_("实用分钟"),
    "started_at": N_("开始时间"),
    "choice": N_("超时处理"), "entry": N_("录入方式"), "early": N_("提前截止"), "revealed_at": N_("揭示时间"), "seat": N_("席位号"),
    "role": N_("职务"), "recorded": N_("记录级别"), "text": N_("内容"), "change_if": N_("改变看法的条件"), "in_plan": N_("写入方案"),
    "severity": N_("程度"), "kind": N_("类别"), "owner": N_("责任人"), "due": N_("期限"), "done": N_("已办"), "created_at": N_("提出时间"),
    "chosen": N_("纳入方案"), "lane": N_("类别"), "lane_reason": N_("归类理由"), "rank": N_("次序"), "p_top3": N_("前三的可能"),
    "pain_points": N_("需要：痛点"), "raw": N_("需要（原值）"), "need": N_("需要"), "impact": N_("影响（级）"), "urgency": N_("紧迫（级）"),
    "need_part": N_("需要计分"), "impact_part": N_("影响计分"), "urgency_part": N_("紧迫计分"), "value": N_("价值"),
    "low": N_("工作量下限（人月）"),
    "likely": N_("工作量可能值（人月）"), "high": N_("工作量上限（人月）"), "effort": N_("平均工作量（人月）"), "ratio": N_("每人月价值"),
    "size": N_("规模"), "people": N_("折合全时人数"), "quarters": N_("季度数"), "share": N_("投入时间（%）"),
    "budget": N_("每季预算（万元）"),
    "effort_status": N_("估计状态"), "lead": N_("牵头部门"), "support": N_("配合部门"), "sponsor": N_("分管行领导"),
    "first30": N_("前 30 天第一步"),
    "first90": N_("前 90 天"), "risks": N_("风险"), "key_work": N_("年度重点工作"), "appraisal": N_("绩效考核"),
    "competence": N_("办理权限"),
    "release": N_("最早开始"), "deadline": N_("完成期限"), "start": N_("开始"), "finish": N_("结束"), "pinned": N_("固定"),
    "quarter": N_("季度"), "people_limit": N_("人手上限"), "budget_limit": N_("预算上限（万元）"), "measure": N_("举措"),
    "unit": N_("单位"),
    "baseline": N_("基线"), "how": N_("取数口径"), "origin": N_("来源"), "status": N_("状态"), "body": N_("审议机构"), "result": N_("结果"),
    "key": N_("项目"), "unfolded": N_("按行动排程"), "tech": N_("科技数据人员（人）"), "outside": N_("外包人数"),
    "fast_quarters": N_("加快：季度数"), "fast_people": N_("加快：人数"), "year": N_("年份"), "amount": N_("万元"),
    "money_kind": N_("性质"),
    "money_source": N_("资金来源"), "earlier": N_("要等的举措或行动"), "lag": N_("其后几季"), "computed": N_("计算次序"),
    "moved": N_("全场靠前几位"), "tech_limit": N_("科技数据人手上限"),
    "business": N_("业务职能人员（人）"), "business_limit": N_("业务职能人手上限"),
}  # fmt: skip
OWN_HEADERS: Mapping[tuple[str, str], str] = {
    ("summary", "low"): N_("得分下界"),
    ("summary", "high"): N_("得分上界"),
    ("measures", "people"): N_("人数"),
    ("measures", "budget"): N_("预算合计（万元）"),
    ("settings", "value"): N_("内容"),
    ("others", "value"): N_("内容"),
    ("others", "subject"): N_("数据表"),
    ("others", "id"): N_("位置与字段"),
    ("staffing", "tech"): N_("其中科技数据人员 %"),
    ("staffing", "people"): N_("人数"),
    ("order", "rank"): N_("全场次序"),
    ("kpis", "target"): N_("目标值"),
    ("decisions", "text"): N_("提请内容"),
    ("decisions", "due"): N_("计划日期"),
}

FLAGS = frozenset({"complete", "sensitive", "hidden", "early", "in_plan", "done", "chosen", "pinned", "unfolded"})
# how much to take off before a quarter is named: a finish is exclusive
_QUARTERS: Mapping[tuple[str, str], int] = {
    ("schedule", "start"): 0, ("schedule", "finish"): 1, ("load", "quarter"): 0, ("milestones", "quarter"): 0, ("measures", "release"): 0,
    ("measures", "deadline"): 1, ("staffing", "release"): 0, ("staffing", "deadline"): 1, ("staffing", "start"): 0,
    ("staffing", "finish"): 1,
}  # fmt: skip

_SUBJECTS = {"indicator": N_("指标"), "dimension": N_("整个维度"), "impact": N_("影响"), "urgency": N_("紧迫"), "practice": N_("试评"),
             "logo": N_("封面标志")}  # fmt: skip
_STAGES = {
    "open": N_("开场"), "practice": N_("试评"), "dimension": N_("维度"), "parked": N_("待议事项"), "picture": N_("诊断总览"),
    "measures": N_("十大举措"), "roadmap": N_("路线图"), "close": N_("会议总结"), "break": N_("休息"),
}  # fmt: skip
_LIGHTS = {"green": N_("共识"), "amber": N_("待讨论"), "red": N_("有分歧"), "grey": N_("票数不足")}
_LIGHT_KINDS = {"neighbours": N_("相邻"), "outlier": N_("有不同看法"), "spread": N_("分散")}
_STATUS = {"open": N_("未开始"), "doing": N_("进行中"), "done": N_("完成"), "paused": N_("暂缓"), "dropped": N_("已取消")}

_WORDS: Mapping[str, Callable[[Words, Any], str]] = {
    "basis": wording.basis_word,
    "confidence": wording.confidence_word,
    "lane": wording.lane_word,
    "size": wording.size_word,
    "effort_status": wording.effort_status_word,
    "competence": wording.competence_word,
    "money_kind": _of({"capital": N_("资本性"), "expense": N_("费用性"), "limit": N_("全年上限")}),
    "money_source": _of({"budgeted": N_("已列预算"), "to_add": N_("需追加"), "next_year": N_("列入下年")}),
    "subject_kind": _of(_SUBJECTS),
    "light": _of(_LIGHTS),
    "light_kind": _of(_LIGHT_KINDS),
    "entry": _of({"seat": N_("逐席"), "pile": N_("按角色组"), "mixed": N_("混装一叠")}),
    "source": wording.source_word,
    "choice": wording.overtime_word,
    "origin": _of({"pack": N_("内容包"), "room": N_("会上提出")}),
    "status": _of(_STATUS),
    "result": _of({"passed": N_("通过"), "amended": N_("修改后通过"), "deferred": N_("缓议")}),
}
_CODES: Mapping[tuple[str, str], Callable[[Words, Any], str]] = {
    ("summary", "id"): lambda words, value: words(N_("总分")) if value == "overall" else str(value),
    ("agenda", "kind"): _of(_STAGES),
    ("parked", "kind"): _of({"indicator": N_("指标"), "topic": N_("议题")}),
    ("pains", "severity"): lambda words, value: words({1: N_("有"), 2: N_("重")}[value]),
}

SETTINGS: Mapping[str, str] = {
    "pack": N_("内容包"), "pack_version": N_("内容包版本"), "id": N_("编号"), "bank": N_("银行名称"), "bank_type": N_("银行类型"),
    "bank_size": N_("银行规模"), "region": N_("地区"), "tech_home": N_("科技归属"), "held_on": N_("会议日期"), "place": N_("地点"),
    "chair": N_("主持领导"), "facilitator": N_("主持人"), "recorder": N_("记录员"), "author": N_("编制"), "vote_mode": N_("记名方式"),
    "marking": N_("密级标识"), "wording": N_("文稿状态"), "language": N_("语言"), "start_year": N_("起始年份"),
    "start_quarter": N_("起始季度"),
    "horizon": N_("规划季度数"), "target_year": N_("目标年份"), "max_rounds": N_("最多轮次"), "pain_weight": N_("痛点权重"),
    "need_weight": N_("需要权重（%）"), "impact_weight": N_("影响权重（%）"), "urgency_weight": N_("紧迫权重（%）"), "seed": N_("随机种子"),
    "day_start": N_("开始时间"), "preset": N_("议程"), "rehearsal": N_("排练"), "position": N_("当前页面"), "closed_at": N_("会议结束时间"),
    "peer_consent": N_("同业库授权"),
    "seats": N_("席位数"), "log": N_("操作记录校验码"),
}  # fmt: skip
_SETTING_WORDS: Mapping[str, Callable[[Words, Any], str]] = {
    "bank_size": wording.bank_size_word,
    "tech_home": wording.tech_home_word,
    "vote_mode": wording.mode_word,
    "marking": wording.marking_word,
    "wording": wording.wording_word,
    "preset": _of(
        {"full": N_("全天"), "half": N_("半天"), "two": N_("两天"), "single": N_("单个维度"), "cabinet": N_("部门研讨＋领导审定")}
    ),
    "rehearsal": lambda words, value: words(N_("是")) if value else words(N_("否")),
}
