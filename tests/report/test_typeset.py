"""The typesetting engine: every character comes back, every line is well broken, nothing typed can break the page."""

from __future__ import annotations

import errno
import io
import os
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as some
from msgspec.structs import replace

from tests.figures import samples
from workshop.figures import breaks, fontbook, marks
from workshop.figures.gantt import gantt
from workshop.figures.radar import radar
from workshop.figures.style import PAPER
from workshop.model.content.folder import write_folder
from workshop.model.errors import EnvironmentTrouble
from workshop.report import fonts
from workshop.report.typeset import (
    BARE,
    BODY,
    COVER,
    Column,
    Known,
    Meta,
    Span,
    Text,
    build,
    bullets,
    clean,
    contents,
    even_page,
    figure,
    h1,
    h2,
    halves,
    keep,
    kicker,
    numbered,
    page_break,
    para,
    rich,
    rule,
    sheet,
    spacer,
    spans,
    styles,
    table,
    write,
)

HANZI = (fontbook.FOLDER / "hanzi-8105.txt").read_text(encoding="utf-8").strip()
META = Meta("行动方案", author="青澜银行", head_left="青澜银行", head_right="行动方案", foot="内部资料 · 2026-03-14", invariant=True)
ST = styles("zh_CN")
LONG = "口径各定各的，没有牵头部门；报表“对不上”，要花 3 天。"
NAUGHTY = ['<img src="/etc/hostname">', "R&D < 5 %", "𠮷", "<b>not bold", "{score}", "**not bold**", "a\u202eb\u200bc\x00d", "&amp;", "%s"]


def pages(story: list[Any], **changes: Any) -> pypdf.PdfReader:
    """The story on body pages, read back."""
    import copy

    meta = replace(META, **changes)
    return pypdf.PdfReader(io.BytesIO(build(lambda _known: copy.deepcopy(story), meta, sheets=(BODY,)).data))


def text_of(reader: pypdf.PdfReader) -> str:
    return "".join(texts_of(reader))


def texts_of(reader: pypdf.PdfReader) -> list[str]:
    """The text of each page, by the faster reader."""
    assert isinstance(reader.stream, io.BytesIO)
    with closing(pypdfium2.PdfDocument(reader.stream.getvalue())) as document:
        return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]


def test_all_8105_characters_come_back() -> None:
    assert len(HANZI) == 8105
    found = text_of(pages([para(HANZI, ST.body)], head_left="", head_right="", foot=""))
    known = set(HANZI)
    drawn = [char for char in found if char in known]
    assert "".join(drawn) == HANZI


def test_every_font_is_embedded_and_ours() -> None:
    story = [
        h1("标题", ST),
        para("正文 𠮷 龘", ST.body),
        *bullets(["一", "二"], ST),
        table([Column(200, "甲"), Column(100, "乙", "right")], [["文字", "12"], ["", ""]], ST),
        figure(radar(samples.RADAR, PAPER)),
        page_break(),
        figure(gantt(samples.GANTT, PAPER)),
        rule(),
    ]
    reader = pages(story)
    seen = set()
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            seen.add(str(font.get_object()["/BaseFont"]).split("+")[-1])
            assert "/FontFile2" in font.get_object()["/FontDescriptor"]
    assert seen == {"WorkshopSansSC-Regular", "WorkshopSansSC-Bold", "WorkshopSansSCRare-Regular", "WorkshopKaiRare-Regular"}


@pytest.mark.parametrize("text", NAUGHTY)
def test_naughty_text_prints_as_typed(text: str) -> None:
    cell = table([Column(300, text)], [[text]], ST)
    found = text_of(pages([h1(text, ST), para(text, ST.body), rich(spans("值 {v}", v=text), ST.body), cell]))
    wanted = clean(text).text.replace(" ", "")
    assert found.replace(" ", "").replace("\n", "").count(wanted) >= 4


def test_cleaning_drops_what_cannot_be_seen_and_names_what_cannot_be_set() -> None:
    assert clean("a\u202eb\u200b\ufeffc\r\nd\te\x07").text == "abc\nd e"
    assert clean("好😀𠮷😀☑").missing == ("😀", "☑")
    assert clean(HANZI).missing == ()
    assert clean("the bank’s “own”").text == "the bank's “own”"
    assert para("no “owner”", styles("en").body).line_texts(400) == ['no "owner"']


