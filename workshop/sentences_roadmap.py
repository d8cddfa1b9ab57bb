"""Sentences for what the group's order, the actions, the money and the schedule's limits refuse."""

from collections.abc import Mapping

from workshop.words import N_

ROADMAP: Mapping[str, str] = {
    "order.amount": N_("举措 {measure} 的“{value}”无效，请填 0 到 100 的整数。"),
    "order.points": N_("一张排序票须分完 {wanted} 分，现在是 {total} 分。请调整。"),
    "order.places": N_("一张排序票须把 {count} 项举措各排一个不同的名次。请补齐。"),
    "order.note": N_("不同意见不能为空，请写明理由。"),
    "staffing.tech": N_("科技数据人员占比“{value}”无效，请填 0 到 100 的整数。"),
    "staffing.fast": N_("{subject} 的加快方案要短于原定的 {quarters} 个季度。请改短，或清空。"),
    "action.deadline": N_("行动“{action}”的完成期限不晚于最早开始时间。请改动其中一个。"),
    "plan.many": N_("路线图最多排 {most} 项，现有 {count} 项。请合并行动，或收起一项举措的行动。"),
    "plan.limit": N_("{name} 的预算总额“{amount}”无效，请填不小于 0 的数。"),
    "plan.too_dear": N_("举措 {item} 至少要用 {name} 的 {need} 万元，而全年只有 {most} 万元。请提高年度预算，或拉长工期。"),
    "year.negative": N_("{year} 年的预算不能为负数，请改正。"),
    "link.lag": N_("间隔“{value}”无效，请填 0 到 16 个季度。"),
    "scenario.share": N_("情景的比例“{value}”无效，请填 1 到 500 的整数。"),
    "effort.finite": N_("{measure} 的{field}不是有限的数，没有保存。请填一个数，或清空。"),
    "effort.range": N_("{measure} 的{field}须是 {low} 到 {high} 之间的整数，没有保存。请改正。"),
    "effort.status": N_("不认识的核定状态“{status}”，请选会上估、部门核定或财务核定。"),
    "effort.missing": N_("举措 {measure} 还没有估工作量，不能核定。请先选规模或填人数、季度和占比。"),
}
