"""Slides of a ballot: the question while the room votes, the votes once revealed, a case, the recap. Values the whole room may see."""

from workshop.model.assessment import reading
from workshop.model.content import Case, Dimension, Pack
from workshop.model.state import Round, State
from workshop.ui.dimension.derive import INDICATOR, camps, outliers
from workshop.ui.dimension.speech import boundary_title, evidence_question, level_basis, record_word, round_word
from workshop.ui.dimension.subject import Subject
from workshop.ui.wall.slides import CaseSlide, ListSlide, QuestionSlide, RevealSlide
from workshop.wording import agreement_word, counted, light_key, light_word, verdict, votes_sentence
from workshop.words import Words


def question_slide(words: Words, state: State, subject: Subject, passing: bool = False) -> QuestionSlide:
    """The question with its five levels, and a count while a round is open."""
    _ = words
    turn = state.open_round(subject.kind, subject.id)
    if turn is None:
        return QuestionSlide(subject.title, subject.area, subject.question, subject.levels, instruction=_("先听，先想，还不用投"))
    return QuestionSlide(
        header=subject.title,
        label=_label(words, subject.area, turn),
        question=subject.question,
        levels=subject.levels,
        instruction=_("依次到电脑前按键，先不交谈") if passing else _("各选一级，写在卡片上，先不交谈"),
        cast=turn.cast,
        due=len(turn.due),
        counted=counted(words, len(turn.due), turn.cast),
    )


def _label(words: Words, area: str, turn: Round) -> str:
    _ = words
    label = round_word(words, turn.ballot.round)
    return _("{area} · {round}", area=area, round=label) if area else label


def reveal_slide(words: Words, state: State, subject: Subject) -> RevealSlide:
    """The last revealed round; refuses to be asked before the first reveal (AssertionError)."""
    _ = words
    shown = [turn for turn in state.rounds_of(subject.kind, subject.id) if turn.revealed]
    assert shown
    turn, read = shown[-1], reading(shown[-1])
    ends, record = camps(read), state.record_of(subject.kind, subject.id)
    before = agreement_word(reading(shown[-2])) if len(shown) > 1 else ""
    recorded = record is not None and record.ballot == turn.ballot.id
    few = light_key(read) == "few"  # no judgement, so no measure of agreement either
    return RevealSlide(
        header=subject.title,
        label=_label(words, subject.area, turn),
        light=light_key(read),
        verdict=light_word(words, read) if recorded else verdict(words, read),  # nothing is asked of a room that has decided
        sentence=votes_sentence(words, read),
        counts=read.counts,
        median=None if read.lower is None or read.upper is None else (read.lower, read.upper),
        outliers=outliers(state, read),
        agreement="" if few else agreement_word(read),
        agreement_before="" if few else _("一致度 {before} →", before=before) if before else _("一致度"),
        boundary_title=boundary_title(words, ends) if ends else "",
        boundary=tuple((level, *subject.levels[level - 1]) for level in range(ends[0], ends[1] + 1)) if ends else (),
        next_question=evidence_question(words, turn),
        record=record_word(words, record) if record is not None and recorded else "",
    )


def case_slide(words: Words, dimension: Dimension, case: Case) -> CaseSlide:
    """One bank's practice, dated; the source says its year."""
    _ = words
    return CaseSlide(
        header=_("参考案例"),
        label=dimension.short,
        bank=case.bank,
        title=case.title,
        did=case.did,
        figure=case.figure,
        caption=case.caption,
        question=case.question,
        source=case_source(words, case),
    )


def case_source(words: Words, case: Case) -> str:
    """When the case was true and where the report tells it."""
    _ = words
    return _("截至 {year} 年 · 出处 {source}", year=case.year, source=case.source)


def recap_slide(words: Words, state: State, pack: Pack, dimension: Dimension) -> ListSlide:
    """The dimension's recorded levels and the room's one sentence."""
    _ = words
    rows = tuple((name, pack.indicators[name].name, level_basis(words, state.record_of(INDICATOR, name))) for name in dimension.indicators)
    whole = state.record_of("dimension", dimension.id)
    if whole is not None and whole.level is not None:  # quick mode
        rows = (("", _("整个维度"), level_basis(words, whole)), *(row for row in rows if state.record_of(INDICATOR, row[0]) is not None))
    notes = reversed(state.notes_of("dimension", dimension.id))
    recap = next((note.text for note in notes if note.kind == "recap" and not note.sensitive), "")
    return ListSlide(header=dimension.name, label=_("小结"), title=recap or _("这个维度，我们记下了什么"), rows=rows)
