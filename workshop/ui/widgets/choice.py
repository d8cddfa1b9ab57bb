"""Choice: a row of painted buttons of which at most one is chosen; one tab stop, arrows move within it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from workshop.ui.widgets.paint import PaintedButton

STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class Option(PaintedButton):
    """One of several; keys it does not know go to the row."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text.replace("&", "&&"), parent)
        self.setCheckable(True)
        self.setAccessibleName(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.parent()
        if not (isinstance(row, Choice) and row.take_key(event)):
            super().keyPressEvent(event)

    def nextCheckState(self) -> None:
        """The row decides what is chosen."""


class Choice(QWidget):
    """Base of segments, pickers and pills: keeps options, their choice and the single tab stop."""

    def __init__(self, name: str, spacing: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.options: list[Option] = []
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(spacing)

    def rebuild(self, options: Sequence[Option], picked: Callable[[int], None]) -> None:
        """Other options; `picked` hears the place of the one the user pressed."""
        for old in self.options:
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.options = list(options)
        for place, option in enumerate(self.options):
            self._row.addWidget(option)
            option.clicked.connect(lambda _checked=False, place=place: picked(place))
        self.mark(-1)

    def mark(self, chosen: int) -> None:
        """Show this one as chosen, none for −1, and put the tab stop on it or on the first that can be used."""
        for place, option in enumerate(self.options):
            option.setChecked(place == chosen)
        usable = [place for place, option in enumerate(self.options) if option.isEnabled()]
        stop = chosen if chosen in usable else (usable[0] if usable else -1)
        for place, option in enumerate(self.options):
            option.setFocusPolicy(Qt.FocusPolicy.StrongFocus if place == stop else Qt.FocusPolicy.ClickFocus)

    def chosen_place(self) -> int:
        """The place of the chosen option, −1 for none."""
        return next((place for place, option in enumerate(self.options) if option.isChecked()), -1)

    def take_key(self, event: QKeyEvent) -> bool:
        """Arrows, Home and End move the focus and choose; True when the key was one of them."""
        usable = [option for option in self.options if option.isEnabled()]
        here = next((place for place, option in enumerate(usable) if option.hasFocus()), 0)
        key = Qt.Key(event.key())
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: len(usable) - 1}
        if not usable or (key not in STEPS and key not in ends) or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        target = usable[ends.get(key, (here + STEPS.get(key, 0)) % len(usable))]
        target.setFocus(Qt.FocusReason.TabFocusReason)
        target.click()
        return True
