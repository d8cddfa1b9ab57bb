"""The printed plan: what must be in it and what must not, in both editions, with much, little and nasty content."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
import pytest
from msgspec.structs import asdict, replace
from pypdf import PdfReader

from tests.demo_file import demo_store
from tests.report import engagement
from workshop.findings import findings
from workshop.model.content import Pack, load_pack
from workshop.model.errors import Refused
from workshop.model.road_rows import ActionItem, ActionPlan
from workshop.model.rows import Action, Dissent, Note, Text
from workshop.model.state import State
from workshop.report.chapters.book import digits
from workshop.report.chapters.pieces import height_of, titled
from workshop.report.plan import write_plan
from workshop.report.typeset import FIELD_WIDTH, h2, para, styles
from workshop.wording_chapters import chapter_word
from workshop.words import Words, load_words

pytestmark = pytest.mark.no_cover  # measured are the prints of its fixtures; these say what is on them, or print them again

Whole = tuple[State, Pack]
NASTY = (
    '<img src="/etc/passwd"/>', "R&D <b>粗</b> &amp; {facts} {} %s", "\x00\x07\u202eabc\u202c\u200b", "𠮷野家 😀 ﷽", "=1+1", "' OR 1=1 --",
    "一" * 400, "W" * 400, "**粗** {score}", "\r\n\t\u2028",
)  # fmt: skip


@pytest.fixture(scope="module")
def words() -> Words:
    return load_words("zh_CN")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    """The full engagement, made once."""
    return engagement.whole(tmp_path_factory.mktemp("plan") / "whole.workshop")


@pytest.fixture(scope="module")
def printed(whole: Whole, words: Words, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its working edition."""
    path = tmp_path_factory.mktemp("printed") / "plan.pdf"
    write_plan(*whole, words, path, invariant=True)
    return path


