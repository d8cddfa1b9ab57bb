"""Walks every page of the demo at the screen factor of this process and prints what is out of place; run by test_accessible."""

import sys
import tempfile
from pathlib import Path

from PySide6.QtWidgets import QApplication

from tests.demo_file import demo_file
from tests.ui.test_accessible import troubles_of
from workshop.model.store import Store
from workshop.session import Session
from workshop.ui.main_window import MainWindow
from workshop.ui.theme import dress, load_fonts, load_looks
from workshop.words import load_words


def main(language: str) -> None:
    """The demo in one language, console at its usual size."""
    app = QApplication([])
    load_fonts()
    dress(app, load_looks().light)
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(demo_file(Path(folder)))
        store.speak(language)
        console = MainWindow(Session(store, load_words(language)))
        console.resize(1366, 768)
        console.setUpdatesEnabled(
            False
        )  # where things stand is asked, not how they look: every page is painted in the walks of test_accessible
        console.show()
        troubles, seen = troubles_of(console)
        factor = console.devicePixelRatioF()
        console.close()
    for trouble in sorted(troubles):
        print(trouble)
    print(f"{factor:g} no troubles" if not troubles and seen > 5000 else f"{len(troubles)} troubles, {seen} widgets")


if __name__ == "__main__":
    main(sys.argv[1])
