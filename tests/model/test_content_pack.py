"""The pack we ship is whole in both languages, says where everything is from, and keeps the promises made about it."""

import re
from collections.abc import Iterator, Mapping

import pytest
from msgspec import Struct
from msgspec.structs import fields

from workshop.model.content import Measure, Pack, Source, load_pack, read_pack_files
from workshop.model.errors import ContentError
from workshop.paths import asset_path

STRUCTURE, CHINESE, ENGLISH = "pack.toml", "text.zh_CN.toml", "text.en.toml"
HANZI = re.compile(r"[\u3400-\u9fff]")

# what the report says of the surveyed banks: percent, None where it says "most"
SHARES = {
    "strategy.plan": 60,
    "application.segmentation": 70,
    "application.youth": None,
    "ecosystem.adjacent": 54,
    "ecosystem.api": 5,
    "ecosystem.open": 80,
    "data.norms": 45,
    "data.sharing": 14,
    "data.cdo": 0,
    "organization.unit": 60,
    "organization.agile": 20,
    "organization.talent": 34,
    "organization.bottleneck": 50,
    "technology.infra": 61,
    "technology.embedded": 27,
    "technology.fund": 20,
    "technology.ai": 100,
    "technology.bought": 100,
    "technology.partnering": 10,
}
# who sells to banks or owns a seller; WeChat is left out: the report names it as a channel customers come by, as it does the telephone
VENDORS = re.compile(
    r"壹账通|埃森哲|平安|蚂蚁|支付宝|京东|腾讯|阿里|百度|华为|金融壹|OneConnect|Accenture|Ping An|\bAnt\b|Alipay|\bJD\b"
    r"|Tencent|Alibaba|Baidu|Huawei"
)
# insulting levels get no vote, and these words were replaced
UNWANTED = re.compile(r"各自为政|选票|模拟选民|举拳|异议登记|搁置事项|墙屏|头九十天|发起人|主责|怎么量|拖后腿")


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    return read_pack_files(asset_path("content", "small-bank-fintech-2019"))


@pytest.fixture(scope="module")
def pack(files: dict[str, str]) -> Pack:
    return load_pack(files, "zh_CN")


@pytest.fixture(scope="module")
def english(files: dict[str, str]) -> Pack:
    return load_pack(files, "en")


