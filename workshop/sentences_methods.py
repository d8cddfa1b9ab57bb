"""Sentences for what the methods, the schedule and the paper refuse."""

from collections.abc import Mapping

from workshop.words import N_

METHODS: Mapping[str, str] = {
    "plan.effect": N_("效果“{value}”无效，请填 0 到 1 之间的数。"),
    "rank.mix": N_("需要、影响、紧迫三项权重之和须为 100，现在是 {total}。请调整。"),
    "rank.effort": N_("举措 {measure} 的工作量须依次不减且不为负：下限 {low}、可能 {likely}、上限 {high} 人月。请改正。"),
    "rank.level": N_("举措 {measure} 的影响或紧迫“{value}”无效，请填 1 到 5 的整数。"),
    "order.many": N_("一次最多排 {most} 项，现有 {count} 项。请减少。"),
    "order.measure": N_("排序中的“{measure}”重复，或不在清单里。请检查。"),
    "plan.self": N_("举措 {item} 以自己为前置，无法排程。请删去这条依赖。"),
    "plan.unknown": N_("举措 {item} 的前置“{predecessor}”不在计划内。请加入它，或删去依赖。"),
    "plan.cycle": N_("{items} 互为前置，形成循环，无法排程。请删去其中一条依赖。"),
    "plan.too_large": N_("举措 {item} 每季需{resource} {need}，而任何一季最多只有 {most}。请拉长工期，或提高上限。"),
    "plan.total": N_("{resource}总需求 {need} 超过规划期内的总量 {capacity}。请减少举措、延长规划期，或提高上限。"),
    "plan.horizon": N_("{items} 依次完成要 {need} 个季度，超出规划期的 {horizon} 个。请延长规划期，或缩短工期。"),
    "plan.deadline": N_("举措 {item} 最早第 {earliest} 季末完成，晚于期限第 {deadline} 季末。请放宽期限，或提前它的前置。"),
    "plan.pin_release": N_("举措 {item} 固定的开工早于允许的最早时间。请后移，或取消固定。"),
    "plan.pin_horizon": N_("举措 {item} 固定在此处会超出规划期。请前移，或取消固定。"),
    "plan.pin_order": N_("举措 {item} 固定的开工早于它的前置完成。请后移，或取消固定。"),
    "plan.pin_unknown": N_("固定的“{item}”不在计划内。请取消固定。"),
    "plan.negative": N_("举措 {item} 的价值、工期、最早开始或资源为负，或不是数。请改正。"),
    "plan.modes": N_("举措 {item} 还没有工期。请先估工作量。"),
    "plan.resource": N_("举措 {item} 用到的{resource}没有各季上限。请补上。"),
    "plan.capacity": N_("{resource}须为 {periods} 个季度各填一个不小于 0 的数。请补齐。"),
    "plan.twice": N_("举措 {item} 在计划里出现两次。请删去一个。"),
    "plan.no_room": N_("举措 {item} 在前置、后续与固定之间没有可以开工的季度。请放宽时间，或取消固定。"),
    "plan.impossible": N_("在现有人手、预算、期限与固定之下排不出计划。请提高上限、延长期限，或取消固定；原来的计划没有变。"),
    "plan.not_found": N_("停止之前还没有找到可行的计划，原来的计划没有变。请再排一次，或放宽条件。"),
    "paper.locked": N_("{name} 正被别的程序打开，或没有写入权限。请关闭后重试，或换一个名称保存。"),
    "paper.full": N_("{folder} 所在磁盘空间不足，{name} 没有保存，原文件未改动。请腾出空间，或换一个位置。"),
    "paper.readonly": N_("{folder} 是只读的，不能保存 {name}。请换一个位置。"),
    "paper.folder": N_("找不到文件夹 {folder}。请重新选择保存位置。"),
    "paper.io": N_("写入 {name} 时磁盘出错，原文件未改动。请换一个位置再试。"),
    "settings.unsaved": N_("设置没有保存到 {path}：磁盘已满或没有写入权限。请腾出空间或检查权限；诊断的记录不受影响。"),
}
