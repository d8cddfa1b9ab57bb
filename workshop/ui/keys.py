"""One gate for the day's keys: clicker keys in either window, single keys only while nobody types, undo outside text fields."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTextEdit,
    QWidget,
)  # fmt: skip
from shiboken6 import isValid

Run = Callable[[], bool]  # True when the key did something

NAMES = {
    Qt.Key.Key_PageDown: "PageDown",
    Qt.Key.Key_PageUp: "PageUp",
    Qt.Key.Key_F5: "F5",
    Qt.Key.Key_F1: "F1",
    Qt.Key.Key_F2: "F2",
    Qt.Key.Key_Escape: "Escape",
    Qt.Key.Key_Space: "Space",
    Qt.Key.Key_Return: "Return",
    Qt.Key.Key_Enter: "Return",
    Qt.Key.Key_Period: "Period",
    Qt.Key.Key_Comma: "Comma",
    Qt.Key.Key_Plus: "Plus",
    Qt.Key.Key_Equal: "Equal",
    Qt.Key.Key_Minus: "Minus",
}
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
MODIFIERS = ((CONTROL, "Ctrl"), (ALT, "Alt"), (Qt.KeyboardModifier.ShiftModifier, "Shift"))
# a clicker sends these: they move between steps in either window, even while somebody types
CLICKER = frozenset({"PageDown", "PageUp", "F5", "Shift+F5", "F1", "Shift+F1", "Escape"})
# no letters: they act while somebody types, too
WHILE_TYPING = frozenset({"Ctrl+Return", "Ctrl+K", "Ctrl+F", "F2", "Alt+1", "Alt+2", "Alt+3", "Alt+4"})


def name_of(event: QKeyEvent) -> str:
    """Portable name of a key with its modifiers: "Ctrl+Z", "Shift+F5", "R"; "" for what we never use."""
    key = Qt.Key(event.key())
    held = event.modifiers()
    name = NAMES.get(key) or (chr(event.key()) if Qt.Key.Key_A <= event.key() <= Qt.Key.Key_Z else "")
    if held & (CONTROL | ALT) and Qt.Key.Key_0 <= event.key() <= Qt.Key.Key_9:
        name = chr(event.key())  # a digit alone belongs to the ballot
    if held & CONTROL and name == "Equal":
        name = "Plus"  # the same key, unshifted
    if not name:
        return ""
    parts = [word for modifier, word in MODIFIERS if held & modifier and not (name == "Plus" and word == "Shift")]
    return "+".join([*parts, name])


def is_typing(widget: QWidget | None) -> bool:
    """Whether keys belong to a text field."""
    if isinstance(widget, QComboBox):
        return widget.isEditable()
    return isinstance(widget, (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox))


def bring_into_view(widget: QWidget) -> None:
    """Scroll to a control of which nothing is seen: Qt does so within an area, not for a Tab that comes from outside it."""
    if not widget.visibleRegion().isEmpty():
        return
    above = widget.parentWidget()
    while above is not None:
        held = above.widget() if isinstance(above, QScrollArea) else None
        if isinstance(above, QScrollArea) and held is not None and held.isAncestorOf(widget):
            above.ensureWidgetVisible(widget)
        above = above.parentWidget()


class KeyGate(QObject):
    """Sees every key press of the given windows first; `run(name)` says whether it acted.

    Qt sends a key to the control that has the focus, or to the window when none has: those are watched and nothing else, for a filter
    on the application would run Python for each of the thousands of events that laying out a page takes.
    """

    def __init__(self, windows: Callable[[], tuple[QWidget, ...]], run: Callable[[str], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._windows = windows
        self._run = run
        self._composing = False
        self._installed = False
        self._watched: list[QWidget] = []

    def install(self) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication) and not self._installed:
            self._installed = True
            app.focusChanged.connect(self._move_on)
            self._watch(QApplication.focusWidget())

    def remove(self) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication) and self._installed:
            self._installed = False
            app.focusChanged.disconnect(self._move_on)
            self._unwatch()

    def _watch(self, focus: QWidget | None) -> None:
        self._unwatch()
        windows = [one for one in self._windows() if isValid(one)]  # at the end the focus moves on from what is gone already
        self._watched = [*windows, *([focus] if focus is not None and focus not in windows and focus.window() in windows else [])]
        for one in self._watched:
            one.installEventFilter(self)

    def _unwatch(self) -> None:
        for one in self._watched:
            if isValid(one):
                one.removeEventFilter(self)
        self._watched = []

    def _move_on(self, _before: QWidget | None, now: QWidget | None) -> None:
        """An input method gives up its composition with the focus; the focus is never out of view."""
        self._composing = False
        self._watch(now)
        if now is not None and now.window() in self._windows():
            bring_into_view(now)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QInputMethodEvent):
            self._composing = bool(event.preeditString())
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress or not isinstance(watched, QWidget):
            return False
        if watched.window() not in self._windows() or self._composing:
            return False
        focus = QApplication.focusWidget()
        if focus is not None and focus is not watched and focus.window() is watched.window():
            return False  # the focused control has seen it and left it to its parents
        name = name_of(event)
        return bool(name) and self._allowed(name, watched) and self._run(name)

    def _allowed(self, name: str, widget: QWidget) -> bool:
        """Whether this key may act where the focus is."""
        if name in CLICKER or name in WHILE_TYPING:
            return True
        if is_typing(widget):
            return False
        if name in ("Space", "Return"):
            focus = QApplication.focusWidget()
            return focus is None or focus.focusPolicy() == Qt.FocusPolicy.NoFocus or not _wants(focus, name)
        return True


def _wants(widget: QWidget, name: str) -> bool:
    """Whether the focused control has a use of its own for the key."""
    if name == "Return":
        return isinstance(widget, QAbstractButton)
    return widget.focusPolicy() != Qt.FocusPolicy.NoFocus