@pytest.fixture(scope="module")
def for_leaders(whole: Whole, words: Words, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its edition for leaders."""
    path = tmp_path_factory.mktemp("leaders") / "plan.pdf"
    write_plan(*whole, words, path, edition="leaders", invariant=True)
    return path


@pytest.fixture(scope="module")
def edited(whole: Whole, words: Words, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A rehearsal in named mode whose records are all sensitive and whose headlines the facilitator wrote."""
    state, pack = whole
    path = tmp_path_factory.mktemp("edited") / "plan.pdf"
    profile = replace(state.engagement, vote_mode="named", rehearsal=1)
    texts = {"board": Text("board", "先把数据管住，再谈开放", "old"), "heat": Text("heat", "看法接近的一天", "")}
    write_plan(replace(_sensitive(state), engagement=profile, texts=texts), pack, words, path)
    return path


def _sensitive(state: State) -> State:
    return replace(state, records=tuple(replace(record, rationale="只在底稿里的理由", sensitive=1) for record in state.records))


def text_of(path: Path) -> str:
    """All text without blanks and line ends, as a reader would search it."""
    return "".join(pages_of(path))


def pages_of(path: Path) -> tuple[str, ...]:
    """The same page by page."""
    return _pages(path.read_bytes())


@cache
def _pages(data: bytes) -> tuple[str, ...]:
    # an order of magnitude faster than the pure reader, which stays for the structure
    with closing(pypdfium2.PdfDocument(data)) as document:
        return tuple(re.sub(r"\s", "", page.get_textpage().get_text_range()) for page in document)


def fonts_of(path: Path) -> Iterator[tuple[str, bool]]:
    """Name and "is embedded" of every font of every page."""
    for page in PdfReader(path).pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            found = font.get_object()
            yield str(found["/BaseFont"]), "/FontFile2" in found["/FontDescriptor"]


def test_the_working_edition_says_everything(whole: Whole, printed: Path) -> None:
    state, pack = whole
    text = text_of(printed)
    for wanted in (
        engagement.BANK,
        engagement.DISSENT,
        engagement.EVIDENCE,
        engagement.MINUTES,
        engagement.SECRET,
        "首席数据官是专职还是兼任",
    ):
        assert wanted in text
    for name in [own.name for own in pack.dimensions.values()] + [own.name for own in pack.measures.values()]:
        assert re.sub(r"\s", "", name) in text
    for decision in state.decisions:
        assert decision.text in text
    assert "工作坊自评，不同于监管评级、等保定级" in text
    assert "60.1为2019年问卷自评，口径不同，仅供参照" in text
    assert pack.interest[:20] in text
    assert str(state.engagement.seed) in text


def test_every_text_typed_in_the_demonstration_comes_back_in_the_order_of_its_rows(tmp_path: Path, words: Words) -> None:
    with closing(demo_store(tmp_path)) as store:
        state, pack = store.state(), store.pack
    write_plan(state, pack, words, tmp_path / "plan.pdf")
    text = text_of(tmp_path / "plan.pdf")
    listed_ = (state.decisions, state.parked, state.records, state.dissents, state.notes, (state.engagement,), state.actions, state.kpis)
    planned = (state.milestones, tuple(state.measures.values()), tuple(state.road.actions.values()))
    typed = [one for rows in (*listed_, *planned) for one in typed_in(rows)]
    assert len(typed) > 150
    assert [one for one in typed if one not in text] == []
    for listed in (state.decisions, state.parked):
        places = [
            text.index(re.sub(r"\s", "", one.text), text.index("待议事项会上提出") if listed is state.parked else 0) for one in listed
        ]
        assert places == sorted(places)


def test_what_was_typed_of_region_steps_and_results_is_printed(whole: Whole, words: Words, tmp_path: Path) -> None:
    state, pack = whole
    action = Action("step", next(iter(state.plan)), 0, "先立章程", "room", "办公室主任", "2026-06-30", "open")
    plan = ActionPlan(action.id, 2, 1, 50, 10, "办公室配合", "分管内控副行长", "own", 0, None, None)
    road = replace(
        state.road,
        actions={action.id: plan},
        staffing={action.measure: replace(state.road.staffed(action.measure), unfolded=1)},
        bars={action.id: ActionItem(action.id, 0, 1, 0)},
    )
    asked = (replace(state.decisions[0], result="passed", decided_on="2026-05-20"), *state.decisions[1:])
    profile = replace(state.engagement, region="青澜市及下辖两县")
    write_plan(replace(state, road=road, decisions=asked, engagement=profile, actions=(action,)), pack, words, tmp_path / "plan.pdf")
    pages = pages_of(tmp_path / "plan.pdf")
    assert profile.region in pages[0] and sum(profile.region in page for page in pages) == 2
    assert any(all(one in page for one in ("先立章程", "办公室主任", "分管内控副行长", "办公室配合")) for page in pages)
    assert any("2026-05-20" in page for page in pages)


def typed_in(rows: Sequence[Any]) -> Iterator[str]:
    """Every text with a hanzi in it, without blanks."""
    for row in rows:
        for value in asdict(row).values():
            if isinstance(value, str) and re.search("[一-鿿]", value):
                yield from (re.sub(r"\s", "", line) for line in value.split("\n") if line.strip())


def test_a_head_asks_for_no_more_room_than_what_is_below_it() -> None:
    st = styles("zh_CN")
    title, line = titled(h2("不同意见记录", st), para("一行", st.cell))
    assert title.style.need == height_of([line], FIELD_WIDTH) < st.h2.need
    assert titled(h2("不同意见记录", st), *[para("一行", st.cell)] * 20)[0].style.need == st.h2.need


def test_the_working_edition_is_a_document_of_its_bank(whole: Whole, printed: Path) -> None:
    state, _pack = whole
    reader = PdfReader(printed)
    assert 25 <= len(reader.pages) <= 45
    assert reader.metadata is not None and reader.metadata.title is not None
    assert reader.metadata.title.startswith(engagement.BANK)
    assert reader.metadata.author == state.engagement.author
    assert reader.trailer["/Root"]["/Lang"] == "zh-CN"  # type: ignore[index]
    assert len(reader.outline) > 20
    assert f"/{len(reader.pages)}" in pages_of(printed)[10]


def test_the_summary_is_one_page_in_the_order_a_president_reads(whole: Whole, printed: Path, words: Words) -> None:
    state, pack = whole
    page = pages_of(printed)[2]
    order = ["提请决定的事项", findings(state, pack, words)["board"].text, "先做的三件事", "综合得分", "优势", "差距"]
    places = [page.index(part) for part in order]
    assert places == sorted(places)
    assert "怎样读" not in page and "怎样读" in pages_of(printed)[3]


def test_every_spread_begins_on_a_left_page(whole: Whole, printed: Path, words: Words) -> None:
    state, pack = whole
    pages = pages_of(printed)
    for name in pack.dimensions:
        headline = re.sub(r"\s", "", findings(state, pack, words)[f"dimension.{name}"].text)
        first = next(at for at, page in enumerate(pages, start=1) if headline in page and "目录" not in page)
        assert first % 2 == 0


def test_each_measure_has_a_page_of_its_own(whole: Whole, printed: Path) -> None:
    _state, pack = whole
    pages = pages_of(printed)
    for measure in pack.measures.values():
        page = next(page for page in pages if "牵头部门" in page and f"举措{measure.id}·" in page)
        assert "基线" in page and "分管行领导" in page and "前90天" in page


def test_the_leaders_edition_leaves_out_what_is_not_for_it(for_leaders: Path) -> None:
    text = text_of(for_leaders)
    assert "领导版" in text and engagement.BANK in text
    for hidden in (
        engagement.DISSENT,
        engagement.EVIDENCE,
        engagement.MINUTES,
        engagement.SECRET,
        "不同意见记录按",
        "讨论记要",
        "最大组差",
    ):
        assert hidden not in text


def test_the_leaders_edition_is_set_larger(printed: Path, for_leaders: Path) -> None:
    small = {path: _share_under(path, 10) for path in (printed, for_leaders)}
    assert small[printed] > 0.5  # tables are set at 8.5
    assert small[for_leaders] < 0.12  # running heads, page numbers, axis figures


def _share_under(path: Path, size: float) -> float:
    """The share of all characters set smaller than `size` points."""
    raw, sizes = pypdfium2.raw, list[float]()
    with closing(pypdfium2.PdfDocument(path)) as document:
        for page in document:
            text = page.get_textpage()
            seen = (at for at in range(text.count_chars()) if raw.FPDFText_GetUnicode(text, at) > ord(" "))
            sizes += [raw.FPDFText_GetFontSize(text, at) for at in seen]
    return float(sum(one < size - 0.01 for one in sizes) / len(sizes))


def test_a_sensitive_dissent_or_record_stays_out_of_the_leaders_edition(whole: Whole, edited: Path, words: Words, tmp_path: Path) -> None:
    state, pack = whole
    assert "只在底稿里的理由" in text_of(edited)
    write_plan(_sensitive(state), pack, words, tmp_path / "plan.pdf", edition="leaders")
    assert "只在底稿里的理由" not in text_of(tmp_path / "plan.pdf")


def test_small_groups_are_hidden_and_never_named_in_the_ledger(whole: Whole, words: Words, tmp_path: Path) -> None:
    state, pack = whole
    hidden_name = list(pack.indicators)[1]  # its last group abstained once: two votes
    record = state.record_of("indicator", hidden_name)
    assert record is not None
    lone = (
        Dissent("lone", record.id, "风险运营", 2, "只有两票的组这样看", "", 1, 0),
        Dissent("two", record.id, "决策层", 2, "另一组也这样看", "", 1, 0),
    )
    write_plan(replace(state, dissents=lone), pack, words, tmp_path / "plan.pdf")
    page = next(page for page in pages_of(tmp_path / "plan.pdf") if "只有两票的组这样看" in page)
    ledger = page[page.index("不同意见记录") :]
    assert "隐（不足三票）" in ledger and "风险运营" not in ledger
    heat = pages_of(tmp_path / "plan.pdf")[4]
    assert "隐" in heat


def test_named_mode_hides_nobody(edited: Path) -> None:
    assert "隐（不足三票）" not in text_of(edited)


def test_the_facilitators_wording_is_printed(edited: Path) -> None:
    text = text_of(edited)
    assert "先把数据管住，再谈开放" in text and "看法接近的一天" in text


def test_the_signature_page_shows_the_hash_in_groups_and_its_check_code(whole: Whole, printed: Path) -> None:
    state, _pack = whole
    last = pages_of(printed)[-1]
    assert "".join(state.log_hash[at : at + 8] for at in range(0, 8, 8)) in last
    for at in range(0, 64, 8):
        assert state.log_hash[at : at + 8] in last
    assert digits(state.log_hash) in last
    assert digits("a1b2c3d4e5f6a7b8c9") == "12345678"
    assert digits("abcdef12") == "12000000"


def test_fonts_are_ours_and_embedded(printed: Path, for_leaders: Path) -> None:
    for path in (printed, for_leaders):
        found = set(fonts_of(path))
        assert found and all(embedded and "Workshop" in name for name, embedded in found)
        assert b"Helvetica" not in path.read_bytes()


def test_a_rehearsal_is_watermarked(edited: Path) -> None:
    assert all("排练" in page for page in pages_of(edited))


def test_a_copy_bears_its_number_and_holder_on_every_page(whole: Whole, words: Words, tmp_path: Path) -> None:
    write_plan(*whole, words, tmp_path / "plan.pdf", edition="leaders", holder="第3份·董事长")
    assert all("第3份·董事长" in page for page in pages_of(tmp_path / "plan.pdf"))


@pytest.mark.parametrize("edition", ["printed", "for_leaders"])
def test_no_page_is_nearly_empty_but_the_last_of_a_chapter(request: pytest.FixtureRequest, whole: Whole, edition: str) -> None:
    path: Path = request.getfixturevalue(edition)
    pages = pages_of(path)
    assert not any("本页留白" in page and at % 2 == 0 for at, page in enumerate(pages, start=1))
    spreads = [next(at for at, page in enumerate(pages) if f"{own.name}·权重" in page) for own in whole[1].dimensions.values()]
    assert [after - before for before, after in pairwise(spreads)] == [2] * (len(spreads) - 1)  # a spread is two pages


@pytest.mark.parametrize("edition", ["printed", "for_leaders"])
def test_our_own_words_are_never_cut_with_an_ellipsis(request: pytest.FixtureRequest, edition: str) -> None:
    assert "…" not in text_of(request.getfixturevalue(edition))


# -- little and much ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("edition", ["working", "leaders"])
def test_an_empty_engagement_prints(words: Words, tmp_path: Path, edition: str) -> None:
    store = engagement.new_store(tmp_path / "empty.workshop")
    state, pack = store.state(), store.pack
    store.close()
    write_plan(state, pack, words, tmp_path / "plan.pdf", edition=edition)  # type: ignore[arg-type]
    text = text_of(tmp_path / "plan.pdf")
    assert "尚未形成评级记录" in text and "还没有排期" in text


@pytest.fixture(scope="module")
def at_once(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    """Quick mode: two rounds on the dimension of data as a whole, a record on reasons, somebody who saw it otherwise."""
    store = engagement.new_store(tmp_path_factory.mktemp("at-once") / "once.workshop")
    engagement.seat_room(store)
    engagement.vote(store, "dimension", "data", (2, 2, 4), (2, 2, 2), (4, 4, 2), (2, 2, 2))
    engagement.vote(store, "dimension", "data", (2, 2, 2), (2, 2, 2), (3, 2, 2), (2, 2, 2))
    seen = ("科技数据", 3, engagement.DISSENT, "数据标准落到系统", True)
    store.settle("dimension", "data", 2, "majority", rationale="主数据各管各的", evidence=engagement.EVIDENCE, dissents=[seen])
    made = store.state(), store.pack
    store.close()
    return made


@pytest.mark.parametrize("edition", ["working", "leaders"])
def test_a_dimension_voted_on_as_a_whole_prints_its_rounds_record_and_dissent(
    at_once: Whole, words: Words, tmp_path: Path, edition: str
) -> None:
    write_plan(*at_once, words, tmp_path / "plan.pdf", edition=edition)  # type: ignore[arg-type]
    pages = [re.sub(r"\s", "", page) for page in _pages((tmp_path / "plan.pdf").read_bytes())]
    page = next(text for text in pages if "按整个维度评定，依据：" in text)
    assert "40.0分（2.0级）" in page and "主数据各管各的" in page and "数据整体处于二级" in page
    assert "12席与会者对1个维度的判断" in pages[0] and any("1个维度按整体评定" in text for text in pages)
    assert "0项已定级指标" not in page and "没有投票" not in page and "4.1" not in page, "the whole stands for its indicators"
    if edition == "leaders":
        assert "整个维度的记录" in page and engagement.DISSENT not in "".join(pages)
        return
    assert "整个维度的投票与记录" in page and "11/12票在" in page and "9/12票在" in page and engagement.EVIDENCE in page
    assert engagement.DISSENT in page and "数据标准落到系统" in page and "整体" in page
    assert any("（整个维度）第1轮" in text and "第2轮" in text for text in pages), "the minutes"


def test_without_measures_or_pack_extras_it_still_prints(words: Words, tmp_path: Path) -> None:
    store = engagement.new_store(tmp_path / "bare.workshop")
    state, pack = store.state(), store.pack
    store.close()
    none = {name: replace(plan, chosen=0) for name, plan in state.measures.items()}
    write_plan(replace(state, measures=none), replace(pack, regulations={}, facts={}), words, tmp_path / "plan.pdf")
    assert "没有选定举措" in text_of(tmp_path / "plan.pdf")


def test_one_seat_and_forty_seats(words: Words, tmp_path: Path) -> None:
    for count in (1, 40):
        store = engagement.new_store(tmp_path / f"{count}.workshop")
        engagement.seat_room(store, [f"第{at}席负责人" for at in range(1, count + 1)])
        first = next(iter(store.pack.indicators))
        size = -(-count // len(engagement.GROUPS))
        engagement.vote(store, "indicator", first, *[[3] * size] * (count // size))
        store.settle("indicator", first, 3, "consensus")
        state, pack = store.state(), store.pack
        store.close()
        path = tmp_path / f"{count}.pdf"
        write_plan(state, pack, words, path)
        text = text_of(path)
        assert f"第{count}席负责人" in text
        assert text.count("不足三票，按不记名规则不显示") == 1 + (count == 1)  # once where the marks are explained


def test_notes_of_twenty_thousand_characters_flow_on(whole: Whole, words: Words, tmp_path: Path) -> None:
    state, pack = whole
    name, first = next(iter(pack.dimensions)), next(iter(pack.indicators))
    long = "这一段很长，" * 3_334
    notes = (
        Note("n", "note", "dimension", name, long + "到此为止", 0, 0, "2026-03-14T10:00:00"),
        Note("r", "recap", "dimension", name, long, 0, 0, "2026"),
    )
    records = tuple(replace(one, rationale=long, evidence=long + "佐证完") if one.subject == first else one for one in state.records)
    one = next(iter(pack.measures))
    measures = {**state.measures, one: replace(state.measures[one], goal=long[:5000], risks=long[:5000], first90=long[:5000])}
    write_plan(replace(state, notes=notes, records=records, measures=measures), pack, words, tmp_path / "plan.pdf")
    text = text_of(tmp_path / "plan.pdf")
    assert "到此为止" in text and "佐证完" in text


def test_nasty_strings_print_as_typed_and_what_no_face_has_is_told(whole: Whole, words: Words, tmp_path: Path) -> None:
    state, pack = whole
    long = "\n".join(NASTY)
    nasty = "\n".join(one for one in NASTY if len(one) < 400)
    first = next(iter(state.measures))
    measures = {
        key: replace(plan, lead=text, owner=text, goal=text, lane_reason=text, first30=text)
        for key, plan in state.measures.items()
        for text in [long if key == first else nasty]
    }
    spoiled = replace(
        state,
        measures=measures,
        engagement=replace(state.engagement, bank=nasty, place=long, chair=nasty, author=long),
        seats=tuple(replace(seat, role=nasty if at else long) for at, seat in enumerate(state.seats)),
        decisions=tuple(replace(one, text=nasty, body=nasty, due=nasty) for one in state.decisions),
        notes=tuple(replace(one, text=nasty if at else long) for at, one in enumerate(state.notes)),
        milestones=tuple(replace(one, name=nasty) for one in state.milestones),
        kpis=tuple(replace(one, name=nasty, baseline="-.", target="1e999", how=nasty) for one in state.kpis),
        dissents=tuple(replace(one, text=nasty, grp=nasty) for one in state.dissents),
        parked=tuple(replace(one, text=nasty, owner=nasty) for one in state.parked),
        records=tuple(replace(one, rationale=nasty, evidence=nasty) for one in state.records),
    )
    missing = write_plan(spoiled, pack, words, tmp_path / "plan.pdf")
    assert "😀" in missing and "﷽" in missing and "一" not in missing
    text = text_of(tmp_path / "plan.pdf")
    assert '<imgsrc="/etc/passwd"/>' in text and "R&D<b>粗</b>&amp;{facts}{}%s" in text
    assert not any("/XObject" in page["/Resources"] for page in PdfReader(tmp_path / "plan.pdf").pages)  # type: ignore[operator]


def test_the_plan_in_the_packs_other_language(whole: Whole, tmp_path: Path) -> None:
    state, pack = whole
    english = load_pack(pack.files, "en")
    write_plan(state, english, load_words("en"), tmp_path / "plan.pdf")
    reader = PdfReader(tmp_path / "plan.pdf")
    text = text_of(tmp_path / "plan.pdf")
    assert all(re.sub(r"\s", "", own.name) in text for own in english.dimensions.values())
    assert reader.trailer["/Root"]["/Lang"] == load_words("en").language.replace("_", "-")  # type: ignore[index]


# -- progress and the file -----------------------------------------------------------------------------------------------------------


def test_progress_rises_to_the_end_and_the_same_values_print_the_same_bytes(
    whole: Whole, printed: Path, words: Words, tmp_path: Path
) -> None:
    heard: list[tuple[int, int]] = []
    chapters: dict[str, int] = {}  # with how often each was told

    def hear(done: int, total: int, chapter: str = "") -> bool:
        heard.append((done, total))
        chapters[chapter] = chapters.get(chapter, 0) + 1
        return True

    write_plan(*whole, words, tmp_path / "plan.pdf", hear, invariant=True)
    assert heard[-1][0] == heard[-1][1]
    assert all(0 < done <= total for done, total in heard)
    assert [done for done, _total in heard] == sorted(done for done, _total in heard)
    assert (tmp_path / "plan.pdf").read_bytes() == printed.read_bytes()
    with closing(pypdfium2.PdfDocument(printed)) as document:
        pages = len(document)
    assert sum(chapters.values()) == len(heard) > pages
    told, (_state, pack) = [key for key in chapters if key], whole
    assert told[:6] == ["cover", "contents", "summary", "reading", "heat", f"dimension.{next(iter(pack.dimensions))}"]
    assert all(chapter_word(words, pack, key) for key in told)
    assert chapter_word(words, pack, told[5]) == next(iter(pack.dimensions.values())).name
    assert chapters["dimension." + next(iter(pack.dimensions))] >= 3, "a chapter is told when it is made and with each of its pages"
    assert chapter_word(words, pack, "none") == chapter_word(words, pack, "measure.none") == ""


@pytest.mark.parametrize("after", [0, 20, 60])
def test_a_cancelled_print_leaves_what_was_there(whole: Whole, words: Words, tmp_path: Path, after: int) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(b"the last print")
    heard: list[int] = []

    def stop(done: int, _total: int, _chapter: str = "") -> bool:
        heard.append(done)
        return len(heard) <= after

    with pytest.raises(Refused) as refused:
        write_plan(*whole, words, path, stop)
    assert refused.value.code == "paper.cancelled"
    assert path.read_bytes() == b"the last print" and list(tmp_path.iterdir()) == [path]
