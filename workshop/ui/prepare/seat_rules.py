"""What is worth a word about the seats: small groups, posts named twice, leaders who leave too early; and twelve typical seats."""

from collections import Counter

from msgspec import Struct

from workshop.model.agenda import BREAK, read_clock, timed
from workshop.model.content import Pack
from workshop.model.state import State
from workshop.ui.prepare.agenda_words import item_name
from workshop.words import N_, Words

SMALLEST_GROUP = 3


class Proposal(Struct, frozen=True):
    """A typical seat: post, role group, whether it speaks last."""

    role: str
    group: str
    senior: bool = False


_TYPICAL = (
    (N_("决策层"), (N_("行长"), N_("分管科技副行长"), N_("分管业务副行长"))),
    (N_("业务条线"), (N_("公司业务部总经理"), N_("零售业务部总经理"), N_("网络金融部总经理"))),
    (N_("风险与财务"), (N_("风险管理部总经理"), N_("计划财务部总经理"), N_("合规部总经理"))),
    (N_("科技与运营"), (N_("信息科技部总经理"), N_("数据管理部总经理"), N_("运营管理部总经理"))),
)


def typical_seats(words: Words) -> tuple[Proposal, ...]:
    """Twelve seats in four groups of three; the president speaks last."""
    return tuple(
        Proposal(words(role), words(group), row == column == 0)
        for row, (group, roles) in enumerate(_TYPICAL)
        for column, role in enumerate(roles)
    )


def seat_warnings(state: State, pack: Pack, words: Words) -> tuple[str, ...]:
    """One sentence each; nothing here is forbidden."""
    return (*_small_groups(state, words), *_twice(state, words), *_gone_early(state, pack, words))


def _small_groups(state: State, words: Words) -> list[str]:
    _ = words
    if state.engagement.vote_mode != "anonymous":
        return []
    sizes = Counter(seat.grp for seat in state.seats if seat.presence != "observer")
    return [
        _("{group}只有 {count} 席：不记名时不足三席的角色组不单独显示，建议补足或并组。", group=group, count=count)
        for group, count in sizes.items()
        if count < SMALLEST_GROUP
    ]


def _twice(state: State, words: Words) -> list[str]:
    _ = words
    found = []
    for role, count in Counter(seat.role for seat in state.seats).items():
        if count > 1:
            numbers = _("、").join(str(seat.number) for seat in state.seats if seat.role == role)
            found.append(_("第 {numbers} 席的职务都是“{role}”，请核对。", numbers=numbers, role=role))
    return found


def _gone_early(state: State, pack: Pack, words: Words) -> list[str]:
    """Who speaks last should be there from the first step to the last: hours that leave one out are said."""
    _ = words
    steps = [
        (item, time) for item, time in zip(state.agenda, timed(state.agenda, state.engagement.day_start), strict=True)
        if item.kind != BREAK and item.minutes
    ]  # fmt: skip
    found = []
    for seat in state.seats if steps else ():
        comes, leaves = (read_clock(text) if seat.senior else None for text in (seat.present_from, seat.present_to))
        before = [item for item, time in steps if comes is not None and time.start < comes and time.day == 0]
        missed = [item for item, time in steps if leaves is not None and time.finish > leaves and time.day == 0]
        facts = {"number": seat.number, "role": seat.role}
        if before:
            last = item_name(words, pack, before[-1])
            found.append(_("第 {number} 席（{role}）{time} 到会，错过“{step}”及之前的环节。", time=seat.present_from, step=last, **facts))
        if missed:
            first = item_name(words, pack, missed[0])
            found.append(_("第 {number} 席（{role}）{time} 离场，赶不上“{step}”及之后的环节。", time=seat.present_to, step=first, **facts))
    return found
