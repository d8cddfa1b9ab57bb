"""Passphrases: six words drawn by the machine from a list of our own, and an honest guess at the strength of what people make up."""

import math
import secrets
from functools import cache

from .paths import asset_path

WORDS = 6
WEAK, STRONG = 45.0, 60.0  # bits: below, somebody with a rented machine reads the file; from here on nobody does
_ROWS = ("abcdefghijklmnopqrstuvwxyz", "0123456789", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_POOLS = ((str.islower, 26), (str.isupper, 26), (str.isdigit, 10))
HAN = 2500  # characters in daily use


@cache
def word_list() -> tuple[str, ...]:
    """The words that are drawn from, all different."""
    return tuple(asset_path("words.txt").read_text(encoding="utf-8").split())


def generated() -> str:
    """Six words, each drawn by the system's own source of chance."""
    return " ".join(secrets.choice(word_list()) for _ in range(WORDS))


def generated_bits() -> float:
    """How many bits such a passphrase has: exactly, since every word is drawn."""
    return WORDS * math.log2(len(word_list()))


def bits(passphrase: str) -> float:
    """A guess from below: words of the list count as words, runs and rows of the keyboard as one character."""
    words = passphrase.lower().split()
    if words and all(word in _as_set() for word in words):
        return len(set(words)) * math.log2(len(word_list()))
    pool = sum(size for kind, size in _POOLS if any(kind(char) for char in passphrase if char.isascii()))
    pool += 33 * any(char.isascii() and not char.isalnum() for char in passphrase)
    pool += HAN * any(not char.isascii() for char in passphrase)
    return _different(passphrase) * math.log2(pool) if pool > 1 else 0.0


@cache
def _as_set() -> frozenset[str]:
    return frozenset(word_list())


def _different(text: str) -> int:
    """Characters that add something: one that repeats or continues the one before does not; nor does a text said twice."""
    text = text.lower()
    for length in range(1, len(text) // 2 + 1):
        if len(text) % length == 0 and text[:length] * (len(text) // length) == text:
            text = text[:length]
            break
    return sum(not (at and _follows(text[at - 1], char)) for at, char in enumerate(text))


def _follows(before: str, char: str) -> bool:
    return before == char or any(before + char in row or char + before in row for row in _ROWS)


def strength(passphrase: str) -> str:
    """weak, fair or strong."""
    found = bits(passphrase)
    return "weak" if found < WEAK else "fair" if found < STRONG else "strong"
