"""Pages and documents: cover, body with running head and foot, page x / y, outline, contents, title and language, built until stable."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Any

from msgspec import Struct, field
from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus.doctemplate import ActionFlowable, BaseDocTemplate, NextPageTemplate, PageTemplate
from reportlab.platypus.frames import Frame
from reportlab.platypus.tables import Table, TableStyle

from workshop.figures.fontbook import runs, visible
from workshop.figures.fontbook import width as text_width
from workshop.figures.style import PAPER
from workshop.report.typeset.styles import Styles
from workshop.report.typeset.text import Text
from workshop.report.typeset.words import Span, plain

A4 = (595.28, 841.89)
A3_LANDSCAPE = (1190.55, 841.89)
PASSES = 4  # the contents page may grow once; more means that something does not settle
_INK = PAPER.palette


class Sheet(Struct, frozen=True):
    """A kind of page: margins left, top, right, bottom in points, and whether it carries the running head and the foot."""

    name: str
    size: tuple[float, float] = A4
    margins: tuple[float, float, float, float] = (62.64, 62.2, 62.64, 62.19)
    head: bool = True
    foot: bool = True


COVER = Sheet("cover", head=False, foot=False)
BODY = Sheet("body")
BARE = Sheet("bare", margins=(0, 0, 0, 0), head=False, foot=False)
POSTER = Sheet("poster", A3_LANDSCAPE, (56, 56, 56, 56), head=False, foot=False)


class Meta(Struct, frozen=True):
    """What the document says of itself: title, author, language tag ("zh-CN"), the running head's two ends and the foot's inner end."""

    title: str
    author: str = ""
    subject: str = ""
    language: str = "zh-CN"
    head_left: str = ""
    head_right: str = ""
    foot: str = ""
    watermark: str = ""
    invariant: bool = False


class Entry(Struct, frozen=True):
    """A line of the contents page."""

    level: int
    text: str
    page: int
    key: str


class Known(Struct, frozen=True):
    """What the pass before found out; kept as the seed of the next print it makes one pass enough."""

    pages: int = 0
    entries: tuple[Entry, ...] = ()


class Missing(Struct, frozen=True):
    """A character no face has, the page it is on, and the text around it."""

    char: str
    page: int
    context: str


class Built(Struct, frozen=True):
    """The PDF, what to seed the next build with, how many passes it took, and what was printed as 〓."""

    data: bytes
    known: Known
    passes: int
    missing: tuple[Missing, ...] = ()


Story = Callable[[Known], Sequence[Any]]


class _Findings(Struct):
    """What one pass finds out."""

    entries: list[Entry] = field(default_factory=list)
    missing: list[Missing] = field(default_factory=list)


class _Sketched(Frame):  # type: ignore[misc]
    """A frame that places what it is given without drawing it: enough to find the page numbers."""

    def _add(self, flowable: Any, canv: Any, trySplit: int = 0) -> Any:
        flowable.drawOn = _nothing
        return super()._add(flowable, canv, trySplit)

    add = _add


def _nothing(*_args: Any, **_kwargs: Any) -> None:
    """What is not drawn."""


class _Document(BaseDocTemplate):  # type: ignore[misc]
    """The frame, the furniture of each page and the outline."""

    def __init__(
        self, buffer: io.BytesIO, meta: Meta, sheets: Sequence[Sheet], known: Known, on_page: Callable[[int], None] | None, sketch: bool
    ) -> None:
        self.meta, self.known, self.found, self.on_page = meta, known, _Findings(), on_page
        self.stopped: tuple[Exception, tuple[Any, ...]] | None = None  # raised in `on_page`, and its words
        self.sketch = sketch
        super().__init__(
            buffer, pagesize=sheets[0].size, title=meta.title, author=meta.author or None, subject=meta.subject or None,
            lang=meta.language, invariant=1 if meta.invariant else 0, displayDocTitle=1, pageCompression=1, creator="Workshop",
        )  # fmt: skip
        self.addPageTemplates([self._template(sheet) for sheet in sheets])

    def _template(self, sheet: Sheet) -> Any:
        left, top, right, bottom = sheet.margins
        wide, high = sheet.size
        frame = (_Sketched if self.sketch else Frame)(left, bottom, wide - left - right, high - top - bottom, 0, 0, 0, 0, id=sheet.name)
        return PageTemplate(sheet.name, [frame], onPage=lambda canvas, _doc: self._furnish(canvas, sheet), pagesize=sheet.size)

    def _furnish(self, canvas: Any, sheet: Sheet) -> None:
        if self.on_page:
            try:
                self.on_page(canvas.getPageNumber())
            except Exception as error:
                self.stopped = error, error.args
                raise
        if self.sketch:
            return
        if self.meta.watermark:
            _watermark(canvas, self.meta.watermark, sheet)
        if sheet.head:
            _head(canvas, self.meta, sheet)
        if sheet.foot:
            _foot(canvas, self.meta.foot, sheet, max(self.known.pages, canvas.getPageNumber()))

    def now(self) -> Known:
        """What this pass has found out."""
        return Known(self.page, tuple(self.found.entries))

    def holds(self) -> bool:
        """Whether everything was drawn, with the page numbers that came of it."""
        return not self.sketch and self.now() == self.known

    def afterFlowable(self, flowable: Any) -> None:
        """List headings and set the goals of links."""
        if not isinstance(flowable, Text) or (flowable.style.level is None and not flowable.key):
            return
        key = flowable.key or f"h{len(self.found.entries)}"
        self.canv.bookmarkPage(key)
        if flowable.style.level is not None:
            title = plain(getattr(flowable, "title", flowable.spans))
            self.found.entries.append(Entry(flowable.style.level, title, self.page, key))
            level = flowable.style.level if len(self.found.entries) > 1 else 0  # an outline may not begin below its top
            self.canv.addOutlineEntry(title, key, level, closed=level == 0)


class _Canvas(Canvas):  # type: ignore[misc]
    """A canvas that takes note of what could not be set."""

    found: _Findings
    holds: Callable[[], bool]

    def save(self) -> None:
        """The last step, for the pass that is handed out: the links of an earlier one may lead to a heading that is gone."""
        if self.holds():
            super().save()

    def _setAnnotations(self, page: Any) -> None:
        """The last hook before a page is filed: drop the empty transition reportlab gives every page, which PDF/A forbids."""
        super()._setAnnotations(page)
        page.Trans = None

    def note_missing(self, chars: Sequence[str], text: str) -> None:
        """Called by a paragraph that prints 〓."""
        context = text[:40] + ("…" if len(text) > 40 else "")
        self.found.missing += [Missing(char, self.getPageNumber(), context) for char in chars]


def build(
    story: Story,
    meta: Meta,
    *,
    sheets: Sequence[Sheet] = (COVER, BODY, BARE),
    seed: Known | None = None,
    on_page: Callable[[int], None] | None = None,
) -> Built:
    """Set the story until its page numbers hold. `story(known)` must give fresh flowables each time; the first sheet starts.

    `on_page` hears each page's number and may raise to cancel. Raises RuntimeError when the page numbers do not settle.
    """
    known = seed or Known()
    for passes in range(1, PASSES + 1):
        buffer, sketch = io.BytesIO(), seed is None and passes == 1
        document = _Document(buffer, meta, sheets, known, on_page, sketch)

        def canvas(*args: Any, document: _Document = document, **kwargs: Any) -> _Canvas:
            made = _Canvas(*args, **kwargs)
            made.found, made.holds = document.found, document.holds
            return made

        _set(document, story(known), canvas)
        if document.holds():
            return Built(buffer.getvalue(), known, passes, tuple(dict.fromkeys(document.found.missing)))
        known = document.now()
    raise RuntimeError("page numbers do not settle")


def _set(document: _Document, story: Sequence[Any], canvas: Callable[..., _Canvas]) -> None:
    """One pass; what was raised in `on_page` comes out as it was: reportlab adds words of its own to whatever passes through it."""
    try:
        document.build(list(story), canvasmaker=canvas)
    except Exception:
        if document.stopped is None:
            raise
        error, words = document.stopped
        error.args = words
        raise error from None


def _say(canvas: Any, x: float, y: float, text: str, size: float, colour: str, bold: bool = False, right: bool = False) -> float:
    """One line straight on the canvas; the width it took."""
    text = visible(text)
    wide = text_width(text, size, bold)
    left = x - wide if right else x
    canvas.setFillColor(HexColor(colour))
    for run in runs(text, bold):
        canvas.setFont(run.face, size)
        canvas.drawString(left, y, run.text)
        left += text_width(run.text, size, bold)
    return wide


def _head(canvas: Any, meta: Meta, sheet: Sheet) -> None:
    wide, high = sheet.size
    left, right = sheet.margins[0], wide - sheet.margins[2]
    _say(canvas, left, high - 40.5, meta.head_left, 8, _INK.ink2)
    _say(canvas, right, high - 40.5, meta.head_right, 8, _INK.ink2, right=True)
    canvas.setStrokeColor(HexColor(_INK.rule))
    canvas.setLineWidth(0.5)
    canvas.line(left, high - 45, right, high - 45)


def _foot(canvas: Any, words: str, sheet: Sheet, total: int) -> None:
    """The page number at the outer edge: left on even pages, right on odd ones."""
    wide, high = sheet.size
    left, right, y = sheet.margins[0], wide - sheet.margins[2], high - 806.5 if high > 830 else 35.0
    number, rest = str(canvas.getPageNumber()), f"/ {total}"
    if canvas.getPageNumber() % 2:
        end = right - _say(canvas, right, y, rest, 8, _INK.ink3, right=True) - 5
        _say(canvas, end, y, number, 8.5, _INK.ink, True, right=True)
        _say(canvas, left, y, words, 8, _INK.ink3)
    else:
        start = left + _say(canvas, left, y, number, 8.5, _INK.ink, True) + 7
        _say(canvas, start, y, rest, 8, _INK.ink3)
        _say(canvas, right, y, words, 8, _INK.ink3, right=True)


def _watermark(canvas: Any, words: str, sheet: Sheet) -> None:
    """Copy number and holder, pale and slanting, under everything else."""
    wide, high = sheet.size
    canvas.saveState()
    canvas.translate(wide / 2, high / 2)
    canvas.rotate(35)
    size = min(30.0, 30.0 * 0.85 * wide / max(text_width(visible(words), 30), 1.0))  # a long holder stays on the sheet
    _say(canvas, -text_width(visible(words), size) / 2, 0, words, size, _INK.light_rule)
    canvas.restoreState()


def sheet(name: str) -> Any:
    """The pages from the next break on are of this kind."""
    return NextPageTemplate(name)


class _EvenPage(ActionFlowable):  # type: ignore[misc]
    """Break so that the next page has an even number; the page set before it, if need be, says what it is for."""

    def __init__(self, words: Text) -> None:
        super().__init__(())
        self.words = words

    def apply(self, doc: Any) -> None:
        """Called by the document in place of drawing."""
        if not doc.frame._atTop:
            doc.handle_pageBreak()
            doc.clean_hanging()  # only now is the next page begun and its number known
        if doc.page % 2:
            doc.handle_flowable([self.words])
            doc.handle_pageBreak()


def even_page(words: str, st: Styles) -> Any:
    """Start a spread: the next page is a left one; a note page headed `words` is set before it if need be."""
    return _EvenPage(Text(words, st.caption))


def contents(known: Known, st: Styles, *, deepest: int = 1, width: float = 470.0) -> list[Any]:
    """The contents page's lines, each linked to its heading; empty in the first pass of a document never printed before."""
    rows, commands = [], []
    for at, entry in enumerate(one for one in known.entries if one.level <= deepest):
        top = entry.level == 0
        style = st.contents.but(bold=top, colour=_INK.ink if top else _INK.ink2)
        name = Text((Span(entry.text, link=entry.key),), style, hang=0 if top else style.size * 1.5)
        rows.append([name, Text((Span(str(entry.page), link=entry.key),), style.but(align="right"))])
        if top:
            commands.append(("TOPPADDING", (0, at), (-1, at), 5))
    if not rows:
        return []
    made = Table(rows, colWidths=[width - 40, 40], hAlign="LEFT")
    zero = [(side, (0, 0), (-1, -1), 0) for side in ("LEFTPADDING", "RIGHTPADDING", "TOPPADDING", "BOTTOMPADDING")]
    made.setStyle(TableStyle([*zero, ("VALIGN", (0, 0), (-1, -1), "TOP"), *commands]))
    return [made]
