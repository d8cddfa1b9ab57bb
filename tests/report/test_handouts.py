"""What lies on the table: every section prints, for any bank; no ballot leads back to a seat; the poster is read from afar."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest
from msgspec.structs import replace

from tests.report import engagement
from tests.report.test_plan import NASTY, fonts_of, pages_of, text_of
from workshop.model.content import Pack, load_pack
from workshop.model.errors import Refused
from workshop.model.rows import Seat
from workshop.model.state import State
from workshop.report.handouts.desk import chunks
from workshop.report.handouts.print import SECTIONS, write_handouts, write_poster
from workshop.words import load_words

pytestmark = pytest.mark.no_cover  # measured is the print of its fixture; these say what is on it, or print parts of it again

Whole = tuple[State, Pack]
CHINESE, ENGLISH = load_words("zh_CN"), load_words("en")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    """The full engagement, made once."""
    return engagement.whole(tmp_path_factory.mktemp("handouts") / "whole.workshop")


@pytest.fixture(scope="module")
def printed(whole: Whole, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All sections."""
    path = tmp_path_factory.mktemp("handouts") / "all.pdf"
    assert write_handouts(*whole, CHINESE, path, invariant=True) == ()
    return path


def _only(whole: Whole, tmp_path: Path, *sections: str, words: object = CHINESE) -> tuple[str, ...]:
    path = tmp_path / f"{'-'.join(sections)}.pdf"
    write_handouts(*whole, words, path, sections)  # type: ignore[arg-type]
    return pages_of(path)


def _sizes(path: Path) -> Iterator[float]:
    """The size of every visible character on paper, in points, wherever the page was turned or scaled."""
    raw = pypdfium2.raw
    with closing(pypdfium2.PdfDocument(path)) as document:
        for page in document:
            text = page.get_textpage()
            for at in range(text.count_chars()):
                if raw.FPDFText_GetUnicode(text, at) > ord(" "):
                    yield raw.FPDFText_GetFontSize(text, at)


def test_all_sections_are_in_one_file_with_embedded_faces(whole: Whole, printed: Path) -> None:
    text = text_of(printed)
    for part in (
        "会议通知",
        "议程",
        "签到表",
        "主持人手卡",
        "级别阶梯",
        "维度卡",
        "评级票",
        "第____轮",
        "数字越大越成熟",
        "工作量",
        "前30天",
    ):
        assert part in text, part
    found = set(fonts_of(printed))
    assert found and all(embedded and "Workshop" in name for name, embedded in found)


def test_the_same_values_print_the_same_bytes(whole: Whole, printed: Path, tmp_path: Path) -> None:
    write_handouts(*whole, CHINESE, tmp_path / "again.pdf", invariant=True)
    assert (tmp_path / "again.pdf").read_bytes() == printed.read_bytes()


@pytest.mark.parametrize("name", SECTIONS)
@pytest.mark.parametrize("words", [CHINESE, ENGLISH], ids=["zh", "en"])
def test_each_section_prints_alone_in_both_languages(whole: Whole, tmp_path: Path, name: str, words: object) -> None:
    state, pack = whole
    if words is ENGLISH:
        pack = load_pack(pack.files, "en")
    assert len(_only((state, pack), tmp_path, name, words=words)) >= 1


