"""Our drawings as pictures for files that cannot draw them: a page of one figure, rasterised from memory."""

import io
from typing import Any

from .pdfium import LOCK

DPI = 200


def picture(drawing: Any, *, dpi: int = DPI) -> bytes:
    """A figure as PNG on white; nothing touches the disk."""
    import pypdfium2  # type: ignore[import-untyped]
    from reportlab.graphics import renderPDF

    page = io.BytesIO()
    renderPDF.drawToFile(drawing, page, showBoundary=False)
    with LOCK:
        document = pypdfium2.PdfDocument(page.getvalue())
        try:
            bitmap = document[0].render(scale=dpi / 72)
        finally:
            document.close()
    try:
        return _png(bitmap)
    finally:
        bitmap.close()


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
