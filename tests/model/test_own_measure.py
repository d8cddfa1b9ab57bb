"""A measure of one's own: written whole, in the languages asked for, refused where it could not be ranked, and a measure like any other."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.demo_file import demo_store
from tests.report.engagement import vote
from tests.report.test_plan import pages_of
from workshop.cli_results import rank, solved_plan
from workshop.model.content import load_pack, read_pack_files
from workshop.model.content.items import KpiSuggestion, Measure, Relevance, Source
from workshop.model.content.own_measure import free_measure_id, with_measure
from workshop.model.errors import ContentError, Refused
from workshop.model.store import Store
from workshop.paths import asset_path
from workshop.report.plan import write_plan
from workshop.sentences import sentence
from workshop.sentences_own import own_sentence
from workshop.words import load_words

FILES = read_pack_files(asset_path("content", "small-bank-fintech-2019"))
PACK = load_pack(FILES, "zh_CN")
EFFORT = PACK.measures["M10"].effort
OURS = Source("workshop")
ID = "M11"
BOTH = ("zh_CN", "en")


def made(**fields: object) -> Measure:
    """The tenth measure under another name and without its links."""
    like = replace(
        PACK.measures["M10"],
        id=ID,
        name="压降柜面重复劳动",
        short="压降重复劳动",
        predecessors=("M8",),
        because={"M8": "先有人来改流程"},
        relevance={"data": Relevance("data", 3, "口径统一靠数据", OURS), "application": Relevance("application", 1, "柜面流程", OURS)},
        kpis=(KpiSuggestion("柜面单笔时长", "分钟", "按月取叫号系统", "down"), KpiSuggestion("移动展业占比", "%", "按月取展业平台", "up")),
        source=OURS,
    )
    return replace(like, **fields)  # type: ignore[arg-type]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    found = demo_store(tmp_path)
    yield found
    found.close()


def test_it_has_the_next_number() -> None:
    assert free_measure_id(PACK) == ID
    assert free_measure_id(replace(PACK, measures={"pay": PACK.measures["M1"]})) == "own-1"


def test_it_comes_back_as_it_was_written_and_the_rest_stays() -> None:
    after = load_pack(with_measure(FILES, made(), BOTH), "zh_CN")
    assert after.measures[ID] == made()
    assert {id: one for id, one in after.measures.items() if id != ID} == PACK.measures
    assert after.version == "2019.1+1"


def test_what_is_taken_back_is_gone() -> None:
    less = made(relevance={"data": Relevance("data", 2, "改过的理由", OURS)}, predecessors=(), because={})
    after = load_pack(with_measure(with_measure(FILES, made(), BOTH), less, BOTH), "en")
    assert after.measures[ID] == less


def test_another_language_keeps_its_words() -> None:
    first = with_measure(FILES, made(), BOTH)
    reasons = {"data": Relevance("data", 3, "One definition needs data", OURS)}
    english = made(name="Less repetitive work at the counter", short="Less repetitive work", goal="Fewer forms.", relevance=reasons)
    second = with_measure(first, english, ("en",))
    renamed = made(predecessors=("M8", "M7"), because={"M8": "another reason", "M7": "数据先行"})
    third = with_measure(second, replace(renamed, goal="少填一半表。"), ("zh_CN",))
    found = {language: load_pack(third, language).measures[ID] for language in BOTH}
    assert (found["zh_CN"].goal, found["en"].goal) == ("少填一半表。", "Fewer forms.")
    assert [found[language].relevance["data"].reason for language in BOTH] == ["口径统一靠数据", "One definition needs data"]
    assert found["en"].because == {"M8": "先有人来改流程", "M7": "数据先行"}
    with pytest.raises(ContentError, match=r"pack\.counts"):
        with_measure(second, made(risks=("一", "二", "三") if len(made().risks) == 2 else ("一", "二")), ("zh_CN",))


def test_words_of_english_fit_where_chinese_is_missing() -> None:
    files = with_measure(FILES, made(short="Less repetitive work at counters"), BOTH)
    assert load_pack(files, "zh_CN").measures[ID].short == "Less repetitive work at counters"
    with pytest.raises(ContentError, match=r"pack\.long"):
        with_measure(FILES, made(short="压降重复劳动压降重复劳动"), BOTH)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"relevance": {}}, "请至少给一个维度填上相关度"),
        ({"name": ""}, "请填写“名称”"),
        ({"actions": ("一条",)}, "“行动”有 1 条，应为 4 到 8 条"),
        ({"short": PACK.measures["M1"].short}, "“简称”与 M1 相同"),
        ({"quarters": (3, 2, 4)}, "“历时”须依次不减"),
        ({"predecessors": ("M8",), "because": {}}, "请写明为什么 M8 在先"),
        ({"effort": {**EFFORT, "small": {**EFFORT["small"], "M": replace(EFFORT["small"]["M"], low=99)}}}, "规模“中”"),
    ],
)
def test_what_is_wrong_is_said_by_its_name(fields: dict[str, object], told: str) -> None:
    words = load_words("zh_CN")
    names = {"name": "名称", "short": "简称", "actions": "行动", "quarters": "历时", "because": "先做哪些举措"}
    with pytest.raises((ContentError, Refused)) as caught:
        with_measure(FILES, made(**fields), BOTH)
    assert told in own_sentence(words, caught.value, names)
    assert ".toml" not in own_sentence(words, caught.value, names)
    assert own_sentence(words, caught.value, {"other": "x"}) == sentence(words, caught.value) or not caught.value.facts.get("key")


def test_a_ring_of_measures_is_told(store: Store) -> None:
    files = with_measure(FILES, made(), BOTH)
    with pytest.raises(ContentError) as caught:
        with_measure(files, replace(load_pack(files, "zh_CN").measures["M8"], predecessors=(ID,), because={ID: "理由"}), BOTH)
    assert "绕成一圈" in own_sentence(load_words("zh_CN"), caught.value, {"predecessors": "先做哪些举措"})


def test_it_is_ranked_scheduled_and_printed(store: Store, tmp_path: Path) -> None:
    store.set_pack(with_measure(store.pack_files(), made(), BOTH))
    before = {row["id"]: row for row in rank(store)["measures"]}
    assert before[ID]["effort"] is None
    store.set_measure(ID, size="M", people=4, quarters=2, share=30, low=4, high=12, budget=20, lead="运营管理部")
    for other in ("M5", "M6"):
        store.set_measure(other, chosen=0)
    vote(store, "impact", ID, (5, 5, 5), (5, 5, 5), (4, 5, 5), (5, 5, 5))
    vote(store, "urgency", ID, (4, 4, 4), (4, 4, 4), (4, 4, 4), (4, 4, 4))
    row = next(row for row in rank(store)["measures"] if row["id"] == ID)
    assert row["rank"] and row["need"] > 0 and row["effort"] > 0
    assert ID in {item["id"] for item in solved_plan(store)["items"]}
    path = tmp_path / "plan.pdf"
    write_plan(store.state(), store.pack, load_words("zh_CN"), path, invariant=True)
    pages = pages_of(path)
    assert any("压降柜面重复劳动" in page and "运营管理部" in page for page in pages)
    assert "M11压降柜面重复劳动工作坊编写" in "".join(pages).partition("逐项出处")[2]
