"""Pages of a PDF as pictures, by PDFium; a system without it shows the file in its own viewer instead."""

from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any

from PySide6.QtGui import QImage


def available() -> bool:
    """Whether pages can be shown inside the program."""
    return find_spec("pypdfium2") is not None


class Pages:
    """An open PDF in memory."""

    def __init__(self, data: bytes) -> None:
        import pypdfium2  # type: ignore[import-untyped]  # loaded with the first preview

        self._document: Any = pypdfium2.PdfDocument(data)

    def __len__(self) -> int:
        return len(self._document)

    def size(self, number: int) -> tuple[float, float]:
        """Width and height of a page (from 0) in points."""
        page = self._document[number]
        try:
            width, height = page.get_size()
            return float(width), float(height)
        finally:
            page.close()

    def image(self, number: int, width: int) -> QImage:
        """A page so many pixels wide."""
        page = self._document[number]
        try:
            bitmap = page.render(scale=width / page.get_width(), rev_byteorder=True)
            kinds = {"RGB": QImage.Format.Format_RGB888, "RGBX": QImage.Format.Format_RGBX8888, "RGBA": QImage.Format.Format_RGBA8888}
            shown = QImage(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, kinds[bitmap.mode]).copy()
            bitmap.close()
            return shown
        finally:
            page.close()

    def find(self, number: int, text: str) -> tuple[tuple[float, float, float, float], ...]:
        """Where a text stands on a page: left, top, right, bottom in parts of the page's width and height; upper and lower case alike."""
        page = self._document[number]
        try:
            width, height = page.get_size()
            words = page.get_textpage()
            try:
                return tuple(
                    (left / width, 1 - top / height, right / width, 1 - low / height) for left, low, right, top in self._hits(words, text)
                )
            finally:
                words.close()
        finally:
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
        """Free the document."""
        self._document.close()
