"""Where a line of Chinese and Latin text may end: atoms, closing and opening marks, widows, and the spacing that justifies it.

Pure: knows characters and their widths, no fonts and no drawing. Rules of GB/T 15834: no line starts with a closing mark or ends with an
opening one; words, numbers with their unit, …… and —— are never cut.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

CLOSING = frozenset("，。、；：？！）》〉」』】〕〗｝］”’…·％‰℃°々～,.;:?!)]}%>›»")
OPENING = frozenset("（《〈「『【〔〖｛［“‘￥¥$£€([{<‹«")
UNITS = frozenset("年月日时分秒人月席票级项个家户位名条页行列万亿千百元天周季次轮倍组份岁期")
JOINERS = frozenset(".,'’:/_@%+&#=~-–^*\\|!?;−\u00a0")
CAP = 0.15  # em: the widest gap justification may add
TIGHTEST = 0.1  # em: the most a line may be tightened to save a widow
WIDOW = 2  # a last line of so few hanzi is one


class Line(Struct, frozen=True):
    """Characters `start` to `end` of the text (blanks around dropped), `width` natural, `spread` to add after each character, in points."""

    start: int
    end: int
    width: float
    spread: float = 0.0


def is_wide(char: str) -> bool:
    """Hanzi, kana, full-width forms and their marks: characters a line may end after."""
    return "\u2e80" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or "\ufe30" <= char <= "\uffef" or char >= "\U00020000"


def _tokens(text: str) -> list[tuple[int, int]]:
    """Smallest pieces that could stand alone: one wide character, one word, one pair of dashes; blanks belong to none."""
    found: list[tuple[int, int]] = []
    at, size = 0, len(text)
    while at < size:
        char = text[at]
        end = at + 1
        if char.isspace() and char != "\u00a0":
            at = end
            continue
        if char in "…—":
            while end < size and text[end] == char:
                end += 1
        elif _in_word(char):
            while end < size and (_in_word(text[end]) or text[end] in JOINERS):
                end += 1
        found.append((at, end))
        at = end
    return found


def _in_word(char: str) -> bool:
    return (char.isalnum() or char == "\u00a0" or "\u0300" <= char <= "\u036f") and not is_wide(char)


def atoms(text: str) -> list[tuple[int, int]]:
    """Unbreakable pieces of `text` as (start, end), in order; a line may begin only where one begins."""
    glued: list[tuple[int, int]] = []
    for start, end in _tokens(text):
        if glued and _clings(text, glued[-1], start):
            glued[-1] = (glued[-1][0], end)
        else:
            glued.append((start, end))
    return glued


def _clings(text: str, before: tuple[int, int], start: int) -> bool:
    """Whether what begins at `start` must stay on the line of the atom `before`."""
    last, first = text[before[1] - 1], text[start]
    if first in CLOSING or last in OPENING:
        return True
    if first in UNITS and (last.isdecimal() or (last in "万亿千百" and text[before[0]].isdecimal())):
        return True
    return (last == "第" and first.isdecimal()) or (last in "+−-±" and first.isdecimal() and before[1] == start)


def fill(text: str, widths: Sequence[float], first: float, rest: float) -> list[Line]:
    """Greedy lines of one paragraph: `first` points for the first line, `rest` for the others. At least one line, even for no text."""
    total = [0.0]
    for width in widths:
        total.append(total[-1] + width)
    found: list[Line] = []
    start = end = 0
    for left, right in atoms(text):
        room = rest if found else first
        if end > start and total[right] - total[start] > room + 1e-6:
            found.append(Line(start, end, total[end] - total[start]))
            start, room = left, rest
        elif end == start:
            start = left
        while total[right] - total[start] > room + 1e-6 and right - start > 1:
            cut = _cut(text, total, start, right, room)
            found.append(Line(start, cut, total[cut] - total[start]))
            start, room = cut, rest
        end = right
    found.append(Line(start, end, total[end] - total[start]))
    return found


def _cut(text: str, total: Sequence[float], start: int, right: int, room: float) -> int:
    """Where to cut an atom that is wider than a line: after a hyphen or slash, else as late as fits; not before a closing nor after an
    opening mark if that can be."""
    cut = start + 1
    while cut < right and total[cut + 1] - total[start] <= room + 1e-6:
        cut += 1
    joint = next((at for at in range(cut, start + 2, -1) if text[at - 1] in "-/–" and text[at - 2].isalpha() and text[at].isalpha()), 0)
    if joint:
        return joint
    better = cut
    while better > start + 1 and (text[better] in CLOSING or text[better - 1] in OPENING):
        better -= 1
    return better if better > start + 1 else cut


def set_lines(text: str, widths: Sequence[float], first: float, rest: float, em: float, justified: bool) -> list[Line]:
    """The finished lines of one paragraph: no widow where spacing can save it, and the spread that justifies each line but the last."""
    plain = fill(text, widths, first, rest)
    chosen = _without_widow(text, widths, first, rest, em, plain) if len(plain) > 1 and _is_widow(text, plain[-1]) else plain
    return [_spread(line, rest if at else first, em, justified and at < len(chosen) - 1) for at, line in enumerate(chosen)]


def _spread(line: Line, room: float, em: float, justified: bool) -> Line:
    gaps = line.end - line.start - 1
    spare = room - line.width
    if gaps < 1 or (spare >= 0 and not justified):
        return line
    return Line(line.start, line.end, line.width, min(CAP * em, spare / gaps))


def _is_widow(text: str, line: Line) -> bool:
    """A last line of one or two hanzi, marks not counted."""
    letters = [char for char in text[line.start : line.end] if char not in CLOSING and char not in OPENING]
    return 0 < len(letters) <= WIDOW and all(is_wide(char) for char in letters)


def _without_widow(text: str, widths: Sequence[float], first: float, rest: float, em: float, plain: list[Line]) -> list[Line]:
    """The same paragraph a line shorter (tightened) or with a longer last line (opened); as it was when neither can be."""
    for squeeze in (0.02, 0.04):
        if tight := _tightened(text, widths, first, rest, em * squeeze, len(plain)):
            return tight
    steps = int(CAP * min(first, rest) / em / 0.25)
    for step in range(1, max(steps, 4) + 1):
        less = step * 0.25 * em
        wider = fill(text, widths, first - less, rest - less)
        if len(wider) != len(plain):
            break
        if not _is_widow(text, wider[-1]):
            return wider
    for squeeze in (0.06, 0.08, TIGHTEST):
        if tight := _tightened(text, widths, first, rest, em * squeeze, len(plain)):
            return tight
    return plain


def _tightened(text: str, widths: Sequence[float], first: float, rest: float, squeeze: float, lines: int) -> list[Line] | None:
    """The lines when each character may give up `squeeze` points; None unless that saves a line."""
    tight = fill(text, [width - squeeze for width in widths], first - squeeze, rest - squeeze)
    if len(tight) >= lines:
        return None
    return [Line(line.start, line.end, sum(widths[line.start : line.end])) for line in tight]
