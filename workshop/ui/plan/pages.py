"""Pages of a PDF as pictures, by PDFium; a system without it shows the file in its own viewer instead."""

from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any

from PySide6.QtGui import QImage

from workshop.exports.pdfium import LOCK


def available() -> bool:
    """Whether pages can be shown inside the program."""
    return find_spec("pypdfium2") is not None


class Pages:
    """An open PDF in memory, for any thread: one at a time is served. Once closed it has no picture and finds nothing."""

    def __init__(self, data: bytes) -> None:
        import pypdfium2  # type: ignore[import-untyped]  # loaded with the first preview

        with LOCK:
            self._document: Any = pypdfium2.PdfDocument(data)
            self._sizes = tuple(self._document.get_page_size(at) for at in range(len(self._document)))

    def __len__(self) -> int:
        return len(self._sizes)

    def size(self, number: int) -> tuple[float, float]:
        """Width and height of a page (from 0) in points."""
        width, height = self._sizes[number]
        return float(width), float(height)

    def image(self, number: int, width: int) -> QImage:
        """A page so many pixels wide, in the form the screen takes; null when the document was closed meanwhile."""
        with LOCK:
            if self._document is None:
                return QImage()
            page = self._document[number]
            try:
                bitmap = page.render(scale=width / page.get_width(), rev_byteorder=True)
            finally:
                page.close()
        kinds = {"RGB": QImage.Format.Format_RGB888, "RGBX": QImage.Format.Format_RGBX8888, "RGBA": QImage.Format.Format_RGBA8888}
        raw = QImage(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, kinds[bitmap.mode])
        shown = raw.convertToFormat(QImage.Format.Format_RGB32)  # its own copy of the pixels
        bitmap.close()
        return shown

    def find(self, number: int, text: str) -> tuple[tuple[float, float, float, float], ...]:
        """Where a text stands on a page: left, top, right, bottom in parts of the page's width and height; upper and lower case alike."""
        width, height = self._sizes[number]
        with LOCK:
            if self._document is None:
                return ()
            page = self._document[number]
            words = page.get_textpage()
            try:
                return tuple(
                    (left / width, 1 - top / height, right / width, 1 - low / height) for left, low, right, top in self._hits(words, text)
                )
            finally:
                words.close()
                page.close()

    def _hits(self, words: Any, text: str) -> Iterator[tuple[float, float, float, float]]:
        search = words.search(text)
        try:
            while (hit := search.get_next()) is not None:
                start, count = hit
                for at in range(words.count_rects(start, count)):
                    yield words.get_rect(at)
        finally:
            search.close()

    def close(self) -> None:
        """Free the document; safe to call again."""
        with LOCK:
            if self._document is not None:
                self._document.close()
                self._document = None
