"""What every handout reads: values and words only, never a vote."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from msgspec import Struct

from workshop.model.content import Pack
from workshop.model.content.items import Dimension
from workshop.model.rows import Seat
from workshop.model.state import State
from workshop.report.typeset import Styles
from workshop.wording import day_word, group_mark
from workshop.words import Words

T = TypeVar("T")
_DIGITS = "零一二三四五六七八九"


class Desk(Struct, frozen=True):
    """The engagement before the day, its pack in the language of the print, and the look."""

    state: State
    pack: Pack
    words: Words
    st: Styles

    @property
    def language(self) -> str:
        return self.words.language

    @property
    def anonymous(self) -> bool:
        return self.state.engagement.vote_mode == "anonymous"

    @property
    def stamp(self) -> str:
        """Bank and day, in a card's corner."""
        profile = self.state.engagement
        return f"{profile.bank} · {day_word(self.words, profile.held_on)}"

    @property
    def voters(self) -> tuple[Seat, ...]:
        """Seats that take part in a vote, by number."""
        return tuple(sorted((seat for seat in self.state.seats if seat.presence == "voting"), key=lambda seat: seat.number))

    def mark(self, group: str) -> str:
        """The mark on a role group's cards: 甲, 乙, 丙."""
        return group_mark(self.words, self.state.groups().index(group))

    def numbered(self, place: int, name: str) -> str:
        """四、数据; 4. Data."""
        if self.language != "zh_CN":
            return f"{place}. {name}"
        tens, ones = divmod(place, 10)
        word = ("" if tens < 2 else _DIGITS[tens]) + ("十" if tens else "") + (_DIGITS[ones] if ones or not tens else "")
        return f"{word}、{name}"

    def dimensions(self) -> Iterator[tuple[int, Dimension]]:
        """Dimensions with their places from 1."""
        return enumerate(self.pack.dimensions.values(), start=1)


def chunks(rows: Sequence[T], most: int) -> Iterator[Sequence[T]]:
    """The rows in pieces as equal as can be, none longer than `most`; one empty piece for no rows."""
    count = max(1, -(-len(rows) // most))
    size = max(1, -(-len(rows) // count))
    for at in range(0, max(len(rows), 1), size):
        yield rows[at : at + size]
