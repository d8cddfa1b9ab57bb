"""Why there is no plan, and why the order and the schedule part: facts of the model as sentences."""

from collections.abc import Sequence

from workshop.model import roadmap
from workshop.model.schedule import Cause, Problem
from workshop.model.state import State
from workshop.ui.roadmap.axis import resource_word
from workshop.wording_roadmap import quarter
from workshop.words import Words


def conflict_sentence(state: State, words: Words, problem: Problem, causes: Sequence[Cause]) -> str:
    """The smallest set of limits that leaves no plan, each named, and the way out."""
    _ = words
    told = _("、").join(cause_word(state, words, problem, cause) for cause in causes)
    if len(causes) == 1:
        return _("单凭这一条就排不出计划：{causes}。放宽它即可；上一份计划没有变。", causes=told)
    return _("这几条合在一起排不出计划：{causes}。放宽其中任何一条即可；上一份计划没有变。", causes=told)


def cause_word(state: State, words: Words, problem: Problem, cause: Cause) -> str:
    """One limit as the room set it."""
    _ = words
    item = next((one for one in problem.items if one.id == cause.item), None)
    if cause.kind == "capacity":
        return _("各季{resource}上限", resource=resource_word(words, cause.item))
    if cause.kind == "limit":
        return _("{year} 年预算上限", year=cause.item)
    if cause.kind == "order":
        return _("{item} 要等 {other} 完成", item=cause.item, other=cause.other)
    if cause.kind == "pin":
        return _("{item} 固定在 {quarter} 开工", item=cause.item, quarter=quarter(state, words, problem.pins[cause.item]))
    if cause.kind == "release" and item:
        return _("{item} 最早 {quarter} 开工", item=cause.item, quarter=quarter(state, words, item.release))
    if cause.kind == "deadline" and item and item.deadline:
        return _("{item} 限 {quarter} 末完成", item=cause.item, quarter=quarter(state, words, item.deadline - 1))
    return _("规划期 {count} 个季度", count=problem.horizon)


def unplanned_word(words: Words, one: roadmap.Unplanned) -> str:
    """What a measure or an action waits for."""
    return words("{measure} 还没有估工作量，未排入", measure=one.measure)
