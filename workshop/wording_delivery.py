"""Words for the follow-up: columns of the ledger, standings as shape and word, the reasons behind a standing."""

from collections.abc import Mapping

from workshop.model.delivery.tasks import Standing
from workshop.words import N_, Words

# the ledger's columns in order (practice of the banks' supervision offices), then ours
COLUMNS: Mapping[str, str] = {
    "number": N_("序号"),
    "task": N_("任务"),
    "lead": N_("牵头部门"),
    "support": N_("配合部门"),
    "sponsor": N_("分管行领导"),
    "owner": N_("责任人"),
    "due": N_("完成时限"),
    "sign": N_("完成标志"),
    "text": N_("进展"),
    "problems": N_("问题"),
    "next_step": N_("下步计划"),
    "status": N_("状态"),
    "key_work": N_("年度重点工作"),
    "appraisal": N_("绩效考核"),
    "evidence": N_("完成依据"),
    "baseline_due": N_("基线时限"),
    "waits_for": N_("等待决定"),
    "action": N_("编号"),
}

STANDING: Mapping[Standing, str] = {
    "normal": N_("正常"),
    "watch": N_("关注"),
    "late": N_("滞后"),
    "done": N_("完成"),
    "paused": N_("暂缓"),
    "adjusted": N_("已调整"),
}
# told by shape as well: open ring, triangle, full square, tick, two bars, diamond
SHAPES: Mapping[Standing, str] = {"normal": "○", "watch": "△", "late": "■", "done": "✓", "paused": "‖", "adjusted": "◇"}

WHY: Mapping[str, str] = {
    "overdue": N_("已过期限"),
    "reported_late": N_("部门报告滞后"),
    "awaiting_acceptance": N_("已报完成，待销号"),
    "waits_for_decision": N_("等待决定"),
    "reported_watch": N_("部门报告需关注"),
    "due_soon": N_("即将到期"),
    "in_grace": N_("过期在宽限内"),
    "no_report": N_("久未报告"),
    "no_date": N_("没有时限"),
}


def standing_word(words: Words, standing: Standing) -> str:
    """正常, 关注 …"""
    return words(STANDING[standing])


def marked(words: Words, standing: Standing) -> str:
    """Shape and word, as a cell shows it: ■ 滞后."""
    return f"{SHAPES[standing]} {standing_word(words, standing)}"


def why_words(words: Words, codes: tuple[str, ...]) -> str:
    """The reasons behind a standing, joined."""
    _ = words
    return _("、").join(words(WHY[code]) for code in codes)


def standing_of(text: str, languages: tuple[Words, ...]) -> str:
    """The standing a cell names, with or without its shape, in any of the languages; the text itself when it names none."""
    said = text.strip()
    for shape in SHAPES.values():
        said = said.removeprefix(shape).strip()
    for words in languages:
        for standing, word in STANDING.items():
            if said.casefold() in (words(word).casefold(), standing):
                return standing
    return said or text
