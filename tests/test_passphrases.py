"""Generated passphrases have the strength that is shown; what people make up is not flattered."""

import math

import pytest

from workshop import passphrases


def test_the_list_is_our_own_and_long_enough() -> None:
    words = passphrases.word_list()
    assert len(words) == len(set(words)) >= 1296
    assert all(word.isascii() and word.isalpha() and word.islower() and 3 <= len(word) <= 9 for word in words)


def test_six_words_are_drawn_each_time_anew() -> None:
    made = [passphrases.generated() for _ in range(200)]
    assert len(set(made)) == 200
    assert all(len(one.split()) == 6 and set(one.split()) <= set(passphrases.word_list()) for one in made)
    assert len({word for one in made for word in one.split()}) > 500
    assert passphrases.generated_bits() == pytest.approx(6 * math.log2(len(passphrases.word_list())))
    assert passphrases.generated_bits() > 62
    assert {passphrases.strength(one) for one in made if len(set(one.split())) == 6} == {"strong"}


@pytest.mark.parametrize(
    "weak", ["", "12345678", "aaaaaaaa", "password", "qwertyuiop", "abcabcabcabc", "20260312", "银行银行银行", "zoo zoo zoo zoo zoo"]
)
def test_what_is_easily_guessed_is_weak(weak: str) -> None:
    assert passphrases.strength(weak) == "weak"


@pytest.mark.parametrize(("text", "level"), [("v7#Kq2!zR9x", "strong"), ("柳暗花明又一村了", "strong"), ("Zk29fmQ4", "fair")])
def test_what_is_not_is_not(text: str, level: str) -> None:
    assert passphrases.strength(text) == level
