"""The words for results, the same on screen and on paper: lights, readings, bases, lanes, steps; no Qt."""

from collections.abc import Callable
from datetime import date

from workshop.formats import prose_date
from workshop.model.consensus import Kind, Light, Reading
from workshop.words import Words

_NUMBERS = "零一二三四五六七八九"


def level_word(words: Words, level: int) -> str:
    """A maturity level in words: 三级, level 3."""
    _ = words
    return _("{number}级", number=_NUMBERS[level] if words.language == "zh_CN" else level)


def light_word(words: Words, reading: Reading) -> str:
    """The light with its kind: 待讨论 · 分散."""
    _ = words
    if reading.light is Light.CONSENSUS:
        return _("共识")
    if reading.light is Light.SPLIT:
        return _("有分歧")
    if reading.light is Light.TOO_FEW:
        return _("票数不足")
    kinds = {Kind.NEIGHBOURS: _("相邻"), Kind.OUTLIER: _("有不同看法"), Kind.SPREAD: _("分散")}
    return _("待讨论 · {kind}", kind=kinds[reading.kind]) if reading.kind else _("待讨论")


def light_key(reading: Reading) -> str:
    """The light's key for marks and badges: consensus, discuss, split, few."""
    return {Light.CONSENSUS: "consensus", Light.DISCUSS: "discuss", Light.SPLIT: "split", Light.TOO_FEW: "few"}[reading.light]


def verdict(words: Words, reading: Reading) -> str:
    """The wall's one line after a reveal."""
    _ = words
    if reading.n == 0:
        return _("全场弃权，没有评级票")
    if reading.light is Light.TOO_FEW:
        return _("票数不足三张，不作判断")
    if reading.light is Light.CONSENSUS:
        return _("形成共识：{level} 级", level=reading.modes[0])
    if reading.light is Light.SPLIT:
        return _("有分歧：先摆依据，再投一次")
    if reading.kind is Kind.NEIGHBOURS:
        return _("再议一次：在相邻两级之间")
    if reading.kind is Kind.OUTLIER:
        return _("再议一次：有不同看法")
    return _("再议一次：看法分散")


def votes_sentence(words: Words, reading: Reading) -> str:
    """The votes in words: 9 票中 7 票在 2 级，1 票高一级，1 票高两级; listed by level where there is no clear mode."""
    _ = words
    if reading.n == 0:
        return _("没有评级票")
    mode = reading.modes[0]
    most = reading.counts[mode - 1]
    if len(reading.modes) > 1 or 2 * most <= reading.n:
        rows = [_("{level} 级 {count} 票", level=level, count=count) for level, count in enumerate(reading.counts, 1) if count]
        return _("，").join(rows)
    parts = [_("{n} 票中 {count} 票在 {level} 级", n=reading.n, count=most, level=mode)]
    for level, count in enumerate(reading.counts, 1):
        if count and level != mode:
            parts.append(_("{count} 票{distance}", count=count, distance=_distance(words, level - mode)))
    return _("，").join(parts)


def _distance(words: Words, steps: int) -> str:
    _ = words
    names = {
        1: _("高一级"), 2: _("高两级"), 3: _("高三级"), 4: _("高四级"), -1: _("低一级"), -2: _("低两级"), -3: _("低三级"), -4: _("低四级"),
    }  # fmt: skip
    return names[steps]


def agreement_word(reading: Reading) -> str:
    """Agreement as a whole number, a dash without votes."""
    return "—" if reading.agreement is None else str(int(reading.agreement + reading.agreement.__class__(1, 2)))


def reading_sentence(words: Words, reading: Reading) -> str:
    """一致度 83 · 9 票中 7 票在 2 级，1 票高一级."""
    _ = words
    if reading.n == 0:
        return votes_sentence(words, reading)
    return _("一致度 {agreement} · {votes}", agreement=agreement_word(reading), votes=votes_sentence(words, reading))


def median_word(words: Words, reading: Reading) -> str:
    """中位 2 级, or both medians of an even count: 中位 2–3 级."""
    _ = words
    if reading.lower is None:
        return _("无中位")
    if reading.lower == reading.upper:
        return _("中位 {level} 级", level=reading.lower)
    return _("中位 {lower}–{upper} 级", lower=reading.lower, upper=reading.upper)


def counted(words: Words, due: int, cast: int) -> str:
    """应投 9，已投 7."""
    _ = words
    return _("应投 {due}，已投 {cast}", due=due, cast=cast)


def basis_word(words: Words, basis: str) -> str:
    """The basis of a record: 共识, 多数, 领导决定, 待议, 不适用."""
    _ = words
    known = {
        "consensus": _("共识"), "majority": _("多数"), "leadership": _("领导决定"), "parked": _("待议"), "not_applicable": _("不适用"),
    }  # fmt: skip
    return known[basis]


def confidence_word(words: Words, confidence: str) -> str:
    _ = words
    return {"low": _("低"), "medium": _("中"), "high": _("高")}[confidence]


def lane_word(words: Words, lane: str) -> str:
    _ = words
    return {"mandate": _("监管必办"), "enabler": _("先决事项"), "ranked": _("其余举措")}[lane]


