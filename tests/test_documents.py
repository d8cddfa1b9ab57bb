"""The editable documents: minutes and task list in a bank's form, the plan with real headings, tables and described pictures."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.demo_file import demo_store
from tests.exports_xml import W, part, text_of
from tests.model.packs import pack_files
from tests.model.store.conftest import Ticking, profile
from workshop.exports import EXPORTS, Given, Options, gather
from workshop.exports.given import silent
from workshop.exports.minutes import circulation, facts, number, parts
from workshop.exports.task_list import rows
from workshop.model.errors import Refused
from workshop.model.store import Store
from workshop.words import load_words

ZH, EN = load_words("zh_CN"), load_words("en")
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = demo_store(tmp_path_factory.mktemp("documents"))
    yield store
    store.close()


@pytest.fixture(scope="module")
def given(store: Store) -> Given:
    return gather(store, ZH)


def made(given: Given, name: str, folder: Path, options: Options | None = None) -> Path:
    path = folder / f"{name}.docx"
    EXPORTS[name].make(given, path, options or Options(), silent)
    return path


# -- minutes ---------------------------------------------------------------------------------------------------------------------


def test_the_minutes_name_what_a_banks_form_asks(given: Given, tmp_path: Path) -> None:
    told = text_of(made(given, "minutes", tmp_path))
    for name in ("时　　间", "地　　点", "主　　持", "出　　席", "列　　席", "缺　　席", "记　　录", "附件", "印发范围"):
        assert f"{name}：" in told
    assert [line for line in told.split("\n") if line.startswith(("一、", "二、"))] == ["一、会议认为", "二、会议议定"]
    assert "2026年3月12日" in told
    assert not re.search(r"\d 年|年 \d", told)
    assert "工作坊自评，不同于监管评级、等保定级" in told


def test_the_minutes_tell_used_against_planned_minutes(given: Given) -> None:
    assert dict(facts(given))["用　　时"] == "议程原定500分钟，实用474分钟；原定17:20结束，17:17准点结束"
    late = replace(given.state.agenda[3], used=47 * 60)
    longer = replace(given, state=replace(given.state, agenda=(*given.state.agenda[:3], late, *given.state.agenda[4:])))
    assert f"；{given.pack.dimensions[late.subject].name}超出12分钟；" in dict(facts(longer))["用　　时"]


def test_who_said_what_is_never_told(store: Store, given: Given, tmp_path: Path) -> None:
    told = text_of(made(given, "minutes", tmp_path))
    spoken = [row.text for row in given.state.dissents] + [note.text for note in given.state.notes]
    assert spoken
    assert not [text for text in spoken if text in told]
    assert not [row.reservation for row in given.state.records if row.reservation and row.reservation in told]


def test_official_paper_is_set_by_its_rules(given: Given, tmp_path: Path) -> None:
    path = made(given, "minutes", tmp_path)
    document = part(path, "word/document.xml")
    margins = next(document.iter(f"{W}pgMar"))
    assert [round(int(margins.get(f"{W}{side}", "0")) / 56.7) for side in ("top", "right", "bottom", "left")] == [37, 26, 35, 28]
    spacing = [line.find(f"{W}pPr/{W}spacing") for line in document.iter(f"{W}p")]
    assert {(one.get(f"{W}line"), one.get(f"{W}lineRule")) for one in spacing if one is not None} == {("578", "exact")}
    faces = {run.get(f"{W}eastAsia") for run in document.iter(f"{W}rFonts")}
    assert faces == {"方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"}
    named = {font.get(f"{W}name"): font.find(f"{W}altName") for font in part(path, "word/fontTable.xml").iter(f"{W}font")}
    assert all(named[face] is not None for face in faces if face)


def test_the_minutes_keep_to_three_pages_whatever_was_said(given: Given) -> None:
    def lines(one: Given) -> int:
        return sum(-(-(len(row.lead + row.text) + 2) // 28) for row in parts(one))

    crowded = replace(given.state, parked=tuple(replace(row, text="字" * 90, done=0) for row in given.state.parked * 9))
    assert lines(replace(given, state=crowded)) <= 3 * 22 - 14
    assert any("见附件" in row.text for row in parts(replace(given, state=crowded)))


def test_minutes_in_english_are_set_smaller_and_their_tasks_in_english_marks(store: Store, tmp_path: Path) -> None:
    english = gather(store, EN)
    document = part(made(english, "minutes", tmp_path), "word/document.xml")
    sizes = {size.get(f"{W}val") for size in document.iter(f"{W}sz")}
    assert "28" in sizes and "32" not in sizes  # half-points
    assert any("10 measures enter the action plan" in row.text for row in parts(english))
    assert not any("are in the attachments" in row.text for row in parts(english))  # all of them are named
    assert all("：" not in row[1].split(" ")[0] and ": " in row[1] for row in rows(english))
    assert {len(row[6]) for row in rows(english)} == {10}


def test_numbers_go_from_hanzi_to_brackets() -> None:
    assert [number(ZH, depth, 3) for depth in (1, 2, 3, 4)] == ["三、", "（三）", "3.", "（3）"]
    assert number(ZH, 1, 12) == "十二、"
    assert [number(EN, depth, 2) for depth in (1, 2, 3, 4)] == ["II. ", "(b) ", "2. ", "(2) "]


def test_a_bare_engagement_has_minutes_with_room_to_fill_in(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "a.workshop", pack_files(), profile(), clock=Ticking())
    bare = gather(store, ZH)
    assert dict(facts(bare))["出　　席"] == "＿＿＿＿"
    assert dict(facts(bare))["列　　席"] == "无" and "用　　时" not in dict(facts(bare))
    assert circulation(bare) == "行领导，各部门"
    for name in ("minutes", "tasks"):
        assert made(bare, name, tmp_path).stat().st_size > 1000
    assert [row[0] for row in rows(bare)] == ["M1", "M2", "M3"]
    assert {cell for row in rows(bare) for cell in row[2:]} == {"—"}
    store.close()


# -- task list -------------------------------------------------------------------------------------------------------------------


def test_the_task_list_has_a_line_a_task_on_a_landscape_page(given: Given, tmp_path: Path) -> None:
    document = part(made(given, "tasks", tmp_path), "word/document.xml")
    size = next(document.iter(f"{W}pgSz"))
    assert int(size.get(f"{W}w", "0")) > int(size.get(f"{W}h", "0"))
    lines = list(next(document.iter(f"{W}tbl")).iter(f"{W}tr"))
    assert len(lines) == 1 + len(rows(given))
    assert lines[0].find(f"{W}trPr/{W}tblHeader") is not None
    assert all(line.find(f"{W}trPr/{W}cantSplit") is not None for line in lines)
    assert {measure for measure, plan in given.state.measures.items() if plan.chosen} == {row[0].partition("-")[0] for row in rows(given)}


# -- the plan ----------------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def plan(given: Given, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(given, "docx", tmp_path_factory.mktemp("plan"))


def test_the_plan_has_real_headings_and_a_contents_field(given: Given, plan: Path) -> None:
    document = part(plan, "word/document.xml")
    heads: dict[str, list[str]] = {}
    for line in document.iter(f"{W}p"):
        style = line.find(f"{W}pPr/{W}pStyle")
        if style is not None:
            heads.setdefault(style.get(f"{W}val", ""), []).append("".join(node.text or "" for node in line.iter(f"{W}t")))
    chosen = [given.pack.measures[key].name for key, row in given.state.measures.items() if row.chosen]
    assert set(chosen) <= set(heads["Heading1"])
    assert len(heads["Heading1"]) >= 20
    assert "业务指标" in "".join(heads["Heading2"]) or len(heads["Heading2"]) > 20
    fields = [node.text for node in document.iter(f"{W}instrText")]
    assert any("TOC" in (field or "") for field in fields)
    assert "PAGE" in text_fields(plan)


def text_fields(path: Path) -> str:
    return "".join(node.text or "" for node in part(path, "word/footer1.xml").iter(f"{W}instrText"))


def test_every_picture_says_what_it_shows(plan: Path) -> None:
    shown = [node.get("descr", "") for node in part(plan, "word/document.xml").iter(f"{WP}docPr")]
    assert len(shown) > 100
    assert all(shown)
    assert any("战略" in one and "技术" in one for one in shown)


def test_pictures_have_numbers_of_their_own_and_equal_ones_are_kept_once(plan: Path) -> None:
    numbers = [node.get("id") for node in part(plan, "word/document.xml").iter(f"{WP}docPr")]
    assert len(set(numbers)) == len(numbers)
    with zipfile.ZipFile(plan) as file:
        kept = [file.read(name) for name in file.namelist() if name.startswith("word/media/")]
    assert 20 < len(kept) == len(set(kept)) < len(numbers)


def test_the_plans_hanzi_have_a_face_of_their_own(plan: Path) -> None:
    faces = {run.get(f"{W}eastAsia") for run in part(plan, "word/document.xml").iter(f"{W}rFonts")}
    assert faces == {"微软雅黑"}


def test_tables_keep_the_schemas_order(plan: Path) -> None:
    wanted = ["tblStyle", "tblW", "jc", "tblBorders", "tblLayout", "tblCellMar", "tblLook"]
    for properties in part(plan, "word/document.xml").iter(f"{W}tblPr"):
        names = [node.tag.removeprefix(W) for node in properties]
        assert names == [name for name in wanted if name in names]


@pytest.mark.no_cover  # the same document over again
def test_the_leaders_copy_leaves_out_what_paper_does(given: Given, plan: Path, tmp_path: Path) -> None:
    leaders, working = text_of(made(given, "docx", tmp_path, Options("leaders"))), text_of(plan)
    hidden = [row.text for row in given.state.dissents if row.in_plan]
    assert [text for text in hidden if text in working] == hidden
    assert not [text for text in hidden if text in leaders]
    assert "领导版" in text_of(tmp_path / "docx.docx", "word/footer1.xml")


def test_what_xml_forbids_is_left_out_and_told(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "a.workshop", pack_files(), profile(bank="银行\x01\ufffe"), clock=Ticking())
    for name in ("minutes", "tasks", "xlsx"):
        path = tmp_path / f"{name}{EXPORTS[name].suffix}"
        assert set(EXPORTS[name].write(store, ZH, path)) == {"U+0001", "U+FFFE"}
        assert path.is_file()
    store.close()


def test_the_editable_plan_tells_its_chapters_and_stops_at_any(given: Given, tmp_path: Path) -> None:
    heard: list[tuple[int, int, str]] = []

    def stop(done: int, total: int, chapter: str = "") -> bool:
        heard.append((done, total, chapter))
        return chapter != "roadmap"

    with pytest.raises(Refused, match="cancelled"):
        EXPORTS["docx"].make(given, tmp_path / "a.docx", Options(), stop)
    assert [done for done, _total, _chapter in heard] == list(range(len(heard)))
    assert [chapter for _done, _total, chapter in heard][:5] == ["cover", "contents", "summary", "reading", "heat"]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.no_cover  # the same document over again
def test_a_stopped_document_leaves_nothing(given: Given, tmp_path: Path) -> None:
    for name in ("minutes", "tasks", "docx", "xlsx", "json", "csv"):
        with pytest.raises(Refused, match="cancelled"):
            EXPORTS[name].make(given, tmp_path / "a", Options(), lambda done, total, chapter="": done < 1)
    assert list(tmp_path.iterdir()) == []