def test_a_line_end_reads_no_rare_face(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    load = fontbook.load
    monkeypatch.setattr(fontbook, "load", lambda face: asked.append(face) or load(face))
    for kept in (fontbook.face_for, fontbook.missing, clean):
        kept.cache_clear()
    assert para("本行到此为止\n另起一行", ST.cover_title).missing == ()
    assert set(asked) == {fontbook.REGULAR, fontbook.BOLD}  # the rare ones are 8 MB of file and 12 of memory
    assert clean("𠮷").missing == () and fontbook.RARE in asked


def test_what_no_face_has_is_told_with_its_page() -> None:
    built = build(lambda _known: [para("第一页", ST.body), page_break(), para("笑😀脸", ST.body)], META, sheets=(BODY,))
    assert [(one.char, one.page) for one in built.missing] == [("😀", 2)]
    assert "笑〓脸" in pypdf.PdfReader(io.BytesIO(built.data)).pages[1].extract_text()


@given(some.text(min_size=0, max_size=60))
def test_any_text_can_be_laid_out(text: str) -> None:
    made = para(text, ST.body)
    width, height = made.wrap(200, 1e6)
    assert width == 200 and height > 0
    assert "".join(made.line_texts(200)).replace(" ", "") == "".join(
        char if fontbook.face_for(char) else "〓" for char in clean(text).text if char not in "\n"
    ).replace(" ", "")


@given(
    some.lists(some.sampled_from([LONG, "CRM 月活报表", "（见附件 1）", "《办法》", "——", "……", "26Q3–27Q2，"]), min_size=5, max_size=40),
    some.integers(150, 470),
)
def test_lines_of_a_paragraph_are_well_broken(parts: list[str], width: int) -> None:
    for style in (ST.body, ST.cell, styles("en").body, styles("zh_CN", "large").note):
        lines = para("".join(parts), style).line_texts(width)
        assert not any(line[0] in breaks.CLOSING for line in lines[1:])
        assert not any(line[-1] in breaks.OPENING for line in lines[:-1])


def test_lines_with_links_are_not_stretched() -> None:
    linked = rich((Span(LONG * 3), Span("第 3 页", link="k"), Span(LONG * 3)), ST.lead)
    lines, texts = linked.lines(300), linked.line_texts(300)
    for line, text in zip(lines, texts, strict=True):
        assert ("第 3 页" not in text) or line.spread <= 0
    assert any(line.spread > 0 for line in lines)


def test_numbers_stand_at_the_right_edge() -> None:
    right = para("2,065", ST.cell_right)
    line = right.lines(100)[0]
    assert line.x + line.width == pytest.approx(100)


def test_same_story_same_bytes() -> None:
    def story(known: Known) -> list[Any]:
        return [*contents(known, ST), h1("一", ST), para(LONG * 30, ST.body), figure(radar(samples.RADAR, PAPER))]

    assert build(story, META, sheets=(BODY,)).data == build(story, META, sheets=(BODY,)).data


def test_a_seed_makes_one_pass_of_it() -> None:
    def story(known: Known) -> list[Any]:
        return [
            *contents(known, ST),
            page_break(),
            h1("数据", ST),
            h2("一节", ST, note="旁注"),
            para(LONG * 60, ST.body),
            h1("组织", ST, key="org"),
        ]

    first = build(story, META, sheets=(BODY,))
    again = build(story, META, sheets=(BODY,), seed=first.known)
    assert first.passes > 1 and again.passes == 1
    assert again.data == first.data
    assert [(entry.level, entry.text) for entry in first.known.entries] == [(0, "数据"), (1, "一节"), (0, "组织")]
    reader = pypdf.PdfReader(io.BytesIO(first.data))
    assert [str(item.title) for item in reader.outline if not isinstance(item, list)] == ["数据", "组织"]
    assert "/Annots" in reader.pages[0]
    assert f"/ {len(reader.pages)}" in reader.pages[0].extract_text()


def test_a_heading_that_is_gone_since_the_last_print_is_no_trouble() -> None:
    def story(*measures: str) -> Callable[[Known], list[Any]]:
        return lambda known: [*contents(known, ST), page_break(), *(h1(name, ST, key=f"measure.{name}") for name in measures)]

    first = build(story("数据", "组织"), META, sheets=(BODY,))
    again = build(story("数据"), META, sheets=(BODY,), seed=first.known)
    assert again.data == build(story("数据"), META, sheets=(BODY,)).data


def test_title_author_and_language_are_in_the_document() -> None:
    reader = pages([para("文", ST.body)], language="zh-CN")
    assert reader.metadata is not None and reader.metadata.title == "行动方案" and reader.metadata.author == "青澜银行"
    assert all("/Trans" not in page for page in reader.pages)
    assert reader.trailer["/Root"]["/Lang"] == "zh-CN"
    assert reader.trailer["/Root"]["/ViewerPreferences"]["/DisplayDocTitle"] is not None


def test_cover_has_no_furniture_and_spreads_start_on_the_left() -> None:
    def story(_known: Known) -> list[Any]:
        return [para("封面", ST.cover_title), sheet("body"), page_break(), para("二", ST.body), even_page("笔记", ST), h1("数据", ST)]

    built = build(story, META, sheets=(COVER, BODY, BARE))
    reader = pypdf.PdfReader(io.BytesIO(built.data))
    assert "内部资料" not in reader.pages[0].extract_text()
    assert "笔记" in reader.pages[2].extract_text()
    assert built.known.entries[0].page == 4


def test_long_notes_and_long_cells_print_whole() -> None:
    note = "".join(chr(0x4E00 + at % 3000) for at in range(20000))
    cell = "".join(chr(0x4E00 + at % 2000) for at in range(5000))
    found = text_of(pages([para(note, ST.body)], head_left="", head_right="", foot=""))
    assert "".join(char for char in found if char >= "\u4e00").count("一") >= 6 and sum(char >= "\u4e00" for char in found) == 20000
    made = table([Column(80, "步骤"), Column(200, "内容"), Column(190, "说明")], [["甲", cell, "短"], ["乙", "短", "短"]], ST)
    read = pages([made], head_left="", head_right="", foot="")
    assert all("步骤" in page for page in texts_of(read))
    assert sum("\u4e00" <= char <= "\u9fff" for char in text_of(read)) >= 5000


def test_rows_up_to_the_limit_never_split() -> None:
    rows = [[str(at), f"起{at}" + LONG + f"止〔{at}〕"] for at in range(90)]
    reader = pages([table([Column(40, "序"), Column(180, "内容")], rows, ST)])
    for page in texts_of(reader):
        said = page.replace("\n", "")
        for at in range(90):
            assert (f"起{at}口" in said) == (f"止〔{at}〕" in said)


def test_a_heading_is_not_left_alone_at_the_foot() -> None:
    reader = pages([spacer(690), h2("孤立的标题", ST), para(LONG, ST.body)])
    assert "孤立的标题" not in reader.pages[0].extract_text()
    assert "孤立的标题" in reader.pages[1].extract_text()


def test_figures_are_clamped_to_the_field_and_never_enlarged() -> None:
    drawing = gantt(samples.GANTT, PAPER, width=900)
    small = figure(drawing)
    assert small.width == pytest.approx(470) and small.height == pytest.approx(drawing.height * 470 / 900)
    chip = marks.chip(marks.Chip(2), PAPER)
    assert figure(chip) is chip


def test_lists_halves_and_kept_blocks_print() -> None:
    story = [kicker("摘要", ST), *numbered(["第一", "第二"], ST, form="（{}）"), halves([para("左", ST.body)], [para("右", ST.body)])]
    found = text_of(pages([*story, keep([para("甲", ST.body), para("乙", ST.body)])]))
    for text in ("摘要", "（1）", "第二", "左", "右", "甲", "乙"):
        assert text in found


def test_the_large_edition_is_large() -> None:
    for language in ("zh_CN", "en"):
        large = styles(language, "large")
        assert large.body.size >= 12 and large.cell.size >= 10.5 and large.figure.metrics.body >= 10.5
    assert styles("en").body.align == "left" and styles("en").body.indent == 0


def test_templates_are_ours_and_facts_are_not_interpreted() -> None:
    made = spans("总分 **{score}** 分", score="**{x}**<b>")
    assert [(one.text, one.bold) for one in made] == [("总分 ", False), ("**{x}**<b>", True), (" 分", False)]


def test_a_build_can_be_cancelled() -> None:
    def stop(page: int) -> None:
        if page == 2:
            raise InterruptedError("by hand", page)

    with pytest.raises(InterruptedError) as raised:
        build(lambda _known: [para(LONG * 200, ST.body)], META, sheets=(BODY,), on_page=stop)
    assert raised.value.args == ("by hand", 2)  # as it was raised: reportlab adds words of its own


@pytest.mark.parametrize("above", range(500, 700, 20))
def test_the_head_of_a_table_stands_once_on_a_page(above: int) -> None:
    rows = [["甲", LONG * 4], ["乙", LONG * 12], ["丙", "短"]]
    for page in texts_of(pages([spacer(above), table([Column(80, "步骤"), Column(300, "内容")], rows, ST), para("其后", ST.body)])):
        assert page.count("步骤") <= 1
        assert "步骤" not in page or any(char in page for char in ("口", "甲", "乙", "丙"))


def test_a_heading_in_a_cell_takes_no_more_than_its_lines() -> None:
    made = halves([h2("左", ST)], [para("右", ST.body)])
    free = made.wrap(470, 10_000)[1]
    assert halves([h2("左", ST)], [para("右", ST.body)]).wrap(470, free + 5)[1] == free


def test_a_column_makes_room_for_its_longest_word() -> None:
    made = table([Column(30, "Indicator"), Column(440)], [["Consensus", "text"]], ST)
    assert all(len(cell[0].line_texts(made._colWidths[0] - 6)) == 1 for cell in (made._cellvalues[0][0], made._cellvalues[1][0]))
    assert sum(made._colWidths) == pytest.approx(470)


def test_a_split_paragraph_keeps_two_lines_on_each_page() -> None:
    made = Text(LONG * 20, ST.body)
    lines = len(made.lines(470))
    first, second = made.split(470, ST.body.leading * (lines - 1))
    assert len(first.lines(470)) == lines - 2 and len(second.lines(470)) == 2
    assert first.getSpaceAfter() == 0 and made.split(470, ST.body.leading) == []


def test_writing_is_all_or_nothing(tmp_path: Path) -> None:
    target = tmp_path / "方案.pdf"
    write(target, b"one")
    write(target, b"two")
    assert target.read_bytes() == b"two" and list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.EACCES, "paper.locked"), (errno.ENOSPC, "paper.full"), (errno.EROFS, "paper.readonly"), (errno.EIO, "paper.io")],
)
def test_a_target_that_cannot_be_written_is_told_by_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str) -> None:
    target = tmp_path / "方案.pdf"
    target.write_bytes(b"old")

    def refuse(*_paths: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(EnvironmentTrouble) as trouble:
        write(target, b"new")
    assert trouble.value.code == code and trouble.value.facts["name"] == "方案.pdf"
    assert target.read_bytes() == b"old" and list(tmp_path.iterdir()) == [target]


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentTrouble) as trouble:
        write(tmp_path / "gone" / "a.pdf", b"")
    assert trouble.value.code == "paper.folder"


