"""What a dimension's page reads from the State: which steps are open, what is missing, what is settled, where the camps lie; no Qt."""

from enum import IntEnum

from workshop.model import consensus
from workshop.model.assessment import group_medians, reading
from workshop.model.consensus import Light, Reading
from workshop.model.content import Case, Dimension, Fact, Pack, Pain
from workshop.model.state import Round, State

INDICATOR, WHOLE = "indicator", "dimension"


class Step(IntEnum):
    """The steps of a dimension, in the order of the step bar; the first five belong to an indicator, the last two to the dimension."""

    FRAME = 0
    BALLOT = 1
    REVEAL = 2
    DISCUSS = 3
    SETTLE = 4
    PAINS = 5
    RECAP = 6


OF_DIMENSION = (Step.PAINS, Step.RECAP)


def open_steps(state: State, kind: str, subject: str) -> tuple[Step, ...]:
    """The steps of a subject that can be shown now: a ballot only while it runs, votes only after the reveal."""
    if state.open_round(kind, subject) is not None:
        return Step.FRAME, Step.BALLOT
    if state.last_reveal(kind, subject) is not None:
        return Step.FRAME, Step.REVEAL, Step.DISCUSS, Step.SETTLE
    # taken up without a vote: parked or not applicable from the start
    return (Step.FRAME, Step.SETTLE) if state.record_of(kind, subject) else (Step.FRAME,)


def natural_step(state: State, kind: str, subject: str) -> Step:
    """Where a subject stands by itself."""
    if state.open_round(kind, subject) is not None:
        return Step.BALLOT
    if settled(state, kind, subject):
        return Step.SETTLE
    return Step.REVEAL if state.last_reveal(kind, subject) is not None else Step.FRAME


def kind_of(dimension: Dimension, subject: str) -> str:
    """What a place of a dimension's page is a ballot on: an indicator, or in quick mode the dimension itself."""
    return WHOLE if subject == dimension.id else INDICATOR


def has_whole(state: State, dimension: Dimension) -> bool:
    """Whether the dimension was, or is being, voted on as a whole."""
    return bool(state.rounds_of(WHOLE, dimension.id))


def unvoted(state: State, dimension: Dimension, after: str) -> str | None:
    """The next indicator nobody was asked about yet; None when there is none."""
    names = dimension.indicators
    here = names.index(after) + 1 if after in names else 0
    every = (*names[here:], *names[:here])
    return next((name for name in every if not state.rounds_of(INDICATOR, name) and not state.record_of(INDICATOR, name)), None)


def missing(turn: Round) -> int:
    """How many due votes are not in yet."""
    if turn.ballot.entry != "seat":
        return max(0, len(turn.due) - turn.cast)
    return sum(seat not in turn.voted for seat in turn.due)


def missing_seats(state: State, turn: Round) -> tuple[int, ...]:
    """Numbers of the seats that have not voted; unknown for piles."""
    if turn.ballot.entry != "seat":
        return ()
    return tuple(seat.number for seat in state.seats if seat.id in turn.due and seat.id not in turn.voted)


def settled(state: State, kind: str, subject: str) -> bool:
    """Whether the newest record speaks about the newest revealed round and no round is open."""
    record, turn = state.record_of(kind, subject), state.last_reveal(kind, subject)
    if record is None or state.open_round(kind, subject) is not None:
        return False
    return turn is None or record.ballot == turn.ballot.id


def greens(state: State, dimension: Dimension) -> tuple[tuple[str, int], ...]:
    """Indicators in consensus that wait for their record, with the level to record; red and amber never are among them."""
    found = []
    for indicator in dimension.indicators:
        turn = state.last_reveal(INDICATOR, indicator)
        if turn is None or state.open_round(INDICATOR, indicator) or settled(state, INDICATOR, indicator):
            continue
        read, before = reading(turn), state.record_of(INDICATOR, indicator)
        # an earlier level is changed one by one, with its reason
        if read.light is Light.CONSENSUS and (before is None or before.level in (None, read.modes[0])):
            found.append((indicator, read.modes[0]))
    return tuple(found)


def complete_rounds(state: State, dimension: Dimension) -> tuple[str, ...]:
    """Ballots of the dimension's open rounds whose cards are all in."""
    turns = [state.open_round(INDICATOR, name) for name in dimension.indicators]
    return tuple(turn.ballot.id for turn in turns if turn is not None and turn.cast and not missing(turn))


def following(state: State, dimension: Dimension, indicator: str) -> str | None:
    """The next indicator without a record, wrapping round once; None when all others are settled."""
    names = dimension.indicators
    if indicator not in names:  # the dimension as a whole: its indicators are not asked for any more
        return None
    here = names.index(indicator)
    ahead = (*names[here + 1 :], *names[:here])
    return next((name for name in ahead if not settled(state, INDICATOR, name)), None)