def texts(value: object) -> Iterator[str]:
    """Every word of an item that a reader sees; ids, files and codes are left out."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (tuple, list)):
        for inner in value:
            yield from texts(inner)
    elif isinstance(value, Mapping):
        yield from texts(list(value.values()))
    elif isinstance(value, Struct) and not isinstance(value, Source):
        for field in fields(value):
            if field.name not in ("id", "files", "language", "languages", "version"):
                yield from texts(getattr(value, field.name))


# -- what there is --------------------------------------------------------------------------------------------------------------


def test_six_dimensions_twenty_indicators_and_their_levels(pack: Pack) -> None:
    assert {id: (found.weight, len(found.indicators)) for id, found in pack.dimensions.items()} == {
        "strategy": (1800, 2), "application": (1800, 3), "ecosystem": (1000, 3),
        "data": (1800, 4), "organization": (1800, 4), "technology": (1800, 4),
    }  # fmt: skip
    assert len(pack.indicators) == 20
    assert sum(len(found.descriptors) for found in pack.dimensions.values()) == 30
    assert sum(len(found.anchors) for found in pack.indicators.values()) == 100
    assert pack.levels == ("分散管理", "制度起步", "体系初建", "平台支撑", "战略引领")


def test_pains_cases_and_recommendations_are_many_enough(pack: Pack) -> None:
    assert len(pack.pains) >= 30
    assert sum(case.kind == "card" for case in pack.cases.values()) >= 20
    assert len(pack.recommendations) == 6 and len(pack.measures) == 10
    assert sum(len(measure.effort) for measure in pack.measures.values()) >= 12
    assert len(pack.market) >= 6 and len(pack.regulations) >= 9
    assert list(pack.bank_types) == ["city", "private", "rural", "village"]


def test_every_dimension_has_pains_facts_cases_and_a_measure(pack: Pack) -> None:
    for id in pack.dimensions:
        assert pack.pains_of(id) and pack.facts_of(id) and pack.cases_of(id), id
        assert any(measure.relevance.get(id) for measure in pack.measures.values()), id


def test_every_pain_is_answered_and_every_measure_answers_some(pack: Pack) -> None:
    answered = {pain for measure in pack.measures.values() for pain in measure.pains}
    # technology has no measure of its own among the ten, so what hurts there may be left to its enabling actions
    left = {pain.id for pain in pack.pains.values() if pain.dimension != "technology"} - answered
    assert not left
    assert all(measure.pains and measure.cases for measure in pack.measures.values())


def test_technology_is_spoken_of_under_the_measures_it_enables(pack: Pack) -> None:
    assert {measure for action in pack.enabling.values() for measure in action.measures} >= {"M1", "M5", "M7"}


def test_shares_are_the_reports(pack: Pack) -> None:
    assert {id: fact.share for id, fact in pack.facts.items()} == SHARES
    assert {id for id, fact in pack.facts.items() if fact.relation == "under"} == {"ecosystem.api"}
    assert {id for id, fact in pack.facts.items() if fact.relation == "over"} == {"organization.bottleneck", "technology.partnering"}


def test_larger_sizes_and_larger_banks_take_more_work(pack: Pack) -> None:
    for measure in pack.measures.values():
        for sizes in measure.effort.values():
            work = [sizes[size].likely for size in ("S", "M", "L", "XL")]
            assert work == sorted(work), measure.id
        for size in ("S", "M", "L", "XL"):
            work = [measure.effort[bank][size].likely for bank in ("small", "medium", "large")]
            assert work == sorted(work), measure.id


# -- where it is from -----------------------------------------------------------------------------------------------------------


def test_everything_says_where_it_is_from(pack: Pack) -> None:
    tables = (pack.dimensions, pack.indicators, pack.pains, pack.cases, pack.facts, pack.market, pack.recommendations, pack.measures)
    for table in tables:
        assert [id for id, item in table.items() if not str(item.source).startswith("L")] == []
    assert all(rung.source.lines for dimension in pack.dimensions.values() for rung in dimension.descriptors)
    assert {rule.source.origin for rule in pack.regulations.values()} == {"regulation"}
    # the mapping of measures to dimensions is ours, never the report's
    assert {cell.source.origin for measure in pack.measures.values() for cell in measure.relevance.values()} == {"workshop"}


def test_items_of_the_co_authors_group_are_marked(english: Pack) -> None:
    assert {case.id for case in english.cases.values() if "Ping An" in case.bank} == {c.id for c in english.cases.values() if c.interest}
    assert english.interest and english.citation


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_no_measure_names_a_vendor(files: dict[str, str], language: str) -> None:
    pack = load_pack(files, language)
    for table in (pack.measures, pack.recommendations, pack.enabling):
        assert [text for text in texts(table) if VENDORS.search(text)] == []


def test_the_vendors_are_found_where_they_may_stand(pack: Pack, english: Pack) -> None:
    assert VENDORS.search(pack.citation) and VENDORS.search(english.citation)


# -- how it reads ---------------------------------------------------------------------------------------------------------------


def test_english_has_no_chinese_left(english: Pack) -> None:
    assert [text for text in texts(english) if HANZI.search(text)] == []


def test_words_that_were_replaced_stay_out(pack: Pack) -> None:
    assert [text for text in texts(pack) if UNWANTED.search(text)] == []


def test_both_languages_speak_of_the_same(pack: Pack, english: Pack) -> None:
    numbers = re.compile(r"\d+(?:\.\d+)?")
    for id, fact in pack.facts.items():
        assert sorted(numbers.findall(fact.statement)) == sorted(numbers.findall(english.facts[id].statement)), id
    for id, measure in pack.measures.items():
        assert [kpi.direction for kpi in measure.kpis] == [kpi.direction for kpi in english.measures[id].kpis], id


def test_no_two_items_of_a_measure_say_the_same(pack: Pack) -> None:
    def twice(measure: Measure) -> bool:
        lists = (measure.actions, measure.first90, measure.risks, measure.drivers)
        return any(len(set(entries)) < len(entries) for entries in lists)

    assert [measure.id for measure in pack.measures.values() if twice(measure)] == []


# -- broken in one place --------------------------------------------------------------------------------------------------------

# file, the line broken (the first that starts so, after the header), what stands there instead, code, culprit
BROKEN = {
    "predecessor": (STRUCTURE, "[measure.M5]", "predecessors =", 'predecessors = ["M99"]', "pack.unknown", "measure M5"),
    "ring": (STRUCTURE, "[measure.M1]", "predecessors =", 'predecessors = ["M2"]', "pack.cycle", "measure M1"),
    "recommendation": (STRUCTURE, "[measure.M4]", "recommendation =", 'recommendation = "R9"', "pack.unknown", "measure M4"),
    "weight": (STRUCTURE, "[dimension.data]", "weight =", 'weight = "18 %"', "pack.type", "dimension data"),
    "dimension": (STRUCTURE, '[indicator."4.1"]', "dimension =", 'dimension = "date"', "pack.unknown", "indicator 4.1"),
    "lines": (STRUCTURE, "[pain.P20]", "lines =", "lines = [[1, 9999]]", "pack.lines", "pain P20"),
    "no lines": (STRUCTURE, "[level.3]", "origin =", 'origin = "report"', "pack.source", "level 3"),
    "share": (STRUCTURE, '[fact."data.norms"]', "share =", "share = 145", "pack.range", "fact data.norms"),
    "relevance": (STRUCTURE, '[relevance."M7.data"]', "value =", "value = 5", "pack.range", "relevance M7.data"),
    "effort": (STRUCTURE, "[effort.M6.medium]", "XL =", "XL = 7", "pack.type", "effort M6.medium"),
    "date": (STRUCTURE, "[regulation.data-security-law]", "date =", 'date = "soon"', "pack.type", "regulation data-security-law"),
    "key": (STRUCTURE, "[case.dbs]", "year =", "yaer = 2018", "pack.key", "case dbs"),
    "headline": (CHINESE, '[descriptor."data.3"]', "headline =", f'headline = "{"长" * 15}"', "pack.long", "descriptor data.3"),
    "criteria": (ENGLISH, '[descriptor."data.3"]', "criteria =", 'criteria = ["a"]', "pack.count", "descriptor data.3"),
    "empty": (ENGLISH, "[pain.P07]", "title =", 'title = ""', "pack.empty", "pain P07"),
    "short": (CHINESE, "[measure.M9]", "short =", 'short = ["M9"]', "pack.type", "measure M9"),
    "toml": (ENGLISH, "[market.npl]", "value =", "value = ", "pack.syntax", ""),
    "twice": (CHINESE, "[measure.M9]", "goal =", 'short = "M9"', "pack.duplicate", ""),
}


@pytest.mark.parametrize("name", BROKEN)
def test_one_broken_line_is_named(files: dict[str, str], name: str) -> None:
    file, header, start, instead, code, where = BROKEN[name]
    lines = files[file].split("\n")
    at = next(number for number in range(lines.index(header), len(lines)) if lines[number].startswith(start))
    end = next(number for number in range(at, len(lines)) if not lines[at].endswith("[") or lines[number] == "]")
    broken = "\n".join([*lines[:at], instead, *lines[end + 1 :]])
    with pytest.raises(ContentError) as caught:
        load_pack({**files, file: broken}, "zh_CN")
    facts = caught.value.facts
    assert (caught.value.code, facts.get("where", ""), facts["file"], facts["line"]) == (code, where, file, at + 1)
