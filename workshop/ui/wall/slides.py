"""What the wall can show, as plain frozen values: a slide holds only what the whole room may see now."""

from collections.abc import Callable

from msgspec import Struct

from workshop.figures.walk import Picture


class Slide(Struct, frozen=True):
    """Base of all slides; `header` is the bold word top left, `label` the second voice beside it."""

    header: str = ""
    label: str = ""


class Blank(Slide, frozen=True):
    """Nothing but the ground: between stages."""


class TitleSlide(Slide, frozen=True):
    """Opening, section or closing: one large line, up to four lines of text."""

    title: str = ""
    lines: tuple[str, ...] = ()
    footer: str = ""


class ListSlide(Slide, frozen=True):
    """Agenda, ground rules, decisions: up to ten rows of (left, text, right)."""

    title: str = ""
    rows: tuple[tuple[str, str, str], ...] = ()
    current: int = -1
    footer: str = ""


class QuestionSlide(Slide, frozen=True):
    """The question with its five levels (headline, description) and how many cards are in; no level of a vote."""

    question: str = ""
    levels: tuple[tuple[str, str], ...] = ()
    clock_label: str = ""
    clock: str = ""
    instruction: str = ""
    cast: int | None = None  # None hides the count
    due: int = 0
    counted: str = ""  # "应投 9，已投 7"


class RevealSlide(Slide, frozen=True):
    """A revealed round: votes by level, the verdict in words, the boundary between the camps, the next question."""

    light: str = ""  # consensus | discuss | split | few
    verdict: str = ""
    sentence: str = ""
    counts: tuple[int, int, int, int, int] = (0, 0, 0, 0, 0)
    median: tuple[int, int] | None = None
    outliers: tuple[int, ...] = ()  # levels whose votes are ringed
    agreement: str = ""
    agreement_before: str = ""
    boundary_title: str = ""
    boundary: tuple[tuple[int, str, str], ...] = ()  # level, headline, description
    next_question: str = ""
    record: str = ""  # "记为 2 级 · 多数" once settled


class CaseSlide(Slide, frozen=True):
    """One bank's practice: a figure, one sentence, a question to the room."""

    bank: str = ""
    title: str = ""
    did: str = ""
    figure: str = ""
    caption: str = ""
    question: str = ""
    source: str = ""


class FigureSlide(Slide, frozen=True):
    """A drawing on the left or full width, and up to six rows of words and figures beside it.

    `draw(width, height, wall, dark)` gives the figure as a plain picture for that room in px on a wall so many px high, in the colours of
    the bright or dark wall; it holds values only.
    """

    draw: Callable[[float, float, float, bool], Picture] | None = None
    wide: bool = False
    figure: str = ""  # the large figure, such as the score
    word: str = ""  # the accent word beside it, such as 三级
    rows: tuple[tuple[str, str, str], ...] = ()  # mark (now | projected | target | ""), words, figure
    sentence: str = ""
    second: str = ""
    alt: str = ""  # the figure in words, for screen readers


class SampleSlide(Slide, frozen=True):
    """The dry run's page: samples as (size in percent of the height, words), the five levels, a frame at the very edge."""

    samples: tuple[tuple[float, str], ...] = ()
    footer: str = ""
