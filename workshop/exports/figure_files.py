"""One figure as a file of its own: SVG with its text as text, and the careful writing of any picture."""

from __future__ import annotations

import re
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from workshop.exports.sealing import SUFFIX, sealed
from workshop.figures import fontbook
from workshop.figures.walk import Matrix, PathItem, Picture, Rgba, TextItem
from workshop.model.errors import Refused

FAMILIES = "'Workshop Sans SC','Source Han Sans SC','Noto Sans SC','Microsoft YaHei',sans-serif"
MARGIN = 16  # units around a figure that stands alone: on a page its neighbours leave that room
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def svg_of(picture: Picture, title: str, ground: str = "") -> bytes:
    """The picture as SVG 1.1 with a margin, one unit to a pixel; `ground` ("#RRGGBB") fills it first.

    Text stays text, and is held to the width it has here: where our faces are missing, another one neither overlaps nor is cut.
    """
    width, height = f"{picture.width + 2 * MARGIN:g}", f"{picture.height + 2 * MARGIN:g}"
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">',
        f"<title>{_text(title)}</title>",
    ]
    if ground:
        lines.append(f'<rect width="{width}" height="{height}" fill={quoteattr(ground)}/>')
    lines.append(f'<g transform="matrix(1 0 0 -1 {MARGIN} {picture.height + MARGIN:g})" font-family="{FAMILIES}" xml:space="preserve">')
    lines += [_words(item) if isinstance(item, TextItem) else _path(item) for item in picture.items]
    return "\n".join([*lines, "</g>", "</svg>", ""]).encode()


def _text(text: str) -> str:
    return escape(_NOT_XML.sub("", text))


def _words(item: TextItem) -> str:
    bold = ' font-weight="bold"' if "Bold" in item.face else ""
    place = f"{_matrix(item.transform)} translate({item.x:g} {item.y:g}) scale(1 -1)"
    wide = fontbook.width(item.text, item.size, bool(bold))
    held = f' textLength="{wide:.2f}" lengthAdjust="spacingAndGlyphs"' if wide else ""
    return f'<text transform="{place}" font-size="{item.size:g}"{bold}{held}{_colour("fill", item.colour)}>{_text(item.text)}</text>'


def _path(item: PathItem) -> str:
    data = " ".join(f"{letter}{' '.join(f'{number:.3f}' for number in numbers)}" for letter, numbers in item.moves)
    stroke = ""
    if item.pen:
        dash = f' stroke-dasharray="{" ".join(f"{part:g}" for part in item.pen.dash)}"' if item.pen.dash else ""
        stroke = f'{_colour("stroke", item.pen.colour)} stroke-width="{item.pen.width:g}" stroke-linejoin="round"{dash}'
    return f'<path transform="{_matrix(item.transform)}" d="{data}"{_colour("fill", item.brush)}{stroke}/>'


def _matrix(matrix: Matrix) -> str:
    return f"matrix({' '.join(f'{number:g}' for number in matrix)})"


def _colour(name: str, rgba: Rgba | None) -> str:
    if rgba is None:
        return f' {name}="none"'
    red, green, blue = (round(part * 255) for part in rgba[:3])
    faint = f' {name}-opacity="{rgba[3]:g}"' if rgba[3] < 1 else ""
    return f' {name}="#{red:02x}{green:02x}{blue:02x}"{faint}'


def keep_figure(chosen: Path, suffix: str, data: bytes, engagement: Path, passphrase: str | None) -> Path:
    """Write a figure where the dialog said, atomically and sealed where that was asked; the path it has in the end.

    Raises Refused file.exists where suffix or seal lead to another file than the one the dialog asked about, Refused out.same for the
    engagement itself, and EnvironmentTrouble paper.* when the disk does not take it.
    """
    from workshop.report.typeset.write import write

    path = chosen if chosen.suffix.lower() == suffix else chosen.with_name(chosen.name + suffix)
    end = path if passphrase is None else path.with_name(path.name + SUFFIX)
    if engagement in (path, chosen):
        raise Refused("out.same", path=str(engagement))
    if end != chosen and end.exists():
        raise Refused("file.exists", path=str(end))
    with sealed(passphrase):
        write(path, data)
    return end
