"""Every trouble as one sentence with a way out, in the language of the screen; codes come from `workshop.model.errors`."""

from collections.abc import Mapping

from workshop.model.errors import Trouble
from workshop.sentences_delivery import DELIVERY
from workshop.sentences_files import FILES
from workshop.sentences_files import NAMES as FILE_NAMES
from workshop.sentences_methods import METHODS
from workshop.sentences_pack import NAMES, PACK
from workshop.sentences_roadmap import ROADMAP
from workshop.words import N_, Words


def sentence(words: Words, trouble: Trouble) -> str:
    """What to tell the user about a trouble; a code without a sentence is a bug and raises KeyError."""
    _ = words
    return _(SENTENCES[trouble.code], **_shown(words, trouble.facts))


def _shown(words: Words, facts: Mapping[str, object]) -> dict[str, object]:
    """Facts as words: names of kinds and fields in the user's language, lists joined."""
    _ = words
    shown = dict(facts)
    for name in ("kind", "field", "expected", "resource"):
        if shown.get(name) in _NAMES:
            shown[name] = _(_NAMES[str(shown[name])])
    if "where" in facts and "kind" in facts:  # "measure M5" → 举措 M5
        shown["where"] = str(facts["where"]).replace(str(facts["kind"]), str(shown["kind"]), 1)
    for name, value in shown.items():
        if isinstance(value, (tuple, list)):
            shown[name] = _("、").join(str(part) for part in value)
    return shown


_NAMES: Mapping[str, str] = {
    **NAMES,
    **FILE_NAMES,
    "bank": N_("银行名称"),
    "bank_type": N_("银行类型"),
    "seat": N_("席位"),
    "ballot": N_("投票"),
    "record": N_("定级"),
    "indicator": N_("指标"),
    "dimension": N_("维度"),
    "measure": N_("举措"),
    "impact": N_("影响"),
    "urgency": N_("紧迫"),
    "pain": N_("痛点"),
    "case": N_("案例"),
    "fact": N_("对标"),
    "kpi": N_("指标"),
    "milestone": N_("里程碑"),
    "action": N_("行动"),
    "task": N_("任务"),
    "decision": N_("提请事项"),
    "agenda": N_("议程"),
    "note": N_("备注"),
    "parked": N_("待议事项"),
    "dissent": N_("不同意见"),
    "evidence": N_("材料"),
    "attachment": N_("附件"),
    "plan": N_("排程"),
    "people": N_("人数"),
    "effort_people": N_("人数"),
    "effort_quarters": N_("季度数"),
    "effort_share": N_("投入时间"),
    "effort_low": N_("下限"),
    "effort_high": N_("上限"),
    "effort_budget": N_("预算"),
    "tech": N_("科技数据人员"),
    "business": N_("业务职能人员"),
    "outside": N_("外包人数"),
    "fast_people": N_("加快方案人数"),
    "amount": N_("金额"),
    "scenario": N_("情景"),
    "low": N_("下限"),
    "high": N_("上限"),
    "budget": N_("预算"),
    "start_year": N_("起始年份"),
    "start_quarter": N_("起始季度"),
    "horizon": N_("规划季度数"),
    "target_year": N_("目标年份"),
    "max_rounds": N_("最多轮次"),
    "share": N_("共识的同级比例"),
    "reach": N_("共识时单票最多偏离"),
    "distance": N_("分歧的平均偏离"),
    "camp_of_few": N_("三票时一营的票数"),
    "camp_floor": N_("四至八票时一营的票数"),
    "stable": N_("两轮稳定的净变化"),
}

_STORE: Mapping[str, str] = {
    "store.busy": N_("文件 {path} 正被另一个程序使用。请关闭那个程序后再试，已录入的内容没有丢失。"),
    "store.readonly": N_("文件 {path} 是只读的，无法保存。请把它复制到可写的文件夹后再打开。"),
    "store.full": N_("磁盘已满，没有保存成功。请腾出空间后再试一次，已保存的内容完好。"),
    "store.io": N_("读写 {path} 时磁盘出错。请检查磁盘或 U 盘后再试，已保存的内容完好。"),
    "store.cantopen": N_("无法打开 {path}。请确认文件夹存在并有权限。"),
    "store.corrupt": N_("文件 {path} 已损坏。请从备份恢复。"),
    "store.notadb": N_("{path} 打不开：口令不对、文件已损坏，或者不是共识工坊的文件。"),
    "store.constraint": N_("这项改动与已有记录冲突，没有保存（{detail}）。请先改动相关的记录。"),
    "file.exists": N_("{path} 已经存在。请换一个文件名，或先移走原文件。"),
    "file.missing": N_("找不到 {path}。请确认它没有被移动或改名。"),
    "file.forbidden": N_("没有权限读取 {path}。请让管理员开放它和所在文件夹的权限，或请人把它复制到您自己的文件夹后再打开。"),
    "file.foreign": N_("{path} 不是共识工坊的文件，没有打开，也没有改动。"),
    "file.stranger": N_("{path} 不是在这台电脑上建立的，没有打开，也没有改动。请先抄成一份新文件：workshop import。"),
    "file.newer": N_("{path} 由更新的版本保存（格式 {version}）。请升级程序后再打开，文件没有改动。"),
    "file.locked_or_damaged": N_("{path} 打不开：需要口令或口令不对，文件已损坏，或者不是共识工坊的文件。请核对口令，或从备份恢复。"),
    "file.cannot_create": N_("无法在此处新建 {path}（{detail}）。请换一个有权限的文件夹。"),
}

