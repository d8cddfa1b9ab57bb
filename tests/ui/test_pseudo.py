"""A made-up language finds words that bypass the catalogue: what the program says is marked; what is not marked was hard-coded."""

import re
from collections.abc import Iterator
from gettext import NullTranslations
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.demo_file import demo_file
from tests.ui.test_accessible import shown, views
from workshop.model.content import Pack
from workshop.model.store import Store
from workshop.session import Session
from workshop.ui.main_window import MainWindow
from workshop.ui.widgets.buttons import Button
from workshop.ui.widgets.text import Label, Prose
from workshop.words import Words

HAN = re.compile(r"[\u3400-\u9fff]")
OPEN, SHUT = "⟦", "⟧"


class _Marked(NullTranslations):
    """A catalogue that answers every sentence with itself in marks."""

    def gettext(self, message: str) -> str:
        return f"{OPEN}{message}{SHUT}"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"{OPEN}{msgid1 if n == 1 else msgid2}{SHUT}"


@pytest.fixture
def console(tmp_path: Path, dressed: QApplication, qtbot: QtBot) -> Iterator[MainWindow]:
    session = Session(Store.open(demo_file(tmp_path)), Words("zh_CN", _Marked()))
    window = MainWindow(session)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    yield window
    window.close()
    session.close()


def _typed(session: Session, pack: Pack) -> str:
    """Everything the room typed and the pack says: allowed to be Chinese."""
    return "\n".join((repr(session.state), *session.store.pack_files().values()))


def _text(widget: QWidget) -> str:
    if isinstance(widget, Button):
        return widget.shown_text()
    return widget.text() if isinstance(widget, Label | Prose | QLabel) else ""


@pytest.mark.no_cover  # the walk of test_accessible once more
def test_every_word_on_screen_comes_from_the_catalogue_the_pack_or_the_room(console: MainWindow) -> None:
    known = _typed(console.session, console.session.pack)
    strangers: set[str] = set()
    marked = 0
    for _view in views(console):
        for widget in shown(console):
            text = _text(widget)
            marked += OPEN in text
            left = re.sub(f"{OPEN}[^{OPEN}{SHUT}]*{SHUT}", " ", text)
            while OPEN in left and left != (left := re.sub(f"{OPEN}[^{OPEN}{SHUT}]*{SHUT}", " ", left)):
                pass
            for piece in re.findall(r"[\u3400-\u9fff]{2,}", left):
                if piece not in known:
                    strangers.add(f"{piece} in {text[:60]}")
    assert marked > 500
    assert strangers == set()
