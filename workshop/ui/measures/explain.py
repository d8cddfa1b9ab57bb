"""Every cell of the why-table in sentences: what it is made of, who said so, how sure it is; and how a measure would come first."""

from workshop.formats import decimal, percent
from workshop.model import assessment
from workshop.model.content import Pack
from workshop.model.ranking import Row
from workshop.model.state import State
from workshop.ui.measures.values import Order
from workshop.wording import agreement_word, certainty_word, effort_status_word, light_word, size_word
from workshop.words import Words

CELLS = ("need", "impact", "urgency", "value", "effort", "ratio", "top")


def cell_name(words: Words, cell: str) -> str:
    """The head of a cell."""
    _ = words
    names = (_("需要"), _("影响"), _("紧迫"), _("价值"), _("人月"), _("每人月"), _("能否前三"))
    return dict(zip(CELLS, names, strict=True))[cell]


def explained(state: State, words: Words, pack: Pack, order: Order, measure: str, cell: str) -> tuple[str, ...]:
    """One or more sentences on a cell; "need" is told term by term elsewhere, here as a sum."""
    row = order.row(measure)
    if row is None:
        return (words("{measure} 未纳入本次行动方案", measure=measure),)
    if cell in ("impact", "urgency"):
        return _voted(state, words, measure, cell, row)
    tellers = {"need": _need, "value": _value, "ratio": _ratio}
    if cell in tellers:
        return tellers[cell](words, row)
    return _effort(state, words, measure, row) if cell == "effort" else _top(words, order, row)


def _need(words: Words, row: Row) -> tuple[str, ...]:
    _, need = words, row.candidate.need
    terms = len([term for term in need.terms if term.points])
    return (
        _("需要 {points}：{terms} 个维度的差距与 {pains} 条痛点相加，以需要最大的举措为 100。", points=decimal(need.points, 0), terms=terms,
          pains=len(need.pains)),
        _("不是投出来的；改相关度、目标或痛点，它就变。"),
    )  # fmt: skip


def _voted(state: State, words: Words, measure: str, kind: str, row: Row) -> tuple[str, ...]:
    _, record, turn = words, state.record_of(kind, measure), state.last_reveal(kind, measure)
    level = row.candidate.impact if kind == "impact" else row.candidate.urgency
    if level is None:
        return (_("还没有投票。"),)
    weight = row.mix.impact if kind == "impact" else row.mix.urgency
    told = [
        _("{level} 级折成 {points} 分，乘权重 {weight}%，得 {part}。", level=level, points=25 * (level - 1), weight=weight,
          part=decimal(weight * 25 * (level - 1) / 100, 1))
    ]  # fmt: skip
    if turn is not None:
        reading = assessment.reading(turn)
        cast = _("{count} 张有效票，{light}", count=reading.n, light=light_word(_, reading))
        told.append(cast + (_("，一致度 {agreement}。", agreement=agreement_word(reading)) if reading.agreement is not None else _("。")))
    settled = record is not None and record.level is not None
    told.append(_("已由会上记录。") if settled else _("尚未记录，暂按最近一轮的低位中位数。"))
    return tuple(told)


def _value(words: Words, row: Row) -> tuple[str, ...]:
    _ = words
    if row.value is None:
        return (_("影响和紧迫投完才有价值。"),)
    weights = " : ".join(map(str, row.mix.shares))
    return (
        _("{need} + {impact} + {urgency} = {value}，权重 {weights}。", weights=weights, value=decimal(row.value, 1),
          need=decimal(row.need_part, 1), impact=decimal(row.impact_part or 0, 1), urgency=decimal(row.urgency_part or 0, 1)),
        _("权重是本次会议的约定，可在“调权重”里试。"),
    )  # fmt: skip


def _effort(state: State, words: Words, measure: str, row: Row) -> tuple[str, ...]:
    _, plan, effort = words, state.measures[measure], row.candidate.effort
    if effort is None:
        return (_("还没有估工作量。"),)
    facts = {"low": decimal(effort.low, 1), "likely": decimal(effort.likely, 1), "high": decimal(effort.high, 1)}
    told = [_("低 {low}、可能 {likely}、高 {high}，均值 {mean} 人月。", mean=decimal(effort.mean, 1), **facts)]
    if plan.people is not None and plan.quarters is not None and plan.share is not None:
        size = size_word(_, plan.size) if plan.size else _("逐格填写")
        told.append(_("{size}：{people} 人 × 3 个月 × {quarters} 季 × {share}%。", size=size, people=decimal(plan.people, 1),
                      quarters=plan.quarters, share=plan.share))  # fmt: skip
    told.append(_("状态：{status}。", status=effort_status_word(_, plan.effort_status)) + _history(state, words, measure))
    return tuple(told)


def _history(state: State, words: Words, measure: str) -> str:
    """How the likely estimate went from the room to finance."""
    _ = words
    kept = [row for row in state.road.estimates if row.measure == measure]
    steps = [_("{status} {months} 人月", status=effort_status_word(_, row.status), months=decimal(row.likely, 1)) for row in kept]
    return " → ".join(steps) + _("。") if steps else ""


def _ratio(words: Words, row: Row) -> tuple[str, ...]:
    _ = words
    if row.ratio is None or row.value is None or row.effort is None:
        return (_("价值和人月齐了才有比值。"),)
    facts = {"value": decimal(row.value, 1), "effort": decimal(row.effort, 1), "ratio": decimal(row.ratio, 2)}
    return (_("{value} ÷ {effort} = {ratio}。按它由大到小排，价值到位的总时间最短。", **facts),)


def _top(words: Words, order: Order, row: Row) -> tuple[str, ...]:
    _, standing = words, order.standing(row.measure)
    if standing is None:
        return (_("单列或尚缺数据的举措不参加比较。"),)
    facts = {"chance": percent(standing.top), "word": certainty_word(_, standing.word.value)}
    told = [_("{draws} 次扰动里有 {chance} 排进前三：{word}。", draws=f"{order.sturdy.draws:,}", **facts)]
    told.append(_("十次里有八次排在第 {low} 到第 {high} 位。", low=standing.low, high=standing.high))
    tied = [pair for pair in order.sturdy.brackets if row.measure in pair]
    told += [_("{upper} 与 {lower} 难分先后。", upper=upper, lower=lower) for upper, lower in tied]
    return tuple(told)