_ROOM: Mapping[str, str] = {
    "vote.level": N_("“{value}”不是有效的级别，请填 1 到 5 的整数。"),
    "vote.not_voting": N_("第 {number} 席现在不参加投票。请先把它改为参会。"),
    "vote.share": N_("共识比例 {value} 不成立，须大于一半、不超过全部。"),
    "ballot.already_open": N_("{subject} 的投票已经开始。请先揭示或作废本轮。"),
    "ballot.rounds": N_("已投满 {limit} 轮。请按多数或领导决定记录，或列为待议。"),
    "ballot.no_seats": N_("没有参加投票的席位。请先在会前准备中添加席位。"),
    "ballot.empty": N_("还没有一张评级票，不能揭示。请先录入，或作废本轮。"),
    "ballot.incomplete": N_("还差 {missing} 席未投。请等齐，或选择提前截止。"),
    "ballot.closed": N_("{subject} 第 {round} 轮已经结束。要改票，请再投一轮。"),
    "ballot.mixed_named": N_("记名投票不能用混装票：票上要能看出是谁投的。请改按席位录入。"),
    "ballot.source": N_("不认识的录入来源“{value}”。"),
    "pile.room": N_("混装票 {cards} 张，多于到会的 {seats} 席。请重新点数。"),
    "agenda.choice": N_("超时的处理“{value}”无效，只有延长、待议、多数。"),
    "paper.size": N_("表格超过 {limit} MB，不像评级票。"),
    "paper.encoding": N_("读不出表格里的文字，请另存为 UTF-8 编码的 CSV。"),
    "paper.empty": N_("表格里没有评级票：第一行是表头，每张票一行，每个指标一列。"),
    "paper.lines": N_("表格超过 {limit} 行，请分几次导入。"),
    "paper.head": N_("第一列的表头是“{value}”，应为席位、角色组或票。"),
    "paper.column": N_("表头“{value}”不是指标编号。"),
    "paper.column_twice": N_("指标 {value} 有两列，请删去一列。"),
    "paper.voter": N_("第 {line} 行的“{value}”对不上席位或角色组。"),
    "paper.level": N_("第 {line} 行 {column} 的“{value}”无效，应为 1 到 5、0（弃权）或留空。"),
    "paper.blank": N_("第 {line} 行一项也没有填，请补上或删去这一行。"),
    "paper.twice": N_("同一席位有两行，请删去一行。"),
    "rule.fixed": N_("已经开始投票，判断规则不能再改。"),
    "ballot.entry": N_("本轮的录入方式已定，不能混用。请作废本轮后重新开始。"),
    "pile.count": N_("{group}收上 {cards} 张票，但到会只有 {seats} 席。请核对人数后重新录入。"),
    "record.basis": N_("不认识的定级依据“{basis}”。请选共识、多数、领导决定、待议或不适用。"),
    "record.open_ballot": N_("{subject} 正在投票，揭示之后才能定级。"),
    "dissent.group": N_("不记名时不写“{group}”：这一组票太少或不在席位表上，写出来等于点名。请改选“不标组别”。"),
    "record.reason": N_("{subject} 已经定级。要改动，请写明理由，前后两次都会保留。"),
    "pain.severity": N_("痛点程度“{value}”无效，只能是无、有、重。"),
    "fact.answer": N_("对标回答“{value}”无效，只能是是、否、不确定。"),
    "parked.text": N_("待议事项不能为空，请写明要议什么。"),
    "attachment.unread": N_("“{name}”读不出来（{detail}），没有添加。"),
    "attachment.unsaved": N_("“{name}”没有存成（{detail}），请换一个位置。"),
    "attachment.size": N_("“{name}”超过 {limit} MB，没有添加。请压缩后再试。"),
    "logo.kind": N_("“{name}”不是 PNG 或 JPEG 图片，没有放上封面。请另存为其中一种再选。"),
    "logo.size": N_("“{name}”超过 {limit} MB，没有放上封面。请缩小后再选。"),
    "logo.side": N_("“{name}”是 {wide} × {high} 像素，每边最多 {limit} 像素，没有放上封面。请缩小后再选。"),
    "logo.broken": N_("“{name}”是损坏的图片，没有放上封面。请换一份完好的。"),
    "classification.long": N_("封面密级说明最多 {limit} 字，没有保存。"),
    "classification.secret": N_("“{word}”是国家秘密的密级，本工具不处理，没有保存。封面只可标内部公开、内部资料或商业秘密。"),
    "text.long": N_("这段文字有 {length} 字，超过上限 {limit} 字，没有保存。请分成几段。"),
    "id.unknown": N_("找不到{kind}“{id}”。它可能已被删除，请刷新后再试。"),
    "undo.nothing": N_("没有可以撤销的步骤。"),
    "redo.nothing": N_("没有可以重做的步骤。"),
}

