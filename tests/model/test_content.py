"""A pack is built as written, and a broken one is refused with the culprit, the file and the line."""

import copy
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from msgspec.structs import replace

from workshop.model.content import EffortPreset, Source, known, load, load_pack, read_pack_files
from workshop.model.content.build import Builder
from workshop.model.content.check import check_structure, check_words
from workshop.model.content.locate import Parsed
from workshop.model.errors import ContentError
from workshop.paths import asset_path

from .broken_packs import BROKEN, CHINESE, ENGLISH, STRUCTURE
from .packs import pack_files


def refused(files: dict[str, str], language: str = "zh_CN") -> ContentError:
    with pytest.raises(ContentError) as caught:
        load_pack(files, language)
    return caught.value


def edited(file: str, header: str, old: str, new: str) -> tuple[dict[str, str], int]:
    """The small pack with `old` replaced by `new` after `header` of one file, and the line the change starts on."""
    files = pack_files()
    start = files[file].index(header)
    at = files[file].index(old, start)
    files[file] = files[file][:at] + new + files[file][at + len(old) :]
    return files, files[file].count("\n", 0, at) + 1


# -- a good one -----------------------------------------------------------------------------------------------------------------


def test_the_structure_and_the_words_of_one_language_become_one_pack() -> None:
    files = pack_files()
    pack, english = load_pack(files, "zh_CN"), load_pack(files, "en")
    assert (pack.title, english.title) == ("小诊断", "小诊断 (en)")
    assert (pack.language, english.language) == ("zh_CN", "en")
    assert pack.languages == ("zh_CN", "en") and (pack.id, pack.version) == ("small", "1.0")
    assert pack.levels == ("第一级", "第二级", "第三级", "第四级", "第五级")
    assert list(pack.dimensions) == ["people", "tools"]
    assert pack.files == files
    assert pack.practice.levels == ("一", "二", "三", "四", "五")


def test_a_dimension_carries_its_levels_and_its_indicators_in_order() -> None:
    pack = load_pack(pack_files(), "zh_CN")
    people = pack.dimensions["people"]
    assert (people.weight, people.indicators, people.source) == (6000, ("1.1",), Source("report", ((3, 5), (9, 9))))
    assert [rung.level for rung in people.descriptors] == [1, 2, 3, 4, 5]
    assert people.descriptors[2].headline == "到了3级" and people.descriptors[2].criteria == ("有人管", "有记录")
    indicator = pack.indicators["2.1"]
    assert indicator.anchors[4].text == "做到第 5 步" and indicator.evidence == ("名册", "预算")
    assert pack.dimension_of("2.1").id == "tools"


def test_a_measure_carries_effort_relevance_and_reasons() -> None:
    measure = load_pack(pack_files(), "zh_CN").measures["M2"]
    assert measure.predecessors == ("M1",) and measure.because == {"M1": "先有基础"}
    assert measure.quarters == (1, 2, 4)
    assert measure.effort["large"]["L"] == EffortPreset(people=4, quarters=2, share=50, low=8, high=16, budget=20.5)
    assert measure.effort["large"]["L"].likely == 12
    assert [cell.value for cell in measure.relevance.values()] == [2] and measure.relevance["tools"].reason == "直接有关"
    assert [kpi.direction for kpi in measure.kpis] == ["up", "down"]


def test_pains_cases_and_facts_know_their_dimension() -> None:
    pack = load_pack(pack_files(), "zh_CN")
    assert [(pain.id, pain.area) for pain in (*pack.pains_of("people"), *pack.pains_of("tools"))] == [("P01", "招人"), ("P02", "")]
    assert [case.id for case in pack.cases_of("tools")] == ["shop", "fig1"] and [case.id for case in pack.cases_of("people")] == ["shop"]
    assert [fact.share for fact in (*pack.facts_of("people"), *pack.facts_of("tools"))] == [60, None]
    assert pack.cases["shop"].interest and pack.cases["shop"].lost_figure == ""
    assert pack.cases["fig1"].lost_figure == "12" and not pack.cases["fig1"].interest
    assert pack.regulations["data-law"].date == "2021-09" and pack.enabling["T1"].measures == ("M1",)


def test_a_pack_cannot_be_changed() -> None:
    pack = load_pack(pack_files(), "zh_CN")
    with pytest.raises(AttributeError):
        pack.title = "x"  # type: ignore[misc]


def test_tables_nothing_refers_to_may_be_absent() -> None:
    files = {name: tomllib.loads(text) for name, text in pack_files().items()}
    for data in files.values():
        for table in ("market", "enabling", "regulation", "fact", "relevance"):
            del data[table]
    pack = load_pack({name: tomli_w.dumps(data) for name, data in files.items()}, "en")
    assert not pack.market and not pack.facts and not pack.measures["M1"].relevance


