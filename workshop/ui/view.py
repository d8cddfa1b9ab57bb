"""View: a widget that says what it watches, draws from State and asks through the session."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from workshop.model.change import Change
from workshop.model.state import State
from workshop.session import Session


class View(QWidget):
    """Redraws itself when something it watches has changed and it can be seen; hidden views wait until they are shown."""

    watches = Change.NONE

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.words = session.words
        self._stale = True
        session.changed.connect(self._on_changed)

    def show_state(self, state: State) -> None:
        """Draw the state; called when visible and something watched has changed. A view of fixed content has nothing to do."""

    def refresh(self) -> None:
        """Draw again now if visible, else when next shown."""
        self._stale = True
        self._refresh_if_seen()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh_if_seen()

    def _on_changed(self, change: Change) -> None:
        self._stale = self._stale or bool(change & self.watches)
        self._refresh_if_seen()

    def _refresh_if_seen(self) -> None:
        if self._stale and self.isVisible():
            self._stale = False
            self.show_state(self.session.state)
