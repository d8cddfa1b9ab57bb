"""What the chapters of the plan are called while it is made, by the keys of their headings."""

from collections.abc import Mapping

from workshop.model.content import Pack
from workshop.words import N_, Words

CHAPTERS: Mapping[str, str] = {
    "cover": N_("封面"),
    "contents": N_("目录"),
    "summary": N_("一页摘要"),
    "reading": N_("怎样读"),
    "heat": N_("诊断总览"),
    "priority": N_("举措次序"),
    "roadmap": N_("路线图"),
    "decisions": N_("提请决定的事项"),
    "participants": N_("与会与投票"),
    "methods": N_("方法与设置"),
    "regulations": N_("监管对照"),
    "sources": N_("来源"),
    "signature": N_("确认"),
}


def chapter_word(words: Words, pack: Pack, key: str) -> str:
    """The name of a chapter: that of its dimension or measure where it is about one; "" for a key that is none."""
    kind, _dot, subject = key.partition(".")
    if kind == "dimension" and subject in pack.dimensions:
        return pack.dimensions[subject].name
    if kind == "measure" and subject in pack.measures:
        return f"{subject} {pack.measures[subject].short}"
    return words(CHAPTERS[key]) if key in CHAPTERS else ""