def all_revealed(state: State, dimension: Dimension) -> bool:
    """Whether nobody can be anchored any more: each indicator, or the dimension as a whole, was revealed or recorded; no round is open."""
    if state.open_round(WHOLE, dimension.id) is not None or any(state.open_round(INDICATOR, name) for name in dimension.indicators):
        return False
    return _told(state, WHOLE, dimension.id) or all(_told(state, INDICATOR, name) for name in dimension.indicators)


def _told(state: State, kind: str, subject: str) -> bool:
    return state.last_reveal(kind, subject) is not None or state.record_of(kind, subject) is not None


def outliers(state: State, read: Reading) -> tuple[int, ...]:
    """Levels two or more away from the mode, to be ringed; none in anonymous mode, where nobody is asked to own up."""
    if state.engagement.vote_mode == "anonymous" or read.kind is not consensus.Kind.OUTLIER:
        return ()
    return tuple(level for level in consensus.LEVELS if read.counts[level - 1] and abs(level - read.modes[0]) > 1)


def extremes(read: Reading) -> tuple[int, int] | None:
    """Lowest and highest level that got a vote."""
    used = [level for level in consensus.LEVELS if read.counts[level - 1]]
    return (used[0], used[-1]) if used else None


def camps(read: Reading) -> tuple[int, int] | None:
    """The two levels between which the room is divided; None when all votes lie together or there is consensus."""
    ends = extremes(read)
    if ends is None or ends[0] == ends[1] or read.light is Light.CONSENSUS:
        return None
    size = read.camp
    low = next(level for level in consensus.LEVELS if sum(read.counts[:level]) >= min(size, read.n))
    high = next(level for level in reversed(consensus.LEVELS) if sum(read.counts[level - 1 :]) >= min(size, read.n))
    return (low, high) if low < high else ends


def disputed(ends: tuple[int, int]) -> int:
    """The level to ask evidence for: the one between the camps, or the higher of two neighbours."""
    low, high = ends
    return high if high - low == 1 else (low + high) // 2


def revealed_levels(state: State, kind: str, subject: str) -> tuple[tuple[int, ...], ...]:
    """Levels of all revealed rounds, oldest first."""
    return tuple(turn.levels for turn in state.rounds_of(kind, subject) if turn.revealed)


def rounds_left(state: State, kind: str, subject: str) -> int:
    """How many more rounds the rule allows."""
    return max(0, state.engagement.max_rounds - len(revealed_levels(state, kind, subject)))


def dissent_groups(state: State, kind: str, subject: str) -> tuple[str, ...]:
    """Role groups that a dissent may be noted under: in anonymous mode only those large enough to hide in."""
    if state.engagement.vote_mode != "anonymous":
        return state.groups()
    return tuple(row.group for row in group_medians(state, kind, subject) if not row.hidden)


def default_entry(state: State) -> str:
    """How votes come in: as in the last ballot, else one pile per role group where votes are anonymous."""
    if state.rounds:
        return state.rounds[-1].ballot.entry
    return "pile" if state.engagement.vote_mode == "anonymous" else "seat"


def ordered_pains(state: State, pack: Pack, dimension: str) -> tuple[Pain, ...]:
    """The dimension's pain points, those of this kind of bank first; the order never depends on what is ticked."""
    own = state.engagement.bank_type
    return tuple(sorted(pack.pains_of(dimension), key=lambda pain: own not in pain.types))


def linked_measures(pack: Pack, pain: str) -> tuple[str, ...]:
    """Measures that work against a pain point."""
    return tuple(measure.id for measure in pack.measures.values() if pain in measure.pains)


def linked_cases(state: State, pack: Pack, dimension: str) -> frozenset[str]:
    """Cases behind the measures that work against the dimension's ticked pain points."""
    measures = {name for pain in pack.pains_of(dimension) if pain.id in state.pains for name in linked_measures(pack, pain.id)}
    return frozenset(case for name in measures for case in pack.measures[name].cases)


def shown_facts(state: State, pack: Pack, dimension: str) -> tuple[Fact, ...]:
    """Survey facts that can anchor no vote any more: every indicator they speak of was revealed or recorded, else the whole dimension."""
    own = pack.dimensions[dimension]
    if has_whole(state, own) and all_revealed(state, own):
        return tuple(pack.facts_of(dimension))
    return tuple(fact for fact in pack.facts_of(dimension) if all(_open_to_see(state, name) for name in fact.indicators or own.indicators))


def _open_to_see(state: State, indicator: str) -> bool:
    return state.open_round(INDICATOR, indicator) is None and _told(state, INDICATOR, indicator)


def ordered_cases(state: State, pack: Pack, dimension: str) -> tuple[Case, ...]:
    """The dimension's cases: those behind measures for ticked pains first, then those of this kind of bank, then pointers last."""
    linked = linked_cases(state, pack, dimension)
    own = state.engagement.bank_type
    return tuple(sorted(pack.cases_of(dimension), key=lambda case: (case.id not in linked, case.kind != "card", own not in case.types)))
