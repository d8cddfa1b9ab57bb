"""Looking things up: a plain substring search over pack, notes and parking lot, and pinyin for names typed by their initials; no Qt."""

from collections.abc import Callable, Iterator
from functools import cache

from msgspec import Struct

from .content import Dimension, Pack
from .state import State

INDICATOR = "indicator"
MOST = 60  # hits; whoever sees more types another character
REACH = 18  # characters shown before the place found


class Hit(Struct, frozen=True):
    """One place found: what kind of thing, its name, the words around the match, and the page with its place to go to."""

    kind: str  # dimension | indicator | pain | case | fact | regulation | measure | record | note | evidence | recap | parked | attachment
    name: str
    text: str
    target: str  # page or page/place, as the console goes to it


class Found(Struct, frozen=True):
    """What a search gave, and how many hits were left out because they would anchor votes that are still to come."""

    hits: tuple[Hit, ...]
    withheld: int


def find(state: State, pack: Pack, wanted: str) -> Found:
    """Everything that holds the words, case and width aside; two Chinese characters are enough, one as well.

    Cases and survey facts of a dimension are withheld until all of it was revealed, since they would anchor votes.
    """
    needle = folded(wanted.strip())
    if not needle:
        return Found((), 0)
    hits: list[Hit] = []
    withheld = 0
    for hit, anchoring in _everything(state, pack):
        if needle not in folded(hit.name) and needle not in folded(hit.text):
            continue
        if anchoring:
            withheld += 1
        elif len(hits) < MOST:
            hits.append(Hit(hit.kind, hit.name, excerpt(hit.text, needle), hit.target))
    return Found(tuple(hits), withheld)


def folded(text: str) -> str:
    """Letters in lower case and of the usual width, so that ＡＰＩ is found by api."""
    return "".join(chr(ord(char) - 0xFEE0) if "！" <= char <= "～" else char for char in text).lower()


def excerpt(text: str, needle: str, most: int = 64) -> str:
    """The words around the first match, cut with … on either side."""
    flat = " ".join(text.split())
    at = folded(flat).find(needle)
    start = max(0, at - REACH) if at > 0 else 0
    start = min(start, max(0, len(flat) - most))
    tail = "…" if start + most < len(flat) else ""
    return f"{'…' if start else ''}{flat[start : start + most]}{tail}"


def revealed(state: State, dimension: Dimension) -> bool:
    """Whether nobody can be anchored any more: every indicator was revealed or recorded and no round is open."""
    return all(
        state.open_round(INDICATOR, name) is None
        and (state.last_reveal(INDICATOR, name) is not None or state.record_of(INDICATOR, name) is not None)
        for name in dimension.indicators
    )


def _everything(state: State, pack: Pack) -> Iterator[tuple[Hit, bool]]:
    yield from ((hit, False) for hit in _typed(state, pack))
    yield from ((hit, False) for hit in _asked(pack))
    yield from _told(state, pack)


def _typed(state: State, pack: Pack) -> Iterator[Hit]:
    """What the room wrote itself comes first."""
    for note in state.notes:
        yield Hit(
            note.kind, _subject_name(pack, note.subject_kind, note.subject), note.text, page_of(pack, note.subject_kind, note.subject)
        )
    for parked in state.parked:
        yield Hit("parked", " ".join(part for part in (parked.subject, parked.owner, parked.due) if part), parked.text, "parked")
    for record in state.records:
        words = " ".join(part for part in (record.rationale, record.evidence, record.reservation, record.reason) if part)
        if words:
            target = page_of(pack, record.kind, record.subject)
            yield Hit("record", _subject_name(pack, record.kind, record.subject), words, target)
    for kept in state.attachments:
        target = page_of(pack, kept.subject_kind, kept.subject)
        yield Hit("attachment", kept.name, _subject_name(pack, kept.subject_kind, kept.subject), target)