@pytest.mark.parametrize(("lines", "shown"), [(((3, 5), (9, 9)), "L3–5, L9"), ((), "")], ids=["report", "ours"])
def test_a_source_is_shown_by_its_lines(lines: tuple[tuple[int, int], ...], shown: str) -> None:
    assert str(Source("report", lines)) == shown


# -- broken ones ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_pack_names_culprit_file_and_line(name: str) -> None:
    file, header, old, new, code, where, facts = BROKEN[name]
    files, line = edited(file, header, old, new)
    trouble = refused(files)
    assert (trouble.code, trouble.facts.get("where", "")) == (code, where)
    assert (trouble.facts["file"], trouble.facts["line"]) == (file, line)
    assert {name: trouble.facts[name] for name in facts} == facts


def without(file: str, header: str) -> dict[str, str]:
    """The small pack with one table of a file left out."""
    files = pack_files()
    start = files[file].index(header)
    end = files[file].find("\n[", start + 1)
    files[file] = files[file][:start] + (files[file][end + 1 :] if end > 0 else "")
    return files


def line(files: dict[str, str], file: str, start: str) -> int:
    """1-based line of a file that starts so; 1 when nothing does."""
    return next((number for number, text in enumerate(files[file].split("\n"), start=1) if text.startswith(start)), 1)


# file, header left out, code, where, line's beginning in the file named, that file, facts
ABSENT: dict[str, tuple[str, str, str, str, str, str, dict[str, object]]] = {
    "words": (ENGLISH, "[measure.M2]", "pack.no_words", "measure M2", "[measure.M2]", STRUCTURE, {"missing": ENGLISH}),
    "level": (STRUCTURE, "[level.3]", "pack.level_missing", "level", "[level.1]", STRUCTURE, {"field": "level", "id": "3"}),
    "descriptor": (
        STRUCTURE, '[descriptor."tools.5"]', "pack.level_missing", "dimension tools", "[dimension.tools]", STRUCTURE,
        {"field": "descriptor", "id": "tools.5"},
    ),
    "anchor": (
        STRUCTURE, '[anchor."1.1.2"]', "pack.level_missing", "indicator 1.1", '[indicator."1.1"]', STRUCTURE,
        {"field": "anchor", "id": "1.1.2"},
    ),
    "effort": (STRUCTURE, "[effort.M3.large]", "pack.no_effort", "measure M3", "[measure.M3]", STRUCTURE, {"size": "large"}),
    "practice": (STRUCTURE, "[practice]", "pack.none", "practice", "(nowhere)", STRUCTURE, {"table": "practice"}),
    "head of a text": (ENGLISH, "[pack]", "pack.none", "pack", "(nowhere)", ENGLISH, {"table": "pack"}),
    "weight": (STRUCTURE, "weight = 4000\n", "pack.missing", "dimension tools", "[dimension.tools]", STRUCTURE, {"key": "weight"}),
    "advice": (STRUCTURE, "[recommendation.R1]", "pack.none", "recommendation", "(nowhere)", STRUCTURE, {"table": "recommendation"}),
}  # fmt: skip


@pytest.mark.parametrize("name", ABSENT)
def test_what_is_missing_is_named_where_it_belongs(name: str) -> None:
    file, header, code, where, start, told, facts = ABSENT[name]
    files = without(file, header)
    trouble = refused(files)
    assert (trouble.code, trouble.facts["where"], trouble.facts["file"]) == (code, where, told)
    assert trouble.facts["line"] == line(files, told, start)
    assert {name: trouble.facts[name] for name in facts} == facts


def test_a_pointer_without_its_figure_is_refused_at_the_case() -> None:
    files, at = edited(STRUCTURE, "[case.fig1]", "\nfigure = 12", "")
    trouble = refused(files)
    assert (trouble.code, trouble.facts["where"]) == ("pack.lost_figure", "case fig1")
    assert trouble.facts["line"] == line(files, STRUCTURE, "[case.fig1]") < at


def test_weights_must_sum_to_ten_thousand_basis_points() -> None:
    files, _ = edited(STRUCTURE, "[dimension.tools]", "weight = 4000", "weight = 4001")
    trouble = refused(files)
    assert trouble.code == "pack.weights"
    assert trouble.facts == {
        "where": "dimension", "kind": "dimension", "file": STRUCTURE, "line": line(files, STRUCTURE, "[dimension.people]"),
        "total": 10_001, "wanted": 10_000,
    }  # fmt: skip


