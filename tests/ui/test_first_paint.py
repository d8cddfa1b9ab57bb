"""Opening a file paints the console's frame first; the page comes right after it, and at once to whoever asks for it."""

from pytestqt.qtbot import QtBot

from workshop.session import Session
from workshop.ui.main_window import MainWindow


def test_the_page_comes_after_the_first_paint(session: Session, qtbot: QtBot) -> None:
    console = MainWindow(session, page_later=True)
    qtbot.addWidget(console)
    console.show()
    assert console.page_key() == ""
    qtbot.waitUntil(lambda: console.page_key() != "")
    assert console.page().isVisible()
    console.close()


def test_who_asks_for_the_page_gets_it_at_once(session: Session, qtbot: QtBot) -> None:
    console = MainWindow(session, page_later=True)
    qtbot.addWidget(console)
    console.show()
    assert console.page() is console.frame.page()
    console.close()


def test_a_page_asked_for_before_the_first_is_the_first(session: Session, qtbot: QtBot) -> None:
    console = MainWindow(session, page_later=True)
    qtbot.addWidget(console)
    console.show()
    console.go("history")
    qtbot.wait(50)
    assert console.page_key() == "history"
    console.close()