_SETUP: Mapping[str, str] = {
    "profile.bank": N_("银行名称不能为空，请填写。"),
    "profile.mode_fixed": N_("已经投过票，记名方式不能再改。"),
    "profile.shares": N_("需要、影响、紧迫三项权重之和须为 100，现在是 {total}。"),
    "profile.range": N_("{field}“{value}”超出范围，请填 {low} 到 {high} 的整数。"),
    "weights.missing": N_("每个维度都要有权重，请补齐。"),
    "weights.value": N_("权重须为不小于 0 的数，请改正。"),
    "weights.sum": N_("权重之和须为 100，现在是 {total}。请调整后再保存。"),
    "score.weights": N_("权重之和须为 100，且都不小于 0。请调整。"),
    "score.level": N_("维度 {dimension} 的级别“{value}”无效，须为 1 到 5。"),
    "seat.role": N_("席位的职务不能为空，请填写。"),
    "seat.group": N_("席位要归入一个角色组，请填写。"),
    "seat.number": N_("席位号“{number}”无效，请填 1 到 99 的整数。"),
    "seat.twice": N_("第 {number} 席已经有了。请换一个席位号。"),
    "seat.group_fixed": N_("第 {number} 席已经投过票，角色组不能再改。"),
    "seat.has_voted": N_("第 {number} 席已经投过票，不能删除。可以把它改为离席。"),
    "agenda.minutes": N_("时长“{minutes}”无效，请填 0 到 600 的整数分钟。"),
}

_PLAN: Mapping[str, str] = {
    "measure.deadline": N_("举措 {measure} 的完成期限不晚于最早开始时间。请改动其中一个。"),
    "measure.size": N_("不认识的规模“{size}”，请选小、中、大、特大。"),
    "relevance.value": N_("相关度“{value}”无效，请填 0 到 3 的整数。"),
    "effect.value": N_("效果“{value}”无效，请填 0 到 1 之间的数。"),
    "effort.negative": N_("{measure} 的{field}不能为负数，请改正。"),
    "effort.order": N_("举措 {measure} 的工作量须依次不减：下限 {low}、可能 {likely}、上限 {high} 人月。请改正。"),
    "kpi.name": N_("指标名称不能为空，请填写。"),
    "milestone.name": N_("里程碑名称不能为空，请填写。"),
    "action.text": N_("行动内容不能为空，请填写。"),
    "quarter.outside": N_("第 {quarter} 个季度不在规划期内（共 {horizon} 个季度）。请改正。"),
    "capacity.negative": N_("第 {quarter} 季度的人手和预算上限不能为负数，请改正。"),
    "decision.text": N_("提请事项不能为空，请填写。"),
}

_JSON: Mapping[str, str] = {
    "json.size": N_("文件超过 {limit} MB，没有导入。请确认选对了文件。"),
    "json.depth": N_("文件嵌套超过 {limit} 层，没有导入。请确认它由共识工坊导出。"),
    "json.syntax": N_("文件第 {line} 行第 {column} 列不是有效的 JSON，没有导入。请重新导出。"),
    "json.foreign": N_("这不是共识工坊导出的诊断文件，没有导入。"),
    "json.version": N_("文件的格式版本是 {version}，本程序只认 {known}。请用相应版本的程序导入。"),
    "json.key": N_("文件的 {where} 处多出或缺少“{key}”，没有导入。请重新导出。"),
    "json.engagement": N_("文件里没有唯一的一份诊断信息，没有导入。"),
    "json.type": N_("文件的 {where} 应为 {expected}，没有导入。请改正后再试。"),
    "json.twice": N_("文件的 {where} 与前面重复（{id}），没有导入。请删去一处。"),
    "json.unknown": N_("文件的 {where} 提到“{id}”，但内容包和记录里都没有，没有导入。请改正后再试。"),
    "json.weights": N_("文件中的维度权重之和须为 100，现在是 {total}，没有导入。"),
    "json.seat_twice": N_("文件中第 {number} 席出现两次，没有导入。请改正席位号。"),
    "json.seat_shown": N_("不记名的诊断里出现了带席位的评级票，没有导入。请去掉席位。"),
    "json.vote_open": N_("文件的 {where} 是尚未揭示一轮的评级票，没有导入。"),
    "json.attachments": N_("文件中的附件与清单对不上，没有导入。请重新导出。"),
    "json.attachment": N_("附件“{name}”的内容已损坏，没有导入。请重新导出。"),
    "json.rule": N_("文件的 {where} 不符合规则（{detail}），没有导入。请改正后再试。"),
    "json.duplicate": N_("文件里的“{key}”重复出现，没有导入。请删去一处。"),
    "json.number": N_("文件里出现了 {value}，不是有效的数，没有导入。请改正后再试。"),
}

SENTENCES: Mapping[str, str] = {**PACK, **METHODS, **ROADMAP, **FILES, **_JSON, **_STORE, **_ROOM, **_SETUP, **_PLAN, **DELIVERY}
