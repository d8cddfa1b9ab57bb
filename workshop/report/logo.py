"""The client's logo on paper: on white, aspect kept, in a box of 140 × 48 pt; a picture that cannot be read is left out."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from reportlab.lib.utils import ImageReader
from reportlab.platypus import Flowable

from workshop.model.errors import Refused
from workshop.model.front import opened

WIDE, HIGH = 140.0, 48.0  # pt
_DENSE = 600 / 72  # pixels a point: what is finer than 600 dpi is made smaller, so that the file stays small


class Logo(Flowable):  # type: ignore[misc]
    """A picture in its box, at the left edge; never larger than a pixel a point."""

    def __init__(self, picture: Any) -> None:
        super().__init__()
        wide, high = picture.size
        factor = min(WIDE / wide, HIGH / high, 1.0)
        self.width, self.height, self.hAlign = wide * factor, high * factor, "LEFT"
        self.picture = _on_white(picture)

    def wrap(self, *_room: float) -> tuple[float, float]:
        """Its size does not depend on the room."""
        return self.width, self.height

    def draw(self) -> None:
        """Called by the page at the lower left corner."""
        self.canv.drawImage(ImageReader(self.picture), 0, 0, self.width, self.height)

    def png(self) -> bytes:
        """The picture as it is set, for documents that hold files."""
        content = BytesIO()
        self.picture.save(content, "PNG")
        return content.getvalue()


def logo(content: bytes) -> Logo | None:
    """The logo to set, or None for none and for bytes that are no picture."""
    try:
        return Logo(opened(content)) if content else None
    except Refused:
        return None


def _on_white(picture: Any) -> Any:
    from PIL import Image

    most = (round(WIDE * _DENSE), round(HIGH * _DENSE))
    picture = picture.copy()
    picture.thumbnail(most, Image.Resampling.LANCZOS)
    white = Image.new("RGBA", picture.size, "white")
    white.alpha_composite(picture)
    return white.convert("RGB")
