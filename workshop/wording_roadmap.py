"""Words that window, wall and paper share: scenarios, what more would buy, the room's order, clashes, ways to be first."""

from collections.abc import Mapping, Sequence

from workshop.formats import decimal, percent
from workshop.model.content import Pack
from workshop.model.leading import Way, first_of, ways_to_lead
from workshop.model.outlook import Clash, Outcome
from workshop.model.ranking import Row
from workshop.model.roadmap import PEOPLE
from workshop.model.roomorder import RoomOrder
from workshop.model.schedule import Margin
from workshop.model.schedule.margin import EVERY
from workshop.model.state import State
from workshop.wording import competence_word, quarter_word
from workshop.words import Words


def quarter(state: State, words: Words, index: int) -> str:
    return quarter_word(words, index, state.engagement.start_year, state.engagement.start_quarter)


def end_word(state: State, words: Words, at: int) -> str:
    """The end of a quarter as the slider says it: 2028 年底, 2028 年中, else the quarter."""
    _ = words
    if at == 0:
        return _("现在")
    steps = state.engagement.start_quarter - 1 + at
    year, rest = state.engagement.start_year + (steps - 1) // 4, steps % 4
    if rest == 0:
        return _("{year} 年底", year=year)
    return _("{year} 年中", year=year) if rest == 2 else _("{quarter} 末", quarter=quarter(state, words, at - 1))


def scenario_word(words: Words, name: str) -> str:
    """What a scenario is called."""
    _ = words
    return {"cautious": _("谨慎"), "base": _("基准"), "ambitious": _("进取")}[name]


def outcome_rows(state: State, words: Words, outcomes: Sequence[Outcome]) -> list[tuple[str, ...]]:
    """Heads, when all is done, when the target is reached, the score at each half-year's end."""
    if not outcomes:
        return []
    _ = words
    rows: list[tuple[str, ...]] = [("", *(scenario_word(_, one.name) for one in outcomes))]
    rows.append((_("全部完成"), *(end_word(state, _, one.ends) if one.plan else _("排不出") for one in outcomes)))
    rows.append((_("达到目标"), *(_reached_word(state, _, one) for one in outcomes)))
    stops = sorted({at for one in outcomes for at, _score in one.scores})
    for at in stops:
        found = [dict(one.scores).get(at) for one in outcomes]
        rows.append((end_word(state, _, at), *("—" if score is None else decimal(score) for score in found)))
    return rows


def _reached_word(state: State, words: Words, one: Outcome) -> str:
    if one.plan is None:
        return "—"
    return words("期内未达") if one.reached is None else end_word(state, words, one.reached)


def margin_rows(state: State, words: Words, margins: Sequence[Margin]) -> list[tuple[str, ...]]:
    """Per quarter: how much earlier value arrives with one more head, and with a tenth more money."""
    if not margins:
        return []
    _ = words
    rows: list[tuple[str, ...]] = [(_("价值提早"), _("多 1 人"), _("预算多 10%"))]
    for at in sorted({one.period for one in margins}):
        found = {one.resource == PEOPLE: one for one in margins if one.period == at}
        cells = ["—" if (one := found.get(people)) is None else f"{decimal(one.gain * 100)}%" for people in (True, False)]
        rows.append((_("各季都多") if at == EVERY else quarter(state, _, at), *cells))
    return rows


def clash_sentence(state: State, pack: Pack, words: Words, clash: Clash) -> str:
    """Why a measure that is ranked before another one starts after it."""
    _ = words
    facts = {"measure": clash.measure, "other": clash.other, "quarter": quarter(state, words, clash.start)}
    head = _("{measure} 排在 {other} 之前，却到 {quarter} 才开工：", **facts)
    competence = competence_word(words, clash.detail) if clash.reason == "lead" else ""
    because = {
        "decision": _("要等“{decision}”通过", decision=clash.detail),
        "lead": _("{competence}，要提前报批", competence=competence),
        "release": _("会上定了最早开工的时间"),
        "order": _("要等 {other} 完成", other=clash.detail),
        "pin": _("会上把它固定在这里"),
        "capacity": _("此前的人手或预算已排满"),
    }
    return head + because[clash.reason] + _("。")


def order_rows(words: Words, names: Mapping[str, str], found: RoomOrder | None) -> list[tuple[str, ...]]:
    """Place, measure, computed place, difference; the head first; nothing without an order."""
    if found is None:
        return []
    _ = words
    rows: list[tuple[str, ...]] = [(_("全场"), _("举措"), _("计算"), _("两者之差"))]
    for place, measure in enumerate(found.found.order, start=1):
        moved = found.moved.get(measure)
        computed = "—" if moved is None else str(place + moved)
        rows.append((str(place), names[measure], computed, _difference(words, moved)))
    return rows


def _difference(words: Words, moved: int | None) -> str:
    _ = words
    if moved is None:
        return "—"
    if moved == 0:
        return _("一致")
    return _("全场靠前 {places} 位", places=moved) if moved > 0 else _("全场靠后 {places} 位", places=-moved)


def order_told(words: Words, found: RoomOrder) -> str:
    """How well the order fits the cards."""
    _ = words
    return _("{cards} 张卡片合成的次序，两两比较中有 {share} 与它一致。", cards=found.cards, share=percent(found.share))


def ways(words: Words, pack: Pack, rows: Sequence[Row], measure: str) -> tuple[str, ...]:
    """What would have to change, one thing at a time, for a measure to be first."""
    _, leader = words, first_of(rows)
    own = next((row for row in rows if row.measure == measure and row.position is not None), None)
    if own is None or leader is None:
        return (_("{measure} 不在比较之列：单列，或还缺估算与投票。", measure=measure),)
    if leader.measure == measure:
        return (_("{measure} 已排第一。", measure=measure),)
    found = ways_to_lead(rows, measure)
    if not found:
        return (_("只改一件事，{measure} 排不到第一；现在第一的是 {leader}。", measure=measure, leader=label(pack, leader.measure)),)
    head = _("要排到 {leader} 之前，下面任何一条即可：", leader=label(pack, leader.measure))
    return (head, *(way_word(words, way) for way in found))


def way_word(words: Words, way: Way) -> str:
    """One change that alone would do."""
    _ = words
    facts = {"now": decimal(way.now, 1), "needed": decimal(way.needed, 1)}
    levels = {"now": int(way.now), "needed": int(way.needed)}
    if way.thing == "effort":
        return _("工作量由 {now} 降到 {needed} 人月", **facts)
    if way.thing == "need":
        return _("需要由 {now} 升到 {needed}", **facts)
    if way.thing == "impact":
        return _("影响由 {now} 级升到 {needed} 级", **levels)
    if way.thing == "urgency":
        return _("紧迫由 {now} 级升到 {needed} 级", **levels)
    return _("权重改为需要 {need}、影响 {impact}、紧迫 {urgency}", need=way.mix[0], impact=way.mix[1], urgency=way.mix[2])


def label(pack: Pack, measure: str) -> str:
    """A measure's code and short name."""
    return f"{measure} {pack.measures[measure].short}"