def test_a_dimension_needs_an_indicator() -> None:
    files, _ = edited(STRUCTURE, '[indicator."2.1"]', 'dimension = "tools"', 'dimension = "people"')
    trouble = refused(files)
    assert (trouble.code, trouble.facts["where"]) == ("pack.no_indicator", "dimension tools")
    assert trouble.facts["line"] == line(files, STRUCTURE, "[dimension.tools]")


@pytest.mark.parametrize(
    ("new", "code"),
    [
        ("weight = = 4000", "pack.syntax"),
        ("weight = 4000\nweight = 4000", "pack.duplicate"),
        ('weight = 4000\n[dimension.tools]\nname = "x"', "pack.duplicate"),
        ("weight = { a = 1, a = 2 }", "pack.duplicate"),
    ],
    ids=["syntax", "key twice", "table twice", "key twice in a row"],
)
def test_what_toml_refuses_is_told_with_line_and_column(new: str, code: str) -> None:
    files, at = edited(STRUCTURE, "[dimension.tools]", "weight = 4000", new)
    at += 1 if "\n" in new else 0
    trouble = refused(files)
    assert (trouble.code, trouble.facts["file"], trouble.facts["line"]) == (code, STRUCTURE, at)
    column = trouble.facts["column"]
    # just after the second `=`, or after what is there twice
    assert isinstance(column, int) and 8 < column <= len(files[STRUCTURE].split("\n")[at - 1]) + 1


def test_an_end_too_soon_is_told_on_the_last_line() -> None:
    files = pack_files()
    files[ENGLISH] += "\n[market"
    trouble = refused(files)
    assert (trouble.code, trouble.facts["file"], trouble.facts["line"]) == ("pack.syntax", ENGLISH, files[ENGLISH].count("\n") + 1)


@pytest.mark.parametrize("literal", ["9" * 5000, "2021-99-99"], ids=["digits", "date"])
def test_a_wild_literal_is_a_syntax_error(literal: str) -> None:
    files, _ = edited(STRUCTURE, "[dimension.tools]", "4000", literal)
    assert refused(files).code == "pack.syntax"


@pytest.mark.parametrize("deep", ["[" * 40_000, "{ a = " * 40_000], ids=["lists", "rows"])
def test_nesting_without_end_is_refused(deep: str) -> None:
    files, _ = edited(STRUCTURE, "[dimension.tools]", "4000", deep)
    trouble = refused(files)
    assert trouble.code == "pack.depth" and trouble.facts == {"file": STRUCTURE}


def test_a_file_too_large_is_refused_before_it_is_parsed(tmp_path: Path) -> None:
    files = pack_files()
    files[CHINESE] += "#" * 1024 * 1024
    assert refused(files).facts == {"file": CHINESE, "limit": 1}
    write(tmp_path, files)
    with pytest.raises(ContentError) as caught:
        read_pack_files(tmp_path)
    assert caught.value.code == "pack.size" and caught.value.facts == {"file": CHINESE, "limit": 1}


def test_half_a_character_is_refused() -> None:
    files = pack_files()
    files[CHINESE] += "# \ud800"
    assert refused(files).code == "pack.encoding"


def test_a_pack_without_structure_is_refused() -> None:
    trouble = refused({CHINESE: ""})
    assert trouble.code == "pack.file" and trouble.facts == {"file": STRUCTURE}


def test_a_file_that_no_check_reads_is_refused() -> None:
    trouble = refused({**pack_files(), "text.fr.toml": "x"})
    assert trouble.code == "pack.extra_file" and trouble.facts == {"file": "text.fr.toml"}


def test_a_language_the_pack_has_not_is_refused() -> None:
    trouble = refused(pack_files(), "fr")
    assert trouble.code == "pack.language" and trouble.facts == {"language": "fr", "languages": ("zh_CN", "en")}


def test_the_texts_of_every_language_are_checked_whichever_is_asked_for() -> None:
    files, _ = edited(ENGLISH, "[pain.P02]", 'title = "系统老"', 'title = ""')
    assert refused(files, "zh_CN").facts["file"] == ENGLISH


def test_limits_in_characters_hold_for_chinese_only() -> None:
    files, _ = edited(ENGLISH, '[descriptor."tools.4"]', '"到了4级"', '"Well past fourteen characters"')
    assert load_pack(files, "en").dimensions["tools"].descriptors[3].headline == "Well past fourteen characters"


def test_what_a_message_repeats_is_short() -> None:
    files, _ = edited(STRUCTURE, "[pain.P02]", "types =", f"{'k' * 5000} =")
    trouble = refused(files)
    assert trouble.facts["key"] == "k" * 60


