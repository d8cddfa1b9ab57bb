"""What a test does at a ballot: seats, keys, and everything a room or a screen reader could read."""

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget

from workshop.model.store import Store
from workshop.session import Session
from workshop.ui.page import Action, Page

KEYS = {
    0: Qt.Key.Key_0, 1: Qt.Key.Key_1, 2: Qt.Key.Key_2, 3: Qt.Key.Key_3, 4: Qt.Key.Key_4, 5: Qt.Key.Key_5,
}  # fmt: skip


def settle_events() -> None:
    """Let deferred deletions and layouts happen."""
    for _round in range(3):
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # no event loop of its own runs here


def show(page: Page) -> None:
    """The page on screen, as large as in the console."""
    page.resize(862, 656)
    page.show()
    settle_events()


def type_votes(entry: QWidget, levels: Iterable[int]) -> None:
    """Digits typed one after another, 0 for an abstention."""
    for level in levels:
        QTest.keyClick(entry, KEYS[level])
    settle_events()


def action(page: Page, key: str) -> Action:
    """The action a key stands for now."""
    bar = page.bar()
    every = (bar.primary, bar.plain, *bar.ghosts, *bar.more)
    return next(one for one in every if one is not None and one.key == key)


def press(page: Page, key: str) -> None:
    """What the window does when the key is pressed: an action that is off does nothing."""
    found = action(page, key)
    if found.enabled:
        found.run()
    settle_events()


def cast_all(session: Session, ballot: str, levels: Iterable[int | None]) -> None:
    """One card per due seat, in seat order."""
    for seat, level in zip([seat for seat in session.state.seats if seat.presence == "voting"], levels, strict=True):
        assert session.do(Store.cast_vote, ballot, seat.id, level)


def readable(widget: QWidget) -> Iterator[str]:
    """Every text a person or a screen reader can get from a widget and its children."""
    for part in (widget, *widget.findChildren(QWidget)):
        yield part.accessibleName()
        yield part.accessibleDescription()
        yield part.toolTip()
        yield part.statusTip()
        yield part.whatsThis()
        yield str(part.objectName())
        if isinstance(part, (QLabel, QLineEdit)):
            yield part.text()
        elif isinstance(part, QPlainTextEdit):
            yield part.toPlainText()
        elif callable(text := getattr(part, "text", None)):
            yield str(text())
