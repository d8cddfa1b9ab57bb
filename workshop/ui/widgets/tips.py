"""Tooltips show what was typed as it was typed: Qt alone would take it for markup, and draw a picture that it names."""

from typing import Protocol


class Tipped(Protocol):
    """A widget, or a part of a table or list."""

    def setToolTip(self, text: str, /) -> None: ...


def set_tip(target: Tipped, text: str) -> None:
    """Give `target` a tooltip that reads exactly so; "" takes it away. The only place that sets one: a filter that looks at every
    event of the program would do as well, and cost each of them."""
    target.setToolTip(plain_tip(text))


def plain_tip(text: str) -> str:
    """A text as a tooltip that reads exactly so."""
    if not _looks_like_markup(text):
        return text
    from html import escape  # brings every entity's name with it, for what hardly ever comes

    return f"<span>{escape(text)}</span>".replace("\n", "<br>")


def _looks_like_markup(text: str) -> bool:
    """Whether Qt may take it for markup: it looks for a tag, or for somebody's attempt to write one."""
    return "<" in text or "&lt;" in text
