"""The paragraph: our own flowable, broken by `figures.breaks`, justified by character spacing, each run in a face that has it."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache

from msgspec import Struct
from msgspec.structs import replace
from reportlab.lib.colors import HexColor
from reportlab.pdfbase import pdfmetrics
from reportlab.platypus.flowables import Flowable

from workshop.figures import breaks, fontbook
from workshop.report.typeset.styles import TextStyle
from workshop.report.typeset.words import Rich, Span, as_spans

TOLERANCE = 0.01  # points: frames compare floats
_STRAIGHT = str.maketrans("“”‘’", "\"\"''")
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9.,–-]{2}")  # words and figures
EDGE = 2  # lines: neither part of a split paragraph is shorter


class _Glyphs(Struct, frozen=True, dict=True):
    """The paragraph's characters with, for each, its face, span and width."""

    text: str
    faces: tuple[str, ...]
    spans: tuple[Span, ...]
    owner: tuple[int, ...]
    widths: tuple[float, ...]
    missing: tuple[str, ...] = ()  # what no face has, each once

    @cached_property
    def widest_word(self) -> float:
        """Points; 0 where hanzi may be parted anywhere."""
        if not _WORD.search(self.text):
            return 0.0
        return max((sum(self.widths[start:end]) for start, end in breaks.atoms(self.text)), default=0.0)


class _Set(Struct, frozen=True):
    """A line ready to be drawn: characters from `start` to `end`, its place from the left, and the spread."""

    start: int
    end: int
    x: float
    width: float
    spread: float


@lru_cache(maxsize=1 << 11)  # a page is tried in several layouts and set in two passes
def _glyphs(spans: tuple[Span, ...], plain_size: float, plain_bold: bool, straight: bool) -> _Glyphs:
    text, faces, owner, widths = [], [], [], []
    missing: dict[str, None] = {}
    for at, span in enumerate(spans):
        bold, size = span.bold or plain_bold, span.size or plain_size
        for char in span.text.translate(_STRAIGHT) if straight else span.text:
            face = fontbook.face_for(char, bold)
            if face is None and char != "\n":
                missing[char] = None
            shown = char if face else fontbook.GETA if char != "\n" else char
            face = face or (fontbook.BOLD if bold else fontbook.REGULAR)
            text.append(shown)
            faces.append(face)
            owner.append(at)
            widths.append(0.0 if shown == "\n" else _advance(face, shown) * size)
    return _Glyphs("".join(text), tuple(faces), spans, tuple(owner), tuple(widths), tuple(missing))


@lru_cache(maxsize=1 << 15)
def _advance(face: str, char: str) -> float:
    metrics = pdfmetrics.getFont(face).face
    return float(metrics.charWidths.get(ord(char), metrics.defaultWidth)) / 1000


_lines = lru_cache(maxsize=1 << 11)(breaks.set_lines)


