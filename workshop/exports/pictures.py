"""Our drawings as pictures for files that cannot draw them: pages of one figure each, rasterised from memory."""

import io
from collections.abc import Iterator, Sequence
from typing import Any

from .pdfium import LOCK

DPI = 200


def picture(drawing: Any, *, dpi: int = DPI) -> bytes:
    """A figure as PNG on white; nothing touches the disk."""
    return next(pictures([drawing], dpi=dpi))


def pictures(drawings: Sequence[Any], *, dpi: int = DPI) -> Iterator[bytes]:
    """Figures as PNG, in their order: many at once share their faces, whose cutting costs more than a small figure."""
    import pypdfium2  # type: ignore[import-untyped]

    if not drawings:
        return
    pages = _pages(drawings)
    with LOCK:
        document = pypdfium2.PdfDocument(pages)
    try:
        for at in range(len(drawings)):
            with LOCK:
                bitmap = document[at].render(scale=dpi / 72)
            try:
                yield _png(bitmap)
            finally:
                bitmap.close()
    finally:
        with LOCK:
            document.close()


def _pages(drawings: Sequence[Any]) -> bytes:
    """A PDF with a page of its own size for each drawing."""
    from reportlab.graphics import renderPDF
    from reportlab.pdfgen.canvas import Canvas

    content = io.BytesIO()
    canvas = Canvas(content, pageCompression=0)
    for drawing in drawings:
        canvas.setPageSize((drawing.width, drawing.height))
        renderPDF.draw(drawing, canvas, 0, 0, showBoundary=False)
        canvas.showPage()
    canvas.save()
    return content.getvalue()


def _png(bitmap: Any) -> bytes:
    content = io.BytesIO()
    bitmap.to_pil().save(content, "PNG", dpi=(DPI, DPI))
    return content.getvalue()


def said(drawing: Any) -> str:
    """The texts of a figure in the order they are drawn: what a reader who does not see it is told."""
    found: list[str] = []

    def look(shape: Any) -> None:
        text = getattr(shape, "text", None)
        if isinstance(text, str) and text.strip():
            found.append(text.strip())
        for below in getattr(shape, "contents", ()):
            look(below)

    look(drawing)
    return " · ".join(dict.fromkeys(found))
