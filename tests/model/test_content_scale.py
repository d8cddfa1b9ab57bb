"""The pack's scale is cumulative, so from level 2 up it says what is there; and the pack has exactly the parts it promises."""

import re
from collections import Counter

import pytest

from workshop.model.content import Pack, load_pack, read_pack_files
from workshop.paths import asset_path

FIRST_LEVEL = "1"  # the starting point: nothing has to be met to be recorded on it

# a level is recorded only if it and every lower level are met: what is absent or limited is untrue of a bank on a higher level
LIMITS = {
    "zh_CN": re.compile(r"没有|缺乏|尚未|尚待|有待|不足|较少|少量|个别|仅|只|主要靠|为主|困难|一两个"),
    "en": re.compile(r"\b(no|not|never|none|neither|nor|without|lack\w*|yet|few|little|only|mainly|mostly|still|hardly)\b", re.IGNORECASE),
}
TRAILING = tuple("。；，、：.;,:")


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    return read_pack_files(asset_path("content", "small-bank-fintech-2019"))


@pytest.fixture(scope="module")
def pack(files: dict[str, str]) -> Pack:
    return load_pack(files, "zh_CN")


@pytest.fixture(scope="module", params=["zh_CN", "en"])
def spoken(files: dict[str, str], request: pytest.FixtureRequest) -> Pack:
    """The pack in each language."""
    return load_pack(files, request.param)


def climbed(pack: Pack) -> dict[str, tuple[str, ...]]:
    """Texts of every anchor and descriptor from level 2 up, by id and level."""
    rungs: dict[str, tuple[str, ...]] = {}
    rungs |= {f"{id}.{level}": (anchor.text,) for id, found in pack.indicators.items() for level, anchor in enumerate(found.anchors, 1)}
    for id, dimension in pack.dimensions.items():
        rungs |= {f"{id}.{level}": descriptor.criteria for level, descriptor in enumerate(dimension.descriptors, 1)}
    return {id: texts for id, texts in rungs.items() if not id.endswith(f".{FIRST_LEVEL}")}


def test_from_level_two_up_nothing_is_described_by_what_is_missing(spoken: Pack) -> None:
    rungs = climbed(spoken)
    assert len(rungs) == 80 + 24
    assert [(id, text) for id, texts in rungs.items() for text in texts if LIMITS[spoken.language].search(text)] == []


def test_no_two_rungs_of_a_ladder_say_the_same(spoken: Pack) -> None:
    for id, indicator in spoken.indicators.items():
        assert len({anchor.text for anchor in indicator.anchors}) == 5, id


def test_headlines_and_criteria_end_without_punctuation(spoken: Pack) -> None:
    found = [descriptor for dimension in spoken.dimensions.values() for descriptor in dimension.descriptors]
    assert [text for rung in found for text in (rung.headline, *rung.criteria) if text.endswith(TRAILING)] == []
    titles = [*(pain.title for pain in spoken.pains.values()), *(case.title for case in spoken.cases.values())]
    assert [title for title in titles if title.endswith(TRAILING)] == []


def test_the_pack_has_exactly_what_it_promises(pack: Pack) -> None:
    counts = {
        "dimensions": len(pack.dimensions),
        "indicators": len(pack.indicators),
        "descriptors": sum(len(dimension.descriptors) for dimension in pack.dimensions.values()),
        "anchors": sum(len(indicator.anchors) for indicator in pack.indicators.values()),
        "facts": len(pack.facts),
        "recommendations": len(pack.recommendations),
        "measures": len(pack.measures),
        "presets": sum(len(sizes) for measure in pack.measures.values() for sizes in measure.effort.values()),
    }
    assert counts == {
        "dimensions": 6, "indicators": 20, "descriptors": 30, "anchors": 100,
        "facts": 19, "recommendations": 6, "measures": 10, "presets": 120,
    }  # fmt: skip
    assert pack.version == "2019.1"


def test_an_anchor_is_the_reports_with_lines_or_ours_without(pack: Pack) -> None:
    anchors = [anchor.source for indicator in pack.indicators.values() for anchor in indicator.anchors]
    assert Counter(source.origin for source in anchors) == {"report": 62, "workshop": 38}
    assert all(bool(source.lines) == (source.origin == "report") for source in anchors)


def test_first_steps_name_who_is_in_charge_and_appoint_nobody(files: dict[str, str]) -> None:
    chinese, english = (load_pack(files, language) for language in ("zh_CN", "en"))
    assert all("分管行领导" in measure.first30 for measure in chinese.measures.values())
    assert all(measure.first30.startswith("Name the executive in charge") for measure in english.measures.values())
    appointed = re.compile(r"首席|任命|聘任|\bCDO\b|\bCIO\b|chief|appoint", re.IGNORECASE)
    assert [m.id for found in (chinese, english) for m in found.measures.values() if appointed.search(m.first30)] == []
