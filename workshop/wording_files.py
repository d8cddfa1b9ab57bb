"""Words for what a file holds, table by table, and for what a salvaged one lacks."""

from collections.abc import Mapping

from workshop.model.store.salvage import Salvaged
from workshop.words import N_, Words

TABLES: Mapping[str, str] = {
    "engagement": N_("诊断信息"),
    "weight": N_("权重"),
    "target": N_("目标"),
    "seat": N_("席位"),
    "ballot": N_("轮次"),
    "present": N_("出席"),
    "vote": N_("评级票"),
    "record": N_("定级"),
    "dissent": N_("不同意见"),
    "pain_tick": N_("痛点"),
    "fact_answer": N_("对标回答"),
    "case_pick": N_("案例"),
    "note": N_("备注"),
    "attachment": N_("附件"),
    "attachment_bytes": N_("附件内容"),
    "parked": N_("待议事项"),
    "evidence_item": N_("材料"),
    "measure_plan": N_("举措"),
    "kpi": N_("指标"),
    "milestone": N_("里程碑"),
    "action": N_("行动"),
    "follow_up": N_("跟进"),
    "relevance_edit": N_("相关度"),
    "effect_edit": N_("效果"),
    "capacity": N_("人手与预算上限"),
    "plan_item": N_("排程"),
    "plan_result": N_("排程结果"),
    "text": N_("撰写的文字"),
    "decision": N_("提请事项"),
    "agenda_item": N_("议程"),
    "log": N_("操作记录"),
    "pack_file": N_("内容包"),
}


def table_word(name: str, words: Words) -> str:
    """A table in the user's words; one that has none goes by its own name."""
    _ = words
    return _(TABLES[name]) if name in TABLES else name


def missing_words(found: Salvaged, words: Words) -> list[str]:
    """What a salvaged file lacks, a line each."""
    _ = words
    lines = []
    for one in found.tables:
        about = {"name": table_word(one.table, words), "kept": one.kept, "dropped": one.dropped}
        if one.unread:
            lines.append(_("{name}：救出 {kept} 条，另有一段读不出来", **about))
        if one.dropped:
            lines.append(_("{name}：有 {dropped} 条与别的记录对不上，没有收入", **about))
    if found.pack:
        lines.append(_("内容包读不出来，换成了程序自带的内容包，请核对"))
    if found.log_from is not None:
        lines.append(_("操作记录从第 {entry} 条起接不上，之后的没有收入", entry=found.log_from))
    lines.append(_("撤销步骤和未揭示的评级票不在新文件里") if lines else _("全部内容都已救出，只是撤销步骤和未揭示的评级票不在新文件里"))
    return lines
