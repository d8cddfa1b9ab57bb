"""The pack that ships with the program, parsed and checked when that was made; found by the digest of its texts, so by no others."""

import json
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

from workshop.paths import asset_path


def name_of(text: str) -> str:
    """The name under which what TOML made of a text is kept."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest() + ".json"


def are_known(texts: Iterable[str]) -> bool:
    """Whether every one of these texts is, letter for letter, one that this program ships with."""
    return all(_place(text).is_file() for text in texts)


def parsed(text: str) -> dict[str, Any]:
    """What TOML made of a known text."""
    found: dict[str, Any] = json.loads(_place(text).read_text(encoding="utf-8"))
    return found


def _place(text: str) -> Path:
    return asset_path("parsed", name_of(text))
