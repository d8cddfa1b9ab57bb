"""Long words find room: they wrap, or something of less weight gives way; they are not cut."""

from itertools import pairwise

import pytest
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from workshop.ui.measures.rows import Line, MeasureList
from workshop.ui.theme import font
from workshop.ui.widgets.ladder import Ladder, Rung
from workshop.ui.widgets.paint import width_of
from workshop.ui.widgets.rail import Rail, RailItem
from workshop.ui.widgets.seattile import SeatTile
from workshop.ui.widgets.votestrip import VoteRound, VoteStrip
from workshop.words import Words, load_words


@pytest.fixture
def words(dressed: QApplication) -> Words:
    return load_words("en")


def rungs(headline: str) -> tuple[Rung, ...]:
    return tuple(Rung(level, headline, ("criterion",)) for level in range(1, 6))


def test_a_ladder_grows_with_its_headlines(words: Words) -> None:
    ladder = Ladder(words)
    heights = []
    for headline in ("Managed", "Managed by a platform", "Managed by one platform of the whole bank, end to end and back"):
        ladder.set_rungs(rungs(headline))
        ladder.set_compact(True)
        heights.append(ladder.heightForWidth(700))
    assert heights == sorted(heights)
    assert heights[-1] > heights[0]
    card = ladder._cards[0]
    layout, height = card.headline(134)
    starts = [layout.lineAt(at).textStart() for at in range(layout.lineCount())]
    assert len(starts) > 2
    assert height >= 20 * len(starts)
    assert all(card.rung.headline[start - 1] == " " for start in starts[1:])  # never inside a word


def test_a_strip_puts_a_long_sentence_below_its_header(words: Words) -> None:
    strip = VoteStrip(words)
    sentence = "Agreement 92 · 10 of 12 at level 3, 1 one level down, 1 one level up"
    strip.set_round(VoteRound("Round 2", "09:26", "consensus", "Consensus", sentence, "Median: level 3", (0, 1, 10, 1, 0)))
    wide, narrow, folded = strip.heightForWidth(1000), strip.heightForWidth(560), 0
    strip.set_folded(True)
    folded = strip.heightForWidth(560)
    assert wide < narrow
    assert strip.heightForWidth(1000) < folded < narrow


def test_a_post_takes_two_lines_before_it_is_cut(words: Words) -> None:
    tile = SeatTile(words)
    tile.set_seat(3, "分管科技副行长", "决策层", "cast")
    assert tile._role_lines(200) == ["分管科技副行长"]
    lines = tile._role_lines(70)
    assert len(lines) == 2
    assert "".join(lines) == "分管科技副行长"


def test_a_measure_keeps_its_name_and_the_badge_its_mark(words: Words) -> None:
    listed = MeasureList("Measures")
    listed.set_lines([Line("M1", "Long-term, step by step", "Record: level 3", "discuss", "Discuss · Neighbours")])
    row = listed._rows["M1"]
    with_badge, with_mark = QImage(700, 44, QImage.Format.Format_RGB32), QImage(400, 44, QImage.Format.Format_RGB32)
    for image in (with_badge, with_mark):
        listed.resize(image.width(), 60)
        row.resize(image.width(), 44)
        painter = QPainter(image)
        left = row._draw_light(painter, row.look, image.width() - 120.0)
        painter.end()
        assert left - 52 >= width_of("Long-term, step by step", font("body"))
    assert "Discuss · Neighbours" in row.accessibleName()
    assert "Discuss · Neighbours" in row.toolTip()


def test_the_rail_scrolls_without_a_bar(words: Words) -> None:
    rail = Rail(words)
    rail.set_items([RailItem(str(number), f"Stage {number}") for number in range(40)])
    rail.resize(200, 400)
    rail.show()
    QApplication.processEvents()
    assert not rail.verticalScrollBar().isVisible()
    rail.set_selected("39")
    assert rail.verticalScrollBar().value() > 0
    tops = [line.mapTo(rail, line.rect().topLeft()).y() for line in rail.lines().values()]
    assert all(above < below for above, below in pairwise(tops))
    assert 0 <= tops[-1] < rail.height()
