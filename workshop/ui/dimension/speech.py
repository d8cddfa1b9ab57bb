"""Sentences of the dimension's page: who speaks, what to do next, what a light asks for; no Qt and no level before the reveal."""

from workshop.formats import percent
from workshop.model import consensus
from workshop.model.assessment import reading, votes_by_group
from workshop.model.consensus import Light
from workshop.model.rows import Record, Seat
from workshop.model.state import Round, State
from workshop.ui.dimension.derive import camps, disputed, extremes, missing, missing_seats, revealed_levels
from workshop.ui.dimension.subject import PRACTICE
from workshop.wording import basis_word
from workshop.words import Words


def step_words(words: Words) -> tuple[str, ...]:
    """The step bar's words, in the order of `Step`."""
    _ = words
    return _("引题"), _("投票"), _("揭示"), _("讨论"), _("定级"), _("痛点与案例"), _("小结")


def round_word(words: Words, number: int) -> str:
    _ = words
    return _("第 {number} 轮", number=number)


def mode_and_seats(words: Words, state: State) -> str:
    """不记名 · 9 席."""
    _ = words
    seats = sum(seat.presence == "voting" for seat in state.seats)
    mode = _("不记名") if state.engagement.vote_mode == "anonymous" else _("记名")
    return _("{mode} · {seats} 席", mode=mode, seats=seats)


def who_speaks(words: Words, state: State, turn: Round) -> str:
    """Named: lowest and highest first, the most senior last. Anonymous: evidence for either level, by anyone."""
    _ = words
    ends = extremes(reading(turn))
    if ends is None:
        return _("全场弃权，请先说说难在哪里，再投一次。")
    low, high = ends
    anonymous, read = state.engagement.vote_mode == "anonymous", reading(turn)
    if low == high and anonymous:
        return _("各位都投 {level} 级：全场同级等于公开了每一票，请不要追问个人；请说一条依据。", level=low)
    if low == high:
        return _("各位都投 {level} 级，请说一条依据。", level=low)
    if anonymous and read.kind is consensus.Kind.OUTLIER:
        return _(
            "有票离得远：可能是手误，也可能最了解情况，不问是谁。请为 {low} 级和 {high} 级各找一条依据，谁说都可以。", low=low, high=high
        )
    if anonymous:
        return _("请为 {low} 级和 {high} 级各找一条依据，谁说都可以。", low=low, high=high)
    first, second = _speaker(state, turn, low), _speaker(state, turn, high)
    if first is None or second is None:
        return _("先请 {low} 级、再请 {high} 级说依据，职务最高的最后说。", low=low, high=high)
    return _(
        "先请{first}说 {low} 级的依据，再请{second}说 {high} 级的依据，职务最高的最后说。",
        first=first.role, second=second.role, low=low, high=high,
    )  # fmt: skip


def _speaker(state: State, turn: Round, level: int) -> Seat | None:
    """A seat that voted this level, the senior ones only if nobody else did."""
    voted = {vote.seat for vote in turn.votes if vote.level == level and vote.seat}
    seats = sorted((seat for seat in state.seats if seat.id in voted), key=lambda seat: (seat.senior, seat.number))
    return seats[0] if seats else None


def proposal_sentence(words: Words, state: State, kind: str, subject: str) -> str:
    """What the method proposes to do after the last reveal; the facilitator decides."""
    _ = words
    rounds = revealed_levels(state, kind, subject)
    if not rounds:
        return ""
    step = consensus.next_step(rounds, state.engagement.max_rounds, state.rule)
    if step != "again" and kind == PRACTICE:
        return _("建议：试到这里，转入正式评级。")
    if step == "stop_green":
        return _("建议：按共识记为 {level} 级。", level=consensus.proposal(rounds[-1]))
    if step == "stop_stable":
        limit = percent(state.rule.stable)
        return _("建议：两轮变化不到 {limit}，不必再投，按多数或领导决定记录，或列为待议。", limit=limit)
    if step == "stop_rounds":
        return _("建议：已投满 {limit} 轮，按多数或领导决定记录，或列为待议。", limit=state.engagement.max_rounds)
    return _("建议：说完依据，再投一轮。")


def stability_sentence(words: Words, state: State, kind: str, subject: str) -> str:
    """How far the room moved between its last two rounds, against the rule; "" before the second."""
    _ = words
    rounds = revealed_levels(state, kind, subject)
    if len(rounds) < 2 or not rounds[-1] or not rounds[-2]:
        return ""
    moved = consensus.stability(rounds[-2], rounds[-1])
    facts = {"moved": percent(moved), "limit": percent(state.rule.stable)}
    if moved < state.rule.stable:
        return _("两轮净变化 {moved}，低于 {limit}：看法已经稳定。", **facts)
    return _("两轮净变化 {moved}，未低于 {limit}：看法还在变。", **facts)


def unanimous_groups(words: Words, state: State, turn: Round) -> str:
    """Anonymous rooms: a group whose cards all say the same has told everybody's vote; "" when there is none."""
    _ = words
    if state.engagement.vote_mode != "anonymous":
        return ""
    told = [group for group, levels in votes_by_group(state, turn).items() if levels and len(set(levels)) == 1]
    if not told or len(set(turn.levels)) == 1:
        return ""
    return _("{groups}全组同级，按组显示等于公开每一票：不在大屏上按组念出。", groups=_("、").join(told))


def boundary_title(words: Words, ends: tuple[int, int]) -> str:
    _ = words
    return _("{low} 级与 {high} 级，差在哪里", low=ends[0], high=ends[1])


def evidence_question(words: Words, turn: Round) -> str:
    """The wall's second question: what evidence would settle the level between the camps."""
    _ = words
    read = reading(turn)
    ends = camps(read)
    if ends is not None:
        return _("拿出什么依据，就能评到 {level} 级？", level=disputed(ends))
    if read.light is Light.CONSENSUS:
        return _("有无保留意见？")
    return ""


def record_word(words: Words, record: Record) -> str:
    """记为 2 级 · 多数."""
    _ = words
    if record.level is None:
        return basis_word(words, record.basis)
    return _("记为 {level} 级 · {basis}", level=record.level, basis=basis_word(words, record.basis))


def level_basis(words: Words, record: Record | None) -> str:
    """2 级 · 多数, or that nothing is recorded yet."""
    _ = words
    if record is None:
        return _("未定级")
    if record.level is None:
        return basis_word(words, record.basis)
    return _("{level} 级 · {basis}", level=record.level, basis=basis_word(words, record.basis))


def missing_sentence(words: Words, state: State, turn: Round) -> str:
    """缺第 8、9 席; for piles only how many cards are missing."""
    _ = words
    count = missing(turn)
    if not count:
        return _("已经到齐")
    numbers = missing_seats(state, turn)
    if not numbers:
        return words.plural("还差 {n} 张", "还差 {n} 张", count)
    if len(numbers) > 8:
        return words.plural("还差 {n} 席", "还差 {n} 席", count)
    return _("缺第 {numbers} 席", numbers=_("、").join(map(str, numbers)))


def reveal_refusal(words: Words, turn: Round) -> str:
    """Why the reveal is off, as the button says it; "" when it is on."""
    _ = words
    if not turn.cast:
        return _("揭示，还没有评级票")
    count = missing(turn)
    if not count:
        return ""
    if turn.ballot.entry != "seat":
        return words.plural("揭示，还差 {n} 张", "揭示，还差 {n} 张", count)
    return words.plural("揭示，还差 {n} 席", "揭示，还差 {n} 席", count)
