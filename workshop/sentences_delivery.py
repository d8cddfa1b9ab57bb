"""Sentences for what the follow-up refuses, and remarks on the sheets that come back."""

from collections.abc import Mapping

from workshop.model.delivery.sheet import Remark
from workshop.wording_delivery import COLUMNS
from workshop.words import N_, Words

DELIVERY: Mapping[str, str] = {
    "baseline.frozen": N_("方案已经批准，基线不能再冻结一次。要改期限，请走调整申请。"),
    "baseline.empty": N_("还没有任务，不能批准。请先在路线图里为举措列出行动。"),
    "baseline.lead": N_("任务“{task}”还没有牵头部门。请先在路线图里补上。"),
    "baseline.due": N_("任务“{task}”还没有完成时限。请写明日期，或先排好路线图。"),
    "baseline.body": N_("请写明由哪个机构批准。"),
    "baseline.none": N_("方案还没有批准，没有基线。请先批准方案。"),
    "baseline.known": N_("任务“{task}”已经在基线里。"),
    "baseline.task": N_("任务“{task}”已列入批准的基线，不能直接改动或删除。请走调整申请。"),
    "adjustment.same": N_("任务“{task}”的完成时限已经是 {due}，不需要调整。"),
    "adjustment.same_owner": N_("任务“{task}”的责任人已经是{owner}，不需要移交。"),
    "adjustment.owner": N_("请写明接手的责任人（职务）。"),
    "adjustment.reason": N_("请写明理由。"),
    "adjustment.approver": N_("请写明由谁批准。"),
    "acceptance.evidence": N_("销号须有依据，请写明看到了什么材料。"),
    "acceptance.acceptor": N_("销号须有验收人，请写明部门或职务。"),
    "task.status": N_("不认识的状态“{value}”。请选正常、关注、滞后、完成、暂缓或已调整。"),
    "task.accepted": N_("任务“{task}”已经销号。要改动，请先撤回销号并写明理由。"),
    "task.not_accepted": N_("这项任务还没有销号，无须撤回。"),
    "decision.result": N_("不认识的结果“{value}”，请选通过、修改后通过或缓议。"),
    "date.wrong": N_("“{value}”不是有效的日期，请写成 2027-03-31 的样子。"),
    "lateness.range": N_("天数“{value}”无效，请填 {low} 到 366 的整数。"),
    "handover.kind": N_("不认识的移交记录“{value}”。"),
    "handover.recipient": N_("请写明移交给谁。"),
    "past.date": N_("复评日期 {held_on} 不晚于上次诊断 {before}。请填写更晚的日期。"),
    "merge.engagement": N_("两个文件不是同一次诊断，不能合并。请选同一次诊断的两份副本。"),
    "merge.pack": N_("两个文件的内容包不同，不能合并。请先统一内容包。"),
    "merge.choice": N_("还有 {count} 处不一致没有选定（如 {key}），没有合并。请逐条选定以哪份为准。"),
    "merge.file": N_("选定结果的文件读不懂，没有合并。每条须写明 first 或 second。"),
    "merge.open": N_("{subject} 还在投票，不能合并。请先揭示或作废这一轮。"),
    "month.wrong": N_("“{value}”不是有效的月份，请写成 2027-03 的样子。"),
    "quarter.wrong": N_("“{value}”不是有效的季度，请写成 2027Q1 的样子。"),
    "ledger.where": N_("请写明台账的文件名，或用 --by-department 写明文件夹，只能选一种。"),
    "report.kind": N_("“{name}”须以 .pdf 或 .docx 结尾。"),
    "merge.out": N_("请写明合并后的新文件。"),
    "handover.folder": N_("{path} 已经存在。移交包须写入一个新的文件夹。"),
    "handover.check": N_("移交包核对不上（{name}），没有留下。请再试一次。"),
    "ledger.names": N_("两个部门的文件会同名（{name}），没有导出。请先改动其中一个部门的名称。"),
    "ledger.size": N_("“{name}”超过 {limit} MB，没有读取。请确认选对了文件。"),
    "ledger.foreign": N_("“{name}”不是可以读取的工作簿（XLSX），没有读取。请另存为 XLSX 后再试。"),
    "ledger.macro": N_("“{name}”带有宏，没有读取。请另存为不含宏的 XLSX 后再试。"),
    "ledger.link": N_("“{name}”链接了别的文件，没有读取。请断开链接后再试。"),
    "ledger.rows": N_("工作表“{sheet}”有 {rows} 行，超过 {limit} 行，没有读取。请删去多余的行。"),
    "ledger.merged": N_("工作表“{sheet}”有合并的单元格（{cells}），没有读取。请取消合并后再试。"),
    "ledger.heads": N_("“{name}”里没有督办台账的表头，没有读取。请使用由共识工坊导出的表格。"),
    "ledger.kind": N_("“{name}”不是督办台账，没有读取。请选由共识工坊导出的督办台账。"),
}

# remarks on one line of a sheet; every fact is text
REMARKS: Mapping[str, str] = {
    "sheet.engagement": N_("“{name}”出自另一次诊断，没有一行可以采用。请核对文件。"),
    "sheet.no_id": N_("这一行没有编号（“{task}”），没有采用。新任务请在程序里添加。"),
    "sheet.unknown_id": N_("编号“{id}”不在基线里（“{task}”），没有采用。请核对编号，不要改动编号列。"),
    "sheet.changed_id": N_("编号对应任务 {number}，但任务内容写的是“{task}”。请核对编号是否被改动。"),
    "sheet.twice": N_("任务 {number} 在第 {first} 行已经出现，这一行没有采用。请只保留一行。"),
    "sheet.deleted": N_("任务 {number}（{task}）的行被删除了。任务仍在台账里，没有改动。"),
    "sheet.formula": N_("任务 {number} 的“{field}”是公式，没有采用。请粘贴为数值。"),
    "sheet.status": N_("任务 {number} 的状态“{value}”无效。请从下拉列表里选。"),
    "sheet.length": N_("任务 {number} 的一格有 {length} 字，超过 5000 字，没有采用。请写短些，长文作附件。"),
    "sheet.accepted": N_("任务 {number} 已经销号，改动没有采用。要改动，请先撤回销号。"),
    "sheet.due": N_("任务 {number} 的完成时限被改成 {value}，没有采用。改期须走调整申请。"),
    "sheet.date": N_("任务 {number} 的完成时限“{value}”不是有效的日期，没有采用。"),
    "sheet.owner": N_("任务 {number} 的责任人被改成“{value}”，没有采用。请在程序里办理移交。"),
    "sheet.fixed": N_("任务 {number} 的“{field}”被改成“{value}”，没有采用。这一列由方案决定。"),
}


def remark_sentence(words: Words, remark: Remark) -> str:
    """What a remark says, with the column by its name."""
    _ = words
    facts = dict(remark.facts)
    if "field" in facts:
        column = COLUMNS[facts["field"]]
        facts["field"] = words(column)
    return _(REMARKS[remark.code], **facts)
