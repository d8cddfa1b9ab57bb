"""What the client adds to the cover: its logo, checked by its bytes and never by its name, and a line of classification."""

from __future__ import annotations

import re
import struct
import unicodedata
import zlib
from collections.abc import Iterable
from io import BytesIO
from typing import Any

from .errors import Refused
from .rows import Attachment
from .state import State

LOGO = "logo"  # subject_kind of the attachment that is the logo
LOGO_LIMIT = 2 * 1024 * 1024  # bytes
LOGO_SIDE = 4000  # pixels
CLASSIFICATION = "paper.classification"  # key of the text
CLASSIFICATION_LIMIT = 60  # characters
_KINDS = ((b"\x89PNG\r\n\x1a\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg"))
_SECRET = re.compile("[秘祕]密|[机機]密|[绝絕]密")
# everything Pillow is known to say of bytes that are no picture
_BROKEN = (OSError, SyntaxError, ValueError, TypeError, LookupError, EOFError, ArithmeticError, MemoryError, struct.error, zlib.error)


def check_logo(content: bytes, name: str) -> str:
    """The MIME type of a picture that can be printed; raises Refused with what is wrong with this one."""
    if len(content) > LOGO_LIMIT:
        raise Refused("logo.size", name=name, limit=LOGO_LIMIT // 1024 // 1024)
    opened(content, name)
    return next(kind for head, kind in _KINDS if content.startswith(head))


def opened(content: bytes, name: str = "") -> Any:
    """The decoded picture (a Pillow image); what is too large by its header is refused before a pixel is unpacked."""
    if not content.startswith(tuple(head for head, _kind in _KINDS)):
        raise Refused("logo.kind", name=name)
    try:
        found = _reader(content)
        if not 0 < min(found.size) <= max(found.size) <= LOGO_SIDE:
            raise Refused("logo.side", name=name, wide=found.size[0], high=found.size[1], limit=LOGO_SIDE)
        found.verify()
        found = _reader(content)  # a verified file cannot be read on
        return found.convert("RGBA")
    except _BROKEN as error:
        raise Refused("logo.broken", name=name) from error


def _reader(content: bytes) -> Any:
    """The one reader that the first bytes call for: no other format is tried."""
    from PIL.JpegImagePlugin import JpegImageFile
    from PIL.PngImagePlugin import PngImageFile

    return (PngImageFile if content.startswith(_KINDS[0][0]) else JpegImageFile)(BytesIO(content))


def logo_of(attachments: Iterable[Attachment]) -> Attachment | None:
    """The logo's row: the newest, where two files that each had one became one."""
    return max((one for one in attachments if one.subject_kind == LOGO), key=lambda one: (one.created_at, one.id), default=None)


def check_classification(text: str) -> None:
    """Refuse what is longer than a line and the markings of state secrets, however they are spaced; 商业秘密 is allowed."""
    if len(text.strip()) > CLASSIFICATION_LIMIT:
        raise Refused("classification.long", limit=CLASSIFICATION_LIMIT)
    bare = "".join(char for char in unicodedata.normalize("NFKC", text) if char.isalnum())
    if found := _SECRET.search(bare.replace("商业秘密", "|")):
        raise Refused("classification.secret", word=found[0])


def classification(state: State) -> str:
    """The line as it may be printed; "" without one, and where a file from elsewhere brings a marking that is not allowed."""
    text = " ".join(state.texts[CLASSIFICATION].text.split()) if CLASSIFICATION in state.texts else ""
    try:
        check_classification(text)
    except Refused:
        return ""
    return text