def certainty_word(words: Words, certainty: str) -> str:
    """How firm a place among the first three is."""
    _ = words
    return {"firm": _("稳居前三"), "likely": _("多半前三"), "open": _("未定"), "later": _("靠后")}[certainty]


def marking_word(words: Words, marking: str) -> str:
    _ = words
    return {"internal": _("内部公开"), "restricted": _("内部资料"), "commercial": _("商业秘密")}[marking]


def wording_word(words: Words, wording: str) -> str:
    """The version word of a Chinese document."""
    _ = words
    return {"draft": _("讨论稿"), "comments": _("征求意见稿"), "review": _("送审稿"), "issued": _("印发稿")}[wording]


def mode_word(words: Words, vote_mode: str) -> str:
    _ = words
    return {"anonymous": _("不记名"), "named": _("记名")}[vote_mode]


def source_word(words: Words, source: str) -> str:
    """How cards came in: 照卡录入, 传递电脑 … joined where there were several ways."""
    _ = words
    known = {"tally": _("照卡录入"), "pass": _("传递电脑"), "paper": _("纸质票录入"), "csv": _("表格导入")}
    return _("、").join(known[one] for one in source.split("+") if one)


def overtime_word(words: Words, choice: str) -> str:
    """What was chosen over time: 延长, 待议, 多数."""
    _ = words
    return {"": "", "extend": _("延长"), "park": _("列为待议"), "majority": _("按多数定")}[choice]


def tech_home_word(words: Words, tech_home: str) -> str:
    _ = words
    return {"own": _("自主建设"), "union": _("省联社统建"), "sponsor": _("主发起行代建")}[tech_home]


def competence_word(words: Words, competence: str) -> str:
    _ = words
    return {"own": _("自主可办"), "union": _("需报省联社"), "sponsor": _("由主发起行办")}[competence]


def size_word(words: Words, size: str) -> str:
    _ = words
    return {"": _("未估"), "S": _("小"), "M": _("中"), "L": _("大"), "XL": _("特大")}[size]


def bank_size_word(words: Words, bank_size: str) -> str:
    _ = words
    return {"small": _("小型"), "medium": _("中型"), "large": _("较大")}[bank_size]


def effort_status_word(words: Words, status: str) -> str:
    _ = words
    return {"room": _("会上估"), "department": _("部门核定"), "finance": _("财务核定")}[status]


def group_mark(words: Words, place: int) -> str:
    """The mark on a role group's cards: 甲, 乙, 丙 …, in English A, B, C; numbers after the tenth."""
    _ = words
    marks = _("甲乙丙丁戊己庚辛壬癸")
    return marks[place] if place < len(marks) else str(place + 1)


def self_rating_note(words: Words) -> str:
    """What stands under every score (a supervisory rating counts the other way round)."""
    _ = words
    return _("工作坊自评，不同于监管评级、等保定级")


def grade_note(words: Words, grade: int) -> str:
    _ = words
    return _("成熟度 {grade} 级（数字越大越成熟）", grade=grade)


def survey_note(words: Words) -> str:
    """How the report's 60.1 may be mentioned: never as above or below."""
    _ = words
    return _("60.1 为 2019 年问卷自评，口径不同，仅供参照")


def quarter_word(words: Words, index: int, start_year: int, start_quarter: int) -> str:
    """A plan's quarter: 26Q3."""
    steps = start_quarter - 1 + index
    return f"{(start_year + steps // 4) % 100:02d}Q{steps % 4 + 1}"


def quarter_span(words: Words, start: int, finish: int, start_year: int, start_quarter: int) -> str:
    """26Q3–27Q2; `finish` is exclusive."""
    first, last = quarter_word(words, start, start_year, start_quarter), quarter_word(words, finish - 1, start_year, start_quarter)
    return first if first == last else f"{first}–{last}"


def day_word(words: Words, iso: str) -> str:
    """A date in prose: 2026年3月14日, 14 March 2026; what is no ISO date is shown as typed."""
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    return prose_date(day, words.language)


def step_word(words: Words, operation: str) -> str:
    """The name of a step for undo and history; operations without a name of their own say what kind they are."""
    named = _STEPS.get(operation)
    return named(words) if named else operation


def region_names(words: Words) -> tuple[str, str, str, str]:
    """The quarters of the plane: much value for little effort, for much; little value for little effort, for much."""
    _ = words
    return (_("先做"), _("专项推进"), _("顺带做"), _("暂缓"))