def _asked(pack: Pack) -> Iterator[Hit]:
    """What may be read at any time: questions, descriptors, pain points, measures, rules."""
    for dimension in pack.dimensions.values():
        page = f"dimension.{dimension.id}"
        levels = " ".join(" ".join((step.headline, *step.criteria)) for step in dimension.descriptors)
        yield Hit("dimension", dimension.name, f"{dimension.question} {levels}", page)
        for name in dimension.indicators:
            own = pack.indicators[name]
            texts = (own.question, own.script, *own.probes, *own.evidence, *(anchor.text for anchor in own.anchors))
            for text in texts:
                yield Hit("indicator", f"{name} {own.name}", text, f"{page}/{name}")
    for pain in pack.pains.values():
        yield Hit("pain", pain.title, pain.detail, f"dimension.{pain.dimension}")
    for measure in pack.measures.values():
        yield Hit("measure", f"{measure.id} {measure.name}", " ".join((measure.goal, *measure.actions)), "measures")
    for rule in pack.regulations.values():
        yield Hit("regulation", rule.title, f"{rule.note} {rule.issuer}", _page_of_first(pack, rule.indicators))


def _told(state: State, pack: Pack) -> Iterator[tuple[Hit, bool]]:
    """Other banks' practice and the survey: each with whether it would anchor."""
    closed = {dimension.id for dimension in pack.dimensions.values() if not revealed(state, dimension)}
    for case in pack.cases.values():
        page = f"dimension.{case.dimensions[0]}" if case.dimensions else "picture"
        text = " ".join((case.title, case.did, case.result, case.figure, case.caption))
        yield Hit("case", case.bank, text, page), bool(closed & set(case.dimensions))
    for fact in pack.facts.values():
        yield Hit("fact", fact.question, fact.statement, f"dimension.{fact.dimension}"), fact.dimension in closed


def page_of(pack: Pack, kind: str, subject: str) -> str:
    """The page a subject is worked on."""
    if subject in pack.indicators and kind in (INDICATOR, "topic"):
        return f"dimension.{pack.indicators[subject].dimension}/{subject}"
    if kind == "dimension" and subject in pack.dimensions:
        return f"dimension.{subject}"
    if kind in ("practice", "logo"):
        return {"practice": "practice", "logo": "plan"}[kind]
    return "measures" if subject in pack.measures else "parked"


def _page_of_first(pack: Pack, indicators: tuple[str, ...]) -> str:
    return page_of(pack, INDICATOR, indicators[0]) if indicators else "measures"


def _subject_name(pack: Pack, kind: str, subject: str) -> str:
    if subject in pack.indicators:
        return f"{subject} {pack.indicators[subject].name}"
    if kind == "dimension" and subject in pack.dimensions:
        return pack.dimensions[subject].name
    return pack.measures[subject].name if subject in pack.measures else ""


# -- names typed by their initials --------------------------------------------------------------------------------------------


@cache
def _speller() -> Callable[[str], tuple[str, str]]:
    """Pinyin of a text as (initials, whole); the library is read when the first name is looked up, not at the start."""
    from pypinyin import Style, lazy_pinyin

    def spell(text: str) -> tuple[str, str]:
        whole = lazy_pinyin(text, style=Style.NORMAL)
        return "".join(part[:1] for part in lazy_pinyin(text, style=Style.FIRST_LETTER)), "".join(whole)

    return spell


@cache
def spelled(text: str) -> tuple[str, str]:
    """Initials and whole pinyin of a name in lower case without blanks; letters and digits stand for themselves."""
    plain = "".join(char for char in folded(text) if char.isalnum())
    return _speller()(plain)


def rank(wanted: str, labels: tuple[str, ...]) -> int | None:
    """How well a typed name fits: 0 at a label's start, 1 inside, 2 initials, 3 inner initials or whole pinyin, 4 inner pinyin, or None."""
    needle = folded("".join(wanted.split()))
    if not needle:
        return 1
    found = [score for label in labels if (score := _fits(needle, label)) is not None]
    return min(found, default=None)


def _fits(needle: str, label: str) -> int | None:
    flat = folded("".join(label.split()))
    if flat.startswith(needle):
        return 0
    if needle in flat:
        return 1
    if not needle.isascii():
        return None
    initials, whole = spelled(label)
    words = "".join(word[:1] for word in folded(label).split())
    if initials.startswith(needle) or words.startswith(needle):
        return 2
    if needle in initials or (len(needle) > 1 and whole.startswith(needle)):
        return 3
    return 4 if len(needle) > 2 and needle in whole else None
