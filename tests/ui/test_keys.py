"""Keys: a clicker moves, single keys wait until nobody types, Space belongs to the control that has the focus."""

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from workshop.ui.keys import KeyGate, name_of

PRESS = QKeyEvent.Type.KeyPress
NONE, CTRL, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.mark.parametrize(
    ("key", "held", "name"),
    [
        (Qt.Key.Key_R, NONE, "R"),
        (Qt.Key.Key_Z, CTRL, "Ctrl+Z"),
        (Qt.Key.Key_Z, CTRL | SHIFT, "Ctrl+Shift+Z"),
        (Qt.Key.Key_F5, SHIFT, "Shift+F5"),
        (Qt.Key.Key_Plus, SHIFT, "Plus"),
        (Qt.Key.Key_Enter, CTRL, "Ctrl+Return"),
        (Qt.Key.Key_1, NONE, ""),
    ],
)
def test_keys_have_portable_names(key: Qt.Key, held: Qt.KeyboardModifier, name: str) -> None:
    assert name_of(QKeyEvent(PRESS, key, held)) == name


class Window(QWidget):
    """A text field and a button under a gate that notes what reaches it."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        self.field, self.button = QLineEdit(), QPushButton("x")
        row.addWidget(self.field)
        row.addWidget(self.button)
        self.seen: list[str] = []
        self.gate = KeyGate(lambda: (self,), self._note, self)
        self.gate.install()

    def _note(self, name: str) -> bool:
        self.seen.append(name)
        return True


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    made = Window()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    return made


def test_while_somebody_types_only_the_clicker_and_ctrl_enter_act(window: Window, qtbot: QtBot) -> None:
    window.field.setFocus()
    for key in (Qt.Key.Key_R, Qt.Key.Key_B, Qt.Key.Key_Space, Qt.Key.Key_Return):
        qtbot.keyClick(window.field, key)
    assert window.seen == [] and window.field.text().strip().lower() in ("rb", "")
    qtbot.keyClick(window.field, Qt.Key.Key_PageDown)
    qtbot.keyClick(window.field, Qt.Key.Key_Return, CTRL)
    assert window.seen == ["PageDown", "Ctrl+Return"]


def test_space_is_the_focused_buttons_own(window: Window, qtbot: QtBot) -> None:
    window.button.setFocus()
    qtbot.keyClick(window.button, Qt.Key.Key_Space)
    assert window.seen == []
    qtbot.keyClick(window.button, Qt.Key.Key_R)
    assert window.seen == ["R"]


def test_another_window_is_left_alone(window: Window, qtbot: QtBot) -> None:
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    qtbot.keyClick(other, Qt.Key.Key_PageDown)
    assert window.seen == []
    window.gate.remove()
    qtbot.keyClick(window, Qt.Key.Key_PageDown)
    assert window.seen == []


def test_the_focus_may_move_on_from_a_window_that_is_gone(qtbot: QtBot) -> None:
    gone, owner = QWidget(), QWidget()
    qtbot.addWidget(owner)
    gate = KeyGate(lambda: (gone, owner), lambda _name: False, owner)
    shiboken6.delete(gone)
    gate.install()
    gate._move_on(None, owner)
    gate.remove()
