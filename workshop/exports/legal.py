"""Text as XML may hold it: what Word and Excel would refuse to open is left out, and told."""

import re

# XML 1.0 knows no control characters but tab and line ends, no surrogates, and not the two last of the plane
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Legal:
    """Cleans text and remembers what had to go."""

    def __init__(self) -> None:
        self._dropped: dict[str, None] = {}

    def __call__(self, text: str) -> str:
        """The same text without the characters XML forbids; line ends in one form."""
        one = text.replace("\r\n", "\n").replace("\r", "\n")
        for char in _ILLEGAL.findall(one):
            self._dropped[f"U+{ord(char):04X}"] = None
        return _ILLEGAL.sub("", one)

    @property
    def dropped(self) -> tuple[str, ...]:
        """Each once, as U+0001: they cannot be shown otherwise."""
        return tuple(self._dropped)