class Text(Flowable):  # type: ignore[misc]
    """A paragraph (or several, parted by line ends) in one style; `bullet` hangs left of it; `key` makes it a link's goal."""

    def __init__(self, text: Rich, style: TextStyle, *, bullet: str = "", hang: float = 0.0, key: str = "") -> None:
        super().__init__()
        self.style = style
        self.spans = as_spans(text)
        self.bullet, self.hang, self.key = bullet, hang, key
        self._glyphs = _glyphs(self.spans, style.size, style.bold, style.straight_quotes)
        self.missing = self._glyphs.missing
        self._laid: tuple[float, list[_Set]] | None = None
        self._fixed: list[_Set] | None = None  # the lines of one part of a split paragraph

    def getSpaceBefore(self) -> float:
        """What reportlab asks before placing it."""
        return self.style.before

    def getSpaceAfter(self) -> float:
        """What reportlab asks after placing it."""
        return self.style.after

    def minWidth(self) -> float:
        """The narrowest it can be: one character; tables ask."""
        return self.hang + self.style.size

    def widest_word(self) -> float:
        """The width of the longest run that may not be cut: a column narrower than this would break a word."""
        return self._glyphs.widest_word + self.hang

    def lines(self, width: float) -> list[_Set]:
        """The lines at this width."""
        if self._fixed is not None:
            return self._fixed
        if self._laid is None or self._laid[0] != width:
            self._laid = (width, self._lay(width))
        return self._laid[1]

    def line_texts(self, width: float) -> list[str]:
        """What each line says, for tests."""
        return [self._glyphs.text[line.start : line.end] for line in self.lines(width)]

    def _lay(self, width: float) -> list[_Set]:
        found: list[_Set] = []
        style, start = self.style, 0
        room = max(width - self.hang, style.size)
        for paragraph in self._glyphs.text.split("\n"):
            end = start + len(paragraph)
            indent = min(style.indent * style.size, room / 2)
            widths, justified = self._glyphs.widths[start:end], style.align == "justify"
            laid = _lines(paragraph, widths, room - indent, room, style.size, justified)
            found += [self._set(line, start, self.hang + (0 if at else indent), width) for at, line in enumerate(laid)]
            start = end + 1
        return found

    def _set(self, line: breaks.Line, offset: int, left: float, width: float) -> _Set:
        start, end = line.start + offset, line.end + offset
        linked = any(self._glyphs.spans[at].link for at in set(self._glyphs.owner[start:end]))
        spread = 0.0 if linked and line.spread > 0 else line.spread
        spare = width - left - line.width - spread * max(end - start - 1, 0)
        x = left + (spare if self.style.align == "right" else spare / 2 if self.style.align == "center" else 0.0)
        return _Set(start, end, x, line.width, spread)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The room it takes; more than there is when what must follow it would not fit, which sends it to the next page."""
        self.width = width
        self.height = len(self.lines(width)) * self.style.leading
        framed = hasattr(self, "_frame")  # on a page of its own right; a cell cannot send it on and would only grow
        if framed and self.style.need and self.height <= height < self.height + self.style.need:
            return width, height + 1
        return width, self.height

    def split(self, width: float, height: float) -> list[Text]:
        """Two parts of at least two lines each, or nothing when that cannot be."""
        lines = self.lines(width)
        first = int((height + TOLERANCE) / self.style.leading)
        if self.style.need or first < min(EDGE, len(lines)) or first >= len(lines):
            return []
        if len(lines) - first < EDGE:
            first = len(lines) - EDGE
        return [self._part(lines[:first], True), self._part(lines[first:], False)] if first >= 1 else []

    def _part(self, lines: list[_Set], first: bool) -> Text:
        part = Text("", self.style, bullet=self.bullet if first else "", hang=self.hang, key=self.key if first else "")
        part._glyphs, part.spans, part._fixed = self._glyphs, self.spans, lines
        part.style = replace(self.style, after=0) if first else replace(self.style, before=0)
        part.missing = self.missing if first else ()
        return part

    def draw(self) -> None:
        """Draw the lines from the top; tell the canvas what could not be set."""
        style, canvas = self.style, self.canv
        lines = self.lines(self.width)
        y = len(lines) * style.leading - style.leading / 2 - style.size * 0.36
        if self.missing and hasattr(canvas, "note_missing"):
            canvas.note_missing(self.missing, self._glyphs.text)
        if self.bullet:
            self._draw_bullet(y)
        for line in lines:
            self._draw_line(line, y)
            y -= style.leading

    def _draw_bullet(self, y: float) -> None:
        self.canv.setFillColor(HexColor(self.style.colour))
        x = 0.0
        for run in fontbook.runs(self.bullet, self.style.bold):
            self.canv.setFont(run.face, self.style.size)
            self.canv.drawString(x, y, run.text)
            x += pdfmetrics.stringWidth(run.text, run.face, self.style.size)

    def _draw_line(self, line: _Set, y: float) -> None:
        glyphs, x = self._glyphs, line.x
        words = self.canv.beginText(x, y)
        words.setCharSpace(line.spread)
        at = line.start
        while at < line.end:
            end, owner, face = at + 1, glyphs.owner[at], glyphs.faces[at]
            while end < line.end and glyphs.owner[end] == owner and glyphs.faces[end] == face:
                end += 1
            span = glyphs.spans[owner]
            size = span.size or self.style.size
            words.setFont(face, size, self.style.leading)
            words.setFillColor(HexColor(span.colour or self.style.colour))
            words.textOut(glyphs.text[at:end])
            wide = sum(glyphs.widths[at:end]) + line.spread * (end - at)
            if span.link:
                self.canv.linkRect("", span.link, (x, y - size * 0.25, x + wide, y + size * 0.95), relative=1, Border="[0 0 0]")
            x, at = x + wide, end
        words.setCharSpace(0)
        self.canv.drawText(words)