def test_an_unknown_section_is_refused_and_nothing_written(whole: Whole, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        write_handouts(*whole, CHINESE, tmp_path / "a.pdf", ["cards", "nonsense"])
    assert refused.value.code == "paper.section" and list(tmp_path.iterdir()) == []


def test_a_secret_ballot_bears_the_role_group_and_nothing_of_a_seat(whole: Whole, tmp_path: Path) -> None:
    state, pack = whole
    pages = _only(whole, tmp_path, "ballots")
    text = "".join(pages)
    assert not any(seat.role in text for seat in state.seats) and "席位" not in text
    assert not re.search(r"\d+/12", text)  # not even a running number
    for mark in "甲乙丙丁":
        assert text.count(mark) == 3 * len(pack.dimensions)
    assert all(text.count(one.name) == 12 for one in pack.indicators.values())


def test_a_named_ballot_says_whose_it_is(whole: Whole, tmp_path: Path) -> None:
    state, pack = whole
    named = replace(state, engagement=replace(state.engagement, vote_mode="named"))
    text = "".join(_only((named, pack), tmp_path, "ballots"))
    assert all(text.count(seat.role) >= len(pack.dimensions) for seat in state.seats)


def test_handouts_hold_no_vote_and_no_record(whole: Whole, tmp_path: Path) -> None:
    state, pack = whole
    wanted = [name for name in SECTIONS if name not in ("roadmap", "measures")]
    before = replace(state, records=(), rounds=(), notes=(), dissents=())
    write_handouts(state, pack, CHINESE, tmp_path / "after.pdf", wanted, invariant=True)
    write_handouts(before, pack, CHINESE, tmp_path / "before.pdf", wanted, invariant=True)
    assert (tmp_path / "after.pdf").read_bytes() == (tmp_path / "before.pdf").read_bytes()


def test_every_seat_has_a_desk_card_and_a_line_to_sign(whole: Whole, tmp_path: Path) -> None:
    state, _pack = whole
    pages = _only(whole, tmp_path, "desk")
    assert len(pages) == len(state.seats)
    signed = "".join(_only(whole, tmp_path, "signin"))
    for seat, page in zip(sorted(state.seats, key=lambda one: one.number), pages, strict=True):
        assert page.count(seat.role) >= 2 and seat.role in signed


def test_cards_are_never_cut_with_our_own_words_lost(whole: Whole, tmp_path: Path) -> None:
    state, pack = whole
    for words, own in ((CHINESE, pack), (ENGLISH, load_pack(pack.files, "en"))):
        text = "".join(_only((state, own), tmp_path, "cards", "ladders", "guide", words=words))
        assert "…" not in text
        for dimension in own.dimensions.values():
            for rung in dimension.descriptors:
                assert all(re.sub(r"\s", "", one) in text for one in rung.criteria)


def test_many_indicators_go_to_a_second_card(whole: Whole, tmp_path: Path) -> None:
    assert [len(part) for part in chunks(range(13), 6)] == [5, 5, 3] and list(chunks([], 6)) == [[]]
    state, pack = whole
    first, *others = pack.dimensions.values()
    wide = replace(first, indicators=tuple(pack.indicators))
    pack = replace(pack, dimensions={first.id: wide, **{one.id: one for one in others}})
    text = "".join(_only((state, pack), tmp_path, "ballots", "cards"))
    assert all(one.name in text for one in pack.indicators.values())


@pytest.mark.parametrize("count", [0, 1, 40])
def test_no_seat_one_seat_and_forty_seats(tmp_path: Path, count: int) -> None:
    store = engagement.new_store(tmp_path / "x.workshop")
    if count:
        engagement.seat_room(store, [f"第{at}席负责人" for at in range(1, count + 1)])
    state, pack = store.state(), store.pack
    store.close()
    write_handouts(state, pack, CHINESE, tmp_path / "all.pdf")
    text = text_of(tmp_path / "all.pdf")
    assert "还没有议程" in text and all(f"第{at}席负责人" in text for at in range(1, count + 1))
    if not count:
        assert "还没有席位" in "".join(_only((state, pack), tmp_path, "ballots"))
    write_poster(state, pack, CHINESE, tmp_path / "poster.pdf")
    assert engagement.BANK in text_of(tmp_path / "poster.pdf")


def test_nasty_texts_print_and_what_no_face_has_is_told(whole: Whole, tmp_path: Path) -> None:
    state, pack = whole
    nasty = "\n".join(NASTY)
    seats = tuple(replace(seat, role=nasty) for seat in state.seats)
    measures = {key: replace(plan, owner=nasty, lead=nasty, first30=nasty) for key, plan in state.measures.items()}
    profile = replace(state.engagement, bank=nasty, place=nasty, chair=nasty)
    spoiled = replace(state, seats=seats, measures=measures, engagement=profile)
    missing = write_handouts(spoiled, pack, CHINESE, tmp_path / "a.pdf")
    assert "😀" in missing and "﷽" in missing
    assert "R&D<b>粗</b>&amp;{facts}" in text_of(tmp_path / "a.pdf")
    write_poster(spoiled, pack, CHINESE, tmp_path / "b.pdf")
    smiling = replace(state, engagement=replace(state.engagement, bank="笑😀银行"))
    assert write_poster(smiling, pack, CHINESE, tmp_path / "c.pdf") == ("😀",)


def test_a_rehearsal_is_marked_on_every_sheet(whole: Whole, tmp_path: Path) -> None:
    state, pack = whole
    pages = _only((replace(state, engagement=replace(state.engagement, rehearsal=1)), pack), tmp_path, "cards", "numbers", "agenda")
    assert all("排练" in page for page in pages)


def test_a_cancelled_print_leaves_nothing(whole: Whole, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        write_handouts(*whole, CHINESE, tmp_path / "a.pdf", (), lambda done, _total: done < 3)
    assert refused.value.code == "paper.cancelled" and list(tmp_path.iterdir()) == []


# -- the poster ----------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", [CHINESE, ENGLISH], ids=["zh", "en"])
def test_the_poster_is_one_a3_page_in_twelve_points_or_more(whole: Whole, tmp_path: Path, words: object) -> None:
    state, pack = whole
    if words is ENGLISH:
        pack = load_pack(pack.files, "en")
    write_poster(state, pack, words, tmp_path / "poster.pdf")  # type: ignore[arg-type]
    with closing(pypdfium2.PdfDocument(tmp_path / "poster.pdf")) as document:
        assert [tuple(round(side) for side in page.get_size()) for page in document] == [(1191, 842)]
    assert min(_sizes(tmp_path / "poster.pdf")) >= 11.99
    text = text_of(tmp_path / "poster.pdf")
    assert all(re.sub(r"\s", "", measure.short) in text for measure in pack.measures.values())
    assert all(re.sub(r"\s", "", mark.name) in text for mark in state.milestones[:3])


def _many(whole: Whole, more: int) -> Whole:
    """The engagement with so many measures more, each like one there is."""
    state, pack = whole
    models = list(pack.measures)
    like = {f"M{len(models) + at + 1}": models[at % len(models)] for at in range(more)}
    measures = {
        **pack.measures,
        **{id: replace(pack.measures[one], id=id, name=f"{pack.measures[one].name}{id}") for id, one in like.items()},
    }
    plans = {**state.measures, **{id: replace(state.measures[one], measure=id, chosen=1) for id, one in like.items()}}
    items = {**state.plan, **{id: replace(state.plan[one], measure=id) for id, one in like.items() if one in state.plan}}
    return replace(state, measures=plans, plan=items), replace(pack, measures=measures)


@pytest.mark.parametrize(("more", "sheets"), [(0, 1), (12, 2), (40, 3)])
def test_a_poster_with_more_rows_than_a_wall_can_read_takes_more_sheets(whole: Whole, tmp_path: Path, more: int, sheets: int) -> None:
    state, pack = _many(whole, more)
    write_poster(state, pack, CHINESE, tmp_path / "poster.pdf")
    pages = pages_of(tmp_path / "poster.pdf")
    assert len(pages) == sheets
    assert min(_sizes(tmp_path / "poster.pdf")) >= 11.99
    for id in pack.measures:
        assert sum(bool(re.search(rf"{id}(?!\d)", page)) for page in pages) == 1, id
    assert [f"{at}/{sheets}" in page for at, page in enumerate(pages, start=1)] == [sheets > 1] * sheets
    assert ["前30天" in page for page in pages] == [False] * (sheets - 1) + [True]
    write_poster(state, pack, CHINESE, tmp_path / "halves.pdf", "a4")
    assert len(pages_of(tmp_path / "halves.pdf")) == 2 * sheets


@pytest.mark.parametrize("words", [CHINESE, ENGLISH])
def test_criteria_on_a_dimension_card_can_be_read(whole: Whole, tmp_path: Path, words: object) -> None:
    _state, pack = whole
    pack = load_pack(pack.files, words.language)  # type: ignore[attr-defined]
    pages = _only((whole[0], pack), tmp_path, "cards", words=words)
    assert len(pages) == (3 if words is CHINESE else 6)
    sizes = {round(size, 1) for size in _sizes(tmp_path / "cards.pdf") if size > 7.01}  # 7 is the figure in a circle
    assert min(sizes) >= 7.5
    assert all(size > 6.99 for size in _sizes(tmp_path / "cards.pdf"))
    printed = "".join(pages)
    for own in pack.dimensions.values():
        for rung in own.descriptors:
            for criterion in rung.criteria:
                assert re.sub(r"\s", "", criterion) in printed


@pytest.mark.parametrize("words", [CHINESE, ENGLISH])
def test_nothing_on_a_handout_is_too_small_or_left_out(whole: Whole, tmp_path: Path, words: object) -> None:
    state, pack = whole
    pack = load_pack(pack.files, words.language)  # type: ignore[attr-defined]
    write_handouts(state, pack, words, tmp_path / "all.pdf")  # type: ignore[arg-type]
    assert min(_sizes(tmp_path / "all.pdf")) >= 6.99
    text = "".join(_only((state, pack), tmp_path, "measures", words=words))
    assert [one for measure in pack.measures.values() for one in measure.actions if re.sub(r"\s", "", one) not in text] == []


def test_the_poster_on_two_sheets_loses_no_middle(whole: Whole, tmp_path: Path) -> None:
    state, pack = whole
    write_poster(state, pack, CHINESE, tmp_path / "poster.pdf", "a4")
    with closing(pypdfium2.PdfDocument(tmp_path / "poster.pdf")) as document:
        assert [tuple(round(side) for side in page.get_size()) for page in document] == [(595, 842), (595, 842)]
        left, right = (page.render(scale=0.5).to_pil().convert("L") for page in document)
    # nothing but the crop ticks stands within 10 points of the cut, where a printer leaves the paper white
    assert left.crop((left.width - 5, 20, left.width, left.height - 20)).getextrema() == (255, 255)
    assert right.crop((0, 20, 5, right.height - 20)).getextrema() == (255, 255)


def test_seats_of_one_group_share_a_mark_and_observers_get_no_ballot(whole: Whole, tmp_path: Path) -> None:
    state, pack = whole
    guest = Seat("guest", 13, "监管列席", "决策层", "", 0, "", "", 0, "observer")
    text = "".join(_only((replace(state, seats=(*state.seats, guest)), pack), tmp_path, "ballots"))
    assert text.count("甲") == 3 * len(pack.dimensions)
