"""The faces every figure and every page is set in, registered before any other part of reportlab reads its defaults.

Import order matters: reportlab copies the names of its base fonts when platypus and graphics are first imported, so this module names
ours at its own import, and `draw.py` and `report.typeset` import it before anything else of reportlab. Otherwise Helvetica leaks into
the PDF unembedded.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from msgspec import Struct

from workshop.figures.numbers import numbers  # noqa: F401 - first: see there

# isort: split
from reportlab import rl_config
from reportlab.lib.fonts import addMapping
from reportlab.pdfbase import pdfmetrics, ttfonts

from workshop.model.errors import EnvironmentTrouble

REGULAR = "WorkshopSansSC"
BOLD = "WorkshopSansSC-Bold"
RARE = "WorkshopSansSC-Rare"
KAI = "WorkshopKaiRare"
GETA = "〓"  # the printer's mark for a sort that is not in the case

FOLDER = Path(__file__).resolve().parents[2] / "assets" / "fonts"
_FILES = {
    REGULAR: "WorkshopSansSC-Regular.ttf",
    BOLD: "WorkshopSansSC-Bold.ttf",
    RARE: "WorkshopSansSC-Rare.ttf",
    KAI: "WorkshopKaiRare-Regular.ttf",
}

# What tells the eye nothing and can turn a line round or hide in it: control, format (bidi, zero width), private use, surrogates.
_SILENT = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})

_LETTER_APOSTROPHE = re.compile("(?<=[A-Za-z])’(?=[A-Za-z])")  # the curly one of our faces is as wide as a hanzi


class Run(Struct, frozen=True):
    """A piece of text that one face can set."""

    face: str
    text: str


def to_unicode(name: str, subset: list[int]) -> str:
    """The ToUnicode table of one font subset.

    reportlab writes five hex digits above U+FFFF, which no reader understands;
    the PDF reference (9.10.3) asks for UTF-16BE, in blocks of 100.
    """
    pairs = [f"<{glyph:02X}> <{chr(code).encode('utf-16-be', 'surrogatepass').hex().upper()}>" for glyph, code in enumerate(subset)]
    blocks = [pairs[at : at + 100] for at in range(0, len(pairs), 100)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        f"/CIDSystemInfo\n<< /Registry ({name})\n/Ordering ({name})\n/Supplement 0\n>> def\n/CMapName /{name} def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<00> <{len(subset) - 1:02X}>\nendcodespacerange\n{body}\nendcmap\n"
        "CMapName currentdict /CMap defineresource pop\nend\nend"
    )


def load(face: str) -> Any:
    """The registered font `face`, read from disk on first use.

    Raises KeyError for a name that is not in the book, EnvironmentTrouble for a file that is gone or damaged.
    """
    if face not in pdfmetrics.getRegisteredFontNames():
        path = FOLDER / _FILES[face]
        try:
            pdfmetrics.registerFont(ttfonts.TTFont(face, str(path)))
        except (ttfonts.TTFError, OSError) as error:
            raise EnvironmentTrouble("font.missing", path=str(path)) from error
    return pdfmetrics.getFont(face)


def open_book() -> None:
    """Register the regular pair and make it reportlab's own base font; safe to call again."""
    ttfonts.makeToUnicodeCMap = to_unicode
    load(REGULAR)
    load(BOLD)
    for bold in (0, 1):
        for italic in (0, 1):  # a missing combination would silently print regular
            addMapping(REGULAR, bold, italic, BOLD if bold else REGULAR)
            addMapping(BOLD, bold, italic, BOLD)
    rl_config.canvas_basefontname = REGULAR
    rl_config.defaultGraphicsFontName = REGULAR
    rl_config.useA85 = 0  # text armour for the pages: a quarter more bytes and time for nothing
    rl_config.shapeChecking = 0  # our figures are typed and tested; checking each attribute costs half of building one


def has(face: str, char: str) -> bool:
    """Whether `face` holds a glyph for `char`."""
    return ord(char) in load(face).face.charToGlyph


@lru_cache(maxsize=1 << 15)
def face_for(char: str, bold: bool = False) -> str | None:
    """The face that sets `char`: the main pair first, then the two rare faces; None when no face has it.

    A line end is set by none, and the rare faces (8 MB of file) are not read to find that out.
    """
    if char == "\n":
        return None
    for face in (BOLD if bold else REGULAR, RARE, KAI):
        if has(face, char):
            return face
    return None


def visible(text: str, keep: str = "") -> str:
    """`text` without control, bidi, zero-width and private characters; every kind of blank becomes one that the faces hold."""
    kept: list[str] = []
    for char in unicodedata.normalize("NFC", text):
        if char in keep or char == "\u3000":
            kept.append(char)
        elif char.isspace():
            kept.append("\u00a0" if char in "\u00a0\u202f" else " ")
        elif unicodedata.category(char) not in _SILENT and not _selects(char):
            kept.append(char)
    return _LETTER_APOSTROPHE.sub("'", "".join(kept))


def _selects(char: str) -> bool:
    """Variation selectors choose among glyphs and are none themselves."""
    return "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"


def runs(text: str, bold: bool = False) -> Iterator[Run]:
    """`text` cut into runs of one face each, unknown characters as 〓; `text` should be `visible` already."""
    face, piece = "", ""
    for char in text:
        wanted = face_for(char, bold)
        if wanted is None:
            wanted, char = BOLD if bold else REGULAR, GETA
        if wanted != face and piece:
            yield Run(face, piece)
            piece = ""
        face, piece = wanted, piece + char
    if piece:
        yield Run(face, piece)


@lru_cache(maxsize=1 << 12)
def missing(text: str) -> tuple[str, ...]:
    """The characters of `text` that no face can set, each once, in order."""
    return tuple(dict.fromkeys(char for char in text if face_for(char) is None))


@lru_cache(maxsize=1 << 14)
def width(text: str, size: float, bold: bool = False) -> float:
    """The width of `text` in points at `size`, in the faces it will be set in."""
    return float(sum(pdfmetrics.stringWidth(run.text, run.face, size) for run in runs(text, bold)))


open_book()
