"""Content of one's own: added with its version counted up, refused naming the culprit, and only ever added once voting has begun."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.demo_file import demo_store
from workshop import cli
from workshop.model.content import load_pack, read_pack_files
from workshop.model.content.own import free_id, next_version, with_item
from workshop.model.errors import ContentError, Refused
from workshop.model.rows import MeasurePlan
from workshop.model.store import Store, default_engagement
from workshop.paths import asset_path
from workshop.sentences import sentence
from workshop.words import load_words

FILES = read_pack_files(asset_path("content", "small-bank-fintech-2019"))
PAIN = {"dimension": "data", "types": ["city"]}
WORDS = {"zh_CN": {"title": "报表口径年年变", "detail": "同一指标每年口径不同。", "severity": "近两年变过三次以上即为严重。"}}


def own(files: dict[str, str] = FILES, id: str = "own-1") -> dict[str, str]:
    return with_item(files, "pain", id, PAIN, WORDS)


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Store]:
    from datetime import datetime

    pack = load_pack(FILES, "zh_CN")
    store = Store.create(tmp_path / "a.workshop", FILES, default_engagement(pack, "甲行", datetime(2026, 3, 12)))
    yield store
    store.close()


def test_versions_count_up() -> None:
    assert [next_version(one) for one in ("2019.1", "2019.1+1", "2019.1+9")] == ["2019.1+1", "2019.1+2", "2019.1+10"]


def test_an_own_item_is_marked_and_everything_else_stays() -> None:
    before, after = load_pack(FILES, "zh_CN"), load_pack(own(), "zh_CN")
    assert after.pains["own-1"].source.origin == "workshop"
    assert after.version == "2019.1+1"
    assert {key: item for key, item in after.pains.items() if key != "own-1"} == before.pains
    assert after.measures == before.measures
    assert load_pack(own(), "en").pains["own-1"].title == "报表口径年年变"
    assert (free_id(before, "pain"), free_id(after, "pain")) == ("own-1", "own-2")


def test_a_wrong_item_is_named() -> None:
    with pytest.raises(ContentError) as caught:
        with_item(FILES, "pain", "own-1", {**PAIN, "dimension": "nowhere"}, WORDS)
    assert "own-1" in sentence(load_words("zh_CN"), caught.value)


def test_before_votes_items_come_and_change_but_never_go(fresh: Store) -> None:
    fresh.set_pack(own())
    assert "own-1" in fresh.pack.pains
    fresh.set_pack(with_item(fresh.pack_files(), "pain", "own-1", PAIN, {"zh_CN": {**WORDS["zh_CN"], "title": "口径年年变"}}))
    assert fresh.pack.pains["own-1"].title == "口径年年变"
    with pytest.raises(Refused, match=r"pack\.removed"):
        fresh.set_pack(FILES)
    fresh.verify()
    assert len(fresh.rows(MeasurePlan)) == len(fresh.pack.measures)


def test_after_the_first_ballot_items_are_only_added(tmp_path: Path) -> None:
    store = demo_store(tmp_path)
    before = store.state()
    store.set_pack(own())
    assert store.state().records == before.records
    changed = with_item(store.pack_files(), "pain", "own-1", PAIN, {"zh_CN": {**WORDS["zh_CN"], "title": "另一句"}})
    for files, code in ((changed, r"pack\.changed"), (FILES, r"pack\.removed")):
        with pytest.raises(Refused, match=code):
            store.set_pack(files)
    assert store.pack.pains["own-1"].title == "报表口径年年变"
    store.verify()
    path = store.path
    store.close()
    again = Store.open(path)
    assert "own-1" in again.pack.pains
    again.close()


def test_the_scale_never_changes(fresh: Store) -> None:
    text = FILES["text.zh_CN.toml"]
    name = fresh.pack.indicators["1.1"].name
    with pytest.raises(Refused, match=r"pack\.scale"):
        fresh.set_pack({**FILES, "text.zh_CN.toml": text.replace(f'name = "{name}"', f'name = "{name}二"', 1)})
    with pytest.raises(Refused, match=r"pack\.other"):
        fresh.set_pack({**FILES, "pack.toml": FILES["pack.toml"].replace("small-bank-fintech-2019", "another", 1)})


def test_the_commands_take_a_pack_out_and_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = demo_store(tmp_path)
    path = store.path
    store.close()
    folder = tmp_path / "pack"
    assert cli.main(["pack", "export", str(path), str(folder), "--lang", "zh_CN"]) == 0
    assert read_pack_files(folder) == FILES
    assert cli.main(["pack", "export", str(path), str(folder), "--lang", "zh_CN"]) == 1
    for name, content in own().items():
        (folder / name).write_text(content, encoding="utf-8")
    capsys.readouterr()
    assert cli.main(["pack", "check", str(folder), "--lang", "zh_CN"]) == 0
    assert "2019.1+1" in capsys.readouterr().out
    assert cli.main(["pack", "import", str(path), str(folder), "--lang", "en"]) == 0
    assert "2019.1+1" in capsys.readouterr().out
    (folder / "pack.toml").write_text("[pack\n", encoding="utf-8")
    assert cli.main(["pack", "check", str(folder), "--lang", "zh_CN"]) == 1
    assert "pack.toml 第 1 行" in capsys.readouterr().err
