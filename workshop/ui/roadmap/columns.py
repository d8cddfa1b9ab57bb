"""The board's columns as plain values: one per quarter, or now, next and later."""

from workshop.model import roadmap
from workshop.model.content import Pack
from workshop.model.state import State
from workshop.ui.roadmap.board import CardFacts, ColumnFacts
from workshop.ui.roadmap.values import order, people
from workshop.wording_roadmap import quarter
from workshop.words import Words

NOW, NEXT = 2, 4  # quarters: now is up to the end of the second, next up to the fourth


def columns(state: State, pack: Pack, words: Words, by_quarter: bool) -> tuple[ColumnFacts, ...]:
    """A card stands where its measure starts; what is not scheduled stands in the last column, where nothing can be dropped."""
    _, horizon = words, state.engagement.horizon
    edges = range(horizon + 1) if by_quarter else sorted({0, min(NOW, horizon), min(NEXT, horizon), horizon})
    heads = [quarter(state, words, at) for at in range(horizon)] if by_quarter else [_("眼下"), _("接着"), _("以后")]
    found = []
    for head, first, last in zip(heads, edges, list(edges)[1:], strict=False):
        names = [name for name in order(state, pack) if name in state.plan and first <= state.plan[name].start < last]
        note = _load_word(state, words, first) if by_quarter else _span(state, words, first, last)
        found.append(ColumnFacts(head, note, first, tuple(_card(state, pack, words, name) for name in names)))
    waiting = [name for name in order(state, pack) if name not in state.plan]
    if waiting:
        cards = tuple(CardFacts(name, name, pack.measures[name].short, _("未排入"), muted=True) for name in waiting)
        found.append(ColumnFacts(_("未排入"), "", None, cards))
    return tuple(found)


def _load_word(state: State, words: Words, at: int) -> str:
    load = roadmap.load(state)[at]
    return words("{people}/{limit} 人", people=people(load.people), limit=people(load.people_limit))


def _span(state: State, words: Words, first: int, last: int) -> str:
    return words("{first} 至 {last}", first=quarter(state, words, first), last=quarter(state, words, last - 1))


def _card(state: State, pack: Pack, words: Words, measure: str) -> CardFacts:
    _, item, plan = words, state.plan[measure], state.measures[measure]
    end = _("至 {quarter}", quarter=quarter(state, words, item.finish - 1))
    return CardFacts(measure, measure, pack.measures[measure].short, f"{end} · {plan.lead or _('缺牵头')}", bool(item.pinned))
