"""No line starts with a closing mark or ends with an opening one, words and numbers stay whole, and justified lines are full."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as some

from workshop.figures import breaks, fontbook

WORDS = (
    "数据",
    "口径",
    "治理",
    "行长办公会",
    "React",
    "CRM",
    "R&D",
    "26Q3–27Q2",
    "480 万元",
    "14 席",
    "5 %",
    "3.5",
    "第 3 轮",
    "……",
    "——",
    "API",
)
MARKS = ("，", "。", "；", "：", "？", "！", "”，", "》、", "）。", "…", "、", " ")
OPENERS = ("“", "（", "《", "￥", "")
piece = some.tuples(some.sampled_from(OPENERS), some.sampled_from(WORDS), some.sampled_from(WORDS), some.sampled_from(MARKS))
prose = some.lists(piece, min_size=1, max_size=60).map(lambda pieces: "".join("".join(one) for one in pieces).strip())


def widths_of(text: str, size: float = 10.5) -> list[float]:
    return [fontbook.width(char, size) for char in text]


@settings(max_examples=400)
@given(prose, some.floats(150, 470), some.booleans())
def test_forbidden_line_ends_never_happen(text: str, room: float, justified: bool) -> None:
    lines = breaks.set_lines(text, widths_of(text), room - 21, room, 10.5, justified)
    for at, line in enumerate(lines):
        said = text[line.start : line.end]
        assert said[0] not in breaks.CLOSING or at == 0, said
        assert said[-1] not in breaks.OPENING or at == len(lines) - 1, said
    assert "".join(text[line.start : line.end] for line in lines).replace(" ", "") == text.replace(" ", "")


@settings(max_examples=200)
@given(prose, some.floats(150, 470))
def test_justified_lines_fill_the_measure_or_reach_the_cap(text: str, room: float) -> None:
    em = 10.5
    lines = breaks.set_lines(text, widths_of(text), room, room, em, True)
    for line in lines[:-1]:
        drawn = line.width + line.spread * (line.end - line.start - 1)
        assert drawn <= room + 0.01
        assert abs(drawn - room) < 0.01 or line.spread == breaks.CAP * em or line.end - line.start == 1
        assert -breaks.TIGHTEST * em - 1e-6 <= line.spread <= breaks.CAP * em
    assert lines[-1].spread <= 0


# -- ten thousand lines -------------------------------------------------------------------------------------------------------------

LINES, NARROWEST = 10_000, 150  # lines; points
HANZI = (fontbook.FOLDER / "hanzi-8105.txt").read_text(encoding="utf-8").strip()
RARE = "𠮷龘㐀堃犇淼〇😀👍🏽☑✓★"
NEVER_FIRST, NEVER_LAST = "，。、；：？！）》〉」】”’％‰℃·…,.;:)]%", "（《〈「【“‘([￥$€"  # as the standard has them
RUN = re.compile(
    rf"(?:[^\s\u2e80-\u9fff\uff00-\uffef]|[{re.escape(NEVER_FIRST + NEVER_LAST)}])+"
)  # wider than a line it is cut before no mark
WHOLE = re.compile(r"[A-Za-z]+(?:[-'][A-Za-z]+)*|\d+(?:[.,]\d+)*|……|——")
AFTER = ("，", "。", "；", "：", "？！", "！”", "……”", "——", "、", "％", "…", ",", ". ", "; ", "℃ ", "·", "", "", "")
AROUND = (
    ("“", "”"),
    ("（", "）"),
    ("《", "》"),
    ("「", "」"),
    ("【", "】"),
    ("(", ")"),
    ("[", "]"),
    ("‘", "’"),
    ("〈", "〉"),
    ("", ""),
    ("", ""),
)


@cache
def width_of(char: str) -> float:
    return fontbook.width(char, 10.5)


def words_of(chance: random.Random) -> str:
    """A few hanzi, a Latin word, a number with its unit, a rare character, a dash or dots."""
    number = f"{chance.randrange(1, 10 ** chance.randrange(1, 6)):,}"
    return chance.choice(
        (
            "".join(chance.choices(HANZI, k=chance.randrange(1, 9))),
            "".join(chance.choices(HANZI, k=chance.randrange(1, 9))),
            chance.choice(("performance", "R&D", "state-of-the-art", "CRM", "don't", "T+1", "C/S", "ISO 27001", "https://a.cn/b?c=1")),
            number + chance.choice((" 万元", "万元", "%", " %", " 人月", "年", "‰", "°", " kg", "亿", "", ".5 级")),
            f"第 {chance.randrange(1, 99)} {chance.choice('轮条页名')}",
            f"{chance.choice('￥$€')}{number}",
            chance.choice(RARE),
            "https://a.cn/" + "".join(chance.choice("abcxyz0123456789/.,?&=%") for _ in range(chance.randrange(4, 90))),
            chance.choice(("……", "——", "2026–2027", "26Q3–27Q2", "±3", "＋", "～", "/")),
        )
    )


def paragraphs(seed: int) -> Iterator[str]:
    """Prose of any length in which everything stands beside everything, the same each time."""
    chance = random.Random(seed)
    while True:
        pieces = []
        for _ in range(chance.randrange(1, 60)):
            left, right = chance.choice(AROUND)
            inner = "".join(words_of(chance) + chance.choice(("", " ", "，")) for _ in range(chance.randrange(1, 4)))
            pieces.append(left + inner.rstrip("， ") + right + chance.choice(AFTER))
        if text := "".join(pieces).strip():
            yield text


def faults(text: str, lines: list[breaks.Line], room: float) -> Iterator[str]:
    """Lines that begin or end as none may, and words, numbers and dashes that are torn though they would fit."""
    for before, line in pairwise(lines):
        if text[line.start] in NEVER_FIRST:
            yield f"begins: {text[line.start : line.end]}"
        if text[before.end - 1] in NEVER_LAST:
            yield f"ends: {text[before.start : before.end]}"
    ends = {line.end for line in lines[:-1]}
    shown = RUN.sub(lambda run: " " * len(run[0]) if sum(map(width_of, run[0])) > room else run[0], text)
    for found in WHOLE.finditer(shown):
        if not ends.isdisjoint(range(found.start() + 1, found.end())):
            yield f"torn: {found[0]}"


def test_ten_thousand_lines_begin_and_end_as_they_may() -> None:
    chance, count, found = random.Random(1), 0, list[str]()
    for at, text in enumerate(paragraphs(2)):
        room = chance.uniform(NARROWEST, 470)
        lines = breaks.set_lines(text, [width_of(char) for char in text], room - 21 * (at % 2), room, 10.5, at % 3 > 0)
        found += faults(text, lines, room - 21 * (at % 2))
        assert max(line.width + line.spread * (line.end - line.start - 1) for line in lines) <= room + 0.01
        assert "".join(text[line.start : line.end] for line in lines).replace(" ", "") == text.replace(" ", "")
        count += len(lines)
        if count >= LINES:
            break
    assert found == []


def test_words_numbers_and_dashes_stay_whole() -> None:
    text = "投入480 万元——见 performance 表……第 3 轮"
    found = [text[start:end] for start, end in breaks.atoms(text)]
    for whole in ("480 万元", "——", "performance", "第 3 轮"):
        assert any(whole in one for one in found), found
    assert all("…" not in one or "……" in one for one in found)


def test_a_last_line_of_one_hanzi_is_avoided() -> None:
    text = "口径各定各的没有牵头部门报表经常对不上要花三天" * 2
    for count in range(30, len(text)):
        part = text[:count]
        lines = breaks.set_lines(part, [10.0] * count, 200, 200, 10.0, True)
        assert len(lines) == 1 or lines[-1].end - lines[-1].start > 2


def test_what_is_wider_than_a_line_is_cut_and_nothing_is_lost() -> None:
    text = "x" * 95 + "。" + "字"
    lines = breaks.set_lines(text, [10.0] * len(text), 100, 100, 10.0, False)
    assert "".join(text[line.start : line.end] for line in lines) == text
    assert max(line.width for line in lines) <= 100


def test_nothing_is_one_empty_line() -> None:
    assert breaks.set_lines("", [], 100, 100, 10, True) == [breaks.Line(0, 0, 0.0)]