_STEPS: dict[str, Callable[[Words], str]] = {
    "set_profile": lambda _: _("修改基本信息"),
    "set_weights": lambda _: _("修改权重"),
    "set_target": lambda _: _("修改目标"),
    "add_seat": lambda _: _("增加席位"),
    "set_seat": lambda _: _("修改席位"),
    "remove_seat": lambda _: _("删除席位"),
    "set_agenda": lambda _: _("修改议程"),
    "set_agenda_item": lambda _: _("修改议程"),
    "extend_item": lambda _: _("调整环节时间"),
    "choose_overtime": lambda _: _("超时处理"),
    "spread_agenda": lambda _: _("重排议程"),
    "set_vote_rule": lambda _: _("修改判断规则"),
    "settle": lambda _: _("定级"),
    "add_dissent": lambda _: _("记录不同意见"),
    "set_dissent": lambda _: _("修改不同意见"),
    "remove_dissent": lambda _: _("删除不同意见"),
    "tick_pain": lambda _: _("勾选痛点"),
    "answer_fact": lambda _: _("回答对标"),
    "pick_case": lambda _: _("标记案例"),
    "add_note": lambda _: _("记备注"),
    "set_note": lambda _: _("修改备注"),
    "remove_note": lambda _: _("删除备注"),
    "park": lambda _: _("列入待议事项"),
    "set_parked": lambda _: _("修改待议事项"),
    "set_evidence": lambda _: _("登记材料"),
    "set_measure": lambda _: _("修改举措"),
    "set_size": lambda _: _("估计工作量"),
    "set_relevance": lambda _: _("修改相关度"),
    "set_effect": lambda _: _("修改效果估计"),
    "add_kpi": lambda _: _("增加指标"),
    "set_kpi": lambda _: _("修改指标"),
    "remove_kpi": lambda _: _("删除指标"),
    "add_milestone": lambda _: _("增加里程碑"),
    "set_milestone": lambda _: _("修改里程碑"),
    "remove_milestone": lambda _: _("删除里程碑"),
    "add_action": lambda _: _("增加行动"),
    "set_action": lambda _: _("修改行动"),
    "remove_action": lambda _: _("删除行动"),
    "follow_up": lambda _: _("记录进展"),
    "approve_plan": lambda _: _("批准方案"),
    "admit_task": lambda _: _("新增督办任务"),
    "move_due": lambda _: _("调整时限"),
    "hand_over_task": lambda _: _("移交责任人"),
    "accept_task": lambda _: _("销号"),
    "reopen_task": lambda _: _("撤回销号"),
    "take_sheet": lambda _: _("采用台账"),
    "decide": lambda _: _("登记决定结果"),
    "measure_kpi": lambda _: _("登记指标值"),
    "set_lateness": lambda _: _("设置滞后规则"),
    "note_handover": lambda _: _("记录移交"),
    "set_capacities": lambda _: _("修改人手与预算上限"),
    "set_plan": lambda _: _("排程"),
    "cast_order": lambda _: _("录入排序票"),
    "cast_order_pile": lambda _: _("录入排序票"),
    "add_order_note": lambda _: _("记录对次序的不同意见"),
    "remove_order_note": lambda _: _("删除对次序的不同意见"),
    "set_staffing": lambda _: _("修改人员安排"),
    "set_action_plan": lambda _: _("修改行动的估算"),
    "add_money": lambda _: _("增加一笔预算"),
    "set_money": lambda _: _("修改一笔预算"),
    "remove_money": lambda _: _("删除一笔预算"),
    "set_year_budget": lambda _: _("修改年度预算"),
    "set_pools": lambda _: _("修改两类人手的上限"),
    "set_link": lambda _: _("修改先后关系"),
    "set_scenario": lambda _: _("修改情景"),
    "confirm_effort": lambda _: _("核定工作量"),
    "set_pinned": lambda _: _("固定或取消固定"),
    "set_text": lambda _: _("修改印发文字"),
    "add_decision": lambda _: _("增加提请事项"),
    "set_decision": lambda _: _("修改提请事项"),
    "remove_decision": lambda _: _("删除提请事项"),
    "close_day": lambda _: _("会议总结"),
    "open_ballot": lambda _: _("开始投票"),
    "cast_vote": lambda _: _("录入评级票"),
    "cast_pile": lambda _: _("录入评级票"),
    "put_card": lambda _: _("录入评级票"),
    "take_card": lambda _: _("退回评级票"),
    "enter_paper": lambda _: _("录入纸质票"),
    "enter_papers": lambda _: _("导入纸质票"),
    "change_entry": lambda _: _("改收卡方式"),
    "clear_vote": lambda _: _("退回评级票"),
    "cancel_ballot": lambda _: _("作废本轮"),
    "reveal": lambda _: _("揭示"),
    "undo": lambda _: _("撤销"),
    "redo": lambda _: _("重做"),
    "create": lambda _: _("新建诊断"),
    "set_position": lambda _: _("换页"),
    "clock_agenda": lambda _: _("计时"),
    "attach": lambda _: _("添加附件"),
    "remove_attachment": lambda _: _("删除附件"),
    "set_logo": lambda _: _("放上封面标志"),
    "remove_logo": lambda _: _("取下封面标志"),
    "restore": lambda _: _("导入"),
    "admit": lambda _: _("由别处的文件抄入"),
    "salvage": lambda _: _("由损坏的文件抢救"),
    "elsewhere": lambda _: _("另存到别处"),
    "merge": lambda _: _("合并另一份文件"),
    "protect": lambda _: _("加上或更换口令"),
    "unprotect": lambda _: _("去掉口令"),
    "replace_pack": lambda _: _("更换内容包"),
}
