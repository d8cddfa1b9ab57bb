"""The program's sentences in one language: screen and paper ask the same catalogue. Chinese is the source, so a msgid is Chinese."""

import gettext
import struct

from .paths import asset_path

SOURCE = "zh_CN"
LANGUAGES = {SOURCE: "简体中文", "en": "English"}


class Words:
    """The sentences of one language; call it with the Chinese sentence, and facts for its placeholders."""

    def __init__(self, language: str, catalogue: gettext.NullTranslations) -> None:
        self.language = language
        self._catalogue = catalogue
        self._pairs: dict[str, list[str]] | None = None  # both ways, made when asked for

    def __call__(self, text: str, /, **facts: object) -> str:
        """`text` in this language with its {placeholders} filled; a missing fact is a bug and raises KeyError."""
        return self._catalogue.gettext(text).format(**facts)

    def plural(self, one: str, many: str, n: int, /, **facts: object) -> str:
        """The form this language uses for `n` things; {n} is among the facts."""
        return self._catalogue.ngettext(one, many, n).format(n=n, **facts)

    def counterparts(self, text: str) -> tuple[str, ...]:
        """The translation of a Chinese sentence, or the Chinese sentences behind a translation; empty when there are none."""
        if self._pairs is None:
            self._pairs = {}
            for one, other in getattr(self._catalogue, "_catalog", {}).items():
                if isinstance(one, str) and one:
                    self._pairs.setdefault(one, []).append(other)
                    self._pairs.setdefault(other, []).append(one)
        return tuple(self._pairs.get(text, ()))


def N_(text: str) -> str:
    """Mark a sentence of a table for the catalogue; it is looked up when it is shown."""
    return text


def load_words(language: str) -> Words:
    """The words of `language` ("en", "en_GB"); the Chinese source where there is no such catalogue or it is damaged."""
    for name in (language, language.split("_")[0]):
        if name in LANGUAGES and name != SOURCE:
            try:
                with asset_path("locale", name, "LC_MESSAGES", "workshop.mo").open("rb") as file:
                    return Words(name, gettext.GNUTranslations(file))
            except (OSError, ValueError, struct.error):  # gone, unreadable, cut short or no catalogue: gettext says each in its own way
                break
    return Words(SOURCE, gettext.NullTranslations())
