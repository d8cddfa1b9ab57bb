"""Words for what tells engagements apart in a portfolio."""

from typing import Any

from workshop.model.content import Pack
from workshop.wording import bank_size_word
from workshop.words import Words


def group_word(words: Words, by: str) -> str:
    """What engagements are told apart by."""
    _ = words
    return {"bank_type": _("银行类型"), "bank_size": _("银行规模"), "region": _("地区"), "year": _("年份")}[by]


def value_word(words: Words, pack: Pack | None, by: str, value: Any) -> str:
    """One value of a group in words; an id no pack here knows stays as it is."""
    if by == "bank_type" and pack and value in pack.bank_types:
        return pack.bank_types[value].name
    if by == "bank_size" and value in ("small", "medium", "large"):
        return bank_size_word(words, value)
    return str(value) or words("未填")