def test_warming_up_loads_the_faces() -> None:
    fonts.warm()
    from reportlab import rl_config

    assert rl_config.canvas_basefontname == fonts.REGULAR and rl_config.defaultGraphicsFontName == fonts.REGULAR


@pytest.mark.parametrize("make", [lambda path: write(path, b"x"), lambda path: write_folder({"pack.toml": "x"}, path)])
def test_a_new_name_outlives_a_power_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[[Path], None]) -> None:
    """The bytes, then the name, then the folder that holds the name."""
    done: list[str] = []

    def noted(name: str) -> None:
        real = getattr(os, name)

        def call(*args: Any, **kwargs: Any) -> Any:
            done.append(name if name != "fsync" else "folder" if stat.S_ISDIR(os.fstat(args[0]).st_mode) else "bytes")
            return real(*args, **kwargs)

        monkeypatch.setattr(os, name, call)

    for name in ("fsync", "replace", "rename"):
        noted(name)
    make(tmp_path / "made")
    assert done[0] == "bytes"
    assert [one.replace("replace", "rename") for one in done[-2:]] == (["rename", "folder"] if os.name == "posix" else done[-2:])


def test_a_disk_that_fails_with_the_name_is_told_and_one_that_cannot_is_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, code = os.fsync, errno.EINVAL

    def failing(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(code, "")
        real(handle)

    monkeypatch.setattr(os, "fsync", failing)
    write(tmp_path / "a.pdf", b"x")
    code = errno.EIO
    if os.name != "posix":  # no folder is flushed there, so no name fails
        write(tmp_path / "b.pdf", b"x")
        return
    with pytest.raises(EnvironmentTrouble) as told:
        write(tmp_path / "b.pdf", b"x")
    assert told.value.code == "paper.io"
