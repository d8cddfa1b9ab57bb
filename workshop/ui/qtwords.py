"""Qt's own buttons and menus in the user's language, with the words bank users read where Qt's differ."""

import sys
from pathlib import Path

from PySide6.QtCore import QTranslator

# Qt says 撤消; every other program these users know says 撤销
OURS = {"撤消": "撤销"}


class QtWords(QTranslator):
    """qtbase in one language; untranslated for a language Qt does not ship."""

    def __init__(self, language: str, folder: Path | None = None) -> None:
        super().__init__()
        folder = folder or Path(sys.modules["PySide6"].__file__ or "").parent / "Qt" / "translations"
        self.found = self.load(f"qtbase_{language}", str(folder))

    def translate(self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        said = super().translate(context, sourceText, disambiguation, n)
        for theirs, ours in OURS.items():
            said = said.replace(theirs, ours) if said else said
        return said