# what no field wants, put in the place of every kind of value in turn
WILD: tuple[Any, ...] = (-1, True, float("nan"), "\x00", "M99", [[]], ["", ""], {"a": {"b": 1}}, 10**30)


def _paths(found: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    for key, inner in found.items() if isinstance(found, dict) else enumerate(found) if isinstance(found, list) else ():
        yield from _paths(inner, (*path, key))


def _outcome(structure: Parsed, text: Parsed) -> ContentError | None:
    try:
        check_structure(structure)
        check_words(structure, [text])
        Builder(structure.data, text.data).pack("zh_CN", {})
    except ContentError as trouble:
        return trouble
    return None


def _with(sound: Mapping[str, Any], path: tuple[Any, ...], value: Any) -> Mapping[str, Any]:
    data = copy.deepcopy(sound)
    node: Any = data
    for key in path[:-1]:
        node = node[key]
    node[path[-1]] = value
    return data


@pytest.mark.no_cover  # each refusal has a test of its own that is measured
@pytest.mark.parametrize("file", [STRUCTURE, CHINESE])
def test_whatever_stands_anywhere_a_pack_loads_or_is_refused(file: str) -> None:
    files = [Parsed(name, text, tomllib.loads(text)) for name, text in pack_files().items() if name != ENGLISH]
    sound = next(parsed for parsed in files if parsed.name == file).data
    # one item of each table stands for the others, one entry of each list too
    one_each = {(path[0], len(path), *(key for key in path[2:] if isinstance(key, str))): path for path in _paths(sound) if path}
    found = [
        _outcome(*(replace(parsed, data=_with(sound, path, wild)) if parsed.name == file else parsed for parsed in files))
        for path in one_each.values()
        for wild in WILD
    ]
    refusals = [trouble for trouble in found if trouble is not None]
    assert all(trouble.code.startswith("pack.") and trouble.facts["file"] in (STRUCTURE, CHINESE) for trouble in refusals)
    assert len(found) > len(refusals) > len(found) * 0.8 > 500


# -- on disk --------------------------------------------------------------------------------------------------------------------


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).write_bytes(text.encode("utf-8"))


def test_a_folder_is_read_without_what_is_not_the_packs(tmp_path: Path) -> None:
    files = pack_files()
    write(tmp_path, {**files, "README.md": "x", "pack.toml.bak": "x"})
    assert read_pack_files(tmp_path) == files


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    write(tmp_path, {name: "\ufeff" + text.replace("\n", "\r\n") for name, text in pack_files().items()})
    files = read_pack_files(tmp_path)
    assert load_pack(files, "en").title == "小诊断 (en)"
    files[STRUCTURE] = files[STRUCTURE].replace('predecessors = ["M2"]', 'predecessors = ["M99"]')
    assert refused(files).facts["line"] == files[STRUCTURE].count("\n", 0, files[STRUCTURE].index("M99")) + 1


def test_a_folder_without_structure_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        read_pack_files(tmp_path)
    assert caught.value.code == "pack.file" and caught.value.facts == {"file": str(tmp_path / STRUCTURE)}


def test_a_file_that_is_no_utf8_is_refused(tmp_path: Path) -> None:
    write(tmp_path, pack_files())
    (tmp_path / CHINESE).write_bytes("城商行".encode("gb18030"))
    with pytest.raises(ContentError) as caught:
        read_pack_files(tmp_path)
    assert caught.value.code == "pack.encoding" and caught.value.facts == {"file": CHINESE}


# -- what ships with the program ------------------------------------------------------------------------------------------------


def test_the_shipped_pack_is_kept_parsed_and_means_the_same_as_its_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    """A changed text without `make content` would only be slow; a changed parse of the same text would be wrong."""
    files = read_pack_files(asset_path("content", "small-bank-fintech-2019"))
    assert known.are_known(files.values())
    for text in files.values():
        assert known.parsed(text) == tomllib.loads(text)
    quick = [load_pack(files, language) for language in ("zh_CN", "en")]
    monkeypatch.setattr(known, "are_known", lambda texts: False)
    load._loaded.cache_clear()
    assert [load_pack(files, language) for language in ("zh_CN", "en")] == quick
    load._loaded.cache_clear()


def test_one_letter_more_is_another_pack_and_is_checked() -> None:
    files = read_pack_files(asset_path("content", "small-bank-fintech-2019"))
    files["text.en.toml"] += "\n[unheard_of]\n"
    assert refused(files).facts["table"] == "unheard_of"
    assert refused(read_pack_files(asset_path("content", "small-bank-fintech-2019")), "fr").code == "pack.language"
