"""One catalogue for screen and paper, Chinese at its source."""

import gettext
import io
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from workshop import words
from workshop.words import LANGUAGES, N_, Words, load_words


@pytest.fixture
def english() -> Words:
    catalogue = Catalog(locale="en")
    catalogue.add("应投 {due}，已投 {cast}", "{cast} of {due} have voted")
    catalogue.add(("{n} 席", "{n} 席"), ("{n} seat", "{n} seats"))
    file = io.BytesIO()
    write_mo(file, catalogue)
    file.seek(0)
    return Words("en", gettext.GNUTranslations(file))


def test_the_source_speaks_chinese_with_its_facts() -> None:
    _ = load_words("zh_CN")
    assert _.language == "zh_CN"
    assert _("应投 {due}，已投 {cast}", due=9, cast=7) == "应投 9，已投 7"


def test_english_is_found_and_told_with_the_same_facts(english: Words) -> None:
    assert english("应投 {due}，已投 {cast}", due=9, cast=7) == "7 of 9 have voted"


def test_one_seat_and_two_seats(english: Words) -> None:
    assert [english.plural("{n} 席", "{n} 席", n) for n in (0, 1, 2)] == ["0 seats", "1 seat", "2 seats"]
    assert [load_words("zh_CN").plural("{n} 席", "{n} 席", n) for n in (1, 2)] == ["1 席", "2 席"]


def test_a_plural_takes_further_facts(english: Words) -> None:
    assert english.plural("{who}等 {n} 席", "{who}等 {n} 席", 3, who="主持人") == "主持人等 3 席"


def test_a_forgotten_fact_is_a_bug_not_a_brace_on_the_wall() -> None:
    with pytest.raises(KeyError):
        load_words("zh_CN")("应投 {due}")


def test_a_marked_sentence_stays_itself() -> None:
    assert N_("已保存") == "已保存"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_its_words(language: str) -> None:
    assert load_words(language).language == language


def test_a_regional_english_is_english() -> None:
    assert load_words("en_GB").language == "en"


@pytest.mark.parametrize("language", ["tlh", "", "zh_TW", "../en"])
def test_an_unknown_language_falls_back_to_the_source(language: str) -> None:
    assert load_words(language).language == "zh_CN"


def test_a_missing_catalogue_falls_back_to_the_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "asset_path", lambda *parts: tmp_path.joinpath(*parts))
    assert load_words("en").language == "zh_CN"


@pytest.mark.parametrize("left", [b"", b"no catalogue", 5000])
def test_a_damaged_catalogue_is_the_source(left: bytes | int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = words.asset_path("locale", "en", "LC_MESSAGES", "workshop.mo").read_bytes()
    path = tmp_path / "workshop.mo"
    path.write_bytes(whole[:left] if isinstance(left, int) else left)
    monkeypatch.setattr(words, "asset_path", lambda *_parts: path)
    assert load_words("en").language == "zh_CN"
