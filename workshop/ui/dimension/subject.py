"""What a ballot is about: an indicator or the practice question, with its words; no Qt."""

from msgspec import Struct

from workshop.model.content import Pack
from workshop.ui.widgets.ladder import Rung
from workshop.wording import level_word
from workshop.words import Words

PRACTICE = "practice"


class Subject(Struct, frozen=True):
    """One thing to vote on; `levels` are headline and description, `criteria` what each level asks for beyond it."""

    kind: str
    id: str
    title: str  # 4.2 数据管控
    area: str  # 数据
    question: str
    script: str
    levels: tuple[tuple[str, str], ...]
    criteria: tuple[tuple[str, ...], ...]
    probes: tuple[str, ...] = ()

    def rungs(self, full: bool) -> tuple[Rung, ...]:
        """The ladder's cards: the description first, then, where there is room, the dimension's criteria it does not say already."""
        return tuple(
            Rung(level, headline, (text, *(one for one in self.criteria[level - 1] if full and one.rstrip("。.") not in text)))
            for level, (headline, text) in enumerate(self.levels, 1)
        )


def indicator_subject(pack: Pack, indicator: str) -> Subject:
    """An indicator: its anchors under the headlines of its dimension's levels."""
    own, dimension = pack.indicators[indicator], pack.dimension_of(indicator)
    return Subject(
        kind="indicator",
        id=indicator,
        title=f"{indicator} {own.name}",
        area=dimension.short,
        question=own.question,
        script=own.script,
        levels=tuple((step.headline, anchor.text) for step, anchor in zip(dimension.descriptors, own.anchors, strict=True)),
        criteria=tuple(step.criteria for step in dimension.descriptors),
        probes=own.probes,
    )


def dimension_subject(pack: Pack, dimension: str) -> Subject:
    """A dimension as a whole, as in quick mode: its own question and levels."""
    own = pack.dimensions[dimension]
    return Subject(
        kind="dimension",
        id=dimension,
        title=own.name,
        area="",
        question=own.question,
        script=own.script,
        levels=tuple((step.headline, _sentences(step.criteria)) for step in own.descriptors),
        criteria=((),) * len(own.descriptors),
    )


def _sentences(criteria: tuple[str, ...]) -> str:
    """A level's criteria in one line, in the punctuation of their script."""
    return ("; " if all(one.isascii() for one in criteria) else "；").join(criteria)


def place_subject(pack: Pack, dimension: str, place: str) -> Subject:
    """What is voted on at a place of a dimension's page."""
    return dimension_subject(pack, dimension) if place == dimension else indicator_subject(pack, place)


def practice_subject(words: Words, pack: Pack) -> Subject:
    """The trial question, on nothing that matters."""
    _ = words
    levels = tuple((level_word(words, level), text) for level, text in enumerate(pack.practice.levels, 1))
    return Subject(
        kind=PRACTICE, id=PRACTICE, title=_("试评：{name}", name=pack.practice.name), area="", question=pack.practice.question,
        script=_("先拿一件与评级无关的小事试一次：看题、选级、扣卡、揭示、说依据。"), levels=levels, criteria=((),) * len(levels),
    )  # fmt: skip
