"""The cover's only picture: one stem per dimension, from where the bank is to where it wants to be."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from workshop.figures import draw
from workshop.figures.style import Style


class Stem(Struct, frozen=True):
    """One dimension: name, level now with its figure, target level."""

    id: str
    name: str
    now: float | None
    target: float | None
    figure: str


class Stems(Struct, frozen=True):
    """The stems, the five level words from one to five, and the words for now and target set beside the first stem."""

    stems: tuple[Stem, ...]
    levels: tuple[str, str, str, str, str]
    now_word: str
    target_word: str


def cover_stems(values: Stems, style: Style, *, width: float = 470, height: float = 240) -> Any:
    """Five rules for the levels and the stems across them. Ids: stem:<id>."""
    palette, size, caption = style.palette, style.metrics.body * 1.08, style.metrics.caption
    low, top = size * 2.4, height - caption * 1.4
    shapes: draw.Shapes = []
    for at, word in enumerate(values.levels):
        y = low + (top - low) * at / 4
        shapes.append(draw.line(0, y, width, y, palette.rule if at != 2 else palette.ink3, style.metrics.hair))
        shapes += draw.label(0, y + caption * 0.45, word, caption, palette.ink2)
    first = width * 0.18
    pitch = (width * 0.925 - first) / max(len(values.stems) - 1, 1)

    widest = max([draw.label_width(stem.name, 1.0, True) for stem in values.stems] or [1.0])
    strong = max(style.metrics.body * 0.9, min(style.metrics.body * 1.25, (pitch - style.pt(4)) / max(widest, 0.01)))  # one size for all

    def y_of(level: float) -> float:
        return low + (top - low) * (min(max(level, 1.0), 5.0) - 1) / 4

    for at, stem in enumerate(values.stems):
        shapes.append(
            draw.Part(f"stem:{stem.id}", _stem(stem, values if at == 0 else None, first + pitch * at, y_of, style, pitch, strong))
        )
    return draw.picture(width, height, shapes)


def _stem(stem: Stem, words: Stems | None, x: float, y_of: Any, style: Style, pitch: float, strong: float) -> draw.Shapes:
    palette, size, caption, radius = style.palette, style.metrics.body, style.metrics.caption, style.pt(4.3)
    name = draw.shorten(stem.name, strong, pitch - style.pt(3), True)
    shapes = draw.label(x, size * 0.4, name, strong, palette.ink, True, "middle")
    if stem.now is None:
        return shapes
    now = y_of(stem.now)
    beside = x + style.pt(8)
    if stem.target is not None and stem.target != stem.now:
        target = y_of(stem.target)
        shapes.append(draw.line(x, now, x, target, palette.accent, style.pt(1.3)))
        shapes.append(draw.disc(x, target, radius, palette.ground, palette.accent, style.pt(1.3)))
        if words:
            shapes += draw.plate(beside + style.pt(1), target + caption * 0.6, words.target_word, caption, palette.ink2, palette.ground)
    shapes.append(draw.disc(x, now, radius, palette.accent))
    base = now - size * 1.1
    if words:
        shapes += draw.plate(beside + style.pt(1), now + caption * 0.3, words.now_word, caption, palette.ink2, palette.ground)
    return shapes + draw.plate(beside, base, stem.figure, size, palette.ink, palette.ground)
