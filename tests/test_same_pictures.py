"""One picture, two surfaces: what the console shows and what the paper prints are the same shapes."""

import pytest
from msgspec.structs import replace

from tests.demo_file import demo_store
from workshop.figures.gantt import gantt, timescale
from workshop.figures.matrix import matrix
from workshop.figures.radar import radar
from workshop.figures.style import PAPER
from workshop.figures.walk import PathItem, Picture, walk
from workshop.model.content import Pack
from workshop.model.outlook import hanging
from workshop.model.state import State
from workshop.report.chapters import priority, roadmap, summary
from workshop.report.chapters.book import Book, open_book
from workshop.ui.measures.ranking import Sturdiness
from workshop.ui.measures.values import Order, matrix_values
from workshop.ui.roadmap.values import gantt_values, radar_values
from workshop.words import Words, load_words


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> tuple[State, Pack, Words, Book]:
    store = demo_store(tmp_path_factory.mktemp("demo"))
    state, pack, words = store.state(), store.pack, load_words("zh_CN")
    store.close()
    return state, pack, words, open_book(state, pack, words, "working", ())


def shapes(picture: Picture, *kinds: str) -> dict[str, list[object]]:
    """Outlines by id, of the kinds wanted."""
    found: dict[str, list[object]] = {}
    for item in picture.items:
        if isinstance(item, PathItem) and item.id.startswith(kinds):
            found.setdefault(item.id, []).append((item.moves, item.transform))
    return found


def test_the_matrix_is_the_same(room: tuple[State, Pack, Words, Book]) -> None:
    state, pack, words, book = room
    order = Order(book.rows, Sturdiness().of(book.rows, state.engagement.seed))
    screen, paper = matrix_values(words, pack, order), priority._matrix(book, [row for row in book.rows if row.value is not None])
    one, other = (walk(matrix(values, PAPER)) for values in (screen, paper))
    kinds = ("measure:", "range:", "halves")
    assert shapes(one, *kinds) == shapes(other, *kinds) != {}
    assert screen.regions == paper.regions


def test_the_radar_is_the_same(room: tuple[State, Pack, Words, Book]) -> None:
    state, pack, words, book = room
    screen, paper = radar_values(state, pack, words, state.engagement.horizon), summary._radar(book)
    paper = replace(paper, axes=tuple(replace(axis, note="") for axis in paper.axes))  # figures under the names take room, no more
    one, other = (walk(radar(values, PAPER)) for values in (screen, paper))
    assert shapes(one, "line:", "now:", "projected:", "target:") == shapes(other, "line:", "now:", "projected:", "target:") != {}


def test_the_bars_are_the_same(room: tuple[State, Pack, Words, Book]) -> None:
    """The rows stand in another order on paper (that of the why-table); a bar's quarters, links and the critical path are the same."""
    state, pack, words, book = room
    screen, paper = gantt_values(state, pack, words), roadmap.picture_of(book, parts=True)
    spans = []
    for values in (screen, paper):
        picture, time = walk(gantt(values, PAPER)), timescale(values, PAPER, 470)
        left = {}
        for item in picture.items:
            if isinstance(item, PathItem) and item.id.startswith("bar:"):
                xs = [number for _letter, numbers in item.moves for number in numbers[::2]]
                left.setdefault(item.id, (round(time.at(min(xs)), 1), round(time.at(max(xs)), 1)))
        spans.append(left)
    assert spans[0] == spans[1] != {}
    assert set(screen.links) == set(paper.links)
    tight = [{row.id for lane in values.lanes for row in lane.rows if row.critical} for values in (screen, paper)]
    assert tight[0] == tight[1] == hanging(state, pack) & set(state.plan)
